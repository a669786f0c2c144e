//! Texts that are turned over columns that no rules part.

use fenjie_model::Rect;

use super::Grid;
use super::lay::lay;
use super::texts::Text;
use crate::page::{Glyph, Page, Turn};
use crate::table::runs::{Run, runs};

/// So many rows stand below at least.
const FEWEST_ROWS: usize = 3;
/// So many rows are asked which columns there are.
const ASKED: usize = 40;
/// The first row stands below its heads within so many ems.
const BELOW: f32 = 6.0;
/// Heads begin or end at one height within so many ems.
const LEVEL: f32 = 0.7;
/// Baselines of one row are the same within so many points.
const SAME: f32 = 1.5;

/// What turned texts are to the columns below them.
pub(super) enum Columns {
    /// The heads of columns.
    Below(Places),
    /// Most of them could be.
    Unsure,
    /// None of them.
    None,
}

/// Where heads are to be laid.
pub(super) struct Places {
    baseline: f32,
    /// The middle and the room of each.
    at: Vec<(f32, f32)>,
}

impl Places {
    /// Lays the heads there.
    pub(super) fn lay(&self, group: &[Text], glyphs: &mut [Glyph]) {
        for (text, &(x, room)) in group.iter().zip(&self.at) {
            lay(glyphs, text, x, self.baseline, room);
        }
    }
}

/// What turned texts are to the columns below them. A column can be blank.
pub(super) fn columns(group: &[Text], grids: &[Grid], page: &Page) -> Columns {
    let band = group.iter().map(|text| text.bbox).reduce(Rect::union).unwrap_or_default();
    let em = group[0].size;
    if group.len() < 2 || !is_level(group, em) || group.iter().any(|text| stands_in_cell(text, grids)) {
        return Columns::None;
    }
    let mut upright: Vec<Run> =
        runs(&page.glyphs).into_iter().filter(|run| run.turn == Turn::Upright).collect();
    let baseline = |run: &Run| page.glyphs[run.glyphs.start].baseline;
    upright.sort_by(|a, b| baseline(a).total_cmp(&baseline(b)));
    let below = upright.partition_point(|run| run.bbox.centre_y() <= band.bottom - 0.2 * em);
    let rows = upright[below..].chunk_by(|a, b| baseline(b) - baseline(a) <= SAME).take(ASKED);
    let told: Vec<(f32, Vec<Option<Rect>>)> = rows
        .map(|row| (row[0].bbox.top, group.iter().map(|text| nearest(text.foot().0, row)).collect()))
        .filter(|(_, own): &(f32, Vec<Option<Rect>>)| are_apart(own))
        .collect();
    let most = told.iter().map(|(_, own)| own.iter().flatten().count()).max().unwrap_or(0);
    let full: Vec<&(f32, Vec<Option<Rect>>)> =
        told.iter().filter(|(_, own)| own.iter().flatten().count() == most).collect();
    let Some((first, own)) = full.first() else { return Columns::None };
    if most < 2 || full.len() < FEWEST_ROWS || first - band.bottom > BELOW * em {
        return Columns::None;
    }
    if 3 * most < 2 * group.len() {
        return Columns::Unsure;
    }
    let beside = upright.iter().filter(|run| {
        (band.top..band.bottom + 0.5 * em).contains(&run.bbox.centre_y())
            && (run.bbox.x1 < band.x0 || run.bbox.x0 > band.x1)
    });
    let level = beside.map(baseline).fold(f32::MIN, f32::max);
    let baseline = if level > f32::MIN { level } else { band.bottom - 0.12 * em };
    let place = |(text, below): (&Text, &Option<Rect>)| match below {
        Some(below) => (below.centre_x(), below.width().max(em)),
        None => (text.foot().0, 2.0 * em),
    };
    Columns::Below(Places { baseline, at: group.iter().zip(own).map(place).collect() })
}

/// Whether the texts end at one height, or begin at one.
fn is_level(group: &[Text], em: f32) -> bool {
    let spread = |at: fn(&Text) -> f32| {
        let (low, high) = group.iter().map(at).fold((f32::MAX, f32::MIN), |(l, h), y| (l.min(y), h.max(y)));
        high - low
    };
    spread(|text| text.bbox.bottom) <= LEVEL * em
        || spread(|text| text.bbox.top) <= LEVEL * em
        || spread(|text| text.bbox.centre_y()) <= LEVEL * em
}

/// Whether a text stands in a cell of a grid with columns.
fn stands_in_cell(text: &Text, grids: &[Grid]) -> bool {
    grids.iter().any(|grid| grid.lattice.columns() > 1 && grid.cell(text.foot()).is_some())
}

/// The text of a row that is nearest to a point: it begins or ends within its own width of it.
fn nearest(x: f32, row: &[Run]) -> Option<Rect> {
    let off = |run: &Run| (run.bbox.x0 - x).max(x - run.bbox.x1).max(0.0);
    let nearest = row.iter().min_by(|a, b| off(a).total_cmp(&off(b)))?;
    (off(nearest) <= nearest.bbox.width().max(nearest.size)).then_some(nearest.bbox)
}

/// Whether the texts have one of their own each below them, if any.
fn are_apart(own: &[Option<Rect>]) -> bool {
    let mut own: Vec<Rect> = own.iter().flatten().copied().collect();
    own.sort_by(|a, b| a.x0.total_cmp(&b.x0));
    own.windows(2).all(|w| w[1].x0 >= w[0].x1)
}
