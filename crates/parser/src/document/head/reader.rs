//! The parts of a head, each of which takes its lines.

use std::ops::Range;

use fenjie_model::{Code, Finding, Place, Severity};

use super::addressees::addressees;
use super::own_title::{date_alone, issuer_of};
use super::paragraphs::paragraphs;
use super::signature::{is_tail, signature};
use super::{Head, is_mark};
use crate::document::{Line, doc_number, listed, masthead, names, orgs, web};

/// The head while it is read. What is found takes its lines.
pub(super) struct Reader<'a> {
    lines: &'a [Line],
    /// Which of the lines are taken.
    pub(super) used: Vec<bool>,
    pub(super) head: Head,
}

impl<'a> Reader<'a> {
    pub(super) fn new(lines: &'a [Line]) -> Self {
        Self { lines, used: vec![false; lines.len()], head: Head::default() }
    }

    /// What a web page's index says of the notice, over it.
    pub(super) fn index_entry(&mut self) {
        let own = 0..web::index_entry(self.lines);
        self.used[own.clone()].fill(true);
        self.head.around.extend(own);
    }

    /// The issuer by the red head, over the number.
    pub(super) fn red_head(&mut self) {
        let Some((organ, at)) = masthead::find(self.lines) else { return };
        if let Some(others) = masthead::others(&self.lines[at.clone()], &organ) {
            let message = format!("the red head names more issuers behind the first: {others}");
            let place = Place::at(self.lines[at.start].raw.at);
            let finding = Finding::new(Code::HeadIncomplete, message, place);
            self.head.findings.push(finding.severity(Severity::Info));
        }
        self.head.issuer = Some(organ);
        self.used[at].fill(true);
    }

