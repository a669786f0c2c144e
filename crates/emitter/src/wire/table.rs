//! Tables and their cells.

use fenjie_model as model;
use schemars::JsonSchema;
use serde::Serialize;

use super::{Bbox, Each, Finding, Place};

/// One logical table, over all of its pages.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub(crate) struct Table<'a> {
    /// The ID within the notice: `a02-t1` is the first table of annex 2.
    id: &'a str,
    /// The pages that it stands on, from 1; empty for a text.
    pages: &'a [u32],
    /// The number of header rows.
    header_rows: usize,
    /// The number of rows, header included.
    rows: usize,
    /// The number of columns.
    columns: usize,
    /// How it was found: by rules on every side of its cells (or markup that states its cells), by some rules, or by
    /// the alignment of its text alone.
    #[schemars(extend("enum" = ["ruled", "partly-ruled", "aligned"]))]
    method: &'static str,
    /// The heading of one of several tables of an annex.
    caption: Option<&'a str>,
    /// From 单位：… above this table.
    measure_note: Option<&'a str>,
    /// The box of each of its parts, in the order of the pages; empty for a text.
    parts: Vec<Part>,
    /// The cells by row, then column. A merged cell stands once, at its top left.
    cells: Each<'a, model::Cell, Cell<'a>>,
}

impl<'a> From<&'a model::Table> for Table<'a> {
    fn from(table: &'a model::Table) -> Self {
        Self {
            id: &table.id,
            pages: &table.pages,
            header_rows: table.header_rows,
            rows: table.rows,
            columns: table.columns,
            method: table.method.as_str(),
            caption: table.caption.as_deref(),
            measure_note: table.measure_note.as_deref(),
            parts: table.parts.iter().map(Part::from).collect(),
            cells: (&table.cells).into(),
        }
    }
}

/// The part of a table on one page.
#[derive(Debug, Clone, Copy, Serialize, JsonSchema)]
pub(crate) struct Part {
    /// The page, from 1.
    page: u32,
    /// Its box.
    bbox: Bbox,
}

impl From<&(u32, model::Rect)> for Part {
    fn from(&(page, bbox): &(u32, model::Rect)) -> Self {
        Self { page, bbox: bbox.into() }
    }
}

/// One cell.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub(crate) struct Cell<'a> {
    /// The first row that it covers, from 0 over the whole table, header rows first.
    row: usize,
    /// The first column that it covers, from 0.
    col: usize,
    /// The number of rows that it covers.
    #[schemars(range(min = 1))]
    row_span: usize,
    /// The number of columns that it covers.
    #[schemars(range(min = 1))]
    col_span: usize,
    /// The printed text, or what a person corrected it to.
    text: &'a str,
    /// The printed text, where a person corrected it.
    #[serde(skip_serializing_if = "Option::is_none")]
    printed: Option<&'a str>,
    /// Its place.
    at: Place,
    /// Set where it prints again, at the top of a page, what a cell above that the page break cut printed.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    continues: bool,
}

impl<'a> From<&'a model::Cell> for Cell<'a> {
    fn from(cell: &'a model::Cell) -> Self {
        Self {
            row: cell.row,
            col: cell.col,
            row_span: cell.row_span,
            col_span: cell.col_span,
            text: &cell.text,
            printed: cell.printed.as_deref(),
            at: cell.at.into(),
            continues: cell.continues,
        }
    }
}

/// The tables of any document.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub(crate) struct Tables<'a> {
    tables: Vec<FoundTable<'a>>,
    findings: Vec<Finding<'a>>,
}

impl<'a> Tables<'a> {
    pub(crate) fn new(tables: &[&'a model::Table], findings: &'a [model::Finding]) -> Self {
        Self {
            tables: tables.iter().map(|table| FoundTable::from(*table)).collect(),
            findings: findings.iter().map(Finding::from).collect(),
        }
    }
}

/// A table of any document.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub(crate) struct FoundTable<'a> {
    /// The page that it starts on, from 1; `null` for a text.
    page: Option<u32>,
    /// The box of its part on that page; `null` for a text.
    bbox: Option<Bbox>,
    /// The number of rows.
    rows: usize,
    /// The number of columns.
    columns: usize,
    /// How it was found.
    #[schemars(extend("enum" = ["ruled", "partly-ruled", "aligned"]))]
    method: &'static str,
    /// Its parts, where it runs over several pages.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    parts: Vec<Part>,
    /// The cells by row, then column.
    cells: Each<'a, model::Cell, Cell<'a>>,
}

impl<'a> From<&'a model::Table> for FoundTable<'a> {
    fn from(table: &'a model::Table) -> Self {
        let first = table.parts.first();
        let parts = if table.parts.len() > 1 { table.parts.as_slice() } else { &[] };
        Self {
            page: first.map(|(page, _)| *page).or(table.pages.first().copied()),
            bbox: first.map(|(_, bbox)| (*bbox).into()),
            rows: table.rows,
            columns: table.columns,
            method: table.method.as_str(),
            parts: parts.iter().map(Part::from).collect(),
            cells: (&table.cells).into(),
        }
    }
}
