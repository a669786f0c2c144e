//! The rows and columns of a lattice that are those of its table, and its cells in them.

use fenjie_model::{At, Cell, HashMap, Method, Table};

use super::{Sheet, box_of};
use crate::table::cells::{Span, Spans};
use crate::table::fill::Filled;
use crate::table::lattice::Lattice;
use crate::table::prose::cell_text;
use crate::table::runs::Run;

/// The other cells of a region that is no rectangle are told where they are no more than this.
pub(super) const MOST_DOUBTED: usize = 32;

/// The rows and columns of a table, each boundary of its lattice with its number.
pub(super) struct Outline<'a> {
    lattice: &'a Lattice,
    sheet: &'a Sheet<'a>,
    pub(super) rows: Vec<usize>,
    pub(super) columns: Vec<usize>,
}

impl<'a> Outline<'a> {
    pub(super) fn new(lattice: &'a Lattice, sheet: &'a Sheet<'a>, spans: &Spans) -> Self {
        let rows = kept(spans, lattice.rows(), Side::Row);
        let columns = kept(spans, lattice.columns(), Side::Column);
        Self { lattice, sheet, rows, columns }
    }

    /// The table of the cells, whose header is not known yet.
    pub(super) fn table(&self, spans: &Spans, filled: &Filled) -> Table {
        let Self { lattice, sheet, .. } = self;
        let method = match lattice.open || !spans.guessed.is_empty() {
            true => Method::PartlyRuled,
            false => Method::Ruled,
        };
        let cells = spans.cells.iter().zip(&filled.cells).map(|(span, runs)| self.cell(span, runs)).collect();
        let (rows, columns) = (self.rows[lattice.rows()], self.columns[lattice.columns()]);
        Table {
            pages: vec![sheet.page.number],
            parts: vec![(sheet.page.number, sheet.turned.back(lattice.bbox()))],
            ..Table::new(rows, columns, method, cells)
        }
    }

    /// A cell with some runs.
    fn cell(&self, span: &Span, runs: &[Run]) -> Cell {
        let Self { lattice, sheet, rows, columns } = self;
        let (row, col) = (rows[span.row], columns[span.col]);
        let bbox = sheet.turned.back(box_of(span, &lattice.xs, &lattice.ys));
        let at = At::Page { page: sheet.page.number, bbox };
        Cell::new(row, col, cell_text(runs, &sheet.page.glyphs), at)
            .over((rows[span.row_end] - row).max(1), (columns[span.col_end] - col).max(1))
    }

    /// What the cells of regions that are no rectangles could be instead, by the first that is guessed.
    pub(super) fn others(&self, spans: &Spans, filled: &Filled) -> HashMap<usize, Vec<Cell>> {
        let others = spans.doubted.iter().filter_map(|doubt| {
            let runs = || doubt.taken.iter().flat_map(|&i| &filled.cells[i]);
            let within = |span: &Span| -> Vec<Run> {
                let bbox = box_of(span, &self.lattice.xs, &self.lattice.ys);
                let is_within = |run: &&Run| bbox.contains(run.bbox.centre_x(), run.bbox.centre_y());
                runs().filter(is_within).cloned().collect()
            };
            // The first cell of a region is none of the guessed ones.
            let guessed = *doubt.taken.get(1)?;
            let few = doubt.taken.len() <= MOST_DOUBTED && doubt.others.len() <= MOST_DOUBTED;
            few.then(|| (guessed, doubt.others.iter().map(|span| self.cell(span, &within(span))).collect()))
        });
        others.collect()
    }

    /// The x of the boundaries of its columns.
    pub(super) fn columns_at(&self) -> Vec<f32> {
        let mut at: Vec<f32> = Vec::with_capacity(self.columns.len());
        for (x, number) in self.lattice.xs.iter().zip(&self.columns) {
            if *number == at.len() {
                at.push(*x);
            }
        }
        at
    }
}

/// The two directions in which a table is divided.
#[derive(Clone, Copy, PartialEq)]
enum Side {
    Row,
    Column,
}

/// For each boundary its number once boundaries that no cell begins at are left out: a rule that divides nothing
/// (the second line of a wide double rule, a stray stub) makes no row or column.
fn kept(spans: &Spans, n: usize, side: Side) -> Vec<usize> {
    let mut begins = vec![false; n + 1];
    for s in &spans.cells {
        begins[if side == Side::Row { s.row } else { s.col }] = true;
    }
    begins[n] = true;
    begins[0] = true;
    let mut next = 0;
    let mut numbers = Vec::with_capacity(n + 1);
    for b in begins {
        // A boundary without a cell counts with the one before it.
        numbers.push(if b { next } else { next - 1 });
        next += usize::from(b);
    }
    numbers
}
