//! The annexes: what stands between the tables is labels, titles, captions, measures and notes.

mod labelled;
mod numbers;
mod unlabelled;

use std::collections::BTreeMap;

use fenjie_model::{Annex, At, Code, Finding, ListedAnnex, Place, text};

use super::heading::MOST_LINES;
use super::{Item, Line, against_list, caption, measure, notes, title};
use crate::TableBlock;
use numbers::Numbers;

/// No notice has more annexes than this; what follows is of the last one.
const MOST_ANNEXES: usize = 20_000;

/// What was read behind the head.
#[derive(Debug, Default)]
pub(super) struct Annexes {
    pub(super) annexes: Vec<Annex>,
    pub(super) findings: Vec<Finding>,
    /// Glyphs or lines in tables.
    pub(super) tables: usize,
    /// Glyphs or lines in labels, titles, notes and the like.
    pub(super) text: usize,
    /// Glyphs or lines in marks of continued tables.
    pub(super) furniture: usize,
    /// Lines that belong to no annex.
    pub(super) unplaced: Vec<Line>,
}

/// Reads the annexes from what stands behind the head.
pub(super) fn read(items: Vec<Item>, listed: &[ListedAnnex]) -> Annexes {
    let mut reader = Reader {
        numbers: Numbers::new(&items, listed),
        has_labels: items.iter().any(|item| item.line().and_then(Line::label).is_some()),
        open: Vec::new(),
        caption: None,
        measure: None,
        over_captions: None,
        out: Annexes::default(),
    };
    let mut lines = Vec::new();
    for item in items {
        match item {
            Item::Line(line) => lines.push(line),
            Item::Table(block) => {
                reader.gap(&std::mem::take(&mut lines), Before::Table);
                reader.table(block);
            }
        }
    }
    reader.gap(&lines, Before::End);
    reader.finish()
}

/// What follows a gap.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Before {
    Table,
    End,
}

struct Reader<'a> {
    numbers: Numbers<'a>,
    /// Whether there is any label, be it without a number.
    has_labels: bool,
    open: Vec<Open>,
    /// For the next table.
    caption: Option<String>,
    measure: Option<String>,
    /// The measure that stands over the captions of tables, and holds for each that names none, with the annexes begun so far.
    over_captions: Option<(usize, String)>,
    out: Annexes,
}

/// An annex and where it starts.
pub(super) struct Open {
    pub(super) annex: Annex,
    pub(super) at: At,
    /// How its number was found.
    pub(super) number_from: NumberFrom,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum NumberFrom {
    Label,
    /// By title and order, or because it is the only one.
    List,
    Nowhere,
    /// No annex: tables that stand outside any.
    Outside,
}

impl Reader<'_> {
    /// Reads the lines between two tables.
    fn gap(&mut self, lines: &[Line], before: Before) {
        let mut at = 0;
        let mut in_notes = false;
        while at < lines.len() {
            let line = &lines[at];
            let text = line.text.as_str();
            let rest = &lines[at..];
            let is_full = self.open.len() >= MOST_ANNEXES;
            let begun = || self.labelled_annex(rest, before).or_else(|| self.unlabelled_annex(rest, before));
            if let Some(taken) = (!is_full).then(begun).flatten() {
                self.out.text += lines[at..at + taken].iter().map(|line| line.raw.count).sum::<usize>();
                at += taken;
                in_notes = false;
                continue;
            }
            at += 1;
            if caption::is_continuation(text) || caption::is_continued(text) {
                self.out.furniture += line.raw.count;
                continue;
            }
            if self.open.is_empty()
                && self.numbers.listed.is_empty()
                && !self.names_part()
                && title::is_title(text)
            {
                // What is issued can follow the signature under its own title.
                self.start_unlabelled(None, text.to_owned(), line.raw.at);
                self.out.text += line.raw.count;
                continue;
            }
            if self.open.is_empty() && self.place_outside(rest, before) {
                continue;
            }
            self.out.text += line.raw.count;
            let measure = measured(line).filter(|_| before == Before::Table);
            if measure.is_some() {
                self.measure = measure;
            } else if before == Before::Table && (self.is_caption(rest) || self.starts_part(line)) {
                if self.caption.is_none()
                    && let Some(measure) = &self.measure
                {
                    self.over_captions = Some((self.open.len(), measure.clone()));
                }
                let caption = self.caption.take().map_or_else(String::new, |above| above + " ");
                self.caption = Some(text::clean(&(caption + text)));
            } else if let Some(open) = self.open.last_mut() {
                let annex = &mut open.annex;
                let under_table = !annex.tables.is_empty();
                if notes::starts(text) || (under_table && notes::explains_mark(text)) {
                    annex.notes.push(text.to_owned());
                    in_notes = true;
                } else if in_notes && notes::goes_on_numbered(text) {
                    annex.notes.push(text.to_owned());
                } else if let Some(note) =
                    annex.notes.last_mut().filter(|note| in_notes && notes::is_cut(note))
                {
                    note.push(' ');
                    note.push_str(text);
                } else {
                    in_notes = false;
                    annex.text.push(text.to_owned());
                }
            }
        }
        if before == Before::End {
            self.settle();
        }
    }

