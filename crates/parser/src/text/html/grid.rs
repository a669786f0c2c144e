//! The rows of an HTML table to cells with spans (HTML standard 4.9.12, forming a table).

use fenjie_model::{At, Cell, Code, Finding, Place, Table, text};

use super::super::block::{Spans, block};
use super::super::rows::Row;
use super::super::{merged, repeated};
use crate::TableBlock;

/// A `<td>` or `<th>`.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct Td {
    /// Its text, not yet cleaned.
    pub(super) text: String,
    /// Its line.
    pub(super) line: u32,
    /// `rowspan` as written; 0 reaches to the last row.
    pub(super) row_span: usize,
    /// `colspan` as written.
    pub(super) col_span: usize,
    /// Whether it is a `<th>`, or in a `<thead>`.
    pub(super) header: bool,
}

/// Columns beyond which a span is no span.
const MOST_COLUMNS: usize = 1000;

/// Lays the cells out. Places that no cell covers become empty cells; a cell that would lie on another is cut off
/// before it, with a finding.
pub(super) fn table(rows: Vec<Vec<Td>>, most: usize, findings: &mut Vec<Finding>) -> TableBlock {
    let height = rows.len();
    let mut taken_until: Vec<usize> = Vec::new();
    let mut cells: Vec<Cell> = Vec::new();
    let mut area = 0;
    let mut header_rows = 0;
    let mut read = 0;
    for (r, row) in rows.into_iter().enumerate() {
        let line = row.first().map_or(0, |td| td.line);
        if taken_until.len() * r > most || area > most {
            let message = "the limit of cells was reached: the table's later rows were not read";
            findings.push(Finding::new(Code::LimitReached, message, Place::at(At::Line(line))));
            break;
        }
        read = r + 1;
        if header_rows == r && !row.is_empty() && row.iter().all(|td| td.header) {
            header_rows = r + 1;
        }
        let mut col = 0;
        for td in row {
            while taken_until.get(col).is_some_and(|until| *until > r) {
                col += 1;
            }
            let wanted = td.col_span.clamp(1, MOST_COLUMNS);
            let free =
                (0..wanted).take_while(|i| taken_until.get(col + i).is_none_or(|until| *until <= r)).count();
            if free < wanted {
                let message = "a cell reaches into the place of a cell above it";
                let place = Place::at(At::Line(td.line));
                let readings =
                    ["cut off before that cell", "as wide as it says, the other cell being shorter"];
                let finding = Finding::ambiguous(Code::TableAmbiguous, message, readings, place);
                findings.push(finding.printed(text::clean(&td.text)));
            }
            let row_span = if td.row_span == 0 { height - r } else { td.row_span.min(height - r) };
            if taken_until.len() < col + free {
                taken_until.resize(col + free, r);
            }
            taken_until[col..col + free].fill(r + row_span);
            area += free * row_span;
            cells.push(Cell::new(r, col, text::clean(&td.text), At::Line(td.line)).over(row_span, free));
            col += free;
        }
    }
    let columns = close_up(&mut cells, taken_until.len());
    for cell in &mut cells {
        cell.row_span = cell.row_span.min(read - cell.row);
    }
    let short = pad(&mut cells, read, columns);
    findings.extend(repeated::merge(&mut cells, read, columns));
    // A header cell that spans rows takes the rows beside it along.
    let heads = cells.iter().take_while(|cell| cell.row < header_rows);
    let marked = heads.map(|cell| cell.row + cell.row_span).max().unwrap_or(0);
    let mut block = block(cells, read, columns, 0, Spans::Shown);
    // Where all cells are <th>, the markup tells nothing.
    if (1..read).contains(&marked) {
        block.table.header_rows = marked;
    }
    if !short.is_empty() {
        findings.extend(gaps(&block.table, &short));
    }
    block
}

