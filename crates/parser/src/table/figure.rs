//! Where on a page charts are drawn: their axes, gridlines and legends stand in rows and columns too, and are no tables.
//!
//! What tells a chart: lines that lean or curve (its data, pies), axes, whose labels grow by equal steps and stand level
//! *with* rules, where a table's texts stand between them, bars in pieces, and lines that branch to boxes. A frame around
//! any of these is all of the figure.

mod axes;
mod cells;
mod rows;
mod stacks;
mod trees;

use fenjie_model::Rect;

use self::axes::axes;
use self::cells::are_cells;
use self::rows::holds_rows;
use self::stacks::stacks;
use self::trees::trees;
use super::edges::Edges;
use super::lattice::frames;
use super::runs::Run;
use crate::Tolerances;
use crate::page::{Axis, Drawing, Page, Rule, RuleKind, is_paper};

/// A drawing smaller than this, in points, is an ornament, a mark or an arrow head.
const LEAST_DRAWING: f32 = 20.0;
/// A piece of a drawing smaller than this, in points, is a character.
const LEAST_PIECE: f32 = 12.0;
/// The least and greatest sides of an arrow head, in points.
const ARROW_HEAD: (f32, f32) = (2.0, 15.0);
/// Rules touch what is no farther off, in points.
const TOUCHING: f32 = 2.0;
/// A drawing of fewer pieces is the slanted line of a corner cell.
const FEWEST_SEGMENTS: u32 = 3;
/// More drawings than this are a picture, and the largest alone are looked at.
const MOST_DRAWINGS: usize = 1_000;
/// A page with more rules than this is a drawing, where axes, arrows and shaded frames are not looked for.
const MOST_RULES: usize = 20_000;
/// The labels of a chart stand around what is drawn of it by this many points.
const MARGIN: f32 = 20.0;
/// A frame of more than this part of the page is the page's.
const MOST_OF_PAGE: f32 = 0.6;

/// What is drawn on a page.
#[derive(Debug, Clone, PartialEq, Default)]
pub(super) struct Figures {
    /// The boxes of the charts.
    pub(super) charts: Vec<Rect>,
    /// The frames with drawings that hold the rows of a table: what they hold is read by itself.
    pub(super) panels: Vec<Rect>,
}

/// The charts of a page, and what looks like one.
pub(super) fn figures(page: &Page, runs: &[Run], edges: &Edges, tolerances: &Tolerances) -> Figures {
    let mut seeds = drawings(page);
    let are_few = page.rules.len() <= MOST_RULES;
    if are_few {
        seeds.extend(axes(page, runs, &boxes(&page.rules.iter().collect::<Vec<_>>())));
        let boxes = boxes(&page.rules.iter().filter(|rule| is_seen(rule)).collect::<Vec<_>>());
        seeds.extend([Axis::Horizontal, Axis::Vertical].into_iter().filter_map(|axis| {
            if stacks(&boxes, axis).is_empty() {
                return None;
            }
            let pieces: Vec<Rect> =
                boxes.iter().copied().filter(|piece| !holds_lines(*piece, runs)).collect();
            let bars = stacks(&pieces, axis);
            if are_cells(&bars, axis, runs) { None } else { bars.into_iter().reduce(Rect::union) }
        }));
        seeds.extend(trees(edges));
        seeds.extend(arrows(page));
    }
    if seeds.is_empty() {
        return Figures::default();
    }
    let frames = framed(page, edges, tolerances);
    let mut found = Figures::default();
    for seed in clusters(seeds) {
        let around = frames.iter().filter(|f| share(seed, **f) > 0.9);
        let smallest = around.min_by(|a, b| area(**a).total_cmp(&area(**b)));
        let figure = smallest.map_or(grown(seed, MARGIN), |frame| frame.union(seed));
        match (holds_rows(figure, runs, &page.glyphs), smallest) {
            (false, _) => found.charts.push(figure),
            (true, Some(_)) => found.panels.push(figure),
            // Where no frame tells how far it goes the table can go on beyond it.
            (true, None) => {}
        }
    }
    found
}

/// Whether a rule has another colour than the paper: writers shade cells white too.
fn is_seen(rule: &Rule) -> bool {
    rule.kind != RuleKind::Shade || !is_paper(rule.colour)
}

/// The frames and shadings on a page that are not those of all of it.
pub(super) fn framed(page: &Page, edges: &Edges, tolerances: &Tolerances) -> Vec<Rect> {
    let most = MOST_OF_PAGE * page.width * page.height;
    let mut found = frames(edges, tolerances);
    if page.rules.len() <= MOST_RULES {
        found.extend(shadings(&page.rules));
    }
    found.retain(|f| area(*f) < most);
    found
}

