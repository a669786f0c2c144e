//! The document: source, notice, annexes, and what they give.

use std::collections::BTreeMap;

use fenjie_model as model;
use schemars::JsonSchema;
use serde::Serialize;

use super::{Each, Finding, SCHEMA_VERSION, Table, Target};

/// A target notice of a Chinese local government as data.
#[derive(Debug, Clone, Serialize, JsonSchema)]
#[schemars(title = "fenjie", extend("$id" = "urn:fenjie:schema:1.0"))]
pub(crate) struct Document<'a> {
    /// The version of this schema.
    #[schemars(extend("const" = SCHEMA_VERSION))]
    schema_version: &'static str,
    /// What was read, and how much of it is in the data.
    source: Source<'a>,
    /// The notice around its tables.
    notice: NoticeHead<'a>,
    /// The annexes in the order in which they stand.
    annexes: Each<'a, model::Annex, Annex<'a>>,
    /// The facts, in the order of their annexes, tables, rows and columns.
    targets: Each<'a, model::Target, Target<'a>>,
    /// The registry's units that the targets name, by ID.
    units: Each<'a, model::Unit, Unit<'a>>,
    /// What a person has to know, by place.
    findings: Each<'a, model::Finding, Finding<'a>>,
}

impl<'a> From<&'a model::Extraction> for Document<'a> {
    fn from(extraction: &'a model::Extraction) -> Self {
        Self {
            schema_version: SCHEMA_VERSION,
            source: extraction.into(),
            notice: extraction.into(),
            annexes: (&extraction.notice.annexes).into(),
            targets: (&extraction.targets).into(),
            units: (&extraction.units).into(),
            findings: (&extraction.findings).into(),
        }
    }
}

/// The input.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub(crate) struct Source<'a> {
    /// Its name, without its folder.
    name: &'a str,
    /// Its SHA-256 in hexadecimal.
    sha256: &'a str,
    /// Its media type.
    media_type: &'static str,
    /// The number of pages; `null` for a text.
    pages: Option<u32>,
    /// What became of every glyph or line.
    coverage: Coverage,
}

impl<'a> From<&'a model::Extraction> for Source<'a> {
    fn from(extraction: &'a model::Extraction) -> Self {
        let source = &extraction.notice.source;
        Self {
            name: &extraction.name,
            sha256: &extraction.sha256,
            media_type: source.media_type.as_str(),
            pages: source.pages,
            coverage: source.coverage.into(),
        }
    }
}

/// What became of every glyph of a PDF (white space left out), or of every line of a text (blank ones left out). The
/// parts add up to `glyphs` or `lines`.
#[derive(Debug, Clone, Copy, Serialize, JsonSchema)]
pub(crate) struct Coverage {
    /// All glyphs of a PDF.
    #[serde(skip_serializing_if = "Option::is_none")]
    glyphs: Option<usize>,
    /// All lines of a text.
    #[serde(skip_serializing_if = "Option::is_none")]
    lines: Option<usize>,
    /// In table cells.
    tables: usize,
    /// In the notice's text: head, body, labels, titles, notes, 版记.
    text: usize,
    /// Page numbers, running heads, watermarks, and what a web page puts around a notice.
    furniture: usize,
    /// Without a known Unicode.
    unmapped: usize,
    /// In none of these; a finding tells where.
    unaccounted: usize,
}

impl From<model::Coverage> for Coverage {
    fn from(coverage: model::Coverage) -> Self {
        let total = |of| (coverage.of == of).then_some(coverage.total);
        Self {
            glyphs: total(model::Coverages::Glyphs),
            lines: total(model::Coverages::Lines),
            tables: coverage.tables,
            text: coverage.text,
            furniture: coverage.furniture,
            unmapped: coverage.unmapped,
            unaccounted: coverage.unaccounted,
        }
    }
}

