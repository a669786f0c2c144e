//! The two readings of what is printed, side by side: in words, and as cells where they are known.

use std::ops::Range;

use fenjie_model::{Cell, Finding, Table};

use super::bilingual::both;
use super::phrases::said;
use crate::input::Review;
use crate::markup::{Markup, html};

/// No more rows of a reading are shown.
const ROWS: usize = 24;
/// No more columns.
const COLUMNS: usize = 12;

/// Both readings; none where the finding is of one alone.
pub(super) fn section(finding: &Finding, review: &Review<'_>) -> Option<Markup> {
    let readings = finding.readings.as_ref()?;
    let [taken, other] = grids(finding, review).map_or([None, None], |grids| grids.map(Some));
    Some(html!(
        r#"<div class="readings">{}{}</div>"#,
        reading(&both("采用的读法：", "Read as: "), &readings.taken, taken),
        reading(&both("另一读法：", "Or as: "), &readings.other, other),
    ))
}

fn reading(label: &Markup, words: &str, grid: Option<Markup>) -> Markup {
    html!(
        r"<figure><figcaption>{}<b>{}</b></figcaption>{}</figure>
",
        label,
        said(words),
        grid
    )
}

/// Both readings of the part of the table that the finding is about; none where the cells of the other are not known.
fn grids(finding: &Finding, review: &Review<'_>) -> Option<[Markup; 2]> {
    let id = finding.place.table.as_deref()?;
    let mut tables = review.extraction.notice.annexes.iter().flat_map(|annex| &annex.tables);
    let table = tables.find(|table| table.id == id)?;
    let other: Vec<&Cell> = finding.other_reading.iter().collect();
    if other.is_empty() {
        return None;
    }
    let meets = |cell: &Cell| other.iter().any(|other| overlap(cell, other));
    let (replaced, kept): (Vec<&Cell>, Vec<&Cell>) = table.cells.iter().partition(|cell| meets(cell));
    let part = Part::around(&[replaced.as_slice(), other.as_slice()].concat(), table);
    Some([part.grid(&kept, &replaced), part.grid(&kept, &other)])
}

fn rows(cell: &Cell) -> Range<usize> {
    cell.row..cell.row + cell.row_span
}

fn columns(cell: &Cell) -> Range<usize> {
    cell.col..cell.col + cell.col_span
}

fn overlap(a: &Cell, b: &Cell) -> bool {
    let meet = |a: Range<usize>, b: Range<usize>| a.start < b.end && b.start < a.end;
    meet(rows(a), rows(b)) && meet(columns(a), columns(b))
}

/// The rows and columns of a table that are shown.
#[derive(Debug, PartialEq)]
struct Part {
    rows: Vec<usize>,
    columns: Vec<usize>,
}

impl Part {
    /// What these cells reach over, with the header, the first column and what stands beside them.
    fn around(cells: &[&Cell], table: &Table) -> Self {
        let hull = |range: fn(&Cell) -> Range<usize>| {
            let first = cells.iter().map(|cell| range(cell).start).min().unwrap_or(0);
            first.saturating_sub(1)..cells.iter().map(|cell| range(cell).end).max().unwrap_or(0) + 1
        };
        let with = |first: Range<usize>, part: Range<usize>, count: usize, most: usize| {
            let beside = part.start.max(first.end)..part.end.min(count);
            first.chain(beside).take(most).collect()
        };
        Self {
            rows: with(0..table.header_rows.min(table.rows), hull(rows), table.rows, ROWS),
            columns: with(0..1, hull(columns), table.columns, COLUMNS),
        }
    }

    /// The part as a table, with the cells in which the readings differ marked. Places that no cell covers are blank.
    fn grid(&self, kept: &[&Cell], differing: &[&Cell]) -> Markup {
        let cells =
            || kept.iter().map(|cell| (*cell, "")).chain(differing.iter().map(|cell| (*cell, "differs")));
        let mut owners = vec![None; self.rows.len() * self.columns.len()];
        for (cell, class) in cells() {
            let shown = [shown(&self.rows, rows(cell)), shown(&self.columns, columns(cell))];
            for row in shown[0].clone() {
                owners[row * self.columns.len()..][shown[1].clone()].fill(Some((cell, class, shown.clone())));
            }
        }
        let line = |row: usize| -> Markup {
            let places = (0..self.columns.len()).map(|col| match &owners[row * self.columns.len() + col] {
                None => html!("<td></td>"),
                Some((cell, class, [rows, columns])) if (rows.start, columns.start) == (row, col) => html!(
                    r#"<td class="{}" rowspan="{}" colspan="{}">{}</td>"#,
                    *class,
                    rows.len(),
                    columns.len(),
                    cell.text,
                ),
                Some(_) => Markup::default(),
            });
            html!("<tr>{}</tr>\n", places.collect::<Markup>())
        };
        html!(
            r#"<table lang="zh-CN"><tbody>{}</tbody></table>"#,
            (0..self.rows.len()).map(line).collect::<Markup>(),
        )
    }
}

/// Which of the shown rows or columns a cell reaches over.
fn shown(all: &[usize], of: Range<usize>) -> Range<usize> {
    all.partition_point(|at| *at < of.start)..all.partition_point(|at| *at < of.end)
}

#[cfg(test)]
mod tests {
    use fenjie_model::{At, Method, Rect};

    use super::*;

    fn cell(row: usize, col: usize, row_span: usize, text: &str) -> Cell {
        let at = At::Page { page: 1, bbox: Rect::default() };
        Cell::new(row, col, text, at).over(row_span, 1)
    }

    #[test]
    fn what_differs_is_shown_in_its_rows_and_columns() {
        let cells = vec![
            cell(0, 0, 1, "单位"),
            cell(0, 1, 1, "片区"),
            cell(1, 0, 1, "甲镇"),
            cell(1, 1, 1, "东部"),
            cell(2, 0, 1, "乙镇"),
            cell(2, 1, 1, ""),
        ];
        let table = Table {
            id: "a01-t1".into(),
            pages: vec![1],
            header_rows: 1,
            ..Table::new(3, 2, Method::Aligned, cells)
        };
        let other = cell(1, 1, 2, "东部");
        let (replaced, kept): (Vec<&Cell>, Vec<&Cell>) =
            table.cells.iter().partition(|cell| overlap(cell, &other));
        let part = Part::around(&[replaced.as_slice(), &[&other]].concat(), &table);
        assert_eq!(part, Part { rows: vec![0, 1, 2], columns: vec![0, 1] });
        let grid = part.grid(&kept, &[&other]).into_string();
        assert!(grid.contains(r#"<td class="differs" rowspan="2" colspan="1">东部</td>"#), "{grid}");
        assert_eq!(grid.matches("<td").count(), 5, "{grid}");
    }
}
