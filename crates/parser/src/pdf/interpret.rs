//! Runs the content streams of one page (PDF 32000-1, 8 and 9).

use fenjie_model::text::{fold_lookalike, is_space};
use fenjie_model::{HashMap, Rect};
use lopdf::{Dictionary, Object, Stream};

use crate::deadline::Deadline;
use crate::options::Limits;
use crate::page::{Glyph, Page, Turn};

use super::font::{Drawn, Text};
use super::fonts::{Fonts, Tally};
use super::ledger::{Damage, Ledger, Limit};
use super::lexer::{Lexer, Operand};
use super::matrix::Matrix;
use super::objects::Objects;
use super::path::{Path, Sides, THIN};
use super::state::{Space, State};

/// The part of the em above the baseline; the rest lies below.
const ASCENT: f64 = 0.88;

/// Operators between two looks at the clock.
const CLOCK: usize = 1024;

/// What outlives a page.
#[derive(Debug)]
pub(super) struct Shared<'a> {
    pub(super) objects: &'a Objects,
    pub(super) fonts: &'a mut Fonts,
    pub(super) ledger: &'a mut Ledger,
    pub(super) invisible: &'a mut Tally,
    pub(super) off_page: &'a mut Tally,
    pub(super) limits: &'a Limits,
    pub(super) deadline: Deadline,
}

/// An interpreter of one page.
#[derive(Debug)]
pub(super) struct Interpreter<'a> {
    shared: Shared<'a>,
    page: Page,
    to_page: Matrix,
    /// The box of the page.
    shown: Sides,
    state: State,
    saved: Vec<State>,
    /// Saves beyond the limit, so that restores still pair.
    unsaved: usize,
    path: Path,
    /// The current point, before the first is drawn.
    current: (f64, f64),
    clip_pending: bool,
    text_matrix: Matrix,
    line_matrix: Matrix,
    /// The fonts that the stream named so far.
    fonts: HashMap<Vec<u8>, u16>,
    /// The streams of the forms that are being run, by address.
    running: Vec<usize>,
    annotation: bool,
    operators: usize,
    segments: usize,
    stopped: bool,
}

impl<'a> Interpreter<'a> {
    /// An interpreter that draws on the page, which has its number and size.
    pub(super) fn new(shared: Shared<'a>, page: Page, to_page: Matrix) -> Self {
        let clip = [0.0, 0.0, f64::from(page.width), f64::from(page.height)];
        Self {
            shared,
            page,
            to_page,
            shown: clip,
            state: State::new(to_page, clip),
            saved: Vec::new(),
            unsaved: 0,
            path: Path::default(),
            current: (0.0, 0.0),
            clip_pending: false,
            text_matrix: Matrix::IDENTITY,
            line_matrix: Matrix::IDENTITY,
            fonts: HashMap::default(),
            running: Vec::new(),
            annotation: false,
            operators: 0,
            segments: 0,
            stopped: false,
        }
    }

    /// The page with all that was drawn.
    pub(super) fn finish(self) -> Page {
        self.page
    }

    /// Draws the appearance of an annotation: the box of its form, turned by the form's matrix, fills the rectangle
    /// of the annotation (12.5.5).
    pub(super) fn annotate(&mut self, form: &Stream, rect: [f64; 4]) {
        let objects = self.shared.objects;
        let Some([x0, y0, x1, y1]) = objects.get_numbers::<4>(&form.dict, b"BBox") else { return };
        let matrix = form_matrix(objects, form);
        let corners = [(x0, y0), (x1, y0), (x1, y1), (x0, y1)].map(|(x, y)| matrix.apply(x, y));
        let low = corners.iter().fold((f64::MAX, f64::MAX), |low, p| (low.0.min(p.0), low.1.min(p.1)));
        let high = corners.iter().fold((f64::MIN, f64::MIN), |high, p| (high.0.max(p.0), high.1.max(p.1)));
        let (left, bottom) = (rect[0].min(rect[2]), rect[1].min(rect[3]));
        let fit = |from: f64, to: f64| if from.abs() < 1e-6 { 1.0 } else { to.abs() / from };
        let sx = fit(high.0 - low.0, rect[2] - rect[0]);
        let sy = fit(high.1 - low.1, rect[3] - rect[1]);
        let into = Matrix([sx, 0.0, 0.0, sy, left - low.0 * sx, bottom - low.1 * sy]);
        self.annotation = true;
        self.saved.clear();
        self.state = State::new(into.then(self.to_page), self.shown);
        self.form(form, &Dictionary::new());
        self.annotation = false;
    }

