//! What a person has to know about an extraction.

use crate::{Cell, Decimal, Place};

/// How much a finding matters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    /// A fact about the notice: a sum that differs, a missing label.
    Info,
    /// The data is what is printed, and a person should look.
    Warning,
    /// Something on the page is not in the data, or may be wrong there.
    Error,
}

impl Severity {
    /// The name in the output.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Info => "info",
            Self::Warning => "warning",
            Self::Error => "error",
        }
    }
}

/// One finding: a stable code, a phrase without a full stop, and a place.
#[derive(Debug, Clone, PartialEq)]
pub struct Finding {
    /// The kind, stable over releases.
    pub code: Code,
    /// How much it matters; [`Code::severity`] unless the case at hand is graver or lighter.
    pub severity: Severity,
    /// One phrase for a person.
    pub message: String,
    /// Where.
    pub place: Place,
    /// The printed text that the finding is about.
    pub printed: Option<String>,
    /// What to do about it.
    pub help: Option<String>,
    /// What is printed can be read in two ways.
    pub readings: Option<Readings>,
    /// The cells of the other reading of a table, where they are known: in its rows and columns, each in the place of
    /// those that it reaches over.
    pub other_reading: Vec<Cell>,
    /// The sum that a printed figure differs from; the message says it in words, and it is not written apart.
    pub sum: Option<Decimal>,
    /// A person has looked at it: it counts no more.
    pub accepted: bool,
}

/// Two ways to read what is printed, each as a phrase: `a row of its own`, `the rest of the cells above`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Readings {
    /// The one that the data follows.
    pub taken: String,
    /// The one that it could be.
    pub other: String,
}

impl Finding {
    /// A finding of the code's usual severity.
    pub fn new(code: Code, message: impl Into<String>, place: Place) -> Self {
        let (severity, message) = (code.severity(), message.into());
        Self {
            code,
            severity,
            message,
            place,
            printed: None,
            help: None,
            readings: None,
            other_reading: Vec::new(),
            sum: None,
            accepted: false,
        }
    }

    /// A finding of something that can be read in two ways: the message says why, the readings which is taken and which
    /// it could be.
    pub fn ambiguous(
        code: Code,
        message: impl Into<String>,
        [taken, other]: [impl Into<String>; 2],
        place: Place,
    ) -> Self {
        let readings = Readings { taken: taken.into(), other: other.into() };
        Self { readings: Some(readings), ..Self::new(code, message, place) }
    }

    /// The same, with the printed text.
    #[must_use]
    pub fn printed(mut self, text: impl Into<String>) -> Self {
        self.printed = Some(text.into());
        self
    }

    /// The same, with what to do about it.
    #[must_use]
    pub fn help(mut self, text: impl Into<String>) -> Self {
        self.help = Some(text.into());
        self
    }

    /// The same, with the cells of the other reading.
    #[must_use]
    pub fn other_reading(mut self, cells: Vec<Cell>) -> Self {
        self.other_reading = cells;
        self
    }

    /// The same, with the sum that the printed figure differs from.
    #[must_use]
    pub fn sum(mut self, sum: Decimal) -> Self {
        self.sum = Some(sum);
        self
    }

    /// The same, with another severity.
    #[must_use]
    pub fn severity(mut self, severity: Severity) -> Self {
        self.severity = severity;
        self
    }
}

/// Declares the codes once: variant, printed name, usual severity, meaning.
macro_rules! codes {
    ($($(#[doc = $doc:literal])+ $variant:ident = $name:literal, $severity:ident;)+) => {
        /// The kind of a finding. Names and meanings are stable over releases.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Code { $($(#[doc = $doc])+ $variant,)+ }

        impl Code {
            /// All codes, in the order of the documentation.
            pub const ALL: &'static [Self] = &[$(Self::$variant,)+];

            /// The name in the output.
            pub const fn as_str(self) -> &'static str {
                match self { $(Self::$variant => $name,)+ }
            }

            /// The usual severity.
            pub const fn severity(self) -> Severity {
                match self { $(Self::$variant => Severity::$severity,)+ }
            }

            /// What it means, one sentence.
            pub const fn meaning(self) -> &'static str {
                match self { $(Self::$variant => concat!($($doc),+),)+ }
            }
        }
    };
}

