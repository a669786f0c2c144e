//! The axes of charts: labels that grow by equal steps, level with rules or with the foot of bars.

use fenjie_model::Rect;

use super::MARGIN;
use crate::page::{Axis, Glyph, Page, Rule, RuleKind, Turn};
use crate::table::runs::Run;

/// An axis has this many labels.
const FEWEST_LABELS: usize = 4;
/// Labels are rounded where their steps are as many times what their last digit counts.
const ROUNDED: f64 = 10.0;
/// More numbers than this on a page are not looked at for axes.
const MOST_LABELS: usize = 4_000;
/// More rows of equal steps than this on a page are not looked at.
const MOST_AXES: usize = 200;
/// The bars of a chart are as wide as each other within so many points.
pub(super) const SAME_SIDE: f32 = 1.0;

/// A number on the page, as an axis can have it.
#[derive(Debug, Clone, Copy, PartialEq)]
struct Label {
    value: f64,
    /// What its last digit counts.
    digit: f64,
    /// The middle of its digits.
    x: f32,
    y: f32,
    size: f32,
    bbox: Rect,
}

/// The boxes of the axes with their gridlines or tick marks, or with their bars.
pub(super) fn axes(page: &Page, runs: &[Run], boxes: &[Rect]) -> Vec<Rect> {
    let mut labels: Vec<Label> =
        runs.iter().filter_map(|r| label(r, &page.glyphs)).take(MOST_LABELS).collect();
    let mut found = Vec::new();
    for ends in [|l: &Label| l.bbox.x1, |l: &Label| l.x, |l: &Label| l.bbox.x0] {
        found.extend(steps_by(&mut labels, ends, |l| l.y).map(|axis| (axis, Axis::Horizontal)));
    }
    found.extend(steps_by(&mut labels, |l| l.y, |l| l.x).map(|axis| (axis, Axis::Vertical)));
    let drawn = |(labels, axis): &(Vec<Label>, Axis)| {
        ruled(labels, &page.rules, *axis).or_else(|| barred(labels, boxes, *axis))
    };
    found.iter().take(MOST_AXES).filter_map(drawn).collect()
}

fn label(run: &Run, glyphs: &[Glyph]) -> Option<Label> {
    let glyphs = &glyphs[run.glyphs.clone()];
    let is_number = || glyphs.iter().any(|g| g.ch.is_ascii_digit());
    if run.turn != Turn::Upright || glyphs.len() > 12 || !is_number() {
        return None;
    }
    let plain = |c| if matches!(c, '−' | '–') { '-' } else { c };
    let text: String = glyphs.iter().map(|g| plain(g.ch)).filter(|c| *c != ',').collect();
    let bare = text.trim_start_matches(['$', '€', '£', '¥', '￥']).trim_end_matches(['%', '％']);
    let value: f64 = bare.parse().ok()?;
    // Years, one beside the other, head the columns of tables.
    if bare.len() == 4 && (1900.0..2100.0).contains(&value) || !value.is_finite() {
        return None;
    }
    let y = glyphs[0].baseline - 0.35 * run.size;
    let decimals = bare.split_once('.').map_or(0, |(_, decimals)| decimals.len());
    let digit = (0..decimals).fold(1.0, |digit, _| digit / 10.0);
    Some(Label { value, digit, x: run.bbox.centre_x(), y, size: run.size, bbox: run.bbox })
}

/// The runs of labels that stand in line at `at` and whose values and places `along` the line both grow by equal steps.
fn steps_by(
    labels: &mut [Label],
    at: impl Fn(&Label) -> f32,
    along: impl Fn(&Label) -> f32,
) -> impl Iterator<Item = Vec<Label>> {
    labels.sort_by(|a, b| at(a).total_cmp(&at(b)));
    let lines = labels.chunk_by_mut(move |a, b| at(b) - at(a) <= 0.1 * b.size);
    lines.flat_map(move |line| {
        line.sort_by(|a, b| along(a).total_cmp(&along(b)));
        steps(line, &along).into_iter().map(<[Label]>::to_vec).collect::<Vec<_>>()
    })
}

/// The runs of labels whose values and places both grow by equal steps.
fn steps(line: &[Label], along: impl Fn(&Label) -> f32) -> Vec<&[Label]> {
    let mut start = 0;
    let mut found = Vec::new();
    while start + FEWEST_LABELS <= line.len() {
        let step = line[start + 1].value - line[start].value;
        // Labels can be rounded to their last digit, which steps of a few units are not.
        let digit = line[start..].iter().take(FEWEST_LABELS).map(|l| l.digit).fold(f64::INFINITY, f64::min);
        let slip = if step.abs() >= ROUNDED * digit { 1.01 * digit } else { 1e-6 * step.abs() };
        let pitch = along(&line[start + 1]) - along(&line[start]);
        let goes_on = |w: &&[Label]| {
            (w[1].value - w[0].value - step).abs() <= slip
                && (along(&w[1]) - along(&w[0]) - pitch).abs() <= 0.2 * w[0].size + 0.02 * pitch
        };
        let n = 1 + line[start..].windows(2).take_while(goes_on).count();
        if n >= FEWEST_LABELS && step != 0.0 {
            found.push(&line[start..start + n]);
        }
        start += (n - 1).max(1);
    }
    found
}

/// The box of an axis and the rules that its labels are level with, if most of them are.
fn ruled(labels: &[Label], rules: &[Rule], axis: Axis) -> Option<Rect> {
    let mut bbox = labels.iter().map(|l| l.bbox).reduce(Rect::union)?;
    let mut level = 0;
    for label in labels {
        let (at, from, to) = match axis {
            Axis::Horizontal => (label.y, label.bbox.x0, label.bbox.x1),
            Axis::Vertical => (label.x, label.bbox.top, label.bbox.bottom),
        };
        let beside = |r: &&Rule| {
            r.axis == axis
                && r.kind != RuleKind::Shade
                && (r.at - at).abs() <= 0.2 * label.size
                && r.from <= to + MARGIN
                && r.to >= from - MARGIN
        };
        let before = level;
        for rule in rules.iter().filter(beside) {
            level = before + 1;
            bbox = bbox.union(match axis {
                Axis::Horizontal => Rect::new(rule.from, rule.at, rule.to, rule.at),
                Axis::Vertical => Rect::new(rule.at, rule.from, rule.at, rule.to),
            });
        }
    }
    (3 * level >= 2 * labels.len()).then_some(bbox)
}

/// The box of an axis and the bars that stand on the level of its zero: several, as wide as each other and not as long.
fn barred(labels: &[Label], boxes: &[Rect], axis: Axis) -> Option<Rect> {
    let zero = labels.iter().find(|label| label.value == 0.0)?;
    let (base, near) = (if axis == Axis::Horizontal { zero.y } else { zero.x }, 0.6 * zero.size);
    // The foot of a bar, how wide it is and how long.
    let measured = |bar: &Rect| match axis {
        Axis::Horizontal => [bar.bottom, bar.width(), bar.height()],
        Axis::Vertical => [bar.x0, bar.height(), bar.width()],
    };
    let bars: Vec<Rect> =
        boxes.iter().copied().filter(|bar| (measured(bar)[0] - base).abs() <= near).collect();
    let alike = |side: usize| {
        bars.windows(2).all(|w| (measured(&w[0])[side] - measured(&w[1])[side]).abs() < SAME_SIDE)
    };
    let is_chart = bars.len() > 1 && alike(1) && !alike(2);
    is_chart.then(|| labels.iter().map(|label| label.bbox).chain(bars.iter().copied()).reduce(Rect::union))?
}
