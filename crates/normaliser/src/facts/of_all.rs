//! Rows among units that only say when or how numbers are meant (2025年完成, 增长): those of all units, where they stand below
//! or above several of which none has a row of its own like them.

use fenjie_model::HashSet;

use crate::form::{Axis, Form, Group, Role};
use crate::grid::Grid;
use crate::known::Known;
use crate::words::is_frame;

/// What a row names.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Named {
    Unit,
    Sum,
    /// No unit.
    Frame,
}

/// The rows of a group that are of all units.
pub(super) fn rows(grid: &Grid<'_>, form: &Form, group: &Group, known: &Known<'_>) -> HashSet<usize> {
    if form.axis != Axis::Down || !group.bodies {
        return HashSet::default();
    }
    let Some(col) = group.of(Role::Unit).last() else { return HashSet::default() };
    let named = |row: usize| match known.unit_kind(grid.text(row, col)) {
        Some(kind) if kind.is_sum() => Some(Named::Sum),
        Some(_) => Some(Named::Unit),
        None => is_frame(grid.text(row, col)).then_some(Named::Frame),
    };
    let printed = (form.header_rows..grid.rows()).filter(|row| grid.prints(*row, col));
    let named: Vec<_> = printed.filter_map(|row| Some((row, named(row)?))).collect();
    of_all(&named)
}

fn of_all(rows: &[(usize, Named)]) -> HashSet<usize> {
    let is = |of: Named| move |(_, named): &&(usize, Named)| *named == of;
    let mut units = rows.iter().filter(is(Named::Unit)).map(|(row, _)| *row);
    // One unit has what stands below it.
    let Some((first, last)) = units.next().zip(units.next_back()) else { return HashSet::default() };
    let frames = || rows.iter().filter(is(Named::Frame)).map(|(row, _)| *row);
    if frames().any(|row| first < row && row < last) {
        return HashSet::default();
    }
    // What stands below a sum is the sum's.
    let of_sum = |row: usize| {
        let mut before = rows.iter().filter(|(other, named)| *other < row && *named != Named::Frame);
        before.next_back().is_some_and(|(_, named)| *named == Named::Sum)
    };
    frames().filter(|row| !of_sum(*row)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_below_several_units_or_above_them() {
        use Named::{Frame, Sum, Unit};
        let check = |rows: &[Named], expected: &[usize]| {
            let rows: Vec<_> = rows.iter().copied().enumerate().collect();
            let mut found: Vec<usize> = of_all(&rows).into_iter().collect();
            found.sort_unstable();
            assert_eq!(found, expected, "{rows:?}");
        };
        check(&[Unit, Unit, Frame, Frame], &[2, 3]);
        check(&[Frame, Unit, Unit], &[0]);
        check(&[Unit, Frame], &[]);
        check(&[Unit, Frame, Unit, Frame], &[]);
        check(&[Unit, Unit, Sum, Frame], &[]);
        check(&[Sum, Frame, Unit, Unit], &[]);
    }
}
