//! What is to be said where the texts of a column can be read in two ways.

use std::ops::Range;

use fenjie_model::text::{clean, is_cjk};
use fenjie_model::{Cell, Code, Finding, Place, Severity, Table};

use super::compose::joined;
use super::grid::wraps::has_room;
use super::header::Spread;
use super::piece::Piece;
use super::rows::Body;
use super::rows::listed::Listed;
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

/// What is to be said where heads stand side by side over one column, and another column of values has none: names and
/// values can be shifted against each other.
pub(super) fn crowded_heads(
    body: &Body<'_>,
    header: &[Spread],
    rows: usize,
    table: &Table,
) -> Option<Finding> {
    let is_crowded = |head: &&Spread| {
        let mut pairs = head.pieces.windows(2).map(|w| (&body.pieces[w[0]], &body.pieces[w[1]]));
        let beside = |a: &Piece, b: &Piece| {
            a.band == b.band && a.x1 < b.x0 && names(&a.text).chain(names(&b.text)).count() > 1
        };
        let within = |i: &usize| names(&body.pieces[*i].text).count() > 1;
        head.columns.len() == 1 && (head.pieces.iter().any(within) || pairs.any(|(a, b)| beside(a, b)))
    };
    let crowded = header.iter().find(is_crowded)?;
    let mut headed = vec![false; body.columns.len()];
    for head in header.iter().filter(|head| head.rows.end == rows && !head.pieces.is_empty()) {
        // One head over several columns, below which nothing divides them, is that of the first.
        headed[head.columns.start] = true;
    }
    let holds_values = |c: usize| body.pieces.iter().any(|p| p.value && (p.from, p.to) == (c, c + 1));
    let bare = (0..headed.len()).find(|&c| !headed[c] && holds_values(c))?;
    let cell = table.cells.iter().find(|c| (c.row, c.col) == (crowded.rows.start, crowded.columns.start))?;
    let message = "heads stand side by side over this column, and a column of values has none: values may be under heads of others";
    let place =
        Place { row: Some(cell.row), col: Some(cell.col), page: cell.at.page(), ..Place::at(cell.at) };
    let readings = ["one head".to_owned(), format!("heads of other columns, up to column {}", bare + 1)];
    let finding = Finding::ambiguous(Code::TableAmbiguous, message, readings, place).printed(&cell.text);
    Some(Finding { severity: Severity::Error, ..finding })
}

/// The words of a text that could be heads of their own: two characters or more, Chinese ones among them.
fn names(text: &str) -> impl Iterator<Item = &str> {
    text.split_whitespace()
        .filter(|word| word.contains(is_cjk) && word.chars().filter(|c| c.is_alphanumeric()).count() > 1)
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

/// What is to be said of lines between two rules that could be rows each, or lines of cells.
pub(super) fn lines_or_rows(body: &Body<'_>, listed: &Listed, table: &Table) -> Option<Finding> {
    let name = clean(&body.pieces[body.bands[listed.first].clone()].first()?.text);
    let cell = table.cells.iter().find(|c| c.col == 0 && c.text.contains(&name))?;
    let message =
        format!("{name} and others stand below a line between the same rules, with a text in every column");
    let readings = ["rows", "lines of cells"];
    let readings = if listed.lines.is_empty() { [readings[1], readings[0]] } else { readings };
    let place = Place { row: Some(cell.row), page: cell.at.page(), ..Place::at(cell.at) };
    Some(Finding::ambiguous(Code::TableAmbiguous, message, readings, place).printed(&cell.text))
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

#[cfg(test)]
mod tests {
    use fenjie_model::Severity;

    use crate::deadline::Deadline;
    use crate::table::aligned::{Bounds, Settings, tables};
    use crate::text::layout::{Widths, words::words};

    /// The texts at the errors that are said of the tables of a PDF's text.
    fn errors(text: &str) -> Vec<String> {
        let lines: Vec<(u32, &str)> = (1..).zip(text.lines()).collect();
        let limits = crate::Limits::default();
        let bounds = Bounds { cells: limits.cells, deadline: Deadline::after(limits.time) };
        let (found, _) = tables(&words(&lines, Widths::Counted), &[], &Settings::counted(), bounds);
        let said = found.into_iter().flat_map(|region| region.findings);
        said.filter(|finding| finding.severity == Severity::Error)
            .filter_map(|finding| finding.printed)
            .collect()
    }

    #[test]
    fn heads_side_by_side_and_a_column_without_one_are_an_error() {
        let heads = "                                                                   乡镇\n\n                                 城区                     东部                                西部\n序号     指标      单位   总计\n                                                                                                     九门回\n                           廉州镇 兴安镇 贾市镇 梅花镇 南董镇 增村镇 岗上镇 南营镇 常安镇\n                                                                                                     族乡\n";
        let rows = "1    城镇新增就业    人    4470   596        638   460   356        381        489   214   366        409   561\n2    失业人员再就业   人    1663   51         86    258   57         101        194   222   232        224   238\n";
        assert_eq!(errors(&format!("{heads}{rows}")), ["贾市镇梅花镇"]);
        let apart = "单位     工业投资    商贸投资   比上年增长\n甲镇      12     34      5.6\n乙镇      13     35      6.7\n";
        assert_eq!(errors(apart), [""; 0]);
    }
}
