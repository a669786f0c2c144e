//! A notice as printed, for a review: the words of its pages and their drawings, or its lines.

use fenjie_model::MediaType;
use fenjie_parser::Options;
use fenjie_parser::page::{Glyph, Page, Turn};
use fenjie_parser::pdf::Reader;
use fenjie_review::{DrawLimits, Printed, PrintedPage, Turned, Word, draw};

use crate::status::Failure;

/// The input as printed.
pub(crate) fn of(bytes: Vec<u8>, media_type: MediaType, options: &Options) -> Result<Printed, Failure> {
    if media_type != MediaType::Pdf {
        return Ok(Printed::Lines(fenjie_parser::lines(&bytes, options)));
    }
    let mut reader = Reader::open(&bytes, options)?;
    let pages = (1..=reader.page_count()).map(|number| page(&reader.page(number))).collect();
    let limits = DrawLimits::default();
    Ok(Printed::Pages { pages, drawings: draw(bytes, options.password.as_deref(), &limits) })
}

fn page(page: &Page) -> PrintedPage {
    PrintedPage { number: page.number, width: page.width, height: page.height, words: words(&page.glyphs) }
}

/// Glyphs that stand side by side make a word.
fn words(glyphs: &[Glyph]) -> Vec<Word> {
    let mut words: Vec<Word> = Vec::new();
    let mut last: Option<&Glyph> = None;
    for glyph in glyphs {
        let Some(turned) = turned(glyph.turn).filter(|_| !glyph.invisible) else { continue };
        match words.last_mut().filter(|_| last.is_some_and(|last| beside(last, glyph))) {
            Some(word) => {
                word.text.push(glyph.ch);
                word.bbox = word.bbox.union(glyph.bbox);
            }
            None => {
                words.push(Word { text: glyph.ch.to_string(), bbox: glyph.bbox, size: glyph.size, turned })
            }
        }
        last = Some(glyph);
    }
    words
}

/// Watermarks, which are written slanted, are nothing to select.
fn turned(turn: Turn) -> Option<Turned> {
    match turn {
        Turn::Upright => Some(Turned::Not),
        Turn::Clockwise => Some(Turned::Clockwise),
        Turn::UpsideDown => Some(Turned::Over),
        Turn::CounterClockwise => Some(Turned::CounterClockwise),
        Turn::Slanted => None,
    }
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
