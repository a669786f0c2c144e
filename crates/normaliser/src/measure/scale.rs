//! The powers of ten before names.

use super::key;

/// The powers of ten that stand before a name, longest first.
pub(super) const SCALES: [(&str, i128); 12] = [
    ("千亿", 100_000_000_000),
    ("百亿", 10_000_000_000),
    ("十亿", 1_000_000_000),
    ("万亿", 1_000_000_000_000),
    ("千万", 10_000_000),
    ("百万", 1_000_000),
    ("十万", 100_000),
    ("亿", 100_000_000),
    ("万", 10_000),
    ("千", 1_000),
    ("百", 100),
    ("十", 10),
];

/// The characters that they begin with: most names have none of them.
pub(super) const SCALE_FIRSTS: [char; 5] = ['千', '百', '十', '万', '亿'];

/// 万株 → 株.
pub(super) fn without_scale(printed: &str) -> &str {
    SCALES
        .iter()
        .find_map(|(word, _)| printed.strip_prefix(word))
        .filter(|rest| !rest.is_empty())
        .unwrap_or(printed)
}

/// The power of ten before one or two characters that may be a counter which the registry does not know (万棒). 千 and less
/// stand before too many names, and some names of places and firms begin with 万 (万州, 万达).
pub(super) fn scale_of_unknown(printed: &str) -> Option<i128> {
    const NAMES: [&str; 2] = ["达州宁荣源载全安盛山秀年科象和福豪通隆泰华", "联达利通"];
    const ENDS: &str = "区县市镇乡村街路城里寺寨堂府园塔林级上下内外多余右元强";
    let key = key(printed);
    let (word, power) =
        SCALES.iter().find(|(word, _)| word.ends_with(['万', '亿']) && key.starts_with(word))?;
    let counter = &key[word.len()..];
    let characters = counter.chars().count();
    let is_name = ["万", "亿"].iter().zip(NAMES).any(|(one, names)| word == one && names.contains(counter));
    let may_count = (1..=2).contains(&characters)
        && counter.chars().all(|c| is_han(c) && !SCALE_FIRSTS.contains(&c))
        && !counter.ends_with(|c| ENDS.contains(c))
        && !is_name;
    may_count.then_some(*power)
}

pub(super) fn is_han(c: char) -> bool {
    matches!(c, '\u{4e00}'..='\u{9fff}')
}
