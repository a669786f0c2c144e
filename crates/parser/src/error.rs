//! Inputs that cannot be read at all.

use std::fmt;

/// Why an input cannot be read. The message says what it is; [`Unreadable::advice`] says what to do.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum Unreadable {
    /// No bytes, or nothing but white space.
    Empty,
    /// A PDF that needs a password, or another one.
    Encrypted,
    /// A PDF with an encryption that is not supported.
    EncryptionUnsupported(String),
    /// A PDF of which no page can be reached.
    Broken(String),
    /// An input that takes more than a limit allows before anything can be read.
    TooLarge(String),
    /// A PDF whose pages are pictures.
    NoText {
        /// The number of pages.
        pages: u32,
    },
    /// A format that is neither PDF nor text; named where it is known.
    OtherFormat(&'static str),
    /// Readable, but without anything that a notice has.
    NotANotice,
}

impl Unreadable {
    /// What the user can do about it.
    pub fn advice(&self) -> &'static str {
        match self {
            Self::Empty => "check that the download was complete",
            Self::Encrypted => "give the password with --password",
            Self::EncryptionUnsupported(_) => "open it in a PDF reader and print it to a new PDF",
            Self::Broken(_) => "download it again, or open it in a PDF reader and print it to a new PDF",
            Self::TooLarge(_) => "open it in a PDF reader and print its pages to a new PDF",
            Self::NoText { .. } => {
                "run character recognition on it first (OCR), or ask the issuer for the original"
            }
            Self::OtherFormat(_) => "give the notice as PDF, plain text, Markdown or HTML",
            Self::NotANotice => "use `fenjie tables` for the tables of any document",
        }
    }
}

impl fmt::Display for Unreadable {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Empty => write!(f, "the input is empty"),
            Self::Encrypted => write!(f, "the PDF is encrypted and needs a password"),
            Self::EncryptionUnsupported(how) => {
                write!(f, "the PDF is encrypted in an unsupported way: {how}")
            }
            Self::Broken(why) => write!(f, "the PDF is broken, and no page of it can be read: {why}"),
            Self::TooLarge(what) => write!(f, "the PDF is too large: it has {what}"),
            Self::NoText { pages: 1 } => write!(f, "the PDF has no text: its one page is a picture"),
            Self::NoText { pages } => write!(f, "the PDF has no text: its {pages} pages are pictures"),
            Self::OtherFormat(name) => write!(f, "the input is no PDF and no text, but {name}"),
            Self::NotANotice => write!(f, "the input is not a notice: it has neither annexes nor tables"),
        }
    }
}

impl std::error::Error for Unreadable {}
