//! 2023年末, 2024年目标, 净增: what follows from other figures of its row. That it is meant is taken as stated where it
//! holds for the other rows.

use fenjie_model::Decimal;
use fenjie_model::text::fold;

use super::amounts::{ByColumns, measured, products};
use super::budget::Budget;
use super::fact::{Fact, rows, tables};
use super::growth::sides;
use super::{Check, Kind};
use crate::words::{is_change_since, is_frame, is_increase, without_bracket};

/// Holds each increase, each amount at so much each, and each figure in a second measure against those that it follows
/// from.
pub(super) fn check(facts: &[Fact<'_>], budget: &Budget) -> Vec<Check> {
    let mut out = Vec::new();
    for table in tables(facts) {
        let mut told = ByColumns::new();
        let mut counted = ByColumns::new();
        for row in rows(table).flat_map(|row| row.chunk_by(|a, b| a.target.row_path == b.target.row_path)) {
            for change in row.iter().filter(|fact| changes(fact).is_some()) {
                if budget.affords(row.len())
                    && let Some((base, goal)) = sides(change, row, |amount| tells_of(change, amount))
                {
                    let columns = (change.target.col, base.target.col, goal.target.col);
                    told.entry(columns).or_default().extend(increase(change, base, goal));
                }
            }
            products(row, &mut counted);
            measured(row, &mut counted);
        }
        // The head says of an increase what it is; of the others only the numbers do.
        out.extend(told.into_values().filter(|checks| holds(checks, 2, 1)).flatten());
        out.extend(counted.into_values().filter(|checks| holds(checks, 3, 3)).flatten());
    }
    out
}

/// Whether so many agree, and for each that does not more than that.
fn holds(checks: &[Check], least: usize, to_one: usize) -> bool {
    let agree = checks.iter().filter(|check| check.agrees).count();
    let wrong = checks.len() - agree;
    agree >= least && if to_one == 1 { agree > wrong } else { agree >= wrong * to_one }
}

/// Which way a figure says that something changes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Change {
    /// 净增, 增减额: less is printed with a minus.
    More,
    /// 比上年减少.
    Less,
}

/// Which way the head of a figure says that something changes, if it does.
fn changes(fact: &Fact<'_>) -> Option<Change> {
    // Most heads have none of these characters, and are asked for every cell.
    let may_tell = |head: &&&str| fact.additive && head.contains(['增', '较', '比']);
    let head = fact.column.last().filter(may_tell)?;
    if is_increase(head.trim_end_matches('数')) || is_increase(head) {
        return Some(Change::More);
    }
    is_change_since(head).then(|| {
        let folded = fold(head);
        let bare = without_bracket(&folded);
        if bare.contains(['减', '降']) && !bare.contains('增') { Change::Less } else { Change::More }
    })
}

/// Whether a figure is one of the two that an increase is between: the name says so, or the heads above it.
fn tells_of(change: &Fact<'_>, amount: &Fact<'_>) -> bool {
    if changes(amount).is_some() || amount.measure() != change.measure() {
        return false;
    }
    let by_name = || change.target.indicator.name.starts_with(&amount.target.indicator.name);
    let by_heads = || match (change.column.split_last(), amount.column.split_last()) {
        (Some((_, above)), Some((head, of_amount))) => above == of_amount && is_frame(head),
        _ => false,
    };
    by_name() || by_heads()
}

fn increase(change: &Fact<'_>, base: &Fact<'_>, goal: &Fact<'_>) -> Option<Check> {
    let (stated, from, to) = (change.number()?, base.number()?, goal.number()?);
    let more = to.checked_sub(from)?;
    let computed = if changes(change)? == Change::Less { -more } else { more };
    // Figures of whole units are exact, others may be rounded.
    let places = stated.scale().max(from.scale()).max(to.scale());
    let slack = if places == 0 { Decimal::ZERO } else { Decimal::new(1, stated.scale()) };
    // 减少 can be printed with a minus too.
    let apart = [Some(computed), Some(-computed).filter(|_| changes(change) == Some(Change::Less))];
    Some(Check {
        kind: Kind::Follows,
        target: change.index,
        other: Some(goal.index),
        stated,
        computed: computed.normalize(),
        terms: 2,
        agrees: apart.into_iter().flatten().any(|computed| (computed - stated).abs() <= slack),
    })
}
