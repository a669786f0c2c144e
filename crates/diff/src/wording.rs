//! Printed words without what changes from year to year though the thing stays the same.

use fenjie_model::text::fold;

/// Header words that say no more than that a target follows.
const GENERIC: &[&str] = &[
    "目标",
    "目标值",
    "目标数",
    "目标任务",
    "任务目标",
    "工作目标",
    "工作任务",
    "年度目标",
    "年度目标值",
    "年度任务",
    "年目标",
    "年目标值",
    "年计划",
    "全年目标",
    "计划目标",
    "预期目标",
    "计划",
    "年度计划",
    "计划数",
    "计划值",
    "指标",
    "指标值",
    "年度指标",
    "本年目标",
    "总量",
];

/// Header words of a column of growth rates.
const GROWTH: &[&str] = &[
    "增幅",
    "增速",
    "增长",
    "增长率",
    "增减",
    "增长幅度",
    "年均增长",
    "同比",
    "同比增长",
    "同比增幅",
    "同比增速",
    "同比增长率",
    "比上年增长",
    "较上年增长",
    "比上年增幅",
    "较上年增幅",
];

/// Measures that a header's bracket may hold though the cell's own measure is another.
const MEASURES: &[&str] = &[
    "%",
    "亿元",
    "万元",
    "元",
    "亿美元",
    "万美元",
    "家",
    "户",
    "个",
    "人",
    "件",
    "次",
    "项",
    "幢",
    "套",
    "亩",
    "万亩",
    "公顷",
    "平方米",
    "万平方米",
    "公里",
    "吨",
    "万吨",
];

/// Words at the end of an annex's title that its sisters share.
const TITLE_ENDS: &[&str] = &["分解表", "目标表", "任务表", "一览表", "汇总表", "计划表", "总表", "表"];

/// What a header cell says about its column or row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Header {
    /// No more than that a target follows.
    Generic,
    /// That the target is a growth rate.
    Growth,
    /// What the target is about.
    Words(String),
}

/// What stands around a cell's words.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash)]
pub(crate) struct Context<'a> {
    /// The year of the notice.
    pub(crate) year: Option<i16>,
    /// The measure that holds for the target, as printed.
    pub(crate) measure: Option<&'a str>,
}

/// Reads a header cell.
pub(crate) fn header(cell: &str, context: Context<'_>) -> Header {
    let words = name(cell, context);
    let bare = words.trim_matches(['%', '±', '(', ')', ':']);
    match () {
        () if bare.is_empty() || GENERIC.contains(&bare) => Header::Generic,
        () if GROWTH.contains(&bare) => Header::Growth,
        () => Header::Words(words),
    }
}

/// A name without its numbering, 其中, the notice's year, and brackets that hold a measure or months.
pub(crate) fn name(text: &str, context: Context<'_>) -> String {
    let folded = fold(text);
    let bare = without_numbering(&folded);
    let bare = bare.strip_prefix("其中").map_or(bare, |rest| rest.trim_start_matches([':', '、']));
    let bare = bare.trim_start_matches('#');
    without_brackets(&without_year(bare, context.year), context.measure)
}

/// A folded name of a unit without the office that stands for it: 城关镇人民政府 is 城关镇.
pub(crate) fn unit(name: &str) -> &str {
    let place = ["人民政府", "政府", "办事处"].iter().find_map(|office| name.strip_suffix(office));
    // 县人民政府 is no town's.
    place.filter(|place| place.ends_with(['镇', '乡']) || place.ends_with("街道")).unwrap_or(name)
}

/// The name of a unit without what a place is called by its rank, which may change: 沙河乡, 沙河镇, 沙河街道.
fn stem(name: &str) -> Option<&str> {
    let stem = ["街道", "镇", "乡"].iter().find_map(|rank| unit(name).strip_suffix(rank));
    stem.filter(|stem| !stem.is_empty())
}

/// Whether one folded name is the other of another rank, or with characters put in between: 县教育局, 县教育体育局.
pub(crate) fn is_renamed(a: &str, b: &str) -> bool {
    /// Longer ones are no names.
    const LONGEST: usize = 32;
    if let (Some(a), Some(b)) = (stem(a), stem(b)) {
        return a == b;
    }
    let (short, long) = if a.chars().count() < b.chars().count() { (a, b) } else { (b, a) };
    let ends = |name: &str| (name.chars().next(), name.chars().next_back());
    let mut rest = long.chars();
    (3..=LONGEST).contains(&short.chars().count())
        && long.chars().count() <= LONGEST
        && ends(short) == ends(long)
        && short.chars().all(|c| rest.any(|l| l == c))
}

/// The title of an annex, without any year.
pub(crate) fn title(text: &str) -> String {
    without_year(&fold(text), None)
}

