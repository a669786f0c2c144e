//! Mends what a page break cut, between the last row of a table and the first row of the part that goes on: a row in
//! two, a merged cell in two.

use fenjie_model::text::clean;
use fenjie_model::{At, Cell, Code, Finding, Place, Table};

use super::super::as_one::merged;
use super::super::header::is_datum;
use super::super::prose::is_rest;
use super::cut::{Cut, Pair, cut, is_complete, is_head};
use super::growing::Growing;
use crate::TableBlock;

/// A row lower than this, in points, holds no text.
const SLIVER: f32 = 5.0;

/// What the page tells of the break, for each column.
#[derive(Debug, Clone, PartialEq, Default)]
pub(super) struct Break {
    /// No rule closes the cells on either side of it: they are one.
    pub(super) open: Vec<bool>,
    /// Whether the text above it fills its line; empty where that is not known.
    pub(super) full: Vec<bool>,
    /// How many letters of a further word would have stood beside the text above it.
    pub(super) letters: Vec<usize>,
    /// Whether the cell above it has no room for a further line.
    pub(super) no_room: Vec<bool>,
    /// Whether the text of the merged cell below it stands above the middle, as no other does.
    pub(super) raised: Vec<bool>,
    /// Whether nothing but a header stands above it.
    pub(super) heads: bool,
}

impl Break {
    /// Whether rules close some of the cells on either side of it, and others not.
    pub(super) fn is_closed_beside(&self) -> bool {
        self.open.contains(&true) && self.open.contains(&false)
    }
}

/// Takes out the first and last rows of a body that are what a page break left of others: too low for text, and empty.
pub(super) fn trim(block: &mut TableBlock) {
    let table = &mut block.table;
    while is_sliver(table, table.header_rows) {
        remove_row(table, table.header_rows);
        block.ends.open_above.fill(false);
    }
    while table.rows > 0 && is_sliver(table, table.rows - 1) {
        remove_row(table, table.rows - 1);
        block.ends.open_below.fill(false);
    }
}

fn is_sliver(table: &Table, row: usize) -> bool {
    let mut own = table.cells.iter().filter(|c| c.row == row && c.row_span == 1).peekable();
    row >= table.header_rows
        && own.peek().is_some()
        && own.all(|c| c.text.is_empty() && matches!(c.at, At::Page { bbox, .. } if bbox.height() < SLIVER))
}

/// Takes a row out; merged cells over it become shorter.
fn remove_row(table: &mut Table, row: usize) {
    table.cells.retain(|c| !(c.row == row && c.row_span == 1));
    for cell in &mut table.cells {
        if cell.row > row {
            cell.row -= 1;
        } else if cell.row + cell.row_span > row {
            cell.row_span -= 1;
        }
    }
    table.rows -= 1;
}

/// Mends a table and the part that goes on it, whose rows count from 0 and whose columns are the table's.
pub(super) fn mend(
    table: &mut Table,
    growing: &Growing,
    part: &mut Table,
    at: &Break,
    findings: &mut Vec<Finding>,
) {
    if table.rows == 0 || part.rows == 0 {
        return;
    }
    if !mend_row(table, growing, part, at, findings) {
        mend_cells(table, growing, part, at, findings);
    }
    if !table.spans_shown {
        mark_repeats(table, growing, part);
    }
}

/// A row that the break cut is printed in two: its cells are put together, with the merged ones that go over it.
fn mend_row(
    table: &mut Table,
    growing: &Growing,
    part: &mut Table,
    at: &Break,
    findings: &mut Vec<Finding>,
) -> bool {
    let Some(pairs) = pairs(table, growing, part) else { return false };
    let own = |p: &&Pair| table.cells[p.0].row_span == 1 && part.cells[p.1].row_span == 1;
    let own: Vec<Pair> = pairs.iter().filter(own).copied().collect();
    // A merged cell of number 7 below one of number 6 begins a row of its own.
    let differs = |&(a, b): &Pair| {
        let (a, b) = (&table.cells[a].text, &part.cells[b].text);
        is_datum(a) && is_datum(b) && a != b
    };
    if pairs.iter().any(|pair| !own.contains(pair) && differs(pair)) {
        return false;
    }
    let Some(cut) = cut(table, growing, part, &own, at) else { return false };
    let as_one = || own.iter().map(|&(a, b)| merged(&table.cells[a], &part.cells[b])).collect();
    findings.extend(finding(cut, &table.cells[own[0].0], &part.cells[own[0].1], as_one));
    if matches!(cut, Cut::Doubted | Cut::HadRoom) {
        return false;
    }
    for &(a, b) in &pairs {
        let one = merged(&table.cells[a], &part.cells[b]);
        table.cells[a] = Cell { row_span: one.row_span - 1, ..one };
    }
    part.cells.drain(..pairs.len());
    part.cells.iter_mut().for_each(|c| c.row -= 1);
    part.rows -= 1;
    true
}

