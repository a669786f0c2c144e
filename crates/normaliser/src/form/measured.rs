//! A row below the heads that says in what each column is counted, and nothing else: 亿元, %, 亿元, %.

use crate::grid::Grid;
use crate::measure::split_header;

/// Whether the row below the heads has nothing beside the names and a measure for two columns or more.
pub(crate) fn measures_columns(grid: &Grid<'_>, row: usize) -> bool {
    if row + 1 >= grid.rows() || grid.prints(row, 0) {
        return false;
    }
    let mut printed = (0..grid.columns()).filter(|col| grid.prints(row, *col)).map(|col| grid.text(row, col));
    let is_measure = |text: &str| matches!(split_header(text), (name, Some(measure)) if name.is_empty() && measure.id.is_some());
    printed.clone().nth(1).is_some() && printed.all(is_measure)
}
