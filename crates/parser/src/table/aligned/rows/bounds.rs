//! Rows of bands become heights: where each begins and ends.

use std::ops::Range;

use super::pitch::PIXEL;
use super::stand::Stand;
use crate::table::aligned::piece::typical;
use crate::table::aligned::rows::{Body, values};
use crate::table::aligned::settings::Lines;

/// The height at which each row begins, and where the last one ends.
///
/// On a page a row reaches to the rule between it and its neighbour, or halfway to that one's texts, as those in the middle
/// of the rows show them.
pub(crate) fn bounds(rows: &[Range<usize>], body: &Body<'_>) -> Vec<f32> {
    let whole = |row: &Range<usize>| (body.heights[row.start].0, body.heights[row.end - 1].1);
    let extents: Vec<(f32, f32)> = match (body.settings.lines, body.stand) {
        (Lines::Grid, _) | (_, Stand::Top | Stand::Bottom) => rows.iter().map(whole).collect(),
        (Lines::Measured, Stand::Middle) => {
            let near: Vec<Vec<(f32, f32)>> = rows.iter().map(|row| in_the_middle(row, body)).collect();
            own_extents(&near)
                .into_iter()
                .zip(rows)
                .map(|(own, row)| own.unwrap_or_else(|| whole(row)))
                .collect()
        }
    };
    let mut bounds = Vec::with_capacity(rows.len() + 1);
    let padding = body.row_gap() / 2.0;
    bounds.extend(extents.first().map(|e| e.0 - padding));
    let between = |(pair, row): (&[(f32, f32)], &Range<usize>)| {
        body.closed[row.start].unwrap_or_else(|| f32::midpoint(pair[0].1, pair[1].0))
    };
    bounds.extend(extents.windows(2).zip(rows.iter().skip(1)).map(between));
    bounds.extend(extents.last().map(|e| e.1 + padding));
    ascend(&mut bounds);
    bounds
}

/// Makes no row end above its top: where its texts and those of both neighbours lie over each other, the halfway points
/// cross.
fn ascend(bounds: &mut [f32]) {
    for at in 1..bounds.len() {
        bounds[at] = bounds[at].max(bounds[at - 1]);
    }
}

/// The texts of a row's columns that stand in its middle, from where to where.
fn in_the_middle(row: &Range<usize>, body: &Body<'_>) -> Vec<(f32, f32)> {
    let pieces = &body.pieces[body.bands[row.start].start..body.bands[row.end - 1].end];
    let stack = |c: usize| {
        let own = pieces.iter().filter(|p| p.covers(c)).map(|p| (p.top, p.bottom));
        own.reduce(|a, b| (a.0.min(b.0), a.1.max(b.1)))
    };
    let mut stacks: Vec<(f32, f32)> = (0..body.columns.len()).filter_map(stack).collect();
    let middle = |(top, bottom): &(f32, f32)| f32::midpoint(*top, *bottom);
    let Some(of_row) = values(pieces).or_else(|| typical(stacks.iter().map(middle))) else {
        return Vec::new();
    };
    stacks.retain(|stack| (middle(stack) - of_row).abs() <= body.settings.above * body.em);
    stacks
}

/// How far the texts of each row reach that are its own: one that reaches into shorter ones of a neighbour is merged with
/// that row.
fn own_extents(near: &[Vec<(f32, f32)>]) -> Vec<Option<(f32, f32)>> {
    let lower: Vec<Reach> =
        near.iter().map(|stacks| Reach::of(stacks.iter().map(|s| (s.1 - s.0, s.1)))).collect();
    let upper: Vec<Reach> =
        near.iter().map(|stacks| Reach::of(stacks.iter().map(|s| (s.1 - s.0, -s.0)))).collect();
    let own = |(k, stacks): (usize, &Vec<(f32, f32)>)| {
        let is_own = |stack: &&(f32, f32)| {
            let height = stack.1 - stack.0;
            let above = k.checked_sub(1).map_or(f32::NEG_INFINITY, |k| lower[k].within(height));
            let below = upper.get(k + 1).map_or(f32::INFINITY, |next| -next.within(height));
            stack.0 >= above && stack.1 <= below
        };
        stacks.iter().filter(is_own).copied().reduce(|a, b| (a.0.min(b.0), a.1.max(b.1)))
    };
    near.iter().enumerate().map(own).collect()
}

/// How far the texts of a row reach that are shorter than another.
struct Reach(Vec<(f32, f32)>);

impl Reach {
    /// Out of the height of each and where it ends.
    fn of(texts: impl Iterator<Item = (f32, f32)>) -> Self {
        let mut all: Vec<(f32, f32)> = texts.collect();
        all.sort_by(|a, b| a.0.total_cmp(&b.0));
        for i in 1..all.len() {
            all[i].1 = all[i].1.max(all[i - 1].1);
        }
        Self(all)
    }

    /// Where the farthest one ends that is shorter than this.
    fn within(&self, height: f32) -> f32 {
        let shorter = self.0.partition_point(|text| text.0 < height - PIXEL);
        shorter.checked_sub(1).map_or(f32::NEG_INFINITY, |i| self.0[i].1)
    }
}

#[cfg(test)]
mod tests {
    use super::{Reach, ascend, own_extents};

    #[test]
    fn no_row_ends_above_its_top() {
        let mut bounds = [402.8, 424.9, 424.5, 435.0];
        ascend(&mut bounds);
        assert_eq!(bounds, [402.8, 424.9, 424.9, 435.0]);
    }

    #[test]
    fn shorter_texts_alone_reach() {
        let reach = Reach::of([(10.0, 50.0), (24.0, 57.0), (52.0, 70.0)].into_iter());
        assert_eq!(reach.within(52.0), 57.0);
        assert_eq!(reach.within(24.5), 50.0);
        assert_eq!(reach.within(10.0), f32::NEG_INFINITY);
    }

    #[test]
    fn a_text_merged_with_a_neighbour_bounds_no_row() {
        let rows = [vec![(0.0, 10.0), (0.0, 24.0)], vec![(20.0, 72.0), (34.0, 58.0)]];
        assert_eq!(own_extents(&rows), [Some((0.0, 24.0)), Some((34.0, 58.0))]);
    }
}
