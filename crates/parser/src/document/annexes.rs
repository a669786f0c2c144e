//! The annexes: what stands between the tables is labels, titles, captions, measures and notes.

use std::cell::Cell;
use std::collections::{BTreeMap, BTreeSet};

use fenjie_model::{Annex, At, Finding, ListedAnnex, text};

use super::heading::{self, MOST_LINES};
use super::label::Label;
use super::{Item, Line, against_list, caption, label, measure, notes, title};
use crate::TableBlock;

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

/// Comparisons of a title with one of the list; then only equal titles are the same. A notice takes some hundred.
const MOST_COMPARISONS: usize = 50_000;

/// Reads the annexes from what stands behind the head.
pub(super) fn read(items: Vec<Item>, listed: &[ListedAnnex]) -> Annexes {
    let labels = items.iter().filter_map(|item| label::of(item.line()?));
    let labelled = labels.filter(|label| label.part.is_none()).filter_map(|label| label.number).collect();
    let folded: BTreeMap<String, u32> =
        listed.iter().map(|entry| (text::fold(&entry.title).into_owned(), entry.number)).collect();
    let lines = items.iter().filter_map(Item::line).map(|line| text::fold(&line.text).into_owned());
    let mut reader = Reader {
        listed,
        printed: lines.filter(|line| folded.contains_key(line)).collect(),
        labelled,
        has_labels: items.iter().any(|item| item.line().and_then(label::of).is_some()),
        folded,
        taken: BTreeSet::new(),
        comparisons: Cell::new(MOST_COMPARISONS),
        open: Vec::new(),
        caption: None,
        measure: None,
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
    listed: &'a [ListedAnnex],
    /// The numbers that stand in labels anywhere.
    labelled: BTreeSet<u32>,
    /// Whether there is any label, be it without a number.
    has_labels: bool,
    /// The titles of the list, folded, with their numbers.
    folded: BTreeMap<String, u32>,
    /// Those of them that are a line somewhere.
    printed: BTreeSet<String>,
    /// The numbers that annexes have.
    taken: BTreeSet<u32>,
    /// Titles that may still be compared in part.
    comparisons: Cell<usize>,
    open: Vec<Open>,
    /// For the next table.
    caption: Option<String>,
    measure: Option<String>,
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
            if let Some(taken) =
                self.labelled_annex(rest, before).or_else(|| self.unlabelled_annex(rest, before))
            {
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
            if self.open.is_empty() && self.listed.is_empty() && !self.names_part() && title::is_title(text) {
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

    /// Starts an annex whose label is the first line, and says how many lines its head takes.
    fn labelled_annex(&mut self, lines: &[Line], before: Before) -> Option<usize> {
        let first = &lines[0];
        let label = label::of(first)?;
        if self.is_sublabel(&label) {
            return None;
        }
        let repeats = |open: &Open| open.annex.number.is_some() && open.annex.number == label.number;
        if self.open.last().is_some_and(repeats) {
            // The label again at the top of a page.
            let title = &self.open.last()?.annex.title;
            let again = lines.get(1).is_some_and(|line| line.text == *title);
            return Some(1 + usize::from(again && label.title.is_empty()));
        }
        // One annex needs no number, be it listed or not.
        let is_single = match self.listed.len() {
            0 => self.labelled.is_empty() && self.open.is_empty() && before == Before::Table,
            length => length == 1,
        };
        let wanted = label.number.or_else(|| is_single.then_some(1));
        let listed = wanted.and_then(|number| self.listed.iter().find(|entry| entry.number == number));
        // The measure can share the label's line, and then stands before the title.
        let measure = lines.get(1).and_then(measured);
        let head = 1 + usize::from(measure.is_some());
        let heading = heading::read(&label, &lines[head..], listed.map(|entry| entry.title.as_str()));
        let by_title = || self.by_title(&heading.title, title::ALIKE);
        let is_taken = |number| self.taken.contains(&number);
        let (number, number_from) = match (label.number, wanted) {
            (Some(number), _) if !is_taken(number) => (Some(number), NumberFrom::Label),
            (Some(_), _) => {
                // The label of another annex once more: a slip of the notice where the list knows the title, else a link.
                let number = by_title().filter(|_| before == Before::Table)?;
                (Some(number), NumberFrom::List)
            }
            (None, Some(number)) if !is_taken(number) => (Some(number), NumberFrom::List),
            _ => by_title().map_or((None, NumberFrom::Nowhere), |number| (Some(number), NumberFrom::List)),
        };
        self.settle();
        self.measure = measure;
        let printed = text::clean(label.printed);
        self.caption = label.part.map(|_| text::clean(&format!("{printed} {}", heading.title)));
        let annex = Annex { number, label: Some(printed), title: heading.title, ..Annex::default() };
        self.taken.extend(number);
        self.open.push(Open { annex, at: first.raw.at, number_from });
        Some(head + heading.lines)
    }

    /// Whether it labels a table within an annex: 附表1 in 附件1, or in 附件 alone; 附表1-1 in annex 1.
    fn is_sublabel(&self, label: &Label<'_>) -> bool {
        if label.part.is_some() {
            return self.open.last().is_some_and(|open| open.annex.number == label.number);
        }
        if label.word != "附表" {
            return false;
        }
        let is_within = self.open.last().is_some_and(|open| {
            let word = open.annex.label.as_deref().and_then(label::read).map(|label| label.word.to_owned());
            word.as_deref() == Some("附件")
        });
        let is_listed = || {
            let entry = self.listed.iter().find(|entry| Some(entry.number) == label.number);
            entry.is_some_and(|entry| {
                self.is_open_to(entry.number)
                    && (label.title.is_empty() || title::likeness(label.title, &entry.title) >= title::ALIKE)
            })
        };
        is_within && !is_listed()
    }

    /// Whether the line is the label of a table within the annex.
    fn starts_part(&self, line: &Line) -> bool {
        label::of(line).is_some_and(|label| self.is_sublabel(&label))
    }

    /// Whether the line above is nothing but a mark that the title of a table follows.
    fn names_part(&self) -> bool {
        self.caption.as_deref().is_some_and(is_bare_mark)
    }

    /// Whether no annex has the number yet.
    fn is_open_to(&self, number: u32) -> bool {
        !self.taken.contains(&number)
    }

    /// Starts an annex without a label where the first lines are its title.
    fn unlabelled_annex(&mut self, lines: &[Line], before: Before) -> Option<usize> {
        if self.names_part() || self.starts_part(&lines[0]) {
            return None;
        }
        let mut best: Option<(f64, u32, usize, String)> = None;
        for (joined, taken) in joins(lines) {
            // Away from a table only the listed title itself starts an annex.
            let is_near = before == Before::Table && is_head_of_table(&lines[taken..]);
            if let Some((likeness, number)) =
                self.most_alike(&joined, if is_near { title::ALIKE } else { 1.0 })
                && best.as_ref().is_none_or(|(most, ..)| likeness > *most)
            {
                best = Some((likeness, number, taken, joined));
            }
        }
        if let Some((_, number, taken, title)) = best {
            self.start_unlabelled(Some(number), title, lines[0].raw.at);
            return Some(taken);
        }
        // 表1 before the title that the list has.
        let named = joins(lines).into_iter().filter(|(_, taken)| is_head_of_table(&lines[*taken..]));
        let mut named = named.filter_map(|(joined, taken)| {
            let title = caption::title(&joined)?.to_owned();
            let number = self.by_title(&title, title::ALIKE)?;
            let label = joined[..joined.len() - title.len()].to_owned();
            Some((number, title, text::clean(&label), taken))
        });
        if let Some((number, title, label, taken)) = named.next().filter(|_| before == Before::Table) {
            self.start_unlabelled(Some(number), title, lines[0].raw.at);
            self.open.last_mut()?.annex.label = Some(label);
            return Some(taken);
        }
        if before == Before::End {
            return None;
        }
        // A title right over a table that the list does not have in these words.
        let (joined, taken) = joins(lines)
            .into_iter()
            .find(|(joined, taken)| title::is_title(joined) && is_head_of_table(&lines[*taken..]))?;
        if caption::is_caption(&joined) || caption::is_heading(&joined) || caption::is_continuation(&joined) {
            return None;
        }
        let after = self.open.last().and_then(|open| open.annex.number);
        let next = self
            .listed
            .iter()
            .find(|entry| self.is_free(entry.number) && after.is_none_or(|after| entry.number > after));
        let next =
            next.filter(|entry| title::closeness(&text::fold(&joined), &text::fold(&entry.title)) >= 0.5);
        let has_year = joined.contains('年');
        let is_first = self.open.is_empty();
        let is_free_standing = self.open.last().is_some_and(|open| !open.annex.tables.is_empty()) && has_year;
        if next.is_none() && !is_first && !is_free_standing {
            return None;
        }
        self.start_unlabelled(next.map(|entry| entry.number), joined, lines[0].raw.at);
        Some(taken)
    }

    fn start_unlabelled(&mut self, number: Option<u32>, title: String, at: At) {
        self.settle();
        self.taken.extend(number);
        let number_from = if number.is_some() { NumberFrom::List } else { NumberFrom::Nowhere };
        self.open.push(Open { annex: Annex { number, title, ..Annex::default() }, at, number_from });
    }

    /// Whether a number of the list has neither a label nor an annex yet.
    fn is_free(&self, number: u32) -> bool {
        !self.labelled.contains(&number) && self.is_open_to(number)
    }

    fn by_title(&self, title: &str, enough: f64) -> Option<u32> {
        self.most_alike(title, enough).map(|(_, number)| number)
    }

    /// The free entry of the list whose title is most like this one, if it is alike enough.
    fn most_alike(&self, title: &str, enough: f64) -> Option<(f64, u32)> {
        let title = text::fold(title);
        if let Some(number) = self.folded.get(&*title).filter(|number| self.is_free(**number)) {
            return Some((1.0, *number));
        }
        if enough >= 1.0 {
            return None;
        }
        // An entry whose own words stand somewhere is not given to others.
        let free = self
            .folded
            .iter()
            .filter(|(folded, number)| self.is_free(**number) && !self.printed.contains(*folded));
        let alike = free.take(self.comparisons.get()).map(|(folded, number)| {
            self.comparisons.set(self.comparisons.get() - 1);
            (title::likeness(&title, folded), *number)
        });
        let alike = alike.filter(|(likeness, _)| *likeness >= enough);
        alike.max_by(|a, b| a.0.total_cmp(&b.0).then(b.1.cmp(&a.1)))
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
        table.measure_note = self.measure.take();
        let at = table.cells.first().map_or(At::Line(1), |cell| cell.at);
        if self.open.is_empty() {
            // 表1, 表2 with neither label nor title over them are of the one annex that is listed.
            let entry = self.listed.first().filter(|_| self.listed.len() == 1 && !self.has_labels);
            let entry = entry.filter(|_| table.caption.as_deref().is_some_and(caption::is_caption));
            let annex = Annex {
                number: entry.map(|entry| entry.number),
                title: entry.map(|entry| entry.title.clone()).unwrap_or_default(),
                ..Annex::default()
            };
            self.taken.extend(annex.number);
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
            let listed =
                open.annex.number.and_then(|number| self.listed.iter().find(|entry| entry.number == number));
            open.annex.listed_title = listed.map(|entry| entry.title.clone());
            self.out.findings.extend(against_list::about(open, listed, !self.listed.is_empty()));
        }
        self.out.findings.extend(against_list::missing(self.listed, &self.open));
        self.out.annexes = self.open.into_iter().map(|open| open.annex).collect();
        self.out
    }
}

/// Whether the caption so far is nothing but a mark that a title has to follow: 附件1-2, 表2.
fn is_bare_mark(caption: &str) -> bool {
    let part = label::read(caption).is_some_and(|label| label.title.is_empty());
    part || caption::title(caption).is_some_and(str::is_empty)
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
        if taken > 1 && (label::of(line).is_some() || measured(line).is_some()) {
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
