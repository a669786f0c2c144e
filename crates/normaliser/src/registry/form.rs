//! What the form of a name tells of a unit that the registry does not know.

use fenjie_model::{UnitKind, text};

use crate::measure;

/// Endings of names and the kinds that they tell, longer before shorter where they overlap.
const ENDINGS: &[(&str, UnitKind)] = &[
    ("街道办事处", UnitKind::Subdistrict),
    ("街道", UnitKind::Subdistrict),
    ("镇人民政府", UnitKind::Town),
    ("镇政府", UnitKind::Town),
    ("镇", UnitKind::Town),
    ("乡人民政府", UnitKind::Township),
    ("乡政府", UnitKind::Township),
    ("乡", UnitKind::Township),
    ("苏木", UnitKind::Township),
    ("村民委员会", UnitKind::Village),
    ("居民委员会", UnitKind::Village),
    ("村委会", UnitKind::Village),
    ("居委会", UnitKind::Village),
    ("村", UnitKind::Village),
    ("社区", UnitKind::Village),
    ("嘎查", UnitKind::Village),
    ("片区", UnitKind::Area),
    ("片", UnitKind::Area),
    ("公司", UnitKind::Company),
    ("集团", UnitKind::Company),
    ("银行", UnitKind::Company),
    ("国企", UnitKind::Company),
    ("园区", UnitKind::Park),
    ("工业园", UnitKind::Park),
    ("产业园", UnitKind::Park),
    ("科技园", UnitKind::Park),
    ("物流园", UnitKind::Park),
    ("软件园", UnitKind::Park),
    ("开发区", UnitKind::Park),
    ("工业区", UnitKind::Park),
    ("集聚区", UnitKind::Park),
    ("高新区", UnitKind::Park),
    ("经开区", UnitKind::Park),
    ("保税区", UnitKind::Park),
    ("示范区", UnitKind::Park),
    ("新区", UnitKind::Park),
    ("度假区", UnitKind::Park),
    ("风景区", UnitKind::Park),
    ("景区", UnitKind::Park),
    ("林场", UnitKind::Park),
    ("农场", UnitKind::Park),
    ("税务局", UnitKind::VerticalOrgan),
    ("烟草局", UnitKind::VerticalOrgan),
    ("烟草专卖局", UnitKind::VerticalOrgan),
    ("气象局", UnitKind::VerticalOrgan),
    ("调查队", UnitKind::VerticalOrgan),
    ("海关", UnitKind::VerticalOrgan),
    ("邮政局", UnitKind::VerticalOrgan),
    ("邮政管理局", UnitKind::VerticalOrgan),
    ("供电局", UnitKind::VerticalOrgan),
    ("海事局", UnitKind::VerticalOrgan),
    ("总工会", UnitKind::MassOrganisation),
    ("侨联", UnitKind::MassOrganisation),
    ("残联", UnitKind::MassOrganisation),
    ("妇联", UnitKind::MassOrganisation),
    ("文联", UnitKind::MassOrganisation),
    ("工商联", UnitKind::MassOrganisation),
    ("社科联", UnitKind::MassOrganisation),
    ("联合会", UnitKind::MassOrganisation),
    ("科协", UnitKind::MassOrganisation),
    ("协会", UnitKind::MassOrganisation),
    ("红十字会", UnitKind::MassOrganisation),
    ("团委", UnitKind::MassOrganisation),
    ("团县委", UnitKind::MassOrganisation),
    ("团区委", UnitKind::MassOrganisation),
    ("团市委", UnitKind::MassOrganisation),
    ("供销社", UnitKind::MassOrganisation),
    ("工会", UnitKind::MassOrganisation),
    ("商会", UnitKind::MassOrganisation),
    ("学会", UnitKind::MassOrganisation),
    ("委员会", UnitKind::Department),
    ("管委会", UnitKind::Department),
    ("办公室", UnitKind::Department),
    ("指挥部", UnitKind::Department),
    ("人民政府", UnitKind::Department),
    ("政府", UnitKind::Department),
    ("分局", UnitKind::Department),
    ("局", UnitKind::Department),
    ("委", UnitKind::Department),
    ("办", UnitKind::Department),
    ("部", UnitKind::Department),
    ("厅", UnitKind::Department),
    ("中心", UnitKind::Department),
    ("支队", UnitKind::Department),
    ("大队", UnitKind::Department),
    ("总队", UnitKind::Department),
    ("专班", UnitKind::Department),
    ("法院", UnitKind::Department),
    ("检察院", UnitKind::Department),
    ("医院", UnitKind::Department),
    ("卫生院", UnitKind::Department),
    ("敬老院", UnitKind::Department),
    ("研究院", UnitKind::Department),
    ("学院", UnitKind::Department),
    ("中学", UnitKind::Department),
    ("小学", UnitKind::Department),
    ("学校", UnitKind::Department),
    ("党校", UnitKind::Department),
    ("档案馆", UnitKind::Department),
    ("图书馆", UnitKind::Department),
    ("管理处", UnitKind::Department),
    ("管理所", UnitKind::Department),
    ("派出所", UnitKind::Department),
    ("工作站", UnitKind::Department),
    ("领导小组", UnitKind::Department),
    ("自治县", UnitKind::District),
    ("县", UnitKind::District),
    ("市", UnitKind::District),
    ("区", UnitKind::District),
    ("旗", UnitKind::District),
];

