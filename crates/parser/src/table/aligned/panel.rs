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
/// of its column a text may be. The table has the `sides` of its rules, where it has some.
pub(super) fn join(
    pieces: &mut Vec<Piece>,
    columns: &[Column],
    words: &[Word],
    sides: Option<(f32, f32)>,
    em: f32,
    aligned: f32,
) {
    if columns.len() < FEWEST_COLUMNS {
        return;
    }
    let between = sides.map_or(Vec::new(), |sides| between(pieces, columns, sides, em));
    let (over, panels) = match between.is_empty() {
        true => panels(pieces, columns, em, aligned),
        false => (0..columns.len(), between),
    };
    // From the last one up, so that the pieces above stay.
    for band in panels.iter().rev() {
        let own = &pieces[band.clone()];
        let words_of: Vec<usize> = own.iter().flat_map(|p| p.words.iter().copied()).collect();
        let panel = Piece {
            x1: own[own.len() - 1].x1,
            top: own.iter().map(|p| p.top).fold(f32::INFINITY, f32::min),
            bottom: own.iter().map(|p| p.bottom).fold(f32::NEG_INFINITY, f32::max),
            from: over.start,
            to: over.end,
            own: (over.start, over.end),
            panel: true,
            text: bands::text(words, &words_of),
            words: words_of,
            ..own[0].clone()
        };
        pieces.splice(band.clone(), [panel]);
    }
}

/// The texts alone on their lines in the middle between the sides of a table, if several are and rows stand between them.
/// Rules tell the middle better than texts do, so it can be that of a column too, but for one whose texts stand there.
fn between(pieces: &[Piece], columns: &[Column], (left, right): (f32, f32), em: f32) -> Vec<Range<usize>> {
    /// So many such texts head rows.
    const FEWEST: usize = 2;
    let bands = by_band(pieces);
    let is_row = |band: &Range<usize>| 2 * band.len() > columns.len();
    let is_off = |p: &Piece| p.own.1 - p.own.0 > 1 || columns[p.own.0].off(p) > SAME * em;
    let is_one = |band: &Range<usize>| match &pieces[band.clone()] {
        [p] => (p.centre() - f32::midpoint(left, right)).abs() <= SAME * em && !p.value && is_off(p),
        _ => false,
    };
    let found: Vec<usize> = (0..bands.len()).filter(|&b| is_one(&bands[b])).collect();
    let (Some(first), Some(last)) = (found.first(), found.last()) else { return Vec::new() };
    let head_rows = found.iter().all(|b| bands.get(b + 1).is_some_and(is_row));
    let rows = bands[*first..*last].iter().filter(|band| is_row(band)).count();
    match found.len() >= FEWEST && head_rows && rows >= FEWEST {
        true => found.into_iter().map(|b| bands[b].clone()).collect(),
        false => Vec::new(),
    }
}

