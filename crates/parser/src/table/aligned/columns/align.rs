//! A column as its texts show it: how they lie, and where its sides are.

use fenjie_model::text::is_chinese;

use crate::table::aligned::columns::Strip;
use crate::table::aligned::content::ends_in_leader;
use crate::table::aligned::piece::{Piece, typical};

/// Texts with neighbours tell alone, where they are one in this many at least.
const FEW: usize = 4;

/// How the texts of a column lie.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Align {
    /// Their middles agree.
    Centre,
    /// Their left ends agree.
    Left,
    /// Their right ends agree.
    Right,
    /// Nothing agrees.
    Ragged,
}

impl Align {
    /// The place of a text that agrees with those of others so aligned.
    fn of(self, piece: &Piece) -> f32 {
        match self {
            Self::Left => piece.x0,
            Self::Right => piece.x1,
            Self::Centre | Self::Ragged => piece.centre(),
        }
    }
}

/// A column as its texts show it.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Column {
    /// The left end of its widest texts.
    pub(crate) x0: f32,
    /// The right end of its widest texts.
    pub(crate) x1: f32,
    /// Between what its left side lies.
    pub(crate) left: (f32, f32),
    /// Between what its right side lies.
    pub(crate) right: (f32, f32),
    /// The middle of its centred texts.
    pub(crate) centre: f32,
    /// How its texts lie.
    pub(crate) align: Align,
    /// The middle of the head above its values, where they are aligned at an end and it is not.
    pub(crate) head: Option<f32>,
}

impl Column {
    /// The width of its widest text.
    pub(crate) fn width(&self) -> f32 {
        self.x1 - self.x0
    }

    /// Where its left side is likely to be.
    pub(crate) fn left_side(&self) -> f32 {
        f32::midpoint(self.left.0, self.left.1)
    }

    /// Where its right side is likely to be.
    pub(crate) fn right_side(&self) -> f32 {
        f32::midpoint(self.right.0, self.right.1)
    }

    /// The middle between its sides, where its texts tell it.
    fn middle(&self) -> Option<f32> {
        if self.align == Align::Centre { Some(self.centre) } else { self.head }
    }

    /// How far a text is off the column's alignment.
    pub(crate) fn off(&self, piece: &Piece) -> f32 {
        match self.align {
            Align::Centre => (piece.centre() - self.centre).abs(),
            Align::Left => (piece.x0 - self.x0).abs(),
            Align::Right => (piece.x1 - self.x1).abs(),
            Align::Ragged => 0.0,
        }
    }
}

/// The columns between strips. `near` is how far aligned texts may be off each other.
pub(crate) fn columns(pieces: &[Piece], strips: &[Strip], near: f32) -> Vec<Column> {
    let texts: Vec<Texts<'_>> = (0..=strips.len()).map(|c| Texts::of(c, pieces, strips)).collect();
    // Short values can agree at both ends: they lie as those of the other columns do, or as most do below their heads.
    let values: Vec<&Texts<'_>> = texts.iter().filter(|t| t.are_values()).collect();
    let like = |align: &Align| {
        let alone = values.iter().filter(|t| t.agree(near) == [*align]).count();
        let below = values.iter().filter(|t| t.below_head(near) == Some(*align)).count();
        (alone, 2 * below > values.len())
    };
    let usual = [Align::Right, Align::Left, Align::Centre].into_iter().max_by_key(like);
    (0..).zip(&texts).map(|(c, texts)| texts.column(between(c, strips), near, usual)).collect()
}

/// Where a column without a text of its own lies: between its separators.
fn between(c: usize, strips: &[Strip]) -> (f32, f32) {
    (
        c.checked_sub(1).map_or(strips.first().map_or(0.0, |s| s.x0), |l| strips[l].x1),
        strips.get(c).map_or(strips.last().map_or(0.0, |s| s.x1), |s| s.x0),
    )
}

/// The texts of one column.
struct Texts<'a> {
    /// All that lie in it alone.
    all: Vec<&'a Piece>,
    /// Those that tell how it is aligned: with a neighbour right beside them, for one alone may belong to a wider cell.
    telling: Vec<&'a Piece>,
    /// The lowest one above the first row of values.
    head: Option<&'a Piece>,
}

