//! Heads that no rule parts: where a row is one cell, or one for each group of columns, and the other rows have rules
//! between those columns. A text over each of them is its head, and one in the middle above such texts is that of the
//! group. A line of units over all columns but that of the names (`$ millions` beside `Percent`) is one for each, too.

use std::ops::Range;

use super::aligned::{are_measures, are_units};
use super::cells::{Span, Spans};
use super::fill::Filled;
use super::lattice::Lattice;
use super::prose::{Line, lines};
use crate::page::{Glyph, Turn};

/// Heads side by side are this many ems apart: more than words of a title that is justified.
const APART: f32 = 0.8;
/// A head stands at the middle of its column, or at one of its sides, within this many ems.
const SET: f32 = 0.75;
/// A text of a group overlaps with those below it by this many ems at most: a head that wraps stands beside others.
const LEVEL: f32 = 0.2;
/// Heads without that of a group are so many, and such columns: 合　计 over two of them is one text.
const FEWEST_HEADS: usize = 3;

/// A text, its extent from left to right, and how many glyphs it has.
#[derive(Debug, Clone)]
struct Piece {
    text: String,
    from: f32,
    to: f32,
    glyphs: usize,
    size: f32,
}

/// What a cell over several columns holds.
enum Heads {
    /// A text over each of them.
    Each,
    /// A text over all of them, which ends above the first height; others begin over each below the second.
    Group(f32, f32),
}

/// Divides the cells that hold a head over each of their columns, and that of the group above them; whether any was
/// divided.
pub(crate) fn divide_heads(lattice: &mut Lattice, spans: &Spans, filled: &Filled, glyphs: &[Glyph]) -> bool {
    let mut divided = false;
    // From the last row up, so that the numbers of the rows above stay.
    for row in (0..lattice.rows()).rev() {
        let first = spans.cells.partition_point(|span| span.row < row);
        let cells = spans.cells.iter().zip(&filled.cells).skip(first);
        let found: Vec<(Span, Heads)> = cells
            .take_while(|(span, _)| span.row == row)
            .filter(|(span, _)| span.row_end == row + 1 && is_ruled(lattice, span))
            .filter_map(|(span, runs)| Some((*span, heads(lattice, span, &lines(runs, glyphs), glyphs)?)))
            .collect();
        let groups = found.iter().filter_map(|(span, heads)| match heads {
            Heads::Group(above, below) => Some((span, *above, *below)),
            Heads::Each => None,
        });
        let (above, below) =
            groups.clone().fold((f32::NEG_INFINITY, f32::INFINITY), |(a, b), (_, above, below)| {
                (a.max(above), b.min(below))
            });
        let has_groups = groups.clone().next().is_some();
        // Where they do not stand level, it is not known which text is a group's.
        if found.is_empty() || has_groups && above > below {
            continue;
        }
        let mut columns = vec![false; lattice.columns()];
        groups.for_each(|(span, ..)| columns[span.col..span.col_end].fill(true));
        if has_groups {
            lattice.divide_row(row, &[f32::midpoint(above, below)], &columns);
        }
        for (span, heads) in &found {
            if matches!(heads, Heads::Each) {
                lattice.divide_columns(row, span.col..span.col_end);
            }
            if has_groups {
                lattice.divide_columns(row + 1, span.col..span.col_end);
            }
        }
        divided = true;
    }
    divided
}

/// Whether most other rows have rules between all the columns of a cell.
fn is_ruled(lattice: &Lattice, span: &Span) -> bool {
    let walled = |row: &usize| (span.col + 1..span.col_end).all(|i| lattice.wall_left(i, *row));
    let others = (0..lattice.rows()).filter(|row| *row != span.row);
    span.col_end - span.col > 1 && 2 * others.filter(walled).count() >= lattice.rows().max(2)
}

