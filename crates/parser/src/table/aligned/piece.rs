//! Segments become pieces: text in the columns that it covers.
//!
//! A piece that reaches over a separator covers the columns on both sides. A piece within one column, off that
//! column's alignment, covers as many more as it is centred over.

use super::bands::{self, Band};
use super::columns::Strip;
use super::content::{heads_section, is_grand_total, is_total, is_value};
use super::settings::{Lines, Rows};
use super::{Settings, Word};

/// A segment of a band with the columns that it covers.
#[derive(Debug, Clone, PartialEq, Default)]
pub(super) struct Piece {
    /// Its band in the region.
    pub(super) band: usize,
    /// The left end.
    pub(super) x0: f32,
    /// The right end.
    pub(super) x1: f32,
    /// The upper end.
    pub(super) top: f32,
    /// The lower end.
    pub(super) bottom: f32,
    /// The first column that it covers.
    pub(super) from: usize,
    /// The column after the last one.
    pub(super) to: usize,
    /// The columns that it lies over, before the ones that it is centred over.
    pub(super) own: (usize, usize),
    /// As printed.
    pub(super) text: String,
    /// Whether it states a value.
    pub(super) value: bool,
    /// Indices of its words.
    pub(super) words: Vec<usize>,
}

impl Piece {
    /// The middle of its height.
    pub(super) fn middle(&self) -> f32 {
        f32::midpoint(self.top, self.bottom)
    }

    /// The middle of its width.
    pub(super) fn centre(&self) -> f32 {
        f32::midpoint(self.x0, self.x1)
    }

    /// Its width.
    pub(super) fn width(&self) -> f32 {
        self.x1 - self.x0
    }

    /// Whether it covers the column.
    pub(super) fn covers(&self, column: usize) -> bool {
        (self.from..self.to).contains(&column)
    }

    /// Whether both cover a column.
    pub(super) fn meets(&self, other: &Self) -> bool {
        self.from < other.to && other.from < self.to
    }
}

/// How the texts of a column lie.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Align {
    /// Their middles agree.
    Centre,
    /// Their left ends agree.
    Left,
    /// Their right ends agree.
    Right,
    /// Nothing agrees.
    Ragged,
}

/// A column as its texts show it.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Column {
    /// The left end of its widest texts.
    pub(super) x0: f32,
    /// The right end of its widest texts.
    pub(super) x1: f32,
    /// Between what its left side lies.
    pub(super) left: (f32, f32),
    /// Between what its right side lies.
    pub(super) right: (f32, f32),
    /// The middle of its centred texts.
    pub(super) centre: f32,
    /// How its texts lie.
    pub(super) align: Align,
}

impl Column {
    /// The width of its widest text.
    pub(super) fn width(&self) -> f32 {
        self.x1 - self.x0
    }

    /// Where its left side is likely to be.
    pub(super) fn left_side(&self) -> f32 {
        f32::midpoint(self.left.0, self.left.1)
    }

    /// Where its right side is likely to be.
    pub(super) fn right_side(&self) -> f32 {
        f32::midpoint(self.right.0, self.right.1)
    }

    /// How far a text is off the column's alignment.
    pub(super) fn off(&self, piece: &Piece) -> f32 {
        match self.align {
            Align::Centre => (piece.centre() - self.centre).abs(),
            Align::Left => (piece.x0 - self.x0).abs(),
            Align::Right => (piece.x1 - self.x1).abs(),
            Align::Ragged => 0.0,
        }
    }
}

