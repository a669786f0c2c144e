//! Heads in boxes over rows that have no rules: such a table is found by the alignment of its text.

use fenjie_model::Table;

use super::Sheet;
use crate::page::{Glyph, Turn};
use crate::table::header::{is_datum, is_year};
use crate::table::implied::APART;
use crate::table::lattice::Lattice;
use crate::table::prose::{Line, lines};
use crate::table::runs::Run;

/// Heads have no more rows.
const MOST_ROWS: usize = 3;
/// The lines below heads follow each other by gaps no higher than this, in ems.
const NEAR: f32 = 2.5;
/// Of so many lines so many are rows.
const LINES: usize = 4;
const FEWEST: usize = 2;

/// Whether a lattice holds heads alone, and rows follow below it: lines with a name in the first column and values in
/// others.
pub(super) fn heads_rows(table: &Table, lattice: &Lattice, sheet: &Sheet<'_>, taken: &[bool]) -> bool {
    let is_value = |text: &str| is_datum(text) && !is_year(text);
    if lattice.rows() > MOST_ROWS
        || lattice.columns() < 2
        || table.cells.iter().any(|cell| is_value(cell.text.trim()))
    {
        return false;
    }
    let (bbox, glyphs) = (lattice.bbox(), &sheet.page.glyphs);
    let size = sheet.runs.iter().map(|run| run.size).fold(0.0, f32::max);
    let floor = bbox.bottom + LINES as f32 * (1.0 + NEAR) * size;
    let is_below = |run: &Run| {
        run.turn == Turn::Upright
            && (bbox.bottom..floor).contains(&run.bbox.centre_y())
            && (bbox.x0..bbox.x1).contains(&run.bbox.centre_x())
    };
    let below = sheet.runs.iter().zip(taken).filter(|(run, taken)| !**taken && is_below(run));
    let found = lines(below.map(|(run, _)| run), glyphs);
    let mut end = bbox.bottom;
    let follow = found.iter().take(LINES).take_while(|line| {
        let follows = line.bbox.top - end <= NEAR * line.size;
        end = line.bbox.bottom;
        follows
    });
    follow.filter(|line| is_row(line, lattice, glyphs)).count() >= FEWEST
}

/// Whether a line has a text in the first column, and values in half of the others at least.
fn is_row(line: &Line<'_>, lattice: &Lattice, glyphs: &[Glyph]) -> bool {
    let apart = |a: &&Run, b: &&Run| b.bbox.x0 - a.bbox.x1 < APART * line.size;
    let column = |x: f32| lattice.xs.partition_point(|side| *side <= x);
    let (mut named, mut valued) = (false, Vec::new());
    for runs in line.runs.chunk_by(apart) {
        let column = column(f32::midpoint(runs[0].bbox.x0, runs[runs.len() - 1].bbox.x1));
        let text: String = runs.iter().flat_map(|run| &glyphs[run.glyphs.clone()]).map(|g| g.ch).collect();
        named |= column == 1;
        valued.extend((column > 1 && is_datum(text.trim())).then_some(column));
    }
    valued.dedup();
    named && 2 * valued.len() >= lattice.columns() - 1
}

#[cfg(test)]
mod tests {
    use super::super::tests::read_all;

    /// Three heads in boxes, and texts below them; whether they are to be read by their alignment.
    #[track_caller]
    fn check(heads: [&str; 3], rows: &[(&str, f32, f32)], expected: bool) {
        let h = [(0.0, 0.0, 180.0), (20.0, 0.0, 180.0)];
        let v = [0.0, 60.0, 120.0, 180.0].map(|x| (x, 0.0, 20.0));
        let heads = heads.into_iter().zip([10.0, 70.0, 130.0]).map(|(text, x)| (text, x, 14.0));
        let texts: Vec<_> = heads.chain(rows.iter().copied()).collect();
        let (ruled, _) = read_all(&h, &v, &texts);
        assert_eq!(ruled.map(|ruled| ruled.by_alignment), Some(expected));
    }

    #[test]
    fn rows_without_rules_follow_heads_in_boxes() {
        let first = [("Adair", 10.0, 34.0), ("12", 80.0, 34.0), ("3", 140.0, 34.0)];
        let second = [("Boone", 10.0, 48.0), ("8", 80.0, 48.0), ("47", 140.0, 48.0)];
        let rows = [&first[..], &second].concat();
        check(["County", "2004", "2005"], &rows, true);
        check(["County", "2004", "56.5"], &rows, false);
        check(["County", "2004", "20.5"], &rows, false);
        check(["County", "2004", "2005"], &first, false);
        let far: Vec<_> = rows.iter().map(|(text, x, y)| (*text, *x, y + 30.0)).collect();
        check(["County", "2004", "2005"], &far, false);
        let words = [("Adair", 10.0, 34.0), ("is", 80.0, 34.0), ("Boone", 10.0, 48.0), ("is", 80.0, 48.0)];
        check(["County", "2004", "2005"], &words, false);
    }
}
