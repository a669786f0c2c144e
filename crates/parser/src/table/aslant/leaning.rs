//! Heads whose cells lean with them: no upright rule parts them, and they stand over the columns of the grid below, or
//! far from it in cells that are closed above.

use fenjie_model::Rect;

use super::Grid;
use super::lay::lay_in;
use super::texts::{LINES, Text};
use crate::page::{Axis, Page, Rule};

/// The head is one of so many first rows of its grid, where it is one.
const MOST_ROWS: usize = 3;
/// Heads begin so many ems above their columns at most.
const ABOVE: f32 = 3.0;

/// Leaning cells are higher than so many points.
const LEAST_HEIGHT: f32 = 15.0;
/// And lean by more than so many degrees, and less than a right angle by as many.
const LEAST_LEAN: f32 = 10.0;
/// The ends of a leaning cell's rules lie where its angle takes them within so many points.
const SLIP: f32 = 3.0;

/// Cells that lean over the columns of a grid, with the rule that closes them above.
pub(super) struct Leaning<'a> {
    /// The heights of that rule, and of the first one of the grid.
    ends: (f32, f32),
    /// How far that rule lies to the right of the columns that it closes.
    shift: f32,
    /// The sides of these columns.
    sides: Vec<f32>,
    /// The left and right sides of the column of each head, and its lines.
    heads: Vec<((f32, f32), Vec<&'a Text>)>,
}

/// The leaning cells that texts stand in: those of all of them, if they are closed above by a rule of the length of the
/// grid's, moved to the side as far as their angle tells.
pub(super) fn leaning<'a>(group: &'a [Text], grids: &[Grid], rules: &[Rule]) -> Option<Leaning<'a>> {
    let angle = group[0].angle.rem_euclid(180.0);
    let upright = (angle - 90.0).abs();
    if group.len() < 2 || !(LEAST_LEAN..=90.0 - LEAST_LEAN).contains(&upright) {
        return None;
    }
    let across = 1.0 / angle.to_radians().tan();
    grids.iter().find_map(|grid| {
        let (xs, bottom) = (&grid.lattice.xs, grid.lattice.ys[0]);
        let column = |text: &Text| {
            let is_above = text.bbox.bottom <= bottom + SLIP;
            let foot = text.bbox.centre_x() - (bottom - text.bbox.centre_y()) * across;
            let after = xs.partition_point(|&x| x <= foot);
            (is_above && after > 0 && after < xs.len()).then(|| after - 1)
        };
        let columns: Vec<usize> = group.iter().map(column).collect::<Option<_>>()?;
        let heads = by_column(group, &columns)?;
        let (first, last) = (heads.first()?.0, heads.last()?.0 + 1);
        let top = group.iter().map(|text| text.bbox.top).fold(f32::INFINITY, f32::min);
        let closing = rules.iter().filter(|rule| rule.axis == Axis::Horizontal).find_map(|rule| {
            let shift = (bottom - rule.at) * across;
            let at = |end: f32| xs.iter().position(|x| (x + shift - end).abs() <= SLIP);
            let (from, to) = (at(rule.from)?, at(rule.to)?);
            let is_above = bottom - rule.at >= LEAST_HEIGHT && rule.at <= top + SLIP;
            (is_above && from <= first && last <= to).then(|| (rule.at, shift, xs[from..=to].to_vec()))
        });
        let (top, shift, sides) = closing?;
        let heads = heads.into_iter().map(|(col, lines)| ((xs[col], xs[col + 1]), lines)).collect();
        Some(Leaning { ends: (top, bottom), shift, sides, heads })
    })
}

