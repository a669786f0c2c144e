//! Findings of the reading get the annex and table that they lie in.

use fenjie_model::{Annex, At, Finding, Place, Rect, Table};

/// Fills annex, table and, where a line tells it, row of the findings that have a place in the input alone.
pub(super) fn fill(annexes: &[Annex], findings: &mut [Finding]) {
    for finding in findings {
        let place = &mut finding.place;
        if place.table.is_some() || place.annex.is_some() {
            continue;
        }
        let holder = annexes.iter().find_map(|annex| {
            let table = annex.tables.iter().find(|table| holds(table, place))?;
            Some((annex, table))
        });
        if let Some((annex, table)) = holder {
            place.annex = annex.number;
            place.table = Some(table.id.clone());
            place.row = place
                .row
                .or_else(|| table.cells.iter().find(|cell| Some(cell.at) == place.at).map(|cell| cell.row));
        }
    }
}

fn holds(table: &Table, place: &Place) -> bool {
    match place.at {
        Some(At::Line(line)) => {
            let lines = |cell: Option<&fenjie_model::Cell>| match cell.map(|cell| cell.at) {
                Some(At::Line(line)) => Some(line),
                _ => None,
            };
            match (lines(table.cells.first()), lines(table.cells.last())) {
                (Some(first), Some(last)) => (first..=last).contains(&line),
                _ => false,
            }
        }
        Some(At::Page { page, bbox }) => {
            table.parts.iter().any(|(on, part)| *on == page && covers(*part, bbox))
        }
        None => false,
    }
}

/// Whether the middle of the inner box lies in the outer one.
fn covers(outer: Rect, inner: Rect) -> bool {
    let (x, y) = ((inner.x0 + inner.x1) / 2.0, (inner.top + inner.bottom) / 2.0);
    (outer.x0..=outer.x1).contains(&x) && (outer.top..=outer.bottom).contains(&y)
}
