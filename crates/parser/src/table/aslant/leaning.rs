//! Heads whose cells lean with them: no upright rule parts them, and they stand over the columns of the grid below.

use fenjie_model::Rect;

use super::Grid;
use super::texts::Text;
use crate::page::{Axis, Rule};

/// The head is one of so many first rows of its grid, where it is one.
const MOST_ROWS: usize = 3;
/// Heads begin so many ems above their columns at most.
const ABOVE: f32 = 3.0;

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
