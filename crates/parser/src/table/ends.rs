//! What the first and last rows of a ruled table say of the page breaks there.

use fenjie_model::text::is_cjk;

use super::cells::{Span, Spans};
use super::fill::Filled;
use super::header::DEEPEST;
use super::lattice::Lattice;
use super::prose::{Line, lines};
use super::runs::Run;
use crate::Ends;
use crate::page::{Glyph, Turn};

/// A line of a cell is full where less than this is free beside it, in ems: the padding and a character.
const FREE: f32 = 2.5;
/// Words that are not broken leave more.
const FREE_OF_WORDS: f32 = 6.0;
/// The padding and the space before a word, in ems.
const FREE_BEFORE_WORD: f32 = 1.75;
/// A letter of a word, in ems.
const LETTER: f32 = 0.55;
/// Of several lines that fill their cell some leave more than others by this much.
const FREE_BESIDE: f32 = 1.5;
/// From line to line where the text does not tell it, in ems.
const PITCH: f32 = 1.3;
/// A line fits where this much more than it needs is free, in parts of the way from line to line.
const SLACK: f32 = 0.1;
/// A text stands above the middle of its cell by this much of its height, in ems, or else in the middle.
const RAISED: f32 = 1.0;

/// The ends of a table. `columns` has the table's column for each of the lattice's.
pub(super) fn ends(
    lattice: &Lattice,
    spans: &Spans,
    filled: &Filled,
    glyphs: &[Glyph],
    [rows_of, columns]: [&[usize]; 2],
) -> Ends {
    let (n, rows) = (columns[lattice.columns()], lattice.rows());
    let [above, below] = lattice.open_ends;
    let mut ends = Ends {
        open_above: vec![above; n],
        open_below: vec![below; n],
        full: vec![false; n],
        letters: vec![0; n],
        no_room: vec![false; n],
        raised: raised(lattice, spans, filled, glyphs, [rows_of, columns]),
        ..Ends::default()
    };
    for (i, &column) in columns.iter().enumerate().take(lattice.columns()) {
        let column = column.min(n - 1);
        ends.open_above[column] |= !lattice.wall_above(i, 0);
        ends.open_below[column] |= !lattice.wall_above(i, rows);
    }
    let padding = padding(lattice, spans, filled);
    for (span, runs) in spans.cells.iter().zip(&filled.cells).filter(|(s, _)| s.row_end == rows) {
        let covered = columns[span.col]..columns[span.col_end];
        ends.full[covered.clone()].fill(is_full(lattice, span, runs, glyphs));
        ends.letters[covered.clone()].fill(letters_beside(lattice, span, runs, glyphs));
        ends.no_room[covered].fill(has_no_room(lattice, span, runs, glyphs, padding));
    }
    ends
}

/// Whether the last line of a cell leaves no room for what would follow.
fn is_full(lattice: &Lattice, span: &Span, runs: &[Run], glyphs: &[Glyph]) -> bool {
    let found = lines(runs, glyphs);
    let Some(line) = found.last() else { return false };
    // Of text that does not run left to right nothing is known.
    if line.runs.iter().any(|r| r.turn != Turn::Upright) {
        return true;
    }
    let last = line.runs.last().and_then(|r| glyphs[r.glyphs.clone()].last());
    let width = lattice.xs[span.col_end] - lattice.xs[span.col];
    let free = |line: &Line<'_>| (width - line.bbox.width()) / line.size;
    let is_text = last.is_some_and(|g| is_cjk(g.ch));
    // A mark that begins no line takes the character before it along.
    let goes_on = is_text && last.is_some_and(|g| !matches!(g.ch, '。' | '；')) && found.len() > 2;
    let is_near = |other: &Line<'_>| free(other) <= FREE && free(line) - free(other) <= FREE_BESIDE;
    free(line) <= if is_text { FREE } else { FREE_OF_WORDS } || goes_on && found.iter().any(is_near)
}

/// How many letters of a further word would have stood beside the last line of a cell, if that ends with a word.
fn letters_beside(lattice: &Lattice, span: &Span, runs: &[Run], glyphs: &[Glyph]) -> usize {
    let found = lines(runs, glyphs);
    let Some(line) = found.last().filter(|line| line.runs.iter().all(|r| r.turn == Turn::Upright)) else {
        return 0;
    };
    let last = line.runs.last().and_then(|r| glyphs[r.glyphs.clone()].last());
    let free = (lattice.xs[span.col_end] - lattice.xs[span.col] - line.bbox.width()) / line.size;
    let ends_word = last.is_some_and(|g| g.ch.is_ascii_alphanumeric());
    if ends_word { ((free - FREE_BEFORE_WORD) / LETTER).max(0.0) as usize } else { 0 }
}

