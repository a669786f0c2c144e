//! Segments become pieces: text in the columns that it covers.
//!
//! A piece that reaches over a separator covers the columns on both sides. A piece within one column, off that
//! column's alignment, covers as many more as it is centred over.

use super::align::{Column, columns, narrow, sides};
use super::bands::{self, Band};
use super::columns::Strip;
use super::content::{heads_section, is_grand_total, is_serial, is_value, leaves_bracket};
use super::grid::{Grid, extent};
use super::settings::{Lines, Rows};
use super::widen::{close, over_all, settle, widen};
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
    /// As printed.
    pub(super) text: String,
    /// Whether it states a value.
    pub(super) value: bool,
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

    /// Whether both cover a column.
    pub(super) fn meets(&self, other: &Self) -> bool {
        self.from < other.to && other.from < self.to
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
fn over_strips(bands: &[Band], strips: &[Strip], words: &[Word], settings: &Settings) -> Vec<Piece> {
    let mut pieces = Vec::new();
    for (b, band) in bands.iter().enumerate() {
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
                value: is_value(&text),
                text,
                words: segment.words.clone(),
            });
        }
    }
    pieces
}

/// The same on a grid, in whose columns texts are exactly in the middle.
pub(super) fn on_grid(
    bands: &[Band],
    grid: &Grid,
    words: &[Word],
    settings: &Settings,
) -> (Vec<Piece>, Vec<Column>) {
    let mut pieces = over_strips(bands, &grid.strips(), words, settings);
    for piece in &mut pieces {
        let extent = extent(piece.x0, piece.x1);
        piece.own = grid.over(extent);
        (piece.from, piece.to) = grid.under(extent).unwrap_or(piece.own);
    }
    for i in lone_sections(&pieces, grid) {
        (pieces[i].from, pieces[i].to) = (0, grid.columns.len());
        pieces[i].own = (0, grid.columns.len());
    }
    let first = |i: usize| i == 0 || pieces[i - 1].band != pieces[i].band;
    let totals: Vec<usize> =
        (0..pieces.len()).filter(|&i| first(i) && is_grand_total(&pieces[i].text)).collect();
    for i in totals {
        // The middle of three columns can be that of the second one: a total rather stands over all that name rows.
        let right =
            pieces.get(i + 1).filter(|p| p.band == pieces[i].band).map_or(grid.columns.len(), |p| p.from);
        let extent = extent(pieces[i].x0, pieces[i].x1);
        let mut wider = (pieces[i].to..=right.max(pieces[i].to)).rev();
        let exact = wider.clone().find(|&to| grid.is_under(extent, 0, to));
        let in_middle = grid.is_about_under(extent, pieces[i].from, pieces[i].to);
        if let Some(to) = exact.or_else(|| wider.find(|&to| !in_middle && grid.is_about_under(extent, 0, to)))
        {
            (pieces[i].from, pieces[i].to) = (0, to);
        }
    }
    (pieces, grid.columns())
}

/// The texts that stand alone over all columns, and head the rows below: （一）民生保障, or 官渡乡 above its villages.
fn lone_sections(pieces: &[Piece], grid: &Grid) -> Vec<usize> {
    let bands: Vec<&[Piece]> = pieces.chunk_by(|a, b| a.band == b.band).collect();
    let holds_values = |b: usize| {
        let is_row = |p: &Piece| p.from > 0 && p.value || p.from == 0 && is_serial(&p.text);
        bands.get(b).is_some_and(|band| band.iter().any(is_row))
    };
    let first_values = (0..bands.len()).find(|b| holds_values(*b)).unwrap_or(bands.len());
    let over_all = |p: &Piece| grid.is_about_under(extent(p.x0, p.x1), 0, grid.columns.len());
    let mut sections = Vec::new();
    // Before the first values the rest of a head can look so: other sections tell what it is.
    let mut doubtful = None;
    let mut at = 0;
    for (b, band) in bands.iter().enumerate() {
        if let [text] = band
            && b > 0
            && over_all(text)
        {
            let above = bands[b - 1].iter().find(|p| (p.from, p.to) == (text.from, text.to));
            let above = above.filter(|_| text.to - text.from == 1);
            if heads_section(&text.text)
                || b > first_values && !above.is_some_and(|above| is_full(above, grid))
                || b + 1 == first_values && above.is_none()
            {
                sections.push(at);
            } else if b + 1 == first_values && above.is_some_and(|above| !leaves_bracket(&above.text)) {
                doubtful = Some(at);
            }
        }
        at += band.len();
    }
    doubtful.filter(|at| sections.iter().any(|other| other > at)).into_iter().chain(sections).collect()
}

/// Whether a text has no room for another full-width character in its columns.
fn is_full(piece: &Piece, grid: &Grid) -> bool {
    let width = (grid.columns[piece.to - 1].1 - grid.columns[piece.from].0) as f32 / 2.0;
    piece.width() + 1.0 > width
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
