//! The document as it is read: the same names as in [`wire`](crate::wire), owning what they hold.

use std::collections::BTreeMap;

use fenjie_model as model;
use fenjie_model::{Date, Decimal};
use serde::Deserialize;
use serde_json::Number;

use super::Reason;
use crate::wire::SCHEMA_VERSION;

/// The most rows or columns of a table.
const MOST: usize = 1 << 20;

type Read<T> = Result<T, Reason>;

fn cannot<T>(what: impl Into<String>) -> Read<T> {
    Err(Reason::Content(what.into()))
}

/// The value of that name.
fn named<T: Copy>(name: &str, all: &[(&str, T)]) -> Read<T> {
    match all.iter().find(|(n, _)| *n == name) {
        Some((_, value)) => Ok(*value),
        None => cannot(format!("`{name}` is no known name")),
    }
}

#[derive(Deserialize)]
pub(super) struct Document {
    schema_version: String,
    source: Source,
    notice: Notice,
    annexes: Vec<Annex>,
    targets: Vec<Target>,
    units: Vec<Unit>,
    findings: Vec<Finding>,
}

impl Document {
    pub(super) fn extraction(self) -> Read<model::Extraction> {
        let major = |version: &str| version.split('.').next().map(str::to_owned);
        if major(&self.schema_version) != major(SCHEMA_VERSION) {
            return Err(Reason::Version(self.schema_version));
        }
        let (notice, region) = self.notice.model(self.annexes, &self.source)?;
        Ok(model::Extraction {
            name: self.source.name,
            sha256: self.source.sha256,
            notice,
            region,
            targets: self.targets.into_iter().map(Target::model).collect::<Read<_>>()?,
            units: self.units.into_iter().map(Unit::model).collect::<Read<_>>()?,
            findings: self.findings.into_iter().map(Finding::model).collect::<Read<_>>()?,
        })
    }
}

#[derive(Deserialize)]
struct Source {
    name: String,
    sha256: String,
    media_type: String,
    pages: Option<u32>,
    coverage: Coverage,
}

impl Source {
    fn model(&self) -> Read<model::Source> {
        use model::MediaType::{Html, Markdown, Pdf, Text};
        let kinds = [Pdf, Text, Markdown, Html].map(|kind| (kind.as_str(), kind));
        Ok(model::Source {
            media_type: named(&self.media_type, &kinds)?,
            pages: self.pages,
            coverage: self.coverage.model(),
        })
    }
}

#[derive(Deserialize)]
struct Coverage {
    glyphs: Option<usize>,
    lines: Option<usize>,
    tables: usize,
    text: usize,
    furniture: usize,
    unmapped: usize,
    unaccounted: usize,
}

impl Coverage {
    fn model(&self) -> model::Coverage {
        let (of, total) = match self.glyphs {
            Some(glyphs) => (model::Coverages::Glyphs, glyphs),
            None => (model::Coverages::Lines, self.lines.unwrap_or_default()),
        };
        model::Coverage {
            of,
            total,
            tables: self.tables,
            text: self.text,
            furniture: self.furniture,
            unmapped: self.unmapped,
            unaccounted: self.unaccounted,
        }
    }
}

#[derive(Deserialize)]
struct Notice {
    issuer: Option<String>,
    doc_number: Option<String>,
    title: Option<String>,
    year: Option<i16>,
    region: Option<Region>,
    signed_on: Option<String>,
    printed_on: Option<String>,
    #[serde(default)]
    addressees: Vec<String>,
    #[serde(default)]
    copied_to: Vec<String>,
    #[serde(default)]
    listed_annexes: Vec<ListedAnnex>,
    #[serde(default)]
    body: Vec<String>,
}

#[derive(Deserialize)]
struct Region {
    id: Option<String>,
    name: String,
}

#[derive(Deserialize)]
struct ListedAnnex {
    number: u32,
    part: Option<u32>,
    title: String,
}

