//! Annexes that stand one below the other in one grid, as spreadsheets print them, each with its label in a row.

use std::collections::BTreeMap;

use fenjie_model::{At, Rect, Table};

use super::super::{label, measure};
use super::{alone, is_title, keep};
use crate::TableBlock;

/// A label, a title and a measure stand in so many rows.
const MOST_ABOVE: usize = 3;

/// The tables of the annexes in a block; the first holds the count of all.
pub(super) fn annexes(mut block: TableBlock) -> Vec<TableBlock> {
    let starts = starts(&block.table);
    if starts.is_empty() {
        return vec![block];
    }
    // From the last one, so that each cell is moved once.
    let mut found: Vec<TableBlock> =
        starts.into_iter().rev().map(|start| split_off(&mut block, start)).collect();
    let rows = block.table.rows;
    settle(&mut block.table, 0, rows);
    found.push(block);
    found.reverse();
    found
}

/// The rows, but for the first, in which another annex begins: with its label, a title or a measure below it, and no cell
/// over both.
fn starts(table: &Table) -> Vec<usize> {
    let alone = alone(table);
    let number = |row: usize| alone[row].and_then(|cell| label::read(&cell.text)?.number);
    let is_headed = |row: usize| {
        let next = alone.get(row + 1).copied().flatten();
        next.is_some_and(|cell| is_title(cell) || measure::read(&cell.text).is_some())
    };
    let mut last = (0..table.rows.min(MOST_ABOVE)).find_map(number);
    let mut starts = Vec::new();
    let mut cells = table.cells.iter().peekable();
    let mut reached = 0;
    for row in 2..table.rows {
        while let Some(cell) = cells.next_if(|cell| cell.row < row) {
            reached = reached.max(cell.row + cell.row_span);
        }
        let own = number(row).filter(|own| Some(*own) != last && is_headed(row));
        if own.is_some() && reached <= row {
            last = own;
            starts.push(row);
        }
    }
    starts
}

/// Takes the rows from `start` on out of a block, as one of their own.
fn split_off(block: &mut TableBlock, start: usize) -> TableBlock {
    let at = block.table.cells.partition_point(|cell| cell.row < start);
    let own = block.table.cells.split_off(at);
    let above = std::mem::replace(&mut block.table.cells, own);
    let mut rest = TableBlock { count: 0, ..block.clone() };
    settle(&mut rest.table, start, block.table.rows);
    block.table.cells = above;
    block.table.rows = start;
    rest
}

/// Keeps the rows of a table from `first` to before `last`, and the pages that these are on.
fn settle(table: &mut Table, first: usize, last: usize) {
    keep(table, first, last);
    let mut boxes: BTreeMap<u32, Rect> = BTreeMap::new();
    for cell in &table.cells {
        if let At::Page { page, bbox } = cell.at {
            boxes.entry(page).and_modify(|of| *of = of.union(bbox)).or_insert(bbox);
        }
    }
    table.pages = boxes.keys().copied().collect();
    table.parts = boxes.into_iter().collect();
}

#[cfg(test)]
mod tests {
    use fenjie_model::{At, Rect};

    use super::annexes;
    use crate::TableBlock;
    use crate::table::tests::table;

    fn block(rows: &str) -> TableBlock {
        TableBlock {
            table: table(rows),
            count: 9,
            columns: Vec::new(),
            bbox: Rect::default(),
            continuation: false,
            ends: Box::default(),
        }
    }

    #[test]
    fn each_has_its_pages_and_what_it_holds_is_counted_once() {
        let mut whole = block("附件1 <\n招商目标表 <\n甲镇 1\n附件2 <\n商贸目标表 <\n甲镇 2\n乙镇 3");
        for cell in &mut whole.table.cells {
            let (page, top) = if cell.row < 5 { (1, 20.0 * cell.row as f32) } else { (2, 20.0) };
            cell.at = At::Page { page, bbox: Rect::new(10.0, top, 90.0, top + 20.0) };
        }
        let found = annexes(whole);
        let drawn: Vec<_> = found.iter().map(|b| (b.table.rows, b.table.pages.clone(), b.count)).collect();
        assert_eq!(drawn, [(3, vec![1], 9), (4, vec![1, 2], 0)]);
        assert_eq!(found[0].table.parts, [(1, Rect::new(10.0, 0.0, 90.0, 60.0))]);
    }

    #[test]
    fn a_cell_over_both_keeps_them_one() {
        let one = "附件1 < 注\n招商目标表 < ^\n甲镇 1 ^\n附件2 < ^\n商贸目标表 < ^\n甲镇 2 ^";
        assert_eq!(annexes(block(one)).len(), 1);
    }

    #[test]
    fn many_cost_no_more_than_their_cells() {
        let rows: String =
            (1..=3_000).map(|n| format!("附件{} <\n招商目标表 <\n甲镇 {n}\n", n % 900 + 1)).collect();
        let found = annexes(block(rows.trim_end()));
        assert_eq!(found.len(), 3_000);
        // Nothing of the others is kept.
        assert!(found[1..].iter().all(|block| block.table.cells.capacity() < 100));
    }
}
