//! Targets.

use fenjie_model as model;
use schemars::JsonSchema;
use serde::Serialize;

use super::{Digits, Place, Ratio};

/// One fact: this indicator, for this unit, is to reach this value.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub(crate) struct Target<'a> {
    /// The annex by its number.
    annex: Option<u32>,
    /// The table by its ID.
    table: &'a str,
    /// The row of its cell in the table, from 0.
    row: usize,
    /// The column of its cell in the table, from 0.
    col: usize,
    /// The header cells of its row as printed, outermost first.
    row_path: &'a [String],
    /// The header cells of its column as printed, outermost first, without the unit column.
    column_path: &'a [String],
    /// What is measured.
    indicator: Indicator<'a>,
    /// Whom it is for; `null` where a table of indicators belongs to no known region.
    unit: Option<TargetUnit<'a>>,
    /// In what it is measured.
    measure: Option<Measure<'a>>,
    /// What the cell says.
    value: Value<'a>,
    /// 考核目标, 工作目标, where the header or the value says so; 实绩, 预计 or 累计 for what else stands beside a goal.
    stage: Option<&'a str>,
    /// The time that it is for.
    period: Period,
    /// 分类, or the section row above.
    category: Option<&'a str>,
    /// 序号.
    number: Option<i64>,
    /// 分解下达情况.
    allocation: Option<&'a str>,
    /// 责任单位, 牵头单位.
    responsible: Vec<TargetUnit<'a>>,
    /// The place of its cell.
    at: Place,
}

impl<'a> From<&'a model::Target> for Target<'a> {
    fn from(target: &'a model::Target) -> Self {
        Self {
            annex: target.annex,
            table: &target.table,
            row: target.row,
            col: target.col,
            row_path: &target.row_path,
            column_path: &target.column_path,
            indicator: (&target.indicator).into(),
            unit: target.unit.as_ref().map(TargetUnit::from),
            measure: target.measure.as_ref().map(Measure::from),
            value: (&target.value).into(),
            stage: target.stage.as_deref(),
            period: target.period.into(),
            category: target.category.as_deref(),
            number: target.number,
            allocation: target.allocation.as_deref(),
            responsible: target.responsible.iter().map(TargetUnit::from).collect(),
            at: target.at.into(),
        }
    }
}

/// A target that says which notice it is from, for files that hold the targets of many.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub(crate) struct TargetLine<'a> {
    /// 发文字号 of the notice.
    pub doc_number: Option<&'a str>,
    /// The year of the notice.
    pub year: Option<i16>,
    /// The name of the input.
    pub source: &'a str,
    /// The target.
    #[serde(flatten)]
    pub target: Target<'a>,
}

/// An indicator.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub(crate) struct Indicator<'a> {
    /// The registry's ID; `null` where it does not know the name.
    id: Option<&'a str>,
    /// The registry's name, or the printed one.
    name: &'a str,
}

impl<'a> From<&'a model::IndicatorRef> for Indicator<'a> {
    fn from(indicator: &'a model::IndicatorRef) -> Self {
        Self { id: indicator.id.as_deref(), name: &indicator.name }
    }
}

/// A unit as a target names it.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub(crate) struct TargetUnit<'a> {
    /// The registry's ID; `null` where it does not know the name, and for totals that are no region.
    id: Option<&'a str>,
    /// The registry's name, or the printed one.
    name: &'a str,
    /// The name as printed.
    raw: &'a str,
    /// What it is, as far as the registry or the form of its name tells.
    kind: &'static str,
}

impl<'a> From<&'a model::UnitRef> for TargetUnit<'a> {
    fn from(unit: &'a model::UnitRef) -> Self {
        Self { id: unit.id.as_deref(), name: &unit.name, raw: &unit.raw, kind: unit.kind.as_str() }
    }
}

/// What a number counts.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub(crate) struct Measure<'a> {
    /// ISO 4217 or UCUM; `null` where the registry does not know the printed measure.
    id: Option<&'a str>,
    /// What one printed unit is in `id`s, or the power of ten before a name that is not known (万棒).
    multiplier: Option<Ratio>,
    /// The exact ratio, where no decimal number is exact: `1/15`.
    #[serde(skip_serializing_if = "Option::is_none")]
    multiplier_ratio: Option<String>,
    /// As printed.
    raw: &'a str,
    /// What is measured: currency, area, count, ratio …
    dimension: Option<&'a str>,
    /// A comparator in the header that holds for the whole column.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(extend("enum" = ["at_least", "at_most", "about"]))]
    bound: Option<&'static str>,
}

impl<'a> From<&'a model::Measure> for Measure<'a> {
    fn from(measure: &'a model::Measure) -> Self {
        let multiplier = measure.multiplier.and_then(Ratio::new);
        Self {
            id: measure.id.as_deref(),
            multiplier,
            multiplier_ratio: multiplier.and_then(Ratio::inexact),
            raw: &measure.raw,
            dimension: measure.dimension.as_deref(),
            bound: measure.bound.map(model::Bound::as_str),
        }
    }
}

/// What a cell says.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub(crate) struct Value<'a> {
    /// As printed.
    raw: &'a str,
    /// How it is to be taken: a number, a range, `none` (the cell says that there is none), `blank` (it says nothing),
    /// or words.
    #[schemars(extend("enum" = ["number", "range", "none", "blank", "text"]))]
    kind: &'static str,
    /// The number, with the digits that were printed.
    number: Option<Digits>,
    /// The lower end of a range.
    low: Option<Digits>,
    /// The upper end of a range.
    high: Option<Digits>,
    /// Which side of the number is meant.
    #[schemars(extend("enum" = ["at_least", "at_most", "about", null]))]
    bound: Option<&'static str>,
    /// What is printed beside the number, without brackets.
    note: Option<&'a str>,
}

impl<'a> From<&'a model::Value> for Value<'a> {
    fn from(value: &'a model::Value) -> Self {
        Self {
            raw: &value.raw,
            kind: value.kind.as_str(),
            number: value.number.map(Digits),
            low: value.low.map(Digits),
            high: value.high.map(Digits),
            bound: value.bound.map(model::Bound::as_str),
            note: value.note.as_deref(),
        }
    }
}

/// The time that a target is for.
#[derive(Debug, Clone, Copy, Serialize, JsonSchema)]
pub(crate) struct Period {
    /// The year.
    year: Option<i16>,
    /// The first and last month, where it is a part of the year.
    months: Option<[u8; 2]>,
}

impl From<model::Period> for Period {
    fn from(period: model::Period) -> Self {
        Self { year: period.year, months: period.months.map(|(first, last)| [first, last]) }
    }
}
