//! Raised marks are put on the line of their text: `1st`, `85①`, and `R` before a number that was revised.

use fenjie_model::Rect;

use super::Word;

/// A mark is at most so many times as large as its text.
const LARGEST: f32 = 0.85;
/// It stands this near to its text, in ems of that.
const NEAR: f32 = 0.3;
/// More characters before a number, or behind another mark, are no mark.
const LONGEST: usize = 3;
/// A further mark follows the one before it a space apart: no further, in ems of these.
const SPACE: f32 = 0.6;
/// The baselines of marks of one text differ by no more than this, in ems of these.
const LEVEL: f32 = 0.05;

/// Puts each mark on the height of the word that it follows, or of the number that it stands before, and the marks that
/// follow one too: `Shelter²` and `³`.
pub(super) fn lower(words: &mut [Word]) {
    // The text before, if the last word is a mark behind it, and where that is printed.
    let mut marked: Option<(usize, Rect)> = None;
    for i in 0..words.len() {
        let printed = words[i].bbox;
        let first = i.checked_sub(1).filter(|&text| is_mark(&words[i], &words[text], Side::Behind));
        let is_further = |mark: Rect| is_further(&words[i], &words[i - 1], mark);
        let further = marked.filter(|(_, mark)| is_further(*mark)).map(|(text, _)| text);
        let of_text = further.or(first);
        marked = of_text.map(|text| (text, printed));
        let of_number = || {
            let next = words.get(i + 1).filter(|next| next.text.starts_with(|c: char| c.is_ascii_digit()));
            let is_short = words[i].text.chars().count() <= LONGEST;
            next.is_some_and(|next| is_short && is_mark(&words[i], next, Side::Before)).then_some(i + 1)
        };
        if let Some(text) = of_text.or_else(of_number) {
            let (middle, size) = (words[text].bbox.centre_y(), words[i].size);
            words[i].bbox = Rect { top: middle - size / 2.0, bottom: middle + size / 2.0, ..printed };
        }
    }
}

/// Where a mark stands.
#[derive(Clone, Copy)]
enum Side {
    Behind,
    Before,
}

/// Whether a word is a mark on that side of a text.
fn is_mark(mark: &Word, text: &Word, side: Side) -> bool {
    let gap = match side {
        Side::Behind => mark.bbox.x0 - text.bbox.x1,
        Side::Before => text.bbox.x0 - mark.bbox.x1,
    };
    let beside = (text.bbox.top..text.bbox.bottom).contains(&mark.bbox.centre_y());
    gap.abs() <= NEAR * text.size && beside && mark.size <= LARGEST * text.size
}

/// Whether a word is one more mark behind the mark before it, which is printed there: a short one of its size and height.
fn is_further(word: &Word, before: &Word, printed: Rect) -> bool {
    let bare = |word: &Word| word.text.trim_end_matches([',', '，', '、']).to_owned();
    let is_short = |word: &Word| bare(word).chars().count() <= LONGEST && word.text.contains(is_of_mark);
    is_short(word)
        && is_short(before)
        && (word.size - before.size).abs() <= LEVEL * word.size
        && (word.bbox.top - printed.top).abs() <= LEVEL * word.size
        && (0.0..=SPACE * word.size).contains(&(word.bbox.x0 - printed.x1))
}

/// Whether marks are made of a character: digits, letters by themselves, and signs.
fn is_of_mark(c: char) -> bool {
    c.is_alphanumeric() || matches!(c, '*' | '†' | '‡' | '§' | '#')
}

#[cfg(test)]
mod tests {
    use fenjie_model::At;

    use super::*;

    /// Whether words whose tops are at one height are put on one middle.
    fn all_lowered(words: &[(&str, f32, f32)]) -> bool {
        let word = |(text, x0, size): &(&str, f32, f32)| {
            let bbox = Rect::new(*x0, 10.0, *x0 + 0.5 * size * text.chars().count() as f32, 10.0 + size);
            Word { text: (*text).to_owned(), bbox, size: *size, spaced: false, at: At::Line(1) }
        };
        let mut words: Vec<Word> = words.iter().map(word).collect();
        lower(&mut words);
        words.windows(2).all(|pair| pair[0].bbox.centre_y() == pair[1].bbox.centre_y())
    }

    /// Whether the second of two words is put on the height of the first, or the first on that of the second.
    fn lowered(first: (&str, f32, f32), second: (&str, f32, f32)) -> bool {
        all_lowered(&[first, second])
    }

    #[test]
    fn a_mark_behind_a_text_is_of_its_line() {
        assert!(lowered(("85", 0.0, 10.0), ("①", 10.0, 6.0)));
        assert!(lowered(("Total", 0.0, 10.0), ("a", 25.0, 6.0)));
        assert!(lowered(("Total", 0.0, 10.0), ("¹", 25.0, 8.3)));
        assert!(!lowered(("Total", 0.0, 10.0), ("a", 25.0, 9.0)));
        assert!(!lowered(("85", 0.0, 10.0), ("①", 20.0, 6.0)));
    }

    #[test]
    fn a_mark_before_a_number_is_of_its_line() {
        assert!(lowered(("R", 0.0, 6.0), ("7,368", 3.0, 10.0)));
        assert!(!lowered(("R", 0.0, 6.0), ("7,368", 13.0, 10.0)));
        assert!(!lowered(("R", 0.0, 6.0), ("Total", 3.0, 10.0)));
        assert!(!lowered(("Revised", 0.0, 6.0), ("7,368", 21.0, 10.0)));
    }

    #[test]
    fn marks_a_space_apart_are_of_one_line() {
        assert!(all_lowered(&[("Shelter", 0.0, 10.0), ("²", 35.0, 6.0), ("³", 39.7, 6.0)]));
        assert!(all_lowered(&[("85", 0.0, 10.0), ("¹,", 10.0, 6.0), ("²,", 17.7, 6.0), ("³", 25.4, 6.0)]));
        assert!(all_lowered(&[("85", 0.0, 10.0), ("(2)", 10.0, 6.0), ("(3)", 20.7, 6.0)]));
        // The small text of a cell beside, words, and what is no text behind a mark.
        assert!(!all_lowered(&[("Shelter", 0.0, 10.0), ("²", 35.0, 6.0), ("³", 45.0, 6.0)]));
        assert!(!all_lowered(&[("Shelter", 0.0, 10.0), ("²", 35.0, 6.0), ("rent", 39.7, 6.0)]));
        assert!(!all_lowered(&[("Shelter", 0.0, 10.0), ("²", 35.0, 6.0), ("–", 39.7, 6.0)]));
    }
}
