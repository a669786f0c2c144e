//! A notice as a scanner's text layer has it: without rules, each word on a height of its own, the sheets askew.

use std::collections::BTreeMap;

use fenjie_model::{Code, Table};
use fenjie_parser::page::{Glyph, Page};
use fenjie_parser::pdf::Reader;
use fenjie_parser::{Block, Options, join, source_of_pages};

const NOTICE: &[u8] = include_bytes!("../../../fixtures/ok/qingpu-2023-weasyprint.pdf");

/// The pages as typeset.
fn pages() -> Vec<Page> {
    let mut reader = Reader::open(NOTICE, &Options::default()).expect("it is a PDF");
    (1..=reader.page_count()).map(|number| reader.page(number)).collect()
}

/// Some number between -1 and 1 for each word.
fn noise(seed: usize) -> f32 {
    let hashed = (seed as u32).wrapping_mul(2_654_435_761).rotate_left(13).wrapping_mul(2_246_822_519);
    (hashed >> 8) as f32 / (1 << 23) as f32 - 1.0
}

/// The page without its rules, each word moved up or down by up to `by` points, all sinking to the right by `slope`.
fn scanned(page: &Page, by: f32, slope: f32) -> Page {
    let mut word = page.number as usize * 1000;
    let mut last: Option<&Glyph> = None;
    let mut move_glyph = |glyph: &Glyph, before: Option<&Glyph>| {
        let follows =
            |b: &Glyph| b.baseline == glyph.baseline && (glyph.bbox.x0 - b.bbox.x1).abs() < 0.5 * glyph.size;
        word += usize::from(!before.is_some_and(follows));
        let down = by * noise(word) + slope * (glyph.bbox.x0 - page.width / 2.0);
        let mut bbox = glyph.bbox;
        bbox.top += down;
        bbox.bottom += down;
        Glyph { bbox, baseline: glyph.baseline + down, invisible: true, ..*glyph }
    };
    let mut glyphs = Vec::new();
    for glyph in &page.glyphs {
        glyphs.push(move_glyph(glyph, last));
        last = Some(glyph);
    }
    Page { glyphs, rules: Vec::new(), pictures: Vec::new(), drawings: Vec::new(), ..page.clone() }
}

/// The cells of each table by its page: place, spans, text.
type Cells = Vec<(usize, usize, usize, usize, String)>;

fn tables(pages: impl IntoIterator<Item = Page>) -> (BTreeMap<u32, Cells>, usize) {
    let (source, findings) = source_of_pages(pages, &Options::default());
    let (source, _) = join(source);
    let cells = |table: &Table| {
        let told = table.cells.iter().map(|c| (c.row, c.col, c.row_span, c.col_span, c.text.clone()));
        told.collect()
    };
    let of_block = |block: &Block| match block {
        Block::Table(block) => Some((*block.table.pages.first()?, cells(&block.table))),
        Block::Line(_) => None,
    };
    let doubted = findings.iter().filter(|f| f.code == Code::TableAmbiguous).count();
    (source.blocks.iter().filter_map(of_block).collect(), doubted)
}

#[test]
fn a_scan_says_what_the_notice_says() {
    let pages = pages();
    let (typeset, _) = tables(pages.clone());
    for (by, slope) in [(0.0, 0.0), (0.4, 0.0), (0.4, 0.006), (0.7, -0.004)] {
        let (scan, doubted) = tables(pages.iter().map(|page| scanned(page, by, slope)));
        let other: Vec<&u32> = typeset
            .iter()
            .filter(|(page, cells)| scan.get(page) != Some(cells))
            .map(|(page, _)| page)
            .collect();
        assert!(other.len() <= 2, "by {by}, slope {slope}: the tables of pages {other:?} differ");
        // None of them is read in silence.
        assert!(doubted >= scan.len(), "{doubted} of {} are doubted", scan.len());
    }
}
