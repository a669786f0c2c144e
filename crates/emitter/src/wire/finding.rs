//! Findings.

use fenjie_model as model;
use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::Serialize;

use super::Bbox;
use super::table::Cell;

/// What a person has to know.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub(crate) struct Finding<'a> {
    /// `error`: something on the page is not in the data, or may be wrong there. `warning`: the data is what is
    /// printed, and a person should look. `info`: a fact about the notice.
    #[schemars(extend("enum" = ["info", "warning", "error"]))]
    severity: &'static str,
    /// The kind of finding, stable over releases.
    #[schemars(schema_with = "codes")]
    code: &'static str,
    /// One phrase.
    message: &'a str,
    /// What is known of its place.
    at: FindingPlace<'a>,
    /// The printed text that it is about, where there is one.
    #[serde(skip_serializing_if = "Option::is_none")]
    printed: Option<&'a str>,
    /// What to do about it, where something can be done.
    #[serde(skip_serializing_if = "Option::is_none")]
    help: Option<&'a str>,
    /// Where what is printed can be read in two ways: both.
    #[serde(skip_serializing_if = "Option::is_none")]
    readings: Option<Readings<'a>>,
    /// The other reading of an ambiguous table as cells, where they are known: in the rows and columns of that table,
    /// each in the place of those that it reaches over.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    other_reading: Vec<Cell<'a>>,
    /// Set where a person has looked at it, so that it does not count for the exit status.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    accepted: bool,
}

/// Two ways to read what is printed, each in a phrase.
#[derive(Debug, Clone, Serialize, JsonSchema)]
struct Readings<'a> {
    /// The one that the data follows.
    taken: &'a str,
    /// The one that it could be.
    other: &'a str,
}

fn codes(_: &mut SchemaGenerator) -> Schema {
    let codes = model::Code::ALL.iter().map(|code| {
        let meaning = code.meaning().trim();
        json_schema!({ "const": code.as_str(), "description": format!("{meaning} Usually {}.", code.severity().as_str()) })
    });
    json_schema!({ "type": "string", "oneOf": codes.collect::<Vec<_>>() })
}

impl<'a> From<&'a model::Finding> for Finding<'a> {
    fn from(finding: &'a model::Finding) -> Self {
        Self {
            severity: finding.severity.as_str(),
            code: finding.code.as_str(),
            message: &finding.message,
            at: (&finding.place).into(),
            printed: finding.printed.as_deref(),
            help: finding.help.as_deref(),
            readings: finding
                .readings
                .as_ref()
                .map(|readings| Readings { taken: &readings.taken, other: &readings.other }),
            other_reading: finding.other_reading.iter().map(Cell::from).collect(),
            accepted: finding.accepted,
        }
    }
}

/// What is known of a finding's place; unknown keys are left out.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub(crate) struct FindingPlace<'a> {
    /// The annex by its number.
    #[serde(skip_serializing_if = "Option::is_none")]
    annex: Option<u32>,
    /// The table by its ID.
    #[serde(skip_serializing_if = "Option::is_none")]
    table: Option<&'a str>,
    /// The row of the table, from 0.
    #[serde(skip_serializing_if = "Option::is_none")]
    row: Option<usize>,
    /// The column of the table, from 0.
    #[serde(skip_serializing_if = "Option::is_none")]
    col: Option<usize>,
    /// The page, from 1.
    #[serde(skip_serializing_if = "Option::is_none")]
    page: Option<u32>,
    /// The box on the page.
    #[serde(skip_serializing_if = "Option::is_none")]
    bbox: Option<Bbox>,
    /// The line of a text, from 1.
    #[serde(skip_serializing_if = "Option::is_none")]
    line: Option<u32>,
}

impl<'a> From<&'a model::Place> for FindingPlace<'a> {
    fn from(place: &'a model::Place) -> Self {
        let (page, bbox, line) = match place.at {
            Some(model::At::Page { page, bbox }) => (Some(page), Some(bbox.into()), None),
            Some(model::At::Line(line)) => (None, None, Some(line)),
            None => (None, None, None),
        };
        Self {
            annex: place.annex,
            table: place.table.as_deref(),
            row: place.row,
            col: place.col,
            page: page.or(place.page),
            bbox,
            line,
        }
    }
}
