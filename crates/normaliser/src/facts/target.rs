//! From a cell to its target.

use std::borrow::Cow;

use fenjie_model::{
    Cell, Code, Finding, HashMap, IndicatorRef, Measure, Method, Place, Target, UnitKind, UnitRef, Value,
    ValueKind,
};

use super::Reader;
use super::paid::of_count;
use super::row::Row;
use super::signed::{is_level, is_zero};
use crate::findings::Findings;
use crate::form::{Axis, Group, Role};
use crate::headers::period;
use crate::measure;
use crate::names::Kinds;
use crate::printed::Printed;
use crate::value::{self, Change};
use crate::words::stage;

/// The indicators found so far, by column, by the names of indicators in the row, by what kinds it tells of, by what is told of what
/// it stands under, by what change the value says that it is of, and by whether it is in %: most rows have the same.
pub(super) type Indicators<'a> = HashMap<(usize, [Vec<&'a str>; 3], Option<Change>, bool), IndicatorRef>;

impl<'a> Reader<'a> {
    /// The target of a cell; none where the place is of a cell that tells it elsewhere.
    pub(super) fn target(
        &self,
        labels: &Row<'a>,
        group: &Group,
        (row, col): (usize, usize),
        indicators: &mut Indicators<'a>,
        findings: &mut Findings,
    ) -> Option<Target> {
        let cell = self.grid.cell(row, col)?;
        let text = self.said(cell, row, col)?;
        let place = Place { row: Some(row), col: Some(col), ..self.place(cell) };
        let value = value::read_grouped(text);
        if !text.is_empty() {
            findings.extend(over_several(cell, &place));
        }
        let column = &self.columns[col];
        let named = column.unit;
        let unit = match named {
            Some(name) => Some(self.unit(name, self.form.header_rows.saturating_sub(1), col, findings)),
            None if self.form.axis == Axis::Across => self.known.region_unit(),
            None => labels.unit.clone(),
        };
        // What stands behind a value for those behind it does not name the value.
        let inner = group.inner.as_ref().filter(|(_, named)| !named.contains(&col));
        let names = match inner.map(|(name, _)| self.grid.text(row, *name)) {
            None => Cow::Borrowed(&labels.indicators),
            Some(inner) => {
                Cow::Owned(labels.indicators.iter().filter(|text| **text != inner).copied().collect())
            }
        };
        let subjects = names.iter().chain(&column.path).filter(|text| Some(**text) != named);
        let subjects: Vec<&str> = subjects.copied().collect();
        let sign = self.signs.get(&col).map(String::as_str);
        let own = value.measure.as_deref().or(sign.filter(|_| is_zero(&value)));
        let printed = Printed {
            col,
            row: &labels.names,
            is_of_columns: labels.of_columns,
            subjects: &subjects,
            column,
            beside: labels.measure,
            value: own,
        };
        let change = printed.change(&value);
        // 5% beside 98.0 in a row of 亿元 tells how much that grows.
        let prints_amount = || *labels.prints_amount.get_or_init(|| self.prints_amount(row));
        let in_per_cent = printed.is_in_per_cent() || printed.is_rate_of_money() && prints_amount();
        let subject = || {
            let things = self.form.groups.iter().any(|group| group.things);
            let kinds = Kinds { texts: &labels.kinds, things };
            self.names[col].subject(&names, kinds, &labels.under).changed(change, in_per_cent)
        };
        let mut indicator = indicators
            .entry((col, [&*names, &labels.kinds, &labels.under].map(Clone::clone), change, in_per_cent))
            .or_insert_with(|| self.known.indicator(&subject()))
            .clone();
        let found = self.measure(&printed, value.kind, &place, findings);
        // What the line counts does not stay the same here, its growth does.
        let measure = found.map(|found| sign.filter(|_| is_level(&value)).map_or(found, measure::measure));
        // 25% in a row of 亿元 is that much of the year's.
        let is_told_in = |measure: &Measure| {
            self.known.is_of_another(&indicator, measure)
                || own.is_none() && self.known.is_amount_in_per_cent(&indicator, measure)
        };
        let is_of_region = || self.known.is_of_region(&indicator, || subject().name) && self.is_of_firms();
        if measure.as_ref().is_some_and(is_told_in) || is_of_region() {
            indicator = IndicatorRef { id: None, name: subject().name };
        }
        if let Some(counted) = of_count(subject, self.names[col].title(), &column.path, measure.as_ref()) {
            indicator = self.known.indicator(&counted);
        }
        if indicator.id.is_none() {
            findings.unknown_indicator(&indicator.name, place.clone());
        }
        findings.extend(in_doubt(&value, &place));
        let is_bare = measure.is_none() && value.kind == ValueKind::Number && value.bound.is_none();
        let value = if is_bare { Value { bound: printed.bound(), ..value } } else { value };
        Some(Target {
            annex: self.annex.number,
            table: self.table.id.clone(),
            row,
            col,
            stage: value
                .note
                .as_deref()
                .and_then(stage)
                .or(column.stage)
                .or(labels.names.stage)
                .map(str::to_owned),
            period: period(&labels.names, column, self.period),
            indicator,
            row_path: owned(&labels.names.path),
            column_path: owned(self.paths.get(col).unwrap_or(&column.path)),
            unit,
            measure,
            value,
            category: labels.category.map(str::to_owned),
            number: labels.number,
            allocation: labels.allocation.clone(),
            responsible: self.responsible(labels, named),
            at: cell.at,
        })
    }

