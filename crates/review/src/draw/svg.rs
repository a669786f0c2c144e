//! A device that writes SVG.
//!
//! Fills are written in page coordinates, clips and groups as nested `g` elements, and glyphs as uses of shared outlines.
//! Nothing of the file's strings gets into the output: it is numbers, colours and encoded pictures.

use std::collections::HashMap;
use std::fmt::Write;

use hayro_interpret::font::{Glyph, GlyphRun};
use hayro_interpret::kurbo::{Affine, BezPath, Rect, Shape};
use hayro_interpret::pattern::{Pattern, ShadingPattern, TilingPattern};
use hayro_interpret::{
    BlendMode, CacheKey, ClipPath, Device, DrawMode, DrawProps, FillRule, Image, ImageDrawProps, MaskType,
    Paint, SoftMask, StrokeProps,
};

use super::outlines::Outlines;
use super::{DrawLimits, Sheet, figures, paint, picture};

/// How deep patterns and masks may be drawn within each other.
const DEPTH: usize = 4;

/// The page that is being drawn.
#[derive(Debug)]
pub(super) struct Svg<'o> {
    /// The page's index: IDs of different pages differ.
    page: usize,
    frame: Rect,
    outlines: &'o mut Outlines,
    page_bytes: usize,
    pixels: u64,
    out: String,
    /// Clips, masks and patterns.
    defs: String,
    /// The IDs of definitions, by what they define.
    known: HashMap<String, usize>,
    masks: HashMap<u128, Option<usize>>,
    ids: usize,
    /// Whether each open clip opened an element.
    clips: Vec<bool>,
    /// Whether each open group opened an element.
    groups: Vec<bool>,
    /// The attributes of the group of glyphs that is open.
    run: Option<String>,
    depth: usize,
    origins: Vec<(f32, f32)>,
    cut: bool,
}

impl<'o> Svg<'o> {
    pub(super) fn new(page: usize, frame: Rect, outlines: &'o mut Outlines, limits: &DrawLimits) -> Self {
        Self {
            page,
            frame,
            outlines,
            page_bytes: limits.page_bytes,
            pixels: limits.pixels,
            out: String::new(),
            defs: String::new(),
            known: HashMap::new(),
            masks: HashMap::new(),
            ids: 0,
            clips: Vec::new(),
            groups: Vec::new(),
            run: None,
            depth: 0,
            origins: Vec::new(),
            cut: false,
        }
    }

    /// The page as it was drawn.
    pub(super) fn finish(mut self) -> Sheet {
        self.end_run();
        let open = self.clips.iter().chain(&self.groups).filter(|opened| **opened).count();
        (0..open).for_each(|_| self.out.push_str("</g>"));
        let mut elements = String::with_capacity(self.defs.len() + self.out.len() + 16);
        if !self.defs.is_empty() {
            let _ = write!(elements, "<defs>{}</defs>", self.defs);
        }
        elements.push_str(&self.out);
        Sheet {
            width: self.frame.width() as f32,
            height: self.frame.height() as f32,
            elements,
            origins: self.origins,
            cut: self.cut,
        }
    }

    /// Whether there is room for more.
    fn room(&mut self) -> bool {
        let room = self.out.len() + self.defs.len() < self.page_bytes;
        self.cut |= !room;
        room
    }

    fn end_run(&mut self) {
        if self.run.take().is_some() {
            self.out.push_str("</g>");
        }
    }

    fn id(&self, number: usize) -> String {
        format!("p{}-{number}", self.page)
    }

    /// The ID of a definition, which is written where it is new.
    fn define(&mut self, start: &str, rest: &str) -> String {
        let key = format!("{start}{rest}");
        let number = match self.known.get(&key) {
            Some(&number) => number,
            None => {
                let number = self.ids;
                self.ids += 1;
                let id = self.id(number);
                let _ = write!(self.defs, "<{start} id=\"{id}\"{rest}");
                self.known.insert(key, number);
                number
            }
        };
        self.id(number)
    }

    /// Draws into a string of its own.
    fn apart(&mut self, draw: impl FnOnce(&mut Self)) -> String {
        self.end_run();
        let out = std::mem::take(&mut self.out);
        let clips = std::mem::take(&mut self.clips);
        let groups = std::mem::take(&mut self.groups);
        let origins = self.origins.len();
        self.depth += 1;
        if self.depth <= DEPTH {
            draw(self);
        }
        self.depth -= 1;
        self.end_run();
        let open = self.clips.iter().chain(&self.groups).filter(|opened| **opened).count();
        (0..open).for_each(|_| self.out.push_str("</g>"));
        // What a pattern or mask draws is not on the page as it stands there.
        self.origins.truncate(origins);
        self.clips = clips;
        self.groups = groups;
        std::mem::replace(&mut self.out, out)
    }

