//! Rules and the sides of shadings become horizontal lines.

use crate::page::{Axis, Rule, RuleKind};
use crate::table::aligned::columns::align::Column;

/// Rules nearer than this in height are one, in points.
pub(super) const ONE_LINE: f32 = 2.0;
/// Pieces of a rule may lie apart by this much, in points.
const APART: f32 = 4.0;
/// The ends of rules of one width agree within this many points.
pub(super) const SAME_END: f32 = 4.0;
/// Shorter rules are no sides of tables, in points.
const SHORTEST: f32 = 12.0;
/// A shading this light in all colours is the paper.
const PAPER: u8 = 253;

/// A horizontal line, drawn in one or several pieces.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(in super::super) struct Line {
    /// Its height.
    pub(in super::super) y: f32,
    /// The left end.
    pub(in super::super) x0: f32,
    /// The right end.
    pub(in super::super) x1: f32,
    /// Whether it is a rule from end to end, and no side of a shading.
    pub(in super::super) drawn: bool,
}

impl Line {
    /// Whether it reaches from one side to the other.
    pub(super) fn spans(&self, sides: (f32, f32)) -> bool {
        holds((self.x0, self.x1), sides)
    }

    /// Whether it lies over or under most of the column.
    pub(in super::super) fn covers(&self, column: &Column) -> bool {
        let (left, right) = (column.left_side(), column.right_side());
        self.x1.min(right) - self.x0.max(left) > 0.5 * (right - left)
    }
}

/// The horizontal lines of a page, from the top. The sides of shadings are lines as good as rules: a shaded header or
/// every second row shaded tells where rows end.
pub(in super::super) fn lines(rules: &[Rule]) -> Vec<Line> {
    let paper = |r: &Rule| r.kind == RuleKind::Shade && r.colour.iter().all(|c| *c >= PAPER);
    let drawn = pieced(rules.iter().filter(|r| r.kind != RuleKind::Shade));
    let mut lines = Vec::new();
    for line in pieced(rules.iter().filter(|r| !paper(r))) {
        let from = drawn.partition_point(|d| d.y < line.y - ONE_LINE);
        let within = |d: &&Line| holds((line.x0, line.x1), (d.x0, d.x1));
        let level = drawn[from..].iter().take_while(|d| d.y <= line.y + ONE_LINE).filter(within);
        let pieces: Vec<Line> = level.map(|d| Line { y: line.y, drawn: true, ..*d }).collect();
        let length = |l: &Line| l.x1 - l.x0;
        if pieces.iter().any(|d| d.spans((line.x0, line.x1))) {
            lines.push(Line { drawn: true, ..line });
        } else if 2.0 * pieces.iter().map(length).sum::<f32>() > length(&line)
            && !are_over_sums(&pieces, &line)
        {
            // A shaded row reaches over the cells that are merged with those of others; its rules do not.
            lines.extend(pieces);
        } else {
            lines.push(line);
        }
    }
    lines
}

/// Whether rules along a line are those over sums, one for each column of values up to its end and none for the names: narrow
/// gaps part them, where a column of merged cells would be wider.
fn are_over_sums(pieces: &[Line], line: &Line) -> bool {
    /// So many of them tell it.
    const FEWEST: usize = 3;
    /// A gap is narrower than this part of the shortest of them, and the longest one no longer than so many of that.
    const GAP: f32 = 0.5;
    const LONGEST: f32 = 2.0;
    let [first, .., last] = pieces else { return false };
    let lengths = || pieces.iter().map(|piece| piece.x1 - piece.x0);
    let (shortest, longest) = (lengths().fold(f32::INFINITY, f32::min), lengths().fold(0.0, f32::max));
    pieces.len() >= FEWEST
        && longest <= LONGEST * shortest
        && first.x0 - line.x0 >= longest
        && line.x1 - last.x1 <= SAME_END
        && pieces.windows(2).all(|pair| pair[1].x0 - pair[0].x1 < GAP * shortest)
}

/// The horizontal ones of some rules, those of one height that meet as one line.
fn pieced<'a>(rules: impl Iterator<Item = &'a Rule>) -> Vec<Line> {
    let mut all: Vec<Line> = rules
        .filter(|r| r.axis == Axis::Horizontal)
        .map(|r| Line { y: r.at, x0: r.from, x1: r.to, drawn: false })
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

/// Whether what lies between two ends holds what lies between two others.
pub(super) fn holds(outer: (f32, f32), inner: (f32, f32)) -> bool {
    outer.0 <= inner.0 + SAME_END && inner.1 <= outer.1 + SAME_END
}