/// What is to be known of a row that a page break may cut.
fn finding(cut: Cut, above: &Cell, below: &Cell, as_one: impl Fn() -> Vec<Cell>) -> Option<Finding> {
    let place = |cell: &Cell| Place { page: cell.at.page(), ..Place::at(cell.at) };
    match cut {
        Cut::Drawn => None,
        Cut::Told => {
            let message = "the row at the end of this page and the first one of the next were read as one that the \
                           page break cuts";
            Some(Finding::new(Code::TableJoined, message, place(above)))
        }
        Cut::Doubted | Cut::HadRoom => {
            let message = match cut {
                Cut::HadRoom => {
                    "the first word of the row below the page break had room on the line above the break"
                }
                _ => "one of the rows beside the page break lacks what every row has",
            };
            let readings = ["two rows", "one row that the page break cuts"];
            let finding = Finding::ambiguous(Code::TableAmbiguous, message, readings, place(below));
            Some(finding.other_reading(as_one()))
        }
    }
}

/// The cells of the table's last row and of the part's first one, where the two are divided alike.
fn pairs(table: &Table, growing: &Growing, part: &Table) -> Option<Vec<Pair>> {
    let mut above = growing.tail.clone();
    above.sort_by_key(|&i| table.cells[i].col);
    let below = part.cells.iter().take_while(|c| c.row == 0).count();
    let alike = |(&a, b): (&usize, usize)| {
        let (a, b) = (&table.cells[a], &part.cells[b]);
        (a.col, a.col_span) == (b.col, b.col_span) && a.row >= table.header_rows
    };
    let same = above.len() == below && above.iter().zip(0..below).all(alike);
    same.then(|| above.into_iter().zip(0..below).collect())
}

/// A merged cell that the break cut: where one part is printed empty it is one cell, where no rule closes it or its text
/// goes on its texts are one, and where the text is printed again the second says that it continues.
fn mend_cells(
    table: &mut Table,
    growing: &Growing,
    part: &mut Table,
    at: &Break,
    findings: &mut Vec<Finding>,
) {
    let mut gone = Vec::new();
    let first_row = part.cells.iter().take_while(|c| c.row == 0).count();
    // A blank below a head is none of its cell where values stand beside it.
    if at.heads && part.cells[..first_row].iter().any(|c| c.col > 0 && is_datum(&c.text)) {
        return;
    }
    for below in 0..first_row {
        let b = &part.cells[below];
        let over = |a: &Cell| a.col == b.col && a.col_span == b.col_span && a.row >= table.header_rows;
        let Some(&above) = growing.tail.iter().find(|&&i| over(&table.cells[i])) else { continue };
        let a = &table.cells[above];
        let open = at.open.get(b.col) == Some(&true);
        // Where rules close other cells there, what none closes is one cell over the rows on either side.
        let merged = a.row_span > 1 || b.row_span > 1 || open && at.is_closed_beside();
        let merging =
            growing.columns[b.col].merging || part.cells.iter().any(|c| c.col == b.col && c.row_span > 1);
        let joins = merged && (a.text.is_empty() || b.text.is_empty() || open && a.text != b.text)
            || b.text.is_empty()
                && !a.text.is_empty()
                && (table.header_rows == 0 || merging && is_label(table, growing, a));
        let cut = if joins || !merging { None } else { cut_text(a, b, at, !gone.is_empty()) };
        findings.extend(cut.map(|cut| told(cut, a, b)));
        if joins || cut.is_some() {
            let text = both(&a.text, &b.text);
            let rows = b.row_span;
            let cell = &mut table.cells[above];
            cell.text = clean(&text);
            cell.row_span += rows;
            gone.push(below);
        } else if a.text == b.text && !a.text.is_empty() && merging && (merged || is_label(table, growing, a))
        {
            part.cells[below].continues = true;
        }
    }
    for i in gone.into_iter().rev() {
        part.cells.remove(i);
    }
}

