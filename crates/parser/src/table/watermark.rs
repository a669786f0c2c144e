//! Watermarks that are not slanted: a pale text, much larger than what is printed over it or under it, is none of a table.

use fenjie_model::Rect;

use super::seal::goes_on;
use crate::page::{Glyph, Page, Turn};

/// A grey differs so little between the parts of its colour.
const NEUTRAL: u8 = 24;
/// All parts of a pale colour are so high.
const PALE: u8 = 0x90;
/// It is larger than most text by this.
const LARGER: f32 = 2.0;
/// So many other glyphs stand where it is.
const FEWEST: usize = 3;
/// More are not looked for on a page.
const MOST: usize = 200;

/// Takes watermarks for what is written at an angle.
pub(crate) fn watermarks(page: &mut Page) {
    let mut sizes: Vec<f32> =
        page.glyphs.iter().filter(|g| g.turn == Turn::Upright).map(|g| g.size).collect();
    if sizes.is_empty() {
        return;
    }
    let middle = sizes.len() / 2;
    let most = *sizes.select_nth_unstable_by(middle, f32::total_cmp).1;
    let is_own = |g: &Glyph| {
        let [least, greatest] =
            [g.colour.iter().min(), g.colour.iter().max()].map(|part| part.copied().unwrap_or(0));
        g.turn == Turn::Upright && g.size >= LARGER * most && least >= PALE && greatest - least <= NEUTRAL
    };
    if !page.glyphs.iter().any(is_own) {
        return;
    }
    let mut found = Vec::new();
    let mut at = 0;
    for text in page.glyphs.chunk_by(|a, b| is_own(a) && is_own(b) && goes_on(a, b)) {
        let range = at..at + text.len();
        at = range.end;
        // What stands right below a title is in the room for its descenders.
        let bbox = text.iter().map(|g| g.bbox).reduce(Rect::union).unwrap_or_default();
        let bbox = Rect { bottom: bbox.bottom.min(text[0].baseline), ..bbox };
        let lies_there = |g: &&Glyph| {
            g.turn == Turn::Upright && !is_own(g) && bbox.contains(g.bbox.centre_x(), g.bbox.centre_y())
        };
        if is_own(&text[0]) && page.glyphs.iter().filter(lies_there).take(FEWEST).count() == FEWEST {
            found.push(range);
        }
        if found.len() == MOST {
            break;
        }
    }
    for range in found {
        page.glyphs[range].iter_mut().for_each(|g| g.turn = Turn::Slanted);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::table::runs::tests::line;

    #[track_caller]
    fn check(size: f32, grey: u8, top: f32, expected: bool) {
        let mark = line("县政府办", 50.0, top, size).into_iter().map(|g| Glyph { colour: [grey; 3], ..g });
        let text = line("12.5 23.28 8.4 城关镇", 50.0, 100.0, 10.0);
        let glyphs = mark.chain(text).collect();
        let mut page = Page { number: 1, width: 600.0, height: 800.0, glyphs, ..Page::default() };
        watermarks(&mut page);
        let found = page.glyphs.iter().filter(|g| g.turn == Turn::Slanted).count();
        assert_eq!(found, if expected { 4 } else { 0 });
    }

    #[test]
    fn a_large_pale_text_under_others_is_a_watermark() {
        check(50.0, 0xdd, 115.0, true);
        // A title in grey, a black text, and one of the size of the others.
        check(50.0, 0xdd, 60.0, false);
        check(50.0, 0xdd, 94.0, false);
        check(50.0, 0x20, 115.0, false);
        check(12.0, 0xdd, 100.0, false);
    }
}