    /// Who answers for a cell: of those whom its row names not who does so for another unit.
    fn responsible(&self, labels: &Row<'a>, named: Option<&str>) -> Vec<UnitRef> {
        let is_of_other = |of: &usize| self.answering.get(of).is_some_and(|unit| Some(*unit) != named);
        let units = labels.responsible.iter().filter(|(of, _)| !is_of_other(of));
        units.map(|(_, unit)| unit.clone()).collect()
    }

    /// Whether all units down the side are firms, and none is the region.
    fn is_of_firms(&self) -> bool {
        *self.of_firms.get_or_init(|| {
            let Self { grid, form, known, .. } = self;
            let columns = form.groups.iter().filter_map(|group| group.of(Role::Unit).last());
            let places = columns.flat_map(|col| (form.header_rows..grid.rows()).map(move |row| (row, col)));
            let names = places.filter(|(row, col)| grid.prints(*row, *col));
            let mut kinds = names.map(|(row, col)| known.unit_kind(grid.text(row, col)));
            let mut firms = 0;
            kinds.all(|kind| match kind {
                Some(UnitKind::Company) => {
                    firms += 1;
                    true
                }
                kind => kind.is_some_and(|kind| kind.is_sum() && kind != UnitKind::DistrictTotal),
            }) && firms > 0
        })
    }

    /// Whether a row prints a number without a measure of its own.
    pub(super) fn prints_amount(&self, row: usize) -> bool {
        let columns = self.form.groups.iter().flat_map(|group| group.of(Role::Value));
        let mut values = columns.map(|col| self.grid.text(row, col));
        values.any(value::is_bare)
    }

    /// What a cell says at a place. A value merged over several places is one fact, told at its first; where it says
    /// nothing, it says so of each. Where no rule shows the merging, the places after the first are likelier blank.
    fn said(&self, cell: &'a Cell, row: usize, col: usize) -> Option<&'a str> {
        if (cell.row, cell.col) == (row, col) {
            return Some(&cell.text);
        }
        (cell.text.is_empty() || self.table.method == Method::Aligned).then_some("")
    }

    fn measure(
        &self,
        printed: &Printed<'_>,
        kind: ValueKind,
        place: &Place,
        findings: &mut Findings,
    ) -> Option<Measure> {
        match self.measures.of(printed) {
            Ok(measure) => {
                if measure.id.is_none() {
                    findings.unknown_measure(&measure.raw, place.clone());
                }
                Some(measure)
            }
            Err(missing) => {
                if matches!(kind, ValueKind::Number | ValueKind::Range) {
                    let of_column = self.form.axis == Axis::Down || printed.column.share;
                    let header = if of_column { printed.column } else { printed.row };
                    findings.missing_measure(missing, &header.path.join("/"), place.clone());
                }
                None
            }
        }
    }
}

/// Says that one value stands over several places.
fn over_several(cell: &Cell, place: &Place) -> Option<Finding> {
    if cell.row_span == 1 && cell.col_span == 1 {
        return None;
    }
    let message = format!("one value stands over {} rows and {} columns", cell.row_span, cell.col_span);
    let readings = ["the value of the first place alone", "the value of each place"];
    let finding = Finding::ambiguous(Code::TableAmbiguous, message, readings, place.clone());
    Some(finding.printed(&cell.text).other_reading(each_alone(cell)))
}

/// Says that no rule reads what stands in the place of a number.
fn in_doubt(value: &Value, place: &Place) -> Option<Finding> {
    let message = if !value::is_unclear(value) {
        return None;
    } else if value::is_placeholder(&value.raw) {
        format!("{} is what a spreadsheet prints in the place of a number", value.raw)
    } else if value::repeats(&value.raw) {
        format!("{} stands for what another cell says", value.raw)
    } else if value::is_in_words(&value.raw) {
        format!("{} is a number in words", value.raw)
    } else {
        format!("{} has digits and does not read as a number", value.raw)
    };
    Some(Finding::new(Code::ValueUnclear, message, place.clone()).printed(&value.raw))
}

/// A merged cell as single ones that all say what it says; none where it is too large to be looked at.
fn each_alone(cell: &Cell) -> Vec<Cell> {
    const MOST: usize = 64;
    if cell.row_span.saturating_mul(cell.col_span) > MOST {
        return Vec::new();
    }
    let rows = cell.row..cell.row + cell.row_span;
    let places = rows.flat_map(|row| (cell.col..cell.col + cell.col_span).map(move |col| (row, col)));
    places.map(|(row, col)| Cell { row, col, row_span: 1, col_span: 1, ..cell.clone() }).collect()
}

fn owned(path: &[&str]) -> Vec<String> {
    path.iter().map(|text| (*text).to_owned()).collect()
}
