//! What is drawn within the cells of a table: the bars of a schedule and small boxes. They part no cells, and what they mean
//! is not read.
//!
//! A bar is a level rule between two rows' rules with nothing printed above or below it in its cells. It ends before a side of
//! its cell, or is thicker than the rules around it; where another rule lies at its height that is none, it is one of rows.
//! The rules of its row go on over a text beside it, as those of a chart do not.

use fenjie_model::{At, Code, Finding, Place, Rect};

use super::edges::{Edge, Edges, edges};
use super::upright::Turned;
use crate::Tolerances;
use crate::page::{Axis, Glyph, Page, Rule, RuleKind, Turn};

/// A shorter bar, in points, is a dash or a sign.
const SHORTEST: f32 = 12.0;
/// A bar ends so many points before the side of its cell.
const FREE: f32 = 4.0;
/// Or is so many times as thick as the rules of its cell, and so many points.
const THICKER: (f32, f32) = (2.0, 1.0);
/// Rules at one height are no farther apart, in points.
const LEVEL: f32 = 1.0;
/// The sides of a small box are so long, in points.
const BOX: (f32, f32) = (4.0, 40.0);
/// It stands apart from the sides of its cell by so many points, and in one direction by so many on both sides together.
const APART: f32 = 0.8;
const ROOM: f32 = 12.0;
/// Sides of boxes that stand in one row or column are no farther apart, in points.
const SAME: f32 = 1.5;
/// No more rules are looked at on a page.
const MOST_RULES: usize = 3_000;

/// Takes what is drawn in cells off the rules of a page, and tells where it is.
pub(super) fn drawings(page: &mut Page, tolerances: &Tolerances) -> Vec<Rect> {
    if page.rules.len() > MOST_RULES {
        return Vec::new();
    }
    let boxes = boxes(page, tolerances);
    let is_in_box = |rule: &Rule| boxes.iter().any(|b| lies_in(rule, *b, 0.3));
    page.rules.retain(|rule| !is_in_box(rule));
    let bars = bars(page, &edges(&page.rules, tolerances));
    let is_of_bar =
        |rule: &Rule| rule.axis == Axis::Horizontal && bars.iter().any(|b| lies_in(rule, *b, LEVEL));
    page.rules.retain(|rule| !is_of_bar(rule));
    boxes.into_iter().chain(bars).collect()
}

/// What is to be known of what is drawn in tables; what is drawn elsewhere, in a chart, is none of them.
pub(super) fn drawn_in(tables: &[Rect], drawn: &[Rect], page: u32, turned: Turned) -> Option<Finding> {
    let is_in = |b: &&Rect| tables.iter().any(|table| table.contains(b.centre_x(), b.centre_y()));
    let bbox = drawn.iter().filter(is_in).copied().reduce(Rect::union)?;
    let message = "lines or boxes are drawn in cells of a table, and what they mean is not read";
    let readings = ["drawn in the cells", "rules that part the cells"];
    let place = Place::at(At::Page { page, bbox: turned.back(bbox) });
    Some(Finding::ambiguous(Code::TableAmbiguous, message, readings, place))
}

fn is_drawn(rule: &Rule) -> bool {
    rule.kind != RuleKind::Shade
}

fn line(rule: &Rule) -> Rect {
    match rule.axis {
        Axis::Horizontal => Rect::new(rule.from, rule.at, rule.to, rule.at),
        Axis::Vertical => Rect::new(rule.at, rule.from, rule.at, rule.to),
    }
}

/// Whether a rule lies in a box, or beyond it by so many points.
fn lies_in(rule: &Rule, b: Rect, slip: f32) -> bool {
    let own = line(rule);
    is_drawn(rule)
        && own.x0 >= b.x0 - slip
        && own.x1 <= b.x1 + slip
        && own.top >= b.top - slip
        && own.bottom <= b.bottom + slip
}

/// Whether anything that is read is printed in a box.
fn holds_text(page: &Page, b: Rect) -> bool {
    page.glyphs.iter().filter(is_read).any(|g| b.contains(g.bbox.centre_x(), g.bbox.centre_y()))
}

/// The level rules that are drawn in cells, as boxes without a height.
fn bars(page: &Page, edges: &Edges) -> Vec<Rect> {
    let free: Vec<bool> = edges.horizontal.iter().map(|e| is_bar(e, page, edges)).collect();
    let others = || edges.horizontal.iter().zip(&free).filter(|(_, free)| !**free).map(|(e, _)| e.at);
    let of_rows: Vec<f32> = others().collect();
    let is_alone = |e: &Edge| {
        let next = of_rows.partition_point(|at| *at < e.at - LEVEL);
        of_rows.get(next).is_none_or(|at| *at > e.at + LEVEL)
    };
    let own = edges.horizontal.iter().zip(&free).filter(|(e, free)| **free && is_alone(e));
    own.map(|(e, _)| Rect::new(e.from, e.at, e.to, e.at)).collect()
}

