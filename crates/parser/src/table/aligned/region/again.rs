//! Tables one below the other between rules of one width: the heads are printed again in the midst of a frame, or those of
//! other columns behind the rule that ends the rows, and a blank.

use crate::table::aligned::Word;
use crate::table::aligned::bands::{Band, text};
use crate::table::aligned::content::is_value;
use crate::table::aligned::piece::typical;
use crate::table::aligned::ruling::Frame;

/// A header has no more bands than this.
const MOST_HEADS: usize = 8;
/// The heads printed again stand this much farther below what is above them than the usual band, in ems.
const PARTED: f32 = 0.3;

/// A frame as one for each table in it.
pub(crate) fn parted(frame: Frame, bands: &[Band], words: &[Word]) -> Vec<Frame> {
    let own = &bands[frame.bands.clone()];
    let Some(sides) = frame.sides else { return vec![frame] };
    let mut starts = starts(own, words);
    if starts.is_empty() {
        starts = behind_blanks(own, &frame.full, words);
    }
    if starts.is_empty() {
        return vec![frame];
    }
    let several = |band: &Band| band.segments.len() > 1;
    let mut parts = Vec::with_capacity(starts.len() + 1);
    let mut from = 0;
    for to in starts.into_iter().chain([own.len()]) {
        // What stands alone above the heads is the title of their table.
        let end = own[..to].iter().rposition(several).map_or(to, |last| last + 1).max(from + 1);
        let end = if to == own.len() { to } else { end };
        let (top, bottom) = (own[from].top - own[from].size, own[end - 1].bottom + own[end - 1].size);
        parts.push(Frame {
            bands: frame.bands.start + from..frame.bands.start + end,
            full: frame.full.iter().copied().filter(|y| *y > top && *y < bottom).collect(),
            lines: Vec::new(),
            below_heads: frame.below_heads,
            sides: Some(sides),
        });
        from = to;
    }
    parts
}

/// The bands at which the heads of the first bands begin again.
fn starts(bands: &[Band], words: &[Word]) -> Vec<usize> {
    let valued = |band: &Band| band.segments.iter().skip(1).any(|s| is_value(&text(words, &s.words)));
    let values = bands.iter().position(valued).unwrap_or(0);
    // What stands alone below the heads is a measure or a section.
    let depth = bands[..values].iter().rposition(|band| band.segments.len() > 1).map_or(0, |last| last + 1);
    let heads: Vec<String> = bands[..depth].iter().map(|band| said(band, words)).collect();
    if depth == 0 || depth > MOST_HEADS || heads.concat().chars().filter(|c| c.is_alphabetic()).count() < 4 {
        return Vec::new();
    }
    let gap = |b: usize| (bands[b].top - bands[b - 1].bottom) / bands[b].size;
    let usual = typical((values + 1..bands.len()).map(gap)).unwrap_or(0.0);
    let last_valued = bands.iter().rposition(valued).unwrap_or(0);
    let mut found = Vec::new();
    let mut b = values + 1;
    while b + depth < bands.len() {
        let same = bands[b..b + depth].iter().zip(&heads).all(|(band, head)| said(band, words) == *head);
        let goes_on = b + depth <= last_valued;
        // The title of the other table can stand between.
        let is_parted =
            gap(b) > usual + PARTED || bands[b - 1].segments.len() == 1 && gap(b - 1) > usual + PARTED;
        if same && goes_on && is_parted {
            found.push(b);
            b += depth;
        }
        b += 1;
    }
    found
}

