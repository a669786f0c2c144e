//! The records of a text whose cells stand between tabs, commas or semicolons (RFC 4180, as spreadsheets write it), or
//! as pages are pasted, between bars or spaces.

/// What stands between cells.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Separator {
    Tab,
    Comma,
    Semicolon,
    Bar,
    Space,
}

impl Separator {
    fn of(self) -> char {
        match self {
            Self::Tab => '\t',
            Self::Comma => ',',
            Self::Semicolon => ';',
            Self::Bar => '|',
            Self::Space => ' ',
        }
    }
}

/// A record.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Record {
    /// Its first line, from 0.
    pub(super) line: usize,
    /// How many lines it takes: a quoted cell may hold breaks.
    pub(super) lines: usize,
    /// Its cells as printed.
    pub(super) cells: Vec<String>,
}

/// No quoted cell has more lines than this.
const TALLEST: usize = 24;

/// The records of some lines.
pub(super) fn records(lines: &[&str], separator: Separator) -> Vec<Record> {
    let mut records = Vec::new();
    let mut at = 0;
    while at < lines.len() {
        let record = record(lines, at, separator);
        at += record.lines;
        records.push(record);
    }
    records
}

/// The record that begins with a line.
fn record(lines: &[&str], line: usize, separator: Separator) -> Record {
    let separator = separator.of();
    if !lines[line].contains('"') {
        return Record { line, lines: 1, cells: lines[line].split(separator).map(str::to_owned).collect() };
    }
    let mut cells = Vec::new();
    let mut rest = lines[line];
    let mut last = line;
    loop {
        let (cell, after) = match quoted(&lines[..lines.len().min(last + TALLEST)], last, rest, separator) {
            Some((cell, end, after)) => {
                last = end;
                (cell, after)
            }
            None => match rest.split_once(separator) {
                Some((cell, after)) => (cell.to_owned(), Some(after)),
                None => (rest.to_owned(), None),
            },
        };
        cells.push(cell);
        match after {
            Some(after) => rest = after,
            None => return Record { line, lines: last + 1 - line, cells },
        }
    }
}

/// A cell in quotes, which are doubled within: its text, the line on which it ends, and what follows its separator.
fn quoted<'a>(
    lines: &[&'a str],
    line: usize,
    rest: &'a str,
    separator: char,
) -> Option<(String, usize, Option<&'a str>)> {
    let mut cell = String::new();
    let mut rest = rest.trim_start_matches(' ').strip_prefix('"')?;
    let mut line = line;
    loop {
        let Some((text, after)) = rest.split_once('"') else {
            cell.push_str(rest);
            cell.push('\n');
            line += 1;
            rest = lines.get(line)?;
            continue;
        };
        cell.push_str(text);
        if let Some(within) = after.strip_prefix('"') {
            cell.push('"');
            rest = within;
            continue;
        }
        let after = after.trim_start_matches(' ');
        let next = after.strip_prefix(separator);
        return (after.is_empty() || next.is_some()).then_some((cell, line, next));
    }
}

#[cfg(test)]
mod tests {
    use super::{Separator, records};

    #[track_caller]
    fn check(text: &str, separator: Separator, expected: &[&[&str]]) {
        let lines: Vec<&str> = text.split('\n').collect();
        let found: Vec<Vec<String>> = records(&lines, separator).into_iter().map(|r| r.cells).collect();
        assert_eq!(found, expected);
    }

    #[test]
    fn quotes() {
        check("\"a \"\"b\"\"\"\t“c”\t\"d", Separator::Tab, &[&["a \"b\"", "“c”", "\"d"]]);
        check("甲,\"1,234\",\"\"\n乙,2,", Separator::Comma, &[&["甲", "1,234", ""], &["乙", "2", ""]]);
        check("\"a\" b\t\"c\"", Separator::Tab, &[&["\"a\" b", "c"]]);
    }

    #[test]
    fn a_cell_of_several_lines() {
        check("甲\t\"乙\n丙\"\t丁\n戊", Separator::Tab, &[&["甲", "乙\n丙", "丁"], &["戊"]]);
        check("\"从未闭合\n甲\t1", Separator::Tab, &[&["\"从未闭合"], &["甲", "1"]]);
    }

    #[test]
    fn quotes_that_never_close_take_no_time() {
        let text = "\"a\t\"b\n".repeat(20_000);
        let lines: Vec<&str> = text.split('\n').collect();
        assert_eq!(records(&lines, Separator::Tab).len(), 20_001);
    }
}
