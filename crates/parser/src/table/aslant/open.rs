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
    /// Whether they are those of heads that stand in these cells.
    pub(super) fn are_in(&self, group: &[Text], cells: &[(Rect, Vec<&Text>)]) -> bool {
        let is_in = |(text, (x, _)): (&Text, &(f32, f32))| {
            let mut own = cells.iter().filter(|(_, lines)| lines.contains(&text));
            own.any(|(cell, _)| (cell.x0..=cell.x1).contains(x))
        };
        group.iter().zip(&self.at).all(is_in)
    }

    /// Lays the heads there.
    pub(super) fn lay(&self, group: &[Text], glyphs: &mut [Glyph]) {
        for (text, &(x, room)) in group.iter().zip(&self.at) {
            lay(glyphs, text, x, self.baseline, room);
        }
    }
}

/// What turned texts that stand in no cell are to the columns below them.
pub(super) fn columns(group: &[Text], grids: &[Grid], page: &Page) -> Columns {
    let is_free = is_level(group, group[0].size) && !group.iter().any(|text| stands_in_cell(text, grids));
    if is_free { columns_below(group, page) } else { Columns::None }
}

/// What turned texts are to the columns below them, whatever rules there are. A column can be blank.
pub(super) fn columns_below(group: &[Text], page: &Page) -> Columns {
    let band = group.iter().map(|text| text.bbox).reduce(Rect::union).unwrap_or_default();
    let em = group[0].size;
    if group.len() < 2 {
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
        .filter(|(_, own): &(f32, Vec<Option<Rect>>)| are_apart(own) && own.iter().flatten().count() > 1)
        .collect();
    let Some((first, _)) = told.first() else { return Columns::None };
    if told.len() < FEWEST_ROWS || first - band.bottom > BELOW * em {
        return Columns::None;
    }
    let own = nearest_of_all(group, &told);
    if 3 * own.iter().flatten().count() < 2 * group.len() || !are_apart(&own) {
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
    Columns::Below(Places { baseline, at: group.iter().zip(&own).map(place).collect() })
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

/// Whether a text stands in a cell of a grid with columns and rows: the rules of a head alone are of one row.
fn stands_in_cell(text: &Text, grids: &[Grid]) -> bool {
    grids
        .iter()
        .any(|grid| grid.lattice.columns().min(grid.lattice.rows()) > 1 && grid.cell(text.foot()).is_some())
}

/// The text of a row that is nearest to a point: it begins or ends within its own width of it.
fn nearest(x: f32, row: &[Run]) -> Option<Rect> {
    let off = |run: &Run| (run.bbox.x0 - x).max(x - run.bbox.x1).max(0.0);
    let nearest = row.iter().min_by(|a, b| off(a).total_cmp(&off(b)))?;
    (off(nearest) <= nearest.bbox.width().max(nearest.size)).then_some(nearest.bbox)
}

/// Of each text what stands nearest to its foot in any of the rows: a row can be blank in some columns.
fn nearest_of_all(group: &[Text], rows: &[(f32, Vec<Option<Rect>>)]) -> Vec<Option<Rect>> {
    let nearest = |(i, text): (usize, &Text)| {
        let off = |bbox: &Rect| (bbox.x0 - text.foot().0).max(text.foot().0 - bbox.x1).max(0.0);
        let own = rows.iter().filter_map(|(_, own)| own[i]);
        own.min_by(|a, b| off(a).total_cmp(&off(b)))
    };
    group.iter().enumerate().map(nearest).collect()
}

/// Whether the texts have one of their own each below them, if any.
fn are_apart(own: &[Option<Rect>]) -> bool {
    let mut own: Vec<Rect> = own.iter().flatten().copied().collect();
    own.sort_by(|a, b| a.x0.total_cmp(&b.x0));
    own.windows(2).all(|w| w[1].x0 >= w[0].x1)
}
