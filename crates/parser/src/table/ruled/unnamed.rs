//! Whether rules part the values of rows alone, whose names stand left of them: those above and below the totals of an
//! account reach over its columns of numbers, and are no borders of a table.

use super::Sheet;
use crate::page::Turn;
use crate::table::cells::Spans;
use crate::table::fill::Filled;
use crate::table::header::is_datum;
use crate::table::prose::cell_text;
use crate::table::runs::Run;

/// Of the rows with text so many have a name.
const SHARE: (usize, usize) = (3, 4);
/// A name stands on the line of its values within this many ems.
const LEVEL: f32 = 0.3;
/// More texts are not held against each other.
const MOST_COMPARED: usize = 1 << 22;

/// Whether numbers alone stand between rules whose left end is at `x0`, and most of their rows are named left of it by texts
/// that are in no table.
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
    let names: Vec<f32> = (0..sheet.runs.len()).filter(is_name).map(|i| baseline(&sheet.runs[i])).collect();
    let mut rows: Vec<(usize, f32, f32)> =
        own().flat_map(|(span, runs)| runs.iter().map(|run| (span.row, baseline(run), run.size))).collect();
    if names.is_empty() || rows.len().saturating_mul(names.len()) > MOST_COMPARED {
        return false;
    }
    rows.sort_by_key(|(row, ..)| *row);
    let is_named = |row: &[(usize, f32, f32)]| {
        row.iter().any(|(_, at, em)| names.iter().any(|name| (name - at).abs() <= LEVEL * em))
    };
    let (all, named) = rows
        .chunk_by(|a, b| a.0 == b.0)
        .fold((0, 0), |(all, named), row| (all + 1, named + usize::from(is_named(row))));
    all > 1 && SHARE.1 * named >= SHARE.0 * all
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
    }
}
