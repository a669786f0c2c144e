//! Lines that head the rows below them (Panel A: Men): a text alone on its line, in the middle of all columns or of those
//! of values.

use std::ops::Range;

use super::Word;
use super::bands;
use super::columns::align::{Column, over};
use super::piece::Piece;

/// Words of one text are nearer than this, in ems.
const APART: f32 = 0.6;
/// How far off the middle such a text may be, in ems.
const OFF: f32 = 0.5;
/// A table of fewer columns has no middle apart from that of a column.
const FEWEST_COLUMNS: usize = 3;

/// Makes one piece of each such text, over the columns that it is in the middle of; `aligned` is how far off the alignment
/// of its column a text may be.
pub(super) fn join(pieces: &mut Vec<Piece>, columns: &[Column], words: &[Word], em: f32, aligned: f32) {
    if columns.len() < FEWEST_COLUMNS {
        return;
    }
    let bands: Vec<Range<usize>> = by_band(pieces);
    let is_row = |band: &Range<usize>| pieces[band.clone()].iter().filter(|p| p.value).count() > 1;
    let (Some(first), Some(last)) = (bands.iter().position(is_row), bands.iter().rposition(is_row)) else {
        return;
    };
    let told_by = |band: &Range<usize>| centred(&pieces[band.clone()], columns, em, aligned);
    let Some(told) = bands[first..last].iter().find_map(told_by) else { return };
    // From the last one up, so that the pieces above stay.
    let panels: Vec<&Range<usize>> =
        bands[..last].iter().rev().filter(|band| told_by(band).as_ref() == Some(&told)).collect();
    for band in panels {
        let own = &pieces[band.clone()];
        let words_of: Vec<usize> = own.iter().flat_map(|p| p.words.iter().copied()).collect();
        let panel = Piece {
            x1: own[own.len() - 1].x1,
            top: own.iter().map(|p| p.top).fold(f32::INFINITY, f32::min),
            bottom: own.iter().map(|p| p.bottom).fold(f32::NEG_INFINITY, f32::max),
            from: told.start,
            to: told.end,
            own: (told.start, told.end),
            panel: true,
            text: bands::text(words, &words_of),
            words: words_of,
            ..own[0].clone()
        };
        pieces.splice(band.clone(), [panel]);
    }
}

/// The pieces of each band that has any.
fn by_band(pieces: &[Piece]) -> Vec<Range<usize>> {
    let mut at = 0;
    let bands = pieces.chunk_by(|a, b| a.band == b.band).map(|own| {
        at += own.len();
        at - own.len()..at
    });
    bands.collect()
}

/// The columns that the texts of a band are in the middle of as one, if they are one and off their own column.
fn centred(own: &[Piece], columns: &[Column], em: f32, aligned: f32) -> Option<Range<usize>> {
    let (first, last) = (own.first()?, own.last()?);
    let is_one = own.windows(2).all(|pair| pair[1].x0 - pair[0].x1 <= APART * em);
    let is_alone = own.len() == 1 && first.own.1 - first.own.0 == 1;
    let of_column = is_alone && columns[first.own.0].off(first) <= aligned;
    if first.own.0 == 0 || !is_one || of_column || own.iter().any(|p| p.value) {
        return None;
    }
    let whole = Piece { x1: last.x1, ..first.clone() };
    let n = columns.len();
    let near = |of: &Range<usize>| of.len() > 1 && over(&whole, columns, of.start, of.end) <= OFF * em;
    [0..n, 1..n, 1..n - 1].into_iter().find(near)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::table::aligned::Settings;
    use crate::table::aligned::bands::{bands, tests::drawn};
    use crate::table::aligned::columns::separators;
    use crate::table::aligned::piece::pieces;

    /// The panels of a drawn text with the columns that they are over.
    #[track_caller]
    fn check(text: &str, expected: &[(&str, Range<usize>)]) {
        let words = drawn(text);
        let settings = Settings::page();
        let bands = bands(&words, &settings);
        let (mut pieces, columns) = pieces(&bands, &separators(&bands), &words, None, &settings);
        join(&mut pieces, &columns, &words, 1.0, settings.aligned);
        let panels = pieces.iter().filter(|p| p.panel);
        let found: Vec<(&str, Range<usize>)> = panels.map(|p| (p.text.as_str(), p.own.0..p.own.1)).collect();
        assert_eq!(found, expected);
    }

    #[test]
    fn lines_in_the_middle_of_the_values_head_the_rows_below() {
        let text = "        1990    1991    1992    1993
                  商业 银行
甲       109      98     134     118
乙        12     119     120      21
                  储蓄 机构
甲        43     198     111      77";
        check(text, &[("商业 银行", 1..5), ("储蓄 机构", 1..5)]);
    }

    #[test]
    fn a_cell_that_wraps_in_the_middle_column_heads_nothing() {
        check("甲      推进河道整治    12    34\n        扩大绿地\n乙      养护道路设施    56    78", &[]);
    }
}
