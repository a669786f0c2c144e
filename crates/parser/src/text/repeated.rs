//! Merged cells whose text a converter repeats in each place that they cover: a head in all its rows and columns, a
//! section over the whole width, a total over the columns of names. Equal values are no such thing, and are never put
//! together.

use fenjie_model::{At, Cell, Code, Finding, Place, Severity};

use super::rows::Row;
use crate::table::aligned::is_total;
use crate::table::header::{is_datum, is_year};

/// A header has no more rows than this.
const DEEPEST: usize = 8;

/// The places that one cell covers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Area {
    row: usize,
    col: usize,
    rows: usize,
    cols: usize,
}

/// Leaves the texts of merged cells in their first places alone, and says so.
pub(super) fn blank(rows: &mut [Row]) -> Option<Finding> {
    let texts: Vec<Vec<&str>> =
        rows.iter().map(|row| row.cells.iter().map(String::as_str).collect()).collect();
    let areas = areas(&texts);
    let first = rows.get(areas.first()?.row)?.line;
    for area in &areas {
        for row in &mut rows[area.row..area.row + area.rows] {
            row.cells[area.col..area.col + area.cols].iter_mut().for_each(|cell| cell.insert(0, '\0'));
        }
        rows[area.row].cells[area.col].remove(0);
    }
    rows.iter_mut()
        .flat_map(|row| &mut row.cells)
        .filter(|cell| cell.starts_with('\0'))
        .for_each(String::clear);
    Some(said(At::Line(first)))
}

/// Makes one cell of the cells that a merged one is printed in, where a table of so many rows and columns shows no spans
/// of its own; and says so. The cells are sorted, and cover the table.
pub(super) fn merge(cells: &mut Vec<Cell>, rows: usize, columns: usize) -> Option<Finding> {
    if columns == 0 || cells.len() != rows * columns {
        return None;
    }
    let texts: Vec<Vec<&str>> =
        cells.chunks(columns).map(|row| row.iter().map(|cell| cell.text.as_str()).collect()).collect();
    let areas = areas(&texts);
    let first = cells[areas.first()?.row * columns].at;
    let mut is_covered = vec![false; cells.len()];
    for area in areas {
        for row in area.row..area.row + area.rows {
            is_covered[row * columns + area.col..][..area.cols].fill(true);
        }
        let at = area.row * columns + area.col;
        is_covered[at] = false;
        (cells[at].row_span, cells[at].col_span) = (area.rows, area.cols);
    }
    let mut covered = is_covered.into_iter();
    cells.retain(|_| !covered.next().unwrap_or(false));
    Some(said(first))
}

fn said(at: At) -> Finding {
    let message = "equal texts side by side were read as one merged cell each";
    let readings = ["merged cells, their text repeated", "cells of their own"];
    Finding::ambiguous(Code::TableAmbiguous, message, readings, Place::at(at)).severity(Severity::Info)
}

/// The areas of merged cells, none of which lies on another.
fn areas(rows: &[Vec<&str>]) -> Vec<Area> {
    let above = rows.iter().take_while(|row| is_section(row)).count();
    let depth = depth(&rows[above..]);
    let mut areas = Vec::new();
    for (row, texts) in rows.iter().enumerate().filter(|(_, texts)| is_section(texts)) {
        areas.push(Area { row, col: 0, rows: 1, cols: texts.len() });
    }
    heads(&rows[above..above + depth], above, &mut areas);
    for (row, texts) in rows.iter().enumerate().skip(above + depth).filter(|(_, texts)| !is_section(texts)) {
        let mut col = 0;
        for run in texts.chunk_by(|a, b| a == b) {
            if run.len() > 1 && is_total(run[0]) {
                areas.push(Area { row, col, rows: 1, cols: run.len() });
            }
            col += run.len();
        }
    }
    areas.sort_by_key(|area| (area.row, area.col));
    areas
}

/// Whether a row has one text in all its cells, and it is no value: 一、工业.
fn is_section(row: &[&str]) -> bool {
    row.len() > 1 && !row[0].is_empty() && !is_datum(row[0]) && row.iter().all(|text| *text == row[0])
}

/// How many rows the header has: below one in which a text stands twice side by side, those that begin as it does and
/// hold no values. 0 or 1 where no merged cell is in it.
fn depth(rows: &[Vec<&str>]) -> usize {
    let Some(first) = rows.first() else { return 0 };
    let is_wide = first.windows(2).any(|pair| pair[0] == pair[1] && !pair[0].is_empty());
    let goes_on = |pair: &&[Vec<&str>]| {
        let [above, row] = pair else { return false };
        let values = row.iter().skip(1).any(|text| is_datum(text) && !is_year(text));
        let repeats = above.iter().zip(row).any(|(above, text)| above == text && !text.is_empty());
        let texts = row.iter().any(|text| !text.is_empty());
        row.len() == above.len() && row[0] == above[0] && !values && texts && (repeats || row[0].is_empty())
    };
    let more = rows.windows(2).take(DEEPEST - 1).take_while(goes_on).count();
    // What stands above no value is no header, but may be rows of names without one.
    let holds_value = |row: &Vec<&str>| row.iter().any(|text| is_datum(text));
    if is_wide && rows[more + 1..].iter().any(holds_value) { more + 1 } else { 1 }
}

