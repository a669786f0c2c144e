//! The form of a table: what each column is, where the units stand, and how often the table is folded.
//!
//! Roles are found, not assumed: by the words of the header first, by what stands in the column where the words leave
//! it open. What had to be guessed is told.

mod across;
mod apart;
mod beside;
mod blanks;
mod called;
mod content;
mod corner;
mod counted;
mod folded;
mod headed;
mod hints;
mod measured;
mod numbered;
mod parted;
mod roles;
mod settle;

use std::ops::Range;

use fenjie_model::text::fold;
use fenjie_model::{Code, Finding, Place, Table};

pub(crate) use across::{is_bare_name, measures_rows};
use across::{names_across, units_across};
pub(crate) use content::is_place;
pub(crate) use counted::{heads, is_heading};
use folded::fold_width;
pub(crate) use headed::headed;
pub(crate) use measured::measures_columns;
pub(crate) use numbered::numbers_columns;
use roles::Columns;

use crate::grid::Grid;
use crate::known::{Known, is_value};
use crate::measure::of_header;
use crate::registry::kind_by_form;
use crate::words::heads_units;

/// No row of a table has more names than this: each of its targets tells them all.
const MOST_NAMES: usize = 64;

/// What a column is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Role {
    /// 序号.
    Serial,
    /// 分类.
    Category,
    /// Names of units.
    Unit,
    /// Names of indicators.
    Indicator,
    /// The years that the rows are for.
    Period,
    /// 计量单位.
    Measure,
    /// Targets.
    Value,
    /// 分解下达情况.
    Allocation,
    /// 责任单位.
    Responsible,
    /// Sentences.
    Task,
    /// No targets.
    Aside,
}

/// Where the units stand.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Axis {
    /// Down the side.
    Down,
    /// Across the top.
    Across,
    /// Nowhere: all is for the region.
    Region,
}

/// The form of a table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Form {
    /// The header's rows.
    pub(crate) header_rows: usize,
    /// Where the units stand.
    pub(crate) axis: Axis,
    /// The groups side by side, one where the table is not folded.
    pub(crate) groups: Vec<Group>,
    /// What was guessed, for a finding.
    pub(crate) guesses: Vec<Guess>,
}

/// What the words of a table leave open.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Guess {
    /// What is open.
    pub(crate) message: String,
    /// As taken, and as it could be.
    pub(crate) readings: [&'static str; 2],
}

impl Guess {
    fn new(message: impl Into<String>, readings: [&'static str; 2]) -> Self {
        Self { message: message.into(), readings }
    }

    /// Tells it of the table.
    pub(crate) fn finding(&self, table: Place) -> Finding {
        Finding::ambiguous(Code::RolesUnclear, self.message.clone(), self.readings, table)
    }
}

/// The columns that a row of one group has.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Group {
    /// The first column and its neighbours, with their roles.
    pub(crate) columns: Vec<(usize, Role)>,
    /// Those whose texts tell apart rows of one name, and so are names too.
    pub(crate) apart: Vec<usize>,
    /// Those of them that say of what kind or of which thing the numbers of a row are (区级, 小麦).
    pub(crate) kinds: Vec<usize>,
    /// Whether these name things, and so all that is counted where the columns name nothing (增值税).
    pub(crate) things: bool,
    /// Whether some of its units are known as such.
    pub(crate) bodies: bool,
    /// The column of names behind values, in front of which the row has another name already, and the columns that it
    /// names: 指标名称 and 目标值 under 单位产品能耗, behind 综合能耗.
    pub(crate) inner: Option<(usize, Range<usize>)>,
}

impl Group {
    /// The same, so many columns to the right.
    fn shifted(self, by: usize) -> Self {
        self.moved(|col| col + by)
    }

    /// The same in other columns, which stand side by side as these do.
    fn moved(self, to: impl Fn(usize) -> usize) -> Self {
        let moved = |columns: Vec<usize>| columns.into_iter().map(&to).collect();
        Self {
            columns: self.columns.into_iter().map(|(col, role)| (to(col), role)).collect(),
            apart: moved(self.apart),
            kinds: moved(self.kinds),
            inner: self.inner.map(|(name, named)| (to(name), to(named.start)..to(named.end - 1) + 1)),
            ..self
        }
    }