/// Whether a level edge is drawn in blank cells, and does not part them.
fn is_bar(edge: &Edge, page: &Page, edges: &Edges) -> bool {
    if edge.to - edge.from < SHORTEST {
        return false;
    }
    let own = Rect::new(edge.from, edge.at, edge.to, edge.at);
    let Some(Cell { above, below, left, right }) = cell(own, edges) else { return false };
    let ends_free = edge.from - left > FREE || right - edge.to > FREE;
    let thickness = |e: &Edge| thickness(e, &page.rules);
    let is_thick = || {
        let around = thickness(&above).max(thickness(&below));
        thickness(edge) >= THICKER.1 && thickness(edge) >= THICKER.0 * around
    };
    let room = Rect::new(edge.from, above.at, edge.to, below.at);
    (ends_free || is_thick()) && !holds_text(page, room) && is_in_row(page, &above, &below, (left, right))
}

/// The edges above and below something that is drawn, and where its cells end at the left and at the right.
struct Cell {
    above: Edge,
    below: Edge,
    left: f32,
    right: f32,
}

/// The cells around something that is drawn.
fn cell(b: Rect, edges: &Edges) -> Option<Cell> {
    let over = |other: &&Edge| other.from <= b.x0 + FREE && other.to >= b.x1 - FREE;
    let at = edges.horizontal.partition_point(|other| other.at < b.top - LEVEL);
    let above = *edges.horizontal[..at].iter().rev().find(over)?;
    let at = edges.horizontal.partition_point(|other| other.at <= b.bottom + LEVEL);
    let below = *edges.horizontal[at..].iter().find(over)?;
    let closes = |wall: &&Edge| wall.from <= above.at + FREE && wall.to >= below.at - FREE;
    let left = edges.vertical.iter().rev().filter(closes).find(|wall| wall.at <= b.x0 + FREE)?.at;
    let right = edges.vertical.iter().filter(closes).find(|wall| wall.at >= b.x1 - FREE)?.at;
    Some(Cell { above, below, left, right })
}

/// Whether the rules above and below cells go on over a text beside them.
fn is_in_row(page: &Page, above: &Edge, below: &Edge, (left, right): (f32, f32)) -> bool {
    let row = above.at..below.at;
    page.glyphs.iter().filter(is_read).any(|g| {
        let (x, y) = (g.bbox.centre_x(), g.bbox.centre_y());
        let goes_on = |edge: &Edge| (edge.from..=edge.to).contains(&x);
        row.contains(&y) && !(left..=right).contains(&x) && goes_on(above) && goes_on(below)
    })
}

fn is_read(g: &&Glyph) -> bool {
    !g.invisible && g.turn != Turn::Slanted
}

/// The thickness of the rules of a level edge.
fn thickness(edge: &Edge, rules: &[Rule]) -> f32 {
    let is_own = |rule: &&Rule| {
        let middle = f32::midpoint(rule.from, rule.to);
        rule.axis == Axis::Horizontal
            && is_drawn(rule)
            && (rule.at - edge.at).abs() <= LEVEL
            && (edge.from..=edge.to).contains(&middle)
    };
    rules.iter().filter(is_own).map(|rule| rule.thickness).fold(0.0, f32::max)
}

/// The small boxes that are drawn in cells, and hold no text.
fn boxes(page: &Page, tolerances: &Tolerances) -> Vec<Rect> {
    let drawn: Vec<&Rule> = page.rules.iter().filter(|rule| is_drawn(rule)).collect();
    let all = super::figure::boxes(&drawn);
    let is_small = |b: &Rect| b.width().min(b.height()) >= BOX.0 && b.width().max(b.height()) <= BOX.1;
    let (mut own, others): (Vec<Rect>, Vec<Rect>) =
        all.into_iter().partition(|b| is_small(b) && !holds_text(page, *b));
    let is_level = |a: f32, b: f32| (a - b).abs() <= SAME;
    // A blank cell stands in a row or a column with others.
    own.retain(|b| {
        let is_beside = |o: &Rect| {
            is_level(o.top, b.top) && is_level(o.bottom, b.bottom)
                || is_level(o.x0, b.x0) && is_level(o.x1, b.x1)
        };
        !others.iter().any(is_beside)
    });
    let mut rest: Vec<Rule> = drawn.into_iter().copied().collect();
    rest.retain(|rule| !own.iter().any(|b| lies_in(rule, *b, 0.3)));
    own.retain(|b| !rest.iter().any(|rule| touches(rule, *b)));
    let edges = edges(&rest, tolerances);
    own.retain(|b| {
        let is_apart = |Cell { above, below, left, right }: &Cell| {
            let room = (below.at - above.at - b.height()).max(right - left - b.width());
            room >= ROOM && is_in_row(page, above, below, (*left, *right))
        };
        cell(*b, &edges).is_some_and(|cell| is_apart(&cell))
    });
    own
}

