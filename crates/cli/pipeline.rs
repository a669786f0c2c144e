//! The main path: bytes of a notice in, all that it says out.

use std::path::PathBuf;

use fenjie_model::{At, Extraction, Finding, Place};
use fenjie_normaliser::registry::Registry;
use fenjie_parser::Options;
use sha2::{Digest, Sha256};

use crate::args::Reading;
use crate::registry;
use crate::status::Failure;

/// What every notice of a run is read with.
#[derive(Debug)]
pub(crate) struct Pipeline {
    options: Options,
    registry: Registry,
}

impl Pipeline {
    pub(crate) fn new(reading: &Reading, folders: &[PathBuf]) -> Result<Self, Failure> {
        Ok(Self { options: reading.options(), registry: registry::load(folders)? })
    }

    pub(crate) fn registry(&self) -> &Registry {
        &self.registry
    }

    /// Parse, normalise; [`fenjie_emitter`] writes what comes out.
    pub(crate) fn extract(&self, name: String, bytes: &[u8]) -> Result<Extraction, Failure> {
        let parsed = fenjie_parser::parse(bytes, &self.options)?;
        let normalised = fenjie_normaliser::normalise(&parsed.notice, &self.registry);
        Ok(Extraction {
            name,
            sha256: Sha256::digest(bytes).iter().map(|byte| format!("{byte:02x}")).collect(),
            notice: parsed.notice,
            region: normalised.region,
            targets: normalised.targets,
            units: normalised.units,
            findings: sorted(parsed.findings, normalised.findings),
        })
    }
}

/// The findings of all phases by place, then by code.
fn sorted(parsed: Vec<Finding>, normalised: Vec<Finding>) -> Vec<Finding> {
    let mut findings = [parsed, normalised].concat();
    findings.sort_by(|a, b| {
        place(a).cmp(&place(b)).then_with(|| (a.code, &a.message).cmp(&(b.code, &b.message)))
    });
    findings
}

/// What findings are ordered by: what belongs to no annex comes first.
fn place(finding: &Finding) -> impl Ord {
    let Place { annex, table, row, col, at, page } = &finding.place;
    let position = match *at {
        Some(At::Page { page, bbox }) => (page, bbox.top as i64, bbox.x0 as i64),
        Some(At::Line(line)) => (line, 0, 0),
        None => (page.unwrap_or(0), 0, 0),
    };
    (*annex, table.clone(), *row, *col, position)
}
