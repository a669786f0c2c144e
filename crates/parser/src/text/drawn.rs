//! Tables drawn with characters: boxes (`┌─┬─┐`), what databases print, the grid tables of reStructuredText and pandoc.
//!
//! As with the rules of a page, the lines drawn part the table into small cells, and those with nothing between them are
//! one. Where lines of text follow each other without a line drawn between them, they are the lines of cells, or rows.

use fenjie_model::{At, Cell, Code, Finding, Place, text};

use super::block::{Spans, block};
use super::placed::{Placed, Scale, end, is_drawing, placed, width, within};
use crate::TableBlock;
use crate::table::aligned::is_value;
use crate::table::as_one;

/// A table of more columns is none; real ones have some tens.
const MOST_COLUMNS: usize = 100_000;

/// Whether the line is the upper edge of a table: a corner, and nothing but lines drawn to the other one.
pub(super) fn is_edge(line: &str) -> bool {
    let line = line.trim();
    let corner = |ch: Option<char>| ch.is_some_and(|c| c == '+' || is_joint(c));
    let across = line.chars().filter(|c| is_across(*c) && !is_joint(*c)).count();
    across >= 2
        && corner(line.chars().next())
        && corner(line.chars().next_back())
        && line.chars().all(|c| is_across(c) || c == ':')
}

/// How many of the lines are the table that the first one begins.
pub(super) fn height(lines: &[&str]) -> usize {
    let goes_on = |line: &&&str| line.trim().starts_with(|c| matches!(c, '|' | '+') || is_drawing(c));
    lines.iter().take_while(goes_on).count()
}

/// Reads the lines of a table, the first of which has the number `first`.
pub(super) fn table(
    lines: &[&str],
    first: u32,
    left: &mut usize,
    findings: &mut Vec<Finding>,
) -> Option<TableBlock> {
    let mut drawing = Drawing::new(lines, first);
    let columns = drawing.columns.len().checked_sub(1).filter(|columns| *columns > 0)?;
    if columns > MOST_COLUMNS {
        let message = "the limit of cells was reached: what is in later ones was read as text";
        findings.push(Finding::new(Code::LimitReached, message, Place::at(At::Line(first))));
        return None;
    }
    let most = (*left / columns).max(1);
    if drawing.bands.len() > most {
        let message = "the limit of cells was reached: the table's later rows were not read";
        let place = Place::at(At::Line(drawing.number(drawing.bands[most].from)));
        findings.push(Finding::new(Code::LimitReached, message, place));
        drawing.bands.truncate(most);
    }
    let (cells, crooked) = drawing.cells();
    *left = left.saturating_sub(drawing.bands.len() * columns);
    let uneven = drawing.uneven();
    // Beside a line that ends elsewhere the rest is no news.
    let undrawn = if uneven.is_none() { drawing.undrawn() } else { None };
    let doubts: Vec<Doubt> = uneven.into_iter().chain(undrawn).chain(crooked).collect();
    let rows = drawing.bands.len();
    let head = drawing.bands.iter().position(|band| band.below == Below::Double).map(|head| head + 1);
    let (cells, columns) = without_false_columns(cells, columns);
    let merged = cells.iter().any(|cell| cell.row_span > 1 || cell.col_span > 1);
    let spans = if merged { Spans::Shown } else { Spans::Hidden };
    let mut block = block(cells, rows, columns, lines.len(), spans);
    findings.extend(doubts.into_iter().map(|doubt| {
        let place = Place { row: doubt.row, ..Place::at(At::Line(drawing.number(doubt.line))) };
        let other = doubt.row.map(|row| as_one::with_row_above(&block.table.cells, row));
        Finding::ambiguous(Code::TableAmbiguous, doubt.message, doubt.readings, place)
            .printed(lines[doubt.line].trim())
            .other_reading(other.unwrap_or_default())
    }));
    match head.filter(|head| *head < rows) {
        Some(head) if merged => block.table.header_rows = head,
        // Below a header row whose merged cells are blank ones more of it can follow.
        Some(head) => block.table.header_rows = block.table.header_rows.max(head),
        None => {}
    }
    Some(block)
}

/// The lines of a table and what is drawn between them.
struct Drawing {
    lines: Vec<Vec<Placed>>,
    first: u32,
    /// The columns of characters in which lines go down, from and to.
    columns: Vec<(u32, u32)>,
    /// The lines of text between lines drawn across.
    bands: Vec<Band>,
}

/// A row of small cells.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Band {
    from: usize,
    to: usize,
    below: Below,
}

/// What follows a band.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Below {
    /// A line drawn across.
    Line,
    /// A double one, as below a header.
    Double,
    /// Another row without a line between them.
    Nothing,
}