/// The texts by their columns, those of one as the lines that follow each other; there are several columns.
fn by_column<'a>(group: &'a [Text], columns: &[usize]) -> Option<Vec<(usize, Vec<&'a Text>)>> {
    let line = |i: usize| group[0].across(group[i].ends[0]);
    let mut order: Vec<usize> = (0..group.len()).collect();
    order.sort_by(|&a, &b| columns[a].cmp(&columns[b]).then(line(a).total_cmp(&line(b))));
    let are_lines = order
        .windows(2)
        .all(|w| columns[w[0]] != columns[w[1]] || line(w[1]) - line(w[0]) <= LINES * group[0].size);
    let heads: Vec<(usize, Vec<&Text>)> = order
        .chunk_by(|&a, &b| columns[a] == columns[b])
        .map(|own| (columns[own[0]], own.iter().map(|&i| &group[i]).collect()))
        .collect();
    (are_lines && heads.len() > 1).then_some(heads)
}

impl Leaning<'_> {
    /// Sets the cells upright, and lays their texts level in them.
    pub(super) fn set_upright(&self, page: &mut Page) {
        let (top, bottom) = self.ends;
        let (from, to) = (self.sides[0] + self.shift, self.sides[self.sides.len() - 1] + self.shift);
        for rule in page.rules.iter_mut().filter(|rule| rule.axis == Axis::Horizontal) {
            if (rule.at - top).abs() <= SLIP && rule.from >= from - SLIP && rule.to <= to + SLIP {
                (rule.from, rule.to) = (rule.from - self.shift, rule.to - self.shift);
            }
        }
        let is_side = |bbox: Rect| {
            (bbox.height() - (bottom - top)).abs() <= SLIP && (bbox.width() - self.shift.abs()).abs() <= SLIP
        };
        page.drawings.retain(|drawing| !is_side(drawing.bbox));
        page.rules.extend(self.sides.iter().map(|x| Rule::hairline(Axis::Vertical, *x, top, bottom)));
        for ((x0, x1), lines) in &self.heads {
            lay_in(&mut page.glyphs, lines, Rect::new(*x0, top, *x1, bottom));
        }
    }
}

/// The rules that the cells of leaning heads have in the place of their slanted sides.
pub(super) fn upright_sides(group: &[Text], grids: &[Grid]) -> Option<Vec<Rule>> {
    if group.len() < 2 {
        return None;
    }
    grids.iter().find_map(|grid| {
        let (xs, ys) = (&grid.lattice.xs, &grid.lattice.ys);
        let rows = 0..=MOST_ROWS.min(ys.len().saturating_sub(2));
        rows.into_iter().find_map(|row| sides(group, grid, ys[row], row)).filter(|_| xs.len() > 2)
    })
}

/// The sides of heads that end at the height of this row.
fn sides(group: &[Text], grid: &Grid, bottom: f32, row: usize) -> Option<Vec<Rule>> {
    let (xs, ys) = (&grid.lattice.xs, &grid.lattice.ys);
    let mut over = Vec::with_capacity(group.len());
    for text in group {
        let (x, y) = text.foot();
        let after = xs.partition_point(|&edge| edge <= x);
        let is_over = after > 0 && after < xs.len() && y < bottom && bottom - y <= ABOVE * text.size;
        if !is_over || text.bbox.bottom > bottom + 0.3 * text.size || grid.cell((x, y)).is_some() {
            return None;
        }
        over.push(after - 1);
    }
    over.sort_unstable();
    let are_apart = over.windows(2).all(|w| w[0] < w[1]);
    // Below each is a cell of its own.
    let cells = &grid.spans.cells;
    let is_column = |&col: &usize| cells.iter().any(|c| (c.row, c.col, c.col_end) == (row, col, col + 1));
    if !are_apart || !over.iter().all(is_column) {
        return None;
    }
    let band = group.iter().map(|text| text.bbox).reduce(Rect::union)?;
    let (top, columns) = match row {
        0 => (band.top.min(bottom - 1.0), 0..xs.len()),
        _ => (ys[0], over[0]..over[over.len() - 1] + 2),
    };
    let level = Rule::hairline(Axis::Horizontal, top, xs[columns.start], xs[columns.end - 1]);
    let upright = columns.map(|i| Rule::hairline(Axis::Vertical, xs[i], top, bottom));
    Some(upright.chain([level]).collect())
}
