//! The measures of a 单位 line, each with what it says that it is of.

use fenjie_model::{Measure, text};

use super::compare::comparator;
use super::header::{after_label, brackets, split};
use super::{look_up, measure};
use crate::words::{without_bracket, words};

/// A measure that a line lists.
#[derive(Debug, Clone, PartialEq)]
pub struct Noted {
    /// The measure.
    pub measure: Measure,
    /// What it is said to be of: 生猪 and 羊 of 万头（生猪、羊）.
    pub of: Vec<String>,
    /// Whether it is of nothing else: 吨 of 万吨（油菜总产单位：吨）.
    pub alone: bool,
}

impl Noted {
    /// Whether a head names what it is said to be of: 播种面积 under 面积：万亩.
    pub(crate) fn is_of(&self, head: &str) -> bool {
        self.of.iter().any(|of| without_bracket(head).ends_with(of.as_str()))
    }
}

/// The measures of a 单位 line or a 计量单位 cell, in order (亿元、%). Names the registry does not know have no ID.
pub fn of_note(note: &str) -> Vec<Noted> {
    let note = after_label(note.trim());
    let whole =
        if note.starts_with(['（', '(']) { note.trim_matches(['（', '）', '(', ')']) } else { note };
    if look_up(note).is_some() {
        return vec![plain(note)];
    }
    if let Some(several) = run_together(whole) {
        return several.into_iter().map(|measure| Noted { measure, of: Vec::new(), alone: false }).collect();
    }
    if let Some(listed) = named(whole) {
        return listed;
    }
    let parts = split(whole).into_iter().filter(|part| comparator(&text::fold(part)).is_none());
    let (mut listed, mut exceptions) = (Vec::new(), Vec::new());
    for part in parts {
        if let Some(noted) = named_together(part) {
            listed.push(noted);
            continue;
        }
        let (name, remark) = without_remark(part);
        let exception = remark.and_then(exception);
        let of =
            remark.filter(|remark| exception.is_none() && !says_how(remark)).map(names).unwrap_or_default();
        listed.push(Noted { measure: measure(name), of, alone: false });
        exceptions.extend(exception);
    }
    listed.extend(exceptions);
    listed
}

/// The measures that a note under a table says its numbers are counted in: 注：金额单位为万元，面积单位为平方米. What stands before 、
/// is named with what is behind it (耕地保有量、永久基本农田单位为公顷).
pub(crate) fn of_remark(note: &str) -> Vec<Noted> {
    let mut told = Vec::new();
    for clause in note.split(['，', ',', '；', ';', '。']) {
        let mut names = Vec::new();
        for part in clause.split('、') {
            let (name, rest) =
                part.split_once("单位").map_or((part, None), |(name, rest)| (name, Some(rest)));
            names.push(name);
            told.extend(rest.and_then(|rest| said_of(&std::mem::take(&mut names), rest)));
        }
    }
    told
}

/// What a note says of names with 单位 and what is behind it. 调查单位 and 核算单位 are no measures, nor is a name known that is not
/// written in one piece.
fn said_of(names: &[&str], rest: &str) -> Option<Noted> {
    let rest = words!("均为 都为 为 是 ： :").after(rest.trim_start())?;
    let measure = Some(rest.trim()).filter(|rest| look_up(rest).is_some()).map(measure)?;
    let bare = |name: &&str| {
        let name = without_opening(name);
        let name = words!("的计量 的数据 计量 数据 的").before(name).unwrap_or(name);
        thing_of(name.trim_end_matches('的'))
    };
    let of: Vec<String> = names.iter().filter_map(bare).collect();
    let is_written = |c: char| matches!(c, '\u{4e00}'..='\u{9fff}') || c.is_ascii_graphic();
    let is_name = |name: &String| {
        name.chars().all(is_written)
            && !words!("调查 统计 核算 考核 计算 计价 最小 基本 责任 牵头 实施 填报 报送 分配 补助 补贴 奖补")
                .end(name)
    };
    of.iter().all(is_name).then_some(Noted { measure, of, alone: false })
}

