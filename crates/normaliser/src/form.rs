//! The form of a table: what each column is, where the units stand, and how often the table is folded.
//!
//! Roles are found, not assumed: by the words of the header first, by what stands in the column where the words leave
//! it open. What had to be guessed is told.

use fenjie_model::UnitKind;

use crate::grid::Grid;
use crate::known::{Known, is_value};
use crate::measure::of_header;
use crate::paths::column_path;
use crate::when::is_time;
use crate::words::{Heading, heading};

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
    pub(crate) guesses: Vec<String>,
}

/// The columns that a row of one group has.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Group {
    /// The first column and its neighbours, with their roles.
    pub(crate) columns: Vec<(usize, Role)>,
}

impl Group {
    /// The columns of a role, left to right.
    pub(crate) fn of(&self, role: Role) -> impl Iterator<Item = usize> + '_ {
        self.columns.iter().filter(move |(_, r)| *r == role).map(|(col, _)| *col)
    }

    /// The columns whose texts make the row path.
    pub(crate) fn names(&self, axis: Axis) -> Vec<usize> {
        self.columns
            .iter()
            .filter(|(_, role)| match role {
                Role::Unit | Role::Indicator => true,
                // Beside units across the top the category tells rows apart as a name does.
                Role::Category => axis == Axis::Across,
                _ => false,
            })
            .map(|(col, _)| *col)
            .collect()
    }
}

/// Finds the form of a table.
pub(crate) fn find(grid: &Grid<'_>, header_rows: usize, known: &Known<'_>) -> Form {
    let width = fold_width(grid, header_rows);
    let mut guesses = Vec::new();
    let columns = roles(grid, header_rows, width, known, &mut guesses);
    let axis = if columns.iter().any(|(_, role)| *role == Role::Unit) {
        Axis::Down
    } else if units_across(grid, header_rows, &columns, known) {
        Axis::Across
    } else {
        Axis::Region
    };
    let groups = (0..grid.columns() / width.max(1))
        .map(|n| Group { columns: columns.iter().map(|(col, role)| (col + n * width, *role)).collect() })
        .collect();
    Form { header_rows, axis, groups, guesses }
}

/// The number of columns after which the header starts again; all of them where the table is not folded.
fn fold_width(grid: &Grid<'_>, header_rows: usize) -> usize {
    let columns = grid.columns();
    let paths: Vec<_> = (0..columns).map(|col| column_path(grid, header_rows, col)).collect();
    (2..=columns / 2)
        .filter(|width| columns.is_multiple_of(*width))
        .find(|width| {
            let first = &paths[..*width];
            let labelled = first[0].last().is_some_and(|leaf| match heading(leaf) {
                Heading::Value => false,
                Heading::Other => (header_rows..grid.rows()).all(|row| !is_value(grid.text(row, 0))),
                _ => true,
            });
            // A merged cell over both halves would make them alike without a fold.
            let parted = (1..columns / width).all(|n| {
                grid.owner(0, n * width - 1).is_none()
                    || grid.owner(0, n * width - 1) != grid.owner(0, n * width)
            });
            labelled && parted && paths.chunks(*width).all(|group| group == first)
        })
        .unwrap_or(columns)
}

/// What stands in a column below the header.
#[derive(Debug, Default)]
struct Content {
    printed: usize,
    values: usize,
    numbers_only: usize,
    units: usize,
    /// Units that are groups of others (东部片区).
    areas: usize,
    measures: usize,
    times: usize,
    long: usize,
    sentences: usize,
}

impl Content {
    fn of(
        grid: &Grid<'_>,
        header_rows: usize,
        col: usize,
        groups: usize,
        width: usize,
        known: &Known<'_>,
    ) -> Self {
        let mut content = Self::default();
        for n in 0..groups {
            for row in header_rows..grid.rows() {
                let col = col + n * width;
                if !grid.prints(row, col) || spans_all(grid, row) {
                    continue;
                }
                let text = grid.text(row, col);
                content.printed += 1;
                content.values += usize::from(is_value(text));
                content.numbers_only += usize::from(text.chars().all(|c| c.is_numeric()));
                let kind = known.unit_kind(text);
                content.units += usize::from(kind.is_some());
                content.areas += usize::from(kind == Some(UnitKind::Area));
                content.measures += usize::from(known.is_measure(text));
                content.times += usize::from(is_time(text));
                content.long += usize::from(text.chars().count() > 12);
                content.sentences += usize::from(text.chars().count() > 12 && text.contains(['，', '。', '；']));
            }
        }
        content
    }

    fn mostly(&self, part: usize) -> bool {
        self.printed > 0 && part * 2 >= self.printed
    }
}

/// Whether one cell takes the whole row.
pub(crate) fn spans_all(grid: &Grid<'_>, row: usize) -> bool {
    grid.columns() > 1 && grid.cell(row, 0).is_some_and(|cell| cell.col_span >= grid.columns())
}

