//! Mends what a page break cut: a row in two, a merged cell in two.

use fenjie_model::text::clean;
use fenjie_model::{At, Cell, Table};

use super::super::header::is_datum;

/// Mends the table at the row that a later page begins with.
pub(super) fn mend(table: &mut Table, seam: usize) {
    if seam == 0 || seam >= table.rows {
        return;
    }
    if is_sliver(table, seam) {
        remove_row(table, seam);
    }
    let mut seam = seam;
    if is_sliver(table, seam - 1) {
        remove_row(table, seam - 1);
        seam -= 1;
    }
    if seam == 0 || seam >= table.rows {
        return;
    }
    mend_row(table, seam);
    mend_cells(table, seam.min(table.rows - 1));
}

/// A row lower than this, in points, holds no text.
const SLIVER: f32 = 5.0;

/// Whether a row is what a page break left of another: too low for text, and empty.
fn is_sliver(table: &Table, row: usize) -> bool {
    let mut own = row_cells(table, row).into_iter().map(|i| &table.cells[i]).peekable();
    row >= table.header_rows
        && own.peek().is_some()
        && own.all(|c| c.text.is_empty() && matches!(c.at, At::Page { bbox, .. } if bbox.height() < SLIVER))
}

/// The cells of one row alone (no merged cells) that begin in it. Cells are in the order of their rows.
fn row_cells(table: &Table, row: usize) -> Vec<usize> {
    let begin = table.cells.partition_point(|cell| cell.row < row);
    let own = table.cells[begin..].iter().take_while(|cell| cell.row == row).count();
    (begin..begin + own).filter(|&i| table.cells[i].row_span == 1).collect()
}

/// A row that the break cut is printed in two: one part lacks the numbers, being the rest of a wrapped text.
fn mend_row(table: &mut Table, seam: usize) {
    let (above, below) = (row_cells(table, seam - 1), row_cells(table, seam));
    let columns = |cells: &[usize]| {
        cells.iter().map(|&i| (table.cells[i].col, table.cells[i].col_span)).collect::<Vec<_>>()
    };
    if above.len() < 2 || columns(&above) != columns(&below) || seam - 1 < table.header_rows {
        return;
    }
    let text = |i: &usize| table.cells[*i].text.as_str();
    let filled = |cells: &[usize]| cells.iter().filter(|i| !text(i).is_empty()).count();
    let data = |cells: &[usize]| cells.iter().filter(|i| is_datum(text(i))).count();
    let (poor, rich) = if filled(&above) < filled(&below) { (&above, &below) } else { (&below, &above) };
    let cut = filled(poor) > 0
        && data(poor) == 0
        && 2 * filled(poor) <= filled(rich)
        && (data(rich) > 0 || filled(poor) == 1)
        // The rest of a wrapped text stands where the other part has text too, or has none to have.
        && poor.iter().zip(rich).any(|(p, r)| !text(p).is_empty() && !text(r).is_empty());
    if !cut {
        return;
    }
    for (&a, &b) in above.iter().zip(&below) {
        table.cells[a].text = clean(&format!("{}{}", table.cells[a].text, table.cells[b].text));
    }
    remove_row(table, seam);
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

/// A merged cell that the break cut: where one part is printed empty it is one cell, where the text is printed again
/// the second says that it continues.
fn mend_cells(table: &mut Table, seam: usize) {
    let mut merging = vec![false; table.columns];
    for cell in table.cells.iter().filter(|cell| cell.row >= table.header_rows && cell.row_span > 1) {
        merging[cell.col] = true;
    }
    let mut gone = Vec::new();
    let begin = table.cells.partition_point(|cell| cell.row < seam);
    let own = table.cells[begin..].iter().take_while(|cell| cell.row == seam).count();
    for below in begin..begin + own {
        let b = &table.cells[below];
        let Some(above) = table.cells[..begin].iter().rposition(|a| {
            a.row + a.row_span == seam
                && a.col == b.col
                && a.col_span == b.col_span
                && a.row >= table.header_rows
        }) else {
            continue;
        };
        let a = &table.cells[above];
        let merged = a.row_span > 1 || b.row_span > 1;
        if merged && (a.text.is_empty() || b.text.is_empty()) {
            let (rows, text) = (b.row_span, b.text.clone());
            let cell = &mut table.cells[above];
            cell.row_span += rows;
            if cell.text.is_empty() {
                cell.text = text;
            }
            gone.push(below);
        } else if b.text.is_empty()
            && !a.text.is_empty()
            && (table.header_rows == 0 || (merging[b.col] && label(table, a)))
        {
            table.cells[above].row_span += 1;
            gone.push(below);
        } else if a.text == b.text && !a.text.is_empty() && merging[b.col] && (merged || label(table, a)) {
            table.cells[below].continues = true;
        }
    }
    for i in gone.into_iter().rev() {
        table.cells.remove(i);
    }
    if !table.spans_shown {
        mark_repeats(table, seam);
    }
}

/// Whether the cell labels its row: it stands left of every value.
fn label(table: &Table, cell: &Cell) -> bool {
    let texts = row_texts(table, cell.row);
    let values = cell.col + cell.col_span;
    texts.iter().skip(values).any(|text| is_datum(text))
        && texts.iter().take(cell.col + 1).all(|text| !text.contains('—'))
}

/// The texts of a row by column, those of merged cells from above included.
fn row_texts(table: &Table, row: usize) -> Vec<&str> {
    let mut texts: Vec<Option<&str>> = vec![None; table.columns];
    let mut missing = table.columns;
    let end = table.cells.partition_point(|cell| cell.row <= row);
    for cell in table.cells[..end].iter().rev().filter(|cell| cell.row + cell.row_span > row) {
        for text in texts.iter_mut().skip(cell.col).take(cell.col_span).filter(|text| text.is_none()) {
            *text = Some(&cell.text);
            missing -= 1;
        }
        if missing == 0 {
            break;
        }
    }
    texts.into_iter().map(Option::unwrap_or_default).collect()
}

/// Where spans are not shown, a label printed again at the top of a page is the last label above it.
fn mark_repeats(table: &mut Table, seam: usize) {
    for col in 0..table.columns {
        let last = table
            .cells
            .iter()
            .rfind(|c| c.col == col && c.row >= table.header_rows && c.row < seam && !c.text.is_empty())
            .map(|c| (c.row, c.text.clone()));
        let Some((row, text)) = last else { continue };
        // It went on below its first row: empty cells stood under it.
        let went_on = row + 1 < seam;
        if let Some(cell) = table.cells.iter_mut().find(|c| c.row == seam && c.col == col)
            && went_on
            && cell.text == text
            && !is_datum(&text)
        {
            cell.continues = true;
        }
    }
}
