//! A part that begins the table anew: a form of its own on each page, with the same heads and the same rows.

use fenjie_model::Table;

use super::super::header::is_datum;

/// So many rows are the same at least: one can be a total that each page prints.
const FEWEST: usize = 2;

/// Whether a part with `repeated` rows of the header has rows of the same names as the table's first, with values of
/// their own. `head` is the table's first rows.
pub(super) fn begins_anew(head: &Table, part: &Table, repeated: usize) -> bool {
    let rows = head.rows.min(part.rows).saturating_sub(repeated);
    if repeated == 0 || rows < FEWEST || head.columns != part.columns {
        return false;
    }
    let pairs: Vec<_> = (repeated..repeated + rows).map(|row| (texts(head, row), texts(part, row))).collect();
    let same_name = |(a, b): &(Vec<&str>, Vec<&str>)| {
        let name = a.iter().position(|text| !text.is_empty() && !is_datum(text));
        name.is_some_and(|name| a.get(..=name) == b.get(..=name))
    };
    pairs.iter().all(same_name) && pairs.iter().any(|(a, b)| a != b)
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
        assert_eq!(begins_anew(&table(head), &table(part), 1), expected);
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
        // One row tells nothing.
        check("单位 目标\n甲镇 30", "单位 目标\n甲镇 20", false);
    }
}
