//! Tables side by side, each below a caption of its own: what stands below two captions on one line is parted between
//! them, where the widest gap runs down that no text and no rule crosses.

use super::Gutter;
use super::sides::{below_both, middles, widest};
use crate::table::aligned::Word;
use crate::table::aligned::bands::{Band, text};
use crate::table::aligned::content::is_caption;
use crate::table::aligned::ruling::Line;

/// A gutter is as wide as this at least, in ems.
const NARROWEST: f32 = 1.5;
/// Tables have so many lines at least.
const FEWEST: usize = 2;

/// The gutter below the first line of two captions.
pub(super) fn gutter(bands: &[Band], words: &[Word], rules: &[Line]) -> Option<Gutter> {
    let says = |band: &Band| match band.segments.as_slice() {
        [left, right] => [left, right].iter().all(|s| is_caption(&text(words, &s.words))),
        _ => false,
    };
    let captions = bands.iter().position(says)?;
    let between = middles(&bands[captions])?;
    let own = below_both(&bands[captions..], between);
    if own.len() > FEWEST { widest(own, rules, between, NARROWEST, |_| true) } else { None }
}

#[cfg(test)]
mod tests {
    use super::super::tests::column;
    use super::*;

    #[track_caller]
    fn check(text: &str, expected: Option<usize>) {
        assert_eq!(column(text, gutter), expected, "{text}");
    }

    #[test]
    fn two_captions_on_one_line() {
        let rows = "Wheat     12   13         Iron      43   54\nMaize      5    8         Coal       7   94";
        check(&format!("Table 3. Farms            Table 4. Mines\n{rows}"), Some(21));
        check(&format!("Farms                     Mines\n{rows}"), None);
        check("Table 3. Farms            Table 4. Mines", None);
    }
}
