//! What went wrong while reading, for the findings at the end.

use std::collections::BTreeSet;

use fenjie_model::{Code, Finding, Place};

/// A limit of [`Limits`](crate::Limits), by its name in findings.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Limit {
    Inflated,
    Objects,
    Pages,
    Glyphs,
    Operators,
    Segments,
    FormDepth,
    StateDepth,
    Time,
}

impl Limit {
    const fn name(self) -> &'static str {
        match self {
            Self::Inflated => "bytes inflated",
            Self::Objects => "objects",
            Self::Pages => "pages",
            Self::Glyphs => "glyphs on a page",
            Self::Operators => "operators on a page",
            Self::Segments => "path segments on a page",
            Self::FormDepth => "forms within forms",
            Self::StateDepth => "saved graphics states",
            Self::Time => "time",
        }
    }
}

/// Everything to be said, without repetition.
#[derive(Debug, Default)]
pub(super) struct Ledger {
    limits: BTreeSet<(Limit, Option<u32>)>,
    torn: BTreeSet<u32>,
    pub(super) other: Vec<Finding>,
}

impl Ledger {
    /// A limit was reached on a page.
    pub(super) fn limit(&mut self, limit: Limit, page: Option<u32>) {
        // Once time or memory is used up every later page meets the limit too.
        let once = matches!(limit, Limit::Time | Limit::Inflated);
        if !(once && self.limits.iter().any(|(known, _)| *known == limit)) {
            self.limits.insert((limit, page));
        }
    }

    /// A stream of a page could not be inflated to its end.
    pub(super) fn torn(&mut self, page: u32) {
        self.torn.insert(page);
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
        for page in self.torn {
            let message = format!("a stream of page {page} is damaged and was read as far as it goes");
            findings.push(Finding::new(Code::FileDamaged, message, Place::page(page)));
        }
        findings
    }
}
