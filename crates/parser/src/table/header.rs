//! How many header rows a table has: by its spans where they are shown, and by what its rows hold.

use fenjie_model::Table;
use fenjie_model::text::fold;

use super::aligned::is_measure;

/// More rows than this are no header.
pub(super) const DEEPEST: usize = 8;

/// The number of header rows of a table; 0 for a part that goes on without its header.
pub(crate) fn header_rows(table: &Table) -> usize {
    if table.rows < 2 {
        return 0;
    }
    let data = (0..table.rows.min(DEEPEST + 1)).position(|r| holds_data(table, r)).unwrap_or(table.rows);
    // What labels rows with data is no head, nor is the row that it begins in.
    let labels = |c: &fenjie_model::Cell| {
        (c.row, c.col) == (0, 0)
            && c.row_span >= data + 2
            && with_data(table).get(data..c.row_span).is_some_and(|rows| rows.iter().all(|holds| *holds))
    };
    if data == 0 || table.spans_shown && table.cells.iter().any(labels) {
        return 0;
    }
    let depth = if table.spans_shown { by_spans(table) } else { by_blanks(table) };
    let depth = depth + usize::from(names_measures(table, depth));
    // Spans alone cannot tell a header from merged row labels; a number ends the header.
    depth.min(data).min(table.rows - 1)
}

/// The first row with text: what is pasted from a spreadsheet can begin with blank ones.
fn first(table: &Table) -> usize {
    let printed = table.cells.iter().filter(|c| !c.text.is_empty()).map(|c| c.row);
    printed.min().unwrap_or(0).min(DEEPEST)
}

/// Whether a row says in what the columns are measured: 计量单位, and beside it nothing but measures.
pub(super) fn names_measures(table: &Table, row: usize) -> bool {
    let mut printed = table.cells.iter().filter(|c| c.row == row && !c.text.is_empty());
    let labelled =
        printed.next().is_some_and(|c| matches!(&*fold(&c.text), "计量单位" | "单位" | "度量单位"));
    let mut measures = 0;
    let rest = printed.all(|c| {
        measures += 1;
        is_measure(c.text.trim_matches(['（', '）', '(', ')']))
    });
    labelled && rest && measures > 0
}

/// As deep as the cells of the first row with text reach, and one row more below each cell that spans columns.
fn by_spans(table: &Table) -> usize {
    let first = first(table);
    let (mut row, mut depth) = (first, first + 1);
    while row < depth && depth <= DEEPEST {
        for cell in table.cells.iter().filter(|c| c.row == row) {
            depth = depth.max(cell.row + cell.row_span);
            // A cell over several columns names what stands below; one over all of them is a heading or a section.
            if cell.col_span > 1
                && (cell.col_span < table.columns || row == first)
                && below_differs(table, cell)
            {
                depth = depth.max(cell.row + cell.row_span + 1);
            }
        }
        row += 1;
    }
    depth
}

/// Whether a part of a table holds nothing but header rows: the break cut its header.
pub(crate) fn is_header_alone(table: &Table) -> bool {
    table.spans_shown
        && table.rows <= DEEPEST
        && !(0..table.rows).any(|r| holds_data(table, r))
        && by_spans(table) >= table.rows
}

/// Whether the cells below a spanning cell divide its columns (a group head), other than a merged name column does.
fn below_differs(table: &Table, head: &fenjie_model::Cell) -> bool {
    let row = head.row + head.row_span;
    let within =
        |c: &&fenjie_model::Cell| c.row == row && c.col >= head.col && c.col < head.col + head.col_span;
    let mut below = table.cells.iter().filter(within).peekable();
    below.peek().is_some()
        && below.all(|c| c.col_span < head.col_span && !is_datum(&c.text) && !c.text.is_empty())
}

/// Where no spans are shown: header rows go on while the first cell is empty, being merged with the one above.
fn by_blanks(table: &Table) -> usize {
    let grid = table.grid();
    let goes_on =
        |r: usize| grid.text(r, 0).is_empty() && (0..table.columns).any(|c| !grid.text(r, c).is_empty());
    let begin = first(table) + 1;
    begin + (begin..table.rows.min(DEEPEST)).take_while(|&r| goes_on(r)).count()
}