/// Says which of the short rows could be read in another way: each with how many columns its cells reach over.
fn gaps(table: &Table, short: &[(usize, usize)]) -> Option<Finding> {
    let grid = table.grid();
    let mut rows: Vec<Row> = (0..table.rows)
        .map(|r| {
            let cells: Vec<String> = (0..table.columns).map(|c| grid.text(r, c).to_owned()).collect();
            Row { line: 0, cells }
        })
        .collect();
    for &(r, width) in short {
        rows[r].cells.truncate(width);
    }
    // The first cell of a row comes last.
    for cell in table.cells.iter().rev() {
        if let At::Line(line) = cell.at {
            rows[cell.row].line = line;
        }
    }
    merged::doubts(&rows, table.header_rows, table.columns)
}

/// Takes out the columns in which no cell begins, which a page shows without a width: a title says that it reaches over
/// more columns than there are. Says how many stay.
fn close_up(cells: &mut [Cell], columns: usize) -> usize {
    let mut begins = vec![false; columns];
    for cell in cells.iter() {
        begins[cell.col] = true;
    }
    let mut before = Vec::with_capacity(columns + 1);
    let mut count = 0;
    for begins in begins {
        before.push(count);
        count += usize::from(begins);
    }
    before.push(count);
    for cell in cells {
        let end = before[cell.col + cell.col_span];
        cell.col = before[cell.col];
        cell.col_span = end - cell.col;
    }
    count
}

/// Fills the places that no cell covers with empty cells, and sorts. Gives the rows that have such places, with the column
/// of the first.
fn pad(cells: &mut Vec<Cell>, rows: usize, columns: usize) -> Vec<(usize, usize)> {
    let mut covered = vec![false; rows * columns];
    let mut line_of_row = vec![0; rows];
    for cell in cells.iter() {
        for r in cell.row..cell.row + cell.row_span {
            covered[r * columns + cell.col..][..cell.col_span].fill(true);
        }
        if let At::Line(line) = cell.at {
            line_of_row[cell.row] = line;
        }
    }
    for row in 1..rows {
        if line_of_row[row] == 0 {
            line_of_row[row] = line_of_row[row - 1];
        }
    }
    let holes = covered
        .iter()
        .enumerate()
        .filter(|(_, covered)| !**covered)
        .map(|(i, _)| Cell::new(i / columns, i % columns, "", At::Line(line_of_row[i / columns])));
    let holes: Vec<Cell> = holes.collect();
    let mut short: Vec<(usize, usize)> = holes.iter().map(|cell| (cell.row, cell.col)).collect();
    short.dedup_by_key(|(row, _)| *row);
    cells.extend(holes);
    cells.sort_by_key(|cell| (cell.row, cell.col));
    short
}

#[cfg(test)]
mod tests {
    use super::{Td, table};

    /// Rows of `text:rowspan×colspan`.
    fn rows(printed: &[&[&str]]) -> Vec<Vec<Td>> {
        let td = |cell: &&str, line: usize| {
            let (text, spans) = cell.split_once(':').unwrap_or((cell, "1×1"));
            let (down, right) = spans.split_once('×').unwrap();
            let header = text.starts_with('#');
            Td {
                text: text.trim_start_matches('#').to_owned(),
                line: line as u32 + 1,
                row_span: down.parse().unwrap(),
                col_span: right.parse().unwrap(),
                header,
            }
        };
        printed.iter().enumerate().map(|(i, row)| row.iter().map(|cell| td(cell, i)).collect()).collect()
    }

    #[track_caller]
    fn check(printed: &[&[&str]], expected: &[&str], header_rows: usize, findings: usize) {
        let mut found = Vec::new();
        let block = table(rows(printed), 1_000, &mut found);
        let drawn: Vec<String> = block
            .table
            .cells
            .iter()
            .map(|c| format!("{},{} {}×{} {}", c.row, c.col, c.row_span, c.col_span, c.text))
            .collect();
        assert_eq!(drawn, expected);
        assert_eq!(block.table.header_rows, header_rows);
        assert_eq!(found.len(), findings);
    }

