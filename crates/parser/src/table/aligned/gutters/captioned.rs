//! Tables side by side, each below a caption of its own: what stands below two captions on one line is parted between
//! them, where the widest gap runs down that no text and no rule crosses.

use super::Gutter;
use crate::table::aligned::Word;
use crate::table::aligned::bands::{Band, text};
use crate::table::aligned::columns::separators;
use crate::table::aligned::content::is_caption;
use crate::table::aligned::ruling::Line;

/// A higher gap than this, in ems, ends both tables.
const HIGH: f32 = 2.5;
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
    let band = &bands[captions];
    let middle = |s: usize| f32::midpoint(band.segments[s].x0, band.segments[s].x1);
    let follows = |pair: &&[Band]| pair[1].top - pair[0].bottom <= HIGH * pair[1].size;
    let is_aside = |pair: &&[Band]| !pair[1].segments.iter().any(|s| s.x0 < middle(0) && middle(1) < s.x1);
    let below = bands[captions..].windows(2).take_while(follows).take_while(is_aside).count();
    let own = &bands[captions..=captions + below];
    if below < FEWEST {
        return None;
    }
    let bottom = own.last()?.bottom;
    let is_free = |x: f32| !rules.iter().any(|l| band.top < l.y && l.y <= bottom && l.x0 < x && x < l.x1);
    let strips = separators(own).into_iter().filter(|strip| {
        let x = f32::midpoint(strip.x0, strip.x1);
        middle(0) < x && x < middle(1) && strip.x1 - strip.x0 >= NARROWEST * band.size && is_free(x)
    });
    let widest = strips.max_by(|a, b| (a.x1 - a.x0).total_cmp(&(b.x1 - b.x0)))?;
    Some(Gutter { x: f32::midpoint(widest.x0, widest.x1), top: band.top, bottom })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::table::aligned::Settings;
    use crate::table::aligned::bands::{bands, tests::drawn};

    #[track_caller]
    fn check(text: &str, expected: Option<usize>) {
        let words = drawn(text);
        let found = gutter(&bands(&words, &Settings::page()), &words, &[]);
        assert_eq!(found.map(|gutter| (2.0 * gutter.x) as usize), expected, "{text}");
    }

    #[test]
    fn two_captions_on_one_line() {
        let rows = "Wheat     12   13         Iron      43   54\nMaize      5    8         Coal       7   94";
        check(&format!("Table 3. Farms            Table 4. Mines\n{rows}"), Some(21));
        check(&format!("Farms                     Mines\n{rows}"), None);
        check("Table 3. Farms            Table 4. Mines", None);
    }
}
