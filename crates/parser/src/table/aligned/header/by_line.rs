//! Heads that make no trees, line by line: none of them is lost.

use std::ops::Range;

use super::{Header, Spread};
use crate::table::aligned::rows::Body;

/// Bands are of one line where they share this part of the lower one's height.
const SHARED: f32 = 0.5;

/// Each line of the first `bands` bands is a row; texts that lie over one column are of one head.
pub(super) fn by_line(body: &Body<'_>, bands: usize) -> Header {
    let mut lines: Vec<Range<usize>> = Vec::new();
    for band in 0..bands {
        let (top, bottom) = body.heights[band];
        let shared = |line: &Range<usize>| {
            let above = body.heights[line.end - 1];
            above.1 - top > SHARED * (bottom - top).min(above.1 - above.0)
        };
        match lines.last_mut() {
            Some(line) if shared(line) => line.end = band + 1,
            _ => lines.push(band..band + 1),
        }
    }
    let padding = body.row_gap() / 2.0;
    let top = |line: &Range<usize>| body.heights[line.start].0;
    let bottom = |line: &Range<usize>| body.heights[line.end - 1].1;
    let mut bounds: Vec<f32> = lines.first().map(|line| top(line) - padding).into_iter().collect();
    bounds.extend(lines.windows(2).map(|pair| f32::midpoint(bottom(&pair[0]), top(&pair[1]))));
    bounds.extend(lines.last().map(|line| bottom(line) + padding));
    let mut cells: Vec<Spread> = Vec::new();
    for (row, line) in lines.into_iter().enumerate() {
        let mut pieces: Vec<usize> = line.flat_map(|band| body.bands[band].clone()).collect();
        pieces.sort_by(|&a, &b| body.pieces[a].x0.total_cmp(&body.pieces[b].x0));
        let first = cells.len();
        for i in pieces {
            let (from, to) = body.pieces[i].own;
            match cells[first..].last_mut() {
                Some(cell) if from < cell.columns.end => {
                    cell.columns.end = cell.columns.end.max(to);
                    cell.columns.start = cell.columns.start.min(from);
                    cell.pieces.push(i);
                }
                _ => cells.push(Spread { rows: row..row + 1, columns: from..to, pieces: vec![i] }),
            }
        }
    }
    Header { price: f32::INFINITY, bounds, cells }
}
