//! Labels and sizes.

use fenjie_model::{At, Bound, IndicatorRef, Period, Value, ValueKind};

use super::*;

fn target(raw: &str, bound: Option<Bound>) -> Target {
    Target {
        annex: Some(1),
        table: "a01-t1".to_owned(),
        row: 1,
        col: 1,
        row_path: vec!["付店镇".to_owned()],
        column_path: vec!["保底目标（万元）".to_owned()],
        indicator: IndicatorRef { id: None, name: "税收".to_owned() },
        unit: None,
        measure: None,
        value: Value {
            raw: raw.to_owned(),
            kind: ValueKind::Number,
            number: Some(Decimal::ONE_HUNDRED),
            low: None,
            high: None,
            bound,
            note: None,
            measure: None,
        },
        stage: None,
        period: Period::default(),
        category: None,
        number: None,
        allocation: None,
        responsible: Vec::new(),
        at: At::Line(1),
    }
}

#[test]
fn a_label_names_the_indicator_where_the_headers_do_not() {
    let label = |target: &Target| {
        let change = TargetChange {
            change: TargetChangeKind::Added,
            old: None,
            new: Some(target),
            difference: None,
            percent: None,
            twice: false,
        };
        Group::new(None).label(&change)
    };
    let mut one = target("100", None);
    assert_eq!(label(&one), "付店镇 税收 保底目标（万元）");
    one.column_path = vec!["签约项目（个）".to_owned(), "5亿元以上".to_owned()];
    one.indicator.name = "签约项目5亿元以上".to_owned();
    assert_eq!(label(&one), "付店镇 签约项目（个）/5亿元以上");
    one.column_path = vec!["社零额（亿元）".to_owned()];
    one.indicator =
        IndicatorRef { id: Some("retail-sales".to_owned()), name: "社会消费品零售总额".to_owned() };
    assert_eq!(label(&one), "付店镇 社零额（亿元）");
}

#[test]
fn a_bound_that_comes_or_goes_is_said_in_one_way() {
    let size_of = |change, old: &Target, new: &Target| {
        let zero = Some(Decimal::ZERO);
        let (old, new) = (Some(old), Some(new));
        size(&TargetChange { change, old, new, difference: zero, percent: zero, twice: false })
    };
    let (bare, floor) = (target("100", None), target("≥100", Some(Bound::AtLeast)));
    let ceiling = target("≤100", Some(Bound::AtMost));
    assert_eq!(size_of(TargetChangeKind::Restated, &bare, &floor), "other bound");
    assert_eq!(size_of(TargetChangeKind::Restated, &floor, &bare), "other bound");
    assert_eq!(size_of(TargetChangeKind::Changed, &floor, &ceiling), "other bound");
    assert_eq!(size_of(TargetChangeKind::Restated, &bare, &bare), "");
}
