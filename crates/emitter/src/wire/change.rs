//! The changes between two notices.

use fenjie_model as model;
use schemars::JsonSchema;
use serde::Serialize;

use super::{Digits, Indicator, Measure, Period, Place, SCHEMA_VERSION, TargetUnit, Value};

/// What changed from one target notice to the next.
#[derive(Debug, Clone, Serialize, JsonSchema)]
#[schemars(title = "fenjie diff", extend("$id" = "urn:fenjie:schema:changes:1.0"))]
pub(crate) struct Changes<'a> {
    /// The version of this schema.
    #[schemars(extend("const" = SCHEMA_VERSION))]
    schema_version: &'static str,
    /// The earlier notice.
    old: NoticeRef<'a>,
    /// The later notice.
    new: NoticeRef<'a>,
    /// Every annex of both, in the order of the new notice, the dropped last.
    annexes: Vec<AnnexChange<'a>>,
    /// The units that came, went or changed their name. Those that an added or dropped annex alone names stand there.
    units: Vec<UnitChange<'a>>,
    /// The units that went and came which may be one another's parts: proposed, for a person to decide.
    regroupings: Vec<Regrouping<'a>>,
    /// The indicators, likewise.
    indicators: Vec<IndicatorChange<'a>>,
    /// The rows whose responsible departments changed.
    responsible: Vec<ResponsibleChange<'a>>,
    /// The facts that stand in another annex than before, whether or not they differ; those of a renumbered annex stay.
    moved: Vec<Moved<'a>>,
    /// The facts that differ, in the order of the new notice, then those that are gone.
    targets: Vec<TargetChange<'a>>,
}

impl<'a> From<&'a model::Changes<'a>> for Changes<'a> {
    fn from(changes: &'a model::Changes<'a>) -> Self {
        Self {
            schema_version: SCHEMA_VERSION,
            old: changes.old.into(),
            new: changes.new.into(),
            annexes: changes.annexes.iter().map(AnnexChange::from).collect(),
            units: changes.units.iter().map(UnitChange::from).collect(),
            regroupings: changes.regroupings.iter().map(Regrouping::from).collect(),
            indicators: changes.indicators.iter().map(IndicatorChange::from).collect(),
            responsible: changes.responsible.iter().map(ResponsibleChange::from).collect(),
            moved: changes.moved.iter().map(Moved::from).collect(),
            targets: changes.targets.iter().map(TargetChange::from).collect(),
        }
    }
}

/// A notice.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub(crate) struct NoticeRef<'a> {
    /// 发文字号.
    doc_number: Option<&'a str>,
    /// The year that its targets are for.
    year: Option<i16>,
    /// Its title.
    title: Option<&'a str>,
}

impl<'a> From<&'a model::Notice> for NoticeRef<'a> {
    fn from(notice: &'a model::Notice) -> Self {
        Self { doc_number: notice.doc_number.as_deref(), year: notice.year, title: notice.title.as_deref() }
    }
}

/// What became of an annex.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub(crate) struct AnnexChange<'a> {
    /// What became of it; titles are compared without the year, and a retitled annex can have another number too.
    #[schemars(extend("enum" = ["added", "dropped", "renumbered", "retitled", "same"]))]
    change: &'static str,
    /// The annex in the old notice; `null` where it was added.
    old: Option<AnnexRef<'a>>,
    /// The annex in the new notice; `null` where it was dropped.
    new: Option<AnnexRef<'a>>,
    /// The units that come or go with an added or dropped annex and are named nowhere else.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    units: Vec<TargetUnit<'a>>,
    /// The indicators that come or go with it and are named nowhere else.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    indicators: Vec<Indicator<'a>>,
}

impl<'a> From<&model::AnnexChange<'a>> for AnnexChange<'a> {
    fn from(change: &model::AnnexChange<'a>) -> Self {
        Self {
            change: change.change.as_str(),
            old: change.old.map(AnnexRef::from),
            new: change.new.map(AnnexRef::from),
            units: change.units.iter().copied().map(TargetUnit::from).collect(),
            indicators: change.indicators.iter().copied().map(Indicator::from).collect(),
        }
    }
}

/// An annex.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub(crate) struct AnnexRef<'a> {
    /// Its number.
    number: Option<u32>,
    /// Its title.
    title: &'a str,
}

impl<'a> From<&'a model::Annex> for AnnexRef<'a> {
    fn from(annex: &'a model::Annex) -> Self {
        Self { number: annex.number, title: &annex.title }
    }
}

/// What became of a unit.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub(crate) struct UnitChange<'a> {
    /// What became of it. `renamed`: the registry knows both names as one; `rename-proposed`: one name went and another
    /// came with similar numbers, for a person to decide, and no target is aligned by it.
    #[schemars(extend("enum" = ["added", "dropped", "renamed", "rename-proposed"]))]
    change: &'static str,
    /// As the old notice names it; `null` where it was added.
    old: Option<TargetUnit<'a>>,
    /// As the new notice names it; `null` where it was dropped.
    new: Option<TargetUnit<'a>>,
    /// What speaks for a proposed rename.
    #[serde(skip_serializing_if = "Option::is_none")]
    evidence: Option<Evidence<'a>>,
}

