//! Lines of text that are set to the width of their column: words of different widths, as far from each other as no space
//! is, but all by as much. Columns of a table have one place each, and gaps that differ with what stands in them.

use crate::table::aligned::Word;
use crate::table::aligned::bands::{Band, Segment, is_dots};
use crate::table::aligned::content::is_value;

/// So many words tell it.
const FEWEST: usize = 6;
/// The gaps are the same within this many ems.
const SAME: f32 = 0.06;
/// They are no wider than this, in ems.
const WIDEST: f32 = 1.6;
/// The widths of the words differ by this many ems at least.
const DIFFER: f32 = 2.0;

/// Bands whose lines of such text are one segment each.
pub(crate) fn joined(mut bands: Vec<Band>, words: &[Word]) -> Vec<Band> {
    for band in bands.iter_mut().filter(|band| band.segments.len() > 1) {
        let own: Vec<usize> = band.segments.iter().flat_map(|s| &s.words).copied().collect();
        let joints = joints(&own, words, band.size);
        if joints.iter().any(|joint| *joint) {
            let mut at = 0;
            let mut segments: Vec<Segment> = Vec::new();
            for segment in band.segments.drain(..) {
                let count = segment.words.len();
                match segments.last_mut().filter(|_| joints[at]) {
                    Some(last) => {
                        last.x1 = last.x1.max(segment.x1);
                        last.words.extend(segment.words);
                    }
                    None => segments.push(segment),
                }
                at += count;
            }
            band.segments = segments;
        }
    }
    bands
}

/// Which of the words of a line, from the left, go on the text of the one before.
fn joints(own: &[usize], words: &[Word], em: f32) -> Vec<bool> {
    let mut joints = vec![false; own.len()];
    let gap = |at: usize| (words[own[at]].bbox.x0 - words[own[at - 1]].bbox.x1) / em;
    let mut from = 0;
    while from + FEWEST <= own.len() {
        let first = gap(from + 1);
        let goes_on = |at: &usize| (gap(*at) - first).abs() <= SAME && !is_dots(&words[own[*at]].text);
        let to = from + 2 + (from + 2..own.len()).take_while(goes_on).count();
        if (0.0..=WIDEST).contains(&first) && is_text(&own[from..to], words, em) {
            joints[from + 1..to].fill(true);
        }
        from = to - 1;
    }
    joints
}

/// Whether words are those of a text: of different widths, and hardly values.
fn is_text(own: &[usize], words: &[Word], em: f32) -> bool {
    let widths = own.iter().map(|&i| words[i].bbox.width());
    let (least, most) = widths.fold((f32::INFINITY, 0.0), |(l, m): (f32, f32), w| (l.min(w), m.max(w)));
    let values = own.iter().filter(|&&i| is_value(&words[i].text)).count();
    own.len() >= FEWEST && most - least >= DIFFER * em && 4 * values <= own.len()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::table::aligned::Settings;
    use crate::table::aligned::bands::{bands, tests::drawn};

    fn parts(text: &str) -> Vec<usize> {
        let words = drawn(text);
        joined(bands(&words, &Settings::page()), &words).iter().map(|band| band.segments.len()).collect()
    }

    #[test]
    fn words_of_different_widths_with_one_gap_are_a_text() {
        assert_eq!(parts("10.6  Form  of  Restricted  Stock  under  the  Plan     10-Q  2.1"), [3]);
        // Heads over columns: of one width, or with gaps as their texts leave them.
        assert_eq!(parts("Jan  Feb  Mar  Apr  May  Jun  Jul  Aug"), [8]);
        assert_eq!(parts("Name    Registered  Votes   Turnout  Blank  Void    Total"), [7]);
        assert_eq!(parts("12  1,234,567  3  45  6  789"), [6]);
        assert_eq!(parts("Form  of  Restricted  Stock"), [4]);
        // A leader ends it.
        assert_eq!(parts("Water  Pollution  Control,  Series  A  ......  2/9/17"), [6]);
    }
}
