//! Bands become rows: the cheapest way to cut them, by dynamic programming.
//!
//! A cell's lines follow each other, all but the last of them full, around the middle of the row. Where a text is off
//! the middle, it is part of a cell merged over several rows; that costs less than a row of its own.

pub(super) mod bounds;
mod capitals;
pub(super) mod indents;
pub(super) mod labels;
pub(super) mod listed;
pub(super) mod lone;
pub(super) mod numbered;
pub(super) mod pitch;
mod room;
mod sectioned;
pub(super) mod slots;
pub(super) mod stand;

use std::ops::Range;

use super::columns::align::Column;
use super::content::{
    ends_in_leader, heads_section, is_amount, is_open, is_serial, is_total_alone, names_years,
};
use super::grid::wraps;
use super::measures::{is_measure, is_scale};
use super::piece::{Piece, typical};
use super::ruling::Line;
use super::settings::{Lines, Settings};
use crate::deadline::Deadline;
use crate::table::prose::is_rest;
use labels::ends_in_leading_word;
use pitch::PIXEL;
use stand::{Stand, extent};

/// The blank cells beside what rows are of cost no more than this.
const LABEL: f32 = 0.8;
/// A row at this price is none.
const HOPELESS: f32 = 9.0;
/// No row has more bands than this.
const TALLEST: usize = 24;

/// What the cutting of a region's bands looks at.
pub(super) struct Body<'a> {
    /// All pieces of the region, by band.
    pub(super) pieces: &'a [Piece],
    /// The pieces of each band: a range of `pieces`.
    pub(super) bands: &'a [Range<usize>],
    /// The upper and lower end of each band.
    pub(super) heights: &'a [(f32, f32)],
    /// The columns.
    pub(super) columns: &'a [Column],
    /// Which bands have a rule right above them.
    pub(super) walls: &'a [bool],
    /// The height of the rule right above each band that no cell goes over, where one is drawn.
    pub(super) closed: &'a [Option<f32>],
    /// Whether rules part all rows.
    pub(super) parted: Parted,
    /// The horizontal lines among the bands.
    pub(super) lines: &'a [Line],
    /// The em.
    pub(super) em: f32,
    /// The distance from line to line within cells, where it is known.
    pub(super) line: Option<f32>,
    /// Whether the sides of the columns are known to the character, and texts are exactly in the middle of theirs.
    pub(super) exact: bool,
    /// Which bands begin with the number of a row, where rows are numbered.
    pub(super) numbered: &'a [bool],
    /// Which bands are labels of groups.
    pub(super) labels: &'a [bool],
    /// Whether the names beside values begin at one place.
    pub(super) flush: bool,
    /// Where the texts of its rows stand.
    pub(super) stand: Stand,
    /// Whether values stand in many bands: names beside them are short, and prose is none.
    pub(super) valued: bool,
    /// The tolerances.
    pub(super) settings: &'a Settings,
    /// When reading has to end: what is cut after that is not to be used.
    pub(super) deadline: Deadline,
}

/// What rules tell of the rows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Parted {
    /// Every row ends at a wall, and nowhere else.
    AtWalls,
    /// Every row ends at a rule.
    ByRules,
    /// Rules stand between some rows alone.
    ByText,
}

/// The cheapest cuts of the bands from any band to the last.
pub(super) struct Cuts {
    /// The price from each band on.
    pub(super) price: Vec<f32>,
    /// The band after the first row, from each band on.
    next: Vec<usize>,
    /// The same in another reading at the same price, where one is known.
    other: Vec<usize>,
}

impl Cuts {
    pub(super) fn new(price: Vec<f32>, next: Vec<usize>, other: Vec<usize>) -> Self {
        Self { price, next, other }
    }

    /// The first row from a band on that could as well end elsewhere, as the bands of both.
    pub(super) fn doubtful(&self, from: usize) -> Option<(Range<usize>, Range<usize>)> {
        let row = self.rows(from).into_iter().find(|row| self.other[row.start] != row.end)?;
        Some((row.clone(), row.start..self.other[row.start]))
    }

