//! The lines of an organisation chart: from a line that branches, stems lead to the middle of boxes that stand apart.
//! In a table what lies beyond a rule is one line, and rules meet at its corners.

use fenjie_model::Rect;

use super::TOUCHING;
use crate::table::edges::{Edge, Edges};

/// A line branches to this many boxes at least.
const FEWEST_BOXES: usize = 2;
/// A stem meets the side of a box within this part of its length from its middle.
const MIDDLE: f32 = 0.2;
/// The side of a box is this long at least, in points.
const LEAST_SIDE: f32 = 15.0;
/// Rounded corners take this much of the sides of a box, in points.
const ROUNDED: f32 = 12.0;
/// A page with more edges is a drawing, where none are looked for.
const MOST_EDGES: usize = 2_000;

/// The boxes of the branching lines with the boxes that they lead to.
pub(super) fn trees(edges: &Edges) -> Vec<Rect> {
    if edges.horizontal.len() + edges.vertical.len() > MOST_EDGES {
        return Vec::new();
    }
    let (level, upright) = (&edges.horizontal, &edges.vertical);
    let mut found: Vec<Rect> = level.iter().filter_map(|e| branches(e, level, upright)).collect();
    let lying = upright.iter().filter_map(|e| branches(e, upright, level));
    found.extend(lying.map(|r| Rect::new(r.top, r.x0, r.bottom, r.x1)));
    found
}

/// The box of what a line branches to below it, where its kind goes `along` and its stems `across`.
fn branches(line: &Edge, along: &[Edge], across: &[Edge]) -> Option<Rect> {
    let stems = || near(across, line.from, line.to).iter().filter(|s| s.to - s.from > TOUCHING);
    let met = |stem: &Edge, at: f32| {
        near(along, at, at)
            .iter()
            .find(|side| {
                let length = side.to - side.from;
                length >= LEAST_SIDE && (stem.at - f32::midpoint(side.from, side.to)).abs() <= MIDDLE * length
            })
            .copied()
    };
    let mut sides: Vec<Edge> = stems()
        .filter(|stem| (stem.from - line.at).abs() <= TOUCHING)
        .filter_map(|stem| met(stem, stem.to))
        .collect();
    sides.sort_by(|a, b| a.from.total_cmp(&b.from));
    sides.dedup();
    let stand_apart = sides.windows(2).all(|pair| pair[1].from - pair[0].to > TOUCHING);
    if sides.len() < FEWEST_BOXES || !stand_apart {
        return None;
    }
    let whole = sides.iter().map(|side| reach(side, across)).reduce(Rect::union)?;
    // What stands over the line is the box that it comes from.
    let over =
        stems().filter(|stem| (stem.to - line.at).abs() <= TOUCHING).find_map(|stem| met(stem, stem.from));
    let bus = Rect::new(line.from, line.at, line.to, line.at).union(whole);
    Some(over.map_or(bus, |side| bus.union(Rect::new(side.from, side.at, side.to, side.at))))
}

/// How far a box goes whose upper side this is.
fn reach(side: &Edge, across: &[Edge]) -> Rect {
    let ends = [(side.from - ROUNDED, side.from), (side.to, side.to + ROUNDED)];
    let sides = ends.iter().flat_map(|&(from, to)| near(across, from, to));
    let hanging = sides.filter(|e| (e.from - side.at).abs() <= ROUNDED).map(|e| e.to);
    Rect::new(side.from, side.at, side.to, hanging.fold(side.at, f32::max))
}

/// Of edges, those that lie from one place to another, or touch there.
fn near(edges: &[Edge], from: f32, to: f32) -> &[Edge] {
    let first = edges.partition_point(|e| e.at < from - TOUCHING);
    let end = edges.partition_point(|e| e.at <= to + TOUCHING);
    &edges[first..end.max(first)]
}

#[cfg(test)]
mod tests {
    use super::*;

    fn edge(at: f32, from: f32, to: f32) -> Edge {
        Edge { at, from, to }
    }

    /// Two boxes 20 points high, `gap` apart, below a line at 50 that comes from a box over it.
    fn chart(gap: f32, stems: [f32; 2]) -> Edges {
        let second = 60.0 + gap;
        Edges {
            horizontal: vec![
                edge(40.0, 60.0, 120.0),
                edge(50.0, 30.0, second + 30.0),
                edge(60.0, 0.0, 60.0),
                edge(60.0, second, second + 60.0),
                edge(80.0, 0.0, 60.0),
                edge(80.0, second, second + 60.0),
            ],
            vertical: vec![
                edge(0.0, 60.0, 80.0),
                edge(stems[0], 50.0, 60.0),
                edge(60.0, 60.0, 80.0),
                edge(90.0, 40.0, 50.0),
                edge(second, 60.0, 80.0),
                edge(second + stems[1], 50.0, 60.0),
                edge(second + 60.0, 60.0, 80.0),
            ],
        }
    }

    #[test]
    fn stems_that_lead_to_boxes_are_a_chart() {
        assert_eq!(trees(&chart(40.0, [30.0, 30.0])), [Rect::new(0.0, 40.0, 160.0, 80.0)]);
    }

    #[test]
    fn a_chart_can_lie_on_its_side() {
        let Edges { horizontal, vertical } = chart(40.0, [30.0, 30.0]);
        let lying = Edges { horizontal: vertical, vertical: horizontal };
        assert_eq!(trees(&lying), [Rect::new(40.0, 0.0, 80.0, 160.0)]);
    }

    #[test]
    fn rules_that_meet_at_corners_or_in_one_line_are_none() {
        assert_eq!(trees(&chart(40.0, [0.0, 60.0])), []);
        assert_eq!(trees(&chart(1.0, [30.0, 30.0])), []);
    }
}
