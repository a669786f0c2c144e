//! The document as it is read: the same names as in [`wire`](crate::wire), owning what they hold.

use fenjie_model as model;
use fenjie_model::Date;
use serde::Deserialize;

use super::finding::Finding;
use super::table::Annex;
use super::target::{Target, Unit};
use super::{Read, Reason, cannot, named};
use crate::wire::SCHEMA_VERSION;

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
