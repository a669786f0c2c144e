//! Markdown with pipe tables (GitHub's form), as converters write it.

use fenjie_model::Finding;

use super::{line, rows};
use crate::{Block, Options};

/// Reads the lines and tables.
pub(super) fn read(text: &str, options: &Options) -> (Vec<Block>, Vec<Finding>) {
    let mut blocks: Vec<Block> = Vec::new();
    let mut findings = Vec::new();
    let mut left = options.limits.cells;
    let lines: Vec<&str> = text.split('\n').collect();
    let mut at = 0;
    while at < lines.len() {
        let heads = lines[at].contains('|') && lines.get(at + 1).is_some_and(|next| is_delimiter(next));
        if heads {
            let end = at + 2 + lines[at + 2..].iter().take_while(|line| is_row(line)).count();
            let mut rows: Vec<_> = [at]
                .into_iter()
                .chain(at + 2..end)
                .map(|i| rows::Row { line: i as u32 + 1, cells: cells(lines[i]) })
                .collect();
            // A table without a header has an empty one in Markdown.
            if rows.len() > 1 && rows[0].cells.iter().all(|text| text.trim().is_empty()) {
                rows.remove(0);
            }
            blocks.push(Block::Table(rows::table(rows, end - at, &mut left, &mut findings)));
            at = end;
            continue;
        }
        if let Some(Block::Line(above)) = blocks.last_mut()
            && is_underline(lines[at])
            && above.at == fenjie_model::At::Line(at as u32)
        {
            above.heading = true;
            above.count += 1;
        } else if let Some(Block::Line(mut printed)) = line(lines[at], at as u32 + 1) {
            let (text, heading) = inline(&printed.text);
            printed.furniture = is_break(&printed.text);
            printed.text = text;
            printed.heading = heading;
            blocks.push(Block::Line(printed));
        }
        at += 1;
    }
    (blocks, findings)
}

/// Whether the line is the row of dashes under a table's header: `| --- | :-: |`.
pub(super) fn is_delimiter(line: &str) -> bool {
    let line = line.trim();
    line.contains('|')
        && line.contains('-')
        && line.trim_matches('|').split('|').all(|cell| {
            let cell = cell.trim();
            let dashes = cell.trim_start_matches(':').trim_end_matches(':');
            !dashes.is_empty() && dashes.bytes().all(|b| b == b'-')
        })
}

/// A row goes to the next blank line, and has a bar.
fn is_row(line: &str) -> bool {
    line.contains('|') && !line.trim().is_empty()
}

/// The line under a heading: `====` or `----`.
fn is_underline(line: &str) -> bool {
    let line = line.trim();
    line.len() >= 3 && (line.bytes().all(|b| b == b'=') || line.bytes().all(|b| b == b'-'))
}

/// A rule over the whole width: `---`, `***`, `* * *`.
fn is_break(line: &str) -> bool {
    let mut marks = line.chars().filter(|c| !c.is_whitespace());
    let Some(first) = marks.next() else { return false };
    matches!(first, '-' | '*' | '_') && marks.clone().count() >= 2 && marks.all(|c| c == first)
}

/// The texts of a row's cells; a bar behind a backslash belongs to the text, `<br>` is a line break.
fn cells(line: &str) -> Vec<String> {
    let line = line.trim();
    let line = line.strip_prefix('|').unwrap_or(line);
    let mut cells = vec![String::new()];
    let mut chars = line.chars().peekable();
    while let Some(c) = chars.next() {
        let cell = cells.last_mut().expect("there is always a last cell");
        match c {
            '\\' if chars.peek() == Some(&'|') => {
                cell.push('|');
                chars.next();
            }
            '|' => cells.push(String::new()),
            _ => cell.push(c),
        }
    }
    if cells.len() > 1 && cells.last().is_some_and(|cell| cell.trim().is_empty()) {
        cells.pop();
    }
    cells.iter().map(|cell| plain(cell.trim())).collect()
}

/// A line without its marks, and whether they make it a heading.
fn inline(line: &str) -> (String, bool) {
    let text = line.trim_start_matches(['>', ' ']);
    let hashes = text.bytes().take_while(|b| *b == b'#').count();
    let rest = &text[hashes..];
    if (1..=6).contains(&hashes) && (rest.is_empty() || rest.starts_with([' ', '\t'])) {
        return (plain(rest.trim().trim_end_matches('#').trim_end()), true);
    }
    // The white space in front of other lines is layout that the head of a notice may need.
    (plain(if line.starts_with('>') { text } else { line }), false)
}

