//! Texts on both sides of a rule that runs down between them, however near they stand.

use crate::page::{Axis, Rule, RuleKind};
use crate::table::aligned::Word;
use crate::table::aligned::bands::{Band, Segment};

/// The side of a box to tick is lower, in ems.
const LOWEST: f32 = 3.0;
/// Pieces of one rule stand in one place and follow each other within this many points.
const SLIP: f32 = 1.5;

/// Parts the segments of bands at the rules that run down between their words.
pub(crate) fn parted(mut bands: Vec<Band>, rules: &[Rule], words: &[Word]) -> Vec<Band> {
    let uprights = uprights(rules);
    for band in &mut bands {
        let (middle, lowest) = (f32::midpoint(band.top, band.bottom), LOWEST * band.size);
        let passes = |r: &&Upright| r.top <= middle && middle <= r.bottom && r.bottom - r.top >= lowest;
        for x in uprights.iter().filter(passes).map(|r| r.x) {
            let holds = |s: &Segment| s.x0 < x && x < s.x1;
            if let Some(at) = band.segments.iter().position(holds)
                && let Some(parts) = cut(&band.segments[at], x, words)
            {
                band.segments.splice(at..=at, parts);
            }
        }
    }
    bands
}

/// A rule from its upper to its lower end.
struct Upright {
    x: f32,
    top: f32,
    bottom: f32,
}

/// The rules that run down, those that follow each other in one place as one.
fn uprights(rules: &[Rule]) -> Vec<Upright> {
    let own = rules.iter().filter(|r| r.axis == Axis::Vertical && r.kind != RuleKind::Shade);
    let mut all: Vec<Upright> = own.map(|r| Upright { x: r.at, top: r.from, bottom: r.to }).collect();
    all.sort_by(|a, b| a.x.total_cmp(&b.x).then(a.top.total_cmp(&b.top)));
    let mut found: Vec<Upright> = Vec::new();
    for own in all.chunk_by_mut(|a, b| b.x - a.x <= SLIP) {
        own.sort_by(|a, b| a.top.total_cmp(&b.top));
        let first = found.len();
        for rule in own {
            match found[first..].last_mut() {
                Some(last) if rule.top - last.bottom <= SLIP => last.bottom = last.bottom.max(rule.bottom),
                _ => found.push(Upright { ..*rule }),
            }
        }
    }
    found
}

/// The two parts of a segment left and right of a place that is in none of its words.
fn cut(segment: &Segment, x: f32, words: &[Word]) -> Option<[Segment; 2]> {
    let is_left = |w: &&usize| words[**w].bbox.x1 <= x;
    let is_right = |w: &&usize| words[**w].bbox.x0 >= x;
    let left: Vec<usize> = segment.words.iter().filter(is_left).copied().collect();
    let right: Vec<usize> = segment.words.iter().filter(is_right).copied().collect();
    let is_between = !left.is_empty() && !right.is_empty() && left.len() + right.len() == segment.words.len();
    is_between.then(|| {
        [left, right].map(|own| Segment {
            x0: own.iter().map(|&w| words[w].bbox.x0).fold(f32::INFINITY, f32::min),
            x1: own.iter().map(|&w| words[w].bbox.x1).fold(f32::NEG_INFINITY, f32::max),
            words: own,
        })
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::table::aligned::Settings;
    use crate::table::aligned::bands::{bands, tests::drawn};

    #[test]
    fn a_rule_between_words_parts_them() {
        let words = drawn("Ada 6/5 Elk 7/2\nAlma 66 Dane 9");
        let rule = |at, from, to| Rule {
            axis: Axis::Vertical,
            at,
            from,
            to,
            thickness: 0.1,
            kind: RuleKind::Stroke,
            colour: [0; 3],
        };
        let parts = |rules: &[Rule]| -> Vec<usize> {
            let bands = parted(bands(&words, &Settings::page()), rules, &words);
            bands.iter().map(|band| band.segments.len()).collect()
        };
        assert_eq!(parts(&[]), [1, 1]);
        assert_eq!(parts(&[rule(3.75, -1.0, 4.0)]), [2, 2]);
        // In pieces, each as high as a line.
        assert_eq!(parts(&[rule(3.75, -1.0, 1.5), rule(3.75, 1.5, 4.0)]), [2, 2]);
        // The side of a box to tick, and a rule through a word.
        assert_eq!(parts(&[rule(3.75, 0.0, 2.0)]), [1, 1]);
        assert_eq!(parts(&[rule(4.25, -1.0, 4.0)]), [1, 1]);
    }
}
