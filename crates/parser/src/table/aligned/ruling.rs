//! Horizontal rules become frames: rules of one width, from the one above a table to the one at its bottom.

mod frame;
mod line;
pub(super) mod stripes;

use std::ops::Range;

use super::bands::{Band, Segment};
use super::region::titles::is_far;
use crate::deadline::Deadline;
use line::{ONE_LINE, SAME_END, holds};

pub(super) use frame::Frame;
pub(super) use line::{Line, lines};

/// A table whose rules are so many of one width at least, above and below its heads and below its rows, is closed.
const CLOSED: usize = 3;

/// What stands between two lines.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Between {
    /// Rows of a table, or nothing.
    Rows,
    /// A lone text: a section of a table, where the lines are of one width.
    Text,
    /// The lines of a lone text, one below the other: the head of a group, over its own rule.
    Lines,
    /// Text that is in no table.
    Other,
}

/// The frames that lines make around bands. Rules under the heads of a group and beside merged cells are shorter than
/// the table: each line reaches over the ones above it or lies within their ends. Between two tables stands text that is
/// in neither, which `between` tells of the bands above a height. When the time is up, no more lines are looked at.
pub(super) fn frames(
    lines: &[Line],
    bands: &[Band],
    deadline: Deadline,
    between: impl Fn(&[Band], f32) -> Between,
) -> Vec<Frame> {
    let mut stacks: Vec<Vec<Line>> = Vec::new();
    let lines = if is_below_head(lines, bands) { &lines[1..] } else { lines };
    // Rules side by side are those of groups.
    let is_one_of_several = |line: &Line, sides: (f32, f32)| {
        let from = lines.partition_point(|l| l.y < line.y - ONE_LINE);
        let level = lines[from..].iter().take_while(|l| l.y <= line.y + ONE_LINE);
        level.filter(|l| holds(sides, (l.x0, l.x1)) && !l.spans(sides)).count() > 1
    };
    // The rule above another table has more of its width below it.
    let is_between = |line: &Line, sides: (f32, f32)| {
        let below = lines.partition_point(|l| l.y <= line.y + ONE_LINE);
        lines.get(below).is_some_and(|next| next.spans(sides))
    };
    for line in lines.iter().take_while(|_| !deadline.passed()) {
        let goes_on = |stack: &&mut Vec<Line>| {
            if deadline.passed() {
                return false;
            }
            let (sides, own) = (ends(stack), (line.x0, line.x1));
            let last = stack.last().map_or(line.y, |l| l.y);
            let run = bands_between(bands, last, line.y);
            let above = &bands[run.clone()];
            let is_closed = || stack.iter().filter(|l| l.spans(sides)).count() >= CLOSED;
            let is_title = |b: usize| b > 0 && bands[b].segments.len() == 1 && is_far(bands, b, run.start);
            if above.iter().any(|band| band.apart)
                || !holds(sides, own) && is_closed() && run.clone().any(is_title)
            {
                return false;
            }
            // A text beside a rule, not above it, belongs to a cell that is merged downwards.
            let above = clipped(above, own);
            match between(&above, line.y) {
                Between::Rows => holds(sides, own) || holds(own, sides),
                Between::Text if holds(own, sides) => holds(sides, own),
                Between::Text => {
                    let is_head = || heads(&above, own, sides) || is_one_of_several(line, sides);
                    holds(sides, own) && (is_head() || is_over(&above, own) && is_between(line, sides))
                }
                Between::Lines => {
                    holds(sides, own)
                        && !holds(own, sides)
                        && is_over(&above, own)
                        && is_one_of_several(line, sides)
                }
                Between::Other => false,
            }
        };
        match stacks.iter_mut().rev().find(goes_on) {
            Some(stack) => stack.push(*line),
            None => stacks.push(vec![*line]),
        }
    }
    stacks.retain(|s| s.len() > 1);
    stacks.sort_by_key(|s| std::cmp::Reverse(s.len()));
    let mut frames: Vec<Frame> = Vec::new();
    for stack in stacks {
        let sides = ends(&stack);
        let own = bands_between(bands, stack[0].y, stack[stack.len() - 1].y);
        // They do not overlap, and are in order.
        let at = frames.partition_point(|f| f.bands.end <= own.start);
        if own.is_empty() || frames.get(at).is_some_and(|f| f.bands.start < own.end) {
            continue;
        }
        let full = stack.iter().filter(|l| l.spans(sides)).map(|l| l.y).collect();
        let below_heads = !stack[0].spans(sides);
        frames.insert(at, Frame { bands: own, full, lines: Vec::new(), below_heads, sides: Some(sides) });
    }
    frames
}

