//! Text that a file holds and its pages do not show as they show other text.

use fenjie_model::{At, Code, Finding, Place};

use crate::page::Glyph;

use super::fonts::Tally;

/// How much of it there is.
#[derive(Debug, Default)]
pub(super) struct Unshown {
    /// Glyphs of render mode 3.
    pub(super) invisible: Tally,
    /// Glyphs beyond the edges of their page.
    pub(super) off_page: Tally,
    /// Glyphs in layers that are switched off.
    pub(super) in_layers: Tally,
    /// Glyphs that are painted over.
    pub(super) covered: Words,
    /// Glyphs in the colour of the paper, without opacity, too small, or clipped away.
    pub(super) unseen: Words,
    /// Annotations with text but without an appearance.
    pub(super) not_drawn: Tally,
}

/// Glyphs, and the first of their words.
#[derive(Debug, Default)]
pub(super) struct Words {
    tally: Tally,
    first: String,
    /// How many characters those are.
    length: usize,
}

impl Words {
    /// So many characters are told.
    const MOST: usize = 40;

    pub(super) fn add(&mut self, page: u32, glyph: &Glyph) {
        self.tally.add(page, glyph.bbox);
        if self.length < Self::MOST && self.tally.first().is_some_and(|(first, _)| first == page) {
            self.first.push(glyph.ch);
            self.length += 1;
        }
    }

    fn finding(&self, text: fn(usize, u32) -> String) -> Option<Finding> {
        let (page, bbox) = self.tally.first()?;
        let place = Place::at(At::Page { page, bbox });
        let finding = Finding::new(Code::InvisibleText, text(self.tally.count(), page), place);
        Some(
            finding.printed(&self.first).help("compare the page by eye: what is not seen on it was left out"),
        )
    }
}

impl Unshown {
    pub(super) fn findings(&self) -> impl Iterator<Item = Finding> {
        let finding = |code, tally: &Tally, text: fn(usize, u32) -> String| {
            let (page, bbox) = tally.first()?;
            Some(Finding::new(code, text(tally.count(), page), Place::at(At::Page { page, bbox })))
        };
        let invisible = finding(Code::InvisibleText, &self.invisible, |count, page| {
            format!("{count} glyphs are in the file but not shown, first on page {page}")
        });
        let in_layers = finding(Code::LayerHidden, &self.in_layers, |count, page| {
            format!("{count} glyphs stand in layers that are switched off, first on page {page}")
        });
        let not_drawn = finding(Code::FieldUnread, &self.not_drawn, |count, page| {
            format!(
                "{count} form fields or notes hold text that the file does not draw, first on page {page}"
            )
        });
        let not_drawn =
            not_drawn.map(|f| f.help("print the file to a PDF with a viewer that shows the text"));
        // What lies beyond the edges has no place on a page.
        let off_page = self.off_page.first().map(|(page, _)| {
            let count = self.off_page.count();
            let message = format!("{count} glyphs lie beyond the edges of their pages, first on page {page}");
            Finding::new(Code::TextOffPage, message, Place::page(page))
                .help("look whether the page was made too narrow for its tables, or cropped")
        });
        let covered = self.covered.finding(|count, page| {
            format!(
                "{count} glyphs lie under what is painted over them and were left out, first on page {page}"
            )
        });
        let unseen = self.unseen.finding(|count, page| {
            format!("{count} glyphs cannot be seen on the paper and were left out, first on page {page}")
        });
        [covered, unseen, invisible, in_layers, not_drawn, off_page].into_iter().flatten()
    }
}
