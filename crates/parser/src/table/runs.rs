//! Glyphs become runs: neighbours in drawing order that stand on one baseline without a wide gap.

use std::ops::Range;

use fenjie_model::Rect;

use crate::page::{Glyph, Turn};

/// Glyphs drawn one after the other, at most a space apart.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Run {
    /// Its glyphs on the page.
    pub(crate) glyphs: Range<usize>,
    /// The box around them.
    pub(crate) bbox: Rect,
    /// The direction of writing.
    pub(crate) turn: Turn,
    /// The font size in points.
    pub(crate) size: f32,
}

/// A gap wider than this many ems ends a run; a space does not.
const WIDEST_GAP: f32 = 0.6;
/// A gap wider than this many ems is a space.
const SPACE: f32 = 0.18;
/// Glyphs may overlap by this many ems (kerning, italics).
const DEEPEST_OVERLAP: f32 = 0.35;

/// Full-width glyphs of one text follow each other within this many ems; texts that touch or overlap hardly do.
pub(crate) const EVEN: f32 = 0.02;

/// The runs of a page in drawing order.
pub(crate) fn runs(glyphs: &[Glyph]) -> Vec<Run> {
    let mut runs: Vec<Run> = Vec::with_capacity(glyphs.len() / 4 + 1);
    for (i, g) in glyphs.iter().enumerate() {
        if let Some(run) = runs.last_mut()
            && follows(&glyphs[i - 1], g)
        {
            run.glyphs.end = i + 1;
            run.bbox = run.bbox.union(g.bbox);
            run.size = run.size.max(g.size);
        } else {
            runs.push(Run { glyphs: i..i + 1, bbox: g.bbox, turn: g.turn, size: g.size });
        }
    }
    runs
}

fn follows(a: &Glyph, b: &Glyph) -> bool {
    let em = a.size.max(b.size);
    if a.turn != b.turn || (a.baseline - b.baseline).abs() > 0.1 * em || a.annotation != b.annotation {
        return false;
    }
    let (a, b) = (along(a.turn, a.bbox), along(b.turn, b.bbox));
    let gap = b.0 - a.1;
    (-DEEPEST_OVERLAP * em..=WIDEST_GAP * em).contains(&gap)
}

/// Whether a gap of this width stands for a space.
pub(crate) fn is_space(gap: f32, em: f32) -> bool {
    gap > SPACE * em
}

/// Where a box begins and ends along its line.
pub(crate) fn along(turn: Turn, r: Rect) -> (f32, f32) {
    match turn {
        Turn::Upright | Turn::Slanted => (r.x0, r.x1),
        Turn::Clockwise => (r.top, r.bottom),
        Turn::UpsideDown => (-r.x1, -r.x0),
        Turn::CounterClockwise => (-r.bottom, -r.top),
    }
}

/// Where a line lies among the lines of its text: grows from line to line.
pub(crate) fn across(turn: Turn, baseline: f32) -> f32 {
    match turn {
        Turn::Upright | Turn::Slanted | Turn::CounterClockwise => baseline,
        Turn::Clockwise | Turn::UpsideDown => -baseline,
    }
}

#[cfg(test)]
pub(crate) mod tests {
    use super::*;

    /// Glyphs of full width on one line, from the left.
    pub(crate) fn line(text: &str, x: f32, baseline: f32, size: f32) -> Vec<Glyph> {
        let mut x = x;
        let mut glyphs = Vec::new();
        for ch in text.chars() {
            let width = if ch.is_ascii() { size / 2.0 } else { size };
            if ch != ' ' {
                glyphs.push(Glyph {
                    ch,
                    bbox: Rect::new(x, baseline - 0.88 * size, x + width, baseline + 0.12 * size),
                    baseline,
                    size,
                    font: 0,
                    turn: Turn::Upright,
                    colour: [0; 3],
                    invisible: false,
                    annotation: false,
                });
            }
            x += width;
        }
        glyphs
    }

    #[track_caller]
    fn check(glyphs: &[Glyph], expected: &[&str]) {
        let found: Vec<String> =
            runs(glyphs).iter().map(|r| glyphs[r.glyphs.clone()].iter().map(|g| g.ch).collect()).collect();
        assert_eq!(found, expected);
    }

    #[test]
    fn a_wide_gap_ends_a_run() {
        check(&line("全  区 1855.0", 10.0, 100.0, 10.0), &["全", "区1855.0"]);
    }

    #[test]
    fn a_new_baseline_ends_a_run() {
        let mut glyphs = line("甲乙", 10.0, 100.0, 10.0);
        glyphs.extend(line("丙", 30.0, 112.0, 10.0));
        check(&glyphs, &["甲乙", "丙"]);
    }
}