fn roles(
    grid: &Grid<'_>,
    header_rows: usize,
    width: usize,
    known: &Known<'_>,
    guesses: &mut Vec<String>,
) -> Vec<(usize, Role)> {
    let groups = grid.columns() / width.max(1);
    let contents: Vec<_> =
        (0..width).map(|col| Content::of(grid, header_rows, col, groups, width, known)).collect();
    let mut out: Vec<(usize, Role)> = Vec::with_capacity(width);
    for (col, content) in contents.iter().enumerate() {
        let path = column_path(grid, header_rows, col);
        let leaf = path.last().copied().unwrap_or("");
        let has = |role| out.iter().any(|(_, r)| *r == role);
        let role = match heading(leaf) {
            Heading::Serial => Role::Serial,
            Heading::Category => Role::Category,
            Heading::Measure => Role::Measure,
            Heading::Allocation => Role::Allocation,
            Heading::Responsible => Role::Responsible,
            Heading::Aside => Role::Aside,
            Heading::Unit | Heading::Indicator if content.mostly(content.values) && !out.is_empty() => {
                Role::Value
            }
            Heading::Unit => Role::Unit,
            // 工作目标 over sentences says what is to be done.
            Heading::Value if content.sentences * 2 > content.printed && content.values == 0 => Role::Task,
            Heading::Value => Role::Value,
            Heading::Indicator if content.mostly(content.units) => Role::Unit,
            Heading::Indicator => Role::Indicator,
            Heading::UnitOrMeasure
                if content.measures > content.units || (has(Role::Indicator) && content.units == 0) =>
            {
                Role::Measure
            }
            Heading::UnitOrMeasure => Role::Unit,
            Heading::Task if content.mostly(content.values) => Role::Value,
            Heading::Task => Role::Task,
            Heading::Other => by_content(leaf, content, &out, guesses),
        };
        out.push((col, role));
    }
    guesses.extend(settle(&mut out, &contents));
    out
}

/// The role of a column whose header says nothing that is known.
fn by_content(leaf: &str, content: &Content, before: &[(usize, Role)], guesses: &mut Vec<String>) -> Role {
    let has = |role| before.iter().any(|(_, r)| *r == role);
    let named = has(Role::Unit) || has(Role::Indicator) || has(Role::Task);
    if leaf.is_empty() && before.is_empty() && content.printed > 0 && content.numbers_only == content.printed
    {
        return Role::Serial;
    }
    if content.printed == 0 {
        return if leaf.is_empty() { Role::Aside } else { Role::Value };
    }
    if content.mostly(content.values) && (named || !before.is_empty() || content.units == 0) {
        return Role::Value;
    }
    if !has(Role::Value) && !content.mostly(content.values) {
        if content.mostly(content.units) {
            return Role::Unit;
        }
        let tasks = ["任务", "工作", "内容", "事项", "措施"].iter().any(|word| leaf.contains(word));
        if !named && tasks && content.long * 2 > content.printed {
            return Role::Task;
        }
        if !named {
            let corner = leaf.is_empty() || leaf.contains(['/', '／', '＼', '\\', '、']);
            if !corner {
                guesses.push(format!("{leaf} taken for the names of indicators"));
            }
            return Role::Indicator;
        }
    }
    if content.mostly(content.times) {
        return Role::Aside;
    }
    if of_header(leaf).is_some() || content.values > 0 {
        return Role::Value;
    }
    if content.long * 2 < content.printed {
        guesses.push(format!("{leaf} taken for remarks"));
    }
    Role::Aside
}

/// What a table lacks, another of its columns may stand for.
fn settle(columns: &mut [(usize, Role)], contents: &[Content]) -> Option<String> {
    let has = |columns: &[(usize, Role)], role| columns.iter().any(|(_, r)| *r == role);
    if let Some(at) = responsible_units(columns, contents) {
        columns[at].1 = Role::Unit;
        return None;
    }
    if has(columns, Role::Unit) || has(columns, Role::Indicator) {
        return None;
    }
    // Tasks with numbers beside them are indicators in other words; tasks without give no targets.
    let numbers = columns
        .iter()
        .any(|(col, role)| *role == Role::Value && contents[*col].mostly(contents[*col].values));
    let mut long = false;
    let tasks = has(columns, Role::Task);
    for (col, role) in columns.iter_mut() {
        match role {
            Role::Task if numbers => {
                long |= contents[*col].mostly(contents[*col].long);
                *role = Role::Indicator;
            }
            Role::Value if !numbers => *role = Role::Aside,
            _ => {}
        }
    }
    match (numbers, tasks) {
        (true, true) if long => Some("tasks taken for the names of indicators".to_owned()),
        (true, false) => Some("no column names what the values are of".to_owned()),
        _ => None,
    }
}

/// The column of 责任单位 whose units the rows are broken down to: no other names them, and it stands before what the rows
/// tell of them, be it values or the names of indicators.
fn responsible_units(columns: &[(usize, Role)], contents: &[Content]) -> Option<usize> {
    let is_of_units =
        |(col, role): &(usize, Role)| *role == Role::Unit && contents[*col].areas < contents[*col].units;
    if columns.iter().any(is_of_units) || columns.iter().any(|(_, role)| *role == Role::Task) {
        return None;
    }
    let first = |roles: &[Role]| columns.iter().position(|(_, role)| roles.contains(role));
    let responsible = first(&[Role::Responsible])?;
    let is_before = |at: Option<usize>| at.is_none_or(|at| responsible < at);
    let is_alone = first(&[Role::Indicator]).is_none();
    (is_before(first(&[Role::Indicator])) && (is_alone || is_before(first(&[Role::Value])))).then_some(responsible)
}

/// Whether the columns with values are named after units.
fn units_across(grid: &Grid<'_>, header_rows: usize, columns: &[(usize, Role)], known: &Known<'_>) -> bool {
    let values: Vec<_> =
        columns.iter().filter(|(_, role)| *role == Role::Value).map(|(col, _)| *col).collect();
    let mut units = 0;
    let mut totals = 0;
    for &col in &values {
        let mut kinds =
            column_path(grid, header_rows, col).into_iter().filter_map(|text| known.unit_kind(text));
        match kinds.next_back() {
            Some(UnitKind::Total | UnitKind::DistrictTotal) => totals += 1,
            Some(_) => units += 1,
            None => {}
        }
    }
    units > 0 && (units + totals) * 2 >= values.len()
}
