//! Tables whose texts all begin, or all end, where their column does: each line is a row, and the text of a merged cell
//! stands in its first one, for nothing is centred.

use std::ops::Range;

use fenjie_model::{At, Code, Finding, Place};

use super::super::rows::Row;
use super::sections::is_blank;
use super::widths::Widths;
use super::words::words;
use crate::table::aligned::{are_measures, is_value};

/// Texts whose widths differ by less than this many columns of characters do not tell whether they are centred.
const TELLING: u32 = 2;
/// Of so many texts of a column one may be indented.
const MOST_INDENTED: usize = 3;
/// It is so by no more columns of characters.
const INDENT: u32 = 4;
/// Texts are apart where so many columns of characters are between them.
const APART: u32 = 2;

/// A table of some lines.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Flush {
    /// Its lines.
    pub(super) lines: Range<usize>,
    pub(super) rows: Vec<Row>,
}

impl Flush {
    /// The row whose line may go on with the cells of the one above: it has no value, and nothing in its first column.
    pub(super) fn doubt(&self) -> Option<usize> {
        let first = self.rows.iter().position(has_value)?;
        (first + 1..self.rows.len()).find(|&i| self.rows[i].cells[0].is_empty() && !has_value(&self.rows[i]))
    }

    /// What is to be said of that row.
    pub(super) fn finding(&self, row: usize) -> Finding {
        let Row { line, cells } = &self.rows[row];
        let message = "this line has no value and nothing in its first column";
        let readings = ["a row of its own", "the rest of the cells above"];
        let place = Place { row: Some(row), ..Place::at(At::Line(*line)) };
        let finding = Finding::ambiguous(Code::TableAmbiguous, message, readings, place);
        finding.printed(cells.join("  ").trim())
    }
}

/// A text, and the columns of characters that it takes.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Text {
    line: usize,
    from: u32,
    to: u32,
    text: String,
}

/// All such tables. Blank lines are around each, or lines with a lone text.
pub(super) fn tables(lines: &[(u32, &str)]) -> Vec<Flush> {
    let mut tables = Vec::new();
    let mut at = 0;
    for block in lines.chunk_by(|a, b| is_blank(a.1) == is_blank(b.1)) {
        if !is_blank(block[0].1) {
            tables.extend(table(block, at));
        }
        at += block.len();
    }
    tables
}

/// The table of a block of lines, the first of which is the line `at` of all.
fn table(block: &[(u32, &str)], at: usize) -> Option<Flush> {
    let mut texts = texts(block);
    let mut counts = vec![0; block.len()];
    texts.iter().for_each(|text| counts[text.line] += 1);
    let (first, mut last) = (counts.iter().position(|n| *n > 1)?, counts.iter().rposition(|n| *n > 1)?);
    // What follows in the first column is a note below the table, elsewhere it is of the last row.
    let begin = texts.iter().find(|text| text.line == first)?.from;
    let below = texts.iter().filter(|text| text.line > last).take_while(|text| text.from > begin + INDENT);
    last += below.count();
    texts.retain(|text| (first..=last).contains(&text.line));
    let columns = columns(&texts);
    let own = by_column(&texts, &columns);
    let telling = own.iter().filter(|texts| is_telling(texts)).count();
    let flush = own.iter().all(|texts| is_flush(texts));
    if first == last || columns.len() < 2 || 2 * telling < columns.len() || !flush {
        return None;
    }
    let blank = |line: usize| Row { line: block[line].0, cells: vec![String::new(); columns.len()] };
    let mut rows: Vec<Row> = (first..=last).map(blank).collect();
    for (c, texts) in own.iter().enumerate() {
        for text in texts {
            rows[text.line - first].cells[c].clone_from(&text.text);
        }
    }
    join_heads(&mut rows);
    Some(Flush { lines: at + first..at + last + 1, rows })
}

