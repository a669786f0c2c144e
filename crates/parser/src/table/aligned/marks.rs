//! Raised marks are put on the line of their text: `1st`, `85①`, and `R` before a number that was revised.

use fenjie_model::Rect;

use super::Word;

/// A mark is at most so many times as large as its text.
const LARGEST: f32 = 0.8;
/// It stands this near to its text, in ems of that.
const NEAR: f32 = 0.3;
/// More characters before a number are no mark.
const LONGEST: usize = 3;

/// Puts each mark on the height of the word that it follows, or of the number that it stands before.
pub(super) fn lower(words: &mut [Word]) {
    for i in 0..words.len() {
        let of_text = i.checked_sub(1).filter(|&text| is_mark(&words[i], &words[text], Side::Behind));
        let of_number = || {
            let next = words.get(i + 1).filter(|next| next.text.starts_with(|c: char| c.is_ascii_digit()));
            let is_short = words[i].text.chars().count() <= LONGEST;
            next.is_some_and(|next| is_short && is_mark(&words[i], next, Side::Before)).then_some(i + 1)
        };
        if let Some(text) = of_text.or_else(of_number) {
            let (middle, size) = (words[text].bbox.centre_y(), words[i].size);
            let bbox = words[i].bbox;
            words[i].bbox = Rect { top: middle - size / 2.0, bottom: middle + size / 2.0, ..bbox };
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

#[cfg(test)]
mod tests {
    use fenjie_model::At;

    use super::*;

    /// Whether the second of two words is put on the height of the first, or the first on that of the second.
    fn lowered(first: (&str, f32, f32), second: (&str, f32, f32)) -> bool {
        let word = |(text, x0, size): (&str, f32, f32)| {
            let bbox = Rect::new(x0, 10.0, x0 + 0.5 * size * text.chars().count() as f32, 10.0 + size);
            Word { text: text.to_owned(), bbox, size, at: At::Line(1) }
        };
        let mut words = [word(first), word(second)];
        lower(&mut words);
        words[0].bbox.centre_y() == words[1].bbox.centre_y()
    }

    #[test]
    fn a_mark_behind_a_text_is_of_its_line() {
        assert!(lowered(("85", 0.0, 10.0), ("①", 10.0, 6.0)));
        assert!(lowered(("Total", 0.0, 10.0), ("a", 25.0, 6.0)));
        assert!(!lowered(("85", 0.0, 10.0), ("①", 20.0, 6.0)));
    }

    #[test]
    fn a_mark_before_a_number_is_of_its_line() {
        assert!(lowered(("R", 0.0, 6.0), ("7,368", 3.0, 10.0)));
        assert!(!lowered(("R", 0.0, 6.0), ("7,368", 13.0, 10.0)));
        assert!(!lowered(("R", 0.0, 6.0), ("Total", 3.0, 10.0)));
        assert!(!lowered(("Revised", 0.0, 6.0), ("7,368", 21.0, 10.0)));
    }
}
