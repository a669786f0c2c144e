//! Rows of one name under different heads (养老保险: 参保人数, 失业保险: 参保人数): what they stand under belongs in the names
//! of their indicators.

use fenjie_model::UnitKind;

use super::row::Row;
use crate::names::{names_row, stands_over};
use crate::qualify::until_told_apart;

/// Lets the rows that would give one name to facts of the same unit and time take as much of what they stand under as
/// parts them.
pub(super) fn tell_apart<'r, 'a: 'r>(rows: impl Iterator<Item = &'r mut Row<'a>>) {
    let mut rows: Vec<_> = rows.filter(|row| !is_sum(row)).collect();
    let heads: Vec<Vec<&'a str>> = rows.iter().map(|row| heads(row)).collect();
    let known_by = |at: usize, told: usize| {
        let row = &rows[at];
        let unit = row.unit.as_ref().map(|unit| unit.raw.as_str());
        let when = (row.names.period.year, row.names.period.months, row.names.stage);
        (unit, when, names_row(&row.indicators), &heads[at][..told])
    };
    let told = until_told_apart(vec![0; rows.len()], &heads, known_by);
    for ((row, mut heads), told) in rows.iter_mut().zip(heads).zip(told) {
        heads.truncate(told);
        row.under = heads;
    }
}

/// What a row stands under, innermost first: the names around its own, then its category or section.
fn heads<'a>(row: &Row<'a>) -> Vec<&'a str> {
    let around = row.indicators.iter().rev().copied().filter(|text| names_row(&[text]).is_some()).skip(1);
    let group = row.group.filter(|group| !row.indicators.contains(group));
    around.chain(group).map(stands_over).filter(|head| !head.is_empty()).collect()
}

/// Whether a row is a sum, which its path tells from others.
fn is_sum(row: &Row<'_>) -> bool {
    let kind = row.unit.as_ref().map(|unit| unit.kind);
    let is_total = matches!(kind, Some(UnitKind::Total | UnitKind::DistrictTotal));
    is_total && row.indicators.is_empty() || row.names.path.iter().any(|name| crate::form::names_sum(name))
}
