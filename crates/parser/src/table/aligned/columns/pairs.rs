//! Two columns of numbers in one segment of each band, which end at two places.

use super::near::cut;
use crate::table::aligned::Word;
use crate::table::aligned::bands::Band;
use crate::table::pairs::{Pair, SAME, are_numbers, columns};

/// Columns farther apart than this, in ems, are told by their gaps.
const WIDEST: f32 = 4.0;

/// Parts the segments of bands between such columns.
pub(crate) fn parted(mut bands: Vec<Band>, words: &[Word]) -> Vec<Band> {
    for pair in columns(pairs(&bands, words)).into_iter().flatten() {
        let band = &mut bands[pair.line];
        let slip = SAME * band.size;
        band.segments = band.segments.drain(..).flat_map(|s| cut(s, pair.x - slip, words)).collect();
    }
    bands
}

/// The numbers that stand side by side in bands, whether in one segment or in two.
fn pairs(bands: &[Band], words: &[Word]) -> Vec<Pair> {
    let mut pairs = Vec::new();
    for (line, band) in bands.iter().enumerate() {
        let own: Vec<&Word> = band.segments.iter().flat_map(|s| &s.words).map(|&i| &words[i]).collect();
        let near = own.windows(2).filter_map(|pair| {
            let (a, b) = (pair[0].bbox, pair[1].bbox);
            let is_near = (0.0..=WIDEST * band.size).contains(&(b.x0 - a.x1));
            let pair = is_near && are_numbers(&pair[0].text, &pair[1].text);
            pair.then_some(Pair { ends: [a.x1, b.x1], x: b.x0, size: band.size, line })
        });
        pairs.extend(near);
    }
    pairs
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::table::aligned::Settings;
    use crate::table::aligned::bands::{bands, tests::drawn};

    fn parts(text: &str) -> (Vec<usize>, Vec<usize>) {
        let words = drawn(text);
        let before = bands(&words, &Settings::page());
        let count = |bands: &[Band]| bands.iter().map(|band| band.segments.len()).collect();
        (count(&before), count(&parted(before.clone(), &words)))
    }

    #[test]
    fn numbers_that_end_at_two_places() {
        let lines = "Early       26  86.67%\nAbsentee     4 100.00%\nPolling    120   4.51%\nPaper        0       -\nTotal      150  85.71%";
        assert_eq!(parts(lines), (vec![3, 2, 3, 3, 3], vec![3; 5]));
        // Four lines tell nothing.
        let few: Vec<&str> = lines.lines().take(4).collect();
        assert_eq!(parts(&few.join("\n")).1, [3, 2, 3, 3]);
    }

    #[test]
    fn the_groups_of_numbers_and_counts_with_their_parts_are_one() {
        for lines in [
            "Oats     26 000\nRye       4 150\nWheat   120 451\nMaize    12 000\nTotal   162 601",
            // The text is aligned as a whole.
            "Oats    26 6.67%\nRye    4 100.00%\nWheat  120 4.51%\nMaize  12 10.00%\nTotal  62 85.71%",
            "Oats    26 (6.67)\nRye     4 (10.00)\nWheat  120 (4.51)\nMaize  12 (10.00)\nTotal  62 (85.71)",
        ] {
            let (before, after) = parts(lines);
            assert_eq!(before, after, "{lines}");
        }
    }
}
