//! 序号: a number that is missing or stands twice says that a row may be lost.

use fenjie_model::text::fold;
use fenjie_model::{Code, Finding, Place};

use crate::form::{Form, Role};
use crate::grid::Grid;

/// 序号 as an integer.
pub(crate) fn serial(text: &str) -> Option<i64> {
    fold(text).trim_end_matches(['.', '、', '．']).parse().ok()
}

/// A finding for each number that does not follow the one before it. Numbers may start again at 1, as they do in each
/// section; in a folded table each group goes on from the row or from the group before it.
pub(crate) fn gaps(grid: &Grid<'_>, form: &Form, place: &Place) -> Vec<Finding> {
    let down = |col: usize| (form.header_rows..grid.rows()).map(move |row| (row, col));
    let columns: Vec<usize> = form.groups.iter().filter_map(|group| group.of(Role::Serial).next()).collect();
    let by_group: Vec<_> = columns.iter().flat_map(|&col| down(col)).collect();
    let by_row: Vec<_> =
        (form.header_rows..grid.rows()).flat_map(|row| columns.iter().map(move |&col| (row, col))).collect();
    let found = [by_group, by_row].map(|places| breaks(grid, &places));
    let best = found.into_iter().min_by_key(Vec::len).unwrap_or_default();
    best.into_iter()
        .map(|(row, col, before, number)| {
            let message = format!("序号 {number} follows {before}");
            let at = grid.cell(row, col).map(|cell| cell.at);
            Finding::new(
                Code::SerialGap,
                message,
                Place { row: Some(row), col: Some(col), at, ..place.clone() },
            )
        })
        .collect()
}

/// Where the numbers at the places, in their order, do not go on by one: the place, the number before and the number.
fn breaks(grid: &Grid<'_>, places: &[(usize, usize)]) -> Vec<(usize, usize, i64, i64)> {
    let mut last = None::<i64>;
    let mut out = Vec::new();
    for &(row, col) in places {
        if !grid.prints(row, col) || grid.cell(row, col).is_some_and(|cell| cell.continues) {
            continue;
        }
        let Some(number) = serial(grid.text(row, col)) else { continue };
        if let Some(before) = last
            && number != before + 1
            && number != 1
        {
            out.push((row, col, before, number));
        }
        last = Some(number);
    }
    out
}
