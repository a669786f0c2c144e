//! The parts of a table on several pages become one table.
//!
//! A part goes on the table before it when nothing of the notice stands between them, and its columns are the table's
//! ([`columns`]): by its header printed again, or without one by its geometry, or by what they hold ([`alike`]). The
//! header stays once, a cell or row that the break cut is mended ([`seam`]), and every cell keeps its own place. One
//! row alone on its page is found by the columns of the table before it ([`lone`]). What a part is held against grows
//! with the table ([`growing`]), so that the cost is that of the parts.

mod again;
mod alike;
mod anew;
mod annex;
mod append;
mod between;
mod blank;
mod blank_pages;
mod columns;
mod cut;
mod fused;
mod growing;
mod lone;
mod overhang;
mod seam;

use fenjie_model::{Code, Finding, Place, Table};

use crate::wording::page_number::is_page_number;
use crate::{Block, TableBlock, TextLine};
use anew::{begins_anew, stands_below};
use append::append;
pub(super) use between::is_passed_over;
use between::{marks, repeats};
use columns::{Mapping, map_columns};
use growing::{Growing, head};

/// So many lines above a table can be printed again above its parts: its title, its measure.
const MOST_ABOVE: usize = 4;

/// Joins the parts of tables. Lines between two parts stay, before the joined table's successor, as furniture.
pub(crate) fn join(blocks: Vec<Block>) -> (Vec<Block>, Vec<Finding>) {
    let mut joiner = Joiner::default();
    for block in blocks {
        match block {
            Block::Line(line) => joiner.line(line),
            Block::Table(part) => joiner.table(part),
        }
    }
    let Joiner { out, mut findings, .. } = joiner;
    findings.extend(doubts(&out));
    (out, findings)
}

/// What was joined so far.
#[derive(Default)]
struct Joiner {
    out: Vec<Block>,
    /// The last table, and the one before it.
    last: Option<Open>,
    before: Option<Open>,
    findings: Vec<Finding>,
}

/// A table that can go on.
struct Open {
    /// Its place among the blocks.
    at: usize,
    /// The first block after its last part.
    since: usize,
    /// The texts of the lines above it.
    above: Vec<String>,
    /// Its first rows.
    head: Table,
    growing: Growing,
}

/// What became of a part.
#[expect(clippy::large_enum_variant, reason = "one lives at a time, and not for long")]
enum Joined {
    /// It goes on the table.
    Yes,
    /// It goes on the table, and the break had cut the table's header, which is whole now.
    WithHeader,
    /// It is a table of its own.
    No(TableBlock),
}

impl Joiner {
    /// Adds a line, as a row of the last table where it is one that a page break cut off.
    fn line(&mut self, line: TextLine) {
        let is_passed = |block: &Block| match block {
            Block::Line(line) => is_passed_over(line),
            Block::Table(_) => false,
        };
        if let Some(open) = &mut self.last
            && let Some(Block::Table(table)) = self.out.get(open.at)
            && let Some(row) = lone::row(table, &open.growing, &line)
            && self.out[open.since..].iter().all(is_passed)
            && let Joined::Yes = try_join(&mut self.out, open, row, &mut self.findings)
        {
            self.findings.push(lone::finding(&line));
        } else {
            self.out.push(Block::Line(line));
        }
    }

    /// Joins a part to the last table, or begins another.
    fn table(&mut self, part: TableBlock) {
        let joined = match &mut self.last {
            Some(last) => try_join(&mut self.out, last, part, &mut self.findings),
            None => Joined::No(part),
        };
        match joined {
            Joined::Yes => {}
            // Only now is it known what the header is.
            Joined::WithHeader => self.join_rebuilt(),
            Joined::No(part) => {
                let at = self.out.len();
                self.before = self.last.take();
                self.last = Some(self.open(part, at));
            }
        }
    }

