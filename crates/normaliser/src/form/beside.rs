//! Lists of other units side by side, each with its own head and values: 镇（街道）, 税收, 部门, 到位资金.

use std::ops::Range;

use fenjie_model::{HashSet, UnitKind};

use super::content::Content;
use super::hints::{is_helped, is_location, names_area};
use super::{Guess, section};
use crate::grid::Grid;
use crate::known::{Known, is_department, is_institution, is_value};
use crate::paths::innermost;
use crate::words::{Heading, heading, heads_units, words};

/// More columns than lists side by side have, in each of their groups.
const WIDEST: usize = 64;

/// Lists side by side.
#[derive(Debug, Default)]
pub(super) struct Beside {
    /// The columns of each list, left to right; none where all columns are of one.
    pub(super) lists: Vec<Range<usize>>,
    /// The column of the units that those of the second list are parts of (乡镇, 任务, 村, 面积), where they are.
    pub(super) over: Option<usize>,
    /// What was guessed.
    pub(super) guess: Option<Guess>,
}

/// Finds the lists side by side in a table whose header starts again after so many columns.
pub(super) fn lists(grid: &Grid<'_>, header_rows: usize, width: usize, known: &Known<'_>) -> Beside {
    let table = Table { grid, header_rows, known };
    let Some(lists) = table.lists(width) else { return Beside::default() };
    let [first, others @ ..] = &lists[..] else { return Beside::default() };
    let over = table.is_over(&lists).then_some(first.name);
    if others.is_empty() || over.is_none() && !table.are_apart(&lists) {
        return Beside::default();
    }
    let message = |list: &List| {
        let head = table.head(list.name);
        format!("units stand below {head}, behind the values of other units")
    };
    // 责任部门 behind the values of towns is likelier who answers for those behind it.
    if let Some(list) = others.iter().find(|list| table.answers(list.name)) {
        let readings = ["who answers for the rows", "a list of its own"];
        let guess = Some(Guess::new(message(list), readings));
        return Beside { guess, ..Beside::default() };
    }
    // A village beside a town can be one of the town's.
    let rank = |list: &List| table.rank(list.name);
    let within = others
        .iter()
        .find(|list| rank(list).zip(rank(first)).is_some_and(|(rank, of_first)| rank != of_first));
    let readings = ["a list of its own", "parts of the units in front"];
    let guess = within.filter(|_| over.is_none()).map(|list| Guess::new(message(list), readings));
    let folds = (0..grid.columns() / width).map(|n| n * width);
    let of_fold =
        |shift: usize| lists.iter().map(move |list| list.columns.start + shift..list.columns.end + shift);
    Beside { lists: folds.flat_map(of_fold).collect(), over, guess }
}

/// A list: the columns from its serial numbers or names to its last values.
#[derive(Debug)]
struct List {
    columns: Range<usize>,
    name: usize,
}

#[derive(Clone, Copy)]
struct Table<'g, 'a> {
    grid: &'g Grid<'a>,
    header_rows: usize,
    known: &'g Known<'g>,
}

