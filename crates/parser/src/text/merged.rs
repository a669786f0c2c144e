//! Rows with fewer cells than there are columns. A table that is copied from a browser has no cell in the place of those
//! that are merged with one above, and the others stand too far to the left; one that is pasted from a word processor has
//! blank cells there, but a single one for a text that reaches over several columns. What the columns hold tells where
//! the cells belong.

use fenjie_model::{At, Code, Finding, Place};

use super::kinds::{Kind, MOST_COLUMNS, kinds};
use super::rows::Row;
use crate::table::aligned::{is_grand_total, is_total};

/// Puts the cells of the rows that have fewer than there are columns below those that they belong to, where the kinds of
/// the columns leave no doubt, and says which were moved and which could be wrong. `heads` of the rows are the header.
pub(super) fn shift(rows: &mut [Row], heads: usize, columns: usize) -> Vec<Finding> {
    let kinds = kinds(&rows[heads..], columns);
    let shows_blanks = shows_blanks(rows, heads, &kinds);
    let mut is_below_whole = false;
    let mut short = Vec::new();
    for (r, row) in rows.iter().enumerate().skip(heads) {
        is_below_whole |= row.cells.len() >= columns;
        // A single text is the head of a section.
        let is_short = row.cells.len() < columns && row.cells.iter().filter(|c| !c.is_empty()).count() > 1;
        if is_short && (is_below_whole || shows_blanks) {
            short.push((r, if shows_blanks { over(&row.cells, &kinds) } else { place(&row.cells, &kinds) }));
        }
    }
    // A table that leaves blank cells out at the end of its rows, and nowhere else, is padded there.
    let is_trimmed = short.iter().any(|(_, place)| *place == Shift::By(0))
        && !short.iter().any(|(_, place)| matches!(place, Shift::By(1..) | Shift::Over(_)));
    let mut findings = Vec::new();
    let mut moved = Vec::new();
    for (r, place) in short {
        match place {
            Shift::By(0) => {}
            Shift::By(by) => {
                moved.push(rows[r].line);
                insert(&mut rows[r].cells, by);
            }
            Shift::Over(at) => {
                moved.push(rows[r].line);
                let count = columns - rows[r].cells.len();
                rows[r].cells.splice(at + 1..at + 1, std::iter::repeat_n(String::new(), count));
            }
            Shift::Unclear if is_trimmed => {}
            Shift::Unclear => findings.push(unclear(&rows[r], columns)),
        }
    }
    if let Some(first) = moved.first() {
        let message = format!(
            "{} rows have fewer cells than the header; they were moved to the right by what the columns hold",
            moved.len()
        );
        let missing = if shows_blanks {
            "with names over several columns"
        } else {
            "without cells that are merged with those above"
        };
        let readings = [missing, "without cells at their ends"];
        findings.push(Finding::ambiguous(
            Code::TableAmbiguous,
            message,
            readings,
            Place::at(At::Line(*first)),
        ));
    }
    findings
}

/// By how many columns a row is to be moved.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Shift {
    By(usize),
    /// A cell reaches over the columns that are missing.
    Over(usize),
    Unclear,
}

/// Whether the table has blank cells in the place of those that are merged with one above: below a head that reaches over
/// two rows, or between the names of a whole row.
fn shows_blanks(rows: &[Row], heads: usize, kinds: &[Kind]) -> bool {
    let begins_blank = |row: &Row| row.cells.first().is_some_and(String::is_empty);
    let is_merged = |row: &Row| {
        let texts = |from: usize| row.cells.iter().zip(kinds).skip(from).filter(|(text, _)| !text.is_empty());
        let name = |(text, kind): (&String, &Kind)| *kind == Kind::Names && !is_total(text);
        let last = kinds.iter().position(|kind| *kind == Kind::Names);
        last.is_some_and(|at| row.cells[at].is_empty() && texts(at).next().is_some_and(name))
    };
    rows[..heads].iter().skip(1).any(begins_blank)
        || rows[heads..].iter().any(|row| row.cells.len() == kinds.len() && is_merged(row))
}

