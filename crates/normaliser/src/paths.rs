//! Row paths and column paths: the header cells that a body cell stands under and beside.

use crate::grid::Grid;

/// The texts of the header cells over a column, outermost first; a merged cell counts once, blanks do not count.
pub(crate) fn column_path<'a>(grid: &Grid<'a>, header_rows: usize, col: usize) -> Vec<&'a str> {
    path((0..header_rows).map(|row| (grid.owner(row, col), grid.text(row, col))))
}

/// The innermost header of a column; empty where it has none.
pub(crate) fn innermost<'a>(grid: &Grid<'a>, header_rows: usize, col: usize) -> &'a str {
    column_path(grid, header_rows, col).last().copied().unwrap_or("")
}

/// The texts of the name cells of a row, outermost first, likewise.
pub(crate) fn row_path<'a>(grid: &Grid<'a>, row: usize, names: &[usize]) -> Vec<&'a str> {
    path(names.iter().map(|&col| (grid.owner(row, col), grid.text(row, col))))
}

fn path<'a>(cells: impl Iterator<Item = (Option<usize>, &'a str)>) -> Vec<&'a str> {
    let mut out = Vec::new();
    let mut last = None;
    for (owner, text) in cells {
        if !text.is_empty() && (owner.is_none() || owner != last) {
            out.push(text);
        }
        last = owner;
    }
    out
}
