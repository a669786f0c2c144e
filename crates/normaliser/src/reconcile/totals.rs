//! Totals over units: 全区, 合计, 总计 and 小计, in rows and in columns, first, last or between.

use std::collections::BTreeMap;

use fenjie_model::{Decimal, HashSet, UnitKind, ValueKind, text::fold};

use super::budget::Budget;
use super::convert::convert;
use super::fact::{Fact, tables};
use super::partial::{Partial, partial, settle};
use super::{Check, Kind};
use crate::form::{Axis, is_heading};
use crate::known::Known;
use crate::names::is_part;
use crate::words::{is_frame, words};

/// Holds every total against the sum of its units.
pub(super) fn check(facts: &[Fact<'_>], known: &Known<'_>, budget: &Budget) -> Vec<Check> {
    let mut out = Vec::new();
    for table in tables(facts) {
        let mut partial = Vec::new();
        for mut series in series(table) {
            // What the whole province does is no sum of the towns'.
            series.retain(|fact| !known.is_wider(fact.unit()));
            out.extend(totals(&series, known, budget, &mut partial));
        }
        out.extend(settle(partial));
    }
    out
}

/// The columns of a table that has its units down the side, and the rows of one that has them across the top.
fn series<'f, 'a>(table: &'f [Fact<'a>]) -> impl Iterator<Item = Vec<&'f Fact<'a>>> {
    let repeated = repeated(table);
    let mut series: BTreeMap<(Option<usize>, Vec<&str>), Vec<&Fact<'_>>> = BTreeMap::new();
    for fact in table {
        let key = match fact.axis {
            Axis::Down => (None, [&fact.column, &[&*fact.indicator][..]].concat()),
            // A header over the units and not over their 合计 (各镇（街道）目标, 任务分解) does not part the two, but where
            // each unit stands under several.
            Axis::Across if repeated.contains(&fact.target.row) => {
                let names = fact.column.iter().copied().filter(|text| !is_frame(text));
                (Some(fact.target.row), names.collect())
            }
            Axis::Across => (Some(fact.target.row), Vec::new()),
            Axis::Region => continue,
        };
        series.entry(key).or_default().push(fact);
    }
    series.into_values()
}