impl<'a> Table<'_, 'a> {
    /// The first columns as lists; none where they are anything else.
    fn lists(self, width: usize) -> Option<Vec<List>> {
        if !(4..=WIDEST).contains(&width) {
            return None;
        }
        let mut lists: Vec<List> = Vec::new();
        let mut next = 0;
        while next < width {
            let start = next;
            while next < width && self.leads(next) {
                next += 1;
            }
            let name = next;
            let values = (name + 1..width).take_while(|col| self.holds_values(*col)).count();
            if name >= width || values == 0 || !self.names_units(name, lists.is_empty()) {
                return None;
            }
            next += 1 + values;
            while next < width && heading(self.head(next)) == Heading::Aside && !self.holds_values(next) {
                next += 1;
            }
            lists.push(List { columns: start..next, name });
        }
        Some(lists)
    }

    /// The innermost header of a column.
    fn head(self, col: usize) -> &'a str {
        innermost(self.grid, self.header_rows, col)
    }

    /// Whether a column stands in front of the names of its list.
    fn leads(self, col: usize) -> bool {
        matches!(heading(self.head(col)), Heading::Serial | Heading::Category)
    }

    /// Whether a column names those who answer.
    fn answers(self, col: usize) -> bool {
        heading(self.head(col)) == Heading::Responsible
    }

    /// The rows with what they print in a column, without sections.
    fn printed(self, col: usize) -> impl Iterator<Item = (usize, &'a str)> {
        let Self { grid, header_rows, .. } = self;
        let rows = (header_rows..grid.rows()).filter(move |row| section(grid, *row).is_none());
        rows.filter(move |row| grid.prints(*row, col)).map(move |row| (row, grid.text(row, col)))
    }

    /// Whether a column holds numbers and hardly anything else, or is to be filled in with them.
    fn holds_values(self, col: usize) -> bool {
        let (mut values, mut others) = (0, 0);
        self.printed(col).for_each(|(_, text)| *if is_value(text) { &mut values } else { &mut others } += 1);
        !self.head(col).is_empty() && !self.leads(col) && (values > others || values + others == 0)
    }

    /// Whether a column names units, each once.
    fn names_units(self, col: usize, is_first: bool) -> bool {
        let Self { grid, header_rows, known } = self;
        let head = self.head(col);
        // Over the first, 责任单位 or anything stands where the units do.
        let is_told = heads_units(head);
        let may_be = is_told || self.answers(col) || is_first && heading(head) == Heading::Other;
        // 所在镇, 联系村 and 片区 are said of the units in front.
        if !may_be || is_location(head) || is_helped(head) || names_area(head) {
            return false;
        }
        let content = Content::of(grid, header_rows, col, 1, grid.columns(), known);
        let is_told = is_told && content.long == 0;
        let mut seen = HashSet::default();
        content.values == content.dashes
            && content.printed > content.sums
            && content.measures == 0
            && (is_told || content.with_institutions().names_units())
            && self.names(col).all(|(_, name)| seen.insert(name))
    }

    /// The rows with the names in a column, sums left out.
    fn names(self, col: usize) -> impl Iterator<Item = (usize, &'a str)> {
        let is_sum = move |name| self.known.unit_kind(name).is_some_and(UnitKind::is_sum);
        self.printed(col).filter(move |(_, name)| !is_value(name) && !is_sum(name))
    }

    /// Whether none of the lists is a part of the rows of another: each names one unit in each row until it ends.
    fn are_apart(self, lists: &[List]) -> bool {
        let rows = |list: &List| self.names(list.name).map(|(row, _)| row).collect::<Vec<_>>();
        let rows: Vec<_> = lists.iter().map(rows).collect();
        let Some(longest) = rows.iter().max_by_key(|rows| rows.len()) else { return false };
        rows.iter().all(|rows| !rows.is_empty() && longest.starts_with(rows))
    }

    /// Whether the units of the second list are parts of those of the first, of which some have several.
    fn is_over(self, lists: &[List]) -> bool {
        let [first, second] = lists else { return false };
        let rows: Vec<usize> = self.names(first.name).map(|(row, _)| row).collect();
        let parts: HashSet<usize> = self.names(second.name).map(|(row, _)| row).collect();
        rows.len() < parts.len()
            && rows.iter().all(|row| parts.contains(row))
            && rows.first() == parts.iter().min()
            && self.rank(first.name).zip(self.rank(second.name)).is_some_and(|(first, second)| second < first)
    }

    /// How large the units of a column are, where one could be in another: a town is larger than a village, and an office is in
    /// none.
    fn rank(self, col: usize) -> Option<usize> {
        use UnitKind::{Company, District, Village};
        // A 化工园 is no school.
        let are_parks = words!("园区 开发区 功能区").are_in(self.head(col));
        let rank = |(_, name): (usize, &str)| match self.known.unit_kind(name) {
            Some(kind) if is_department(name, kind) => None,
            _ if self.known.unit(name).id.is_some() && !is_institution(name) => Some(2),
            _ if are_parks => Some(2),
            Some(District) => Some(3),
            Some(Village) => Some(1),
            Some(Company) | None => Some(0),
            Some(_) if is_institution(name) => Some(0),
            Some(_) => Some(2),
        };
        let mut ranks = self.names(col).map(rank);
        let first = ranks.next()?;
        ranks.all(|rank| rank == first).then_some(first).flatten()
    }
}
