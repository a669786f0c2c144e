//! The running head of a page: its first line, in two or three texts from end to end of the rule right below it. Above a
//! table that goes on at the top of the page it would be a row.

use fenjie_model::text::is_chinese;

use crate::table::aligned::Word;
use crate::table::aligned::bands::{Band, Segment, text};
use crate::table::aligned::ruling::Line;

/// Ends agree within so many ems.
const SAME: f32 = 0.4;
/// The rule stands no farther below than this, in ems.
const BELOW: f32 = 0.8;
/// A running head has so many texts at most.
const MOST_TEXTS: usize = 3;
/// The first of so many bands below tell how many columns the table has.
const BANDS: usize = 4;

/// So many Chinese characters are more than a head.
const PHRASE: usize = 5;

/// Marks the running head.
pub(crate) fn mark(bands: &mut [Band], lines: &[Line], words: &[Word]) {
    let ([head, below @ ..], Some(rule)) = (&*bands, lines.first()) else { return };
    let em = head.size;
    let texts = head.segments.len();
    let (Some(first), Some(last)) = (head.segments.first(), head.segments.last()) else { return };
    let is_right_below = (head.bottom - SAME * em..=head.bottom + BELOW * em).contains(&rule.y)
        && below.first().is_some_and(|next| rule.y <= next.top + SAME * em);
    let from_end_to_end = (first.x0 - rule.x0).abs() <= SAME * em && (last.x1 - rule.x1).abs() <= SAME * em;
    // Heads are no fewer than the columns, and where they are, they are words.
    let is_of_less = below.iter().take(BANDS).any(|band| band.segments.len() > texts);
    let is_phrase = |segment: &Segment| {
        let text = text(words, &segment.words);
        text.contains(' ') || text.chars().filter(|c| is_chinese(*c)).count() >= PHRASE
    };
    let says_more = || head.segments.iter().any(is_phrase);
    if (2..=MOST_TEXTS).contains(&texts) && is_right_below && from_end_to_end && is_of_less && says_more() {
        bands[0].apart = true;
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::table::aligned::Settings;
    use crate::table::aligned::bands::{bands, tests::drawn};

    /// Whether the first line of a text is a running head over a rule between two ends.
    fn is_head(text: &str, ends: (f32, f32)) -> bool {
        let words = drawn(text);
        let mut bands = bands(&words, &Settings::text());
        let y = bands[0].bottom;
        mark(&mut bands, &[Line { y, x0: ends.0, x1: ends.1, drawn: true }], &words);
        bands[0].apart
    }

    #[test]
    fn a_line_from_end_to_end_of_its_rule() {
        let rows = "Buildings    2,531    6,624    811\nVehicles     6,136      973    514";
        let head = format!("Ridge Mining            Annual 2020\n{rows}");
        assert!(is_head(&head, (0.0, 17.5)));
        // The rule is longer, a text alone, heads of each column, and of some.
        assert!(!is_head(&head, (0.0, 25.0)));
        assert!(!is_head(&format!("Ridge Mining and its Annual Report\n{rows}"), (0.0, 17.0)));
        assert!(!is_head(&format!("Item          2019     2020  Total\n{rows}"), (0.0, 17.0)));
        assert!(!is_head(&format!("Item                         Total\n{rows}"), (0.0, 17.0)));
    }
}
