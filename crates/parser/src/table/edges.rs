//! Rules become edges: parallel ones that lie together are one, pieces in line are one.

use crate::Tolerances;
use crate::page::{Axis, Rule, RuleKind};

/// A line that may bound cells.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Edge {
    /// y of a horizontal edge, x of a vertical one.
    pub(crate) at: f32,
    /// The left or upper end.
    pub(crate) from: f32,
    /// The right or lower end.
    pub(crate) to: f32,
}

/// The edges of a page, each list sorted by `at`, then `from`.
#[derive(Debug, Clone, PartialEq, Default)]
pub(crate) struct Edges {
    /// Left to right.
    pub(crate) horizontal: Vec<Edge>,
    /// Top to bottom.
    pub(crate) vertical: Vec<Edge>,
}

/// The edges of the rules. The sides of shadings are left out: they bound a colour, and where a rule bounds it too the
/// rule is there.
pub(crate) fn edges(rules: &[Rule], tolerances: &Tolerances) -> Edges {
    let of = |axis| {
        let drawn = rules.iter().filter(|r| r.kind != RuleKind::Shade);
        let lines = drawn.filter_map(|r| match r.axis == axis {
            true => Some(Edge { at: r.at, from: r.from.min(r.to), to: r.from.max(r.to) }),
            false => is_dot(r).then(|| across(r)),
        });
        merge(lines.collect(), tolerances)
    };
    Edges { horizontal: of(Axis::Horizontal), vertical: of(Axis::Vertical) }
}

/// Whether a rule is as wide as it is long: the lines that dots are of go either way.
fn is_dot(rule: &Rule) -> bool {
    /// Edges of dots are rounded.
    const ROUNDED: f32 = 1.2;
    (rule.to - rule.from).abs() <= ROUNDED * rule.thickness
}

/// The edge across a dot.
fn across(dot: &Rule) -> Edge {
    let half = dot.thickness / 2.0;
    Edge { at: f32::midpoint(dot.from, dot.to), from: dot.at - half, to: dot.at + half }
}

fn merge(mut lines: Vec<Edge>, tolerances: &Tolerances) -> Vec<Edge> {
    lines.retain(|e| e.at.is_finite() && e.from.is_finite() && e.to.is_finite());
    lines.sort_by(|a, b| a.at.total_cmp(&b.at));
    let mut merged = Vec::with_capacity(lines.len());
    let mut rest = lines.as_mut_slice();
    while let Some(first) = rest.first() {
        // A band of parallel lines: each near the one before, all within twice the tolerance.
        let start = first.at;
        let mut last = start;
        let n = rest.iter().take_while(|e| {
            let near = e.at - last <= tolerances.snap && e.at - start <= 2.0 * tolerances.snap;
            last = e.at;
            near
        });
        let n = n.count().max(1);
        let (band, tail) = rest.split_at_mut(n);
        join_band(band, tolerances.join, &mut merged);
        rest = tail;
    }
    merged.retain(|e| e.to - e.from >= tolerances.shortest);
    merged
}

/// Joins the lines of one band where their ends meet; the joined edge lies at the mean of its lines, by their lengths.
fn join_band(band: &mut [Edge], join: f32, out: &mut Vec<Edge>) {
    band.sort_by(|a, b| a.from.total_cmp(&b.from));
    let first = out.len();
    let mut weight = 0.0;
    for e in band {
        let length = (e.to - e.from).max(0.1);
        match out[first..].last_mut() {
            Some(last) if e.from <= last.to + join => {
                last.at = (last.at * weight + e.at * length) / (weight + length);
                last.to = last.to.max(e.to);
                weight += length;
            }
            _ => {
                out.push(*e);
                weight = length;
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rule(at: f32, from: f32, to: f32) -> Rule {
        Rule { axis: Axis::Horizontal, at, from, to, thickness: 0.5, kind: RuleKind::Stroke, colour: [0; 3] }
    }

    #[track_caller]
    fn check(rules: &[Rule], expected: &[(f32, f32, f32)]) {
        let found = edges(rules, &Tolerances::default()).horizontal;
        let found: Vec<_> = found.iter().map(|e| (e.at, e.from, e.to)).collect();
        assert_eq!(found, expected);
    }

    #[test]
    fn a_double_rule_is_one_edge() {
        check(&[rule(100.0, 10.0, 90.0), rule(102.0, 10.0, 90.0)], &[(101.0, 10.0, 90.0)]);
    }

    #[test]
    fn dashes_are_one_edge() {
        check(&[rule(5.0, 0.0, 4.0), rule(5.0, 6.0, 10.0), rule(5.0, 12.0, 16.0)], &[(5.0, 0.0, 16.0)]);
    }

    #[test]
    fn a_gap_keeps_two_edges_apart() {
        check(&[rule(5.0, 0.0, 40.0), rule(5.0, 50.0, 90.0)], &[(5.0, 0.0, 40.0), (5.0, 50.0, 90.0)]);
    }

    #[test]
    fn two_rows_are_two_edges() {
        check(&[rule(5.0, 0.0, 40.0), rule(17.0, 0.0, 40.0)], &[(5.0, 0.0, 40.0), (17.0, 0.0, 40.0)]);
    }

    #[test]
    fn dots_are_edges_either_way() {
        let dot = |x: f32, y: f32| Rule { thickness: 1.0, ..rule(y, x, x + 1.0) };
        let across: Vec<_> = (0..6).map(|i| dot(2.0 * i as f32, 5.0)).collect();
        let down: Vec<_> = (0..6).map(|i| dot(30.0, 20.0 + 2.0 * i as f32)).collect();
        let found = edges(&[across, down].concat(), &Tolerances::default());
        assert_eq!(found.horizontal, [Edge { at: 5.0, from: 0.0, to: 11.0 }]);
        assert_eq!(found.vertical, [Edge { at: 30.5, from: 19.5, to: 30.5 }]);
    }

    #[test]
    fn a_speck_is_no_edge() {
        check(&[rule(5.0, 0.0, 2.0)], &[]);
    }
}
