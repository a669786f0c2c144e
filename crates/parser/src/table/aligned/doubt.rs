//! What is to be said where the texts of a column can be read in two ways.

use std::ops::Range;

use fenjie_model::text::clean;
use fenjie_model::{Cell, Code, Finding, Place, Table};

use super::compose::joined;
use super::grid::wraps::has_room;
use super::header::Spread;
use super::piece::Piece;
use super::rows::Body;
use super::tiling::tiled::Reading;

/// A column with two readings.
pub(super) struct Doubt {
    /// The first of its texts.
    text: String,
    /// How many rows this was given, and how many it could have.
    readings: [String; 2],
    /// The row of the table that this text was given first.
    row: usize,
    column: usize,
    /// The rows that its texts could have instead.
    others: Vec<(Range<usize>, String)>,
}

/// The columns with two readings.
pub(super) fn doubts(read: &Reading, pieces: &[Piece], header_rows: usize) -> Vec<Doubt> {
    let mut doubts: Vec<Doubt> = Vec::new();
    for other in &read.others {
        let column = other.columns.start;
        let rows = header_rows + other.rows.start..header_rows + other.rows.end;
        let text = clean(&pieces[other.pieces[0]].text);
        if let Some(doubt) = doubts.iter_mut().find(|d| d.column == column) {
            doubt.others.push((rows, joined(other, pieces)));
            continue;
        }
        let Some(taken) = read.cells.iter().find(|s| s.pieces.first() == other.pieces.first()) else {
            continue;
        };
        let readings = [so_many(taken.rows.len()), so_many(other.rows.len())];
        let row = header_rows + taken.rows.start;
        doubts.push(Doubt { text, readings, row, column, others: vec![(rows, joined(other, pieces))] });
    }
    doubts
}

/// Rows as they are counted.
fn so_many(rows: usize) -> String {
    if rows == 1 { "1 row".to_owned() } else { format!("{rows} rows") }
}

/// The readings of a table whose cells are told by alignment alone.
pub(crate) fn as_aligned(table: &Table) -> [String; 2] {
    let taken = format!("{} columns and {} rows, as its text is aligned", table.columns, table.rows);
    [taken, "other columns, rows or merged cells: lines of one cell can look like rows".to_owned()]
}

/// What is to be said of heads whose lines have room for what follows: they were broken by hand, or are two heads.
pub(super) fn broken_heads(body: &Body<'_>, header: &[Spread], table: &Table) -> Vec<Finding> {
    /// 计量 over 单位 is one head.
    const SHORT: usize = 2;
    let short = |p: &Piece| p.text.chars().count() <= SHORT;
    let is_broken = |upper: &Piece, lower: &Piece| {
        let is_one = short(upper) && short(lower) || lower.text.starts_with(['（', '(', '〔']);
        !is_one && has_room(body, upper, lower)
    };
    let broken = header.iter().filter(|head| head.columns.len() == 1).filter_map(|head| {
        let mut pairs = head.pieces.windows(2).map(|w| (&body.pieces[w[0]], &body.pieces[w[1]]));
        let (upper, lower) = pairs.find(|(upper, lower)| is_broken(upper, lower))?;
        let cell = table.cells.iter().find(|c| (c.row, c.col) == (head.rows.start, head.columns.start))?;
        let (upper, lower) = (clean(&upper.text), clean(&lower.text));
        let message = format!("{upper} has room for more in its line, and {lower} stands below it");
        let readings = ["lines of one head", "a head over another"];
        let place =
            Place { row: Some(cell.row), col: Some(cell.col), page: cell.at.page(), ..Place::at(cell.at) };
        Some(Finding::ambiguous(Code::TableAmbiguous, message, readings, place).printed(&cell.text))
    });
    broken.collect()
}

/// What is to be said of heads that were read line by line.
pub(super) fn no_groups(table: &Table) -> Option<Finding> {
    let cell = table.cells.iter().find(|cell| !cell.text.is_empty())?;
    let message = "the heads of this table stand over each other as no groups of columns do";
    let readings = ["heads line by line", "heads over others, and heads of several lines"];
    let place = Place { row: Some(cell.row), page: cell.at.page(), ..Place::at(cell.at) };
    Some(Finding::ambiguous(Code::TableAmbiguous, message, readings, place))
}

/// What is to be said of a row that could as well end at another line, by the row of the table that it is.
pub(super) fn other_end(
    body: &Body<'_>,
    (taken, other): (Range<usize>, Range<usize>),
    row: usize,
    table: &Table,
) -> Option<Finding> {
    let cell = table.cells.iter().find(|c| c.row == row && !c.text.is_empty())?;
    let first = &body.pieces[body.bands[taken.start].start];
    let message = format!("the lines from {} on fit two ways to divide the rows", clean(&first.text));
    let readings = [&taken, &other].map(|lines| format!("a row of {}", lines_of(lines.len())));
    let place = Place { row: Some(row), page: cell.at.page(), ..Place::at(cell.at) };
    Some(Finding::ambiguous(Code::TableAmbiguous, message, readings, place))
}

/// Lines as they are counted.
fn lines_of(lines: usize) -> String {
    if lines == 1 { "1 line".to_owned() } else { format!("{lines} lines") }
}

impl Doubt {
    /// The finding that says so, at the cell of the table that the first of the texts is in.
    pub(super) fn finding(self, table: &Table) -> Option<Finding> {
        let cell = table.cells.iter().find(|c| (c.row, c.col) == (self.row, self.column))?;
        let place =
            Place { row: Some(cell.row), col: Some(cell.col), page: cell.at.page(), ..Place::at(cell.at) };
        let other = |(rows, text): (Range<usize>, String)| Cell {
            row: rows.start,
            row_span: rows.len(),
            text,
            ..cell.clone()
        };
        let others = self.others.into_iter().map(other).collect();
        let message = format!(
            "the middle of {} and of others in its column fits two ways to divide the rows",
            self.text
        );
        let finding = Finding::ambiguous(Code::TableAmbiguous, message, self.readings, place);
        Some(finding.other_reading(others))
    }
}
