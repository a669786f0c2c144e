//! Where the cells stand that a row lacks which has fewer than there are columns, by what the columns hold.

use super::kinds::{Kind, MOST_COLUMNS, kinds};
use super::rows::Row;
use crate::table::aligned::{heads_remarks, is_total};

/// Where the blank places of a short row are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Gap {
    End,
    /// So many before its first cell, the others at its end.
    Before(usize),
    /// All of them before the cell with this index.
    Within(usize),
}

/// What can be told of a short row.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Reading {
    /// What it holds fits in this way alone, or the others come to the same.
    Sure(Gap),
    /// It fits in several ways or none, and this one is taken.
    Unclear(Gap),
}

/// What the columns of a table hold.
pub(super) struct Columns {
    kinds: Vec<Kind>,
    /// Whether rows lose something that are read without these columns: some row has a text there, and no remark.
    matter: Vec<bool>,
    /// Whether blank cells stand in the place of those that are merged with one above: a short row has a name over
    /// several columns.
    pub(super) shows_blanks: bool,
}

impl Columns {
    pub(super) fn new(rows: &[Row], heads: usize, count: usize) -> Self {
        let kinds = kinds(&rows[heads..], count);
        let text = |row: &Row, c: usize| row.cells.get(c).is_some_and(|text| !text.is_empty());
        let is_remarks = |c: usize| {
            rows[..heads].iter().any(|row| row.cells.get(c).is_some_and(|text| heads_remarks(text)))
        };
        let is_whole = |row: &Row| row.cells.len() >= count;
        let has_whole = rows[heads..].iter().any(is_whole);
        // Where each row is short, the heads alone tell of a column that all of them leave out.
        let told = if has_whole { &rows[heads..] } else { rows };
        let matter = (0..count).map(|c| !is_remarks(c) && told.iter().any(|row| text(row, c))).collect();
        let shows_blanks = shows_blanks(rows, heads, &kinds);
        Self { kinds, matter, shows_blanks }
    }

    /// Where the gap of a row is. `below` tells whether a whole row stands above it, of which a cell can go on here.
    pub(super) fn read(&self, cells: &[String], below: bool) -> Reading {
        let unclear = Reading::Unclear(Gap::End);
        if self.kinds.len() > MOST_COLUMNS {
            return unclear;
        }
        let own: Vec<Kind> = cells.iter().map(|text| Kind::of(text)).collect();
        let missing = self.kinds.len() - own.len();
        let ends = fits(&own, &self.kinds);
        let names = self.names(cells, &own, missing);
        let mut named = names.iter().copied();
        let named = (named.next(), named.next());
        let (within, others) = self.within(cells, &own, missing);
        match (named, ends, within) {
            ((Some(gap), None), false, _) if below || self.shows_blanks => Reading::Sure(gap),
            ((None, _), true, None) if !others => Reading::Sure(Gap::End),
            ((None, _), false, Some(at)) if !others && below && own[at..].contains(&Kind::Numbers) => {
                Reading::Sure(Gap::Within(at))
            }
            (_, true, _) if !self.is_at_stake(cells) => Reading::Sure(Gap::End),
            ((None, _), false, Some(at)) => Reading::Unclear(Gap::Within(at)),
            _ => unclear,
        }
    }

    /// The last gap between the cells that all of the missing can be in, and whether there are others, or of fewer.
    fn within(&self, cells: &[String], own: &[Kind], missing: usize) -> (Option<usize>, bool) {
        // The cells before a gap stand in the first columns, those behind it further on.
        let most = own.iter().zip(&self.kinds).take_while(|(text, kind)| kind.takes(**text)).count();
        let gaps = |by: usize| {
            let behind = self.kinds[by..][..own.len()].iter().zip(own).rev();
            let least = own.len() - behind.take_while(|(kind, text)| kind.takes(**text)).count();
            let may_be = least.max(1)..=most.min(own.len() - 1);
            may_be.rev().filter(|at| self.changes(cells, own[*at - 1], *at))
        };
        let mut all = gaps(missing);
        let last = all.next();
        (last, all.next().is_some() || (1..missing).any(|by| gaps(by).next().is_some()))
    }

    /// The gaps beside names: before those that a cell above covers, or behind one that reaches over several columns.
    fn names(&self, cells: &[String], own: &[Kind], missing: usize) -> Vec<Gap> {
        if !self.shows_blanks {
            return (1..=missing).filter(|by| fits(own, &self.kinds[*by..])).map(Gap::Before).collect();
        }
        let stands = |c: usize| self.kinds[c].takes(own[c]);
        // A total can reach over the serial numbers.
        let reaches = |at: usize| own[at] == Kind::Names && (is_total(&cells[at]) || stands(at));
        let fits = |at: usize| {
            reaches(at) && (0..at).all(stands) && fits(&own[at + 1..], &self.kinds[at + 1 + missing..])
        };
        (0..own.len() - 1).filter(|at| fits(*at)).map(|at| Gap::Within(at + 1)).collect()
    }

