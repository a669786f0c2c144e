//! From the body that issues a notice to the region that it governs.

use fenjie_model::{Region, text};

use super::{Registry, division};

impl Registry {
    /// The region that an issuer governs: 青浦区人民政府办公室 is of 青浦区. Without an ID where neither the registry nor
    /// the list of regions tells one, none where the issuer's name tells no region.
    pub fn region_of(&self, issuer: &str) -> Option<Region> {
        let printed = regions_named(&text::fold(issuer));
        let name = printed.last()?;
        let whole = printed.concat();
        let mut known = self.regions.values().filter(|region| {
            // The regions above it, where printed, must be its own.
            region.name == *name
                && (printed.len() == 1 || region.full_name.as_ref().is_some_and(|f| f.ends_with(&whole)))
        });
        let id = match (known.next(), known.next()) {
            (Some(one), None) => Some(one.id.clone()),
            (None, _) => division::by_names(&printed).map(|division| division.code.to_owned()),
            _ => None,
        };
        Some(Region { id, name: name.clone() })
    }

    /// The region that a title begins with, behind its year, if it is a known one.
    pub(crate) fn region_of_title(&self, title: &str) -> Option<Region> {
        let is_digit = |c: char| c.is_ascii_digit() || "〇○零一二三四五六七八九".contains(c);
        let title = text::fold(title);
        let rest = match title.split_once('年') {
            Some((year, rest)) if year.chars().all(is_digit) => rest.strip_prefix('度').unwrap_or(rest),
            _ => &title,
        };
        self.region_of(rest).filter(|region| region.id.is_some())
    }
}

/// Endings of regions' names with their rank. A city of a district's rank comes after one of its own.
const RANKS: &[(&str, u8)] = &[
    ("自治区", 1),
    ("省", 1),
    ("自治州", 2),
    ("地区", 2),
    ("市", 2),
    ("盟", 2),
    ("新区", 3),
    ("开发区", 3),
    ("区", 3),
    ("自治县", 3),
    ("县", 3),
    ("旗", 3),
    ("街道", 4),
    ("镇", 4),
    ("乡", 4),
];

/// Words that end like a region and are none.
const NO_REGIONS: &[&str] = &[
    "城市", "城区", "城镇", "城乡", "社区", "园区", "片区", "辖区", "全市", "全区", "全县", "本市", "本区",
    "本县",
];

/// The regions at the beginning of a body's name, the widest first: 上海市, 青浦区.
fn regions_named(body: &str) -> Vec<String> {
    let mut rest = ["中国共产党", "中共", "政协", "共青团", "国家税务总局"]
        .iter()
        .find_map(|p| body.strip_prefix(p))
        .unwrap_or(body);
    let mut found: Vec<String> = Vec::new();
    let mut rank = 0;
    while let Some((name, next)) = region_at_start(rest, rank) {
        if rank > 0 && next < 4 && !goes_on(name, &rest[name.len()..]) {
            break;
        }
        rest = &rest[name.len()..];
        found.push(name.to_owned());
        rank = next;
    }
    found
}

/// Whether a name below a region is a region too, and not what its body is for: of 工业强市建设领导小组 there is no 工业强市.
fn goes_on(name: &str, after: &str) -> bool {
    let governs = ["管委会", "管理委员会", "管理局", "党工委"].iter().any(|body| after.starts_with(body));
    division::is_known(name)
        || is_body(after)
        || governs
        || ["新区", "开发区"].iter().any(|end| name.ends_with(end))
}

