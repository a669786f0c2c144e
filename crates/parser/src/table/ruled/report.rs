//! What is to be known of a ruled table: where its rules leave two readings, and where text does not keep to its cell.

use fenjie_model::{Cell, Code, Finding, HashMap, Place, Severity, Table};

use crate::table::cells::Spans;
use crate::table::fill::Filled;
use crate::table::lattice::Lattice;

/// What is to be known of the cells; `others` are those that some could be instead.
pub(super) fn report(
    spans: &Spans,
    filled: &Filled,
    table: &Table,
    mut others: HashMap<usize, Vec<Cell>>,
    findings: &mut Vec<Finding>,
) {
    let place = |i: usize| {
        let cell = &table.cells[i];
        Place { row: Some(cell.row), col: Some(cell.col), at: Some(cell.at), ..Place::default() }
    };
    for &i in &spans.guessed {
        let message = "rules are missing around this cell";
        let readings = ["a cell of its own", "one with the cell above or beside it"];
        let finding = Finding::ambiguous(Code::TableAmbiguous, message, readings, place(i))
            .printed(&table.cells[i].text);
        findings.push(finding.other_reading(others.remove(&i).unwrap_or_default()));
    }
    for &cell in &filled.hiding {
        let message = "the cell is too small for its text, and hides a part of it";
        let finding = Finding::new(Code::CellOverflow, message, place(cell));
        let finding = finding.printed(&table.cells[cell].text);
        findings.push(Finding { severity: Severity::Warning, ..finding });
    }
    for cell in filled.doubted.iter().flat_map(|(above, below)| [*above, *below]) {
        let message = "text lies on the rule between two cells";
        let readings = ["of the cell above", "of the cell below"];
        let finding = Finding::ambiguous(Code::CellOverflow, message, readings, place(cell));
        let finding = finding.printed(&table.cells[cell].text);
        findings.push(Finding { severity: Severity::Error, ..finding });
    }
    for across in filled.overflows.chunk_by(|a, b| a.cell == b.cell) {
        let cell = across[0].cell;
        let texts = across.iter().map(|o| table.cells[o.into].text.as_str());
        let (finding, severity) = match texts.clone().find(|text| !text.is_empty()) {
            Some(other) => {
                let message = format!("text runs across the rule of its cell into one with the text {other}");
                (Finding::new(Code::CellOverflow, message, place(cell)), Severity::Warning)
            }
            None if across.len() > 1 => {
                let message = "text runs across the rules of several cells";
                let readings = ["one cell", "a cell for each of them"];
                (Finding::ambiguous(Code::CellOverflow, message, readings, place(cell)), Severity::Warning)
            }
            None => {
                let message = "text runs across the rule of its cell";
                (Finding::new(Code::CellOverflow, message, place(cell)), Severity::Info)
            }
        };
        let finding = finding.printed(&table.cells[cell].text);
        findings.push(Finding { severity, ..finding });
    }
}

/// What is to be known of a table that was divided; `others` are its cells as they were.
pub(super) fn implied(table: &Table, others: Vec<Cell>) -> Option<Finding> {
    let first = others.first()?;
    let cell = table.cells.iter().find(|cell| (cell.row, cell.col) == (first.row, first.col))?;
    let message = "no rules divide some rows or columns of this table";
    let readings = ["divided as its text stands", "one cell each, as its rules go"];
    let place = Place { row: Some(cell.row), col: Some(cell.col), ..Place::at(cell.at) };
    Some(Finding::ambiguous(Code::TableAmbiguous, message, readings, place).other_reading(others))
}

/// What is to be known of a table that no rule closes at its right end, as it is at its left.
pub(super) fn cut_off(lattice: &Lattice, table: &Table) -> Option<Finding> {
    let last = table.cells.iter().find(|cell| cell.col + cell.col_span == table.columns)?;
    lattice.cut_at_right.then(|| {
        let message = "no rule closes this table at its right end";
        let readings = ["a table that is open there", "the left part of a wider table, cut off by the page"];
        let place = Place { row: Some(last.row), col: Some(last.col), ..Place::at(last.at) };
        Finding::ambiguous(Code::TableAmbiguous, message, readings, place)
    })
}

/// What is to be known of a cell with the lines that stand below it.
pub(super) fn hung(cell: &Cell) -> Finding {
    let message = "text stands right below this cell, which no rule closes";
    let readings = ["the text of that cell", "text outside of the table"];
    let place = Place { row: Some(cell.row), col: Some(cell.col), ..Place::at(cell.at) };
    Finding::ambiguous(Code::TableAmbiguous, message, readings, place).printed(&cell.text)
}

/// What is to be known of a cell that no rule divides between its values.
pub(super) fn side_by_side(cell: &Cell) -> Finding {
    let message = "several values stand side by side in this cell";
    let readings = ["one cell", "a cell for each of them"];
    let place = Place { row: Some(cell.row), col: Some(cell.col), at: Some(cell.at), ..Place::default() };
    Finding::ambiguous(Code::TableAmbiguous, message, readings, place).printed(&cell.text)
}

/// What is to be known of a cell whose lines hold texts side by side.
pub(super) fn columns(cell: &Cell) -> Finding {
    let message = "texts stand side by side in the lines of this cell, and were read line by line";
    let readings = ["one text", "a text in each of several columns"];
    let place = Place { row: Some(cell.row), col: Some(cell.col), at: Some(cell.at), ..Place::default() };
    Finding::ambiguous(Code::TableAmbiguous, message, readings, place).printed(&cell.text)
}

/// What is to be known of a table whose last row holds lines that can be rows.
pub(super) fn stacked(table: &Table) -> Option<Finding> {
    let cell = table.cells.iter().rev().find(|cell| cell.col == 0)?;
    let message = "no rules divide the lines of this row";
    let readings = ["one row", "a row for each of its lines or texts"];
    let place = Place { row: Some(cell.row), col: Some(cell.col), ..Place::at(cell.at) };
    Some(Finding::ambiguous(Code::TableAmbiguous, message, readings, place))
}