    /// The first number, if it is the notice's own. An index entry of a web page says it again.
    pub(super) fn own_number(&mut self) {
        let found = |(at, line): (usize, &'a Line)| Some((at, line, doc_number::find(&line.text)?));
        let first = |is_entry: bool| {
            let of_kind = |(_, line): &(usize, &'a Line)| web::is_entry_line(&line.text) == is_entry;
            self.lines.iter().enumerate().filter(of_kind).find_map(found)
        };
        let is_own = |(_, line, number): &(usize, &Line, _)| is_own_number(&line.text, number);
        let Some((at, line, number)) =
            [false, true].into_iter().find_map(|entry| first(entry).filter(is_own))
        else {
            return;
        };
        self.head.doc_number = Some(number.printed.to_owned());
        self.head.number_year = Some(number.year);
        self.used[at] = true;
        if let Some(departs) = number.departs {
            let finding = Finding::new(Code::DocNumberForm, departs, Place::at(line.raw.at));
            self.head.findings.push(finding.printed(number.printed));
        }
    }

    /// The names of organs up to the end of the title; the first is the issuer where no red head tells it.
    pub(super) fn organs(&mut self, titled: usize, title: Option<&str>) {
        // A letter's head, or that of several issuers, has the organs' names without 文件 behind them.
        if let Some(organ) = title.and_then(issuer_of)
            && self.head.issuer.is_none()
            && let Some(broken) = masthead::broken_name(&self.lines[..titled], &organ)
        {
            self.used[broken].fill(true);
            self.head.issuer = Some(organ);
        }
        let lines = self.lines;
        for at in (0..titled).filter(|at| orgs::is_org(&lines[*at].text)) {
            let end = (at + 1..titled).find(|at| self.used[*at]).unwrap_or(titled).max(at + 1);
            let is_broken =
                at > 0 && !self.used[at - 1] && masthead::is_broken(&lines[at - 1].text, &lines[at].text);
            let (organ, range) = if is_broken {
                (masthead::joined(&lines[at - 1..=at]), at - 1..at + 1)
            } else {
                let (organ, count) = masthead::organ_at(&lines[at..end], orgs::is_org).unwrap_or_default();
                (organ, at..at + count.max(1))
            };
            if !self.used[at] && self.head.issuer.is_none() {
                self.head.issuer = Some(organ);
            }
            self.used[range].fill(true);
        }
    }

    /// A document of the party can print its date under the title.
    pub(super) fn date_under_title(&mut self, titled: usize) {
        let mut below = titled..self.lines.len().min(titled + 2);
        let dated = below.find_map(|at| Some((at, date_alone(&self.lines[at].text)?)));
        if let Some((at, date)) = dated {
            self.head.signed_on = Some(date);
            self.used[at] = true;
        }
    }

    /// The list of annexes, and its lines.
    pub(super) fn list(&mut self, titled: usize) -> Option<Range<usize>> {
        let list = listed::find(&self.lines[titled..], self.head.issuer.as_deref())?;
        let own = titled + list.first..titled + list.end;
        self.head.listed = list.entries;
        self.used[own.clone()].fill(true);
        Some(own)
    }

    /// Whom the notice is for, and the line behind them, at which the body begins.
    pub(super) fn addressees(&mut self, titled: usize, list_first: Option<usize>) -> usize {
        let (from, to) = addressees(self.lines, titled, list_first.unwrap_or(self.lines.len()));
        if to <= from {
            return titled;
        }
        let text: String = self.lines[from..to].iter().map(|line| line.text.as_str()).collect();
        self.head.addressees = names::split(&text);
        self.used[from..to].fill(true);
        to
    }

    /// Date and signer, and where the head ends without them.
    pub(super) fn signature(&mut self, body: usize, list_first: Option<usize>, is_by_title: bool) {
        let Some(signature) = signature(self.lines, body, list_first, self.head.end) else {
            if list_first.is_none() {
                // Neither a list nor a date: the head ends where the first annex starts.
                self.head.end = annex_start(self.lines, body);
            }
            return;
        };
        self.head.signed_on = Some(signature.date);
        self.used[signature.first..signature.end].fill(true);
        self.head.end = self.head.end.max(signature.end);
        // Of several issuers, whose names the title prints in a row, the first one signs first; and one can sign with
        // its full name (景州市昌河区人民政府办公室), where the title has the end of it or is short for that (区政府办公室).
        let tells_more = |issuer: &String| {
            let signer = signature.signer.as_deref().unwrap_or_default();
            let signs_first = orgs::is_several(issuer) && !signer.is_empty() && issuer.starts_with(signer);
            issuer != signer && (signs_first || orgs::short(signer).ends_with(&orgs::short(issuer)))
        };
        if self.head.issuer.as_ref().is_none_or(|issuer| is_by_title && tells_more(issuer)) {
            self.head.issuer = signature.signer;
        }
    }

    /// The paragraphs from a line on, and the lines under the signature.
    pub(super) fn body(&mut self, from: usize) {
        let own: Vec<usize> = (from..self.head.end).filter(|at| !self.used[*at]).collect();
        self.head.body = paragraphs(own.iter().map(|at| &self.lines[*at]));
        own.iter().for_each(|at| self.used[*at] = true);
        let is_of_tail = |line: &&Line| is_tail(&line.text) && line.label().is_none();
        while let Some(line) = self.lines.get(self.head.end).filter(is_of_tail) {
            self.head.body.push(line.text.clone());
            self.used[self.head.end] = true;
            self.head.end += 1;
        }
    }

    /// The lines that nothing took: what a web page put around the notice, or nothing known.
    pub(super) fn leftover(&mut self, titled: usize, is_web: bool) {
        for at in (0..self.head.end).filter(|at| !self.used[*at]) {
            let text = &self.lines[at].text;
            if is_mark(text) || self.head.title.as_ref().is_some_and(|title| title == text) {
                continue;
            }
            let is_entry = at < titled && web::is_entry_line(text);
            if is_web || is_entry { self.head.around.push(at) } else { self.head.unplaced.push(at) }
        }
    }
}

/// Whether the line is the notice's own number, not one that its text speaks of.
fn is_own_number(line: &str, number: &doc_number::DocNumber<'_>) -> bool {
    let rest = line.chars().count() - number.printed.chars().count();
    rest == 0 || (rest <= 24 && !line.contains(['《', '，', '。']))
}

/// Where the first annex starts if neither a list nor a signature ends the head.
fn annex_start(lines: &[Line], from: usize) -> usize {
    (from..lines.len()).find(|at| lines[*at].label().is_some()).unwrap_or_else(|| {
        lines.len() - lines[from..].iter().rev().take_while(|line| !line.text.contains('。')).count()
    })
}
