//! Segments become pieces: text in the columns that it covers.
//!
//! A piece that reaches over a separator covers the columns on both sides. A piece within one column, off that
//! column's alignment, covers as many more as it is centred over.

use super::bands::{self, Band};
use super::columns::Strip;
use super::columns::align::{Column, columns, narrow, sides};
use super::columns::widen::{close, over_all, settle, settle_in_order, widen};
use super::columns::{entries, rests};
use super::content::{is_bracketed, is_value};
use super::measures::{are_measures, are_units};
use super::settings::{Lines, Rows};
use super::telephone::is_telephone;
use super::{Settings, Word};

/// A segment of a band with the columns that it covers.
#[derive(Debug, Clone, PartialEq, Default)]
pub(super) struct Piece {
    /// Its band in the region.
    pub(super) band: usize,
    /// The left end.
    pub(super) x0: f32,
    /// The right end.
    pub(super) x1: f32,
    /// The upper end.
    pub(super) top: f32,
    /// The lower end.
    pub(super) bottom: f32,
    /// The first column that it covers.
    pub(super) from: usize,
    /// The column after the last one.
    pub(super) to: usize,
    /// The columns that it lies over, before the ones that it is centred over.
    pub(super) own: (usize, usize),
    /// Whether a rule under it, heads below it that are repeated, or the order of its line tell them.
    pub(super) grouped: bool,
    /// Whether it heads the rows below, alone on its line.
    pub(super) panel: bool,
    /// As printed.
    pub(super) text: String,
    /// Whether it states a value.
    pub(super) value: bool,
    /// Whether it is what a column is counted in, on a line that holds nothing else: a head of its own below another.
    pub(super) measure: bool,
    /// Indices of its words.
    pub(super) words: Vec<usize>,
}

impl Piece {
    /// The middle of its height.
    pub(super) fn middle(&self) -> f32 {
        f32::midpoint(self.top, self.bottom)
    }

    /// The middle of its width.
    pub(super) fn centre(&self) -> f32 {
        f32::midpoint(self.x0, self.x1)
    }

    /// Whether it is much wider than all others over its columns, as no further line of a head is.
    pub(super) fn is_widest(&self, pieces: &[Piece]) -> bool {
        /// So many times wider is a text over several columns than those of the one in their middle.
        const WIDER: f32 = 1.5;
        let mut beside = pieces.iter().filter(|p| p.own == self.own && p.band != self.band);
        beside.all(|p| WIDER * p.width() < self.width())
    }

    /// Its width.
    pub(super) fn width(&self) -> f32 {
        self.x1 - self.x0
    }

    /// Whether it covers the column.
    pub(super) fn covers(&self, column: usize) -> bool {
        (self.from..self.to).contains(&column)
    }

    /// Whether all columns that it covers are among these.
    pub(super) fn covers_within(&self, from: usize, to: usize) -> bool {
        from <= self.from && self.to <= to
    }
}

/// The pieces of all bands in order, with the columns as they show them.
pub(super) fn pieces(
    bands: &[Band],
    strips: &[Strip],
    words: &[Word],
    ends: Option<(f32, f32)>,
    settings: &Settings,
) -> (Vec<Piece>, Vec<Column>) {
    let mut pieces = over_strips(bands, strips, words, settings);
    let em = typical(bands.iter().map(|b| b.size)).unwrap_or(1.0);
    if settings.is_of_page() {
        entries::mark(&mut pieces);
        rests::unmark(&mut pieces, strips.len() + 1, em);
    }
    let mut columns = columns(&pieces, strips, settings.aligned * em);
    if settings.lines == Lines::Measured {
        let mut at = sides(&columns, strips, ends, em);
        if settings.rows == Rows::Found {
            narrow(&mut at, &columns, em);
        }
        for (c, column) in columns.iter_mut().enumerate() {
            (column.left, column.right) = (at[c], at[c + 1]);
        }
    }
    // Where characters are counted, a middle says little of a side.
    if settings.lines == Lines::Measured && settings.rows == Rows::Found {
        pieces.iter_mut().for_each(|p| settle(p, strips, &columns));
        settle_in_order(&mut pieces, &columns, em);
    }
    match settings.rows {
        Rows::Found => {
            widen(&mut pieces, &columns, settings, em);
            if settings.lines == Lines::Measured {
                close(&mut pieces, em);
            }
        }
        Rows::AtValues => over_all(&mut pieces, columns.len()),
    }
    (pieces, columns)
}

/// The pieces of all bands in order, in the columns that they lie over.
pub(super) fn over_strips(
    bands: &[Band],
    strips: &[Strip],
    words: &[Word],
    settings: &Settings,
) -> Vec<Piece> {
    let mut pieces = Vec::new();
    for (b, band) in bands.iter().enumerate() {
        let first = pieces.len();
        for segment in &band.segments {
            // A text may touch the strip's edges, not reach over its middle by less than a fraction of a character.
            let slip = 0.2 * band.size;
            let (from, to) = match settings.lines {
                Lines::Grid => (
                    strips.iter().take_while(|s| s.middle() <= segment.x0 + slip).count(),
                    1 + strips.iter().take_while(|s| s.middle() < segment.x1 - slip).count(),
                ),
                // A text that ends within a strip does not reach the column behind it.
                Lines::Measured => covered(strips, segment.x0 + slip, segment.x1 - slip),
            };
            let text = bands::text(words, &segment.words);
            let (top, bottom) =
                segment.words.iter().fold((f32::INFINITY, f32::NEG_INFINITY), |(t, b), &i| {
                    (t.min(words[i].bbox.top), b.max(words[i].bbox.bottom))
                });
            pieces.push(Piece {
                band: b,
                x0: segment.x0,
                x1: segment.x1,
                top,
                bottom,
                from: from.min(strips.len()),
                to: to.max(from + 1).min(strips.len() + 1),
                own: (from.min(strips.len()), to.max(from + 1).min(strips.len() + 1)),
                grouped: false,
                panel: false,
                value: is_value(&text) && !is_telephone(&text),
                text,
                measure: false,
                words: segment.words.clone(),
            });
        }
        let own = pieces[first..].iter().map(|p: &Piece| p.text.as_str());
        if settings.is_of_page() && are_units(own.clone()) || are_measures(own) {
            pieces[first..].iter_mut().for_each(|p| p.measure = !is_bracketed(&p.text));
        }
    }
    pieces
}

/// The columns from `x0` to `x1`: those behind the strips that it does not reach are not covered.
pub(super) fn covered(strips: &[Strip], x0: f32, x1: f32) -> (usize, usize) {
    let from = strips.iter().take_while(|s| s.x0 <= x0).count();
    let to = 1 + strips.iter().take_while(|s| s.x1 < x1).count();
    (from, to.max(from + 1))
}

/// The median.
pub(super) fn typical(of: impl Iterator<Item = f32>) -> Option<f32> {
    let mut all: Vec<f32> = of.collect();
    all.sort_by(f32::total_cmp);
    (!all.is_empty()).then(|| all[all.len() / 2])
}
