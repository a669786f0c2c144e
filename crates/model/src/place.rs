//! Where something stands in the input.

/// A box on a page in points, the origin at the top left of the page as it is displayed.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Rect {
    /// The left side.
    pub x0: f32,
    /// The upper side.
    pub top: f32,
    /// The right side.
    pub x1: f32,
    /// The lower side.
    pub bottom: f32,
}

impl Rect {
    /// A box from its left, upper, right and lower sides.
    pub const fn new(x0: f32, top: f32, x1: f32, bottom: f32) -> Self {
        Self { x0, top, x1, bottom }
    }

    /// The smallest box around both.
    pub fn union(self, other: Self) -> Self {
        Self {
            x0: self.x0.min(other.x0),
            top: self.top.min(other.top),
            x1: self.x1.max(other.x1),
            bottom: self.bottom.max(other.bottom),
        }
    }

    /// The width in points.
    pub fn width(self) -> f32 {
        self.x1 - self.x0
    }

    /// The height in points.
    pub fn height(self) -> f32 {
        self.bottom - self.top
    }

    /// The middle from left to right.
    pub fn centre_x(self) -> f32 {
        f32::midpoint(self.x0, self.x1)
    }

    /// The middle from top to bottom.
    pub fn centre_y(self) -> f32 {
        f32::midpoint(self.top, self.bottom)
    }

    /// Whether the point lies in the box, its sides included.
    pub fn contains(self, x: f32, y: f32) -> bool {
        self.x0 <= x && x <= self.x1 && self.top <= y && y <= self.bottom
    }

    /// Whether the two boxes share an area.
    pub fn overlaps(self, other: Self) -> bool {
        self.x0 < other.x1 && other.x0 < self.x1 && self.top < other.bottom && other.top < self.bottom
    }
}

/// The place of a piece of text: a box on a page of a PDF, or a line of a text.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum At {
    /// A box on a page; pages count from 1.
    Page {
        /// The page, from 1.
        page: u32,
        /// The box in points.
        bbox: Rect,
    },
    /// A line of a text, from 1.
    Line(u32),
}

impl At {
    /// The page, where the input has pages.
    pub fn page(self) -> Option<u32> {
        match self {
            Self::Page { page, .. } => Some(page),
            Self::Line(_) => None,
        }
    }
}

/// What is known of the place that a finding speaks of.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Place {
    /// The annex by its number.
    pub annex: Option<u32>,
    /// The table by its ID (`a02-t1`).
    pub table: Option<String>,
    /// The row in the table, from 0.
    pub row: Option<usize>,
    /// The column in the table, from 0.
    pub col: Option<usize>,
    /// The box on a page or the line of a text.
    pub at: Option<At>,
    /// The page alone, where no box is known; from 1.
    pub page: Option<u32>,
}

impl Place {
    /// A place known by its position in the input alone.
    pub fn at(at: At) -> Self {
        Self { at: Some(at), ..Self::default() }
    }

    /// A whole page.
    pub fn page(page: u32) -> Self {
        Self { page: Some(page), ..Self::default() }
    }

    /// A whole annex.
    pub fn annex(number: Option<u32>) -> Self {
        Self { annex: number, ..Self::default() }
    }
}
