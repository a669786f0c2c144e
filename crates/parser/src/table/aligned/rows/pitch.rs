//! How far the lines of a cell follow each other: by the same distance everywhere in a table.

use std::ops::Range;

use fenjie_model::text::is_chinese;

use crate::table::aligned::Settings;
use crate::table::aligned::content::first_unit;
use crate::table::aligned::piece::Piece;
use crate::table::aligned::settings::{Lines, Rows};

/// Browsers put lines on whole pixels: distances that differ by one, in points, are the same.
pub(super) const PIXEL: f32 = 0.76;
/// Lines of a cell follow each other by at least this, in ems.
const LEAST: f32 = 0.85;

/// So many distances are those between heads and rows.
const HEADS: usize = 1;
/// So many names tell the distance of rows.
const FEWEST_NAMES: usize = 3;
/// A line that another one follows is at least this part of the width of its column's widest text.
const FULL: f32 = 0.7;

/// The distance from line to line within cells, where the text tells it: the most frequent one from a full line to the
/// next text of its column, where not both are beside values of their own, which would make them two rows.
pub(crate) fn pitch(pieces: &[Piece], bands: &[Range<usize>], em: f32, settings: &Settings) -> Option<f32> {
    // Of lines of a text the order is known, and no distance.
    if settings.lines == Lines::Grid || settings.rows == Rows::AtValues {
        return None;
    }
    let valued: Vec<bool> = bands.iter().map(|b| pieces[b.clone()].iter().any(|p| p.value)).collect();
    let columns = pieces.iter().map(|p| p.own.1).max()?;
    let mut widest = vec![0.0f32; columns];
    for p in pieces.iter().filter(|p| p.own.1 == p.own.0 + 1) {
        widest[p.own.0] = widest[p.own.0].max(p.width());
    }
    let mut above: Vec<Option<&Piece>> = vec![None; columns];
    let named: Vec<bool> = bands.iter().map(|b| pieces[b.clone()].iter().any(|p| p.own.0 == 0)).collect();
    let mut found: Vec<f32> = Vec::new();
    // From a name to the next one, which could have begun beside it, and to one that goes on with it.
    let (mut apart, mut within): (Vec<f32>, Vec<f32>) = (Vec::new(), Vec::new());
    // From a band to one below that has no name, or fewer texts.
    let mut rests: Vec<f32> = Vec::new();
    for p in pieces {
        for c in p.own.0..p.own.1 {
            let Some(upper) = above[c].replace(p) else { continue };
            let by = (p.top - upper.top) / em;
            let rows = valued[p.band] && valued[upper.band];
            let lines = !(p.value || upper.value || rows);
            let full = upper.width() >= FULL * widest[c] && upper.width() > 1.5 * em;
            if !lines || p.own != upper.own || !(LEAST..=settings.pitch).contains(&by) {
                continue;
            }
            if !named[p.band] || bands[p.band].len() < bands[upper.band].len() {
                rests.push(by);
            }
            if c == 0 && p.text.starts_with(|c: char| c.is_ascii_lowercase()) {
                within.push(by);
            } else if c == 0 && upper.width() + (first_unit(&p.text) + settings.slack) * em < widest[0] {
                apart.push(by);
            }
            if full {
                found.push(by);
            }
        }
    }
    // The lines of a cell are nearer than rows of one line each.
    if let Some(row) = rows(pieces, columns, em) {
        found.retain(|by| *by < row - settings.same);
    }
    // And no line is farther from the one above it than what is hardly a row; in Chinese tables that can be one by chance.
    rests.sort_by(f32::total_cmp);
    let least = usize::from(pieces.iter().any(|p| p.text.contains(is_chinese)));
    if let Some(least) = rests.get(least) {
        found.retain(|by| *by <= least + settings.same);
    }
    // Where names in Latin script could mostly have begun beside the one above, the distance is that of rows.
    if least == 0 {
        apart.sort_by(f32::total_cmp);
        within.sort_by(f32::total_cmp);
        let count = |of: &[f32], by: f32| near(of, by, settings.same);
        found.retain(|&by| count(&apart, by) <= 2 * count(&within, by) || count(&apart, by) < FEWEST_NAMES);
        let (begun, gone_on) = begun(pieces, bands, columns, em);
        // Where some lines are farther apart, these are rows, and the nearer ones lines of theirs.
        let tops = bands.iter().filter_map(|own| pieces[own.clone()].first()).map(|p| p.top / em);
        let tops: Vec<f32> = tops.collect();
        let farther =
            |by: f32| tops.windows(2).filter(|pair| pair[1] - pair[0] > by + settings.same / 2.0).count();
        found
            .retain(|&by| count(&gone_on, by) > 0 || count(&begun, by) < FEWEST_NAMES || farther(by) > HEADS);
    }
    found.sort_by(f32::total_cmp);
    let votes = |by: &f32| near(&found, *by, settings.same / 2.0);
    found.iter().rev().max_by_key(|by| votes(by)).map(|by| by * em)
}

/// The distances between lines that both have a text in each column, ascending: of those whose lower texts all begin as names
/// and amounts do, and of those where one goes on with what is above it.
fn begun(pieces: &[Piece], bands: &[Range<usize>], columns: usize, em: f32) -> (Vec<f32>, Vec<f32>) {
    let full = |own: &&Range<usize>| own.len() == columns && columns > 1;
    let begins = |p: &Piece| p.text.starts_with(|c: char| c.is_uppercase() || c.is_ascii_digit());
    let pairs = bands.windows(2).filter(|pair| pair.iter().all(|own| full(&own)));
    let (mut begun, mut gone_on) = (Vec::new(), Vec::new());
    for pair in pairs {
        let [upper, lower] = [&pieces[pair[0].clone()], &pieces[pair[1].clone()]];
        let found = if lower.iter().all(begins) { &mut begun } else { &mut gone_on };
        found.push((lower[0].top - upper[0].top) / em);
    }
    begun.sort_by(f32::total_cmp);
    gone_on.sort_by(f32::total_cmp);
    (begun, gone_on)
}

