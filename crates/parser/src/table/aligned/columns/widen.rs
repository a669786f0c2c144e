//! Texts off the alignment of their column cover as many more as they are centred over.

use super::align::{Column, over};
use super::middles::Middles;
use crate::table::aligned::Settings;
use crate::table::aligned::columns::Strip;
use crate::table::aligned::content::{
    closes, heads_section, is_grand_total, is_serial, is_total, leaves_bracket,
};
use crate::table::aligned::piece::Piece;
use crate::table::aligned::settings::Lines;

/// At most this many columns name rows.
const NAMES: usize = 3;
/// A head may reach over the texts of a column beside its own by this, in ems.
const SLIP: f32 = 0.2;

/// A text that lies between the texts of two columns is in the one on whose side its middle is.
pub(crate) fn settle(piece: &mut Piece, strips: &[Strip], columns: &[Column]) {
    let inside = |s: &Strip| s.x0 <= piece.x0 + 1.0 && piece.x1 <= s.x1 + 1.0;
    if let Some(c) = strips.iter().position(inside) {
        let column = if piece.centre() < columns[c].right_side() { c } else { c + 1 };
        piece.own = (column, column + 1);
        (piece.from, piece.to) = piece.own;
    }
}

/// Puts the texts of each line over the columns in their order, where they are one for each but the first and the first of
/// them stands right of all names: heads in the middle of cells whose values stand at the right. What stands lower or
/// higher by a part of a line can be over one of these columns.
pub(crate) fn settle_in_order(pieces: &mut [Piece], columns: &[Column], em: f32) {
    let heights: Vec<(f32, f32)> = pieces.chunk_by(|a, b| a.band == b.band).map(height).collect();
    let shared =
        |k: usize| heights.get(k).zip(heights.get(k + 1)).is_some_and(|(a, b)| b.0 < a.1 - SLIP * em);
    for (k, line) in pieces.chunk_by_mut(|a, b| a.band == b.band).enumerate() {
        if !(shared(k) || k.checked_sub(1).is_some_and(&shared)) {
            settle_line(line, columns, em);
        }
    }
}

/// The upper and the lower end of the texts of a line.
fn height(line: &[Piece]) -> (f32, f32) {
    line.iter().fold((f32::INFINITY, f32::NEG_INFINITY), |(t, b), p| (t.min(p.top), b.max(p.bottom)))
}

fn settle_line(line: &mut [Piece], columns: &[Column], em: f32) {
    let from = |i: usize| columns[i].x1 - SLIP * em;
    let to = |i: usize| columns.get(i + 2).map_or(f32::INFINITY, |next| next.x0 + SLIP * em);
    let fits = |(i, p): (usize, &Piece)| p.to == p.from + 1 && !p.value && from(i) < p.x0 && p.x1 < to(i);
    let [first, ..] = line else { return };
    if first.from > 0 || line.len() + 1 != columns.len() || !line.iter().enumerate().all(fits) {
        return;
    }
    for (i, piece) in line.iter_mut().enumerate() {
        piece.own = (i + 1, i + 2);
        (piece.from, piece.to) = piece.own;
        piece.grouped = true;
    }
}

