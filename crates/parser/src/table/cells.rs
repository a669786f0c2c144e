//! The elementary cells of a lattice become cells with spans: those without a wall between them are one.

use std::collections::BTreeMap;

use super::lattice::Lattice;

/// A cell of a lattice, by elementary rows and columns, ends excluded.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Span {
    /// The first row.
    pub(crate) row: usize,
    /// The row after the last.
    pub(crate) row_end: usize,
    /// The first column.
    pub(crate) col: usize,
    /// The column after the last.
    pub(crate) col_end: usize,
}

/// The cells of a lattice, and which elementary cell belongs to which.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Spans {
    /// The cells by row, then column.
    pub(crate) cells: Vec<Span>,
    /// For each elementary cell, row by row, its cell; none where the lattice is open to the outside.
    pub(crate) owner: Vec<Option<usize>>,
    /// The cells that were cut out of a region that is no rectangle: their sides are a guess.
    pub(crate) guessed: Vec<usize>,
    /// The regions that they were cut out of.
    pub(crate) doubted: Vec<Doubted>,
}

/// A region that is no rectangle.
#[derive(Debug, Clone, PartialEq, Default)]
pub(crate) struct Doubted {
    /// The cells that it was cut into, as indices.
    pub(crate) taken: Vec<usize>,
    /// Those that another cut gives.
    pub(crate) others: Vec<Span>,
}

/// The cells of a lattice.
pub(crate) fn cells(lattice: &Lattice) -> Spans {
    let (columns, rows) = (lattice.columns(), lattice.rows());
    let region = regions(lattice);
    let mut spans = cut(&region, columns, rows);
    if !spans.guessed.is_empty() {
        let region_of = |span: &Span| region[span.row * columns + span.col];
        let mut doubted: BTreeMap<usize, Doubted> =
            spans.guessed.iter().map(|&i| (region_of(&spans.cells[i]), Doubted::default())).collect();
        for (i, span) in spans.cells.iter().enumerate() {
            doubted.entry(region_of(span)).and_modify(|doubt| doubt.taken.push(i));
        }
        for span in cut_upwards(&region, columns, rows) {
            doubted.entry(region_of(&span)).and_modify(|doubt| doubt.others.push(span));
        }
        spans.doubted = doubted.into_values().collect();
    }
    spans
}

/// The regions as rectangles, cut from the lowest row up: of the four ways in which a corner can be missing, each is
/// cut otherwise than from the first row down.
fn cut_upwards(region: &[usize], columns: usize, rows: usize) -> Vec<Span> {
    let upside_down = region.chunks(columns.max(1)).rev().flatten().copied().collect::<Vec<_>>();
    let cells = cut(&upside_down, columns, rows).cells;
    let mut cells: Vec<Span> = cells
        .into_iter()
        .map(|span| Span { row: rows - span.row_end, row_end: rows - span.row, ..span })
        .collect();
    cells.sort_by_key(|span| (span.row, span.col));
    cells
}

/// The regions as rectangles, cut from the first row down.
fn cut(region: &[usize], columns: usize, rows: usize) -> Spans {
    let mut spans = Spans {
        cells: Vec::new(),
        owner: vec![None; columns * rows],
        guessed: Vec::new(),
        doubted: Vec::new(),
    };
    let mut regions_seen = vec![0usize; columns * rows + 1];
    for row in 0..rows {
        for col in 0..columns {
            let id = region[row * columns + col];
            if id == OUTSIDE || spans.owner[row * columns + col].is_some() {
                continue;
            }
            // As wide, then as deep as the region goes: for a rectangle that is the whole of it.
            let free =
                |r: usize, c: usize| region[r * columns + c] == id && spans.owner[r * columns + c].is_none();
            let col_end = (col..columns).find(|&c| !free(row, c)).unwrap_or(columns);
            let row_end = (row..rows).find(|&r| (col..col_end).any(|c| !free(r, c))).unwrap_or(rows);
            let index = spans.cells.len();
            for r in row..row_end {
                spans.owner[r * columns + col..r * columns + col_end].fill(Some(index));
            }
            regions_seen[id] += 1;
            if regions_seen[id] > 1 {
                spans.guessed.push(index);
            }
            spans.cells.push(Span { row, row_end, col, col_end });
        }
    }
    spans
}

const OUTSIDE: usize = 0;