impl<'a> From<&model::UnitChange<'a>> for UnitChange<'a> {
    fn from(change: &model::UnitChange<'a>) -> Self {
        Self {
            change: change.change.as_str(),
            old: change.old.map(TargetUnit::from),
            new: change.new.map(TargetUnit::from),
            evidence: change.evidence.as_ref().map(Evidence::from),
        }
    }
}

/// A likely merger or split.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub(crate) struct Regrouping<'a> {
    /// Whether several old units may be in a new one, or an old unit in several new ones.
    #[schemars(extend("enum" = ["merger-proposed", "split-proposed"]))]
    change: &'static str,
    /// As the old notice names them.
    old: Vec<TargetUnit<'a>>,
    /// As the new notice names them.
    new: Vec<TargetUnit<'a>>,
    /// The number of facts in which the whole and all of its parts have a number.
    compared: usize,
    /// The number of those in which the whole is the sum of its parts, give or take a fourth.
    alike: usize,
    /// The number of tables in which it is.
    tables: usize,
}

impl<'a> From<&model::Regrouping<'a>> for Regrouping<'a> {
    fn from(regrouping: &model::Regrouping<'a>) -> Self {
        let units = |units: &[&'a model::UnitRef]| units.iter().copied().map(TargetUnit::from).collect();
        Self {
            change: if regrouping.old.len() > 1 { "merger-proposed" } else { "split-proposed" },
            old: units(&regrouping.old),
            new: units(&regrouping.new),
            compared: regrouping.evidence.compared,
            alike: regrouping.evidence.alike.len(),
            tables: regrouping.evidence.tables,
        }
    }
}

/// What became of an indicator.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub(crate) struct IndicatorChange<'a> {
    /// What became of it, as for a unit.
    #[schemars(extend("enum" = ["added", "dropped", "renamed", "rename-proposed"]))]
    change: &'static str,
    /// As the old notice names it; `null` where it was added.
    old: Option<Indicator<'a>>,
    /// As the new notice names it; `null` where it was dropped.
    new: Option<Indicator<'a>>,
    /// What speaks for a proposed rename.
    #[serde(skip_serializing_if = "Option::is_none")]
    evidence: Option<Evidence<'a>>,
}

impl<'a> From<&model::IndicatorChange<'a>> for IndicatorChange<'a> {
    fn from(change: &model::IndicatorChange<'a>) -> Self {
        Self {
            change: change.change.as_str(),
            old: change.old.map(Indicator::from),
            new: change.new.map(Indicator::from),
            evidence: change.evidence.as_ref().map(Evidence::from),
        }
    }
}

/// What speaks for two names being one.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub(crate) struct Evidence<'a> {
    /// The number of facts in which both have a number, rates left out.
    compared: usize,
    /// The number of tables in which numbers are alike.
    tables: usize,
    /// The facts whose numbers are alike: neither more than twice the other.
    alike: Vec<Alike<'a>>,
}

impl<'a> From<&model::Evidence<'a>> for Evidence<'a> {
    fn from(evidence: &model::Evidence<'a>) -> Self {
        let alike = |(old, new): &(&'a model::Target, &'a model::Target)| Alike {
            annex: new.annex,
            unit: new.unit.as_ref().map(|unit| unit.raw.as_str()),
            indicator: &new.indicator.name,
            old: old.value.number.map(Digits),
            new: new.value.number.map(Digits),
        };
        Self {
            compared: evidence.compared,
            tables: evidence.tables,
            alike: evidence.alike.iter().map(alike).collect(),
        }
    }
}

/// Two numbers that are alike.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub(crate) struct Alike<'a> {
    /// The annex in the new notice.
    annex: Option<u32>,
    /// The unit in the new notice.
    unit: Option<&'a str>,
    /// The indicator in the new notice.
    indicator: &'a str,
    /// The number of the old name.
    old: Option<Digits>,
    /// The number of the new name.
    new: Option<Digits>,
}

/// A row whose responsible departments changed.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub(crate) struct ResponsibleChange<'a> {
    /// The indicator of the row.
    indicator: Indicator<'a>,
    /// The unit of the row.
    unit: Option<TargetUnit<'a>>,
    /// The row in the old notice.
    old: ResponsibleSide<'a>,
    /// The row in the new notice.
    new: ResponsibleSide<'a>,
}

impl<'a> From<&model::ResponsibleChange<'a>> for ResponsibleChange<'a> {
    fn from(change: &model::ResponsibleChange<'a>) -> Self {
        Self {
            indicator: (&change.new.indicator).into(),
            unit: change.new.unit.as_ref().map(TargetUnit::from),
            old: change.old.into(),
            new: change.new.into(),
        }
    }
}

