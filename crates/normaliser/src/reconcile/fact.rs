//! A target as reconciliation sees it.

use std::borrow::Cow;

use fenjie_model::text::fold;
use fenjie_model::{Decimal, HashMap, Target, UnitKind, ValueKind};

use crate::form::Axis;
use crate::known::{Known, is_department};
use crate::measure;
use crate::names::{names_group, strip_part};
use crate::registry::{names_sum, sums_group};
use crate::value;
use crate::words::{is_growth, is_mean};

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
    /// What tells its indicator: the registry's ID, or the folded name.
    pub(super) indicator: Cow<'a, str>,
    /// A department in the column headers, or in the note of the value (110（经委）): who of several is meant.
    pub(super) share: Option<Cow<'a, str>>,
}

/// The facts that reconciliation works on, one for each target.
pub(super) fn facts<'a>(targets: &'a [Target], known: &Known<'_>) -> Vec<Fact<'a>> {
    let mut said = HashMap::default();
    let mut say = |text| *said.entry(text).or_insert_with(|| Said::of(text, known));
    targets.iter().enumerate().map(|(index, target)| Fact::new(index, target, &mut say)).collect()
}

/// The facts of each table: they stand together.
pub(super) fn tables<'f, 'a>(facts: &'f [Fact<'a>]) -> impl Iterator<Item = &'f [Fact<'a>]> {
    facts.chunk_by(|a, b| a.target.table == b.target.table)
}

/// The facts of each row of a table: they stand together, from the left.
pub(super) fn rows<'f, 'a>(table: &'f [Fact<'a>]) -> impl Iterator<Item = &'f [Fact<'a>]> {
    table.chunk_by(|a, b| a.target.row == b.target.row)
}

/// What the text of a header or of a note says of the number, wherever it stands.
#[derive(Debug, Clone, Copy)]
struct Said {
    growth: bool,
    rate: bool,
    department: bool,
}

impl Said {
    fn of(text: &str, known: &Known<'_>) -> Self {
        let own = strip_part(text);
        Self {
            growth: is_growth(own),
            rate: is_mean(own),
            department: known.unit_kind(text).is_some_and(|kind| is_department(text, kind)),
        }
    }
}

impl<'a> Fact<'a> {
    fn new(index: usize, target: &'a Target, say: &mut impl FnMut(&'a str) -> Said) -> Self {
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
            .any(|text| say(text).growth);
        let mut names = target.column_path.iter().chain(&target.row_path).map(String::as_str);
        let dimension = target.measure.as_ref().and_then(|measure| measure.dimension.as_deref());
        let additive =
            !growth && dimension.is_none_or(measure::is_additive) && !names.any(|text| say(text).rate);
        let share = column
            .iter()
            .copied()
            .chain(target.value.note.as_deref())
            .find(|text| say(text).department)
            .map(fold);
        let indicator = match target.indicator.id.as_deref() {
            Some(id) => Cow::Borrowed(id),
            None => fold(&target.indicator.name),
        };
        Self { index, target, axis, column, growth, additive, indicator, share }
    }

    /// The number that it states exactly.
    pub(super) fn number(&self) -> Option<Decimal> {
        let value = &self.target.value;
        if value.kind == ValueKind::Number && value.bound.is_none() { value.number } else { None }
    }

    /// Whether it is a quantity that does not say how much exactly, so that no sum can be told.
    pub(super) fn vague(&self) -> bool {
        let value = &self.target.value;
        value.kind == ValueKind::Range
            || (value.kind == ValueKind::Number && value.bound.is_some())
            || value::is_unclear(value)
    }

    pub(super) fn kind(&self) -> Option<UnitKind> {
        self.target.unit.as_ref().map(|unit| unit.kind)
    }

    pub(super) fn is_total(&self) -> bool {
        matches!(self.kind(), Some(UnitKind::Total | UnitKind::DistrictTotal))
    }

    /// Whether its row is the sum of others: 全区 among its towns, 合计 below indicators, which are all of the region.
    pub(super) fn is_in_sum(&self) -> bool {
        let named = || self.target.row_path.iter().any(|name| names_sum(name));
        self.axis != Axis::Region && self.is_total() || named()
    }

    /// Whether it is the sum of a group: 乡镇小计, 一、乡镇.
    pub(super) fn sums_group(&self) -> bool {
        self.is_total() && (sums_group(self.unit()) || names_group(self.unit()))
    }

    /// Whom it is for, as printed.
    pub(super) fn unit(&self) -> &'a str {
        self.target.unit.as_ref().map_or("", |unit| unit.raw.as_str())
    }

    pub(super) fn measure(&self) -> &'a str {
        self.target.measure.as_ref().map_or("", |measure| measure.raw.as_str())
    }

    pub(super) fn dimension(&self) -> Option<&'a str> {
        self.target.measure.as_ref().and_then(|measure| measure.dimension.as_deref())
    }
}
