//! The arithmetic of a sum that differs.

use fenjie_model::{Decimal, Finding, Target, UnitKind};

use crate::input::Review;
use crate::markup::{Markup, html};

/// The terms of the sum that the finding speaks of; none where those at hand do not give it.
pub(super) fn arithmetic(finding: &Finding, review: &Review<'_>) -> Option<Markup> {
    let said = finding.sum?;
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
        // The sum that the finding holds decides which terms were meant.
        (sum == said).then(|| written(&parts, sum, stated))
    })
}

/// Whether a target is a part of the total: a unit of its own.
fn is_part(target: &Target, total: &Target) -> bool {
    let kind = target.unit.as_ref().map(|unit| unit.kind);
    !kind.is_some_and(UnitKind::is_sum) && (target.row, target.col) != (total.row, total.col)
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

#[cfg(test)]
mod tests {
    use fenjie_model::{At, Code, Extraction, IndicatorRef, Period, UnitRef, Value, ValueKind};

    use super::*;
    use crate::Printed;

    fn target(row: usize, unit: &str, kind: UnitKind, number: i64) -> Target {
        let number = Decimal::from(number);
        Target {
            annex: Some(1),
            table: "a01-t1".into(),
            row,
            col: 1,
            row_path: vec![unit.into()],
            column_path: vec!["目标".into()],
            indicator: IndicatorRef { id: None, name: "造林".into() },
            unit: Some(UnitRef { id: None, name: unit.into(), raw: unit.into(), kind }),
            measure: None,
            value: Value {
                raw: number.to_string(),
                kind: ValueKind::Number,
                number: Some(number),
                low: None,
                high: None,
                bound: None,
                note: None,
                measure: None,
            },
            stage: None,
            period: Period::default(),
            category: None,
            number: None,
            allocation: None,
            responsible: Vec::new(),
            at: At::Line(row as u32),
        }
    }

    #[test]
    fn the_terms_are_those_of_the_sum_that_the_finding_holds() {
        let targets = vec![
            target(1, "合计", UnitKind::Total, 9),
            target(2, "甲镇", UnitKind::Town, 3),
            target(3, "乙镇", UnitKind::Town, 5),
        ];
        let place = targets[0].place();
        let extraction = Extraction { targets, ..Extraction::default() };
        let printed = Printed::Lines(Vec::new());
        let (suggestions, known) = (Vec::new(), Vec::new());
        let review = Review { extraction: &extraction, printed, changes: None, suggestions, known };
        // However it is worded.
        let finding = Finding::new(Code::TotalDiffers, "9 is not 8", place);
        assert!(arithmetic(&finding, &review).is_none());
        assert!(arithmetic(&finding.clone().sum(Decimal::from(7)), &review).is_none());
        let shown = arithmetic(&finding.sum(Decimal::from(8)), &review).expect("it is shown").into_string();
        assert!(shown.contains("<span>甲镇 3</span> + <span>乙镇 5</span> = <b>8</b> ≠ 9 (1)"), "{shown}");
    }
}
