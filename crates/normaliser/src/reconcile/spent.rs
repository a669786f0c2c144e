//! 总投资, 截至2023年底完成, 2024年计划投资: what was spent of an investment and what is to be spent are no more than all of it.

use std::collections::BTreeMap;

use fenjie_model::text::fold;

use super::fact::{Fact, rows, tables};
use super::{Check, Kind};
use crate::words::{tells_goal, tells_result, without_bracket, words};

/// Holds the two against the whole; where they are more in most rows, the whole is another one.
pub(super) fn check(facts: &[Fact<'_>]) -> Vec<Check> {
    let mut out = Vec::new();
    for table in tables(facts).filter(|table| table.iter().any(is_whole)) {
        let mut by_columns: BTreeMap<[usize; 3], Vec<Check>> = BTreeMap::new();
        for row in rows(table).flat_map(|row| row.chunk_by(|a, b| a.target.row_path == b.target.row_path)) {
            // The sum of the rows is more where one of them is.
            if row[0].is_in_sum() {
                continue;
            }
            if let Some([whole, spent, planned]) = figures(row) {
                let columns = [whole, spent, planned].map(|fact| fact.target.col);
                by_columns.entry(columns).or_default().extend(hold(whole, spent, planned));
            }
        }
        let is_meant = |checks: &Vec<Check>| {
            let more = checks.iter().filter(|check| !check.agrees).count();
            more * 2 <= checks.len()
        };
        out.extend(by_columns.into_values().filter(is_meant).flatten());
    }
    out
}

/// The whole, what was spent by the end of a year, and what is planned for the next; none where there is a choice.
fn figures<'f, 'a>(row: &'f [Fact<'a>]) -> Option<[&'f Fact<'a>; 3]> {
    let whole = only(row, is_whole)?;
    let alike = |fact: &Fact<'_>| fact.measure() == whole.measure() && fact.additive && !is_whole(fact);
    let spent = only(row, |fact| alike(fact) && is_spent(fact))?;
    let next = spent.target.period.year?.checked_add(1)?;
    let planned = only(row, |fact| {
        let period = fact.target.period;
        alike(fact) && is_planned(fact) && period.year == Some(next) && period.months.is_none()
    })?;
    Some([whole, spent, planned])
}

fn only<'f, 'a>(row: &'f [Fact<'a>], is: impl Fn(&Fact<'a>) -> bool) -> Option<&'f Fact<'a>> {
    let mut found = row.iter().filter(|fact| is(fact));
    found.next().filter(|_| found.next().is_none())
}

/// 总投资（万元）, 概算总投资.
fn is_whole(fact: &Fact<'_>) -> bool {
    fact.column.last().filter(|head| head.contains('投')).is_some_and(|head| {
        let folded = fold(head);
        let name = without_bracket(&folded);
        words!("总投资 总投资额 投资总额 投资总规模 项目总投资 计划总投资 概算总投资 估算总投资").have(name)
    })
}

/// 截至2023年底完成投资, 2023年底累计完成.
fn is_spent(fact: &Fact<'_>) -> bool {
    fact.column.last().is_some_and(|head| {
        let folded = fold(head);
        tells_result(&folded) && words!("截至 截止 累计 年底 年末").are_in(&folded)
    })
}

/// 2024年计划投资.
fn is_planned(fact: &Fact<'_>) -> bool {
    fact.column.last().is_some_and(|head| {
        let folded = fold(head);
        tells_goal(&folded) && !words!("累计 截至 截止").are_in(&folded)
    })
}

fn hold(whole: &Fact<'_>, spent: &Fact<'_>, planned: &Fact<'_>) -> Option<Check> {
    let stated = spent.number()?.checked_add(planned.number()?)?;
    let check = Check::within(Kind::Spent, planned, whole, [stated, whole.number()?]);
    Some(Check { terms: 2, ..check })
}
