//! A page as displayed: glyphs with their boxes, and rules. Whatever reads pages (the PDF door today, character
//! recognition one day) gives these, and everything after is the same for all.

mod words;

use fenjie_model::Rect;

pub use words::{Word, words};

/// One page in points, the origin at the top left as displayed (after /Rotate, CropBox and UserUnit).
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Page {
    /// The number, from 1.
    pub number: u32,
    /// The width in points.
    pub width: f32,
    /// The height in points.
    pub height: f32,
    /// The glyphs in drawing order, white space left out.
    pub glyphs: Vec<Glyph>,
    /// The rules in drawing order.
    pub rules: Vec<Rule>,
    /// The boxes of pictures.
    pub pictures: Vec<Rect>,
    /// What is drawn with curves or slanted lines, in drawing order.
    pub drawings: Vec<Drawing>,
}

/// Curves and slanted lines that hang together: the line of a chart, a pie, an arrow, a seal.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Drawing {
    /// The box around it.
    pub bbox: Rect,
    /// How many curves and slanted segments it has.
    pub segments: u32,
}

/// One character as drawn. A glyph that stands for several characters (a ligature) is several glyphs that share its
/// box from left to right.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Glyph {
    /// The character; U+FFFD where the file does not tell it.
    pub ch: char,
    /// From the origin to the advance, and from the ascent to the descent: for upright text the box is `size` high or
    /// a little more, whatever is drawn in it.
    pub bbox: Rect,
    /// The baseline: y for upright and upside-down text, x for text turned by 90 degrees.
    pub baseline: f32,
    /// The font size in points as displayed.
    pub size: f32,
    /// The font, as an index into the document's fonts.
    pub font: u16,
    /// The direction of writing.
    pub turn: Turn,
    /// The fill colour as sRGB.
    pub colour: [u8; 3],
    /// Render mode 3: in the page but not shown.
    pub invisible: bool,
    /// Drawn by an annotation (a stamp, a form field).
    pub annotation: bool,
    /// How far to the right and down its middle lies beyond what the clipping path shows, in points; 0 where it is shown.
    /// What a cell is too small for is drawn beyond it, and hidden.
    pub beyond: [f32; 2],
    /// What the file has between it and the glyph before.
    pub before: Before,
}

/// What stands in a file before a glyph.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Before {
    /// The start of the string that it is shown with.
    #[default]
    Start,
    /// The glyph before it, in the same string.
    Glyph,
    /// A space, however wide.
    Space,
}

impl Glyph {
    /// Whether the clipping path hides it.
    pub(crate) fn is_hidden(&self) -> bool {
        self.beyond != [0.0; 2]
    }
}

/// The direction in which text is written, as displayed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Hash, PartialOrd, Ord)]
pub enum Turn {
    /// Left to right.
    #[default]
    Upright,
    /// Top to bottom: turned clockwise by 90 degrees.
    Clockwise,
    /// Right to left, upside down.
    UpsideDown,
    /// Bottom to top: turned counter-clockwise by 90 degrees.
    CounterClockwise,
    /// Any other angle, as watermarks have it.
    Slanted,
}

/// A straight line parallel to an axis: a stroke, a thin filled rectangle, or the side of a stroked or shaded one.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Rule {
    /// Its direction.
    pub axis: Axis,
    /// y of a horizontal rule's middle, x of a vertical rule's.
    pub at: f32,
    /// The left or upper end.
    pub from: f32,
    /// The right or lower end.
    pub to: f32,
    /// The thickness in points.
    pub thickness: f32,
    /// What drew it.
    pub kind: RuleKind,
    /// The colour as sRGB.
    pub colour: [u8; 3],
}

impl Rule {
    /// A thin black stroke, for a rule that a page tells and does not draw.
    pub(crate) fn hairline(axis: Axis, at: f32, from: f32, to: f32) -> Self {
        Self { axis, at, from, to, thickness: 0.5, kind: RuleKind::Stroke, colour: [0; 3] }
    }
}

/// Whether a colour is that of the paper, or can hardly be told from it.
pub(crate) fn is_paper(colour: [u8; 3]) -> bool {
    /// All its components are as high as this.
    const PAPER: u8 = 250;
    colour.iter().all(|c| *c >= PAPER)
}

/// The two directions of rules.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Axis {
    /// Left to right.
    Horizontal,
    /// Top to bottom.
    Vertical,
}

/// What a rule was drawn as.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum RuleKind {
    /// A stroked segment, or a side of a stroked rectangle.
    Stroke,
    /// A thin filled rectangle.
    Fill,
    /// A side of a shaded (filled, not thin) rectangle. It bounds a shading, and is a rule only where others agree.
    Shade,
}
