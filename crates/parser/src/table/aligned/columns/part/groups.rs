//! Heads of groups: they are not parted, and the rules below them end between the heads of their columns.

use super::{NARROWEST, cut, gap};
use crate::table::aligned::Word;
use crate::table::aligned::bands::{Band, Segment, text};
use crate::table::aligned::columns::Strip;
use crate::table::aligned::content::{is_value, names_years};
use crate::table::aligned::ruling::Line;

/// Whether a rule is right below a band.
pub(super) fn is_right_below(rule: &Line, band: &Band) -> bool {
    /// No farther than this, in ems.
    const BELOW: f32 = 1.0;
    (-0.3 * band.size..=BELOW * band.size).contains(&(rule.y - band.bottom))
}

/// Whether a text heads a group of columns: it stands alone, in the middle, over a rule right below it that reaches beyond
/// it.
pub(super) fn heads_group(band: &Band, segment: &Segment, rule: &Line) -> bool {
    /// The rule ends this much beyond it at least, in ems.
    const BEYOND: f32 = 1.0;
    /// How far off the middle the text may be, in ems.
    const OFF: f32 = 1.0;
    let em = band.size;
    let [left, right] = [segment.x0 - rule.x0, rule.x1 - segment.x1];
    let alone = || band.segments.iter().filter(|s| s.x0 < rule.x1 && rule.x0 < s.x1).count() == 1;
    left.min(right) >= BEYOND * em && (left - right).abs() <= 2.0 * OFF * em && alone()
}

/// Whether a text of words an even space apart is in the middle over several heads right below it, none of which it is a line
/// of: those of one head have their words over one middle, or begin or end at one place.
pub(super) fn spans_heads(segment: &Segment, band: &Band, below: &[Band], words: &[Word]) -> bool {
    /// A wider gap than this, in ems, is no space, and the spaces of one text differ by no more than this.
    const SPACE: (f32, f32) = (0.4, 0.05);
    /// How far off the middle the text may be, in ems, and how far its words from being a line of the heads.
    const OFF: (f32, f32) = (0.6, 0.15);
    /// The heads are in one of so many bands below it, no farther than this, in ems.
    const NEAR: (usize, f32) = (2, 1.6);
    let em = band.size;
    let gaps = || segment.words.windows(2).map(|pair| gap(&words[pair[0]], &words[pair[1]]));
    let (least, most) = gaps().fold((f32::INFINITY, f32::NEG_INFINITY), |(l, m), g| (l.min(g), m.max(g)));
    if most > SPACE.0 * em || most - least > SPACE.1 * em {
        return false;
    }
    let under = |b: &Band| -> Vec<Segment> {
        let is_under = |s: &&Segment| s.x0 < segment.x1 && segment.x0 < s.x1;
        b.segments.iter().filter(is_under).cloned().collect()
    };
    let middle = |a: f32, b: f32| f32::midpoint(a, b);
    // Its further lines are in the same middle.
    let goes_on = |own: &[Segment]| {
        let is_below =
            |s: &Segment| (middle(s.x0, s.x1) - middle(segment.x0, segment.x1)).abs() <= OFF.1 * em;
        matches!(own, [one] if is_below(one))
    };
    let near = below.iter().take(NEAR.0).take_while(|b| b.top - band.bottom <= NEAR.1 * em);
    let Some(heads) = near.map(under).find(|own| !own.is_empty() && !goes_on(own)) else { return false };
    let ([first, .., last], names) = (heads.as_slice(), heads.iter().map(|s| text(words, &s.words))) else {
        return false;
    };
    let is_over = (middle(segment.x0, segment.x1) - middle(first.x0, last.x1)).abs() <= OFF.0 * em;
    let parts = cut(segment, words, |a, b| {
        let centre = |w: &Word| heads.iter().take_while(|s| s.x1 < w.bbox.centre_x()).count();
        centre(a) != centre(b)
    });
    let is_line = |of: &dyn Fn(&Segment) -> f32| {
        let same = |(part, head): (&Segment, &Segment)| (of(part) - of(head)).abs() <= OFF.1 * em;
        parts.len() == heads.len() && parts.iter().zip(&heads).all(same)
    };
    is_over
        && names.into_iter().all(|name| !is_value(&name) || names_years(&name))
        && !is_line(&|s| middle(s.x0, s.x1))
        && !is_line(&|s| s.x0)
        && !is_line(&|s| s.x1)
}

/// Whether a rule is right above a band.
pub(super) fn is_right_above(rule: &Line, band: &Band) -> bool {
    /// No farther than this, in ems.
    const ABOVE: f32 = 0.6;
    (-0.3 * band.size..=ABOVE * band.size).contains(&(band.top - rule.y))
}

/// Whether some text of a band is in the middle over a rule that reaches beyond it, as no underline does.
pub(super) fn is_over(band: &Band, rule: &Line) -> bool {
    /// The rule ends this much beyond it at least, in ems, and the text is off the middle by no more than that.
    const BEYOND: f32 = 0.3;
    const OFF: f32 = 1.0;
    band.segments.iter().any(|s| {
        let [left, right] = [s.x0 - rule.x0, rule.x1 - s.x1];
        left.min(right) >= BEYOND * band.size && (left - right).abs() <= 2.0 * OFF * band.size
    })
}

/// A segment in parts, cut where the rule right above it, over the heads of a group, ends between two columns.
pub(super) fn at_ends(
    segment: &Segment,
    ends: &[f32],
    em: f32,
    strips: &[Strip],
    words: &[Word],
) -> Vec<Segment> {
    /// A rule ends beyond its heads by no more than this, in points.
    const SLIP: f32 = 3.0;
    let is_side = |a: &Word, b: &Word, end: f32| {
        let (from, to) = (a.bbox.x1, b.bbox.x0);
        from - SLIP <= end && end <= to + SLIP && strips.iter().any(|s| s.x0 < to && from < s.x1)
    };
    cut(segment, words, |a, b| gap(a, b) > NARROWEST * em && ends.iter().any(|end| is_side(a, b, *end)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::table::aligned::Settings;
    use crate::table::aligned::bands::bands;
    use fenjie_model::{At, Rect};

    #[test]
    fn the_upper_line_of_a_head_over_two_others() {
        let word = |text: &str, x0: f32, top: f32| {
            let bbox = Rect::new(x0, top, x0 + 10.0 * text.chars().count() as f32, top + 10.0);
            Word { text: text.to_owned(), bbox, size: 10.0, spaced: false, at: At::Page { page: 1, bbox } }
        };
        let spans = |lower: f32| {
            let words = [
                word("Average", 0.0, 0.0),
                word("annual", 73.0, 0.0),
                word("change", lower, 11.0),
                word("2008", 10.0, 22.0),
                word("2018", 83.0, 22.0),
            ];
            let bands = bands(&words, &Settings::page());
            spans_heads(&bands[0].segments[0], &bands[0], &bands[1..], &words)
        };
        assert!(spans(36.5));
        // A head of its own in between.
        assert!(!spans(10.0));
    }
}