/// Whether the first rule of a page is that below its running head: no other one is much wider than half of it, or a title
/// stands between it and rules of another width.
fn is_below_head(lines: &[Line], bands: &[Band]) -> bool {
    /// A running head has so many lines at most.
    const LINES: usize = 2;
    /// The rules in one of two columns of text are no wider than this part of it.
    const COLUMN: f32 = 0.6;
    let [first, rest @ ..] = lines else { return false };
    let above = bands.partition_point(|b| f32::midpoint(b.top, b.bottom) <= first.y);
    let within = |l: &Line| l.x1 - l.x0 <= COLUMN * (first.x1 - first.x0);
    let (above, below) = bands.split_at(above);
    let underlines = |b: &Band| first.drawn && first.y - b.bottom <= b.size;
    (1..=LINES).contains(&above.len())
        && (rest.iter().all(within)
            || is_above_title(first, rest, below, above.last().is_some_and(underlines)))
}

/// Whether lone texts alone stand between a rule and the next one, and that has another width, as those below it have, or
/// they are set as a title is, larger than the heads below it, where the rule underlines what stands above it.
fn is_above_title(first: &Line, rest: &[Line], below: &[Band], underlines: bool) -> bool {
    /// A title has so many lines at most.
    const LINES: usize = 3;
    /// A title is larger than the heads by this factor.
    const LARGER: f32 = 1.2;
    let [next, others @ ..] = rest else { return false };
    let is_same = |a: &Line, b: &Line| a.spans((b.x0, b.x1)) && b.spans((a.x0, a.x1));
    let titles = below.partition_point(|b| f32::midpoint(b.top, b.bottom) <= next.y);
    let (titles, heads) = below.split_at(titles);
    let is_apart = !is_same(first, next) && !others.iter().any(|l| is_same(l, first));
    let is_set_larger = || heads.first().is_some_and(|head| titles[0].size >= LARGER * head.size);
    (1..=LINES).contains(&titles.len())
        && titles.iter().all(|b| b.segments.len() == 1)
        && others.iter().any(|l| is_same(l, next))
        && (is_apart || underlines && is_set_larger())
}

/// Whether some text is the head of a group: over a rule of its own, and off the middle of the table, where titles
/// stand.
fn heads(bands: &[Band], rule: (f32, f32), sides: (f32, f32)) -> bool {
    let middle = f32::midpoint(sides.0, sides.1);
    let is_off = |b: &Band| b.segments.iter().all(|s| (f32::midpoint(s.x0, s.x1) - middle).abs() > b.size);
    is_over(bands, rule) && bands.iter().all(is_off)
}

/// Whether texts lie over a rule, and not beyond it.
fn is_over(bands: &[Band], rule: (f32, f32)) -> bool {
    bands.iter().flat_map(|b| &b.segments).all(|s| holds(rule, (s.x0, s.x1)))
}

/// Bands with the texts alone whose middles lie between two ends.
fn clipped(bands: &[Band], ends: (f32, f32)) -> Vec<Band> {
    let inside = |s: &&Segment| (ends.0..=ends.1).contains(&f32::midpoint(s.x0, s.x1));
    bands
        .iter()
        .map(|b| Band { segments: b.segments.iter().filter(inside).cloned().collect(), ..*b })
        .filter(|b| !b.segments.is_empty())
        .collect()
}

