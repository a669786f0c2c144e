//! The words of numbered lines, on a grid.

use fenjie_model::{At, Rect};
use unicode_width::UnicodeWidthChar;

use super::widths::Widths;
use crate::table::aligned::Word;

/// The words of numbered lines: an em is a full-width character wide and a line high. An ideographic space between two characters is part of a word (乡　镇), and so is one that indents it.
pub(crate) fn words(lines: &[(u32, &str)], widths: Widths) -> Vec<Word> {
    let mut words: Vec<Word> = Vec::new();
    for (number, text) in lines {
        let top = *number as f32;
        let mut column = 0usize;
        let mut open = false;
        for ch in text.chars() {
            let x = column as f32 * widths.column();
            column += widths.of(ch);
            if ch == '\t' {
                column = (column / 8 + 1) * 8;
            }
            if ch.is_ascii_whitespace() || ch.is_control() {
                open = false;
                continue;
            }
            let end = column as f32 * widths.column();
            match words.last_mut() {
                Some(word) if open => {
                    word.text.push(ch);
                    word.bbox.x1 = end;
                }
                _ => words.push(Word {
                    text: ch.to_string(),
                    bbox: Rect::new(x, top, end, top + 1.0),
                    size: 1.0,
                    at: At::Line(*number),
                }),
            }
            open = true;
        }
    }
    words
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
    }
}