/// The region that the text begins with, of a lower rank than the one before it.
fn region_at_start(text: &str, above: u8) -> Option<(&str, u8)> {
    /// More characters than the name of a region has.
    const LONGEST: usize = 16;
    for (at, c) in text.char_indices().skip(1).take(LONGEST) {
        let name = &text[..at + c.len_utf8()];
        let after = &text[name.len()..];
        if ["人民政府", "委员会", "政府", "局", "办公室"].iter().any(|body| name.ends_with(body))
        {
            return None;
        }
        // 延边州教育局
        if above < 2 && division::prefecture(name).is_some() {
            return Some((name, 2));
        }
        let Some(&(ending, mut rank)) = RANKS.iter().find(|(ending, _)| name.ends_with(ending)) else {
            continue;
        };
        if name == ending || NO_REGIONS.contains(&name) {
            continue;
        }
        // 市中区, 城区街道: the name goes on to a nearer ending.
        if RANKS.iter().any(|(longer, _)| {
            after.starts_with(longer)
                && longer.chars().count() == 1
                && (!name.ends_with(longer) || division::is_known(&[name, longer].concat()))
                && is_body(&after[longer.len()..])
        }) {
            continue;
        }
        // 汉源县城镇建设局: a town is one only where its government follows.
        if rank == 4 && !is_body(after) {
            continue;
        }
        if rank == 2 && above == 2 && ending == "市" {
            rank = 3;
        }
        if rank > above {
            return Some((name, rank));
        }
    }
    None
}

/// Whether a body of government goes on here.
fn is_body(text: &str) -> bool {
    text.is_empty()
        || ["人民政府", "政府", "人民代表大会", "委员会", "办事处", "党工委", "委办", "管理委员会"]
            .iter()
            .any(|b| text.starts_with(b))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(issuer: &str, expected: &[&str]) {
        assert_eq!(regions_named(issuer), expected, "{issuer}");
    }

    #[test]
    fn issuers_name_their_regions() {
        check("青浦区人民政府办公室", &["青浦区"]);
        check("上海市青浦区人民政府", &["上海市", "青浦区"]);
        check("汉源县农业农村局", &["汉源县"]);
        check("汉源县城镇建设局", &["汉源县"]);
        check("延庆区城市管理委员会", &["延庆区"]);
        check("延庆区市场监督管理局", &["延庆区"]);
        check("市中区人民政府办公室", &["市中区"]);
        check("济南市市中区人民政府", &["济南市", "市中区"]);
        check("泉州市晋江市人民政府", &["泉州市", "晋江市"]);
        check("寿县人民政府", &["寿县"]);
        check("浦东新区人民政府", &["浦东新区"]);
        check("恩施土家族苗族自治州人民政府", &["恩施土家族苗族自治州"]);
        check("延边州生态环境局", &["延边州"]);
        check("四川省凉山州西昌市人民政府", &["四川省", "凉山州", "西昌市"]);
        check("广州市天河区人民政府", &["广州市", "天河区"]);
        check("苏州市吴江区人民政府", &["苏州市", "吴江区"]);
        check("内蒙古自治区人民政府", &["内蒙古自治区"]);
        check("西乡县人民政府", &["西乡县"]);
        check("镇江市人民政府", &["镇江市"]);
        check("青浦区赵巷镇人民政府", &["青浦区", "赵巷镇"]);
        check("中共青浦区委办公室", &["青浦区"]);
        check("国家税务总局青浦区税务局", &["青浦区"]);
        check("保定市工业强市建设领导小组办公室", &["保定市"]);
        check("平湖市教育强市专班", &["平湖市"]);
        check("榆林市双创示范城市建设指挥部", &["榆林市"]);
        check("景州市昌河区人民政府", &["景州市", "昌河区"]);
        check("白山市市政府办公室", &["白山市"]);
        check("常德市津市市人民政府", &["常德市", "津市市"]);
        check("苏州市工业园区管委会", &["苏州市", "工业园区"]);
        check("洛阳市伊滨区管委会", &["洛阳市", "伊滨区"]);
        check("教育局", &[]);
        check("", &[]);
    }

    #[test]
    fn titles_begin_with_their_regions() {
        let registry = Registry::builtin();
        let check = |title: &str, expected: Option<&str>| {
            let region = registry.region_of_title(title);
            assert_eq!(region.and_then(|region| region.id).as_deref(), expected, "{title}");
        };
        check("2023年青浦区招商目标分解表", Some("310118"));
        check("二〇二四年度永春县重点工作责任表", Some("350525"));
        check("上海市青浦区2023年税收目标表", Some("310118"));
        check("2023年度商品销售总额目标分解表", None);
        check("2023年全区税收目标表", None);
        check("某县招商目标表", None);
        check("近三年青浦区招商目标表", None);
    }
}
