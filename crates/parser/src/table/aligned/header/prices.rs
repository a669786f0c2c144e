//! What a head costs: its line breaks, its distance from the middle of what it stands over, the rules that it crosses.

use std::ops::Range;

use fenjie_model::text::is_cjk;

use super::trees::{CLOSE, HALF, PADDED, Reader};
use crate::table::aligned::columns::align::over;
use crate::table::aligned::content::{first_unit, is_open, leaves_bracket};
use crate::table::aligned::piece::Piece;
use crate::table::aligned::ruling::Line;

/// A line break in a head after a line that is not full: heads are often broken by hand.
const BREAK: f32 = 0.1;
/// A line break in a head over several columns, where there is room.
const WIDE_BREAK: f32 = 0.5;
/// Each em by which a head is off the middle of its columns.
const OFF: f32 = 1.0;
/// A head that is not in the middle of its columns, where their sides are known to the character.
const ASIDE: f32 = 3.0;
/// Each em by which a head is off the middle of its height, what is added to it, and the most that this costs.
const UPRIGHT: (f32, f32, f32) = (1.5, 0.3, 2.5);
/// A column on whose side of a rule a cell should not lie.
const AGAINST: f32 = 1.5;
/// A gap that falls short of that between rows by less, in ems, is as wide.
const NEAR: f32 = 0.1;

/// Rows without padding follow each other by no more than this, in ems, as lines do.
const UNPADDED: f32 = 1.65;