/// The part of a title that tells an annex from its sisters: no region before it, no 目标分解表 behind it.
pub(crate) fn title_core<'a>(title: &'a str, region: Option<&str>) -> &'a str {
    let mut core = region.and_then(|region| title.split_once(region)).map_or(title, |(_, rest)| rest);
    for end in TITLE_ENDS {
        if let Some(rest) = core.strip_suffix(end) {
            core = rest;
            break;
        }
    }
    core.strip_suffix("目标").unwrap_or(core)
}

/// A name without its numerals: 第五届 and 第六届 are the same.
pub(crate) fn without_numerals(name: &str) -> String {
    name.chars().filter(|c| !is_numeral(*c)).collect()
}

/// A note with its numbers made alike, so that 含续建22 and 含续建30 are one wording.
pub(crate) fn note(text: &str) -> String {
    let mut out = String::new();
    for c in fold(text).chars() {
        match c {
            '0'..='9' | '.' if out.ends_with('0') => {}
            '0'..='9' => out.push('0'),
            _ => out.push(c),
        }
    }
    out
}

/// How alike two names are, from 0 to 1: the share of their pairs of neighbouring characters that both have.
pub(crate) fn likeness(a: &str, b: &str) -> f64 {
    /// So many characters of a name are looked at.
    const LONGEST: usize = 256;
    let pairs = |text: &str| {
        let chars: Vec<char> = text.chars().take(LONGEST).collect();
        chars.windows(2).map(|w| (w[0], w[1])).collect::<Vec<_>>()
    };
    let (a, mut b) = (pairs(a), pairs(b));
    let total = a.len() + b.len();
    let common =
        a.iter().filter(|pair| b.iter().position(|p| p == *pair).map(|i| b.swap_remove(i)).is_some()).count();
    if total == 0 { 0.0 } else { 2.0 * common as f64 / total as f64 }
}

fn is_numeral(c: char) -> bool {
    c.is_ascii_digit() || "〇零一二三四五六七八九十百".contains(c)
}

/// Without 一、 （二） 3. ④ at its start.
fn without_numbering(text: &str) -> &str {
    let numeral = |c: char| is_numeral(c) && c != '百';
    let inner = text.strip_prefix('(').unwrap_or(text);
    let rest = inner.trim_start_matches(numeral);
    let numbered = rest.len() < inner.len();
    let after = match (inner.len() < text.len(), numbered) {
        (true, true) => rest.strip_prefix(')').map(|r| r.trim_start_matches('、')),
        (false, true) => {
            rest.strip_prefix(['、', '.', ')']).filter(|r| !r.starts_with(|c: char| c.is_ascii_digit()))
        }
        _ => text.strip_prefix(|c| ('①'..='⑳').contains(&c)),
    };
    after.filter(|rest| !rest.is_empty()).unwrap_or(text)
}

/// Without the notice's year; another year becomes its distance from it (`{-1}` for last year), and every year goes
/// where the notice's is not known.
fn without_year(text: &str, of_notice: Option<i16>) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    let mut before = None;
    while let Some(c) = rest.chars().next() {
        let year = (!before.is_some_and(|b: char| b.is_ascii_digit())).then(|| leading_year(rest)).flatten();
        match year {
            Some((year, length, marked)) if marked || before.is_none() => {
                if let Some(distance) = of_notice.map(|n| year - n).filter(|d| *d != 0) {
                    out.push_str(&format!("{{{distance}}}"));
                }
                rest = &rest[length..];
                before = Some('年');
            }
            _ => {
                out.push(c);
                rest = &rest[c.len_utf8()..];
                before = Some(c);
            }
        }
    }
    out
}

/// The year that the text starts with, its length in bytes, and whether 年 stands behind it.
fn leading_year(text: &str) -> Option<(i16, usize, bool)> {
    let mut year = 0i16;
    let mut length = 0;
    for c in text.chars().take(4) {
        let digit = match c {
            '0'..='9' => c as i16 - '0' as i16,
            '〇' | '零' => 0,
            _ => 1 + "一二三四五六七八九".chars().position(|n| n == c)? as i16,
        };
        (year, length) = (year * 10 + digit, length + c.len_utf8());
    }
    let rest = &text[length..];
    if !(1949..2100).contains(&year) || rest.starts_with(|c: char| c.is_ascii_digit()) {
        return None;
    }
    let mark = ["年度", "年"].into_iter().find(|mark| rest.starts_with(mark));
    Some((year, length + mark.map_or(0, str::len), mark.is_some()))
}