/// The left end of the lines that begins first, and the right end of the one that ends last.
fn ends(lines: &[Line]) -> (f32, f32) {
    lines.iter().fold((f32::INFINITY, f32::NEG_INFINITY), |(l, r), line| (l.min(line.x0), r.max(line.x1)))
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::page::{Axis, Rule, RuleKind};

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
        let segments = vec![Segment { x0: 50.0, x1: 90.0, words: Vec::new() }];
        Band { top: y, bottom: y + 10.0, size: 10.0, segments, apart: false }
    }

    #[test]
    fn the_rule_below_a_running_head_frames_nothing() {
        let head = rule(30.0, 50.0, 550.0);
        let count = |rules: &[Rule]| {
            let bands = [10.0, 40.0, 60.0, 80.0, 100.0].map(band);
            let found = frames(&lines(rules), &bands, Deadline::never(), |_, _| Between::Rows);
            found.iter().map(|f| f.bands.len()).sum::<usize>()
        };
        assert_eq!(count(&[head, rule(75.0, 50.0, 250.0), rule(95.0, 50.0, 250.0)]), 1);
        assert_eq!(count(&[head, rule(75.0, 50.0, 250.0), rule(95.0, 50.0, 550.0)]), 3);
        // Above a title and rules of another width.
        assert_eq!(count(&[head, rule(55.0, 50.0, 540.0), rule(95.0, 50.0, 540.0)]), 2);
        assert_eq!(count(&[head, rule(55.0, 50.0, 550.0), rule(95.0, 50.0, 550.0)]), 3);
    }

    #[test]
    fn a_title_below_the_rule_of_a_running_head_is_set_larger_than_the_heads_of_its_table() {
        let count = |head: f32, size: f32| {
            let mut bands = [head, 40.0, 60.0, 80.0, 100.0].map(band);
            bands[1].size = size;
            let rules = [30.0, 55.0, 75.0, 115.0].map(|y| rule(y, 50.0, 550.0));
            let found = frames(&lines(&rules), &bands, Deadline::never(), |_, _| Between::Rows);
            found.iter().map(|f| f.bands.len()).sum::<usize>()
        };
        assert_eq!(count(14.0, 10.0), 4);
        assert_eq!(count(14.0, 13.0), 3);
        // The first row of a table far below the head.
        assert_eq!(count(4.0, 13.0), 4);
    }

    #[test]
    fn pieces_of_a_rule_are_one() {
        let found = lines(&[rule(10.0, 50.0, 100.0), rule(10.4, 100.0, 200.0), rule(10.0, 300.0, 400.0)]);
        assert_eq!(found.iter().map(|l| (l.x0, l.x1)).collect::<Vec<_>>(), [(50.0, 200.0), (300.0, 400.0)]);
    }

    #[test]
    fn rules_over_sums_end_no_shading() {
        let shade = Rule { kind: RuleKind::Shade, colour: [200; 3], ..rule(10.0, 50.0, 300.0) };
        let found = |pieces: &[(f32, f32)]| {
            let drawn = pieces.iter().map(|(from, to)| rule(10.0, *from, *to));
            let rules: Vec<Rule> = [shade].into_iter().chain(drawn).collect();
            lines(&rules).iter().map(|l| (l.x0, l.x1)).collect::<Vec<_>>()
        };
        assert_eq!(found(&[(150.0, 190.0), (200.0, 240.0), (250.0, 300.0)]), [(50.0, 300.0)]);
        // Those of cells with a merged one between them, and of cells over the whole width.
        let merged = [(50.0, 100.0), (160.0, 200.0), (210.0, 300.0)];
        assert_eq!(found(&merged), merged);
        let cells = [(50.0, 140.0), (150.0, 220.0), (230.0, 300.0)];
        assert_eq!(found(&cells), cells);
    }

    #[test]
    fn rules_between_columns_begin_above_the_heads() {
        let upright = |at: f32, from: f32| Rule { axis: Axis::Vertical, ..rule(at, from, 100.0) };
        let beside = Segment { x0: 110.0, x1: 140.0, words: Vec::new() };
        let mut bands = [0.0, 20.0, 40.0, 60.0].map(band);
        bands[2..].iter_mut().for_each(|band| band.segments.push(beside.clone()));
        let first = |rules: &[Rule]| {
            let mut frame = Frame { bands: 2..4, ..Frame::default() };
            frame.reach_up(&bands, rules, 0.0, |_| false);
            frame.bands.start
        };
        let [left, right] = [40.0, 150.0].map(|at| upright(at, 18.0));
        assert_eq!(first(&[left, upright(100.0, 18.0), right]), 1);
        // A box, a rule that begins below the text, and one that it crosses.
        assert_eq!(first(&[left, right]), 2);
        assert_eq!(first(&[left, upright(100.0, 38.0), right]), 2);
        assert_eq!(first(&[left, upright(60.0, 18.0), right]), 2);
    }

    #[test]
    fn a_shading_reaches_over_the_gap_of_its_rules() {
        let shade = Rule { kind: RuleKind::Shade, colour: [200; 3], ..rule(10.0, 50.0, 400.0) };
        let found = |rules: &[Rule]| -> Vec<(f32, f32, bool)> {
            lines(rules).iter().map(|l| (l.x0, l.x1, l.drawn)).collect()
        };
        assert_eq!(found(&[shade]), [(50.0, 400.0, false)]);
        let [left, right] = [rule(10.0, 50.0, 120.0), rule(10.0, 200.0, 400.0)];
        assert_eq!(found(&[shade, left, right]), [(50.0, 120.0, true), (200.0, 400.0, true)]);
        assert_eq!(found(&[shade, left]), [(50.0, 400.0, false)]);
    }

    #[test]
    fn a_shading_below_heads_that_are_not_shaded_is_of_a_row() {
        let shade = |y: f32| Rule { kind: RuleKind::Shade, colour: [200; 3], ..rule(y, 0.0, 300.0) };
        let bands = [20.0, 40.0, 60.0, 80.0, 100.0, 120.0].map(band);
        let end = |ys: &[f32]| {
            let rules: Vec<Rule> = ys.iter().map(|y| shade(*y)).collect();
            let frame = Frame {
                full: ys.to_vec(),
                lines: lines(&rules),
                sides: Some((0.0, 300.0)),
                ..Frame::default()
            };
            frame.header_end(&bands)
        };
        assert_eq!(end(&[15.0, 35.0]), Some(1));
        assert_eq!(end(&[55.0, 75.0]), None);
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
        let found = frames(&lines(&all), &bands, Deadline::never(), |_, _| Between::Rows);
        assert_eq!(found.len(), 1);
        assert_eq!(found[0].bands, 1..4);
        assert_eq!(found[0].full, [15.0, 35.0, 75.0]);
        assert_eq!(found[0].header_end(&bands[1..4]), Some(1));
    }

    #[test]
    fn a_rule_under_a_head_in_the_middle_is_of_a_group() {
        // The text of the bands is in the middle of rules from 0 to 140.
        let bands = [band(20.0), band(40.0), band(60.0), band(80.0)];
        let top = rule(15.0, 0.0, 140.0);
        let count = |below: &[Rule]| {
            let rules: Vec<Rule> = [&[top, rule(35.0, 40.0, 100.0)], below].concat();
            let text = |own: &[Band], _| match own {
                [one] if one.top == 20.0 => Between::Text,
                _ => Between::Rows,
            };
            let found = frames(&lines(&rules), &bands, Deadline::never(), text);
            found.iter().map(|f| f.bands.len()).collect::<Vec<_>>()
        };
        assert_eq!(count(&[rule(55.0, 0.0, 140.0), rule(95.0, 0.0, 140.0)]), [4]);
        // The text is the title of a narrower table.
        assert_eq!(count(&[rule(55.0, 40.0, 100.0), rule(95.0, 40.0, 100.0)]), [3]);
    }

    #[test]
    fn the_lines_of_heads_stand_over_rules_side_by_side() {
        let beside = Segment { x0: 150.0, x1: 190.0, words: Vec::new() };
        let mut bands = [20.0, 40.0, 60.0, 80.0].map(band);
        bands.iter_mut().for_each(|band| band.segments.push(beside.clone()));
        let groups = [rule(55.0, 40.0, 100.0), rule(55.0, 140.0, 200.0)];
        let full = [15.0, 75.0, 95.0].map(|y| rule(y, 0.0, 240.0));
        let found = |kind: Between| {
            let text = |own: &[Band], _| match own {
                [upper, lower] if upper.segments.len() + lower.segments.len() == 2 => kind,
                _ => Between::Rows,
            };
            let rules = [&full[..1], &groups, &full[1..]].concat();
            let found = frames(&lines(&rules), &bands, Deadline::never(), text);
            found.iter().map(|f| f.bands.len()).collect::<Vec<_>>()
        };
        assert_eq!(found(Between::Lines), [4]);
        assert_ne!(found(Between::Other), [4]);
    }

    #[test]
    fn text_between_parts_tables() {
        let bands = [band(20.0), band(40.0), band(60.0)];
        let all: Vec<Rule> = [15.0, 35.0, 55.0, 75.0].iter().map(|&y| rule(y, 0.0, 300.0)).collect();
        let found = frames(&lines(&all), &bands, Deadline::never(), |b, _| {
            if b.iter().any(|b| b.top == 40.0) { Between::Other } else { Between::Rows }
        });
        assert_eq!(found.iter().map(|f| (f.bands.start, f.bands.end)).collect::<Vec<_>>(), [(0, 1), (2, 3)]);
    }

    #[test]
    fn a_rule_is_drawn_from_end_to_end() {
        let shade =
            |y: f32, x0: f32, x1: f32| Rule { kind: RuleKind::Shade, colour: [200; 3], ..rule(y, x0, x1) };
        let all = [
            rule(15.0, 0.0, 300.0),
            shade(15.2, 0.0, 300.0),
            shade(35.0, 0.0, 300.0),
            rule(55.0, 0.0, 100.0),
            shade(55.0, 100.0, 300.0),
        ];
        assert_eq!(lines(&all).iter().map(|l| l.drawn).collect::<Vec<_>>(), [true, false, false]);
    }
}
