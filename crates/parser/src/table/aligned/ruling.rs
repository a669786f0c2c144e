//! Horizontal rules become frames: rules of one width, from the one above a table to the one at its bottom.

use std::ops::Range;

use super::bands::Band;
use super::piece::Column;
use crate::page::{Axis, Rule, RuleKind};

/// A horizontal line, drawn in one or several pieces.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Line {
    /// Its height.
    pub(super) y: f32,
    /// The left end.
    pub(super) x0: f32,
    /// The right end.
    pub(super) x1: f32,
}

/// The bands between the first and the last of some rules of one width, and the rules among them.
#[derive(Debug, Clone, PartialEq, Default)]
pub(super) struct Frame {
    /// Its bands.
    pub(super) bands: Range<usize>,
    /// The heights of the rules over its whole width, the first and the last one included.
    pub(super) full: Vec<f32>,
    /// Shorter rules within.
    pub(super) partial: Vec<Line>,
    /// All lines of its width or shorter, near its bands.
    pub(super) lines: Vec<Line>,
    /// The left and right end of its rules, where it has some.
    pub(super) sides: Option<(f32, f32)>,
}

/// Rules nearer than this in height are one, in points.
const ONE_LINE: f32 = 2.0;
/// Pieces of a rule may lie apart by this much, in points.
const APART: f32 = 4.0;
/// The ends of rules of one width agree within this many points.
const SAME_END: f32 = 4.0;
/// Shorter rules are no sides of tables, in points.
const SHORTEST: f32 = 12.0;
/// A shading this light in all colours is the paper.
const PAPER: u8 = 253;

/// The horizontal lines of a page, from the top. The sides of shadings are lines as good as rules: a shaded header or
/// every second row shaded tells where rows end.
pub(super) fn lines(rules: &[Rule]) -> Vec<Line> {
    let paper = |r: &Rule| r.kind == RuleKind::Shade && r.colour.iter().all(|c| *c >= PAPER);
    let mut all: Vec<Line> = rules
        .iter()
        .filter(|r| r.axis == Axis::Horizontal && !paper(r))
        .map(|r| Line { y: r.at, x0: r.from, x1: r.to })
        .collect();
    all.sort_by(|a, b| a.y.total_cmp(&b.y).then(a.x0.total_cmp(&b.x0)));
    let mut lines: Vec<Line> = Vec::new();
    let mut begin = 0;
    while begin < all.len() {
        let end = begin + all[begin..].iter().take_while(|l| l.y - all[begin].y <= ONE_LINE).count();
        let mut row = all[begin..end].to_vec();
        row.sort_by(|a, b| a.x0.total_cmp(&b.x0));
        let first = lines.len();
        for line in row {
            match lines[first..].last_mut() {
                Some(last) if line.x0 - last.x1 <= APART => last.x1 = last.x1.max(line.x1),
                _ => lines.push(line),
            }
        }
        begin = end;
    }
    lines.retain(|l| l.x1 - l.x0 >= SHORTEST);
    lines
}

/// The frames that lines make around bands. Between two tables of one width stands text that is in neither: `parts`
/// tells whether some bands are such.
pub(super) fn frames(lines: &[Line], bands: &[Band], parts: impl Fn(Range<usize>) -> bool) -> Vec<Frame> {
    let mut used = vec![false; lines.len()];
    let mut frames = Vec::new();
    for i in 0..lines.len() {
        if used[i] {
            continue;
        }
        let same =
            |l: &Line| (l.x0 - lines[i].x0).abs() <= SAME_END && (l.x1 - lines[i].x1).abs() <= SAME_END;
        let group: Vec<usize> = (i..lines.len()).filter(|&j| !used[j] && same(&lines[j])).collect();
        let mut from = 0;
        for k in 1..=group.len() {
            let between = |k: usize| bands_between(bands, lines[group[k - 1]].y, lines[group[k]].y);
            if k < group.len() && !parts(between(k)) {
                continue;
            }
            if k - from > 1 {
                let full: Vec<f32> = group[from..k].iter().map(|&j| lines[j].y).collect();
                let (top, bottom) = (full[0], full[full.len() - 1]);
                let within = |l: &&Line| {
                    l.y > top
                        && l.y < bottom
                        && l.x0 >= lines[i].x0 - SAME_END
                        && l.x1 <= lines[i].x1 + SAME_END
                        && !same(l)
                };
                let partial = lines.iter().filter(within).copied().collect();
                for (j, line) in lines.iter().enumerate() {
                    used[j] |= line.y >= top && line.y <= bottom;
                }
                let sides = Some((lines[i].x0, lines[i].x1));
                frames.push(Frame {
                    bands: bands_between(bands, top, bottom),
                    full,
                    partial,
                    lines: Vec::new(),
                    sides,
                });
            }
            from = k;
        }
    }
    frames.retain(|f| !f.bands.is_empty());
    frames.sort_by_key(|f| f.bands.start);
    frames
}

