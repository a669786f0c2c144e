//! Whether a word of a line goes on the text before it, or begins one of its own.

use std::ops::Range;

use super::leaders;
use super::signs::{closes_bracket, is_amount, is_character, is_dots, is_leader, is_sign};
use super::{Segment, Settings, Word};
use crate::table::aligned::content::{ends_in_dots, is_value};

/// A bracket closes no farther behind its number than this, in ems.
const BEHIND: f32 = 2.0;

/// A leader begins no farther behind its name than this, in ems.
const LED: f32 = 2.0;

/// The dots of a leader on a grid begin no farther behind its name than so many times their distance.
const NEAR: f32 = 1.6;

/// A name before a leader has no more words.
const LONGEST: usize = 12;
/// A name before a leader stands this far behind the value of another row at least, in ems.
pub(super) const NEXT: f32 = 0.4;

/// The words of one height. A place in it is that of a word, counted from the left.
pub(super) struct Line<'a> {
    /// Indices of its words, from the left.
    pub(super) group: &'a [usize],
    /// Its leaders of single dots, as places in it.
    pub(super) leaders: &'a [Range<usize>],
    pub(super) words: &'a [Word],
    /// The size of most of its words.
    pub(super) em: f32,
    pub(super) settings: &'a Settings,
}

impl Line<'_> {
    /// Whether the word at this place is of the segment before it, which may be the first one of the line.
    /// What leaders and signs tell comes before the gap.
    pub(super) fn joins(&self, at: usize, segment: &Segment, is_first: bool) -> bool {
        // The dots of a leader are of one text, and of the name before them.
        if self.goes_on(at) || self.leads(at, segment, is_first) {
            return true;
        }
        !self.is_behind_leader(at, segment)
            && !self.begins_column(at, segment)
            && (self.is_near(at, segment)
                || self.is_leader_of_name(at, segment)
                || self.closes(at, segment)
                || self.has_sign(at, segment))
    }

    fn word(&self, at: usize) -> &Word {
        &self.words[self.group[at]]
    }

    fn text(&self, at: usize) -> &str {
        &self.word(at).text
    }

    /// How far the word stands behind the segment.
    fn gap(&self, at: usize, segment: &Segment) -> f32 {
        self.word(at).bbox.x0 - segment.x1
    }

    /// The leader of single dots that the word is of.
    fn leader(&self, at: usize) -> Option<&Range<usize>> {
        let next = self.leaders.partition_point(|leader| leader.end <= at);
        self.leaders.get(next).filter(|leader| leader.contains(&at))
    }

    /// Whether it is a dot of a leader, and not the first one.
    fn goes_on(&self, at: usize) -> bool {
        self.leader(at).is_some_and(|leader| leader.start < at)
    }

    /// Whether it is the first dot of the segment's leader.
    fn leads(&self, at: usize, segment: &Segment, is_first: bool) -> bool {
        let near = |leader| (LED * self.em).max(NEAR * leaders::pitch(leader, self.group, self.words));
        let is_near = |leader| self.gap(at, segment) <= near(leader);
        self.leader(at).is_some_and(|leader| leader.start == at && is_near(leader))
            && !segment.ends_in_leader(self.words)
            && (is_first || segment.words.iter().any(|&i| self.words[i].text.contains(char::is_alphabetic)))
    }

    /// Whether it stands behind a leader of single dots, as its value does.
    fn is_behind_leader(&self, at: usize, segment: &Segment) -> bool {
        at.checked_sub(1).and_then(|before| self.leader(before)).is_some_and(|leader| leader.end == at)
            && (is_sign(self.text(at)) || self.gap(at, segment) >= NEXT * self.em)
    }

    /// A sign after an amount stands at the left of the next column, an amount after a leader in it, and so
    /// does a name before one.
    fn begins_column(&self, at: usize, segment: &Segment) -> bool {
        self.is_sign_of_next(at)
            || self.is_led(at)
            || self.gap(at, segment) >= NEXT * self.em && self.is_name_of_next(at)
    }

    /// Whether it is a sign between two amounts.
    fn is_sign_of_next(&self, at: usize) -> bool {
        is_sign(self.text(at))
            && self.group.get(at + 1).is_some_and(|&next| is_amount(&self.words[next].text))
            && at.checked_sub(1).is_some_and(|before| {
                let before = self.text(before);
                is_amount(before) || is_value(before)
            })
    }

    /// Whether it is what a leader of one word leads to.
    fn is_led(&self, at: usize) -> bool {
        let follows = self.settings.is_of_page() && !is_dots(self.text(at));
        (follows || is_amount(self.text(at)))
            && at.checked_sub(1).is_some_and(|before| ends_in_dots(self.text(before)))
    }

    /// Whether it begins a name that ends in a leader, behind the value of another.
    fn is_name_of_next(&self, at: usize) -> bool {
        let ends = |&k: &usize| is_amount(self.text(k)) || ends_in_dots(self.text(k));
        let is_led = || {
            let end = (at..self.group.len().min(at + LONGEST)).find(ends);
            end.is_some_and(|k| ends_in_dots(self.text(k)))
        };
        let is_behind_value = at > 0 && is_value(self.text(at - 1));
        is_behind_value && self.text(at).starts_with(char::is_alphabetic) && is_led()
    }

    /// Whether no wide gap stands before it; single characters of Chinese may be spread.
    fn is_near(&self, at: usize, segment: &Segment) -> bool {
        let (gap, size) = (self.gap(at, segment), self.word(at).size);
        let are_spread =
            || segment.words.iter().chain([&self.group[at]]).all(|&w| is_character(&self.words[w].text));
        gap <= self.settings.wide_gap * size || gap <= self.settings.spread * size && are_spread()
    }

    /// A leader of one word goes on from a name, and no further than to it.
    fn is_leader_of_name(&self, at: usize, segment: &Segment) -> bool {
        let is_name = |&i: &usize| !is_amount(&self.words[i].text) && !is_value(&self.words[i].text);
        is_leader(self.text(at))
            && self.gap(at, segment) <= LED * self.word(at).size
            && segment.words.last().is_some_and(is_name)
    }

    /// A bracket can close in a place of its own behind the column of its number.
    fn closes(&self, at: usize, segment: &Segment) -> bool {
        let before = segment.words.last().map(|&last| &self.words[last]);
        self.gap(at, segment) <= BEHIND * self.em
            && before.is_some_and(|before| closes_bracket(before, self.word(at)))
    }

    /// A sign stands at the left of its column, and the number at the right.
    fn has_sign(&self, at: usize, segment: &Segment) -> bool {
        is_sign(&self.words[segment.words[0]].text) && segment.words.len() == 1 && is_amount(self.text(at))
    }
}
