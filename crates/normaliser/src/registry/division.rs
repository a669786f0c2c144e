//! The regions of mainland China by name, down to the county, whether or not the registry holds them.

use std::sync::LazyLock;

use fenjie_model::{HashMap, Unit, UnitKind};

use crate::words::words;

/// `code, name` a line, tab-separated; a third field marks a name that a region elsewhere had too.
const LIST: &str = include_str!("../../data/divisions.tsv");

/// A region of the list.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Division {
    /// Six digits of GB/T 2260.
    pub(super) code: &'static str,
    /// 平阴县.
    pub(super) name: &'static str,
    /// Whether the name alone does not tell which region is meant.
    shared: bool,
}

/// All of them, in the order of the codes.
static ALL: LazyLock<Vec<Division>> = LazyLock::new(|| {
    let read = |line: &'static str| {
        let mut fields = line.split('\t');
        let (code, name) = (fields.next()?, fields.next()?);
        Some(Division { code, name, shared: fields.next().is_some() })
    };
    LIST.lines().filter(|line| !line.starts_with('#')).filter_map(read).collect()
});

/// Them by their names.
static BY_NAME: LazyLock<HashMap<&str, Vec<Division>>> = LazyLock::new(|| {
    let mut by_name: HashMap<&str, Vec<Division>> = HashMap::default();
    for division in ALL.iter() {
        by_name.entry(division.name).or_default().push(*division);
    }
    by_name
});

/// The region of that code.
pub(super) fn by_code(code: &str) -> Option<Division> {
    ALL.binary_search_by_key(&code, |division| division.code).ok().map(|at| ALL[at])
}

/// Whether any region has the name.
pub(super) fn is_known(name: &str) -> bool {
    BY_NAME.contains_key(name) || prefecture(name).is_some()
}

/// The autonomous prefecture that a short name means: 延边州 is 延边朝鲜族自治州.
pub(super) fn prefecture(name: &str) -> Option<Division> {
    let stem = name.strip_suffix('州').filter(|stem| (2..=4).contains(&stem.chars().count()))?;
    let is_meant = |division: &&Division| {
        let nations = division.name.strip_prefix(stem).and_then(|rest| rest.strip_suffix("自治州"));
        nations.is_some_and(|nations| words!("族 哈萨克 蒙古 柯尔克孜").end(nations))
    };
    let mut found = ALL.iter().filter(is_meant);
    found.next().copied().filter(|_| found.next().is_none())
}

/// The one region that the names mean, the widest first (济南市, 平阴县): the last is its own, the others are above it.
/// None where several could be meant.
pub(super) fn by_names(printed: &[String]) -> Option<Division> {
    let (name, above) = printed.split_last()?;
    let is_called = |upper: &Division, name: &str| {
        upper.name == name || prefecture(name).is_some_and(|known| known.code == upper.code)
    };
    let is_below = |division: &&Division| {
        let uppers = uppers(division.code);
        above.iter().all(|name| uppers.iter().any(|upper| is_called(upper, name)))
    };
    let name = prefecture(name).map_or(name.as_str(), |known| known.name);
    let mut found = BY_NAME.get(name)?.iter().filter(is_below);
    match (found.next(), found.next()) {
        (Some(one), None) if !one.shared || !above.is_empty() => Some(*one),
        _ => None,
    }
}

impl Division {
    /// With the regions above it: 山东省济南市平阴县.
    pub(super) fn full_name(self) -> String {
        uppers(self.code).iter().map(|upper| upper.name).chain([self.name]).collect()
    }

    /// As an extraction carries it.
    pub(super) fn unit(self) -> Unit {
        Unit {
            id: self.code.to_owned(),
            name: self.name.to_owned(),
            kind: UnitKind::DistrictTotal,
            full_name: Some(self.full_name()),
            codes: vec![("nbs".to_owned(), format!("{}000000", self.code))],
            members: Vec::new(),
        }
    }
}

/// The province and the city above a region, as far as it has them.
fn uppers(code: &str) -> Vec<Division> {
    let (Some(province), Some(city)) = (code.get(..2), code.get(..4)) else { return Vec::new() };
    let codes = [format!("{province}0000"), format!("{city}00")];
    codes.iter().filter(|upper| *upper != code).filter_map(|upper| by_code(upper)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(printed: &[&str], expected: Option<&str>) {
        let printed: Vec<String> = printed.iter().map(|name| (*name).to_owned()).collect();
        assert_eq!(by_names(&printed).map(|division| division.code), expected, "{printed:?}");
    }

    #[test]
    fn a_name_tells_its_region_where_one_has_it() {
        check(&["平阴县"], Some("370124"));
        check(&["汉源县"], Some("511823"));
        check(&["玉门市"], Some("620981"));
        check(&["青岛市"], Some("370200"));
        check(&["海南省"], Some("460000"));
        check(&["东莞市"], Some("441900"));
        check(&["延边州"], Some("222400"));
        check(&["吉林省", "延边州"], Some("222400"));
        check(&["延边州", "敦化市"], Some("222403"));
        check(&["海西州"], Some("632800"));
        check(&["黔南州"], Some("522700"));
        check(&["延州"], None);
        check(&["某县"], None);
        check(&[], None);
    }

    #[test]
    fn a_shared_name_needs_the_region_above_it() {
        check(&["市中区"], None);
        check(&["济南市", "市中区"], Some("370103"));
        check(&["山东省", "济南市", "市中区"], Some("370103"));
        check(&["北京市", "朝阳区"], Some("110105"));
        check(&["苏州市", "平阴县"], None);
        // Two other cities had a 桥东区 not long ago.
        check(&["桥东区"], None);
        check(&["张家口市", "桥东区"], Some("130702"));
    }

    #[test]
    fn full_names_name_the_regions_above() {
        let full = |code: &str| by_code(code).expect("it is there").full_name();
        assert_eq!(full("370124"), "山东省济南市平阴县");
        assert_eq!(full("310118"), "上海市青浦区");
        assert_eq!(full("429004"), "湖北省仙桃市");
        assert_eq!(full("310000"), "上海市");
    }

    #[test]
    fn codes_are_six_digits_in_order_and_each_stands_once() {
        let codes: Vec<&str> = ALL.iter().map(|division| division.code).collect();
        assert!(codes.iter().all(|code| code.len() == 6 && code.bytes().all(|b| b.is_ascii_digit())));
        assert!(codes.is_sorted_by(|a, b| a < b));
        assert_eq!(codes.len(), 3210);
        assert!(ALL.iter().all(|division| division.name == fenjie_model::text::fold(division.name)));
    }
}
