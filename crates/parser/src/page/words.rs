//! What a page shows as words, for those who show it again.

use fenjie_model::Rect;

use super::{Glyph, Page, Turn};

/// Glyphs that stand side by side.
#[derive(Debug, Clone, PartialEq)]
pub struct Word {
    /// Their characters.
    pub text: String,
    /// The box around them.
    pub bbox: Rect,
    /// The font size in points as displayed.
    pub size: f32,
    /// The direction of writing, which is never slanted.
    pub turn: Turn,
}

/// The words of a page in drawing order, but for text that is not shown and for watermarks, which are written slanted.
pub fn words(page: &Page) -> Vec<Word> {
    let mut words: Vec<Word> = Vec::new();
    let mut last: Option<&Glyph> = None;
    for glyph in page.glyphs.iter().filter(|glyph| !glyph.invisible && glyph.turn != Turn::Slanted) {
        match words.last_mut().filter(|_| last.is_some_and(|last| beside(last, glyph))) {
            Some(word) => {
                word.text.push(glyph.ch);
                word.bbox = word.bbox.union(glyph.bbox);
            }
            None => {
                let Glyph { ch, bbox, size, turn, .. } = *glyph;
                words.push(Word { text: ch.to_string(), bbox, size, turn });
            }
        }
        last = Some(glyph);
    }
    words
}

/// Whether a glyph follows another in the same line, less than a third of its size apart.
fn beside(last: &Glyph, next: &Glyph) -> bool {
    let size = next.size.max(0.1);
    let gap = match next.turn {
        Turn::Upright => next.bbox.x0 - last.bbox.x1,
        Turn::UpsideDown => last.bbox.x0 - next.bbox.x1,
        Turn::Clockwise => next.bbox.top - last.bbox.bottom,
        Turn::CounterClockwise => last.bbox.top - next.bbox.bottom,
        Turn::Slanted => return false,
    };
    last.turn == next.turn
        && (last.size - next.size).abs() < 0.1 * size
        && (last.baseline - next.baseline).abs() < 0.1 * size
        && gap.abs() < size / 3.0
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn glyphs_side_by_side_are_a_word() {
        let glyph = |ch, x0: f32, baseline: f32, turn| Glyph {
            ch,
            bbox: Rect { x0, top: baseline - 10.0, x1: x0 + 10.0, bottom: baseline },
            baseline,
            size: 10.0,
            font: 0,
            turn,
            colour: [0; 3],
            invisible: ch == '隐',
            annotation: false,
            beyond: [0.0; 2],
            before: crate::page::Before::Start,
        };
        let upright = |ch, x0, baseline| glyph(ch, x0, baseline, Turn::Upright);
        let glyphs = vec![
            upright('甲', 0.0, 20.0),
            upright('镇', 12.0, 20.0),
            upright('隐', 22.0, 20.0),
            glyph('印', 22.0, 20.0, Turn::Slanted),
            upright('乙', 40.0, 20.0),
            upright('镇', 50.0, 34.0),
            // Upside down the next stands to the left.
            glyph('丙', 80.0, 34.0, Turn::UpsideDown),
            glyph('镇', 70.0, 34.0, Turn::UpsideDown),
        ];
        let words = words(&Page { glyphs, ..Page::default() });
        let found: Vec<_> = words.iter().map(|word| (&*word.text, word.bbox.x0, word.bbox.x1)).collect();
        let expected = [("甲镇", 0.0, 22.0), ("乙", 40.0, 50.0), ("镇", 50.0, 60.0), ("丙镇", 70.0, 90.0)];
        assert_eq!(found, expected);
    }
}
