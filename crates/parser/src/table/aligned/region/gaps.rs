//! High gaps between the bands of a table, and those that part it from what stands below.

use super::is_valued;
use crate::table::aligned::bands::{Band, Segment};
use crate::table::aligned::ruling::Frame;
use crate::table::aligned::{Settings, Word};

/// The gap below the bands between rules, in ems, over which what follows can go on: a wider one where these are heads, and
/// each value below stands under one.
pub(super) fn gap_below(own: &[Band], rows: &[Band], words: &[Word], settings: &Settings) -> f32 {
    /// Heads stand over their values by no more than this, in ems.
    const BELOW_HEADS: f32 = 4.0;
    /// So many heads do not stand over so many values by chance.
    const FEWEST: usize = 4;
    let Some(heads) = own.last().filter(|b| b.segments.len() >= FEWEST) else { return settings.high_gap };
    let is_under = |s: &Segment| own.iter().flat_map(|b| &b.segments).any(|h| s.x0 < h.x1 && h.x0 < s.x1);
    let are_under = |row: &Band| row.segments.len() >= FEWEST && row.segments[1..].iter().all(is_under);
    let are_heads = !own.iter().any(|b| is_valued(b, words)) && heads.size <= rows[0].size * settings.larger;
    match rows {
        [row, next, ..]
            if are_heads && [row, next].into_iter().all(|b| is_valued(b, words) && are_under(b)) =>
        {
            BELOW_HEADS
        }
        _ => settings.high_gap,
    }
}

/// Whether the band behind some rows that stand far apart heads more of them: it stands alone at their left side, no farther
/// below than twice what parts them, and the two rows below it end where they do.
pub(super) fn heads_more_rows(bands: &[Band], at: usize, words: &[Word]) -> bool {
    /// Ends are the same within this many ems.
    const SAME: f32 = 0.2;
    let (above, [label, next, second, ..]) = bands.split_at(at) else { return false };
    let ([.., before, last], [own]) = (above, label.segments.as_slice()) else { return false };
    let same = |a: f32, b: f32| (a - b).abs() <= SAME * label.size;
    let is_alike = |row: &Band| {
        let ends = |b: &Band| (b.segments[0].x0, b.segments[b.segments.len() - 1].x1);
        let ((left, right), (x0, x1)) = (ends(last), ends(row));
        row.segments.len() == last.segments.len()
            && same(left, x0)
            && same(right, x1)
            && is_valued(row, words)
    };
    let pitch = last.top - before.bottom;
    last.segments.len() > 1
        && same(own.x0, last.segments[0].x0)
        && label.top - last.bottom <= 2.0 * pitch
        && next.top - label.bottom <= 1.2 * pitch
        && [before, last, next, second].into_iter().all(is_alike)
}

/// Takes the last band off a frame where it stands far below all others and states no value: the foot of the page in a box of
/// its own.
pub(super) fn cut_foot(frame: &mut Frame, bands: &[Band], words: &[Word]) {
    /// It is so far below, in ems, and so many times as far as any other band below the one above it.
    const FAR: f32 = 6.0;
    const TIMES: f32 = 3.0;
    let own = &bands[frame.bands.clone()];
    let ([.., above, foot], true) = (own, own.len() > 3) else { return };
    let gap = foot.top - above.bottom;
    let others = own[..own.len() - 1].windows(2).map(|pair| pair[1].top - pair[0].bottom);
    if gap > FAR * foot.size && gap > TIMES * others.fold(0.0, f32::max) && !is_valued(foot, words) {
        frame.bands.end -= 1;
        frame.full.retain(|y| *y < above.bottom + above.size);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::table::aligned::bands::{bands, tests::drawn};

    #[test]
    fn a_lone_name_heads_more_rows_where_they_stand_far_apart() {
        let more = |text: &str, at: usize| {
            let words = drawn(text);
            heads_more_rows(&bands(&words, &Settings::text()), at, &words)
        };
        let rows = "Assets      12\n\nUnits        3";
        assert!(more(&format!("{rows}\n\n\nClass B\n\n{rows}"), 2));
        // Too far, too near rows, within the line, and rows that end elsewhere.
        assert!(!more(&format!("{rows}\n\n\n\nClass B\n\n{rows}"), 2));
        assert!(!more(&format!("{}\n\n\nClass B\n\n{rows}", rows.replace("\n\n", "\n")), 2));
        assert!(!more(&format!("{rows}\n\n\n  Class B\n\n{rows}"), 2));
        assert!(!more(&format!("{rows}\n\n\nClass B\n\n{}", rows.replace("Units ", "Units")), 2));
    }

    #[test]
    fn heads_between_rules_stand_farther_above_their_values() {
        let heads = "Name      Revenue  Capital  Total";
        let rows = "Coal        12.5      3.1    5.7\nCotton       8.5      2.1    9.9";
        let gap = |heads: &str, rows: &str| {
            let words = drawn(&format!("{heads}\n\n{rows}"));
            let bands = bands(&words, &Settings::page());
            gap_below(&bands[..1], &bands[1..], &words, &Settings::page()) > Settings::page().high_gap
        };
        assert!(gap(heads, rows));
        assert!(!gap(heads, &rows.replace("    5.7", "           5.7")));
        assert!(!gap("Coal         1.5      2.1    5.1", rows));
        assert!(!gap(heads, "Coal        mine      pit    ore\nCotton      mill      dye    yes"));
    }

    #[test]
    fn what_stands_far_below_the_rows_is_cut_off() {
        let end = |foot: &str| {
            let rows = "Item      2022\nWheat       12\nMaize        3";
            let words = drawn(&format!("{rows}\n\n\n\n\n\n\n\n{foot}"));
            let bands = bands(&words, &Settings::text());
            let mut frame = Frame { bands: 0..bands.len(), full: vec![1.0, 4.2, 12.5], ..Frame::default() };
            cut_foot(&mut frame, &bands, &words);
            (frame.bands.end, frame.full.len())
        };
        assert_eq!(end("Health Report   P a g e |23"), (3, 2));
        assert_eq!(end("Total         15"), (4, 3));
    }
}