/// Widens pieces that are off the alignment of their columns to the columns that they are centred over, as far as
/// their neighbours in the band leave room.
pub(crate) fn widen(pieces: &mut [Piece], columns: &[Column], settings: &Settings, em: f32) {
    let middles = match settings.lines {
        Lines::Grid => Middles::default(),
        Lines::Measured => Middles::of(pieces, columns.len(), em),
    };
    let is_measured = settings.lines == Lines::Measured;
    let numbered = are_numbered(pieces);
    for i in 0..pieces.len() {
        let piece = &pieces[i];
        if piece.grouped {
            continue;
        }
        let first =
            i.checked_sub(1).map_or(0, |j| if pieces[j].band == piece.band { pieces[j].to } else { 0 });
        let last = pieces
            .get(i + 1)
            .map_or(columns.len(), |p| if p.band == piece.band { p.from } else { columns.len() });
        let (first, last) = match settings.lines {
            Lines::Grid => (first, last),
            Lines::Measured => room(pieces, i, first, last, em),
        };
        let own = if piece.to - piece.from == 1 {
            columns[piece.from].off(piece)
        } else {
            let off =
                over(piece, columns, piece.from, piece.to).min((piece.x0 - columns[piece.from].x0).abs());
            // A text that reaches over a separator tells its columns better than any middle.
            if off <= settings.centred * em { 0.0 } else { off }
        };
        // A total over name columns and a section over all may stand in the middle of one column by chance.
        let alone = first == 0 && last == columns.len();
        if alone && numbered && is_measured && heads_numbered(pieces, i, em) {
            (pieces[i].from, pieces[i].to) = (0, columns.len());
            continue;
        }
        let fits = piece.to - piece.from == 1
            && own <= settings.aligned * em
            && !(alone && is_measured && is_beyond(pieces, i));
        if alone && is_measured && !fits && is_amid(piece, columns, em) && precedes_values(pieces, i) {
            (pieces[i].from, pieces[i].to) = (0, columns.len());
            continue;
        }
        let is_of_values =
            alone && is_measured && !fits && i > 0 && piece.from > 0 && precedes_values(pieces, i);
        if is_of_values && !piece.value && over(piece, columns, 1, columns.len()) <= settings.centred * em {
            (pieces[i].from, pieces[i].to) = (1, columns.len());
            continue;
        }
        let wide = if alone && heads_section(&piece.text) {
            Some((0, columns.len()))
        } else if first == 0 && is_total(&piece.text) {
            let off = |to: &usize| over(piece, columns, 0, *to);
            (piece.to..=last).min_by(|a, b| off(a).total_cmp(&off(b))).map(|to| (0, to))
        } else {
            None
        };
        if let Some((from, to)) =
            wide.filter(|&(from, to)| over(piece, columns, from, to) <= settings.centred * em)
        {
            (pieces[i].from, pieces[i].to) = (from, to);
            continue;
        }
        if let Some((from, to)) = middles.over(piece, first, last, em) {
            (pieces[i].from, pieces[i].to) = (from, to);
            continue;
        }
        if own <= settings.aligned * em
            || is_measured && (begins_like(pieces, i, em) || is_next_line(pieces, i, em))
        {
            continue;
        }
        // The column of names is of no group that stands over the middle one of its columns, with a further line there.
        let least = usize::from(is_measured && piece.from > 0 && is_upper_line(pieces, i, em));
        let mut best = (own - 0.5 * em, piece.from, piece.to);
        for from in first.max(least).min(piece.from)..=piece.from {
            for to in piece.to..=last.max(piece.to) {
                let off = over(piece, columns, from, to);
                if off <= settings.centred * em && off < best.0 {
                    best = (off, from, to);
                }
            }
        }
        (pieces[i].from, pieces[i].to) = (best.1, best.2);
    }
    if !is_measured {
        over_names(pieces, columns.len());
    }
}

/// Puts each total that begins a line of a text over all columns that name rows, up to the next text beside it: where
/// texts begin together, it is in the middle of none.
fn over_names(pieces: &mut [Piece], columns: usize) {
    let mut values = vec![0usize; columns];
    let mut texts = vec![0usize; columns];
    for p in pieces.iter().filter(|p| p.to - p.from == 1) {
        texts[p.from] += 1;
        values[p.from] += usize::from(p.value);
    }
    let names = |c: &usize| texts[*c] > 0 && 2 * values[*c] < texts[*c];
    for i in 0..pieces.len() {
        let first = i.checked_sub(1).is_none_or(|above| pieces[above].band != pieces[i].band);
        let Some(next) = pieces.get(i + 1).filter(|p| p.band == pieces[i].band).map(|p| p.from) else {
            continue;
        };
        if first && pieces[i].from == 0 && is_grand_total(&pieces[i].text) {
            pieces[i].to += (pieces[i].to..next.min(NAMES)).take_while(names).count();
        }
    }
}