/// The text of a cell that two pages print: one after the other, but for what the second prints again. A spreadsheet
/// prints a merged cell on both pages, and on each what it has room for.
fn both(above: &str, below: &str) -> String {
    let is_in = |part: &str, whole: &str| whole.starts_with(part) || whole.ends_with(part);
    match (above, below) {
        _ if is_in(above, below) => below.to_owned(),
        _ if is_in(below, above) => above.to_owned(),
        _ => format!("{above}{below}"),
    }
}

/// Whether the text of a merged cell goes on below the break, though a rule closes it there; `elsewhere` tells that the
/// break cuts another cell of the same rows.
fn cut_text(above: &Cell, below: &Cell, at: &Break, elsewhere: bool) -> Option<Cut> {
    let (a, b) = (above.text.as_str(), below.text.as_str());
    if a.is_empty() || b.is_empty() || a == b || is_datum(a) || is_datum(b) || is_complete(a) || is_head(b) {
        return None;
    }
    if a.ends_with(['、', '，', '（', '《', '“']) || is_rest(b) {
        return Some(Cut::Told);
    }
    let is = |of: &[bool]| of.get(above.col) == Some(&true);
    let is_sentence = a.ends_with(['。', '；', ';']);
    // A line that fills the last row alone is as well the whole text of a cell of its own.
    let merged = above.row_span > 1 || elsewhere && below.row_span > 1;
    let fills = merged && is(&at.full) && is(&at.no_room);
    (!is_sentence && (fills || is(&at.raised))).then_some(Cut::Doubted)
}

/// What is to be known of a merged cell whose text was put together.
fn told(cut: Cut, above: &Cell, below: &Cell) -> Finding {
    let place = Place { page: above.at.page(), ..Place::at(above.at) };
    let message =
        "a merged cell that the page break cuts was put together: its text goes on on the next page";
    if cut == Cut::Told {
        return Finding::new(Code::TableJoined, message, place);
    }
    let message = "the text of this merged cell at the end of the page seems to go on on the next";
    let readings = ["one cell that the page break cuts", "two cells"];
    let below = Cell { row: above.row + above.row_span, ..below.clone() };
    Finding::ambiguous(Code::TableAmbiguous, message, readings, place)
        .printed(&merged(above, &below).text)
        .other_reading(vec![above.clone(), below])
}

/// Whether the cell labels its row: it stands left of every value.
fn is_label(table: &Table, growing: &Growing, cell: &Cell) -> bool {
    let from = table.cells.partition_point(|c| c.row < cell.row);
    let own = table.cells[from..].iter().take_while(|c| c.row == cell.row);
    // A merged cell over the row ends with the last row too, or is a label.
    let row: Vec<&Cell> = own.chain(growing.tail.iter().map(|&i| &table.cells[i])).collect();
    row.iter().any(|c| c.col >= cell.col + cell.col_span && is_datum(&c.text))
        && row.iter().all(|c| c.col > cell.col || !c.text.contains('—'))
}

/// Where spans are not shown, a label printed again at the top of a page is the last label above it.
fn mark_repeats(table: &Table, growing: &Growing, part: &mut Table) {
    for cell in part.cells.iter_mut().take_while(|c| c.row == 0) {
        // It went on below its first row: empty cells stood under it.
        if let Some((row, text)) = &growing.columns[cell.col].last
            && row + 1 < table.rows
            && cell.text == *text
            && !is_datum(text)
        {
            cell.continues = true;
        }
    }
}

#[cfg(test)]
mod tests;