/// The bands that head other columns, below a rule that ends what is above and a blank higher than all others: values stand
/// below them and none among them.
fn behind_blanks(bands: &[Band], full: &[f32], words: &[Word]) -> Vec<usize> {
    /// The rule stands no farther below the rows than this, in ems, and the blank below it is this high at least.
    const RULE: f32 = 0.6;
    const BLANK: f32 = 2.0;
    /// Other bands stand apart by this part of the blank at most.
    const OTHERS: f32 = 0.6;
    let valued = |band: &Band| band.segments.iter().skip(1).any(|s| is_value(&text(words, &s.words)));
    let gap = |b: usize| bands[b].top - bands[b - 1].bottom;
    let is_blank = |b: &usize| {
        let (end, em) = (bands[b - 1].bottom, bands[*b].size);
        let first = full.partition_point(|y| *y < end);
        let own = full[first..].iter().take_while(|y| **y < bands[*b].top);
        own.clone().count() == 1
            && own.clone().all(|y| y - end <= RULE * em && bands[*b].top - y >= BLANK * em)
    };
    let blanks: Vec<usize> = (1..bands.len()).filter(is_blank).collect();
    let least = blanks.iter().map(|b| gap(*b)).fold(f32::INFINITY, f32::min);
    let others = (1..bands.len()).filter(|b| !blanks.contains(b)).map(gap).fold(0.0, f32::max);
    let ends = blanks.iter().skip(1).copied().chain([bands.len()]);
    let columns = |own: &[Band]| own.iter().map(|b| b.segments.len()).max().unwrap_or(0);
    let mut from = 0;
    let are_tables = blanks.iter().zip(ends).all(|(&b, end)| {
        let (above, below) = (&bands[from..b], &bands[b..end]);
        from = b;
        let first = below.iter().position(valued);
        (1..=MOST_HEADS).contains(&first.unwrap_or(0))
            && above.iter().filter(|band| band.segments.len() > 1).count() > 1
            && columns(above) != columns(below)
    });
    if are_tables && others <= OTHERS * least { blanks } else { Vec::new() }
}

/// What a band says, whatever its numbers.
fn said(band: &Band, words: &[Word]) -> String {
    let all = band.segments.iter().map(|s| text(words, &s.words)).collect::<Vec<_>>().join("|");
    all.chars().map(|c| if c.is_ascii_digit() { '0' } else { c }).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::table::aligned::Settings;
    use crate::table::aligned::bands::{bands, tests::drawn};
    use crate::table::aligned::region::tests::extents;

    #[track_caller]
    fn check(text: &str, expected: &[(usize, usize)]) {
        let words = drawn(text);
        let bands = bands(&words, &Settings::text());
        let frame = Frame { bands: 0..bands.len(), sides: Some((0.0, 20.0)), ..Frame::default() };
        assert_eq!(extents(&parted(frame, &bands, &words)), expected);
    }

    #[test]
    fn heads_printed_again_are_those_of_another_table() {
        let text = "Item    2022   2023\nWheat     12      8\nMaize      3      4\n\nAt farms in 2021\nItem    2020   2021\nWheat     11      7";
        check(text, &[(0, 3), (4, 6)]);
    }

    #[test]
    fn other_heads_below_a_rule_and_a_blank_are_those_of_another_table() {
        let rows = "Method      Debit\nKind        Fixed\nFrom         2025\n";
        let below = "\n\n\n            Unit     Gas\nEast        26.2    33.6\nWest        25.4    33.6";
        let starts = |text: &str, rule: f32| {
            let words = drawn(text);
            behind_blanks(&bands(&words, &Settings::text()), &[rule], &words)
        };
        assert_eq!(starts(&format!("{rows}{below}"), 4.1), [3]);
        // The rule is one above the heads, other blanks are as high, and the columns are the same.
        assert_eq!(starts(&format!("{rows}{below}"), 6.9), []);
        assert_eq!(starts(&format!("{}{below}", rows.replace('\n', "\n\n\n\n\n\n")), 14.1), []);
        let same = below.replace("Unit ", "     ").replace("    33.6", "");
        assert_eq!(starts(&format!("{rows}{same}"), 4.1), []);
    }

    #[test]
    fn a_row_like_others_is_none() {
        check(
            "Item    2022   2023\nWheat     12      8\nTotal     12      8\nWheat     11      7",
            &[(0, 4)],
        );
    }
}
