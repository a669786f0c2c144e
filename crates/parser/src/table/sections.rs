//! The rules above and below a section of a table without sides: nothing is drawn between them, and yet they are of one
//! table.

use super::edges::{Edge, Edges};
use crate::Tolerances;

/// A section is this much higher than the lowest row of its table at the most.
const HIGHEST: f32 = 1.5;
/// A side is drawn where an upright edge stands this near to the ends of the level ones, in points.
const SIDE: f32 = 8.0;

/// What hangs together, with those parts of it put together between whose rules a section stands: of one width and the
/// same columns, without sides, and as near as a row is high.
pub(super) fn with_sections(mut parts: Vec<Edges>, tolerances: &Tolerances) -> Vec<Edges> {
    parts.sort_by(|a, b| top(a).total_cmp(&top(b)));
    let mut found: Vec<Edges> = Vec::with_capacity(parts.len());
    for part in parts {
        match found.last_mut() {
            Some(last) if goes_on(last, &part, tolerances) => {
                last.horizontal.extend(part.horizontal);
                last.vertical.extend(part.vertical);
                last.vertical.sort_by(|a, b| a.at.total_cmp(&b.at).then(a.from.total_cmp(&b.from)));
            }
            _ => found.push(part),
        }
    }
    found
}

fn goes_on(above: &Edges, below: &Edges, tolerances: &Tolerances) -> bool {
    let (Some(last), Some(first)) = (above.horizontal.last(), below.horizontal.first()) else { return false };
    let near = |a: f32, b: f32| (a - b).abs() <= tolerances.snap;
    let (a, b) = (places(above, tolerances), places(below, tolerances));
    let open = |x: &f32| *x > last.from + SIDE && *x < last.to - SIDE;
    let gap = first.at - last.at;
    let lowest = row_heights(above, tolerances).chain(row_heights(below, tolerances)).reduce(f32::min);
    near(last.from, first.from)
        && near(last.to, first.to)
        && !a.is_empty()
        && a.len() == b.len()
        && a.iter().zip(&b).all(|(a, b)| near(*a, *b) && open(a))
        && gap > tolerances.snap
        && lowest.is_some_and(|lowest| gap <= HIGHEST * lowest)
}

fn top(edges: &Edges) -> f32 {
    edges.horizontal.first().map_or(f32::INFINITY, |e| e.at)
}

/// Where the upright edges stand.
fn places(edges: &Edges, tolerances: &Tolerances) -> Vec<f32> {
    let mut at: Vec<f32> = edges.vertical.iter().map(|e| e.at).collect();
    at.dedup_by(|b, a| *b - *a <= tolerances.snap);
    at
}

/// How high the rows between the level edges are.
fn row_heights(edges: &Edges, tolerances: &Tolerances) -> impl Iterator<Item = f32> {
    let heights = edges.horizontal.windows(2).map(|w: &[Edge]| w[1].at - w[0].at);
    heights.filter(|h| *h > tolerances.snap)
}

#[cfg(test)]
mod tests {
    use super::super::lattice::tests::edges_of;
    use super::*;

    /// A part of two rows from a height on, with upright edges at some places, and how many parts come out.
    #[track_caller]
    fn check(parts: [(f32, &[f32]); 2], expected: usize) {
        let part = |(y, xs): (f32, &[f32])| {
            let h = [(y, 0.0, 90.0), (y + 20.0, 0.0, 90.0), (y + 40.0, 0.0, 90.0)];
            let v: Vec<_> = xs.iter().map(|x| (*x, y, y + 40.0)).collect();
            edges_of(&h, &v)
        };
        assert_eq!(with_sections(parts.map(part).to_vec(), &Tolerances::default()).len(), expected);
    }

    #[test]
    fn a_section_without_sides_is_of_the_table() {
        check([(0.0, &[30.0, 60.0]), (60.0, &[30.0, 60.0])], 1);
        check([(0.0, &[30.0, 60.0]), (90.0, &[30.0, 60.0])], 2);
        check([(0.0, &[30.0, 60.0]), (60.0, &[45.0])], 2);
        check([(0.0, &[0.0, 30.0, 60.0, 90.0]), (60.0, &[0.0, 30.0, 60.0, 90.0])], 2);
    }
}