impl Reader<'_> {
    /// The price of taking texts for the lines of one head.
    pub(super) fn lines(&self, own: &[usize]) -> f32 {
        own.windows(2).map(|w| self.joint(&self.body.pieces[w[0]], &self.body.pieces[w[1]])).sum()
    }

    /// The price of taking two texts for lines of one head.
    fn joint(&self, upper: &Piece, lower: &Piece) -> f32 {
        // Rows are padded: lines as far apart as the values of two rows are two heads. In rows without padding so are
        // those of one: where the lower line has no head of its own, or none of the upper ones groups some of the lower ones.
        // Over one column they are lines, but where all columns have both, and where one says that it is a part.
        let (body, gap) = (self.body, self.gap);
        let as_rows = gap > PADDED * body.em && lower.top - upper.bottom > gap - NEAR * body.em;
        let padded = lower.top - upper.top > UNPADDED * body.em;
        // With a colon it begins a name: 其中：小麦.
        let tells_parts = |p: &Piece| p.text == "其中";
        let parts = tells_parts(lower) || tells_parts(upper);
        let over_one = upper.own == lower.own && upper.own.1 == upper.own.0 + 1 && !parts;
        let in_rows = match over_one {
            true => padded && self.is_filled(upper.band) && self.is_filled(lower.band),
            false => padded || self.groups(upper.band, lower.band),
        };
        let apart = as_rows && in_rows && (parts || !self.is_rest(upper, lower));
        if lower.measure || apart || !body.follows(upper, lower) || body.heads_indented(lower) {
            return body.settings.prices.two_texts;
        }
        if is_open(&upper.text) || body.joint_of_heads(upper, lower) == 0.0 {
            0.0
        } else if upper.own.1 - upper.own.0 > 1 {
            WIDE_BREAK
        } else {
            BREAK
        }
    }

    /// Whether the lower text cannot be a head of its own below the upper one: the rest of a bracket or of a word, a measure
    /// in brackets, or what the upper line has no room for.
    fn is_rest(&self, upper: &Piece, lower: &Piece) -> bool {
        let text = lower.text.as_str();
        let is_bracket =
            text.starts_with(['（', '(']) && (text.ends_with(['）', ')']) || leaves_bracket(text));
        let is_character = text.chars().nth(1).is_none();
        let is_full = || {
            let beside = self.body.pieces.iter().filter(|p| p.own == upper.own);
            let room = beside.map(Piece::width).fold(0.0, f32::max);
            upper.width() + (first_unit(text) - NEAR) * self.body.em > room
        };
        let in_middle = (upper.centre() - lower.centre()).abs() < HALF * self.body.em;
        if is_bracket && in_middle && lower.covers_within(upper.from, upper.to) {
            return true;
        }
        upper.own == lower.own && (leaves_bracket(&upper.text) || is_bracket || is_character || is_full())
    }

    /// Whether a band has a text over each column but the first.
    fn is_filled(&self, band: usize) -> bool {
        let over_one = |p: &&Piece| p.own.1 == p.own.0 + 1;
        let own = &self.body.pieces[self.body.bands[band].clone()];
        own.iter().filter(over_one).count() + 1 >= self.body.columns.len()
    }

    /// Whether a head of the upper band has heads of parts of its columns in the lower one.
    fn groups(&self, upper: usize, lower: usize) -> bool {
        let of = |band: usize| &self.body.pieces[self.body.bands[band].clone()];
        let is_part = |head: &Piece, part: &Piece| {
            head.own.0 <= part.own.0 && part.own.1 <= head.own.1 && head.own != part.own
        };
        of(upper).iter().any(|head| of(lower).iter().any(|part| is_part(head, part)))
    }

    /// The price of a head's distance from the middle of its columns.
    pub(super) fn off(&self, own: &[usize], columns: &Range<usize>) -> f32 {
        let price = |&i: &usize| {
            let piece = &self.body.pieces[i];
            let off = over(piece, self.body.columns, columns.start, columns.end);
            let off = match columns.len() {
                1 => off.min(self.body.columns[columns.start].off(piece)),
                _ => off,
            };
            match self.body.exact {
                true if off <= HALF * self.body.em => 0.0,
                true => ASIDE,
                false => OFF * (off / self.body.em).min(4.0),
            }
        };
        own.iter().map(price).sum::<f32>() / own.len() as f32
    }

    /// The price of a head over other columns than those that the rule under it tells.
    pub(super) fn beyond(&self, own: &[usize], columns: &Range<usize>) -> f32 {
        let told = own.iter().map(|&i| &self.body.pieces[i]).find(|piece| piece.grouped);
        told.map_or(0.0, |piece| AGAINST * columns.len().abs_diff(piece.own.1 - piece.own.0) as f32)
    }

    /// The price of a head's distance from the middle of its height, which ends between two heights.
    pub(super) fn upright(&self, own: &[usize], above: Option<usize>, under: (f32, f32)) -> f32 {
        let of = |i: usize| &self.body.pieces[i];
        let (settings, em) = (self.body.settings, self.body.em);
        let top = above.map_or(self.top, |i| of(i).bottom + self.gap);
        let middle = f32::midpoint(of(own[0]).top, of(own[own.len() - 1]).bottom);
        let above = f32::midpoint(top, under.0) - middle - settings.above * em;
        let below = middle - f32::midpoint(top, under.1) - settings.below * em;
        // At the bottom or at the top is as good as at the middle.
        let at_bottom =
            self.low && under.0 == self.bottom && self.bottom - of(own[own.len() - 1]).bottom <= em;
        let at_top = self.high && under.0 == self.bottom && of(own[0]).top - self.top <= HALF * em;
        let off = above.max(below);
        if off > 0.0 && !at_bottom && !at_top {
            (UPRIGHT.0 * (UPRIGHT.1 + off / em)).min(UPRIGHT.2)
        } else {
            0.0
        }
    }

    /// Whether the lines of one column are cut in the midst, the upper ones a head over others too.
    pub(super) fn is_cut(&self, own: &[usize], k: usize) -> bool {
        let of = |i: usize| &self.body.pieces[i];
        let (last, column) = (of(own[k - 1]), of(own[0]).own);
        let next = own[k..].iter().map(|&i| of(i)).find(|p| p.own == column);
        last.own == column
            && column.1 - column.0 == 1
            && next.is_some_and(|p| p.top - last.bottom < CLOSE * self.body.em)
    }

    /// Whether the lines of one column are cut where the first has no room for the character that the next one is (高效节
    /// over 水), the upper ones a head over others too. Heads that a head groups stand on one height.
    pub(super) fn is_torn(&self, own: &[usize], k: usize, columns: &Range<usize>) -> bool {
        let of = |i: usize| &self.body.pieces[i];
        let (last, rest) = (of(own[k - 1]), || own[k..].iter().map(|&i| of(i)));
        let Some(next) = rest().find(|p| p.own == last.own) else { return false };
        let is_beside = |c: usize| rest().any(|p| p.band == next.band && p.own.0 <= c && c < p.own.1);
        let is_character = next.text.chars().nth(1).is_none() && next.text.chars().all(is_cjk);
        columns.len() > 1
            && last.own.1 - last.own.0 == 1
            && is_character
            && self.body.joint_of_heads(last, next) == 0.0
            && !columns.clone().all(is_beside)
    }

    /// The rules among the header.
    fn rules(&self) -> impl Iterator<Item = &Line> {
        let (top, bottom) = (self.top, self.bottom);
        self.body.lines.iter().filter(move |l| l.y > top && l.y < bottom)
    }

    /// The price of a head with a rule under some of its columns alone.
    pub(super) fn uncovered(&self, under: (f32, f32), columns: &Range<usize>) -> f32 {
        let rules: Vec<&Line> = self.rules().filter(|l| under.0 <= l.y && l.y <= under.1).collect();
        if rules.is_empty() {
            return 0.0;
        }
        let bare = |c: &usize| !rules.iter().any(|l| l.covers(&self.body.columns[*c]));
        AGAINST * columns.clone().filter(bare).count() as f32
    }

    /// The price of a leaf across rules.
    pub(super) fn across(&self, own: &[usize], columns: &Range<usize>, above: Option<usize>) -> f32 {
        let of = |i: usize| &self.body.pieces[i];
        let top = above.map_or(self.top, |i| of(i).middle());
        let (first, last) = (of(own[0]).middle(), of(own[own.len() - 1]).middle());
        let crossed = |c: &usize| {
            self.rules().any(|l| {
                // The rule under the head above is no rule across.
                let under = above.is_some() && l.y < first;
                l.y > top && !under && (l.y > last || l.y > first) && l.covers(&self.body.columns[*c])
            })
        };
        AGAINST * columns.clone().filter(crossed).count() as f32
    }
}
