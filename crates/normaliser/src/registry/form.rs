//! What the form of a name tells of a unit that the registry does not know.

use std::sync::LazyLock;

use fenjie_model::{HashMap, UnitKind, text};

use crate::marks::unmarked;
use crate::measure;
use crate::words::{Words, without_bracket, words};

/// The endings of names that tell each kind. The longest that fits tells: 管委会 and not 会.
const ENDINGS: &[(Option<UnitKind>, &str)] = &[
    (Some(UnitKind::Subdistrict), "街道办事处 街道 办事处"),
    (Some(UnitKind::Town), "镇人民政府 镇政府 镇"),
    (Some(UnitKind::Township), "乡人民政府 乡政府 乡 苏木"),
    (Some(UnitKind::Village), "村民委员会 居民委员会 村委会 居委会 村 社区 嘎查 村民小组"),
    (Some(UnitKind::Area), "片区 片 市辖区"),
    (
        Some(UnitKind::Company),
        "公司 集团 银行 国企 信用社 信用联社 农发行 农商行 水厂 电厂 热电厂 发电厂 处理厂 焚烧厂",
    ),
    (
        Some(UnitKind::Park),
        "园区 工业园 产业园 科技园 物流园 软件园 开发区 工业区 集聚区 高新区 经开区 \
         保税区 示范区 新区 度假区 风景区 景区 集中区 管理区 试验区 产业城 新城 林场 农场 茶场 牧场 渔场 \
         良种场 原种场 种畜场 园艺场 团场",
    ),
    (
        Some(UnitKind::VerticalOrgan),
        "税务局 烟草局 烟草专卖局 气象局 调查队 海关 邮政局 邮政管理局 供电局 海事局",
    ),
    (
        Some(UnitKind::MassOrganisation),
        "总工会 侨联 残联 妇联 文联 工商联 社科联 联合会 科协 协会 红十字会 团委 \
         团县委 团区委 团市委 供销社 工会 商会 学会",
    ),
    (
        Some(UnitKind::Department),
        "委员会 管委会 办公室 指挥部 人民政府 政府 分局 局 委 办 部 厅 中心 支队 \
         大队 总队 专班 法院 检察院 医院 卫生院 敬老院 研究院 学院 中学 小学 学校 \
         税务所 司法所 财政所 监管所 国土所 自然资源所 供电所 党校 中心校 幼儿园 保健院 中医院 福利院 光荣院 养老院 档案馆 图书馆 文化馆 \
         博物馆 纪念馆 美术馆 体育馆 科技馆 一中 二中 三中 四中 五中 六中 管理处 管理所 派出所 工作站 领导小组 \
         县直 市直 区直 旗直 州直",
    ),
    (Some(UnitKind::District), "自治县 县 市 区 旗"),
    // These are counted, or are groups of units.
    (
        None,
        "工业强县 农业强县 教育强县 文化强县 旅游强县 科技强县 质量强县 人才强县 制造强县 交通强县 生态强县 工业强市 农业强市 制造强市 \
         质量强市 工业强镇 产业强镇 工业强区 制造强区 质量强区 工业大县 农业大县 推进村 一般村 普通村 提升村 创建村 搬迁村 薄弱村 后进村 \
         家庭农场 示范村 治理村 重点村 达标村 试点村 建设村 改造村 整治村 帮扶村 特色村 脱贫村 行政村 自然村 美丽乡村 \
         特色小镇 特色镇 示范镇 示范社区 示范园区 小区 灌区 库区 校区 辖区 保护区 上市 超市 总部 干部 芯片 图片",
    ),
];

/// Words that end like a unit's name and are none, though names end with them: 安城镇 is a town.
const WORDS: &[&str] = &[
    "城镇",
    "农村",
    "农业农村",
    "乡村",
    "乡镇",
    "小镇",
    "城乡",
    "下乡",
    "返乡",
    "城市",
    "集市",
    "山区",
    "林区",
    "牧区",
    "全部",
    "内部",
    "外部",
    "督办",
    "承办",
    "主办",
    "协办",
    "公办",
    "民办",
    "联办",
    "筹办",
];