    /// The attributes of a group; empty where it needs no element.
    fn group(
        &mut self,
        opacity: f32,
        mask: Option<SoftMask<'_>>,
        mask_id: Option<String>,
        mode: BlendMode,
    ) -> String {
        let mut attributes = String::new();
        if opacity < 1.0 {
            attributes.push_str(" opacity=\"");
            figures::number(&mut attributes, f64::from(opacity.max(0.0)), 3);
            attributes.push('"');
        }
        if mask.is_some()
            && let Some(id) = mask_id
        {
            let _ = write!(attributes, " mask=\"url(#{id})\"");
        }
        if let Some(class) = paint::blend_class(mode) {
            let _ = write!(attributes, " class=\"{class}\"");
        }
        attributes
    }

    /// The ID of a mask, drawn where it is new; none where it would nest too deep.
    fn mask<'a>(&mut self, mask: &SoftMask<'a>) -> Option<String> {
        let key = mask.cache_key();
        if let Some(known) = self.masks.get(&key) {
            return known.map(|number| self.id(number));
        }
        self.masks.insert(key, None);
        if self.depth >= DEPTH || !self.room() {
            return None;
        }
        let drawn = self.apart(|device| mask.interpret(device));
        let alpha = mask.mask_type() == MaskType::Alpha;
        let kind = if alpha { " mask-type=\"alpha\"" } else { "" };
        let mut back = String::new();
        let background = mask.background_color().to_rgba().to_rgba8();
        if !alpha && background[..3] != [0; 3] {
            back.push_str("<path d=\"");
            figures::path(&mut back, &self.frame.to_path(0.1), 2);
            back.push('"');
            paint::attribute(&mut back, "fill", background);
            back.push_str("/>");
        }
        let id = self.define("mask", &format!(" maskUnits=\"userSpaceOnUse\"{kind}>{back}{drawn}</mask>"));
        self.masks.insert(key, Some(self.ids - 1));
        Some(id)
    }

    /// Draws within a group where the properties ask for one.
    fn within<'a>(&mut self, mask: Option<&SoftMask<'a>>, mode: BlendMode, draw: impl FnOnce(&mut Self)) {
        let id = mask.and_then(|mask| self.mask(mask));
        let attributes = self.group(1.0, mask.cloned(), id, mode);
        if attributes.is_empty() {
            return draw(self);
        }
        self.end_run();
        let _ = write!(self.out, "<g{attributes}>");
        draw(self);
        self.end_run();
        self.out.push_str("</g>");
    }

    fn fill<'a>(&mut self, path: &BezPath, transform: Affine, fill: &Paint<'a>, rule: FillRule) {
        let path = transform * path;
        match fill {
            Paint::Color(_) => self.flat(&path, paint::colour(fill), rule),
            Paint::Pattern(pattern) => match pattern.as_ref() {
                Pattern::Shading(shading) => self.shade(&path, shading, rule),
                Pattern::Tiling(tiling) => self.tile(&path, tiling, rule),
            },
        }
    }

    fn flat(&mut self, path: &BezPath, colour: [u8; 4], rule: FillRule) {
        self.out.push_str("<path d=\"");
        figures::path(&mut self.out, path, 2);
        self.out.push('"');
        self.rule(rule, "fill-rule");
        paint::attribute(&mut self.out, "fill", colour);
        self.out.push_str("/>");
    }

    fn rule(&mut self, rule: FillRule, name: &str) {
        if rule == FillRule::EvenOdd {
            let _ = write!(self.out, " {name}=\"evenodd\"");
        }
    }

    /// A shading is a picture under a clip.
    fn shade(&mut self, path: &BezPath, shading: &ShadingPattern, rule: FillRule) {
        let area = path.bounding_box().intersect(self.frame);
        if area.width() < 0.1 || area.height() < 0.1 {
            return;
        }
        let texture = shading.encode().render_texture(area, 1.0);
        let picture = picture::of_rgba(texture.width, texture.height, &texture.data);
        let clip = self.clip_id(path, rule);
        let _ = write!(self.out, "<g clip-path=\"url(#{clip})\">");
        self.image(&picture, texture.transform);
        self.out.push_str("</g>");
    }

    fn tile<'a>(&mut self, path: &BezPath, tiling: &TilingPattern<'a>, rule: FillRule) {
        let colour = paint::colour(&Paint::Pattern(Box::new(Pattern::Tiling(Box::new(tiling.clone())))));
        if self.depth >= DEPTH {
            return self.flat(path, colour, rule);
        }
        let to_origin = Affine::translate((-tiling.bbox.x0, -tiling.bbox.y0));
        let tile = self.apart(|device| {
            let _ = tiling.interpret(device, to_origin, false);
        });
        let mut attributes = String::from(" patternUnits=\"userSpaceOnUse\" width=\"");
        figures::number(&mut attributes, f64::from(tiling.x_step.abs()), 3);
        attributes.push_str("\" height=\"");
        figures::number(&mut attributes, f64::from(tiling.y_step.abs()), 3);
        attributes.push('"');
        figures::transform(&mut attributes, "patternTransform", tiling.matrix * to_origin.inverse());
        let id = self.define("pattern", &format!("{attributes}>{tile}</pattern>"));
        self.out.push_str("<path d=\"");
        figures::path(&mut self.out, path, 2);
        let _ = write!(self.out, "\" fill=\"url(#{id})\"");
        self.rule(rule, "fill-rule");
        if tiling.opacity < 1.0 {
            self.out.push_str(" fill-opacity=\"");
            figures::number(&mut self.out, f64::from(tiling.opacity.max(0.0)), 3);
            self.out.push('"');
        }
        self.out.push_str("/>");
    }

    fn stroke(&mut self, path: &BezPath, transform: Affine, stroke_paint: &Paint<'_>, stroke: &StrokeProps) {
        self.out.push_str("<path d=\"");
        figures::path(&mut self.out, path, 3);
        self.out.push_str("\" fill=\"none\"");
        paint::attribute(&mut self.out, "stroke", paint::colour(stroke_paint));
        paint::stroke(&mut self.out, stroke, 1.0);
        figures::transform(&mut self.out, "transform", transform);
        self.out.push_str("/>");
    }

    fn image(&mut self, picture: &picture::Picture, transform: Affine) {
        let transform = transform * Affine::scale_non_uniform(picture.scale.0, picture.scale.1);
        let (width, height) = (picture.width, picture.height);
        let _ = write!(self.out, "<image width=\"{width}\" height=\"{height}\" preserveAspectRatio=\"none\"");
        figures::transform(&mut self.out, "transform", transform);
        let _ = write!(self.out, " href=\"{}\"/>", picture.uri);
    }

    fn clip_id(&mut self, path: &BezPath, rule: FillRule) -> String {
        let mut shape = String::from("><path d=\"");
        figures::path(&mut shape, path, 2);
        shape.push('"');
        if rule == FillRule::EvenOdd {
            shape.push_str(" clip-rule=\"evenodd\"");
        }
        shape.push_str("/></clipPath>");
        self.define("clipPath", &shape)
    }

    /// One glyph with an outline: a use of it within a group that holds for all glyphs of its size and paint.
    fn outline(
        &mut self,
        number: usize,
        placed: Affine,
        props: &DrawProps<'_>,
        mode: &DrawMode,
        glyph: Affine,
    ) {
        let [a, b, c, d, e, f] = placed.as_coeffs();
        let determinant = a * d - b * c;
        if determinant.abs() < 1e-12 {
            return;
        }
        let mut attributes = String::new();
        let colour = paint::colour(&props.paint);
        match mode {
            DrawMode::Fill(_) => paint::attribute(&mut attributes, "fill", colour),
            DrawMode::Stroke(stroke) => {
                attributes.push_str(" fill=\"none\"");
                outlined(&mut attributes, colour, stroke, glyph);
            }
            DrawMode::FillAndStroke(_, stroke) => {
                paint::attribute(&mut attributes, "fill", colour);
                outlined(&mut attributes, colour, stroke, glyph);
            }
            DrawMode::Invisible => return,
        }
        figures::transform(&mut attributes, "transform", Affine::new([a, b, c, d, 0.0, 0.0]));
        if self.run.as_ref() != Some(&attributes) {
            self.end_run();
            let _ = write!(self.out, "<g{attributes}>");
            self.run = Some(attributes);
        }
        let _ = write!(self.out, "<use href=\"#g{number}\" x=\"");
        figures::number(&mut self.out, (d * e - c * f) / determinant, 0);
        self.out.push_str("\" y=\"");
        figures::number(&mut self.out, (a * f - b * e) / determinant, 0);
        self.out.push_str("\"/>");
        self.origins.push((e as f32, f as f32));
    }
}

