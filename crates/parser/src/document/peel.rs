//! Rows of a table that are no rows: labels, titles and measures printed over the whole width above the header, notes
//! below the last row, as spreadsheets hold them.

mod annexes;

use fenjie_model::{Cell, Table};

use super::{Item, Line, label, measure, notes, title};
use crate::{TableBlock, TextLine};

/// The table with such rows as lines before and behind it; several tables, where it holds several annexes.
pub(super) fn apart(block: TableBlock) -> Vec<Item> {
    annexes::annexes(block).into_iter().flat_map(peeled).collect()
}

fn peeled(mut block: TableBlock) -> Vec<Item> {
    let table = &block.table;
    let alone = alone(table);
    let first = above(table, &alone);
    let below: Vec<&Cell> = alone[first..].iter().rev().map_while(|cell| *cell).collect();
    // The lines of a note follow it.
    let last = below.iter().filter(|cell| is_below(cell)).map(|cell| cell.row).min().unwrap_or(table.rows);
    if first == 0 && last == table.rows || first >= last {
        return vec![Item::Table(block)];
    }
    let line = |cell: &Cell| {
        let centred = cell.row < first && !is_label(cell);
        Item::Line(Line::new(TextLine { centred, count: 0, ..TextLine::new(&cell.text, cell.at) }))
    };
    let of_rows = |from: usize, to: usize| {
        table.cells.iter().filter(move |cell| (from..to).contains(&cell.row) && !cell.text.is_empty())
    };
    let before: Vec<Item> = of_rows(0, first).map(line).collect();
    let behind: Vec<Item> = of_rows(last, table.rows).map(line).collect();
    keep(&mut block.table, first, last);
    before.into_iter().chain([Item::Table(block)]).chain(behind).collect()
}

/// Less than this can be a group of columns whose text stands over more of them (林业生产任务).
const SHORTEST_TITLE: usize = 8;

/// How many rows stand above the header.
fn above(table: &Table, alone: &[Option<&Cell>]) -> usize {
    let whole: Vec<&Cell> = alone.iter().map_while(|cell| *cell).collect();
    let named = whole.iter().take_while(|cell| is_label(cell) || is_title(cell)).count();
    // A title alone can be the first header row; a label or a measure beside it cannot.
    if whole[..named].iter().any(|cell| is_label(cell)) {
        return named;
    }
    // Nor can what stands over all columns as one cell, over a header of its own.
    let titles = whole.iter().take_while(|cell| !is_section(cell)).count();
    let text: String = whole[..titles].iter().map(|cell| cell.text.as_str()).collect();
    // Where no spans are shown, what is not a title to its end may stand over the first columns alone.
    let (is_whole, is_long) = (title::is_whole(&text), text.chars().count() >= SHORTEST_TITLE);
    let is_titled = title::is_title(&text) && (is_whole || is_long && table.spans_shown);
    let has_header = || {
        let mut rest = table.clone();
        keep(&mut rest, titles, table.rows);
        rest.header_rows > 0
    };
    if is_titled && titles < table.rows && has_header() { titles } else { 0 }
}

/// For each row the cell that has its single text, over its whole width.
fn alone(table: &Table) -> Vec<Option<&Cell>> {
    let mut texts: Vec<(usize, Option<&Cell>)> = vec![(0, None); table.rows];
    for cell in table.cells.iter().filter(|cell| !cell.text.is_empty()) {
        for (count, first) in texts.iter_mut().skip(cell.row).take(cell.row_span) {
            *count += 1;
            first.get_or_insert(cell);
        }
    }
    let is_whole = |cell: &&Cell| {
        let is_wide = if table.spans_shown {
            cell.col_span == table.columns || is_label(cell)
        } else {
            cell.col == 0 || measure::read(&cell.text).is_some()
        };
        is_wide && cell.row_span == 1 && table.columns > 1
    };
    texts.into_iter().map(|(count, first)| first.filter(|_| count == 1).filter(is_whole)).collect()
}

fn is_label(cell: &Cell) -> bool {
    label::read(&cell.text).is_some() || measure::read(&cell.text).is_some()
}

/// 一、经济增长: it heads the rows below it.
fn is_section(cell: &Cell) -> bool {
    cell.text.starts_with(|c| "一二三四五六七八九十（(".contains(c))
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
    use crate::table::tests::{draw, table};

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
    fn a_title_over_two_header_rows() {
        check(
            "2023年公益性岗位任务表\t\t\t\n乡镇\t岗位数\t\t资金\n\t总数\t保洁员\t\n甲镇\t120\t60\t86.4\n",
            &["2023年公益性岗位任务表", "table 3×4 2"],
        );
        check("2023年公益性岗位\t\t\t\n乡镇\t岗位数\t\t资金\n甲镇\t120\t60\t86.4\n", &["table 3×4 1"]);
    }

    /// The rows of a table that shows its spans.
    #[track_caller]
    fn check_spans(rows: &str, expected: &[&str]) {
        let block = crate::TableBlock {
            table: table(rows),
            count: 0,
            columns: Vec::new(),
            bbox: fenjie_model::Rect::default(),
            continuation: false,
            ends: Box::default(),
        };
        let drawn: Vec<String> = apart(block)
            .into_iter()
            .map(|item| match item {
                Item::Line(line) => line.text,
                Item::Table(block) => draw(&block.table),
            })
            .collect();
        assert_eq!(drawn, expected);
    }

    #[test]
    fn a_title_over_all_columns() {
        check_spans(
            "甲县2024年经济社会 < <\n主要预期目标 < <\n单位 合同 实到\n乙镇 1 2\n注：快报数。 < <\n2.不含丙镇。 < <",
            &[
                "甲县2024年经济社会",
                "主要预期目标",
                "单位 合同 实到\n乙镇 1 2",
                "注：快报数。",
                "2.不含丙镇。",
            ],
        );
        check_spans("林业任务 < <\n单位 合同 实到\n乙镇 1 2", &["林业任务 < <\n单位 合同 实到\n乙镇 1 2"]);
        check_spans(
            "一、经济目标 < <\n单位 合同 实到\n乙镇 1 2",
            &["一、经济目标 < <\n单位 合同 实到\n乙镇 1 2"],
        );
    }

    #[test]
    fn annexes_one_below_the_other_are_tables_apart() {
        check(
            "附件1\t\n招商目标表\t\n单位\t目标\n甲镇\t1\n附件2\t\n商贸目标表\t\n单位\t目标\n甲镇\t2",
            &["附件1", "招商目标表", "table 2×2 1", "附件2", "商贸目标表", "table 2×2 1"],
        );
        // The label again on the next page, and what rows are of.
        check_spans(
            "单位 目标\n附件1 <\n甲镇 1\n附件2 <\n甲镇 2",
            &["单位 目标\n附件1 <\n甲镇 1\n附件2 <\n甲镇 2"],
        );
        check_spans(
            "附件1 <\n招商目标表 <\n单位 目标\n甲镇 1\n附件1 <\n招商目标表 <\n乙镇 2",
            &["附件1", "招商目标表", "单位 目标\n甲镇 1\n附件1 <\n招商目标表 <\n乙镇 2"],
        );
    }

    #[test]
    fn header_and_sections_stay() {
        check("2024年目标\t\t\n单位\t合同\t实到\n乙镇\t1\t2", &["table 3×3 1"]);
        check("指标\t目标\n一、经济\t\n产值\t1", &["table 3×2 1"]);
    }
}