/// Whether several lines of text stand in a box: it shades cells, for a piece of a bar has no more than its label.
fn holds_lines(piece: Rect, runs: &[Run]) -> bool {
    /// A label has so many lines at most.
    const LABEL: usize = 3;
    let within = |run: &&Run| piece.contains(run.bbox.centre_x(), run.bbox.centre_y());
    let mut heights: Vec<f32> = Vec::new();
    for run in runs.iter().filter(within) {
        if heights.iter().all(|at| (at - run.bbox.centre_y()).abs() > 0.5 * run.size) {
            heights.push(run.bbox.centre_y());
        }
        if heights.len() > LABEL {
            return true;
        }
    }
    false
}

fn area(r: Rect) -> f32 {
    r.width() * r.height()
}

fn grown(r: Rect, by: f32) -> Rect {
    Rect::new(r.x0 - by, r.top - by, r.x1 + by, r.bottom + by)
}

/// Boxes near each other are one.
fn clusters(mut boxes: Vec<Rect>) -> Vec<Rect> {
    boxes.sort_by(|a, b| a.top.total_cmp(&b.top));
    let mut found: Vec<Rect> = Vec::new();
    for mut next in boxes {
        // What the last one was united with can reach others.
        while let Some(i) =
            found.iter().position(|f| grown(*f, MARGIN / 2.0).overlaps(grown(next, MARGIN / 2.0)))
        {
            next = next.union(found.swap_remove(i));
        }
        found.push(next);
    }
    found
}

/// How much of a box lies within another.
pub(super) fn share(of: Rect, within: Rect) -> f32 {
    let width = of.x1.min(within.x1) - of.x0.max(within.x0);
    let height = of.bottom.min(within.bottom) - of.top.max(within.top);
    // A level line has no area.
    width.max(0.0) * height.max(0.1) / (of.width() * of.height().max(0.1)).max(0.1)
}

/// The drawings that are large and not mere strokes.
fn drawings(page: &Page) -> Vec<Rect> {
    let side = |r: Rect| r.width().max(r.height());
    let mut pieces: Vec<Drawing> =
        page.drawings.iter().filter(|d| side(d.bbox) >= LEAST_PIECE).copied().collect();
    pieces.sort_by(|a, b| side(b.bbox).total_cmp(&side(a.bbox)));
    pieces.truncate(MOST_DRAWINGS);
    let seeds = clusters(pieces.iter().map(|d| d.bbox).collect());
    let segments =
        |seed: Rect| -> u32 { pieces.iter().filter(|d| share(d.bbox, seed) > 0.9).map(|d| d.segments).sum() };
    seeds.into_iter().filter(|s| side(*s) >= LEAST_DRAWING && segments(*s) >= FEWEST_SEGMENTS).collect()
}

/// The boxes of arrows from one box of a flow chart to another: a stem, and a head that touches a rule across it.
fn arrows(page: &Page) -> Vec<Rect> {
    let heads = page.drawings.iter().map(|d| d.bbox).filter(|r| {
        let (short, long) = (r.width().min(r.height()), r.width().max(r.height()));
        (ARROW_HEAD.0..=ARROW_HEAD.1).contains(&short) && long <= ARROW_HEAD.1
    });
    let heads: Vec<Rect> = heads.take(MOST_DRAWINGS).collect();
    if heads.len() < 2 {
        return Vec::new();
    }
    let of = |axis: Axis| {
        let mut rules: Vec<&Rule> = page.rules.iter().filter(|r| r.axis == axis).collect();
        rules.sort_by(|a, b| a.at.total_cmp(&b.at));
        rules
    };
    let (horizontal, vertical) = (of(Axis::Horizontal), of(Axis::Vertical));
    let arrow = |head: Rect| {
        let ends_at = |axis: Axis| {
            let is_level = axis == Axis::Horizontal;
            let middle = if is_level { head.centre_y() } else { head.centre_x() };
            let ends = if is_level { [head.x0, head.x1] } else { [head.top, head.bottom] };
            let (along, across) = if is_level { (&horizontal, &vertical) } else { (&vertical, &horizontal) };
            let meets = |tip: f32| touching(across, tip).iter().any(|r| r.from < middle && middle < r.to);
            touching(along, middle).iter().find(|r| {
                (ends[0] - TOUCHING..=ends[1]).contains(&r.to) && meets(ends[1])
                    || (ends[0]..=ends[1] + TOUCHING).contains(&r.from) && meets(ends[0])
            })
        };
        let level = ends_at(Axis::Horizontal).map(|r| Rect::new(r.from, r.at, r.to, r.at));
        level
            .or_else(|| ends_at(Axis::Vertical).map(|r| Rect::new(r.at, r.from, r.at, r.to)))
            .map(|r| r.union(head))
    };
    let found: Vec<Rect> = heads.into_iter().filter_map(arrow).collect();
    if found.len() < 2 { Vec::new() } else { found.into_iter().reduce(Rect::union).into_iter().collect() }
}

