//! What hayro-interpret draws, in the terms of the comparison.

use fenjie_model::text::{fold_lookalike, is_space};
use fenjie_parser::page::Axis;
use hayro_interpret::font::GlyphRun;
use hayro_interpret::hayro_cmap::BfString;
use hayro_interpret::hayro_syntax::Pdf;
use hayro_interpret::kurbo::{Affine, BezPath, PathEl, Point, Rect, Shape};
use hayro_interpret::{
    BlendMode, ClipPath, Context, Device, DrawMode, DrawProps, Image, ImageDrawProps, InterpreterCache,
    InterpreterSettings, SoftMask, TransformExt, interpret_page,
};

/// A filled box no thicker than this is a line; in points.
const THIN: f64 = 3.0;

/// One character.
#[derive(Debug)]
pub(crate) struct Drawn {
    /// The character, where hayro tells it.
    pub(crate) ch: Option<char>,
    /// The origin; none for the later characters of a ligature.
    pub(crate) origin: Option<(f32, f32)>,
}

/// A stroked segment or thin filled box.
#[derive(Debug)]
pub(crate) struct Line {
    pub(crate) axis: Axis,
    pub(crate) at: f32,
    pub(crate) from: f32,
    pub(crate) to: f32,
    pub(crate) thickness: f32,
}

/// A page as a list of what is drawn on it.
#[derive(Debug, Default)]
pub(crate) struct Drawing {
    pub(crate) glyphs: Vec<Drawn>,
    pub(crate) lines: Vec<Line>,
    size: (f64, f64),
}

/// The pages by hayro-interpret.
pub(crate) fn hayro(bytes: Vec<u8>) -> Vec<Drawing> {
    let pdf = Pdf::new(bytes).expect("hayro reads it");
    let cache = InterpreterCache::new();
    let mut drawings = Vec::new();
    for page in pdf.pages().iter() {
        let (width, height) = page.render_dimensions();
        let size = (f64::from(width), f64::from(height));
        let bounds = Rect::new(0.0, 0.0, size.0, size.1);
        let transform = page.initial_transform(true).to_kurbo();
        let settings = InterpreterSettings::default();
        let mut context = Context::new(transform, bounds, &cache, page.xref(), settings);
        let mut drawing = Drawing { size, ..Drawing::default() };
        interpret_page(page, &mut context, &mut drawing);
        drawings.push(drawing);
    }
    drawings
}

impl Drawing {
    fn line(&mut self, a: Point, b: Point, thickness: f64) {
        let (dx, dy) = ((a.x - b.x).abs(), (a.y - b.y).abs());
        let line = if dx >= dy {
            Line {
                axis: Axis::Horizontal,
                at: a.y as f32,
                from: a.x.min(b.x) as f32,
                to: a.x.max(b.x) as f32,
                thickness: thickness as f32,
            }
        } else {
            Line {
                axis: Axis::Vertical,
                at: a.x as f32,
                from: a.y.min(b.y) as f32,
                to: a.y.max(b.y) as f32,
                thickness: thickness as f32,
            }
        };
        if dx.min(dy) < 0.4 {
            self.lines.push(line);
        }
    }

    fn stroke(&mut self, path: &BezPath) {
        let (mut start, mut last) = (Point::ZERO, Point::ZERO);
        for element in path {
            match element {
                PathEl::MoveTo(point) => (start, last) = (point, point),
                PathEl::LineTo(point) => {
                    self.line(last, point, 0.0);
                    last = point;
                }
                PathEl::QuadTo(_, point) | PathEl::CurveTo(_, _, point) => last = point,
                PathEl::ClosePath => {
                    self.line(last, start, 0.0);
                    last = start;
                }
            }
        }
    }

    /// Thin boxes among the subpaths.
    fn fill(&mut self, path: &BezPath) {
        let mut subpaths: Vec<BezPath> = Vec::new();
        for element in path {
            if let PathEl::MoveTo(_) = element {
                subpaths.push(BezPath::new());
            }
            if let Some(subpath) = subpaths.last_mut() {
                subpath.push(element);
            }
        }
        let mut outer: Option<Rect> = None;
        for subpath in subpaths {
            let curved = subpath.iter().any(|e| matches!(e, PathEl::CurveTo(..) | PathEl::QuadTo(..)));
            let b = subpath.bounding_box();
            let last = outer.take();
            if curved || subpath.elements().len() > 8 {
                continue;
            }
            if b.width().min(b.height()) > THIN {
                if let Some(last) = last {
                    self.frame(last.union(b), last.intersect(b));
                }
                outer = Some(b);
            } else {
                self.thin_box(b);
            }
        }
    }

    /// What lies between two boxes, where it is thin.
    fn frame(&mut self, o: Rect, i: Rect) {
        self.thin_box(Rect::new(o.x0, o.y0, o.x1, i.y0));
        self.thin_box(Rect::new(o.x0, i.y1, o.x1, o.y1));
        self.thin_box(Rect::new(o.x0, o.y0, i.x0, o.y1));
        self.thin_box(Rect::new(i.x1, o.y0, o.x1, o.y1));
    }

    fn thin_box(&mut self, b: Rect) {
        let (c, thickness) = (b.center(), b.width().min(b.height()));
        if !(0.01..=THIN).contains(&thickness) {
        } else if b.width() >= b.height() {
            self.line(Point::new(b.x0, c.y), Point::new(b.x1, c.y), thickness);
        } else {
            self.line(Point::new(c.x, b.y0), Point::new(c.x, b.y1), thickness);
        }
    }
}

impl<'a> Device<'a> for Drawing {
    fn draw_path(&mut self, path: &BezPath, props: DrawProps<'a>, mode: &DrawMode) {
        let path = props.transform * path.clone();
        if matches!(mode, DrawMode::Fill(_) | DrawMode::FillAndStroke(..)) {
            self.fill(&path);
        }
        if matches!(mode, DrawMode::Stroke(_) | DrawMode::FillAndStroke(..)) {
            self.stroke(&path);
        }
    }

    fn draw_glyph_run(&mut self, run: &GlyphRun<'_, 'a>, props: DrawProps<'a>, _: &DrawMode) {
        for glyph in run.glyphs() {
            let place: Affine = props.transform * glyph.transform();
            let origin = place * Point::ZERO;
            // Outside of the page, where ours are left out.
            if origin.x < 0.0 || origin.y < 0.0 || origin.x > self.size.0 || origin.y > self.size.1 {
                continue;
            }
            let origin = (origin.x as f32, origin.y as f32);
            let chars: Vec<char> = match glyph.as_unicode() {
                Some(BfString::Char(c)) => vec![c],
                Some(BfString::String(s)) => s.chars().collect(),
                None => {
                    self.glyphs.push(Drawn { ch: None, origin: Some(origin) });
                    continue;
                }
            };
            for (i, c) in chars.into_iter().map(fold_lookalike).enumerate() {
                if !is_space(c) {
                    self.glyphs.push(Drawn { ch: Some(c), origin: (i == 0).then_some(origin) });
                }
            }
        }
    }

    fn push_clip_path(&mut self, _: &ClipPath) {}
    fn push_transparency_group(&mut self, _: f32, _: Option<SoftMask<'a>>, _: BlendMode) {}
    fn draw_image(&mut self, _: Image<'a, '_>, _: ImageDrawProps<'a>) {}
    fn pop_clip(&mut self) {}
    fn pop_transparency_group(&mut self) {}
}
