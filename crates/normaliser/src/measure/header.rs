//! The measure that a header, or a 单位 line, names.

use std::borrow::Cow;

use fenjie_model::text::is_numeral;
use fenjie_model::{Bound, Measure, text};

use super::compare::{
    comparator, compared, ending_comparator, is_per_cent, may_compare, trailing_comparator,
};
use super::scale::{is_han, scale_of_unknown};
use super::{look_up, measure};
use crate::words::{Amount, Words, words};

/// The measure in a header: in its last bracket (合同外资（万美元）), after its name (增幅 %), or the header itself (万元).
pub fn of_header(header: &str) -> Option<Measure> {
    split_header(header).1
}

/// A header's name without its measure, and the measure. Brackets that hold no measure stay in the name.
///
/// ```
/// let (name, measure) = fenjie_normaliser::measure::split_header("引大引强引实（含总部企业）（家）");
/// assert_eq!(name, "引大引强引实（含总部企业）");
/// assert_eq!(measure.unwrap().raw, "家");
/// assert!(fenjie_normaliser::measure::split_header("工作目标（1-11月）").1.is_none());
/// ```
///
/// A comparator at the end of the name is the measure's: 覆盖率≥（%）, 能耗下降率（%）不低于.
pub fn split_header(header: &str) -> (Cow<'_, str>, Option<Measure>) {
    let header = header.trim();
    if !may_compare(header) {
        return split_measured(header);
    }
    if let Some((bare, bound)) = behind_bracket(header) {
        let (name, measure) = split_header(bare);
        let held = name.strip_suffix("控制在").map(|name| Cow::Owned(name.to_owned()));
        return (
            held.unwrap_or(name),
            measure.map(|measure| Measure { bound: measure.bound.or(Some(bound)), ..measure }),
        );
    }
    let (name, measure) = split_name(header);
    match ending_comparator(&name) {
        Some((bare, bound)) => {
            let measure = measure.map(|measure| Measure { bound: measure.bound.or(Some(bound)), ..measure });
            (Cow::Owned(bare.to_owned()), measure)
        }
        None => (name, measure),
    }
}

/// The comparator of a header that is no part of what its measure's bracket says (PM2.5≤, 药占比（≤）), which holds for its column whatever its measure.
pub(crate) fn bound_of_header(header: &str) -> Option<Bound> {
    if !may_compare(header) {
        return None;
    }
    let ending = || ending_comparator(&split_measured(header.trim()).0).map(|(_, bound)| bound);
    comparing_bracket(header).map(|(_, bound, _)| bound).or_else(ending)
}

/// The comparator behind the bracket of a measure: 失业率（%）以内, 达标率（%）以上.
fn behind_bracket(header: &str) -> Option<(&str, Bound)> {
    let (bare, bound) = trailing_comparator(header)?;
    (bare.ends_with(['）', ')']) && split_measured(bare).1.is_some()).then_some((bare, bound))
}

/// The bracket that holds a comparator and nothing else: 药占比（≤）, 覆盖率（不低于）.
fn comparing_bracket(header: &str) -> Option<(usize, Bound, usize)> {
    let compares =
        |(open, inner, close): (usize, &str, usize)| Some((open, comparator(&text::fold(inner))?, close));
    brackets(header).into_iter().rev().find_map(compares)
}

/// Of several brackets with a comparator the last one counts, and the others stay in the name.
fn split_name(header: &str) -> (Cow<'_, str>, Option<Measure>) {
    let Some((open, bound, close)) = comparing_bracket(header) else { return split_measured(header) };
    let whole = around(header, open, close);
    let (name, measure) = split_measured(&whole);
    (
        Cow::Owned(name.into_owned()),
        measure.map(|measure| Measure { bound: measure.bound.or(Some(bound)), ..measure }),
    )
}

/// A header without the bracket between two of its bytes.
fn around(header: &str, open: usize, close: usize) -> Cow<'_, str> {
    match (header[..open].trim_end(), header[close..].trim_start()) {
        (name, "") => Cow::Borrowed(name),
        (name, rest) => Cow::Owned(format!("{name}{rest}")),
    }
}