/// Appends the stroke of a glyph, whose outline is scaled by `glyph` into the units of the stroke.
fn outlined(out: &mut String, colour: [u8; 4], stroke: &StrokeProps, glyph: Affine) {
    paint::attribute(out, "stroke", colour);
    paint::stroke(out, stroke, 1.0 / glyph.determinant().abs().sqrt().max(1e-9));
}

impl<'a> Device<'a> for Svg<'_> {
    fn draw_path(&mut self, path: &BezPath, props: DrawProps<'a>, mode: &DrawMode) {
        if !self.room() {
            return;
        }
        self.end_run();
        self.within(props.soft_mask.as_ref(), props.blend_mode, |device| match mode {
            DrawMode::Fill(rule) => device.fill(path, props.transform, &props.paint, *rule),
            DrawMode::Stroke(stroke) => device.stroke(path, props.transform, &props.paint, stroke),
            DrawMode::FillAndStroke(rule, stroke) => {
                device.fill(path, props.transform, &props.paint, *rule);
                device.stroke(path, props.transform, &props.paint, stroke);
            }
            DrawMode::Invisible => {}
        });
    }

    fn push_clip_path(&mut self, clip: &ClipPath) {
        self.end_run();
        // Beyond the limit the page is drawn without clips, so that elements stay in pairs.
        let opens = self.room() && !covers(&clip.path, self.frame);
        self.clips.push(opens);
        if opens {
            let id = self.clip_id(&clip.path, clip.fill);
            let _ = write!(self.out, "<g clip-path=\"url(#{id})\">");
        }
    }

    fn pop_clip(&mut self) {
        self.end_run();
        if self.clips.pop() == Some(true) {
            self.out.push_str("</g>");
        }
    }

    fn push_transparency_group(&mut self, opacity: f32, mask: Option<SoftMask<'a>>, mode: BlendMode) {
        self.end_run();
        let id = mask.as_ref().and_then(|mask| self.mask(mask));
        let attributes = self.group(opacity, mask, id, mode);
        let opens = !attributes.is_empty();
        self.groups.push(opens);
        if opens {
            let _ = write!(self.out, "<g{attributes}>");
        }
    }

    fn pop_transparency_group(&mut self) {
        self.end_run();
        if self.groups.pop() == Some(true) {
            self.out.push_str("</g>");
        }
    }

    fn draw_glyph_run(&mut self, run: &GlyphRun<'_, 'a>, props: DrawProps<'a>, mode: &DrawMode) {
        if matches!(mode, DrawMode::Invisible) {
            return;
        }
        self.within(props.soft_mask.as_ref(), props.blend_mode, |device| {
            for glyph in run.glyphs() {
                if !device.room() {
                    return;
                }
                let transform = glyph.transform();
                match &**glyph {
                    Glyph::Outline(outline) => {
                        if let Some(number) = device.outlines.number(outline) {
                            device.outline(number, props.transform * transform, &props, mode, transform);
                        }
                    }
                    Glyph::Type3(drawn) => {
                        let [.., e, f] = (props.transform * transform).as_coeffs();
                        device.origins.push((e as f32, f as f32));
                        drawn.interpret(device, props.transform, transform, &props.paint);
                    }
                }
            }
        });
    }

    fn draw_image(&mut self, image: Image<'a, '_>, props: ImageDrawProps<'a>) {
        let (width, height) = (image.width(), image.height());
        if u64::from(width) * u64::from(height) > self.pixels {
            self.cut = true;
            return;
        }
        if !self.room() {
            return;
        }
        let mut picture = None;
        match &image {
            Image::Stencil(stencil) => stencil.with_stencil(
                |data, fill| picture = picture::of_stencil(data, paint::colour(fill)),
                Some(picture::wanted(width, height)),
            ),
            Image::Raster(raster) => raster.with_rgba(
                |data, alpha| picture = picture::of_image(data, alpha),
                Some(picture::wanted(width, height)),
            ),
        }
        let Some(picture) = picture else {
            self.cut = true;
            return;
        };
        self.end_run();
        self.within(props.soft_mask.as_ref(), props.blend_mode, |device| {
            device.image(&picture, props.transform);
        });
    }
}

/// Whether a clip cuts nothing off: it is a rectangle around the page.
fn covers(clip: &BezPath, frame: Rect) -> bool {
    clip.as_rect().is_some_and(|rect| {
        let rect = rect.abs();
        rect.x0 <= frame.x0 && rect.y0 <= frame.y0 && rect.x1 >= frame.x1 && rect.y1 >= frame.y1
    })
}