/// The pieces of all bands in order, with the columns as they show them.
pub(super) fn pieces(
    bands: &[Band],
    strips: &[Strip],
    words: &[Word],
    sides: Option<(f32, f32)>,
    settings: &Settings,
) -> (Vec<Piece>, Vec<Column>) {
    let mut pieces = Vec::new();
    for (b, band) in bands.iter().enumerate() {
        for segment in &band.segments {
            // A text may touch the strip's edges, not reach over its middle by less than a fraction of a character.
            let slip = 0.2 * band.size;
            let (from, to) = match settings.lines {
                Lines::Grid => (
                    strips.iter().take_while(|s| s.middle() <= segment.x0 + slip).count(),
                    1 + strips.iter().take_while(|s| s.middle() < segment.x1 - slip).count(),
                ),
                // A text that ends within a strip does not reach the column behind it.
                Lines::Measured => covered(strips, segment.x0 + slip, segment.x1 - slip),
            };
            let text = bands::text(words, &segment.words);
            let (top, bottom) =
                segment.words.iter().fold((f32::INFINITY, f32::NEG_INFINITY), |(t, b), &i| {
                    (t.min(words[i].bbox.top), b.max(words[i].bbox.bottom))
                });
            pieces.push(Piece {
                band: b,
                x0: segment.x0,
                x1: segment.x1,
                top,
                bottom,
                from: from.min(strips.len()),
                to: to.max(from + 1).min(strips.len() + 1),
                own: (from.min(strips.len()), to.max(from + 1).min(strips.len() + 1)),
                value: is_value(&text),
                text,
                words: segment.words.clone(),
            });
        }
    }
    let em = typical(bands.iter().map(|b| b.size)).unwrap_or(1.0);
    let mut columns: Vec<Column> =
        (0..=strips.len()).map(|c| column(c, &pieces, strips, settings.aligned * em)).collect();
    if settings.lines == Lines::Measured {
        let mut at = between(&columns, strips, sides, em);
        if settings.rows == Rows::Found {
            narrow(&mut at, &columns, em);
        }
        for (c, column) in columns.iter_mut().enumerate() {
            (column.left, column.right) = (at[c], at[c + 1]);
        }
    }
    // Where characters are counted, a middle says little of a side.
    if settings.lines == Lines::Measured && settings.rows == Rows::Found {
        pieces.iter_mut().for_each(|p| settle(p, strips, &columns));
    }
    match settings.rows {
        Rows::Found => widen(&mut pieces, &columns, settings, em),
        Rows::AtValues => over_all(&mut pieces, columns.len()),
    }
    (pieces, columns)
}

/// A text that lies between the texts of two columns is in the one on whose side its middle is.
fn settle(piece: &mut Piece, strips: &[Strip], columns: &[Column]) {
    let inside = |s: &Strip| s.x0 <= piece.x0 + 1.0 && piece.x1 <= s.x1 + 1.0;
    if let Some(c) = strips.iter().position(inside) {
        let column = if piece.centre() < columns[c].right_side() { c } else { c + 1 };
        piece.own = (column, column + 1);
        (piece.from, piece.to) = piece.own;
    }
}

/// Between what the sides of columns lie, from the first's left one on: between their texts and those of their
/// neighbours.
fn between(columns: &[Column], strips: &[Strip], sides: Option<(f32, f32)>, em: f32) -> Vec<(f32, f32)> {
    /// The sides of the outermost columns lie at most this far from their texts, in ems.
    const FARTHEST: f32 = 6.0;
    let n = columns.len();
    let mut at: Vec<(f32, f32)> = Vec::with_capacity(n + 1);
    at.push(sides.map_or((columns[0].x0 - FARTHEST * em, columns[0].x0), |s| (s.0, s.0)));
    at.extend(strips.iter().enumerate().map(|(c, s)| (s.x0.min(columns[c + 1].x0), s.x1.max(columns[c].x1))));
    at.push(sides.map_or((columns[n - 1].x1, columns[n - 1].x1 + FARTHEST * em), |s| (s.1, s.1)));
    at
}

/// Narrows that: a side is no farther than a padding from aligned texts, and as far from the middle of a centred column
/// as its other side.
fn narrow(at: &mut [(f32, f32)], columns: &[Column], em: f32) {
    /// A cell's padding is at most this wide, in ems.
    const PADDING: f32 = 1.2;
    let n = columns.len();
    // The padding beside aligned texts is no wider than this.
    for (c, column) in columns.iter().enumerate() {
        let (left, right) = (column.x0 - PADDING * em, column.x1 + PADDING * em);
        if column.align == Align::Left && left < at[c].1 {
            at[c].0 = at[c].0.max(left);
        }
        if column.align == Align::Right && right > at[c + 1].0 {
            at[c + 1].1 = at[c + 1].1.min(right);
        }
    }
    let mut reflect = |c: usize, of: usize, to: usize| {
        if columns[c].align != Align::Centre {
            return;
        }
        let centre = 2.0 * columns[c].centre;
        let (lo, hi) = (at[to].0.max(centre - at[of].1), at[to].1.min(centre - at[of].0));
        // Sides that contradict each other by a little are where they meet.
        if lo <= hi {
            at[to] = (lo, hi);
        } else if lo - hi < 0.3 * em {
            at[to] = (f32::midpoint(lo, hi), f32::midpoint(lo, hi));
        }
    };
    for _ in 0..2 {
        (0..n).for_each(|c| reflect(c, c, c + 1));
        (0..n).rev().for_each(|c| reflect(c, c + 1, c));
    }
}

