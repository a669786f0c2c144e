//! Every limit and tolerance, with its default.

use std::time::Duration;

/// How to read an input.
#[derive(Debug, Clone, Default)]
pub struct Options {
    /// The user password of an encrypted PDF.
    pub password: Option<String>,
    /// What an input may cost.
    pub limits: Limits,
    /// How exact geometry has to be.
    pub tolerances: Tolerances,
}

/// What an input may cost. A limit that is hit is a finding, and what was read before it comes out.
#[derive(Debug, Clone)]
pub struct Limits {
    /// Bytes of a PDF.
    pub file: usize,
    /// Bytes of all streams together after decompression.
    pub inflated: usize,
    /// Bytes of one stream, and of the content of one page, after decompression.
    pub stream: usize,
    /// Bytes of all objects of a PDF together, as they are kept in memory.
    pub objects: usize,
    /// Bytes of all fonts together, as they are kept in memory.
    pub fonts: usize,
    /// Pages of a PDF.
    pub pages: usize,
    /// Glyphs on a page.
    pub glyphs: usize,
    /// Operators on a page, forms included.
    pub operators: usize,
    /// Path segments on a page.
    pub segments: usize,
    /// Forms within forms.
    pub form_depth: usize,
    /// Saved graphics states (q without Q).
    pub state_depth: usize,
    /// Bytes of a text.
    pub text: usize,
    /// Lines of a text.
    pub lines: usize,
    /// Rows × columns of all tables of a document together.
    pub cells: usize,
    /// Time for a document.
    pub time: Duration,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            file: 128 << 20,
            inflated: 512 << 20,
            stream: 64 << 20,
            objects: 256 << 20,
            fonts: 128 << 20,
            pages: 5_000,
            glyphs: 200_000,
            operators: 2_000_000,
            segments: 200_000,
            form_depth: 12,
            state_depth: 256,
            text: 8 << 20,
            lines: 500_000,
            cells: 200_000,
            time: Duration::from_secs(8),
        }
    }
}

/// How exact geometry has to be, in points unless said otherwise.
#[derive(Debug, Clone)]
pub struct Tolerances {
    /// Parallel rules nearer than this are one (double rules, the two sides of a thin rectangle).
    pub snap: f32,
    /// Ends of rules nearer than this meet.
    pub join: f32,
    /// A rule may miss the rule that it ends at by this much.
    pub reach: f32,
    /// Rules shorter than this are no sides of cells.
    pub shortest: f32,
}

impl Default for Tolerances {
    fn default() -> Self {
        Self { snap: 3.0, join: 3.0, reach: 3.0, shortest: 4.0 }
    }
}
