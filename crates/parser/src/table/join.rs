//! The parts of a table on several pages become one table.
//!
//! A part goes on the table before it when nothing of the notice stands between them, and its columns are the table's:
//! by its header printed again, or without one by its geometry. The header stays once, a cell or row that the break
//! cut is mended ([`seam`]), and every cell keeps its own place.

mod columns;
mod overhang;
mod seam;

use fenjie_model::{Cell, Code, Finding, Place, Table};

use super::furniture::{is_continuation, is_page_number};
use super::header::{header_rows, is_header_alone};
use crate::{Block, TableBlock, TextLine};
use columns::{Mapping, map_columns};

/// Cells that are visited to join the parts of all tables: each joint visits those of the whole table before it.
const MOST_VISITS: usize = 100_000_000;

/// Joins the parts of tables. Lines between two parts stay, before the joined table's successor, as furniture.
pub(crate) fn join(blocks: Vec<Block>) -> (Vec<Block>, Vec<Finding>) {
    let mut findings = Vec::new();
    let blocks = join_neighbours(blocks, &mut findings);
    // A part whose own header the break cut is a table only once its two pieces are joined.
    let blocks = join_neighbours(blocks, &mut findings);
    findings.extend(doubts(&blocks));
    (blocks, findings)
}

fn join_neighbours(blocks: Vec<Block>, findings: &mut Vec<Finding>) -> Vec<Block> {
    let mut out: Vec<Block> = Vec::with_capacity(blocks.len());
    let mut last_table: Option<usize> = None;
    let mut left = MOST_VISITS;
    for block in blocks {
        let Block::Table(mut part) = block else {
            out.push(block);
            continue;
        };
        if let Some(i) = last_table
            && left > 0
            && try_join(&mut out, i, &mut part, findings)
        {
            let Block::Table(joined) = &out[i] else { continue };
            left = left.saturating_sub(joined.table.cells.len());
            if left == 0 {
                let message = "tables have so many parts that those from here on were not joined";
                let place = joined.table.cells.last().map_or(Place::default(), |cell| Place::at(cell.at));
                findings.push(Finding::new(Code::LimitReached, message, place));
            }
            continue;
        }
        last_table = Some(out.len());
        out.push(Block::Table(part));
    }
    out
}

/// A table without a header on the page after another table could be the rest of it.
fn doubts(blocks: &[Block]) -> Vec<Finding> {
    let mut findings = Vec::new();
    let mut before: Option<&TableBlock> = None;
    for block in blocks {
        let Block::Table(part) = block else { continue };
        let next = before.and_then(|b| Some(part.table.pages.first()? == &(b.table.pages.last()? + 1)));
        if next == Some(true)
            && part.table.header_rows == 0
            && let Some(first) = part.table.cells.first()
        {
            let message =
                "this table has no header, and was not joined with the one before: it could be its rest";
            let place = Place { page: first.at.page(), ..Place::at(first.at) };
            findings.push(Finding::new(Code::TableAmbiguous, message, place));
        }
        before = Some(part);
    }
    findings
}

/// Joins a part to the table at `at`, where nothing between the two forbids it.
fn try_join(out: &mut Vec<Block>, at: usize, part: &mut TableBlock, findings: &mut Vec<Finding>) -> bool {
    let (before, rest) = out.split_at_mut(at);
    let [Block::Table(table), between @ ..] = rest else { return false };
    let note = || {
        before.iter().rev().find_map(|b| match b {
            Block::Line(l) if !l.furniture => Some(squeezed(l)),
            _ => None,
        })
    };
    let mut lines = Vec::with_capacity(between.len());
    for block in between {
        let Block::Line(line) = block else { return false };
        part.continuation |= is_continuation(&line.text);
        lines.push(line);
    }
    let Some(mapping) = continues(table, part) else { return false };
    let mut hanging = Vec::new();
    for (i, line) in lines.iter().enumerate() {
        if let Some(cell) = overhang::cell_for(table, line, part, &mapping) {
            hanging.push((i, cell));
        } else if !(line.furniture
            || is_page_number(&line.text)
            || is_continuation(&line.text)
            || repeats(line, note))
        {
            return false;
        }
    }
    for &(i, cell) in &hanging {
        findings.push(overhang::hang(table, cell, lines[i]));
    }
    for line in lines {
        line.furniture = true;
    }
    report(table, part, &mapping, findings);
    append(table, part, &mapping);
    for (i, _) in hanging.into_iter().rev() {
        out.remove(at + 1 + i);
    }
    true
}

/// Whether the line prints the 单位 line above the table again.
fn repeats(line: &TextLine, note: impl FnOnce() -> Option<String>) -> bool {
    let text = squeezed(line);
    text.contains("单位") && note() == Some(text)
}

fn squeezed(line: &TextLine) -> String {
    fenjie_model::text::fold(&line.text)
}

/// How the columns of `part` lie in `table`, if it goes on: on the next page, or on the same one if it prints the header
/// again (a web page that shows the pages of a notice one below the other).
fn continues(table: &TableBlock, part: &TableBlock) -> Option<Mapping> {
    let same_page = match (table.table.pages.last(), part.table.pages.first()) {
        (Some(a), Some(b)) if a == b => true,
        (Some(a), Some(b)) if *b == a + 1 => false,
        (None, None) => false,
        _ => return None,
    };
    map_columns(table, part).filter(|m| m.header_repeated || !same_page)
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

fn append(into: &mut TableBlock, part: &mut TableBlock, mapping: &Mapping) {
    let seam = into.table.rows;
    let header_cut = into.table.rows == 1 || is_header_alone(&into.table);
    widen(&mut into.table, &mapping.table, mapping.columns);
    let tail = &mut part.table;
    let skipped = if mapping.header_repeated { tail.header_rows } else { 0 };
    tail.cells.retain(|c| c.row >= skipped);
    widen(tail, &mapping.part, mapping.columns);
    into.table.cells.extend(tail.cells.drain(..).map(|cell| Cell { row: cell.row - skipped + seam, ..cell }));
    into.table.rows += tail.rows - skipped;
    into.table.pages.append(&mut tail.pages);
    into.table.parts.append(&mut tail.parts);
    into.table.method = into.table.method.max(tail.method);
    into.count += part.count;
    // The next part is held against this one: the parts of a table can differ in the widths of their columns.
    if part.columns.len() == mapping.part.len() {
        into.columns = vec![f32::NAN; mapping.columns + 1];
        for (start, x) in mapping.part.iter().zip(&part.columns) {
            into.columns[*start] = *x;
        }
    }
    if header_cut {
        into.table.header_rows = 0;
    }
    seam::mend(&mut into.table, seam);
    into.table.cells.sort_by_key(|c| (c.row, c.col));
    if header_cut {
        into.table.header_rows = header_rows(&into.table);
    }
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
    fn a_header_that_the_break_cut() {
        let mut first = part("单位 目标", 1);
        let Block::Table(t) = &mut first else { return };
        t.columns = vec![0.0, 40.0, 120.0];
        check(vec![first, part("_ 甲 乙\n甲镇 1 2", 2)], &["单位 目标 <\n^ 甲 乙\n甲镇 1 2"]);
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
