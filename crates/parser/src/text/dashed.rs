//! Tables whose columns are as wide as the dashes below their heads: the simple and multiline tables of pandoc and
//! reStructuredText.
//!
//! ```text
//! 单位    目标          ------------          ====  ====
//! ----    ----          单位    目标          单位  目标
//! 甲镇      12          ----    ----          ====  ====
//!                       甲镇      12          甲镇    12
//!                                             ====  ====
//!                       乙镇       3
//!                       ------------
//! ```

use std::ops::Range;

use fenjie_model::{At, Code, Finding, Place};

use super::placed::{Placed, Scale, end, placed, within};
use super::rows;
use crate::TableBlock;

/// Where the parts of a table are, as lines.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Parts {
    heads: Range<usize>,
    /// The line of dashes that tells the columns.
    dashes: usize,
    /// The lines of each row.
    rows: Vec<Range<usize>>,
    /// The line after the table.
    pub(super) end: usize,
}

/// The table that begins with a line, if one does.
pub(super) fn parts(lines: &[&str], at: usize) -> Option<Parts> {
    let dashes = |from: usize| (from..lines.len()).find(|&i| groups(lines[i]).is_some_and(|n| n > 0));
    let unbroken =
        |within: Range<usize>| !within.is_empty() && !lines[within].iter().any(|line| is_blank(line));
    let telling = |i: usize| groups(lines[i]).is_some_and(|n| n > 1);
    let (heads, dashes, body, end) = match groups(lines[at])? {
        0 if at + 1 < lines.len() && telling(at + 1) => {
            let end = (at + 2..lines.len()).find(|&i| groups(lines[i]) != Some(0)).unwrap_or(lines.len());
            let closed = lines.get(end).is_some_and(|line| !is_blank(line));
            (at..at + 1, at + 1, at + 2..end, end + usize::from(closed))
        }
        0 => return None,
        framed => {
            let inner = dashes(at + 1)?;
            let last = dashes(inner + 1).filter(|last| framed == 1 || unbroken(inner + 1..*last));
            match last {
                Some(last) if telling(inner) && unbroken(at + 1..inner) => {
                    (at + 1..inner, inner, inner + 1..last, last + 1)
                }
                _ if framed > 1 => (at..at, at, at + 1..inner, inner + 1),
                _ => return None,
            }
        }
    };
    // In a frame blank lines part the rows.
    let parted = lines[body.clone()].iter().any(|line| is_blank(line));
    let rows: Vec<_> = if parted { paragraphs(lines, body) } else { body.map(|i| i..i + 1).collect() };
    (!rows.is_empty()).then_some(Parts { heads, dashes, rows, end })
}

fn is_blank(line: &str) -> bool {
    line.trim().is_empty()
}

/// Reads the table of some parts that begins with the line `at`.
pub(super) fn table(
    lines: &[&str],
    at: usize,
    parts: &Parts,
    left: &mut usize,
    findings: &mut Vec<Finding>,
) -> TableBlock {
    let printed = || lines[parts.heads.clone()].iter().chain(&lines[parts.dashes + 1..parts.end]);
    let across = |scale: &Scale| {
        let columns = columns(&placed(lines[parts.dashes], *scale));
        printed().filter(|line| lies_across(&placed(line, *scale), &columns)).count()
    };
    let scale = Scale::ALL.into_iter().min_by_key(across).unwrap_or(Scale::Narrow);
    let columns = columns(&placed(lines[parts.dashes], scale));
    let number = |line: usize| line as u32 + 1;
    for (line, text) in lines.iter().enumerate().take(parts.end).skip(at) {
        if groups(text).is_none_or(|n| n == 0) && lies_across(&placed(text, scale), &columns) {
            let message = "a line of the table has text between its columns";
            let place = Place::at(At::Line(number(line)));
            let readings = ["cut where the next column begins", "text of one column alone"];
            let finding = Finding::ambiguous(Code::TableAmbiguous, message, readings, place);
            findings.push(finding.printed(text.trim()));
            break;
        }
    }
    let row = |of: Range<usize>| {
        let lines: Vec<Vec<Placed>> = lines[of.clone()].iter().map(|line| placed(line, scale)).collect();
        let cell = |c: usize| {
            let from = if c == 0 { 0 } else { columns[c].0 };
            let to = columns.get(c + 1).map_or(u32::MAX, |next| next.0);
            lines.iter().map(|line| within(line, from, to)).collect::<Vec<_>>().join("\n")
        };
        rows::Row { line: number(of.start), cells: (0..columns.len()).map(cell).collect() }
    };
    let heads = (!parts.heads.is_empty()).then(|| parts.heads.clone());
    let rows = heads.into_iter().chain(parts.rows.iter().cloned()).map(row).collect();
    let count = lines[at..parts.end].iter().filter(|line| !is_blank(line)).count();
    rows::table(rows, count, left, findings)
}