/// The responsible departments of a row.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub(crate) struct ResponsibleSide<'a> {
    /// The annex by its number.
    annex: Option<u32>,
    /// The table by its ID.
    table: &'a str,
    /// The row in the table, from 0.
    row: usize,
    /// 责任单位, 牵头单位.
    responsible: Vec<TargetUnit<'a>>,
}

impl<'a> From<&'a model::Target> for ResponsibleSide<'a> {
    fn from(target: &'a model::Target) -> Self {
        Self {
            annex: target.annex,
            table: &target.table,
            row: target.row,
            responsible: target.responsible.iter().map(TargetUnit::from).collect(),
        }
    }
}

/// A fact that stands in another annex than before.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub(crate) struct Moved<'a> {
    /// What is measured.
    indicator: Indicator<'a>,
    /// Whom it is for.
    unit: Option<TargetUnit<'a>>,
    /// The fact in the old notice.
    old: Side<'a>,
    /// The fact in the new notice.
    new: Side<'a>,
}

impl<'a> From<&model::Moved<'a>> for Moved<'a> {
    fn from(moved: &model::Moved<'a>) -> Self {
        Self {
            indicator: (&moved.new.indicator).into(),
            unit: moved.new.unit.as_ref().map(TargetUnit::from),
            old: moved.old.into(),
            new: moved.new.into(),
        }
    }
}

/// What became of a target. One that is the same in both is not listed.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub(crate) struct TargetChange<'a> {
    /// What became of it. `restated`: the same number in other words or another scale.
    #[schemars(extend("enum" = ["added", "dropped", "changed", "restated"]))]
    change: &'static str,
    /// What is measured, in the new notice where it is there.
    indicator: Option<Indicator<'a>>,
    /// Whom it is for.
    unit: Option<TargetUnit<'a>>,
    /// 考核目标, 工作目标, where the header or the value says so; 实绩, 预计 or 累计 for what else stands beside a goal.
    stage: Option<&'a str>,
    /// The fact in the old notice; `null` where it was added.
    old: Option<Side<'a>>,
    /// The fact in the new notice; `null` where it was dropped.
    new: Option<Side<'a>>,
    /// New less old in the new measure, exact (to ten places where it has no end); `null` where one side has no number
    /// or no exact conversion is known.
    difference: Option<Digits>,
    /// In what the difference is: the new measure, or 百分点 where that is %.
    #[serde(skip_serializing_if = "Option::is_none")]
    difference_in: Option<&'a str>,
    /// The difference as a percentage of the old number, to six places; `null` where there is no difference to tell or
    /// the old number is 0.
    percent: Option<Digits>,
    /// The notice gives the same fact elsewhere too, so that one of the two came or went for nothing: a row that stands
    /// twice.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    #[schemars(default)]
    twice: bool,
}

impl<'a> From<&model::TargetChange<'a>> for TargetChange<'a> {
    fn from(change: &model::TargetChange<'a>) -> Self {
        let latest = change.latest();
        Self {
            change: change.change.as_str(),
            indicator: latest.map(|target| (&target.indicator).into()),
            unit: latest.and_then(|target| target.unit.as_ref()).map(TargetUnit::from),
            stage: latest.and_then(|target| target.stage.as_deref()),
            old: change.old.map(Side::from),
            new: change.new.map(Side::from),
            difference: change.difference.map(Digits),
            difference_in: change.difference.and_then(|_| difference_in(change.new?)),
            percent: change.percent.map(Digits),
            twice: change.twice,
        }
    }
}

/// In what the difference of such targets is: percentage points where the number is a percentage, else the measure.
pub(crate) fn difference_in(target: &model::Target) -> Option<&str> {
    let measure = counted_in(target)?;
    Some(if matches!(measure, "%" | "％") { "百分点" } else { measure })
}

/// What the number counts: a rate of growth is a percentage, whatever is printed for the thing that grows.
pub(crate) fn counted_in(target: &model::Target) -> Option<&str> {
    let measure = target.measure.as_ref()?;
    let per_cent = measure.id.as_deref() == Some("%") && measure.multiplier == Some((1, 1));
    Some(if per_cent { "%" } else { measure.raw.as_str() })
}

/// One side of a change.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub(crate) struct Side<'a> {
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
    /// In what it is measured.
    measure: Option<Measure<'a>>,
    /// What the cell says.
    value: Value<'a>,
    /// The time that it is for.
    period: Period,
    /// The place of its cell.
    at: Place,
}

impl<'a> From<&'a model::Target> for Side<'a> {
    fn from(target: &'a model::Target) -> Self {
        Self {
            annex: target.annex,
            table: &target.table,
            row: target.row,
            col: target.col,
            row_path: &target.row_path,
            column_path: &target.column_path,
            measure: target.measure.as_ref().map(Measure::from),
            value: (&target.value).into(),
            period: target.period.into(),
            at: target.at.into(),
        }
    }
}
