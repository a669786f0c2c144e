//! The logical grid of a table: which cell says what a place means.
//!
//! A merged cell owns every place that it covers. A source that cannot show spans (tabs, Markdown) prints a merged cell
//! once and leaves the places that it goes on over empty; how far it goes is inferred here, for the header at once and
//! for the body once the label columns are known.

use fenjie_model::text::is_numeral;
use fenjie_model::{Cell, Table};

use crate::known::is_value;
use crate::registry::is_total;

/// Which cell owns each place of a table.
#[derive(Debug, Clone)]
pub(crate) struct Grid<'a> {
    table: &'a Table,
    /// The columns of the table that it is of, left to right.
    of: Vec<usize>,
    owner: Vec<Option<usize>>,
    /// The rows that head others with a name that is printed alone, in their order.
    heads: Vec<usize>,
}

/// How the blank places of a label column are to be taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Blank {
    /// The cell above goes on; and next to a name of the same group that is printed in this row, that name goes on.
    Name,
    /// The cell above goes on; and what is printed here in the place of a number (合计 under 序号) goes on over the blank
    /// names to its right.
    Label,
    /// The cell above goes on.
    Above,
    /// The cell is empty; what is printed here in the place of a number goes on likewise.
    Empty,
    /// Remarks and persons: a sum printed there is the name of its row.
    Aside,
    /// The cell above goes on, and a sum printed there is the name of its row.
    Over,
}

impl<'a> Grid<'a> {
    /// The grid by the spans of the cells, with the header's blanks filled where the source does not show spans.
    pub(crate) fn new(table: &'a Table, header_rows: usize) -> Self {
        let (rows, columns) = (table.rows, table.columns);
        let mut owner = vec![None; rows * columns];
        for (i, cell) in table.cells.iter().enumerate() {
            for r in cell.row..(cell.row + cell.row_span).min(rows) {
                for c in cell.col..(cell.col + cell.col_span).min(columns) {
                    owner[r * columns + c] = Some(i);
                }
            }
        }
        let mut grid = Self { table, of: (0..columns).collect(), owner, heads: Vec::new() };
        if !table.spans_shown {
            grid.spread_header(header_rows);
        }
        grid
    }

    /// The number of rows.
    pub(crate) fn rows(&self) -> usize {
        self.table.rows
    }

    /// The number of columns.
    pub(crate) fn columns(&self) -> usize {
        self.of.len()
    }

    /// Some of the columns, as a grid of their own whose columns count from 0.
    pub(crate) fn part(&self, columns: &[usize]) -> Self {
        let places = (0..self.rows()).flat_map(|row| columns.iter().map(move |col| (row, *col)));
        let owner = places.map(|(row, col)| self.owner(row, col)).collect();
        let of = columns.iter().map(|col| self.of[*col]).collect();
        Self { table: self.table, of, owner, heads: self.heads.clone() }
    }

    /// The cell that owns the place.
    pub(crate) fn cell(&self, row: usize, col: usize) -> Option<&'a Cell> {
        self.owner(row, col).map(|i| &self.table.cells[i])
    }

    /// The text of the cell that owns the place.
    pub(crate) fn text(&self, row: usize, col: usize) -> &'a str {
        self.cell(row, col).map_or("", |cell| cell.text.as_str())
    }

    /// The cell as an index, to tell whether two places are of one cell.
    pub(crate) fn owner(&self, row: usize, col: usize) -> Option<usize> {
        if row < self.rows() && col < self.columns() { self.owner[row * self.columns() + col] } else { None }
    }

    /// Whether the place prints a text of its own: it is the top left of a cell that is not empty.
    pub(crate) fn prints(&self, row: usize, col: usize) -> bool {
        let begins = |cell: &&Cell| cell.row == row && Some(&cell.col) == self.of.get(col);
        self.cell(row, col).filter(begins).is_some_and(|cell| !cell.text.is_empty())
    }

    /// Takes rows for heads over others, which nothing is said of beside their names.
    pub(crate) fn set_heads(&mut self, rows: Vec<usize>) {
        self.heads = rows;
    }

    /// Whether a row heads others with a name that is printed alone.
    pub(crate) fn is_head(&self, row: usize) -> bool {
        self.heads.binary_search(&row).is_ok()
    }

    /// Gives the blank places of the label columns to the cells that go on over them.
    ///
    /// A name that is printed alone in its row reaches over the blank names to its right (总计 over 片区 and 乡镇); what is
    /// blank to its left goes on from above.
    pub(crate) fn fill_labels(&mut self, first_row: usize, labels: &[(usize, Blank)]) {
        for row in first_row..self.rows() {
            let mut to_the_left = None;
            let (mut sum, mut is_named) = (None, false);
            for &(col, blank) in labels {
                let printed = self.prints(row, col);
                let blank_here = self.text(row, col).is_empty();
                if printed && blank != Blank::Name && is_total(self.text(row, col)) {
                    sum = sum.or(self.owner(row, col));
                }
                match blank {
                    Blank::Aside | Blank::Over if printed => to_the_left = to_the_left.or(sum),
                    // Beside it, a dash or how many there are (2个) names nothing.
                    Blank::Name if printed && sum.is_some() && !is_named && is_value(self.text(row, col)) => {
                        self.set(row, col, sum);
                    }
                    Blank::Aside => {}
                    _ if printed && blank != Blank::Above => {
                        let names = blank == Blank::Name || !counts(self.text(row, col));
                        to_the_left = self.owner(row, col).filter(|_| names);
                    }
                    Blank::Empty => {}
                    Blank::Name if blank_here && to_the_left.is_some() => self.set(row, col, to_the_left),
                    _ if blank_here && row > first_row => self.set(row, col, self.owner(row - 1, col)),
                    _ => {}
                }
                is_named |= blank == Blank::Name && !self.text(row, col).is_empty();
            }
        }
    }

    /// Header cells reach right over blanks as far as their parent reaches, then down over what is still blank.
    fn spread_header(&mut self, header_rows: usize) {
        for row in 0..header_rows.min(self.rows()) {
            for col in 0..self.columns() {
                if !self.text(row, col).is_empty() {
                    continue;
                }
                let left = (col > 0)
                    .then(|| self.owner(row, col - 1))
                    .flatten()
                    .filter(|&i| self.table.cells[i].row == row && !self.table.cells[i].text.is_empty());
                let same_parent =
                    row == 0 || (col > 0 && self.owner(row - 1, col - 1) == self.owner(row - 1, col));
                if left.is_some() && same_parent {
                    self.set(row, col, left);
                } else if row > 0 && !self.text(row - 1, col).is_empty() {
                    self.set(row, col, self.owner(row - 1, col));
                }
            }
        }
    }

    /// Takes a row out: its places say nothing.
    pub(crate) fn blank(&mut self, row: usize) {
        let columns = self.columns();
        self.owner[row * columns..(row + 1) * columns].fill(None);
    }

    fn set(&mut self, row: usize, col: usize, owner: Option<usize>) {
        let columns = self.columns();
        if owner.is_some() {
            self.owner[row * columns + col] = owner;
        }
    }
}

