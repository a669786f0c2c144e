//! Rows of cell texts to a table, for the forms that cannot show merged cells.

use fenjie_model::{At, Cell, Code, Finding, Place, text};

use super::block::{Spans, block};
use super::{leaves, merged, repeated, shares};
use crate::TableBlock;

/// One printed row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Row {
    /// Its line, from 1.
    pub(super) line: u32,
    /// The texts of its cells, not yet cleaned.
    pub(super) cells: Vec<String>,
}

/// Makes a table of 1 × 1 cells. Rows that are too short are padded with empty cells, at their ends where what the
/// columns hold does not tell otherwise; a row with more texts than the header is a finding, for its values may stand in
/// the wrong columns.
///
/// `lines` is the number of lines that the table takes, `left` how many cells the tables of the document may still have.
pub(super) fn table(
    mut rows: Vec<Row>,
    lines: usize,
    left: &mut usize,
    findings: &mut Vec<Finding>,
) -> TableBlock {
    for row in &mut rows {
        for cell in &mut row.cells {
            *cell = text::clean(cell);
        }
    }
    findings.extend(repeated::blank(&mut rows));
    let labelled = are_labelled(&rows);
    if !labelled {
        let spread = leaves::spread(&mut rows);
        findings.extend(spread.or_else(|| shares::share(&mut rows)));
    }
    let heads = heads(&rows);
    let header = rows[..heads].iter().map(|row| row.cells.len()).max().unwrap_or(0);
    let mut width = header.max(1);
    rows.truncate((*left / width).max(1) + 1);
    let heads = heads.min(rows.len());
    if !labelled {
        findings.extend(merged::shift(&mut rows, heads, header));
    }
    for row in &rows[heads..] {
        let texts = row.cells.iter().rposition(|text| !text.is_empty()).map_or(0, |last| last + 1);
        if texts > header && !labelled {
            let message = format!("the row has {texts} cells where the header has {header}");
            let place = Place::at(At::Line(row.line));
            let readings =
                ["cells of columns without a header", "fewer cells, one with a separator in its text"];
            let finding = Finding::ambiguous(Code::TableAmbiguous, message, readings, place);
            findings.push(finding.printed(row.cells.join("｜")));
        }
        width = width.max(texts);
    }
    if width > (*left).max(1) {
        width = (*left).max(1);
        let message = "the limit of cells was reached: what lies behind was not read";
        findings.push(Finding::new(Code::LimitReached, message, Place::at(At::Line(rows[0].line))));
    }
    let most = (*left / width).max(1);
    if rows.len() > most {
        let message = "the limit of cells was reached: the table's later rows were not read";
        findings.push(Finding::new(Code::LimitReached, message, Place::at(At::Line(rows[most].line))));
        rows.truncate(most);
    }

    *left = left.saturating_sub(rows.len() * width);
    let mut cells = Vec::with_capacity(rows.len() * width);
    let height = rows.len();
    for (r, row) in rows.into_iter().enumerate() {
        let at = At::Line(row.line);
        let texts = row.cells.into_iter().chain(std::iter::repeat_with(String::new)).take(width);
        cells.extend(texts.enumerate().map(|(c, text)| Cell::new(r, c, text, at)));
    }
    block(cells, height, width, lines, Spans::Hidden)
}

/// Whether each text of the rows stands behind a label of its own (索引号：, 发文机关：), whatever is above it.
fn are_labelled(rows: &[Row]) -> bool {
    let is_label = |text: &&String| text.ends_with(['：', ':']);
    rows.iter().all(|row| row.cells.len() > 1 && row.cells.iter().step_by(2).all(|text| is_label(&text)))
}

/// The rows that tell how many columns there are: the first one, and those below a merged first cell without a number.
fn heads(rows: &[Row]) -> usize {
    let goes_on = |row: &Row| {
        row.cells.first().is_none_or(String::is_empty)
            && row.cells.iter().any(|text| !text.is_empty())
            && !row.cells.iter().any(|text| text.starts_with(|c: char| c.is_ascii_digit() || c == '—'))
    };
    rows.len().min(1 + rows.iter().skip(1).take_while(|row| goes_on(row)).count())
}

#[cfg(test)]
pub(super) fn grid(block: &TableBlock) -> Vec<Vec<&str>> {
    let grid = block.table.grid();
    (0..block.table.rows).map(|r| (0..block.table.columns).map(|c| grid.text(r, c)).collect()).collect()
}

#[cfg(test)]
mod tests {
    use super::{Row, grid, table};
    use crate::TableBlock;
    use fenjie_model::{Code, Finding};

    fn read(printed: &str, mut left: usize) -> (TableBlock, Vec<Finding>) {
        let rows: Vec<Row> = printed
            .lines()
            .zip(1..)
            .map(|(line, number)| Row { line: number, cells: line.split('|').map(str::to_owned).collect() })
            .collect();
        let mut findings = Vec::new();
        let lines = rows.len();
        (table(rows, lines, &mut left, &mut findings), findings)
    }

    #[test]
    fn short_rows_are_padded() {
        let (block, findings) = read("单 位|目标|备注\n赵巷镇|1", 1_000);
        assert_eq!(grid(&block), [["单位", "目标", "备注"], ["赵巷镇", "1", ""]]);
        assert_eq!(findings, []);
    }

    #[test]
    fn empty_cells_behind_a_row_are_layout_and_texts_are_a_finding() {
        let (block, findings) = read("单位|目标\n赵巷镇|1||\n徐泾镇|2|3", 1_000);
        assert_eq!(grid(&block), [["单位", "目标", ""], ["赵巷镇", "1", ""], ["徐泾镇", "2", "3"]]);
        assert_eq!(findings.len(), 1);
        assert_eq!(findings[0].code, Code::TableAmbiguous);
        assert_eq!(findings[0].message, "the row has 3 cells where the header has 2");
    }

    #[test]
    fn texts_behind_labels_belong_to_these() {
        for printed in [
            "索引号：|0001|主题分类：|政务\n标题：|关于下达目标的通知\n文号：|甲政〔2023〕4号|有效性：|有效",
            "标题：|关于下达目标的通知\n文号：|甲政〔2023〕4号|有效性：|有效",
        ] {
            assert_eq!(read(printed, 1_000).1, [], "{printed}");
        }
        let (_, findings) = read("单位：|亿元|指标：|产值\n甲镇：|1|合计\n乙镇|2|3|4|5", 1_000);
        assert_eq!(findings.len(), 2);
    }

    #[test]
    fn a_limit_cuts_rows_and_says_so() {
        let (block, findings) = read("a|b\n1|2\n3|4\n5|6", 4);
        assert_eq!(grid(&block), [["a", "b"], ["1", "2"]]);
        assert_eq!(findings[0].code, Code::LimitReached);

        let (block, findings) = read("a|b|c\n1|2|3", 2);
        assert_eq!(grid(&block), [["a", "b"]]);
        assert_eq!(findings[0].code, Code::LimitReached);
    }
}
