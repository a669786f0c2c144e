//! Rules around the labels of sections part no rows: what stands between two of them is lines that begin anew, with a text
//! in every column.

use std::ops::Range;

use crate::table::aligned::rows::Body;
use crate::table::aligned::ruling::Line;

/// So many lines that begin anew tell rows that no rule parts.
const FEWEST: usize = 3;
/// So many lines in one section: each column of a row can have two, broken by hand.
const LONGEST: usize = 3;
/// So many lines that could be rows of their own are to be told, where they are read as lines of cells.
const DOUBTFUL: usize = 2;

/// What stands between the rules of a table whose lines begin anew.
pub(in super::super) struct Listed {
    /// The first band that could be a row of its own and has one above it between the same rules.
    pub(in super::super) first: usize,
    /// The lines that part the rows as rules would; none where the lines are read as those of cells.
    pub(in super::super) lines: Vec<Line>,
}

impl Body<'_> {
    /// The lines between rules that are rows, or could be.
    pub(in super::super) fn listed(&self) -> Option<Listed> {
        let said = self.said_again();
        // Values tell the rows themselves.
        let is_full = |band: usize| self.fills(band) && !self.holds_value(band);
        let follows = |band: usize| is_full(band - 1) && is_full(band);
        let is_row = |band: &usize| follows(*band) && !self.goes_on(*band) && self.breaks_early(*band, &said);
        let sections = self.sections();
        let several = || sections.iter().filter(|section| section.len() > 1);
        let within: Vec<usize> = several().flat_map(|section| section.start + 1..section.end).collect();
        let rows = within.iter().filter(|band| is_row(band)).count();
        if rows < DOUBTFUL {
            return None;
        }
        let first = *within.iter().find(|band| is_row(band))?;
        let labels: Vec<usize> = (0..self.bands.len()).filter(|band| self.could_be_label(*band)).collect();
        // A label stands over each of the sections, but for the first one.
        let are_labelled = labels.len() + 1 >= several().count().max(2)
            && labels.iter().all(|&b| sections.iter().any(|own| own.start == b || own.end == b + 1));
        let begins = |band: &usize| is_row(band) || labels.contains(&(band - 1)) || labels.contains(band);
        let longest = several().map(|own| own.clone().filter(|b| self.fills(*b)).count()).max().unwrap_or(0);
        let alone = sections.iter().filter(|section| section.len() == 1 && self.fills(section.start)).count();
        let are_rows = are_labelled && longest >= LONGEST && rows >= FEWEST.max(alone);
        let lines = match are_rows && within.iter().all(begins) {
            true => within.iter().map(|band| self.above(*band)).collect(),
            false => Vec::new(),
        };
        Some(Listed { first, lines })
    }

    /// The lines below the labels of groups that no rule parts from their first row.
    pub(in super::super) fn below_labels(&self) -> Vec<Line> {
        let is_label = |band: &usize| self.labels.get(*band) == Some(&true);
        (0..self.bands.len())
            .filter(is_label)
            .filter(|b| b + 1 < self.bands.len())
            .map(|b| self.above(b + 1))
            .collect()
    }

    /// A line above a band, over all columns.
    fn above(&self, band: usize) -> Line {
        let middle = |band: usize| f32::midpoint(self.heights[band].0, self.heights[band].1);
        let (first, last) = (&self.columns[0], &self.columns[self.columns.len() - 1]);
        Line {
            y: f32::midpoint(middle(band - 1), middle(band)),
            x0: first.left_side(),
            x1: last.right_side(),
            drawn: self.lines.iter().any(|line| line.drawn),
        }
    }

    /// Whether a band is one text at the left that begins anew.
    fn could_be_label(&self, band: usize) -> bool {
        matches!(&self.pieces[self.bands[band].clone()], [alone]
            if alone.from == 0 && !alone.value && !alone.text.starts_with(|c: char| c.is_ascii_lowercase()))
    }

    /// The bands between two rules over all columns, below the first one.
    fn sections(&self) -> Vec<Range<usize>> {
        let over_all = |line: &&Line| self.columns.iter().all(|column| line.covers(column));
        let mut rules: Vec<f32> = self.lines.iter().filter(over_all).map(|line| line.y).collect();
        rules.sort_by(f32::total_cmp);
        let above = |band: usize| {
            let (top, bottom) = self.heights[band];
            rules.partition_point(|y| *y < f32::midpoint(top, bottom))
        };
        let bands: Vec<usize> = (0..self.bands.len()).filter(|band| above(*band) > 0).collect();
        bands.chunk_by(|a, b| above(*a) == above(*b)).map(|own| own[0]..own[own.len() - 1] + 1).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::super::slots::tests::{check_rows, found_rows};

    const SECTIONS: [[&str; 3]; 9] = [
        ["County", "First", "Second"],
        ["North", "_", "_"],
        ["Clark", "Yes", "Partial"],
        ["Brown", "No", "Yes"],
        ["Dane", "Partial", "No"],
        ["South", "_", "_"],
        ["Adams", "No", "Partial"],
        ["Brown", "Yes", "Yes"],
        ["Clark", "Yes", "No"],
    ];

    /// Rules over all columns at some heights; rows are 14 points high.
    fn rules<const N: usize>(heights: [f32; N]) -> [(f32, f32, f32); N] {
        heights.map(|y| (y, 0.0, 400.0))
    }

    #[test]
    fn rules_around_the_labels_of_sections_part_no_rows() {
        check_rows(&SECTIONS, &rules([-2.0, 12.0, 26.0, 68.0, 82.0, 124.0]));
        // Above the labels alone, and below them alone.
        check_rows(&SECTIONS, &rules([-2.0, 12.0, 68.0, 124.0]));
        check_rows(&SECTIONS, &rules([-2.0, 12.0, 26.0, 82.0, 124.0]));
    }

    #[test]
    fn two_lines_in_every_column_are_those_of_cells_and_told() {
        let rows = [
            ["County", "First", "Second"],
            ["North", "_", "_"],
            ["Adams", "Office", "Bureau"],
            ["Jones", "Mines", "Lands"],
            ["South, all offices", "_", "_"],
            ["Brown", "Office", "Bureau"],
            ["Jones", "Mines", "Lands"],
        ];
        let region = found_rows(&rows, &rules([-2.0, 12.0, 26.0, 54.0, 68.0, 96.0]));
        assert_eq!(region.table.rows, 5);
        assert_eq!(region.findings[0].printed.as_deref(), Some("Adams Jones"));
        // Values tell the rows themselves.
        let valued = rows.map(|[name, first, _]| [name, first, if first == "_" { "_" } else { "12" }]);
        assert!(found_rows(&valued, &rules([-2.0, 12.0, 26.0, 54.0, 68.0, 96.0])).findings.is_empty());
    }
}
