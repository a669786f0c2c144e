//! Paths, filled and stroked: with a colour, a shading or a tile; and pictures and clips.

use std::fmt::Write;

use hayro_interpret::kurbo::{Affine, BezPath, Shape};
use hayro_interpret::pattern::{Pattern, ShadingPattern, TilingPattern};
use hayro_interpret::{FillRule, Paint, StrokeProps};

use super::super::{figures, paint, picture};
use super::{DEPTH, Svg};

impl Svg<'_> {
    pub(super) fn fill<'a>(&mut self, path: &BezPath, transform: Affine, fill: &Paint<'a>, rule: FillRule) {
        let path = transform * path;
        match fill {
            Paint::Color(_) => self.flat(&path, paint::colour(fill), rule),
            Paint::Pattern(pattern) => match pattern.as_ref() {
                Pattern::Shading(shading) => self.shade(&path, shading, rule),
                Pattern::Tiling(tiling) => self.tile(&path, tiling, rule),
            },
        }
    }

    pub(super) fn flat(&mut self, path: &BezPath, colour: [u8; 4], rule: FillRule) {
        self.out.push_str("<path d=\"");
        figures::path(&mut self.out, path, 2);
        self.out.push('"');
        self.rule(rule, "fill-rule");
        paint::attribute(&mut self.out, "fill", colour);
        self.out.push_str("/>");
    }

    pub(super) fn rule(&mut self, rule: FillRule, name: &str) {
        if rule == FillRule::EvenOdd {
            let _ = write!(self.out, " {name}=\"evenodd\"");
        }
    }

    /// A shading is a picture under a clip.
    pub(super) fn shade(&mut self, path: &BezPath, shading: &ShadingPattern, rule: FillRule) {
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

    pub(super) fn tile<'a>(&mut self, path: &BezPath, tiling: &TilingPattern<'a>, rule: FillRule) {
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

    pub(super) fn stroke(
        &mut self,
        path: &BezPath,
        transform: Affine,
        stroke_paint: &Paint<'_>,
        stroke: &StrokeProps,
    ) {
        self.out.push_str("<path d=\"");
        figures::path(&mut self.out, path, 3);
        self.out.push_str("\" fill=\"none\"");
        paint::attribute(&mut self.out, "stroke", paint::colour(stroke_paint));
        paint::stroke(&mut self.out, stroke, 1.0);
        figures::transform(&mut self.out, "transform", transform);
        self.out.push_str("/>");
    }

    pub(super) fn image(&mut self, picture: &picture::Picture, transform: Affine) {
        let transform = transform * Affine::scale_non_uniform(picture.scale.0, picture.scale.1);
        let (width, height) = (picture.width, picture.height);
        let _ = write!(self.out, "<image width=\"{width}\" height=\"{height}\" preserveAspectRatio=\"none\"");
        figures::transform(&mut self.out, "transform", transform);
        let _ = write!(self.out, " href=\"{}\"/>", picture.uri);
    }

    pub(super) fn clip_id(&mut self, path: &BezPath, rule: FillRule) -> String {
        let mut shape = String::from("><path d=\"");
        figures::path(&mut shape, path, 2);
        shape.push('"');
        if rule == FillRule::EvenOdd {
            shape.push_str(" clip-rule=\"evenodd\"");
        }
        shape.push_str("/></clipPath>");
        self.define("clipPath", &shape)
    }
}
