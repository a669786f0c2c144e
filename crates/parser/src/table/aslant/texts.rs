//! Texts that are not written from left to right, each with the angle at which its glyphs follow one another.

use std::ops::Range;

use fenjie_model::Rect;

use crate::page::{Glyph, Turn};

/// The middles of neighbouring glyphs are so many ems apart at most: two wide ones with a space between them.
const FARTHEST: f32 = 1.7;
/// And so many at least.
const NEAREST: f32 = 0.1;
/// The glyphs of a text follow one another at one angle within so many degrees.
const STRAIGHT: f32 = 3.0;
/// A page with more glyphs at an angle is covered by a watermark.
const MOST_GLYPHS: usize = 2000;

/// The lines of one head follow each other within so many ems.
pub(super) const LINES: f32 = 2.0;

/// A text that is written at an angle.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Text {
    /// Its glyphs on the page.
    pub(super) glyphs: Range<usize>,
    /// The angle in degrees, counter-clockwise from the left to the right.
    pub(super) angle: f32,
    /// The middles of its first and its last glyph.
    pub(super) ends: [(f32, f32); 2],
    /// The box around it.
    pub(super) bbox: Rect,
    /// The font size in points.
    pub(super) size: f32,
    /// The colour as sRGB.
    pub(super) colour: [u8; 3],
}

impl Text {
    /// The middle of the glyph at its lower end.
    pub(super) fn foot(&self) -> (f32, f32) {
        let [first, last] = self.ends;
        if first.1 >= last.1 { first } else { last }
    }

    /// How far a point lies across the lines that are written so: grows from line to line.
    pub(super) fn across(&self, (x, y): (f32, f32)) -> f32 {
        let (sin, cos) = self.angle.to_radians().sin_cos();
        x * sin + y * cos
    }

    /// Whether two texts are written alike, and so say the same kind of thing.
    pub(super) fn is_alike(&self, other: &Self) -> bool {
        turned(self.angle, other.angle) <= STRAIGHT
            && (self.size - other.size).abs() <= 0.1 * self.size
            && self.colour == other.colour
    }
}

/// The texts of two and more glyphs that are turned in such a way; none where there are too many.
pub(super) fn texts(glyphs: &[Glyph], is_turned: impl Fn(Turn) -> bool) -> Vec<Text> {
    let is_own = |g: &Glyph| is_turned(g.turn) && !g.invisible && !g.annotation;
    if glyphs.iter().filter(|g| is_own(g)).take(MOST_GLYPHS + 1).count() > MOST_GLYPHS {
        return Vec::new();
    }
    let mut texts: Vec<Text> = Vec::new();
    let mut open = false;
    for i in 1..glyphs.len() {
        let (a, b) = (&glyphs[i - 1], &glyphs[i]);
        let angle = if is_own(a) && is_own(b) && a.turn == b.turn { angle(a, b) } else { None };
        let Some(angle) = angle else {
            open = false;
            continue;
        };
        match texts.last_mut() {
            Some(text) if open && turned(text.angle, angle) <= STRAIGHT => {
                text.glyphs.end = i + 1;
                text.ends[1] = middle(b);
                text.bbox = text.bbox.union(b.bbox);
            }
            // From the end of one text to the next one.
            _ if open => open = false,
            _ => {
                open = true;
                texts.push(Text {
                    glyphs: i - 1..i + 1,
                    angle,
                    ends: [middle(a), middle(b)],
                    bbox: a.bbox.union(b.bbox),
                    size: a.size,
                    colour: a.colour,
                });
            }
        }
    }
    texts
}

fn middle(g: &Glyph) -> (f32, f32) {
    (g.bbox.centre_x(), g.bbox.centre_y())
}

/// The angle from one glyph to the next one of its text.
fn angle(a: &Glyph, b: &Glyph) -> Option<f32> {
    let ((ax, ay), (bx, by)) = (middle(a), middle(b));
    let (x, y) = (bx - ax, ay - by);
    let is_next = (NEAREST * a.size..=FARTHEST * a.size).contains(&x.hypot(y));
    (is_next && (a.size - b.size).abs() <= 0.05 * a.size).then(|| y.atan2(x).to_degrees())
}

/// By how many degrees two angles differ.
fn turned(a: f32, b: f32) -> f32 {
    let by = (a - b).rem_euclid(360.0);
    by.min(360.0 - by)
}

#[cfg(test)]
pub(in crate::table) mod tests {
    use super::*;
    use crate::table::runs::tests::line;

    /// Glyphs of full width from a point on, at an angle.
    pub(in crate::table) fn at_angle(text: &str, (x, y): (f32, f32), degrees: f32, turn: Turn) -> Vec<Glyph> {
        let (sin, cos) = degrees.to_radians().sin_cos();
        let mut glyphs = line(text, 0.0, 0.0, 10.0);
        for g in &mut glyphs {
            let (along, up) = (g.bbox.centre_x(), 3.8);
            let (x, y) = (x + along * cos - up * sin, y - along * sin - up * cos);
            g.bbox = Rect::new(x - 6.0, y - 6.0, x + 6.0, y + 6.0);
            (g.baseline, g.turn) = (y, turn);
        }
        glyphs
    }

    #[test]
    fn each_text_has_its_angle() {
        let own = |text, x| at_angle(text, (x, 100.0), 45.0, Turn::Slanted);
        let glyphs = [own("总收入", 10.0), own("固定 投资", 50.0), line("备注", 90.0, 90.0, 10.0)].concat();
        let found = texts(&glyphs, |turn| turn == Turn::Slanted);
        let told: Vec<_> = found.iter().map(|t| (t.glyphs.clone(), t.angle.round())).collect();
        assert_eq!(told, [(0..3, 45.0), (3..7, 45.0)]);
        assert!(found[0].is_alike(&found[1]) && found[0].foot().0 < 20.0);
    }

    #[test]
    fn what_stands_in_a_ring_is_no_text() {
        let ring = |i: usize| at_angle("章", (100.0, 100.0), 20.0 * i as f32, Turn::Slanted)[0];
        let ring: Vec<Glyph> = (1..9)
            .map(|i| {
                let (sin, cos) = (20.0 * i as f32).to_radians().sin_cos();
                let (x, y) = (100.0 + 40.0 * cos, 100.0 - 40.0 * sin);
                Glyph { bbox: Rect::new(x - 6.0, y - 6.0, x + 6.0, y + 6.0), ..ring(i) }
            })
            .collect();
        assert!(texts(&ring, |turn| turn == Turn::Slanted).iter().all(|t| t.glyphs.len() == 2));
    }
}
