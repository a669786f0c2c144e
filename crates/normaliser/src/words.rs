//! What the words of a header say, each question with its lists of words.

mod frame;
mod heading;
mod leaning;
mod rate;
mod time;

pub(crate) use frame::is_frame;
pub(crate) use heading::{Heading, heading, is_attribute};
pub(crate) use leaning::leans;
pub(crate) use rate::{is_growth, is_share, tells_growth};
pub(crate) use time::is_time;

/// A list of words, parted by spaces.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Words(pub(crate) &'static str);

impl Words {
    /// The words, in their order.
    pub(crate) fn all(self) -> impl Iterator<Item = &'static str> {
        self.0.split_ascii_whitespace()
    }

    /// Whether the text is one of them.
    pub(crate) fn have(self, text: &str) -> bool {
        self.all().any(|word| word == text)
    }

    /// Whether the text begins with one of them.
    pub(crate) fn begin(self, text: &str) -> bool {
        self.all().any(|word| text.starts_with(word))
    }

    /// Whether the text ends with one of them.
    pub(crate) fn end(self, text: &str) -> bool {
        self.all().any(|word| text.ends_with(word))
    }

    /// Whether one of them is in the text.
    pub(crate) fn are_in(self, text: &str) -> bool {
        self.all().any(|word| text.contains(word))
    }

    /// What follows the first of them that the text begins with.
    pub(crate) fn after(self, text: &str) -> Option<&str> {
        self.all().find_map(|word| text.strip_prefix(word))
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
