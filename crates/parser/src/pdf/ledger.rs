//! What went wrong while reading, for the findings at the end.

use std::collections::BTreeSet;

use fenjie_model::{Code, Finding, Place};

/// A limit of [`Limits`](crate::Limits), by its name in findings.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Limit {
    Inflated,
    Objects,
    Fonts,
    Pages,
    Glyphs,
    Operators,
    Segments,
    Covers,
    FormDepth,
    StateDepth,
    Time,
}

impl Limit {
    const fn name(self) -> &'static str {
        match self {
            Self::Inflated => "bytes inflated",
            Self::Objects => "bytes of objects",
            Self::Fonts => "bytes of fonts",
            Self::Pages => "pages",
            Self::Glyphs => "glyphs on a page",
            Self::Operators => "operators on a page",
            Self::Segments => "path segments on a page",
            Self::Covers => "boxes over text on a page",
            Self::FormDepth => "forms within forms",
            Self::StateDepth => "saved graphics states",
            Self::Time => "time",
        }
    }
}

/// What is missing of a page.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Damage {
    /// A stream could not be inflated to its end, or its content has no meaning.
    Torn,
    /// A content stream is longer or shorter than it says.
    OtherLength,
    /// A content stream is not in the file.
    ContentMissing,
    /// Text is shown in a font that is not in the file.
    FontMissing,
    /// Text is shown in a font whose widths are not in the file.
    WidthsMissing,
    /// A form or picture that is drawn is not in the file.
    ObjectMissing,
}

impl Damage {
    fn message(self, page: u32) -> String {
        match self {
            Self::Torn => format!("the content of page {page} is damaged and was read as far as it goes"),
            Self::OtherLength => format!(
                "the content of page {page} is longer or shorter than the file says: a part of it may be lost"
            ),
            Self::ContentMissing => format!("a part of page {page} is not in the file"),
            Self::FontMissing => format!("page {page} shows text in a font that is not in the file"),
            Self::WidthsMissing => {
                format!(
                    "the widths of a font of page {page} are not in the file, so that text may stand in wrong cells"
                )
            }
            Self::ObjectMissing => format!("page {page} draws a form or a picture that is not in the file"),
        }
    }
}

/// Everything to be said, without repetition.
#[derive(Debug, Default)]
pub(super) struct Ledger {
    limits: BTreeSet<(Limit, Option<u32>)>,
    damages: BTreeSet<(u32, Damage)>,
    pub(super) other: Vec<Finding>,
}

impl Ledger {
    /// A limit was reached on a page.
    pub(super) fn limit(&mut self, limit: Limit, page: Option<u32>) {
        // Once time or memory is used up every later page meets the limit too.
        let once = matches!(limit, Limit::Time | Limit::Inflated | Limit::Fonts);
        if !(once && self.limits.iter().any(|(known, _)| *known == limit)) {
            self.limits.insert((limit, page));
        }
    }

    /// Something of a page is missing.
    pub(super) fn damage(&mut self, page: u32, damage: Damage) {
        self.damages.insert((page, damage));
    }

    pub(super) fn findings(self) -> Vec<Finding> {
        let mut findings = self.other;
        for (limit, page) in self.limits {
            let name = limit.name();
            let (message, place) = match page {
                Some(page) => (format!("the limit of {name} was reached on page {page}"), Place::page(page)),
                None => (format!("the limit of {name} was reached"), Place::default()),
            };
            findings.push(
                Finding::new(Code::LimitReached, message, place)
                    .help("what lies behind the limit was not read; raise it if you trust the file"),
            );
        }
        findings.extend(self.damages.into_iter().map(|(page, damage)| {
            Finding::new(Code::FileDamaged, damage.message(page), Place::page(page))
                .help("download the file again, or compare the page by eye")
        }));
        findings
    }
}