/// Whether a text is right in the middle of all columns.
fn is_amid(piece: &Piece, columns: &[Column], em: f32) -> bool {
    /// How far it may be off, in ems.
    const OFF: f32 = 0.3;
    over(piece, columns, 0, columns.len()) <= OFF * em && !piece.value
}

/// Whether a row of values is next below a text, or below a name alone on its line that heads it: the text is no head of a
/// group, which stands above other heads.
fn precedes_values(pieces: &[Piece], i: usize) -> bool {
    let mut bands = pieces[i + 1..].chunk_by(|a, b| a.band == b.band);
    let heads = |band: &[Piece]| matches!(band, [name] if name.from == 0);
    let next = bands.next().and_then(|band| if heads(band) { bands.next() } else { Some(band) });
    next.is_some_and(|band| band.iter().filter(|p| p.value).count() > 1)
}

/// Whether the first column numbers the rows.
fn are_numbered(pieces: &[Piece]) -> bool {
    /// So many numbers at least.
    const FEWEST: usize = 3;
    let (mut numbers, mut others) = (0, 0);
    for piece in pieces.iter().filter(|p| (p.from, p.to) == (0, 1)) {
        *(if is_serial(&piece.text) { &mut numbers } else { &mut others }) += 1;
    }
    numbers >= FEWEST && numbers > others
}

/// Whether a text alone at its height, at the left, heads the numbered rows below it: 永安镇 above its villages.
fn heads_numbered(pieces: &[Piece], i: usize, em: f32) -> bool {
    /// The number stands in the middle of its row, no more lines than this below.
    const BELOW: f32 = 4.0;
    let piece = &pieces[i];
    let near = |p: &&Piece| p.top - piece.bottom <= BELOW * em;
    let follows = || pieces[i + 1..].iter().take_while(near).any(|p| p.from == 0 && is_serial(&p.text));
    // The rows of the last one can be on the next page.
    let like = |p: &Piece| p.to > 1 && (p.x0 - piece.x0).abs() <= 0.2 * em && !p.value;
    let is_last = || i + 1 == pieces.len() && pieces[..i].iter().any(like);
    piece.from == 0
        && piece.text.chars().nth(1).is_some()
        && !piece.value
        && !is_serial(&piece.text)
        && !is_total(&piece.text)
        && (follows() || is_last())
}

/// The rest of a text whose bracket the line above leaves open covers the columns of that line.
pub(crate) fn close(pieces: &mut [Piece], em: f32) {
    for i in 0..pieces.len() {
        if !leaves_bracket(&pieces[i].text) {
            continue;
        }
        let upper = &pieces[i];
        let below = |p: &Piece| {
            let by = p.top - upper.top;
            let near = (p.centre() - upper.centre()).abs() <= 0.5 * em || (p.x0 - upper.x0).abs() <= 0.5 * em;
            by > 0.5 * em && by <= 2.0 * em && near && closes(&upper.text, &p.text)
        };
        let near = pieces[i + 1..].iter().take_while(|p| p.top - upper.top <= 2.0 * em);
        let Some(rest) = near.enumerate().find(|(_, p)| below(p)).map(|(k, _)| i + 1 + k) else { continue };
        let (from, to) = (upper.from.min(pieces[rest].from), upper.to.max(pieces[rest].to));
        for k in [i, rest] {
            (pieces[k].from, pieces[k].to) = (from, to);
        }
    }
}

/// The columns that a text may cover, as far as others at its height leave them.
fn room(pieces: &[Piece], i: usize, mut first: usize, mut last: usize, em: f32) -> (usize, usize) {
    let piece = &pieces[i];
    let beside = |p: &&Piece| p.bottom.min(piece.bottom) - p.top.max(piece.top) > 0.1 * em;
    // Bands are in order of height: those at this one's height are near.
    let near = |p: &&Piece| (p.top - piece.top).abs() <= 2.0 * em;
    let others = pieces[..i].iter().rev().take_while(near).chain(pieces[i + 1..].iter().take_while(near));
    for p in others.filter(beside) {
        if p.to <= piece.from {
            first = first.max(p.to);
        } else if p.from >= piece.to {
            last = last.min(p.from);
        }
    }
    (first, last)
}

