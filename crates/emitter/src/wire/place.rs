//! Places in the input.

use fenjie_model::{At, Rect};
use schemars::JsonSchema;
use serde::Serialize;

use super::Points;

/// A box in points as left, top, right, bottom; the origin is the top left of the page as it is displayed.
#[derive(Debug, Clone, Copy, Serialize, JsonSchema)]
#[schemars(inline)]
pub(crate) struct Bbox([Points; 4]);

impl From<Rect> for Bbox {
    fn from(r: Rect) -> Self {
        Self([r.x0, r.top, r.x1, r.bottom].map(Points))
    }
}

/// A box on a page of a PDF, or a line of a text.
#[derive(Debug, Clone, Copy, Serialize, JsonSchema)]
#[serde(untagged)]
pub(crate) enum Place {
    /// A box on a page.
    Page {
        /// The page, from 1.
        #[schemars(range(min = 1))]
        page: u32,
        /// The box.
        bbox: Bbox,
    },
    /// A line of a text.
    Line {
        /// The line, from 1.
        #[schemars(range(min = 1))]
        line: u32,
    },
}

impl From<At> for Place {
    fn from(at: At) -> Self {
        match at {
            At::Page { page, bbox } => Self::Page { page, bbox: bbox.into() },
            At::Line(line) => Self::Line { line },
        }
    }
}
