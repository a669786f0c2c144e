//! Names over several rows in text whose lines are rows: they stand in the first row of theirs, or in the middle.

use std::collections::BTreeMap;
use std::ops::Range;

use fenjie_model::{At, Code, Finding, Place};

use super::super::rows::Row;
use super::flush::{Flush, has_value};
use crate::table::aligned::{is_grand_total, is_value};

/// More ways to part the rows are not looked at.
const MOST: usize = 64;

/// Names that may be over other rows than it seems.
struct Merged {
    column: usize,
    /// The rows that some of them are over, and where those of each begin if it stands in the middle of its rows.
    rows: Range<usize>,
    begins: Vec<usize>,
    /// Whether no name stands in the first of these rows.
    is_told: bool,
}

impl Flush {
    /// Moves names from the middle of their rows to the first one, if some can stand nowhere else; says where names may
    /// stand so.
    pub(super) fn settle(&mut self) -> Option<Finding> {
        let merged = self.merged();
        let is_told = merged.iter().any(|merged| merged.is_told);
        let first = merged.iter().find(|merged| merged.is_told == is_told)?;
        let Row { line, cells } =
            self.rows[first.rows.clone()].iter().find(|row| !row.cells[first.column].is_empty())?;
        let message = "the text does not show how far the names over several rows reach";
        let mut readings = ["each stands in the first of its rows", "each stands in the middle of its rows"];
        if is_told {
            readings.reverse();
        }
        let place = Place { row: Some(first.rows.start), ..Place::at(At::Line(*line)) };
        let finding = Finding::ambiguous(Code::TableAmbiguous, message, readings, place);
        let finding = finding.printed(cells[first.column].clone());
        for Merged { column, rows, begins, .. } in merged.into_iter().filter(|_| is_told) {
            let printed = rows.clone().filter_map(|row| {
                Some(std::mem::take(&mut self.rows[row].cells[column])).filter(|text| !text.is_empty())
            });
            for (begin, text) in begins.into_iter().zip(printed.collect::<Vec<_>>()) {
                self.rows[rows.start + begin].cells[column] = text;
            }
        }
        Some(finding)
    }

    /// The names that may stand in the middle of their rows. One over two rows stands in the first one either way.
    fn merged(&self) -> Vec<Merged> {
        let Some(head) = self.rows.iter().position(has_value) else { return Vec::new() };
        let body = &self.rows[head..];
        let is_named = |c: &usize| !body.iter().any(|row| is_value(&row.cells[*c]));
        let values = (1..body[0].cells.len()).find(|c| !is_named(c)).unwrap_or_default();
        let totals: Vec<bool> =
            body.iter().map(|row| row.cells[..values].iter().any(|text| is_grand_total(text))).collect();
        let mut merged = Vec::new();
        for column in (0..values).filter(is_named) {
            for rows in parts(&totals) {
                let prints: Vec<bool> =
                    body[rows.clone()].iter().map(|row| !row.cells[column].is_empty()).collect();
                let Some(begins) = begins(&prints) else { continue };
                let is_long = prints.windows(3).any(|three| three == [true, false, false]);
                let is_told = !prints[0];
                if is_told || is_long {
                    merged.push(Merged { column, rows: rows.start + head..rows.end + head, begins, is_told });
                }
            }
        }
        merged
    }
}

/// Where the rows of each name begin if each is printed in the middle of its rows, on the upper one of two middle ones:
/// the most even way to part them. `rows` says of each row whether it prints a name. None where they cannot be parted
/// so.
fn begins(rows: &[bool]) -> Option<Vec<usize>> {
    let names: Vec<usize> = (0..rows.len()).filter(|row| rows[*row]).collect();
    // For each name where its rows can begin: how uneven those above then are, and where those of the name before it
    // begin.
    let mut ways: Vec<BTreeMap<usize, (usize, usize)>> = vec![BTreeMap::from([(0, (0, 0))])];
    for (i, &name) in names.iter().enumerate() {
        let limit = names.get(i + 1).copied().unwrap_or(rows.len());
        let is_last = i + 1 == names.len();
        let mut next = BTreeMap::new();
        for (&begin, &(uneven, _)) in ways[i].range(..=name) {
            let end = 2 * name + 1 - begin;
            for end in [end, end + 1].into_iter().filter(|end| *end == limit || !is_last && *end < limit) {
                let way = (uneven + (end - begin).pow(2), begin);
                next.entry(end)
                    .and_modify(|known: &mut (usize, usize)| *known = way.min(*known))
                    .or_insert(way);
            }
        }
        if next.len() > MOST {
            return None;
        }
        ways.push(next);
    }
    let mut begins = Vec::with_capacity(names.len());
    let mut end = rows.len();
    for ways in ways.iter().skip(1).rev() {
        end = ways.get(&end)?.1;
        begins.push(end);
    }
    begins.reverse();
    Some(begins).filter(|begins| !begins.is_empty())
}

/// The rows between those that name a total, which no other name is over.
fn parts(totals: &[bool]) -> Vec<Range<usize>> {
    let mut parts = Vec::new();
    let mut begin = 0;
    for (row, _) in totals.iter().enumerate().filter(|(_, total)| **total).chain([(totals.len(), &true)]) {
        if begin < row {
            parts.push(begin..row);
        }
        begin = row + 1;
    }
    parts
}

#[cfg(test)]
mod tests {
    use super::super::flush::tables;
    use super::*;

    #[track_caller]
    fn check(rows: &str, expected: Option<&[usize]>) {
        let rows: Vec<bool> = rows.chars().map(|c| c == 'x').collect();
        assert_eq!(begins(&rows).as_deref(), expected);
    }

    #[test]
    fn rows_are_parted_around_names() {
        check(".x..x.x.", Some(&[0, 3, 6]));
        check("x..x.x.", Some(&[0, 2, 5]));
        check("x.x.xx", Some(&[0, 2, 4, 5]));
        check("xxx", Some(&[0, 1, 2]));
        check("x....", None);
        check("...", None);
        check("", None);
    }

    #[test]
    fn totals_part_rows() {
        assert_eq!(parts(&[true, false, false, true, true, false]), [1..3, 5..6]);
        assert!(parts(&[]).is_empty());
    }

    #[test]
    fn names_in_the_middle_of_their_rows() {
        let settled = |text: &str| {
            let lines: Vec<(u32, &str)> = (1..).zip(text.split('\n')).collect();
            let mut table = tables(&lines).remove(0);
            let taken = table.settle().and_then(|finding| finding.readings).map(|readings| readings.taken);
            (table.rows.iter().map(|row| row.cells[0].clone()).collect::<Vec<_>>().join("|"), taken)
        };
        let heads = "类别  任务          目标\n";
        let rows = "      村级河长      9\n巡河  镇级          12\n      巡河问题处置  98\n治理  清理河道      2.3\n      排污口        5";
        let middle = Some("each stands in the middle of its rows".to_owned());
        assert_eq!(settled(&format!("{heads}{rows}")), ("类别|巡河|||治理|".to_owned(), middle));
        let rows = "巡河  村级河长      9\n      镇级          12\n治理  巡河问题处置  98\n      清理河道      2.3\n      排污口        5\n管护  厕所          7";
        let first = Some("each stands in the first of its rows".to_owned());
        assert_eq!(settled(&format!("{heads}{rows}")), ("类别|巡河||治理|||管护".to_owned(), first));
        // Names over two rows stand in the first one either way.
        let rows = rows.replace("\n      排污口        5", "");
        assert_eq!(settled(&format!("{heads}{rows}")), ("类别|巡河||治理||管护".to_owned(), None));
    }
}
