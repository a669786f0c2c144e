//! A last column without a text but its head: 备注, to be filled in by hand.

use super::Strip;
use crate::table::aligned::Word;
use crate::table::aligned::bands::{Band, Segment, text};
use crate::table::aligned::content::is_value;

/// Heads stand in no more bands than this.
const FARTHEST: usize = 12;

/// What parts the last head from the column at its left, where that has a head of its own on a lower line: so the two share
/// no line, and no gap between neighbours tells the one from the other.
pub(in crate::table::aligned) fn beyond(bands: &[Band], words: &[Word]) -> Option<Strip> {
    let values = |s: &Segment| is_value(&text(words, &s.words));
    let first = bands.iter().take(FARTHEST).position(|b| b.segments.iter().skip(1).any(values))?;
    let (heads, rows) = bands.split_at(first);
    let last = |b: &Band| b.segments.last().filter(|_| b.segments.len() > 1).cloned();
    // The texts farthest to the right of all rows.
    let end = rows.iter().flat_map(|b| &b.segments).map(|s| s.x1).fold(f32::NEG_INFINITY, f32::max);
    let at = heads.iter().position(|b| last(b).is_some_and(|s| s.x0 > end))?;
    let head = last(&heads[at])?;
    let others = heads.iter().flat_map(|b| &b.segments).filter(|s| **s != head && s.x0 < head.x1);
    let x0 = others.map(|s| s.x1).fold(end, f32::max);
    let from = rows.iter().filter_map(last).map(|s| s.x0).fold(f32::NEG_INFINITY, f32::max);
    let headed = heads[at + 1..].iter().filter_map(last).any(|s| s.x0 < end && s.x1 > from);
    (headed && x0 < head.x0).then_some(Strip { x0, x1: head.x0 })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::table::aligned::Settings;
    use crate::table::aligned::bands::{bands, tests::drawn};

    #[track_caller]
    fn check(text: &str, expected: Option<(f32, f32)>) {
        let words = drawn(text);
        let found = beyond(&bands(&words, &Settings::text()), &words);
        assert_eq!(found.map(|s| (s.x0, s.x1)), expected);
    }

    #[test]
    fn a_head_beside_those_of_a_group() {
        check(
            "        分月进度\n项目                  备注\n       5月    6月\n补栏   528    787\n改良   834    291",
            Some((8.5, 11.0)),
        );
        // A head in line with its neighbour can stand right of its texts.
        check("项目   单位       目标\n补栏   头   528", None);
    }
}
