//! Rows of one name under different heads (养老保险: 参保人数, 失业保险: 参保人数): what they stand under belongs in the names
//! of their indicators.

use fenjie_model::{HashMap, UnitKind};

use super::row::Row;
use crate::names::{names_row, stands_over};

/// Lets the rows that would give one name to facts of the same unit and time take as much of what they stand under as
/// parts them.
pub(super) fn tell_apart<'r, 'a: 'r>(rows: impl Iterator<Item = &'r mut Row<'a>>) {
    let mut rows: Vec<_> = rows.filter(|row| !is_sum(row)).collect();
    let heads: Vec<Vec<&'a str>> = rows.iter().map(|row| heads(row)).collect();
    let deepest = heads.iter().map(Vec::len).max().unwrap_or(0);
    let mut told = vec![0; rows.len()];
    for _ in 0..deepest {
        let mut alike: HashMap<_, Vec<usize>> = HashMap::default();
        for (at, row) in rows.iter().enumerate() {
            let names = &row.names;
            let unit = row.unit.as_ref().map(|unit| unit.raw.as_str());
            let when = (names.period.year, names.period.months, names.stage);
            let name = (names_row(&row.indicators), &heads[at][..told[at]]);
            alike.entry((unit, when, name)).or_default().push(at);
        }
        let differ = |class: &Vec<usize>| class.iter().any(|&at| heads[at] != heads[class[0]]);
        let more: Vec<usize> = alike.into_values().filter(differ).flatten().collect();
        let mut is_more = false;
        for at in more {
            is_more |= told[at] < heads[at].len();
            told[at] = (told[at] + 1).min(heads[at].len());
        }
        if !is_more {
            break;
        }
    }
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
