//! Findings.

use fenjie_model as model;
use serde::Deserialize;

use super::place::At;
use super::table::Cell;
use super::{Read, cannot, named};

#[derive(Deserialize)]
pub(super) struct Finding {
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
    pub(super) fn model(self) -> Read<model::Finding> {
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
