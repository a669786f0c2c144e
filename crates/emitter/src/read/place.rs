//! Where a thing is printed.

use fenjie_model as model;
use serde::Deserialize;

use super::{Read, cannot};

/// A box on a page, or a line.
#[derive(Deserialize)]
pub(super) struct At {
    pub(super) page: Option<u32>,
    pub(super) bbox: Option<[f32; 4]>,
    pub(super) line: Option<u32>,
}

impl At {
    pub(super) fn known(&self) -> Option<model::At> {
        match (self.page, self.bbox, self.line) {
            (Some(page), Some(bbox), _) => Some(model::At::Page { page, bbox: rect(bbox) }),
            (_, _, Some(line)) => Some(model::At::Line(line)),
            _ => None,
        }
    }

    pub(super) fn model(&self) -> Read<model::At> {
        self.known().map_or_else(|| cannot("a place has no page with a box and no line"), Ok)
    }
}

pub(super) fn rect([x0, top, x1, bottom]: [f32; 4]) -> model::Rect {
    model::Rect::new(x0, top, x1, bottom)
}
