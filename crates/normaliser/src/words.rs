//! What the words of a header say, each question with its lists of words.

use std::sync::OnceLock;

mod amount;
mod aspect;
mod compared;
mod frame;
mod heading;
mod leaning;
mod rate;
mod stage;
mod tail;
mod time;
mod winter;

pub(crate) use amount::Amount;
pub(crate) use aspect::is_aspect;
pub(crate) use compared::is_held_against;
pub(crate) use frame::{is_frame, tells_goal, tells_result};
pub(crate) use heading::{Heading, heading, heads_units, is_attribute, is_team, is_worth, names_places};
pub(crate) use leaning::{ends_in_years, is_state_of_works, leans, only_counts, part_of_stock, spans_years};
pub(crate) use rate::{
    is_change_since, is_growth, is_increase, is_mean, is_of_goal, is_of_whole, is_pure_number, is_share,
    is_share_of, tells_fall, tells_growth,
};
pub(crate) use stage::{Staged, setting, stage, stage_of_header, staged};
pub(crate) use tail::before_frame;
pub(crate) use time::{PLANS, after_date, end_of_plan, fold_time, is_time};
use winter::after_winter;
pub(crate) use winter::goes_over_year;

/// A list of words, parted by spaces.
pub(crate) struct Words {
    words: &'static str,
    /// The characters that they begin and that they end with: most texts begin and end with none of them.
    firsts: Characters,
    lasts: Characters,
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
        let (firsts, lasts) = Characters::of(words.as_bytes());
        Self { words, firsts, lasts, by_first: OnceLock::new(), by_last: OnceLock::new() }
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
        self.with_last(text).any(|word| text.ends_with(word))
    }

    /// Whether one of them is in the text.
    pub(crate) fn are_in(&self, text: &str) -> bool {
        self.found_in(text).is_some()
    }

    /// The first of them in the text.
    pub(crate) fn found_in(&self, text: &str) -> Option<&'static str> {
        let at = |at: usize| self.with_first(&text[at..]).find(|word| text[at..].starts_with(word));
        let firsts = text.char_indices().filter(|(_, first)| self.firsts.may_have(*first));
        firsts.map(|(i, _)| i).find_map(at)
    }

    /// What follows the first of them that the text begins with.
    pub(crate) fn after<'t>(&self, text: &'t str) -> Option<&'t str> {
        self.with_first(text).find_map(|word| text.strip_prefix(word))
    }

    /// What stands before the first of them that the text ends with.
    pub(crate) fn before<'t>(&self, text: &'t str) -> Option<&'t str> {
        self.with_last(text).find_map(|word| text.strip_suffix(word))
    }

    /// Those that begin with the same character as the text, in their order.
    fn with_first(&self, text: &str) -> impl Iterator<Item = &'static str> {
        let first = text.chars().next().filter(|first| self.firsts.may_have(*first));
        first.map_or(&[][..], |first| self.by_first().of(first)).iter().map(|(_, word)| *word)
    }

    /// Those that end with the same character as the text, in their order.
    fn with_last(&self, text: &str) -> impl Iterator<Item = &'static str> {
        let last = text.chars().next_back().filter(|last| self.lasts.may_have(*last));
        last.map_or(&[][..], |last| self.by_last().of(last)).iter().map(|(_, word)| *word)
    }

    fn by_last(&self) -> &ByCharacter {
        self.by_last.get_or_init(|| ByCharacter::new(self, |word| word.chars().next_back()))
    }

    fn by_first(&self) -> &ByCharacter {
        self.by_first.get_or_init(|| ByCharacter::new(self, |word| word.chars().next()))
    }
}

/// A set of characters by their last seven bits, made with the list.
struct Characters(u128);

impl Characters {
    /// The first characters and the last of words parted by spaces.
    const fn of(words: &[u8]) -> (Self, Self) {
        let (mut firsts, mut lasts) = (0, 0);
        let mut is_first = true;
        let mut at = 0;
        while at < words.len() {
            let byte = words[at];
            let next = if at + 1 < words.len() { words[at + 1] } else { b' ' };
            let goes_on = next & 0xc0 == 0x80;
            if !byte.is_ascii_whitespace() && !goes_on {
                // Of a character of several bytes each but the first has six of its bits.
                let bits = if byte.is_ascii() { byte } else { (byte & 0x3f) | ((words[at - 1] & 1) << 6) };
                firsts |= if is_first { 1 << bits } else { 0 };
                lasts |= if next.is_ascii_whitespace() { 1 << bits } else { 0 };
            }
            is_first = byte.is_ascii_whitespace() || is_first && goes_on;
            at += 1;
        }
        (Self(firsts), Self(lasts))
    }

    /// Whether it may be in it; where it is not, it surely is not.
    fn may_have(&self, character: char) -> bool {
        self.0 >> (character as u32 % u128::BITS) & 1 == 1
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

    fn of(&self, character: char) -> &[(char, &'static str)] {
        let from = self.0.partition_point(|(other, _)| *other < character);
        let rest = &self.0[from..];
        &rest[..rest.iter().take_while(|(other, _)| *other == character).count()]
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

#[cfg(test)]
mod tests {
    #[test]
    fn words_are_found_by_their_ends() {
        let words = words!("PM2.5 税收 ≥ 增长 é增 税");
        for word in words.all() {
            assert!(words.have(word) && words.begin(word) && words.end(word), "{word}");
        }
        assert_eq!(words.after("税收收入"), Some("收入"));
        assert_eq!(words.before("增值税收"), Some("增值"));
        assert_eq!(words!("任务 目标任务").before("目标任务"), Some("目标"));
        assert_eq!(words.found_in("同比增长"), Some("增长"));
        assert!(!words.begin("收") && !words.end("税收率") && !words.have(""));
    }
}