/// Joins the further lines of heads to the first one. Where that has a head in every column none of them is over several,
/// so there is no other level but one of measures.
fn join_heads(rows: &mut Vec<Row>) {
    let Some(values) = rows.iter().position(has_value) else { return };
    let is_full = rows[0].cells.iter().all(|text| !text.is_empty());
    let goes_on = |row: &&Row| {
        let printed = row.cells.iter().map(String::as_str).filter(|text| !text.is_empty());
        row.cells[0].is_empty() && !are_measures(printed)
    };
    let more = rows[1..values.max(1)].iter().take_while(goes_on).count();
    if !is_full || 1 + more < values {
        return;
    }
    for row in rows.drain(1..=more).collect::<Vec<_>>() {
        for (head, rest) in rows[0].cells.iter_mut().zip(row.cells) {
            head.push_str(&rest);
        }
    }
}

/// Whether a row has a value.
pub(super) fn has_value(row: &Row) -> bool {
    row.cells.iter().any(|text| is_value(text))
}

/// The texts of each column.
fn by_column<'a>(texts: &'a [Text], columns: &[(u32, u32)]) -> Vec<Vec<&'a Text>> {
    let mut own: Vec<Vec<&Text>> = vec![Vec::new(); columns.len()];
    for text in texts {
        own[columns.partition_point(|c| c.1 <= text.from)].push(text);
    }
    own
}

/// The texts of some lines.
fn texts(lines: &[(u32, &str)]) -> Vec<Text> {
    let mut texts: Vec<Text> = Vec::new();
    for (line, numbered) in lines.iter().enumerate() {
        for word in words(std::slice::from_ref(numbered), Widths::Terminal) {
            // What indents a text of a page parts columns here.
            let text = word.text.trim_start_matches('\u{3000}');
            let spaces = word.text.chars().count() - text.chars().count();
            let (from, to) = (half_ems(word.bbox.x0 + spaces as f32), half_ems(word.bbox.x1));
            match texts.last_mut() {
                Some(last) if last.line == line && from < last.to + APART => {
                    last.text.push(' ');
                    last.text.push_str(text);
                    last.to = to;
                }
                _ => texts.push(Text { line, from, to, text: text.to_owned() }),
            }
        }
    }
    texts
}

fn half_ems(x: f32) -> u32 {
    (2.0 * x).round() as u32
}

/// The columns: what texts of all lines cover together.
fn columns(texts: &[Text]) -> Vec<(u32, u32)> {
    let mut covered: Vec<(u32, u32)> = texts.iter().map(|text| (text.from, text.to)).collect();
    covered.sort_unstable();
    let mut columns: Vec<(u32, u32)> = Vec::new();
    for (from, to) in covered {
        match columns.last_mut() {
            Some(last) if from < last.1 => last.1 = last.1.max(to),
            _ => columns.push((from, to)),
        }
    }
    columns
}

/// Whether all texts of a column, no two on one line, begin together or end together. Some may be indented by full-width
/// spaces (　　其中：).
fn is_flush(texts: &[&Text]) -> bool {
    let ends = texts.windows(2).all(|pair| pair[0].to == pair[1].to);
    let begin = texts.iter().map(|text| text.from).min().unwrap_or(0);
    let indented = texts.iter().filter(|text| text.from > begin);
    let few = MOST_INDENTED * indented.clone().count() <= texts.len();
    let begins = few && indented.clone().all(|text| matches!(text.from - begin, 2 | INDENT));
    texts.windows(2).all(|pair| pair[0].line < pair[1].line) && (begins || ends)
}

/// Whether texts of these widths would stand elsewhere if they were centred.
fn is_telling(texts: &[&Text]) -> bool {
    let widths = texts.iter().map(|text| text.to - text.from);
    let (least, most) = widths.fold((u32::MAX, 0), |(a, b), width| (a.min(width), b.max(width)));
    most >= least.saturating_add(TELLING)
}

#[cfg(test)]
mod tests {
    use super::tables;