    /// The columns of a role, left to right.
    pub(crate) fn of(&self, role: Role) -> impl Iterator<Item = usize> + '_ {
        self.columns.iter().filter(move |(_, r)| *r == role).map(|(col, _)| *col)
    }

    /// The columns whose texts make the row path.
    pub(crate) fn names(&self, axis: Axis) -> Vec<usize> {
        let unit = self.of(Role::Unit).next();
        self.columns
            .iter()
            .filter(|(col, role)| {
                self.apart.contains(col)
                    || match role {
                        Role::Unit | Role::Indicator | Role::Period => true,
                        // Beside units across the top the category tells rows apart as a name does, and before the
                        // units (镇, 街道, 园区) it stands over them as a 片区 does.
                        Role::Category => axis == Axis::Across || unit.is_some_and(|unit| *col < unit),
                        _ => false,
                    }
            })
            .map(|(col, _)| *col)
            .collect()
    }
}

/// The number of header rows; where the parser found none, the rows before the first that has a value.
pub(crate) fn header_rows(table: &Table) -> usize {
    if table.header_rows > 0 {
        return table.header_rows.min(table.rows);
    }
    let first =
        table.cells.iter().filter(|cell| cell.col > 0 && is_value(&cell.text)).map(|cell| cell.row).min();
    first.unwrap_or(1).clamp(1, table.rows.max(1)).min(table.rows)
}

/// Finds the form of a table.
pub(crate) fn find(grid: &Grid<'_>, header_rows: usize, known: &Known<'_>) -> Form {
    parted::form(grid, header_rows, known).unwrap_or_else(|| of_all_columns(grid, header_rows, known))
}

/// Finds the form of a table whose columns all count.
fn of_all_columns(grid: &Grid<'_>, header_rows: usize, known: &Known<'_>) -> Form {
    let width = fold_width(grid, header_rows);
    let beside = beside::lists(grid, header_rows, width, known);
    let of_lists = beside.lists.iter().map(|list| {
        let form = of_columns(&grid.part(&list.clone().collect::<Vec<_>>()), header_rows, list.len(), known);
        let groups = form.groups.into_iter().map(|group| group.shifted(list.start)).collect();
        (form.axis == Axis::Down).then_some(Form { groups, ..form })
    });
    let form = match of_lists.collect::<Option<Vec<_>>>() {
        Some(forms) if !forms.is_empty() => {
            let mut groups: Vec<Group> = forms.iter().flat_map(|form| form.groups.iter().cloned()).collect();
            if let (Some(over), Some(parts)) = (beside.over, groups.get_mut(1)) {
                parts.columns.insert(0, (over, Role::Unit));
            }
            let guesses = forms.into_iter().flat_map(|form| form.guesses).collect();
            Form { header_rows, axis: Axis::Down, groups, guesses }
        }
        _ => of_columns(grid, header_rows, width, known),
    };
    Form { guesses: form.guesses.into_iter().chain(beside.guess).collect(), ..form }
}

/// Finds the form of a table whose header starts again after so many columns.
fn of_columns(grid: &Grid<'_>, header_rows: usize, width: usize, known: &Known<'_>) -> Form {
    let Columns { roles: columns, apart, kinds, things, bodies, mut guesses } =
        roles::columns(grid, header_rows, width, known);
    let axis = if columns.iter().any(|(_, role)| *role == Role::Unit) {
        Axis::Down
    } else if units_across(grid, header_rows, &columns, known) {
        Axis::Across
    } else if let Some(guess) = names_across(grid, header_rows, &columns, known) {
        guesses.push(guess);
        Axis::Across
    } else {
        guesses.extend(corner::unknown_units(grid, header_rows, &columns));
        Axis::Region
    };
    let first = Group { inner: inner(grid, &columns), columns, apart, kinds, things, bodies };
    let folds = grid.columns() / width.max(1);
    let mut groups: Vec<Group> = (0..folds).map(|n| first.clone().shifted(n * width)).collect();
    let names = groups.first().map_or(0, |group| group.names(axis).len());
    if names > MOST_NAMES {
        let message = format!("{names} columns hold names");
        guesses.push(Guess::new(message, ["a table without targets", "targets with that many names each"]));
        groups.clear();
    }
    Form { header_rows, axis, groups, guesses }
}