    #[test]
    fn spans() {
        check(
            &[&["#单位:2×1", "#目标:1×2"], &["#总量", "#增幅"], &["赵巷镇", "1", "2"]],
            &[
                "0,0 2×1 单位",
                "0,1 1×2 目标",
                "1,1 1×1 总量",
                "1,2 1×1 增幅",
                "2,0 1×1 赵巷镇",
                "2,1 1×1 1",
                "2,2 1×1 2",
            ],
            2,
            0,
        );
    }

    #[test]
    fn header_of_plain_cells() {
        check(
            &[&["单位:2×1", "目标:1×1"], &["总量"], &["赵巷镇", "1"]],
            &["0,0 2×1 单位", "0,1 1×1 目标", "1,1 1×1 总量", "2,0 1×1 赵巷镇", "2,1 1×1 1"],
            2,
            0,
        );
    }

    #[test]
    fn short_rows_and_spans_to_the_end() {
        check(
            &[&["a", "b", "c"], &["d:0×1"], &["e"]],
            &[
                "0,0 1×1 a",
                "0,1 1×1 b",
                "0,2 1×1 c",
                "1,0 2×1 d",
                "1,1 1×1 ",
                "1,2 1×1 ",
                "2,1 1×1 e",
                "2,2 1×1 ",
            ],
            1,
            1,
        );
    }

    #[test]
    fn a_row_that_may_lack_a_value_anywhere_is_said() {
        let said = |printed: &[&[&str]]| {
            let mut found = Vec::new();
            table(rows(printed), 1_000, &mut found);
            found.into_iter().map(|finding| finding.message).collect::<Vec<_>>()
        };
        let whole: [&[&str]; 2] = [&["镇", "亩", "株", "备注"], &["甲", "1", "2", "新"]];
        let short = |row: &'static [&'static str]| said(&[&whole[..], &[row]].concat());
        assert_eq!(short(&["乙", "3"]), ["the row has 2 cells where the header has 4"]);
        assert_eq!(short(&["乙", "3", ""]), ["the row has 3 cells where the header has 4"]);
        assert_eq!(short(&["乙", "3", "4"]), Vec::<String>::new());
        assert_eq!(short(&["一、林业"]), Vec::<String>::new());
        assert_eq!(short(&["乙", "3", "4:1×2"]), Vec::<String>::new());
    }

    #[test]
    fn cells_never_overlap() {
        check(
            &[&["a", "b:2×1", "c"], &["d:1×3", "e"]],
            &["0,0 1×1 a", "0,1 2×1 b", "0,2 1×1 c", "1,0 1×1 d", "1,2 1×1 e"],
            1,
            1,
        );
    }

    #[test]
    fn columns_in_which_no_cell_begins() {
        check(
            &[&["年:1×5"], &["单:1×2", "标"], &["甲:1×2", "1"]],
            &["0,0 1×2 年", "1,0 1×1 单", "1,1 1×1 标", "2,0 1×1 甲", "2,1 1×1 1"],
            2,
            0,
        );
    }

    #[test]
    fn heads_in_each_place_of_a_merged_cell() {
        check(
            &[&["#单", "#目", "#目"], &["#单", "#总", "#增"], &["甲", "1", "1"]],
            &["0,0 2×1 单", "0,1 1×2 目", "1,1 1×1 总", "1,2 1×1 增", "2,0 1×1 甲", "2,1 1×1 1", "2,2 1×1 1"],
            2,
            1,
        );
    }

    #[test]
    fn huge_spans_are_bounded() {
        let mut found = Vec::new();
        let most = 100_000;
        let many: Vec<&[&str]> = vec![&["x:65534×100000"]; 2000];
        let block = table(rows(&many), most, &mut found);
        assert!(block.table.rows * block.table.columns <= 2 * most);
        assert_eq!(found.last().unwrap().code.as_str(), "limit-reached");
    }
}
