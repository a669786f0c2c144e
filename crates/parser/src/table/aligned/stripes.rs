//! Every second row is shaded, and two that are not can follow each other: the heads and the first row.

use super::Word;
use super::bands::{Band, Segment, text};
use super::content::is_value;
use super::ruling::{Frame, Line};

/// So many values below other texts tell a row of its own.
const FEWEST: usize = 2;

/// The lines of a frame, with one between two rows that no shading parts: values stand below the texts of other columns.
pub(super) fn lines(frame: &Frame, bands: &[Band], words: &[Word]) -> Vec<Line> {
    let mut lines = frame.lines.clone();
    let Some((x0, x1)) = frame.sides.filter(|_| lines.iter().any(|l| !l.drawn)) else { return lines };
    for pair in bands.windows(2) {
        let (top, bottom) =
            (f32::midpoint(pair[0].top, pair[0].bottom), f32::midpoint(pair[1].top, pair[1].bottom));
        let is_parted = frame.lines.iter().any(|l| top < l.y && l.y < bottom);
        let is_below = |s: &&Segment| {
            is_value(&text(words, &s.words))
                && pair[0].segments.iter().any(|above| above.x0 < s.x1 && s.x0 < above.x1)
        };
        if !is_parted && pair[1].segments.iter().skip(1).filter(is_below).count() >= FEWEST {
            lines.push(Line { y: f32::midpoint(top, bottom), x0, x1, drawn: false });
        }
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::super::Settings;
    use super::super::bands::{bands, tests::drawn};
    use super::*;

    #[track_caller]
    fn check(text: &str, drawn_line: bool, expected: &[f32]) {
        let words = drawn(text);
        let bands = bands(&words, &Settings::text());
        let shade = Line { y: 3.0, x0: 0.0, x1: 20.0, drawn: drawn_line };
        let frame = Frame { lines: vec![shade], sides: Some((0.0, 20.0)), ..Frame::default() };
        let found: Vec<f32> = lines(&frame, &bands, &words).iter().skip(1).map(|l| l.y).collect();
        assert_eq!(found, expected);
    }

    #[test]
    fn a_row_below_the_heads() {
        let text = "Item   Sales  Costs\nWheat     12      8\nMaize      3      4";
        check(text, false, &[2.0]);
        check(text, true, &[]);
        check("Item   Sales  Costs\nper farm          8\nMaize      3      4", false, &[]);
    }
}
