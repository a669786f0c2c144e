//! Findings that a person has looked at.

use std::collections::HashMap;

use fenjie_model::{At, Code, Finding, Place, Severity, text};

use crate::Accepted;

/// Marks the accepted findings, each entry those that are alike in all that it can state. An entry that fits findings
/// of several places accepts none. White space that printed text has or has not says nothing. One that fits none any
/// more is told as a fact: what the notice gives rise to instead is a finding of its own.
pub(crate) fn accept(accepted: &[Accepted], findings: &mut Vec<Finding>) {
    let mut alike: HashMap<(Code, String), Vec<usize>> = HashMap::new();
    for (i, finding) in findings.iter().enumerate() {
        alike.entry((finding.code, text::clean(&finding.message))).or_default().push(i);
    }
    let mut left = Vec::new();
    for entry in accepted {
        let fit: Vec<usize> = alike
            .get(&(entry.code, text::clean(&entry.message)))
            .into_iter()
            .flatten()
            .copied()
            .filter(|&i| entry.fits(&findings[i]))
            .collect();
        match fit.as_slice() {
            [] => left.push(entry.gone()),
            [first, rest @ ..] if rest.iter().any(|&i| !looks_alike(&findings[*first], &findings[i])) => {
                left.push(entry.vague());
            }
            all => all.iter().for_each(|&i| findings[i].accepted = true),
        }
    }
    findings.extend(left);
}

/// Whether no entry could tell the two apart.
fn looks_alike(a: &Finding, b: &Finding) -> bool {
    position(&a.place) == position(&b.place) && a.printed == b.printed
}

/// The page or the line.
fn position(place: &Place) -> (Option<u32>, Option<u32>) {
    match place.at {
        Some(At::Page { page, .. }) => (Some(page), None),
        Some(At::Line(line)) => (None, Some(line)),
        None => (place.page, None),
    }
}

impl Accepted {
    /// Whether the finding, of the same code and message, stands where this one stood.
    fn fits(&self, finding: &Finding) -> bool {
        let place = &finding.place;
        let (page, line) = position(place);
        let fits = |stated: Option<u32>, found| stated.is_none() || stated == found;
        (self.annex, &self.table, self.row, self.col) == (place.annex, &place.table, place.row, place.col)
            && fits(self.page, page)
            && fits(self.line, line)
            && self.printed.as_deref().is_none_or(|printed| {
                finding.printed.as_deref().is_some_and(|found| text::clean(found) == text::clean(printed))
            })
    }

    fn gone(&self) -> Finding {
        let message = format!("an accepted {} is no longer found: {}", self.code.as_str(), self.message);
        self.stale(message).severity(Severity::Info).help("take it out of the corrections")
    }

    fn vague(&self) -> Finding {
        let message = format!("several findings are what was accepted: {}", self.message);
        self.stale(message).help("give the page, the line or the printed text of the one that is meant")
    }

    fn stale(&self, message: String) -> Finding {
        let Self { annex, table, row, col, page, .. } = self.clone();
        let at = self.line.map(At::Line);
        Finding::new(Code::CorrectionStale, message, Place { annex, table, row, col, at, page })
    }
}