/// What of a drawing can be read in two ways.
struct Doubt {
    /// Its line in the table.
    line: usize,
    /// The row that may go on with the one above.
    row: Option<usize>,
    message: &'static str,
    /// As taken, and as it could be.
    readings: [&'static str; 2],
}

impl Drawing {
    fn new(lines: &[&str], first: u32) -> Self {
        let uneven = |scale: &Scale| {
            let ends: Vec<u32> = lines.iter().map(|line| width(line, *scale)).collect();
            ends.iter().filter(|end| **end != ends[0]).count()
        };
        let scale = Scale::ALL.into_iter().min_by_key(uneven).unwrap_or(Scale::Narrow);
        let lines: Vec<Vec<Placed>> = lines.iter().map(|line| placed(line, scale)).collect();
        let mut columns: Vec<(u32, u32)> = lines.iter().flat_map(|line| joints(line)).collect();
        columns.sort_unstable();
        columns.dedup();
        let mut drawing = Self { lines, first, columns, bands: Vec::new() };
        drawing.bands = drawing.parted();
        drawing
    }

    fn number(&self, line: usize) -> u32 {
        self.first + line as u32
    }

    /// The bands between the lines on which something is drawn across, parted where they hold several rows.
    fn parted(&self) -> Vec<Band> {
        let across: Vec<usize> = (0..self.lines.len()).filter(|&line| self.is_drawn(line)).collect();
        let mut bands = Vec::new();
        for pair in across.windows(2) {
            let (from, to) = (pair[0] + 1, pair[1]);
            if from == to {
                continue;
            }
            let double = self.lines[to].iter().filter(|p| matches!(p.ch, '=' | '═')).count();
            let below = if 2 * double > self.lines[to].len() { Below::Double } else { Below::Line };
            // A frame and a line below the header are all that there is: then each line is a row.
            let plain = across.len() <= 3 && to + 1 == self.lines.len();
            if to - from > 1 && (plain || self.holds_rows(from, to)) {
                bands.extend((from..to - 1).map(|line| Band {
                    from: line,
                    to: line + 1,
                    below: Below::Nothing,
                }));
                bands.push(Band { from: to - 1, to, below });
            } else {
                bands.push(Band { from, to, below });
            }
        }
        bands
    }

    /// The columns that end before the line does.
    fn reached(&self, line: usize) -> usize {
        let end = end(&self.lines[line]);
        self.columns.partition_point(|column| column.0 < end).saturating_sub(1)
    }

    /// Whether something is drawn across in one of the columns.
    fn is_drawn(&self, line: usize) -> bool {
        (0..self.reached(line)).any(|column| self.is_drawn_in(line, column))
    }

    fn is_drawn_in(&self, line: usize, column: usize) -> bool {
        let (from, to) = (self.columns[column].1, self.columns[column + 1].0);
        let line = &self.lines[line];
        let before = |at: u32| line.partition_point(|p| p.from < at);
        // Lines that do not end together can have columns across each other.
        let inner = line.get(before(from)..before(to)).unwrap_or_default();
        !inner.is_empty() && inner.iter().all(|p| is_across(p.ch) || p.ch == ':') && end(inner) == to
    }

    /// Whether a line goes down between a column and the one before.
    fn is_parted(&self, line: usize, column: usize) -> bool {
        let at = self.columns[column].0;
        let line = &self.lines[line];
        line.get(line.partition_point(|p| p.from < at)).is_some_and(|p| p.from == at && is_down(p.ch))
    }

    /// Whether two lines have values in one column: cells do not.
    fn holds_rows(&self, from: usize, to: usize) -> bool {
        let reached = (from..to).map(|line| self.reached(line)).max().unwrap_or(0);
        (0..reached).any(|column| {
            let (left, right) = (self.columns[column].1, self.columns[column + 1].0);
            (from..to).filter(|&line| is_value(&within(&self.lines[line], left, right))).count() > 1
        })
    }

