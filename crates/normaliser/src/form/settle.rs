//! What a table lacks and another of its columns may stand for.

use super::apart::Rows;
use super::content::Content;
use super::{Guess, Role};

/// Gives the roles that a table lacks to the columns that may stand for them.
pub(super) fn settle(columns: &mut [(usize, Role)], contents: &[Content], rows: &Rows<'_>) -> Option<Guess> {
    let has = |columns: &[(usize, Role)], role| columns.iter().any(|(_, r)| *r == role);
    if let Some(at) = categories_of_units(columns, contents) {
        columns[at].1 = Role::Unit;
        return None;
    }
    if let Some((kind, at)) = units_of_kinds(columns, contents) {
        columns[kind].1 = Role::Category;
        columns[at].1 = Role::Unit;
        return None;
    }
    if let Some(at) = tasks_of_indicators(columns, contents) {
        columns[at].1 = Role::Category;
    }
    if let Some((at, guess)) = responsible_units(columns, contents, rows) {
        columns[at].1 = Role::Unit;
        return guess;
    }
    if has(columns, Role::Unit) || has(columns, Role::Indicator) {
        return None;
    }
    // What the rows are told apart by names them where nothing else does: 救助类别, or times in front of the values.
    let category = columns.iter().position(|(_, role)| *role == Role::Category);
    let in_front = columns.iter().take_while(|(_, role)| *role != Role::Value);
    let is_of_times = |(col, role): &(usize, Role)| {
        *role == Role::Period || *role == Role::Aside && contents[*col].mostly(contents[*col].times)
    };
    let times = in_front.clone().position(is_of_times);
    if let Some(at) = category.or(times).filter(|_| !has(columns, Role::Task)) {
        columns[at].1 = Role::Indicator;
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
        (true, true) if long => {
            Some(Guess::new("numbers stand beside tasks", ["names of indicators", "tasks without targets"]))
        }
        (true, false) => {
            let readings = ["values of what their headers name", "values of rows whose names are missing"];
            Some(Guess::new("no column names what the values are of", readings))
        }
        _ => None,
    }
}

/// Lets those who answer for the rows have them, where the departments before them have several and nothing else tells these
/// apart (责任单位, 责任科室).
pub(super) fn inner_units(columns: &mut [(usize, Role)], contents: &[Content], rows: &Rows<'_>) {
    let names = |(_, role): &&(usize, Role)| matches!(role, Role::Unit | Role::Indicator | Role::Period);
    let mut told: Vec<usize> = columns.iter().filter(names).map(|(col, _)| *col).collect();
    let unit = columns.iter().position(|(_, role)| *role == Role::Unit);
    // A town has its rows, whoever answers for them.
    let is_of_bodies = |unit: &usize| contents[columns[*unit].0].places == 0;
    let Some(unit) = unit.filter(is_of_bodies).filter(|_| !rows.are_told_apart(&told)) else { return };
    let inner = columns.iter().skip(unit + 1).take_while(|(_, role)| *role != Role::Value);
    let inner = inner.filter(|(_, role)| *role == Role::Responsible).map(|(col, _)| *col);
    let parts = inner.clone().find(|col| {
        told.push(*col);
        rows.are_told_apart(&told)
    });
    columns.iter_mut().filter(|(col, _)| Some(*col) == parts).for_each(|(_, role)| *role = Role::Unit);
}

/// The column of tasks (工作内容) in front of the names of indicators that are parts of them, each with its numbers, where
/// nothing else says what these belong to.
fn tasks_of_indicators(columns: &[(usize, Role)], contents: &[Content]) -> Option<usize> {
    let first = |role| columns.iter().position(|(_, r)| *r == role);
    let (task, indicator) = (first(Role::Task)?, first(Role::Indicator)?);
    let value = first(Role::Value)?;
    let short = contents[columns[task].0].sentences == 0;
    (task < indicator && indicator < value && short && first(Role::Category).is_none()).then_some(task)
}

/// The column of 板块, 组别 or the like whose texts are units, where no other column names them.
fn categories_of_units(columns: &[(usize, Role)], contents: &[Content]) -> Option<usize> {
    let named = columns.iter().any(|(_, role)| *role == Role::Indicator);
    // Beside other names, what only ends as units' names do (产业园区) is of what kind these are.
    let is_of_units = |content: &Content| {
        content.names_units()
            && content.areas * 2 < content.units
            && (!named || content.places > 0 && content.units == content.printed)
    };
    let first = columns.iter().position(|(col, role)| {
        *role == Role::Category && is_of_units(&contents[*col]) && !groups_units(columns, contents, *col)
    });
    first.filter(|_| columns.iter().all(|(_, role)| *role != Role::Unit))
}

