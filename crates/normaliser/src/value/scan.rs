//! A cell read from left to right. Every method takes what it names and moves on, or takes nothing.

use fenjie_model::Decimal;

use crate::bounds;
use crate::marks::is_mark;
use crate::measure;

/// A number as printed.
pub(super) struct Number<'a> {
    /// With the printed digits after the point.
    pub amount: Decimal,
    digits: &'a str,
}

impl Number<'_> {
    /// Whether it looks like a year of our time: two of them are a span of time, not a range.
    pub(super) fn is_year(&self) -> bool {
        self.digits.chars().count() == 4
            && self.amount >= Decimal::from(2000)
            && self.amount < Decimal::from(2060)
    }
}

/// The rest of a cell.
pub(super) struct Scan<'a> {
    rest: &'a str,
}

impl<'a> Scan<'a> {
    pub(super) fn new(cell: &'a str) -> Self {
        Self { rest: cell.trim() }
    }

    pub(super) fn is_at_end(&self) -> bool {
        self.rest.is_empty()
    }

    pub(super) fn is_at_digit(&self) -> bool {
        self.peek().is_some_and(|c| narrow(c).is_ascii_digit())
    }

    /// The meaning of the first word of the list that stands here.
    pub(super) fn one_of<T: Copy>(&mut self, words: &[(&str, T)]) -> Option<T> {
        self.word_of(words).map(|(_, meaning)| meaning)
    }

    /// The first word of the list that stands here, as printed, with its meaning.
    pub(super) fn word_of<T: Copy>(&mut self, words: &[(&str, T)]) -> Option<(&'a str, T)> {
        let mut first = [0; 4];
        let first = &*narrow(self.peek()?).encode_utf8(&mut first);
        let mut alike = words.iter().filter(|(word, _)| word.starts_with(first));
        let (length, meaning) = alike.find_map(|&(word, meaning)| Some((self.length_of(word)?, meaning)))?;
        Some((self.take(length), meaning))
    }

    /// A measure of the registry.
    pub(super) fn measure(&mut self) -> Option<&'a str> {
        measure::prefix(self.rest).map(|length| self.take(length))
    }

    /// The years of a number that has a bound, and so is no date: ≥10年, 10年以上.
    pub(super) fn years(&mut self, bound: bool) -> Option<&'a str> {
        let rest = self.rest.strip_prefix('年')?.trim_start();
        let is_bounded = || bounds::AFTER.iter().any(|(word, _)| rest.starts_with(word));
        (bound && rest.is_empty() || is_bounded()).then(|| self.take('年'.len_utf8()))
    }

    /// The year that a change is from: 比2020年, 较2022年末.
    pub(super) fn since(&mut self) -> Option<&'a str> {
        let year = self.rest.strip_prefix(['比', '较'])?;
        let behind = year.trim_start_matches(|c: char| c.is_ascii_digit());
        let behind = behind.strip_prefix('年').filter(|_| year.len() - behind.len() == 4)?;
        let behind = behind.strip_prefix(['末', '底', '度']).unwrap_or(behind);
        Some(self.take(self.rest.len() - behind.len()))
    }

    /// What a bracket holds, if it holds anything.
    pub(super) fn bracket(&mut self) -> Option<&'a str> {
        let open = self.peek().filter(|&c| narrow(c) == '(')?;
        let mut depth = 0_usize;
        for (i, c) in self.rest.char_indices() {
            match narrow(c) {
                '(' => depth += 1,
                ')' if depth == 1 => {
                    let inner = self.rest[open.len_utf8()..i].trim();
                    return (!inner.is_empty()).then(|| {
                        self.take(i + c.len_utf8());
                        inner
                    });
                }
                ')' => depth -= 1,
                _ => {}
            }
        }
        None
    }

    /// A run of marks that point to a 注 under the table.
    pub(super) fn mark(&mut self) -> Option<&'a str> {
        let length = self.rest.chars().take_while(|&c| is_mark(c)).map(char::len_utf8).sum();
        (length > 0).then(|| self.take(length))
    }

    /// A sign, digits with or without thousands separators, a point and more digits.
    pub(super) fn number(&mut self) -> Option<Number<'a>> {
        let mut plain = String::with_capacity(self.rest.len());
        let mut chars = self.rest.char_indices().map(|(i, c)| (i, narrow(c))).peekable();
        // U+FF0D narrows to a hyphen; a long dash before digits may be a separator, and is not taken for a minus.
        match chars.peek()?.1 {
            '-' | '−' => {
                plain.push('-');
                chars.next();
            }
            '+' => drop(chars.next()),
            _ => {}
        }
        // The digits since the last separator, and whether all groups before it have as many as they may.
        let (mut group, mut grouped, mut even) = (0_usize, false, true);
        let mut decimals = false;
        let mut end = 0;
        while let Some((i, c)) = chars.next() {
            let next_is_digit = chars.peek().is_some_and(|(_, next)| next.is_ascii_digit());
            match c {
                '0'..='9' => {
                    plain.push(c);
                    group += usize::from(!decimals);
                }
                ',' | '\u{a0}' if !decimals && next_is_digit => {
                    even &= if grouped { group == 3 } else { (1..=3).contains(&group) };
                    (group, grouped) = (0, true);
                }
                '.' if !decimals && next_is_digit => {
                    plain.push('.');
                    decimals = true;
                }
                _ => break,
            }
            end = i + self.rest[i..].chars().next()?.len_utf8();
        }
        if group == 0 || !even || (grouped && group != 3) {
            return None;
        }
        let amount = Decimal::from_str_exact(&plain).ok()?;
        Some(Number { amount, digits: self.take(end) })
    }

    /// The other end of a range: a sign between two numbers, and the second of them.
    pub(super) fn through(&mut self) -> Option<Number<'a>> {
        let before = self.rest;
        let sign = self.peek().filter(|&c| is_through(c))?;
        self.take(sign.len_utf8());
        let second = self.number();
        if second.is_none() {
            self.rest = before;
        }
        second
    }

    fn peek(&self) -> Option<char> {
        self.rest.chars().next()
    }

    /// The length in bytes of the word, if it stands here in any width.
    fn length_of(&self, word: &str) -> Option<usize> {
        let mut here = self.rest.chars();
        word.chars().map(|c| here.next().filter(|&h| narrow(h) == c).map(char::len_utf8)).sum()
    }

    fn take(&mut self, length: usize) -> &'a str {
        let (taken, rest) = self.rest.split_at(length);
        self.rest = rest.trim_start();
        taken
    }
}

/// The ASCII character that a full-width one is; other brackets to round ones, and angle brackets to the signs that they are
/// typed for.
pub(super) fn narrow(c: char) -> char {
    match c {
        '〈' => '<',
        '〉' => '>',
        '〔' | '［' | '【' | '[' => '(',
        '〕' | '］' | '】' | ']' => ')',
        '\u{ff01}'..='\u{ff5e}' => char::from_u32(c as u32 - 0xfee0).unwrap_or(c),
        _ => c,
    }
}

/// A sign between the ends of a range.
pub(crate) fn is_through(c: char) -> bool {
    is_dash(narrow(c)) || matches!(c, '~' | '～' | '〜' | '∼' | '至' | '到')
}

/// A dash of any length.
pub(super) fn is_dash(c: char) -> bool {
    matches!(c, '-' | '‐' | '‑' | '‒' | '–' | '—' | '―' | '−' | '─' | '━' | '﹣' | '﹘')
}