/// Without brackets that hold a measure, a comparator or months.
fn without_brackets(text: &str, measure: Option<&str>) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(open) = rest.find('(') {
        let Some(close) = rest[open..].find(')').map(|i| open + i) else { break };
        out.push_str(&rest[..open]);
        if !is_measure_or_months(&rest[open + 1..close], measure) {
            out.push_str(&rest[open..=close]);
        }
        rest = &rest[close + 1..];
    }
    out + rest
}

fn is_measure_or_months(inner: &str, measure: Option<&str>) -> bool {
    let inner = inner.strip_prefix("单位:").unwrap_or(inner);
    let bare = inner.trim_matches(['≥', '≤', '>', '<', '=', ',', '、', ':']);
    let months =
        || bare.ends_with('月') && bare.chars().all(|c| c.is_ascii_digit() || "-~至—–月".contains(c));
    bare.is_empty() || measure.is_some_and(|m| fold(m) == bare) || MEASURES.contains(&bare) || months()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn in_2024(measure: Option<&str>) -> Context<'_> {
        Context { year: Some(2024), measure }
    }

    #[test]
    fn header_words_of_a_target_say_nothing() {
        for cell in [
            "工作目标",
            "目标值",
            "2024 年目标",
            "２０２４年度目标",
            "工作目标（亿元）",
            "工作目标（1-11月）",
            "总量",
            "（≥，%）",
        ] {
            assert_eq!(header(cell, in_2024(Some("%"))), Header::Generic, "{cell}");
        }
        for cell in ["增幅（%）", "同比增幅", "增速", "比上年增长%", "增长±%"] {
            assert_eq!(header(cell, in_2024(None)), Header::Growth, "{cell}");
        }
        for (cell, words) in [
            ("信息质量（≥，%）", "信息质量"),
            ("税收亿元以上楼宇（平台）（幢）", "税收亿元以上楼宇(平台)"),
            ("引大引强引实（含总部企业）（家）", "引大引强引实(含总部企业)"),
            ("2023年实际", "{-1}实际"),
            ("任务数（个）", "任务数"),
        ] {
            assert_eq!(header(cell, in_2024(Some("%"))), Header::Words(words.into()), "{cell}");
        }
    }

    #[test]
    fn a_name_loses_what_changes_from_year_to_year() {
        for (text, expected) in [
            ("其中：区级税收收入", "区级税收收入"),
            ("一、经济增长", "经济增长"),
            ("（二）民生", "民生"),
            ("3.新增就业", "新增就业"),
            ("①农业", "农业"),
            ("一网统管", "一网统管"),
            ("5G基站建设", "5G基站建设"),
            ("5.5G基站建设", "5.5G基站建设"),
            ("2024年新增岗位（1-11月）", "新增岗位"),
        ] {
            assert_eq!(name(text, in_2024(None)), expected);
        }
    }

    #[test]
    fn units_of_one_name() {
        assert_eq!(unit("城关镇人民政府"), "城关镇");
        assert_eq!(unit("沙河街道办事处"), "沙河街道");
        assert_eq!(unit("县人民政府"), "县人民政府");
        for (old, new) in [
            ("沙河乡", "沙河镇"),
            ("沙河镇", "沙河街道办事处"),
            ("县教育局", "县教育体育局"),
            ("高新区", "高新技术产业开发区"),
        ] {
            assert!(is_renamed(old, new) && is_renamed(new, old), "{old} {new}");
        }
        for (old, new) in [
            ("沙河镇", "沙河村"),
            ("东岭镇", "西岭镇"),
            ("县农业局", "县水利局"),
            ("镇", "乡"),
            ("开发区", "经济开发区"),
        ] {
            assert!(!is_renamed(old, new), "{old} {new}");
        }
    }

    #[test]
    fn a_title_loses_its_year() {
        for text in [
            "2023年度青浦区税收收入目标分解表",
            "青浦区2024年税收收入目标分解表",
            "二〇二四年青浦区税收收入目标分解表",
        ] {
            assert_eq!(title(text), "青浦区税收收入目标分解表");
        }
        assert_eq!(title_core("青浦区税收收入目标分解表", Some("青浦区")), "税收收入");
        assert_eq!(title("12023年"), "12023年");
    }

    #[test]
    fn numerals_and_notes() {
        assert_eq!(without_numerals("第五届进博会完成率"), without_numerals("第12届进博会完成率"));
        assert_eq!(note("含续建22.5"), note("含续建8"));
        assert_ne!(note("经委"), note("商务委"));
    }

    #[test]
    fn likeness_is_of_neighbouring_characters() {
        assert_eq!(likeness("新城公司", "新城公司"), 1.0);
        assert!(likeness("新城公司", "新城集团") > 0.3);
        assert_eq!(likeness("新城公司", "示范区"), 0.0);
        assert_eq!(likeness("", ""), 0.0);
    }
}
