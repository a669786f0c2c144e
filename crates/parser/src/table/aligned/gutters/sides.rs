//! What stands left and right of a place, and whether it could be a table.

use super::Gutter;
use crate::table::aligned::Word;
use crate::table::aligned::bands::{Band, Segment, text};
use crate::table::aligned::columns::separators;
use crate::table::aligned::content::is_value;
use crate::table::aligned::ruling::Line;

/// The names of rows begin at one place within this many ems.
const SAME: f32 = 0.5;
/// A table has so many lines with values at least.
const FEWEST: usize = 2;

/// A higher gap than this, in ems, ends both tables.
const HIGH: f32 = 2.5;

/// The middles of the two texts of a line.
pub(super) fn middles(band: &Band) -> Option<[f32; 2]> {
    let [left, right] = band.segments.as_slice() else { return None };
    Some([left, right].map(|s| f32::midpoint(s.x0, s.x1)))
}

/// The bands from a line of two texts on, as far as what stands below them goes: to a high gap, or a text across both.
pub(super) fn below_both(bands: &[Band], [left, right]: [f32; 2]) -> &[Band] {
    let follows = |pair: &&[Band]| pair[1].top - pair[0].bottom <= HIGH * pair[1].size;
    let is_aside = |pair: &&[Band]| !pair[1].segments.iter().any(|s| s.x0 < left && right < s.x1);
    &bands[..=bands.windows(2).take_while(follows).take_while(is_aside).count()]
}

/// The widest gutter between the middles of two texts that no text of the bands and no rule crosses, so many ems wide at
/// least, if it parts them.
pub(super) fn widest(
    own: &[Band],
    rules: &[Line],
    [left, right]: [f32; 2],
    narrowest: f32,
    parts: impl Fn(f32) -> bool,
) -> Option<Gutter> {
    let (first, bottom) = (own.first()?, own.last()?.bottom);
    let is_free = |x: f32| !rules.iter().any(|l| first.top < l.y && l.y <= bottom && l.x0 < x && x < l.x1);
    let strips = separators(own).into_iter().filter(|strip| {
        let x = strip.middle();
        left < x && x < right && strip.x1 - strip.x0 >= narrowest * first.size && is_free(x) && parts(x)
    });
    let widest = strips.max_by(|a, b| (a.x1 - a.x0).total_cmp(&(b.x1 - b.x0)))?;
    Some(Gutter { x: widest.middle(), top: first.top, bottom })
}

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
