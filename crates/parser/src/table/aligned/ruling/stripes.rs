//! Every second row is shaded, and two that are not can follow each other: the heads and the first row.

use crate::table::aligned::Word;
use crate::table::aligned::bands::{Band, Segment, text};
use crate::table::aligned::content::is_value;
use crate::table::aligned::region::is_valued;
use crate::table::aligned::ruling::{Frame, Line};

/// So many values below other texts tell a row of its own.
const FEWEST: usize = 2;

/// The lines of a frame, with one between two rows that no shading parts: values stand below the texts of other columns.
pub(crate) fn lines(frame: &Frame, bands: &[Band], words: &[Word]) -> Vec<Line> {
    let mut lines = frame.lines.clone();
    let Some((x0, x1)) = frame.sides.filter(|_| lines.iter().any(|l| !l.drawn)) else { return lines };
    let middle = |b: &Band| f32::midpoint(b.top, b.bottom);
    let is_parted = |a: &Band, b: &Band| frame.lines.iter().any(|l| middle(a) < l.y && l.y < middle(b));
    for stripe in bands.chunk_by(|a, b| !is_parted(a, b)) {
        let mut rows = stripe.windows(2).filter(|pair| is_row(&pair[0], &pair[1], words));
        // Where more than two follow each other it is not the shadings that part rows.
        if let (Some(pair), None) = (rows.next(), rows.next()) {
            let y = f32::midpoint(middle(&pair[0]), middle(&pair[1]));
            lines.push(Line { y, x0, x1, drawn: false });
        }
    }
    lines
}

/// Whether values in a band stand below the texts of the one above, or below heads, one for each.
fn is_row(above: &Band, band: &Band, words: &[Word]) -> bool {
    let values = || band.segments.iter().skip(1).filter(|s| is_value(&text(words, &s.words)));
    let is_below = |s: &&Segment| above.segments.iter().any(|a| a.x0 < s.x1 && s.x0 < a.x1);
    let heads = above.segments.len() == band.segments.len() && !is_valued(above, words);
    values().count() >= FEWEST && (heads || values().filter(is_below).count() >= FEWEST)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::table::aligned::Settings;
    use crate::table::aligned::bands::{bands, tests::drawn};

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
        check(&format!("{text}\nRice       5      6\nRye        7      9"), false, &[2.0]);
        check("Item   Sales  Costs\nper farm          8\nMaize      3      4", false, &[]);
    }
}
