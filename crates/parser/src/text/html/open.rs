//! Tables whose end tag has not come.

use fenjie_model::At;

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
    /// Whether the page does not show it.
    pub(super) unseen: bool,
    pub(super) cells: Vec<OpenCell>,
}

/// A cell: what HTML says of it, and its content as blocks in case the table turns out to be layout.
#[derive(Default)]
pub(super) struct OpenCell {
    pub(super) td: Td,
    pub(super) content: Vec<Spanned>,
}

impl OpenTable {
    /// Takes out rows without cells, and those that give nothing but the widths of columns.
    pub(super) fn tidy(&mut self) {
        self.rows.retain(|row| !(row.cells.is_empty() || row.unseen && row.is_blank()));
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
