//! Heads over the units across the top that say in a bracket how many these are: 乡镇（场）, 各乡镇（个）, 责任单位（家）.

use fenjie_model::{HashMap, HashSet};

use crate::form::{Axis, Form, Role};
use crate::grid::Grid;
use crate::headers::Headers;
use crate::measure::{of_header, split_header};
use crate::words::{Heading, heading, words};

/// Takes what counts units for no measure of the numbers below it, where each row has a measure of its own. Where two such heads
/// stand over one unit (企业（家）, 项目（个） over 甲镇), each says what is counted there.
pub(super) fn settle(columns: &mut [Headers<'_>], grid: &Grid<'_>, form: &Form) {
    if form.axis != Axis::Across || !measures_rows(grid, form) {
        return;
    }
    let values: Vec<usize> = form.groups.iter().flat_map(|group| group.of(Role::Value)).collect();
    let mut heads: HashMap<&str, HashSet<&str>> = HashMap::default();
    for &col in &values {
        let Headers { path, unit, .. } = &columns[col];
        let Some(unit) = *unit else { continue };
        let over = path.iter().take_while(|text| **text != unit).filter(|text| is_count(text));
        heads.entry(unit).or_default().extend(over.copied());
    }
    if heads.values().any(|heads| heads.len() > 1) {
        return;
    }
    let heads: HashSet<&str> = heads.into_values().flatten().filter(|text| counts_units(text)).collect();
    let of_values =
        values.into_iter().filter(|col| columns[*col].path.iter().any(|text| heads.contains(text)));
    for col in of_values.collect::<Vec<_>>() {
        columns[col].set_measure_without(&heads);
    }
}

/// Whether every row with a value has a measure in a column of them.
fn measures_rows(grid: &Grid<'_>, form: &Form) -> bool {
    let said = |row, role| {
        let mut columns = form.groups.iter().flat_map(move |group| group.of(role));
        columns.any(|col| !grid.text(row, col).is_empty())
    };
    let mut rows = (form.header_rows..grid.rows()).filter(|row| said(*row, Role::Value));
    rows.all(|row| said(row, Role::Measure))
}

fn is_count(head: &str) -> bool {
    of_header(head).is_some_and(|measure| measure.dimension.as_deref() == Some("count"))
}

/// Whether a head names the units below it and how they are counted. 户, 人, 台 and 套 count what they have.
fn counts_units(head: &str) -> bool {
    matches!(heading(head), Heading::Responsible | Heading::UnitOrMeasure | Heading::Unit)
        && split_header(head).1.is_some_and(|measure| words!("个 场 家 处").have(&measure.raw))
}