    /// The cells, and what is crooked about them.
    fn cells(&self) -> (Vec<Cell>, Vec<Doubt>) {
        let (rows, columns) = (self.bands.len(), self.columns.len() - 1);
        let mut taken = vec![false; rows * columns];
        let mut cells = Vec::new();
        let mut crooked = Vec::new();
        for start in 0..rows * columns {
            let (row, col) = (start / columns, start % columns);
            if taken[start] {
                continue;
            }
            let apart = |row: usize, col: usize| {
                (self.bands[row].from..self.bands[row].to).all(|line| self.is_parted(line, col))
            };
            let whole =
                (col + 1..columns).take_while(|&c| !taken[row * columns + c] && !apart(row, c)).count();
            let (from, to) = (col, col + whole + 1);
            let goes_down = |row: usize, col: usize| match self.bands[row].below {
                Below::Nothing => false,
                Below::Line | Below::Double => !self.is_drawn_in(self.bands[row].to, col),
            };
            let alike = |next: &usize| {
                (from..to).all(|c| goes_down(next - 1, c) && !taken[next * columns + c])
                    && (from + 1..to).all(|c| !apart(*next, c))
                    && (to == columns || apart(*next, to))
            };
            let down = (row + 1..rows).take_while(alike).count();
            let last = row + down;
            if last + 1 < rows && (from..to).any(|c| goes_down(last, c)) {
                crooked.push(Doubt {
                    line: self.bands[row].from,
                    row: None,
                    message: "a cell of the drawn table has more than four corners",
                    readings: ["several cells", "one cell"],
                });
            }
            for r in row..=last {
                taken[r * columns + from..r * columns + to].fill(true);
            }
            let (left, right) = (self.columns[from].1, self.columns[to].0);
            let lines = self.bands[row].from..self.bands[last].to;
            let printed: Vec<String> =
                lines.clone().map(|line| within(&self.lines[line], left, right)).collect();
            let begins = printed.iter().position(|text| !text.is_empty()).unwrap_or(0);
            cells.push(
                Cell::new(
                    row,
                    col,
                    text::clean(printed.join("\n").trim()),
                    At::Line(self.number(lines.start + begins)),
                )
                .over(down + 1, to - from),
            );
        }
        (cells, crooked)
    }

    /// A line that ends elsewhere than the first one.
    fn uneven(&self) -> Option<Doubt> {
        let line = self.lines.iter().position(|line| end(line) != end(&self.lines[0]))?;
        Some(Doubt {
            line,
            row: None,
            message: "a line of the drawn table does not end where the first one does",
            readings: ["parted at the columns of the whole table", "parted where it is drawn itself"],
        })
    }

    /// A row that may be lines of the cells above: nothing is drawn between the two, and it has no name.
    fn undrawn(&self) -> Option<Doubt> {
        let (left, right) = (self.columns[0].1, self.columns[1].0);
        let undrawn = |row: &usize| self.bands[row - 1].below == Below::Nothing;
        let nameless = |row: &usize| within(&self.lines[self.bands[*row].from], left, right).is_empty();
        let row = (1..self.bands.len()).filter(undrawn).find(nameless)?;
        Some(Doubt {
            line: self.bands[row].from,
            row: Some(row),
            message: "nothing is drawn between this line of the table and the one above",
            readings: ["a row of its own", "the rest of the cells above"],
        })
    }
}

/// Joins columns that no cell begins in: a character in a text that looked like part of a line.
fn without_false_columns(mut cells: Vec<Cell>, columns: usize) -> (Vec<Cell>, usize) {
    let mut begins = vec![false; columns];
    for cell in &cells {
        begins[cell.col] = true;
    }
    let mut before = vec![0; columns + 1];
    for c in 0..columns {
        before[c + 1] = before[c] + usize::from(begins[c]);
    }
    for cell in &mut cells {
        let end = before[cell.col + cell.col_span];
        cell.col = before[cell.col];
        cell.col_span = end - cell.col;
    }
    (cells, before[columns])
}

/// The places where lines meet that are drawn across and down.
fn joints(line: &[Placed]) -> impl Iterator<Item = (u32, u32)> {
    let beside = |i: usize| {
        let across = |p: Option<&Placed>| p.is_some_and(|p| is_across(p.ch));
        across(i.checked_sub(1).and_then(|i| line.get(i))) || across(line.get(i + 1))
    };
    line.iter()
        .enumerate()
        .filter(move |(i, p)| (p.ch == '+' || is_joint(p.ch)) && beside(*i))
        .map(|(_, p)| (p.from, p.to))
}

/// Characters that lines go across with, joints among them.
fn is_across(ch: char) -> bool {
    matches!(ch, '-' | '=' | '+') || is_drawing(ch) && !is_upright(ch)
}

/// Characters that lines go down with, joints among them.
fn is_down(ch: char) -> bool {
    matches!(ch, '|' | '+') || is_drawing(ch) && !is_level(ch)
}

fn is_joint(ch: char) -> bool {
    is_drawing(ch) && !is_level(ch) && !is_upright(ch)
}

fn is_level(ch: char) -> bool {
    matches!(
        ch,
        '─' | '━'
            | '┄'
            | '┅'
            | '┈'
            | '┉'
            | '╌'
            | '╍'
            | '═'
            | '╴'
            | '╶'
            | '╸'
            | '╺'
            | '╼'
            | '╾'
    )
}

fn is_upright(ch: char) -> bool {
    matches!(
        ch,
        '│' | '┃'
            | '┆'
            | '┇'
            | '┊'
            | '┋'
            | '╎'
            | '╏'
            | '║'
            | '╵'
            | '╷'
            | '╹'
            | '╻'
            | '╽'
            | '╿'
    )
}

#[cfg(test)]
mod tests {
    use super::{Code, MOST_COLUMNS, height, is_edge, table};