/// Whether a row holds a value to the right of its first column.
fn holds_data(table: &Table, row: usize) -> bool {
    table.cells.iter().any(|c| c.row == row && is_data(c))
}

/// The same of all rows.
fn with_data(table: &Table) -> Vec<bool> {
    let mut rows = vec![false; table.rows];
    for cell in table.cells.iter().filter(|c| c.row < table.rows && is_data(c)) {
        rows[cell.row] = true;
    }
    rows
}

/// Whether a cell is a value to the right of the first column.
fn is_data(cell: &fenjie_model::Cell) -> bool {
    cell.col > 0 && is_datum(&cell.text) && !is_year(&cell.text)
}

/// A number, or the sign for none. Column heads such as 2023年 and 1月 are not.
pub(crate) fn is_datum(text: &str) -> bool {
    let mut digits = 0;
    for c in text.chars() {
        match c {
            '0'..='9' | '０'..='９' => digits += 1,
            '.'
            | ','
            | '%'
            | '％'
            | '-'
            | '－'
            | '—'
            | '–'
            | '/'
            | '≥'
            | '≤'
            | '~'
            | '～'
            | '+'
            | '±'
            | '．'
            | '，'
            | '*'
            | ' '
            | '①'..='⑳' => {}
            _ => return false,
        }
    }
    digits > 0 || matches!(text, "—" | "－" | "-" | "/" | "–" | "――" | "——")
}

/// A year as a column head.
pub(crate) fn is_year(text: &str) -> bool {
    text.len() == 4
        && (text.starts_with("19") || text.starts_with("20"))
        && text.bytes().all(|b| b.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::super::tests::table;
    use super::*;

    #[track_caller]
    fn check(rows: &str, expected: usize) {
        assert_eq!(header_rows(&table(rows)), expected, "{rows}");
    }

    #[test]
    fn a_label_of_rows_is_no_head() {
        check("生态 能耗 持平\n^ 浓度 23\n^ 天数 355", 0);
        check("单位 目标 <\n^ 甲 乙\n甲镇 1 2", 2);
        check("类 名 量\n生态 浓度 23\n^ 天数 355", 1);
    }

    #[test]
    fn one_row() {
        check("单位 目标\n全区 12\n甲镇 3", 1);
    }

    #[test]
    fn a_unit_beside_a_group() {
        check("单位 目标 <\n^ 总量 增幅\n全区 12 —", 2);
    }

    #[test]
    fn three_levels() {
        check("单位 目标 < <\n^ 总量 单项 <\n^ ^ 甲 乙\n全区 12 3 4", 3);
    }

    #[test]
    fn a_part_without_its_header() {
        check("专项 8 调整 120\n^ ^ 面积 1000", 0);
    }

    #[test]
    fn a_name_column_of_two() {
        check("类 名称 < 总量\n^ ^ ^ 增\n甲 乙 丙 3\n^ 丁 < 4", 2);
    }

    #[test]
    fn blank_rows_above_the_heads() {
        check("_ _\n单位 目标\n全区 12\n甲镇 3", 2);
        let spans =
            Table { spans_shown: true, ..table("_ _ _\n单位 目标 <\n^ 总量 增幅\n全区 12 —") };
        assert_eq!(header_rows(&spans), 3);
    }

    #[test]
    fn without_spans() {
        check("单位 目标 _\n_ 总量 增幅\n全区 12 —", 2);
    }

    #[test]
    fn a_row_of_measures_is_a_head() {
        check("镇 就业 投放\n计量单位 人 万元\n甲镇 1 2", 2);
        check("镇 就业 <\n^ 甲 乙\n单位 人 （万元）\n甲镇 1 2", 3);
        check("指标 单位 目标\n单位 个 增加\n甲镇 1 2", 1);
    }

    #[test]
    fn tasks_have_no_numbers() {
        check("序号 任务 时限\n一、提质 < <\n1 做好 年底", 1);
    }
}