/// The notice around its tables, as printed.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub(crate) struct NoticeHead<'a> {
    /// The body that issues it.
    issuer: Option<&'a str>,
    /// 发文字号.
    doc_number: Option<&'a str>,
    /// The title over all of its lines.
    title: Option<&'a str>,
    /// The year that the targets are for.
    year: Option<i16>,
    /// The region that the issuer governs.
    region: Option<Region<'a>>,
    /// 成文日期, the date under the body.
    #[schemars(extend("format" = "date"))]
    signed_on: Option<String>,
    /// 印发日期, in the 版记.
    #[schemars(extend("format" = "date"))]
    printed_on: Option<String>,
    /// 主送机关.
    addressees: &'a [String],
    /// 抄送机关.
    copied_to: &'a [String],
    /// The list after 附件：.
    listed_annexes: Vec<ListedAnnex<'a>>,
    /// The paragraphs between the addressees and that list.
    body: &'a [String],
}

impl<'a> From<&'a model::Extraction> for NoticeHead<'a> {
    fn from(extraction: &'a model::Extraction) -> Self {
        let notice = &extraction.notice;
        Self {
            issuer: notice.issuer.as_deref(),
            doc_number: notice.doc_number.as_deref(),
            title: notice.title.as_deref(),
            year: notice.year,
            region: extraction.region.as_ref().map(|r| Region { id: r.id.as_deref(), name: &r.name }),
            signed_on: notice.signed_on.map(|date| date.to_string()),
            printed_on: notice.printed_on.map(|date| date.to_string()),
            addressees: &notice.addressees,
            copied_to: &notice.copied_to,
            listed_annexes: notice
                .listed
                .iter()
                .map(|listed| ListedAnnex { number: listed.number, part: listed.part, title: &listed.title })
                .collect(),
            body: &notice.body,
        }
    }
}

/// A region of mainland China.
#[derive(Debug, Clone, Copy, Serialize, JsonSchema)]
pub(crate) struct Region<'a> {
    /// The six digits of GB/T 2260, where known.
    id: Option<&'a str>,
    /// Its name.
    name: &'a str,
}

/// An entry of the list after 附件：.
#[derive(Debug, Clone, Copy, Serialize, JsonSchema)]
pub(crate) struct ListedAnnex<'a> {
    /// Its number.
    number: u32,
    /// The number behind a dash, where a part of the annex has an entry of its own: 2 in 1-2.
    #[serde(skip_serializing_if = "Option::is_none")]
    part: Option<u32>,
    /// Its title.
    title: &'a str,
}

/// An annex.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub(crate) struct Annex<'a> {
    /// From its label, or from the list by title and order.
    number: Option<u32>,
    /// The label as printed; `null` where the source lacks it.
    label: Option<&'a str>,
    /// The title over its table.
    title: &'a str,
    /// The title that the list gives it.
    listed_title: Option<&'a str>,
    /// From 单位：… above its first table.
    measure_note: Option<&'a str>,
    /// 注：… under its tables.
    notes: &'a [String],
    /// Its other paragraphs, neither title nor note.
    text: &'a [String],
    /// Its tables in order.
    tables: Each<'a, model::Table, Table<'a>>,
}

impl<'a> From<&'a model::Annex> for Annex<'a> {
    fn from(annex: &'a model::Annex) -> Self {
        Self {
            number: annex.number,
            label: annex.label.as_deref(),
            title: &annex.title,
            listed_title: annex.listed_title.as_deref(),
            measure_note: annex.measure_note.as_deref(),
            notes: &annex.notes,
            text: &annex.text,
            tables: (&annex.tables).into(),
        }
    }
}

/// A unit of the registry.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub(crate) struct Unit<'a> {
    /// The ID, stable for ever.
    id: &'a str,
    /// The usual short name in the year of the notice.
    name: &'a str,
    /// What it is.
    kind: &'static str,
    /// The full name, where known.
    full_name: Option<&'a str>,
    /// Codes of other systems, by system.
    codes: BTreeMap<&'a str, &'a str>,
    /// The IDs of the members of a composite.
    members: &'a [String],
}

impl<'a> From<&'a model::Unit> for Unit<'a> {
    fn from(unit: &'a model::Unit) -> Self {
        Self {
            id: &unit.id,
            name: &unit.name,
            kind: unit.kind.as_str(),
            full_name: unit.full_name.as_deref(),
            codes: unit.codes.iter().map(|(system, code)| (system.as_str(), code.as_str())).collect(),
            members: &unit.members,
        }
    }
}
