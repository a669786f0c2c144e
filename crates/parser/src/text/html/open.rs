//! Tables whose end tag has not come.

use fenjie_model::{At, Code, Finding, Place};

use super::grid::Td;
use super::lines::Spanned;
use crate::Block;

/// A table.
#[derive(Default)]
pub(super) struct OpenTable {
    /// The line of its tag.
    pub(super) first: u32,
    pub(super) rows: Vec<OpenRow>,
    pub(super) in_head: bool,
    pub(super) in_cell: bool,
    /// Whether the page leaves out the rows that come.
    pub(super) rows_left_out: bool,
    /// The line where the page says of a column that it is not shown.
    pub(super) column_left_out: Option<u32>,
    /// Whether it holds a table, and so is layout.
    pub(super) nests: bool,
    /// Whether it holds a table that is a box around a line.
    pub(super) boxes: bool,
    /// How many bytes of its text lead elsewhere.
    pub(super) linked: usize,
    /// How many do not.
    pub(super) plain: usize,
}

/// A row.
#[derive(Default)]
pub(super) struct OpenRow {
    /// Its line.
    pub(super) line: u32,
    /// Whether it has no height.
    pub(super) flat: bool,
    /// Whether the page leaves it out.
    pub(super) left_out: bool,
    pub(super) cells: Vec<OpenCell>,
}

/// A cell: what HTML says of it, and its content as blocks in case the table turns out to be layout.
#[derive(Default)]
pub(super) struct OpenCell {
    pub(super) td: Td,
    /// Whether the page leaves it out.
    pub(super) left_out: bool,
    pub(super) content: Vec<Spanned>,
}

impl OpenTable {
    /// Takes out rows without cells, those that give nothing but the widths of columns, and what the page leaves out.
    pub(super) fn tidy(&mut self) -> Vec<Finding> {
        self.rows.retain(|row| !(row.cells.is_empty() || row.flat && row.is_blank()));
        let mut findings = self.take_rows();
        findings.extend(self.take_cells());
        findings
    }

    /// What is to be said of rows and columns that are read, though the page may not show them.
    pub(super) fn doubts(&self) -> Vec<Finding> {
        let flat = self.rows.iter().filter(|row| row.flat);
        let flat =
            flat.map(|row| unseen("a row of a table has no height; it was read all the same", row.line));
        let column = self.column_left_out.map(|line| {
            unseen("the page says of a column that it is not shown; it was read all the same", line)
        });
        flat.chain(column).collect()
    }

    /// Takes out the rows that the page leaves out, and says so of those with a text.
    fn take_rows(&mut self) -> Vec<Finding> {
        let told = |row: &mut OpenRow| {
            let texts: Vec<String> =
                std::mem::take(&mut row.cells).into_iter().map(|cell| cell.into_td().text).collect();
            let texts: Vec<&str> =
                texts.iter().map(|text| text.trim()).filter(|text| !text.is_empty()).collect();
            let message = "the page does not show a row that its table has: it was not read";
            (!texts.is_empty()).then(|| unseen(message, row.line).printed(texts.join("｜")))
        };
        let findings = self.rows.iter_mut().filter(|row| row.left_out).filter_map(told).collect();
        self.rows.retain(|row| !row.left_out);
        findings
    }

    /// Takes out the cells that the page leaves out, and says so of those with a text, once for the table. A row is left
    /// without cells where a cell above reaches into it.
    fn take_cells(&mut self) -> Option<Finding> {
        let mut first = None;
        let mut count = 0;
        for cell in self.rows.iter_mut().flat_map(|row| row.cells.extract_if(.., |cell| cell.left_out)) {
            if !cell.content.is_empty() {
                count += 1;
                first.get_or_insert(cell);
            }
        }
        let mut reach = 0;
        let mut at = 0;
        self.rows.retain(|row| {
            let down = row.cells.iter().map(|cell| match cell.td.row_span {
                0 => usize::MAX,
                span => at + span,
            });
            reach = reach.max(down.max().unwrap_or(0));
            let stays = !row.cells.is_empty() || reach > at;
            at += usize::from(stays);
            stays
        });
        let first = first?.into_td();
        let message = format!("the page does not show cells that a table has ({count}): they were not read");
        Some(unseen(message, first.line).printed(first.text.trim()))
    }

    /// Whether it is there for the place of its parts: it holds tables, or a single cell.
    pub(super) fn is_layout(&self) -> bool {
        self.nests || self.boxes && !self.is_grid() || self.is_single()
    }

    /// Whether it is nothing but a box around a line, as an editor draws one around a number that was pasted.
    pub(super) fn is_box(&self) -> bool {
        let lines =
            || self.rows.iter().flat_map(|row| &row.cells).map(|cell| cell.content.len()).sum::<usize>();
        !self.nests && self.is_single() && lines() <= 1
    }

    /// Whether the page leaves out the open cell.
    pub(super) fn is_left_out(&self) -> bool {
        self.rows.last().is_some_and(|row| row.left_out || row.cells.last().is_some_and(|cell| cell.left_out))
    }

    fn is_single(&self) -> bool {
        self.rows.len() <= 1 && self.rows.iter().all(|row| row.cells.len() <= 1)
    }

    /// Whether it has several rows of several cells with a line or two each: the parts of a page have more.
    fn is_grid(&self) -> bool {
        const MOST_LINES: usize = 3;
        let is_row = |row: &OpenRow| {
            row.cells.len() > 1 && row.cells.iter().all(|cell| cell.content.len() <= MOST_LINES)
        };
        self.rows.len() > 1 && self.rows.iter().all(is_row)
    }

    /// Whether most of it leads elsewhere.
    pub(super) fn is_menu(&self) -> bool {
        self.linked > self.plain
    }
}

/// A finding about what a page does not show.
fn unseen(message: impl Into<String>, line: u32) -> Finding {
    Finding::new(Code::InvisibleText, message, Place::at(At::Line(line)))
}

impl OpenRow {
    pub(super) fn is_blank(&self) -> bool {
        self.cells.iter().all(|cell| cell.content.is_empty())
    }
}

impl OpenCell {
    /// The cell with the lines of its content as its text.
    pub(super) fn into_td(self) -> Td {
        let mut td = self.td;
        // Lines that are struck out give way to those beside them.
        let kept = self.content.iter().any(|spanned| !spanned.struck);
        for spanned in self.content.into_iter().filter(|spanned| !(spanned.struck && kept)) {
            if let Block::Line(line) = spanned.block {
                if td.text.is_empty() {
                    td.line = match line.at {
                        At::Line(number) => number,
                        At::Page { .. } => td.line,
                    };
                } else {
                    td.text.push('\n');
                }
                td.text.push_str(&line.text);
            }
        }
        td
    }
}
