//! A whole held against its parts, and of several readings of a column the one that its rows bear out.

use std::collections::BTreeMap;

use fenjie_model::Decimal;

use super::fact::Fact;
use super::totals::sum;
use super::{Check, Kind};

/// The checks of each column that may be a whole.
pub(super) type ByColumn<'a> = BTreeMap<Vec<&'a str>, Vec<Check>>;

/// Of the readings of each column the one that holds for the most rows, the first where several do. The header only lists
/// columns side by side: that they add up is taken as stated where it holds for most of the rows.
pub(super) fn likeliest(readings: Vec<ByColumn<'_>>) -> Vec<Check> {
    let agree = |checks: &[Check]| checks.iter().filter(|check| check.agrees).count();
    let mut best = ByColumn::new();
    for (column, checks) in readings.into_iter().flatten() {
        let known = best.entry(column).or_default();
        if known.is_empty() || agree(&checks) > agree(known) {
            *known = checks;
        }
    }
    best.into_values().filter(|checks| agree(checks) * 2 > checks.len()).flatten().collect()
}

/// Holds a whole against the sum of its parts; nothing where these are not all told exactly.
pub(super) fn compare(whole: &Fact<'_>, parts: &[&Fact<'_>], kind: Kind) -> Option<Check> {
    let stated = whole.number()?;
    let numbers: Vec<Decimal> = parts.iter().filter_map(|part| part.number()).collect();
    if numbers.is_empty() || parts.iter().any(|part| part.vague()) {
        return None;
    }
    let computed = sum(&numbers)?;
    Some(Check {
        kind,
        target: whole.index,
        other: None,
        stated,
        computed,
        terms: numbers.len(),
        agrees: stated == computed,
    })
}