/// Takes out emphasis, escapes, entities and line breaks. A single `*` or `_` stays: notices mark values with it.
fn plain(text: &str) -> String {
    if !text.contains(['*', '_', '\\', '&', '<']) {
        return text.to_owned();
    }
    let emphasis = ["**", "__"].map(|mark| is_emphasis(text, mark).then_some(mark));
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(c) = rest.chars().next() {
        let after = &rest[c.len_utf8()..];
        if emphasis.iter().flatten().any(|mark| rest.starts_with(mark)) {
            rest = &rest[2..];
        } else if c == '\\' && after.starts_with(|next: char| next.is_ascii_punctuation()) {
            out.push_str(&after[..1]);
            rest = &after[1..];
        } else if c == '<'
            && let Some(tag) = break_tag(rest)
        {
            out.push('\n');
            rest = &rest[tag..];
        } else if c == '&'
            && let Some((character, length)) = super::html::entity(rest)
        {
            out.push(character);
            rest = &rest[length..];
        } else {
            out.push(c);
            rest = after;
        }
    }
    out
}

/// Whether the marks pair up, the first one before a text.
fn is_emphasis(text: &str, mark: &str) -> bool {
    let opens = text.split_once(mark).is_some_and(|(_, rest)| !rest.starts_with([' ', '\u{3000}']));
    opens && text.matches(mark).count().is_multiple_of(2)
}

/// The length of a `<br>` at the start of the text.
fn break_tag(text: &str) -> Option<usize> {
    let end = text.bytes().take(8).position(|b| b == b'>')?;
    let name = text[1..end].trim_end_matches('/').trim();
    name.eq_ignore_ascii_case("br").then_some(end + 1)
}

#[cfg(test)]
mod tests {
    use super::super::{drawn, rows::grid};
    use super::{cells, inline, is_delimiter, read};
    use crate::{Block, Options};

    #[test]
    fn the_row_of_dashes() {
        for line in ["| --- | --- |", "|---|:-:|--:|", "--- | ---", "|---|"] {
            assert!(is_delimiter(line), "{line}");
        }
        for line in ["---", "| a | --- |", "| | |", "—|—", ""] {
            assert!(!is_delimiter(line), "{line}");
        }
    }

    #[test]
    fn lines_headings_and_tables() {
        let text =
            "# 附件 1\n\n标题\n===\n\n---\n\n| 单位 | 目标 |\n| --- | ---: |\n| 赵巷镇 | 1 |\n注：无\n";
        let (blocks, findings) = read(text, &Options::default());
        assert_eq!(drawn(&blocks), ["1 #附件 1", "3 #标题", "6 ~---", "table 2×2", "11 注：无"]);
        assert_eq!(findings, []);
        let Block::Table(block) = &blocks[3] else { panic!("no table") };
        assert_eq!(block.count, 3);
        assert_eq!(block.table.cells[2].at, fenjie_model::At::Line(10));
    }

    #[test]
    fn an_empty_header_is_no_row() {
        let (blocks, _) = read("| | |\n|---|---|\n| 单位 | 目标 |\n| 赵巷镇 | 1 |", &Options::default());
        let Block::Table(block) = &blocks[0] else { panic!("no table") };
        assert_eq!(grid(block), [["单位", "目标"], ["赵巷镇", "1"]]);
        assert_eq!(block.count, 4);
    }

    #[track_caller]
    fn check_cells(line: &str, expected: &[&str]) {
        assert_eq!(cells(line), expected);
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

    #[track_caller]
    fn check_line(line: &str, text: &str, heading: bool) {
        assert_eq!(inline(line), (text.to_owned(), heading));
    }

    #[test]
    fn marks_of_a_line() {
        check_line("## 附件 1 ##", "附件 1", true);
        check_line("#附件", "#附件", false);
        check_line("> 注：无", "注：无", false);
        check_line("1\\. **甲**乙", "1. 甲乙", false);
        check_line("85** 与", "85** 与", false);
    }
}
