//! Parts against wholes (其中：…), and 考核目标 against 工作目标.

use std::collections::{BTreeMap, HashMap, HashSet};

use fenjie_model::text::fold;

use super::budget::Budget;
use super::fact::Fact;
use super::{Check, Kind};
use crate::form::Axis;

/// A figure of a part and that of its whole, by index.
pub(super) type Pair = (usize, usize);

/// The indicators of parts, each with that of its whole.
pub(super) type PartNames<'a> = HashSet<(&'a str, &'a str)>;

/// Checks both.
pub(super) fn check(
    facts: &[Fact<'_>],
    pairs: &[Pair],
    names: &PartNames<'_>,
    budget: &Budget,
) -> Vec<Check> {
    let mut out: Vec<Check> =
        pairs.iter().filter_map(|&(part, whole)| part_check(&facts[part], &facts[whole])).collect();
    out.extend(by_name(facts, names, budget));
    out.extend(stages(facts));
    out
}

/// Each figure of a 其中： row or column with the figure that it is a part of, by index: the row before it in the same
/// column, or the column before it in the same row.
pub(super) fn pairs(facts: &[Fact<'_>], budget: &Budget) -> Vec<Pair> {
    let mut out = Vec::new();
    let mut rows: BTreeMap<(&str, usize), Vec<usize>> = BTreeMap::new();
    let mut columns: BTreeMap<(&str, usize), Vec<usize>> = BTreeMap::new();
    for fact in facts {
        let table = fact.target.table.as_str();
        rows.entry((table, fact.target.row)).or_default().push(fact.index);
        columns.entry((table, fact.target.col)).or_default().push(fact.index);
    }
    let is_part = |path: &[String]| path.last().is_some_and(|text| text.starts_with("其中"));
    for line in rows.values() {
        for (n, &i) in line.iter().enumerate() {
            let target = facts[i].target;
            if is_part(&target.column_path) {
                let mut before = line[..n].iter().rev().copied().take_while(|_| budget.affords(1));
                let whole = before.find(|&j| {
                    !is_part(&facts[j].target.column_path)
                        && facts[j].target.row_path == target.row_path
                        && facts[j].target.stage == target.stage
                });
                out.extend(whole.map(|whole| (i, whole)));
            }
        }
    }
    for line in columns.values() {
        for (n, &i) in line.iter().enumerate() {
            let target = facts[i].target;
            if facts[i].axis != Axis::Down && is_part(&target.row_path) {
                let mut before = line[..n].iter().rev().copied().take_while(|_| budget.affords(1));
                let whole = before.find(|&j| {
                    facts[j].target.row_path != target.row_path
                        && facts[j].target.stage == target.stage
                        && !is_part(&facts[j].target.row_path)
                });
                out.extend(whole.map(|whole| (i, whole)));
            }
        }
    }
    out
}

/// Which indicator is a part of which, as 其中： rows and columns anywhere in the notice say.
pub(super) fn names<'a>(facts: &'a [Fact<'_>], pairs: &[Pair]) -> PartNames<'a> {
    pairs
        .iter()
        .map(|&(part, whole)| (&*facts[part].indicator, &*facts[whole].indicator))
        .filter(|(part, whole)| part != whole)
        .collect()
}

/// The parts that the notice names in one table, wherever else both have figures in the same row.
fn by_name(facts: &[Fact<'_>], names: &PartNames<'_>, budget: &Budget) -> Vec<Check> {
    let mut wanted: HashMap<&str, Vec<&str>> = HashMap::new();
    for (part, whole) in names {
        wanted.entry(part).or_default().push(whole);
    }
    let mut rows: BTreeMap<(&str, usize, &[String]), Vec<&Fact<'_>>> = BTreeMap::new();
    for fact in facts.iter().filter(|fact| fact.axis == Axis::Down) {
        let key = (fact.target.table.as_str(), fact.target.row, fact.target.row_path.as_slice());
        rows.entry(key).or_default().push(fact);
    }
    let mut out = Vec::new();
    for row in rows.values() {
        for part in row {
            let Some(wholes) = wanted.get(&*part.indicator) else { continue };
            if !budget.affords(row.len() * wholes.len()) {
                continue;
            }
            for whole in row.iter().filter(|whole| wholes.contains(&&*whole.indicator)) {
                if whole.target.stage == part.target.stage && whole.share == part.share {
                    out.extend(part_check(part, whole));
                }
            }
        }
    }
    out
}

fn part_check(part: &Fact<'_>, whole: &Fact<'_>) -> Option<Check> {
    if !part.additive || !whole.additive || part.measure() != whole.measure() || part.share != whole.share {
        return None;
    }
    let (stated, computed) = (part.number()?, whole.number()?);
    Some(Check {
        kind: Kind::Part,
        target: part.index,
        other: Some(whole.index),
        stated,
        computed,
        terms: 1,
        agrees: stated <= computed,
    })
}

/// 考核目标 is what must be reached, 工作目标 what is worked for: the first is not larger.
fn stages(facts: &[Fact<'_>]) -> Vec<Check> {
    let worked: HashMap<_, &Fact<'_>> = facts
        .iter()
        .filter(|fact| fact.target.stage.as_deref() == Some("工作目标"))
        .map(|fact| (but_for_stage(fact), fact))
        .collect();
    facts
        .iter()
        .filter(|fact| fact.additive && fact.target.stage.as_deref() == Some("考核目标"))
        .filter_map(|fact| {
            let other = worked.get(&but_for_stage(fact))?;
            let (stated, computed) = (fact.number()?, other.number()?);
            let agrees = stated <= computed;
            Some(Check {
                kind: Kind::Stage,
                target: fact.index,
                other: Some(other.index),
                stated,
                computed,
                terms: 1,
                agrees,
            })
        })
        .collect()
}

/// What a fact shares with that of the other stage: its table, row, unit and the headers that name no stage.
fn but_for_stage<'a>(fact: &Fact<'a>) -> (&'a str, &'a [String], &'a str, Vec<String>) {
    let headers = fact.column.iter().map(|text| fold(text));
    let column = headers.filter(|text| !text.contains("考核目标") && !text.contains("工作目标"));
    (&fact.target.table, &fact.target.row_path, fact.unit(), column.collect())
}
