//! Tables side by side, each below a title that names no number: what stands below two titles on one line is parted between
//! them where names of rows stand on both sides, and the rows of one side are not those of the other.
//!
//! The halves of one table have the same heads over both, its groups have values on both sides, and its rows are level.

use super::Gutter;
use super::sides::{below_both, extent, holds_rows, is_name, middles, side, widest};
use crate::table::aligned::Word;
use crate::table::aligned::bands::{Band, Segment, text};
use crate::table::aligned::ruling::Line;

/// A gutter is as wide as this at least, in ems.
const NARROWEST: f32 = 1.2;
/// A title begins with its table, or stands in the middle of it, within this many ems.
const OVER: f32 = 1.5;
/// The lines of one row are level within this many ems.
const LEVEL: f32 = 0.15;
/// So many lines are on one side alone, or not level with the other.
const UNLIKE: usize = 2;
/// So many lines of two texts are looked at.
const MOST_TRIED: usize = 60;

/// The gutter below the first line of two titles.
pub(super) fn gutter(bands: &[Band], words: &[Word], rules: &[Line]) -> Option<Gutter> {
    let are_two = |b: &usize| bands[*b].segments.len() == 2;
    (0..bands.len()).filter(are_two).take(MOST_TRIED).find_map(|at| below(&bands[at..], words, rules))
}

/// The gutter below the first of some bands, if that has two titles.
fn below(bands: &[Band], words: &[Word], rules: &[Line]) -> Option<Gutter> {
    let between = middles(&bands[0])?;
    if !bands[0].segments.iter().all(|s| is_name(s, words)) {
        return None;
    }
    let own = below_both(bands, between);
    widest(own, rules, between, NARROWEST, |x| are_two(own, words, x))
}

/// Whether tables stand on both sides of a place, each below its title.
fn are_two(bands: &[Band], words: &[Word], x: f32) -> bool {
    let em = bands[0].size;
    let sides = [true, false].map(|is_left| side(bands, x, is_left));
    let heads = |side: &[Vec<&Segment>]| -> Vec<String> {
        side.get(1).into_iter().flatten().map(|s| text(words, &s.words)).collect()
    };
    sides.iter().all(|side| is_titled(side, words, em))
        && heads(&sides[0]) != heads(&sides[1])
        && are_unlike(bands, words, x)
}

/// Whether the first line of a side is a title over the names of rows and values below it.
fn is_titled(side: &[Vec<&Segment>], words: &[Word], em: f32) -> bool {
    let [title, rows @ ..] = side else { return false };
    let ([title], Some((x0, x1))) = (title.as_slice(), extent(rows)) else { return false };
    let is_over = (title.x0 - x0).abs() <= OVER * em
        || (f32::midpoint(title.x0, title.x1) - f32::midpoint(x0, x1)).abs() <= OVER * em;
    is_over && holds_rows(rows, words, em)
}

/// Whether lines stand on one side alone, or not level with those of the other.
fn are_unlike(bands: &[Band], words: &[Word], x: f32) -> bool {
    let height = |s: &Segment| s.words.first().map(|&w| words[w].bbox.centre_y());
    let is_unlike = |b: &&Band| {
        let left = b.segments.iter().rfind(|s| s.x1 <= x).and_then(height);
        let right = b.segments.iter().find(|s| s.x1 > x).and_then(height);
        left.zip(right).is_none_or(|(a, b_)| (a - b_).abs() > LEVEL * b.size)
    };
    bands.iter().filter(is_unlike).count() >= UNLIKE
}

#[cfg(test)]
mod tests {
    use super::super::tests::column;
    use super::*;

    #[track_caller]
    fn check(text: &str, expected: Option<usize>) {
        assert_eq!(column(text, gutter), expected, "{text}");
    }

    const ROWS: &str = "Wheat     12   13         Director       864-5883\nMaize      5    8         Field office   776-8268\n";

    #[test]
    fn tables_of_their_own_rows_below_two_titles() {
        let heads =
            "Farms in 2009             Whom to call\nCrop    2008 2009         Office         Telephone\n";
        check(&format!("{heads}{ROWS}Rye        7    9\nSum       24   30"), Some(21));
        // As many rows, all level, could be of one table.
        check(&format!("{heads}{ROWS}"), None);
    }

    #[test]
    fn halves_and_groups_of_one_table() {
        let rest = "Rye        7    9\nSum       24   30";
        let halves = "North                     South\nCrop    2008 2009         Crop    2008 2009\n";
        let rows =
            "Wheat     12   13         Oats      43   54\nMaize      5    8         Peas       7   94\n";
        check(&format!("{halves}{rows}{rest}"), None);
        let groups = "          Farms                     Mines\nCounty    2008 2009         2008 2009\n";
        let rows = "Adair       12   13           43   54\nBoone        5    8            7   94\n";
        check(&format!("{groups}{rows}Clay         7    9\nDade        24   30"), None);
    }
}
