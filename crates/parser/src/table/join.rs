//! The parts of a table on several pages become one table.
//!
//! A part goes on the table before it when nothing of the notice stands between them, and its columns are the table's:
//! by its header printed again, or without one by its geometry. The header stays once, a cell or row that the break
//! cut is mended ([`seam`]), and every cell keeps its own place.

mod columns;
mod seam;

use fenjie_model::{Code, Finding, Place, Table};

use super::furniture::{is_continuation, is_page_number};
use crate::{Block, TableBlock, TextLine};
use columns::{Mapping, map_columns};

/// Joins the parts of tables. Lines between two parts stay, before the joined table's successor, as furniture.
pub(crate) fn join(blocks: Vec<Block>) -> (Vec<Block>, Vec<Finding>) {
    let mut out: Vec<Block> = Vec::with_capacity(blocks.len());
    let mut findings = Vec::new();
    let mut last_table: Option<usize> = None;
    for block in blocks {
        let Block::Table(mut part) = block else {
            out.push(block);
            continue;
        };
        if let Some(i) = last_table
            && let Some(marked) = passable(&out, i)
        {
            part.continuation |= marked;
            let Block::Table(table) = &mut out[i] else { continue };
            if let Some(mapping) = continues(table, &part) {
                report(table, &part, &mapping, &mut findings);
                append(table, part, &mapping);
                for between in &mut out[i + 1..] {
                    if let Block::Line(line) = between {
                        line.furniture = true;
                    }
                }
                continue;
            }
        }
        last_table = Some(out.len());
        out.push(Block::Table(part));
    }
    (out, findings)
}

/// Whether nothing between the table at `table` and the end keeps a part from going on, and if so whether a
/// continuation mark stands there.
fn passable(blocks: &[Block], table: usize) -> Option<bool> {
    let note = blocks[..table].iter().rev().find_map(|b| match b {
        Block::Line(l) if !l.furniture => Some(squeezed(l)),
        _ => None,
    });
    let mut marked = false;
    for block in &blocks[table + 1..] {
        let Block::Line(line) = block else { return None };
        if is_continuation(&line.text) {
            marked = true;
        } else if !(line.furniture || is_page_number(&line.text) || repeats(line, note.as_deref())) {
            return None;
        }
    }
    Some(marked)
}

/// Whether the line prints the 单位 line above the table again.
fn repeats(line: &TextLine, note: Option<&str>) -> bool {
    let text = squeezed(line);
    text.contains("单位") && note == Some(&text)
}

fn squeezed(line: &TextLine) -> String {
    fenjie_model::text::fold(&line.text)
}

/// How the columns of `part` lie in `table`, if it goes on.
fn continues(table: &TableBlock, part: &TableBlock) -> Option<Mapping> {
    match (table.table.pages.last(), part.table.pages.first()) {
        (Some(a), Some(b)) if *b != a + 1 => return None,
        (Some(_), None) | (None, Some(_)) => return None,
        _ => {}
    }
    map_columns(table, part)
}

fn report(table: &TableBlock, part: &TableBlock, mapping: &Mapping, findings: &mut Vec<Finding>) {
    if mapping.exact {
        return;
    }
    let place =
        part.table.cells.first().map_or(Place::default(), |c| Place { page: c.at.page(), ..Place::at(c.at) });
    let message = format!(
        "this part prints {} columns where the table has {}; they were joined by their header",
        part.table.columns, table.table.columns
    );
    findings.push(Finding::new(Code::TableJoined, message, place));
}

