//! Rows with fewer cells than there are columns. A table that is copied from a browser has no cell in the place of those
//! that are merged with one above, and the others stand too far to the left; one that is pasted from a word processor has
//! blank cells there, but a single one for a text that reaches over several columns. What the columns hold tells where
//! the cells belong.

use fenjie_model::{At, Code, Finding, Place};

use super::gaps::{Columns, Gap, Reading};
use super::rows::Row;
use crate::table::aligned::is_grand_total;

/// Puts the cells of the rows that have fewer than there are columns below those that they belong to, where the kinds of
/// the columns leave no doubt, and says which were moved and which could be wrong. `heads` of the rows are the header.
pub(super) fn shift(rows: &mut [Row], heads: usize, count: usize) -> Vec<Finding> {
    if !rows[heads..].iter().any(|row| is_short(row, count)) {
        return Vec::new();
    }
    let columns = Columns::new(rows, heads, count);
    let mut is_below_whole = false;
    let mut moved = Vec::new();
    let mut unclear = Vec::new();
    for row in &mut rows[heads..] {
        is_below_whole |= row.cells.len() >= count;
        if !is_short(row, count) {
            continue;
        }
        let (gap, lines) = match columns.read(&row.cells, is_below_whole) {
            Reading::Sure(Gap::End) => continue,
            Reading::Sure(gap) => (gap, &mut moved),
            Reading::Unclear(gap) => (gap, &mut unclear),
        };
        lines.push(Short::new(row, gap));
        insert(&mut row.cells, gap, count);
    }
    let names = if columns.shows_blanks {
        "with names over several columns"
    } else {
        "without cells that are merged with those above"
    };
    let moved = moved.first().map(|first| {
        let message = format!(
            "{} rows have fewer cells than the header; they were moved to the right by what the columns hold",
            moved.len()
        );
        let readings = [names, "without cells at their ends"];
        Finding::ambiguous(Code::TableAmbiguous, message, readings, Place::at(At::Line(first.line)))
    });
    moved.into_iter().chain(doubt(&unclear, count)).collect()
}

/// The same, where the form shows merged cells and no row is moved.
pub(super) fn doubts(rows: &[Row], heads: usize, count: usize) -> Option<Finding> {
    let columns = Columns::new(rows, heads, count);
    let short = rows[heads..].iter().filter(|row| is_short(row, count));
    let is_unclear = |row: &&Row| columns.read(&row.cells, false) != Reading::Sure(Gap::End);
    let unclear: Vec<Short> = short.filter(is_unclear).map(|row| Short::new(row, Gap::End)).collect();
    doubt(&unclear, count)
}

/// A row with too few cells.
struct Short {
    line: u32,
    printed: String,
    cells: usize,
    /// Where it was taken to lack the others.
    gap: Gap,
}

impl Short {
    fn new(row: &Row, gap: Gap) -> Self {
        Self { line: row.line, printed: row.cells.join("｜"), cells: row.cells.len(), gap }
    }
}

/// Whether a row has too few cells, and several texts: a single one is the head of a section.
fn is_short(row: &Row, columns: usize) -> bool {
    row.cells.len() < columns && row.cells.iter().filter(|c| !c.is_empty()).count() > 1
}

/// Puts the blank cells into a row; they stand behind the name of a total, which reaches over the columns of names.
fn insert(cells: &mut Vec<String>, gap: Gap, columns: usize) {
    let (at, count) = match gap {
        Gap::End => return,
        Gap::Before(by) => (usize::from(cells.first().is_some_and(|text| is_grand_total(text))), by),
        Gap::Within(at) => (at, columns - cells.len()),
    };
    cells.splice(at..at, std::iter::repeat_n(String::new(), count));
}

/// Says once of a table which rows could be read in another way.
fn doubt(rows: &[Short], columns: usize) -> Option<Finding> {
    /// No more of their lines are named.
    const MOST: usize = 8;
    let first = rows.first()?;
    let message = if let [row] = rows {
        format!("the row has {} cells where the header has {columns}", row.cells)
    } else {
        let mut lines: Vec<String> = rows.iter().take(MOST).map(|row| row.line.to_string()).collect();
        if rows.len() > MOST {
            lines.push("…".to_owned());
        }
        format!(
            "{} rows have fewer cells than the header, and it cannot be told which are missing (lines {})",
            rows.len(),
            lines.join(", ")
        )
    };
    let taken = match first.gap {
        Gap::Within(_) => "without cells between the others",
        Gap::End | Gap::Before(_) => "without cells at its end",
    };
    let readings = [taken, "without other cells, as those that are merged with those above"];
    let place = Place::at(At::Line(first.line));
    Some(Finding::ambiguous(Code::TableAmbiguous, message, readings, place).printed(&*first.printed))
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
        check("镇|亩|备注\n甲|1|无\n乙|2\n丙|持平", &["甲|1|无", "乙|2", "丙|持平"], 0);
        check("镇|亩|备\n甲|1|\n一、工业\n|持平", &["甲|1|", "一、工业", "|持平"], 0);
    }

    #[test]
    fn rows_that_fit_in_several_ways_or_none_are_said() {
        check("片|镇|任务\n东|甲|做好\n乙|做好", &["东|甲|做好", "乙|做好"], 1);
        check("片|镇|亩\n东|甲|1\n2|3", &["东|甲|1", "2|3"], 1);
    }

    #[test]
    fn rows_that_could_lack_others_are_said_once() {
        check("镇|亩|株\n甲|1|2\n乙|3\n丙|4\n合计|10", &["甲|1|2", "乙|3", "丙|4", "合计|10"], 1);
    }

    #[test]
    fn a_row_above_all_whole_ones_stays_and_is_said() {
        check("片|镇|亩\n乙|3\n东|甲|1", &["乙|3", "东|甲|1"], 1);
    }
}
