//! Groups: opacity, blending and masks around what is drawn.

use std::fmt::Write;

use hayro_interpret::kurbo::Shape;
use hayro_interpret::{BlendMode, CacheKey, MaskType, SoftMask};

use super::super::{figures, paint};
use super::{DEPTH, Svg};

impl Svg<'_> {
    /// The attributes of a group; empty where it needs no element.
    pub(super) fn group(
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
    pub(super) fn mask<'a>(&mut self, mask: &SoftMask<'a>) -> Option<String> {
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
    pub(super) fn within<'a>(
        &mut self,
        mask: Option<&SoftMask<'a>>,
        mode: BlendMode,
        draw: impl FnOnce(&mut Self),
    ) {
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
}
