//! Tables whose header starts again to the right.

use crate::grid::Grid;
use crate::known::is_value;
use crate::measure;
use crate::paths::column_path;
use crate::words::{Heading, heading};

/// The number of columns after which the header starts again, or at least its names do (单位, 造林, 单位, 抚育); all of them
/// where the table is not folded.
pub(super) fn fold_width(grid: &Grid<'_>, header_rows: usize) -> usize {
    let columns = grid.columns();
    let paths: Vec<_> = (0..columns).map(|col| column_path(grid, header_rows, col)).collect();
    let holds_numbers = |col| holds_numbers(grid, header_rows, col);
    // 单位 over 亿元 is not the 单位 over 华新镇.
    let holds_measures =
        |col| (header_rows..grid.rows()).any(|row| measure::look_up(grid.text(row, col)).is_some());
    let is_like = |a: usize, b: usize| {
        if paths[a] == paths[b] {
            holds_numbers(a) || holds_measures(a) == holds_measures(b)
        } else {
            holds_numbers(a) && holds_numbers(b)
        }
    };
    let names_again = |width: usize| {
        paths[0] == paths[width] && !holds_numbers(0) && (width..columns).all(|col| is_like(col % width, col))
    };
    (2..=columns / 2)
        .filter(|width| columns.is_multiple_of(*width))
        .find(|width| {
            let first = &paths[..*width];
            let labelled = first[0].last().is_some_and(|leaf| match heading(leaf) {
                Heading::Value => false,
                Heading::Other => (header_rows..grid.rows()).all(|row| !is_value(grid.text(row, 0))),
                _ => true,
            });
            // A merged cell over both halves would make them alike without a fold.
            let parted = (1..columns / width).all(|n| {
                grid.owner(0, n * width - 1).is_none()
                    || grid.owner(0, n * width - 1) != grid.owner(0, n * width)
            });
            labelled && parted && (paths.chunks(*width).all(|group| group == first) || names_again(*width))
        })
        .unwrap_or(columns)
}

/// Whether a column holds numbers and nothing else.
fn holds_numbers(grid: &Grid<'_>, header_rows: usize, col: usize) -> bool {
    let mut printed =
        (header_rows..grid.rows()).map(|row| grid.text(row, col)).filter(|text| !text.is_empty());
    printed.clone().next().is_some() && printed.all(is_value)
}
