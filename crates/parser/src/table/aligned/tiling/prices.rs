//! What a tiling costs, by itself and by what stands beside it.

use std::ops::Range;

use fenjie_model::HashMap;

/// The price of a cell across a merged cell of another column.
const ACROSS: f32 = 0.04;
/// The price of a group without a subtotal where others have one.
const UNSUMMED: f32 = 0.2;
/// The price of a subtotal between the first and the last row of its group.
const SUMMED_WITHIN: f32 = 0.5;
/// The price of a merged cell whose first row is a part of the row above it.
const FROM_PART: f32 = 2.0;
/// What a cell over the same rows as a merged cell of another column is worth.
const ALIKE: f32 = 0.01;

/// What a tiling costs and how exact it has to be.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Terms {
    /// How far a text may stand above its cell's middle.
    pub(crate) above: f32,
    /// How far a text may stand below its cell's middle.
    pub(crate) below: f32,
    /// The price of each em by which a text is farther off.
    pub(crate) off: f32,
    /// The price of each em by which a text is off within these bounds.
    pub(crate) near: f32,
    /// The em.
    pub(crate) em: f32,
    /// The price of a blank cell.
    pub(crate) blank: f32,
    /// The price of each row after the first that a cell covers.
    pub(crate) merged: f32,
    /// The price of each row of a cell above its text, to decide between readings that are otherwise the same.
    pub(crate) up: f32,
    /// Whether cells are never lower than their texts.
    pub(crate) whole: bool,
    /// The most pairs of a row and a text that are looked at for the column.
    pub(crate) pairs: usize,
}

/// What the rest of the table tells of a column.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(crate) struct Others {
    /// The merged cells of the other columns, by their rows: cells of neighbouring columns are rather the same or
    /// within each other than across each other.
    pub(crate) merged: Vec<Range<usize>>,
    /// The rows that name a subtotal in a column to the right, ascending: each is the first or the last one of its group.
    pub(crate) subtotals: Vec<usize>,
    /// The rows that name a part of the row above them (其中：) in a column to the right: a cell that groups rows hardly
    /// begins with one.
    pub(crate) parts: Vec<usize>,
    /// The rows that begin below a rule, which no cell goes over, ascending.
    pub(crate) closed: Vec<usize>,
    /// What the name of each row ends in, in the column to the right.
    pub(crate) endings: Vec<Option<char>>,
}

impl Others {
    /// The price of a cell over these rows.
    fn price(&self, rows: &Range<usize>) -> f32 {
        let mut price = 0.0f32;
        for other in &self.merged {
            if other == rows {
                price -= ALIKE;
            } else if other.start < rows.end
                && rows.start < other.end
                && !(other.start <= rows.start && rows.end <= other.end)
                && !(rows.start <= other.start && other.end <= rows.end)
            {
                price += ACROSS;
            }
        }
        price.clamp(-4.0 * ALIKE, 4.0 * ACROSS) + self.of_groups(rows)
    }

    /// The price of rows as a group, as subtotals and parts tell groups.
    pub(super) fn of_groups(&self, rows: &Range<usize>) -> f32 {
        let parted = rows.len() > 1 && self.parts.binary_search(&rows.start).is_ok();
        self.of_subtotals(rows) + if parted { FROM_PART } else { 0.0 }
    }

    /// The price of a cell whose group has no subtotal, several, or one among its rows.
    fn of_subtotals(&self, rows: &Range<usize>) -> f32 {
        if self.subtotals.len() < 2 {
            return 0.0;
        }
        let from = self.subtotals.partition_point(|r| *r < rows.start);
        match &self.subtotals[from..self.subtotals.partition_point(|r| *r < rows.end)] {
            [] => UNSUMMED,
            [row] if *row == rows.start || *row + 1 == rows.end => 0.0,
            _ => SUMMED_WITHIN,
        }
    }
}

impl Terms {
    /// The price of a text at this distance from the middle of its cell.
    pub(super) fn misfit(&self, off: f32) -> f32 {
        let beyond = (-off - self.above).max(off - self.below).max(0.0);
        if beyond > 0.0 { self.off * (0.5 + beyond / self.em) } else { off.abs() / self.em * self.near }
    }
}

/// The prices of cells by their rows, each reckoned once. Few of all pairs of rows are looked at where there are many.
pub(super) struct Priced<'a> {
    pub(super) others: &'a Others,
    known: HashMap<(usize, usize), f32>,
}

impl<'a> Priced<'a> {
    pub(super) fn new(others: &'a Others) -> Self {
        Self { others, known: HashMap::default() }
    }

    /// The price of a cell over the rows from one to another.
    pub(super) fn of(&mut self, from: usize, to: usize) -> f32 {
        let Others { merged, subtotals, parts, .. } = self.others;
        if merged.is_empty() && subtotals.is_empty() && parts.is_empty() {
            return 0.0;
        }
        *self.known.entry((from, to)).or_insert_with(|| self.others.price(&(from..to)))
    }
}
