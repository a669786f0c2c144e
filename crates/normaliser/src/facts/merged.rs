//! Words before nothing but blanks, where a source cannot show spans and no other row has a blank: they may go on over them.

use fenjie_model::{Cell, Code, Finding, Place, ValueKind};

use crate::form::{Form, Group, Role, section};
use crate::grid::Grid;
use crate::value;

/// So few blanks behind the words may be places without a goal.
const FEWEST: usize = 2;

/// The cells of words that may go on over the rest of their row.
pub(super) fn cells<'a>(grid: &Grid<'a>, form: &Form) -> Vec<&'a Cell> {
    form.groups.iter().flat_map(|group| of_group(grid, form.header_rows, group)).collect()
}

fn of_group<'a>(grid: &Grid<'a>, header_rows: usize, group: &Group) -> Vec<&'a Cell> {
    let columns: Vec<usize> = group.of(Role::Value).collect();
    let Some((first, others)) = columns.split_first().filter(|(_, others)| others.len() >= FEWEST) else {
        return Vec::new();
    };
    let rows = (header_rows..grid.rows()).filter(|row| section(grid, *row).is_none() && !grid.is_head(*row));
    let (mut found, mut full) = (Vec::new(), 0);
    for row in rows {
        let blanks = others.iter().filter(|col| !grid.prints(row, **col)).count();
        let is_printed = grid.prints(row, *first);
        let says_words = || value::read(grid.text(row, *first)).kind == ValueKind::Text;
        match blanks {
            0 if is_printed => full += 1,
            // In the first row they are likelier a second line of heads.
            blanks if blanks == others.len() && is_printed && row > header_rows && says_words() => {
                found.extend(grid.cell(row, *first))
            }
            _ => return Vec::new(),
        }
    }
    if full > found.len() { found } else { Vec::new() }
}

/// Says so.
pub(super) fn finding(cell: &Cell, place: Place) -> Finding {
    let message = format!("{} stands before blanks alone, and no other row has any", cell.text);
    let readings = ["the value of the first place alone", "the value of each place"];
    Finding::ambiguous(Code::TableAmbiguous, message, readings, place).printed(&cell.text)
}
