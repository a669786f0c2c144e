//! Markdown, as people and converters write it, and other texts whose tables are drawn: with bars, with the tags of
//! HTML, or with characters.

use fenjie_model::Finding;

use super::{bars, dashed, drawn, html, line};
use crate::{Block, Options};

/// Reads the lines and tables.
pub(super) fn read(text: &str, options: &Options) -> (Vec<Block>, Vec<Finding>) {
    let mut blocks: Vec<Block> = Vec::new();
    let mut findings = Vec::new();
    let mut left = options.limits.cells;
    let lines: Vec<&str> = text.split('\n').collect();
    let mut at = 0;
    while at < lines.len() {
        let number = at as u32 + 1;
        if let Some(height) = html::height(&lines[at..]) {
            let (read, more) = html::part(&lines[at..at + height].join("\n"), number, &mut left);
            blocks.extend(read);
            findings.extend(more);
            at += height;
            continue;
        }
        let (table, end) = if drawn::is_edge(lines[at]) {
            let end = at + drawn::height(&lines[at..]);
            (drawn::table(&lines[at..end], number, &mut left, &mut findings), end)
        } else if let Some(rows) = bars::rows(&lines, at) {
            let end = rows.end;
            (Some(bars::table(&lines, rows, &mut left, &mut findings)), end)
        } else if let Some(parts) = dashed::parts(&lines, at) {
            (Some(dashed::table(&lines, at, &parts, &mut left, &mut findings)), parts.end)
        } else {
            (None, at)
        };
        if let Some(table) = table {
            blocks.push(Block::Table(table));
            at = end;
            continue;
        }
        if let Some(Block::Line(above)) = blocks.last_mut()
            && is_underline(lines[at])
            && above.at == fenjie_model::At::Line(at as u32)
        {
            above.heading = true;
            above.count += 1;
        } else if let Some(Block::Line(mut printed)) = line(lines[at], number) {
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

/// Whether the line begins a table of one of the kinds that Markdown has.
pub(super) fn begins_table(lines: &[&str], at: usize) -> bool {
    drawn::is_edge(lines[at]) || bars::rows(lines, at).is_some() || dashed::parts(lines, at).is_some()
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
pub(super) fn plain(text: &str) -> String {
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
    use super::super::{outline, rows::grid};
    use super::{inline, read};
    use crate::{Block, Options};

    #[test]
    fn lines_headings_and_tables() {
        let text =
            "# 附件 1\n\n标题\n===\n\n---\n\n| 单位 | 目标 |\n| --- | ---: |\n| 赵巷镇 | 1 |\n注：无\n";
        let (blocks, findings) = read(text, &Options::default());
        assert_eq!(outline(&blocks), ["1 #附件 1", "3 #标题", "6 ~---", "table 2×2", "11 注：无"]);
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
