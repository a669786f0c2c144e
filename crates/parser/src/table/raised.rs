//! Small digits that stand raised behind a text, or before a number, become the superscripts that they are: `12¹` is no
//! 121, and `¹12` no 112.

use super::runs::{across, along};
use crate::page::Glyph;
use crate::superscript::superscript;

/// A raised digit is at most so many times as large as what it stands behind.
const LARGEST: f32 = 0.85;
/// Its baseline lies so many ems higher.
const RAISED: std::ops::RangeInclusive<f32> = 0.15..=0.75;
/// It touches what it stands behind, but for so many ems.
const TOUCHES: f32 = 0.15;
/// More digits than these are a small number of its own (a cell of two lines beside another).
const MOST_DIGITS: usize = 2;

/// Puts superscripts in the place of raised digits, which are drawn next after what they stand behind, or next before
/// the number that they mark.
pub(crate) fn raised(glyphs: &mut [Glyph]) {
    let mut at = 0;
    while at < glyphs.len() {
        let length = 1 + glyphs[at..].windows(2).take_while(|w| goes_on(&w[0], &w[1])).count();
        let (before, own) = glyphs.split_at_mut(at);
        let (own, after) = own.split_at_mut(length);
        let is_behind =
            |base: &Glyph| gap(base, &own[0]).abs() <= TOUCHES * base.size && is_raised(base, own);
        let is_before = |number: &Glyph| {
            number.ch.is_ascii_digit()
                && gap(&own[length - 1], number).abs() <= TOUCHES * number.size
                && is_raised(number, own)
        };
        if before.last().is_some_and(is_behind) || after.first().is_some_and(is_before) {
            own.iter_mut().for_each(|g| g.ch = superscript(g.ch));
        }
        at += length;
    }
}

/// Whether two glyphs are of one text in one size.
fn goes_on(a: &Glyph, b: &Glyph) -> bool {
    a.turn == b.turn
        && (a.size - b.size).abs() <= 0.05 * a.size
        && (a.baseline - b.baseline).abs() <= 0.05 * a.size
        && gap(a, b).abs() <= a.size
}

fn is_raised(base: &Glyph, own: &[Glyph]) -> bool {
    let first = &own[0];
    let digits = own.iter().filter(|g| g.ch.is_ascii_digit()).count();
    let height = across(base.turn, base.baseline) - across(first.turn, first.baseline);
    first.ch.is_ascii_digit()
        && digits <= MOST_DIGITS
        && own.iter().all(|g| g.ch.is_ascii_digit() || matches!(g.ch, ',' | '，' | '、'))
        && first.turn == base.turn
        && first.size <= LARGEST * base.size
        && RAISED.contains(&(height / base.size))
}

/// How far the second begins behind the end of the first.
fn gap(a: &Glyph, b: &Glyph) -> f32 {
    along(b.turn, b.bbox).0 - along(a.turn, a.bbox).1
}

#[cfg(test)]
mod tests {
    use super::raised;
    use crate::page::Glyph;
    use crate::table::runs::tests::line;

    #[track_caller]
    fn check(parts: &[Vec<Glyph>], expected: &str) {
        let mut glyphs = parts.concat();
        raised(&mut glyphs);
        assert_eq!(glyphs.iter().map(|g| g.ch).collect::<String>(), expected);
    }

    #[test]
    fn a_raised_digit_is_no_digit_of_the_number() {
        check(&[line("12", 10.0, 50.0, 10.0), line("1", 20.0, 46.5, 6.0)], "12¹");
        check(&[line("镇", 10.0, 50.0, 10.0), line("1,2", 20.0, 46.5, 6.0)], "镇¹,²");
        check(
            &[line("m", 10.0, 50.0, 10.0), line("2", 15.0, 46.5, 6.0), line("/s", 18.0, 50.0, 10.0)],
            "m²/s",
        );
    }

    #[test]
    fn a_raised_digit_marks_the_number_behind_it() {
        check(&[line("1", 10.0, 46.5, 6.0), line("12", 13.0, 50.0, 10.0)], "¹12");
        check(
            &[line("8", 0.0, 50.0, 10.0), line("1", 30.0, 46.5, 6.0), line("12", 33.0, 50.0, 10.0)],
            "8¹12",
        );
        // The parts of a fraction, and what stands before a word.
        check(&[line("1", 10.0, 46.5, 6.0), line("/2", 13.0, 50.0, 6.0)], "1/2");
        check(&[line("1", 10.0, 46.5, 6.0), line("st", 13.0, 50.0, 10.0)], "1st");
    }

    #[test]
    fn what_is_not_raised_stays() {
        // Lowered, as large, apart, words, a number of a cell beside this one.
        check(&[line("CO", 10.0, 50.0, 10.0), line("2", 20.0, 52.0, 6.0)], "CO2");
        check(&[line("12", 10.0, 50.0, 10.0), line("1", 20.0, 46.5, 10.0)], "121");
        check(&[line("12", 10.0, 50.0, 10.0), line("1", 24.0, 46.5, 6.0)], "121");
        check(&[line("12", 10.0, 50.0, 10.0), line("1户", 20.0, 46.5, 6.0)], "121户");
        check(&[line("12", 10.0, 50.0, 10.0), line("365", 20.0, 46.5, 6.0)], "12365");
    }
}
