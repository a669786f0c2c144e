//! Annexes and their tables.

use fenjie_model as model;
use serde::Deserialize;

use super::place::{At, rect};
use super::{Read, cannot, named};

/// The most rows or columns of a table.
const MOST: usize = 1 << 20;

#[derive(Deserialize)]
pub(super) struct Annex {
    number: Option<u32>,
    label: Option<String>,
    title: String,
    listed_title: Option<String>,
    measure_note: Option<String>,
    #[serde(default)]
    notes: Vec<String>,
    #[serde(default)]
    text: Vec<String>,
    tables: Vec<Table>,
}

impl Annex {
    pub(super) fn model(self) -> Read<model::Annex> {
        Ok(model::Annex {
            number: self.number,
            label: self.label,
            title: self.title,
            listed_title: self.listed_title,
            measure_note: self.measure_note,
            notes: self.notes,
            text: self.text,
            tables: self.tables.into_iter().map(Table::model).collect::<Read<_>>()?,
        })
    }
}

#[derive(Deserialize)]
struct Table {
    id: String,
    caption: Option<String>,
    measure_note: Option<String>,
    #[serde(default)]
    pages: Vec<u32>,
    #[serde(default)]
    parts: Vec<Part>,
    header_rows: usize,
    rows: usize,
    columns: usize,
    method: Option<String>,
    cells: Vec<Cell>,
}

#[derive(Deserialize)]
struct Part {
    page: u32,
    bbox: [f32; 4],
}

impl Table {
    fn model(self) -> Read<model::Table> {
        use model::Method::{Aligned, PartlyRuled, Ruled};
        let methods = [Ruled, PartlyRuled, Aligned].map(|method| (method.as_str(), method));
        let (rows, columns) = (self.rows, self.columns);
        let fits = |at: usize, span: usize, of: usize| span > 0 && at < of && span <= of - at;
        let inside =
            |cell: &Cell| fits(cell.row, cell.row_span, rows) && fits(cell.col, cell.col_span, columns);
        if rows > MOST || columns > MOST {
            return cannot(format!("table {} has too many rows or columns", self.id));
        }
        if self.header_rows > rows {
            return cannot(format!("table {} has more header rows than rows", self.id));
        }
        if !self.cells.iter().all(inside) {
            return cannot(format!("a cell lies outside of table {}", self.id));
        }
        Ok(model::Table {
            method: self.method.map_or(Ok(Ruled), |name| named(&name, &methods))?,
            id: self.id,
            caption: self.caption,
            measure_note: self.measure_note,
            pages: self.pages,
            parts: self.parts.into_iter().map(|part| (part.page, rect(part.bbox))).collect(),
            header_rows: self.header_rows,
            rows,
            columns,
            spans_shown: true,
            cells: self.cells.into_iter().map(Cell::model).collect::<Read<_>>()?,
        })
    }
}

#[derive(Deserialize)]
pub(super) struct Cell {
    row: usize,
    col: usize,
    #[serde(default = "one")]
    row_span: usize,
    #[serde(default = "one")]
    col_span: usize,
    text: String,
    printed: Option<String>,
    at: At,
    #[serde(default)]
    continues: bool,
}

fn one() -> usize {
    1
}

impl Cell {
    pub(super) fn model(self) -> Read<model::Cell> {
        Ok(model::Cell {
            row: self.row,
            col: self.col,
            row_span: self.row_span,
            col_span: self.col_span,
            text: self.text,
            printed: self.printed,
            at: self.at.model()?,
            continues: self.continues,
        })
    }
}
