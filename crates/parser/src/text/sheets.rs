//! Tables between commas or semicolons that stand among the lines of a text, as a sheet saved as CSV is pasted into it, and
//! between bars or single spaces, as a web page is. Prose has commas too: only lines with as many of them each, below heads
//! without a value, are rows. Between spaces the columns must also hold values from end to end, or none.

use std::borrow::Cow;
use std::ops::Range;

use fenjie_model::{At, Code, Finding, Place, Severity};

use super::bars::is_delimiter;
use super::records::{Record, records};
use super::separated::{self, Separator, is_section};
use crate::table::header::{is_datum, is_year};
use crate::{Block, Options};

/// Heads with more characters are sentences.
const LONGEST_HEAD: usize = 40;
/// Fewer rows below the heads without any value are prose.
const FEWEST: usize = 2;

/// A reader of another form.
type Reader = fn(&str, &Options) -> (Vec<Block>, Vec<Finding>);

/// Reads such tables, and what is around them as another form.
pub(super) fn among(text: &str, options: &Options, around: Reader) -> (Vec<Block>, Vec<Finding>) {
    let lines: Vec<&str> = text.split('\n').collect();
    let mut findings = Vec::new();
    let mut blocks = Vec::new();
    let mut is_taken = vec![false; lines.len()];
    let mut left = options.clone();
    for separator in [Separator::Comma, Separator::Semicolon, Separator::Bar, Separator::Space] {
        let bare: Vec<Cow<'_, str>> = lines.iter().map(|line| bare(line, separator)).collect();
        let bare: Vec<&str> = bare.iter().map(AsRef::as_ref).collect();
        let mut own = vec![""; lines.len()];
        for range in tables((&lines, &bare), &is_taken, separator, &mut findings) {
            own[range.clone()].copy_from_slice(&bare[range.clone()]);
            is_taken[range].fill(true);
        }
        if own.iter().any(|line| !line.is_empty()) {
            let (read, more) = separated::read(&own.join("\n"), separator, &left);
            let area = |block: &Block| match block {
                Block::Table(block) => block.table.rows * block.table.columns,
                Block::Line(_) => 0,
            };
            let cells: usize = read.iter().map(area).sum();
            left.limits.cells = left.limits.cells.saturating_sub(cells).max(1);
            blocks.extend(read);
            findings.extend(more);
        }
    }
    if blocks.is_empty() {
        let (blocks, more) = around(text, options);
        findings.extend(more);
        return (blocks, findings);
    }
    let rest: Vec<&str> =
        lines.iter().zip(&is_taken).map(|(line, taken)| if *taken { "" } else { line }).collect();
    let (read, more) = around(&rest.join("\n"), &left);
    blocks.extend(read);
    findings.extend(more);
    let line = |block: &Block| {
        let at = match block {
            Block::Line(line) => Some(line.at),
            Block::Table(block) => block.table.cells.first().map(|cell| cell.at),
        };
        if let Some(At::Line(line)) = at { line } else { 0 }
    };
    blocks.sort_by_key(line);
    (blocks, findings)
}

/// A line without the bars or spaces around it. Spaces that are as many between any two texts are one kind of one.
fn bare(line: &str, separator: Separator) -> Cow<'_, str> {
    match separator {
        Separator::Bar => Cow::Borrowed(line.trim().trim_end_matches('|')),
        Separator::Space => match gap(line.trim()) {
            Some(_) => Cow::Owned(line.split_whitespace().collect::<Vec<_>>().join(" ")),
            None => Cow::Borrowed(line),
        },
        Separator::Tab | Separator::Comma | Separator::Semicolon => Cow::Borrowed(line),
    }
}

/// How many spaces stand between any two texts of a line, where they are as many everywhere.
fn gap(line: &str) -> Option<usize> {
    let mut gaps = line.split(|c| c != ' ' && c != '\u{3000}').map(str::len).filter(|spaces| *spaces > 0);
    let first = gaps.next()?;
    (!line.contains('\t') && gaps.all(|gap| gap == first)).then_some(first)
}

