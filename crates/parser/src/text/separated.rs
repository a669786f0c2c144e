//! Text with its tables between tabs, commas or semicolons, a row a line.

use fenjie_model::Finding;

pub(super) use super::records::Separator;
use super::records::{Record, records};
use super::{line, rows};
use crate::wording::{is_whole_title, label_title};
use crate::{Block, Options};

/// A text is a sheet with commas where at least this share of its records have the same number of them.
const SHEET: f32 = 0.9;

/// Reads the lines and tables.
pub(super) fn read(text: &str, separator: Separator, options: &Options) -> (Vec<Block>, Vec<Finding>) {
    let mut blocks = Vec::new();
    let mut findings = Vec::new();
    let mut left = options.limits.cells;
    let lines: Vec<&str> = text.split('\n').collect();
    let mut records = records(&lines, separator);
    if separator != Separator::Tab {
        records.iter_mut().for_each(unpad);
    }
    let mut at = 0;
    while at < records.len() {
        let end = table_end(&records, at, separator);
        let own = &mut records[at..end.max(at + 1)];
        if end > at {
            let count = own.iter().filter(|record| !is_gap(record)).map(|record| record.lines).sum();
            // A sheet is as wide as its widest table.
            let width = own.iter().map(used).max().unwrap_or(0);
            let row = |record: &mut Record| {
                let mut cells = std::mem::take(&mut record.cells);
                if separator != Separator::Tab {
                    cells.truncate(width);
                }
                rows::Row { line: record.line as u32 + 1, cells }
            };
            let rows = own.iter_mut().filter(|record| !is_gap(record)).map(row).collect();
            blocks.push(Block::Table(rows::table(rows, count, &mut left, &mut findings)));
            at = end;
        } else {
            match own {
                [Record { line: number, lines: 1, cells }] if cells.len() == 1 => {
                    blocks.extend(line(&cells[0], *number as u32 + 1));
                }
                _ => {
                    let numbers = own.iter().flat_map(|record| record.line..record.line + record.lines);
                    blocks.extend(numbers.filter_map(|number| line(lines[number], number as u32 + 1)));
                }
            }
            at += 1;
        }
    }
    (blocks, findings)
}

/// Whether a text is a sheet with commas: nearly all of its records, the first one among them, have as many.
pub(super) fn is_sheet(lines: &[&str]) -> bool {
    let records = records(lines, Separator::Comma);
    let mut counts = records.iter().filter(|r| texts(r) > 0).map(|record| record.cells.len());
    let Some(first) = counts.next().filter(|first| *first > 1) else { return false };
    let (all, alike) =
        counts.fold((0, 0), |(all, alike), count| (all + 1, alike + usize::from(count == first)));
    all > 0 && alike as f32 >= SHEET * all as f32
}

/// Takes the blank cells off a record of a sheet that has a text in its first cell alone, or none.
fn unpad(record: &mut Record) {
    if record.cells[1..].iter().all(|cell| is_blank(cell)) {
        record.cells.truncate(1);
    }
}

/// The end of the table that starts at the record, or the record itself where none does.
fn table_end(records: &[Record], start: usize, separator: Separator) -> usize {
    let is_row = |record: &Record| record.cells.len() > 1;
    if !is_row(&records[start]) {
        return start;
    }
    if let Some(end) = end_of_spread(&records[start..]) {
        return start + end;
    }
    let mut end = start + 1;
    while end < records.len() {
        let goes_on = is_row(&records[end])
            || (is_bare_row(&records[end].cells[0], separator) && records.get(end + 1).is_some_and(is_row));
        if !goes_on {
            break;
        }
        end += 1;
    }
    let tabs = |record: &Record| record.cells.len() - 1;
    // A line of one text with fewer tabs than its neighbour is text that a tab moves to the right.
    while end - start > 1
        && texts(&records[end - 1]) <= 1
        && tabs(&records[end - 1]) < tabs(&records[end - 2])
    {
        end -= 1;
    }
    let alone = texts(&records[start]) <= 1
        && records[start + 1..end].first().is_none_or(|next| tabs(&records[start]) < tabs(next));
    let listed = records[start..end].iter().all(is_entry);
    if alone || listed || end - start < 2 { start } else { end }
}

