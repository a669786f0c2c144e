//! The notice as printed.

use crate::{Date, Table};

/// A notice: its head, its annexes, and how much of the input is in them.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Notice {
    /// The body that issues it, in full (青浦区人民政府办公室).
    pub issuer: Option<String>,
    /// 发文字号, as printed.
    pub doc_number: Option<String>,
    /// The title over all of its lines, cleaned.
    pub title: Option<String>,
    /// The year that the targets are for.
    pub year: Option<i16>,
    /// 成文日期, the date under the body.
    pub signed_on: Option<Date>,
    /// 印发日期, in the 版记.
    pub printed_on: Option<Date>,
    /// 主送机关, split at 、 and ，.
    pub addressees: Vec<String>,
    /// 抄送机关, likewise.
    pub copied_to: Vec<String>,
    /// The paragraphs between the addressees and the list of annexes.
    pub body: Vec<String>,
    /// The list after 附件：.
    pub listed: Vec<ListedAnnex>,
    /// The annexes in the order in which they stand.
    pub annexes: Vec<Annex>,
    /// The input.
    pub source: Source,
}

/// An entry of the list after 附件：.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ListedAnnex {
    /// Its number; a lone annex without one is number 1.
    pub number: u32,
    /// The number behind a dash, where the list gives a part of the annex an entry of its own: 2 in 1-2.
    pub part: Option<u32>,
    /// Its title, cleaned.
    pub title: String,
}

/// One annex.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Annex {
    /// From its label, or from the list by title and order.
    pub number: Option<u32>,
    /// The label as printed (附件 2), or none where the source lacks it.
    pub label: Option<String>,
    /// The title over its table, cleaned.
    pub title: String,
    /// The title that the list gives it.
    pub listed_title: Option<String>,
    /// From 单位：… above its first table.
    pub measure_note: Option<String>,
    /// 注：… under its tables.
    pub notes: Vec<String>,
    /// Its other paragraphs, those around the tables or of an annex without one.
    pub text: Vec<String>,
    /// Its tables in order.
    pub tables: Vec<Table>,
}

/// What was read.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Source {
    /// What kind of input it is.
    pub media_type: MediaType,
    /// The number of pages, for a PDF.
    pub pages: Option<u32>,
    /// What became of every glyph, or of every line of a text.
    pub coverage: Coverage,
}

/// The kinds of input.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum MediaType {
    /// PDF 1.0 to 2.0.
    Pdf,
    /// Text whose tables stand between tabs or commas, or in aligned columns.
    #[default]
    Text,
    /// Markdown, or another text whose tables are drawn with characters.
    Markdown,
    /// HTML.
    Html,
}

impl MediaType {
    /// The IANA media type.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Pdf => "application/pdf",
            Self::Text => "text/plain",
            Self::Markdown => "text/markdown",
            Self::Html => "text/html",
        }
    }
}

/// What became of every glyph of a PDF (white space left out), or of every line of a text (blank ones left out).
///
/// Invariant: `total` is the sum of the parts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Coverage {
    /// What is counted.
    pub of: Coverages,
    /// All of them.
    pub total: usize,
    /// In table cells.
    pub tables: usize,
    /// In the notice's text: head, body, labels, titles, notes, 版记.
    pub text: usize,
    /// Page numbers, running heads, watermarks, and what a web page puts around a notice.
    pub furniture: usize,
    /// Without a known Unicode.
    pub unmapped: usize,
    /// In none of these; a finding tells where.
    pub unaccounted: usize,
}

/// What a coverage counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Coverages {
    /// The glyphs of a PDF.
    Glyphs,
    /// The lines of a text.
    #[default]
    Lines,
}
