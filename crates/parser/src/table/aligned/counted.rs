//! What is known of lines of a PDF's text (`pdftotext -layout`) alone.
//!
//! They tell the order of baselines, not their heights. Each row has one line with its values; a line between two such
//! lines belongs to a wrapped cell of one of them, or to a cell merged over both. Texts that stand beside each other on
//! the page share no column of the text, whatever line they are on.

mod glued;
pub(super) mod heads;
mod names;
mod shifted;
mod stood;
mod valued;

use super::bands::{self, Band, Segment};
use super::columns::{Strip, separators};
use super::content::{heads_section, is_total, is_value};
use super::{Settings, Word};
pub(super) use names::named;
pub(super) use valued::{rows, walls};

/// From one row to the next, in lines.
const ROW: f32 = 2.0;
/// From a line to the next one, where one of them has no values.
const LINE: f32 = 1.0;
/// More blank lines than between rows by this many part what is above from what is below.
const APART: f32 = 2.0;
/// How far that is, in lines.
const PARTED: f32 = 4.0;
/// Texts of two columns stand at least this many characters apart.
const BESIDE: f32 = 2.0;
/// Values of one column may be this far apart.
const DRIFT: f32 = 8.0;
/// The characters of a spaced name stand this near.
pub(super) const SPACED: f32 = 8.0;
/// A spaced name has no more characters.
const LONGEST: usize = 4;
/// What is left of a wrapped line is often no longer than this.
const REST: f32 = 1.0;
/// A column is believed where so many texts stand in it.
const FEWEST: usize = 2;

/// Puts words, which have the numbers of their lines as heights, as far apart as their lines may be: rows are about equally
/// high, whether or not a line of a wrapped or a merged cell stands between their values.
pub(super) fn spread(words: &[Word], settings: &Settings) -> Vec<Word> {
    let bands = bands::bands(words, settings);
    let rows = rows(&bands, words);
    let blanks = |i: usize| bands[i].top - bands[i - 1].top - 1.0;
    let mut between: Vec<f32> = (1..bands.len()).filter(|&i| rows[i] && rows[i - 1]).map(blanks).collect();
    between.sort_by(f32::total_cmp);
    let usual = between.get(between.len() / 2).copied().unwrap_or(0.0);
    let mut words = words.to_vec();
    let mut top = 0.0;
    for (i, band) in bands.iter().enumerate() {
        if i > 0 {
            top += if rows[i] && rows[i - 1] { ROW } else { LINE };
            top += if blanks(i) >= usual + APART { PARTED } else { 0.0 };
        }
        for &w in band.segments.iter().flat_map(|s| &s.words) {
            (words[w].bbox.top, words[w].bbox.bottom) = (top, top + 1.0);
        }
    }
    words
}

/// The separators: those of the rows with values, and of the heads beyond their ends, and those between texts that stand
/// beside each other on different lines.
pub(super) fn strips(bands: &[Band], words: &[Word]) -> Vec<Strip> {
    let rows = rows(bands, words);
    let Some(first) = rows.iter().position(|r| *r) else { return separators(bands) };
    let body = &bands[first..];
    let mut strips = separators(body);
    let (left, right) = body
        .iter()
        .flat_map(|b| &b.segments)
        .fold((f32::INFINITY, f32::NEG_INFINITY), |(l, r), s| (l.min(s.x0), r.max(s.x1)));
    strips.extend(beyond(&bands[..first], left, right));
    strips.extend(glued::glued(body, words, &strips));
    strips.sort_by(|a, b| a.x0.total_cmp(&b.x0));
    let mut strips: Vec<Strip> = strips.into_iter().flat_map(|s| around(s, body, words)).collect();
    let mut at = 0;
    while at <= strips.len() {
        let from = at.checked_sub(1).map_or(f32::NEG_INFINITY, |i| strips[i].middle());
        let to = strips.get(at).map_or(f32::INFINITY, |s| s.middle());
        match beside(bands, words, from, to) {
            Some(strip) => strips.insert(at, strip),
            None => at += 1,
        }
    }
    strips
}

/// The strips before heads that stand beyond the ends of the rows: over columns that are blank.
fn beyond(heads: &[Band], left: f32, right: f32) -> Vec<Strip> {
    let mut strips = Vec::new();
    let mut segments: Vec<&Segment> = heads.iter().flat_map(|b| &b.segments).collect();
    segments.sort_by(|a, b| a.x0.total_cmp(&b.x0));
    let mut end = right;
    for s in segments.iter().filter(|s| s.x0 >= right) {
        if s.x0 > end || strips.is_empty() {
            strips.push(Strip { x0: end, x1: s.x0 });
        }
        end = end.max(s.x1);
    }
    segments.sort_by(|a, b| b.x1.total_cmp(&a.x1));
    let mut begin = left;
    for s in segments.iter().filter(|s| s.x1 <= left) {
        if s.x1 < begin || begin == left {
            strips.push(Strip { x0: s.x1, x1: begin });
        }
        begin = begin.min(s.x0);
    }
    strips
}