/// An ending and what it tells; none where it tells that the name is no unit's.
type Ending = (&'static str, Option<UnitKind>);

/// The endings by their last character.
static BY_LAST: LazyLock<HashMap<char, Vec<Ending>>> = LazyLock::new(|| {
    let mut by_last: HashMap<char, Vec<_>> = HashMap::default();
    for &(kind, endings) in ENDINGS {
        for ending in endings.split_whitespace() {
            by_last.entry(ending.chars().next_back().unwrap_or_default()).or_default().push((ending, kind));
        }
    }
    by_last
});

/// More characters than any name has: what is longer is none, and is not looked into.
const LONGEST: usize = 64;

/// The kind that the form of a name tells; none for a name that does not look like a unit's.
pub fn kind_by_form(name: &str) -> Option<UnitKind> {
    if name.chars().nth(LONGEST).is_some() {
        return None;
    }
    let name = text::fold(unmarked(name));
    if is_sum(&name) {
        return Some(UnitKind::Total);
    }
    if is_whole(&name) {
        return Some(UnitKind::DistrictTotal);
    }
    if matches!(&*name, "其他" | "其它" | "其余") {
        return Some(UnitKind::ResidualRow);
    }
    // 生活污水治理村（个） are counted.
    let may_hold_measure = || name.contains(['(', '%', '/', ':']);
    let is_counted =
        || may_hold_measure() && measure::of_header(&name).is_some_and(|measure| measure.id.is_some());
    kind_of_body(&name).filter(|_| !is_counted())
}

/// The kind that a folded name tells that is no sum's and holds no measure.
fn kind_of_body(name: &str) -> Option<UnitKind> {
    let Some((bare, bracket)) = name.split_once('(') else { return kind_by_ending(name) };
    if bracket == "集团)" {
        return Some(UnitKind::Company);
    }
    for (at, bracket) in name.match_indices('(') {
        let (first, inside) = (&name[..at], &name[at + bracket.len()..]);
        let is_counted = words!("含 不含 包括 不包括").begin(inside);
        if is_counted && (is_sum(first) || is_whole(first)) {
            return kind_by_form(first);
        }
        if inside.starts_with('含') {
            return kind_by_form(first).map(|_| UnitKind::Composite);
        }
    }
    kind_by_ending(if name.ends_with(')') { bare } else { name })
}

/// The kind that a folded name tells by how it ends.
fn kind_by_ending(bare: &str) -> Option<UnitKind> {
    if let Some(kind) = numbered(bare) {
        return Some(kind);
    }
    let (_, kind) = endings(bare)
        .filter(|(ending, kind)| bare.len() > ending.len() || is_name(ending, *kind))
        .max_by_key(|(ending, _)| ending.len())?;
    kind.filter(|_| !bare.starts_with('各') && !WORDS.contains(&bare))
}

/// The kind of a unit of the 兵团 that has a number for its name: 一五一团, 151团, 三连.
fn numbered(name: &str) -> Option<UnitKind> {
    let number = name.strip_suffix('团').map(|number| (number, UnitKind::Park));
    let number = number.or_else(|| name.strip_suffix('连').map(|number| (number, UnitKind::Village)));
    let (number, kind) = number?;
    let is_digit = |c: char| c.is_ascii_digit() || text::is_numeral(c) || c == '〇' || c == '零';
    (!number.is_empty() && number.chars().all(is_digit)).then_some(kind)
}

/// The endings that the name has.
fn endings(name: &str) -> impl Iterator<Item = Ending> {
    let same_last = name.chars().next_back().and_then(|last| BY_LAST.get(&last));
    same_last.into_iter().flatten().filter(|(ending, _)| name.ends_with(ending)).copied()
}

/// Whether an ending alone names a body: 税务局, 侨联 and 办公室 do, 镇 and 公司 do not.
fn is_name(ending: &str, kind: Option<UnitKind>) -> bool {
    matches!(kind, Some(UnitKind::VerticalOrgan | UnitKind::MassOrganisation))
        || ending.chars().count() > 2
        || ending.ends_with('直')
}

/// Whether a name is nothing but words for a kind of units (税务所, 国有林场, 社区中心), so that what stands below it has the names. A
/// region can have one of them that it calls so (开发区).
pub(crate) fn is_word_for_kind(name: &str) -> bool {
    static OF: &Words = words!(
        "国有 国营 公立 公办 民营 私营 民办 集体 省属 市属 县属 区属 省直 市直 县直 区直 直属 省级 市级 县级 区级 国家级 重点 \
         街道 乡镇 镇街 社区 村级 城区 主城 中心 城 郊 农村 基层 工业 产业 农业 科技 物流 经济 技术 税务 卫生 健康 服务 商业"
    );
    if name.chars().nth(LONGEST).is_some() {
        return false;
    }
    let name = text::fold(unmarked(name));
    let of_kind = endings(&name).filter(|(_, kind)| kind.is_some()).max_by_key(|(ending, _)| ending.len());
    let Some(mut rest) = of_kind.and_then(|(ending, _)| name.strip_suffix(ending)) else { return false };
    while let Some(left) = OF.before(rest) {
        rest = left;
    }
    rest.is_empty()
}

/// A folded name without the ending that its kind shares (夏阳街道 → 夏阳); the whole of it for other kinds.
pub(super) fn stem(folded: &str, kind: UnitKind) -> &str {
    let is_place =
        matches!(kind, UnitKind::Subdistrict | UnitKind::Town | UnitKind::Township | UnitKind::Village);
    endings(folded)
        .filter(|(ending, k)| is_place && *k == Some(kind) && folded.len() > ending.len())
        .filter_map(|(ending, _)| folded.strip_suffix(ending))
        .min_by_key(|stem| stem.len())
        .unwrap_or(folded)
}

/// Whether a folded name is a sum: 合计, 总计, 小计 and the like, with or without the region or the group before them
/// (全县总计, 乡镇小计).
pub(super) fn is_sum(folded: &str) -> bool {
    if !may_name_sum(folded) {
        return false;
    }
    let name = folded.strip_prefix('全').map_or(folded, |rest| rest.trim_start_matches(is_division));
    matches!(name, "合计" | "总计" | "小计" | "共计" | "总合计" | "总数") || is_sum_of_group(folded)
}

/// Whether a name as it stands is a total's: 合计, 乡镇小计.
pub(crate) fn is_total(name: &str) -> bool {
    may_name_sum(name) && kind_by_form(name) == Some(UnitKind::Total)
}

/// Whether a name is a total's, be it with what it sums in a bracket: 合计（3个）.
pub(crate) fn names_sum(name: &str) -> bool {
    is_total(without_bracket(name))
}

/// Whether a name has a character that the words for sums end with: hardly any has, and every name is asked.
fn may_name_sum(name: &str) -> bool {
    name.contains(['计', '数'])
}

/// Whether a name is the sum of a group of units: 小计, 乡镇小计, 国有林场合计.
pub fn sums_group(name: &str) -> bool {
    let folded = text::fold(name);
    let name = without_bracket(&folded);
    name == "小计" || is_sum_of_group(name)
}

fn is_sum_of_group(folded: &str) -> bool {
    const GROUPS: &str = "乡镇 镇街 镇 乡 街道 园区 部门 单位 企业 公司 平台 村居 村 社区 学校 组 林场 农场 场 开发区 机关 县直 市直 区直 直属";
    let group = ["小计", "合计", "总计"].iter().find_map(|sum| folded.strip_suffix(sum)).map(without_bracket);
    group.filter(|group| !group.starts_with('全')).is_some_and(|group| {
        GROUPS.split(' ').any(|word| group.ends_with(word)) || kind_by_form(group).is_some()
    })
}

/// 全区, 全县, 全市, 全国 and the like.
pub(super) fn is_whole(folded: &str) -> bool {
    let Some(rest) = folded.strip_prefix('全') else { return false };
    rest.chars().count() == 1 && rest.chars().all(is_division) || rest == "街道"
}

fn is_division(c: char) -> bool {
    matches!(c, '国' | '省' | '市' | '州' | '盟' | '区' | '县' | '旗' | '镇' | '乡')
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
        check("安城镇", Some(UnitKind::Town));
        check("古城乡", Some(UnitKind::Township));
        check("诸城市", Some(UnitKind::District));
        check("金山区", Some(UnitKind::District));
        check("榆山街道", Some(UnitKind::Subdistrict));
        check("东部片区", Some(UnitKind::Area));
        check("示范区公司", Some(UnitKind::Company));
        check("青浦工业园区（集团）", Some(UnitKind::Company));
        check("寿县", Some(UnitKind::District));
        check("武强县", Some(UnitKind::District));
        check("涧西区", Some(UnitKind::District));
        check("经济开发区", Some(UnitKind::Park));
        check("开发区管委会", Some(UnitKind::Department));
        check("税务局", Some(UnitKind::VerticalOrgan));
        check("卫健局", Some(UnitKind::Department));
        check("供销社", Some(UnitKind::MassOrganisation));
        check("县直", Some(UnitKind::Department));
        check("东风良种场", Some(UnitKind::Park));
        check("九襄镇中心校", Some(UnitKind::Department));
        check("县光荣院", Some(UnitKind::Department));
        check("县一中", Some(UnitKind::Department));
        check("第二水厂", Some(UnitKind::Company));
        check("一五一团", Some(UnitKind::Park));
        check("三连", Some(UnitKind::Village));
        check("文工团", None);
        check("城东办事处", Some(UnitKind::Subdistrict));
        check("某集团（含某园）", Some(UnitKind::Composite));
    }

    #[test]
    fn rows_that_are_no_body() {
        check("合 计", Some(UnitKind::Total));
        check("全县总计", Some(UnitKind::Total));
        check("国有林场小计", Some(UnitKind::Total));
        check("林场小计", Some(UnitKind::Total));
        check("乡镇合计", Some(UnitKind::Total));
        check("乡（街道）小计", Some(UnitKind::Total));
        check("三、县直单位小计", Some(UnitKind::Total));
        check("第一组小计", Some(UnitKind::Total));
        check("全县合计（含园区）", Some(UnitKind::Total));
        check("全县（不含开发区）", Some(UnitKind::DistrictTotal));
        check("收入合计", None);
        check("向东村*", Some(UnitKind::Village));
        check("全 区", Some(UnitKind::DistrictTotal));
        check("全国", Some(UnitKind::DistrictTotal));
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
            "改造老旧小区",
            "新增上市",
            "引大引强引实（含总部企业）（家）",
            "新设公司（家）",
            "各乡镇（街道）",
            "工业强县",
            "公办",
            "整村推进村",
            "农业农村",
        ] {
            check(word, None);
        }
    }

    #[test]
    fn words_for_kinds_of_units() {
        for word in
            ["办事处", "街道办事处", "管委会", "税务所", "分局", "园区", "工业园区", "经开区", "国有林场"]
        {
            assert!(is_word_for_kind(word), "{word}");
        }
        for name in [
            "褡裢办事处",
            "城关税务所",
            "第一分局",
            "东风林场",
            "城关镇",
            "县医院",
            "高新",
            "目标",
            "",
            "合计",
        ] {
            assert!(!is_word_for_kind(name), "{name}");
        }
    }
}
