//! The further lines of a text in a row whose other texts have one line: they stand alone, one below the other, and look
//! like a paragraph.

use crate::table::aligned::bands::{Band, Segment};
use crate::table::aligned::ruling::Frame;

/// Texts begin at one place within this many ems.
const SAME: f32 = 0.2;

/// Whether one of some bands is a row, and the others are further lines of one of its texts.
pub(super) fn are_one_row(own: &[Band]) -> bool {
    let several = |b: &Band| b.segments.len() > 1;
    let Some(row) = own.iter().find(|b| several(b)) else { return false };
    own.iter().all(|band| several(band) || is_further(band, row))
}

/// Whether the rows of a frame that rules part fill it, the further lines of their texts aside.
pub(super) fn fill(frame: &Frame, bands: &[Band]) -> bool {
    let own = &bands[frame.bands.clone()];
    let mut row: Option<&Band> = None;
    let (mut rows, mut others) = (0, 0);
    for band in own {
        if band.segments.len() > 1 {
            row = Some(band);
            rows += 1;
        } else if !row.is_some_and(|row| is_further(band, row)) {
            others += 1;
        }
    }
    rows > 1 && frame.full.len() > rows && others < rows
}

/// Whether a line begins where a text of a row does that is not its name, and ends before the next one begins.
fn is_further(band: &Band, row: &Band) -> bool {
    let is_below = |line: &Segment| {
        let beside = row.segments.iter().skip(2).map(|s| s.x0).chain([f32::INFINITY]);
        let mut texts = row.segments.iter().skip(1).zip(beside);
        texts.any(|(s, end)| (s.x0 - line.x0).abs() <= SAME * band.size && line.x1 < end)
    };
    band.segments.iter().all(is_below)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::table::aligned::Settings;
    use crate::table::aligned::bands::{bands, tests::drawn};

    const ROW: &str =
        "Library    Keep the fines     Accepted\n           within limits\n           of the law";

    #[test]
    fn further_lines_of_one_text_are_of_its_row() {
        let one = |text: &str| are_one_row(&bands(&drawn(text), &Settings::text()));
        assert!(one(ROW));
        // Below the name, and over the gap beside the column.
        assert!(!one("Library    Keep the fines     Accepted\nof the city"));
        assert!(!one("Library    Keep the fines     Accepted\n           within the limits that are set"));
        assert!(!one("within limits\nof the law"));
    }

    #[test]
    fn rows_between_rules_fill_their_frame() {
        let text = format!(
            "Agency     Comment            Response\n{ROW}\n           and less\n{ROW}\n           at all"
        );
        let bands = bands(&drawn(&text), &Settings::text());
        let filled =
            |full: &[f32]| fill(&Frame { bands: 0..9, full: full.to_vec(), ..Frame::default() }, &bands);
        assert!(filled(&[0.0, 1.0, 5.0, 9.0]));
        assert!(!filled(&[0.0, 1.0, 9.0]));
    }
}
