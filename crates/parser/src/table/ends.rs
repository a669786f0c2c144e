//! What the first and last rows of a ruled table say of the page breaks there.

use fenjie_model::text::is_cjk;

use super::cells::{Span, Spans};
use super::fill::Filled;
use super::lattice::Lattice;
use super::prose::lines;
use super::runs::Run;
use crate::Ends;
use crate::page::{Glyph, Turn};

/// A line of a cell is full where less than this is free beside it, in ems: the padding and a character.
const FREE: f32 = 2.5;
/// Words that are not broken leave more.
const FREE_OF_WORDS: f32 = 6.0;
/// A cell is full where less than this is free above and below its lines, in ems: the padding and a line.
const FREE_HEIGHT: f32 = 1.8;

/// The ends of a table. `columns` has the table's column for each of the lattice's.
pub(super) fn ends(
    lattice: &Lattice,
    spans: &Spans,
    filled: &Filled,
    glyphs: &[Glyph],
    columns: &[usize],
) -> Ends {
    let (n, rows) = (columns[lattice.columns()], lattice.rows());
    let [above, below] = lattice.open_ends;
    let mut ends = Ends {
        open_above: vec![above; n],
        open_below: vec![below; n],
        full: vec![false; n],
        no_room: vec![false; n],
        ..Ends::default()
    };
    for (i, &column) in columns.iter().enumerate().take(lattice.columns()) {
        let column = column.min(n - 1);
        ends.open_above[column] |= !lattice.wall_above(i, 0);
        ends.open_below[column] |= !lattice.wall_above(i, rows);
    }
    for (span, runs) in spans.cells.iter().zip(&filled.cells).filter(|(s, _)| s.row_end == rows) {
        let covered = columns[span.col]..columns[span.col_end];
        ends.full[covered.clone()].fill(is_full(lattice, span, runs, glyphs));
        ends.no_room[covered].fill(has_no_room(lattice, span, runs, glyphs));
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
    let free = lattice.xs[span.col_end] - lattice.xs[span.col] - line.bbox.width();
    free <= line.size * if last.is_some_and(|g| is_cjk(g.ch)) { FREE } else { FREE_OF_WORDS }
}

/// Whether no further line fits into the cell.
fn has_no_room(lattice: &Lattice, span: &Span, runs: &[Run], glyphs: &[Glyph]) -> bool {
    let found = lines(runs, glyphs);
    let (Some(first), Some(last)) = (found.first(), found.last()) else { return false };
    let free = lattice.ys[span.row_end] - lattice.ys[span.row] - (last.bbox.bottom - first.bbox.top);
    free <= last.size * FREE_HEIGHT
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
        assert_eq!(&ends(lattice, &spans, &filled, &glyphs, &[0, 1, 2]), expected);
    }

    #[test]
    fn a_closed_table() {
        let expected = Ends {
            open_above: vec![false; 2],
            open_below: vec![false; 2],
            full: vec![true, false],
            no_room: vec![true; 2],
            ..Ends::default()
        };
        check(&[0.0, 40.0, 60.0], ["归属于上市公司股", "非流动资产合计"], &expected);
    }

    #[test]
    fn a_row_that_the_break_cut() {
        let expected = Ends {
            open_above: vec![false; 2],
            open_below: vec![true; 2],
            full: vec![false, false],
            no_room: vec![true; 2],
            ..Ends::default()
        };
        check(&[0.0, 20.0, 40.0], ["甲镇", "1,234"], &expected);
    }
}