/// The lines of each table, from 0, by the lines as printed and bare; says of those that are nearly one that they were not read.
fn tables(
    (printed, lines): (&[&str], &[&str]),
    is_taken: &[bool],
    separator: Separator,
    findings: &mut Vec<Finding>,
) -> Vec<Range<usize>> {
    let records = records(lines, separator);
    let is_between_bars = separator == Separator::Bar;
    let is_row = |record: &Record| {
        let range = record.line..record.line + record.lines;
        let bars = if is_between_bars { &['\t', '│'][..] } else { &['\t', '│', '|'] };
        record.cells.len() > 1
            && !is_taken[range.clone()].contains(&true)
            && lines[range]
                .iter()
                .all(|line| !line.contains(bars) && (is_between_bars || !line.trim().contains("  ")))
            && !(is_between_bars && (record.cells[0].trim().is_empty() || is_delimiter(lines[record.line])))
    };
    // Blanks between spaces are lost: rows have as many cells each, or are not of one table.
    let is_between_spaces = separator == Separator::Space;
    let gap = |record: &Record| gap(printed[record.line].trim());
    let goes_on = |first: usize, record: &Record| {
        let first = &records[first];
        is_row(record)
            && (!is_between_spaces || record.cells.len() == first.cells.len() && gap(record) == gap(first))
    };
    let is_below_dashes =
        |first: usize| is_between_bars && first > 0 && is_delimiter(lines[records[first].line - 1]);
    let mut found = Vec::new();
    let mut at = 0;
    while at < records.len() {
        let first = at;
        while records.get(at).is_some_and(|record| {
            goes_on(first, record)
                || at > first
                    && is_section(&record.cells[0])
                    && records.get(at + 1).is_some_and(|next| goes_on(first, next))
        }) {
            at += 1;
        }
        let own: Vec<&Record> = records[first..at].iter().filter(|record| record.cells.len() > 1).collect();
        let judged = match separator {
            _ if at > first && is_below_dashes(first) => Judged::Prose,
            Separator::Space if is_of_more(printed, &records[first..at]) => Judged::Prose,
            Separator::Space => judge_spaced(&own),
            _ => judge(&own),
        };
        match judged {
            Judged::Table if is_between_spaces => {
                let last = &records[at - 1];
                found.push(records[first].line..last.line + last.lines);
                findings.push(spaced(own[0]));
            }
            Judged::Table => {
                let last = &records[at - 1];
                found.push(records[first].line..last.line + last.lines);
                findings.extend(doubt(&own));
            }
            Judged::Broken => findings.push(unread(own[0])),
            Judged::Prose => {}
        }
        at += usize::from(at == first);
    }
    found
}

/// What some records next to each other are.
#[derive(Debug, PartialEq, Eq)]
enum Judged {
    Table,
    /// Heads above values, but not as many cells in each row.
    Broken,
    Prose,
}

fn judge(records: &[&Record]) -> Judged {
    // A title can stand above the heads, alone in its row.
    let titles = records.iter().take_while(|record| texts(record).len() < 2).count();
    let [head, body @ ..] = &records[titles..] else { return Judged::Prose };
    let names = texts(head);
    let are_heads = names.len() > 1
        && names.iter().all(|text| {
            text.chars().count() <= LONGEST_HEAD
                && (!is_datum(text) || is_year(text))
                && !text.ends_with(['.', '。', '；', '，'])
        });
    if !are_heads || body.is_empty() {
        return Judged::Prose;
    }
    let holds_value = |record: &&&Record| record.cells.iter().skip(1).any(|text| is_datum(text.trim()));
    let valued = 2 * body.iter().filter(holds_value).count() >= body.len();
    // A comma of prose has a space behind it.
    let is_apart = records.iter().any(|record| record.cells[1..].iter().any(|text| !text.starts_with(' ')));
    if body.iter().any(|record| record.cells.len() != head.cells.len()) {
        return if valued && body.len() >= FEWEST { Judged::Broken } else { Judged::Prose };
    }
    let tasks = head.cells.len() > 2 && body.len() >= FEWEST && is_apart;
    if valued || tasks { Judged::Table } else { Judged::Prose }
}

