//! Numbers that go on in a second line, for their column has no room for another digit: 3653 over 7 is 36537.
//!
//! What else the row has stands on the middle of the two lines, its name at the left of them:
//!
//! ```text
//!           3653   1049
//!    合计                 98.6
//!             7      4
//! ```

use fenjie_model::{At, Code, Finding, Place};

use crate::table::aligned::bands::{Band, Segment, text};
use crate::table::aligned::content::is_value;
use crate::table::aligned::{Region, Word};
use crate::table::broken::is_number;

/// The bands above and below that are looked at to tell how wide a column is.
const NEAR: usize = 40;
/// The other texts of a column, of which there are so many, are narrower than the number and a digit more.
const FEWEST: usize = 2;
/// What stands on the middle is off it by less, in ems.
const OFF: f32 = 0.2;
/// The two lines follow each other by no more than this, in ems.
const PITCH: f32 = 2.2;
/// The lines of a cell begin, end or have their middles at one place, within this many ems.
const SAME: f32 = 0.2;

/// The numbers of a row that go on in a second line.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Halved {
    /// The first word of that line.
    word: usize,
    /// The place of that word.
    at: At,
    /// The numbers as they were read.
    numbers: String,
}

/// Bands in which such numbers are one segment each, in the band of the row's other texts, and the numbers.
pub(crate) fn joined(mut bands: Vec<Band>, words: &[Word]) -> (Vec<Band>, Vec<Halved>) {
    let mut halved = Vec::new();
    let mut gone = vec![false; bands.len()];
    for middle in 1..bands.len().saturating_sub(1) {
        if gone[middle - 1] || !is_between(&bands[middle - 1..middle + 2]) {
            continue;
        }
        let Some(numbers) = numbers(&bands, middle, words) else { continue };
        let lower = std::mem::take(&mut bands[middle + 1].segments);
        let mut row = std::mem::take(&mut bands[middle - 1].segments);
        let first = lower.first().and_then(|s| s.words.first());
        halved.extend(first.map(|&word| Halved { word, at: words[word].at, numbers: numbers.join(" ") }));
        for (upper, lower) in row.iter_mut().zip(lower) {
            upper.words.extend(lower.words);
        }
        let (top, bottom) = (bands[middle - 1].top, bands[middle + 1].bottom);
        let band = &mut bands[middle];
        band.segments.append(&mut row);
        band.segments.sort_by(|a, b| a.x0.total_cmp(&b.x0));
        (band.top, band.bottom) = (band.top.min(top), band.bottom.max(bottom));
        (gone[middle - 1], gone[middle + 1]) = (true, true);
    }
    let mut gone = gone.into_iter();
    bands.retain(|_| gone.next() == Some(false));
    (bands, halved)
}

/// What is to be known of the numbers of a table.
pub(crate) fn findings(halved: &[Halved], region: &Region) -> Vec<Finding> {
    let own = halved.iter().filter(|halved| region.used.binary_search(&halved.word).is_ok());
    let finding = |halved: &Halved| {
        let message = "numbers go on in a second line, for their columns have no room for them";
        let readings = ["one row", "two rows"];
        let place = Place { page: halved.at.page(), ..Place::at(halved.at) };
        Finding::ambiguous(Code::TableAmbiguous, message, readings, place).printed(&halved.numbers)
    };
    own.map(finding).collect()
}

/// Whether the second of three bands stands on the middle of the others, which are lines of one cell.
fn is_between(three: &[Band]) -> bool {
    let [upper, middle, lower] = three else { return false };
    let at = |band: &Band| f32::midpoint(band.top, band.bottom);
    let off = f32::midpoint(at(upper), at(lower)) - at(middle);
    off.abs() <= OFF * middle.size && at(lower) - at(upper) <= PITCH * middle.size
}

/// The numbers of the bands above and below one, if these hold nothing else.
fn numbers(bands: &[Band], middle: usize, words: &[Word]) -> Option<Vec<String>> {
    let (upper, lower) = (&bands[middle - 1].segments, &bands[middle + 1].segments);
    let name = bands[middle].segments.first()?;
    let first = upper.first()?;
    if upper.len() != lower.len() || is_value(&text(words, &name.words)) || name.x1 > first.x0 {
        return None;
    }
    let number = |(u, l): (&Segment, &Segment)| {
        let (above, below) = (text(words, &u.words), text(words, &l.words));
        let is_rest = below.bytes().all(|b| b.is_ascii_digit()) && below.len() < above.len();
        let whole = format!("{above}{below}");
        let digit = (l.x1 - l.x0) / below.len().max(1) as f32;
        (is_rest
            && is_number(&whole)
            && is_below(u, l, bands[middle].size)
            && is_full(bands, middle, u, digit))
        .then_some(whole)
    };
    upper.iter().zip(lower).map(number).collect()
}

