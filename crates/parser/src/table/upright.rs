//! Turns a page so that its text runs left to right.
//!
//! Landscape annexes are often upright text on a page with /Rotate, and sometimes text lying on its side on an upright
//! page. The first needs nothing here; the second is turned before tables are looked for, and boxes are turned back
//! for the output, which speaks of the page as displayed.

use fenjie_model::Rect;

use crate::page::{Axis, Drawing, Glyph, Page, Rule, Turn};

/// How a page was turned, to turn boxes back.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Turned {
    by: Turn,
    width: f32,
    height: f32,
}

impl Turned {
    /// A box on the turned page as a box on the page as displayed.
    pub(crate) fn back(self, r: Rect) -> Rect {
        match self.by {
            Turn::Clockwise => Rect::new(self.width - r.bottom, r.x0, self.width - r.top, r.x1),
            Turn::CounterClockwise => Rect::new(r.top, self.height - r.x1, r.bottom, self.height - r.x0),
            Turn::UpsideDown => {
                Rect::new(self.width - r.x1, self.height - r.bottom, self.width - r.x0, self.height - r.top)
            }
            Turn::Upright | Turn::Slanted => r,
        }
    }

    fn there(self, r: Rect) -> Rect {
        match self.by {
            Turn::Clockwise => Rect::new(r.top, self.width - r.x1, r.bottom, self.width - r.x0),
            Turn::CounterClockwise => Rect::new(self.height - r.bottom, r.x0, self.height - r.top, r.x1),
            Turn::UpsideDown => self.back(r),
            Turn::Upright | Turn::Slanted => r,
        }
    }
}

/// The page with most of its text upright, and how it was turned for that.
pub(crate) fn upright(page: Page) -> (Page, Turned) {
    let by = prevailing(&page.glyphs);
    let turned = Turned { by, width: page.width, height: page.height };
    if by == Turn::Upright {
        return (page, turned);
    }
    let sideways = matches!(by, Turn::Clockwise | Turn::CounterClockwise);
    let (width, height) = if sideways { (page.height, page.width) } else { (page.width, page.height) };
    let glyphs = page.glyphs.into_iter().map(|g| turn_glyph(g, turned)).collect();
    let rules = page.rules.into_iter().map(|r| turn_rule(r, turned)).collect();
    let pictures = page.pictures.into_iter().map(|r| turned.there(r)).collect();
    let drawings = page.drawings.into_iter().map(|d| Drawing { bbox: turned.there(d.bbox), ..d }).collect();
    (Page { number: page.number, width, height, glyphs, rules, pictures, drawings }, turned)
}

/// The direction of most glyphs. Slanted ones (watermarks) have no say.
fn prevailing(glyphs: &[Glyph]) -> Turn {
    const TURNS: [Turn; 4] = [Turn::Upright, Turn::Clockwise, Turn::UpsideDown, Turn::CounterClockwise];
    let mut counts = [0usize; 4];
    for g in glyphs {
        if let Some(i) = TURNS.iter().position(|t| *t == g.turn) {
            counts[i] += 1;
        }
    }
    let most = (0..4).max_by_key(|&i| (counts[i], 4 - i)).unwrap_or(0);
    // A page is turned for a clear majority alone: a table with vertical headers is not lying on its side.
    if counts[most] * 2 > counts.iter().sum::<usize>() { TURNS[most] } else { Turn::Upright }
}

fn turn_glyph(g: Glyph, turned: Turned) -> Glyph {
    let baseline = match (turned.by, g.turn) {
        (Turn::Clockwise, Turn::Clockwise | Turn::CounterClockwise) => turned.width - g.baseline,
        (Turn::CounterClockwise, Turn::Upright | Turn::UpsideDown) => turned.height - g.baseline,
        (Turn::UpsideDown, Turn::Upright | Turn::UpsideDown) => turned.height - g.baseline,
        (Turn::UpsideDown, Turn::Clockwise | Turn::CounterClockwise) => turned.width - g.baseline,
        _ => g.baseline,
    };
    let [right, down] = g.beyond;
    let beyond = match turned.by {
        Turn::Clockwise => [down, -right],
        Turn::CounterClockwise => [-down, right],
        Turn::UpsideDown => [-right, -down],
        Turn::Upright | Turn::Slanted => g.beyond,
    };
    Glyph { bbox: turned.there(g.bbox), baseline, turn: relative(g.turn, turned.by), beyond, ..g }
}

/// The direction of a glyph on the turned page.
fn relative(turn: Turn, by: Turn) -> Turn {
    const CLOCKWISE: [Turn; 4] = [Turn::Upright, Turn::Clockwise, Turn::UpsideDown, Turn::CounterClockwise];
    let quarter = |t: Turn| CLOCKWISE.iter().position(|c| *c == t);
    match (quarter(turn), quarter(by)) {
        (Some(t), Some(b)) => CLOCKWISE[(t + 4 - b) % 4],
        _ => turn,
    }
}

fn turn_rule(rule: Rule, turned: Turned) -> Rule {
    let line = match rule.axis {
        Axis::Horizontal => Rect::new(rule.from, rule.at, rule.to, rule.at),
        Axis::Vertical => Rect::new(rule.at, rule.from, rule.at, rule.to),
    };
    let line = turned.there(line);
    let sideways = matches!(turned.by, Turn::Clockwise | Turn::CounterClockwise);
    let axis = match (rule.axis, sideways) {
        (Axis::Horizontal, false) | (Axis::Vertical, true) => Axis::Horizontal,
        _ => Axis::Vertical,
    };
    match axis {
        Axis::Horizontal => Rule { axis, at: line.top, from: line.x0, to: line.x1, ..rule },
        Axis::Vertical => Rule { axis, at: line.x0, from: line.top, to: line.bottom, ..rule },
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(by: Turn, r: Rect) {
        let turned = Turned { by, width: 600.0, height: 800.0 };
        assert_eq!(turned.back(turned.there(r)), r);
    }

    #[test]
    fn there_and_back_is_the_same_box() {
        for by in [Turn::Upright, Turn::Clockwise, Turn::UpsideDown, Turn::CounterClockwise] {
            check(by, Rect::new(10.0, 20.0, 40.0, 30.0));
        }
    }

    #[test]
    fn text_that_runs_down_starts_at_the_left() {
        let turned = Turned { by: Turn::Clockwise, width: 600.0, height: 800.0 };
        // The first line of text turned clockwise stands at the right edge and starts at the top.
        let first = turned.there(Rect::new(580.0, 10.0, 590.0, 20.0));
        assert_eq!(first, Rect::new(10.0, 10.0, 20.0, 20.0));
    }

    #[test]
    fn text_that_runs_up_starts_at_the_left() {
        let turned = Turned { by: Turn::CounterClockwise, width: 600.0, height: 800.0 };
        let first = turned.there(Rect::new(10.0, 780.0, 20.0, 790.0));
        assert_eq!(first, Rect::new(10.0, 10.0, 20.0, 20.0));
    }
}
