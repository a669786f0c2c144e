//! Glyphs, as uses of shared outlines.

use std::fmt::Write;

use hayro_interpret::kurbo::Affine;
use hayro_interpret::{DrawMode, DrawProps, StrokeProps};

use super::super::{figures, paint};
use super::Svg;

impl Svg<'_> {
    /// One glyph with an outline: a use of it within a group that holds for all glyphs of its size and paint.
    pub(super) fn outline(
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