codes! {
    /// A page has no text: it is a picture (a scan).
    PageWithoutText = "page-without-text", Error;
    /// A picture takes up much of a page, or stands in a cell without text, and what it shows was not read.
    PictureUnread = "picture-unread", Warning;
    /// A font does not tell the Unicode of its glyphs.
    FontWithoutUnicode = "font-without-unicode", Error;
    /// A font's ToUnicode names another character than the embedded font draws.
    FontContradicts = "font-contradicts", Error;
    /// Text that a page carries but does not show: of render mode 3, or, left out, painted over or not to be seen.
    InvisibleText = "invisible-text", Warning;
    /// Text is struck out: it was read only where nothing stands beside it.
    TextStruckOut = "text-struck-out", Warning;
    /// Text in a layer that the file switches off: it is not shown, and was not read.
    LayerHidden = "layer-hidden", Warning;
    /// A form field or a note holds text that the file leaves to its viewer to draw: it was not read.
    FieldUnread = "field-unread", Error;
    /// Text lies beyond the edges of its page: it is not shown, and was not read.
    TextOffPage = "text-off-page", Warning;
    /// A limit was reached, and what lies behind it was not read.
    LimitReached = "limit-reached", Error;
    /// The file is damaged, and was read as far as it goes.
    FileDamaged = "file-damaged", Error;
    /// The file's structure was broken and could be mended without loss.
    FileRepaired = "file-repaired", Info;
    /// Bytes of a text do not belong to its encoding.
    TextUndecodable = "text-undecodable", Error;
    /// Glyphs or lines were neither in a table nor in the notice's text.
    Unaccounted = "unaccounted", Error;
    /// A table can be read in more than one way.
    TableAmbiguous = "table-ambiguous", Warning;
    /// A text prints cells one below the other, and does not tell their rows and columns.
    CellsStacked = "cells-stacked", Error;
    /// Tables of several pages were joined though their columns differ, or a row was put together that a page break cuts.
    TableJoined = "table-joined", Info;
    /// Text lies across the rules of a table, or its cell hides a part of it (a warning).
    CellOverflow = "cell-overflow", Info;
    /// What the rows and columns of a table mean is not clear, or a year that they name cannot be.
    RolesUnclear = "roles-unclear", Warning;
    /// An annex has no label: its number comes from the list.
    AnnexUnlabelled = "annex-unlabelled", Info;
    /// An annex has neither a label nor an entry in the list.
    AnnexUnnumbered = "annex-unnumbered", Warning;
    /// An annex that the notice lists, or its letter names, was not found.
    AnnexMissing = "annex-missing", Error;
    /// An annex that the notice does not list.
    AnnexUnlisted = "annex-unlisted", Warning;
    /// An annex's title differs from the list.
    TitleDiffers = "title-differs", Info;
    /// An annex without a table.
    AnnexWithoutTable = "annex-without-table", Warning;
    /// A table that belongs to no annex.
    TableOutsideAnnex = "table-outside-annex", Warning;
    /// A part of the notice's head was not found.
    HeadIncomplete = "head-incomplete", Warning;
    /// The 发文字号 is printed with other brackets than GB/T 9704-2012 asks for.
    DocNumberForm = "doc-number-form", Info;
    /// The input does not look like a notice.
    NotANotice = "not-a-notice", Error;
    /// A unit that the registry does not know.
    UnitUnknown = "unit-unknown", Warning;
    /// A unit name that two entries of the registry claim.
    UnitAmbiguous = "unit-ambiguous", Warning;
    /// An indicator that the registry does not know.
    IndicatorUnknown = "indicator-unknown", Info;
    /// A measure that the registry does not know.
    MeasureUnknown = "measure-unknown", Warning;
    /// No measure holds for a cell with a number.
    MeasureMissing = "measure-missing", Info;
    /// A value that the grammar reads as text though it has digits, or what stands in the place of a number (###, 同上, 两个).
    ValueUnclear = "value-unclear", Warning;
    /// A total differs from the sum of its parts.
    TotalDiffers = "total-differs", Info;
    /// Two places of the notice give the same target differently.
    LinkDiffers = "link-differs", Warning;
    /// An identity that the table states does not hold in a row.
    IdentityDiffers = "identity-differs", Warning;
    /// A part is larger than the whole that it is of: of a year, of a sum, of 100 %.
    PartExceeds = "part-exceeds", Warning;
    /// A serial number is missing or stands twice.
    SerialGap = "serial-gap", Warning;
    /// A cell says what a person corrected it to.
    Corrected = "corrected", Info;
    /// A correction, or an accepted finding, that does not fit what was read.
    CorrectionStale = "correction-stale", Warning;
    /// The corrections are for another notice.
    CorrectionsForeign = "corrections-foreign", Warning;
    /// The issuer's region is not known.
    RegionUnknown = "region-unknown", Info;
}
