//! Cells put right.

use std::collections::HashMap;

use fenjie_model::{Code, Finding, Notice, Place, Table};

use crate::CellCorrection;

/// Where a table stands in a notice: its annex, and its place in that.
type Home = (usize, usize);

/// Puts the cells right, and tells of each correction what became of it, in the order given.
pub(crate) fn correct(corrections: &[CellCorrection], notice: &mut Notice) -> Vec<Finding> {
    let homes: HashMap<String, Home> = notice
        .annexes
        .iter()
        .enumerate()
        .flat_map(|(a, annex)| annex.tables.iter().enumerate().map(move |(t, table)| (a, t, table)))
        .map(|(a, t, table)| (table.id.clone(), (a, t)))
        .collect();
    let mut findings = Vec::new();
    for correction in corrections {
        let place = Place {
            table: Some(correction.table.clone()),
            row: Some(correction.row),
            col: Some(correction.col),
            ..Place::default()
        };
        findings.push(match homes.get(&correction.table) {
            Some(&(a, t)) => {
                let annex = &mut notice.annexes[a];
                one(correction, &mut annex.tables[t], Place { annex: annex.number, ..place })
            }
            None => stale(format!("there is no table {} to correct", correction.table), place),
        });
    }
    findings
}

/// Puts one cell right where it prints what the correction expects.
fn one(correction: &CellCorrection, table: &mut Table, place: Place) -> Finding {
    // Cells are sorted by row, then column.
    let at = table.cells.binary_search_by(|cell| (cell.row, cell.col).cmp(&(correction.row, correction.col)));
    let Ok(at) = at else {
        return stale(format!("no cell of {} begins where one is to be corrected", correction.table), place);
    };
    let cell = &mut table.cells[at];
    let place = Place { at: Some(cell.at), ..place };
    if let Some(printed) = &cell.printed {
        let message = format!("the cell is corrected to {} already", quoted(&cell.text));
        return stale(message, place).printed(printed);
    }
    if cell.text != correction.printed {
        let (expected, found) = (quoted(&correction.printed), quoted(&cell.text));
        let message = format!("a correction of {expected} finds {found} printed and is not applied");
        return stale(message, place).printed(&cell.text);
    }
    let printed = std::mem::replace(&mut cell.text, correction.text.clone());
    let reason = correction.reason.as_ref().map_or_else(String::new, |reason| format!(": {reason}"));
    let message = format!("{} is corrected to {}{reason}", quoted(&printed), quoted(&cell.text));
    let finding = Finding::new(Code::Corrected, message, place).printed(&printed);
    cell.printed = Some(printed);
    finding
}

fn stale(message: String, place: Place) -> Finding {
    Finding::new(Code::CorrectionStale, message, place)
        .help("look at the page again, then correct the cell anew or drop the correction")
}

fn quoted(text: &str) -> &str {
    if text.is_empty() { "a blank" } else { text }
}
