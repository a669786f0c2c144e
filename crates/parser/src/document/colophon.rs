//! A 版记 that is set as a table, or stands in the last rows of one: its rows are lines.

use super::{Item, Line, imprint};
use crate::{TableBlock, TextLine};

/// A 版记 has no more rows than this.
const MOST_ROWS: usize = 8;

/// The table without such rows, and the lines that they are.
pub(super) fn apart(mut block: TableBlock) -> Vec<Item> {
    let Some(first) = first(&block) else { return vec![Item::Table(block)] };
    let table = &mut block.table;
    // A table that goes on has the lines of its source still to its name.
    let mut count = if first == 0 { block.count } else { 0 };
    let mut items = Vec::new();
    for row in first..table.rows {
        let text = printed(table, row);
        let Some(cell) = table.cells.iter().find(|cell| cell.row == row) else { continue };
        if !text.is_empty() {
            let line = TextLine { count: std::mem::take(&mut count), ..TextLine::new(text, cell.at) };
            items.push(Item::Line(Line::new(line)));
        }
    }
    if first > 0 {
        table.cells.retain(|cell| cell.row < first);
        table.rows = first;
        table.header_rows = crate::table::header::header_rows(table);
        items.insert(0, Item::Table(block));
    }
    items
}

/// The first row of a 版记 that takes the rest of the table.
fn first(block: &TableBlock) -> Option<usize> {
    let table = &block.table;
    let from = table.rows.saturating_sub(MOST_ROWS);
    let texts: Vec<String> = (from..table.rows).map(|row| super::text::clean(&printed(table, row))).collect();
    let first = texts.iter().position(|text| imprint::begins(text))?;
    let whole = texts[first..].iter().all(|text| text.is_empty() || imprint::belongs(text));
    // No cell of the table reaches into it.
    let is_apart =
        table.cells.iter().all(|cell| cell.row >= from + first || cell.row + cell.row_span <= from + first);
    (whole && is_apart).then_some(from + first)
}

/// The texts of a row, apart as on paper.
fn printed(table: &fenjie_model::Table, row: usize) -> String {
    let texts = table.cells.iter().filter(|cell| cell.row == row && !cell.text.is_empty());
    texts.map(|cell| cell.text.as_str()).collect::<Vec<_>>().join("　　")
}

#[cfg(test)]
mod tests {
    use super::super::Item;
    use super::apart;
    use crate::table::tests::{draw, table};

    #[track_caller]
    fn check(rows: &str, expected: &[&str]) {
        let block = crate::TableBlock {
            table: table(rows),
            count: 7,
            columns: Vec::new(),
            bbox: fenjie_model::Rect::default(),
            continuation: false,
            ends: Box::default(),
        };
        let items = apart(block);
        assert_eq!(items.iter().map(Item::count).sum::<usize>(), 7);
        let drawn = |item: &Item| match item {
            Item::Line(line) => line.text.clone(),
            Item::Table(block) => draw(&block.table),
        };
        assert_eq!(items.iter().map(drawn).collect::<Vec<_>>(), expected);
    }

    #[test]
    fn an_imprint_as_a_table() {
        check(
            "抄送：县委办公室。 <\n甲县政府办公室 2024年3月2日印发",
            &["抄送：县委办公室。", "甲县政府办公室2024年3月2日印发"],
        );
        check("甲县政府办公室 2024年3月2日印发", &["甲县政府办公室2024年3月2日印发"]);
    }

    #[test]
    fn an_imprint_below_a_table() {
        check(
            "单位 亩\n甲镇 1\n抄送：县委办公室。 <\n甲县政府办公室 2024年3月2日印发",
            &["单位 亩\n甲镇 1", "抄送：县委办公室。", "甲县政府办公室2024年3月2日印发"],
        );
    }

    #[test]
    fn rows_of_data_are_no_imprint() {
        for rows in ["文件 印发\n方案 2024年3月2日印发\n细则 未印发", "单位 做法\n抄送：甲 12\n乙镇 3"]
        {
            check(rows, &[rows]);
        }
    }
}
