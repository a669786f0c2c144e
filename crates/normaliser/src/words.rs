//! What the words of a header say, each question with its lists of words.

use std::sync::OnceLock;

mod amount;
mod compared;
mod frame;
mod heading;
mod leaning;
mod rate;
mod time;

pub(crate) use amount::Amount;
pub(crate) use compared::is_held_against;
pub(crate) use frame::is_frame;
pub(crate) use heading::{Heading, heading, is_attribute, is_worth};
pub(crate) use leaning::{is_of_years, leans, only_counts, part_of_stock};
pub(crate) use rate::{
    is_change_since, is_growth, is_increase, is_of_goal, is_share, tells_fall, tells_growth,
};
pub(crate) use time::{after_date, end_of_plan, is_time};

/// A list of words, parted by spaces.
pub(crate) struct Words {
    words: &'static str,
    by_first: OnceLock<ByCharacter>,
    by_last: OnceLock<ByCharacter>,
}

/// A list of words as a static: each list is sorted once, and asked for every header and every cell.
macro_rules! words {
    ($words:literal $(,)?) => {{
        static WORDS: $crate::words::Words = $crate::words::Words::new($words);
        &WORDS
    }};
}
pub(crate) use words;

impl Words {
    pub(crate) const fn new(words: &'static str) -> Self {
        Self { words, by_first: OnceLock::new(), by_last: OnceLock::new() }
    }

    /// The words, in their order.
    pub(crate) fn all(&self) -> impl Iterator<Item = &'static str> {
        self.words.split_ascii_whitespace()
    }

    /// Whether there are none.
    pub(crate) fn is_empty(&self) -> bool {
        self.words.is_empty()
    }

    /// Whether the text is one of them.
    pub(crate) fn have(&self, text: &str) -> bool {
        self.with_first(text).any(|word| word == text)
    }

    /// Whether the text begins with one of them.
    pub(crate) fn begin(&self, text: &str) -> bool {
        self.with_first(text).any(|word| text.starts_with(word))
    }

    /// Whether the text ends with one of them.
    pub(crate) fn end(&self, text: &str) -> bool {
        let by_last = self.by_last.get_or_init(|| ByCharacter::new(self, |word| word.chars().next_back()));
        by_last.of(text.chars().next_back()).any(|word| text.ends_with(word))
    }

    /// Whether one of them is in the text.
    pub(crate) fn are_in(&self, text: &str) -> bool {
        self.found_in(text).is_some()
    }

    /// The first of them in the text.
    pub(crate) fn found_in(&self, text: &str) -> Option<&'static str> {
        let at = |at: usize| self.with_first(&text[at..]).find(|word| text[at..].starts_with(word));
        text.char_indices().find_map(|(i, _)| at(i))
    }

    /// What follows the first of them that the text begins with.
    pub(crate) fn after<'t>(&self, text: &'t str) -> Option<&'t str> {
        self.with_first(text).find_map(|word| text.strip_prefix(word))
    }

    /// Those that begin with the same character as the text, in their order.
    fn with_first(&self, text: &str) -> impl Iterator<Item = &'static str> {
        let by_first = self.by_first.get_or_init(|| ByCharacter::new(self, |word| word.chars().next()));
        by_first.of(text.chars().next())
    }
}

/// Words by one of their characters, those with the same in their order.
struct ByCharacter(Vec<(char, &'static str)>);

impl ByCharacter {
    fn new(words: &Words, character: impl Fn(&'static str) -> Option<char>) -> Self {
        let mut words: Vec<_> = words.all().filter_map(|word| Some((character(word)?, word))).collect();
        words.sort_by_key(|(character, _)| *character);
        Self(words)
    }

    fn of(&self, character: Option<char>) -> impl Iterator<Item = &'static str> {
        let (Self(words), character) = (self, character.unwrap_or_default());
        let from = words.partition_point(|(other, _)| *other < character);
        words[from..].iter().take_while(move |(other, _)| *other == character).map(|(_, word)| *word)
    }
}

/// A name without the bracket that ends it.
pub(crate) fn without_bracket(text: &str) -> &str {
    let trimmed = text.trim_end();
    if !trimmed.ends_with([')', '）']) {
        return trimmed;
    }
    match trimmed.rfind(['(', '（']) {
        Some(0) | None => trimmed,
        Some(at) => trimmed[..at].trim_end(),
    }
}
