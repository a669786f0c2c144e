//! The rule below the rows of a table: what stands side by side below it is of no row.

use super::{has_heads, is_valued};
use crate::table::aligned::Word;
use crate::table::aligned::bands::{Band, text};
use crate::table::aligned::ruling::Frame;

/// Whether the rule below the rows of a table ends it: texts alone are side by side right below, as in a key or notes in columns,
/// and most rows hold values or marks.
pub(super) fn is_closed(frame: &Frame, bands: &[Band], words: &[Word]) -> bool {
    /// So many bands below are looked at.
    const BELOW: usize = 4;
    let own = &bands[frame.bands.clone()];
    let is_marked = |b: &Band| {
        let mut texts = b.segments.iter().skip(1).map(|s| text(words, &s.words));
        texts.any(|text| !text.contains(char::is_alphanumeric))
    };
    let valued = |own: &[Band]| own.iter().filter(|b| is_valued(b, words) || is_marked(b)).count();
    let several = own.iter().filter(|b| b.segments.len() > 1).count();
    let below = &bands[frame.bands.end..];
    has_heads(frame, bands, words)
        && 3 * valued(own) >= 2 * several.saturating_sub(1)
        && valued(&below[..below.len().min(BELOW)]) == 0
        && !are_rows(own, below)
}

/// Whether the first texts below have one for each column, as rows that answer in words do: as many as most rows have.
fn are_rows(own: &[Band], below: &[Band]) -> bool {
    let mut texts: Vec<usize> = own.iter().map(|b| b.segments.len()).collect();
    texts.sort_unstable();
    let usual = texts.get(texts.len() / 2).copied().unwrap_or_default();
    below.first().is_some_and(|first| first.segments.len() >= usual)
}

#[cfg(test)]
mod tests {
    use crate::deadline::Deadline;
    use crate::table::aligned::Settings;
    use crate::table::aligned::bands::{bands, tests::drawn};
    use crate::table::aligned::region::regions;
    use crate::table::aligned::ruling::Line;

    #[test]
    fn the_rule_below_rows_of_values_ends_them_above_a_key() {
        let end = |below: &str| {
            let text = format!(
                "State     Leases   Acres\nAdair         12       W\nBoone          W      13\nClay           4       8\n{below}"
            );
            let words = drawn(&text);
            let bands = bands(&words, &Settings::page());
            let line = |y: f32| Line { y, x0: 0.0, x1: 25.0, drawn: true };
            let lines =
                [bands[0].top, f32::midpoint(bands[0].bottom, bands[1].top), bands[3].bottom].map(line);
            let found = regions(&bands, &lines, &words, &Settings::page(), Deadline::never());
            found.first().map(|frame| frame.bands.end)
        };
        assert_eq!(end("W Kept      Z Zero"), Some(4));
        assert_eq!(end("All           16      21"), Some(5));
        assert_eq!(end("Region       Yes      No"), Some(5));
    }
}