    /// A caption and a measure that no table followed are text.
    fn settle(&mut self) {
        let left = [self.caption.take(), self.measure.take()];
        if let Some(open) = self.open.last_mut() {
            open.annex.text.extend(left.into_iter().flatten());
        }
    }

    /// Whether the first line names the next table of the annex.
    fn is_caption(&self, lines: &[Line]) -> bool {
        let text = lines[0].text.as_str();
        caption::is_caption(text)
            || (is_head_of_table(&lines[1..])
                && !notes::starts(text)
                && (caption::is_heading(text) || title::is_title(text)))
    }

    /// Text before the first annex: the measure or caption of a table outside any annex, or nothing known.
    fn place_outside(&mut self, lines: &[Line], before: Before) -> bool {
        let is_of_table =
            before == Before::Table && (measured(&lines[0]).is_some() || self.is_caption(lines));
        if !is_of_table {
            self.out.unplaced.push(lines[0].clone());
        }
        !is_of_table
    }

    fn table(&mut self, block: TableBlock) {
        let TableBlock { mut table, count, .. } = block;
        self.out.tables += count;
        table.caption = self.caption.take();
        let over = self.over_captions.as_ref().filter(|(annexes, _)| *annexes == self.open.len());
        let over = over.filter(|_| table.caption.is_some()).map(|(_, measure)| measure.clone());
        table.measure_note = self.measure.take().or(over);
        let at = table.cells.first().map_or(At::Line(1), |cell| cell.at);
        if self.open.is_empty() {
            // 表1, 表2 with neither label nor title over them are of the one annex that is listed.
            let entry =
                self.numbers.listed.first().filter(|_| self.numbers.listed.len() == 1 && !self.has_labels);
            let entry = entry.filter(|_| table.caption.as_deref().is_some_and(caption::is_caption));
            let annex = Annex {
                number: entry.map(|entry| entry.number),
                title: entry.map(|entry| entry.title.clone()).unwrap_or_default(),
                ..Annex::default()
            };
            self.numbers.taken.extend(annex.number);
            let number_from = entry.map_or(NumberFrom::Outside, |_| NumberFrom::List);
            self.open.push(Open { annex, at, number_from });
        }
        if let Some(open) = self.open.last_mut() {
            open.annex.tables.push(table);
        }
    }

    /// Gives the tables their IDs, and says what differs from the list.
    fn finish(mut self) -> Annexes {
        let mut tables_of: BTreeMap<u32, usize> = BTreeMap::new();
        for open in &mut self.open {
            let number = open.annex.number.unwrap_or(0);
            for table in &mut open.annex.tables {
                let tables = tables_of.entry(number).or_default();
                *tables += 1;
                table.id = format!("a{number:02}-t{tables}");
            }
            for note in &mut open.annex.notes {
                *note = text::clean(note);
            }
            open.annex.measure_note = open.annex.tables.first().and_then(|table| table.measure_note.clone());
            let listed = open.annex.number.and_then(|number| self.numbers.entry(number));
            open.annex.listed_title = listed.map(|entry| entry.title.clone());
            self.out.findings.extend(against_list::about(open, listed, !self.numbers.listed.is_empty()));
        }
        self.out.findings.extend(against_list::missing(self.numbers.listed, &self.open));
        if let Some(last) = self.open.last().filter(|_| self.open.len() >= MOST_ANNEXES) {
            let message = format!("no more than {MOST_ANNEXES} annexes are told apart");
            let place = Place { annex: last.annex.number, page: last.at.page(), ..Place::at(last.at) };
            self.out.findings.push(Finding::new(Code::LimitReached, message, place));
        }
        self.out.annexes = self.open.into_iter().map(|open| open.annex).collect();
        self.out
    }
}

/// The measure that the line names.
fn measured(line: &Line) -> Option<String> {
    measure::read(&line.printed()).map(|note| text::clean(note.measure))
}

/// The first line, the first two, and so on, as one text each.
pub(super) fn joins(lines: &[Line]) -> Vec<(String, usize)> {
    let mut joined = String::new();
    let mut found = Vec::new();
    for (line, taken) in lines.iter().take(MOST_LINES).zip(1..) {
        let begins_another =
            line.label().is_some() || measured(line).is_some() || caption::is_caption(&line.text);
        if taken > 1 && begins_another {
            break;
        }
        joined.push(' ');
        joined.push_str(&line.text);
        found.push((text::clean(&joined), taken));
    }
    found
}

/// Whether nothing but a measure, a caption and the like stands before the table.
pub(super) fn is_head_of_table(lines: &[Line]) -> bool {
    lines.len() <= 3
        && lines.iter().all(|line| {
            let text = line.text.as_str();
            measured(line).is_some()
                || caption::is_caption(text)
                || caption::is_continuation(text)
                || (text.starts_with(['（', '(']) && text.ends_with(['）', ')']))
        })
}