/// The same of cells between spaces: below heads without a value each column but the first holds values alone, or none.
fn judge_spaced(records: &[&Record]) -> Judged {
    let [head, body @ ..] = records else { return Judged::Prose };
    let is_value = |text: &String| is_datum(text) && !is_year(text);
    let is_head = |text: &String| !is_value(text) && !text.contains(['：', '。', '，', '；', ':']);
    let held = |c: usize| body.iter().filter(|record| is_value(&record.cells[c])).count();
    let mut columns = (1..head.cells.len()).map(held);
    let is_table = body.len() >= FEWEST
        && head.cells.iter().all(is_head)
        && columns.clone().any(|held| held > 0)
        && columns.all(|held| held == 0 || held == body.len());
    if is_table { Judged::Table } else { Judged::Prose }
}

/// Whether the line above or below some records, be it below a blank one, is of texts and numbers side by side as they are:
/// it can be a row that lost a cell, or of a table that is aligned. So can what a sentence stands above.
fn is_of_more(lines: &[&str], own: &[Record]) -> bool {
    let [first, .., last] = own else { return false };
    let holds_row = |line: &&str| {
        let mut words = line.split_whitespace();
        words.next().is_some() && words.any(|word| is_datum(word) && !is_year(word))
    };
    let is_printed = |line: &&&str| !line.trim().is_empty();
    let above = lines[..first.line].iter().rev().find(is_printed);
    // Below what a letter says there is no table.
    if above.is_some_and(|line| line.trim().ends_with(['：', '。', ':'])) {
        return true;
    }
    let below = lines[last.line + last.lines..].iter().find(is_printed);
    above.into_iter().chain(below).any(holds_row)
}

/// Says that nothing but spaces parts the cells of a table.
fn spaced(head: &Record) -> Finding {
    let message = "spaces alone part the cells of this table: it has a row for each line and no blank cell";
    let readings = ["a cell between any two spaces", "fewer cells, some with spaces in their texts"];
    let place = Place::at(At::Line(head.line as u32 + 1));
    Finding::ambiguous(Code::TableAmbiguous, message, readings, place).printed(head.cells.join("｜"))
}

/// The texts of a record's cells that are not blank.
fn texts(record: &Record) -> Vec<&str> {
    record.cells.iter().map(|text| text.trim()).filter(|text| !text.is_empty()).collect()
}

/// Says where each row has two cells that could be one number, of which a comma parts the thousands.
fn doubt(records: &[&Record]) -> Option<Finding> {
    let head = records.iter().position(|record| texts(record).len() > 1)?;
    let body = records.get(head + 1..).filter(|body| !body.is_empty())?;
    let digits = |text: &str| text.bytes().all(|b| b.is_ascii_digit()).then_some(text.len());
    let is_pair = |record: &&Record, c: usize| {
        let [left, right] = [c, c + 1].map(|c| record.cells.get(c).and_then(|text| digits(text.trim())));
        matches!(left, Some(1..=3)) && right == Some(3)
    };
    (0..records[0].cells.len()).find(|c| body.iter().all(|record| is_pair(record, *c)))?;
    let message = "two cells of each row could be one number with a comma in it";
    let readings = ["values of two columns", "one value with a comma in it"];
    let place = Place::at(At::Line(body[0].line as u32 + 1));
    Some(Finding::ambiguous(Code::TableAmbiguous, message, readings, place))
}

fn unread(record: &Record) -> Finding {
    let message =
        "lines with separators between their cells do not have as many each: they were not read as a table";
    let place = Place::at(At::Line(record.line as u32 + 1));
    let readings = ["lines of text", "rows of a table"];
    let finding = Finding::ambiguous(Code::TableAmbiguous, message, readings, place);
    finding.severity(Severity::Error).printed(record.cells.join("｜"))
}

#[cfg(test)]
mod tests {
    use fenjie_model::Severity;

    use super::super::{layout, outline};
    use super::among;
    use crate::Options;

