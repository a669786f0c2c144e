//! Runs the content streams of one page (PDF 32000-1, 8 and 9): what draws [`text`], what draws rules and pictures
//! ([`painting`]), and the [`resources`] that both name.

mod painting;
mod pen;
mod resources;
mod text;

use fenjie_model::{HashMap, Rect};
use lopdf::{Dictionary, Object, Stream};

use crate::deadline::Deadline;
use crate::options::Limits;
use crate::page::{Before, Page};

use super::annotation::Kind;
use super::covered::Painted;
use super::fonts::Fonts;
use super::layers::Layers;
use super::ledger::{Damage, Ledger, Limit};
use super::lexer::{Lexer, Operand};
use super::matrix::Matrix;
use super::objects::Objects;
use super::path::{Path, Sides};
use super::state::State;
use super::unshown::Unshown;
use resources::resource;

/// Operators, and codes of text, between two looks at the clock.
const CLOCK: usize = 1024;

/// What outlives a page.
#[derive(Debug)]
pub(super) struct Shared<'a> {
    pub(super) objects: &'a Objects,
    pub(super) fonts: &'a mut Fonts,
    pub(super) ledger: &'a mut Ledger,
    pub(super) layers: &'a Layers,
    pub(super) unshown: &'a mut Unshown,
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
    painted: Painted,
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
    /// What stood before the next glyph.
    before: Before,
    /// How many glyphs the string has shown so far.
    in_string: u32,
    /// Marked content within marked content.
    marked: usize,
    /// The outermost of it that belongs to a layer that is not shown.
    hidden: Option<usize>,
    operators: usize,
    /// The codes that were shown.
    codes: usize,
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
            painted: Painted::default(),
            current: (0.0, 0.0),
            clip_pending: false,
            text_matrix: Matrix::IDENTITY,
            line_matrix: Matrix::IDENTITY,
            fonts: HashMap::default(),
            running: Vec::new(),
            annotation: false,
            before: Before::Start,
            in_string: 0,
            marked: 0,
            hidden: None,
            operators: 0,
            codes: 0,
            segments: 0,
            stopped: false,
        }
    }

    /// The page with all that was drawn and can be seen.
    pub(super) fn finish(self) -> Page {
        let Self { shared, mut page, mut painted, segments, .. } = self;
        painted.is_partial |= segments > shared.limits.segments;
        painted.take_blank(&mut page);
        painted.hide(&mut page, shared.unshown, shared.ledger);
        page
    }

    /// Draws the appearance of an annotation: the box of its form, turned by the form's matrix, fills the rectangle
    /// of the annotation (12.5.5). A highlight lets the text shine through, whatever its form says, and
    /// a shape has no rules.
    pub(super) fn annotate(&mut self, form: &Stream, rect: [f64; 4], kind: Kind) {
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
        // What the page left open ends with it.
        (self.marked, self.hidden) = (0, None);
        self.state = State::new(into.then(self.to_page), self.shown);
        self.state.veil.outer = kind == Kind::Highlight;
        let (rules, drawings) = (self.page.rules.len(), self.page.drawings.len());
        self.form(form, &Dictionary::new());
        if kind == Kind::Shape {
            self.page.rules.truncate(rules);
            self.painted.forget_blank(rules);
            self.page.drawings.truncate(drawings);
        }
        self.annotation = false;
    }

    /// An annotation with text that nothing draws.
    pub(super) fn leave_out(&mut self, rect: [f64; 4]) {
        let mut path = Path::default();
        path.rect([rect[0], rect[1], rect[2] - rect[0], rect[3] - rect[1]], self.to_page);
        if let Some([x0, top, x1, bottom]) = path.bounds() {
            let bbox = Rect::new(x0 as f32, top as f32, x1 as f32, bottom as f32);
            self.shared.unshown.not_drawn.add(self.page.number, bbox);
        }
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
                self.picture(false, 0);
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
            b"J" | b"j" | b"M" | b"d" | b"ri" | b"i" | b"BI" | b"EI" | b"d0" | b"d1" | b"MP" | b"DP"
            | b"ET" | b"BX" | b"EX" => {}
            b"sh" => self.painted.ground(self.state.clip),
            b"BMC" | b"BDC" | b"EMC" => self.mark(operator, operands, resources),
            _ => {
                // The commonest first.
                let known = self.operate_text(operator, operands, strings, resources)
                    || self.operate_path(operator, operands)
                    || self.operate_colour(operator, operands, resources);
                if !known {
                    self.shared.ledger.damage(self.page.number, Damage::Torn);
                }
            }
        }
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
        let veil = &mut self.state.veil;
        if let Some(mode) = objects.get(parameters, b"BM") {
            let mode = mode
                .as_array()
                .map_or(mode, |modes| modes.first().map_or(mode, |mode| objects.resolve(mode)));
            veil.blends = !matches!(mode.as_name(), Ok(b"Normal" | b"Compatible"));
        }
        if let Some(mask) = objects.get(parameters, b"SMask") {
            veil.masked = mask.as_name().is_err();
        }
        if let Some(overprint) = objects.get(parameters, b"op").or_else(|| objects.get(parameters, b"OP")) {
            veil.overprints = overprint.as_bool().unwrap_or(false);
        }
        if let Some([font, size]) = objects.get_array(parameters, b"Font") {
            self.state.text.font = self.shared.fonts.index(objects, font);
            self.state.text.size = objects.number(size).unwrap_or(0.0);
        }
    }

    /// Begins or ends marked content, which may belong to a layer (8.11.3.2).
    fn mark(&mut self, operator: &[u8], operands: &[Operand<'_>], resources: &Dictionary) {
        if self.shared.layers.all_shown() {
            return;
        }
        if operator == b"EMC" {
            self.hidden = self.hidden.filter(|&from| from < self.marked);
            self.marked = self.marked.saturating_sub(1);
            return;
        }
        self.marked += 1;
        if let [Operand::Name(b"OC"), name @ Operand::Name(_)] = operands
            && let Some(layer) = resource(self.shared.objects, resources, b"Properties", Some(name))
            && !self.shared.layers.shows(self.shared.objects, layer)
        {
            self.hidden.get_or_insert(self.marked);
        }
    }

    fn draw_object(&mut self, operands: &[Operand<'_>], resources: &Dictionary) {
        let objects = self.shared.objects;
        let Some(Object::Stream(stream)) =
            resource(objects, resources, b"XObject", operands.last()).map(|object| objects.resolve(object))
        else {
            return self.shared.ledger.damage(self.page.number, Damage::ObjectMissing);
        };
        let outside = self.hidden;
        if stream.dict.get(b"OC").is_ok_and(|layer| !self.shared.layers.shows(objects, layer)) {
            self.hidden.get_or_insert(self.marked);
        }
        match objects.get_name(&stream.dict, b"Subtype") {
            Some(b"Image") => {
                self.picture(is_opaque(objects, &stream.dict), pixels_across(objects, &stream.dict))
            }
            _ => self.form(stream, resources),
        }
        self.hidden = outside;
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
        self.state.veil.outer = self.state.shines_through();
        if let Some([x0, y0, x1, y1]) = objects.get_numbers::<4>(&form.dict, b"BBox") {
            let mut bbox = Path::default();
            bbox.rect([x0, y0, x1 - x0, y1 - y0], self.state.ctm);
            if let Some(bounds) = bbox.bounds() {
                self.state.clip_to(bounds);
                self.state.veil.shaped |= !bbox.is_box();
            }
        }
        let fonts = std::mem::take(&mut self.fonts);
        let (marked, hidden) = (self.marked, self.hidden);
        self.running.push(address);
        self.run(&content, resources);
        self.running.pop();
        (self.marked, self.hidden) = (marked, hidden);
        self.fonts = fonts;
        (self.state, self.text_matrix, self.line_matrix) = outside;
        self.saved = saved;
        self.unsaved = unsaved;
        self.path.clear();
    }
}

/// Whether a picture has no mask, and is none.
fn is_opaque(objects: &Objects, picture: &Dictionary) -> bool {
    let masked = [&b"SMask"[..], b"Mask", b"SMaskInData"].iter().any(|key| picture.has(key));
    !masked && objects.get(picture, b"ImageMask").is_none_or(|mask| !mask.as_bool().unwrap_or(true))
}

/// How many pixels a picture has from side to side, where it has the fewest; 0 where that is not told.
fn pixels_across(objects: &Objects, picture: &Dictionary) -> i64 {
    let size = |key: &[u8]| objects.get(picture, key).and_then(|size| size.as_i64().ok()).unwrap_or(0);
    size(b"Width").min(size(b"Height"))
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

fn form_matrix(objects: &Objects, form: &Stream) -> Matrix {
    objects.get_numbers::<6>(&form.dict, b"Matrix").map_or(Matrix::IDENTITY, Matrix)
}