impl<'a> Texts<'a> {
    fn of(c: usize, pieces: &'a [Piece], strips: &[Strip]) -> Self {
        let beside = |i: &usize| {
            let p = &pieces[*i];
            let left = i.checked_sub(1).map(|j| &pieces[j]).filter(|l| l.band == p.band);
            let right = pieces.get(i + 1).filter(|r| r.band == p.band);
            left.map_or(0, |l| l.to) == p.from && right.map_or(strips.len() + 1, |r| r.from) == p.to
        };
        let lies_in = |i: &usize| (pieces[*i].from, pieces[*i].to) == (c, c + 1);
        let own: Vec<usize> = (0..pieces.len()).filter(lies_in).collect();
        let all: Vec<&Piece> = own.iter().map(|&i| &pieces[i]).collect();
        let sure: Vec<&Piece> = own.iter().filter(|i| beside(i)).map(|&i| &pieces[i]).collect();
        let first = pieces.iter().find(|p| p.value && p.from > 0).map(|p| p.band);
        // What stands alone on its line there can head all rows, and is in the middle of no column.
        let is_head = |p: &&&Piece| first.is_some_and(|first| p.band < first);
        let head = sure.iter().rfind(is_head).or_else(|| all.iter().rfind(is_head)).copied();
        let telling = if FEW * sure.len() < all.len() { all.clone() } else { sure };
        Self { all, telling, head }
    }

    /// Whether most state values.
    fn are_values(&self) -> bool {
        2 * self.telling.iter().filter(|p| p.value).count() > self.telling.len()
    }

    /// How values lie whose head is centred: left of its middle, right of it, or in it.
    fn below_head(&self, near: f32) -> Option<Align> {
        let off = self.at(Align::Centre) - self.head?.centre();
        Some(match off {
            _ if off < -near => Align::Left,
            _ if off > near => Align::Right,
            _ => Align::Centre,
        })
    }

    /// Where the left ends, the middles or the right ends of most lie.
    fn at(&self, align: Align) -> f32 {
        typical(self.telling.iter().map(|p| align.of(p))).unwrap_or_default()
    }

    /// What most of the texts agree in, if more than half do in anything.
    fn agree(&self, near: f32) -> Vec<Align> {
        let votes = |align: Align| {
            let at = self.at(align);
            (align, self.telling.iter().filter(|p| (align.of(p) - at).abs() <= near).count())
        };
        let votes = [Align::Centre, Align::Left, Align::Right].map(votes);
        let most = votes.iter().map(|v| v.1).max().filter(|most| 2 * most > self.telling.len());
        votes.into_iter().filter(|v| Some(v.1) == most).map(|v| v.0).collect()
    }

    /// Names of one width in Latin script (`1-month`, `3-month`) agree at both ends: they lie at the left, whatever is in their
    /// middle above them.
    fn names(&self, near: f32) -> Option<Align> {
        /// So many names tell it.
        const FEWEST: usize = 3;
        let is_name = |p: &&Piece| p.from == 0 && !p.text.contains(is_chinese);
        if self.are_values() || !self.telling.iter().all(is_name) {
            return None;
        }
        let first = self.head.map_or(0, |head| head.band + 1);
        let telling: Vec<&Piece> = self.telling.iter().filter(|p| p.band >= first).copied().collect();
        let are_several = telling.len() >= FEWEST;
        let below = Self { all: Vec::new(), telling, head: None };
        (are_several && below.agree(near).contains(&Align::Left)).then_some(Align::Left)
    }

    /// Names from which dots lead to the values lie at the left, wherever the dots end.
    fn led(&self) -> Option<Align> {
        let led = self.telling.iter().filter(|p| p.from == 0 && ends_in_leader(&p.text)).count();
        (2 * led > self.telling.len()).then_some(Align::Left)
    }

    fn column(&self, between: (f32, f32), near: f32, usual: Option<Align>) -> Column {
        if self.telling.is_empty() {
            let (x0, x1) = between;
            let centre = f32::midpoint(x0, x1);
            return Column {
                x0,
                x1,
                left: (x0, x0),
                right: (x1, x1),
                centre,
                align: Align::Ragged,
                head: None,
            };
        }
        let agree = self.agree(near);
        let alike = usual.filter(|usual| agree.contains(usual) && self.are_values());
        let align =
            alike.or(self.led()).or(self.names(near)).or(agree.first().copied()).unwrap_or(Align::Ragged);
        // Texts off the alignment may belong to a wider cell: they do not tell the column's width.
        let at = self.at(align);
        let (mut x0, mut x1) = self
            .all
            .iter()
            .filter(|p| align == Align::Ragged || (align.of(p) - at).abs() <= near)
            .fold((f32::INFINITY, f32::NEG_INFINITY), |(l, r), p| (l.min(p.x0), r.max(p.x1)));
        let head = self
            .head
            .filter(|p| !matches!(align, Align::Centre | Align::Ragged) && (align.of(p) - at).abs() > near);
        let head = head.map(Piece::centre);
        match align {
            Align::Left => x0 = at,
            Align::Right => x1 = at,
            Align::Centre | Align::Ragged => {}
        }
        Column { x0, x1, left: (x0, x0), right: (x1, x1), centre: self.at(Align::Centre), align, head }
    }
}