    /// The rows from a band on, as ranges of bands.
    pub(super) fn rows(&self, from: usize) -> Vec<Range<usize>> {
        let mut rows = Vec::new();
        let mut at = from;
        while at < self.next.len() {
            rows.push(at..self.next[at]);
            at = self.next[at];
        }
        rows
    }
}

impl Body<'_> {
    /// Cuts the bands into rows.
    pub(super) fn cut(&self) -> Cuts {
        let n = self.bands.len();
        let filled = self.filled();
        let lone = self.lone();
        let mut price = vec![0.0; n + 1];
        let mut next = vec![n; n];
        let mut wall = n;
        for from in (0..n).rev().take_while(|_| !self.deadline.passed()) {
            if self.parted == Parted::AtWalls {
                price[from] = self.joints(from..wall) + self.row(from..wall, &filled) + price[wall];
                next[from] = wall;
                wall = if self.walls[from] { from } else { wall };
                continue;
            }
            price[from] = f32::INFINITY;
            for to in from + 1..=n.min(from + TALLEST) {
                let joints = self.joints(from..to);
                if to > from + 1 && (joints > HOPELESS || self.walls[to - 1] || lone[to - 2]) {
                    break;
                }
                let mut own = joints + self.row(from..to, &filled);
                own += self.unnumbered(&(from..to));
                if self.parted == Parted::ByRules && to < n && !self.walls[to] {
                    own += self.settings.prices.unruled;
                }
                if own + price[to] < price[from] {
                    (price[from], next[from]) = (own + price[to], to);
                }
            }
        }
        Cuts::new(price, next.clone(), next)
    }

    /// Whether a band prints a value.
    pub(super) fn holds_value(&self, band: usize) -> bool {
        self.pieces[self.bands[band].clone()].iter().any(|p| p.value)
    }

    /// Whether a text heads the rows below: it says so, or stands over all columns.
    pub(super) fn is_section(&self, piece: &Piece) -> bool {
        piece.panel || heads_section(&piece.text) || (piece.from, piece.to) == (0, self.columns.len())
    }

    /// The price of each em by which a text is off its cell's middle: where middles are rounded, none.
    pub(super) fn near(&self) -> f32 {
        match self.settings.lines {
            Lines::Grid => 0.0,
            Lines::Measured => 0.1,
        }
    }

    /// The usual gap between the values of two rows; none in a text, whose lines touch.
    pub(super) fn row_gap(&self) -> f32 {
        if self.settings.lines == Lines::Grid {
            return 0.0;
        }
        let mut gaps = Vec::new();
        let mut above: Vec<Option<&Piece>> = vec![None; self.columns.len()];
        for p in self.pieces {
            for above in &mut above[p.from..p.to] {
                // A text between two values is of a row between theirs.
                let above = above.replace(p).filter(|above| p.value && above.value);
                gaps.extend(above.map(|above| p.top - above.bottom));
            }
        }
        typical(gaps.into_iter()).unwrap_or_default().clamp(0.0, 2.0 * self.em)
    }

    /// How full each column is, against the fullest one.
    fn filled(&self) -> Vec<f32> {
        let mut counts = vec![0usize; self.columns.len()];
        for p in self.pieces {
            for count in &mut counts[p.from..p.to] {
                *count += 1;
            }
        }
        let most = counts.iter().copied().max().unwrap_or(1).max(1);
        counts.into_iter().map(|c| c as f32 / most as f32).collect()
    }

    /// The price of the lines of cells following each other within these bands.
    fn joints(&self, bands: Range<usize>) -> f32 {
        let pieces = &self.pieces[self.bands[bands.start].start..self.bands[bands.end - 1].end];
        let mut last: Vec<Option<&Piece>> = vec![None; self.columns.len()];
        let mut price = 0.0;
        for p in pieces {
            for (c, last) in last.iter_mut().enumerate().take(p.to).skip(p.from) {
                // A piece over several columns counts in its first one alone.
                if let Some(upper) = last.replace(p)
                    && (upper.from == c || p.from == c)
                {
                    price += self.joint(upper, p);
                }
            }
            if price > HOPELESS {
                break;
            }
        }
        price
    }

    /// The price of the middles and blanks of these bands as a row.
    fn row(&self, bands: Range<usize>, filled: &[f32]) -> f32 {
        let prices = &self.settings.prices;
        let mut price = prices.row;
        let pieces = &self.pieces[self.bands[bands.start].start..self.bands[bands.end - 1].end];
        let mut stacks: Vec<Option<(f32, f32)>> = vec![None; self.columns.len()];
        for p in pieces {
            for stack in &mut stacks[p.from..p.to] {
                let (top, bottom) = stack.unwrap_or((p.top, p.bottom));
                *stack = Some((top.min(p.top), bottom.max(p.bottom)));
            }
        }
        let middle = match self.settings.lines {
            Lines::Grid => f32::midpoint(self.heights[bands.start].0, self.heights[bands.end - 1].1),
            Lines::Measured => values(pieces)
                .or_else(|| typical(stacks.iter().flatten().map(|(t, b)| f32::midpoint(*t, *b))))
                .unwrap_or_default(),
        };
        let row = extent(pieces);
        let heads = matches!(pieces, [alone] if self.heads_indented(alone));
        let mut blanks = 0.0;
        for (c, stack) in stacks.iter().enumerate() {
            match stack {
                None => blanks += prices.blank * filled[c],
                Some(stack) => {
                    let off = self.off(*stack, row, middle);
                    if off < -self.settings.above || off > self.settings.below {
                        price += prices.off_middle;
                    }
                }
            }
        }
        let most = match pieces {
            _ if heads => 0.0,
            [alone] if self.is_label(alone) || self.is_head_of_rows(alone) => LABEL,
            _ => f32::INFINITY,
        };
        // Alone at the left, small letters hardly begin a row: phase 2 below Northwest.
        let is_rest = |alone: &Piece| {
            self.settings.is_of_page()
                && bands.start > 0
                && alone.from == 0
                && !alone.text.ends_with(':')
                && alone.text.starts_with(|c: char| c.is_ascii_lowercase())
        };
        if matches!(&self.pieces[self.bands[bands.start].clone()], [alone] if is_rest(alone)) {
            price += prices.early_break;
        }
        price + blanks.min(most)
    }

    /// Whether a year names the values beside it. The heads of a page are broken before years too.
    fn names_year(&self, piece: &Piece) -> bool {
        piece.from == 0 && names_years(&piece.text) && self.holds_value(piece.band)
    }

    /// The price of taking two pieces of a column for lines of one cell.
    pub(super) fn joint(&self, upper: &Piece, lower: &Piece) -> f32 {
        let prices = &self.settings.prices;
        let price = self.joint_within(upper, lower, self.room(upper));
        let least = match (self.names_year(upper) || self.names_year(lower), self.begins_name(upper, lower)) {
            (true, _) => prices.two_texts,
            (false, true) => prices.early_break,
            (false, false) => 0.0,
        };
        price.max(least)
    }

    /// The same of heads: they are broken by hand, and fill the room that texts take.
    pub(super) fn joint_of_heads(&self, upper: &Piece, lower: &Piece) -> f32 {
        self.joint_within(upper, lower, self.room_taken(upper))
    }

    fn joint_within(&self, upper: &Piece, lower: &Piece, room: f32) -> f32 {
        let prices = &self.settings.prices;
        // No text goes on with itself: marks, and words that answer.
        let is_same = self.settings.is_of_page() && upper.text == lower.text;
        // So does none that things are counted in: 亿 over 元, and 亿 over 元 of the next row.
        let counts_anew = is_measure(&upper.text) && (is_measure(&lower.text) || is_scale(&lower.text))
            || is_amount(&upper.text) && is_amount(&lower.text);
        if is_same || is_total_alone(&lower.text) || counts_anew {
            return prices.two_texts;
        }
        if self.exact && self.continues(upper, lower) && self.follows(upper, lower) {
            return wraps::joint(self, upper, lower);
        }
        if !self.continues(upper, lower) || !self.follows(upper, lower) {
            return prices.two_texts;
        }
        let is_amount = |text: &str| text.starts_with(|c: char| c.is_ascii_digit());
        let goes_on = || is_amount(&upper.text) && ends_in_leading_word(&upper.text);
        if is_open(&upper.text) || is_rest(&lower.text) || goes_on() {
            return 0.0;
        }
        if self.begins_numbered(upper, lower) || self.parts_section(upper, lower) {
            return prices.two_texts;
        }
        if upper.value
            || ends_in_leader(&upper.text)
            || self.is_outdented(upper, lower)
            || self.is_group_label(upper)
            || self.is_group_label(lower)
            || self.heads_indented(upper)
            || self.heads_indented(lower)
        {
            return prices.two_texts;
        }
        // A value is a cell of its own, hardly ever the last line of a text.
        if lower.value {
            return prices.early_break;
        }
        match (self.leaves_no_room(upper, lower, room), self.line) {
            (true, _) => 0.0,
            (false, Some(_)) => prices.likely_break,
            (false, None) => prices.early_break,
        }
    }

    /// Whether the lower text follows the upper one as lines of a cell do.
    pub(super) fn follows(&self, upper: &Piece, lower: &Piece) -> bool {
        let by = lower.top - upper.top;
        match self.line {
            Some(line) => (by - line).abs() <= (self.settings.same * self.em).max(PIXEL),
            None => by <= self.settings.pitch * self.em,
        }
    }

    /// Whether the lower text lies as a further line of the upper one would: over the same columns, or on a page, where
    /// the last line of a text over several columns may be short, below its beginning or its middle.
    fn continues(&self, upper: &Piece, lower: &Piece) -> bool {
        if (upper.from, upper.to) == (lower.from, lower.to) {
            return true;
        }
        let near = self.settings.aligned * self.em;
        self.settings.lines == Lines::Measured
            && upper.from == lower.from
            && lower.to < upper.to
            && ((upper.x0 - lower.x0).abs() <= near || (upper.centre() - lower.centre()).abs() <= near)
    }
}