    /// Runs a content stream with its resources.
    pub(super) fn run(&mut self, content: &[u8], resources: &Dictionary) {
        let mut lexer = Lexer::new(content);
        while let Some(operator) = lexer.next_operator() {
            self.operators += 1;
            if self.operators > self.shared.limits.operators {
                self.stop(Limit::Operators);
            } else if self.operators.is_multiple_of(CLOCK) && self.shared.deadline.passed() {
                self.stop(Limit::Time);
            }
            if self.stopped {
                return;
            }
            if operator == b"ID" {
                lexer.skip_inline_image();
                self.picture();
            } else {
                self.operate(operator, &lexer.operands, &lexer.strings, resources);
            }
        }
        if lexer.torn {
            self.shared.ledger.damage(self.page.number, Damage::Torn);
        }
    }

    fn stop(&mut self, limit: Limit) {
        self.shared.ledger.limit(limit, Some(self.page.number));
        self.stopped = true;
    }

    fn operate(&mut self, operator: &[u8], operands: &[Operand<'_>], strings: &[u8], resources: &Dictionary) {
        match operator {
            // Text, the commonest first.
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
                }
            }
            // The graphics state.
            b"q" => self.save(),
            b"Q" => self.restore(),
            b"cm" => {
                if let Some(m) = numbers::<6>(operands) {
                    let ctm = Matrix(m).then(self.state.ctm);
                    if ctm.is_sane() {
                        self.state.ctm = ctm;
                    }
                }
            }
            b"w" => set(&mut self.state.line_width, operands),
            b"gs" => self.set_parameters(operands, resources),
            b"Do" => self.draw_object(operands, resources),
            // What draws neither text nor rules.
            b"J" | b"j" | b"M" | b"d" | b"ri" | b"i" | b"sh" | b"BI" | b"EI" | b"d0" | b"d1" | b"MP"
            | b"DP" | b"BMC" | b"BDC" | b"EMC" | b"ET" | b"BX" | b"EX" => {}
            _ => {
                if !self.operate_path(operator, operands)
                    && !self.operate_colour(operator, operands, resources)
                {
                    self.shared.ledger.damage(self.page.number, Damage::Torn);
                }
            }
        }
    }

    /// Builds or paints the path; false where the operator does neither.
    fn operate_path(&mut self, operator: &[u8], operands: &[Operand<'_>]) -> bool {
        match operator {
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
            b"c" => self.curve(numbers::<6>(operands).map(|n| (n[4], n[5]))),
            b"v" | b"y" => self.curve(numbers::<4>(operands).map(|n| (n[2], n[3]))),
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
    fn operate_colour(&mut self, operator: &[u8], operands: &[Operand<'_>], resources: &Dictionary) -> bool {
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
        if self.segments > self.shared.limits.segments {
            self.stop(Limit::Segments);
        }
    }

    fn curve(&mut self, end: Option<(f64, f64)>) {
        if let Some((x, y)) = end {
            self.path.curve_to(self.state.ctm.apply(x, y));
            self.count_segments(1);
        }
    }

    fn paint(&mut self, painting: Painting) {
        if painting != Painting::Stroke {
            self.path.fill(self.state.fill_paint(), &mut self.page.rules);
        }
        if painting != Painting::Fill {
            let width = self.state.line_width.abs() * self.state.ctm.scale();
            self.path.stroke(width, self.state.stroke_paint(), &mut self.page.rules);
        }
        self.path.draw(self.state.fill_paint().clip, &mut self.page.drawings);
        self.end_path();
    }

    fn end_path(&mut self) {
        if std::mem::take(&mut self.clip_pending)
            && let Some(bounds) = self.path.bounds()
        {
            self.state.clip_to(bounds);
        }
        self.path.clear();
    }

    fn save(&mut self) {
        if self.saved.len() < self.shared.limits.state_depth {
            self.saved.push(self.state.clone());
        } else {
            self.unsaved += 1;
            self.shared.ledger.limit(Limit::StateDepth, Some(self.page.number));
        }
    }

    fn restore(&mut self) {
        if self.unsaved > 0 {
            self.unsaved -= 1;
        } else if let Some(state) = self.saved.pop() {
            self.state = state;
        }
    }

    fn set_parameters(&mut self, operands: &[Operand<'_>], resources: &Dictionary) {
        let objects = self.shared.objects;
        let Some(parameters) = resource(objects, resources, b"ExtGState", operands.last())
            .and_then(|object| objects.dict(object))
        else {
            return;
        };
        if let Some(opacity) = objects.get_number(parameters, b"ca") {
            self.state.fill.opacity = opacity;
        }
        if let Some(opacity) = objects.get_number(parameters, b"CA") {
            self.state.stroke.opacity = opacity;
        }
        if let Some(width) = objects.get_number(parameters, b"LW") {
            self.state.line_width = width;
        }
        if let Some([font, size]) = objects.get_array(parameters, b"Font") {
            self.state.text.font = self.shared.fonts.index(objects, font);
            self.state.text.size = objects.number(size).unwrap_or(0.0);
        }
    }

    fn draw_object(&mut self, operands: &[Operand<'_>], resources: &Dictionary) {
        let objects = self.shared.objects;
        let Some(Object::Stream(stream)) =
            resource(objects, resources, b"XObject", operands.last()).map(|object| objects.resolve(object))
        else {
            return self.shared.ledger.damage(self.page.number, Damage::ObjectMissing);
        };
        match objects.get_name(&stream.dict, b"Subtype") {
            Some(b"Image") => self.picture(),
            _ => self.form(stream, resources),
        }
    }

    /// Runs a form XObject (8.10); one without resources has those of what draws it.
    fn form(&mut self, form: &Stream, outer: &Dictionary) {
        let address = std::ptr::from_ref(form).addr();
        if self.running.contains(&address) {
            return;
        }
        if self.running.len() >= self.shared.limits.form_depth {
            return self.shared.ledger.limit(Limit::FormDepth, Some(self.page.number));
        }
        let objects = self.shared.objects;
        let content = objects.data(form);
        let resources = objects.get_dict(&form.dict, b"Resources").unwrap_or(outer);
        let outside = (self.state.clone(), self.text_matrix, self.line_matrix);
        let saved = std::mem::take(&mut self.saved);
        let unsaved = std::mem::take(&mut self.unsaved);
        self.state.ctm = form_matrix(objects, form).then(self.state.ctm);
        if let Some([x0, y0, x1, y1]) = objects.get_numbers::<4>(&form.dict, b"BBox") {
            let mut bbox = Path::default();
            bbox.rect([x0, y0, x1 - x0, y1 - y0], self.state.ctm);
            if let Some(bounds) = bbox.bounds() {
                self.state.clip_to(bounds);
            }
        }
        let fonts = std::mem::take(&mut self.fonts);
        self.running.push(address);
        self.run(&content, resources);
        self.running.pop();
        self.fonts = fonts;
        (self.state, self.text_matrix, self.line_matrix) = outside;
        self.saved = saved;
        self.unsaved = unsaved;
        self.path.clear();
    }

    /// A picture fills the unit square of user space.
    fn picture(&mut self) {
        let mut square = Path::default();
        square.rect([0.0, 0.0, 1.0, 1.0], self.state.ctm);
        let Some([x0, y0, x1, y1]) = square.bounds() else { return };
        let clip = self.state.clip;
        let [x0, y0, x1, y1] = [x0.max(clip[0]), y0.max(clip[1]), x1.min(clip[2]), y1.min(clip[3])];
        if x0 < x1 && y0 < y1 {
            self.count_segments(1);
            if (x1 - x0).min(y1 - y0) <= THIN {
                // Borders are drawn as pictures of one pixel, too.
                return square.fill(self.state.fill_paint(), &mut self.page.rules);
            }
            self.page.pictures.push(Rect::new(x0 as f32, y0 as f32, x1 as f32, y1 as f32));
        }
    }

    fn set_font(&mut self, operands: &[Operand<'_>], resources: &Dictionary) {
        self.state.text.font = self.named_font(operands.first(), resources);
        if let Some(Operand::Number(size)) = operands.last() {
            self.state.text.size = *size;
        }
    }

    /// The font of a name; it is looked for once in a stream, which sets it for every line.
    fn named_font(&mut self, operand: Option<&Operand<'_>>, resources: &Dictionary) -> Option<u16> {
        let Some(Operand::Name(name)) = operand else { return None };
        if let Some(&known) = self.fonts.get(*name) {
            return Some(known);
        }
        let objects = self.shared.objects;
        let font = self.shared.fonts.index(objects, resource(objects, resources, b"Font", operand)?)?;
        self.fonts.insert(name.to_vec(), font);
        Some(font)
    }

    fn next_line(&mut self, by: Option<[f64; 2]>) {
        let Some([tx, ty]) = by else { return };
        self.line_matrix = Matrix::shift(tx, ty).then(self.line_matrix);
        self.text_matrix = self.line_matrix;
    }

    fn show_operand(&mut self, operand: Option<&Operand<'_>>, strings: &[u8]) {
        if let Some(Operand::String(range) | Operand::Torn(range)) = operand {
            self.show(&strings[range.clone()]);
        }
    }

    fn show_array(&mut self, operands: &[Operand<'_>], strings: &[u8]) {
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
        let vertical = font.is_vertical();
        let pen = Pen::new(&text, f64::from(font.em()), self.text_matrix.then(self.state.ctm));
        let mut moved = (0.0, 0.0);
        while !bytes.is_empty() && !self.stopped {
            let Some(font) = self.shared.fonts.font(index) else { return };
            let code = font.next(bytes);
            bytes = &bytes[usize::from(code.length).clamp(1, bytes.len())..];
            let Some(drawn) = self.shared.fonts.draw(objects, index, code) else { return };
            if drawn.text != Text::One(' ') {
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
                self.shared.off_page.add(self.page.number, box_);
            }
            return;
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

    fn push(&mut self, glyph: Glyph) {
        let ch = fold_lookalike(glyph.ch);
        if is_space(ch) {
            return;
        }
        if self.page.glyphs.len() >= self.shared.limits.glyphs {
            return self.stop(Limit::Glyphs);
        }
        if glyph.invisible {
            self.shared.invisible.add(self.page.number, glyph.bbox);
        }
        self.page.glyphs.push(Glyph { ch, ..glyph });
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Painting {
    Stroke,
    Fill,
    Both,
}

/// Where and how large glyphs are drawn.
struct Pen {
    /// Where text space's origin goes, with the rise.
    start: (f64, f64),
    /// Where its axes go.
    x: (f64, f64),
    y: (f64, f64),
    size: f64,
    /// The font size as displayed.
    shown_size: f32,
    stretch: f64,
    em: f64,
    turn: Turn,
}

impl Pen {
    fn new(text: &super::state::TextState, em: f64, to_page: Matrix) -> Self {
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
    fn place(&self, drawn: &Drawn, moved: (f64, f64), vertical: bool) -> (Turn, Rect, f32) {
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
fn share(all: Rect, along: Turn, i: usize, count: usize) -> Rect {
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

/// The last `N` operands, where they are numbers.
fn numbers<const N: usize>(operands: &[Operand<'_>]) -> Option<[f64; N]> {
    let last = operands.get(operands.len().checked_sub(N)?..)?;
    let mut out = [0.0; N];
    for (out, operand) in out.iter_mut().zip(last) {
        let Operand::Number(n) = operand else { return None };
        *out = *n;
    }
    Some(out)
}

fn set(target: &mut f64, operands: &[Operand<'_>]) {
    if let Some([n]) = numbers(operands) {
        *target = n;
    }
}

/// A named resource.
fn resource<'a>(
    objects: &'a Objects,
    resources: &'a Dictionary,
    kind: &[u8],
    name: Option<&Operand<'_>>,
) -> Option<&'a Object> {
    let Some(Operand::Name(name)) = name else { return None };
    let of_kind = objects.get_dict(resources, kind)?;
    match of_kind.get(name) {
        Ok(object) => Some(object),
        Err(_) if name.contains(&b'#') => of_kind.get(&unescaped(name)).ok(),
        Err(_) => None,
    }
}

/// A name with its `#xx` decoded.
fn unescaped(name: &[u8]) -> Vec<u8> {
    let mut out = Vec::with_capacity(name.len());
    let digit = |at: usize| name.get(at).and_then(|&b| (b as char).to_digit(16));
    let mut at = 0;
    while at < name.len() {
        if let (b'#', Some(high), Some(low)) = (name[at], digit(at + 1), digit(at + 2)) {
            out.push((high << 4 | low) as u8);
            at += 3;
        } else {
            out.push(name[at]);
            at += 1;
        }
    }
    out
}

fn form_matrix(objects: &Objects, form: &Stream) -> Matrix {
    objects.get_numbers::<6>(&form.dict, b"Matrix").map_or(Matrix::IDENTITY, Matrix)
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
