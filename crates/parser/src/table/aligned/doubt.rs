//! What is to be said where the texts of a column can be read in two ways.

use std::ops::Range;

use fenjie_model::text::clean;
use fenjie_model::{Cell, Code, Finding, Place, Table};

use super::compose::joined;
use super::piece::Piece;
use super::tiled::Reading;

/// A column with two readings.
pub(super) struct Doubt {
    /// The first of its texts, and the rows that it was given and could have.
    message: String,
    /// The row of the table that this text was given first.
    row: usize,
    column: usize,
    /// The rows that its texts could have instead.
    others: Vec<(Range<usize>, String)>,
}

/// The columns with two readings.
pub(super) fn doubts(read: &Reading, pieces: &[Piece], header_rows: usize) -> Vec<Doubt> {
    let mut doubts: Vec<Doubt> = Vec::new();
    for other in &read.others {
        let column = other.columns.start;
        let rows = header_rows + other.rows.start..header_rows + other.rows.end;
        let text = clean(&pieces[other.pieces[0]].text);
        if let Some(doubt) = doubts.iter_mut().find(|d| d.column == column) {
            doubt.others.push((rows, joined(other, pieces)));
            continue;
        }
        let Some(taken) = read.cells.iter().find(|s| s.pieces.first() == other.pieces.first()) else {
            continue;
        };
        let message = format!(
            "the middle of {text} fits {} as well as {}, the first was taken; so do others of its column",
            so_many(taken.rows.len()),
            so_many(other.rows.len())
        );
        let row = header_rows + taken.rows.start;
        doubts.push(Doubt { message, row, column, others: vec![(rows, joined(other, pieces))] });
    }
    doubts
}

/// Rows as they are counted.
fn so_many(rows: usize) -> String {
    if rows == 1 { "1 row".to_owned() } else { format!("{rows} rows") }
}

impl Doubt {
    /// The finding that says so, at the cell of the table that the first of the texts is in.
    pub(super) fn finding(self, table: &Table) -> Option<Finding> {
        let cell = table.cells.iter().find(|c| (c.row, c.col) == (self.row, self.column))?;
        let place =
            Place { row: Some(cell.row), col: Some(cell.col), page: cell.at.page(), ..Place::at(cell.at) };
        let other = |(rows, text): (Range<usize>, String)| Cell {
            row: rows.start,
            row_span: rows.len(),
            text,
            ..cell.clone()
        };
        let others = self.others.into_iter().map(other).collect();
        Some(Finding::new(Code::TableAmbiguous, self.message, place).other_reading(others))
    }
}
