//! The comparators of headers: ≥, 不低于, 以内 and the like, before, behind or in the bracket of a measure.

use fenjie_model::{Bound, text};

use super::look_up;
use super::scale::is_han;
use crate::bounds::{AFTER, BEFORE, is_of_header};

/// 控制在4.5%以内 says with 以内 what it means; 控制在（%） means the same.
const HELD: (&str, Bound) = ("控制在", Bound::AtMost);

/// What stands before what it holds for, and what it means.
fn before() -> impl Iterator<Item = (&'static str, Bound)> {
    BEFORE.iter().copied().chain([HELD])
}

/// The comparator that a text is: ≥, 不低于, 以内.
pub(super) fn comparator(text: &str) -> Option<Bound> {
    let found = before().chain(AFTER.iter().copied()).find(|(word, _)| *word == text);
    found.filter(|(word, _)| is_of_header(word)).map(|(_, bound)| bound)
}

/// The comparator that stands behind what it holds for: %以内, 95%及以上.
pub(super) fn trailing_comparator(text: &str) -> Option<(&str, Bound)> {
    let ends = AFTER.iter().find(|(word, _)| text.ends_with(word)).filter(|(word, _)| is_of_header(word));
    ends.map(|(word, bound)| (text[..text.len() - word.len()].trim_end(), *bound))
}

/// Whether a comparator can be in a header. Asked of every header and of every name: most have no such character.
pub(super) fn may_compare(header: &str) -> bool {
    #[rustfmt::skip]
    let is_of_one = |c| matches!(
        c,
        '≥' | '≧' | '⩾' | '>' | '＞' | '≤' | '≦' | '⩽' | '<' | '＜' | '≈'
        | '不' | '于' | '超' | '控' | '以' | '左' | '约' | '之'
    );
    header.contains(is_of_one)
}

/// A name without the comparator that it ends with, and what that means. 亿元以上 says which are counted.
pub(super) fn ending_comparator(name: &str) -> Option<(&str, Bound)> {
    // 失业率控制在（%）以内, without the bracket.
    let held = ["控制在以内", "控制在以下"].iter().find_map(|end| name.strip_suffix(end));
    if let Some(bare) = held.filter(|bare| !bare.is_empty()) {
        return Some((bare, Bound::AtMost));
    }
    let is_sign = |word: &str| word.starts_with('不') || !word.chars().any(is_han);
    // Hardly a name ends with the last character of a comparator.
    let last = text::fold(&name[name.char_indices().next_back()?.0..]);
    let alike = before().filter(|(word, _)| word.ends_with(&*last) && is_sign(word));
    let ends = alike.filter_map(|(word, bound)| {
        let (at, _) = name.char_indices().rev().nth(word.chars().count() - 1)?;
        let (bare, end) = name.split_at(at);
        let is_end = text::fold(end) == word && is_of_header(word) && !bare.trim_end().is_empty();
        is_end.then_some((bare.trim_end(), bound))
    });
    ends.min_by_key(|(bare, _)| bare.len())
}

/// ≥%, 控制在%以内, ≥95%, 人以上: a comparator without a separator, and the measure that it is of. 亿元以上 says which are counted.
pub(super) fn compared(part: &str) -> Option<(Bound, &str)> {
    if !may_compare(part) {
        return None;
    }
    if let Some((held, bound)) = trailing_comparator(part) {
        let held = held.strip_prefix(HELD.0).unwrap_or(held);
        let counts =
            || look_up(held).is_some_and(|found| found.dimension == "count" && found.multiplier == (1, 1));
        return counted(held).filter(|sign| is_per_cent(sign) || counts()).map(|sign| (bound, sign));
    }
    let starts = before().filter_map(|(word, bound)| {
        let end = part.char_indices().nth(word.chars().count()).map_or(part.len(), |(at, _)| at);
        let (start, rest) = part.split_at(end);
        (text::fold(start) == word && is_of_header(word)).then_some((bound, rest))
    });
    let (bound, rest) = starts.min_by_key(|(_, rest)| rest.len())?;
    Some((bound, counted(rest)?))
}

/// What a comparator is of: the sign of 95%, or a measure alone. 500人 says which are counted.
fn counted(text: &str) -> Option<&str> {
    let sign = text.trim_start_matches(|c: char| c.is_ascii_digit() || c == '.').trim();
    (is_per_cent(sign) || !text.contains(|c: char| c.is_ascii_digit())).then(|| sign.trim_start())
}

pub(super) fn is_per_cent(text: &str) -> bool {
    matches!(text.trim(), "%" | "％" | "‰")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_comparator_of_headers_is_looked_for() {
        let words = before().chain(AFTER.iter().copied()).map(|(word, _)| word);
        for word in words.filter(|word| is_of_header(word)) {
            assert!(may_compare(word), "{word}");
        }
    }

    #[test]
    fn comparators_before_and_behind() {
        assert_eq!(trailing_comparator("95%及以上"), Some(("95%", Bound::AtLeast)));
        assert_eq!(ending_comparator("PM2.5≤"), Some(("PM2.5", Bound::AtMost)));
        assert_eq!(ending_comparator("覆盖率＞＝"), Some(("覆盖率", Bound::AtLeast)));
        assert_eq!(ending_comparator("覆盖率不低于"), Some(("覆盖率", Bound::AtLeast)));
        assert_eq!(ending_comparator("≥"), None);
        assert_eq!(ending_comparator("供给不足"), None);
        assert_eq!(ending_comparator("亿元以上"), None);
        for (part, expected) in [
            ("≥%", Some((Bound::AtLeast, "%"))),
            ("≥95%", Some((Bound::AtLeast, "%"))),
            ("控制在%以内", Some((Bound::AtMost, "%"))),
            ("≤吨", Some((Bound::AtMost, "吨"))),
            ("≤500人", None),
            ("大于5000万元", None),
            ("低于%", Some((Bound::AtMost, "%"))),
            ("⩾%", Some((Bound::AtLeast, "%"))),
            ("＞＝%", Some((Bound::AtLeast, "%"))),
            ("不得低于%", Some((Bound::AtLeast, "%"))),
            ("最低%", None),
            ("20人以上", None),
            ("亿元以上", None),
        ] {
            assert_eq!(compared(part), expected, "{part}");
        }
    }
}
