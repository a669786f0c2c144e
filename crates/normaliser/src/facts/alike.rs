//! Rows of one name under different heads (养老保险: 参保人数, 失业保险: 参保人数): what they stand under belongs in the names
//! of their indicators.

use std::hash::Hash;

use fenjie_model::{HashMap, UnitKind};

use super::row::Row;
use crate::names::{names_row, says_how, stands_over};
use crate::neighbours::stage_of_result;
use crate::qualify::until_told_apart;
use crate::registry::names_sum;

/// Lets the rows that would give one name to facts of the same unit and time take as much of what they stand under as
/// parts them.
pub(super) fn tell_apart<'r, 'a: 'r>(rows: impl Iterator<Item = &'r mut Row<'a>>) {
    let mut rows: Vec<_> = rows.filter(|row| !is_sum(row)).collect();
    let heads: Vec<Vec<&'a str>> = rows.iter().map(|row| heads(row)).collect();
    let names: Vec<_> = rows.iter().map(|row| names_row(&row.indicators)).collect();
    let known_by = |at: usize, told: usize| {
        let row = &rows[at];
        let unit = row.unit.as_ref().map(|unit| unit.raw.as_str());
        let when = (row.names.period.year, row.names.period.months, row.names.stage);
        (unit, when, names[at], row.whole, &row.kinds, &heads[at][..told])
    };
    let mut told = until_told_apart(vec![0; rows.len()], &heads, known_by);
    // What is counted beside one unit is counted beside all.
    let counts = |at: &usize| rows[*at].counts_category && names[*at].is_none();
    let most = (0..rows.len()).filter(counts).map(|at| told[at]).max().unwrap_or(0);
    for at in (0..rows.len()).filter(counts) {
        told[at] = most.min(heads[at].len());
    }
    let results = results(&rows, |at| known_by(at, told[at]));
    for ((row, mut heads), told) in rows.iter_mut().zip(heads).zip(told) {
        heads.truncate(told);
        row.under = row.whole.into_iter().chain(heads).collect();
    }
    for (at, stage) in results {
        rows[at].names.stage = rows[at].names.stage.or(Some(stage));
    }
}

/// The rows of what came of the goals that other rows name (任务, 完成), with their stages: by `known_by` they are the same facts.
fn results<K: Eq + Hash>(rows: &[&mut Row<'_>], known_by: impl Fn(usize) -> K) -> Vec<(usize, &'static str)> {
    let mut alike: HashMap<K, Vec<usize>> = HashMap::default();
    for at in 0..rows.len() {
        alike.entry(known_by(at)).or_default().push(at);
    }
    let stage = |at: &usize| {
        let row = &rows[*at];
        row.names.path.last().copied().or(row.category).and_then(stage_of_result)
    };
    let classes = alike.into_values().filter(|class| class.len() > 1);
    let with_goals = classes.filter(|class| class.iter().any(|at| stage(at).is_none()));
    with_goals.flatten().filter_map(|at| Some((at, stage(&at)?))).collect()
}

/// What a row stands under, innermost first: the names around its own, then its category or section.
fn heads<'a>(row: &Row<'a>) -> Vec<&'a str> {
    // Of most rows there is but the one.
    let others = if row.indicators.len() > 1 { row.indicators.as_slice() } else { &[] };
    let around = others.iter().rev().copied().filter(|text| names_row(&[text]).is_some()).skip(1);
    let group = row.group.filter(|group| !row.indicators.contains(group));
    around
        .chain(group)
        .filter(|text| !says_how(text))
        .map(stands_over)
        .filter(|head| !head.is_empty())
        .collect()
}

/// Whether a row is a sum, which its path tells from others.
fn is_sum(row: &Row<'_>) -> bool {
    let kind = row.unit.as_ref().map(|unit| unit.kind);
    let is_total = matches!(kind, Some(UnitKind::Total | UnitKind::DistrictTotal));
    is_total && row.indicators.is_empty() || row.names.path.iter().any(|name| names_sum(name))
}
