//! The text of a merged cell that a page break cut, printed below the table.
//!
//! Some typesetters put the text of a merged cell at the middle of all its rows, on whichever page they are: cut by the
//! break, it or its last line can stand under the part of the table that it belongs to.

use fenjie_model::text::clean;
use fenjie_model::{At, Cell, Code, Finding, Place, Rect, Table};

use super::columns::Mapping;
use crate::{TableBlock, TextLine};

/// The text stands at most this many points below the table.
const FARTHEST: f32 = 80.0;
/// What goes on the text of a cell stands nearer, in ems.
const NEAR: f32 = 0.6;

/// A text below the table, and the index of the cell that it belongs to.
pub(super) type Hanging = (usize, String);

/// The merged cells at the end of the table that the texts of the line below it belong to: an empty one, or one whose
/// text goes on right below it, if the next part goes on with them. None unless each text has its cell.
pub(super) fn cells_for(
    table: &TableBlock,
    tail: &[usize],
    line: &TextLine,
    part: &TableBlock,
    mapping: &Mapping,
) -> Option<Vec<Hanging>> {
    let At::Page { page, .. } = line.at else { return None };
    let grid = part.table.grid();
    let goes_on = |of: &Cell| {
        let col = mapping.table[of.col];
        let part_col = mapping.part.iter().position(|c| *c == col)?;
        let cell = grid.cell(mapping.repeated, part_col).filter(|c| c.row == mapping.repeated)?;
        Some(cell.text.is_empty() || cell.row_span > 1)
    };
    let cell_of = |text: Rect| {
        tail.iter().copied().find(|&i| {
            let c = &table.table.cells[i];
            let At::Page { page: own, bbox } = c.at else { return false };
            let reach = if c.text.is_empty() { FARTHEST } else { NEAR * line.size };
            (c.row_span > 1 || !c.text.is_empty())
                && c.row >= table.table.header_rows
                && own == page
                && hangs(bbox, text, reach)
                && goes_on(c) == Some(true)
        })
    };
    pieces(line).into_iter().map(|(text, bbox)| Some((cell_of(bbox)?, text.to_owned()))).collect()
}

/// The texts of a line with their boxes; none where it has so many that nobody knows where they stand.
fn pieces(line: &TextLine) -> Vec<(&str, Rect)> {
    let At::Page { bbox, .. } = line.at else { return Vec::new() };
    let width = |text: &str| line.size * text.chars().count() as f32;
    match line.text.split_whitespace().collect::<Vec<_>>().as_slice() {
        [first, last] if width(first) + width(last) < bbox.width() => vec![
            (*first, Rect { x1: bbox.x0 + width(first), ..bbox }),
            (*last, Rect { x0: bbox.x1 - width(last), ..bbox }),
        ],
        _ => vec![(line.text.as_str(), bbox)],
    }
}

/// Whether a text hangs below a cell, within its columns: of what hangs over its edge less than half is in it.
fn hangs(cell: Rect, text: Rect, reach: f32) -> bool {
    text.x0 >= cell.x0
        && text.x1 <= cell.x1
        && f32::midpoint(text.top, text.bottom) >= cell.bottom
        && text.top <= cell.bottom + reach
}

/// Gives the cell the text, and says so.
pub(super) fn hang(table: &mut Table, (cell, text): &Hanging) -> Finding {
    let cell = &mut table.cells[*cell];
    let before = cell.clone();
    cell.text = clean(&format!("{}{text}", before.text));
    let place =
        Place { row: Some(cell.row), col: Some(cell.col), page: cell.at.page(), ..Place::at(cell.at) };
    let message = if before.text.is_empty() {
        "text stands below the table, and the page break cuts a merged cell of it that has none"
    } else {
        "text stands right below this cell, which the page break cuts"
    };
    let readings = ["the text of that cell", "text outside of the table"];
    let finding = Finding::ambiguous(Code::TableAmbiguous, message, readings, place);
    finding.printed(&cell.text).other_reading(vec![before])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_hangs_where_most_of_it_is_below_the_cell() {
        let cell = Rect { x0: 10.0, top: 0.0, x1: 80.0, bottom: 100.0 };
        let text = |top: f32| Rect { x0: 20.0, top, x1: 30.0, bottom: top + 12.0 };
        assert!(hangs(cell, text(101.0), 6.0) && hangs(cell, text(95.0), 6.0));
        assert!(!hangs(cell, text(90.0), 6.0) && !hangs(cell, text(110.0), 6.0));
    }
}