fn split_measured(header: &str) -> (Cow<'_, str>, Option<Measure>) {
    let whole = Cow::Borrowed(header);
    if is_thing(header) {
        return (whole, None);
    }
    if let Some(measure) = stated(header)
        && !is_measured_thing(header)
    {
        return (Cow::default(), Some(measure));
    }
    if !header.contains(parts_measure) {
        return (whole, None);
    }
    if let Some((open, found, close)) = bracketed(header) {
        return (around(header, open, close), Some(found));
    }
    for sign in ["%", "％", "‰"] {
        if let Some(name) = header.strip_suffix(sign) {
            let name = name.trim_end();
            let name = name.strip_suffix(['/', '／', ',', '，', '、', ':', '：']).unwrap_or(name);
            return (Cow::Borrowed(name), Some(measure(sign)));
        }
    }
    // 亩均税收/万元/亩: the longest that is a measure.
    for (at, sign) in header.match_indices(['/', '／', '：', ':', ',', '，']) {
        let (name, after) = (header[..at].trim_end(), header[at + sign.len()..].trim());
        // 户数，人数 and 户，人 are two of one kind.
        let is_behind = || !matches!(sign, "," | "，") || look_up(name).is_none() && !NAMES.have(after);
        if look_up(after).is_some() && is_behind() {
            return (Cow::Borrowed(name), Some(measure(after)));
        }
    }
    (whole, None)
}

/// 投资万元: a name that ends in a plain word for money, with a plain measure of that behind it. What says 千万元 or 十亿元 is a
/// threshold, and 亿元 and 万元 can be one where something else is counted: this is no measure where another is printed.
pub(crate) fn run_on(header: &str) -> Option<(&str, Measure)> {
    let header = header.trim();
    let plain = words!("万美元 亿美元 美元 万元 亿元 元");
    let name = plain.before(header).filter(|name| !name.is_empty())?;
    let found = measure(&header[name.len()..]);
    let is_scaled = name.ends_with(|c: char| {
        c.is_ascii_digit() || is_numeral(c) || matches!(c, '百' | '千' | '万' | '亿' | '两' | '超' | '过')
    });
    let is_money = || words!("产值 总值 增加值 利润 营收 贷款 补助 补贴").end(name);
    let is_of = match Amount::said(name) {
        Some(amount) => amount.may_be_in(&found),
        None => is_money(),
    };
    (!is_scaled && is_of).then_some((name, found))
}

/// Words that a measure can be called by, and that are names where a name can stand.
static NAMES: &Words = words!("人数 学时 课时 学分 马力 航次 人份");

/// What is counted in itself, and so no measure alone where it stands in the place of a name: 床位, 车位.
pub(crate) fn is_thing(text: &str) -> bool {
    words!("床位 车位 座位 泊位 站点").have(&text::fold(text))
}

/// Whether a bracket says in what a thing is counted that other things are counted in: 床位（张）, 场次（场）.
fn is_measured_thing(header: &str) -> bool {
    let Some((open, inner, close)) = brackets(header).pop() else { return false };
    let name = text::fold(&header[..open]);
    let counts = || words!("场次 批次 班次 人次 户次").have(&name);
    close == header.len() && (is_thing(&name) || counts()) && look_up(inner).is_some()
}

/// Whether the character can part a measure from a name, or is one.
fn parts_measure(c: char) -> bool {
    matches!(
        c,
        '（' | '(' | '〔' | '［' | '[' | '【' | '%' | '％' | '‰' | '/' | '／' | '：' | ':' | ',' | '，'
    )
}

/// The last bracket that holds a measure, known ones first: where it opens, the measure, where it ends, in bytes.
fn bracketed(header: &str) -> Option<(usize, Measure, usize)> {
    let brackets = brackets(header);
    let known = |&(open, inner, close): &(usize, &str, usize)| Some((open, of_bracket(inner)?, close));
    let unknown = |&(open, inner, close): &(usize, &str, usize)| {
        Some((open, unknown(inner, close == header.len())?, close))
    };
    // （万元）（人民币） is in 万元.
    let counted = brackets.iter().rev().filter(|(_, inner, _)| *inner != "人民币").find_map(known);
    counted
        .or_else(|| brackets.iter().rev().find_map(known))
        .or_else(|| brackets.iter().rev().find_map(unknown))
}

