//! Numbers that are the last line of a text: `Clean Water Act, sec.` over `404`.

use crate::table::aligned::piece::Piece;
use crate::table::aligned::rows::labels::leads_on;

/// Values are this part of the texts of a column at the most, where one can be the rest of another.
const FEW: usize = 3;
/// The lines of a text follow each other by no more than this, in ems, and begin at one place within that.
const PITCH: f32 = 1.6;
const SAME: f32 = 0.3;
/// A line that another one follows is at least this part of the width of its column's widest text.
const FULL: f32 = 0.7;

/// Takes numbers for no values that go on with the texts above them: in columns of texts, on lines without a name.
pub(in super::super) fn unmark(pieces: &mut [Piece], columns: usize, em: f32) {
    let mut of = vec![(0usize, 0usize, 0.0f32); columns];
    for p in pieces.iter().filter(|p| p.own.1 == p.own.0 + 1) {
        let (texts, values, widest) = &mut of[p.own.0];
        *texts += 1;
        *values += usize::from(p.value);
        *widest = widest.max(p.width());
    }
    // The last text over each column.
    let mut above: Vec<Option<usize>> = vec![None; columns];
    let mut named = None;
    for at in 0..pieces.len() {
        let p = &pieces[at];
        if p.own.0 == 0 {
            named = Some(p.band);
        }
        let (texts, values, widest) = of[p.own.0];
        let goes_on = |upper: &Piece| {
            let is_full = upper.width() >= FULL * widest || leads_on(&upper.text);
            upper.own == p.own
                && !upper.value
                && is_full
                && p.top - upper.top <= PITCH * em
                && (p.x0 - upper.x0).abs() <= SAME * em
        };
        let is_rest = p.value
            && p.own.0 > 0
            && p.own.1 == p.own.0 + 1
            && named != Some(p.band)
            && FEW * values <= texts
            && p.text.starts_with(|c: char| c.is_ascii_digit() || matches!(c, '$' | '('))
            && above[p.own.0].is_some_and(|upper| goes_on(&pieces[upper]));
        above[p.own.0..p.own.1].fill(Some(at));
        pieces[at].value &= !is_rest;
    }
}

#[cfg(test)]
mod tests {
    use super::super::super::rows::slots::tests::check;

    #[test]
    fn a_number_is_the_last_line_of_a_text() {
        let rows = |number: &'static str| {
            let heads = [("Program", 0.0, 0.0), ("Authority", 130.0, 0.0), ("Purpose", 340.0, 0.0)];
            let first = [("Air", 0.0, 20.0), ("Clean Air Act", 130.0, 20.0), ("Grants", 340.0, 20.0)];
            let second = [
                ("Wetlands", 0.0, 40.0),
                ("Water Act, sec.", 130.0, 40.0),
                ("Permits and", 340.0, 40.0),
                (number, 130.0, 52.0),
                ("their fees", 340.0, 52.0),
            ];
            let third = [("Noise", 0.0, 72.0), ("Control Act", 130.0, 72.0), ("Research", 340.0, 72.0)];
            [&heads[..], &first, &second, &third].concat()
        };
        let rules = [-4.0, 16.0, 86.0].map(|y| (y, 0.0, 460.0));
        for number in ["404", "$500", "45%"] {
            let expected = format!(
                "Program Authority Purpose\nAir Clean Air Act Grants\nWetlands Water Act, sec. {number} Permits and their fees\nNoise Control Act Research"
            );
            check(&rows(number), &rules, &expected);
        }
    }
}
