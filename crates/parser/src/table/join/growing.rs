//! A table that grows by the parts of the pages that follow: what a part is held against, kept as it grows, so that a
//! table over thousands of pages is not gone through again for each.

use fenjie_model::{Cell, Table};

use super::super::header::{DEEPEST, is_datum};

/// What is known of a growing table.
#[derive(Debug, Clone, PartialEq, Default)]
pub(super) struct Growing {
    /// The cells that end with its last row, ascending.
    pub(super) tail: Vec<usize>,
    /// The rows of its body that were counted.
    pub(super) rows: usize,
    /// Its columns.
    pub(super) columns: Vec<Column>,
}

/// What is known of a column's body.
#[derive(Debug, Clone, PartialEq, Default)]
pub(super) struct Column {
    /// Whether a cell goes over several rows.
    pub(super) merging: bool,
    /// How many rows have text in it.
    pub(super) filled: usize,
    /// How many rows have a number in it.
    pub(super) data: usize,
    /// The last text with its row.
    pub(super) last: Option<(usize, String)>,
}

impl Growing {
    /// A table as it is. Sorts its cells.
    pub(super) fn new(table: &mut Table) -> Self {
        table.cells.sort_by_key(|c| (c.row, c.col));
        let mut growing = Self { columns: vec![Column::default(); table.columns], ..Self::default() };
        growing.rows = table.rows.saturating_sub(table.header_rows);
        growing.count(table, 0);
        growing
    }

    /// Adds the rows of a part, whose cells are sorted, at the end of the table.
    pub(super) fn append(&mut self, table: &mut Table, part: &mut Table) {
        let (first, seam) = (table.cells.len(), table.rows);
        table.cells.extend(part.cells.drain(..).map(|cell| Cell { row: cell.row + seam, ..cell }));
        table.rows += part.rows;
        self.rows += part.rows;
        self.count(table, first);
    }

    /// Counts the cells from the given one on.
    fn count(&mut self, table: &Table, first: usize) {
        let rows = table.rows;
        let ends = |i: &usize| table.cells[*i].row + table.cells[*i].row_span == rows;
        self.tail.retain(ends);
        self.tail.extend((first..table.cells.len()).filter(ends));
        for cell in table.cells[first..].iter().filter(|c| c.row >= table.header_rows) {
            let covered = cell.col..(cell.col + cell.col_span).min(self.columns.len());
            for column in &mut self.columns[covered] {
                column.merging |= cell.row_span > 1;
                column.filled += if cell.text.is_empty() { 0 } else { cell.row_span };
                column.data += if is_datum(&cell.text) { cell.row_span } else { 0 };
                if !cell.text.is_empty() {
                    column.last = Some((cell.row, cell.text.clone()));
                }
            }
        }
    }

    /// Whether the column holds a text in (nearly) every row: the rows' own name or number.
    pub(super) fn is_key(&self, column: usize) -> bool {
        self.rows >= 3 && 10 * self.columns[column].filled >= 9 * self.rows
    }

    /// Whether the column holds numbers for the most part.
    pub(super) fn is_numeric(&self, column: usize) -> bool {
        self.rows >= 2 && 10 * self.columns[column].data >= 6 * self.rows
    }
}

/// The first rows of a table, where its header is.
pub(super) fn head(table: &Table) -> Table {
    let rows = table.rows.min(DEEPEST + 1);
    // Cells are sorted by row.
    let cells = table.cells.iter().take_while(|c| c.row < rows).cloned().collect();
    Table {
        header_rows: table.header_rows,
        spans_shown: table.spans_shown,
        ..Table::new(rows, table.columns, table.method, cells)
    }
}

#[cfg(test)]
mod tests {
    use super::super::super::tests::table;
    use super::*;

    #[test]
    fn it_knows_its_last_row() {
        let mut whole = table("单位 目标\n甲 1\n乙 2");
        whole.header_rows = 1;
        let mut growing = Growing::new(&mut whole);
        growing.append(&mut whole, &mut table("丙 3\n^ 4"));
        let tail: Vec<&str> = growing.tail.iter().map(|&i| whole.cells[i].text.as_str()).collect();
        assert_eq!((whole.rows, tail), (5, vec!["丙", "4"]));
        assert!(growing.is_key(0) && !growing.is_numeric(0) && growing.is_numeric(1));
        assert!(growing.columns[0].merging && !growing.columns[1].merging);
    }
}