/// How many groups of dashes a line is of, 0 where it is something else; nothing for a blank line.
fn groups(line: &str) -> Option<usize> {
    let mut groups = line.split_whitespace().peekable();
    groups.peek()?;
    let is_group = |group: &str| {
        group.len() > 1 && (group.bytes().all(|b| b == b'-') || group.bytes().all(|b| b == b'='))
    };
    let count = groups.clone().count();
    Some(if groups.all(is_group) { count } else { 0 })
}

/// The columns that the dashes are over.
fn columns(dashes: &[Placed]) -> Vec<(u32, u32)> {
    dashes
        .chunk_by(|a, b| a.ch.is_whitespace() == b.ch.is_whitespace())
        .filter(|group| !group[0].ch.is_whitespace())
        .map(|group| (group[0].from, end(group)))
        .collect()
}

/// Whether a line has text between two columns.
fn lies_across(line: &[Placed], columns: &[(u32, u32)]) -> bool {
    columns.windows(2).any(|pair| {
        let from = line.partition_point(|p| p.to <= pair[0].1);
        line[from..].iter().take_while(|p| p.from < pair[1].0).any(|p| !p.ch.is_whitespace())
    })
}

/// The lines between blank ones.
fn paragraphs(lines: &[&str], within: Range<usize>) -> Vec<Range<usize>> {
    let mut paragraphs: Vec<Range<usize>> = Vec::new();
    for i in within.filter(|&i| !is_blank(lines[i])) {
        match paragraphs.last_mut() {
            Some(last) if last.end == i => last.end = i + 1,
            _ => paragraphs.push(i..i + 1),
        }
    }
    paragraphs
}

#[cfg(test)]
mod tests {
    use super::super::rows::grid;
    use super::{parts, table};

    #[track_caller]
    fn check(text: &str, expected: &[&[&str]], end: usize, findings: usize) {
        let lines: Vec<&str> = text.lines().collect();
        let parts = parts(&lines, 0).expect("a table");
        let mut found = Vec::new();
        let block = table(&lines, 0, &parts, &mut 1_000, &mut found);
        assert_eq!(grid(&block), expected);
        assert_eq!((parts.end, found.len()), (end, findings));
    }

    #[test]
    fn a_simple_table() {
        let rows: &[&[&str]] = &[&["单位", "目标"], &["甲镇", "12"], &["", "3"]];
        check("单位    目标\n-----   ----\n甲镇      12\n           3\n\n注", rows, 4, 0);
        check("=====  ====\n单位   目标\n=====  ====\n甲镇     12\n          3\n=====  ====\n注", rows, 6, 0);
        check("-----  ----\n单位   目标\n甲镇     12\n          3\n-----  ----", rows, 5, 0);
    }

    #[test]
    fn a_multiline_table() {
        check(
            "------------\n单位    目标\n        总量\n------  -----\n甲镇       12\n\n乙镇城      3\n区\n\n------------\n注",
            &[&["单位", "目标总量"], &["甲镇", "12"], &["乙镇城区", "3"]],
            10,
            0,
        );
    }

    #[test]
    fn text_between_columns_is_said() {
        check("单位  目标\n----  ----\n甲镇人民   3\n", &[&["单位", "目标"], &["甲镇人", "民3"]], 3, 1);
    }

    #[test]
    fn no_tables() {
        for text in ["标题\n----\n甲", "---\n\n甲", "----\n甲\n乙", "甲\n--- 乙 ---"] {
            let lines: Vec<&str> = text.lines().collect();
            assert_eq!(parts(&lines, 0), None, "{text}");
        }
    }
}