    /// Joins the last table, whose header was in two pieces, to the one before it.
    fn join_rebuilt(&mut self) {
        let (Some(last), Some(before)) = (&self.last, &mut self.before) else { return };
        let at = last.at;
        let Block::Table(table) = self.out.remove(at) else { return };
        match try_join(&mut self.out, before, table, &mut self.findings) {
            Joined::No(table) => {
                let reopened = self.open(table, at);
                self.last = Some(reopened);
            }
            _ => self.last = self.before.take(),
        }
    }

    /// Puts a table among the blocks, to go on from there.
    fn open(&mut self, mut block: TableBlock, at: usize) -> Open {
        let above = self.out[..at].iter().rev().map_while(|b| match b {
            Block::Line(line) => Some(line),
            Block::Table(_) => None,
        });
        let above = above.filter(|l| !l.furniture).take(MOST_ABOVE).map(|l| l.text.clone()).collect();
        let growing = Growing::new(&mut block.table);
        let head = head(&block.table);
        self.out.insert(at, Block::Table(block));
        Open { at, since: self.out.len(), above, head, growing }
    }
}

/// A table without a header on the page after another table could be the rest of it.
fn doubts(blocks: &[Block]) -> Vec<Finding> {
    let mut findings = Vec::new();
    let mut before: Option<&TableBlock> = None;
    for block in blocks {
        let Block::Table(part) = block else { continue };
        let next = before.and_then(|b| Some(part.table.pages.first()? == &(b.table.pages.last()? + 1)));
        if next == Some(true)
            && part.table.header_rows == 0
            && let Some(first) = part.table.cells.first()
        {
            let message = "this table has no header, and the page before ends with another one";
            let readings = ["a table of its own", "the rest of the table before it"];
            let place = Place { page: first.at.page(), ..Place::at(first.at) };
            findings.push(Finding::ambiguous(Code::TableAmbiguous, message, readings, place));
        }
        before = Some(part);
    }
    findings
}

/// Joins a part to the open table, where nothing between the two forbids it.
fn try_join(
    out: &mut Vec<Block>,
    open: &mut Open,
    mut part: TableBlock,
    findings: &mut Vec<Finding>,
) -> Joined {
    if annex::begins(&part.table, &open.head, &open.above) {
        return Joined::No(part);
    }
    let (until, between) = out.split_at_mut(open.since);
    let Block::Table(table) = &mut until[open.at] else { return Joined::No(part) };
    let mut lines = Vec::with_capacity(between.len());
    for block in between {
        let Block::Line(line) = block else { return Joined::No(part) };
        part.continuation |= marks(line, &open.above);
        lines.push(line);
    }
    let stands_below = stands_below(table, &part, &lines, &open.above);
    let printed = part.table.columns;
    let blank = blank_pages::lie_between(table, &part, &lines);
    let mapping = continues(table, open, &part, blank);
    if stands_below {
        findings.extend(mapping.filter(|_| lines.is_empty()).and_then(|_| anew::finding(&part)));
        return Joined::No(part);
    }
    let mapping = mapping.or_else(|| {
        let whole = blank::with_blank_columns(table, &part)
            .or_else(|| fused::with_parted_heads(table, &open.head, &open.growing, &part))?;
        let mapping = continues(table, open, &whole, blank)?;
        part = whole;
        Some(mapping)
    });
    let alike = if mapping.is_none() { alike::map(table, open, &mut part) } else { None };
    let by_kinds = alike.is_some();
    let Some(mapping) = mapping.or(alike) else {
        if lines.iter().all(|line| line.furniture || is_page_number(&line.text)) {
            findings.extend(headed(table, &part));
        }
        return Joined::No(part);
    };
    let mut hanging = Vec::new();
    for (i, line) in lines.iter().enumerate() {
        if let Some(texts) = overhang::cells_for(table, &open.growing.tail, line, &part, &mapping) {
            hanging.push((i, texts));
        } else if !(is_passed_over(line)
            || marks(line, &open.above)
            || repeats(line, &open.above, mapping.repeated > 0))
        {
            findings.extend(parted(&lines, &part, &mapping));
            return Joined::No(part);
        }
    }
    if !part.continuation && begins_anew((table.table.rows, &open.head), &part.table, mapping.repeated) {
        findings.extend(headed(table, &part));
        return Joined::No(part);
    }
    for (i, texts) in &hanging {
        table.count += lines[*i].count;
        findings.extend(texts.iter().map(|text| overhang::hang(&mut table.table, text)));
    }
    for line in lines {
        line.furniture = true;
    }
    report(table, &part, printed, &mapping, findings);
    findings.extend(blank.then(|| blank_pages::finding(&part)));
    findings.extend(by_kinds.then(|| alike::finding(&part)).flatten());
    let header_cut = append(table, open, part, &mapping, findings);
    for (i, _) in hanging.into_iter().rev() {
        out.remove(open.since + i);
    }
    open.since = out.len();
    if header_cut { Joined::WithHeader } else { Joined::Yes }
}

