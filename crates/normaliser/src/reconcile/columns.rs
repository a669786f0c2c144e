//! Totals over columns within a row: 全年合计 over the quarters, 合计 over the columns beside it, and a whole over the
//! parts that the header lists (单项).

use std::collections::BTreeMap;

use fenjie_model::text::fold;

use super::budget::Budget;
use super::compared::{ByColumn, compare, likeliest};
use super::fact::{Fact, tables};
use super::marked::side_by_side;
use super::parts::PartNames;
use super::{Check, Kind};
use crate::form::Axis;
use crate::measure;
use crate::words::words;

/// Checks the rows of tables that do not have their units across the top.
pub(super) fn check(facts: &[Fact<'_>], names: &PartNames<'_>, budget: &Budget) -> Vec<Check> {
    tables(facts)
        .flat_map(|table| {
            // A folded table has several paths in one row.
            let mut rows: BTreeMap<(usize, &[String]), Vec<&Fact<'_>>> = BTreeMap::new();
            for fact in table.iter().filter(|fact| fact.axis != Axis::Across && fact.additive) {
                let row = (fact.target.row, fact.target.row_path.as_slice());
                rows.entry(row).or_default().push(fact);
            }
            // Each figure of a row is held against the whole row.
            let rows: Vec<_> =
                rows.into_values().filter(|row| budget.affords(row.len() * row.len())).collect();
            let mut out: Vec<Check> = rows.iter().flat_map(|row| periods(row)).collect();
            out.extend(likeliest(vec![stated(&rows, Kind::ColumnTotal, |row, whole| beside(row, whole))]));
            let readings = [true, false]
                .map(|by| stated(&rows, Kind::Identity, |row, whole| listed(row, whole, names, by)));
            out.extend(likeliest(readings.into()));
            out.extend(likeliest(side_by_side(&rows)));
            out
        })
        .collect()
}

/// The year against its quarters, months or halves, where they cover it.
fn periods(row: &[&Fact<'_>]) -> Vec<Check> {
    let mut out = Vec::new();
    if row.iter().all(|fact| fact.target.period.months.is_none()) {
        return out;
    }
    let wholes = row.iter().filter(|fact| {
        fact.target.period.months.is_none()
            && fact.column.iter().any(|text| {
                let text = fold(text);
                text.contains("全年") || text.contains("合计") || text.contains("年度")
            })
    });
    for whole in wholes {
        for length in [1_u8, 3, 6] {
            let mut parts: Vec<(u8, &Fact<'_>)> = row
                .iter()
                .filter(|fact| same(fact, whole))
                .filter_map(|fact| {
                    let (first, last) = fact.target.period.months?;
                    (last + 1 - first == length).then_some((first, *fact))
                })
                .collect();
            parts.sort_by_key(|(first, fact)| (*first, fact.index));
            let covers = parts.len() == usize::from(12 / length)
                && parts.iter().zip(0..).all(|((first, _), n)| *first == n * length + 1);
            if covers {
                let parts: Vec<_> = parts.into_iter().map(|(_, fact)| fact).collect();
                out.extend(compare(whole, &parts, Kind::ColumnTotal));
            }
        }
    }
    out
}

fn same(a: &Fact<'_>, b: &Fact<'_>) -> bool {
    a.indicator == b.indicator
        && a.measure() == b.measure()
        && a.target.stage == b.target.stage
        && a.target.period.year == b.target.period.year
}

/// The columns that a 合计 column stands beside.
fn beside<'a, 'b>(row: &[&'b Fact<'a>], whole: &Fact<'a>) -> Vec<&'b Fact<'a>> {
    let Some((leaf, parent)) = whole.column.split_last() else { return Vec::new() };
    if !is_sum(leaf) {
        return Vec::new();
    }
    row.iter()
        .copied()
        .filter(|fact| {
            fact.index != whole.index && fact.column.len() > parent.len() && fact.column.starts_with(parent)
        })
        .filter(|fact| fact.measure() == whole.measure() && fact.target.period.months.is_none())
        .filter(|fact| {
            !fact.column[parent.len()..].iter().any(|text| is_sum(text) || text.starts_with("其中"))
        })
        .collect()
}

/// 合计, 小计（亩）.
fn is_sum(text: &str) -> bool {
    let folded = fold(text);
    words!("合计 小计 总计 共计").after(&folded).is_some_and(|rest| {
        rest.is_empty() || rest.starts_with('(') && measure::split_header(text).0.len() == SUM
    })
}

/// The length in bytes of each of these words.
const SUM: usize = "合计".len();

/// The columns that stand under 单项 or 分项 beside a whole, but for those that are parts of another of them. `by_name`,
/// one is a part where its name says the other's (区级税收 of 税收), which 土地增值税 says of 增值税 too.
fn listed<'a, 'b>(
    row: &[&'b Fact<'a>],
    whole: &Fact<'a>,
    part_names: &PartNames<'_>,
    by_name: bool,
) -> Vec<&'b Fact<'a>> {
    let Some((_, parent)) = whole.column.split_last() else { return Vec::new() };
    let lists = |fact: &Fact<'_>| {
        fact.column.len() > parent.len() + 1
            && fact.column.starts_with(parent)
            && matches!(&*fold(fact.column[parent.len()]), "单项" | "分项" | "其中" | "构成" | "分类")
    };
    let parts: Vec<_> = row
        .iter()
        .copied()
        .filter(|fact| {
            lists(fact) && fact.measure() == whole.measure() && fact.target.stage == whole.target.stage
        })
        .collect();
    if parts.is_empty() {
        return parts;
    }
    let alone = row
        .iter()
        .filter(|fact| {
            fact.column.len() == parent.len() + 1
                && fact.column.starts_with(parent)
                && fact.measure() == whole.measure()
        })
        .count();
    if alone != 1 || lists(whole) {
        return Vec::new();
    }
    parts
        .iter()
        .copied()
        .filter(|fact| {
            let printed = fold(&fact.target.indicator.name);
            !parts.iter().any(|other| {
                let stated = part_names.contains(&(&*fact.indicator, &*other.indicator));
                let says = by_name
                    && printed.len() > fold(&other.target.indicator.name).len()
                    && printed.ends_with(&*fold(&other.target.indicator.name));
                other.index != fact.index && (stated || says)
            })
        })
        .collect()
}

/// The checks of one kind over the rows of a table, by column.
fn stated<'a>(
    rows: &[Vec<&Fact<'a>>],
    kind: Kind,
    parts: impl for<'b> Fn(&[&'b Fact<'a>], &Fact<'a>) -> Vec<&'b Fact<'a>>,
) -> ByColumn<'a> {
    let mut by_column = ByColumn::new();
    for row in rows {
        for whole in row {
            let parts = parts(row, whole);
            if parts.len() > 1 && parts.iter().all(|part| !part.vague()) {
                by_column.entry(whole.column.clone()).or_default().extend(compare(whole, &parts, kind));
            }
        }
    }
    by_column
}
