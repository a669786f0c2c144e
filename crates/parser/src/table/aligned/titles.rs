//! Which bands of a page are titles between two tables: a lone text farther below the values of one table than its rows are
//! from each other, and right above the heads of another.

use super::Word;
use super::bands::Band;
use super::piece::typical;
use super::region::is_valued;

/// A title stands this much below the last row of the table above, in ems.
const BELOW: f32 = 1.0;
/// And this much farther than its rows follow each other.
const FARTHER: f32 = 0.5;
/// So many rows of the table above tell how they follow each other.
const ROWS: usize = 12;
/// So many bands below the title are heads at most.
const MOST_HEADS: usize = 8;

/// Marks the titles between tables.
pub(super) fn mark(bands: &mut [Band], words: &[Word]) {
    for b in 1..bands.len() {
        if is_title(bands, b, words) {
            bands[b].apart = true;
        }
    }
}

fn is_title(bands: &[Band], at: usize, words: &[Word]) -> bool {
    let (title, above) = (&bands[at], &bands[..at]);
    let gap = |pair: &[Band]| pair[1].top - pair[0].bottom;
    let is_far = || {
        let rows = &above[at.saturating_sub(ROWS)..];
        let usual = typical(rows.windows(2).map(gap)).unwrap_or_default();
        title.top - above[at - 1].bottom > (usual + FARTHER * title.size).max(BELOW * title.size)
    };
    title.segments.len() == 1
        && title.segments[0].words.len() > 1
        && is_valued(&above[at - 1], words)
        && is_far()
        && heads_follow(&bands[at + 1..], words)
}

/// Whether heads stand side by side in the first of some bands, and values in one soon below.
fn heads_follow(bands: &[Band], words: &[Word]) -> bool {
    let Some(first) = bands.iter().position(|b| is_valued(b, words)) else { return false };
    let heads = &bands[..first];
    (1..=MOST_HEADS).contains(&first)
        && heads.iter().any(|b| b.segments.len() > 2)
        && heads.iter().all(|b| !b.apart)
        && heads.windows(2).all(|pair| pair[1].top - pair[0].bottom < BELOW * pair[1].size)
}

#[cfg(test)]
mod tests {
    use super::super::Settings;
    use super::super::bands::{bands, tests::drawn};
    use super::*;

    /// Which lines of a drawn text are titles.
    #[track_caller]
    fn check(text: &str, expected: &[usize]) {
        let words = drawn(text);
        let mut bands = bands(&words, &Settings::text());
        mark(&mut bands, &words);
        assert_eq!((0..bands.len()).filter(|b| bands[*b].apart).collect::<Vec<_>>(), expected);
    }

    #[test]
    fn a_title_between_tables() {
        let rows = "wheat      12      8\nmaize       3      4";
        check(&format!("{rows}\n\n\nFarms by size\nsize     2022    2023\n{rows}"), &[2]);
        // A section of one table has no heads, and a title that is near is one of its rows.
        check(&format!("{rows}\n\n\nFarms by size\n{rows}"), &[]);
        check(&format!("{rows}\nFarms by size\nsize     2022    2023\n{rows}"), &[]);
    }
}