/// A table that begins a page with the header of the one before it could be the rest of that, whatever stands below it,
/// and so could one that 续表 stands over, whatever stands between.
fn parted(lines: &[&mut TextLine], part: &TableBlock, mapping: &Mapping) -> Option<Finding> {
    let first = part.table.cells.first()?;
    let begins_page = !lines.iter().any(|line| !line.furniture && line.at.page() == first.at.page());
    let message = "text stands between this table and the one before it, whose header it prints again";
    let readings = ["a table of its own", "the rest of the table before it"];
    let place = Place { page: first.at.page(), ..Place::at(first.at) };
    (mapping.repeated > 0 && first.at.page().is_some() && (begins_page || part.continuation))
        .then(|| Finding::ambiguous(Code::TableAmbiguous, message, readings, place))
}

/// A table with a header that begins a page in the columns in which another ends the page before could be the rest of it.
fn headed(table: &TableBlock, part: &TableBlock) -> Option<Finding> {
    let (last, next) = (table.table.pages.last()?, part.table.pages.first()?);
    let first = part.table.cells.first()?;
    let goes_on = *next == last + 1 && part.table.header_rows > 0 && columns::lie_alike(table, part);
    let message = "this table has a header of its own, and the page before ends with one in the same columns";
    let readings = ["a table of its own", "the rest of the table before it"];
    let place = Place { page: first.at.page(), ..Place::at(first.at) };
    goes_on.then(|| Finding::ambiguous(Code::TableAmbiguous, message, readings, place))
}

/// How the columns of `part` lie in `table`, if it goes on: on the next page, or on the same one or behind blank ones if
/// it prints the header again (a web page that shows the pages of a notice one below the other).
fn continues(table: &TableBlock, open: &Open, part: &TableBlock, blank: bool) -> Option<Mapping> {
    let is_next = match (table.table.pages.last(), part.table.pages.first()) {
        (Some(a), Some(b)) if *b == a + 1 => true,
        (Some(a), Some(b)) if a == b || blank => false,
        (None, None) => true,
        _ => return None,
    };
    map_columns(table, &open.head, &open.growing, part).filter(|m| m.repeated > 0 || is_next)
}

fn report(
    table: &TableBlock,
    part: &TableBlock,
    printed: usize,
    mapping: &Mapping,
    findings: &mut Vec<Finding>,
) {
    let of = table.table.columns;
    let message = match (mapping.exact, printed == part.table.columns) {
        (true, true) => return,
        (true, false) => {
            format!("this part prints {printed} columns where the table has {of}; the others are blank")
        }
        (false, _) => {
            format!(
                "this part prints {printed} columns where the table has {of}; they were joined by their header"
            )
        }
    };
    let place =
        part.table.cells.first().map_or(Place::default(), |c| Place { page: c.at.page(), ..Place::at(c.at) });
    findings.push(Finding::new(Code::TableJoined, message, place));
}

#[cfg(test)]
pub(super) mod tests;
