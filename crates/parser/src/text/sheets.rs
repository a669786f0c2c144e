//! Tables between commas or semicolons that stand among the lines of a text, as a sheet saved as CSV is pasted into it.
//! Prose has commas too: only lines with as many of them each, below heads without a value, are rows.

use std::ops::Range;

use fenjie_model::{At, Code, Finding, Place, Severity};

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
    for separator in [Separator::Comma, Separator::Semicolon] {
        let mut own = vec![""; lines.len()];
        for range in tables(&lines, &is_taken, separator, &mut findings) {
            own[range.clone()].copy_from_slice(&lines[range.clone()]);
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

/// The lines of each table, from 0; says of those that are nearly one that they were not read.
fn tables(
    lines: &[&str],
    is_taken: &[bool],
    separator: Separator,
    findings: &mut Vec<Finding>,
) -> Vec<Range<usize>> {
    let records = records(lines, separator);
    let is_row = |record: &Record| {
        let range = record.line..record.line + record.lines;
        record.cells.len() > 1
            && !is_taken[range.clone()].contains(&true)
            && lines[range].iter().all(|line| !line.contains(['\t', '|', '│']) && !line.trim().contains("  "))
    };
    let mut found = Vec::new();
    let mut at = 0;
    while at < records.len() {
        let first = at;
        while records.get(at).is_some_and(|record| {
            is_row(record)
                || at > first && is_section(&record.cells[0]) && records.get(at + 1).is_some_and(is_row)
        }) {
            at += 1;
        }
        let own: Vec<&Record> = records[first..at].iter().filter(|record| record.cells.len() > 1).collect();
        match judge(&own) {
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
}
