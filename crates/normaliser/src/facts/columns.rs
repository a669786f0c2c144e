//! What the columns of a table say of all of their cells.

use fenjie_model::{Finding, HashMap, HashSet, Place};

use super::added::adds_up;
use super::repeated::repeated;
use super::staged::tell_stages;
use super::{across, growing, next_year, quarters, unit_heads};
use crate::form::{Axis, Form, Group, Role};
use crate::grid::Grid;
use crate::headers::Headers;
use crate::known::Known;
use crate::names::{ColumnNames, names_group, share_heads, share_stems, title_subject, without_kinds};
use crate::neighbours::{share_times, tell_results};
use crate::paths::{column_path, innermost};
use crate::qualify::{Bearer, tell_apart};
use crate::value;
use crate::wholes::{Whole, share_goals, share_measures, with_whole};
use crate::words::words;

/// The columns of a table, one by one.
pub(super) struct Columns<'a> {
    /// What their headers say: measures, times, stages.
    pub(super) headers: Vec<Headers<'a>>,
    /// What they tell of the names of what they count.
    pub(super) names: Vec<ColumnNames>,
    /// What can be read in two ways.
    pub(super) unclear: Vec<Finding>,
}

impl<'a> Columns<'a> {
    /// Reads the columns of a table that has the title and is for the year.
    pub(super) fn read(
        grid: &Grid<'a>,
        form: &Form,
        known: &Known<'_>,
        (title, year): (&str, Option<i16>),
        place: &Place,
    ) -> Self {
        let region = known.region.map_or("", |region| region.name.as_str());
        let path = |col| column_path(grid, form.header_rows, col);
        let mut columns: Vec<_> = (0..grid.columns()).map(|col| Headers::read(path(col), year)).collect();
        let next_years = next_year::settle(&mut columns, year, known, place);
        let unnamed = across::settle(&mut columns, grid, form, known, place);
        unit_heads::settle(&mut columns, grid, form);
        let mut stages = HashMap::default();
        for group in &form.groups {
            let values: Vec<_> = group.of(Role::Value).collect();
            share_times(&mut columns, &values);
            stages.extend(tell_stages(&mut columns, &values));
        }
        let quarters = quarters::settle(&mut columns, form, grid);
        let subject = subject(title, region, (grid, form), known);
        let mut wholes = wholes(form, &columns, subject.is_some());
        without_others(&mut wholes, grid, form.header_rows);
        let rates = growing::settle(&mut wholes, &columns, (grid, form.header_rows));
        let quarters = quarters.iter().map(|quarter| quarter.finding(&columns, place));
        let unclear = quarters.chain(rates.iter().map(|rate| rate.finding(&columns, place)));
        let values = form.groups.iter().flat_map(|group| group.of(Role::Value));
        let rows = form.header_rows..grid.rows();
        let is_bare = |col| rows.clone().any(|row| value::is_bare(grid.text(row, col)));
        let guessed = values
            .filter(|col| is_bare(*col))
            .filter_map(|col| columns[col].guessed_measure(Place { col: Some(col), ..place.clone() }));
        let unclear = unnamed.into_iter().chain(next_years).chain(unclear).chain(guessed).collect();
        share_measures(&mut columns, &wholes);
        wholes.extend(repeated(form, &columns, &wholes));
        wholes.sort_unstable_by_key(|(col, _)| *col);
        for group in &form.groups {
            share_goals(&mut columns, &group.of(Role::Value).collect::<Vec<_>>());
        }
        let named = |path: &[&str]| ColumnNames::read(path, title, subject.as_ref(), known);
        // Who a column is for across the top is no part of what it counts.
        let subjects = |column: &Headers<'a>| -> Vec<&'a str> {
            match column.unit {
                Some(unit) => without_unit(&column.path, unit, known),
                None => column.path.clone(),
            }
        };
        let mut names: Vec<_> = columns.iter().map(|column| named(&subjects(column))).collect();
        // 保底面积 beside 奋斗面积 is the 面积.
        for (col, rest) in stages {
            let mut path = subjects(&columns[col]);
            path.splice(path.len().saturating_sub(1).., [rest]);
            names[col] = named(&path);
        }
        for &(col, whole) in &wholes {
            let named = named(&with_whole(&columns, &wholes, (col, whole)));
            names[col] = if whole.in_time { named } else { named.of_part(known) };
        }
        for group in &form.groups {
            share_stems(&mut names, &columns, &group.of(Role::Value).collect::<Vec<_>>());
            share_heads(&mut names, &columns, &group.of(Role::Value).collect::<Vec<_>>(), known);
        }
        for group in &form.groups {
            let bearer = |col: usize| Bearer::of(&columns[col], form.axis, year, known);
            let values: Vec<_> = group.of(Role::Value).map(|col| (col, bearer(col))).collect();
            tell_apart(&mut names, &values, known);
            // The one value behind a name of its own is told from the others by that.
            let named = group.inner.as_ref().map_or(0..0, |(_, named)| named.clone());
            if let [col] = group.of(Role::Value).filter(|col| named.contains(col)).collect::<Vec<_>>()[..] {
                names[col].told.behind = 0;
            }
            tell_results(&mut columns, &names, &values);
        }
        no_stage_of_subject(&mut columns, title);
        Self { headers: columns, names, unclear }
    }
}

