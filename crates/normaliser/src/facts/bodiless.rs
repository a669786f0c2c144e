//! Tables of heads alone, whose numbers are in no target.

use std::ops::Range;

use fenjie_model::{Code, Finding, Place, Severity};

use crate::grid::Grid;

/// So few numbers can be those of columns, or years.
const FEWEST: usize = 2;

/// What is to be said of a table that has no row below its heads: where these hold numbers, they are rows that the source
/// prints in one line.
pub(super) fn finding(grid: &Grid<'_>, header_rows: usize, place: &Place) -> Option<Finding> {
    let cells = |rows: Range<usize>| rows.flat_map(|row| (0..grid.columns()).map(move |col| (row, col)));
    let printed =
        |rows| cells(rows).filter(|(row, col)| grid.prints(*row, *col)).map(|(row, col)| grid.text(row, col));
    let count: usize = printed(0..header_rows).map(numbers).sum();
    if count < FEWEST || printed(header_rows..grid.rows()).any(|text| !text.is_empty()) {
        return None;
    }
    let message = format!(
        "the table has no row below its heads, and these hold {count} numbers: they are in no target"
    );
    let readings = ["heads alone", "rows that the source prints in one line"];
    let finding = Finding::ambiguous(Code::RolesUnclear, message, readings, place.clone());
    Some(Finding { severity: Severity::Error, ..finding })
}

/// How many of the words of a text end in a number that is no year.
fn numbers(text: &str) -> usize {
    let is_year = |word: &str| {
        word.len() == 4 && word.starts_with(['1', '2']) && word.bytes().all(|b| b.is_ascii_digit())
    };
    // PM10 is a name.
    let names = |word: &str| word.starts_with(|c: char| c.is_ascii_alphabetic());
    let ends_in_number = |word: &&str| {
        word.ends_with(|c: char| c.is_ascii_digit() || c == '%') && !is_year(word) && !names(word)
    };
    text.split_whitespace().filter(ends_in_number).count()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::grid::tests::table;

    /// What is said of a table of these rows, of which the first is its head.
    fn said(rows: &[&[&str]]) -> Option<String> {
        let table = table(rows);
        finding(&Grid::new(&table, 1), 1, &Place::default()).map(|finding| finding.message)
    }

    #[test]
    fn numbers_in_heads_that_have_no_row_below_them() {
        assert!(said(&[&["乡镇", "面积", "甲镇", "22", "乙镇", "20 3"]]).is_some());
        assert!(said(&[&["乡镇", "面积", "甲镇", "22", "乙镇", "20"], &["", "", "", "", "", ""]]).is_some());
        assert!(
            said(&[&["乡镇", "面积", "甲镇", "22", "乙镇", "20"], &["丙镇", "", "", "", "", ""]]).is_none()
        );
        assert!(said(&[&["乡镇云岭镇白沙镇", "面积（亩）22 20"]]).is_some());
        assert!(said(&[&["乡镇", "PM2.5", "PM10"]]).is_none());
        assert!(said(&[&["乡镇", "2023", "2024", "1-3月"]]).is_none());
    }
}