/// 注：1.本表GDP → GDP: what a note begins with, and which numbers it is about.
fn without_opening(name: &str) -> &str {
    let mut rest = name.trim();
    loop {
        let opened = rest.trim_start_matches(['：', ':', '.', '．', '（', '(', '）', ')', '*', ' ']);
        let behind = opened.trim_start_matches(|c: char| c.is_ascii_digit());
        let is_number = behind.is_empty() || behind.starts_with(['.', '．', '）', ')']);
        let opened = if is_number { behind } else { opened };
        let is_apart = |rest: &&str| !rest.starts_with(|c: char| matches!(c, '\u{4e00}'..='\u{9fff}'));
        let opened = words!("注 备注 附注 说明").after(opened).filter(is_apart).unwrap_or(opened);
        let opened = words!("本表 表中 表内 上表 以上 其中").after(opened).unwrap_or(opened);
        if opened.len() == rest.len() {
            return rest;
        }
        rest = opened;
    }
}

/// The measures that the last bracket of a header lists, where these are several: 粮食（万亩、万吨）.
pub(crate) fn listed(header: &str) -> Option<Vec<Noted>> {
    let (_, inner, close) = brackets(header).pop()?;
    let listed = of_note(inner);
    let is_known = |noted: &Noted| noted.measure.id.is_some();
    (close == header.trim_end().len() && listed.len() > 1 && listed.iter().all(is_known)).then_some(listed)
}

fn plain(name: &str) -> Noted {
    Noted { measure: measure(name), of: Vec::new(), alone: false }
}

/// The two measures of 万亩/万吨 or 户/万元, where heads may prove that no quotient is meant: an area, a length or a number of
/// things before something else. What 万吨/亿元 and 万元/人 say is how much there is for one.
pub(crate) fn two_of_quotient(line: &[Noted]) -> Option<[Noted; 2]> {
    let [Noted { measure: whole, of, .. }] = line else { return None };
    let (first, second) = whole.raw.split_once(['/', '／']).filter(|_| of.is_empty())?;
    let both = [first.trim(), second.trim()];
    let [one, other] = [look_up(both[0])?, look_up(both[1])?];
    let is_thing = matches!(one.dimension.as_str(), "count" | "area" | "length");
    (is_thing && one.dimension != other.dimension).then(|| both.map(plain))
}

/// 面积：万亩，产量：亿斤; 面积单位：万亩、产量单位：万吨: each measure behind what it is of. Where white space parted them it is
/// gone (面积：万亩产量：亿斤), and the longest measure counts.
fn named(line: &str) -> Option<Vec<Noted>> {
    const SEPARATORS: [char; 5] = ['、', '，', ',', '；', ';'];
    let colon = line.find(['：', ':'])?;
    if line.find(['（', '(']).is_some_and(|open| open < colon) {
        return None;
    }
    let mut listed = Vec::new();
    let mut rest = line;
    while !rest.is_empty() {
        let end = rest.find(SEPARATORS).unwrap_or(rest.len());
        let part = &rest[..end];
        let (of, after) = part.split_once(['：', ':']).map_or((None, part), |(of, after)| (Some(of), after));
        let printed = after.trim_start();
        let is_whole = look_up(printed).is_some() || !printed.contains(['：', ':']);
        let length = if is_whole { printed.len() } else { super::prefix(printed)? };
        let (name, remark) = without_remark(printed[..length].trim_end());
        let mut of: Vec<String> = of.map(thing_of).into_iter().flatten().collect();
        of.extend(remark.filter(|remark| !says_how(remark)).map(names).unwrap_or_default());
        if length > 0 {
            listed.push(Noted { measure: measure(name), of, alone: false });
        }
        let taken = part.len() - printed.len() + length;
        rest = rest[taken..].trim_start_matches(|c: char| c.is_whitespace() || SEPARATORS.contains(&c));
    }
    Some(listed)
}

/// What the words before a measure say that it is of; 计量单位 and 数量 say nothing.
fn thing_of(words: &str) -> Option<String> {
    let thing = words.trim().trim_end_matches("单位");
    (!matches!(thing, "" | "计量" | "数量")).then(|| thing.to_owned())
}