/// The only column of units, where nothing but words for their kinds stands in it (乡镇 and 开发区 under 责任主体), and that of
/// those who answer behind it, which has the names.
fn units_of_kinds(columns: &[(usize, Role)], contents: &[Content]) -> Option<(usize, usize)> {
    let kind = columns.iter().position(|(_, role)| *role == Role::Unit)?;
    let others = &columns[kind + 1..];
    let is_sole = others.iter().all(|(_, role)| !matches!(role, Role::Unit | Role::Indicator));
    let at = others.iter().position(|(_, role)| *role == Role::Responsible)? + kind + 1;
    (is_sole && groups_units(columns, contents, columns[kind].0)).then_some((kind, at))
}

/// Whether what stands in a column are kinds (乡镇街道, 园区, 县属国企) of the places that answer for the rows behind it, of
/// which each kind has several. Departments (应急局) answer for what is done there.
fn groups_units(columns: &[(usize, Role)], contents: &[Content], category: usize) -> bool {
    let Content { printed, kinds, sums, repeats, .. } = contents[category];
    let behind = columns.iter().skip_while(|(col, _)| *col != category);
    let mut in_front = behind.take_while(|(_, role)| *role != Role::Value);
    kinds > 0
        && kinds + sums >= printed
        && in_front.any(|(col, role)| {
            let bodies = &contents[*col];
            *role == Role::Responsible
                && bodies.names_units()
                && bodies.places > 0
                && bodies.offices == 0
                && bodies.printed - bodies.sums > printed - sums - repeats
        })
}

/// The column of 责任单位 whose units the rows are broken down to: no other names them, and it stands before what the rows
/// tell of them, be it values or the names of indicators. In front of names departments answer for what is named (责任单位,
/// 指标名称), unless the names are the same for each of them.
fn responsible_units(
    columns: &[(usize, Role)],
    contents: &[Content],
    rows: &Rows<'_>,
) -> Option<(usize, Option<Guess>)> {
    let is_of_units =
        |(col, role): &(usize, Role)| *role == Role::Unit && contents[*col].areas * 2 < contents[*col].units;
    let is_of_rows = |content: &Content| content.repeats == 0 && !content.mostly(content.teams);
    let tells_apart = |(col, role): &(usize, Role)| *role == Role::Category && is_of_rows(&contents[*col]);
    let first = |roles: &[Role]| columns.iter().position(|(_, role)| roles.contains(role));
    let responsible = first(&[Role::Responsible])?;
    let Content { printed: sole, places, .. } = contents[columns[responsible].0];
    // What is asked of places behind their numbers (工作要求) names no rows.
    let number =
        first(&[Role::Value]).filter(|at| contents[columns[*at].0].mostly(contents[columns[*at].0].values));
    let are_places = places > 0 && places * 2 >= sole;
    let is_asked = |at: usize| are_places && number.is_some_and(|number| responsible < number && number < at);
    let names_rows = |(at, column): (usize, &(usize, Role))| column.1 == Role::Task && !is_asked(at);
    if columns.iter().any(is_of_units) || columns.iter().enumerate().any(names_rows) {
        return None;
    }
    // A category of its own for each row is what the row is of, where no places have it.
    if places < sole && columns.iter().any(|column| tells_apart(column) && contents[column.0].printed >= sole)
    {
        return None;
    }
    let Some(indicator) = first(&[Role::Indicator]) else {
        return Some((responsible, None));
    };
    if indicator < responsible || first(&[Role::Value]).is_some_and(|value| value < responsible) {
        return None;
    }
    let names = columns.iter().filter(|(_, role)| *role == Role::Indicator).map(|(col, _)| *col);
    if !rows.are_told_apart(&names.collect::<Vec<_>>()) {
        return Some((responsible, None));
    }
    // Places have the rows, if they do not answer for what is done there.
    let readings = ["units", "who answers for what the rows name"];
    let guess = || Guess::new("places stand under 责任单位, in front of names", readings);
    are_places.then(|| (responsible, Some(guess())))
}