/// The merged cells of the header, whose rows are as long as each other. A cell reaches to the right within the one above
/// it, and not in the last row, whose cells are the heads of columns of their own.
fn heads(rows: &[Vec<&str>], above: usize, areas: &mut Vec<Area>) {
    let columns = rows.first().map_or(0, Vec::len);
    let mut is_taken = vec![vec![false; columns]; rows.len()];
    // Where the cells begin that were read so far.
    let mut begins = vec![false; columns + 1];
    for row in 0..rows.len() {
        let mut col = 0;
        while col < columns {
            let text = rows[row][col];
            let mut end = col + 1;
            if !is_taken[row][col] && !text.is_empty() {
                let goes_on = |c: usize| !begins[c] && !is_taken[row][c] && rows[row][c] == text;
                while row + 1 < rows.len() && end < columns && goes_on(end) {
                    end += 1;
                }
                let is_below = |row: &&Vec<&str>| row[col..end].iter().all(|below| *below == text);
                let down = 1 + rows[row + 1..].iter().take_while(is_below).count();
                is_taken[row..row + down].iter_mut().for_each(|row| row[col..end].fill(true));
                if down > 1 || end > col + 1 {
                    areas.push(Area { row: above + row, col, rows: down, cols: end - col });
                }
                begins[col] = true;
                begins[end] = true;
            }
            col = end;
        }
    }
}

#[cfg(test)]
mod tests {
    use fenjie_model::{At, Cell};

    use super::super::rows::Row;
    use super::{blank, merge};

    /// The rows with blanks where a merged cell goes on.
    #[track_caller]
    fn check(printed: &str, expected: &str) {
        let cells = |line: &str| line.split('|').map(str::to_owned).collect();
        let mut rows: Vec<Row> = printed.lines().map(|line| Row { line: 1, cells: cells(line) }).collect();
        let is_said = blank(&mut rows).is_some();
        let drawn: Vec<String> = rows.iter().map(|row| row.cells.join("|")).collect();
        assert_eq!(drawn.join("\n"), expected);
        assert_eq!(is_said, printed != expected);
    }

    #[test]
    fn heads_in_all_their_places() {
        check("镇|林|林|备\n镇|亩|元|备\n甲|1|1|无", "镇|林||备\n|亩|元|\n甲|1|1|无");
        check(
            "镇|资|资|资|约\n镇|完|进|进|约\n镇|完|1月|2月|约\n甲|1|2|3|4",
            "镇|资|||约\n|完|进||\n||1月|2月|\n甲|1|2|3|4",
        );
        check("镇|林|林|草|草\n镇|总|增|增|总\n甲|1|2|3|4", "镇|林||草|\n|总|增|增|总\n甲|1|2|3|4");
    }

    #[test]
    fn sections_and_totals() {
        check("片|镇|亩\n合计|合计|35\n东|甲|35", "片|镇|亩\n合计||35\n东|甲|35");
        check("标|位|目\n一、工|一、工|一、工\n资|亿|1", "标|位|目\n一、工||\n资|亿|1");
    }

    #[test]
    fn equal_values_stay() {
        for printed in [
            "镇|林|林\n甲|1|1\n乙|达标|达标",
            "镇|做|局\n甲|做好|水利局\n甲|做好|水利局",
            "镇|林|草\n10|10|10\n—|—|—",
            "东|甲|重点|重点\n东|乙|1|2",
            "东|重点|重点\n东|重点|一般\n西|一般|一般",
        ] {
            check(printed, printed);
        }
    }

    #[test]
    fn cells_with_spans() {
        let rows = ["镇|林|林", "镇|亩|元", "甲|1|1"];
        let cell = |(r, row): (usize, &str)| -> Vec<Cell> {
            row.split('|').enumerate().map(|(c, text)| Cell::new(r, c, text, At::Line(1))).collect()
        };
        let mut cells: Vec<Cell> = rows.into_iter().enumerate().flat_map(cell).collect();
        assert!(merge(&mut cells, 3, 3).is_some());
        let drawn: Vec<String> =
            cells.iter().map(|c| format!("{}{}×{}", c.text, c.row_span, c.col_span)).collect();
        assert_eq!(drawn.join(" "), "镇2×1 林1×2 亩1×1 元1×1 甲1×1 11×1 11×1");
        // Where spans are shown, what is equal is not merged.
        assert!(merge(&mut cells, 3, 3).is_none());
    }
}
