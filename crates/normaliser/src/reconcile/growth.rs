//! 2023年完成, 2024年目标, 增幅: the growth that stands beside the two follows from them.

use std::collections::BTreeMap;

use fenjie_model::text::fold;
use fenjie_model::{Bound, Decimal, Target};

use super::budget::Budget;
use super::fact::{Fact, rows, tables};
use super::{Check, Kind};
use crate::registry::GROWTH;
use crate::words::{tells_growth, words};

/// Holds each rate of growth against the two figures of its row that it tells of. That it is worked out from them, and
/// not at constant prices or from a revised base, is taken as stated where it holds for half of the rows at the least.
pub(super) fn check(facts: &[Fact<'_>], budget: &Budget) -> Vec<Check> {
    let mut out = Vec::new();
    for table in tables(facts).filter(|table| table.iter().any(is_rate_of_growth)) {
        let mut by_column: BTreeMap<usize, Vec<Check>> = BTreeMap::new();
        for row in rows(table).flat_map(|row| row.chunk_by(|a, b| a.target.row_path == b.target.row_path)) {
            if !budget.affords(row.len() * row.len()) {
                break;
            }
            for growth in row.iter().filter(|fact| is_rate_of_growth(fact)) {
                let grown = |amount: &Fact<'_>| grows(amount.target, growth.target);
                let found = sides(growth, row, grown).and_then(|(base, goal)| follows(growth, base, goal));
                by_column.entry(growth.target.col).or_default().extend(found);
            }
        }
        let holds = |checks: &Vec<Check>| {
            let agree = checks.iter().filter(|check| check.agrees).count();
            agree > 0 && agree * 2 >= checks.len()
        };
        out.extend(by_column.into_values().filter(holds).flatten());
    }
    out
}

/// 增幅（%）, and 增幅（%）/确保, whose nearest head does not say so.
fn is_rate_of_growth(fact: &Fact<'_>) -> bool {
    let target = fact.target;
    let is_growth = match &target.indicator.id {
        Some(id) => id.ends_with(GROWTH),
        None => fact.growth || tells_growth(&target.indicator.name),
    };
    let measure = target.measure.as_ref();
    is_growth
        && measure
            .is_some_and(|measure| measure.id.as_deref() == Some("%") && measure.multiplier == Some((1, 1)))
}

/// Of the figures that a change tells of, the one of the year before and the one of the year; none where there is a choice.
pub(super) fn sides<'f, 'a>(
    change: &Fact<'a>,
    row: &'f [Fact<'a>],
    tells_of: impl Fn(&Fact<'a>) -> bool,
) -> Option<(&'f Fact<'a>, &'f Fact<'a>)> {
    let year = change.target.period.year?;
    let of_year = |year: i16, at_stage: bool| {
        let mut found = row.iter().filter(|fact| {
            let period = fact.target.period;
            fact.additive
                && period.year == Some(year)
                && period.months == change.target.period.months
                && (!at_stage || fact.target.stage == change.target.stage)
                && fact.share == change.share
                && tells_of(fact)
        });
        found.next().filter(|_| found.next().is_none())
    };
    let (base, goal) = (of_year(year.checked_sub(1)?, false)?, of_year(year, true)?);
    (base.measure() == goal.measure()).then_some((base, goal))
}

/// Whether the rate is that of the amount, in current prices.
fn grows(amount: &Target, growth: &Target) -> bool {
    if words!("生产总值 增加值 总产值 GDP").are_in(&fold(&amount.indicator.name)) {
        return false;
    }
    match (&amount.indicator.id, &growth.indicator.id) {
        (Some(amount), Some(growth)) => growth.strip_suffix(GROWTH) == Some(amount),
        (None, None) => {
            let rest = growth.indicator.name.strip_prefix(amount.indicator.name.as_str());
            rest.is_some_and(|rest| words!("增幅 增速 增长 增长率").have(rest))
        }
        _ => false,
    }
}

fn follows(growth: &Fact<'_>, base: &Fact<'_>, goal: &Fact<'_>) -> Option<Check> {
    let value = &growth.target.value;
    let stated = value.number.filter(|_| value.bound != Some(Bound::About))?;
    let (from, to) = (base.number().filter(|n| *n > Decimal::ZERO)?, goal.number()?);
    let per_cent = to.checked_sub(from)?.checked_mul(Decimal::ONE_HUNDRED)?.checked_div(from)?;
    // A rate may be cut off instead of rounded, and the two figures are rounded themselves.
    let rounded = half(to)?
        .checked_add(half(from)?.checked_mul(to.abs())?.checked_div(from)?)?
        .checked_mul(Decimal::ONE_HUNDRED)?
        .checked_div(from)?;
    let slack = half(stated)?.checked_mul(Decimal::TWO)?.checked_add(rounded)?;
    let apart = per_cent.checked_sub(stated)?;
    Some(Check {
        kind: Kind::Growth,
        target: growth.index,
        other: Some(goal.index),
        stated,
        computed: per_cent.round_dp(stated.scale().max(1)).normalize(),
        terms: 2,
        agrees: match value.bound {
            Some(Bound::AtLeast) => apart >= -slack,
            Some(Bound::AtMost) => apart <= slack,
            _ => apart.abs() <= slack,
        },
    })
}

/// Half of the last place that is printed.
pub(super) fn half(number: Decimal) -> Option<Decimal> {
    Decimal::try_from_i128_with_scale(5, number.scale() + 1).ok()
}