impl Notice {
    fn model(self, annexes: Vec<Annex>, source: &Source) -> Read<(model::Notice, Option<model::Region>)> {
        let listed = |l: ListedAnnex| model::ListedAnnex { number: l.number, part: l.part, title: l.title };
        let notice = model::Notice {
            issuer: self.issuer,
            doc_number: self.doc_number,
            title: self.title,
            year: self.year,
            signed_on: date(self.signed_on)?,
            printed_on: date(self.printed_on)?,
            addressees: self.addressees,
            copied_to: self.copied_to,
            body: self.body,
            listed: self.listed_annexes.into_iter().map(listed).collect(),
            annexes: annexes.into_iter().map(Annex::model).collect::<Read<_>>()?,
            source: source.model()?,
        };
        Ok((notice, self.region.map(|region| model::Region { id: region.id, name: region.name })))
    }
}

fn date(text: Option<String>) -> Read<Option<Date>> {
    let Some(text) = text else { return Ok(None) };
    text.parse().map(Some).or_else(|_| cannot(format!("`{text}` is no date")))
}

#[derive(Deserialize)]
struct Annex {
    number: Option<u32>,
    label: Option<String>,
    title: String,
    listed_title: Option<String>,
    measure_note: Option<String>,
    #[serde(default)]
    notes: Vec<String>,
    #[serde(default)]
    text: Vec<String>,
    tables: Vec<Table>,
}

impl Annex {
    fn model(self) -> Read<model::Annex> {
        Ok(model::Annex {
            number: self.number,
            label: self.label,
            title: self.title,
            listed_title: self.listed_title,
            measure_note: self.measure_note,
            notes: self.notes,
            text: self.text,
            tables: self.tables.into_iter().map(Table::model).collect::<Read<_>>()?,
        })
    }
}

#[derive(Deserialize)]
struct Table {
    id: String,
    caption: Option<String>,
    measure_note: Option<String>,
    #[serde(default)]
    pages: Vec<u32>,
    #[serde(default)]
    parts: Vec<Part>,
    header_rows: usize,
    rows: usize,
    columns: usize,
    method: Option<String>,
    cells: Vec<Cell>,
}

#[derive(Deserialize)]
struct Part {
    page: u32,
    bbox: [f32; 4],
}

impl Table {
    fn model(self) -> Read<model::Table> {
        use model::Method::{Aligned, PartlyRuled, Ruled};
        let methods = [Ruled, PartlyRuled, Aligned].map(|method| (method.as_str(), method));
        let (rows, columns) = (self.rows, self.columns);
        let fits = |at: usize, span: usize, of: usize| span > 0 && at < of && span <= of - at;
        let inside =
            |cell: &Cell| fits(cell.row, cell.row_span, rows) && fits(cell.col, cell.col_span, columns);
        if rows > MOST || columns > MOST || !self.cells.iter().all(inside) {
            return cannot(format!("a cell lies outside of table {}", self.id));
        }
        Ok(model::Table {
            method: self.method.map_or(Ok(Ruled), |name| named(&name, &methods))?,
            id: self.id,
            caption: self.caption,
            measure_note: self.measure_note,
            pages: self.pages,
            parts: self.parts.into_iter().map(|part| (part.page, rect(part.bbox))).collect(),
            header_rows: self.header_rows,
            rows,
            columns,
            spans_shown: true,
            cells: self.cells.into_iter().map(Cell::model).collect::<Read<_>>()?,
        })
    }
}

#[derive(Deserialize)]
struct Cell {
    row: usize,
    col: usize,
    #[serde(default = "one")]
    row_span: usize,
    #[serde(default = "one")]
    col_span: usize,
    text: String,
    printed: Option<String>,
    at: At,
    #[serde(default)]
    continues: bool,
}

fn one() -> usize {
    1
}

impl Cell {
    fn model(self) -> Read<model::Cell> {
        Ok(model::Cell {
            row: self.row,
            col: self.col,
            row_span: self.row_span,
            col_span: self.col_span,
            text: self.text,
            printed: self.printed,
            at: self.at.model()?,
            continues: self.continues,
        })
    }
}

