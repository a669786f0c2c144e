//! Which bands of a page are titles between two tables: lone texts farther below the rows of one table than these are from
//! each other, and right above the heads of another.

use crate::table::aligned::Word;
use crate::table::aligned::bands::{Band, text};
use crate::table::aligned::content::is_serial;
use crate::table::aligned::piece::typical;
use crate::table::aligned::region::is_valued;

/// A title stands this much below the last row of the table above, in ems.
const BELOW: f32 = 1.0;
/// And this much farther than its rows follow each other.
const FARTHER: f32 = 0.5;
/// So many rows of the table above tell how they follow each other.
const ROWS: usize = 12;
/// The lines of heads and of a row overlap by no more than this, in ems.
const SLIP: f32 = 0.1;
/// So many bands below the title are heads at most.
const MOST_HEADS: usize = 8;

/// Marks the titles between tables.
pub(crate) fn mark(bands: &mut [Band], words: &[Word]) {
    let lone = |b: &Band| b.segments.len() < 2;
    let mut at = 0;
    while let Some(next) = bands[at..].iter().position(lone) {
        let from = at + next;
        let to = from + bands[from..].iter().take_while(|b| lone(b)).count();
        // One line of several texts is no table: 附件 stands apart from its number.
        let rows = bands[from.saturating_sub(ROWS)..from].iter().rev().take_while(|b| !b.apart);
        let below_row = rows.filter(|b| !lone(b)).count() > 1;
        if below_row && heads_follow(&bands[to..], words) {
            // What stands nearer below it is another line of the title, or a head.
            let first = (from..to).find(|&b| is_far(bands, b, from));
            first.into_iter().for_each(|b| bands[b].apart = true);
        }
        at = to;
    }
}

/// Whether a lone text stands farther below the band above it than the rows above the first of its like do.
pub(crate) fn is_far(bands: &[Band], at: usize, first: usize) -> bool {
    let gap = |pair: &[Band]| pair[1].top - pair[0].bottom;
    let usual = typical(bands[first.saturating_sub(ROWS)..first].windows(2).map(gap)).unwrap_or_default();
    let size = bands[at].size;
    gap(&bands[at - 1..=at]) > (usual + FARTHER * size).max(BELOW * size)
}

/// Whether heads stand side by side in the first of some bands, and values or a serial number in one soon below.
fn heads_follow(bands: &[Band], words: &[Word]) -> bool {
    let numbered = |b: &Band| b.segments.len() > 1 && is_serial(&text(words, &b.segments[0].words));
    let row = |b: &Band| is_valued(b, words) || numbered(b);
    let Some(first) = bands.iter().take(MOST_HEADS + 1).position(row) else { return false };
    let heads = &bands[..first];
    // The lines of a row stand around its number.
    let above = |head: &Band| head.bottom <= bands[first].top + SLIP * head.size;
    heads.last().is_some_and(above)
        && heads.iter().any(|b| b.segments.len() > 1)
        && heads.iter().all(|b| !b.apart)
        && heads.windows(2).all(|pair| pair[1].top - pair[0].bottom < BELOW * pair[1].size)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::table::aligned::Settings;
    use crate::table::aligned::bands::bands;
    use crate::table::aligned::bands::tests::{drawn, marked};

    #[track_caller]
    fn check(text: &str, expected: &[usize]) {
        assert_eq!(marked(text, mark), expected);
    }

    #[test]
    fn a_title_between_tables() {
        let rows = "wheat      12      8\nmaize       3      4";
        check(&format!("{rows}\n\n\nFarms by size\nsize     2022    2023\n{rows}"), &[2]);
        // A section of one table has no heads, and a title that is near is one of its rows.
        check(&format!("{rows}\n\n\nFarms by size\n{rows}"), &[]);
        check(&format!("{rows}\nFarms by size\nsize     2022    2023\n{rows}"), &[]);
        // One line of several texts is no table.
        check(&format!("Annex    2\n\n\nFarms by size\nsize     2022    2023\n{rows}"), &[]);
    }

    #[test]
    fn the_lines_of_a_row_stand_around_its_number() {
        let text = "1  造林  林业局\n2  治河  水利局\n\n\n二、乡村\n   新建道路  交通局\n3  十公里";
        assert_eq!(marked(text, mark), [2]);
        let words = drawn(text);
        let mut bands = bands(&words, &Settings::text());
        let last = bands.last_mut().expect("a band");
        (last.top, last.bottom) = (last.top - 0.5, last.bottom - 0.5);
        mark(&mut bands, &words);
        assert!(bands.iter().all(|band| !band.apart));
    }
}
