//! Tables as cells with spans.

use crate::{At, Rect};

/// How a table was found.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Method {
    /// Rules on every side of its cells, or markup that states its cells.
    Ruled,
    /// Rules in one direction or few.
    PartlyRuled,
    /// From the alignment of its text alone.
    Aligned,
}

impl Method {
    /// The name in the output.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Ruled => "ruled",
            Self::PartlyRuled => "partly-ruled",
            Self::Aligned => "aligned",
        }
    }
}

/// One cell; a merged cell stands once, at its top left.
#[derive(Debug, Clone, PartialEq)]
pub struct Cell {
    /// The first row that it covers, from 0 over the whole table.
    pub row: usize,
    /// The first column that it covers, from 0.
    pub col: usize,
    /// The number of rows that it covers, at least 1.
    pub row_span: usize,
    /// The number of columns that it covers, at least 1.
    pub col_span: usize,
    /// The printed text, cleaned by [`crate::text::clean`].
    pub text: String,
    /// The printed text where a person put `text` right.
    pub printed: Option<String>,
    /// Its place: the cell's box, or the line of its text.
    pub at: At,
    /// Whether it prints again, at the top of a page, what a cell above that the page break cut printed.
    pub continues: bool,
}

impl Cell {
    /// A cell of one row and one column that says what is printed.
    pub fn new(row: usize, col: usize, text: impl Into<String>, at: At) -> Self {
        Self { row, col, row_span: 1, col_span: 1, text: text.into(), printed: None, at, continues: false }
    }

    /// The same over so many rows and columns.
    #[must_use]
    pub fn over(self, row_span: usize, col_span: usize) -> Self {
        Self { row_span, col_span, ..self }
    }
}

/// One logical table, over all of its pages.
///
/// Invariants: cells are sorted by row, then column; no two overlap; each lies within `rows` × `columns`.
#[derive(Debug, Clone, PartialEq)]
pub struct Table {
    /// The ID within the notice, `a02-t1`.
    pub id: String,
    /// The heading of one of several tables of an annex (表一　就业目标).
    pub caption: Option<String>,
    /// From 单位：… above this table.
    pub measure_note: Option<String>,
    /// The pages that it stands on, from 1; empty for a text.
    pub pages: Vec<u32>,
    /// The box of each of its parts, for the pages in order; empty for a text.
    pub parts: Vec<(u32, Rect)>,
    /// The number of header rows.
    pub header_rows: usize,
    /// The number of rows, header included.
    pub rows: usize,
    /// The number of columns.
    pub columns: usize,
    /// How it was found.
    pub method: Method,
    /// Whether the input shows how far merged cells reach. Where it does not (tabs, Markdown), all cells are
    /// 1 × 1 and a merged cell goes on as empty cells to its right and below it.
    pub spans_shown: bool,
    /// The cells.
    pub cells: Vec<Cell>,
}

impl Table {
    /// A table of sorted cells that shows its spans: without an ID, a place, and header rows as yet.
    pub fn new(rows: usize, columns: usize, method: Method, cells: Vec<Cell>) -> Self {
        Self {
            id: String::new(),
            caption: None,
            measure_note: None,
            pages: Vec::new(),
            parts: Vec::new(),
            header_rows: 0,
            rows,
            columns,
            method,
            spans_shown: true,
            cells,
        }
    }

    /// A look-up of the cell that covers a row and column.
    pub fn grid(&self) -> Grid<'_> {
        let mut owner = vec![None; self.rows * self.columns];
        for (i, cell) in self.cells.iter().enumerate() {
            for r in cell.row..(cell.row + cell.row_span).min(self.rows) {
                for c in cell.col..(cell.col + cell.col_span).min(self.columns) {
                    owner[r * self.columns + c] = Some(i);
                }
            }
        }
        Grid { table: self, owner }
    }
}

/// The cells of a table by the place they cover.
#[derive(Debug)]
pub struct Grid<'a> {
    table: &'a Table,
    owner: Vec<Option<usize>>,
}

impl<'a> Grid<'a> {
    /// The cell that covers the place, if any does.
    pub fn cell(&self, row: usize, col: usize) -> Option<&'a Cell> {
        (row < self.table.rows && col < self.table.columns)
            .then(|| self.owner[row * self.table.columns + col])
            .flatten()
            .map(|i| &self.table.cells[i])
    }

    /// The text of the cell that covers the place; empty where none does.
    pub fn text(&self, row: usize, col: usize) -> &'a str {
        self.cell(row, col).map_or("", |c| c.text.as_str())
    }
}
