//! The words of numbered lines, on a grid.

use fenjie_model::{At, Rect};
use unicode_width::UnicodeWidthChar;

use super::widths::Widths;
use crate::table::aligned::Word;

/// The words of numbered lines: an em is a full-width character wide and a line high.
///
/// An ideographic space between two characters is part of a word (乡　镇), and so is one that indents it; more of them part
/// words, but for those within a name of two characters (合　　计). What `pdftotext` puts between a year and its 年 is none.
pub(crate) fn words(lines: &[(u32, &str)], widths: Widths) -> Vec<Word> {
    let mut words: Vec<Word> = Vec::new();
    for (number, text) in lines {
        let top = *number as f32;
        let mut column = 0usize;
        let mut open = false;
        for (at, ch) in text.char_indices() {
            let x = column as f32 * widths.column();
            column += widths.of(ch);
            if ch == '\t' {
                column = (column / 8 + 1) * 8;
            }
            if ch.is_ascii_whitespace() || ch.is_control() || open && parts(&text[..at], &text[at..]) {
                open = false;
                continue;
            }
            // What one more space is behind was no indent either.
            if !open && ch == SPACE && (text[..at].ends_with(SPACE) || !is_indent(&text[..at])) {
                continue;
            }
            let end = column as f32 * widths.column();
            match words.last_mut() {
                Some(word) if open || word.at == At::Line(*number) && is_one(&text[..at], ch, widths) => {
                    word.text.push(ch);
                    word.bbox.x1 = end;
                }
                _ => words.push(Word {
                    text: ch.to_string(),
                    bbox: Rect::new(x, top, end, top + 1.0),
                    size: 1.0,
                    spaced: false,
                    at: At::Line(*number),
                }),
            }
            open = true;
        }
    }
    words
}

/// Whether a character after some space goes on with the text before it: 年 after a year, or 月 after a number in an open
/// bracket. A PDF's text has wide gaps there, where digits and characters come from two fonts.
pub(super) fn is_one(before: &str, ch: char, widths: Widths) -> bool {
    /// So far from its end a text is looked at.
    const NEAR: usize = 16;
    if widths == Widths::Terminal || !matches!(ch, '年' | '月') {
        return false;
    }
    let before = before.trim_end_matches(|c: char| c.is_ascii_whitespace());
    let digits = before.chars().rev().take(NEAR).take_while(|c| matches!(c, '0'..='9' | '０'..='９')).count();
    let mut text = before.chars().rev().take(NEAR).skip(digits).take_while(|c| !c.is_whitespace());
    match ch {
        '年' => digits == 4,
        _ => digits > 0 && text.find(|c| matches!(c, '（' | '）')) == Some('（'),
    }
}

/// An ideographic space.
const SPACE: char = '\u{3000}';

/// Whether a word ends between two texts: more than one ideographic space is between them, and not two lone characters
/// around it.
fn parts(before: &str, rest: &str) -> bool {
    if before.ends_with(SPACE) {
        return false;
    }
    let after = rest.trim_start_matches(SPACE);
    let run = (rest.len() - after.len()) / SPACE.len_utf8();
    let is_name = |c: char| ('\u{4e00}'..='\u{9fff}').contains(&c);
    let lone = before.ends_with(is_name)
        && before.chars().nth_back(1).is_none_or(char::is_whitespace)
        && after.starts_with(is_name)
        && after.chars().nth(1).is_none_or(char::is_whitespace);
    run > 1 && !lone
}

/// Whether ideographic spaces after this indent a text: nothing or a wide gap is before them.
fn is_indent(before: &str) -> bool {
    let mut gap = before.trim_end_matches(SPACE).chars().rev().take(2);
    gap.all(|c| c.is_ascii_whitespace() || c.is_control())
}

impl Widths {
    /// The width of one column in ems.
    fn column(self) -> f32 {
        match self {
            Self::Terminal => 0.5,
            Self::Counted => 1.0,
        }
    }

    /// The columns that a character takes.
    pub(super) fn of(self, ch: char) -> usize {
        match self {
            Self::Terminal => ch.width_cjk().unwrap_or(0),
            Self::Counted if ch.is_control() => 0,
            Self::Counted => 1,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Widths, words};

    #[track_caller]
    fn check(text: &str, widths: Widths, expected: &[(&str, f32, f32)]) {
        let found = words(&[(1, text)], widths);
        let found: Vec<_> = found.iter().map(|w| (w.text.as_str(), w.bbox.x0, w.bbox.x1)).collect();
        assert_eq!(found, expected);
    }

    #[test]
    fn widths_of_east_asian_characters() {
        let text = "全 区  “甲”  —";
        let terminal = [("全", 0.0, 1.0), ("区", 1.5, 2.5), ("“甲”", 3.5, 6.5), ("—", 7.5, 8.5)];
        check(text, Widths::Terminal, &terminal);
        let counted = [("全", 0.0, 1.0), ("区", 2.0, 3.0), ("“甲”", 5.0, 8.0), ("—", 10.0, 11.0)];
        check(text, Widths::Counted, &counted);
    }

    #[test]
    fn an_ideographic_space_is_part_of_a_word() {
        check("  乡　镇  1", Widths::Terminal, &[("乡　镇", 1.0, 4.0), ("1", 5.0, 5.5)]);
        check("合　　计  1", Widths::Terminal, &[("合　　计", 0.0, 4.0), ("1", 5.0, 5.5)]);
        check("　　一、甲", Widths::Terminal, &[("　　一、甲", 0.0, 5.0)]);
    }

    #[test]
    fn a_year_is_one_word_with_what_follows() {
        let year = [("２０２３年度", 0.0, 9.0)];
        check("２０２３   年度", Widths::Counted, &year);
        check("2023  年", Widths::Terminal, &[("2023", 0.0, 2.0), ("年", 3.0, 4.0)]);
        check("（1-9   月）", Widths::Counted, &[("（1-9月）", 0.0, 9.0)]);
        check("（月）9   月", Widths::Counted, &[("（月）9", 0.0, 4.0), ("月", 7.0, 8.0)]);
        check("33   年", Widths::Counted, &[("33", 0.0, 2.0), ("年", 5.0, 6.0)]);
    }

    #[test]
    fn more_of_them_part_words() {
        let expected = [("甲镇", 0.0, 2.0), ("１", 5.0, 6.0), ("—", 8.0, 9.0)];
        check("甲镇　　　１　　—", Widths::Terminal, &expected);
        check("甲镇 　　 １　　—", Widths::Terminal, &expected);
    }
}