    /// Cells as `row,col rows×columns text`, and the number of header rows.
    #[track_caller]
    fn check(drawn: &str, expected: &[&str], header_rows: usize, findings: usize) {
        let lines: Vec<&str> = drawn.lines().collect();
        let mut found = Vec::new();
        let block = table(&lines[..height(&lines)], 1, &mut 1_000, &mut found).expect("a table");
        let cells: Vec<String> = block
            .table
            .cells
            .iter()
            .map(|c| format!("{},{} {}×{} {}", c.row, c.col, c.row_span, c.col_span, c.text))
            .collect();
        assert_eq!(cells, expected);
        assert_eq!((block.table.header_rows, found.len()), (header_rows, findings), "{found:?}");
    }

    #[test]
    fn a_limit_keeps_one_row_and_no_table_is_too_wide() {
        let read = |drawn: &str, mut left: usize| {
            let (lines, mut found) = (drawn.lines().collect::<Vec<_>>(), Vec::new());
            let rows = table(&lines, 1, &mut left, &mut found).map(|block| block.table.rows);
            (rows, found.iter().map(|finding| finding.code).collect::<Vec<_>>())
        };
        let rows = "+--+--+\n|甲|乙|\n+--+--+\n|1 |2 |\n+--+--+";
        assert_eq!(read(rows, 0), (Some(1), vec![Code::LimitReached]));
        let edge = "+-".repeat(MOST_COLUMNS + 1);
        assert_eq!(read(&format!("{edge}+\n|\n{edge}+"), usize::MAX), (None, vec![Code::LimitReached]));
    }

    #[test]
    fn edges() {
        for line in ["+---+---+", "+:--+--:+", "┌──┬──┐", "  ╔══╦══╗", "├──┼──┤", "+=====+"]
        {
            assert!(is_edge(line), "{line}");
        }
        for line in ["+", "+5", "+ - +", "---", "│ 甲 │", "甲┌──┐", ""] {
            assert!(!is_edge(line), "{line}");
        }
    }

    #[test]
    fn a_grid_of_wrapped_cells() {
        check(
            "+------+------+\n| 单位 | 目标 |\n|      | 总量 |\n+======+======+\n| 甲镇 |   12 |\n+------+------+\n| 乙镇 |      |\n+------+------+\n注",
            &["0,0 1×1 单位", "0,1 1×1 目标总量", "1,0 1×1 甲镇", "1,1 1×1 12", "2,0 1×1 乙镇", "2,1 1×1 "],
            1,
            0,
        );
    }

    #[test]
    fn a_box_with_merged_cells() {
        check(
            "┌──┬─────────┐\n│单│  目标   │\n│  ├────┬────┤\n│位│总量│增幅│\n├──┼────┼────┤\n│甲│ 1  │ 2  │\n├──┴────┴────┤\n│合计        │\n└────────────┘",
            &[
                "0,0 2×1 单位",
                "0,1 1×2 目标",
                "1,1 1×1 总量",
                "1,2 1×1 增幅",
                "2,0 1×1 甲",
                "2,1 1×1 1",
                "2,2 1×1 2",
                "3,0 1×3 合计",
            ],
            2,
            0,
        );
    }

    #[test]
    fn rows_without_lines_between_them() {
        let frame = |rows: &str| format!("+----+----+\n| a  | b  |\n+----+----+\n{rows}\n+----+----+");
        let cells = ["0,0 1×1 a", "0,1 1×1 b", "1,0 1×1 c", "1,1 1×1 1", "2,0 1×1 d", "2,1 1×1 2"];
        check(&frame("| c  | 1  |\n| d  | 2  |"), &cells, 1, 0);
        let blank = ["0,0 1×1 a", "0,1 1×1 b", "1,0 1×1 c", "1,1 1×1 1", "2,0 1×1 ", "2,1 1×1 2"];
        check(&frame("| c  | 1  |\n|    | 2  |"), &blank, 1, 1);
    }

    #[test]
    fn what_is_crooked_is_said() {
        check(
            "+---+---+\n| a | b |\n|   +---+\n|     c |\n+---+---+",
            &["0,0 1×1 a", "0,1 1×1 b", "1,0 1×2 c"],
            1,
            1,
        );
        check(
            "+---+---+\n| a | b |\n+---+---+\n| cc | d |\n+---+---+",
            &["0,0 1×1 a", "0,1 1×1 b", "1,0 1×2 cc | d"],
            1,
            1,
        );
    }
}
