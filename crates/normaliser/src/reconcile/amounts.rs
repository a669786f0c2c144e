//! 任务（亩）, 标准（元/亩）, 资金（万元）: an amount at so much each; and 公顷 beside 亩, the same in two measures.

use std::collections::BTreeMap;

use fenjie_model::{Decimal, HashMap, Measure};

use super::convert::{convert, times};
use super::fact::Fact;
use super::growth::half;
use super::{Check, Kind};

/// The checks of each column by the columns that it follows from.
pub(super) type ByColumns = BTreeMap<(usize, usize, usize), Vec<Check>>;

/// Holds the amount beside each rate against the quantity that the rate is for.
pub(super) fn products(row: &[Fact<'_>], out: &mut ByColumns) {
    // Few rows have any.
    if row.iter().all(|fact| fact.dimension() != Some("rate")) {
        return;
    }
    let mut counted: HashMap<&str, Vec<usize>> = HashMap::default();
    for (at, fact) in row.iter().enumerate().filter(|(_, fact)| fact.additive) {
        counted.entry(id(fact).unwrap_or_default()).or_default().push(at);
    }
    let beside = |at: usize, id: &str| {
        let places = counted.get(id)?;
        let (before, after) = places.split_at(places.partition_point(|place| *place < at));
        Some((before.last().map(|&place| &row[place]), after.first().map(|&place| &row[place])))
    };
    for (at, rate) in row.iter().enumerate().filter(|(_, fact)| fact.dimension() == Some("rate")) {
        // The rate of a sum is a mean, and rounded.
        let Some((of, per)) = id(rate).and_then(|id| id.split_once('/')).filter(|_| !rate.is_in_sum()) else {
            continue;
        };
        let (Some(amounts), Some(quantities)) = (beside(at, of), beside(at, per)) else { continue };
        if let Some((amount, quantity)) = amounts.1.or(amounts.0).zip(quantities.0.or(quantities.1)) {
            let columns = (amount.target.col, rate.target.col, quantity.target.col);
            out.entry(columns).or_default().extend(product(amount, rate, quantity));
        }
    }
}

fn id<'a>(fact: &Fact<'a>) -> Option<&'a str> {
    fact.target.measure.as_ref().and_then(|measure| measure.id.as_deref())
}

fn product(amount: &Fact<'_>, rate: &Fact<'_>, quantity: &Fact<'_>) -> Option<Check> {
    let not_zero = |fact: &Fact<'_>| fact.number().filter(|number| *number > Decimal::ZERO);
    let (stated, each, many) = (amount.number()?, not_zero(rate)?, not_zero(quantity)?);
    let measure = |fact: &Fact<'_>| fact.target.measure.as_ref().and_then(|measure| measure.multiplier);
    let (of, per, whole) = (measure(rate)?, measure(quantity)?, measure(amount)?);
    let up = of.0.checked_mul(per.0)?.checked_mul(whole.1)?;
    let down = of.1.checked_mul(per.1)?.checked_mul(whole.0)?;
    let of_product = |a: Decimal, b: Decimal| times(a.checked_mul(b)?, up, down);
    let computed = of_product(each, many)?;
    // What is paid for one is exact, what grows on one is a mean.
    let is_exact = each.scale() == 0 && id(amount) == Some("CNY");
    let of_rate = if is_exact { Decimal::ZERO } else { of_product(half(each)?, many)? };
    let of_many = if many.scale() == 0 { Decimal::ZERO } else { of_product(each, half(many)?)? };
    let slack = half(stated)?.checked_add(of_rate)?.checked_add(of_many)?;
    Some(follows(amount, rate, [stated, computed], slack))
}

/// Holds a figure that stands in a second measure against that in the first.
pub(super) fn measured(row: &[Fact<'_>], out: &mut ByColumns) {
    let mut first: HashMap<_, &Fact<'_>> = HashMap::default();
    for fact in row.iter().filter(|fact| fact.additive && fact.target.measure.is_some()) {
        let target = fact.target;
        let when = (&target.stage, target.period.year, target.period.months);
        let key = (&*fact.indicator, fact.unit(), when, &fact.share);
        let one = *first.entry(key).or_insert(fact);
        let (Some(from), Some(to)) = (&one.target.measure, &target.measure) else { continue };
        if from.id == to.id && from.multiplier != to.multiplier {
            let columns = (target.col, one.target.col, one.target.col);
            out.entry(columns).or_default().extend(converted(one, fact, from, to));
        }
    }
}

fn converted(one: &Fact<'_>, other: &Fact<'_>, from: &Measure, to: &Measure) -> Option<Check> {
    let (number, stated) = (one.number().filter(|number| *number > Decimal::ZERO)?, other.number()?);
    let computed = convert(number, from, to)?;
    let slack = convert(half(number)?, from, to)?.checked_add(half(stated)?)?;
    Some(follows(other, one, [stated, computed], slack))
}

fn follows(fact: &Fact<'_>, from: &Fact<'_>, [stated, computed]: [Decimal; 2], slack: Decimal) -> Check {
    let agrees = (stated - computed).abs() <= slack;
    let computed = computed.round_dp(stated.scale().max(2)).normalize();
    Check { terms: 2, ..Check::between(Kind::Follows, fact, from, [stated, computed], agrees) }
}
