//! Where and how large glyphs are drawn (PDF 32000-1, 9.4.4).

use fenjie_model::Rect;

use crate::page::Turn;
use crate::pdf::font::Drawn;
use crate::pdf::matrix::Matrix;
use crate::pdf::state::TextState;

/// The part of the em above the baseline; the rest lies below.
const ASCENT: f64 = 0.88;

/// Where and how large glyphs are drawn.
pub(super) struct Pen {
    /// Where text space's origin goes, with the rise.
    start: (f64, f64),
    /// Where its axes go.
    x: (f64, f64),
    y: (f64, f64),
    size: f64,
    /// The font size as displayed.
    pub(super) shown_size: f32,
    stretch: f64,
    em: f64,
    turn: Turn,
}

impl Pen {
    pub(super) fn new(text: &TextState, em: f64, to_page: Matrix) -> Self {
        let (x, y) = (to_page.turn(1.0, 0.0), to_page.turn(0.0, 1.0));
        let sign = (text.size * text.stretch).signum();
        Self {
            start: to_page.apply(0.0, text.rise),
            x,
            y,
            size: text.size,
            shown_size: ((text.size * em).abs() * y.0.hypot(y.1)) as f32,
            stretch: text.stretch,
            em,
            turn: turn((x.0 * sign, x.1 * sign)),
        }
    }

    /// The direction, the box and the baseline of a glyph whose place has moved so far in text space.
    pub(super) fn place(&self, drawn: &Drawn, moved: (f64, f64), vertical: bool) -> (Turn, Rect, f32) {
        let point = |x: f64, y: f64| {
            (self.start.0 + x * self.x.0 + y * self.y.0, self.start.1 + x * self.x.1 + y * self.y.1)
        };
        let (ox, oy) = (f64::from(drawn.origin.0), f64::from(drawn.origin.1));
        let (x, y) = (moved.0 - ox * self.size * self.stretch, moved.1 - oy * self.size);
        let em = self.size * self.em;
        let width = if vertical { ox * 2.0 } else { f64::from(drawn.advance) } * self.size * self.stretch;
        let (low, high) = (y - (1.0 - ASCENT) * em, y + ASCENT * em);
        let corners = [point(x, low), point(x + width, low), point(x + width, high), point(x, high)];
        let mut rect = Rect::new(f32::MAX, f32::MAX, f32::MIN, f32::MIN);
        for (x, y) in corners {
            rect = rect.union(Rect::new(x as f32, y as f32, x as f32, y as f32));
        }
        let origin = point(x, y);
        let baseline = match self.turn {
            Turn::Clockwise | Turn::CounterClockwise => origin.0,
            _ => origin.1,
        };
        (self.turn, rect, baseline as f32)
    }
}

/// The direction of writing for a vector of the displayed page, whose y grows downwards.
fn turn((x, y): (f64, f64)) -> Turn {
    // Two in a hundred: one degree.
    if y.abs() <= x.abs() * 0.02 {
        if x >= 0.0 { Turn::Upright } else { Turn::UpsideDown }
    } else if x.abs() <= y.abs() * 0.02 {
        if y > 0.0 { Turn::Clockwise } else { Turn::CounterClockwise }
    } else {
        Turn::Slanted
    }
}

/// The i-th of the parts of a box along the direction of writing.
pub(super) fn share(all: Rect, along: Turn, i: usize, count: usize) -> Rect {
    let (from, to) = (i as f32 / count as f32, (i + 1) as f32 / count as f32);
    let cut = |a: f32, b: f32| (a + (b - a) * from, a + (b - a) * to);
    match along {
        Turn::Upright | Turn::Slanted => {
            let (x0, x1) = cut(all.x0, all.x1);
            Rect { x0, x1, ..all }
        }
        Turn::UpsideDown => {
            let (x1, x0) = cut(all.x1, all.x0);
            Rect { x0, x1, ..all }
        }
        Turn::Clockwise => {
            let (top, bottom) = cut(all.top, all.bottom);
            Rect { top, bottom, ..all }
        }
        Turn::CounterClockwise => {
            let (bottom, top) = cut(all.bottom, all.top);
            Rect { top, bottom, ..all }
        }
    }
}
