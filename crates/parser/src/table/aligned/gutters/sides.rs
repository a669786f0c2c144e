//! What stands left and right of a place, and whether it could be a table.

use crate::table::aligned::Word;
use crate::table::aligned::bands::{Band, Segment, text};
use crate::table::aligned::content::is_value;

/// The names of rows begin at one place within this many ems.
const SAME: f32 = 0.5;
/// A table has so many lines with values at least.
const FEWEST: usize = 2;

/// The texts of each band on one side of a place, where there are some.
pub(super) fn side(bands: &[Band], x: f32, is_left: bool) -> Vec<Vec<&Segment>> {
    let own = bands.iter().map(|b| b.segments.iter().filter(|s| (s.x1 <= x) == is_left).collect());
    own.filter(|own: &Vec<&Segment>| !own.is_empty()).collect()
}

/// The left and right end of some rows.
pub(super) fn extent(rows: &[Vec<&Segment>]) -> Option<(f32, f32)> {
    let ends = rows.iter().flatten().map(|s| (s.x0, s.x1));
    ends.reduce(|(l, r), (x0, x1)| (l.min(x0), r.max(x1)))
}

/// Whether a text names something: words, and no number alone.
pub(super) fn is_name(segment: &Segment, words: &[Word]) -> bool {
    let text = text(words, &segment.words);
    text.chars().filter(|c| c.is_alphabetic()).count() > 2 && !is_value(&text)
}

/// Whether names stand at the left of most rows, and values beside some.
pub(super) fn holds_rows(rows: &[Vec<&Segment>], words: &[Word], em: f32) -> bool {
    let Some((x0, _)) = extent(rows) else { return false };
    let tells = |s: &&Segment| text(words, &s.words).contains(|c: char| c.is_ascii_digit());
    let named = |row: &&Vec<&Segment>| {
        row.first().is_some_and(|s| (s.x0 - x0).abs() <= SAME * em && is_name(s, words))
    };
    let valued = rows.iter().filter(|row| row.iter().skip(1).any(tells)).count();
    valued >= FEWEST && 3 * rows.iter().filter(named).count() >= 2 * rows.len()
}
