//! What the interpreter tells a device to draw.

use std::fmt::Write;

use hayro_interpret::font::{Glyph, GlyphRun};
use hayro_interpret::kurbo::{BezPath, Rect, Shape};
use hayro_interpret::{BlendMode, ClipPath, Device, DrawMode, DrawProps, Image, ImageDrawProps, SoftMask};

use super::super::{paint, picture};
use super::Svg;

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
