//! Columns that stand near each other: texts that begin at one place, line after line, behind values that end a little
//! left of it.

use crate::table::aligned::Word;
use crate::table::aligned::bands::{Band, Segment};
use crate::table::aligned::content::is_value;

/// So many lines tell it.
const FEWEST: usize = 5;
/// More columns are not looked at.
const MOST_COLUMNS: usize = 64;
/// The gap is as wide as this at least, in ems: wider than a space.
const GAP: f32 = 0.4;
/// The texts begin at one place within this many ems.
const SAME: f32 = 0.15;

/// Parts the segments of bands between such columns.
pub(crate) fn parted(mut bands: Vec<Band>, words: &[Word]) -> Vec<Band> {
    let mut found: Vec<(f32, usize)> = Vec::new();
    for (at, band) in bands.iter().enumerate() {
        let pairs = band.segments.iter().flat_map(|s| s.words.windows(2));
        let behind = pairs.filter(|pair| is_gap(pair, words, band.size) && is_value(&words[pair[0]].text));
        found.extend(behind.map(|pair| (words[pair[1]].bbox.x0, at)));
    }
    found.sort_by(|a, b| a.0.total_cmp(&b.0).then(a.1.cmp(&b.1)));
    let em = |at: usize| bands[at].size;
    let columns: Vec<(f32, usize, usize)> = found
        .chunk_by(|a, b| b.0 - a.0 <= SAME * em(a.1))
        .filter(|column| column.len() >= FEWEST)
        .take(MOST_COLUMNS)
        .filter_map(|column| {
            let bands = || column.iter().map(|(_, at)| *at);
            Some((column[0].0, bands().min()?, bands().max()?))
        })
        .collect();
    for (x, first, last) in columns {
        let crosses = |band: &Band| {
            let own = band.segments.iter().flat_map(|s| &s.words);
            own.into_iter().any(|&w| words[w].bbox.x0 < x - SAME * band.size && words[w].bbox.x1 > x)
        };
        if bands[first..=last].iter().any(crosses) {
            continue;
        }
        for band in &mut bands[first..=last] {
            let size = band.size;
            band.segments = band.segments.drain(..).flat_map(|s| cut(s, x - SAME * size, words)).collect();
        }
    }
    bands
}

fn is_gap(pair: &[usize], words: &[Word], em: f32) -> bool {
    words[pair[1]].bbox.x0 - words[pair[0]].bbox.x1 >= GAP * em
}

/// A segment in two, where a word begins at or right of a place.
fn cut(segment: Segment, x: f32, words: &[Word]) -> Vec<Segment> {
    let first = segment.words.iter().position(|&w| words[w].bbox.x0 >= x);
    let Some(first) = first.filter(|first| *first > 0) else { return vec![segment] };
    [&segment.words[..first], &segment.words[first..]]
        .map(|own| Segment {
            x0: own.iter().map(|&w| words[w].bbox.x0).fold(f32::INFINITY, f32::min),
            x1: own.iter().map(|&w| words[w].bbox.x1).fold(f32::NEG_INFINITY, f32::max),
            words: own.to_vec(),
        })
        .to_vec()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::table::aligned::Settings;
    use crate::table::aligned::bands::{bands, tests::drawn};

    #[test]
    fn texts_right_behind_values() {
        let texts = |text: &str| -> Vec<usize> {
            let words = drawn(text);
            let found = parted(bands(&words, &Settings::page()), &words);
            found.iter().map(|band| band.segments.len()).collect()
        };
        let rows = "Mar. 8     6.0 Off the coast\nApr. 9     7.3 Idaho\nMay 3     16.5 Oregon\nJune 5     7.4 Texas\nJuly 1     6.0 Ohio";
        assert_eq!(texts(rows), [3, 3, 3, 3, 3]);
        assert_eq!(texts(&rows.replace("16.5 Oregon", "none at all")), [2, 2, 2, 2, 2]);
    }
}
