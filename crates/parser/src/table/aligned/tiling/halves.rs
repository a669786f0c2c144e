//! The halves of wrapped texts that stand over and under the values of their row, as text prints a cell of two lines.

use crate::table::aligned::rows::Body;

/// Which half of a text around its row's values a line is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Half {
    Upper,
    Lower,
}

/// For each text of a column which half it is, if one: the line with values between both has none of the column.
pub(super) fn halves(body: &Body<'_>, own: &[usize]) -> Vec<Option<Half>> {
    let mut halves = vec![None; own.len()];
    if body.exact || body.settings.is_of_page() {
        return halves;
    }
    for (k, pair) in own.windows(2).enumerate() {
        let [upper, lower] = [&body.pieces[pair[0]], &body.pieces[pair[1]]];
        let is_around = lower.band == upper.band + 2
            && body.holds_value(upper.band + 1)
            && ![upper.band, lower.band].iter().any(|band| body.holds_value(*band));
        let is_near = lower.top - upper.bottom <= 1.5 * body.em;
        if is_around && is_near && halves[k].is_none() && (upper.from, upper.to) == (lower.from, lower.to) {
            (halves[k], halves[k + 1]) = (Some(Half::Upper), Some(Half::Lower));
        }
    }
    halves
}
