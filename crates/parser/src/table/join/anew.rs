//! A part that begins the table anew: a form of its own on each page, with the same heads and the same rows, or a table
//! below the other one on its page.

use fenjie_model::{Code, Finding, HashSet, Place, Table};

use super::super::header::is_datum;
use super::between::{is_passed_over, repeats};
use crate::{TableBlock, TextLine};

/// So many rows are the same at least: one can be a total that each page prints.
const FEWEST: usize = 2;

/// Whether a part with `repeated` rows of the header has as many rows as the table, and of these the first have the names of
/// the table's first, each its own, with values of their own. `head` is the table's first rows.
pub(super) fn begins_anew((rows, head): (usize, &Table), part: &Table, repeated: usize) -> bool {
    let compared = head.rows.min(part.rows).saturating_sub(repeated);
    if repeated == 0 || compared < FEWEST || head.columns != part.columns || rows != part.rows {
        return false;
    }
    let pairs: Vec<_> =
        (repeated..repeated + compared).map(|row| (texts(head, row), texts(part, row))).collect();
    let named: Vec<Vec<&str>> = pairs.iter().map(|(a, _)| names(a)).collect();
    // 上午 and 下午 of each day are the names of no row.
    let are_keys = named.iter().all(|name| !name.is_empty())
        && named.iter().collect::<HashSet<_>>().len() == named.len();
    are_keys && pairs.iter().all(|(a, b)| names(a) == names(b)) && pairs.iter().any(|(a, b)| a != b)
}

/// Whether a part stands below the table's last part on the same page, and nothing between them tells of a page break, as it
/// does where the pages of a notice are shown one below the other: its head is that of another table. One of the
/// table's `titles`, the lines above it, tells of one too.
pub(super) fn stands_below(
    table: &TableBlock,
    part: &TableBlock,
    between: &[&mut TextLine],
    titles: &[String],
) -> bool {
    let (Some((page, above)), Some((own, below))) = (table.table.parts.last(), part.table.parts.first())
    else {
        return false;
    };
    let tells_break = || {
        part.continuation || between.iter().any(|line| is_passed_over(line) || repeats(line, titles, true))
    };
    page == own && below.top >= above.bottom && !tells_break()
}

/// Says that only its head tells it from the rest of the table above it.
pub(super) fn finding(part: &TableBlock) -> Option<Finding> {
    let first = part.table.cells.first()?;
    let message = "this table prints the header of the one above it on the same page again";
    let readings = ["a table of its own", "the rest of the table before it"];
    let place = Place { page: first.at.page(), ..Place::at(first.at) };
    Some(Finding::ambiguous(Code::TableAmbiguous, message, readings, place))
}

/// The texts among them that are no values.
fn names<'a>(texts: &[&'a str]) -> Vec<&'a str> {
    texts.iter().copied().filter(|text| !text.is_empty() && !is_datum(text)).collect()
}

/// The texts of a row's own cells.
fn texts(table: &Table, row: usize) -> Vec<&str> {
    table.cells.iter().filter(|cell| cell.row == row).map(|cell| cell.text.as_str()).collect()
}

#[cfg(test)]
mod tests {
    use super::super::super::tests::table;
    use super::*;

    #[track_caller]
    fn check(head: &str, part: &str, expected: bool) {
        let head = table(head);
        assert_eq!(begins_anew((head.rows, &head), &table(part), 1), expected);
    }

    #[test]
    fn rows_of_the_same_names_are_those_of_another_form() {
        check("序号 指标 目标\n1 财政收入 30\n2 产值 40", "序号 指标 目标\n1 财政收入 35\n2 产值 45", true);
        check("指标 目标\n财政收入 30\n产值 40", "指标 目标\n财政收入 35\n产值 40", true);
        // Rows that go on, of another group, a total that is printed again, and the same page twice.
        check("序号 单位 目标\n1 甲镇 30\n2 乙镇 40", "序号 单位 目标\n3 丙镇 35\n4 丁镇 45", false);
        check("镇 指标 目标\n甲镇 收入 30\n^ 产值 40", "镇 指标 目标\n乙镇 收入 35\n^ 产值 45", false);
        check("单位 目标\n合计 30\n甲镇 10", "单位 目标\n合计 30\n丙镇 20", false);
        check("单位 目标\n甲镇 30\n乙镇 10", "单位 目标\n甲镇 30\n乙镇 10", false);
        // What tells them apart stands behind the names, or no row has a name of its own.
        check("单位 指标\n甲镇 收入 30\n乙镇 收入 10", "单位 指标\n甲镇 产值 35\n乙镇 产值 45", false);
        check(
            "时间 人数\n上午 30\n下午 10\n上午 3\n下午 1",
            "时间 人数\n上午 3\n下午 4\n上午 5\n下午 6",
            false,
        );
        // More rows follow.
        check("单位 目标\n甲镇 30\n乙镇 10\n丙镇 4", "单位 目标\n甲镇 3\n乙镇 2", false);
        // One row tells nothing.
        check("单位 目标\n甲镇 30", "单位 目标\n甲镇 20", false);
    }
}
