//! A line of measures, or of the numbers of the columns, alone: a row of the header below or above all others, whatever
//! these say.

use crate::table::aligned::header::{Header, Spread};
use crate::table::aligned::measures::{are_units, is_measure};
use crate::table::aligned::piece::Piece;
use crate::table::aligned::rows::Body;

/// The lines of heads and of numbers overlap by this many ems at most.
const LEVEL: f32 = 0.2;
/// So many measures are a row.
const FEWEST: usize = 2;

/// The pieces of the last of the first `bands` bands, if each is the measure of one column (亿元, %, 家), or they number the
/// columns.
pub(super) fn measured(body: &Body<'_>, bands: usize) -> Option<Vec<usize>> {
    let above = bands.checked_sub(1).filter(|above| *above > 0)?;
    let pieces: Vec<usize> = body.bands[above].clone().collect();
    let is_one = |&i: &usize| {
        let piece = &body.pieces[i];
        piece.own.1 == piece.own.0 + 1 && (piece.measure || is_measure(&piece.text))
    };
    let are_measures = pieces.len() >= FEWEST && pieces.iter().all(is_one);
    (are_measures || numbers_columns(body, above)).then_some(pieces)
}

/// Whether a band numbers the columns, but for that of the names, from 1 or a on: (1), (2), (3).
pub(super) fn numbers_columns(body: &Body<'_>, band: usize) -> bool {
    let own = &body.pieces[body.bands[band].clone()];
    let bare = |p: &Piece| p.text.trim().trim_matches(['(', ')', '[', ']', '（', '）']).to_owned();
    let counted = |n: usize, text: &str| {
        let letter = u8::try_from(n).ok().and_then(|n| n.checked_add(b'a' - 1)).map(char::from);
        text == n.to_string() || text.len() == 1 && text.chars().next() == letter
    };
    own.len() >= FEWEST
        && own.len() + 1 >= body.columns.len()
        && own.iter().all(|p| p.own.1 == p.own.0 + 1)
        && (1..).zip(own).all(|(n, p)| counted(n, &bare(p)))
}

/// Whether the texts of a band are units of the heads above, on a page.
pub(super) fn gives_units(body: &Body<'_>, band: usize) -> bool {
    let own = &body.pieces[body.bands[band].clone()];
    body.settings.is_of_page() && are_units(own.iter().map(|p| p.text.as_str()))
}

/// The header `below` with the numbers of the columns on the first band as its first row.
pub(super) fn below_numbers(below: Header, body: &Body<'_>, row: f32) -> Header {
    let mut read = Header { price: below.price + row, ..below };
    let (top, bottom) = body.heights[0];
    if let Some(first) = read.bounds.first_mut() {
        *first = f32::midpoint(*first, bottom);
    }
    read.bounds.insert(0, top - body.row_gap() / 2.0);
    read.cells.iter_mut().for_each(|cell| cell.rows = cell.rows.start + 1..cell.rows.end + 1);
    let numbers = body.bands[0].clone().map(|i| (i, body.pieces[i].own));
    read.cells.extend(numbers.map(|(i, (from, to))| Spread {
        rows: 0..1,
        columns: from..to,
        pieces: vec![i],
    }));
    read
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
    let numbered = measures.first().is_some_and(|i| numbers_columns(body, of(i).band));
    let are_units = measures.first().is_some_and(|i| gives_units(body, of(i).band));
    // The column of names has no number and no unit: that is blank below a head that ends above.
    let ends_above = |cell: &Spread| {
        (numbered || are_units) && cell.pieces.iter().all(|i| of(i).bottom <= top + LEVEL * body.em)
    };
    let reaches = |cell: &Spread| cell.rows.end == rows && !has_one(cell) && !ends_above(cell);
    read.cells.iter_mut().filter(|cell| reaches(cell)).for_each(|cell| cell.rows.end += 1);
    read.cells.extend(measures.iter().map(|&i| Spread {
        rows: rows..rows + 1,
        columns: of(&i).own.0..of(&i).own.1,
        pieces: vec![i],
    }));
    read
}

#[cfg(test)]
mod tests {
    use crate::table::aligned::rows::slots::tests::check;

    /// Lines of a head and a row, 12 points apart, between rules.
    #[track_caller]
    fn check_heads(lines: &[[&'static str; 3]]) {
        let mut texts = Vec::new();
        for (row, own) in (0u8..).zip(lines) {
            let placed = (0u8..).zip(own).filter(|(_, text)| **text != "_");
            texts.extend(placed.map(|(c, text)| (*text, 150.0 * f32::from(c), 12.0 * f32::from(row))));
        }
        let under = 12.0 * lines.len() as f32 - 13.0;
        let rules = [(-2.0, 0.0, 400.0), (under, 0.0, 400.0), (under + 14.0, 0.0, 400.0)];
        let drawn: Vec<String> = lines.iter().map(|line| line.join(" ")).collect();
        check(&texts, &rules, &drawn.join("\n"));
    }

    #[test]
    fn numbers_of_columns_are_a_row_of_the_header() {
        check_heads(&[["Year", "Receipts", "Outlays"], ["(1)", "(2)", "(3)"], ["1990", "488", "165"]]);
        check_heads(&[["Year", "Receipts", "Outlays"], ["(a)", "(b)", "(c)"], ["1990", "488", "165"]]);
        check_heads(&[["Year", "Receipts", "Outlays"], ["_", "(1)", "(2)"], ["1990", "488", "165"]]);
        check_heads(&[["_", "(1)", "(2)"], ["_", "OLS", "IV"], ["Border", "1.008", "0.031"]]);
    }
}