fn append(into: &mut TableBlock, part: TableBlock, mapping: &Mapping) {
    let seam = into.table.rows;
    widen(&mut into.table, &mapping.table, mapping.columns);
    let mut tail = part.table;
    let skipped = if mapping.header_repeated { tail.header_rows } else { 0 };
    tail.cells.retain(|c| c.row >= skipped);
    for cell in &mut tail.cells {
        cell.row -= skipped;
    }
    tail.rows -= skipped;
    widen(&mut tail, &mapping.part, mapping.columns);
    for mut cell in tail.cells {
        cell.row += seam;
        into.table.cells.push(cell);
    }
    into.table.rows += tail.rows;
    into.table.pages.extend(tail.pages);
    into.table.parts.extend(tail.parts);
    into.table.method = into.table.method.max(tail.method);
    into.count += part.count;
    if mapping.columns != into.columns.len().saturating_sub(1) && part.columns.len() == mapping.columns + 1 {
        into.columns = part.columns;
    }
    seam::mend(&mut into.table, seam);
    into.table.cells.sort_by_key(|c| (c.row, c.col));
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

#[cfg(test)]
mod tests {
    use fenjie_model::{At, Rect};

    use super::super::header::header_rows;
    use super::super::tests::table;
    use super::*;

    fn part(rows: &str, page: u32) -> Block {
        let mut table = table(rows);
        table.pages = vec![page];
        table.header_rows = header_rows(&table);
        for cell in &mut table.cells {
            cell.at = At::Page { page, bbox: Rect::default() };
        }
        let columns = (0..=table.columns).map(|c| 40.0 * c as f32).collect();
        Block::Table(TableBlock { table, count: 0, columns, bbox: Rect::default(), continuation: false })
    }

    fn line(text: &str) -> Block {
        Block::Line(TextLine {
            text: text.to_owned(),
            at: At::Line(1),
            size: 0.0,
            centred: false,
            indented: false,
            heading: false,
            furniture: false,
            count: 1,
        })
    }

    /// Draws a table as the builder reads it.
    fn draw(table: &Table) -> String {
        let grid = table.grid();
        let mut out = Vec::new();
        for r in 0..table.rows {
            let row: Vec<&str> = (0..table.columns)
                .map(|c| match grid.cell(r, c) {
                    Some(cell) if cell.row < r => "^",
                    Some(cell) if cell.col < c => "<",
                    Some(cell) if cell.text.is_empty() => "_",
                    Some(cell) => &cell.text,
                    None => "!",
                })
                .collect();
            out.push(row.join(" "));
        }
        out.join("\n")
    }

    #[track_caller]
    fn check(blocks: Vec<Block>, expected: &[&str]) {
        let (blocks, _) = join(blocks);
        let found: Vec<String> = blocks
            .iter()
            .filter_map(|b| match b {
                Block::Table(t) => Some(draw(&t.table)),
                Block::Line(_) => None,
            })
            .collect();
        assert_eq!(found, expected);
    }

    #[test]
    fn a_repeated_header_stays_once() {
        let blocks =
            vec![part("单位 目标\n甲镇 1", 1), line("— 1 —"), line("续表"), part("单位 目标\n乙镇 2", 2)];
        check(blocks, &["单位 目标\n甲镇 1\n乙镇 2"]);
    }

    #[test]
    fn a_part_without_a_header_goes_on() {
        check(
            vec![part("单位 目标\n甲镇 1", 1), part("乙镇 2\n丙镇 3", 2)],
            &["单位 目标\n甲镇 1\n乙镇 2\n丙镇 3"],
        );
    }

    #[test]
    fn a_title_between_keeps_tables_apart() {
        let blocks = vec![part("单位 目标\n甲镇 1", 1), line("附件 2"), part("单位 目标\n乙镇 2", 2)];
        check(blocks, &["单位 目标\n甲镇 1", "单位 目标\n乙镇 2"]);
    }

    #[test]
    fn another_header_is_another_table() {
        let blocks = vec![part("单位 目标\n甲镇 1", 1), part("单位 任务\n乙镇 2", 2)];
        check(blocks, &["单位 目标\n甲镇 1", "单位 任务\n乙镇 2"]);
    }

    #[test]
    fn a_page_with_one_column_fewer() {
        let blocks = vec![part("类 名称 < 量\n甲 a b 1\n^ c < 2", 1), part("类 名称 量\n乙 d 3", 2)];
        check(blocks, &["类 名称 < 量\n甲 a b 1\n^ c < 2\n乙 d < 3"]);
    }

    #[test]
    fn a_merged_cell_that_the_break_cut() {
        let blocks = vec![part("类 名 量\n甲 a 1\n^ b 2", 1), part("类 名 量\n_ c 3\n^ d 4", 2)];
        check(blocks, &["类 名 量\n甲 a 1\n^ b 2\n^ c 3\n^ d 4"]);
    }

    #[test]
    fn a_row_that_the_break_cut() {
        let blocks =
            vec![part("号 名 量 位\n1 a 1 元\n2 营业收入（1- 5 元", 1), part("_ 11月） _ _\n3 c 3 元", 2)];
        check(blocks, &["号 名 量 位\n1 a 1 元\n2 营业收入（1-11月） 5 元\n3 c 3 元"]);
    }

    #[test]
    fn pages_between_keep_tables_apart() {
        let blocks = vec![part("单位 目标\n甲镇 1", 1), part("单位 目标\n乙镇 2", 3)];
        check(blocks, &["单位 目标\n甲镇 1", "单位 目标\n乙镇 2"]);
    }
}
