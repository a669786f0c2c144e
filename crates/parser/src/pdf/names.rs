//! Glyph names, by the Adobe Glyph List and its rules for `uni4E00`, `u4E00` and `f_i`.

use read_fonts::ps::agl;

/// What a glyph stands for.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) enum Characters {
    /// Not known.
    #[default]
    None,
    /// One character.
    One(char),
    /// A ligature of several.
    Many(Box<[char]>),
}

impl Characters {
    /// The characters, where all of them can be what a page prints.
    pub(super) fn of(mut chars: impl Iterator<Item = char>) -> Self {
        let (first, second) = (chars.next(), chars.next());
        match (first, second) {
            (Some(c), None) => Self::one(c),
            (Some(first), Some(second)) => {
                let all: Box<[char]> = [first, second].into_iter().chain(chars).collect();
                if all.iter().copied().all(is_character) { Self::Many(all) } else { Self::None }
            }
            (None, _) => Self::None,
        }
    }

    /// One character, or the letters of a Latin ligature that has a code of its own.
    fn one(c: char) -> Self {
        let letters: &[char] = match c {
            '\u{fb00}' => &['f', 'f'],
            '\u{fb01}' => &['f', 'i'],
            '\u{fb02}' => &['f', 'l'],
            '\u{fb03}' => &['f', 'f', 'i'],
            '\u{fb04}' => &['f', 'f', 'l'],
            '\u{fb05}' | '\u{fb06}' => &['s', 't'],
            c if is_character(c) => return Self::One(c),
            _ => return Self::None,
        };
        Self::Many(letters.into())
    }
}

/// What the glyphs of a font are called.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Naming {
    /// By the Adobe Glyph List.
    Characters,
    /// By the list of ITC Zapf Dingbats: `a1` to `a206`.
    Dingbats,
}

impl Naming {
    /// The names in a font that is called so itself.
    pub(super) fn of(font: &[u8]) -> Self {
        const DINGBATS: &[u8] = b"Dingbats";
        if font.windows(DINGBATS.len()).any(|part| part == DINGBATS) {
            Self::Dingbats
        } else {
            Self::Characters
        }
    }

    /// The characters of a glyph name.
    pub(super) fn characters(self, name: &str) -> Characters {
        // Writers that draw glyphs themselves number them so, and mean no sign of the list.
        let numbered = || name.strip_prefix('a').is_some_and(|rest| rest.bytes().all(|b| b.is_ascii_digit()));
        if self == Self::Characters && name.len() > 1 && numbered() {
            return Characters::None;
        }
        Characters::of(agl::name_to_chars(name))
    }
}

/// Whether a character can be what a page prints: no control, no replacement, no private use.
pub(super) fn is_character(c: char) -> bool {
    !matches!(c, '\0'..='\u{8}' | '\u{e}'..='\u{1f}' | '\u{7f}'..='\u{9f}' | '\u{fff0}'..='\u{ffff}'
        | '\u{e000}'..='\u{f8ff}' | '\u{f0000}'..)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(name: &str, expected: &str) {
        check_in(b"SimSun", name, expected);
    }

    #[track_caller]
    fn check_in(font: &[u8], name: &str, expected: &str) {
        let found = match Naming::of(font).characters(name) {
            Characters::None => String::new(),
            Characters::One(c) => c.into(),
            Characters::Many(chars) => chars.iter().collect(),
        };
        assert_eq!(found, expected, "{name}");
    }

    #[test]
    fn names_of_the_list_and_by_rule() {
        check("one", "1");
        check("uni9752", "青");
        check("u20000", "\u{20000}");
        check("f_i", "fi");
        check("ffl", "ffl");
        check("one.alt", "1");
    }

    #[test]
    fn numbers_are_names_in_dingbats_alone() {
        check("a20", "");
        check("a", "a");
        check_in(b"ABCDEF+ZapfDingbats", "a20", "✔");
    }

    #[test]
    fn meaningless_names_and_private_use() {
        check("g36", "");
        check(".notdef", "");
        check("uniE000", "");
        check("", "");
    }
}