/// A header that is a measure and nothing else, or says that it is one (单位：万元). 人数 is in the place of a name there.
fn stated(header: &str) -> Option<Measure> {
    let after = after_label(header);
    let is_measure = || !NAMES.have(after) && look_up(after).is_some();
    (after.len() < header.len() && !after.is_empty() || is_measure()).then(|| measure(after))
}

/// What a bracket says: a measure, with or without a comparator. ±% says that a rate of growth can be negative.
fn of_bracket(inner: &str) -> Option<Measure> {
    let stated = after_label(inner).trim_matches('±');
    let mut bound = None::<Bound>;
    let mut found = None;
    if look_up(stated).is_some() {
        return Some(measure(stated));
    }
    let parts = split(stated);
    for part in &parts {
        let folded = text::fold(part);
        if let Some(b) = comparator(&folded) {
            bound = Some(b);
        } else if let Some((b, rest)) = compared(part) {
            bound = Some(b);
            found = look_up(rest).map(|_| measure(rest)).or(found);
        } else if found.is_none() && (look_up(part).is_some() || stated.len() < inner.len()) {
            found = Some(measure(part));
        }
    }
    found.map(|found| Measure { bound, ..found })
}

/// A measure in a bracket at the header's end that the registry does not know: a lone character that is neither a place nor
/// a rank (舢), a counter behind a power of ten (万棒), a word that only counts (针次), known measures multiplied (吨·年) or
/// one by what is not known (次/村).
/// Taking the table's measure in its stead, or none, would be wrong in silence. In 新（改）建 a name goes on.
fn unknown(inner: &str, ends: bool) -> Option<Measure> {
    let stated = after_label(inner);
    let mut characters = stated.chars();
    let alone = match (characters.next(), characters.next()) {
        (Some(first), None) => is_han(first) && !NO_MEASURES.contains(stated),
        _ => false,
    };
    let counts = || {
        scale_of_unknown(stated).is_some() || is_counter(stated) || is_product(stated) || is_quotient(stated)
    };
    (ends && (alone || counts())).then(|| measure(stated))
}

/// A word of two or three characters that is for counting and nothing else, by its last (针次, 标段), and is no remark (首次).
fn is_counter(stated: &str) -> bool {
    static COUNTERS: &Words = words!(
        "次 剂 针 枚 粒 颗 趟 辆 艘 株 课时 学时 学位 标段 工位 机位 席位 人份 头份 羽份 名额 航班 班列 \
         图斑 单元 地块 网点 路段",
    );
    static REMARKS: &Words =
        words!("首次 初次 多次 一次 二次 三次 两次 再次 依次 按次 逐次 层次 档次 分批次");
    (2..=3).contains(&stated.chars().count())
        && stated.chars().all(is_han)
        && COUNTERS.end(stated)
        && !REMARKS.end(stated)
}

/// Known measures multiplied: 吨·年, 人×天.
fn is_product(stated: &str) -> bool {
    let signs = ['·', '•', '・', '×', '*'];
    let is_known = |part: &str| look_up(part.trim()).is_some() || matches!(part.trim(), "年" | "月" | "日");
    stated.contains(signs) && stated.split(signs).all(is_known)
}

/// A known measure by a word of one or two characters, be it with a number before it, or by two such words: 次/村, 元/床·年.
fn is_quotient(stated: &str) -> bool {
    let Some((of, per)) = stated.split_once(['/', '／']) else { return false };
    let is_word = |part: &str| {
        let word = part.trim().trim_start_matches(|c: char| c.is_ascii_digit());
        (1..=2).contains(&word.chars().count()) && word.chars().all(is_han)
    };
    let mut parts = per.splitn(2, ['·', '•', '・']);
    parts.all(is_word) && look_up(of.trim()).is_some()
}

/// Single characters that brackets hold and that measure nothing.
const NO_MEASURES: &str =
    "上中下左右前后内外新旧东南西北一二三四五六七八九十甲乙丙丁注略含改扩迁市州盟县区旗镇乡";

/// The text after 单位：, 计量单位: and the like.
pub(super) fn after_label(text: &str) -> &str {
    for label in ["计量单位", "单位"] {
        if let Some(rest) = text.strip_prefix(label)
            && let Some(rest) = rest.trim_start().strip_prefix(['：', ':'])
        {
            return rest.trim();
        }
    }
    text
}