/// The rows in which a unit across the top stands more than once.
fn repeated(table: &[Fact<'_>]) -> HashSet<usize> {
    let mut seen = HashSet::default();
    let across = table.iter().filter(|fact| fact.axis == Axis::Across);
    across
        .map(|fact| (fact.target.row, fact.unit()))
        .filter(|place| !seen.insert(*place))
        .map(|(row, _)| row)
        .collect()
}

/// The checks of one row or column of figures that mean the same for different units, but for wholes with some of their
/// units, which the whole table tells of.
fn totals<'a>(
    series: &[&Fact<'a>],
    known: &Known<'_>,
    budget: &Budget,
    partials: &mut Vec<Partial>,
) -> Vec<Check> {
    if series.iter().any(|fact| !fact.additive) {
        return Vec::new();
    }
    let path = |fact: &Fact<'a>| -> Vec<&'a str> {
        match fact.axis {
            Axis::Down => fact.target.row_path.iter().map(String::as_str).collect(),
            _ => vec![fact.unit()],
        }
    };
    let paths: Vec<Vec<&str>> = series.iter().map(|fact| path(fact)).collect();
    // A row that others stand under is their subtotal, whatever it is called (东部片区 over its towns).
    let heads: HashSet<&[&str]> =
        paths.iter().flat_map(|path| (1..path.len()).map(move |end| &path[..end])).collect();
    let sums: Vec<bool> =
        (0..series.len()).map(|i| series[i].is_total() || heads.contains(&paths[i][..])).collect();
    // Each total is held against the whole series.
    if !budget.affords(sums.iter().filter(|sum| **sum).count() * series.len()) {
        return Vec::new();
    }
    let counted_elsewhere = members(series, known);
    // 其中：高新区 below 城关街道 is within it, and so it is below the 合计 of what stands above; below one that heads its parts
    // it is the first of these.
    let first = sums.iter().position(|is_sum| !is_sum).unwrap_or(0);
    let ends = |i: usize| i > first && !series[i].sums_group();
    let within = |i: usize| {
        let is_part = i > 0 && series[i].axis == Axis::Down && is_part(series[i].unit());
        is_part && (!sums[i - 1] || ends(i - 1))
    };
    let part = |i: usize| !sums[i] && !counted_elsewhere.contains(&i) && !within(i);
    let mut out = Vec::new();
    let mut subtotals = Vec::new();
    for i in (0..series.len()).filter(|&i| sums[i]) {
        let group: Vec<usize> = if paths[i].len() > 1 || !series[i].is_total() {
            let under = if series[i].is_total() { &paths[i][..paths[i].len() - 1] } else { &paths[i][..] };
            (0..series.len()).filter(|&j| part(j) && paths[j].starts_with(under)).collect()
        } else if series[i].sums_group() {
            let units = beside(i, series, &part);
            let agrees = |units: &[usize]| sum_check(series, i, units).is_some_and(|check| check.agrees);
            Some(of_kind(&units, i, series)).filter(|towns| !agrees(&units) || agrees(towns)).unwrap_or(units)
        } else {
            continue;
        };
        subtotals.push((i, group));
    }
    let grand =
        (0..series.len()).filter(|&i| series[i].is_total() && !subtotals.iter().any(|(s, _)| *s == i));
    let grand: Vec<usize> = grand.collect();
    for &i in &grand {
        // Where each group of a folded table ends with a total, each is that of its group; 合计 at the left with its figure
        // under the last group is that of all.
        let col = series[i].target.col;
        let of_group = grand.iter().any(|&j| {
            let target = series[j].target;
            paths[j] == paths[i] && target.col != col && target.value.kind != ValueKind::Blank
        });
        let all: Vec<usize> =
            (0..series.len()).filter(|&j| part(j) && (!of_group || series[j].target.col == col)).collect();
        let grouped: HashSet<usize> = subtotals.iter().flat_map(|(_, group)| group.iter().copied()).collect();
        let mut by_groups: Vec<usize> = subtotals.iter().map(|(s, _)| *s).collect();
        by_groups.extend(all.iter().filter(|j| !grouped.contains(j)));
        let by_units = sum_check(series, i, &all);
        // 其中：开发区 below the total can be a unit that stands nowhere else.
        let with_parts = || {
            let parts: Vec<usize> =
                (0..series.len()).filter(|&j| part(j) || j == i + 1 && within(j)).collect();
            sum_check(series, i, &parts).filter(|check| check.agrees)
        };
        let by_units = by_units.map(|check| if check.agrees { check } else { with_parts().unwrap_or(check) });
        let by_units = by_units.map(|check| match further_parts(series, &all) {
            Some(rest) if !check.agrees => {
                sum_check(series, i, &rest).filter(|rest| rest.agrees).unwrap_or(check)
            }
            _ => check,
        });
        let whole = !subtotals.is_empty() && subtotals.iter().all(|(s, _)| series[*s].number().is_some());
        let by_groups = whole.then(|| sum_check(series, i, &by_groups)).flatten();
        // A subtotal that is wrong must not make the grand total wrong, nor the other way round.
        let sum = match (by_units, by_groups) {
            (Some(units), Some(groups)) if groups.agrees && !units.agrees => Some(groups),
            (units, groups) => units.or(groups),
        };
        let units: Vec<&Fact<'_>> = all.iter().map(|&j| series[j]).collect();
        match sum.as_ref().and_then(|sum| partial(series[i], &units, sum)) {
            Some(found) => partials.push(found),
            None => out.extend(sum),
        }
    }
    out.extend(subtotals.iter().filter_map(|(i, group)| sum_check(series, *i, group)));
    out
}

/// The units without those that go on a list of parts which only its first marks: 青山林场 behind 其中：红旗林场, where both
/// add up to the unit before them. None where there are none.
fn further_parts(series: &[&Fact<'_>], units: &[usize]) -> Option<Vec<usize>> {
    /// More parts than such a list has.
    const LONGEST: usize = 16;
    let counted: HashSet<usize> = units.iter().copied().collect();
    let mut rest = units.to_vec();
    for first in (1..series.len()).filter(|&i| is_part(series[i].unit()) && counted.contains(&(i - 1))) {
        let (whole, mut sum) = (series[first - 1].number()?, series[first].number()?);
        let mut end = first + 1;
        let is_alike = |i: usize| ending(series[i].unit()) == ending(series[first].unit());
        while sum < whole && counted.contains(&end) && is_alike(end) && end - first < LONGEST {
            sum = sum.checked_add(series[end].number()?)?;
            end += 1;
        }
        if sum == whole {
            rest.retain(|i| !(first..end).contains(i));
        }
    }
    (rest.len() < units.len()).then_some(rest)
}

/// The end of a name, which those of one kind share: 林场.
fn ending(name: &str) -> &str {
    name.char_indices().rev().nth(1).map_or(name, |(at, _)| &name[at..])
}

/// The units that a 小计 without a group's name adds up: those since the subtotal before where it ends its group, those
/// up to the next where it heads it.
fn beside(i: usize, series: &[&Fact<'_>], part: &impl Fn(usize) -> bool) -> Vec<usize> {
    let is_subtotal = |j: usize| series[j].sums_group();
    let first_subtotal = (0..series.len()).find(|&j| is_subtotal(j)).unwrap_or(i);
    let ends = (0..first_subtotal).any(part);
    if ends {
        let from = (0..i).rev().find(|&j| is_subtotal(j)).map_or(0, |j| j + 1);
        (from..i).filter(|&j| part(j)).collect()
    } else {
        // 三、机动 ends what 二、林场 heads.
        let is_next = |j: usize| is_heading(series[i].unit()) && is_heading(series[j].unit());
        let ends = |j: &usize| is_subtotal(*j) || series[*j].is_total() || is_next(*j);
        let to = (i + 1..series.len()).find(ends).unwrap_or(series.len());
        (i + 1..to).filter(|&j| part(j)).collect()
    }
}

/// Of the units beside a subtotal that names a kind of them (乡镇小计), those of that kind.
fn of_kind(units: &[usize], subtotal: usize, series: &[&Fact<'_>]) -> Vec<usize> {
    use UnitKind::{Subdistrict, Town, Township};
    let folded = fold(series[subtotal].unit());
    if !words!("乡镇 镇街 镇 乡 街道").begin(&folded) {
        return units.to_vec();
    }
    let is_town = |i: &usize| matches!(series[*i].kind(), Some(Subdistrict | Town | Township));
    let towns: Vec<usize> = units.iter().copied().filter(is_town).collect();
    if towns.is_empty() { units.to_vec() } else { towns }
}

/// The members of composites that have a figure of their own in the series: the composite's figure holds theirs.
fn members(series: &[&Fact<'_>], known: &Known<'_>) -> HashSet<usize> {
    let ids = series.iter().map(|fact| fact.target.unit.as_ref().and_then(|unit| unit.id.as_ref()));
    let held: HashSet<&String> = series
        .iter()
        .zip(ids.clone())
        .filter(|(fact, _)| fact.kind() == Some(UnitKind::Composite))
        .filter_map(|(_, id)| id)
        .flat_map(|id| known.members(id))
        .collect();
    let is_held = |(_, id): &(usize, Option<&String>)| id.is_some_and(|id| held.contains(id));
    ids.enumerate().filter(is_held).map(|(i, _)| i).collect()
}

/// Holds a total against its parts; none where one of them does not say how much exactly.
fn sum_check(series: &[&Fact<'_>], total: usize, parts: &[usize]) -> Option<Check> {
    if parts.iter().any(|&i| series[i].vague()) {
        return None;
    }
    let stated = series[total].number()?;
    // A column can count in 万元 here and in 亿元 there.
    let of_total = series[total].target.measure.as_ref();
    let in_measure = |fact: &Fact<'_>, number| match (fact.target.measure.as_ref(), of_total) {
        (Some(own), Some(whole)) if (&own.id, own.multiplier) != (&whole.id, whole.multiplier) => {
            convert(number, own, whole)
        }
        (own, whole) => (own.is_some() == whole.is_some()).then_some(number),
    };
    let numbers = parts.iter().filter_map(|&i| Some((series[i], series[i].number()?)));
    let numbers: Vec<Decimal> =
        numbers.map(|(fact, number)| in_measure(fact, number)).collect::<Option<_>>()?;
    if numbers.is_empty() {
        return None;
    }
    let computed = sum(&numbers)?;
    Some(Check {
        kind: Kind::UnitTotal,
        target: series[total].index,
        other: None,
        stated,
        computed,
        terms: numbers.len(),
        agrees: stated == computed,
    })
}

/// The exact sum; none where it is larger than a decimal holds.
pub(super) fn sum(numbers: &[Decimal]) -> Option<Decimal> {
    numbers.iter().try_fold(Decimal::ZERO, |sum, n| sum.checked_add(*n))
}
