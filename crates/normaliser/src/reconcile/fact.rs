//! A target as reconciliation sees it.

use fenjie_model::text::fold;
use fenjie_model::{Decimal, Target, UnitKind, ValueKind};

use crate::form::Axis;
use crate::known::Known;
use crate::measure;
use crate::names::strip_part;
use crate::words::{is_growth, without_bracket};

/// A target with what it means for sums and comparisons.
#[derive(Debug, Clone)]
pub(super) struct Fact<'a> {
    /// Its index among the targets.
    pub(super) index: usize,
    pub(super) target: &'a Target,
    /// Where its table has the units.
    pub(super) axis: Axis,
    /// The column headers, but for the unit's name.
    pub(super) column: Vec<&'a str>,
    /// Whether it is a rate of growth.
    pub(super) growth: bool,
    /// Whether numbers like it may be added up.
    pub(super) additive: bool,
    /// A department in the column headers, or in the note of the value (110（经委）): who of several is meant.
    pub(super) share: Option<String>,
}

impl<'a> Fact<'a> {
    pub(super) fn new(index: usize, target: &'a Target, known: &Known<'_>) -> Self {
        let raw = target.unit.as_ref().map(|unit| unit.raw.as_str());
        let axis = match raw {
            Some(raw) if target.row_path.iter().any(|text| text == raw) => Axis::Down,
            Some(raw) if target.column_path.iter().any(|text| text == raw) => Axis::Across,
            _ => Axis::Region,
        };
        let column: Vec<&str> = target
            .column_path
            .iter()
            .map(String::as_str)
            .filter(|text| axis != Axis::Across || Some(*text) != raw)
            .collect();
        let growth = [column.last().copied(), target.row_path.last().map(String::as_str)]
            .into_iter()
            .flatten()
            .any(|text| is_growth(strip_part(text)));
        let names = target.column_path.iter().chain(&target.row_path).map(String::as_str);
        let dimension = target.measure.as_ref().and_then(|measure| measure.dimension.as_deref());
        let additive = !growth && dimension.is_none_or(measure::is_additive) && !names.clone().any(is_rate);
        let share = column
            .iter()
            .copied()
            .chain(target.value.note.as_deref())
            .find(|text| known.is_department(text))
            .map(fold);
        Self { index, target, axis, column, growth, additive, share }
    }

    /// The number that it states exactly.
    pub(super) fn number(&self) -> Option<Decimal> {
        let value = &self.target.value;
        if value.kind == ValueKind::Number && value.bound.is_none() { value.number } else { None }
    }

    /// Whether it is a quantity that does not say how much exactly, so that no sum can be told.
    pub(super) fn vague(&self) -> bool {
        let value = &self.target.value;
        value.kind == ValueKind::Range || (value.kind == ValueKind::Number && value.bound.is_some())
    }

    pub(super) fn kind(&self) -> Option<UnitKind> {
        self.target.unit.as_ref().map(|unit| unit.kind)
    }

    pub(super) fn is_total(&self) -> bool {
        matches!(self.kind(), Some(UnitKind::Total | UnitKind::DistrictTotal))
    }

    /// Whom it is for, as printed.
    pub(super) fn unit(&self) -> &'a str {
        self.target.unit.as_ref().map_or("", |unit| unit.raw.as_str())
    }

    /// What tells its indicator: the registry's ID, or the folded name.
    pub(super) fn indicator(&self) -> String {
        let indicator = &self.target.indicator;
        indicator.id.clone().unwrap_or_else(|| fold(&indicator.name))
    }

    pub(super) fn measure(&self) -> &'a str {
        self.target.measure.as_ref().map_or("", |measure| measure.raw.as_str())
    }

    pub(super) fn dimension(&self) -> Option<&'a str> {
        self.target.measure.as_ref().and_then(|measure| measure.dimension.as_deref())
    }
}

/// Whether a name says that its number is an average or a rate, whatever it is measured in.
fn is_rate(name: &str) -> bool {
    let folded = fold(strip_part(name));
    let bare = without_bracket(&folded).trim_end_matches('%');
    bare.ends_with('率')
        || ["比重", "占比", "比例", "指数", "排名", "得分", "满意度", "均价", "单产", "天数"]
            .iter()
            .any(|end| bare.ends_with(end))
        || ["人均", "户均", "亩均", "平均", "单位", "每万", "每百", "每千"]
            .iter()
            .any(|start| bare.starts_with(start))
        || ["人均", "平均"].iter().any(|word| bare.contains(word))
}
