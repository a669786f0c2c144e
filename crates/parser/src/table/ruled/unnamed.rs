//! Whether rules part the values of rows alone, whose names stand left of them: those above and below the totals of an
//! account reach over its columns of numbers, and are no borders of a table.

use super::Sheet;
use crate::page::Turn;
use crate::table::cells::Spans;
use crate::table::fill::Filled;
use crate::table::header::{is_datum, is_year};
use crate::table::prose::cell_text;
use crate::table::runs::Run;

/// Of the rows with text so many have a name.
const SHARE: (usize, usize) = (3, 4);
/// A name stands on the line of its values within this many ems.
const LEVEL: f32 = 0.3;
/// What a line of prose holds, and a name seldom.
const PROSE: [char; 4] = ['，', '。', '；', '！'];
/// More texts are not held against each other.
const MOST_COMPARED: usize = 1 << 22;

/// Whether numbers alone stand between rules whose left end is at `x0`, and most of their rows are named left of it by texts
/// that are in no table. Lines of prose name nothing, nor does what stands beside years: these head the columns.
pub(super) fn lacks_names(
    x0: f32,
    spans: &Spans,
    filled: &Filled,
    sheet: &Sheet<'_>,
    taken: &[bool],
) -> bool {
    let glyphs = &sheet.page.glyphs;
    let own = || spans.cells.iter().zip(&filled.cells).filter(|(_, runs)| !runs.is_empty());
    if !own().all(|(_, runs)| is_amount(&cell_text(runs, glyphs))) {
        return false;
    }
    let baseline = |run: &Run| glyphs[run.glyphs.start].baseline;
    let is_name = |i: &usize| {
        let run = &sheet.runs[*i];
        let says_words = || glyphs[run.glyphs.clone()].iter().any(|glyph| glyph.ch.is_alphabetic());
        !taken[*i] && run.turn == Turn::Upright && run.bbox.x1 <= x0 && says_words()
    };
    let names: Vec<&Run> = (0..sheet.runs.len()).filter(is_name).map(|i| &sheet.runs[i]).collect();
    let mut rows: Vec<(usize, f32, &Run)> =
        own().flat_map(|(span, runs)| runs.iter().map(|run| (span.row, baseline(run), run))).collect();
    if names.is_empty() || rows.len().saturating_mul(names.len()) > MOST_COMPARED {
        return false;
    }
    rows.sort_by_key(|(row, ..)| *row);
    let is_level = |name: &Run, row: &[(usize, f32, &Run)]| {
        row.iter().any(|(_, at, run)| (baseline(name) - at).abs() <= LEVEL * run.size)
    };
    let is_named = |row: &[(usize, f32, &Run)]| names.iter().any(|name| is_level(name, row));
    let heads =
        |row: &[(usize, f32, &Run)]| row.iter().all(|(.., run)| is_year(cell_text([*run], glyphs).trim()));
    if rows.chunk_by(|a, b| a.0 == b.0).any(|row| heads(row) && is_named(row)) {
        return false;
    }
    let (level, prose) =
        names.iter().filter(|name| is_level(name, &rows)).fold((0, 0), |(all, prose), name| {
            (all + 1, prose + usize::from(is_prose(&cell_text([*name], glyphs))))
        });
    if 2 * prose >= level {
        return false;
    }
    let (all, named) = rows
        .chunk_by(|a, b| a.0 == b.0)
        .fold((0, 0), |(all, named), row| (all + 1, named + usize::from(is_named(row))));
    all > 1 && SHARE.1 * named >= SHARE.0 * all
}

/// Whether a text is a part of a sentence.
fn is_prose(text: &str) -> bool {
    text.starts_with(char::is_lowercase) || text.contains(PROSE)
}

/// Whether a text is a number, with its currency and in the brackets of one below zero: $ (1,693), (81.8 %).
fn is_amount(text: &str) -> bool {
    is_datum(text.replace(['$', '€', '£', '¥', '(', ')'], "").trim())
}

#[cfg(test)]
mod tests {
    use crate::table::ruled::tests::read_all;

    /// Whether a grid of three rows with these texts, right of names at these baselines, is found by its alignment.
    #[track_caller]
    fn check(cells: [&str; 6], names: &[(&str, f32)], expected: bool) {
        let h: Vec<_> = (0..4).map(|i| (20.0 * i as f32, 80.0, 180.0)).collect();
        let v = [80.0, 130.0, 180.0].map(|x| (x, 0.0, 60.0));
        let mut texts: Vec<_> = names.iter().map(|(name, y)| (*name, 5.0, *y)).collect();
        let places = (0..3).flat_map(|row| [85.0, 135.0].map(|x| (x, 14.0 + 20.0 * row as f32)));
        texts.extend(cells.into_iter().zip(places).map(|(text, (x, y))| (text, x, y)));
        let found = |v: &[(f32, f32, f32)]| read_all(&h, v, &texts).0.map(|ruled| ruled.by_alignment);
        // No rule closes the right side, or rules go all the way round.
        assert_eq!(found(&v[..2]), Some(expected), "{cells:?} {names:?}");
        assert_eq!(found(&v), Some(false), "closed: {cells:?} {names:?}");
    }

    #[test]
    fn values_alone_are_of_the_rows_whose_names_stand_left() {
        let values = ["$12", "34", "5", "(6 %)", "—", "78"];
        let names = [("Sales", 14.0), ("Costs", 34.0), ("Income", 54.0)];
        check(values, &names, true);
        // Lines of other text, and a table that names its rows or its columns.
        check(values, &[("Sales", 8.0), ("Costs", 26.0), ("Income", 44.0)], false);
        check(values, &names[..1], false);
        check(["Sales", "Costs", "5", "6", "7", "8"], &names, false);
        // Running lines beside a box, and what stands beside its years.
        check(values, &[("Sales grew", 14.0), ("all the year", 34.0), ("but did not", 54.0)], false);
        check(values, &[("全年增长，", 14.0), ("开工项目。", 34.0), ("二", 54.0)], false);
        check(["2021", "2022", "5", "6", "7", "8"], &names, false);
    }
}