/// The parts of a list outside brackets. A stroke beside a sign for per cent parts too (万元/%), and is of a quotient elsewhere (万元/人).
pub(super) fn split(text: &str) -> Vec<&str> {
    let mut depth = 0_usize;
    let listed = text.split(move |c| {
        match c {
            '（' | '(' => depth += 1,
            '）' | ')' => depth = depth.saturating_sub(1),
            _ => {}
        }
        depth == 0 && matches!(c, '、' | '，' | ',' | '；' | ';')
    });
    let per_cents = listed.flat_map(|part| match part.rsplit_once(['/', '／']) {
        Some((others, last)) if is_per_cent(last) => vec![others, last],
        _ => match part.split_once(['/', '／']) {
            Some((first, others)) if is_per_cent(first) => vec![first, others],
            _ => vec![part],
        },
    });
    per_cents.map(str::trim).filter(|part| !part.is_empty()).collect()
}

/// The outermost brackets: where each opens, what it holds, where it ends, in bytes.
pub(super) fn brackets(header: &str) -> Vec<(usize, &str, usize)> {
    let mut found = Vec::new();
    let (mut depth, mut open) = (0_usize, (0, 0));
    for (i, c) in header.char_indices() {
        match c {
            '（' | '(' | '〔' | '［' | '[' | '【' => {
                if depth == 0 {
                    open = (i, i + c.len_utf8());
                }
                depth += 1;
            }
            '）' | ')' | '〕' | '］' | ']' | '】' if depth > 0 => {
                depth -= 1;
                if depth == 0 {
                    found.push((open.0, header[open.1..i].trim(), i + c.len_utf8()));
                }
            }
            _ => {}
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(header: &str, name: &str, measure: Option<(&str, Option<Bound>)>) {
        let (found, m) = split_header(header);
        assert_eq!((&*found, m.as_ref().map(|m| (m.raw.as_str(), m.bound))), (name, measure), "{header}");
    }

    #[test]
    fn the_bracket_that_holds_a_measure() {
        check("合同外资（万美元）", "合同外资", Some(("万美元", None)));
        check("面积(亩)", "面积", Some(("亩", None)));
        check("引大引强引实（含总部企业）（家）", "引大引强引实（含总部企业）", Some(("家", None)));
        check("税收亿元以上楼宇（平台）（幢）", "税收亿元以上楼宇（平台）", Some(("幢", None)));
        check("房地产业(住宅类)投资", "房地产业(住宅类)投资", None);
        check("工作目标（1-11月）", "工作目标（1-11月）", None);
        check("楼宇（平台）", "楼宇（平台）", None);
        check("投资（万元）（人民币）", "投资（人民币）", Some(("万元", None)));
        check("投资额（亿元）其中", "投资额其中", Some(("亿元", None)));
        check("面积（单位：万亩）", "面积", Some(("万亩", None)));
        check("渔船（舢）", "渔船", Some(("舢", None)));
        check("增长（±%）", "增长", Some(("%", None)));
        check("食用菌（万棒）", "食用菌", Some(("万棒", None)));
        check("标准地（百万畦）", "标准地", Some(("百万畦", None)));
        check("接种任务（针次）", "接种任务", Some(("针次", None)));
        check("护理（元/床·年）", "护理", Some(("元/床·年", None)));
        check("项目（个/含续建）", "项目（个/含续建）", None);
        check("运力（吨·年）", "运力", Some(("吨·年", None)));
        check("减排量（tCO2e）", "减排量", Some(("tCO2e", None)));
        check("接种（首次）", "接种（首次）", None);
        check("菌棒（家）（万棒）", "菌棒（万棒）", Some(("家", None)));
        for name in [
            "商业综合体（万达）",
            "口岸（万州）",
            "楼宇（亿以上）",
            "产业（百亿级）",
            "水库（万家寨）",
            "行动（万企兴万村）",
            "改造（万柏林）",
            "食用菌（万棒）基地",
            "新（改）建公厕",
        ] {
            check(name, name, None);
        }
        check("税收亿元以上楼宇（幢（个））", "税收亿元以上楼宇", Some(("幢（个）", None)));
    }

    #[test]
    fn comparators_hold_for_the_column() {
        check("信息质量（≥，%）", "信息质量", Some(("%", Some(Bound::AtLeast))));
        check("信息质量（≥%）", "信息质量", Some(("%", Some(Bound::AtLeast))));
        check("失业率（%，≤）", "失业率", Some(("%", Some(Bound::AtMost))));
        check("覆盖率≥（%）", "覆盖率", Some(("%", Some(Bound::AtLeast))));
        check("覆盖率不低于（%）", "覆盖率", Some(("%", Some(Bound::AtLeast))));
        check("能耗下降率（%）不低于", "能耗下降率", Some(("%", Some(Bound::AtLeast))));
        check("PM2.5≤", "PM2.5", None);
        check("失业率（%）以内", "失业率", Some(("%", Some(Bound::AtMost))));
        check("失业率控制在（%）以内", "失业率", Some(("%", Some(Bound::AtMost))));
        check("达标率（%）及以上", "达标率", Some(("%", Some(Bound::AtLeast))));
        check("失业率（%以内）", "失业率", Some(("%", Some(Bound::AtMost))));
        check("失业率（控制在%以内）", "失业率", Some(("%", Some(Bound::AtMost))));
        check("覆盖率（≥95%）", "覆盖率", Some(("%", Some(Bound::AtLeast))));
        check("企业（2亿元以上）", "企业（2亿元以上）", None);
        check("项目（亿元以上）", "项目（亿元以上）", None);
        check("新增就业（人以上）", "新增就业", Some(("人", Some(Bound::AtLeast))));
        check("药占比（≤）", "药占比", None);
        check("覆盖率（不低于）（%）", "覆盖率", Some(("%", Some(Bound::AtLeast))));
        check("（控制在）", "", None);
        // However many there are.
        let many = "（≤）".repeat(100_000);
        check(&format!("药占比{many}"), &format!("药占比{}", &many["（≤）".len()..]), None);
        check("亿元以上", "亿元以上", None);
        check("≥", "≥", None);
        assert_eq!(bound_of_header("PM2.5≤"), Some(Bound::AtMost));
        assert_eq!(bound_of_header("目标值（≥）"), Some(Bound::AtLeast));
        assert_eq!(bound_of_header("目标值（以内）"), Some(Bound::AtMost));
        assert_eq!(bound_of_header("失业率控制在（%）以内"), Some(Bound::AtMost));
        assert_eq!(bound_of_header("覆盖率（≥%）"), None);
    }

    #[test]
    fn measures_without_brackets() {
        check("增幅 %", "增幅", Some(("%", None)));
        check("增长%", "增长", Some(("%", None)));
        check("金额/万元", "金额", Some(("万元", None)));
        check("用地,亩", "用地", Some(("亩", None)));
        check("投资， 万元", "投资", Some(("万元", None)));
        check("亩均税收，万元/亩", "亩均税收", Some(("万元/亩", None)));
        check("亩均投资（万元/亩）", "亩均投资", Some(("万元/亩", None)));
        for name in [
            "户数，人数",
            "户，人",
            "投资人",
            "税收超千万元",
            "投资5000万元",
            "收入户",
            "低收入人口",
            "面积，产量",
            "税收亿元",
            "投资万元",
        ] {
            check(name, name, None);
        }
        check("亩均税收/万元/亩", "亩均税收", Some(("万元/亩", None)));
        check("万元", "", Some(("万元", None)));
        check("单位：亿元", "", Some(("亿元", None)));
        check("单位", "单位", None);
        check("床位", "床位", None);
        check("床位（张）", "床位", Some(("张", None)));
        check("场次（场）", "场次", Some(("场", None)));
        check("场次", "", Some(("场次", None)));
        check("幢（个）", "", Some(("幢（个）", None)));
        check("总量", "总量", None);
    }

    #[test]
    fn plain_measures_right_behind_words_for_money() {
        for (header, name, raw) in [
            ("投资万元", "投资", "万元"),
            ("财政收入亿元", "财政收入", "亿元"),
            ("工业产值亿元", "工业产值", "亿元"),
        ] {
            let found = run_on(header).map(|(name, found)| (name, found.raw));
            assert_eq!(found, Some((name, raw.to_owned())));
        }
        for header in [
            "税收千万元",
            "收入十亿元",
            "税收超千万元",
            "投资5000万元",
            "投资一亿元",
            "企业亿元",
            "面积亩",
            "投资人",
            "万元",
        ] {
            assert_eq!(run_on(header), None, "{header}");
        }
    }
}
