//! The summary table against the breakdowns: the same indicator, for the whole region, told twice.

use fenjie_model::text::fold;
use fenjie_model::{Bound, Decimal, HashMap, UnitKind};

use super::budget::Budget;
use super::convert::convert;
use super::fact::Fact;
use super::{Check, Kind};
use crate::form::Axis;
use crate::measure;
use crate::value;

/// Holds each figure of a table of indicators against the region's figure in the breakdowns.
pub(super) fn check(facts: &[Fact<'_>], budget: &Budget) -> Vec<Check> {
    let mut whole: HashMap<&str, Vec<&Fact<'_>>> = HashMap::default();
    let mut named = Vec::new();
    for fact in facts.iter().filter(|fact| is_whole(fact)) {
        whole.entry(&fact.indicator).or_default().push(fact);
        named.extend(column_name(fact).map(|name| (name, fact)));
    }
    let mut out = Vec::new();
    for fact in facts.iter().filter(|fact| fact.axis == Axis::Region) {
        let others = whole.get(&*fact.indicator).filter(|others| budget.affords(others.len()));
        let linked = others
            .into_iter()
            .flatten()
            .filter(|other| other.target.table != fact.target.table && comparable(fact, other));
        out.extend(linked.filter_map(|other| number_check(fact, other)));
        if fact.target.value.note.is_some() && budget.affords(named.len()) {
            out.extend(in_note(fact, &named));
        }
    }
    out
}

/// Whether it is the figure for the whole region: 全区, or the 合计 of a table.
pub(super) fn is_whole(fact: &Fact<'_>) -> bool {
    if fact.axis == Axis::Region {
        return false;
    }
    match fact.kind() {
        Some(UnitKind::DistrictTotal) => true,
        Some(UnitKind::Total) => {
            (fact.axis == Axis::Across || fact.target.row_path.len() == 1) && !fact.sums_group()
        }
        _ => false,
    }
}

fn comparable(a: &Fact<'_>, b: &Fact<'_>) -> bool {
    let stages = |a: &Option<String>, b: &Option<String>| a.is_none() || b.is_none() || a == b;
    a.growth == b.growth
        && a.share == b.share
        && stages(&a.target.stage, &b.target.stage)
        && a.target.period == b.target.period
        && a.dimension().is_some()
        && a.dimension() == b.dimension()
}

fn number_check(fact: &Fact<'_>, other: &Fact<'_>) -> Option<Check> {
    let (stated, there) = (fact.target.value.number?, other.target.value.number?);
    let computed = convert(there, other.target.measure.as_ref()?, fact.target.measure.as_ref()?)?;
    let check = link(fact, other, stated, computed);
    Some(Check { agrees: check.agrees || is_within(fact, computed), ..check })
}

/// Whether the breakdown's figure is within the bound that the summary states (20以上).
fn is_within(fact: &Fact<'_>, computed: Decimal) -> bool {
    match (fact.target.value.bound, fact.target.value.number) {
        (Some(Bound::AtLeast), Some(least)) => computed >= least,
        (Some(Bound::AtMost), Some(most)) => computed <= most,
        _ => false,
    }
}

fn link(fact: &Fact<'_>, other: &Fact<'_>, stated: Decimal, computed: Decimal) -> Check {
    Check::between(Kind::Link, fact, other, [stated, computed], stated == computed)
}

/// 4（流转面积1660亩）: the note gives another indicator's figure, which a breakdown may give too. `named` are the
/// region's figures with the folded names of their columns.
fn in_note(fact: &Fact<'_>, named: &[(String, &Fact<'_>)]) -> Vec<Check> {
    let Some(note) = fact.target.value.note.as_deref() else { return Vec::new() };
    let note = fold(note);
    named
        .iter()
        .filter(|(_, other)| other.target.period == fact.target.period)
        .filter_map(|(name, other)| {
            let value = value::read(note.strip_prefix(name.as_str())?);
            let own = measure::measure(value.measure.as_deref()?);
            let stated = value.number?;
            let computed = convert(other.target.value.number?, other.target.measure.as_ref()?, &own)?;
            Some(link(fact, other, stated, computed))
        })
        .collect()
}

/// The name of the column that a figure stands in, folded and without its measure.
fn column_name(fact: &Fact<'_>) -> Option<String> {
    let (name, _) = measure::split_header(fact.column.last()?);
    Some(fold(&name).into_owned()).filter(|name| !name.is_empty())
}