/// Words that end like a unit's name and are none: what is counted, and groups of units.
const NO_UNITS: &[&str] = &[
    "示范村",
    "治理村",
    "重点村",
    "达标村",
    "试点村",
    "建设村",
    "改造村",
    "整治村",
    "帮扶村",
    "特色村",
    "脱贫村",
    "行政村",
    "自然村",
    "乡村",
    "各村",
    "乡镇",
    "各镇",
    "小镇",
    "特色镇",
    "示范镇",
    "城乡",
    "各乡",
    "下乡",
    "返乡",
    "全部",
    "总部",
    "内部",
    "外部",
    "干部",
    "各部",
    "芯片",
    "图片",
    "示范社区",
    "各街道",
    "示范园区",
    "城市",
    "超市",
    "上市",
    "集市",
    "各市",
    "小区",
    "地区",
    "山区",
    "林区",
    "牧区",
    "灌区",
    "库区",
    "校区",
    "辖区",
    "各区",
    "保护区",
    "各县",
    "督办",
    "承办",
    "主办",
    "协办",
];

/// The kind that the form of a name tells; none for a name that does not look like a unit's.
pub fn kind_by_form(name: &str) -> Option<UnitKind> {
    let name = text::fold(name);
    if is_total(&name) {
        return Some(UnitKind::Total);
    }
    if is_whole(&name) {
        return Some(UnitKind::DistrictTotal);
    }
    if matches!(name.as_str(), "其他" | "其它" | "其余") {
        return Some(UnitKind::ResidualRow);
    }
    if measure::of_header(&name).is_some_and(|measure| measure.id.is_some()) {
        return None;
    }
    if let Some((first, _)) = name.split_once("(含") {
        return kind_by_form(first).map(|_| UnitKind::Composite);
    }
    let bare = match name.split_once('(') {
        Some((_, "集团)")) => return Some(UnitKind::Company),
        Some((bare, _)) if name.ends_with(')') => bare,
        _ => &name,
    };
    // 城镇 and 农村 are words of their own, but 安城镇 is a town and 联农村 a village.
    if matches!(bare, "城镇" | "农村") || NO_UNITS.iter().any(|word| bare.ends_with(word)) {
        return None;
    }
    ENDINGS
        .iter()
        .find(|(ending, kind)| {
            bare.ends_with(ending) && (bare.len() > ending.len() || is_name(ending, *kind))
        })
        .map(|&(_, kind)| kind)
}

/// Whether an ending alone names a body: 税务局, 侨联 and 办公室 do, 镇 and 公司 do not.
fn is_name(ending: &str, kind: UnitKind) -> bool {
    matches!(kind, UnitKind::VerticalOrgan | UnitKind::MassOrganisation) || ending.chars().count() > 2
}

/// A folded name without the ending that its kind shares (夏阳街道 → 夏阳); the whole of it for other kinds.
pub(super) fn stem(folded: &str, kind: UnitKind) -> &str {
    let is_place =
        matches!(kind, UnitKind::Subdistrict | UnitKind::Town | UnitKind::Township | UnitKind::Village);
    let ending = ENDINGS.iter().find(|(ending, k)| is_place && *k == kind && folded.ends_with(ending));
    ending
        .and_then(|(ending, _)| folded.strip_suffix(ending))
        .filter(|stem| !stem.is_empty())
        .unwrap_or(folded)
}

/// 合计, 总计, 小计 and the like, with or without the region before them (全县总计).
pub fn is_total(name: &str) -> bool {
    let name = text::fold(name);
    let name = name.strip_prefix('全').map_or(name.as_str(), |rest| rest.trim_start_matches(is_division));
    matches!(name, "合计" | "总计" | "小计" | "共计" | "总合计" | "累计" | "总数")
}

/// 全区, 全县, 全市 and the like.
pub(super) fn is_whole(folded: &str) -> bool {
    let Some(rest) = folded.strip_prefix('全') else { return false };
    rest.chars().count() == 1 && rest.chars().all(is_division) || rest == "街道"
}

fn is_division(c: char) -> bool {
    matches!(c, '省' | '市' | '州' | '盟' | '区' | '县' | '旗' | '镇' | '乡')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(name: &str, expected: Option<UnitKind>) {
        assert_eq!(kind_by_form(name), expected, "{name}");
    }

    #[test]
    fn endings_tell_kinds() {
        check("赵巷镇青龙村", Some(UnitKind::Village));
        check("陶店回族乡", Some(UnitKind::Township));
        check("榆山街道", Some(UnitKind::Subdistrict));
        check("东部片区", Some(UnitKind::Area));
        check("示范区公司", Some(UnitKind::Company));
        check("青浦工业园区（集团）", Some(UnitKind::Company));
        check("寿县", Some(UnitKind::District));
        check("涧西区", Some(UnitKind::District));
        check("经济开发区", Some(UnitKind::Park));
        check("开发区管委会", Some(UnitKind::Department));
        check("税务局", Some(UnitKind::VerticalOrgan));
        check("卫健局", Some(UnitKind::Department));
        check("供销社", Some(UnitKind::MassOrganisation));
        check("某集团（含某园）", Some(UnitKind::Composite));
    }

    #[test]
    fn rows_that_are_no_body() {
        check("合 计", Some(UnitKind::Total));
        check("全县总计", Some(UnitKind::Total));
        check("全 区", Some(UnitKind::DistrictTotal));
        check("其他", Some(UnitKind::ResidualRow));
    }

    #[test]
    fn other_words_tell_nothing() {
        for word in [
            "工作目标",
            "税收总收入",
            "工业投资",
            "镇",
            "局",
            "",
            "30.30",
            "全部",
            "生活污水治理村（个）",
            "市级乡村振兴示范村",
        ] {
            check(word, None);
        }
    }
}