/// The columns from `x0` to `x1`: those behind the strips that it does not reach are not covered.
pub(super) fn covered(strips: &[Strip], x0: f32, x1: f32) -> (usize, usize) {
    let from = strips.iter().take_while(|s| s.x0 <= x0).count();
    let to = 1 + strips.iter().take_while(|s| s.x1 < x1).count();
    (from, to.max(from + 1))
}

/// The median.
pub(super) fn typical(of: impl Iterator<Item = f32>) -> Option<f32> {
    let mut all: Vec<f32> = of.collect();
    all.sort_by(f32::total_cmp);
    (!all.is_empty()).then(|| all[all.len() / 2])
}

/// Texts with neighbours tell alone, where they are one in this many at least.
const FEW: usize = 4;

fn column(c: usize, pieces: &[Piece], strips: &[Strip], near: f32) -> Column {
    // Texts with a neighbour right beside them tell best; one alone may belong to a wider cell.
    let beside = |i: usize| {
        let p = &pieces[i];
        let left = i.checked_sub(1).map(|j| &pieces[j]).filter(|l| l.band == p.band);
        let right = pieces.get(i + 1).filter(|r| r.band == p.band);
        left.map_or(0, |l| l.to) == p.from && right.map_or(strips.len() + 1, |r| r.from) == p.to
    };
    let lies_in = |i: &usize| pieces[*i].from == c && pieces[*i].to == c + 1;
    let all: Vec<usize> = (0..pieces.len()).filter(lies_in).collect();
    let sure: Vec<usize> = all.iter().copied().filter(|&i| beside(i)).collect();
    let chosen = if FEW * sure.len() < all.len() { &all } else { &sure };
    let own = || chosen.iter().map(|&i| &pieces[i]);
    // A column without a text of its own lies between its separators.
    let between = (
        c.checked_sub(1).map_or(strips.first().map_or(0.0, |s| s.x0), |l| strips[l].x1),
        strips.get(c).map_or(strips.last().map_or(0.0, |s| s.x1), |s| s.x0),
    );
    let Some(centre) = typical(own().map(Piece::centre)) else {
        let centre = f32::midpoint(between.0, between.1);
        return Column {
            x0: between.0,
            x1: between.1,
            left: (between.0, between.0),
            right: (between.1, between.1),
            centre,
            align: Align::Ragged,
        };
    };
    let agree = |at: f32, of: fn(&Piece) -> f32| own().filter(|p| (of(p) - at).abs() <= near).count();
    let left = typical(own().map(|p| p.x0)).unwrap_or(centre);
    let right = typical(own().map(|p| p.x1)).unwrap_or(centre);
    let votes = [
        (agree(centre, Piece::centre), Align::Centre),
        (agree(left, |p| p.x0), Align::Left),
        (agree(right, |p| p.x1), Align::Right),
    ];
    let (most, align) = votes.into_iter().rev().max_by_key(|v| v.0).unwrap_or((0, Align::Ragged));
    let align = if 2 * most > chosen.len() { align } else { Align::Ragged };
    // Texts off the alignment may belong to a wider cell: they do not tell the column's width.
    let fits = |p: &&Piece| match align {
        Align::Centre => (p.centre() - centre).abs() <= near,
        Align::Left => (p.x0 - left).abs() <= near,
        Align::Right => (p.x1 - right).abs() <= near,
        Align::Ragged => true,
    };
    let (x0, x1) = all
        .iter()
        .map(|&i| &pieces[i])
        .filter(fits)
        .fold((f32::INFINITY, f32::NEG_INFINITY), |(l, r), p| (l.min(p.x0), r.max(p.x1)));
    let (x0, x1) = match align {
        Align::Left => (left, x1),
        Align::Right => (x0, right),
        _ => (x0, x1),
    };
    Column { x0, x1, left: (x0, x0), right: (x1, x1), centre, align }
}

/// Widens pieces that are off the alignment of their columns to the columns that they are centred over, as far as
/// their neighbours in the band leave room.
fn widen(pieces: &mut [Piece], columns: &[Column], settings: &Settings, em: f32) {
    for i in 0..pieces.len() {
        let piece = &pieces[i];
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
        let wide = if alone && heads_section(&piece.text) {
            Some((0, columns.len()))
        } else if first == 0 && is_total(&piece.text) {
            (piece.to..=last)
                .map(|to| (0, to))
                .find(|&(from, to)| over(piece, columns, from, to) <= settings.centred * em)
        } else {
            None
        };
        if let Some((from, to)) =
            wide.filter(|&(from, to)| over(piece, columns, from, to) <= settings.centred * em)
        {
            (pieces[i].from, pieces[i].to) = (from, to);
            continue;
        }
        if own <= settings.aligned * em || settings.lines == Lines::Measured && begins_like(pieces, i, em) {
            continue;
        }
        let mut best = (own - 0.5 * em, piece.from, piece.to);
        for from in first.min(piece.from)..=piece.from {
            for to in piece.to..=last.max(piece.to) {
                let off = over(piece, columns, from, to);
                if off <= settings.centred * em && off < best.0 {
                    best = (off, from, to);
                }
            }
        }
        (pieces[i].from, pieces[i].to) = (best.1, best.2);
    }
}

