//! The arithmetic of a sum that differs.

use fenjie_model::{Code, Decimal, Finding, Target, UnitKind};

use crate::input::Review;
use crate::markup::{Markup, html};

/// The terms of the sum that the finding speaks of; none where those at hand do not give it.
pub(super) fn arithmetic(finding: &Finding, review: &Review<'_>) -> Option<Markup> {
    if finding.code != Code::TotalDiffers {
        return None;
    }
    let (row, col) = finding.place.row.zip(finding.place.col)?;
    let table = finding.place.table.as_deref()?;
    let targets = || review.extraction.targets.iter().filter(|target| target.table == table);
    let total = targets().find(|target| (target.row, target.col) == (row, col))?;
    let parts = |beside: &dyn Fn(&&Target) -> bool| -> Vec<&Target> {
        targets().filter(beside).filter(|target| is_part(target, total)).collect()
    };
    let ways = [parts(&|target| target.col == col), parts(&|target| target.row == row)];
    ways.into_iter().find_map(|parts| {
        let numbers = parts.iter().filter_map(|target| target.value.number);
        let sum = numbers.clone().try_fold(Decimal::ZERO, |sum, number| sum.checked_add(number))?;
        let stated = total.value.number?;
        // What the finding says decides which terms were meant.
        finding.message.contains(&format!(", {sum} is the sum of ")).then(|| written(&parts, sum, stated))
    })
}

/// Whether a target is a part of the total: a unit of its own.
fn is_part(target: &Target, total: &Target) -> bool {
    let kind = target.unit.as_ref().map(|unit| unit.kind);
    !matches!(kind, Some(UnitKind::Total | UnitKind::DistrictTotal))
        && (target.row, target.col) != (total.row, total.col)
}

fn written(parts: &[&Target], sum: Decimal, stated: Decimal) -> Markup {
    let terms = parts.iter().filter_map(|target| {
        let name = target.unit.as_ref().map(|unit| unit.raw.as_str());
        Some(html!("<span>{} {}</span>", name, target.value.number?.to_string()))
    });
    html!(
        r#"<p class="sum" lang="zh-CN">{} = <b>{}</b> ≠ {} ({})</p>"#,
        joined(terms, " + "),
        sum.to_string(),
        stated.to_string(),
        (stated - sum).to_string(),
    )
}

fn joined(parts: impl Iterator<Item = Markup>, between: &str) -> Markup {
    parts.enumerate().map(|(i, part)| html!("{}{}", (i > 0).then_some(between), part)).collect()
}