/// What the lines of a cell over several columns are, if they are heads.
fn heads(lattice: &Lattice, span: &Span, lines: &[Line<'_>], glyphs: &[Glyph]) -> Option<Heads> {
    let columns = span.col..span.col_end;
    if lines.iter().any(|line| line.runs.iter().any(|run| run.turn != Turn::Upright)) {
        return None;
    }
    let pieces: Vec<Vec<Piece>> = lines.iter().map(|line| pieces(line, glyphs)).collect();
    if let ([over, rest @ ..], [above, below, ..]) = (pieces.as_slice(), lines)
        && let [over] = over.as_slice()
        && below.bbox.top >= above.bbox.bottom - LEVEL * above.size
        && is_centred(over, lattice.xs[columns.start], lattice.xs[columns.end])
        && stand_in(rest, &columns, &lattice.xs) == Some(Held::All)
    {
        return Some(Heads::Group(above.bbox.bottom, below.bbox.top.max(above.bbox.bottom)));
    }
    let spelled = pieces.iter().flatten().all(|piece| piece.glyphs == 1);
    let is_each = match stand_in(&pieces, &columns, &lattice.xs) {
        Some(Held::All) => !spelled,
        Some(Held::AllButFirst) => are_of_measures(&pieces),
        None => false,
    };
    (columns.len() >= FEWEST_HEADS && is_each).then_some(Heads::Each)
}

/// Whether there is one line, of what the columns are counted in.
fn are_of_measures(lines: &[Vec<Piece>]) -> bool {
    let [line] = lines else { return false };
    let texts = line.iter().map(|piece| piece.text.as_str());
    are_units(texts.clone()) || are_measures(texts)
}

/// The texts of a line.
fn pieces(line: &Line<'_>, glyphs: &[Glyph]) -> Vec<Piece> {
    let mut pieces: Vec<Piece> = Vec::new();
    for g in line.runs.iter().flat_map(|run| &glyphs[run.glyphs.clone()]) {
        match pieces.last_mut() {
            Some(last) if g.bbox.x0 - last.to < APART * line.size => {
                last.to = last.to.max(g.bbox.x1);
                last.glyphs += 1;
                last.text.push(g.ch);
            }
            _ => {
                let (text, size) = (g.ch.to_string(), line.size);
                pieces.push(Piece { text, from: g.bbox.x0, to: g.bbox.x1, glyphs: 1, size });
            }
        }
    }
    pieces
}

/// Over which of some columns texts stand.
#[derive(Debug, PartialEq)]
enum Held {
    All,
    /// The first one is blank.
    AllButFirst,
}

/// Over which of some columns texts stand, each over one of them, set as its head is; none where another is left blank.
fn stand_in(lines: &[Vec<Piece>], columns: &Range<usize>, xs: &[f32]) -> Option<Held> {
    let mut held = vec![false; columns.len()];
    for piece in lines.iter().flatten() {
        let col = xs.partition_point(|x| *x <= f32::midpoint(piece.from, piece.to)).saturating_sub(1);
        if !columns.contains(&col) {
            return None;
        }
        let (left, right) = (xs[col], xs[col + 1]);
        let within = piece.from >= left && piece.to <= right;
        let at_a_side = (piece.from - left).min(right - piece.to) <= SET * piece.size;
        if !within || !at_a_side && !is_centred(piece, left, right) {
            return None;
        }
        held[col - columns.start] = true;
    }
    let (first, rest) = held.split_first()?;
    let held = if *first { Held::All } else { Held::AllButFirst };
    rest.iter().all(|held| *held).then_some(held)
}

fn is_centred(piece: &Piece, left: f32, right: f32) -> bool {
    ((piece.from - left) - (right - piece.to)).abs() <= SET * piece.size
}

#[cfg(test)]
mod tests {
    use super::super::cells::cells;
    use super::super::fill::fill;
    use super::super::lattice::{lattices, tests::edges_of};
    use super::super::runs::{runs, tests::line};
    use super::*;
    use crate::Tolerances;

    /// The cells in the head of a table of three columns of 60 points, ruled in the two rows below alone; its texts at
    /// their left ends and baselines.
    #[track_caller]
    fn check(head: &[(&str, f32, f32)], expected: &[[usize; 4]]) {
        let h = [(0.0, 0.0, 180.0), (40.0, 0.0, 180.0), (60.0, 0.0, 180.0), (80.0, 0.0, 180.0)];
        let v = [(0.0, 0.0, 80.0), (60.0, 40.0, 80.0), (120.0, 40.0, 80.0), (180.0, 0.0, 80.0)];
        let mut lattice = lattices(&edges_of(&h, &v), &Tolerances::default()).remove(0);
        let glyphs: Vec<Glyph> = head.iter().flat_map(|(text, x, y)| line(text, *x, *y, 10.0)).collect();
        let runs = runs(&glyphs);
        let spans = cells(&lattice);
        let body = lattice.rows() - 1;
        let filled = fill(&lattice, &spans, &runs, &glyphs, &mut vec![false; runs.len()]);
        divide_heads(&mut lattice, &spans, &filled, &glyphs);
        let spans = cells(&lattice).cells;
        let head = spans.iter().filter(|s| s.row + body < lattice.rows());
        let found: Vec<[usize; 4]> = head.map(|s| [s.row, s.row_end, s.col, s.col_end]).collect();
        assert_eq!(found, expected);
    }

    #[test]
    fn a_text_over_each_column_is_its_head() {
        let each = [[0, 1, 0, 1], [0, 1, 1, 2], [0, 1, 2, 3]];
        check(&[("单位", 20.0, 24.0), ("目标", 80.0, 24.0), ("完成", 140.0, 24.0)], &each);
        check(&[("单位", 5.0, 24.0), ("目标", 65.0, 24.0), ("完成", 125.0, 24.0)], &each);
        check(
            &[("单位", 20.0, 24.0), ("年度", 80.0, 18.0), ("目标", 80.0, 30.0), ("完成", 140.0, 24.0)],
            &each,
        );
    }

    #[test]
    fn units_over_all_columns_but_that_of_the_names() {
        let check = |first: &str, second: &str, expected: &[[usize; 4]]| {
            check(&[(first, 65.0, 24.0), (second, 125.0, 24.0)], expected);
        };
        check("亿元", "%", &[[0, 1, 0, 1], [0, 1, 1, 2], [0, 1, 2, 3]]);
        check("目标", "完成", &[[0, 1, 0, 3]]);
    }

    #[test]
    fn a_title_is_one_cell() {
        let whole = [[0, 1, 0, 3]];
        check(&[("各单位主要目标", 55.0, 24.0)], &whole);
        check(&[("情", 25.0, 24.0), ("况", 85.0, 24.0), ("表", 145.0, 24.0)], &whole);
        check(&[("单位", 20.0, 24.0), ("目标", 80.0, 24.0)], &whole);
        check(&[("单位", 20.0, 24.0), ("目标与完成", 100.0, 24.0)], &whole);
    }

    #[test]
    fn a_text_in_the_middle_above_them_is_the_head_of_the_group() {
        let below = [("单位", 20.0, 34.0), ("目标", 80.0, 34.0), ("完成", 140.0, 34.0)];
        let cells = [[0, 1, 0, 3], [1, 2, 0, 1], [1, 2, 1, 2], [1, 2, 2, 3]];
        check(&[&[("主要目标", 70.0, 14.0)], &below[..]].concat(), &cells);
        // Not where it stands over the first column alone.
        check(
            &[&[("主要目标", 5.0, 14.0)], &below[..]].concat(),
            &[[0, 1, 0, 1], [0, 1, 1, 2], [0, 1, 2, 3]],
        );
    }
}
