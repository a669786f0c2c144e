//! A document that was written, back as an extraction.

mod document;
mod finding;
mod number;
mod place;
mod table;
mod target;

use std::fmt;

use fenjie_model::Extraction;

/// Why a text is no document.
#[derive(Debug)]
pub struct NotADocument(Reason);

#[derive(Debug)]
enum Reason {
    /// It is no JSON, or not of the document's form.
    Form(serde_json::Error),
    /// Its version has another first number.
    Version(String),
    /// It says what cannot be.
    Content(String),
}

impl fmt::Display for NotADocument {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.0 {
            Reason::Form(error) => write!(f, "this is no document that `fenjie extract` prints: {error}"),
            Reason::Version(version) => write!(f, "the document has version {version}, which is not known"),
            Reason::Content(what) => write!(f, "the document says what cannot be: {what}"),
        }
    }
}

impl std::error::Error for NotADocument {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match &self.0 {
            Reason::Form(error) => Some(error),
            Reason::Version(_) | Reason::Content(_) => None,
        }
    }
}

/// Reads one document as [`json()`](crate::json()) writes it, numbers with the digits that they have. Names that a later
/// version added are passed over. What the document does not hold (whether a text shows spans, the measures printed in
/// cells) is as by default.
///
/// # Errors
///
/// Where the text is not one such document.
pub fn read_document(json: &[u8]) -> Result<Extraction, NotADocument> {
    let json = json.strip_prefix("\u{feff}".as_bytes()).unwrap_or(json);
    let document: document::Document =
        serde_json::from_slice(json).map_err(|error| NotADocument(Reason::Form(error)))?;
    document.extraction().map_err(NotADocument)
}

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
