//! Text with its tables between tabs, a row a line.

use fenjie_model::Finding;

use super::{line, rows};
use crate::{Block, Options};

/// Reads the lines and tables.
pub(super) fn read(text: &str, options: &Options) -> (Vec<Block>, Vec<Finding>) {
    let mut blocks = Vec::new();
    let mut findings = Vec::new();
    let mut left = options.limits.cells;
    let lines: Vec<&str> = text.split('\n').collect();
    let mut at = 0;
    while at < lines.len() {
        let end = table_end(&lines, at);
        if end > at {
            let printed = lines[at..end].iter().zip(at as u32 + 1..);
            let rows: Vec<_> = printed.map(|(text, line)| rows::Row { line, cells: cells(text) }).collect();
            let count = rows.len();
            blocks.push(Block::Table(rows::table(rows, count, &mut left, &mut findings)));
            at = end;
        } else {
            blocks.extend(line(lines[at], at as u32 + 1));
            at += 1;
        }
    }
    (blocks, findings)
}

/// The end of the table that starts at the line, or the line itself where none does.
fn table_end(lines: &[&str], start: usize) -> usize {
    let is_tabbed = |line: &str| line.contains('\t');
    if !is_tabbed(lines[start]) {
        return start;
    }
    let mut end = start + 1;
    while end < lines.len() {
        let goes_on = is_tabbed(lines[end])
            || (is_section(lines[end]) && lines.get(end + 1).is_some_and(|next| is_tabbed(next)));
        if !goes_on {
            break;
        }
        end += 1;
    }
    // A line of one text with fewer tabs than its neighbour is text that a tab moves to the right.
    while end - start > 1 && texts(lines[end - 1]) <= 1 && tabs(lines[end - 1]) < tabs(lines[end - 2]) {
        end -= 1;
    }
    let alone = texts(lines[start]) <= 1
        && lines[start + 1..end].first().is_none_or(|next| tabs(lines[start]) < tabs(next));
    let listed = lines[start..end].iter().all(|line| is_entry(line));
    if alone || listed || end - start < 2 { start } else { end }
}

/// A section row that lost the tabs behind its only text: 一、经济增长.
fn is_section(line: &str) -> bool {
    let text = line.trim().trim_start_matches('（');
    let number = text.trim_start_matches(|c| "一二三四五六七八九十".contains(c));
    number.len() < text.len() && number.starts_with(['、', '）'])
}

/// A number and a text: an entry of a list, not a row.
fn is_entry(line: &str) -> bool {
    let mut texts = line.split('\t').map(str::trim).filter(|text| !text.is_empty());
    let (first, _, rest) = (texts.next().unwrap_or(""), texts.next(), texts.next());
    let first = first.trim_start_matches("- ").trim_start_matches(['附', '件', '表', '：', ':']).trim();
    let number = first.trim_start_matches(|c: char| c.is_ascii_digit() || ('０'..='９').contains(&c));
    rest.is_none() && matches!(number, "." | "．" | "、")
}

fn tabs(line: &str) -> usize {
    line.matches('\t').count()
}

fn texts(line: &str) -> usize {
    line.split('\t').filter(|text| !text.trim().is_empty()).count()
}

/// The cells of a row. A spreadsheet quotes a cell that holds quotes, and doubles them.
fn cells(line: &str) -> Vec<String> {
    line.split('\t')
        .map(|cell| {
            let quoted = cell.trim().strip_prefix('"').and_then(|rest| rest.strip_suffix('"'));
            match quoted {
                Some(inner) if !inner.replace("\"\"", "").contains('"') => inner.replace("\"\"", "\""),
                _ => cell.to_owned(),
            }
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::super::{drawn, rows::grid};
    use super::{cells, read};
    use crate::{Block, Options};

    #[track_caller]
    fn check(text: &str, expected: &[&str]) {
        let (blocks, findings) = read(text, &Options::default());
        assert_eq!(drawn(&blocks), expected);
        assert_eq!(findings, []);
    }

    #[test]
    fn tables_between_lines() {
        check(
            "附件 1\n\n单 位\t工作目标\t\n\t总量\t增幅\n赵巷镇\t1\t2\n\n附件 2\n单位\t目标\n徐泾镇\t3\n",
            &["1 附件 1", "table 3×3", "7 附件 2", "table 2×2"],
        );
    }

    #[test]
    fn header_rows_and_places() {
        let (blocks, _) = read("单 位\t工作目标\t\n\t总量\t增幅\n赵巷镇\t1\t2\n", &Options::default());
        let Block::Table(block) = &blocks[0] else { panic!("no table") };
        assert_eq!(block.table.header_rows, 2);
        assert_eq!(grid(block)[2], ["赵巷镇", "1", "2"]);
        assert_eq!(block.table.cells[8].at, fenjie_model::At::Line(3));
        assert_eq!(block.count, 3);
    }

    #[test]
    fn tabs_that_only_move_text_make_no_table() {
        check("\t经区政府同意，现印发给你们。", &["1 \t经区政府同意，现印发给你们。"]);
        check("青浦区人民政府办公室\t2023年2月8日印发", &["1 青浦区人民政府办公室\t2023年2月8日印发"]);
        check("附件：1.\t甲分解表\n\t2.\t乙分解表\n", &["1 附件：1.\t甲分解表", "2 \t2.\t乙分解表"]);
    }

    #[test]
    fn a_measure_or_a_note_moved_by_tabs_stays_outside() {
        check(
            "\t单位：亿元\n单位\t目标\t备注\n赵巷镇\t1\t\n\t注：快报数\n",
            &["1 \t单位：亿元", "table 2×3", "4 \t注：快报数"],
        );
    }

    #[test]
    fn a_section_row_without_tabs_is_a_row() {
        check("指标\t目标\n一、经济增长\n产值\t1\n", &["table 3×2"]);
        check("指标\t目标\n产值\t1\n附件 3\n指标\t目标\n产值\t2\n", &["table 2×2", "3 附件 3", "table 2×2"]);
    }

    #[test]
    fn quotes_of_a_spreadsheet() {
        assert_eq!(cells("\"a \"\"b\"\"\"\t“c”\t\"d"), ["a \"b\"", "“c”", "\"d"]);
    }
}