/// Of rules that are sorted by place, those that touch one.
fn touching<'a, 'b>(rules: &'a [&'b Rule], at: f32) -> &'a [&'b Rule] {
    let from = rules.partition_point(|r| r.at < at - TOUCHING);
    let to = rules.partition_point(|r| r.at <= at + TOUCHING);
    &rules[from..to.max(from)]
}

/// The boxes of the shadings.
fn shadings(rules: &[Rule]) -> Vec<Rect> {
    boxes(&rules.iter().filter(|r| r.kind == RuleKind::Shade).collect::<Vec<_>>())
}

/// The boxes that are drawn: the sides of each come one after the other.
pub(super) fn boxes(sides: &[&Rule]) -> Vec<Rect> {
    let corner = |h: &Rule, v: &Rule| {
        (v.from - h.at).abs().min((v.to - h.at).abs()) < 0.1
            && (h.from - v.at).abs().min((h.to - v.at).abs()) < 0.1
    };
    sides
        .windows(4)
        .filter(|w| w.iter().map(|r| r.axis == Axis::Horizontal).eq([true, false, true, false]))
        .filter(|w| corner(w[0], w[1]) && corner(w[2], w[3]) && corner(w[2], w[1]) && corner(w[0], w[3]))
        .map(|w| Rect::new(w[0].from, w[0].at.min(w[2].at), w[0].to, w[0].at.max(w[2].at)))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::super::edges::edges;
    use super::super::runs::{runs, tests::line};
    use super::*;

    fn rule(axis: Axis, at: f32, from: f32, to: f32) -> Rule {
        Rule { axis, at, from, to, thickness: 0.5, kind: RuleKind::Stroke, colour: [0; 3] }
    }

    fn level(at: f32, from: f32, to: f32) -> Rule {
        rule(Axis::Horizontal, at, from, to)
    }

    fn frame(r: Rect) -> [Rule; 4] {
        [
            level(r.top, r.x0, r.x1),
            level(r.bottom, r.x0, r.x1),
            rule(Axis::Vertical, r.x0, r.top, r.bottom),
            rule(Axis::Vertical, r.x1, r.top, r.bottom),
        ]
    }

    /// A page with numbers one below the other, 20 points apart.
    fn column(texts: &[&str]) -> Page {
        let lines = (0u8..).zip(texts).map(|(i, t)| line(t, 40.0, 100.0 + 20.0 * f32::from(i), 10.0));
        Page { width: 600.0, height: 800.0, glyphs: lines.flatten().collect(), ..Page::default() }
    }

    #[track_caller]
    fn check(page: &Page, expected: &[Rect]) {
        let tolerances = Tolerances::default();
        let found = figures(page, &runs(&page.glyphs), &edges(&page.rules, &tolerances), &tolerances);
        assert_eq!((found.charts.as_slice(), found.panels.as_slice()), (expected, &[][..]));
    }

    #[test]
    fn labels_level_with_gridlines_are_an_axis() {
        let mut page = column(&["30", "20", "10", "0"]);
        // The middle of the digits is 3.5 points above the baseline.
        page.rules = (0u8..4).map(|i| level(96.5 + 20.0 * f32::from(i), 55.0, 300.0)).collect();
        check(&page, &[Rect::new(20.0, 71.2, 320.0, 181.2)]);
    }

    #[test]
    fn labels_of_an_axis_can_be_rounded() {
        let is_axis = |texts: &[&str]| {
            let mut page = column(texts);
            page.rules = (0u8..4).map(|i| level(96.5 + 20.0 * f32::from(i), 55.0, 300.0)).collect();
            let tolerances = Tolerances::default();
            !figures(&page, &runs(&page.glyphs), &edges(&page.rules, &tolerances), &tolerances)
                .charts
                .is_empty()
        };
        assert!(is_axis(&["67", "45", "22", "0"]));
        assert!(!is_axis(&["67", "47", "22", "0"]));
        assert!(!is_axis(&["7", "5", "2", "0"]));
    }

    #[test]
    fn bars_on_the_level_of_zero_are_a_chart() {
        let bars = |heights: [f32; 2]| {
            let mut page = column(&["30", "20", "10", "0"]);
            for (x, height) in [80.0, 120.0].into_iter().zip(heights) {
                let sides = frame(Rect::new(x, 156.5 - height, x + 20.0, 156.5));
                // A shading has its sides one after the other.
                let sides = [sides[0], sides[2], sides[1], sides[3]];
                page.rules.extend(sides.map(|side| Rule { kind: RuleKind::Shade, ..side }));
            }
            page
        };
        check(&bars([30.0, 45.0]), &[Rect::new(20.0, 71.2, 160.0, 181.2)]);
        check(&bars([30.0, 30.0]), &[]);
    }

    #[test]
    fn a_frame_around_the_rows_of_a_table_is_none() {
        let around = Rect::new(50.0, 100.0, 350.0, 250.0);
        let read = |values: usize, rules: &[Rule]| {
            let mut page = column(&[]);
            page.rules.extend(rules);
            page.drawings.push(Drawing { bbox: Rect::new(55.0, 102.0, 345.0, 245.0), segments: 12 });
            for row in 0..6 {
                let y = 120.0 + 14.0 * row as f32;
                page.glyphs.extend(line("Ada", 60.0, y, 10.0));
                let values = (0..values).flat_map(|c| line("12", 130.0 + 40.0 * c as f32, y, 10.0));
                page.glyphs.extend(values);
            }
            let tolerances = Tolerances::default();
            let found = figures(&page, &runs(&page.glyphs), &edges(&page.rules, &tolerances), &tolerances);
            (found.charts.len(), found.panels)
        };
        assert_eq!(read(4, &frame(around)), (0, vec![around]));
        assert_eq!(read(1, &frame(around)), (1, vec![]));
        assert_eq!(read(4, &[]), (0, vec![]));
    }

    #[test]
    fn shaded_columns_with_lines_of_text_are_no_bars() {
        let shaded = |r: Rect| {
            let sides = frame(r);
            [sides[0], sides[2], sides[1], sides[3]].map(|side| Rule { kind: RuleKind::Shade, ..side })
        };
        let page = |lines: usize| {
            let mut page = column(&[]);
            for (top, end) in [(100.0, 300.0), (300.0, 250.0)] {
                page.rules.extend(shaded(Rect::new(50.0, top, 150.0, top + 150.0)));
                page.rules.extend(shaded(Rect::new(150.0, top, end, top + 150.0)));
            }
            for i in 0..lines {
                page.glyphs.extend(line("12", 60.0, 120.0 + 20.0 * i as f32, 10.0));
                page.glyphs.extend(line("12", 60.0, 320.0 + 20.0 * i as f32, 10.0));
            }
            page
        };
        check(&page(6), &[]);
        check(&page(1), &[Rect::new(30.0, 80.0, 320.0, 470.0)]);
    }

    #[test]
    fn white_shadings_are_no_bars() {
        let of_pieces = |colour: [u8; 3]| {
            let mut page = column(&[]);
            for (top, end) in [(100.0, 120.0), (140.0, 150.0)] {
                for (x0, x1) in [(50.0, end), (end, 250.0)] {
                    let sides = frame(Rect::new(x0, top, x1, top + 20.0));
                    let sides = [sides[0], sides[2], sides[1], sides[3]];
                    page.rules.extend(sides.map(|side| Rule { kind: RuleKind::Shade, colour, ..side }));
                }
            }
            page
        };
        check(&of_pieces([200, 230, 255]), &[Rect::new(30.0, 80.0, 270.0, 180.0)]);
        check(&of_pieces([255; 3]), &[]);
    }

    #[test]
    fn values_between_rules_are_none() {
        let mut page = column(&["30", "20", "10", "0"]);
        page.rules = (0u8..5).map(|i| level(86.0 + 20.0 * f32::from(i), 20.0, 300.0)).collect();
        check(&page, &[]);
    }

    #[test]
    fn the_frame_around_a_line_is_its_figure() {
        let around = Rect::new(50.0, 100.0, 300.0, 250.0);
        let bbox = Rect::new(80.0, 120.0, 280.0, 200.0);
        let mut page = column(&[]);
        page.rules.extend(frame(around));
        page.drawings.push(Drawing { bbox, segments: 12 });
        check(&page, &[around]);
    }

    #[test]
    fn the_line_through_a_corner_cell_is_none() {
        let mut page = column(&[]);
        page.rules.extend(frame(Rect::new(50.0, 100.0, 300.0, 250.0)));
        page.drawings.push(Drawing { bbox: Rect::new(50.0, 100.0, 120.0, 130.0), segments: 1 });
        check(&page, &[]);
    }

    #[test]
    fn arrows_from_box_to_box_are_a_flow_chart() {
        let mut page = column(&[]);
        for x in [50.0, 150.0, 250.0] {
            page.rules.extend(frame(Rect::new(x, 100.0, x + 70.0, 120.0)));
        }
        for x in [120.0, 220.0] {
            page.rules.push(level(110.0, x, x + 24.0));
            page.drawings.push(Drawing { bbox: Rect::new(x + 24.0, 107.0, x + 30.0, 113.0), segments: 2 });
        }
        check(&page, &[Rect::new(100.0, 87.0, 270.0, 133.0)]);
    }
}
