//! Whether a lone text above a table is a head of some of its columns, or the table's title.

use crate::table::aligned::Word;
use crate::table::aligned::bands::{Band, Segment, text};
use crate::table::aligned::columns::Strip;
use crate::table::aligned::measures::ends_in_measure;
use crate::table::aligned::region::is_valued;
use crate::wording::is_whole_title;

/// More bands below the text are no heads.
const MOST_HEADS: usize = 6;
/// Middles are the same within this many ems, and differ from this many on.
const SAME: f32 = 0.1;
const OTHER: f32 = 0.3;

/// Whether the first of some bands is a head over some of the columns below: the heads at both ends are in the middle of its
/// lines and theirs, or it says what is counted (造林任务（亩）) and names no table.
pub(super) fn heads_some(bands: &[Band], strips: &[Strip], words: &[Word]) -> bool {
    let [head, below @ ..] = bands else { return false };
    let Some(rows) = below.iter().take(MOST_HEADS + 1).position(|b| is_valued(b, words)) else {
        return false;
    };
    let (Some(first), Some(last)) = (below[..rows].first(), below[..rows].last()) else { return false };
    let printed = text(words, &head.segments[0].words);
    let is_counted = ends_in_measure(&printed) && !is_whole_title(&printed) && first.segments.len() > 2;
    is_counted || are_beside(head, &below[..rows], (head.top, first.top, last.bottom), strips)
}

/// Whether the first of some bands is over no group of columns: below it each column has a head, and it is neither in the
/// middle of some of these, nor do both begin at one place.
pub(super) fn is_over_none(bands: &[Band], strips: &[Strip]) -> bool {
    /// A text is in the middle of heads within this many ems, and begins where they do.
    const CENTRED: f32 = 1.5;
    const BEGUN: f32 = 0.5;
    /// Tables of more columns are not looked at.
    const MOST_COLUMNS: usize = 40;
    let [head, below, ..] = bands else { return false };
    let (Some(text), columns) = (head.segments.first(), strips.len() + 1) else { return false };
    let heads = &below.segments;
    let column =
        |s: &Segment| strips.iter().filter(|strip| strip.middle() <= f32::midpoint(s.x0, s.x1)).count();
    let is_whole = heads.len() == columns && heads.iter().enumerate().all(|(c, s)| column(s) == c);
    if !is_whole || columns > MOST_COLUMNS {
        return false;
    }
    let centre = f32::midpoint(text.x0, text.x1);
    let is_over = |from: usize, to: usize| {
        let (x0, x1) = (heads[from].x0, heads[to].x1);
        (centre - f32::midpoint(x0, x1)).abs() <= CENTRED * head.size
            || from > 0 && (text.x0 - x0).abs() <= BEGUN * head.size
    };
    let mut groups = (0..columns).flat_map(|from| (from..columns).map(move |to| (from, to)));
    !groups.any(|(from, to)| (from, to) != (0, columns - 1) && is_over(from, to))
}

/// Whether the heads of the first and of the last column are in the middle of all lines from the head above on, not of those
/// below it alone.
fn are_beside(head: &Band, below: &[Band], (top, begin, end): (f32, f32, f32), strips: &[Strip]) -> bool {
    let (Some(left), Some(right)) = (strips.first(), strips.last()) else { return false };
    let (all, rest) = (f32::midpoint(top, end), f32::midpoint(begin, end));
    let in_middle = |b: &&Band| {
        let middle = f32::midpoint(b.top, b.bottom);
        (middle - all).abs() <= SAME * head.size && (middle - rest).abs() >= OTHER * head.size
    };
    let heads = || below.iter().filter(in_middle).flat_map(|b| &b.segments);
    heads().any(|s| s.x1 <= left.x1) && heads().any(|s| s.x0 >= right.x0)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::table::aligned::Settings;
    use crate::table::aligned::bands::{bands, tests::drawn};
    use crate::table::aligned::columns::separators;
    use crate::table::aligned::region::tests::check;

    #[test]
    fn a_head_in_the_middle_says_what_is_counted() {
        let text = |head: &str| {
            format!(
                "{head}\n乡镇    合计    人工造林    封山育林    成活率\n甲镇     700         300         400       93%\n乙镇      50          30          20       93%"
            )
        };
        check(&text("                造林任务（亩）"), &[(0, 4)]);
        check(&text("                造林任务计划"), &[(1, 4)]);
        check(&text("                造林任务表（亩）"), &[(1, 4)]);
    }

    #[test]
    fn a_title_over_heads_that_are_whole() {
        let text = |title: &str| {
            format!(
                "{title}\nSection   Description                   Fee\n4.01      Valuation of a house          $45\n4.02      Reinspection                  $69"
            )
        };
        check(&text("            SCHEDULE OF FEES"), &[(1, 4)]);
        // In the middle of the last two heads, or beginning with them.
        check(&text("                     SCHEDULE OF FEES"), &[(0, 4)]);
        check(&text("          SCHEDULE OF FEES"), &[(0, 4)]);
    }

    #[test]
    fn heads_at_both_ends_stand_in_the_middle_of_all_lines() {
        let text = "            接种任务\n乡镇                                接种率\n      合计    上半月    下半月\n\n甲镇   700       300       400     93%";
        let mut words = drawn(text);
        let heads_some = |words: &[Word]| {
            let bands = bands(words, &Settings::page());
            heads_some(&bands, &separators(&bands[1..]), words)
        };
        // The heads of the first and the last column stand between the two lines beside them.
        for (top, word) in [0.0, 0.7, 0.7, 1.4, 1.4, 1.4].into_iter().zip(&mut words) {
            (word.bbox.top, word.bbox.bottom) = (top, top + 1.0);
        }
        assert!(heads_some(&words));
        for word in &mut words[1..3] {
            (word.bbox.top, word.bbox.bottom) = (1.0, 2.0);
        }
        assert!(!heads_some(&words));
    }
}