/// What the title says that a table is of, without the kinds of units that its rows are of: 镇街税收收入 of the towns and
/// streets under 镇街.
pub(super) fn subject(
    title: &str,
    region: &str,
    (grid, form): (&Grid<'_>, &Form),
    known: &Known<'_>,
) -> Option<String> {
    let subject = title_subject(title, region)?;
    let unit = form.groups.first().and_then(|group| group.of(Role::Unit).next());
    let head = unit.filter(|_| form.axis == Axis::Down).map(|col| innermost(grid, form.header_rows, col));
    let is_known = |of: &str| known.registry.indicator::<&str>(of, &[]).is_some();
    let of = head.and_then(|head| without_kinds(&subject, head, is_known)).map(str::to_owned);
    Some(of.unwrap_or(subject))
}

/// The heads of a column across the top without the unit that it is for, and without the units that this is one of (市辖区 over
/// 兴庆区, 县 over 永宁县).
fn without_unit<'a>(path: &[&'a str], unit: &str, known: &Known<'_>) -> Vec<&'a str> {
    let at = path.iter().rposition(|text| *text == unit);
    let is_group = |text: &str| {
        names_group(text)
            || words!("市辖区 县级市 片区 片 类镇 类乡镇 类街道 类县 类区").end(text)
            || known.unit_kind(text).is_some_and(|kind| !kind.is_sum())
    };
    let is_over = |index: usize, text: &str| Some(index) < at && is_group(text);
    let is_subject = |(index, text): &(usize, &&str)| **text != unit && !is_over(*index, text);
    path.iter().enumerate().filter(is_subject).map(|(_, text)| *text).collect()
}

/// 争取任务 of 向上争取资金 is no stage of a goal, but the goal of what is 争取; beside 确保目标 it is one.
fn no_stage_of_subject(columns: &mut [Headers<'_>], title: &str) {
    let is_subject = |stage: &str| {
        matches!(stage, "争取目标" | "挑战目标")
            && stage.strip_suffix("目标").is_some_and(|word| title.contains(word) && !title.contains(stage))
    };
    let others = columns.iter().filter_map(|column| column.stage).any(|stage| !is_subject(stage));
    for column in columns.iter_mut().filter(|column| !others && column.stage.is_some_and(is_subject)) {
        column.stage = None;
    }
}

/// The columns of values that tell of one before them in their group, with these.
fn wholes(form: &Form, columns: &[Headers<'_>], titled: bool) -> Vec<(usize, Whole)> {
    let of_group = |group: &Group| {
        let values: Vec<usize> = group.of(Role::Value).collect();
        crate::wholes::wholes(columns, &values, titled)
    };
    form.groups.iter().flat_map(of_group).collect()
}

/// Leaves out the parts that are such by their names alone, where the rows do not add them up to their whole.
fn without_others(wholes: &mut Vec<(usize, Whole)>, grid: &Grid<'_>, header_rows: usize) {
    let mut parts: HashMap<usize, Vec<usize>> = HashMap::default();
    for (col, whole) in wholes.iter() {
        parts.entry(whole.col).or_default().push(*col);
    }
    let by_name = wholes.iter().filter(|(_, whole)| whole.by_name).map(|(_, whole)| whole.col);
    let asked: HashSet<usize> = by_name.collect();
    let others: HashSet<usize> =
        asked.into_iter().filter(|whole| !adds_up(grid, header_rows, *whole, &parts[whole])).collect();
    wholes.retain(|(_, whole)| !(whole.by_name && others.contains(&whole.col)));
}
