//! The comparators of headers: ≥, 不低于, 以内 and the like, before, behind or in the bracket of a measure.

use fenjie_model::{Bound, text};

use super::look_up;
use crate::words::{Words, words};

/// The comparator that stands behind what it holds for: %以内, 95%及以上.
pub(super) fn trailing_comparator(text: &str) -> Option<(&str, Bound)> {
    let ends = ["及以上", "以上", "及以下", "以下", "以内", "之内", "左右"];
    ends.iter().find_map(|end| {
        let bound = comparator(if *end == "之内" { "以内" } else { end.trim_start_matches('及') })?;
        Some((text.strip_suffix(end)?.trim_end(), bound))
    })
}

/// Whether a comparator can be in a header. Asked of every header and of every name: most have no such character.
pub(super) fn may_compare(header: &str) -> bool {
    let is_of_one = |c| {
        matches!(
            c,
            '≥' | '≧'
                | '>'
                | '＞'
                | '≤'
                | '≦'
                | '<'
                | '＜'
                | '不'
                | '于'
                | '控'
                | '以'
                | '左'
                | '约'
                | '之'
        )
    };
    header.contains(is_of_one)
}

/// A name without the comparator that it ends with, and what that means. 亿元以上 says which are counted.
pub(super) fn ending_comparator(name: &str) -> Option<(&str, Bound)> {
    static SIGNS: &Words =
        words!("≥ ≧ >= ＞＝ > ＞ 不低于 不少于 不小于 ≤ ≦ <= ＜＝ < ＜ 不高于 不超过 不大于",);
    // 失业率控制在（%）以内, without the bracket.
    let held = ["控制在以内", "控制在以下"].iter().find_map(|end| name.strip_suffix(end));
    if let Some(bare) = held.filter(|bare| !bare.is_empty()) {
        return Some((bare, Bound::AtMost));
    }
    if !SIGNS.end(name) {
        return None;
    }
    SIGNS.all().find_map(|sign| {
        let bare = name.strip_suffix(sign)?.trim_end();
        Some((bare, comparator(&text::fold(sign))?)).filter(|_| !bare.is_empty())
    })
}

/// ≥%, 控制在%以内, ≥95%, 人以上: a comparator without a separator, and the measure that it is of. 亿元以上 says which are counted.
pub(super) fn compared(part: &str) -> Option<(Bound, &str)> {
    if let Some((held, bound)) = trailing_comparator(part) {
        let held = held.strip_prefix("控制在").unwrap_or(held);
        return counted(held).filter(|sign| is_per_cent(sign) || *sign == held).map(|sign| (bound, sign));
    }
    let words =
        ["控制在", "不低于", "不少于", "不高于", "不超过", "不突破", "低于", "少于", "高于", "大于", "小于"];
    let word = words.iter().find_map(|word| Some((comparator(word)?, part.strip_prefix(word)?)));
    let (bound, rest) = word.or_else(|| {
        let (first, rest) = part.split_at(part.chars().next()?.len_utf8());
        Some((comparator(&text::fold(first))?, rest))
    })?;
    Some((bound, counted(rest).unwrap_or(rest.trim_start())))
}

/// The sign of 95%, the measure of 10件, or either alone.
fn counted(text: &str) -> Option<&str> {
    let sign = text.trim_start_matches(|c: char| c.is_ascii_digit() || c == '.').trim();
    let counts =
        || look_up(sign).is_some_and(|found| found.dimension == "count" && found.multiplier == (1, 1));
    (is_per_cent(sign) || counts()).then_some(sign)
}

pub(super) fn is_per_cent(text: &str) -> bool {
    matches!(text.trim(), "%" | "％" | "‰")
}

/// The comparator that a header's bracket holds (≥，%).
pub(super) fn comparator(sign: &str) -> Option<Bound> {
    match sign {
        "≥" | "≧" | ">" | ">=" | "不低于" | "不少于" | "不小于" | "高于" | "大于" | "以上" => {
            Some(Bound::AtLeast)
        }
        "≤" | "≦" | "<" | "<=" | "不高于" | "不超过" | "不大于" | "不突破" | "低于" | "少于" | "小于"
        | "控制在" | "以下" | "以内" => Some(Bound::AtMost),
        "左右" | "约" => Some(Bound::About),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn comparators_before_and_behind() {
        assert_eq!(trailing_comparator("95%及以上"), Some(("95%", Bound::AtLeast)));
        assert_eq!(ending_comparator("PM2.5≤"), Some(("PM2.5", Bound::AtMost)));
        assert_eq!(ending_comparator("亿元以上"), None);
        for (part, expected) in [
            ("≥%", Some((Bound::AtLeast, "%"))),
            ("≥95%", Some((Bound::AtLeast, "%"))),
            ("控制在%以内", Some((Bound::AtMost, "%"))),
            ("≤吨", Some((Bound::AtMost, "吨"))),
            ("≤10件", Some((Bound::AtMost, "件"))),
            ("低于%", Some((Bound::AtMost, "%"))),
            ("20人以上", None),
            ("亿元以上", None),
        ] {
            assert_eq!(compared(part), expected, "{part}");
        }
    }
}