/// The lines that lie within the sides of a frame, from its first band to its last one.
pub(super) fn within(lines: &[Line], bands: &[Band], (x0, x1): (f32, f32)) -> Vec<Line> {
    /// Lines above and below the bands belong to them within this many ems.
    const NEAR: f32 = 1.5;
    let (Some(first), Some(last)) = (bands.first(), bands.last()) else { return Vec::new() };
    let (top, bottom) = (first.top - NEAR * first.size, last.bottom + NEAR * last.size);
    let inside = |l: &&Line| l.y > top && l.y < bottom && l.x0 >= x0 - SAME_END && l.x1 <= x1 + SAME_END;
    lines.iter().filter(inside).copied().collect()
}

/// The bands between two heights.
fn bands_between(bands: &[Band], top: f32, bottom: f32) -> Range<usize> {
    let middle = |b: &Band| f32::midpoint(b.top, b.bottom);
    let first = bands.partition_point(|b| middle(b) <= top);
    let last = bands.partition_point(|b| middle(b) <= bottom);
    first..last.max(first)
}

impl Line {
    /// Whether it lies over or under most of the column.
    pub(super) fn covers(&self, column: &Column) -> bool {
        let (left, right) = (column.left_side(), column.right_side());
        self.x1.min(right) - self.x0.max(left) > 0.5 * (right - left)
    }
}

impl Frame {
    /// Which bands have a rule over the whole width right above them, by their place in the frame.
    pub(super) fn walls(&self, bands: &[Band]) -> Vec<bool> {
        let middle = |b: &Band| f32::midpoint(b.top, b.bottom);
        (0..bands.len())
            .map(|i| i > 0 && self.full.iter().any(|y| middle(&bands[i - 1]) < *y && *y <= middle(&bands[i])))
            .collect()
    }

    /// Whether the rules part the rows: there are few bands from one to the next.
    pub(super) fn parts_rows(&self, bands: &[Band]) -> bool {
        let walls = self.walls(bands);
        let parts = 1 + walls.iter().filter(|w| **w).count();
        parts > 3 && 2 * bands.len() <= 5 * parts
    }

    /// The first band below the rule under the header, where the rules do not part rows.
    pub(super) fn header_end(&self, bands: &[Band]) -> Option<usize> {
        self.walls(bands).iter().position(|w| *w).filter(|_| !self.parts_rows(bands))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rule(y: f32, x0: f32, x1: f32) -> Rule {
        Rule {
            axis: Axis::Horizontal,
            at: y,
            from: x0,
            to: x1,
            thickness: 0.5,
            kind: RuleKind::Stroke,
            colour: [0; 3],
        }
    }

    fn band(y: f32) -> Band {
        Band { top: y, bottom: y + 10.0, size: 10.0, segments: Vec::new() }
    }

    #[test]
    fn pieces_of_a_rule_are_one() {
        let found = lines(&[rule(10.0, 50.0, 100.0), rule(10.4, 100.0, 200.0), rule(10.0, 300.0, 400.0)]);
        assert_eq!(found.iter().map(|l| (l.x0, l.x1)).collect::<Vec<_>>(), [(50.0, 200.0), (300.0, 400.0)]);
    }

    #[test]
    fn rules_of_one_width_are_a_frame() {
        let bands = [band(0.0), band(20.0), band(40.0), band(60.0), band(80.0)];
        let all = [
            rule(15.0, 0.0, 300.0),
            rule(35.0, 0.0, 300.0),
            rule(25.0, 100.0, 300.0),
            rule(75.0, 0.0, 300.0),
        ];
        let found = frames(&lines(&all), &bands, |_| false);
        assert_eq!(found.len(), 1);
        assert_eq!(found[0].bands, 1..4);
        assert_eq!(found[0].partial.len(), 1);
        assert_eq!(found[0].header_end(&bands[1..4]), Some(1));
    }

    #[test]
    fn text_between_parts_tables() {
        let bands = [band(20.0), band(40.0), band(60.0)];
        let all: Vec<Rule> = [15.0, 35.0, 55.0, 75.0].iter().map(|&y| rule(y, 0.0, 300.0)).collect();
        let found = frames(&lines(&all), &bands, |b| b == (1..2));
        assert_eq!(found.iter().map(|f| (f.bands.start, f.bands.end)).collect::<Vec<_>>(), [(0, 1), (2, 3)]);
    }
}