/// The columns that such texts are over, and the pieces of each of their bands.
fn panels(pieces: &[Piece], columns: &[Column], em: f32, aligned: f32) -> (Range<usize>, Vec<Range<usize>>) {
    let bands: Vec<Range<usize>> = by_band(pieces);
    let is_row = |band: &&Range<usize>| pieces[(*band).clone()].iter().filter(|p| p.value).count() > 1;
    let rows = || bands.iter().filter(is_row);
    let (Some(first), Some(last)) = (rows().next(), rows().next_back()) else { return (0..0, Vec::new()) };
    let above_last = || bands.iter().take_while(|band| band.start < last.start);
    let of_values = hold_values(columns.len(), rows().flat_map(|row| &pieces[row.clone()]));
    let told_by = |band: &Range<usize>| {
        let own = &pieces[band.clone()];
        let of_column = is_of_column(own, columns, aligned);
        centred(own, columns, em).filter(|_| !of_column || of_values[own[0].own.0])
    };
    // Lines above all rows are those of heads, if none like them stands among the rows.
    let is_among = |band: &Range<usize>| band.start > first.start;
    if let Some(told) = above_last().filter(|band| is_among(band)).find_map(told_by) {
        let panels = above_last().filter(|band| told_by(band).as_ref() == Some(&told)).cloned().collect();
        return (told, panels);
    }
    let is_lone = |band: &&Range<usize>| match &pieces[(*band).clone()] {
        [p] => p.own.0 > 0 && !p.value && is_of_none(p, columns, aligned),
        _ => false,
    };
    let mut panels = in_one_middle(above_last().filter(is_lone), pieces, em);
    if !panels.last().is_some_and(is_among) {
        panels.clear();
    }
    (1..columns.len(), panels)
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

/// For each column whether the pieces of rows are nothing but values there.
fn hold_values<'a>(columns: usize, rows: impl Iterator<Item = &'a Piece>) -> Vec<bool> {
    let mut hold = vec![true; columns];
    rows.filter(|p| !p.value).for_each(|p| hold[p.own.0..p.own.1].fill(false));
    hold
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
        check_between(text, None, expected);
    }

    /// The same between rules that reach from one place to another, in ems.
    #[track_caller]
    fn check_between(text: &str, ends: Option<(f32, f32)>, expected: &[(&str, Range<usize>)]) {
        let words = drawn(text);
        let settings = Settings::page();
        let bands = bands(&words, &settings);
        let (mut pieces, columns) = pieces(&bands, &separators(&bands), &words, ends, &settings);
        join(&mut pieces, &columns, &words, ends, 1.0, settings.aligned);
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

    /// Heads and three rows, with a line below the heads and one above the last row.
    fn with_lines([heads, first, second, last]: [&str; 4], [above, below]: [&str; 2]) -> String {
        [heads, above, first, second, below, last].join("\n")
    }

    #[test]
    fn lines_in_one_middle_that_is_no_columns_head_the_rows_below() {
        // Columns far wider than what stands at their right ends: where their left sides are, nothing tells.
        let row = |name: &str, [a, b, c]: [u32; 3]| format!("{name:<6}{a:>43}{b:>26}{c:>26}");
        let rows = [
            row("", [1990, 1991, 1992]),
            row("Assets", [7089, 3487, 4071]),
            row("Loans", [3051, 7030, 4170]),
            row("Assets", [2095, 7969, 4200]),
        ];
        let rows = rows.each_ref().map(String::as_str);
        let centred = |text: &str, middle: usize| format!("{}{text}", " ".repeat(middle - text.len() / 2));
        let panels = [("Commercial", 1..4), ("Institutions", 1..4)];
        let [above, below] = panels.each_ref().map(|(text, _)| centred(text, 62));
        check_between(&with_lines(rows, [&above, &below]), Some((0.0, 50.5)), &panels);
        // Lines above all rows are heads. One line tells no middle, nor do two with different ones.
        check_between(&[&above, below.as_str(), &rows.join("\n")].join("\n"), Some((0.0, 50.5)), &[]);
        check_between(&with_lines(rows, ["", &below]), Some((0.0, 50.5)), &[]);
        check_between(&with_lines(rows, [&above, &centred("Institutions", 64)]), Some((0.0, 50.5)), &[]);
    }

    #[test]
    fn a_text_in_the_middle_of_a_column_of_values_heads_rows() {
        let rows = [
            "              1990            1991            1992",
            "甲            1090            9834            1345",
            "乙            1276            1193            1207",
            "甲            4321            3987            1119",
        ];
        let panels = [("商业银行", 1..4), ("储蓄类机构", 1..4)];
        check(
            &with_lines(
                rows,
                ["                            商业银行", "                           储蓄类机构"],
            ),
            &panels,
        );
    }

    #[test]
    fn lines_in_the_middle_between_the_sides_head_the_rows_below() {
        let text = |label: &str| {
            let rows = [
                "County         First          Second",
                "                 Births",
                "Adams          Ponds           2,561",
                "Brown          Streams           881",
                label,
                "Clark          Ponds           8,869",
                "Dane           Lakes           1,040",
            ];
            rows.join("\n")
        };
        let panels = [("Births", 0..3), ("Deaths", 0..3)];
        check_between(&text("                 Deaths"), Some((0.0, 20.0)), &panels);
        // One of them, or at the left side of a column.
        check_between(&text("               Deaths"), Some((0.0, 20.0)), &[]);
        check_between(&text("                 Deaths"), Some((0.0, 24.0)), &[]);
        check_between(&text("                 Deaths"), None, &[]);
    }

    #[test]
    fn a_cell_that_wraps_in_the_middle_column_heads_nothing() {
        check("甲      推进河道整治    12    34\n        扩大绿地\n乙      养护道路设施    56    78", &[]);
    }
}
