//! What a review page is made of.

use fenjie_model::{Changes, Extraction, Rect, UnitKind};

use crate::{Drawings, Undrawn};

/// All that the page shows.
#[derive(Debug)]
pub struct Review<'a> {
    /// The notice, its targets and findings.
    pub extraction: &'a Extraction,
    /// The input as printed.
    pub printed: Printed,
    /// What changed since the notice before, where that is given.
    pub changes: Option<&'a Changes<'a>>,
    /// The names that the registry does not know, each with what it could be.
    pub suggestions: Vec<Suggestion>,
    /// The units of the region.
    pub known: Vec<KnownUnit>,
}

/// The input as printed.
#[derive(Debug)]
pub enum Printed {
    /// The pages of a PDF, and their drawings.
    Pages {
        /// The text of every page.
        pages: Vec<PrintedPage>,
        /// The pictures of the pages, or why there are none.
        drawings: Result<Drawings, Undrawn>,
    },
    /// The lines of a text.
    Lines(Vec<String>),
}

/// The text of a page.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct PrintedPage {
    /// The number, from 1.
    pub number: u32,
    /// The width in points.
    pub width: f32,
    /// The height in points.
    pub height: f32,
    /// The text in the order in which it is drawn.
    pub words: Vec<Word>,
}

/// Characters that stand side by side in one line.
#[derive(Debug, Clone, PartialEq)]
pub struct Word {
    /// The characters.
    pub text: String,
    /// Around all of them, in points from the top left of the page as displayed.
    pub bbox: Rect,
    /// The font size in points.
    pub size: f32,
    /// The direction of writing.
    pub turned: Turned,
}

/// The direction of writing, as displayed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Turned {
    /// Left to right.
    #[default]
    Not,
    /// Top to bottom.
    Clockwise,
    /// Right to left.
    Over,
    /// Bottom to top.
    CounterClockwise,
}

/// A name that the registry does not know.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Suggestion {
    /// As printed.
    pub name: String,
    /// What it is by the form of its name.
    pub kind: UnitKind,
    /// The IDs of known units with names like it, the nearest first.
    pub near: Vec<String>,
    /// The unit that it may be a new name of: its ID, and what speaks for it, as the notice before tells.
    pub renamed: Option<(String, String)>,
    /// The units that it may carry on, as the notice before tells.
    pub regrouped: Option<Regrouped>,
}

/// A likely merger or split.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Regrouped {
    /// The IDs of the units that went: several that were merged, or one that was split.
    pub units: Vec<String>,
    /// What speaks for it.
    pub evidence: String,
}

/// A unit of the registry.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KnownUnit {
    /// The ID.
    pub id: String,
    /// Its name in the year of the notice.
    pub name: String,
}
