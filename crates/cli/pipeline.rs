//! The main path: bytes of a notice in, all that it says out.

use std::path::PathBuf;

use fenjie_model::{At, Code, Coverage, Coverages, Extraction, Finding, MediaType, Notice, Place, Source};
use fenjie_normaliser::registry::Registry;
use fenjie_parser::{Options, Unreadable};
use sha2::{Digest, Sha256};

use crate::args::Basis;
use crate::corrections::Given;
use crate::input::Input;
use crate::registry;
use crate::status::Failure;

/// What every notice of a run is read with.
#[derive(Debug)]
pub(crate) struct Pipeline {
    options: Options,
    corrections: Given,
    registry: Registry,
}

impl Pipeline {
    pub(crate) fn new(basis: &Basis) -> Result<Self, Failure> {
        Self::laid_over(basis, &basis.registry)
    }

    /// With these folders for a registry instead of the basis's own.
    pub(crate) fn laid_over(basis: &Basis, folders: &[PathBuf]) -> Result<Self, Failure> {
        Ok(Self {
            options: basis.reading.options(),
            corrections: Given::load(&basis.corrections)?,
            registry: registry::load(folders)?,
        })
    }

    pub(crate) fn registry(&self) -> &Registry {
        &self.registry
    }

    pub(crate) fn options(&self) -> &Options {
        &self.options
    }

    /// A document that `extract` printed, or a notice to extract.
    pub(crate) fn document_or_notice(&self, input: &Input, bytes: &[u8]) -> Result<Extraction, Failure> {
        let text = bytes.strip_prefix("\u{feff}".as_bytes()).unwrap_or(bytes);
        match text.trim_ascii_start().first() {
            Some(b'{') => fenjie_emitter::read_document(bytes).map_err(|error| {
                Failure::new(error.to_string()).advice("give one document, or the notice itself")
            }),
            _ => self.extract(input.name(), bytes),
        }
    }

    /// What is extracted, for those who can do nothing with an input that cannot be read.
    pub(crate) fn extract(&self, name: String, bytes: &[u8]) -> Result<Extraction, Failure> {
        Ok(self.read(name, bytes)?)
    }

    /// Parse, correct, normalise; [`fenjie_emitter`] writes what comes out.
    pub(crate) fn read(&self, name: String, bytes: &[u8]) -> Result<Extraction, Unreadable> {
        let fenjie_parser::Parsed { mut notice, findings: parsed } =
            fenjie_parser::parse(bytes, &self.options)?;
        let corrected = self.corrections.correct(&mut notice);
        let normalised = fenjie_normaliser::normalise(&notice, &self.registry);
        let mut findings = [parsed, corrected, normalised.findings].concat();
        self.corrections.accept(&notice, &mut findings);
        sort(&mut findings);
        Ok(Extraction {
            name,
            sha256: sha256(bytes),
            notice,
            region: normalised.region,
            targets: normalised.targets,
            units: normalised.units,
            findings,
        })
    }
}

/// What is known of a PDF that has pages and no text: that, and what to do about it.
pub(crate) fn without_text(name: String, bytes: &[u8], unreadable: &Unreadable) -> Extraction {
    let finding = Finding::new(Code::PageWithoutText, unreadable.to_string(), Place::page(1));
    let coverage = Coverage { of: Coverages::Glyphs, ..Coverage::default() };
    let source = Source { media_type: MediaType::Pdf, coverage, ..Source::default() };
    Extraction {
        name,
        sha256: sha256(bytes),
        notice: Notice { source, ..Notice::default() },
        findings: vec![finding.help(unreadable.advice())],
        ..Extraction::default()
    }
}

fn sha256(bytes: &[u8]) -> String {
    Sha256::digest(bytes).iter().map(|byte| format!("{byte:02x}")).collect()
}

/// Sorts the findings of all phases by place, then by code.
fn sort(findings: &mut [Finding]) {
    findings.sort_by(|a, b| {
        place(a).cmp(&place(b)).then_with(|| (a.code, &a.message).cmp(&(b.code, &b.message)))
    });
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
