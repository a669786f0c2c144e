//! Paths, colours and pictures (PDF 32000-1, 8.5, 8.6 and 8.9).

use fenjie_model::Rect;
use lopdf::{Dictionary, Object};

use super::{Interpreter, numbers};
use crate::page::is_paper;
use crate::pdf::covered::is_thick;
use crate::pdf::ledger::Limit;
use crate::pdf::lexer::Operand;
use crate::pdf::objects::Objects;
use crate::pdf::path::{Path, THIN, clipped};
use crate::pdf::state::Space;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Painting {
    Stroke,
    Fill,
    Both,
}

impl Interpreter<'_> {
    /// Builds or paints the path; false where the operator does neither.
    pub(super) fn operate_path(&mut self, operator: &[u8], operands: &[Operand<'_>]) -> bool {
        match operator {
            b"m" | b"l" | b"c" | b"v" | b"y" | b"re" if self.is_full() => {}
            b"m" => {
                if let Some([x, y]) = numbers(operands) {
                    self.current = (x, y);
                    self.path.move_to(self.state.ctm.apply(x, y));
                }
            }
            b"l" => {
                if let Some([x, y]) = numbers(operands) {
                    self.path.line_to(self.state.ctm.apply(x, y));
                    self.count_segments(1);
                }
            }
            b"c" => self.curve(numbers::<6>(operands).map(|n| [(n[0], n[1]), (n[2], n[3]), (n[4], n[5])])),
            // The other control point is an end of the curve.
            b"v" | b"y" => {
                self.curve(numbers::<4>(operands).map(|n| [(n[0], n[1]), (n[0], n[1]), (n[2], n[3])]))
            }
            b"h" => self.path.close(),
            b"re" => {
                if let Some(rect) = numbers::<4>(operands) {
                    self.path.rect(rect, self.state.ctm);
                    self.count_segments(4);
                }
            }
            b"W" | b"W*" => self.clip_pending = true,
            b"n" => self.end_path(),
            b"S" => self.paint(Painting::Stroke),
            b"s" => {
                self.path.close();
                self.paint(Painting::Stroke);
            }
            b"f" | b"F" | b"f*" => self.paint(Painting::Fill),
            b"B" | b"B*" => self.paint(Painting::Both),
            b"b" | b"b*" => {
                self.path.close();
                self.paint(Painting::Both);
            }
            _ => return false,
        }
        true
    }

    /// Sets a colour; false where the operator does not.
    pub(super) fn operate_colour(
        &mut self,
        operator: &[u8],
        operands: &[Operand<'_>],
        resources: &Dictionary,
    ) -> bool {
        let stroking = operator.first().is_some_and(u8::is_ascii_uppercase);
        let ink = if stroking { &mut self.state.stroke } else { &mut self.state.fill };
        let mut components = [0.0; 8];
        let mut count = 0;
        for operand in operands {
            if let Operand::Number(n) = operand
                && count < components.len()
            {
                components[count] = *n;
                count += 1;
            }
        }
        match operator {
            b"g" | b"G" | b"rg" | b"RG" | b"k" | b"K" => {
                ink.space = Space::Additive;
                ink.set(&components[..count]);
            }
            b"sc" | b"scn" | b"SC" | b"SCN" => ink.set(&components[..count]),
            b"cs" | b"CS" => {
                if let Some(Operand::Name(name)) = operands.last() {
                    ink.space = colour_space(self.shared.objects, resources, name);
                    ink.colour = [0; 3];
                }
            }
            _ => return false,
        }
        true
    }

    fn count_segments(&mut self, more: usize) {
        self.segments += more;
        if self.is_full() {
            self.shared.ledger.limit(Limit::Segments, Some(self.page.number));
        }
    }

    /// Whether the page has as many segments as are drawn. Its text is read on.
    fn is_full(&self) -> bool {
        self.segments > self.shared.limits.segments
    }

    /// A curve by its control points and its end.
    fn curve(&mut self, points: Option<[(f64, f64); 3]>) {
        if let Some(points) = points {
            let [first, second, end] = points.map(|(x, y)| self.state.ctm.apply(x, y));
            self.path.curve_to([first, second], end);
            self.count_segments(1);
        }
    }

    fn paint(&mut self, painting: Painting) {
        if self.hidden.is_some() {
            return self.end_path();
        }
        if painting != Painting::Stroke {
            self.path.fill(self.state.fill_paint(), &mut self.page.rules);
            self.lay();
        }
        let rules = self.page.rules.len();
        if painting != Painting::Fill {
            let width = self.state.line_width.abs() * self.state.ctm.scale();
            self.path.stroke(width, self.state.stroke_paint(), &mut self.page.rules);
            if !is_paper(self.state.stroke.shown())
                && let Some([x0, y0, x1, y1]) = self.path.bounds()
                && (width > THIN || (x1 - x0).min(y1 - y0) <= THIN)
            {
                let by = width / 2.0;
                self.painted.ground([x0 - by, y0 - by, x1 + by, y1 + by]);
            }
        }
        if painting == Painting::Both
            && is_paper(self.state.fill.shown())
            && is_paper(self.state.stroke.shown())
            && let Some(sides) = self.path.bounds()
        {
            self.painted.blank(sides, rules..self.page.rules.len());
        }
        self.path.draw(self.state.fill_paint().clip, &mut self.page.drawings);
        self.end_path();
    }

    /// What filling the path hides, and lies under.
    fn lay(&mut self) {
        let before = self.page.glyphs.len();
        let shown = self.path.bounds().and_then(|sides| clipped(sides, self.state.clip));
        let Some(shown) = shown else { return };
        if before > 0 && is_thick(shown) && self.state.fills_opaquely() {
            let boxes = self.path.boxes().into_iter().filter_map(|sides| clipped(sides, self.state.clip));
            boxes.for_each(|sides| self.painted.cover(sides, before, false));
        }
        if !is_paper(self.state.fill.shown()) {
            self.painted.ground(shown);
        }
    }

    fn end_path(&mut self) {
        if std::mem::take(&mut self.clip_pending)
            && let Some(bounds) = self.path.bounds()
        {
            self.state.clip_to(bounds);
            self.state.veil.shaped |= !self.path.is_box();
        }
        self.path.clear();
    }

    /// A picture of so many pixels from side to side fills the unit square of user space.
    pub(super) fn picture(&mut self, is_opaque: bool, pixels_across: i64) {
        /// A thin picture of more shows something.
        const PIXELS_OF_RULE: i64 = 16;
        let mut square = Path::default();
        square.rect([0.0, 0.0, 1.0, 1.0], self.state.ctm);
        let Some([x0, y0, x1, y1]) = square.bounds() else { return };
        let clip = self.state.clip;
        let [x0, y0, x1, y1] = [x0.max(clip[0]), y0.max(clip[1]), x1.min(clip[2]), y1.min(clip[3])];
        if x0 < x1 && y0 < y1 && !self.is_full() && self.hidden.is_none() {
            self.count_segments(1);
            if (x1 - x0).min(y1 - y0) <= THIN {
                // Borders are drawn as pictures of one pixel, too, and grounds in strips.
                self.painted.ground([x0, y0, x1, y1]);
                if pixels_across <= PIXELS_OF_RULE {
                    return square.fill(self.state.fill_paint(), &mut self.page.rules);
                }
            } else if is_opaque && square.is_box() && !self.state.shines_through() && !self.state.veil.shaped
            {
                self.painted.cover([x0, y0, x1, y1], self.page.glyphs.len(), true);
            }
            self.page.pictures.push(Rect::new(x0 as f32, y0 as f32, x1 as f32, y1 as f32));
        }
    }
}

fn colour_space(objects: &Objects, resources: &Dictionary, name: &[u8]) -> Space {
    let family = match name {
        b"DeviceGray" | b"DeviceRGB" | b"DeviceCMYK" => return Space::Additive,
        b"Pattern" => return Space::Other,
        _ => objects.get_dict(resources, b"ColorSpace").and_then(|spaces| objects.get(spaces, name)),
    };
    let family = match family {
        Some(Object::Array(items)) => items.first().map(|item| objects.resolve(item)),
        other => other,
    };
    match family {
        Some(Object::Name(name)) => match name.as_slice() {
            b"Separation" | b"DeviceN" => Space::Tint,
            b"Indexed" | b"Pattern" | b"Lab" => Space::Other,
            _ => Space::Additive,
        },
        _ => Space::Additive,
    }
}
