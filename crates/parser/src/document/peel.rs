//! Rows of a table that are no rows: labels, titles and measures printed over the whole width above the header, notes below
//! the last row, as spreadsheets hold them.

use fenjie_model::{Cell, Table};

use super::{Item, Line, label, measure, notes, title};
use crate::{TableBlock, TextLine};

/// The table with such rows as lines before and behind it.
pub(super) fn apart(mut block: TableBlock) -> Vec<Item> {
    let table = &block.table;
    let above: Vec<&Cell> =
        (0..table.rows).map_while(|row| only_cell(table, row)).take_while(|cell| is_above(cell)).collect();
    // A title alone can be the first header row; a label or a measure beside it cannot.
    let first = if above.iter().any(|cell| !is_title(cell)) { above.len() } else { 0 };
    let below = (first..table.rows)
        .rev()
        .map_while(|row| only_cell(table, row))
        .take_while(|cell| is_below(cell))
        .count();
    let last = table.rows - below;
    if first == 0 && below == 0 || first >= last {
        return vec![Item::Table(block)];
    }
    let line = |cell: &Cell| {
        Item::Line(Line::new(TextLine {
            text: cell.text.clone(),
            at: cell.at,
            size: 0.0,
            centred: false,
            indented: false,
            heading: false,
            furniture: false,
            count: 0,
        }))
    };
    let of_rows = |from: usize, to: usize| {
        table.cells.iter().filter(move |cell| (from..to).contains(&cell.row) && !cell.text.is_empty())
    };
    let before: Vec<Item> = of_rows(0, first).map(line).collect();
    let behind: Vec<Item> = of_rows(last, table.rows).map(line).collect();
    keep(&mut block.table, first, last);
    before.into_iter().chain([Item::Table(block)]).chain(behind).collect()
}

/// The cell of a row that has a single text over its whole width.
fn only_cell(table: &Table, row: usize) -> Option<&Cell> {
    let mut texts = table
        .cells
        .iter()
        .filter(|cell| cell.row <= row && row < cell.row + cell.row_span && !cell.text.is_empty());
    let cell = texts.next()?;
    let is_whole = if table.spans_shown {
        cell.col_span == table.columns
    } else {
        cell.col == 0 || measure::read(&cell.text).is_some()
    };
    (texts.next().is_none() && is_whole && cell.row_span == 1 && table.columns > 1).then_some(cell)
}

fn is_above(cell: &Cell) -> bool {
    label::read(&cell.text).is_some() || measure::read(&cell.text).is_some() || is_title(cell)
}

fn is_title(cell: &Cell) -> bool {
    title::is_whole(&cell.text) && title::is_title(&cell.text)
}

fn is_below(cell: &Cell) -> bool {
    notes::starts(&cell.text) || notes::explains_mark(&cell.text)
}

/// Keeps the rows from `first` to before `last`.
fn keep(table: &mut Table, first: usize, last: usize) {
    table.cells.retain(|cell| (first..last).contains(&cell.row));
    for cell in &mut table.cells {
        cell.row -= first;
    }
    table.rows = last - first;
    table.header_rows = crate::table::header::header_rows(table);
}

#[cfg(test)]
mod tests {
    use super::super::Item;
    use super::apart;
    use crate::Block;

    #[track_caller]
    fn check(text: &str, expected: &[&str]) {
        let (blocks, _) = crate::text::tests::tabs(text);
        let drawn: Vec<String> = blocks
            .into_iter()
            .flat_map(|block| match block {
                Block::Table(block) => apart(block),
                Block::Line(line) => vec![Item::Line(super::Line::new(line))],
            })
            .map(|item| match item {
                Item::Line(line) => line.text,
                Item::Table(block) => {
                    format!("table {}×{} {}", block.table.rows, block.table.columns, block.table.header_rows)
                }
            })
            .collect();
        assert_eq!(drawn, expected);
    }

    #[test]
    fn rows_of_a_spreadsheet() {
        check(
            "附件1\t\t\n2024年招商目标表\t\t\n\t\t单位：万元\n单位\t目标\t\n\t合同\t实到\n乙镇\t1\t2\n注：快报数\t\t",
            &["附件1", "2024年招商目标表", "单位：万元", "table 3×3 2", "注：快报数"],
        );
    }

    #[test]
    fn header_and_sections_stay() {
        check("2024年目标\t\t\n单位\t合同\t实到\n乙镇\t1\t2", &["table 3×3 1"]);
        check("指标\t目标\n一、经济\t\n产值\t1", &["table 3×2 1"]);
    }
}