/// How many of some distances, ascending, differ from one by no more than so much.
fn near(of: &[f32], by: f32, most: f32) -> usize {
    of.partition_point(|other| *other <= by + most) - of.partition_point(|other| *other < by - most)
}

/// Whether a text is a mark alone that answers for a row: ●, ○, ✓. A bullet begins a text beside it.
fn is_answer(p: &Piece) -> bool {
    let mut characters = p.text.chars();
    let mark = characters.next().filter(|_| characters.next().is_none());
    p.own.0 > 0
        && mark.is_some_and(|c| !c.is_alphanumeric() && !c.is_ascii() && !matches!(c, '•' | '·' | '▪' | '■'))
}

/// The distance from row to row where rows are one line high, by their values and marks, in ems.
fn rows(pieces: &[Piece], columns: usize, em: f32) -> Option<f32> {
    /// Rows of one line are at least this share of all.
    const SHARE: usize = 10;
    let mut above: Vec<Option<&Piece>> = vec![None; columns];
    let mut found: Vec<f32> = Vec::new();
    for p in pieces.iter().filter(|p| (p.value || is_answer(p)) && p.own.1 == p.own.0 + 1) {
        if let Some(upper) = above[p.own.0].replace(p) {
            found.push((p.top - upper.top) / em);
        }
    }
    found.sort_by(f32::total_cmp);
    found.get(found.len() / SHARE).copied()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(texts: &[(&str, usize, f32)], expected: Option<f32>) {
        let mut pieces: Vec<Piece> = Vec::new();
        let mut bands: Vec<Range<usize>> = Vec::new();
        for (i, &(text, column, top)) in texts.iter().enumerate() {
            let same = pieces.last().is_some_and(|p| p.top == top);
            let band = if same { bands.len() - 1 } else { bands.len() };
            if same {
                bands[band].end = i + 1;
            } else {
                bands.push(i..i + 1);
            }
            let value = text.starts_with(|c: char| c.is_ascii_digit());
            let own = (column, column + 1);
            let x1 = 10.0 * text.chars().count() as f32;
            let text = text.to_owned();
            pieces.push(Piece { band, text, x1, top, bottom: top + 10.0, own, value, ..Piece::default() });
        }
        assert_eq!(pitch(&pieces, &bands, 10.0, &Settings::page()), expected);
    }

    #[test]
    fn a_name_around_its_value() {
        let texts = [("甲镇", 0, 0.0), ("1", 1, 0.0), ("青发", 0, 20.0), ("2", 1, 26.0), ("集团", 0, 32.0)];
        check(&texts, Some(12.0));
    }

    #[test]
    fn rows_are_farther_apart_than_lines_without_a_name() {
        let texts = [
            ("林业局", 0, 0.0),
            ("张三", 1, 0.0),
            ("办公室主任", 1, 12.0),
            ("电话另行通知", 1, 24.0),
            ("水务局", 0, 42.0),
            ("李四的联系人", 1, 42.0),
            ("工程师", 1, 54.0),
        ];
        check(&texts, Some(12.0));
    }

    #[test]
    fn names_beside_values_are_rows() {
        check(&[("甲镇", 0, 0.0), ("1", 1, 0.0), ("乙镇", 0, 12.0), ("2", 1, 12.0)], None);
    }

    #[test]
    fn marks_that_answer_tell_how_far_rows_are_apart() {
        let rows = |mark: &'static str| {
            let mut texts = vec![("Performance", 1, 0.0)];
            texts.extend([("Department", 0, 9.0), ("integration", 1, 9.0)]);
            for (row, name) in (0u8..).zip(["Agriculture", "Commerce", "Defense", "Energy"]) {
                let top = 24.0 + 13.0 * f32::from(row);
                texts.extend([(name, 0, top), (mark, 1, top)]);
            }
            texts
        };
        check(&rows("○"), Some(9.0));
    }

    #[test]
    fn lines_that_all_begin_anew_are_rows() {
        let rows = |third: &'static str| {
            let names = ["Lead oxides in air", "Nitrogen", "Sulfur", "Ozone in the open", "Carbon monoxide"];
            let mut texts: Vec<(&str, usize, f32)> = Vec::new();
            for (row, name) in (0u8..).zip(names) {
                let top = 12.0 * f32::from(row);
                texts.extend([(name, 0, top), ("Rolling 3-month", 1, top), (third, 2, top)]);
            }
            texts.extend([("Annual", 1, 60.0), ("By the office", 2, 60.0)]);
            texts
        };
        check(&rows("By the office"), None);
        check(&rows("by the office"), Some(12.0));
    }

    #[test]
    fn lines_nearer_than_rows_are_of_one_row() {
        let row = |top: f32| {
            let [upper, lower] = [("Rural Lakes", 0), ("Department of", 1)]
                .map(|(text, c)| [(text, c, top), ("Grants", c, top + 12.0)]);
            [upper[0], lower[0], upper[1], lower[1]]
        };
        let texts: Vec<(&str, usize, f32)> = [0.0, 28.0, 56.0, 84.0].into_iter().flat_map(row).collect();
        check(&texts, Some(12.0));
    }
}
