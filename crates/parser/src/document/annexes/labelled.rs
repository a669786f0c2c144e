//! Annexes that a label starts (附件1), and the labels of tables within an annex.

use fenjie_model::{Annex, text};

use super::{Before, NumberFrom, Open, Reader, measured};
use crate::document::label::Label;
use crate::document::{Line, caption, heading, label, title};

impl Reader<'_> {
    /// Starts an annex whose label is the first line, and says how many lines its head takes.
    pub(super) fn labelled_annex(&mut self, lines: &[Line], before: Before) -> Option<usize> {
        let first = &lines[0];
        let label = first.label()?;
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
        let is_single = match self.numbers.listed.len() {
            0 => !self.numbers.has_labelled() && self.open.is_empty() && before == Before::Table,
            length => length == 1,
        };
        let wanted = label.number.or_else(|| is_single.then_some(1));
        let listed = wanted.and_then(|number| self.numbers.entry(number));
        // The measure can share the label's line, and then stands before the title.
        let measure = lines.get(1).and_then(measured);
        let head = 1 + usize::from(measure.is_some());
        let heading = heading::read(&label, &lines[head..], listed.map(|entry| entry.title.as_str()));
        // Columns that a sheet prints on further pages stand below the label again, and below what is left of the title.
        if self.open.last().is_some_and(|open| goes_on(&open.annex, &label, &heading.title)) {
            self.settle();
            self.measure = measure;
            return Some(head + heading.lines);
        }
        let by_title = || self.numbers.by_title(&heading.title, title::ALIKE);
        let (number, number_from) = match (label.number, wanted) {
            (Some(number), _) if self.numbers.is_open_to(number) => (Some(number), NumberFrom::Label),
            (Some(_), _) => {
                // The label of another annex once more: a slip of the notice where the list knows the title, else a link.
                let number = by_title().filter(|_| before == Before::Table)?;
                (Some(number), NumberFrom::List)
            }
            (None, Some(number)) if self.numbers.is_open_to(number) => (Some(number), NumberFrom::List),
            _ => by_title().map_or((None, NumberFrom::Nowhere), |number| (Some(number), NumberFrom::List)),
        };
        self.settle();
        self.measure = measure;
        let printed = text::clean(label.printed);
        self.caption = label.part.map(|_| text::clean(&format!("{printed} {}", heading.title)));
        let annex = Annex { number, label: Some(printed), title: heading.title, ..Annex::default() };
        self.numbers.taken.extend(number);
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
            let entry = label.number.and_then(|number| self.numbers.entry(number));
            entry.is_some_and(|entry| {
                self.numbers.is_open_to(entry.number)
                    && (label.title.is_empty() || title::likeness(label.title, &entry.title) >= title::ALIKE)
            })
        };
        is_within && !is_listed()
    }

    /// Whether the line is the label of a table within the annex.
    pub(super) fn starts_part(&self, line: &Line) -> bool {
        line.label().is_some_and(|label| self.is_sublabel(&label))
    }

    /// Whether the line above is nothing but a mark that the title of a table follows.
    pub(super) fn names_part(&self) -> bool {
        self.caption.as_deref().is_some_and(is_bare_mark)
    }
}

/// Whether a label without a number is that of the annex again, above the end of its title.
fn goes_on(annex: &Annex, label: &Label<'_>, title: &str) -> bool {
    /// Less of a title can be the end of any (任务表).
    const SHORTEST: usize = 4;
    label.number.is_none()
        && !annex.tables.is_empty()
        && annex.label.as_deref() == Some(text::clean(label.printed).as_str())
        && title.chars().count() >= SHORTEST
        // The whole title again is another annex's that is called the same.
        && annex.title.strip_suffix(title).is_some_and(|cut| !cut.is_empty())
}

/// Whether the caption so far is nothing but a mark that a title has to follow: 附件1-2, 表2.
fn is_bare_mark(caption: &str) -> bool {
    let part = label::read(caption).is_some_and(|label| label.title.is_empty());
    part || caption::title(caption).is_some_and(str::is_empty)
}
