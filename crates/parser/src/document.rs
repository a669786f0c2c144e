//! Blocks to a notice: head, annexes with their tables, 版记.
//!
//! Every line goes to exactly one place: a field of the notice, furniture, or a finding that it could not be placed.

mod against_list;
mod alone;
mod annexes;
mod colophon;
mod date;
mod doc_number;
mod furniture;
mod head;
mod heading;
mod imprint;
mod listed;
mod masthead;
mod measure;
mod names;
mod notes;
mod orgs;
mod peel;
mod places;
mod referred;
mod web;
mod year;

use fenjie_model::{Annex, Code, Coverage, Finding, MediaType, Notice, Place, text};

use self::head::Head;
use self::web::Around;
use crate::wording::label::Label;
use crate::wording::{caption, label, numbered, numeral, page_number, title};
use crate::{Block, Source, TableBlock, TextLine, Unreadable};

/// A line with its cleaned text.
#[derive(Debug, Clone, PartialEq)]
struct Line {
    text: String,
    raw: TextLine,
}

impl Line {
    fn new(raw: TextLine) -> Self {
        Self { text: text::clean(&raw.text), raw }
    }

    /// The label that it begins with.
    fn label(&self) -> Option<Label<'_>> {
        label::of(&self.raw.text, &self.text)
    }

    /// The text as printed, but 单 位 in one word.
    fn printed(&self) -> String {
        self.raw.text.trim().replace("单 位", "单位").replace("单　位", "单位")
    }
}

/// A line or a table.
#[derive(Debug, Clone, PartialEq)]
enum Item {
    Line(Line),
    Table(TableBlock),
}

impl Item {
    fn line(&self) -> Option<&Line> {
        match self {
            Self::Line(line) => Some(line),
            Self::Table(_) => None,
        }
    }

    fn count(&self) -> usize {
        match self {
            Self::Line(line) => line.raw.count,
            Self::Table(block) => block.count,
        }
    }
}

/// Makes a notice of a source; `findings` are those of its reading, whose places are filled in.
pub(crate) fn notice(source: Source, findings: Vec<Finding>) -> Result<(Notice, Vec<Finding>), Unreadable> {
    let mut findings = findings;
    let is_html = source.media_type == MediaType::Html;
    let mut coverage =
        Coverage { of: source.of, total: source.total, unmapped: source.unmapped, ..Coverage::default() };

    let mut items = Vec::with_capacity(source.blocks.len());
    for block in source.blocks {
        match block {
            Block::Line(line) => {
                let line = Line::new(line);
                if line.raw.furniture || furniture::is_furniture(&line.text) {
                    coverage.furniture += line.raw.count;
                } else {
                    items.extend(measure::apart(line).into_iter().map(Item::Line));
                }
            }
            Block::Table(block) => items.extend(peel::apart(block).into_iter().flat_map(|item| match item {
                Item::Table(block) => colophon::apart(block),
                line @ Item::Line(_) => vec![line],
            })),
        }
    }
    let is_web = is_html || web::is_copied(&items);
    let around = if is_web { web::take(&mut items) } else { Around::default() };
    coverage.furniture += around.count;
    let imprint = imprint::take(&mut items);
    coverage.text += imprint.count;

    let (lines, early) = head::lines(&mut items);
    let head = if alone::is_alone(&lines) { Head::default() } else { head::read(&lines, is_web) };
    let mut unplaced: Vec<&Line> = head.unplaced.iter().map(|at| &lines[*at]).collect();
    let beside: usize = head.around.iter().map(|at| lines[*at].raw.count).sum();
    let lost: usize = unplaced.iter().map(|line| line.raw.count).sum();
    coverage.furniture += beside;
    coverage.text += lines[..head.end].iter().map(|line| line.raw.count).sum::<usize>() - beside - lost;

    let rest = lines[head.end..].iter().cloned().map(Item::Line).chain(items);
    let annexes = annexes::read(early.into_iter().chain(rest).collect(), &head.listed);
    coverage.tables += annexes.tables;
    coverage.text += annexes.text;
    coverage.furniture += annexes.furniture;
    unplaced.extend(&annexes.unplaced);
    if annexes.annexes.is_empty() && head.listed.is_empty() {
        return Err(Unreadable::NotANotice);
    }

    let placed = coverage.tables + coverage.text + coverage.furniture + coverage.unmapped;
    coverage.unaccounted = coverage.total.saturating_sub(placed);
    // A line of nothing but glyphs without Unicode has its finding already.
    unplaced.retain(|line| line.raw.count > 0);
    findings.extend(unaccounted(&unplaced, coverage.unaccounted));
    findings.extend(head.findings);
    findings.extend(annexes.findings);
    findings.extend(referred::missing(&head.body, &head.listed, &annexes.annexes));

    let notice = Notice {
        year: year::of(head.title.as_deref(), &head.listed, &annexes.annexes, head.number_year),
        issuer: head.issuer.or(imprint.printer),
        doc_number: head.doc_number.or(around.doc_number),
        title: head.title,
        signed_on: head.signed_on,
        printed_on: imprint.printed_on,
        addressees: if head.addressees.is_empty() { imprint.addressees } else { head.addressees },
        copied_to: imprint.copied_to,
        body: [head.body, imprint.remarks].concat(),
        listed: head.listed,
        annexes: annexes.annexes,
        source: fenjie_model::Source { media_type: source.media_type, pages: source.pages, coverage },
    };
    if coverage.unmapped * 2 <= coverage.total {
        findings.extend(incomplete(&notice));
    }
    places::fill(&notice.annexes, &mut findings);
    Ok((notice, findings))
}

/// Lines without a place that are told one by one.
const MOST_FINDINGS: usize = 50;

/// One finding for each line that has no place, and one for all the rest.
fn unaccounted(lines: &[&Line], count: usize) -> Vec<Finding> {
    let mut found: Vec<Finding> = lines
        .iter()
        .take(MOST_FINDINGS)
        .map(|line| {
            let message = "the line belongs to no part of the notice";
            Finding::new(Code::Unaccounted, message, Place::at(line.raw.at)).printed(&line.text)
        })
        .collect();
    let told: usize = lines.iter().take(MOST_FINDINGS).map(|line| line.raw.count).sum();
    if count > told {
        let message = format!("{} glyphs or lines of the input are in no part of the notice", count - told);
        found.push(Finding::new(Code::Unaccounted, message, Place::default()));
    }
    found
}

/// The parts of the head that were not found; without any of them the input is hardly a notice.
fn incomplete(notice: &Notice) -> Vec<Finding> {
    let parts = [
        ("issuer", notice.issuer.is_some()),
        ("发文字号", notice.doc_number.is_some()),
        ("title", notice.title.is_some()),
        ("成文日期", notice.signed_on.is_some()),
        ("year", notice.year.is_some()),
    ];
    let missing: Vec<&str> = parts.iter().filter(|(_, is_there)| !is_there).map(|(name, _)| *name).collect();
    let mut found = Vec::new();
    let is_named = |annex: &Annex| annex.label.is_some() || !annex.title.is_empty();
    if notice.doc_number.is_none()
        && notice.title.is_none()
        && notice.listed.is_empty()
        && !notice.annexes.iter().any(is_named)
    {
        let message = "the input has tables, but neither number nor title nor list of annexes";
        found.push(Finding::new(Code::NotANotice, message, Place::default()));
    } else if !missing.is_empty() {
        let message = format!("the head of the notice lacks {}", missing.join(", "));
        found.push(Finding::new(Code::HeadIncomplete, message, Place::default()));
    }
    found
}

#[cfg(test)]
mod tests;
