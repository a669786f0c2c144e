//! What it costs to take two texts of a column for lines of one cell.

use super::Body;
use super::labels::ends_in_leading_word;
use super::pitch::PIXEL;
use crate::table::aligned::content::{ends_in_leader, is_amount, is_open, is_total_alone, names_years};
use crate::table::aligned::grid::wraps;
use crate::table::aligned::measures::{is_measure, is_scale};
use crate::table::aligned::piece::Piece;
use crate::table::aligned::settings::Lines;
use crate::table::prose::is_rest;

/// Whether the lower text is what the upper one, a range, counts: 18–64 over years.
pub(in super::super) fn counts(upper: &Piece, lower: &Piece) -> bool {
    let is_range = |text: &str| {
        let ends = text.split_once(['-', '–', '—']).map(|(from, to)| [from.trim(), to.trim()]);
        let is_number = |text: &str| !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit());
        ends.is_some_and(|ends| ends.into_iter().all(is_number))
    };
    upper.own == lower.own
        && is_range(upper.text.trim())
        && !names_years(&upper.text)
        && lower.text.starts_with(|c: char| c.is_ascii_lowercase())
}

impl Body<'_> {
    /// Whether a year names the values beside it. The heads of a page are broken before years too.
    fn names_year(&self, piece: &Piece) -> bool {
        piece.from == 0 && names_years(&piece.text) && self.holds_value(piece.band)
    }

    /// The price of taking two pieces of a column for lines of one cell.
    pub(in super::super) fn joint(&self, upper: &Piece, lower: &Piece) -> f32 {
        let prices = &self.settings.prices;
        let price = self.joint_within(upper, lower, self.room(upper));
        let is_name =
            self.names_year(upper) || self.names_year(lower) || self.names_own_figures(upper, lower);
        let least = match (is_name, self.begins_name(upper, lower)) {
            (true, _) => prices.two_texts,
            (false, true) => prices.early_break,
            (false, false) => 0.0,
        };
        price.max(least)
    }

    /// The same of heads: they are broken by hand, and fill the room that texts take.
    pub(in super::super) fn joint_of_heads(&self, upper: &Piece, lower: &Piece) -> f32 {
        if self.settings.is_of_page() && counts(upper, lower) && self.follows(upper, lower) {
            return 0.0;
        }
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
    pub(in super::super) fn follows(&self, upper: &Piece, lower: &Piece) -> bool {
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
