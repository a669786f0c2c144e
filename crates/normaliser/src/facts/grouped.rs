//! Blanks as thousands marks: `7 905`. In a cell alone they can part two numbers as well, so that a column has to show them.

use fenjie_model::{Code, Finding, Place, Table};

use crate::form;
use crate::value::{GROUPING, is_grouped, is_short};

/// So many numbers of a column have such blanks, and all others are too short for one.
const FEWEST: usize = 3;

/// The table with no-break spaces for such blanks, if it has columns of them, and what is to be said of these.
pub(super) fn table(table: &Table, place: &Place) -> Option<(Table, Vec<Finding>)> {
    let is_blank = |text: &str| text.contains(' ') && is_grouped(text);
    if table.cells.iter().filter(|cell| is_blank(&cell.text)).take(FEWEST).count() < FEWEST {
        return None;
    }
    let first = form::header_rows(table);
    let mut counts = vec![Some(0); table.columns];
    for cell in table.cells.iter().filter(|cell| cell.row >= first && !cell.text.is_empty()) {
        let Some(count) = counts.get_mut(cell.col) else { continue };
        *count = match &cell.text {
            text if cell.col_span > 1 || !(is_grouped(text) || is_short(text)) => None,
            text => count.map(|count| count + usize::from(is_blank(text))),
        };
    }
    let columns: Vec<usize> = (0..table.columns).filter(|col| counts[*col] >= Some(FEWEST)).collect();
    if columns.is_empty() {
        return None;
    }
    let mut grouped = table.clone();
    let own = grouped.cells.iter_mut().filter(|cell| cell.row >= first && columns.contains(&cell.col));
    own.for_each(|cell| cell.text = cell.text.replace(' ', GROUPING));
    let findings = columns.iter().map(|col| {
        let message = "blanks stand between the digits of the numbers in a column";
        let place = Place { row: first.checked_sub(1), col: Some(*col), ..place.clone() };
        Finding::ambiguous(Code::RolesUnclear, message, ["one number each", "several numbers each"], place)
    });
    let findings = findings.collect();
    Some((grouped, findings))
}
