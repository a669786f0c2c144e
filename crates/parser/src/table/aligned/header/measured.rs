//! A last line of measures alone: a row of the header below all others, whatever stands above it.

use crate::table::aligned::header::{Header, Spread};
use crate::table::aligned::measures::is_measure;
use crate::table::aligned::rows::Body;

/// So many measures are a row.
const FEWEST: usize = 2;

/// The pieces of the last of the first `bands` bands, if each is the measure of one column: 亿元, %, 家.
pub(super) fn measured(body: &Body<'_>, bands: usize) -> Option<Vec<usize>> {
    let above = bands.checked_sub(1).filter(|above| *above > 0)?;
    let pieces: Vec<usize> = body.bands[above].clone().collect();
    let is_one = |&i: &usize| {
        let piece = &body.pieces[i];
        piece.own.1 == piece.own.0 + 1 && is_measure(&piece.text)
    };
    (pieces.len() >= FEWEST && pieces.iter().all(is_one)).then_some(pieces)
}

/// Where the height of each column's heads ends: at `bottom`, where a measure is below, else at the end of these.
pub(super) fn floors(body: &Body<'_>, measures: &[usize], bottom: f32) -> Vec<f32> {
    let end = measures.iter().map(|i| body.pieces[*i].bottom).fold(bottom, f32::max);
    let mut floors = vec![end; body.columns.len()];
    measures.iter().for_each(|i| floors[body.pieces[*i].own.0] = bottom);
    floors
}

/// The header `above` with measures as its last row; heads over columns without one reach down to the body.
pub(super) fn with_measures(above: Header, measures: Vec<usize>, body: &Body<'_>, row: f32) -> Header {
    let rows = above.bounds.len() - 1;
    let mut read = Header { price: above.price + row, ..above };
    let of = |i: &usize| &body.pieces[*i];
    let top = measures.iter().map(|i| of(i).top).fold(f32::INFINITY, f32::min);
    let bottom = measures.iter().map(|i| of(i).bottom).fold(f32::NEG_INFINITY, f32::max);
    if let Some(end) = read.bounds.last_mut() {
        *end = top.min(*end);
    }
    read.bounds.push(bottom + body.row_gap() / 2.0);
    let has_one = |cell: &Spread| measures.iter().any(|i| cell.columns.contains(&of(i).own.0));
    read.cells.iter_mut().filter(|c| c.rows.end == rows && !has_one(c)).for_each(|c| c.rows.end += 1);
    read.cells.extend(measures.iter().map(|&i| Spread {
        rows: rows..rows + 1,
        columns: of(&i).own.0..of(&i).own.1,
        pieces: vec![i],
    }));
    read
}
