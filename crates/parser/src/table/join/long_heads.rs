//! Heads that a page prints again, where some of them reach down beside the rows below: no rule closes them there, for the
//! cell below is blank and goes on from the page before.

use fenjie_model::text::fold;
use fenjie_model::{Cell, Table};

/// Closes the heads of a part below as many rows as the table's heads have, where both print the same ones. `head` is the
/// table's first rows.
pub(super) fn close(head: &Table, part: &mut Table) {
    /// Fewer texts can be anything.
    const FEWEST: usize = 3;
    let rows = head.header_rows;
    let reaches = |cell: &Cell| cell.row < rows && cell.row + cell.row_span > rows;
    if rows == 0 || part.rows <= rows || !part.cells.iter().any(reaches) {
        return;
    }
    let texts = |table: &Table| -> Vec<(usize, String)> {
        let own = table.cells.iter().filter(|cell| cell.row < rows);
        own.map(|cell| (cell.row, fold(&cell.text).into_owned())).collect()
    };
    let own = texts(part);
    let printed = own.iter().filter(|(_, text)| !text.is_empty()).count();
    // Rows stand beside what reaches down.
    let is_row = part.cells.iter().any(|cell| cell.row == rows);
    if printed < FEWEST || !is_row || own != texts(head) {
        return;
    }
    let blanks: Vec<Cell> = part
        .cells
        .iter_mut()
        .filter(|cell| reaches(cell))
        .map(|cell| {
            let below = cell.row + cell.row_span - rows;
            cell.row_span = rows - cell.row;
            Cell::new(rows, cell.col, String::new(), cell.at).over(below, cell.col_span)
        })
        .collect();
    part.cells.extend(blanks);
    part.cells.sort_by_key(|cell| (cell.row, cell.col));
    part.header_rows = rows;
}

#[cfg(test)]
mod tests {
    use super::super::super::tests::{draw, table};
    use super::*;

    #[test]
    fn a_head_that_reaches_down_is_closed() {
        let closed = |part: &str| {
            let mut head = table("类 名 学时 <\n^ ^ 理 实\n甲 a 1 2");
            head.header_rows = 2;
            let mut part = table(part);
            part.spans_shown = true;
            close(&head, &mut part);
            draw(&part)
        };
        let part = "类 名 学时 <\n^ ^ 理 实\n^ b 3 4\n乙 c 5 6";
        assert_eq!(closed(part), "类 名 学时 <\n^ ^ 理 实\n_ b 3 4\n乙 c 5 6");
        // Other heads, and no row below.
        let other = part.replace("学时", "学分");
        assert_eq!(closed(&other), other);
        let alone = "类 名 学时 <\n^ ^ 理 实";
        assert_eq!(closed(alone), alone);
    }
}
