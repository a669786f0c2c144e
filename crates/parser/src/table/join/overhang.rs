//! The text of a merged cell that a page break cut, printed below the table.
//!
//! Some typesetters put the text of a merged cell at the middle of all its rows, on whichever page they are: cut by the
//! break, it can stand under the part of the table that it belongs to.

use fenjie_model::text::clean;
use fenjie_model::{At, Code, Finding, Place, Rect};

use super::columns::Mapping;
use crate::{TableBlock, TextLine};

/// The text stands at most this many points below the table.
const FARTHEST: f32 = 80.0;

/// The empty merged cell at the end of the table that the line below it fills, if the next part goes on with an empty
/// one.
pub(super) fn cell_for(
    table: &TableBlock,
    tail: &[usize],
    line: &TextLine,
    part: &TableBlock,
    mapping: &Mapping,
) -> Option<usize> {
    let At::Page { page, bbox } = line.at else { return None };
    let &cell = tail.iter().find(|&&i| {
        let c = &table.table.cells[i];
        c.row_span > 1
            && c.row >= table.table.header_rows
            && c.text.is_empty()
            && matches!(c.at, At::Page { page: p, bbox: cell } if p == page && hangs(cell, bbox))
    })?;
    let col = mapping.table[table.table.cells[cell].col];
    let part_col = mapping.part.iter().position(|c| *c == col)?;
    let first = mapping.repeated;
    part.table.grid().cell(first, part_col).filter(|c| c.row == first && c.text.is_empty()).map(|_| cell)
}

/// Whether a text hangs below a cell, within its columns.
fn hangs(cell: Rect, text: Rect) -> bool {
    text.x0 >= cell.x0
        && text.x1 <= cell.x1
        && text.top >= cell.bottom - 2.0
        && text.top <= cell.bottom + FARTHEST
}

/// Gives the cell the text of the line, and says so.
pub(super) fn hang(table: &mut TableBlock, cell: usize, line: &TextLine) -> Finding {
    table.count += line.count;
    let cell = &mut table.table.cells[cell];
    let blank = cell.clone();
    cell.text = clean(&line.text);
    let place =
        Place { row: Some(cell.row), col: Some(cell.col), page: cell.at.page(), ..Place::at(cell.at) };
    let message = "text stands below the table, and the page break cuts a merged cell of it that has none";
    let readings = ["the text of that cell", "text outside of the table"];
    let finding = Finding::ambiguous(Code::TableAmbiguous, message, readings, place);
    finding.printed(&cell.text).other_reading(vec![blank])
}
