//! The long table: one row a target, flat column names.

use std::borrow::Cow;
use std::io::{self, Write};

use fenjie_model::{At, Bound, Decimal, Extraction, Target, UnitRef};

use crate::wire::{Points, Ratio};

type Field<'a> = Cow<'a, str>;

/// A column: its name, and what stands in it.
type Column = (&'static str, for<'a> fn(&'a Extraction, &'a Target) -> Field<'a>);

/// The columns in order. Paths are joined by ` > `, responsible units by 、.
const COLUMNS: &[Column] = &[
    ("doc_number", |e, _| text(e.notice.doc_number.as_deref())),
    ("notice_year", |e, _| plain(e.notice.year)),
    ("issuer", |e, _| text(e.notice.issuer.as_deref())),
    ("region_id", |e, _| text(e.region.as_ref().and_then(|r| r.id.as_deref()))),
    ("region", |e, _| text(e.region.as_ref().map(|r| r.name.as_str()))),
    ("source", |e, _| text(Some(&e.name))),
    ("annex", |_, t| plain(t.annex)),
    ("table", |_, t| text(Some(&t.table))),
    ("row", |_, t| plain(Some(t.row))),
    ("col", |_, t| plain(Some(t.col))),
    ("row_path", |_, t| t.row_path.join(" > ").into()),
    ("column_path", |_, t| t.column_path.join(" > ").into()),
    ("indicator_id", |_, t| text(t.indicator.id.as_deref())),
    ("indicator", |_, t| text(Some(&t.indicator.name))),
    ("unit_id", |_, t| text(t.unit.as_ref().and_then(|u| u.id.as_deref()))),
    ("unit", |_, t| text(t.unit.as_ref().map(|u| u.name.as_str()))),
    ("unit_raw", |_, t| text(t.unit.as_ref().map(|u| u.raw.as_str()))),
    ("unit_kind", |_, t| text(t.unit.as_ref().map(|u| u.kind.as_str()))),
    ("measure_id", |_, t| text(t.measure.as_ref().and_then(|m| m.id.as_deref()))),
    ("multiplier", |_, t| plain(multiplier(t).map(Ratio::number))),
    ("multiplier_ratio", |_, t| plain(multiplier(t).and_then(Ratio::inexact))),
    ("measure", |_, t| text(t.measure.as_ref().map(|m| m.raw.as_str()))),
    ("dimension", |_, t| text(t.measure.as_ref().and_then(|m| m.dimension.as_deref()))),
    ("measure_bound", |_, t| text(t.measure.as_ref().and_then(|m| m.bound).map(Bound::as_str))),
    ("raw", |_, t| text(Some(&t.value.raw))),
    ("kind", |_, t| text(Some(t.value.kind.as_str()))),
    ("number", |_, t| decimal(t.value.number)),
    ("low", |_, t| decimal(t.value.low)),
    ("high", |_, t| decimal(t.value.high)),
    ("bound", |_, t| text(t.value.bound.map(Bound::as_str))),
    ("note", |_, t| text(t.value.note.as_deref())),
    ("stage", |_, t| text(t.stage.as_deref())),
    ("year", |_, t| plain(t.period.year)),
    ("first_month", |_, t| plain(t.period.months.map(|(first, _)| first))),
    ("last_month", |_, t| plain(t.period.months.map(|(_, last)| last))),
    ("category", |_, t| text(t.category.as_deref())),
    ("serial", |_, t| plain(t.number)),
    ("allocation", |_, t| text(t.allocation.as_deref())),
    ("responsible", |_, t| joined(&t.responsible, |u| &u.raw)),
    ("responsible_ids", |_, t| joined(&t.responsible, |u| u.id.as_deref().unwrap_or_default())),
    ("page", |_, t| plain(t.at.page())),
    ("x0", |_, t| side(t, 0)),
    ("top", |_, t| side(t, 1)),
    ("x1", |_, t| side(t, 2)),
    ("bottom", |_, t| side(t, 3)),
    ("line", |_, t| plain(line(t))),
];

pub(crate) fn write_names(out: impl Write) -> io::Result<()> {
    let mut table = csv::Writer::from_writer(out);
    table.write_record(COLUMNS.iter().map(|(name, _)| name))?;
    table.flush()
}

pub(crate) fn write_rows(extraction: &Extraction, out: impl Write) -> io::Result<()> {
    let mut table = csv::Writer::from_writer(out);
    for target in &extraction.targets {
        table.write_record(COLUMNS.iter().map(|(_, field)| field(extraction, target).into_owned()))?;
    }
    table.flush()
}

fn text(value: Option<&str>) -> Field<'_> {
    value.unwrap_or_default().into()
}

fn plain(value: Option<impl ToString>) -> Field<'static> {
    value.map(|v| v.to_string()).unwrap_or_default().into()
}

fn decimal(value: Option<Decimal>) -> Field<'static> {
    plain(value)
}

fn multiplier(target: &Target) -> Option<Ratio> {
    target.measure.as_ref()?.multiplier.and_then(Ratio::new)
}

fn joined<'a>(units: &'a [UnitRef], part: impl Fn(&'a UnitRef) -> &'a str) -> Field<'a> {
    units.iter().map(part).collect::<Vec<_>>().join("、").into()
}

fn side(target: &Target, index: usize) -> Field<'static> {
    let At::Page { bbox, .. } = target.at else { return Cow::Borrowed("") };
    let tenths = Points([bbox.x0, bbox.top, bbox.x1, bbox.bottom][index]).tenths();
    format!("{:.1}", tenths as f64 / 10.0).into()
}

fn line(target: &Target) -> Option<u32> {
    match target.at {
        At::Line(line) => Some(line),
        At::Page { .. } => None,
    }
}
