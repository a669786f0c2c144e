//! The long table: one row a target, flat column names; the columns of every form that has them.

use std::borrow::Cow;

use fenjie_model::{At, Bound, Decimal, Extraction, Target, UnitRef};

use crate::wire::{Points, Ratio};

/// How a column is read out of a target, by the type of what stands in it.
pub(crate) enum Column {
    Text(for<'a> fn(&'a Extraction, &'a Target) -> Option<Cow<'a, str>>),
    Whole(fn(&Extraction, &Target) -> Option<i64>),
    /// A decimal number by its digits.
    Number(fn(&Target) -> Option<String>),
}

use Column::{Number, Text, Whole};

/// The columns in order. Paths are joined by ` > `, responsible units by 、.
pub(crate) const COLUMNS: &[(&str, Column)] = &[
    ("doc_number", Text(|e, _| text(&e.notice.doc_number))),
    ("notice_year", Whole(|e, _| whole(e.notice.year))),
    ("issuer", Text(|e, _| text(&e.notice.issuer))),
    ("region_id", Text(|e, _| text(&e.region.as_ref()?.id))),
    ("region", Text(|e, _| some(&e.region.as_ref()?.name))),
    ("source", Text(|e, _| some(&e.name))),
    ("annex", Whole(|_, t| whole(t.annex))),
    ("table", Text(|_, t| some(&t.table))),
    ("row", Whole(|_, t| i64::try_from(t.row).ok())),
    ("col", Whole(|_, t| i64::try_from(t.col).ok())),
    ("row_path", Text(|_, t| Some(t.row_path.join(" > ").into()))),
    ("column_path", Text(|_, t| Some(t.column_path.join(" > ").into()))),
    ("indicator_id", Text(|_, t| text(&t.indicator.id))),
    ("indicator", Text(|_, t| some(&t.indicator.name))),
    ("unit_id", Text(|_, t| text(&t.unit.as_ref()?.id))),
    ("unit", Text(|_, t| some(&t.unit.as_ref()?.name))),
    ("unit_raw", Text(|_, t| some(&t.unit.as_ref()?.raw))),
    ("unit_kind", Text(|_, t| some(t.unit.as_ref()?.kind.as_str()))),
    ("measure_id", Text(|_, t| text(&t.measure.as_ref()?.id))),
    ("multiplier", Number(|t| multiplier(t).map(Ratio::number))),
    ("multiplier_ratio", Text(|_, t| multiplier(t)?.inexact().map(Cow::Owned))),
    ("measure", Text(|_, t| some(&t.measure.as_ref()?.raw))),
    ("dimension", Text(|_, t| text(&t.measure.as_ref()?.dimension))),
    ("measure_bound", Text(|_, t| some(t.measure.as_ref()?.bound?.as_str()))),
    ("raw", Text(|_, t| some(&t.value.raw))),
    ("kind", Text(|_, t| some(t.value.kind.as_str()))),
    ("number", Number(|t| digits(t.value.number))),
    ("low", Number(|t| digits(t.value.low))),
    ("high", Number(|t| digits(t.value.high))),
    ("bound", Text(|_, t| t.value.bound.map(Bound::as_str).map(Cow::Borrowed))),
    ("note", Text(|_, t| text(&t.value.note))),
    ("stage", Text(|_, t| text(&t.stage))),
    ("year", Whole(|_, t| whole(t.period.year))),
    ("first_month", Whole(|_, t| t.period.months.map(|(first, _)| first.into()))),
    ("last_month", Whole(|_, t| t.period.months.map(|(_, last)| last.into()))),
    ("category", Text(|_, t| text(&t.category))),
    ("serial", Whole(|_, t| t.number)),
    ("allocation", Text(|_, t| text(&t.allocation))),
    ("responsible", Text(|_, t| joined(&t.responsible, |u| &u.raw))),
    ("responsible_ids", Text(|_, t| joined(&t.responsible, |u| u.id.as_deref().unwrap_or_default()))),
    ("page", Whole(|_, t| whole(t.at.page()))),
    ("x0", Number(|t| side(t, 0))),
    ("top", Number(|t| side(t, 1))),
    ("x1", Number(|t| side(t, 2))),
    ("bottom", Number(|t| side(t, 3))),
    ("line", Whole(|_, t| whole(line(t)))),
];

fn some(value: &str) -> Option<Cow<'_, str>> {
    Some(value.into())
}

fn text(value: &Option<String>) -> Option<Cow<'_, str>> {
    value.as_deref().map(Cow::Borrowed)
}

fn whole(value: Option<impl Into<i64>>) -> Option<i64> {
    value.map(Into::into)
}

fn digits(value: Option<Decimal>) -> Option<String> {
    value.map(|value| value.to_string())
}

fn multiplier(target: &Target) -> Option<Ratio> {
    target.measure.as_ref()?.multiplier.and_then(Ratio::new)
}

fn joined<'a>(units: &'a [UnitRef], part: impl Fn(&'a UnitRef) -> &'a str) -> Option<Cow<'a, str>> {
    (!units.is_empty()).then(|| units.iter().map(part).collect::<Vec<_>>().join("、").into())
}

fn side(target: &Target, index: usize) -> Option<String> {
    let At::Page { bbox, .. } = target.at else { return None };
    let tenths = Points([bbox.x0, bbox.top, bbox.x1, bbox.bottom][index]).tenths();
    Some(format!("{:.1}", tenths as f64 / 10.0))
}

fn line(target: &Target) -> Option<u32> {
    match target.at {
        At::Line(line) => Some(line),
        At::Page { .. } => None,
    }
}