    /// The lines and rows of each table, and whether there is a doubt.
    #[track_caller]
    fn check(text: &str, expected: &[(std::ops::Range<usize>, &[&str], bool)]) {
        let lines: Vec<(u32, &str)> = (1..).zip(text.split('\n')).collect();
        let found: Vec<_> = tables(&lines)
            .into_iter()
            .map(|table| {
                let rows: Vec<String> = table.rows.iter().map(|row| row.cells.join("|")).collect();
                (table.lines.clone(), rows, table.doubt().is_some())
            })
            .collect();
        let expected: Vec<_> = expected
            .iter()
            .map(|e| (e.0.clone(), e.1.iter().map(|r| (*r).to_owned()).collect::<Vec<_>>(), e.2))
            .collect();
        assert_eq!(found, expected);
    }

    #[test]
    fn texts_that_begin_together() {
        let rows: &[&str] = &["单位|工作目标|", "|总量|增幅%", "赵巷镇|12|3", "青发集团|1579.0|"];
        let text = "附件 1\n\n单位      工作目标\n          总量      增幅%\n赵巷镇    12        3\n青发集团  1579.0\n注：无";
        check(text, &[(2..6, rows, false)]);
    }

    #[test]
    fn heads_in_every_column_go_on_below() {
        let text = |rest: &str| {
            format!(
                "断面    水质    水质达标率  河长\n{rest}\n水津关  二类    100         甲镇\n两合水  三类    91.7        乙街道"
            )
        };
        let rows = ["水津关|二类|100|甲镇", "两合水|三类|91.7|乙街道"];
        let joined = ["断面|水质类型|水质达标率（%）|河长", rows[0], rows[1]];
        check(&text("        类型    （%）"), &[(0..4, &joined, false)]);
        // Measures are a level of their own.
        let heads = ["断面|水质|水质达标率|河长", "||%|个"];
        let text = text("                %           个").replace("二类", "二级达标");
        check(&text, &[(0..4, &[heads[0], heads[1], "水津关|二级达标|100|甲镇", rows[1]], false)]);
    }

    #[test]
    fn values_that_end_together() {
        check(
            "单位        目标\n赵巷镇        12\n青发集团  1579.0",
            &[(0..3, &["单位|目标", "赵巷镇|12", "青发集团|1579.0"], false)],
        );
    }

    #[test]
    fn ideographic_spaces() {
        check(
            "单　位　　　目标\n赵巷镇　　　12\n青发集团　　1579.0",
            &[(0..3, &["单　位|目标", "赵巷镇|12", "青发集团|1579.0"], false)],
        );
    }

    #[test]
    fn a_line_that_may_go_on_is_said() {
        check(
            "单位      目标    备注\n赵巷镇    1.5     重点\n徐泾镇    12      含上年\n                  结转的\n",
            &[(0..4, &["单位|目标|备注", "赵巷镇|1.5|重点", "徐泾镇|12|含上年", "||结转的"], true)],
        );
    }

    #[test]
    fn a_doubted_line_has_its_place_and_both_readings() {
        let lines: Vec<(u32, &str)> = (7..)
            .zip([
                "单位      目标    备注",
                "赵巷镇    1.5     重点",
                "徐泾镇    12      含上年",
                "                  结转的",
            ])
            .collect();
        let table = &tables(&lines)[0];
        let finding = table.finding(table.doubt().expect("a doubt"));
        assert_eq!((finding.place.row, finding.place.at), (Some(3), Some(fenjie_model::At::Line(10))));
        let readings = finding.readings.expect("two readings");
        assert_eq!([readings.taken, readings.other], ["a row of its own", "the rest of the cells above"]);
    }

    #[test]
    fn centred_texts_are_not() {
        check("  单位     目标\n 赵巷镇     12\n青发集团  1579.0", &[]);
        check("各镇人民政府：\n经同意，  现印发\n", &[]);
    }
}
