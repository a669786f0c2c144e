//! Lines that name measures without the word 单位, or without its colon: 面积：万亩，产量：亿斤, （万亩）, 单位 万亩, 以万元为单位.
//!
//! Here what is named has to be a measure that is known: 联系人：张三 is of the same form.

use super::MeasureNote;
use crate::table::aligned::is_measure;

/// A line of measures is no longer, in characters.
const LONGEST: usize = 60;
/// Nor is the name of what is counted.
const LONGEST_NAME: usize = 8;
/// Measures here that in a head can be a name, or the rest of one.
const ELSEWHERE_NAMES: [&str; 6] = ["分", "学时", "课时", "剂次", "针次", "标段"];

/// Reads a line that names measures, behind a title in its bracket, behind something else at the end of the line, or alone.
pub(super) fn read(line: &str) -> Option<MeasureNote<'_>> {
    let line = line.trim();
    if let Some((before, inner)) = bracketed(line) {
        let is_alone = before.is_empty() && is_known(inner);
        let said = listed(inner).or_else(|| unlabelled(inner)).or_else(|| stated(inner));
        let measure = said.or_else(|| is_alone.then_some(inner))?;
        return Some(MeasureNote { before, measure, behind: "" });
    }
    let alone = |text| listed(text).or_else(|| spaced(text)).or_else(|| stated(text));
    if let Some(measure) = alone(line) {
        return Some(MeasureNote { before: "", measure, behind: "" });
    }
    let (before, rest) = line.split_at(last_gap(line)?);
    alone(rest.trim_start()).map(|measure| MeasureNote { before: before.trim_end(), measure, behind: "" })
}

/// The last bracket of a line that ends in one, and what stands before it.
fn bracketed(line: &str) -> Option<(&str, &str)> {
    let (before, inner) = line.strip_suffix(['）', ')'])?.rsplit_once(['（', '('])?;
    Some((before.trim_end(), inner.trim()))
}

/// Where the last white space begins that is wider than one between words.
fn last_gap(line: &str) -> Option<usize> {
    ["  ", "\u{3000}\u{3000}", "\t"].iter().filter_map(|gap| line.rfind(gap)).max()
}

/// 面积：万亩，产量：亿斤; 计量：万亩 says no more than 单位：万亩.
fn listed(text: &str) -> Option<&str> {
    let text = ["单位：", "单位:"].iter().find_map(|label| text.strip_prefix(label)).unwrap_or(text).trim();
    if text.chars().nth(LONGEST).is_some() {
        return None;
    }
    if let Some(rest) = text.strip_prefix("计量").and_then(|rest| rest.strip_prefix([':', '：'])) {
        return Some(rest.trim()).filter(|rest| is_known(rest));
    }
    let mut is_named = false;
    // A space behind a colon parts nothing.
    let mut goes_on = false;
    for part in text.split(|c: char| c.is_whitespace() || "、，,；;".contains(c)) {
        let measure = match part.split_once([':', '：']) {
            Some((name, rest)) if is_name(name) => {
                is_named = true;
                goes_on = rest.is_empty();
                rest
            }
            Some(_) => return None,
            None if part.is_empty() => continue,
            None => {
                goes_on = false;
                part
            }
        };
        if !(goes_on || is_named && is_known(measure)) {
            return None;
        }
    }
    (is_named && !goes_on).then_some(text)
}

/// 单位 万亩
fn spaced(text: &str) -> Option<&str> {
    let is_apart =
        |measure: &&str| text.strip_suffix(measure).is_some_and(|label| label.ends_with(char::is_whitespace));
    unlabelled(text).filter(is_apart)
}

/// 以万元为单位, 本表以万元为计量单位。
fn stated(text: &str) -> Option<&str> {
    let text = text.trim_end_matches('。');
    let said = ["为单位", "为计量单位"].iter().find_map(|end| text.strip_suffix(end))?;
    let (of, measure) = said.rsplit_once('以')?;
    Some(measure.trim()).filter(|measure| (of.is_empty() || is_name(of)) && is_known(measure))
}

/// 单位万元, which only a bracket tells from other words.
fn unlabelled(text: &str) -> Option<&str> {
    let rest = ["计量单位", "单位"].iter().find_map(|label| text.strip_prefix(label))?;
    Some(rest.trim()).filter(|measure| is_known(measure))
}

/// Whether a text can say what is counted: a few characters of Chinese, and no sentence.
fn is_name(text: &str) -> bool {
    let is_of_name = |c: char| matches!(c, '\u{4e00}'..='\u{9fff}');
    (1..=LONGEST_NAME).contains(&text.chars().count())
        && text.chars().all(is_of_name)
        && !text.starts_with("其中")
        && !text.contains("完成")
        && !is_of_bodies(text)
}

/// 填报单位, 编制单位, 乡镇: who does something or has the rows, and 序号.
fn is_of_bodies(text: &str) -> bool {
    const BODIES: [&str; 12] =
        ["乡镇", "街道", "部门", "机关", "主体", "地区", "县区", "序号", "编号", "村", "镇", "学校"];
    const DO: [&str; 14] = [
        "填报", "编制", "责任", "牵头", "报送", "制表", "填表", "主管", "上报", "配合", "实施", "承办",
        "下达", "考核",
    ];
    BODIES.contains(&text)
        || text.strip_suffix("单位").is_some_and(|of| DO.iter().any(|word| of.ends_with(word)))
}

/// Whether a text is a known measure, in brackets perhaps with what it is of: 万元（人民币）, 吨/日.
fn is_known(text: &str) -> bool {
    let bare = text.find(['（', '(']).filter(|open| *open > 0).map_or(text, |open| &text[..open]);
    let of_time = || bare.rsplit_once(['/', '／']).filter(|(_, per)| matches!(*per, "日" | "年" | "月"));
    // 面积：12万亩 is an amount.
    let is_amount = text.starts_with(|c: char| c.is_ascii_digit());
    let is_one = |text| is_measure(text) || ELSEWHERE_NAMES.contains(&text);
    !is_amount && (is_one(text) || is_one(bare) || of_time().is_some_and(|(of, _)| is_measure(of)))
}
