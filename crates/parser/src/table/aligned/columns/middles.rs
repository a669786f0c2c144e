//! Texts that stand on the middle of several columns, and are too short to reach over them.

use crate::table::aligned::piece::Piece;

/// Texts stand on one middle within this many ems.
const ON_MIDDLE: f32 = 0.25;
/// So many texts tell a middle.
const LEAST_WIDE: usize = 2;
/// Texts in more than this many ranges of columns tell nothing.
const MOST_RANGES: usize = 16;

/// The middles of texts that reach over several columns. Where a column has texts on such a middle and others beside it,
/// those on it are of a cell over all of the columns, if only too short to reach over them.
#[derive(Default)]
pub(super) struct Middles {
    /// The columns of texts over several, and their middle.
    wide: Vec<(usize, usize, f32)>,
    /// The middles of the texts within each column, ascending.
    own: Vec<Vec<f32>>,
}

impl Middles {
    pub(crate) fn of(pieces: &[Piece], columns: usize, em: f32) -> Self {
        let mut wide: Vec<(usize, usize, f32, usize)> = Vec::new();
        let mut own = vec![Vec::new(); columns];
        for piece in pieces.iter().filter(|p| !p.value) {
            let (from, to) = piece.own;
            if to - from == 1 {
                own[from].push(piece.centre());
                continue;
            }
            let like = |w: &(usize, usize, f32, usize)| {
                (w.0, w.1) == (from, to) && (w.2 - piece.centre()).abs() <= ON_MIDDLE * em
            };
            match wide.iter().position(like) {
                Some(known) => wide[known].3 += 1,
                None if wide.len() < MOST_RANGES => wide.push((from, to, piece.centre(), 1)),
                None => {}
            }
        }
        own.iter_mut().for_each(|middles| middles.sort_by(f32::total_cmp));
        let told =
            wide.into_iter().filter(|w| w.3 >= LEAST_WIDE).map(|(from, to, middle, _)| (from, to, middle));
        Self { wide: told.collect(), own }
    }

    /// The columns over which a text within one of them is centred as those that reach over all of them are.
    pub(crate) fn over(&self, piece: &Piece, first: usize, last: usize, em: f32) -> Option<(usize, usize)> {
        let within = |(from, to, _): &&(usize, usize, f32)| {
            first <= *from && *to <= last && piece.covers_within(*from, *to)
        };
        let mut ranges =
            self.wide.iter().filter(within).filter(|w| (piece.centre() - w.2).abs() <= ON_MIDDLE * em);
        let &(from, to, middle) = ranges.next().filter(|_| !piece.value && piece.to - piece.from == 1)?;
        let own = &self.own[piece.from];
        let before = own.partition_point(|x| *x < middle - 2.0 * ON_MIDDLE * em);
        let up_to = own.partition_point(|x| *x <= middle + 2.0 * ON_MIDDLE * em);
        (own.len() - (up_to - before) >= LEAST_WIDE).then_some((from, to))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn piece(x0: f32, x1: f32, own: (usize, usize)) -> Piece {
        Piece { x0, x1, own, from: own.0, to: own.1, ..Piece::default() }
    }

    /// Two texts over both columns, and others in the second one.
    fn middles(others: &[f32]) -> Middles {
        let mut pieces = vec![piece(0.0, 100.0, (0, 2)), piece(10.0, 90.0, (0, 2))];
        pieces.extend(others.iter().map(|x| piece(x - 20.0, x + 20.0, (1, 2))));
        Middles::of(&pieces, 2, 10.0)
    }

    #[test]
    fn a_short_text_on_the_middle_of_wide_ones() {
        let short = piece(41.0, 60.0, (1, 2));
        assert_eq!(middles(&[70.0, 71.0, 50.0]).over(&short, 0, 2, 10.0), Some((0, 2)));
        // A neighbour is in the first column.
        assert_eq!(middles(&[70.0, 71.0, 50.0]).over(&short, 1, 2, 10.0), None);
        // All texts of the column stand there: it is the column's own middle.
        assert_eq!(middles(&[50.0, 51.0, 49.5]).over(&short, 0, 2, 10.0), None);
        assert_eq!(middles(&[70.0, 71.0]).over(&piece(60.0, 80.0, (1, 2)), 0, 2, 10.0), None);
    }
}
