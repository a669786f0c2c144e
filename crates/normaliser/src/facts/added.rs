//! Columns that the rows add up to another.

use fenjie_model::Decimal;

use crate::grid::Grid;
use crate::value;

/// Whether the number of a column is the sum of those of its parts in every row that prints them all; false where none does.
pub(super) fn adds_up(grid: &Grid<'_>, header_rows: usize, whole: usize, parts: &[usize]) -> bool {
    let number = |row: usize, col: usize| value::read(grid.text(row, col)).number;
    let sum =
        |row: usize| parts.iter().try_fold(Decimal::ZERO, |sum, col| sum.checked_add(number(row, *col)?));
    let rows = header_rows..grid.rows();
    let mut told = rows.filter_map(|row| Some((number(row, whole)?, sum(row)?))).peekable();
    told.peek().is_some() && told.all(|(whole, sum)| whole == sum)
}
