//! Texts are laid level, into a box that they may not fill as they are.

use fenjie_model::Rect;

use super::texts::Text;
use crate::page::{Glyph, Turn};
use crate::table::runs::is_space;

/// The gap that a space leaves, in ems.
const SPACE: f32 = 0.2;
/// From one line to the next, in ems.
const PITCH: f32 = 1.2;
/// Where the descent begins, in ems above the lower end.
const DESCENT: f32 = 0.12;

/// Lays a text level, its middle at `x`, as wide as it is or as there is room.
pub(super) fn lay(glyphs: &mut [Glyph], text: &Text, x: f32, baseline: f32, room: f32) {
    let own = &mut glyphs[text.glyphs.clone()];
    let em = text.size;
    let step = |a: &Glyph, b: &Glyph| {
        (b.bbox.centre_x() - a.bbox.centre_x()).hypot(b.bbox.centre_y() - a.bbox.centre_y())
    };
    let steps: Vec<f32> = own.windows(2).map(|w| step(&w[0], &w[1])).collect();
    let widths: Vec<f32> = own.iter().map(|g| advance(g, text.angle)).collect();
    let is_spaced = |(step, w): (&f32, &[f32])| is_space(step - (w[0] + w[1]) / 2.0, em);
    let spaced: Vec<bool> = steps.iter().zip(widths.windows(2)).map(is_spaced).collect();
    let spaces = SPACE * em * spaced.iter().filter(|spaced| **spaced).count() as f32;
    let length = steps.iter().sum::<f32>() + (widths[0] + widths[own.len() - 1]) / 2.0;
    let width = ((length.min(room) - spaces) / own.len() as f32).max(0.05 * em);
    let mut from = x - (width * own.len() as f32 + spaces) / 2.0;
    for (i, g) in own.iter_mut().enumerate() {
        if i > 0 && spaced[i - 1] {
            from += SPACE * em;
        }
        let top = baseline - (1.0 - DESCENT) * em;
        g.bbox = Rect::new(from, top, from + width, top + em);
        (g.baseline, g.turn) = (baseline, Turn::Upright);
        from += width;
    }
}

/// The advance of a glyph, whose box is the one around it as it is turned.
fn advance(g: &Glyph, angle: f32) -> f32 {
    let (sin, cos) = angle.to_radians().sin_cos();
    let (sin, cos) = (sin.abs(), cos.abs());
    let advance = if cos > sin {
        (g.bbox.width() - g.size * sin) / cos
    } else {
        (g.bbox.height() - g.size * cos) / sin
    };
    advance.clamp(0.0, 2.0 * g.size)
}

/// Lays the lines of a cell level in the middle of its box.
pub(super) fn lay_in(glyphs: &mut [Glyph], lines: &[&Text], cell: Rect) {
    let height: f32 = lines.iter().map(|line| PITCH * line.size).sum();
    let mut baseline = cell.centre_y() - height / 2.0;
    for line in lines {
        baseline += PITCH * line.size;
        lay(glyphs, line, cell.centre_x(), baseline - DESCENT * line.size, 0.9 * cell.width());
    }
}
