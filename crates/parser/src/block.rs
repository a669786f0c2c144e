//! What every source becomes: lines of text and tables in reading order.

use fenjie_model::{At, Coverages, MediaType, Rect, Table};

/// A line of text or a table.
#[derive(Debug, Clone, PartialEq)]
pub enum Block {
    /// A line of text outside any table.
    Line(TextLine),
    /// A table, of one page or joined over several.
    Table(TableBlock),
}

/// A line of text.
#[derive(Debug, Clone, PartialEq)]
pub struct TextLine {
    /// The text as printed; white space not yet cleaned, so that columns of a line can be told apart.
    pub text: String,
    /// Its place.
    pub at: At,
    /// The font size in points; 0 where the source has none.
    pub(crate) size: f32,
    /// Whether it stands in the middle of the page's text, away from both margins.
    pub(crate) centred: bool,
    /// Whether it starts to the right of the margin by two characters or more.
    pub(crate) indented: bool,
    /// Whether markup calls it a heading.
    pub(crate) heading: bool,
    /// Page number, running head, watermark, navigation: no part of the notice.
    pub(crate) furniture: bool,
    /// How many glyphs it has (white space left out), or 1 for a line of a text.
    pub(crate) count: usize,
    /// Its texts from the left, where several stand apart on a page.
    pub(crate) parts: Vec<Part>,
}

impl TextLine {
    /// A line of which nothing but its text and its place is known, counted as one.
    pub(crate) fn new(text: impl Into<String>, at: At) -> Self {
        Self {
            text: text.into(),
            at,
            size: 0.0,
            centred: false,
            indented: false,
            heading: false,
            furniture: false,
            count: 1,
            parts: Vec::new(),
        }
    }
}

/// A text of a line that stands apart from the others.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Part {
    /// As printed.
    pub(crate) text: String,
    /// The left end, in points on the upright page.
    pub(crate) x0: f32,
    /// The right end.
    pub(crate) x1: f32,
    /// Its place.
    pub(crate) at: At,
}

/// A table with what only its source knows.
#[derive(Debug, Clone, PartialEq)]
pub struct TableBlock {
    /// The table; `id`, `caption` and `measure_note` are still empty.
    pub table: Table,
    /// How many glyphs its cells hold, or how many lines of a text it takes.
    pub(crate) count: usize,
    /// The x of the column boundaries of its last part, `columns + 1` of them, in points, NaN for one that this part
    /// does not print; empty where the source has no geometry.
    pub(crate) columns: Vec<f32>,
    /// The box of its first part; zero where the source has no geometry.
    pub(crate) bbox: Rect,
    /// 续表 or the like stood over it.
    pub(crate) continuation: bool,
    /// What its first and last rows say of page breaks; boxed, for most blocks are lines.
    pub(crate) ends: Box<Ends>,
}

/// What the first and last rows of a table's part say of the page breaks there, for each column; empty where the source
/// does not tell.
#[derive(Debug, Clone, PartialEq, Default)]
pub(crate) struct Ends {
    /// No rule closes the first row above: the break cut a cell.
    pub(crate) open_above: Vec<bool>,
    /// No rule closes the last row below.
    pub(crate) open_below: Vec<bool>,
    /// The text in the last row fills its line: it could go on.
    pub(crate) full: Vec<bool>,
    /// So many letters of a further word would have stood beside the last line in the last row.
    pub(crate) letters: Vec<usize>,
    /// No further line fits into the cell in the last row.
    pub(crate) no_room: Vec<bool>,
    /// Rows and columns of merged cells near the top whose text stands above their middle, where that of others stands
    /// in it: it could go on from the page before.
    pub(crate) raised: Vec<(usize, usize)>,
    /// How far to the left and to the right each boundary between two columns could lie, in points, where alignment
    /// alone tells them; otherwise empty.
    pub(crate) gaps: Vec<(f32, f32)>,
}

/// A whole source as blocks.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Source {
    /// What kind of input it is.
    pub media_type: MediaType,
    /// The number of pages, for a PDF.
    pub pages: Option<u32>,
    /// The lines and tables in reading order.
    pub blocks: Vec<Block>,
    /// What `total` and `unmapped` count.
    pub of: Coverages,
    /// All glyphs (white space left out), or all lines (blank ones left out).
    pub total: usize,
    /// Glyphs without a known Unicode; they are in no block's count.
    pub unmapped: usize,
}