/// The end of a table that begins the records and has a blank line between any two of its rows, as pages are pasted.
fn end_of_spread(records: &[Record]) -> Option<usize> {
    const FEWEST: usize = 3;
    let width = records[0].cells.len();
    let titles = |text: &String| label_title(text.trim()).is_some() || text.trim().starts_with('注');
    // The heads of another table end this one.
    let is_again = |record: &Record| *record.cells == *records[0].cells && record.line != records[0].line;
    let is_row = |record: &Record| {
        record.cells.len() == width && texts(record) > 1 && !titles(&record.cells[0]) && !is_again(record)
    };
    let pairs = records.chunks(2).map_while(|pair| is_row(&pair[0]).then_some(pair.get(1)));
    let rows = pairs.clone().take_while(|gap| gap.is_some_and(is_gap)).count();
    // The last row has the next line right below it, or ends the text.
    let last = usize::from(pairs.clone().count() > rows);
    (rows + last >= FEWEST).then(|| 2 * rows + last - usize::from(last == 0))
}

/// Whether a record is a blank line.
fn is_gap(record: &Record) -> bool {
    matches!(&record.cells[..], [text] if is_blank(text))
}

/// A row that lost what follows its only text: the head of a section (一、经济增长), or in a sheet, where all do, whatever
/// begins no table.
fn is_bare_row(text: &str, separator: Separator) -> bool {
    is_section(text)
        || separator != Separator::Tab
            && !is_blank(text)
            && label_title(text).is_none()
            && !is_whole_title(text)
}

/// Whether a text is numbered as the head of a section is: 一、经济增长, （二）税收.
pub(super) fn is_section(text: &str) -> bool {
    let numbered = text.trim().trim_start_matches('（');
    let number = numbered.trim_start_matches(|c| "一二三四五六七八九十".contains(c));
    number.len() < numbered.len() && number.starts_with(['、', '）'])
}

/// A number and a text: an entry of a list, not a row.
fn is_entry(record: &Record) -> bool {
    let mut texts = record.cells.iter().map(|cell| cell.trim()).filter(|text| !text.is_empty());
    let (first, _, rest) = (texts.next().unwrap_or(""), texts.next(), texts.next());
    let first = first.trim_start_matches("- ").trim_start_matches(['附', '件', '表', '：', ':']).trim();
    let number = first.trim_start_matches(|c: char| c.is_ascii_digit() || ('０'..='９').contains(&c));
    rest.is_none() && matches!(number, "." | "．" | "、")
}

fn texts(record: &Record) -> usize {
    record.cells.iter().filter(|cell| !is_blank(cell)).count()
}

/// How many cells there are up to the last one with a text.
fn used(record: &Record) -> usize {
    record.cells.iter().rposition(|cell| !is_blank(cell)).map_or(0, |last| last + 1)
}

fn is_blank(text: &str) -> bool {
    text.trim().is_empty()
}

#[cfg(test)]
mod tests {
    use super::super::{outline, rows::grid};
    use super::{Separator, is_sheet, read};
    use crate::{Block, Options};

    #[track_caller]
    fn check_read(text: &str, separator: Separator, expected: &[&str]) {
        let (blocks, findings) = read(text, separator, &Options::default());
        assert_eq!(outline(&blocks), expected);
        assert_eq!(findings, []);
    }

    #[track_caller]
    fn check(text: &str, expected: &[&str]) {
        check_read(text, Separator::Tab, expected);
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
        let (blocks, _) =
            read("单 位\t工作目标\t\n\t总量\t增幅\n赵巷镇\t1\t2\n", Separator::Tab, &Options::default());
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
    fn a_blank_line_between_any_two_rows() {
        check("附件\n\n镇\t亩\n\n甲镇\t1\n\n乙镇\t2\n\n注：无", &["1 附件", "table 3×2", "9 注：无"]);
        check("镇\t亩\n甲镇\t1\n\n镇\t株\n乙镇\t2", &["table 2×2", "table 2×2"]);
        let two = "镇\t亩\n\n甲镇\t1\n\n乙镇\t2\n\n";
        check(&format!("{two}{two}"), &["table 3×2", "table 3×2"]);
    }

    #[test]
    fn a_cell_of_several_lines() {
        check("单位\t\"目标\n（亿元）\"\n甲镇\t1\n注：无", &["table 2×2", "4 注：无"]);
    }

    #[test]
    fn a_sheet_with_commas() {
        let sheet = "附件 1,,\n2023年甲县工业目标分解表,,\n单位,目标,备注\n甲镇,\"1,234\",\n乙镇,,\n合计,2,\n,,\n注：无,,\n";
        assert!(is_sheet(&sheet.split('\n').collect::<Vec<_>>()));
        check_read(
            sheet,
            Separator::Comma,
            &["1 附件 1", "2 2023年甲县工业目标分解表", "table 4×3", "8 注：无"],
        );
    }

    #[test]
    fn no_sheets() {
        for text in ["单位   目标\n甲镇   1,234\n乙镇   2,345", "各镇：\n甲,乙", ""] {
            assert!(!is_sheet(&text.split('\n').collect::<Vec<_>>()), "{text}");
        }
    }
}
