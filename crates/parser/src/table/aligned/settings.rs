//! How exact alignment has to be. Lengths are in ems (the size of the words at hand) unless said otherwise.

/// The tolerances of aligned tables, and the prices by which readings are compared.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Settings {
    /// Words whose middles are this near in height stand in one band.
    pub(crate) same_band: f32,
    /// A wider gap between two words of a band parts cells.
    pub(crate) wide_gap: f32,
    /// A wider gap between two lone characters is none within a word that is spread (合　计).
    pub(crate) spread: f32,
    /// A higher gap between two bands ends a table.
    pub(crate) high_gap: f32,
    /// A higher gap between a lone text and the heads below it makes it a title.
    pub(crate) head_gap: f32,
    /// Distances from line to line that differ by no more than this are the same.
    pub(crate) same: f32,
    /// A text whose size is more than so many times that of the text below it is larger.
    pub(crate) larger: f32,
    /// The lines of one cell follow each other by no more than this, top to top.
    pub(crate) pitch: f32,
    /// The text of a cell may stand this much above the cell's middle.
    pub(crate) above: f32,
    /// The text of a cell may stand this much below the cell's middle.
    pub(crate) below: f32,
    /// A text is centred over its columns when its middle is off by no more than this.
    pub(crate) centred: f32,
    /// A text is aligned with its column when an edge or the middle is off by no more than this.
    pub(crate) aligned: f32,
    /// A line of a cell is full when what follows would reach this close to the width of the column.
    pub(crate) slack: f32,
    /// Whether bands lie on a grid of lines that rows fill without gaps.
    pub(crate) lines: Lines,
    /// What tells the rows.
    pub(crate) rows: Rows,
    /// The middle of the paper from its left side, where it is known.
    pub(crate) middle: Option<f32>,
    /// What each choice costs.
    pub(crate) prices: Prices,
}

/// How the heights of bands come about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Lines {
    /// Lines of a text: rows fill them without gaps, and a middle between two lines is printed on the upper one.
    Grid,
    /// Measured on a page: rows have padding, and middles are exact.
    Measured,
}

/// What tells the rows of a table.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Rows {
    /// The cheapest way to cut the lines.
    Found,
    /// Each line with values is one, and lines without are parts of cells.
    AtValues,
}

/// The price of each thing that a reading of a table asks one to believe. The reading with the smallest sum is taken.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Prices {
    /// A row of the body.
    pub(crate) row: f32,
    /// A blank cell in a column that is filled everywhere else.
    pub(crate) blank: f32,
    /// A text away from the middle of its row: it is part of a cell merged over several rows.
    pub(crate) off_middle: f32,
    /// A line break after a line that is not full.
    pub(crate) early_break: f32,
    /// The same, where the next line follows by just the distance from line to line.
    pub(crate) likely_break: f32,
    /// Two values, or two texts apart, in one cell.
    pub(crate) two_texts: f32,
    /// A row that ends at no rule, where rules part rows.
    pub(crate) unruled: f32,
}

impl Default for Prices {
    fn default() -> Self {
        Self {
            row: 0.3,
            blank: 0.4,
            off_middle: 0.6,
            early_break: 1.5,
            likely_break: 0.2,
            two_texts: 3.0,
            unruled: 3.0,
        }
    }
}

impl Settings {
    /// For lines of a text.
    pub(crate) fn text() -> Self {
        Self {
            same_band: 0.3,
            wide_gap: 0.75,
            spread: 0.75,
            high_gap: 0.5,
            head_gap: 0.5,
            same: 0.1,
            larger: 1.15,
            pitch: 1.2,
            above: 0.55,
            below: 0.05,
            centred: 1.0,
            aligned: 0.55,
            slack: 0.0,
            lines: Lines::Grid,
            rows: Rows::Found,
            middle: None,
            prices: Prices::default(),
        }
    }

    /// For lines of a PDF's text, whose characters are all one em wide.
    pub(crate) fn counted() -> Self {
        Self {
            same_band: 0.3,
            wide_gap: 1.5,
            spread: 1.5,
            high_gap: 1.5,
            head_gap: 1.5,
            same: 0.1,
            larger: 1.15,
            pitch: 2.2,
            above: 0.6,
            below: 0.6,
            centred: 3.0,
            aligned: 1.1,
            slack: 1.3,
            lines: Lines::Measured,
            rows: Rows::AtValues,
            middle: None,
            prices: Prices::default(),
        }
    }

    /// For pages in points.
    pub(crate) fn page() -> Self {
        Self {
            same_band: 0.3,
            wide_gap: 0.75,
            spread: 1.3,
            high_gap: 2.5,
            head_gap: 1.8,
            same: 0.1,
            larger: 1.15,
            pitch: 1.9,
            above: 0.35,
            below: 0.35,
            centred: 1.0,
            aligned: 0.45,
            slack: 1.3,
            lines: Lines::Measured,
            rows: Rows::Found,
            middle: None,
            prices: Prices::default(),
        }
    }

    /// Whether they are those of a page, measured in both directions.
    pub(crate) fn is_of_page(&self) -> bool {
        self.lines == Lines::Measured && self.rows == Rows::Found
    }

    /// For pages whose words are uneven, as those of a scan.
    pub(crate) fn scan() -> Self {
        Self { same: 0.4, larger: 1.3, above: 0.25, below: 0.25, ..Self::page() }
    }
}