    /// Whether a gap before this cell, as where a value is left out, makes the row say something else.
    fn changes(&self, cells: &[String], before: Kind, at: usize) -> bool {
        let is_name = |c: usize| self.kinds[c] == Kind::Names;
        // What is told apart by names goes on below one above only where the names before it do.
        let splits = is_name(at - 1) && is_name(at) && !is_total(&cells[at - 1]);
        let is_named = self.shows_blanks && before == Kind::Names;
        let is_same = cells[at - 1].is_empty() || cells[at..].iter().all(String::is_empty);
        !splits && !is_named && !is_same
    }

    /// Whether a value may be missing at the end of a row, or stand somewhere else. A row that ends in a blank cell has
    /// lost none at its end.
    fn is_at_stake(&self, cells: &[String]) -> bool {
        let used = cells.iter().rposition(|text| !text.is_empty()).map_or(0, |last| last + 1);
        self.matter[used..].contains(&true)
    }
}

/// Whether texts can stand in the first of some columns.
fn fits(own: &[Kind], kinds: &[Kind]) -> bool {
    own.iter().zip(kinds).all(|(text, kind)| kind.takes(*text))
}

/// Whether the table has blank cells in the place of those that are merged with one above: below a head that reaches over
/// two rows, or between the names of a whole row.
fn shows_blanks(rows: &[Row], heads: usize, kinds: &[Kind]) -> bool {
    let begins_blank = |row: &Row| row.cells.first().is_some_and(String::is_empty);
    let is_merged = |row: &Row| {
        let texts = |from: usize| row.cells.iter().zip(kinds).skip(from).filter(|(text, _)| !text.is_empty());
        let name = |(text, kind): (&String, &Kind)| *kind == Kind::Names && !is_total(text);
        let last = kinds.iter().position(|kind| *kind == Kind::Names);
        last.is_some_and(|at| row.cells[at].is_empty() && texts(at).next().is_some_and(name))
    };
    rows[..heads].iter().skip(1).any(begins_blank)
        || rows[heads..].iter().any(|row| row.cells.len() == kinds.len() && is_merged(row))
}

#[cfg(test)]
mod tests {
    use super::super::rows::Row;
    use super::{Columns, Gap, Reading};

    /// What is told of the last of the rows.
    #[track_caller]
    fn check(printed: &str, expected: Reading) {
        let cells = |line: &str| line.split('|').map(str::to_owned).collect();
        let rows: Vec<Row> = printed.lines().map(|line| Row { line: 1, cells: cells(line) }).collect();
        let columns = Columns::new(&rows, 1, rows[0].cells.len());
        assert_eq!(columns.read(&rows.last().unwrap().cells, rows.len() > 2), expected, "{printed}");
    }

    #[test]
    fn a_value_that_is_left_out_can_be_any() {
        check("镇|亩|株|人\n甲|1|2|3\n乙|4|5", Reading::Unclear(Gap::End));
        check("镇|亩|株|备注\n甲|1|2|\n乙|4|", Reading::Unclear(Gap::End));
        check("镇|亩|株|备注\n甲|1|2|新\n乙|4|旧", Reading::Unclear(Gap::Within(2)));
        check("镇|亩|株\n甲|1\n乙|2", Reading::Unclear(Gap::End));
        check("镇|亩|株|备注\n甲|1|2|新\n乙|3", Reading::Unclear(Gap::End));
    }

    #[test]
    fn nothing_is_at_stake() {
        check("镇|亩|备注\n甲|1|新\n乙|2", Reading::Sure(Gap::End));
        check("镇|亩|备注\n甲|1|新\n丙|持平", Reading::Sure(Gap::End));
        check("镇|亩|株|人\n甲|1|2|\n乙|4|5", Reading::Sure(Gap::End));
        check("镇|亩|备注\n甲|1\n乙|2", Reading::Sure(Gap::End));
        check("镇|亩|单位\n甲|1|农业局\n乙|2", Reading::Sure(Gap::End));
    }

    #[test]
    fn one_place_alone() {
        check("镇|亩|单位|株\n甲|1|农业局|2\n乙|3|4", Reading::Sure(Gap::Within(2)));
        check("片|镇|亩\n东|甲|1\n乙|2", Reading::Sure(Gap::Before(1)));
        check("片|镇|亩\n乙|2", Reading::Unclear(Gap::End));
        // A word can be the value as well as the name.
        check("镇|亩|单位\n甲|1|农业局\n乙|按计划", Reading::Unclear(Gap::Within(1)));
    }
}