/// Whether a rule meets a box.
fn touches(rule: &Rule, b: Rect) -> bool {
    let own = line(rule);
    own.x0 <= b.x1 + APART
        && b.x0 - APART <= own.x1
        && own.top <= b.bottom + APART
        && b.top - APART <= own.bottom
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::table::runs::tests::line as text;
    use crate::table::upright::upright;

    /// How many rules are taken off a table of three rows of 26 points and three columns of 100, with names in its first
    /// column and heads in its first row, and whether it is said.
    #[track_caller]
    fn check(own: &[Rule], texts: &[(&str, f32, f32)], expected: usize) {
        let mut rules: Vec<Rule> = Vec::new();
        rules.extend((0..4).map(|i| Rule::hairline(Axis::Horizontal, 26.0 * i as f32, 0.0, 300.0)));
        rules.extend((0..4).map(|i| Rule::hairline(Axis::Vertical, 100.0 * i as f32, 0.0, 78.0)));
        rules.extend(own);
        let named =
            [("阶段", 10.0, 16.0), ("一季度", 110.0, 16.0), ("二季度", 210.0, 16.0), ("招标", 10.0, 42.0)];
        let glyphs = named.iter().chain(texts).flat_map(|(t, x, y)| text(t, *x, *y, 10.0)).collect();
        let page = Page { number: 1, width: 400.0, height: 400.0, glyphs, rules, ..Page::default() };
        let (mut page, turned) = upright(page);
        let before = page.rules.len();
        let drawn = drawings(&mut page, &Tolerances::default());
        let said = drawn_in(&[Rect::new(0.0, 0.0, 300.0, 78.0)], &drawn, 1, turned);
        assert!(drawn_in(&[], &drawn, 1, turned).is_none());
        assert_eq!(
            (before - page.rules.len(), said.is_some()),
            (expected, expected > 0),
            "{own:?} {texts:?}"
        );
    }

    fn level(at: f32, from: f32, to: f32) -> Rule {
        Rule::hairline(Axis::Horizontal, at, from, to)
    }

    #[test]
    fn a_bar_in_blank_cells_parts_none() {
        check(&[level(39.0, 100.0, 190.0)], &[], 1);
        check(&[level(39.0, 130.0, 260.0)], &[], 1);
        check(&[level(39.0, 110.0, 150.0), level(39.0, 220.0, 300.0)], &[], 2);
        check(&[Rule { thickness: 1.5, ..level(39.0, 100.0, 200.0) }], &[], 1);
    }

    #[test]
    fn what_parts_cells_is_no_bar() {
        // From side to side, over a value, in line with a rule of rows.
        check(&[level(39.0, 100.0, 200.0)], &[], 0);
        check(&[level(39.0, 130.0, 190.0)], &[("12", 150.0, 49.0)], 0);
        check(&[level(39.0, 100.0, 190.0), level(39.0, 200.0, 300.0)], &[], 0);
        // Below the table, and in a row without a text.
        check(&[level(90.0, 100.0, 190.0)], &[], 0);
        check(&[level(65.0, 100.0, 190.0)], &[], 0);
    }

    fn frame(b: Rect) -> [Rule; 4] {
        [
            level(b.top, b.x0, b.x1),
            Rule::hairline(Axis::Vertical, b.x1, b.top, b.bottom),
            level(b.bottom, b.x0, b.x1),
            Rule::hairline(Axis::Vertical, b.x0, b.top, b.bottom),
        ]
    }

    #[test]
    fn a_small_box_in_a_cell_parts_none() {
        let own = frame(Rect::new(120.0, 30.0, 140.0, 48.0));
        check(&own, &[], 4);
        check(&[&own[..], &[level(39.0, 120.0, 140.0)]].concat(), &[], 5);
        // One with a text, one that touches the side of its cell, one beside another with a text.
        check(&own, &[("√", 125.0, 44.0)], 0);
        check(&frame(Rect::new(100.0, 30.0, 120.0, 48.0)), &[], 0);
        let beside = frame(Rect::new(150.0, 30.0, 170.0, 48.0));
        check(&[own, beside].concat(), &[("3", 155.0, 44.0)], 0);
    }
}
