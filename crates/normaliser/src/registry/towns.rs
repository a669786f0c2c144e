//! The codes of towns and subdistricts, from a list that the user has: there are some forty thousand of them, too many to
//! carry in the program.

use std::collections::BTreeMap;

use fenjie_model::text;

/// The towns of one region by name, with their codes.
///
/// A list is lines of a code and a name, parted by a comma or a tab, in quotes or not, with more fields behind: the
/// bureau's nine digits of a town, or all twelve. Lines of other regions, headers and the like are passed over.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Towns {
    /// By the folded name; none where two towns of the region share it.
    codes: BTreeMap<String, Option<String>>,
    edition: Option<i16>,
}

impl Towns {
    /// Reads the towns of the region from a list. `edition` is the year of the list, where it is known.
    pub fn read(list: &str, region: &str, edition: Option<i16>) -> Self {
        let mut codes = BTreeMap::new();
        for line in list.trim_start_matches('\u{feff}').lines() {
            let mut fields = line.split([',', '\t']).map(|field| field.trim().trim_matches('"'));
            let (Some(code), Some(name)) = (fields.next(), fields.next()) else { continue };
            let Some(code) = whole(code).filter(|code| code.starts_with(region)) else { continue };
            codes.entry(key(name)).and_modify(|known| *known = None).or_insert(Some(code));
        }
        Self { codes, edition }
    }

    /// Whether the list has no town of the region.
    pub fn is_empty(&self) -> bool {
        self.codes.is_empty()
    }

    /// The year of the list.
    pub(super) fn edition(&self) -> Option<i16> {
        self.edition
    }

    /// The twelve digits of the town of that name.
    pub(super) fn code(&self, name: &str) -> Option<&str> {
        self.codes.get(&key(name))?.as_deref()
    }
}

/// All twelve digits of a town's code, from its nine; those of a village (the last three are not zeros) are none.
fn whole(code: &str) -> Option<String> {
    let is_digits = code.bytes().all(|b| b.is_ascii_digit());
    match code.len() {
        9 if is_digits && !code.ends_with("000") => Some(format!("{code}000")),
        12 if is_digits && code.ends_with("000") && !code.ends_with("000000") => Some(code.to_owned()),
        _ => None,
    }
}

/// The name as it is compared: 盈浦街道办事处 is 盈浦街道.
fn key(name: &str) -> String {
    let folded = text::fold(name);
    match folded.strip_suffix("办事处") {
        Some(bare) if bare.ends_with("街道") => bare.to_owned(),
        _ => folded.into_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(list: &str, name: &str, expected: Option<&str>) {
        assert_eq!(Towns::read(list, "310118", None).code(name), expected, "{list}");
    }

    #[test]
    fn lists_of_several_forms() {
        let csv = "code,name,areaCode\n310118105,\"赵巷镇\",310118\n310118001,\"夏阳街道\",310118\n";
        check(csv, "赵巷镇", Some("310118105000"));
        check(csv, "夏阳街道办事处", Some("310118001000"));
        check(csv, "练塘镇", None);
        check("\u{feff}310118105000\t赵巷镇\r\n", "赵巷镇", Some("310118105000"));
        check("310118001000,夏阳街道办事处", "夏阳街道", Some("310118001000"));
    }

    #[test]
    fn what_is_no_town_of_the_region_is_passed_over() {
        check("310117101,赵巷镇", "赵巷镇", None);
        check("310118105201,赵巷镇", "赵巷镇", None);
        check("310118000000,青浦区", "青浦区", None);
        check("31011810５,赵巷镇\n,\n310118", "赵巷镇", None);
        assert!(Towns::read("code,name", "310118", None).is_empty());
    }

    #[test]
    fn a_name_that_two_towns_share_has_no_code() {
        check("310118105,赵巷镇\n310118106,赵巷镇", "赵巷镇", None);
    }
}
