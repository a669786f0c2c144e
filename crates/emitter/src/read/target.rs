//! Targets and units.

use std::collections::BTreeMap;

use fenjie_model as model;
use serde::Deserialize;
use serde_json::Number;

use super::number::{decimal, fraction, ratio};
use super::place::At;
use super::{Read, cannot, named};

#[derive(Deserialize)]
pub(super) struct Target {
    annex: Option<u32>,
    table: String,
    row: usize,
    col: usize,
    row_path: Vec<String>,
    column_path: Vec<String>,
    indicator: Indicator,
    unit: Option<TargetUnit>,
    measure: Option<Measure>,
    value: Value,
    stage: Option<String>,
    period: Period,
    category: Option<String>,
    number: Option<i64>,
    allocation: Option<String>,
    #[serde(default)]
    responsible: Vec<TargetUnit>,
    at: At,
}

#[derive(Deserialize)]
struct Indicator {
    id: Option<String>,
    name: String,
}

#[derive(Deserialize)]
struct Period {
    year: Option<i16>,
    months: Option<[u8; 2]>,
}

impl Target {
    pub(super) fn model(self) -> Read<model::Target> {
        Ok(model::Target {
            annex: self.annex,
            table: self.table,
            row: self.row,
            col: self.col,
            row_path: self.row_path,
            column_path: self.column_path,
            indicator: model::IndicatorRef { id: self.indicator.id, name: self.indicator.name },
            unit: self.unit.map(TargetUnit::model).transpose()?,
            measure: self.measure.map(Measure::model).transpose()?,
            value: self.value.model()?,
            stage: self.stage,
            period: model::Period {
                year: self.period.year,
                months: self.period.months.map(|[first, last]| (first, last)),
            },
            category: self.category,
            number: self.number,
            allocation: self.allocation,
            responsible: self.responsible.into_iter().map(TargetUnit::model).collect::<Read<_>>()?,
            at: self.at.model()?,
        })
    }
}

#[derive(Deserialize)]
struct TargetUnit {
    id: Option<String>,
    name: String,
    raw: Option<String>,
    kind: Option<String>,
}

impl TargetUnit {
    fn model(self) -> Read<model::UnitRef> {
        Ok(model::UnitRef {
            id: self.id,
            raw: self.raw.unwrap_or_else(|| self.name.clone()),
            name: self.name,
            kind: self.kind.map_or(Ok(model::UnitKind::Unknown), |kind| unit_kind(&kind))?,
        })
    }
}

fn unit_kind(name: &str) -> Read<model::UnitKind> {
    model::UnitKind::from_name(name).map_or_else(|| cannot(format!("`{name}` is no kind of unit")), Ok)
}

#[derive(Deserialize)]
struct Measure {
    id: Option<String>,
    multiplier: Option<Number>,
    multiplier_ratio: Option<String>,
    raw: String,
    dimension: Option<String>,
    bound: Option<String>,
}

impl Measure {
    fn model(self) -> Read<model::Measure> {
        let multiplier = match (&self.multiplier_ratio, &self.multiplier) {
            (Some(ratio), _) => Some(self::ratio(ratio)?),
            (None, Some(number)) => Some(fraction(decimal(number)?)?),
            (None, None) => None,
        };
        Ok(model::Measure {
            id: self.id,
            multiplier,
            dimension: self.dimension,
            raw: self.raw,
            bound: self.bound.as_deref().map(bound).transpose()?,
        })
    }
}

fn bound(name: &str) -> Read<model::Bound> {
    use model::Bound::{About, AtLeast, AtMost};
    named(name, &[AtLeast, AtMost, About].map(|bound| (bound.as_str(), bound)))
}

#[derive(Deserialize)]
struct Value {
    raw: String,
    kind: String,
    number: Option<Number>,
    low: Option<Number>,
    high: Option<Number>,
    bound: Option<String>,
    note: Option<String>,
}

impl Value {
    fn model(self) -> Read<model::Value> {
        use model::ValueKind::{Blank, None, Number, Range, Text};
        let kinds = [Number, Range, None, Blank, Text].map(|kind| (kind.as_str(), kind));
        Ok(model::Value {
            raw: self.raw,
            kind: named(&self.kind, &kinds)?,
            number: self.number.as_ref().map(decimal).transpose()?,
            low: self.low.as_ref().map(decimal).transpose()?,
            high: self.high.as_ref().map(decimal).transpose()?,
            bound: self.bound.as_deref().map(bound).transpose()?,
            note: self.note,
            measure: Option::None,
        })
    }
}

#[derive(Deserialize)]
pub(super) struct Unit {
    id: String,
    name: String,
    kind: String,
    full_name: Option<String>,
    #[serde(default)]
    codes: BTreeMap<String, String>,
    #[serde(default)]
    members: Vec<String>,
}

impl Unit {
    pub(super) fn model(self) -> Read<model::Unit> {
        Ok(model::Unit {
            id: self.id,
            name: self.name,
            kind: unit_kind(&self.kind)?,
            full_name: self.full_name,
            codes: self.codes.into_iter().collect(),
            members: self.members,
        })
    }
}
