//! The outlines of glyphs, each once for a whole document.

use std::collections::HashMap;
use std::fmt::Write;

use hayro_interpret::font::OutlineGlyph;

use super::figures;

/// Outlines by the glyph that they are of.
#[derive(Debug, Default)]
pub(super) struct Outlines {
    by_glyph: HashMap<u128, Option<usize>>,
    count: usize,
    new: String,
}

impl Outlines {
    /// The number of the glyph's outline, in thousandths of an em and y upwards; none for a glyph that draws nothing.
    pub(super) fn number(&mut self, glyph: &OutlineGlyph) -> Option<usize> {
        let Self { by_glyph, count, new } = self;
        *by_glyph.entry(glyph.identifier().cache_key()).or_insert_with(|| {
            let outline = glyph.outline();
            if outline.elements().len() < 2 {
                return None;
            }
            let number = *count;
            *count += 1;
            let _ = write!(new, "<path id=\"g{number}\" d=\"");
            figures::path(new, &outline, 0);
            new.push_str("\"/>");
            Some(number)
        })
    }

    /// The definitions of the outlines that were used for the first time since the last call.
    pub(super) fn take_new(&mut self) -> String {
        std::mem::take(&mut self.new)
    }
}