/// 面积万亩 of 面积万亩、产量万吨.
fn named_together(part: &str) -> Option<Noted> {
    let thing = words!(
        "播种面积 种植面积 面积 总产量 产量 总产 单产 亩产 资金 金额 投资额 投资 产值 人数 户数 数量 长度 里程 株数 收入",
    );
    let rest = thing.after(part).filter(|_| look_up(part).is_none())?;
    let of = thing_of(&part[..part.len() - rest.len()]).into_iter().collect();
    look_up(rest).is_some().then(|| Noted { measure: measure(rest), of, alone: false })
}

/// 人民币万元 → 万元; 万头（生猪） → 万头, and 生猪: in which currency is no part of a measure's name. 人（户） is either.
fn without_remark(part: &str) -> (&str, Option<&str>) {
    let part = part.strip_prefix("人民币").filter(|rest| look_up(rest).is_some()).unwrap_or(part);
    let is_remark = |inner: &str| inner == "人民币" || look_up(inner).is_none();
    let bracket = brackets(part).pop().filter(|(_, inner, end)| *end == part.len() && is_remark(inner));
    let apart = bracket.map(|(open, inner, _)| (part[..open].trim_end(), inner));
    let apart = apart.filter(|(bare, _)| look_up(bare).is_some());
    apart.map_or((part, None), |(bare, inner)| (bare, Some(inner).filter(|inner| *inner != "人民币")))
}

/// 保留两位小数, 当年价, 含税: how numbers are told, and not of what.
fn says_how(remark: &str) -> bool {
    words!("小数 整数 四舍五入 取整 精确 位数 现价 当年价 不变价 可比价 含税 税前 税后 折合 折算")
        .are_in(remark)
}

/// 油菜总产单位：吨: another measure, and what it is of.
fn exception(remark: &str) -> Option<Noted> {
    let (of, name) = remark.split_once(['：', ':', '为'])?;
    let of = of.trim_end().strip_suffix("单位").unwrap_or(of).trim_end();
    let of = of.strip_suffix("计量").unwrap_or(of);
    (!of.is_empty() && look_up(name.trim()).is_some()).then(|| Noted {
        measure: measure(name.trim()),
        of: names(of),
        alone: true,
    })
}

fn names(remark: &str) -> Vec<String> {
    split(remark).into_iter().map(str::to_owned).collect()
}

