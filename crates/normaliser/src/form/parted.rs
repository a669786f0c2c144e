//! Blank columns between the groups of a folded table, which are no more than a gap.

use super::{Form, of_all_columns};
use crate::grid::Grid;
use crate::known::Known;

/// The form of a table with blank columns between its groups: that of the others alone. None where there are no such
/// columns, or where one of them is within a group, and so may be to be filled in.
pub(super) fn form(grid: &Grid<'_>, header_rows: usize, known: &Known<'_>) -> Option<Form> {
    let is_blank = |col: &usize| (0..grid.rows()).all(|row| !grid.prints(row, *col));
    let (gaps, columns): (Vec<usize>, Vec<usize>) = (0..grid.columns()).partition(is_blank);
    if gaps.is_empty() || columns.len() < 2 {
        return None;
    }
    let form = of_all_columns(&grid.part(&columns), header_rows, known);
    let groups = form.groups.into_iter().map(|group| group.moved(|col| columns[col]));
    let form = Form { groups: groups.collect(), ..form };
    (form.groups.len() > 1 && gaps.iter().all(|gap| parts(&form, *gap))).then_some(form)
}

/// Whether a column is in none of the groups.
fn parts(form: &Form, gap: usize) -> bool {
    form.groups.iter().all(|group| {
        let (first, last) = (group.columns.first(), group.columns.last());
        first.zip(last).is_some_and(|((first, _), (last, _))| gap < *first || gap > *last)
    })
}
