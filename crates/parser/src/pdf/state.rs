//! The graphics state (PDF 32000-1, 8.4 and 9.3).

use super::colour;
use super::matrix::Matrix;
use super::path::{Paint, Sides};

/// What q saves and Q restores.
#[derive(Debug, Clone)]
pub(super) struct State {
    /// From user space to the displayed page.
    pub(super) ctm: Matrix,
    /// The box that the clipping path lies in.
    pub(super) clip: Sides,
    pub(super) line_width: f64,
    pub(super) veil: Veil,
    pub(super) fill: Ink,
    pub(super) stroke: Ink,
    pub(super) text: TextState,
}

/// What lets a paint not hide all that lies under it, beside the opacity of its colour.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Veil {
    /// A blend mode other than Normal.
    pub(super) blends: bool,
    /// A soft mask.
    pub(super) masked: bool,
    /// Inks that are not named leave what was printed (8.6.7).
    pub(super) overprints: bool,
    /// The form that is being drawn is itself painted so.
    pub(super) outer: bool,
    /// The clipping path is no box.
    pub(super) shaped: bool,
}

/// The current colour of filling or of stroking.
#[derive(Debug, Clone, Copy)]
pub(super) struct Ink {
    pub(super) colour: [u8; 3],
    pub(super) opacity: f64,
    pub(super) space: Space,
}

/// How the components of a colour are to be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Space {
    /// One, three or four components: gray, RGB, CMYK.
    Additive,
    /// Amounts of named inks: the more, the darker.
    Tint,
    /// Not worth knowing: palettes, patterns, Lab.
    Other,
}

/// The text state.
#[derive(Debug, Clone, Copy)]
pub(super) struct TextState {
    /// An index into the document's fonts.
    pub(super) font: Option<u16>,
    pub(super) size: f64,
    pub(super) char_space: f64,
    pub(super) word_space: f64,
    /// Horizontal scaling, 1 for 100 %.
    pub(super) stretch: f64,
    pub(super) leading: f64,
    pub(super) rise: f64,
    /// Neither filled nor stroked (render modes 3 and 7).
    pub(super) invisible: bool,
    /// Stroked, and perhaps filled (render modes 1, 2, 5 and 6).
    pub(super) outlined: bool,
}

impl Ink {
    const BLACK: Self = Self { colour: [0; 3], opacity: 1.0, space: Space::Additive };

    /// The colour as it shows on paper.
    pub(super) fn shown(&self) -> [u8; 3] {
        colour::on_white(self.colour, self.opacity)
    }

    /// Sets the colour from the components of an operator.
    pub(super) fn set(&mut self, components: &[f64]) {
        let read = match (self.space, components) {
            (Space::Additive, _) => colour::srgb(components),
            (Space::Tint, [ink, ..]) => colour::srgb(&[1.0 - components.iter().fold(*ink, |a, b| a.max(*b))]),
            _ => None,
        };
        if let Some(read) = read {
            self.colour = read;
        }
    }
}

impl State {
    pub(super) fn new(ctm: Matrix, clip: Sides) -> Self {
        Self {
            ctm,
            clip,
            line_width: 1.0,
            veil: Veil::default(),
            fill: Ink::BLACK,
            stroke: Ink::BLACK,
            text: TextState {
                font: None,
                size: 0.0,
                char_space: 0.0,
                word_space: 0.0,
                stretch: 1.0,
                leading: 0.0,
                rise: 0.0,
                invisible: false,
                outlined: false,
            },
        }
    }

    /// Whether filling hides all that lies under it.
    pub(super) fn fills_opaquely(&self) -> bool {
        self.fill.space == Space::Additive
            && !self.shines_through()
            && !self.veil.overprints
            && !self.veil.shaped
    }

    /// Whether what lies under a form that is drawn now shines through it.
    pub(super) fn shines_through(&self) -> bool {
        let Veil { blends, masked, outer, .. } = self.veil;
        self.fill.opacity < 0.99 || blends || masked || outer
    }

    pub(super) fn fill_paint(&self) -> Paint {
        Paint { colour: self.fill.shown(), clip: self.clip }
    }

    pub(super) fn stroke_paint(&self) -> Paint {
        Paint { colour: self.stroke.shown(), clip: self.clip }
    }

    /// Narrows the clipping box.
    pub(super) fn clip_to(&mut self, [x0, y0, x1, y1]: Sides) {
        let [a, b, c, d] = self.clip;
        self.clip = [a.max(x0), b.max(y0), c.min(x1), d.min(y1)];
    }
}
