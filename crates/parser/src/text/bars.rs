//! Tables whose cells stand between bars, a row a line: GitHub's tables, Org's, and rows of bars alone.

use std::ops::Range;

use fenjie_model::Finding;

use super::{markdown, rows};
use crate::TableBlock;

/// Rows are no table where fewer bars part their cells and nothing tells the header.
const FEWEST: usize = 2;

/// The lines of the table that begins with a line, if one does: a header above a row of dashes, or rows that all begin
/// with a bar.
pub(super) fn rows(lines: &[&str], at: usize) -> Option<Range<usize>> {
    let next = lines.get(at + 1)?;
    if !is_row(lines[at]) || !is_row(next) {
        return None;
    }
    let marked = is_delimiter(next) || is_delimiter(lines[at]) && begins_with_bar(lines[at]);
    let follows = at > 0 && is_row(lines[at - 1]);
    if !marked && (follows || !begins_with_bar(lines[at])) {
        return None;
    }
    let end = at + lines[at..].iter().take_while(|line| is_row(line)).count();
    let heads = lines[at..end].iter().take_while(|line| !is_delimiter(line)).count();
    let fewest = if at + heads < end { 1 } else { FEWEST + 1 };
    let framed = |line: &&str| begins_with_bar(line) && bars(line) >= fewest;
    (marked || lines[at..at + heads].iter().all(framed)).then_some(at..end)
}

/// Reads the rows of a table.
pub(super) fn table(
    lines: &[&str],
    rows: Range<usize>,
    left: &mut usize,
    findings: &mut Vec<Finding>,
) -> TableBlock {
    let count = rows.len();
    let open = lines[rows.clone()]
        .iter()
        .find(|line| is_delimiter(line))
        .filter(|dashes| !begins_with_bar(dashes))
        .map(|dashes| bars(dashes) + 1);
    let own = rows.filter(|&i| !is_delimiter(lines[i]));
    let mut rows: Vec<_> =
        own.map(|i| rows::Row { line: i as u32 + 1, cells: cells(lines[i], open) }).collect();
    // A table without a header has an empty one in Markdown.
    if rows.len() > 1 && rows[0].cells.iter().all(|text| text.trim().is_empty()) {
        rows.remove(0);
    }
    rows::table(rows, count, left, findings)
}

/// Whether the line is a row of dashes: `| --- | :-: |`, or Org's `|---+---|`.
pub(super) fn is_delimiter(line: &str) -> bool {
    let line = line.trim();
    line.contains('|')
        && line.contains('-')
        && line.trim_matches('|').split(['|', '+']).all(|cell| {
            let cell = cell.trim();
            let dashes = cell.trim_start_matches(':').trim_end_matches(':');
            !dashes.is_empty() && dashes.bytes().all(|b| b == b'-')
        })
}

/// Bars as keyboards have them, as boxes are drawn with, and full-width.
fn is_bar(ch: char) -> bool {
    matches!(ch, '|' | '│' | '┃' | '｜')
}

fn begins_with_bar(line: &str) -> bool {
    line.trim_start().starts_with(is_bar)
}

fn bars(line: &str) -> usize {
    line.chars().filter(|ch| is_bar(*ch)).count()
}

/// A row goes to the next blank line, and has a bar.
fn is_row(line: &str) -> bool {
    line.contains('|') || begins_with_bar(line) && bars(line) >= FEWEST
}

/// The texts of a row's cells; a bar behind a backslash belongs to the text, `<br>` is a line break. Where the row of
/// dashes has no bars at its ends, `open` says of how many cells it is: then a bar at an end may be one between cells.
fn cells(line: &str, open: Option<usize>) -> Vec<String> {
    let line = line.trim();
    let own = line.chars().next().filter(|ch| is_bar(*ch)).unwrap_or('|');
    let mut cells = vec![String::new()];
    let mut chars = line.chars().peekable();
    while let Some(c) = chars.next() {
        let cell = cells.last_mut().expect("there is always a last cell");
        match c {
            '\\' if chars.peek() == Some(&own) => {
                cell.push(own);
                chars.next();
            }
            _ if c == own => cells.push(String::new()),
            _ => cell.push(c),
        }
    }
    let fits = |cells: &[String]| open.is_some_and(|open| cells.len() <= open);
    let blank = |cell: Option<&String>| cell.is_some_and(|cell| cell.trim().is_empty());
    if !fits(&cells) && cells.len() > 1 && line.starts_with(own) {
        cells.remove(0);
    }
    if !fits(&cells) && cells.len() > 1 && blank(cells.last()) {
        cells.pop();
    }
    cells.iter().map(|cell| markdown::plain(cell.trim())).collect()
}

#[cfg(test)]
mod tests {
    use super::{cells, is_delimiter, rows};

    #[test]
    fn the_row_of_dashes() {
        for line in ["| --- | --- |", "|---|:-:|--:|", "--- | ---", "|---|"] {
            assert!(is_delimiter(line), "{line}");
        }
        for line in ["---", "| a | --- |", "| | |", "—|—", ""] {
            assert!(!is_delimiter(line), "{line}");
        }
    }

    #[track_caller]
    fn check(text: &str, expected: Option<usize>) {
        let lines: Vec<&str> = text.lines().collect();
        assert_eq!(rows(&lines, 0).map(|rows| rows.end), expected, "{text}");
    }

    #[test]
    fn where_tables_begin_and_end() {
        check("| a | b |\n|---|---|\n| 1 | 2 |\n\n| c |", Some(3));
        check("a | b\n---|---\n1 | 2\n注：无", Some(3));
        check("|---+---|\n| a | b |\n|---+---|\n| 1 | 2 |", Some(4));
        check("| a | b |\n| c | d |\n|---|---|\n| 1 | 2 |", Some(4));
        check("│ a │ b │\n│ 1 │ 2 │", Some(2));
        check("｜单位｜目标｜\n｜甲镇｜12｜", Some(2));
        check("首页 | 公开\na | b\n---|---\n1 | 2", None);
        check("| 注 |\n| 无 |", None);
        check("上页 | 下页\n返回 | 打印", None);
    }

    #[track_caller]
    fn check_cells(line: &str, expected: &[&str]) {
        assert_eq!(cells(line, None), expected);
    }

    #[test]
    fn cells_of_a_row() {
        check_cells("| a | b |", &["a", "b"]);
        check_cells("a | b", &["a", "b"]);
        check_cells("| a |  |  |", &["a", "", ""]);
        check_cells(r"| a \| b | 2\. c |", &["a | b", "2. c"]);
        check_cells("| 指标<br>名称 | <BR/>x | a&nbsp;b &lt;5 |", &["指标\n名称", "\nx", "a\u{a0}b <5"]);
        check_cells("| **合计** | 85* | *为暂定数 |", &["合计", "85*", "*为暂定数"]);
    }

    #[test]
    fn cells_of_a_row_without_outer_bars() {
        let check = |line, expected: &[&str]| assert_eq!(cells(line, Some(3)), expected);
        check("a | b | c", &["a", "b", "c"]);
        check(" | b | c", &["", "b", "c"]);
        check(" | b | ", &["", "b", ""]);
        check("| a | b | c |", &["a", "b", "c"]);
        check("| a | b | c", &["a", "b", "c"]);
    }
}
