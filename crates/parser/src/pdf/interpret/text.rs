//! Text: its operators, and the glyphs that they put on the page (PDF 32000-1, 9.4).

use fenjie_model::Rect;
use fenjie_model::text::{fold_lookalike, is_space};
use lopdf::Dictionary;

use crate::page::{Before, Glyph, Turn};

use super::pen::{Pen, share};
use super::{CLOCK, Interpreter, numbers, set};
use crate::page::is_paper;
use crate::pdf::font::{Drawn, Text};
use crate::pdf::ledger::{Damage, Limit};
use crate::pdf::lexer::Operand;
use crate::pdf::matrix::Matrix;
use crate::pdf::path::Sides;
use crate::pdf::state::State;

/// Text of this size in points is a dot.
const SMALLEST: f32 = 0.505;
/// Text with no more opacity is not seen.
const FAINTEST: f64 = 0.01;

impl Interpreter<'_> {
    /// Shows text or sets how it is shown; false where the operator does neither.
    pub(super) fn operate_text(
        &mut self,
        operator: &[u8],
        operands: &[Operand<'_>],
        strings: &[u8],
        resources: &Dictionary,
    ) -> bool {
        match operator {
            b"Tj" => self.show_operand(operands.last(), strings),
            b"TJ" => self.show_array(operands, strings),
            b"Tf" => self.set_font(operands, resources),
            b"Tm" => {
                if let Some(m) = numbers::<6>(operands) {
                    self.line_matrix = Matrix(m);
                    self.text_matrix = self.line_matrix;
                }
            }
            b"Td" => self.next_line(numbers(operands)),
            b"TD" => {
                if let Some([_, ty]) = numbers(operands) {
                    self.state.text.leading = -ty;
                }
                self.next_line(numbers(operands));
            }
            b"T*" => self.next_line(Some([0.0, -self.state.text.leading])),
            b"'" => {
                self.next_line(Some([0.0, -self.state.text.leading]));
                self.show_operand(operands.last(), strings);
            }
            b"\"" => {
                if let [Operand::Number(word), Operand::Number(char), ..] = operands {
                    self.state.text.word_space = *word;
                    self.state.text.char_space = *char;
                }
                self.next_line(Some([0.0, -self.state.text.leading]));
                self.show_operand(operands.last(), strings);
            }
            b"BT" => {
                self.line_matrix = Matrix::IDENTITY;
                self.text_matrix = Matrix::IDENTITY;
            }
            b"Tc" => set(&mut self.state.text.char_space, operands),
            b"Tw" => set(&mut self.state.text.word_space, operands),
            b"TL" => set(&mut self.state.text.leading, operands),
            b"Ts" => set(&mut self.state.text.rise, operands),
            b"Tz" => {
                if let Some([percent]) = numbers(operands) {
                    self.state.text.stretch = percent / 100.0;
                }
            }
            b"Tr" => {
                if let Some([mode]) = numbers(operands) {
                    self.state.text.invisible = mode == 3.0 || mode == 7.0;
                    self.state.text.outlined = matches!(mode as i64, 1 | 2 | 5 | 6);
                    // What is filled next may be so through its letters.
                    self.state.veil.shaped |= mode >= 4.0;
                }
            }
            _ => return false,
        }
        true
    }

    fn set_font(&mut self, operands: &[Operand<'_>], resources: &Dictionary) {
        self.state.text.font = self.named_font(operands.first(), resources);
        if let Some(Operand::Number(size)) = operands.last() {
            self.state.text.size = *size;
        }
    }

    fn next_line(&mut self, by: Option<[f64; 2]>) {
        let Some([tx, ty]) = by else { return };
        self.line_matrix = Matrix::shift(tx, ty).then(self.line_matrix);
        self.text_matrix = self.line_matrix;
    }

    fn show_operand(&mut self, operand: Option<&Operand<'_>>, strings: &[u8]) {
        if let Some(Operand::String(range) | Operand::Torn(range)) = operand {
            self.start();
            self.show(&strings[range.clone()]);
        }
    }

    fn show_array(&mut self, operands: &[Operand<'_>], strings: &[u8]) {
        self.start();
        for operand in operands {
            match operand {
                Operand::String(range) | Operand::Torn(range) => self.show(&strings[range.clone()]),
                Operand::Number(back) => {
                    let text = &self.state.text;
                    let by = -back / 1000.0 * text.size;
                    let vertical = text
                        .font
                        .and_then(|font| self.shared.fonts.font(font))
                        .is_some_and(|f| f.is_vertical());
                    let (x, y) = if vertical { (0.0, by) } else { (by * text.stretch, 0.0) };
                    self.text_matrix = Matrix::shift(x, y).then(self.text_matrix);
                }
                _ => {}
            }
        }
    }

    /// Starts a string, which can go on behind a space. Behind a letter alone it is that of each letter.
    fn start(&mut self) {
        if self.before == Before::Glyph || self.before == Before::Space && self.in_string == 1 {
            self.before = Before::Start;
        }
        self.in_string = 0;
    }

    /// Shows a string (9.4.3).
    fn show(&mut self, mut bytes: &[u8]) {
        let text = self.state.text;
        let objects = self.shared.objects;
        let index = text.font.or_else(|| {
            self.shared.ledger.damage(self.page.number, Damage::FontMissing);
            self.shared.fonts.missing(objects)
        });
        let Some(index) = index else { return };
        let Some(font) = self.shared.fonts.font(index) else { return };
        if font.has_lost_widths {
            self.shared.ledger.damage(self.page.number, Damage::WidthsMissing);
        }
        let vertical = font.is_vertical();
        let pen = Pen::new(&text, f64::from(font.em()), self.text_matrix.then(self.state.ctm));
        let mut moved = (0.0, 0.0);
        while !bytes.is_empty() && !self.stopped {
            // A string can be as long as its page.
            self.codes += 1;
            if self.codes.is_multiple_of(CLOCK) && self.shared.deadline.passed() {
                self.stop(Limit::Time);
            }
            let Some(font) = self.shared.fonts.font(index) else { return };
            let code = font.next(bytes);
            bytes = &bytes[usize::from(code.length).clamp(1, bytes.len())..];
            let Some(drawn) = self.shared.fonts.draw(objects, index, code) else { return };
            if drawn.text == Text::One(' ') {
                self.before = Before::Space;
            } else {
                self.put(index, drawn, &pen, moved, vertical);
            }
            let mut by = f64::from(drawn.advance) * text.size + text.char_space;
            if code.length == 1 && code.value == 32 {
                by += text.word_space;
            }
            if vertical {
                moved.1 += by;
            } else {
                moved.0 += by * text.stretch;
            }
        }
        if moved.0.is_finite() && moved.1.is_finite() {
            self.text_matrix = Matrix::shift(moved.0, moved.1).then(self.text_matrix);
        }
    }

    /// Puts what one code draws on the page.
    fn put(&mut self, font: u16, drawn: Drawn, pen: &Pen, moved: (f64, f64), vertical: bool) {
        let (along, box_, baseline) = pen.place(&drawn, moved, vertical);
        if !box_.width().is_finite() || !box_.height().is_finite() {
            return;
        }
        let on_page =
            box_.x1 > 0.0 && box_.bottom > 0.0 && box_.x0 < self.page.width && box_.top < self.page.height;
        if !on_page {
            if !matches!(drawn.text, Text::One(c) if is_space(c)) {
                self.shared.unshown.off_page.add(self.page.number, box_);
            }
            return;
        }
        if self.hidden.is_some() {
            return self.shared.unshown.in_layers.add(self.page.number, box_);
        }
        let glyph = Glyph {
            ch: char::REPLACEMENT_CHARACTER,
            bbox: box_,
            baseline,
            size: pen.shown_size,
            font,
            turn: along,
            colour: self.state.fill.shown(),
            invisible: self.state.text.invisible,
            annotation: self.annotation,
            beyond: beyond(box_, self.state.clip),
            before: self.before,
        };
        if let (Some(own), Text::One(told)) = (drawn.contradicted, drawn.text) {
            self.shared.fonts.contradicted(font, self.page.number, box_, told, own);
        }
        match drawn.text {
            Text::One(c) => self.push(Glyph { ch: c, ..glyph }),
            Text::Unknown => {
                self.shared.fonts.unknown(font, self.page.number, box_);
                self.push(glyph);
            }
            Text::Many(index) => {
                let count = self.shared.fonts.font(font).map_or(0, |font| font.ligature(index).len());
                for i in 0..count {
                    let Some(&c) = self.shared.fonts.font(font).and_then(|font| font.ligature(index).get(i))
                    else {
                        return;
                    };
                    self.push(Glyph { ch: c, bbox: share(box_, along, i, count), ..glyph });
                }
            }
        }
    }

    /// Notes whether the next glyph may not be seen.
    fn note_unseen(&mut self, glyph: &Glyph) {
        let State { clip: [x0, y0, x1, y1], fill, text, veil, .. } = &self.state;
        if text.invisible || text.outlined {
            return;
        }
        let next = self.page.glyphs.len();
        if glyph.size <= SMALLEST || fill.opacity <= FAINTEST || x0 >= x1 || y0 >= y1 {
            self.painted.unseen(next);
        } else if is_paper(glyph.colour) && !veil.blends && !veil.outer {
            self.painted.white(next);
        }
    }

    fn push(&mut self, glyph: Glyph) {
        let ch = as_drawn(fold_lookalike(glyph.ch), &glyph);
        if is_space(ch) {
            self.before = Before::Space;
            return;
        }
        if self.page.glyphs.len() >= self.shared.limits.glyphs {
            return self.stop(Limit::Glyphs);
        }
        if glyph.invisible {
            self.shared.unshown.invisible.add(self.page.number, glyph.bbox);
        }
        self.note_unseen(&glyph);
        self.page.glyphs.push(Glyph { ch, before: self.before, ..glyph });
        self.in_string = self.in_string.saturating_add(1);
        self.before = Before::Glyph;
    }
}

/// A soft hyphen that takes up room is drawn: fonts have one glyph for it and the hyphen, and many a file names that by
/// the former. Between digits or in a name it is as much of the text as any, and where a word is broken it is printed.
fn as_drawn(ch: char, glyph: &Glyph) -> char {
    /// It takes up this much at least, in ems.
    const ROOM: f32 = 0.1;
    let length = match glyph.turn {
        Turn::Clockwise | Turn::CounterClockwise => glyph.bbox.height(),
        _ => glyph.bbox.width(),
    };
    if ch == '\u{ad}' && length >= ROOM * glyph.size { '-' } else { ch }
}

/// How far the middle of a box lies beyond what is shown. Where nothing at all is, it does not.
fn beyond(bbox: Rect, [x0, y0, x1, y1]: Sides) -> [f32; 2] {
    /// So far within the clipping path the middle would have to lie to be seen, in points.
    const WITHIN: f32 = 1.0;
    let off = |middle: f32, from: f64, to: f64| {
        let (from, to) = (from as f32, to as f32);
        let within = WITHIN.min((to - from) / 2.0);
        if from >= to || (from..=to).contains(&middle) {
            0.0
        } else {
            middle - middle.max(from + within).min(to - within)
        }
    };
    [off(bbox.centre_x(), x0, x1), off(bbox.centre_y(), y0, y1)]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(clip: Sides, expected: [f32; 2]) {
        assert_eq!(beyond(Rect::new(20.0, 40.0, 30.0, 50.0), clip), expected);
    }

    #[test]
    fn a_soft_hyphen_with_room_is_printed() {
        let glyph = |width: f32| Glyph {
            ch: '\u{ad}',
            bbox: Rect::new(20.0, 40.0, 20.0 + width, 50.0),
            baseline: 49.0,
            size: 10.0,
            font: 0,
            turn: Turn::Upright,
            colour: [0; 3],
            invisible: false,
            annotation: false,
            beyond: [0.0; 2],
            before: Before::Start,
        };
        assert_eq!(as_drawn('\u{ad}', &glyph(3.3)), '-');
        assert_eq!(as_drawn('\u{ad}', &glyph(0.0)), '\u{ad}');
        assert_eq!(as_drawn('\u{200b}', &glyph(3.3)), '\u{200b}');
    }

    #[test]
    fn what_the_clipping_path_hides() {
        check([0.0, 0.0, 100.0, 100.0], [0.0, 0.0]);
        check([0.0, 0.0, 26.0, 46.0], [0.0, 0.0]);
        check([0.0, 0.0, 100.0, 30.0], [0.0, 16.0]);
        check([40.0, 0.0, 41.0, 100.0], [-15.5, 0.0]);
        check([100.0, 0.0, 0.0, 100.0], [0.0, 0.0]);
    }
}
