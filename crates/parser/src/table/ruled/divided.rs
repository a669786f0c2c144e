//! The cells of a lattice, divided where their text tells rows and columns that no rules part.

use super::Sheet;
use super::paired::part_pairs;
use super::undivided::Undivided;
use super::unparted::part_columns;
use crate::page::Glyph;
use crate::table::cells::{Spans, cells};
use crate::table::fill::{Filled, fill};
use crate::table::implied::{divide_columns, divide_rows};
use crate::table::lattice::Lattice;
use crate::table::numbered_heads::divide_numbers;
use crate::table::open_heads::divide_heads;
use crate::table::overline::draw_on;
use crate::table::panels::part_panels;
use crate::table::stubs::drop_stubs;

/// Divides cells of a lattice as their text stands; whether any was divided.
type Divide = fn(&mut Lattice, &Spans, &Filled, &[Glyph]) -> bool;

/// What divides cells, in order, and whether it does so below the heads.
const DIVIDE: [(Divide, bool); 9] = [
    (divide_heads, false),
    (divide_numbers, false),
    (divide_columns, true),
    (part_columns, true),
    (draw_on, true),
    (part_panels, true),
    // A stub over a sum, which divides nothing, hides that the cells around it end at one height.
    (drop_stubs, false),
    (divide_rows, true),
    (part_pairs, true),
];

/// The cells of a lattice, and what stands in them.
pub(super) struct Divided {
    pub(super) spans: Spans,
    pub(super) filled: Filled,
    /// Which runs are taken, by these cells or before them.
    pub(super) taken: Vec<bool>,
    /// Whether rules go all the way round and between the cells, those in the head aside.
    pub(super) closed: bool,
    /// The cells before any of them was divided.
    pub(super) before: Option<Undivided>,
}

/// The cells of a lattice, into which the rules are drawn that their text tells; none where it has but one.
pub(super) fn divided(lattice: &mut Lattice, sheet: &Sheet<'_>, taken: &[bool]) -> Option<Divided> {
    let glyphs = &sheet.page.glyphs;
    let mut spans = cells(lattice);
    if spans.cells.len() < 2 {
        return None;
    }
    let mut mine = taken.to_vec();
    let mut filled = fill(lattice, &spans, sheet.runs, glyphs, &mut mine);
    let (xs, ys) = (lattice.xs.clone(), lattice.ys.clone());
    let mut before = None;
    let mut closed = !lattice.open;
    for (divide, below) in DIVIDE {
        if divide(lattice, &spans, &filled, glyphs) {
            closed &= !below;
            let were = std::mem::replace(&mut spans, cells(lattice));
            mine.copy_from_slice(taken);
            let held = fill(lattice, &spans, sheet.runs, glyphs, &mut mine);
            let held = std::mem::replace(&mut filled, held);
            before.get_or_insert((were, held));
        }
    }
    let before = before.map(|(spans, filled)| Undivided { xs, ys, spans, filled });
    Some(Divided { spans, filled, taken: mine, closed, before })
}
