//! The contract: what an extraction looks like to those who use it.
//!
//! - [`json()`]: the whole document, laid out so that a cell or a target is one line;
//! - [`ndjson`]: one target a line, for files that hold many notices;
//! - [`csv()`], [`parquet()`]: the same long table with flat column names;
//! - [`tables`]: the tables of any document, notice or not;
//! - [`schema`]: the JSON Schema of [`json()`], from the same types;
//! - [`changes_json`], [`changes_markdown`], [`changes_html`], [`changes_schema`]: what changed between two notices;
//! - [`read_document`]: a document that [`json()`] wrote, back as an extraction.
//!
//! The types that are written stand in `wire`, apart from the model, so that neither holds the other back. Every
//! function writes to a sink that it is given and opens none. The same extraction gives the same bytes.

mod csv;
pub mod digest;
mod flat;
mod html;
mod layout;
mod markdown;
mod parquet;
mod read;
mod wire;

use std::io::{self, Write};

use fenjie_model::{Changes, Extraction, Finding, Table};
use schemars::JsonSchema;
use schemars::generate::SchemaSettings;
use serde::Serialize;

pub use html::changes as changes_html;
pub use layout::Layout;
pub use markdown::changes as changes_markdown;
pub use parquet::ParquetBinder;
pub use read::{NotADocument, read_document};

/// Writes the document of one notice, with a line break at its end.
///
/// # Errors
///
/// What `out` reports.
pub fn json(extraction: &Extraction, layout: Layout, mut out: impl Write) -> io::Result<()> {
    layout.write(&wire::Document::from(extraction), &mut out)
}

/// Writes one target a line, each with the notice that it is from.
///
/// # Errors
///
/// What `out` reports.
pub fn ndjson(extraction: &Extraction, mut out: impl Write) -> io::Result<()> {
    let notice = &extraction.notice;
    extraction.targets.iter().try_for_each(|target| {
        let line = wire::TargetLine {
            doc_number: notice.doc_number.as_deref(),
            year: notice.year,
            source: &extraction.name,
            target: target.into(),
        };
        Layout::OneLine.write(&line, &mut out)
    })
}

/// Writes the column names of [`csv()`].
///
/// # Errors
///
/// What `out` reports.
pub fn csv_header(out: impl Write) -> io::Result<()> {
    csv::write_names(out)
}

/// Writes one row a target under the columns of [`csv_header`]: RFC 4180, with line feeds.
///
/// # Errors
///
/// What `out` reports.
pub fn csv(extraction: &Extraction, out: impl Write) -> io::Result<()> {
    csv::write_rows(extraction, out)
}

/// Writes the rows of [`csv()`] as a file of Apache Parquet; [`ParquetBinder`] binds several into one.
///
/// # Errors
///
/// What `out` reports.
pub fn parquet(extraction: &Extraction, out: impl Write + Send) -> io::Result<()> {
    parquet::write(extraction, out)
}

/// Writes the tables of any document, and what was found on the way.
///
/// # Errors
///
/// What `out` reports.
pub fn tables(
    tables: &[&Table],
    findings: &[Finding],
    layout: Layout,
    mut out: impl Write,
) -> io::Result<()> {
    layout.write(&wire::Tables::new(tables, findings), &mut out)
}

/// Writes what changed between two notices, with a line break at its end.
///
/// # Errors
///
/// What `out` reports.
pub fn changes_json(changes: &Changes<'_>, layout: Layout, mut out: impl Write) -> io::Result<()> {
    layout.write(&wire::Changes::from(changes), &mut out)
}

/// The JSON Schema (2020-12) of what [`json()`] writes, with a line break at its end.
pub fn schema() -> String {
    schema_of::<wire::Document<'_>>()
}

/// The JSON Schema (2020-12) of what [`changes_json`] writes, with a line break at its end.
pub fn changes_schema() -> String {
    schema_of::<wire::Changes<'_>>()
}

fn schema_of<T: JsonSchema>() -> String {
    let schema = SchemaSettings::draft2020_12().for_serialize().into_generator().into_root_schema_for::<T>();
    let mut text = Vec::new();
    let mut serializer = serde_json::Serializer::with_formatter(
        &mut text,
        serde_json::ser::PrettyFormatter::with_indent(b"  "),
    );
    // A schema is a JSON value, and a vector takes every byte: neither can fail.
    schema.serialize(&mut serializer).expect("a JSON value can be written to memory");
    text.push(b'\n');
    String::from_utf8(text).expect("JSON is UTF-8")
}
