//! Bytes of a PDF or a text in, a notice with its annex tables out.
//!
//! 1. A source becomes blocks of text lines and tables in reading order: [`pdf`] reads pages of glyphs and rules, which
//!    [`table`] turns into blocks; [`text`] reads the text forms.
//! 2. [`document`] turns blocks into a [`Notice`]: head, annexes, notes, 版记.
//!
//! A phase returns a value and its findings; an error is for what cannot be read at all.

mod block;
mod deadline;
mod document;
mod error;
mod options;
pub mod page;
mod pages;
pub mod pdf;
mod superscript;
mod table;
mod text;
mod wording;

pub use block::{Block, Source, TableBlock, TextLine};
pub(crate) use block::{Ends, Part};
pub use error::Unreadable;
pub use options::{Limits, Options, Tolerances};
pub use pages::{join, source_of_pages};

use deadline::Deadline;
use fenjie_model::{Finding, Notice};

/// What a document says, and what a person has to know about its reading.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Parsed {
    /// The notice.
    pub notice: Notice,
    /// The findings, in the order of the steps.
    pub findings: Vec<Finding>,
}

/// Reads a notice from the bytes of a PDF or a text.
///
/// ```
/// let text = "附件 1\n2024年造林目标表\n单位：亩\n\n乡镇\t目标\n赵巷镇\t120\n";
/// let parsed = fenjie_parser::parse(text.as_bytes(), &fenjie_parser::Options::default())?;
/// let table = &parsed.notice.annexes[0].tables[0];
/// assert_eq!((table.rows, table.columns, table.header_rows), (2, 2, 1));
/// assert_eq!(table.cells[3].text, "120");
/// # Ok::<(), fenjie_parser::Unreadable>(())
/// ```
///
/// # Errors
///
/// Where the bytes cannot be read at all, or hold neither annexes nor tables.
pub fn parse(bytes: &[u8], options: &Options) -> Result<Parsed, Unreadable> {
    let (source, mut findings) = source(bytes, options)?;
    let (source, joined) = join(source);
    findings.extend(joined);
    let (notice, findings) = document::notice(source, findings)?;
    Ok(Parsed { notice, findings })
}

/// Reads the lines and tables of any document, notice or not. The parts of a table over several pages are still apart;
/// [`join`] joins them.
///
/// # Errors
///
/// Where the bytes cannot be read at all.
pub fn source(bytes: &[u8], options: &Options) -> Result<(Source, Vec<Finding>), Unreadable> {
    match text::sniff(bytes) {
        text::Kind::Empty => Err(Unreadable::Empty),
        text::Kind::Other(name) => Err(Unreadable::OtherFormat(name)),
        text::Kind::Pdf => pdf_source(bytes, options),
        text::Kind::Text => Ok(text::source(bytes, options)),
    }
}

/// The lines of a text as places count them, whatever its encoding.
pub fn lines(bytes: &[u8], options: &Options) -> Vec<String> {
    text::lines(bytes, options)
}

/// Reads a PDF page by page.
fn pdf_source(bytes: &[u8], options: &Options) -> Result<(Source, Vec<Finding>), Unreadable> {
    let deadline = Deadline::after(options.limits.time);
    let mut reader = pdf::Reader::open_by(bytes, options, deadline)?;
    let pages = reader.page_count();
    let (source, of_pages) =
        pages::source_by((1..=pages).map(|number| reader.page(number)), options, deadline);
    let mut findings = reader.finish()?;
    findings.extend(of_pages);
    Ok((Source { pages: Some(pages), ..source }, findings))
}