/// Between what the sides of columns lie, from the first's left one on: between their texts and those of their
/// neighbours.
pub(crate) fn sides(
    columns: &[Column],
    strips: &[Strip],
    ends: Option<(f32, f32)>,
    em: f32,
) -> Vec<(f32, f32)> {
    /// The sides of the outermost columns lie at most this far from their texts, in ems.
    const FARTHEST: f32 = 6.0;
    /// Likewise, where their texts are aligned with the other side.
    const OPPOSITE: f32 = 16.0;
    let reach =
        |column: &Column, near: Align| if column.align == near { OPPOSITE * em } else { FARTHEST * em };
    let n = columns.len();
    let mut at: Vec<(f32, f32)> = Vec::with_capacity(n + 1);
    at.push(ends.map_or((columns[0].x0 - reach(&columns[0], Align::Right), columns[0].x0), |s| (s.0, s.0)));
    at.extend(strips.iter().enumerate().map(|(c, s)| (s.x0.min(columns[c + 1].x0), s.x1.max(columns[c].x1))));
    at.push(ends.map_or((columns[n - 1].x1, columns[n - 1].x1 + reach(&columns[n - 1], Align::Left)), |s| {
        (s.1, s.1)
    }));
    at
}

/// Narrows that: a side is no farther than a padding from aligned texts, and as far from the middle of a centred text as
/// its other side.
pub(crate) fn narrow(at: &mut [(f32, f32)], columns: &[Column], em: f32) {
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
        let Some(centre) = columns[c].middle().map(|middle| 2.0 * middle) else { return };
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

/// How far a piece is off the middle of some columns. A column's sides lie anywhere between its texts and those of its
/// neighbours, so the middle does too.
pub(crate) fn over(piece: &Piece, columns: &[Column], from: usize, to: usize) -> f32 {
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
    use super::*;

    /// Two columns of values below their heads, all 10 wide but for the heads: how they lie.
    #[track_caller]
    fn check(head: f32, expected: Align) {
        let piece = |band: usize, c: usize, x0: f32, width: f32| {
            let own = (c, c + 1);
            let x0 = x0 + 100.0 * c as f32;
            let (from, to, value) = (c, c + 1, band > 0);
            Piece { band, x0, x1: x0 + width, from, to, own, value, ..Piece::default() }
        };
        let row = |band: usize, x0: f32, width: f32| [0, 1].map(|c| piece(band, c, x0, width));
        let pieces = [row(0, head, 40.0), row(1, 40.0, 10.0), row(2, 40.0, 10.0)].concat();
        let columns = columns(&pieces, &[Strip { x0: 60.0, x1: 90.0 }], 4.0);
        assert_eq!(columns.iter().map(|c| c.align).collect::<Vec<_>>(), [expected; 2]);
    }

    #[test]
    fn values_of_one_width_lie_as_their_heads_tell() {
        check(25.0, Align::Centre);
        check(45.0, Align::Left);
        check(5.0, Align::Right);
    }

    #[test]
    fn what_stands_alone_above_the_values_tells_no_middle() {
        let piece = |band: usize, c: usize, x0: f32, width: f32| {
            let value = band > 1 && c > 0;
            Piece { band, x0, x1: x0 + width, from: c, to: c + 1, own: (c, c + 1), value, ..Piece::default() }
        };
        let row = |band: usize| [piece(band, 0, 0.0, 50.0), piece(band, 1, 150.0, 20.0)];
        let heads = [piece(0, 0, 0.0, 40.0), piece(0, 1, 130.0, 20.0)];
        let section = [piece(1, 1, 90.0, 30.0)];
        let pieces = [&heads[..], &section, &row(2), &row(3), &row(4)].concat();
        let found = columns(&pieces, &[Strip { x0: 50.0, x1: 90.0 }], 4.0);
        assert_eq!(found[1].head, Some(140.0));
    }

    #[test]
    fn names_from_which_dots_lead_lie_at_the_left() {
        let name = |band: usize, text: &str, x0: f32| Piece {
            band,
            x0,
            x1: 100.0,
            to: 1,
            own: (0, 1),
            text: text.to_owned(),
            ..Piece::default()
        };
        let check = |dots: &str, expected: Align| {
            let names = ["Total", "Men", "Women", "All"].map(|name| format!("{name}{dots}"));
            let pieces: Vec<Piece> =
                (0..).zip(&names).map(|(band, text)| name(band, text, 5.0 * band as f32)).collect();
            assert_eq!(columns(&pieces, &[], 4.0)[0].align, expected);
        };
        check("........", Align::Left);
        check("", Align::Right);
    }
}