/// Whether a text in the place of a name is a number: `3`, `2.1`, `一`, `（二）`, `A`, `1号`; words beside it make it a name
/// (合计（7个）).
fn counts(text: &str) -> bool {
    let digit = |c: char| c.is_numeric() || is_numeral(c) || c.is_ascii_uppercase();
    let mark = |c: char| "、.．,，()（）-－—*★ ".contains(c);
    text.chars().filter(|&c| !digit(c) && !mark(c)).count() < 2
}

#[cfg(test)]
pub(crate) mod tests {
    use fenjie_model::{At, Method};

    use super::*;

    /// A table that does not show its spans.
    pub(crate) fn table(rows: &[&[&str]]) -> Table {
        let cells = rows.iter().enumerate().flat_map(|(row, texts)| {
            texts.iter().enumerate().map(move |(col, text)| Cell::new(row, col, *text, At::Line(1)))
        });
        Table { spans_shown: false, ..Table::new(rows.len(), rows[0].len(), Method::Ruled, cells.collect()) }
    }

    #[track_caller]
    fn check(rows: &[&[&str]], header_rows: usize, labels: &[(usize, Blank)], expected: &[&[&str]]) {
        let table = table(rows);
        let mut grid = Grid::new(&table, header_rows);
        grid.fill_labels(header_rows, labels);
        for (row, texts) in expected.iter().enumerate() {
            let got: Vec<&str> = (0..grid.columns()).map(|col| grid.text(row, col)).collect();
            assert_eq!(got, *texts, "row {row}");
        }
    }

    #[test]
    fn headers_spread_right_within_their_parent_then_down() {
        check(
            &[&["甲", "乙", "", "丙"], &["", "子", "", ""], &["", "寅", "卯", ""]],
            3,
            &[],
            &[&["甲", "乙", "乙", "丙"], &["甲", "子", "子", "丙"], &["甲", "寅", "卯", "丙"]],
        );
    }

    #[test]
    fn names_go_on_from_above_or_reach_to_the_right() {
        use Blank::Name;
        check(
            &[&["东片区", "甲镇", "1"], &["", "乙镇", ""], &["总计", "", "3"]],
            0,
            &[(0, Name), (1, Name)],
            &[&["东片区", "甲镇", "1"], &["东片区", "乙镇", ""], &["总计", "总计", "3"]],
        );
    }

    #[test]
    fn a_number_is_no_name_and_words_in_its_place_are() {
        use Blank::{Label, Name};
        check(
            &[&["1", "甲"], &["2", ""], &["合计", ""]],
            0,
            &[(0, Label), (1, Name)],
            &[&["1", "甲"], &["2", "甲"], &["合计", "合计"]],
        );
        check(
            &[&["合计", ""], &["1", "甲"], &["", ""], &["合计", ""]],
            0,
            &[(0, Blank::Empty), (1, Name)],
            &[&["合计", "合计"], &["1", "甲"], &["", "甲"], &["合计", "合计"]],
        );
        check(
            &[&["一", "甲"], &["（二）", ""]],
            0,
            &[(0, Blank::Empty), (1, Name)],
            &[&["一", "甲"], &["（二）", "甲"]],
        );
        check(
            &[&["合计（7个）", ""], &["一、交通（3个）", ""], &["1", "甲"]],
            0,
            &[(0, Label), (1, Name)],
            &[&["合计（7个）", "合计（7个）"], &["一、交通（3个）", "一、交通（3个）"], &["1", "甲"]],
        );
    }
}
