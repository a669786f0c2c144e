//! A bare 0, or 持平, in a column of units whose other numbers print %: 7.1%, 0, -3.6% under 同比增减.

use fenjie_model::{HashMap, Value, ValueKind};

use crate::form::{Axis, Form, Role};
use crate::grid::Grid;
use crate::headers::Headers;
use crate::measure::{self, is_ratio};
use crate::value;
use crate::words::words;

/// The sign that the numbers of each column print where no more of them are bare than print it, and these are zeros.
pub(super) fn signs(grid: &Grid<'_>, form: &Form, columns: &[Headers<'_>]) -> HashMap<usize, String> {
    // Across the top each row counts something else.
    if form.axis != Axis::Down {
        return HashMap::default();
    }
    let values = form.groups.iter().flat_map(|group| group.of(Role::Value));
    let unmeasured = values.filter(|col| columns[*col].measure.is_none());
    unmeasured.filter_map(|col| Some((col, sign(grid, form.header_rows, col)?))).collect()
}

fn sign(grid: &Grid<'_>, header_rows: usize, col: usize) -> Option<String> {
    let texts =
        || (header_rows..grid.rows()).filter(|row| grid.prints(*row, col)).map(|row| grid.text(row, col));
    if !texts().any(|text| text.contains(['%', '％'])) {
        return None;
    }
    let (mut sign, mut signed, mut bare): (Option<String>, usize, usize) = (None, 0, 0);
    for value in texts().map(value::read_grouped) {
        match value.measure.as_deref() {
            Some(own) if is_ratio(&measure::measure(own)) => {
                signed += 1;
                sign.get_or_insert_with(|| own.to_owned());
            }
            Some(_) => return None,
            None if is_zero(&value) => bare += 1,
            None if matches!(value.kind, ValueKind::Number | ValueKind::Range) => return None,
            None => {}
        }
    }
    sign.filter(|_| signed >= bare)
}

/// Whether a value is a 0 without a measure.
pub(super) fn is_zero(value: &Value) -> bool {
    value.measure.is_none()
        && value.kind == ValueKind::Number
        && value.number.is_some_and(|number| number.is_zero())
}

/// Whether a value says that there is no change.
pub(super) fn is_level(value: &Value) -> bool {
    value.kind == ValueKind::Text && words!("持平 同比持平 基本持平 与上年持平").have(&value.raw)
}