/// Whether two texts stand one below the other as lines of a cell do.
fn is_below(upper: &Segment, lower: &Segment, em: f32) -> bool {
    let near = |a: f32, b: f32| (a - b).abs() <= SAME * em;
    near(upper.x0, lower.x0) || near(upper.x1, lower.x1) || near(upper.x0 + upper.x1, lower.x0 + lower.x1)
}

/// Whether the column of a text in the band above some middle has no room for a digit more: no text in it is as wide.
fn is_full(bands: &[Band], middle: usize, text: &Segment, digit: f32) -> bool {
    let beside = |s: &Segment| bands[middle - 1..=middle].iter().map(|b| over(b, s).count()).sum::<usize>();
    let near = [middle.saturating_sub(NEAR)..middle - 1, middle + 2..bands.len().min(middle + NEAR)];
    let column = near.into_iter().flat_map(|range| &bands[range]).flat_map(|b| over(b, text));
    // A head over several columns tells nothing of one.
    let column = column.filter(|s| beside(s) == 1);
    let widths: Vec<f32> = column.map(|s| s.x1 - s.x0).collect();
    let room = text.x1 - text.x0 + 0.9 * digit;
    widths.len() >= FEWEST && widths.iter().all(|width| *width < room)
}

/// The texts of a band above or below another text.
fn over<'a>(band: &'a Band, text: &Segment) -> impl Iterator<Item = &'a Segment> + use<'a> {
    let (x0, x1) = (text.x0, text.x1);
    let first = band.segments.partition_point(|s| s.x1 <= x0);
    band.segments[first..].iter().take_while(move |s| s.x0 < x1)
}

#[cfg(test)]
mod tests {
    use super::joined;
    use crate::table::aligned::Settings;
    use crate::table::aligned::bands::{bands, tests::drawn, text};

    /// The texts of the bands, where those of lines with a point before them stand half a line higher.
    #[track_caller]
    fn check(lines: &str, expected: &[&[&str]], numbers: usize) {
        let words = drawn(lines);
        let (found, halved) = joined(bands(&words, &Settings::page()), &words);
        let texts: Vec<Vec<String>> =
            found.iter().map(|b| b.segments.iter().map(|s| text(&words, &s.words)).collect()).collect();
        assert_eq!(texts, expected);
        assert_eq!(halved.len(), numbers);
    }

    const ROWS: &str = "大保当镇  1207    86   6.0\n大柳塔镇  2198   781   1.7";

    #[test]
    fn a_number_that_its_column_has_no_room_for() {
        let rows: &[&[&str]] = &[&["大保当镇", "1207", "86", "6.0"], &["大柳塔镇", "2198", "781", "1.7"]];
        let total = "          3653  1049\n  合计                98.6\n          7     4";
        let whole: &[&[&str]] = &[&["合计", "36537", "10494", "98.6"]];
        check(&format!("{total}\n{ROWS}"), &[whole, rows].concat(), 1);
        // The heads show that there is room.
        let heads = "乡镇      合计户";
        let apart: &[&[&str]] = &[&["乡镇", "合计户"], &["3653", "1049"], &["合计", "98.6"], &["7", "4"]];
        check(&format!("{heads}\n{total}\n{ROWS}"), &[apart, rows].concat(), 0);
    }

    #[test]
    fn two_rows_of_one_name_are_two() {
        // Numbers that grow, texts, and a name of one of the rows.
        let rows: &[&[&str]] = &[&["大保当镇", "1207", "86", "6.0"], &["大柳塔镇", "2198", "781", "1.7"]];
        for (lines, texts) in [
            ("          3653\n  合计         \n          4210", [&["3653"][..], &["合计"], &["4210"]]),
            ("          3653\n  合计         \n           —", [&["3653"], &["合计"], &["—"]]),
            ("          3653\n             5  \n           7", [&["3653"], &["5"], &["7"]]),
        ] {
            check(&format!("{lines}\n{ROWS}"), &[&texts, rows].concat(), 0);
        }
    }
}
