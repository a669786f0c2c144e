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
/// Texts have one middle within this many ems.
const SAME: f32 = 0.1;
/// And are centred there, where they differ by this much in width at least.
const WIDER: f32 = 0.25;
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
    let rows: Vec<&Range<usize>> = bands.iter().filter(|band| is_row(band)).collect();
    let of_values: Vec<bool> = (0..columns.len()).map(|c| holds_values(c, pieces, &rows)).collect();
    let told_by = |band: &Range<usize>| {
        let own = &pieces[band.clone()];
        let of_column = is_of_column(own, columns, aligned);
        centred(own, columns, em).filter(|_| !of_column || of_values[own[0].own.0])
    };
    let (told, panels) = if let Some(told) = bands[first..last].iter().find_map(told_by) {
        let is_told = |band: &&Range<usize>| told_by(band).as_ref() == Some(&told);
        (told.clone(), bands[..last].iter().filter(is_told).cloned().collect())
    } else {
        let lone = |band: &&Range<usize>| matches!(&pieces[(*band).clone()], [p] if p.own.0 > 0 && !p.value && is_of_none(p, columns, aligned));
        let panels = in_one_middle(bands[..last].iter().filter(lone), pieces, em);
        // Lines above all rows are those of heads.
        let is_among = panels.last().is_some_and(|band| band.start > bands[first].start);
        (1..columns.len(), if is_among { panels } else { Vec::new() })
    };
    // From the last one up, so that the pieces above stay.
    for band in panels.iter().rev() {
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

/// The texts alone on their lines that have one middle, if they differ in width: wherever the columns' sides are, they are
/// centred over several.
fn in_one_middle<'a>(
    lone: impl Iterator<Item = &'a Range<usize>>,
    pieces: &[Piece],
    em: f32,
) -> Vec<Range<usize>> {
    let lone: Vec<&Range<usize>> = lone.collect();
    let Some(first) = lone.first().map(|band| &pieces[band.start]) else { return Vec::new() };
    let is_alike = |band: &&Range<usize>| (pieces[band.start].centre() - first.centre()).abs() <= SAME * em;
    let is_wider = |band: &&Range<usize>| (pieces[band.start].width() - first.width()).abs() >= WIDER * em;
    let tells = lone.iter().all(is_alike) && lone.iter().any(is_wider);
    if tells { lone.into_iter().cloned().collect() } else { Vec::new() }
}

/// Whether a text is aligned with no column that it lies over.
fn is_of_none(piece: &Piece, columns: &[Column], aligned: f32) -> bool {
    (piece.own.0..piece.own.1).all(|c| {
        let column = &columns[c];
        let ends = [piece.x0 - column.x0, piece.x1 - column.x1, piece.centre() - column.centre];
        ends.iter().all(|off| off.abs() > aligned)
    })
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

/// Whether rows print nothing but values in a column.
fn holds_values(column: usize, pieces: &[Piece], rows: &[&Range<usize>]) -> bool {
    let printed = rows.iter().flat_map(|row| &pieces[(*row).clone()]);
    printed.filter(|p| p.own.0 <= column && column < p.own.1).all(|p| p.value)
}

/// Whether the texts of a band are one alone in its column, where the texts of that are.
fn is_of_column(own: &[Piece], columns: &[Column], aligned: f32) -> bool {
    matches!(own, [alone] if alone.own.1 - alone.own.0 == 1 && columns[alone.own.0].off(alone) <= aligned)
}

/// The columns that the texts of a band are in the middle of as one, if they are one.
fn centred(own: &[Piece], columns: &[Column], em: f32) -> Option<Range<usize>> {
    let (first, last) = (own.first()?, own.last()?);
    let is_one = own.windows(2).all(|pair| pair[1].x0 - pair[0].x1 <= APART * em);
    if first.own.0 == 0 || !is_one || own.iter().any(|p| p.value) {
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
    fn lines_in_one_middle_that_is_no_columns_head_the_rows_below() {
        let text = "                    1990              1991                  1992
                                 商业银行
甲                   109                98                   134
乙                    12               119                   120
                                储蓄类机构
甲                    43               198                   111";
        check(text, &[("商业银行", 1..4), ("储蓄类机构", 1..4)]);
    }

    #[test]
    fn a_text_in_the_middle_of_a_column_of_values_heads_rows() {
        let text = "        1990    1991    1992
                商业银行
甲       109      98     134
乙        12     119     120
               储蓄类机构
甲        43     198     111";
        check(text, &[("商业银行", 1..4), ("储蓄类机构", 1..4)]);
    }

    #[test]
    fn a_cell_that_wraps_in_the_middle_column_heads_nothing() {
        check("甲      推进河道整治    12    34\n        扩大绿地\n乙      养护道路设施    56    78", &[]);
    }
}
