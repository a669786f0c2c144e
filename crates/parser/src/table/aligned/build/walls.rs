//! Where rules, or lines of values, part the rows of a region.

use crate::table::aligned::bands::Band;
use crate::table::aligned::counted;
use crate::table::aligned::piece::Piece;
use crate::table::aligned::rows::Parted;
use crate::table::aligned::ruling::Frame;
use crate::table::aligned::settings::{Rows, Settings};

/// What parts the rows of a region.
pub(super) struct Walls {
    /// Which bands have a rule right above them, or begin a row.
    pub(super) walls: Vec<bool>,
    /// The height of the rule right above each band that no cell goes over, where one is drawn.
    pub(super) closed: Vec<Option<f32>>,
    /// What that tells of the rows.
    pub(super) parted: Parted,
}

/// What parts the rows of some bands, of which those print values that are `valued`. The head of a panel is parted
/// from the rows above and below it.
pub(super) fn walls(
    frame: &Frame,
    bands: &[Band],
    pieces: &[Piece],
    valued: &[bool],
    settings: &Settings,
) -> Walls {
    let (mut walls, parted) = match (settings.rows, frame.parts_rows(bands)) {
        (Rows::AtValues, _) if valued.contains(&true) => (counted::walls(valued), Parted::AtWalls),
        (_, true) => (frame.walls(bands), Parted::ByRules),
        (_, false) => (frame.walls(bands), Parted::ByText),
    };
    let mut closed = frame.closed(bands);
    for panel in pieces.iter().filter(|p| p.panel) {
        for band in (panel.band.max(1)..bands.len()).take(2) {
            walls[band] = true;
            closed[band].get_or_insert(f32::midpoint(bands[band - 1].bottom, bands[band].top));
        }
    }
    Walls { walls, closed, parted }
}