/// The column of indicators' names behind values, and those that it names: the columns behind it, of its own head where that
/// is over several.
fn inner(grid: &Grid<'_>, columns: &[(usize, Role)]) -> Option<(usize, Range<usize>)> {
    let is_name = |role: &Role| matches!(role, Role::Unit | Role::Indicator);
    let value = columns.iter().position(|(_, role)| *role == Role::Value)?;
    let is_inner = |at: &usize| *at > value && columns[*at].1 == Role::Indicator;
    let at = (0..columns.len()).find(is_inner)?;
    if !columns[..value].iter().any(|(_, role)| is_name(role)) {
        return None;
    }
    let head = |at: usize| grid.owner(0, columns[at].0);
    let under =
        (at + 1..columns.len()).take_while(|other| head(*other).is_some() && head(*other) == head(at));
    let named = match under.count() {
        0 => columns.len() - at - 1,
        several => several,
    };
    let first = columns[at].0;
    Some((first, first + 1..first + 1 + named))
}

/// The text of a row that heads the rows below it: one cell over the whole row, or the only text of its row, be it behind
/// a number in a column of its own.
pub(crate) fn section<'a>(grid: &Grid<'a>, row: usize) -> Option<&'a str> {
    let text = grid.text(row, 0);
    if spans_all(grid, row) {
        return (!text.is_empty()).then_some(text);
    }
    if grid.is_head(row) {
        return (0..grid.columns()).find(|col| grid.prints(row, *col)).map(|col| grid.text(row, col));
    }
    let printed = (0..grid.columns()).take_while(|col| grid.prints(row, *col)).count();
    if grid.columns() <= 2 || (printed..grid.columns()).any(|col| grid.prints(row, col)) {
        return None;
    }
    let name = grid.text(row, if printed == 2 { 1 } else { 0 });
    // 一 beside 经济发展, over 1 beside 固定资产投资; neither a unit nor what is measured.
    let is_over = || row + 1 < grid.rows() && counted::is_over(text, grid.text(row + 1, 0));
    let names_nothing = || kind_by_form(name).is_none() && of_header(name).is_none();
    match printed {
        // 乡镇 alone over its towns is what they are.
        1 if counted::is_heading(text) || text != "单位" && heads_units(text) && row + 1 < grid.rows() => {
            Some(text)
        }
        2 if is_over() && names_nothing() => Some(name),
        _ => None,
    }
}

/// Whether a row is counted as a section is that has its number in a column of its own, and so is in none.
pub(crate) fn ends_section(grid: &Grid<'_>, section: usize, row: usize) -> bool {
    let is_numbered = grid.prints(section, 1) && !spans_all(grid, section);
    is_numbered && counted::is_alike(grid.text(section, 0), grid.text(row, 0))
}

/// Whether the row prints the header again.
pub(crate) fn repeats_header(grid: &Grid<'_>, header_rows: usize, row: usize) -> bool {
    (0..header_rows).any(|header| {
        let mut texts = 0;
        (0..grid.columns()).all(|col| {
            let (text, own) = (grid.text(header, col), grid.text(row, col));
            texts += usize::from(!text.is_empty());
            // A long head can reach over all rows.
            std::ptr::eq(own, text) || fold(own) == fold(text)
        }) && texts > 1
    })
}

/// Whether one cell takes the whole row.
fn spans_all(grid: &Grid<'_>, row: usize) -> bool {
    grid.columns() > 1 && grid.cell(row, 0).is_some_and(|cell| cell.col_span >= grid.columns())
}
