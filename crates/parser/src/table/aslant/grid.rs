//! Texts at an angle in the head of a grid.

use fenjie_model::Rect;

use super::Grid;
use super::texts::{LINES, Text};

/// A head ends in one of so many first rows.
const MOST_ROWS: usize = 4;
/// A text reaches beyond its cell by so many points and still stands in it.
const SLIP: f32 = 2.0;

/// What texts that are written alike are to the grids of a page.
pub(super) enum Heads<'a> {
    /// The heads of columns: the boxes of their cells, and the lines in each.
    Cells(Vec<(Rect, Vec<&'a Text>)>),
    /// The same, turned by a right angle, over columns that no rules part below the heads.
    Open(Vec<(Rect, Vec<&'a Text>)>),
    /// They stand in a head, and could be its texts.
    Unsure,
    /// They stand in no head of a grid, or not all of them do.
    Elsewhere,
}

/// What texts that are written alike are to the grids of a page.
pub(super) fn heads<'a>(group: &'a [Text], grids: &[Grid], is_turned: bool) -> Heads<'a> {
    let foot = |text: &Text| text.foot();
    let middle = |text: &Text| (text.bbox.centre_x(), text.bbox.centre_y());
    let (by_foot, by_middle) = (placed(group, grids, foot), placed(group, grids, middle));
    for placed in [&by_foot, &by_middle].into_iter().flatten() {
        if let Some(cells) = columns(group, grids, placed) {
            let is_open = is_turned && placed.iter().all(|&(grid, cell)| is_open_below(&grids[grid], cell));
            return if is_open { Heads::Open(cells) } else { Heads::Cells(cells) };
        }
    }
    let is_within = |(text, &(grid, cell)): (&Text, &(usize, usize))| {
        let bbox = grids[grid].bbox(cell);
        text.bbox.x0 >= bbox.x0 - SLIP
            && text.bbox.x1 <= bbox.x1 + SLIP
            && text.bbox.top >= bbox.top - SLIP
            && text.bbox.bottom <= bbox.bottom + SLIP
    };
    match by_middle {
        Some(placed) if group.iter().zip(&placed).all(is_within) => Heads::Unsure,
        _ => Heads::Elsewhere,
    }
}

/// Whether the cell below a head goes on beside it.
fn is_open_below(grid: &Grid, head: usize) -> bool {
    let head = grid.spans.cells[head];
    let below = grid.spans.owner.get(head.row_end * grid.lattice.columns() + head.col).copied().flatten();
    below.is_some_and(|below| {
        let below = grid.spans.cells[below];
        below.col < head.col || head.col_end < below.col_end
    })
}

/// The grid and the cell of each text, where all stand in heads; the box of a grid that nothing parts is none.
fn placed(group: &[Text], grids: &[Grid], at: impl Fn(&Text) -> (f32, f32)) -> Option<Vec<(usize, usize)>> {
    let home = |text: &Text| {
        grids.iter().enumerate().find_map(|(i, grid)| {
            let cell = grid.cell(at(text))?;
            let row_end = grid.spans.cells[cell].row_end;
            (row_end <= MOST_ROWS && row_end < grid.lattice.rows() && grid.lattice.columns() > 1)
                .then_some((i, cell))
        })
    };
    group.iter().map(home).collect()
}

/// The cells of the texts, where they are the heads of columns: several side by side, one or some lines in each, and none
/// reaches below its head.
fn columns<'a>(
    group: &'a [Text],
    grids: &[Grid],
    placed: &[(usize, usize)],
) -> Option<Vec<(Rect, Vec<&'a Text>)>> {
    let mut order: Vec<usize> = (0..group.len()).collect();
    let line = |i: usize| group[0].across(group[i].ends[0]);
    order.sort_by(|&a, &b| placed[a].cmp(&placed[b]).then(line(a).total_cmp(&line(b))));
    let mut cells: Vec<(Rect, Vec<&Text>)> = Vec::new();
    let mut first = None;
    for own in order.chunk_by(|&a, &b| placed[a] == placed[b]) {
        let (grid, cell) = placed[own[0]];
        let bbox = grids[grid].bbox(cell);
        let row_end = grids[grid].spans.cells[cell].row_end;
        let is_level = *first.get_or_insert((grid, row_end)) == (grid, row_end) || first?.0 != grid;
        let are_lines = own.windows(2).all(|w| line(w[1]) - line(w[0]) <= LINES * group[0].size);
        let is_above = own.iter().all(|&i| {
            let text = &group[i].bbox;
            text.bottom <= bbox.bottom + SLIP && text.top >= bbox.top - SLIP
        });
        if !is_level || !are_lines || !is_above {
            return None;
        }
        cells.push((bbox, own.iter().map(|&i| &group[i]).collect()));
    }
    (cells.len() > 1).then_some(cells)
}
