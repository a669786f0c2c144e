//! What is reached by June is a part of what is reached by September, and of the year's goal.

use std::collections::BTreeMap;

use fenjie_model::text::fold;
use fenjie_model::{Bound, Decimal, ValueKind};

use super::budget::Budget;
use super::fact::{Fact, rows, tables};
use super::{Check, Kind};
use crate::words::{tells_result, words};

/// From so many rows on, two columns of which most rows fall are no progress: what they tell may well fall.
const MANY: usize = 3;

/// Holds each figure from January on against the next longer one of its row, and against the year's.
pub(super) fn check(facts: &[Fact<'_>], budget: &Budget) -> Vec<Check> {
    let mut out = Vec::new();
    for table in tables(facts) {
        let mut by_columns: BTreeMap<(usize, usize), Vec<Check>> = BTreeMap::new();
        for row in rows(table).flat_map(|row| row.chunk_by(|a, b| a.target.row_path == b.target.row_path)) {
            if row.iter().all(|fact| fact.target.period.months.is_none()) {
                continue;
            }
            if !budget.affords(row.len() * row.len()) {
                break;
            }
            for (part, whole) in pairs(row) {
                let columns = (part.target.col, whole.target.col);
                by_columns.entry(columns).or_default().extend(part_of_time(part, whole));
            }
        }
        let rises = |checks: &Vec<Check>| {
            let falls = checks.iter().filter(|check| !check.agrees).count();
            checks.len() < MANY || falls * 2 <= checks.len()
        };
        out.extend(by_columns.into_values().filter(rises).flatten());
    }
    out
}

/// Each figure since January with the one that holds it.
fn pairs<'f, 'a>(row: &'f [Fact<'a>]) -> Vec<(&'f Fact<'a>, &'f Fact<'a>)> {
    let mut out = Vec::new();
    let since_january: Vec<(u8, &Fact<'_>)> = row
        .iter()
        .filter(|fact| grows(fact) && !is_negative(fact))
        .filter_map(|fact| {
            fact.target.period.months.filter(|(first, _)| *first == 1).map(|(_, last)| (last, fact))
        })
        .collect();
    for (last, part) in &since_january {
        let longer = since_january.iter().filter(|(month, other)| month > last && alike(part, other));
        out.extend(
            longer.min_by_key(|(month, other)| (*month, other.index)).map(|(_, whole)| (*part, *whole)),
        );
        // 1—6月完成 beside 全年目标 may well be more than it.
        let year = row.iter().find(|whole| {
            whole.target.period.months.is_none()
                && alike(part, whole)
                && !is_reached(part)
                && !is_reached(whole)
        });
        out.extend(year.map(|whole| (*part, whole)));
    }
    out
}

fn alike(a: &Fact<'_>, b: &Fact<'_>) -> bool {
    grows(b)
        && a.indicator == b.indicator
        && a.measure() == b.measure()
        && a.share == b.share
        && a.target.stage == b.target.stage
        && a.target.period.year == b.target.period.year
}

/// Whether the heads say that the figure was reached: it is no plan.
fn is_reached(fact: &Fact<'_>) -> bool {
    let told = |text: &str| {
        let folded = fold(text);
        tells_result(&folded)
            || words!("预计 执行数 累计数").are_in(&folded) && !words!("任务 目标 计划").are_in(&folded)
    };
    fact.column.iter().any(|text| told(text)) || fact.target.row_path.iter().any(|text| told(text))
}

/// Whether it becomes more over the year: amounts, and days, which are not added up over units.
fn grows(fact: &Fact<'_>) -> bool {
    fact.additive
        || fact.target.measure.as_ref().and_then(|measure| measure.id.as_deref()) == Some("d")
            && fact.target.indicator.name.ends_with("天数")
}

fn is_negative(fact: &Fact<'_>) -> bool {
    fact.target.value.number.is_some_and(|number| number < Decimal::ZERO)
}

fn part_of_time(part: &Fact<'_>, whole: &Fact<'_>) -> Option<Check> {
    let value = &whole.target.value;
    // 控制在45以内: no less than 45 can be held against its parts.
    let at_most = value.kind == ValueKind::Number && value.bound == Some(Bound::AtMost);
    let computed = whole.number().or(if at_most { value.number } else { None })?;
    Some(Check::within(Kind::Time, part, whole, [part.number()?, computed]))
}