/// The region of each elementary cell: those without a wall between them share a number; 0 is the outside. A region
/// that is open on one side alone is a cell (a page break cut it, or its side is not ruled).
fn regions(lattice: &Lattice) -> Vec<usize> {
    let (columns, rows) = (lattice.columns(), lattice.rows());
    let mut region = vec![usize::MAX; columns * rows];
    let mut next = OUTSIDE + 1;
    let (mut stack, mut members) = (Vec::new(), Vec::new());
    for start in 0..columns * rows {
        if region[start] != usize::MAX {
            continue;
        }
        let mut open = [false; 4];
        stack.push(start);
        region[start] = next;
        while let Some(k) = stack.pop() {
            members.push(k);
            let (row, col) = (k / columns, k % columns);
            let neighbours = [
                (lattice.wall_left(col, row), col > 0, k.wrapping_sub(1)),
                (lattice.wall_left(col + 1, row), col + 1 < columns, k + 1),
                (lattice.wall_above(col, row), row > 0, k.wrapping_sub(columns)),
                (lattice.wall_above(col, row + 1), row + 1 < rows, k + columns),
            ];
            for (side, (wall, inside, to)) in neighbours.into_iter().enumerate() {
                if wall {
                } else if !inside {
                    open[side] = true;
                } else if region[to] == usize::MAX {
                    region[to] = next;
                    stack.push(to);
                }
            }
        }
        if open.iter().filter(|o| **o).count() > 1 {
            for k in &members {
                region[*k] = OUTSIDE;
            }
        } else {
            next += 1;
        }
        members.clear();
    }
    region
}

#[cfg(test)]
mod tests {
    use super::super::lattice::{lattices, tests::edges_of};
    use super::*;
    use crate::Tolerances;

    #[track_caller]
    fn check(h: &[(f32, f32, f32)], v: &[(f32, f32, f32)], expected: &[(usize, usize, usize, usize)]) {
        let lattice = &lattices(&edges_of(h, v), &Tolerances::default())[0];
        let found: Vec<_> = cells(lattice)
            .cells
            .iter()
            .map(|s| (s.row, s.col, s.row_end - s.row, s.col_end - s.col))
            .collect();
        assert_eq!(found, expected);
    }

    const FRAME_H: [(f32, f32, f32); 2] = [(0.0, 0.0, 60.0), (40.0, 0.0, 60.0)];
    const FRAME_V: [(f32, f32, f32); 2] = [(0.0, 0.0, 40.0), (60.0, 0.0, 40.0)];

    #[test]
    fn a_head_over_two_columns_and_a_side_over_two_rows() {
        let h = [FRAME_H[0], (20.0, 20.0, 60.0), FRAME_H[1]];
        let v = [FRAME_V[0], (20.0, 0.0, 40.0), (40.0, 20.0, 40.0), FRAME_V[1]];
        check(&h, &v, &[(0, 0, 2, 1), (0, 1, 1, 2), (1, 1, 1, 1), (1, 2, 1, 1)]);
    }

    #[test]
    fn a_region_that_is_no_rectangle_is_cut() {
        let h = [FRAME_H[0], (20.0, 0.0, 30.0), FRAME_H[1]];
        let v = [FRAME_V[0], (30.0, 0.0, 20.0), FRAME_V[1]];
        check(&h, &v, &[(0, 0, 1, 1), (0, 1, 2, 1), (1, 0, 1, 1)]);
        let lattice = &lattices(&edges_of(&h, &v), &Tolerances::default())[0];
        let spans = cells(lattice);
        let [doubt] = spans.doubted.as_slice() else { panic!("one region is doubted: {spans:?}") };
        assert_eq!(doubt.taken.len(), doubt.others.len());
        assert!(doubt.others.iter().all(|other| !spans.cells.contains(other)), "{doubt:?}");
    }

    #[test]
    fn a_cell_that_a_page_break_cut() {
        let h = [FRAME_H[0], (20.0, 20.0, 60.0), (40.0, 20.0, 60.0)];
        let v = [FRAME_V[0], (20.0, 0.0, 40.0), FRAME_V[1]];
        check(&h, &v, &[(0, 0, 2, 1), (0, 1, 1, 1), (1, 1, 1, 1)]);
    }

    #[test]
    fn what_is_open_to_the_outside_is_no_cell() {
        // The upper left corner has no rules of its own.
        let h = [(0.0, 20.0, 60.0), (20.0, 0.0, 60.0), (40.0, 0.0, 60.0)];
        let v = [(0.0, 20.0, 40.0), (20.0, 0.0, 40.0), (60.0, 0.0, 40.0)];
        check(&h, &v, &[(0, 1, 1, 1), (1, 0, 1, 1), (1, 1, 1, 1)]);
    }
}