/// The merged cells in the first rows whose text stands above their middle, if that of the others stands in it.
fn raised(
    lattice: &Lattice,
    spans: &Spans,
    filled: &Filled,
    glyphs: &[Glyph],
    [rows_of, columns]: [&[usize]; 2],
) -> Vec<(usize, usize)> {
    // One that goes on on the next page has its text at the middle of both of its parts.
    let ends = lattice.rows();
    let merged = |span: &Span| rows_of[span.row_end] > rows_of[span.row] + 1 && span.row_end < ends;
    let heights = spans.cells.iter().zip(&filled.cells).filter(|(span, _)| merged(span));
    let heights = heights.filter_map(|(span, runs)| {
        let found = lines(runs, glyphs);
        let (first, last) = (found.first()?, found.last()?);
        let above = first.bbox.top - lattice.ys[span.row];
        let below = lattice.ys[span.row_end] - last.bbox.bottom;
        Some((rows_of[span.row], columns[span.col], (below - above) / (2.0 * last.size)))
    });
    let (near, far): (Vec<_>, Vec<_>) = heights.partition(|(row, ..)| *row <= DEEPEST);
    let others = near.iter().chain(&far).filter(|(.., off)| off.abs() < RAISED / 2.0);
    let mut high = near.iter().filter(|(.., off)| *off >= RAISED).peekable();
    if high.peek().is_none() || others.count() < 2 {
        return Vec::new();
    }
    high.map(|&(row, col, _)| (row, col)).collect()
}

/// What is free above and below the text of a cell; none where it has no text.
fn free_height(lattice: &Lattice, span: &Span, runs: &[Run]) -> Option<f32> {
    let top = runs.iter().map(|run| run.bbox.top).reduce(f32::min)?;
    let bottom = runs.iter().map(|run| run.bbox.bottom).reduce(f32::max)?;
    Some(lattice.ys[span.row_end] - lattice.ys[span.row] - (bottom - top))
}

/// Whether no further line fits into the cell: each of its rows could hold one at least.
fn has_no_room(lattice: &Lattice, span: &Span, runs: &[Run], glyphs: &[Glyph], padding: f32) -> bool {
    let found = lines(runs, glyphs);
    let (Some(first), Some(last)) = (found.first(), found.last()) else { return false };
    let pitch = match found.len() {
        1 => PITCH * last.size,
        n => (last.bbox.top - first.bbox.top) / (n - 1) as f32,
    };
    let free = free_height(lattice, span, runs).unwrap_or(0.0);
    found.len() >= span.row_end - span.row && free <= padding + pitch * (1.0 + SLACK)
}

/// What the padding leaves free in the rows that hold one text, at least.
fn padding(lattice: &Lattice, spans: &Spans, filled: &Filled) -> f32 {
    let single = spans.cells.iter().zip(&filled.cells).filter(|(span, _)| span.row_end == span.row + 1);
    let free = single.filter_map(|(span, runs)| free_height(lattice, span, runs));
    free.map(|free| free.max(0.0)).min_by(f32::total_cmp).unwrap_or(0.0)
}

#[cfg(test)]
mod tests {
    use super::super::cells::cells;
    use super::super::fill::fill;
    use super::super::lattice::{lattices, tests::edges_of};
    use super::super::runs::{runs, tests::line};
    use super::*;
    use crate::Tolerances;

    /// Two columns of 100 points; rules at the given heights, a text in each cell of the last row.
    #[track_caller]
    fn check(levels: &[f32], texts: [&str; 2], expected: &Ends) {
        let h: Vec<(f32, f32, f32)> = levels.iter().map(|y| (*y, 0.0, 200.0)).collect();
        let v = [(0.0, 0.0, 60.0), (100.0, 0.0, 60.0), (200.0, 0.0, 60.0)];
        let lattice = &lattices(&edges_of(&h, &v), &Tolerances::default())[0];
        let mut glyphs = line(texts[0], 5.0, 54.0, 10.0);
        glyphs.extend(line(texts[1], 105.0, 54.0, 10.0));
        let runs = runs(&glyphs);
        let spans = cells(lattice);
        let filled = fill(lattice, &spans, &runs, &glyphs, &mut vec![false; runs.len()]);
        assert_eq!(&ends(lattice, &spans, &filled, &glyphs, [&[0, 1, 2, 3], &[0, 1, 2]]), expected);
    }