    #[track_caller]
    fn check(text: &str, expected: &[&str], said: &[Severity]) {
        let (blocks, findings) = among(text, &Options::default(), layout::read);
        assert_eq!(outline(&blocks), expected);
        assert_eq!(findings.iter().map(|finding| finding.severity).collect::<Vec<_>>(), said);
    }

    #[test]
    fn tables_among_lines() {
        check(
            "附件\n单位,亩,元\n甲镇,10,3\n一、片区\n乙镇,,6\n注：无",
            &["1 附件", "table 4×3", "6 注：无"],
            &[],
        );
        check("附件\n单位;元\n甲镇;1,5\n乙镇;2345\n注：无", &["1 附件", "table 3×2", "5 注：无"], &[]);
        check("单位,\"税（元）\",备\n甲镇,\"1,234\",\n乙镇,\"2\",", &["table 3×3"], &[]);
        check("标题,,\n单位,亩,元\n甲镇,10,3", &["1 标题", "table 2×3"], &[]);
        check("号,任务,局\n一,做好,甲局\n二,做好,乙局", &["table 3×3"], &[]);
    }

    #[test]
    fn prose_has_commas_too() {
        for text in [
            "甲,乙\n丙,丁",
            "In spring, when it rains, we plant\nand later, in fall, we reap",
            "各镇：\n甲,乙",
        ] {
            let lines: Vec<String> = text.lines().zip(1..).map(|(line, at)| format!("{at} {line}")).collect();
            check(text, &lines.iter().map(String::as_str).collect::<Vec<_>>(), &[]);
        }
    }

    #[test]
    fn thousands_do_not_part_cells() {
        check("甲镇,1,234\n乙镇,2,345", &["1 甲镇,1,234", "2 乙镇,2,345"], &[]);
        check(
            "单位,税\n甲镇,1,234\n乙镇,56",
            &["1 单位,税", "2 甲镇,1,234", "3 乙镇,56"],
            &[Severity::Error],
        );
        check("单位,税,备\n甲镇,1,234\n乙镇,5,678", &["table 3×3"], &[Severity::Warning]);
    }

    #[test]
    fn between_bars() {
        check("附件\n镇 | 亩 | 株\n甲镇 | 10 | 3\n注：无", &["1 附件", "table 2×3", "4 注：无"], &[]);
        check("镇|亩|株|\n甲镇|10|3|\n乙镇|  |6|", &["table 3×3"], &[]);
        check("首页 | 公开\n甲镇 | 乙镇", &["1 首页 | 公开", "2 甲镇 | 乙镇"], &[]);
        // What stands below a row of dashes is of the table above.
        check("---|---\n镇 | 亩\n甲镇 | 10", &["1 ---|---", "2 镇 | 亩", "3 甲镇 | 10"], &[]);
    }

    #[test]
    fn between_spaces() {
        let warned = &[Severity::Warning];
        check(
            "附件\n镇 亩 株 备注\n甲镇 10 — 新\n乙镇 2 6 旧\n注：无",
            &["1 附件", "table 3×4", "5 注：无"],
            warned,
        );
        check("镇\u{3000}亩\n甲镇\u{3000}10\n乙镇\u{3000}2", &["table 3×2"], warned);
        check("镇   亩\n甲镇   10\n乙镇   2", &["table 3×2"], warned);
        // The last row is of an aligned table.
        check("镇    亩\n甲家镇    10\n乙家镇    12\n丙镇      13", &["table 4×2"], warned);
        for text in [
            // A blank or a name with a space moves what follows.
            "镇 亩 株\n甲 镇 10\n乙镇 2 6\n丙镇 1 3",
            "镇 亩 株\n甲镇 10\n乙镇 2",
            "联系人：甲 电话\n乙 12\n丙 13",
            "镇 亩 株\n甲镇 10 1\n乙镇 2 6\n丙镇 3",
            "各镇：\n镇 亩\n甲镇 10\n乙镇 2",
            "In May\nwe 12\nof 13 men",
        ] {
            let lines: Vec<String> = text.lines().zip(1..).map(|(line, at)| format!("{at} {line}")).collect();
            check(text, &lines.iter().map(String::as_str).collect::<Vec<_>>(), &[]);
        }
    }
}
