//! 财政收入, 其中：税收收入, 非税收入: columns side by side, of which only the first is marked as a part.

use super::Kind;
use super::compared::{ByColumn, compare};
use super::fact::Fact;
use crate::names::is_part;

/// So many parts can stand side by side.
const MOST: usize = 6;
/// In so many rows they must add up: 其中 alone does not say that they do.
const ROWS: usize = 3;

/// The wholes before such columns against these, by how many of the columns are parts: no head says where they end.
pub(super) fn side_by_side<'a>(rows: &[Vec<&Fact<'a>>]) -> Vec<ByColumn<'a>> {
    let mut by_length = vec![ByColumn::new(); MOST + 1];
    for row in rows {
        for at in (1..row.len()).filter(|&at| is_marked(row[at]) && !is_marked(row[at - 1])) {
            let whole = row[at - 1];
            let further = |part: &&&Fact<'_>| is_alike(part, whole) && !is_marked(part);
            let ends = at + 1 + row[at + 1..].iter().take(MOST - 1).take_while(further).count();
            let parts = &row[at..ends];
            // What is nothing is no proof of a sum.
            let told = parts.iter().take_while(|part| part.number().is_some_and(|n| !n.is_zero())).count();
            for length in (2..=told).filter(|_| is_alike(parts[0], whole)) {
                let checks = by_length[length].entry(whole.column.clone()).or_default();
                checks.extend(compare(whole, &parts[..length], Kind::Identity));
            }
        }
    }
    for sums in &mut by_length {
        sums.retain(|_, checks| {
            let agree = checks.iter().filter(|check| check.agrees).count();
            agree >= ROWS && (checks.len() - agree) * 2 <= agree
        });
    }
    by_length
}

fn is_marked(fact: &Fact<'_>) -> bool {
    fact.column.last().is_some_and(|head| is_part(head))
}

/// Whether a column can be a part of the other: under the same heads, for the same time, in the same measure.
fn is_alike(part: &Fact<'_>, whole: &Fact<'_>) -> bool {
    let above = |fact: &Fact<'_>| fact.column.len().saturating_sub(1);
    part.column[..above(part)] == whole.column[..above(whole)]
        && part.measure() == whole.measure()
        && part.target.stage == whole.target.stage
        && part.target.period == whole.target.period
}
