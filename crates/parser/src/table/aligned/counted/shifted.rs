//! The heads of a PDF's text over their columns.
//!
//! Each line of such a text counts its characters for itself, and heads are of other characters than values: they drift
//! from their columns, at last by more than a column is wide. Among each other they lie right, so where their stacks are
//! as many as the columns, the one is over the other.

use crate::table::aligned::columns::align::Column;
use crate::table::aligned::piece::Piece;

/// A head stands on the middle of the lowest line of its stack within so many characters.
const STRAIGHT: f32 = 1.5;

/// The pieces of a header, moved to where their columns are, if any of them drifted from there.
pub(super) fn shifted(pieces: &[Piece], columns: &[Column]) -> Vec<Piece> {
    let mut pieces = pieces.to_vec();
    let stacks = stacks(&pieces);
    let drifted = stacks.iter().zip(columns).any(|(s, c)| s.x1 <= c.x0 || c.x1 <= s.x0);
    if stacks.len() != columns.len() || !drifted {
        return pieces;
    }
    let known: Vec<Shift> = stacks.iter().zip(columns).map(|(s, c)| Shift::of(s.middle, c)).collect();
    for line in pieces.chunk_by_mut(|a, b| a.band == b.band) {
        let own = |p: &Piece| {
            let at = stacks.partition_point(|s| s.x1 <= p.x0);
            stacks.get(at).filter(|s| s.x0 < p.x1 && (s.middle - p.centre()).abs() <= STRAIGHT)?;
            Some(Shift::of(p.centre(), &columns[at]))
        };
        let told: Vec<Shift> = line.iter().filter_map(own).collect();
        let told = if told.is_empty() { &known } else { &told };
        for piece in line {
            let by = between(told, piece.centre());
            piece.x0 += by;
            piece.x1 += by;
        }
    }
    pieces
}

/// By how much what stands at a place is to be moved.
#[derive(Debug, Clone, Copy)]
struct Shift {
    at: f32,
    by: f32,
}

impl Shift {
    fn of(at: f32, column: &Column) -> Self {
        Self { at, by: f32::midpoint(column.x0, column.x1) - at }
    }
}

/// The shift at a place between known ones.
fn between(shifts: &[Shift], x: f32) -> f32 {
    let next = shifts.partition_point(|s| s.at < x);
    match (next.checked_sub(1).map(|last| shifts[last]), shifts.get(next)) {
        (Some(a), Some(b)) => a.by + (x - a.at) / (b.at - a.at) * (b.by - a.by),
        (Some(one), None) => one.by,
        (None, one) => one.map_or(0.0, |one| one.by),
    }
}

/// Heads one below the other, right above the rows.
#[derive(Debug, Clone, Copy, PartialEq)]
struct Stack {
    x0: f32,
    x1: f32,
    /// The middle of the lowest one.
    middle: f32,
}

/// The stacks from the left. What stands over several is in none.
fn stacks(pieces: &[Piece]) -> Vec<Stack> {
    let mut stacks: Vec<Stack> = Vec::new();
    let lowest = pieces.last().map_or(0, |p| p.band);
    // No group is over what names the rows.
    let first = pieces.iter().min_by(|a, b| a.x0.total_cmp(&b.x0));
    let first = first.filter(|first| pieces.iter().all(|p| p.x0 >= first.x1 || p.x0 == first.x0));
    for piece in pieces.iter().rev() {
        let from = stacks.partition_point(|s| s.x1 <= piece.x0);
        let to = stacks.partition_point(|s| s.x0 < piece.x1);
        match to.saturating_sub(from) {
            // A head reaches down to the rows, and its text is in its middle: what stands higher is over others.
            0 if 2 * piece.band >= lowest || first.is_some_and(|first| first.x0 == piece.x0) => {
                stacks.insert(from, Stack { x0: piece.x0, x1: piece.x1, middle: piece.centre() });
            }
            1 => {
                let stack = &mut stacks[from];
                (stack.x0, stack.x1) = (stack.x0.min(piece.x0), stack.x1.max(piece.x1));
            }
            _ => {}
        }
    }
    stacks
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::table::aligned::columns::align::Align;

    /// Two columns and heads by their bands, from where to where: where they come to stand.
    #[track_caller]
    fn check(heads: &[(usize, f32, f32)], expected: &[f32]) {
        let column = |x0: f32, x1: f32| Column {
            x0,
            x1,
            left: (x0, x0),
            right: (x1, x1),
            centre: f32::midpoint(x0, x1),
            align: Align::Centre,
            head: None,
        };
        let columns = [column(0.0, 4.0), column(20.0, 24.0)];
        let piece = |&(band, x0, x1): &(usize, f32, f32)| Piece { band, x0, x1, ..Piece::default() };
        let pieces: Vec<Piece> = heads.iter().map(piece).collect();
        let found: Vec<f32> = shifted(&pieces, &columns).iter().map(|p| p.x0).collect();
        assert_eq!(found, expected);
    }

    #[test]
    fn heads_that_drifted_come_over_their_columns() {
        check(&[(0, 0.0, 4.0), (0, 12.0, 16.0)], &[0.0, 20.0]);
        // Both lines of one.
        check(&[(0, 12.0, 16.0), (1, 0.0, 4.0), (1, 13.0, 15.0)], &[20.0, 0.0, 21.0]);
    }

    #[test]
    fn what_stands_over_its_column_stays() {
        check(&[(0, 0.0, 4.0), (0, 18.0, 22.0)], &[0.0, 18.0]);
    }

    #[test]
    fn a_head_of_a_group_comes_with_those_below_it() {
        check(&[(0, 6.0, 10.0), (2, 0.0, 4.0), (2, 12.0, 16.0)], &[10.0, 0.0, 20.0]);
    }

    #[test]
    fn other_heads_than_columns_tell_nothing() {
        check(&[(0, 0.0, 4.0), (0, 6.0, 8.0), (0, 12.0, 16.0)], &[0.0, 6.0, 12.0]);
    }
}
