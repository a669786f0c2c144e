//! Columns beside one another that no level rule ties together: a merged cell that goes on over a whole page has none
//! of its own where page breaks leave it open, and parts the rules of its table.

use super::edges::{Edge, Edges};
use super::lattice::OPEN_SIDE;
use crate::Tolerances;

/// A column is at least this wide, in points.
const NARROWEST: f32 = 10.0;
/// So many rules of the one must lie level with those of the other.
const LEAST_ROWS: usize = 3;

/// What hangs together, with those parts put together that stand beside one another as parts of one table.
pub(super) fn with_open_columns(mut parts: Vec<Edges>, tolerances: &Tolerances) -> Vec<Edges> {
    parts.sort_by(|a, b| left(a).total_cmp(&left(b)));
    let mut found: Vec<Edges> = Vec::with_capacity(parts.len());
    for part in parts {
        // The nearest: nothing stands between it and the part.
        match found.iter_mut().rev().find(|last| goes_on(last, &part, tolerances)) {
            Some(last) => {
                last.horizontal.extend(part.horizontal);
                last.vertical.extend(part.vertical);
                last.horizontal.sort_by(|a, b| a.at.total_cmp(&b.at).then(a.from.total_cmp(&b.from)));
            }
            None => found.push(part),
        }
    }
    found
}

/// Whether a column without rules of its own lies between two parts: its sides are the nearest sides of the two, each as
/// high as all of its part and as the other.
fn goes_on(a: &Edges, b: &Edges, tolerances: &Tolerances) -> bool {
    let (Some(right), Some(left)) = (a.vertical.last(), b.vertical.first()) else { return false };
    let near = |a: f32, b: f32| (a - b).abs() <= tolerances.reach;
    let sides = left.at - right.at >= NARROWEST
        && near(left.from, right.from)
        && near(left.to, right.to)
        && [a, b].iter().all(|part| within(part, left, tolerances.reach));
    sides && (is_open(a, b, left) || is_column(a, b, tolerances) || is_column(b, a, tolerances))
}

/// Whether all of a part lies between the ends of a side.
fn within(part: &Edges, side: &Edge, reach: f32) -> bool {
    let inside = |from: f32, to: f32| from >= side.from - reach && to <= side.to + reach;
    part.horizontal.iter().all(|e| inside(e.at, e.at)) && part.vertical.iter().all(|e| inside(e.from, e.to))
}

/// Whether the sides reach beyond the rules of both parts at one end: there a page break cut a row of the table.
fn is_open(a: &Edges, b: &Edges, side: &Edge) -> bool {
    let rules = || a.horizontal.iter().chain(&b.horizontal).map(|e| e.at);
    let (first, last) = (rules().fold(f32::INFINITY, f32::min), rules().fold(f32::NEG_INFINITY, f32::max));
    first - side.from > OPEN_SIDE || side.to - last > OPEN_SIDE
}

/// Whether a part is one column, whose rules lie level with those of the other: it is no table by itself.
fn is_column(part: &Edges, other: &Edges, tolerances: &Tolerances) -> bool {
    let mut places = part.vertical.iter().map(|e| e.at);
    let Some(first) = places.next() else { return false };
    let others = places.filter(|at| at - first > tolerances.snap).count();
    let level = |e: &Edge| other.horizontal.iter().any(|o| (o.at - e.at).abs() <= tolerances.reach / 2.0);
    others == 1 && part.horizontal.len() >= LEAST_ROWS && part.horizontal.iter().all(level)
}

fn left(edges: &Edges) -> f32 {
    edges.vertical.first().map_or(f32::INFINITY, |e| e.at)
}

#[cfg(test)]
mod tests {
    use super::super::lattice::tests::edges_of;
    use super::*;

    /// Parts of rows at some heights, with upright edges at some places from 0 to 100, and how many come out.
    #[track_caller]
    fn check(parts: &[(&[f32], &[f32])], expected: usize) {
        let part = |(xs, ys): &(&[f32], &[f32])| {
            let h: Vec<_> = ys.iter().map(|y| (*y, xs[0], xs[xs.len() - 1])).collect();
            let v: Vec<_> = xs.iter().map(|x| (*x, 0.0, 100.0)).collect();
            edges_of(&h, &v)
        };
        let found = with_open_columns(parts.iter().map(part).collect(), &Tolerances::default());
        assert_eq!(found.len(), expected, "{parts:?}");
    }

    #[test]
    fn a_merged_cell_over_the_page_parts_nothing() {
        // The page breaks cut the first row and the last.
        check(&[(&[0.0, 20.0], &[30.0, 60.0]), (&[60.0, 90.0, 120.0], &[30.0, 60.0])], 1);
        check(&[(&[0.0, 20.0, 40.0], &[30.0, 60.0]), (&[80.0, 120.0], &[30.0, 60.0])], 1);
        // Of the first columns one side each is all that is ruled.
        let rows: &[f32] = &[30.0, 60.0];
        check(&[(&[0.0], &[]), (&[20.0], &[]), (&[60.0, 90.0, 120.0], rows)], 1);
        check(&[(&[0.0], &[]), (&[60.0, 90.0, 120.0], &[0.0, 60.0, 100.0])], 2);
        // They fall between rows.
        let rows = [0.0, 30.0, 60.0, 100.0];
        check(&[(&[0.0, 20.0], &rows), (&[60.0, 90.0, 120.0], &rows)], 1);
    }

    #[test]
    fn tables_side_by_side_are_two() {
        let rows = [0.0, 30.0, 60.0, 100.0];
        check(&[(&[0.0, 20.0, 40.0], &rows), (&[60.0, 90.0, 120.0], &rows)], 2);
        check(&[(&[0.0, 20.0], &rows), (&[60.0, 90.0, 120.0], &[0.0, 40.0, 70.0, 100.0])], 2);
        check(&[(&[0.0, 20.0], &[0.0, 100.0]), (&[60.0, 90.0, 120.0], &rows)], 2);
    }
}