/// Which cell reaches over the columns that are missing: a name over columns of names, where it is one alone.
fn over(cells: &[String], kinds: &[Kind]) -> Shift {
    let missing = kinds.len() - cells.len();
    if kinds.len() > MOST_COLUMNS {
        return Shift::Unclear;
    }
    let own: Vec<Kind> = cells.iter().map(|text| Kind::of(text)).collect();
    let stands = |c: usize, at: usize| kinds[c + if c > at { missing } else { 0 }].takes(own[c]);
    // A total can reach over the serial numbers.
    let reaches = |at: usize| own[at] == Kind::Names && (is_total(&cells[at]) || stands(at, at));
    let fits = |at: usize| reaches(at) && (0..cells.len()).all(|c| c == at || stands(c, at));
    let ends = (0..cells.len()).all(|c| stands(c, cells.len())).then_some(Shift::By(0));
    let mut all = (0..cells.len() - 1).filter(|at| fits(*at)).map(Shift::Over).chain(ends);
    match (all.next(), all.next()) {
        (Some(shift), None) => shift,
        _ => Shift::Unclear,
    }
}

/// By how much the cells are to be moved so that all of them fit: what fits in one way alone.
fn place(cells: &[String], kinds: &[Kind]) -> Shift {
    if kinds.len() > MOST_COLUMNS {
        return Shift::Unclear;
    }
    let own: Vec<Kind> = cells.iter().map(|text| Kind::of(text)).collect();
    let fits = |by: usize| own.iter().zip(&kinds[by..]).all(|(text, kind)| kind.takes(*text));
    let mut all = (0..=kinds.len() - cells.len()).filter(|by| fits(*by));
    match (all.next(), all.next()) {
        (Some(by), None) => Shift::By(by),
        _ => Shift::Unclear,
    }
}

/// Puts blank cells before a row, or behind the name of a total, which reaches over the columns of names.
fn insert(cells: &mut Vec<String>, by: usize) {
    let at = usize::from(cells.first().is_some_and(|text| is_grand_total(text)));
    cells.splice(at..at, std::iter::repeat_n(String::new(), by));
}

fn unclear(row: &Row, columns: usize) -> Finding {
    let count = row.cells.len();
    let message = format!("the row has {count} cells where the header has {columns}");
    let readings = ["without cells at its end", "without cells that are merged with those above"];
    let place = Place::at(At::Line(row.line));
    Finding::ambiguous(Code::TableAmbiguous, message, readings, place).printed(row.cells.join("｜"))
}

#[cfg(test)]
mod tests {
    use super::super::rows::Row;
    use super::shift;

    /// The rows after they were moved, and what was said.
    #[track_caller]
    fn check(printed: &str, expected: &[&str], findings: usize) {
        let cells = |line: &str| line.split('|').map(str::to_owned).collect();
        let mut rows: Vec<Row> = printed.lines().map(|line| Row { line: 1, cells: cells(line) }).collect();
        let columns = rows[0].cells.len();
        let found = shift(&mut rows, 1, columns);
        let drawn: Vec<String> = rows[1..].iter().map(|row| row.cells.join("|")).collect();
        assert_eq!((drawn, found.len()), (expected.iter().map(|&s| s.to_owned()).collect(), findings));
    }

    #[test]
    fn rows_without_merged_cells() {
        check(
            "片|镇|亩|备\n东|甲|12|\n乙|34|重点\n西|丙|5|\n丁|6|\n合计|57|",
            &["东|甲|12|", "|乙|34|重点", "西|丙|5|", "|丁|6|", "合计||57|"],
            1,
        );
        check("片|镇|亩\n东|甲|12\n全县合计|57", &["东|甲|12", "全县合计||57"], 1);
        check("区|片|镇|亩\n南|东|甲|12\n乙|34\n西|丙|56", &["南|东|甲|12", "||乙|34", "|西|丙|56"], 1);
    }

    #[test]
    fn names_over_several_columns() {
        check(
            "号|镇|村|亩|备\n合计|57|\n1|甲|东|12|\n2||西|34|重点\n小计|46|\n|丙镇小计|9|",
            &["合计|||57|", "1|甲|东|12|", "2||西|34|重点", "小计|||46|", "|丙镇小计||9|"],
            1,
        );
    }

    #[test]
    fn rows_without_their_last_cells() {
        check("镇|亩|备\n甲|1|无\n乙|2\n丙|持平", &["甲|1|无", "乙|2", "丙|持平"], 0);
        check("镇|亩|备\n甲|1|\n一、工业\n|持平", &["甲|1|", "一、工业", "|持平"], 0);
    }

    #[test]
    fn rows_that_fit_in_several_ways_or_none_are_said() {
        check("片|镇|任务\n东|甲|做好\n乙|做好", &["东|甲|做好", "乙|做好"], 1);
        check("片|镇|亩\n东|甲|1\n2|3", &["东|甲|1", "2|3"], 1);
    }

    #[test]
    fn a_row_above_all_whole_ones_stays() {
        check("片|镇|亩\n乙|3\n东|甲|1", &["乙|3", "东|甲|1"], 0);
    }
}
