//! Where on a page the tables are: runs of bands whose segments stand in columns.

use std::ops::Range;

use super::bands::{Band, text};
use super::columns::{Strip, separators};
use super::content::{is_apart, opens_notes};
use super::{Settings, Word};

/// A table has at least this many bands with several segments.
const FEWEST: usize = 2;

/// A title is wider than this share of its table.
const SHORT: f32 = 0.2;

/// The tables' bands, from the top.
pub(super) fn regions(bands: &[Band], words: &[Word], settings: &Settings) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut at = 0;
    while at < bands.len() {
        let end = run_end(bands, words, settings, at);
        if end > at {
            found.extend(trimmed(bands, at..end, settings));
        }
        at = end.max(at + 1);
    }
    found
}

/// Where a run of bands without a high gap, a label or notes ends.
fn run_end(bands: &[Band], words: &[Word], settings: &Settings, from: usize) -> usize {
    let mut end = from;
    while end < bands.len() {
        let band = &bands[end];
        let parted = end > from && band.top - bands[end - 1].bottom > settings.high_gap * band.size;
        let line =
            || text(words, &band.segments.iter().flat_map(|s| s.words.iter().copied()).collect::<Vec<_>>());
        let opening = || text(words, &band.segments[0].words);
        if parted || opens_notes(&opening()) || is_apart(&opening()) || is_apart(&line()) {
            return end;
        }
        end += 1;
    }
    end
}

/// The table in a run: without the titles above it, and without the text below it.
fn trimmed(bands: &[Band], run: Range<usize>, settings: &Settings) -> Option<Range<usize>> {
    let several = |b: &usize| bands[*b].segments.len() > 1;
    if run.clone().filter(several).count() < FEWEST {
        return None;
    }
    let first = run.clone().find(several)?;
    let last = run.clone().rev().find(several)?;
    let strips = separators(&bands[first..=last]);
    let (left, right) = bands[first..=last]
        .iter()
        .flat_map(|b| &b.segments)
        .fold((f32::INFINITY, f32::NEG_INFINITY), |(l, r), s| (l.min(s.x0), r.max(s.x1)));
    let mut begin = first;
    while begin > run.start && heads_columns(&bands[begin - 1], &strips, left, right, settings) {
        begin -= 1;
    }
    let mut end = last + 1;
    while end < run.end && goes_on(&bands[end], &bands[end - 1], &strips, left, right) {
        end += 1;
    }
    Some(begin..end)
}

/// Whether a lone text above a table is a head over some of its columns: beside the first one, which a title over the
/// table is not.
fn heads_columns(band: &Band, strips: &[Strip], left: f32, right: f32, settings: &Settings) -> bool {
    let Some(text) = band.segments.first() else { return false };
    let centre = f32::midpoint(text.x0, text.x1);
    // A title is centred over the whole table too, and not as short.
    let whole = (centre - f32::midpoint(left, right)).abs() <= settings.aligned * band.size
        && text.x1 - text.x0 > SHORT * (right - left);
    text.x0 >= strips[0].x0 && text.x1 <= right + band.size && !whole
}

/// Whether a lone text below a table's last full band is a further line of a cell: within one column, right below.
fn goes_on(band: &Band, above: &Band, strips: &[Strip], left: f32, right: f32) -> bool {
    let Some(text) = band.segments.first() else { return false };
    let column = strips.iter().take_while(|s| s.middle() <= text.x0).count();
    let from = column.checked_sub(1).map_or(left, |c| strips[c].x0);
    let to = strips.get(column).map_or(right, |s| s.x1);
    let continued = above.segments.iter().any(|s| s.x0 < text.x1 && text.x0 < s.x1);
    text.x0 >= from && text.x1 <= to && continued
}

#[cfg(test)]
mod tests {
    use super::super::bands::{bands, tests::drawn};
    use super::*;

    #[track_caller]
    fn check(text: &str, expected: &[(usize, usize)]) {
        let words = drawn(text);
        let bands = bands(&words, &Settings::text());
        let found: Vec<(usize, usize)> =
            regions(&bands, &words, &Settings::text()).iter().map(|r| (r.start, r.end)).collect();
        assert_eq!(found, expected);
    }

    #[test]
    fn a_table_below_its_measure() {
        check("       单位：亿元\n单 位    目标\n全 区     12\n甲镇       3\n\n— 1 —", &[(1, 4)]);
    }

    #[test]
    fn a_group_above_the_heads() {
        check("         工作目标\n单 位  总量    增幅\n全 区   12      8", &[(0, 3)]);
    }

    #[test]
    fn a_wrapped_last_row() {
        check("单位            目标\n青发集团（含     12\n  园区）\n注：快报数", &[(0, 3)]);
    }

    #[test]
    fn prose_is_no_table() {
        check(
            "各镇人民政府，各街道办事处：\n    经区政府同意，现印发。\n\n    附件：1. 目标\n          2. 任务",
            &[],
        );
    }

    #[test]
    fn two_tables() {
        check("甲   1\n乙   2\n\n甲   1\n乙   2", &[(0, 2), (2, 4)]);
    }
}
