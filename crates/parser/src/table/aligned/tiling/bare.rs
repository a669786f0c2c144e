//! Rows that the text does not tell from their neighbours become one with them.

use super::tiled::Reading;
use crate::table::aligned::header::Spread;

/// What lies on both sides of a boundary between two rows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Boundary {
    /// Texts that it parts.
    Parts,
    /// All columns go across it or are blank above it.
    BlankAbove,
    /// All columns go across it or are blank below it.
    BlankBelow,
}

impl Reading {
    /// Takes rows for one that nothing tells apart: where all columns go on from the one to the other, or are blank in the
    /// same one of them. `ruled` says of a row whether a rule stands above it. Takes the heights at which the rows begin
    /// and the last one ends, and gives those of the rows that are left.
    pub(crate) fn without_bare_rows(
        &mut self,
        edges: Vec<f32>,
        columns: usize,
        ruled: impl Fn(usize) -> bool,
    ) -> Vec<f32> {
        let rows = edges.len().saturating_sub(1);
        let mut kept = vec![true; rows + 1];
        let boundaries = boundaries(&self.cells, rows, columns);
        let mut before = Boundary::Parts;
        for (row, kept) in kept.iter_mut().enumerate().take(rows).skip(1) {
            let here = if ruled(row) { Boundary::Parts } else { boundaries[row] };
            // What is blank between two texts parts them.
            let parted = before == Boundary::BlankBelow && here == Boundary::BlankAbove;
            before = if parted { Boundary::Parts } else { here };
            *kept = before == Boundary::Parts;
        }
        // The kept boundary at or before each.
        let number: Vec<usize> = kept
            .iter()
            .scan(0, |n, kept| {
                *n += usize::from(*kept);
                Some(*n - 1)
            })
            .collect();
        let behind = |row: usize| number[row] + usize::from(!kept[row]);
        for cell in self.cells.iter_mut().chain(&mut self.others) {
            let (start, end) = (cell.rows.start, cell.rows.end);
            cell.rows =
                if cell.pieces.is_empty() { behind(start)..number[end] } else { number[start]..behind(end) };
        }
        self.cells.retain(|cell| !cell.rows.is_empty());
        edges.into_iter().zip(kept).filter(|(_, kept)| *kept).map(|(edge, _)| edge).collect()
    }
}

/// What the cells say of the boundary above each row.
fn boundaries(cells: &[Spread], rows: usize, columns: usize) -> Vec<Boundary> {
    // How many columns go across it, and are blank above and below it.
    let mut counts = vec![[0usize; 3]; rows + 1];
    for cell in cells {
        let width = cell.columns.len();
        cell.rows.clone().skip(1).for_each(|row| counts[row][0] += width);
        if cell.pieces.is_empty() {
            counts[cell.rows.end][1] += width;
            counts[cell.rows.start][2] += width;
        }
    }
    let read =
        |[across, above, below]: [usize; 3]| match (across + above >= columns, across + below >= columns) {
            _ if across == 0 => Boundary::Parts,
            (_, true) => Boundary::BlankBelow,
            (true, false) => Boundary::BlankAbove,
            _ => Boundary::Parts,
        };
    counts.into_iter().map(read).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Cells as (rows, column), blank where marked; what is left of them, and of the boundaries.
    #[track_caller]
    fn check(
        cells: &[(std::ops::Range<usize>, usize, bool)],
        expected: &[std::ops::Range<usize>],
        left: usize,
    ) {
        let spread = |(rows, column, printed): &(std::ops::Range<usize>, usize, bool)| Spread {
            rows: rows.clone(),
            columns: *column..*column + 1,
            pieces: if *printed { vec![0] } else { Vec::new() },
        };
        let rows = cells.iter().map(|cell| cell.0.end).max().unwrap_or(0);
        let columns = 1 + cells.iter().map(|cell| cell.1).max().unwrap_or(0);
        let mut reading = Reading { cells: cells.iter().map(spread).collect(), others: Vec::new() };
        let edges = reading.without_bare_rows((0..=rows).map(|row| row as f32).collect(), columns, |_| false);
        let found: Vec<_> = reading.cells.iter().map(|cell| cell.rows.clone()).collect();
        assert_eq!((found.as_slice(), edges.len()), (expected, left + 1));
    }

    #[test]
    fn a_row_in_which_all_go_on() {
        check(
            &[(0..2, 0, true), (0..2, 1, true), (2..3, 0, true), (2..3, 1, true)],
            &[0..1, 0..1, 1..2, 1..2],
            2,
        );
        check(&[(0..2, 0, true), (0..1, 1, true), (1..2, 1, false)], &[0..1, 0..1], 1);
    }

    #[test]
    fn a_row_that_begins_before_its_values() {
        check(&[(0..2, 0, true), (0..1, 1, false), (1..2, 1, true)], &[0..1, 0..1], 1);
    }

    #[test]
    fn rows_that_text_tells_apart() {
        let cells = [(0..2, 0, true), (0..1, 1, true), (1..2, 1, true)];
        check(&cells, &[0..2, 0..1, 1..2], 2);
        // A blank row between two texts.
        let cells = [(0..3, 0, true), (0..1, 1, true), (1..2, 1, false), (2..3, 1, true)];
        check(&cells, &[0..2, 0..1, 1..2], 2);
        let cells = [(0..2, 0, true), (0..1, 1, true), (0..1, 2, false), (1..2, 1, false), (1..2, 2, true)];
        check(&cells, &[0..2, 0..1, 0..1, 1..2, 1..2], 2);
    }
}
