//! A table as its rules go, where its rows and columns were divided as its text stands.

use std::collections::BTreeMap;

use fenjie_model::{At, Cell, Table};

use super::outline::MOST_DOUBTED;
use super::{Sheet, box_of};
use crate::table::cells::Spans;
use crate::table::fill::Filled;
use crate::table::lattice::Lattice;
use crate::table::prose::cell_text;

/// A table before its rows and columns were divided as its text stands.
pub(super) struct Undivided {
    pub(super) xs: Vec<f32>,
    pub(super) ys: Vec<f32>,
    pub(super) spans: Spans,
    pub(super) filled: Filled,
}

impl Undivided {
    /// Its cells that were divided, in the rows and columns of the table that came out, whose cells are those of `spans`.
    pub(super) fn cells(
        &self,
        lattice: &Lattice,
        spans: &Spans,
        table: &Table,
        sheet: &Sheet<'_>,
    ) -> Vec<Cell> {
        let holding = |bounds: &[f32], at: f32| bounds.partition_point(|bound| *bound <= at).checked_sub(1);
        let mut parts: BTreeMap<usize, Vec<&Cell>> = BTreeMap::new();
        for (span, cell) in spans.cells.iter().zip(&table.cells) {
            let bbox = box_of(span, &lattice.xs, &lattice.ys);
            let place = holding(&self.ys, bbox.centre_y()).zip(holding(&self.xs, bbox.centre_x()));
            let owner = place.and_then(|(row, col)| self.spans.owner.get(row * (self.xs.len() - 1) + col));
            if let Some(Some(owner)) = owner {
                parts.entry(*owner).or_default().push(cell);
            }
        }
        let whole = |(owner, parts): (usize, Vec<&Cell>)| {
            let [row, col] = [parts.iter().map(|c| c.row).min()?, parts.iter().map(|c| c.col).min()?];
            let row_end = parts.iter().map(|c| c.row + c.row_span).max()?;
            let col_end = parts.iter().map(|c| c.col + c.col_span).max()?;
            let bbox = sheet.turned.back(box_of(&self.spans.cells[owner], &self.xs, &self.ys));
            let text = cell_text(&self.filled.cells[owner], &sheet.page.glyphs);
            let at = At::Page { page: sheet.page.number, bbox };
            Some(Cell::new(row, col, text, at).over(row_end - row, col_end - col))
        };
        parts.into_iter().filter(|(_, parts)| parts.len() > 1).filter_map(whole).take(MOST_DOUBTED).collect()
    }
}