/// The strip, or the two around the texts that stand within it: a column whose texts have no neighbours.
fn around(strip: Strip, bands: &[Band], words: &[Word]) -> Vec<Strip> {
    let within = texts(bands, words, strip.x0, strip.x1);
    let (from, to) =
        within.iter().fold((f32::INFINITY, f32::NEG_INFINITY), |(a, b), s| (a.min(s.x0), b.max(s.x1)));
    if within.len() < FEWEST || from <= strip.x0 || to >= strip.x1 {
        return vec![strip];
    }
    vec![Strip { x0: strip.x0, x1: from }, Strip { x0: to, x1: strip.x1 }]
}

/// The segments between two places that tell a column: no totals and no sections, which stand over any columns, and no
/// rests of wrapped lines.
fn texts<'a>(bands: &'a [Band], words: &[Word], from: f32, to: f32) -> Vec<&'a Segment> {
    let rows = rows(bands, words);
    let tells = |s: &Segment, row: bool| {
        let text = bands::text(words, &s.words);
        !is_total(&text) && !heads_section(&text) && (row || s.x1 - s.x0 > REST || is_value(&text))
    };
    let own = |(b, row): (&'a Band, bool)| b.segments.iter().map(move |s| (s, row));
    bands
        .iter()
        .zip(rows)
        .flat_map(own)
        .filter(|(s, row)| from <= s.x0 && s.x1 <= to && tells(s, *row))
        .map(|(s, _)| s)
        .collect()
}

/// Bands whose spaced names (合　　计, 指　标　名　称), of characters so near in ems, are one segment each: characters that name a total or
/// a head together, not columns.
pub(super) fn unspaced(mut bands: Vec<Band>, words: &[Word], most: f32) -> Vec<Band> {
    for band in &mut bands {
        let all = std::mem::take(&mut band.segments);
        let mut at = 0;
        while at < all.len() {
            let own = &all[at..at + spaced(&all[at..], words, most * band.size)];
            let words = own.iter().flat_map(|s| s.words.iter().copied()).collect();
            band.segments.push(Segment { x0: own[0].x0, x1: own[own.len() - 1].x1, words });
            at += own.len();
        }
    }
    bands
}

/// How many of some segments are the name that the first one begins.
fn spaced(segments: &[Segment], words: &[Word], most: f32) -> usize {
    let near = segments.windows(2).take(LONGEST).take_while(|pair| pair[1].x0 - pair[0].x1 <= most).count();
    let texts = |n: &usize| segments[..*n].iter().flat_map(|s| &s.words).map(|&w| words[w].text.as_str());
    (2..=LONGEST.min(near + 1)).rev().find(|n| is_spaced_name(texts(n))).unwrap_or(1)
}

/// Whether texts on one line are the characters of a name that is spaced, which names a total or heads a column: 合　计, 单　位.
pub(super) fn is_spaced_name<'a>(texts: impl Iterator<Item = &'a str> + Clone) -> bool {
    const NAMES: &[&str] = &[
        "全区",
        "全县",
        "全市",
        "全镇",
        "全旗",
        "单位",
        "乡镇",
        "镇街",
        "镇办",
        "地区",
        "县区",
        "区域",
        "片区",
        "部门",
        "企业",
        "名称",
        "序号",
        "编号",
        "备注",
        "项目",
        "指标",
        "类别",
        "指标名称",
        "单位名称",
        "乡镇名称",
        "责任单位",
    ];
    if texts.clone().take(LONGEST + 1).count() > LONGEST || texts.clone().any(|t| t.chars().nth(1).is_some())
    {
        return false;
    }
    let name: String = texts.collect();
    name.chars().nth(1).is_some() && (is_total(&name) || NAMES.contains(&name.as_str()))
}

/// The bands with their segments parted at single spaces that lie over a separator or, in a header, between Chinese
/// texts. A space between scripts is one that printers put there, but in a row of values.
pub(super) fn parted(bands: &[Band], strips: &[Strip], words: &[Word]) -> Vec<Band> {
    let rows = rows(bands, words);
    let mut bands = bands.to_vec();
    for (band, row) in bands.iter_mut().zip(rows) {
        let mut segments: Vec<Segment> = Vec::with_capacity(band.segments.len());
        for segment in &band.segments {
            let mut last: Option<usize> = None;
            let whole = is_spaced_name(segment.words.iter().map(|&w| words[w].text.as_str()));
            for &i in &segment.words {
                let bbox = words[i].bbox;
                let apart = last.is_some_and(|l| {
                    let (from, to) = (words[l].bbox.x1, bbox.x0);
                    let over = strips.iter().any(|s| from <= s.x1 && s.x0 <= to);
                    match around_space(&words[l].text, &words[i].text) {
                        Around::Names => over || !row,
                        Around::Scripts => over && row,
                        Around::Other => over,
                    }
                });
                match segments.last_mut() {
                    Some(open) if last.is_some() && (whole || !apart) => {
                        open.x1 = bbox.x1;
                        open.words.push(i);
                    }
                    _ => segments.push(Segment { x0: bbox.x0, x1: bbox.x1, words: vec![i] }),
                }
                last = Some(i);
            }
        }
        band.segments = segments;
    }
    bands
}