/// The middle of the values of a row: names can be merged with those of other rows, and stand elsewhere.
pub(super) fn values(pieces: &[Piece]) -> Option<f32> {
    typical(pieces.iter().filter(|p| p.value && !(p.from < 2 && is_serial(&p.text))).map(Piece::middle))
}

#[cfg(test)]
pub(super) mod tests {
    use super::super::bands::{bands, tests::drawn};
    use super::super::build::by_band;
    use super::super::columns::separators;
    use super::super::grid::centred::on_grid;
    use super::super::grid::grid;
    use super::super::piece::pieces;
    use super::super::{Settings, Word};
    use super::*;

    /// What is read out of the body of a drawn text, whose columns are exactly known or told by its gaps.
    pub(in super::super) fn of_text<T>(text: &str, exact: bool, read: impl FnOnce(&Body<'_>) -> T) -> T {
        of_words(&drawn(text), exact, &Settings::text(), read)
    }

    /// Likewise of a page, on which the lines of the text follow each other by so many ems.
    pub(in super::super) fn of_page<T>(text: &str, pitch: f32, read: impl FnOnce(&Body<'_>) -> T) -> T {
        let mut words = drawn(text);
        for bbox in words.iter_mut().map(|word| &mut word.bbox) {
            (bbox.top, bbox.bottom) = (pitch * bbox.top, pitch * bbox.top + 1.0);
        }
        of_words(&words, false, &Settings::page(), read)
    }

    fn of_words<T>(words: &[Word], exact: bool, settings: &Settings, read: impl FnOnce(&Body<'_>) -> T) -> T {
        let bands = bands(words, settings);
        let (pieces, columns) = if exact {
            on_grid(&bands, &grid(&bands).expect("columns"), words, settings)
        } else {
            pieces(&bands, &separators(&bands), words, None, settings)
        };
        let heights: Vec<(f32, f32)> = bands.iter().map(|b| (b.top, b.bottom)).collect();
        read(&Body {
            pieces: &pieces,
            bands: &by_band(&pieces, bands.len()),
            heights: &heights,
            columns: &columns,
            walls: &vec![false; bands.len()],
            closed: &vec![None; bands.len()],
            parted: Parted::ByText,
            lines: &[],
            em: 1.0,
            line: None,
            exact,
            numbered: &numbered::numbered(&pieces, bands.len(), settings),
            labels: &labels::labels(&pieces, &by_band(&pieces, bands.len()), 1.0, settings),
            flush: false,
            stand: Stand::Middle,
            valued: true,
            settings,
            deadline: Deadline::never(),
        })
    }

    #[track_caller]
    fn check(text: &str, expected: &[usize]) {
        let rows = of_text(text, false, |body| body.cut().rows(0));
        assert_eq!(rows.iter().map(Range::len).collect::<Vec<_>>(), expected);
    }

    #[test]
    fn a_line_a_row() {
        check("赵巷镇    —\n徐泾镇  303.0\n华新镇  1579.0", &[1, 1, 1]);
    }

    #[test]
    fn a_wrapped_name() {
        check(
            "    文旅公司         8.1\n青发集团（含市西软   22.8\n      件园）\n    赵巷镇           3.0",
            &[1, 2, 1],
        );
    }

    #[test]
    fn a_text_between_two_values_is_of_a_row_between_theirs() {
        let gap =
            of_page("甲镇  3.5\n乙镇  另定\n丙镇  8.1\n丁镇  9.0", 1.5, |body| body.row_gap());
        assert!((gap - 0.5).abs() < 0.01, "{gap}");
    }

    #[test]
    fn a_text_between_rows_is_no_row() {
        check(
            "交通运输、仓储和邮政  亿元  20  分解\n    业（1-11 月）                    商务委\n     商品销售总额     亿元  12  分解\n     建筑业总产值     亿元  8   分解   经委",
            &[2, 1, 1],
        );
    }

    #[test]
    fn a_total_goes_on_with_nothing() {
        check("甲镇      3.5\n风景区管委会  8.1\n   总计", &[1, 1, 1]);
    }

    #[test]
    fn a_measure_that_is_printed_downwards_ends_with_its_row() {
        let rows =
            "          亿\n固定投资      18.6\n          元\n          亿\n技改投资      6.2\n          元";
        let column = of_page(rows, 0.75, |body| {
            let own: Vec<&Piece> = body.pieces.iter().filter(|p| p.covers(1)).collect();
            own.windows(2).map(|pair| body.joint(pair[0], pair[1]) > 0.0).collect::<Vec<_>>()
        });
        assert_eq!(column, [false, true, false]);
    }

    #[test]
    fn a_year_beside_values_begins_a_row() {
        slots::tests::check_rows(
            &[
                ["Place", "Men", "Women"],
                ["Hospital", "_", "_"],
                ["FY 1990–91", "12.5", "3.1"],
                ["FY 1991–92", "4.8", "13.6"],
                ["Office", "_", "_"],
                ["FY 1990–91", "6.2", "7.7"],
                ["FY 1991–92", "8.3", "21.5"],
            ],
            &[],
        );
    }

    #[test]
    fn small_letters_alone_go_on_with_the_name_above() {
        let lines = "Northwest      6/5/2008     7/21/2008\nphase 2\nLoop           2/27/2008    9/4/2008\nLincoln Park   10/2/2008    9/7/2008";
        let rows: Vec<usize> =
            of_page(lines, 1.3, |body| body.cut().rows(0).iter().map(Range::len).collect());
        assert_eq!(rows, [2, 1, 1]);
    }

    #[test]
    fn an_amount_goes_on_behind_a_word_that_leads_to_more() {
        let joint = |lines: &str| {
            of_page(lines, 1.2, |body| {
                let own: Vec<&Piece> = body.pieces.iter().filter(|p| p.covers(1)).collect();
                body.joint(own[0], own[1])
            })
        };
        assert_eq!(joint("Lead   43 ppm to\n       4 ppm\nZinc   12 ppm"), 0.0);
        assert!(joint("Lead   43 ppm\n       4 ppm\nZinc   12 ppm") > 0.0);
    }

    #[test]
    fn an_amount_goes_on_with_no_other() {
        slots::tests::check_rows(
            &[
                ["Pollutant", "Time", "Level"],
                ["Monoxide", "8 hours", "9 ppm"],
                ["Dioxide", "1 hour", "100 ppb"],
                ["_", "Annual", "53 ppb"],
                ["Ozone", "8 hours", "0.075 ppm"],
            ],
            &[],
        );
    }

    #[test]
    fn two_values_are_two_rows() {
        check("税收  608.8（考核目标）  —\n      625.1（工作目标）  —", &[1, 1]);
    }
}
