//! A frame: the bands between rules of one width, and what its rules tell of its rows and heads.

use std::ops::Range;

use super::line::{Line, ONE_LINE, SAME_END, holds};
use crate::page::{Axis, Rule};
use crate::table::aligned::bands::{Band, Segment};

/// The bands between the first and the last of some rules of one width, and the rules among them.
#[derive(Debug, Clone, PartialEq, Default)]
pub(in super::super) struct Frame {
    /// Its bands.
    pub(in super::super) bands: Range<usize>,
    /// The heights of the rules over its whole width, the first and the last one included.
    pub(in super::super) full: Vec<f32>,
    /// All lines of its width or shorter, near its bands.
    pub(in super::super) lines: Vec<Line>,
    /// Whether its first rule is one under some heads.
    pub(in super::super) below_heads: bool,
    /// The left and right end of its rules, where it has some.
    pub(in super::super) sides: Option<(f32, f32)>,
}

impl Frame {
    /// The lines that do not reach over its whole width.
    pub(in super::super) fn partial(&self) -> impl Iterator<Item = &Line> {
        self.lines.iter().filter(|l| self.sides.is_some_and(|sides| !l.spans(sides)))
    }

    /// Takes in the heads above the first band, where the rules between columns begin above them. What captions the table is
    /// none.
    pub(in super::super) fn reach_up(
        &mut self,
        bands: &[Band],
        rules: &[Rule],
        ceiling: f32,
        captions: impl Fn(&Band) -> bool,
    ) {
        let own = || bands[self.bands.clone()].iter().flat_map(|b| &b.segments);
        let (left, right) =
            own().fold((f32::INFINITY, f32::NEG_INFINITY), |(l, r), s| (l.min(s.x0), r.max(s.x1)));
        let middle = |b: &Band| f32::midpoint(b.top, b.bottom);
        while let [.., above, first] = &bands[..=self.bands.start]
            && above.top > ceiling
        {
            let at = |y: f32| {
                let passes = move |r: &&Rule| r.axis == Axis::Vertical && r.from <= y && y <= r.to;
                rules.iter().filter(passes).map(|r| r.at)
            };
            // A rule can be drawn in a piece for each cell.
            let goes_on = |x: &f32| at(middle(first)).any(|other| (other - x).abs() <= ONE_LINE);
            let uprights: Vec<f32> = at(middle(above)).filter(goes_on).collect();
            let is_between = |s: &Segment| {
                let left = uprights.iter().filter(|x| **x <= s.x0).count();
                let right = uprights.iter().filter(|x| s.x1 <= **x).count();
                left > 0 && right > 0 && left + right == uprights.len()
            };
            // The sides of a box are around a title too.
            let parts = uprights.iter().any(|x| left < *x && *x < right);
            if !parts || captions(above) || !above.segments.iter().all(is_between) {
                return;
            }
            self.bands.start -= 1;
        }
    }

    /// Takes in what lies between some ends.
    pub(in super::super) fn widen_to(&mut self, ends: (f32, f32), lines: &[Line]) {
        let Some(sides) = self.sides else { return };
        if holds(sides, ends) {
            return;
        }
        let sides = (sides.0.min(ends.0), sides.1.max(ends.1));
        let spans = |y: &f32| lines.iter().any(|l| l.y == *y && l.spans(sides));
        self.below_heads |= self.full.first().is_some_and(|y| !spans(y));
        self.full.retain(spans);
        self.sides = Some(sides);
    }

    /// Where lines end that do not reach over its whole width: at the sides of cells.
    pub(in super::super) fn ends(&self) -> Vec<f32> {
        let inside = |x: &f32| self.sides.is_some_and(|(a, e)| x - a > SAME_END && e - x > SAME_END);
        self.partial().flat_map(|l| [l.x0, l.x1]).filter(inside).collect()
    }

    /// Which bands have a rule over the whole width right above them, by their place in the frame.
    pub(in super::super) fn walls(&self, bands: &[Band]) -> Vec<bool> {
        walls(&self.full, bands).iter().map(Option::is_some).collect()
    }

    /// The rule right above each band that no cell goes over, where one is drawn.
    pub(in super::super) fn closed(&self, bands: &[Band]) -> Vec<Option<f32>> {
        let drawn = |l: &&Line| l.drawn && self.sides.is_some_and(|sides| l.spans(sides));
        let mut full: Vec<f32> = self.lines.iter().filter(drawn).map(|l| l.y).collect();
        full.sort_by(f32::total_cmp);
        walls(&full, bands)
    }

    /// Whether the rules part the rows: there are few bands from one to the next.
    pub(in super::super) fn parts_rows(&self, bands: &[Band]) -> bool {
        let walls = self.walls(bands);
        let parts = 1 + walls.iter().filter(|w| **w).count();
        parts > 3 && 2 * bands.len() <= 5 * parts
    }

    /// The first band below the rule under the header, where the rules do not part rows. The side of a shading is one where
    /// the header is shaded: its other side is above.
    pub(in super::super) fn header_end(&self, bands: &[Band]) -> Option<usize> {
        let (at, wall) = walls(&self.full, bands).into_iter().enumerate().find_map(|(i, y)| Some((i, y?)))?;
        let is_drawn = self.lines.iter().any(|l| l.drawn && (l.y - wall).abs() <= ONE_LINE);
        let is_above = |b: &Band| self.full.first().is_some_and(|y| *y <= f32::midpoint(b.top, b.bottom));
        ((is_drawn || bands.first().is_some_and(is_above)) && !self.parts_rows(bands)).then_some(at)
    }
}

/// Which of some heights, ascending, lies right above each band.
fn walls(heights: &[f32], bands: &[Band]) -> Vec<Option<f32>> {
    let middle = |b: &Band| f32::midpoint(b.top, b.bottom);
    let between = |i: usize| {
        let above = middle(&bands[i.checked_sub(1)?]);
        let first = heights.get(heights.partition_point(|y| *y <= above))?;
        (*first <= middle(&bands[i])).then_some(*first)
    };
    (0..bands.len()).map(between).collect()
}
