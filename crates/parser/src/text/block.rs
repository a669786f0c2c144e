//! The table of a text as a block.

use fenjie_model::{Cell, Method, Rect, Table};

use crate::TableBlock;
use crate::table::header;

/// Puts sorted cells into a block that takes so many lines. What a text draws around its cells stands for rules.
pub(super) fn block(cells: Vec<Cell>, rows: usize, columns: usize, lines: usize, spans: Spans) -> TableBlock {
    let mut table =
        Table { spans_shown: spans == Spans::Shown, ..Table::new(rows, columns, Method::Ruled, cells) };
    table.header_rows = header::header_rows(&table);
    TableBlock {
        table,
        count: lines,
        columns: Vec::new(),
        bbox: Rect::default(),
        continuation: false,
        ends: Box::default(),
    }
}

/// Whether the form of a text shows merged cells.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Spans {
    /// It does.
    Shown,
    /// A merged cell is a text and blank cells.
    Hidden,
}
