//! A notice as printed, for a review: the words of its pages and their drawings, or its lines.

use fenjie_model::MediaType;
use fenjie_parser::Options;
use fenjie_parser::page::{self, Page, Turn, words};
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
    let words = words(page).into_iter().filter_map(|page::Word { text, bbox, size, turn }| {
        Some(Word { text, bbox, size, turned: turned(turn)? })
    });
    PrintedPage { number: page.number, width: page.width, height: page.height, words: words.collect() }
}

fn turned(turn: Turn) -> Option<Turned> {
    match turn {
        Turn::Upright => Some(Turned::Not),
        Turn::Clockwise => Some(Turned::Clockwise),
        Turn::UpsideDown => Some(Turned::Over),
        Turn::CounterClockwise => Some(Turned::CounterClockwise),
        Turn::Slanted => None,
    }
}
