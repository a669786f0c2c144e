//! Tables side by side, each between rules of its own: these end at a gutter, and not all stand level with those beyond it.
//!
//! The rules of one table that part its groups, and those above its totals, have values on both sides.

use super::Gutter;
use super::sides::{holds_rows, side};
use crate::table::aligned::Word;
use crate::table::aligned::bands::{Band, Segment};
use crate::table::aligned::ruling::Line;

/// The rules of a table have one width within this many points.
const SAME: f32 = 2.0;
/// Tables side by side stand apart by this many points.
const APART: f32 = 6.0;
/// Rules are level within this many points.
const LEVEL: f32 = 2.0;
/// Heads above the first rule have so many lines at most, each no farther from what is below it than this, in ems.
const HEADS: (usize, f32) = (3, 0.6);
/// No more rules than this are looked at.
const MOST_RULES: usize = 200;

/// Rules of one width.
struct Stack {
    x0: f32,
    x1: f32,
    /// Their heights, ascending.
    ys: Vec<f32>,
}

/// The gutter between the first two such tables.
pub(super) fn gutter(bands: &[Band], words: &[Word], rules: &[Line]) -> Option<Gutter> {
    let rules = &rules[..rules.len().min(MOST_RULES)];
    let stacks = stacks(rules);
    let pairs = stacks.iter().flat_map(|left| stacks.iter().map(move |right| (left, right)));
    pairs.into_iter().find_map(|(left, right)| between(left, right, bands, words, rules))
}

/// The rules that have their width with others in common.
fn stacks(rules: &[Line]) -> Vec<Stack> {
    let mut found: Vec<Stack> = Vec::new();
    for rule in rules {
        let same = |s: &&mut Stack| (s.x0 - rule.x0).abs() <= SAME && (s.x1 - rule.x1).abs() <= SAME;
        match found.iter_mut().find(same) {
            Some(stack) => stack.ys.push(rule.y),
            None => found.push(Stack { x0: rule.x0, x1: rule.x1, ys: vec![rule.y] }),
        }
    }
    found.retain(|stack| stack.ys.len() > 1);
    found
}

/// The gutter between two stacks, if tables stand between the rules of each.
fn between(left: &Stack, right: &Stack, bands: &[Band], words: &[Word], rules: &[Line]) -> Option<Gutter> {
    let ends = |s: &Stack| Some((*s.ys.first()?, *s.ys.last()?));
    let ((a, b), (c, d)) = (ends(left)?, ends(right)?);
    let (top, bottom) = (a.min(c), b.max(d));
    let is_level = (a - c).abs() <= LEVEL && (b - d).abs() <= LEVEL;
    if right.x0 - left.x1 < APART || a.max(c) >= b.min(d) || is_level {
        return None;
    }
    let x = f32::midpoint(left.x1, right.x0);
    if rules.iter().any(|l| top <= l.y && l.y <= bottom && l.x0 < x && x < l.x1) {
        return None;
    }
    let middle = |b: &Band| f32::midpoint(b.top, b.bottom);
    let within = |(top, bottom): (f32, f32)| {
        &bands[bands.partition_point(|b| middle(b) < top)..bands.partition_point(|b| middle(b) <= bottom)]
    };
    let is_free = |s: &Segment| s.x1 <= x || s.x0 >= x;
    let own = within((top, bottom));
    let em = own.first()?.size;
    let is_table = |ends: (f32, f32), is_left: bool| holds_rows(&side(within(ends), x, is_left), words, em);
    let are_two = own.iter().flat_map(|b| &b.segments).all(is_free)
        && is_table((a, b), true)
        && is_table((c, d), false);
    // Heads can stand above the first rule.
    let above = &bands[..bands.partition_point(|b| middle(b) < top)];
    let follows =
        |above: &Band, y: f32| y - above.bottom <= HEADS.1 * em && above.segments.iter().all(is_free);
    let heads = above
        .iter()
        .rev()
        .take(HEADS.0)
        .scan(top, |y, b| follows(b, *y).then(|| std::mem::replace(y, b.top.min(*y))).map(|_| b.top));
    are_two.then(|| Gutter { x, top: heads.fold(top, f32::min), bottom })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::table::aligned::Settings;
    use crate::table::aligned::bands::{bands, tests::drawn};

    /// The gutter of a text with rules from 0 to 9 and from 13 to 21 at some heights.
    #[track_caller]
    fn check(text: &str, heights: [&[f32]; 2], expected: Option<usize>) {
        let mut words = drawn(text);
        for word in &mut words {
            let b = word.bbox;
            word.bbox = fenjie_model::Rect::new(10.0 * b.x0, 10.0 * b.top, 10.0 * b.x1, 10.0 * b.bottom);
            word.size = 10.0;
        }
        // The first line of a text is at the height of 1.
        let side = |ys: &[f32], x0: f32, x1: f32| -> Vec<Line> {
            ys.iter().map(|y| Line { y: 10.0 * (y + 1.0), x0, x1, drawn: true }).collect()
        };
        let mut rules = [side(heights[0], 0.0, 85.0), side(heights[1], 110.0, 210.0)].concat();
        rules.sort_by(|a, b| a.y.total_cmp(&b.y));
        let found = gutter(&bands(&words, &Settings::page()), &words, &rules);
        assert_eq!(found.map(|gutter| gutter.x as usize), expected, "{text}");
    }

    #[test]
    fn rules_that_end_at_different_heights() {
        let text = "Crop    2008 2009     Mine         Tons\nWheat     12   13     North          43\n\
                    Maize      5    8     South           7\nRye        7    9";
        check(text, [&[0.0, 1.0, 4.0], &[0.0, 1.0, 3.0]], Some(97));
        check(text, [&[0.0, 1.0, 4.0], &[0.0, 1.0, 4.0]], None);
        // Below the heads alone.
        check(text, [&[1.0, 4.0], &[1.0, 3.0]], Some(97));
    }

    #[test]
    fn rules_above_the_totals_of_one_table() {
        let text = "Crop    2008 2009            1998  1999\nWheat     12   13              43     5\n\
                    Maize      5    8               7     8\nRye        7    9               6     7";
        check(text, [&[0.0, 1.0, 4.0], &[0.0, 1.0, 3.0]], None);
    }
}