/// A box on a page, or a line.
#[derive(Deserialize)]
struct At {
    page: Option<u32>,
    bbox: Option<[f32; 4]>,
    line: Option<u32>,
}

impl At {
    fn known(&self) -> Option<model::At> {
        match (self.page, self.bbox, self.line) {
            (Some(page), Some(bbox), _) => Some(model::At::Page { page, bbox: rect(bbox) }),
            (_, _, Some(line)) => Some(model::At::Line(line)),
            _ => None,
        }
    }

    fn model(&self) -> Read<model::At> {
        self.known().map_or_else(|| cannot("a place has no page with a box and no line"), Ok)
    }
}

fn rect([x0, top, x1, bottom]: [f32; 4]) -> model::Rect {
    model::Rect::new(x0, top, x1, bottom)
}

#[derive(Deserialize)]
struct Target {
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
    fn model(self) -> Read<model::Target> {
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

/// `1/15`.
fn ratio(text: &str) -> Read<(i128, i128)> {
    let terms = text.split_once('/').and_then(|(n, d)| Some((n.parse().ok()?, d.parse().ok()?)));
    match terms {
        Some((n, d)) if d != 0 => Ok((n, d)),
        _ => cannot(format!("`{text}` is no ratio")),
    }
}

fn fraction(number: Decimal) -> Read<(i128, i128)> {
    let number = number.normalize();
    match 10i128.checked_pow(number.scale()) {
        Some(denominator) => Ok((number.mantissa(), denominator)),
        None => cannot(format!("{number} has too many places")),
    }
}

/// The number with its digits; one with an exponent (1e8) without it.
fn decimal(number: &Number) -> Read<Decimal> {
    let text = number.to_string();
    let read = if text.contains(['e', 'E']) {
        Decimal::from_scientific(&text)
    } else {
        Decimal::from_str_exact(&text)
    };
    read.or_else(|_| cannot(format!("{text} has too many digits")))
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
struct Unit {
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
    fn model(self) -> Read<model::Unit> {
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

#[derive(Deserialize)]
struct Finding {
    severity: String,
    code: String,
    message: String,
    #[serde(default)]
    at: FindingPlace,
    printed: Option<String>,
    help: Option<String>,
    readings: Option<Readings>,
    #[serde(default)]
    other_reading: Vec<Cell>,
    #[serde(default)]
    accepted: bool,
}

#[derive(Deserialize)]
struct Readings {
    taken: String,
    other: String,
}

#[derive(Deserialize, Default)]
struct FindingPlace {
    annex: Option<u32>,
    table: Option<String>,
    row: Option<usize>,
    col: Option<usize>,
    page: Option<u32>,
    bbox: Option<[f32; 4]>,
    line: Option<u32>,
}

impl Finding {
    fn model(self) -> Read<model::Finding> {
        use model::Severity::{Error, Info, Warning};
        let severities = [Info, Warning, Error].map(|severity| (severity.as_str(), severity));
        let Some(code) = model::Code::ALL.iter().copied().find(|code| code.as_str() == self.code) else {
            return cannot(format!("`{}` is no code of a finding", self.code));
        };
        let at = At { page: self.at.page, bbox: self.at.bbox, line: self.at.line }.known();
        let place = model::Place {
            annex: self.at.annex,
            table: self.at.table,
            row: self.at.row,
            col: self.at.col,
            // A box says its page itself.
            page: self.at.page.filter(|_| at.is_none()),
            at,
        };
        let mut finding = model::Finding::new(code, self.message, place);
        finding.severity = named(&self.severity, &severities)?;
        finding.printed = self.printed;
        finding.help = self.help;
        finding.readings = self.readings.map(|Readings { taken, other }| model::Readings { taken, other });
        finding.other_reading = self.other_reading.into_iter().map(Cell::model).collect::<Read<_>>()?;
        finding.accepted = self.accepted;
        Ok(finding)
    }
}