    #[test]
    fn a_closed_table() {
        let expected = Ends {
            open_above: vec![false; 2],
            open_below: vec![false; 2],
            full: vec![true, false],
            letters: vec![0; 2],
            no_room: vec![true; 2],
            ..Ends::default()
        };
        check(&[0.0, 40.0, 60.0], ["归属于上市公司股", "非流动资产合计"], &expected);
    }

    #[test]
    fn a_mark_takes_the_character_before_it_along() {
        let full = |last: &str| {
            let lines = ["一是强化组织领导要细", "二是压实工作责任要明", last];
            let h = [(0.0, 0.0, 200.0), (60.0, 0.0, 200.0)];
            let v = [(0.0, 0.0, 60.0), (120.0, 0.0, 60.0), (200.0, 0.0, 60.0)];
            let lattice = &lattices(&edges_of(&h, &v), &Tolerances::default())[0];
            let baselines = [14.0, 28.0, 42.0];
            let glyphs: Vec<Glyph> =
                lines.iter().zip(baselines).flat_map(|(text, y)| line(text, 5.0, y, 10.0)).collect();
            let runs = runs(&glyphs);
            let spans = cells(lattice);
            let filled = fill(lattice, &spans, &runs, &glyphs, &mut vec![false; runs.len()]);
            ends(lattice, &spans, &filled, &glyphs, [&[0, 1], &[0, 1, 2]]).full[0]
        };
        assert!(full("三是不变价格计算比"));
        assert!(!full("四是不变价格计算。") && !full("五是不变价格计算"));
    }

    #[test]
    fn a_row_that_the_break_cut() {
        let expected = Ends {
            open_above: vec![false; 2],
            open_below: vec![true; 2],
            full: vec![false, false],
            // 1,234 takes 25 of 100 points.
            letters: vec![0, 10],
            no_room: vec![true; 2],
            ..Ends::default()
        };
        check(&[0.0, 20.0, 40.0], ["甲镇", "1,234"], &expected);
    }

    /// Four merged cells of two rows beside a column of single ones, each with lines of text at the given baselines.
    fn beside_rows(texts: &[(&str, f32)]) -> Ends {
        let h: Vec<(f32, f32, f32)> =
            (0..9).map(|i| (20.0 * i as f32, if i % 2 == 0 { 0.0 } else { 100.0 }, 200.0)).collect();
        let v = [(0.0, 0.0, 160.0), (100.0, 0.0, 160.0), (200.0, 0.0, 160.0)];
        let lattice = &lattices(&edges_of(&h, &v), &Tolerances::default())[0];
        let mut glyphs: Vec<Glyph> = texts.iter().flat_map(|(text, y)| line(text, 5.0, *y, 10.0)).collect();
        glyphs.extend((0..8).flat_map(|i| line("5", 105.0, 15.0 + 20.0 * i as f32, 10.0)));
        let runs = runs(&glyphs);
        let spans = cells(lattice);
        let filled = fill(lattice, &spans, &runs, &glyphs, &mut vec![false; runs.len()]);
        let rows: Vec<usize> = (0..=8).collect();
        ends(lattice, &spans, &filled, &glyphs, [&rows, &[0, 1, 2]])
    }

    #[test]
    fn text_above_the_middle_of_its_cell() {
        let (second, third, last) = (("乙", 64.0), ("丙", 104.0), ("丁", 144.0));
        assert_eq!(beside_rows(&[("甲", 10.0), second, third, last]).raised, [(0, 0)]);
        assert_eq!(beside_rows(&[("甲", 24.0), second, third, last]).raised, []);
        // The text of a cell that the next page goes on with stands anywhere.
        assert_eq!(beside_rows(&[("甲", 24.0), second, third, ("丁", 130.0)]).raised, []);
    }

    #[test]
    fn a_cell_without_room_for_a_further_line() {
        let above = [("甲", 24.0), ("乙", 64.0)];
        let no_room = |texts: &[(&str, f32)]| beside_rows(&[&above[..], texts].concat()).no_room[0];
        assert!(no_room(&[("县财政局、县", 132.0), ("金融工作办公", 145.0), ("室、县国有资", 158.0)]));
        assert!(!no_room(&[("县财政局、县金融", 144.0)]));
    }
}
