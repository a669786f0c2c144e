//! The numbers of the list of annexes: which are still free, and whose titles they are.

use std::cell::Cell;
use std::collections::{BTreeMap, BTreeSet};

use fenjie_model::{ListedAnnex, text};

use crate::document::{Item, title};

/// Comparisons of a title with one of the list; then only equal titles are the same. A notice takes some hundred.
const MOST_COMPARISONS: usize = 50_000;

/// The list of annexes, and the numbers that labels or annexes have.
pub(super) struct Numbers<'a> {
    pub(super) listed: &'a [ListedAnnex],
    /// The numbers that stand in labels anywhere.
    labelled: BTreeSet<u32>,
    /// The titles of the list, folded, with their numbers.
    folded: BTreeMap<String, u32>,
    /// Those of them that are a line somewhere.
    printed: BTreeSet<String>,
    /// The numbers that annexes have.
    pub(super) taken: BTreeSet<u32>,
    /// Titles that may still be compared in part.
    comparisons: Cell<usize>,
}

impl<'a> Numbers<'a> {
    /// The numbers of a list before any annex was read from the items.
    pub(super) fn new(items: &[Item], listed: &'a [ListedAnnex]) -> Self {
        let labels = items.iter().filter_map(|item| item.line()?.label());
        let labelled = labels.filter(|label| label.part.is_none()).filter_map(|label| label.number).collect();
        let folded: BTreeMap<String, u32> =
            listed.iter().map(|entry| (text::fold(&entry.title).into_owned(), entry.number)).collect();
        let lines = items.iter().filter_map(Item::line).map(|line| text::fold(&line.text).into_owned());
        let printed = lines.filter(|line| folded.contains_key(line)).collect();
        let comparisons = Cell::new(MOST_COMPARISONS);
        Self { listed, labelled, folded, printed, taken: BTreeSet::new(), comparisons }
    }

    /// The entry of the list with the number.
    pub(super) fn entry(&self, number: u32) -> Option<&'a ListedAnnex> {
        self.listed.iter().find(|entry| entry.number == number)
    }

    /// Whether a label anywhere has a number.
    pub(super) fn has_labelled(&self) -> bool {
        !self.labelled.is_empty()
    }

    /// The first free entry of the list, behind the number if one is given.
    pub(super) fn next_free(&self, after: Option<u32>) -> Option<&'a ListedAnnex> {
        let is_behind = |number: u32| after.is_none_or(|after| number > after);
        self.listed.iter().find(|entry| self.is_free(entry.number) && is_behind(entry.number))
    }

    /// Whether no annex has the number yet.
    pub(super) fn is_open_to(&self, number: u32) -> bool {
        !self.taken.contains(&number)
    }

    /// Whether a number of the list has neither a label nor an annex yet.
    fn is_free(&self, number: u32) -> bool {
        !self.labelled.contains(&number) && self.is_open_to(number)
    }

    pub(super) fn by_title(&self, title: &str, enough: f64) -> Option<u32> {
        self.most_alike(title, enough).map(|(_, number)| number)
    }

    /// The free entry of the list whose title is most like this one, if it is alike enough.
    pub(super) fn most_alike(&self, title: &str, enough: f64) -> Option<(f64, u32)> {
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
}