/// What stands around a space.
enum Around {
    /// Two Chinese texts, which have no spaces within.
    Names,
    /// Two scripts, between which printers put spaces.
    Scripts,
    /// Single characters, numbers.
    Other,
}

fn around_space(left: &str, right: &str) -> Around {
    // Heads of years side by side: 2024年完成 2025年目标.
    if left.contains('年') && begins_year(right) {
        return Around::Names;
    }
    let ascii = (left.chars().next_back(), right.chars().next());
    match (ascii.0.is_none_or(|c| c.is_ascii()), ascii.1.is_none_or(|c| c.is_ascii())) {
        (false, false) if left.chars().nth(1).is_some() && right.chars().nth(1).is_some() => Around::Names,
        (true, true) | (false, false) => Around::Other,
        _ => Around::Scripts,
    }
}

/// Whether a text begins with a year: 2025年目标.
fn begins_year(text: &str) -> bool {
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    digits == 4 && text[digits..].starts_with('年')
}

/// A strip between two groups of texts within a column that stand beside each other.
///
/// All texts of one column are aligned at an end or the middle, and so share a character; a total may be centred over them.
fn beside(bands: &[Band], words: &[Word], from: f32, to: f32) -> Option<Strip> {
    let mut within = texts(bands, words, from, to);
    within.sort_by(|a, b| a.x1.total_cmp(&b.x1));
    // Values drift, with the characters before them on their lines.
    let values = within.iter().filter(|s| is_value(&bands::text(words, &s.words))).count();
    let beside = if 2 * values > within.len() { DRIFT } else { BESIDE };
    let end = within.get(FEWEST - 1)?.x1;
    let mut right: Vec<f32> = within.iter().map(|s| s.x0).filter(|x| *x >= end + beside).collect();
    right.sort_by(f32::total_cmp);
    (right.len() >= FEWEST).then(|| Strip { x0: end, x1: right[0] })
}

#[cfg(test)]
mod tests {
    use super::super::bands::bands;
    use super::*;
    use crate::text::layout::{Widths, words::words};

    /// The words of a text whose characters are counted.
    pub(super) fn drawn(text: &str) -> Vec<Word> {
        let lines: Vec<(u32, &str)> = (1..).zip(text.lines()).collect();
        words(&lines, Widths::Counted)
    }

    #[track_caller]
    fn check_heights(text: &str, expected: &[f32]) {
        let settings = Settings::counted();
        let found: Vec<f32> =
            bands(&spread(&drawn(text), &settings), &settings).iter().map(|b| b.top).collect();
        assert_eq!(found, expected);
    }

    #[track_caller]
    fn check_strips(text: &str, expected: &[(f32, f32)]) {
        let words = drawn(text);
        let found = strips(&bands(&words, &Settings::counted()), &words);
        assert_eq!(found.iter().map(|s| (s.x0, s.x1)).collect::<Vec<_>>(), expected);
    }

    #[test]
    fn rows_are_equally_high() {
        check_heights(
            "单位   目标\n    总量  增幅\n甲镇   1   2\n            商务委\n乙镇   3   4\n丙镇   5   6",
            &[0.0, 1.0, 2.0, 3.0, 4.0, 6.0],
        );
    }

    #[test]
    fn many_blank_lines_part_tables() {
        check_heights(
            "甲镇   1   2\n\n乙镇   3   4\n\n丙镇   5   6\n\n\n\n丁镇   7   8",
            &[0.0, 2.0, 4.0, 10.0],
        );
    }

    #[test]
    fn names_beside_each_other_on_different_lines_are_two_columns() {
        check_strips(
            "招商  合同外资    20\n新设企业数       33\n      农业招商    4\n收入           9",
            &[(2.0, 4.0), (10.0, 12.0)],
        );
    }

    #[test]
    fn values_of_one_column_drift() {
        check_strips("甲镇    1\n乙镇    2\n青浦工业园区   3\n练塘工业园区   4", &[(6.0, 6.0)]);
    }

    #[test]
    fn the_characters_of_a_name_are_one_text() {
        let words = drawn("单  位  指  标  名  称  优  良  单       位  单         位");
        let bands = unspaced(bands(&words, &Settings::counted()), &words, SPACED);
        let found: Vec<usize> = bands[0].segments.iter().map(|s| s.words.len()).collect();
        assert_eq!(found, [2, 4, 1, 1, 2, 1, 1]);
    }

    #[test]
    fn years_side_by_side_are_heads() {
        let words = drawn("2024年完成 2025年目标   2025 年目标\n甲镇   乙");
        let parted = parted(&bands(&words, &Settings::counted()), &[], &words);
        assert_eq!(parted.iter().map(|b| b.segments.len()).collect::<Vec<_>>(), [3, 2]);
    }

    #[test]
    fn a_spaced_name_is_not_parted_at_a_separator() {
        let words = drawn("指 标 名 称\n甲    乙");
        let bands = bands(&words, &Settings::counted());
        let parted = parted(&bands, &[Strip { x0: 1.0, x1: 5.0 }], &words);
        assert_eq!(parted.iter().map(|b| b.segments.len()).collect::<Vec<_>>(), [1, 2]);
    }
}
