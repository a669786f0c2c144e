//! How places are called in the page, and what stands where.

use std::collections::HashMap;

use fenjie_model::{At, Cell, Extraction, Place, Rect, Table};

/// The ID of a cell, without the prefix of the element that shows it.
pub(crate) fn cell(table: &str, row: usize, col: usize) -> String {
    format!("{table}-r{row}c{col}")
}

fn cells(extraction: &Extraction) -> impl Iterator<Item = (&Table, &Cell)> {
    let tables = extraction.notice.annexes.iter().flat_map(|annex| &annex.tables);
    tables.flat_map(|table| table.cells.iter().map(move |cell| (table, cell)))
}

/// The boxes of all cells by the page that they stand on.
pub(crate) fn cells_by_page(extraction: &Extraction) -> HashMap<u32, Vec<(String, Rect)>> {
    let mut by_page: HashMap<u32, Vec<_>> = HashMap::new();
    for (table, one) in cells(extraction) {
        if let At::Page { page, bbox } = one.at {
            by_page.entry(page).or_default().push((cell(&table.id, one.row, one.col), bbox));
        }
    }
    by_page
}

/// The first cell of each line of a text.
pub(crate) fn cells_by_line(extraction: &Extraction) -> HashMap<u32, String> {
    let mut by_line = HashMap::new();
    for (table, one) in cells(extraction) {
        if let At::Line(line) = one.at {
            by_line.entry(line).or_insert_with(|| cell(&table.id, one.row, one.col));
        }
    }
    by_line
}

/// The ID of the cell that a place names.
pub(crate) fn cell_of(place: &Place) -> Option<String> {
    Some(cell(place.table.as_deref()?, place.row?, place.col?))
}

/// The page of a place.
pub(crate) fn page_of(place: &Place) -> Option<u32> {
    place.at.and_then(At::page).or(place.page)
}

/// The line of a place.
pub(crate) fn line_of(place: &Place) -> Option<u32> {
    match place.at {
        Some(At::Line(line)) => Some(line),
        _ => None,
    }
}
