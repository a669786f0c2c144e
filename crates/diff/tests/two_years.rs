//! The 2023 notice against the made-up one of 2024: exactly the changes that the two truth files imply.

mod support;

use fenjie_diff::diff;
use fenjie_model::{
    Annex, At, Bound, Extraction, IndicatorRef, Notice, Period, Region, Target, UnitKind, UnitRef, Value,
    ValueKind,
};
use support::{Fact, Truth, expected, found, lacking, listed_names};

const OLD: &str = include_str!("../../../fixtures/truth/qingpu-2023.truth.json");
const NEW: &str = include_str!("../../../fixtures/truth/made-up-2024.truth.json");

/// What a truth file says, as an extraction without a registry: names alone.
fn extraction(truth: &Truth) -> Extraction {
    let year = truth.json["notice"]["year"].as_i64().map(|year| year as i16);
    let annexes = truth.json["annexes"].as_array().unwrap();
    Extraction {
        notice: Notice {
            year,
            annexes: annexes
                .iter()
                .map(|annex| Annex {
                    number: annex["number"].as_u64().map(|n| n as u32),
                    title: annex["title"].as_str().unwrap().to_owned(),
                    ..Annex::default()
                })
                .collect(),
            ..Notice::default()
        },
        region: Some(Region { id: None, name: "青浦区".into() }),
        targets: truth.facts.iter().map(|fact| target(fact, year)).collect(),
        ..Extraction::default()
    }
}

fn target(fact: &Fact, year: Option<i16>) -> Target {
    let raw = fact.raw();
    let summary = fact.annex == 1;
    let note = fact.value["note"].as_str().map(str::to_owned);
    let unit = if summary { "全区" } else { fact.row[0].as_str() };
    let stage = fact.column.last().filter(|c| *c == "考核目标").cloned();
    let stage = stage.or(note.clone().filter(|note| summary && note.ends_with("目标")));
    let indicator = if summary {
        fact.row.last().cloned()
    } else {
        fact.column
            .iter()
            .rev()
            .find(|cell| !cell.contains("目标") && *cell != "经委" && *cell != "商务委")
            .cloned()
    };
    let range: Vec<_> = fact.value["numbers"].as_array().into_iter().flatten().collect();
    let end = |i: usize| range.get(i).map(|digits| digits.as_str().unwrap().parse().unwrap());
    Target {
        annex: Some(fact.annex),
        table: format!("a{:02}-t1", fact.annex),
        row: 0,
        col: 0,
        row_path: fact.row.clone(),
        column_path: fact.column.clone(),
        indicator: IndicatorRef { id: None, name: indicator.unwrap_or_else(|| fact.title.clone()) },
        unit: Some(UnitRef {
            id: None,
            name: unit.into(),
            raw: unit.into(),
            kind: if unit == "全区" { UnitKind::DistrictTotal } else { UnitKind::Unknown },
        }),
        measure: None,
        value: Value {
            kind: match fact.value["kind"].as_str().unwrap() {
                "number" => ValueKind::Number,
                "range" => ValueKind::Range,
                "none" if raw.is_empty() => ValueKind::Blank,
                "none" => ValueKind::None,
                _ => ValueKind::Text,
            },
            raw,
            number: fact.number("number"),
            low: end(0),
            high: end(1),
            bound: match fact.value["bound"].as_str() {
                Some("at_least") => Some(Bound::AtLeast),
                Some("at_most") => Some(Bound::AtMost),
                Some(_) => Some(Bound::About),
                None => None,
            },
            note,
            measure: None,
        },
        stage,
        period: Period { year, months: None },
        category: None,
        number: None,
        allocation: None,
        responsible: Vec::new(),
        at: At::Line(1),
    }
}

#[test]
fn the_changes_are_those_of_the_truth() {
    let (old, new) = (Truth::read(OLD), Truth::read(NEW));
    let (a, b) = (extraction(&old), extraction(&new));
    let changes = diff(&a, &b);

    let (expected, found) = (expected(&old, &new, &[]), found(&changes));
    assert_eq!(lacking(&expected, &found), [], "changes that are missing");
    assert_eq!(lacking(&found, &expected), [], "changes that are invented");

    let (units, indicators, annexes) = listed_names(&changes);
    assert_eq!(
        units,
        [
            "added  -> 示范区公司",
            "dropped 现代农业园区 -> ",
            "rename-proposed 新城公司 -> 新城集团",
            "rename-proposed 青浦工业园区 -> 青浦工业园区（集团）",
        ]
    );
    assert_eq!(
        indicators,
        [
            "added  -> 单位地区生产总值能耗下降率",
            "added  -> 数字经济核心产业营业收入增速",
            "dropped 每万人口高价值发明专利拥有量 -> ",
            "dropped 绿色食品认证率 -> ",
            "rename-proposed 第五届进博会意向订单完成率 -> 第六届进博会意向订单完成率",
        ]
    );
    assert_eq!(
        annexes,
        [
            "added 0 -> 24",
            "added 0 -> 6",
            "added 0 -> 7",
            "dropped 12 -> 0",
            "dropped 18 -> 0",
            "renumbered 10 -> 12",
            "renumbered 11 -> 13",
            "renumbered 13 -> 14",
            "renumbered 14 -> 15",
            "renumbered 15 -> 16",
            "renumbered 16 -> 17",
            "renumbered 17 -> 18",
            "renumbered 23 -> 10",
            "renumbered 6 -> 8",
            "renumbered 7 -> 9",
            "renumbered 8 -> 23",
            "renumbered 9 -> 11",
            "same 1 -> 1",
            "same 19 -> 19",
            "same 2 -> 2",
            "same 20 -> 20",
            "same 21 -> 21",
            "same 22 -> 22",
            "same 3 -> 3",
            "same 4 -> 4",
            "same 5 -> 5",
        ]
    );
    let villages = changes.annexes.iter().find(|c| c.new.is_some_and(|a| a.number == Some(6))).unwrap();
    assert_eq!(villages.units.len(), 54);
}

#[test]
fn a_notice_against_itself_is_no_change() {
    let truth = Truth::read(NEW);
    let extraction = extraction(&truth);
    let changes = diff(&extraction, &extraction);
    assert!(changes.is_empty(), "{changes:?}");
}

#[test]
fn back_in_time_what_was_added_is_dropped() {
    let (a, b) = (extraction(&Truth::read(OLD)), extraction(&Truth::read(NEW)));
    let (there, back) = (diff(&a, &b), diff(&b, &a));
    let count = |changes: &fenjie_model::Changes<'_>, name: &str| {
        changes.targets.iter().filter(|t| t.change.as_str() == name).count()
    };
    for (one, other) in
        [("added", "dropped"), ("dropped", "added"), ("changed", "changed"), ("restated", "restated")]
    {
        assert_eq!(count(&there, one), count(&back, other), "{one}");
    }
}