/// Whether at least two other texts of the column begin right above or below this one.
fn begins_like(pieces: &[Piece], i: usize, em: f32) -> bool {
    let like = |p: &&Piece| p.from == pieces[i].from && (p.x0 - pieces[i].x0).abs() <= 0.2 * em;
    pieces.iter().filter(like).count() > 2
}

/// Whether the text begins right below where the line before it does: as a further line of it, which is not centred.
fn is_next_line(pieces: &[Piece], i: usize, em: f32) -> bool {
    let piece = &pieces[i];
    let near = |p: &&Piece| piece.top - p.top <= 1.6 * em;
    pieces[..i]
        .iter()
        .rev()
        .take_while(near)
        .any(|p| p.own == piece.own && piece.top - p.top >= 0.8 * em && (p.x0 - piece.x0).abs() <= 0.2 * em)
}

/// Whether a text right below is in the same middle as this one, as a further line of it.
fn is_upper_line(pieces: &[Piece], i: usize, em: f32) -> bool {
    let piece = &pieces[i];
    let near = |p: &&Piece| p.top - piece.top <= 1.6 * em;
    let goes_on = |p: &Piece| {
        p.own == piece.own && p.top - piece.top >= 0.8 * em && (p.centre() - piece.centre()).abs() <= 0.2 * em
    };
    !piece.value && pieces[i + 1..].iter().take_while(near).any(|p| goes_on(p) && !p.value)
}

/// Whether a text is much wider than all others of its column, as no further line of a head is.
fn is_beyond(pieces: &[Piece], i: usize) -> bool {
    let piece = &pieces[i];
    let is_alone = !pieces.iter().any(|p| p.own == piece.own && p.band != piece.band);
    !is_alone && piece.is_widest(pieces) && !piece.text.starts_with(['(', '（'])
}

/// Widens the head of a section to all columns, where it stands alone, and a total to the name columns before it.
pub(crate) fn over_all(pieces: &mut [Piece], columns: usize) {
    for i in 0..pieces.len() {
        let beside = |j: usize| pieces.get(j).is_some_and(|p| p.band == pieces[i].band);
        let alone = !beside(i + 1) && !i.checked_sub(1).is_some_and(beside);
        let first = !i.checked_sub(1).is_some_and(beside);
        if alone && heads_section(&pieces[i].text) {
            (pieces[i].from, pieces[i].to) = (0, columns);
        } else if first && is_grand_total(&pieces[i].text) && pieces[i].to <= NAMES {
            pieces[i].from = 0;
            pieces[i].to = over_subtotals(pieces, i);
        } else if first && is_total(&pieces[i].text) && is_amid_names(pieces, i) {
            (pieces[i].from, pieces[i].to) = (0, 2 * pieces[i].from + 1);
        }
    }
}

/// How far a total over all reaches: up to the column that names the subtotals, which its line leaves blank.
fn over_subtotals(pieces: &[Piece], i: usize) -> usize {
    let to = pieces[i].to;
    let next = pieces.get(i + 1).filter(|p| p.band == pieces[i].band).map_or(to, |p| p.from);
    let is_subtotal =
        |p: &&Piece| p.from >= to && p.to <= next.min(NAMES) && is_total(&p.text) && !is_grand_total(&p.text);
    pieces.iter().filter(is_subtotal).map(|p| p.to).max().unwrap_or(to)
}

/// Whether a total stands in the midst of columns that name rows, all of which its line leaves blank.
fn is_amid_names(pieces: &[Piece], i: usize) -> bool {
    let c = pieces[i].from;
    let next = pieces.get(i + 1).filter(|p| p.band == pieces[i].band).map(|p| p.from);
    c > 0 && pieces[i].to == c + 1 && next == Some(2 * c + 1) && next <= Some(NAMES)
}

#[cfg(test)]
mod tests;