/// At most this many columns name rows.
const NAMES: usize = 3;

/// Widens the head of a section to all columns, where it stands alone, and a total to the name columns before it.
fn over_all(pieces: &mut [Piece], columns: usize) {
    for i in 0..pieces.len() {
        let beside = |j: usize| pieces.get(j).is_some_and(|p| p.band == pieces[i].band);
        let alone = !beside(i + 1) && !i.checked_sub(1).is_some_and(beside);
        let first = !i.checked_sub(1).is_some_and(beside);
        if alone && heads_section(&pieces[i].text) {
            (pieces[i].from, pieces[i].to) = (0, columns);
        } else if first && is_grand_total(&pieces[i].text) && pieces[i].to <= NAMES {
            pieces[i].from = 0;
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

/// How far a piece is off the middle of some columns. A column's sides lie anywhere between its texts and those of its
/// neighbours, so the middle does too.
pub(super) fn over(piece: &Piece, columns: &[Column], from: usize, to: usize) -> f32 {
    /// What the distance from the middle of the texts counts for, where the sides allow it.
    const WITHIN: f32 = 0.25;
    let (x0, x1) = (columns[from].x0, columns[to - 1].x1);
    let (left, right) = (columns[from].left, columns[to - 1].right);
    let (least, most) = (f32::midpoint(left.0, right.0), f32::midpoint(left.1, right.1));
    let off = (piece.centre() - f32::midpoint(x0, x1))
        .abs()
        .min((piece.centre() - f32::midpoint(least, most)).abs());
    let beyond = (least - piece.centre()).max(piece.centre() - most).max(0.0);
    (beyond + WITHIN * off).min(off)
}

#[cfg(test)]
mod tests {
    use super::super::bands::{bands, tests::drawn};
    use super::super::columns::separators;
    use super::*;

    #[track_caller]
    fn check(text: &str, expected: &[&[(&str, usize, usize)]]) {
        let words = drawn(text);
        let bands = bands(&words, &Settings::text());
        let (pieces, _) = pieces(&bands, &separators(&bands), &words, None, &Settings::text());
        let found: Vec<Vec<(&str, usize, usize)>> = (0..bands.len())
            .map(|b| pieces.iter().filter(|p| p.band == b).map(|p| (p.text.as_str(), p.from, p.to)).collect())
            .collect();
        assert_eq!(found, expected);
    }

    #[test]
    fn a_name_over_two_columns() {
        check(
            "  地区生产总值   亿元\n税收  其中：区   亿元\n投资  其中：其   亿元",
            &[
                &[("地区生产总值", 0, 2), ("亿元", 2, 3)],
                &[("税收", 0, 1), ("其中：区", 1, 2), ("亿元", 2, 3)],
                &[("投资", 0, 1), ("其中：其", 1, 2), ("亿元", 2, 3)],
            ],
        );
    }

    #[test]
    fn a_total_between_two_columns() {
        check(
            "1   坑仔口镇  12\n2   五里街镇  34\n  合计         5",
            &[
                &[("1", 0, 1), ("坑仔口镇", 1, 2), ("12", 2, 3)],
                &[("2", 0, 1), ("五里街镇", 1, 2), ("34", 2, 3)],
                &[("合计", 0, 2), ("5", 2, 3)],
            ],
        );
    }

    #[test]
    fn a_section_over_all_columns() {
        let found = "序号    指标名称    本年\n         一、经济\n 1    地区生产总值  592.9\n 2    固定资产投资  311.1";
        check(
            found,
            &[
                &[("序号", 0, 1), ("指标名称", 1, 2), ("本年", 2, 3)],
                &[("一、经济", 0, 3)],
                &[("1", 0, 1), ("地区生产总值", 1, 2), ("592.9", 2, 3)],
                &[("2", 0, 1), ("固定资产投资", 1, 2), ("311.1", 2, 3)],
            ],
        );
    }
}
