//! A part is appended to the table that it goes on.

use fenjie_model::{Finding, Table};

use super::super::header::{header_rows, is_header_alone};
use super::Open;
use super::columns::{self, Mapping};
use super::growing::{Growing, head};
use super::seam::{self, Break};
use crate::{Ends, TableBlock};

/// Appends the part; whether the break had cut the table's header.
pub(super) fn append(
    into: &mut TableBlock,
    open: &mut Open,
    mut part: TableBlock,
    mapping: &Mapping,
    findings: &mut Vec<Finding>,
) -> bool {
    let header_cut = into.table.rows == 1 || is_header_alone(&into.table);
    let rows = into.table.rows;
    if into.table.parts.len() == 1 {
        seam::trim(into);
    }
    part.table.header_rows = mapping.repeated;
    seam::trim(&mut part);
    let at = Break { heads: is_header_alone(&into.table), ..page_break(into, &part, mapping) };
    if header_cut {
        into.table.header_rows = 0;
    }
    if header_cut || rows != into.table.rows || !mapping.keeps_table() {
        widen(&mut into.table, &mapping.table, mapping.columns);
        open.growing = Growing::new(&mut into.table);
        open.head = head(&into.table);
    }
    let tail = &mut part.table;
    tail.cells.retain(|c| c.row >= mapping.repeated);
    tail.cells.iter_mut().for_each(|c| c.row -= mapping.repeated);
    tail.rows -= mapping.repeated;
    tail.header_rows = 0;
    widen(tail, &mapping.part, mapping.columns);
    tail.cells.sort_by_key(|c| (c.row, c.col));
    seam::mend(&mut into.table, &open.growing, tail, &at, findings);
    open.growing.append(&mut into.table, tail);
    into.table.pages.append(&mut tail.pages);
    into.table.parts.append(&mut tail.parts);
    into.table.method = into.table.method.max(tail.method);
    into.count += part.count;
    let gaps = if mapping.exact && mapping.repeated == 0 {
        columns::meet(&into.ends.gaps, &part.ends.gaps)
    } else {
        std::mem::take(&mut part.ends.gaps)
    };
    *into.ends = Ends {
        gaps,
        open_above: std::mem::take(&mut into.ends.open_above),
        open_below: spread(&part.ends.open_below, &mapping.part, mapping.columns),
        full: spread(&part.ends.full, &mapping.part, mapping.columns),
        letters: spread(&part.ends.letters, &mapping.part, mapping.columns),
        no_room: spread(&part.ends.no_room, &mapping.part, mapping.columns),
        raised: Vec::new(),
    };
    // The next part is held against this one: the parts of a table can differ in the widths of their columns.
    if part.columns.len() == mapping.part.len() {
        into.columns = vec![f32::NAN; mapping.columns + 1];
        for (start, x) in mapping.part.iter().zip(&part.columns) {
            into.columns[*start] = *x;
        }
    }
    if header_cut {
        into.table.header_rows = header_rows(&into.table);
        open.growing = Growing::new(&mut into.table);
        open.head = head(&into.table);
    }
    header_cut
}

/// What both sides tell of the break. A table whose outer sides are not ruled at all does not tell by them.
fn page_break(table: &TableBlock, part: &TableBlock, mapping: &Mapping) -> Break {
    let below = spread(&table.ends.open_below, &mapping.table, mapping.columns);
    let above = spread(&part.ends.open_above, &mapping.part, mapping.columns);
    let unruled = table.ends.open_above.iter().any(|o| *o);
    // Below a header that is printed again a rule stands whatever follows.
    let open =
        below.iter().zip(&above).map(|(a, b)| *a && (*b || mapping.repeated > 0) && !unruled).collect();
    let known = |of: &[bool]| spread(of, &mapping.table, mapping.columns);
    let raised = |col: usize| part.ends.raised.contains(&(mapping.repeated, col));
    let raised: Vec<bool> = (0..part.table.columns).map(raised).collect();
    Break {
        open,
        full: known(&table.ends.full),
        letters: spread(&table.ends.letters, &mapping.table, mapping.columns),
        no_room: known(&table.ends.no_room),
        raised: spread(&raised, &mapping.part, mapping.columns),
        heads: false,
    }
}

/// What is known of each column, for the joined columns.
fn spread<T: Copy + Default>(of: &[T], starts: &[usize], columns: usize) -> Vec<T> {
    if of.len() + 1 != starts.len() {
        return Vec::new();
    }
    let mut all = vec![T::default(); columns];
    for (w, known) in starts.windows(2).zip(of) {
        all[w[0]..w[1]].fill(*known);
    }
    all
}

/// Lays the columns of a table out anew: column `i` becomes the columns from `starts[i]` to `starts[i + 1]`.
fn widen(table: &mut Table, starts: &[usize], columns: usize) {
    for cell in &mut table.cells {
        let end = starts[(cell.col + cell.col_span).min(starts.len() - 1)];
        cell.col = starts[cell.col.min(starts.len() - 1)];
        cell.col_span = (end - cell.col).max(1);
    }
    table.columns = columns;
}