/// 亿元%户: measures that only spaces parted, which are not kept beside these characters. A sign for per cent is no part of
/// a longer name.
fn run_together(line: &str) -> Option<Vec<Measure>> {
    let mut several = Vec::new();
    let mut rest = line;
    while !rest.is_empty() {
        let (one, after) = rest.split_at(super::prefix(rest)?);
        several.push(measure(one.trim()));
        rest = after.trim_start();
    }
    (several.len() > 1 && several.iter().any(super::is_ratio)).then_some(several)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_may_name_several() {
        let names = |note| {
            of_note(note).into_iter().map(|n| (n.measure.raw, n.measure.id.is_some())).collect::<Vec<_>>()
        };
        assert_eq!(names("亿元、%"), [("亿元".into(), true), ("%".into(), true)]);
        assert_eq!(names("单位：处、亩、公里").len(), 3);
        assert_eq!(names("万元/%"), [("万元".into(), true), ("%".into(), true)]);
        assert_eq!(names("％／万元/人"), [("％".into(), true), ("万元/人".into(), true)]);
        assert_eq!(names("万元/人"), [("万元/人".into(), true)]);
        assert_eq!(names("亿元%户"), [("亿元".into(), true), ("%".into(), true), ("户".into(), true)]);
        assert_eq!(names("畦户"), [("畦户".into(), false)]);
        for quotient in ["人/亿元", "吨/万元", "元/人", "公斤/亩", "万吨/年", "台/套", "万吨/亿元", "个/万元"]
        {
            assert_eq!(names(quotient), [(quotient.into(), true)]);
        }
        for note in ["万元（人民币）", "（万元）", "人民币万元", "万元（保留两位小数）"]
        {
            assert_eq!(names(note), [("万元".into(), true)], "{note}");
        }
        assert_eq!(names("万元（人民币）、万美元"), [("万元".into(), true), ("万美元".into(), true)]);
        assert_eq!(names("亩（面积）、吨（产量）"), [("亩".into(), true), ("吨".into(), true)]);
        assert_eq!(names("人（户）"), [("人（户）".into(), false)]);
        assert_eq!(names("舢"), [("舢".into(), false)]);
        assert_eq!(names("幢（个）"), [("幢（个）".into(), true)]);
    }

    #[test]
    fn a_note_may_say_what_numbers_are_counted_in() {
        let of =
            |note| of_remark(note).into_iter().map(|n| (n.measure.raw, n.of.join("+"))).collect::<Vec<_>>();
        let all = |raw: &str, of: &str| (raw.to_owned(), of.to_owned());
        assert_eq!(
            of("注：金额单位为万元，面积单位为平方米。"),
            [all("万元", "金额"), all("平方米", "面积")]
        );
        for note in ["注：本表计量单位为亩。", "注：1.表中单位均为亩；2.甲镇含园区。", "说明：单位：亩"]
        {
            assert_eq!(of(note), [all("亩", "")], "{note}");
        }
        assert_eq!(of("注：GDP单位为亿元。"), [all("亿元", "GDP")]);
        assert_eq!(of("注：1.PM2.5单位为微克/立方米"), [all("微克/立方米", "PM2.5")]);
        assert_eq!(
            of("注：耕地保有量、永久基本农田单位为公顷，补充耕地单位为亩。"),
            [all("公顷", "耕地保有量+永久基本农田"), all("亩", "补充耕地")]
        );
        assert_eq!(of("注册资本的计量单位为万元"), [all("万元", "注册资本")]);
        for note in [
            "注：责任单位为农业农村局。",
            "注：以村为单位统计。",
            "注：甲镇含园区120亩。",
            "注：单位为正。",
            "注：调查单位为户。",
            "注：最小核算单位为个。",
            "注：《规划》单位为亩。",
        ] {
            assert_eq!(of(note), [], "{note}");
        }
    }

    #[test]
    fn a_line_may_say_what_each_is_of() {
        let of =
            |note| of_note(note).into_iter().map(|n| (n.measure.raw, n.of.join("+"))).collect::<Vec<_>>();
        let all = |raw: &str, of: &str| (raw.to_owned(), of.to_owned());
        assert_eq!(of("万头（生猪、羊）、头（肉牛）"), [all("万头", "生猪+羊"), all("头", "肉牛")]);
        assert_eq!(
            of("万亩，万吨（油菜总产单位：吨）"),
            [all("万亩", ""), all("万吨", ""), all("吨", "油菜总产")]
        );
        for how in ["亿元（现价）、%", "亿元（保留两位小数）、%", "亿元（取整数）、%", "亿元（不含税）、%"]
        {
            assert_eq!(of(how), [all("亿元", ""), all("%", "")], "{how}");
        }
        assert_eq!(of("面积：万亩，产量：亿斤"), [all("万亩", "面积"), all("亿斤", "产量")]);
        assert_eq!(of("面积：万亩产量：亿斤"), [all("万亩", "面积"), all("亿斤", "产量")]);
        assert_eq!(of("单位：面积：万亩；产量：万吨"), [all("万亩", "面积"), all("万吨", "产量")]);
        assert_eq!(of("面积单位：万亩、产量单位：万吨"), [all("万亩", "面积"), all("万吨", "产量")]);
        assert_eq!(of("面积万亩、产量万吨"), [all("万亩", "面积"), all("万吨", "产量")]);
        assert_eq!(of("面积：亩、公里"), [all("亩", "面积"), all("公里", "")]);
        assert_eq!(of("资金：万元（人民币）"), [all("万元", "资金")]);
        assert_eq!(of("资金：畦"), [all("畦", "资金")]);
        assert_eq!(of("数量：个"), [all("个", "")]);
    }
}
