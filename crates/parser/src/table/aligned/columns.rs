//! Bands become columns: what separates them is where gaps of many bands agree.
//!
//! Each wide gap between two segments of a band parts two cells, so some separator lies in it. The fewest separators
//! that do this for every gap are the columns: the classic stabbing of intervals, from the left.

pub(super) mod align;
pub(super) mod beyond;
pub(super) mod entries;
pub(super) mod halved;
pub(super) mod justified;
pub(super) mod loose;
mod middles;
pub(super) mod near;
pub(super) mod pairs;
pub(super) mod part;
pub(super) mod repeated;
pub(super) mod rests;
pub(super) mod spread;
pub(super) mod widen;

use super::bands::{Band, Segment};
use super::piece::typical;

/// A strip that separates two columns: no pair of neighbours around it reaches into it.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Strip {
    /// The left end.
    pub(super) x0: f32,
    /// The right end.
    pub(super) x1: f32,
}

impl Strip {
    /// Its middle.
    pub(super) fn middle(self) -> f32 {
        f32::midpoint(self.x0, self.x1)
    }
}

/// A rule under a head may be this much shorter than the head's cell, in points.
const SHORT: f32 = 3.0;
/// A column is wider than this, in ems.
const NARROWEST: f32 = 0.3;

/// The separators of the bands, from the left.
pub(super) fn separators(bands: &[Band]) -> Vec<Strip> {
    separators_at(bands, &[])
}

/// The same, where lines end at some places: in each that lies in a gap is a separator.
pub(super) fn separators_at(bands: &[Band], ends: &[f32]) -> Vec<Strip> {
    let pairs = pairs(bands);
    let mut gaps: Vec<Strip> = pairs.iter().map(|(l, r)| Strip { x0: l.x1, x1: r.x0 }).collect();
    gaps.extend(outside(bands, &pairs));
    // An end that texts lie over is off the side of their cells.
    let texts = Extents::of(bands.iter().flat_map(|b| &b.segments).map(|s| (s.x0, s.x1)));
    let free = Extents::of(gaps.iter().map(|gap| (gap.x0, gap.x1)));
    let at_ends: Vec<Strip> = ends
        .iter()
        .filter(|end| free.over(**end) > texts.over(**end))
        .map(|end| Strip { x0: end - SHORT, x1: end + SHORT })
        .collect();
    gaps.extend(at_ends);
    gaps.sort_by(|a, b| a.x1.total_cmp(&b.x1));
    let narrowest = NARROWEST * typical(bands.iter().map(|b| b.size)).unwrap_or_default();
    let mut strips: Vec<Strip> = Vec::new();
    for gap in gaps {
        match strips.last_mut() {
            // The gap holds the strip's right end: they agree, and the strip shrinks to what both leave free.
            Some(strip) if gap.x0 < strip.x1 => strip.x0 = strip.x0.max(gap.x0),
            _ => strips.push(gap),
        }
    }
    // Texts that reach over a separator a little leave no column between two.
    strips.dedup_by(|right, left| {
        let narrow = right.x0 - left.x1 < narrowest;
        if narrow {
            (left.x0, left.x1) = (left.x1.min(right.x0), left.x1.max(right.x0));
        }
        narrow
    });
    if !ends.is_empty() {
        // Two lines that end in one gap have no column between them.
        strips.dedup_by(|right, left| {
            let between = |s: &Segment| s.x0 < right.x0 && left.x1 < s.x1;
            let blank = !bands.iter().flat_map(|b| &b.segments).any(between);
            if blank {
                left.x1 = right.x1;
            }
            blank
        });
    }
    for strip in &mut strips {
        clear(strip, &pairs, bands);
    }
    strips
}

/// Where some things begin and end, each ascending: thousands of rules can end where thousands of texts stand.
struct Extents {
    begins: Vec<f32>,
    ends: Vec<f32>,
}

impl Extents {
    fn of(all: impl Iterator<Item = (f32, f32)>) -> Self {
        let (mut begins, mut ends): (Vec<f32>, Vec<f32>) = all.filter(|(x0, x1)| x0 < x1).unzip();
        begins.sort_by(f32::total_cmp);
        ends.sort_by(f32::total_cmp);
        Self { begins, ends }
    }

    /// How many lie over a place.
    fn over(&self, x: f32) -> usize {
        self.begins.partition_point(|begin| *begin < x) - self.ends.partition_point(|end| *end <= x)
    }
}

/// The gaps between texts that stand left of all others, and these: the names of merged cells can stand between two rows.
fn outside(bands: &[Band], pairs: &[(&Segment, &Segment)]) -> Vec<Strip> {
    let several = |b: &Band| b.segments.len() > 1;
    let (Some(first), Some(last)) = (bands.iter().position(several), bands.iter().rposition(several)) else {
        return Vec::new();
    };
    let left = pairs.iter().map(|(l, _)| l.x0).fold(f32::INFINITY, f32::min);
    let lone = bands[first..=last].iter().filter(|b| !several(b)).flat_map(|b| &b.segments);
    lone.filter(|s| s.x1 < left).map(|s| Strip { x0: s.x1, x1: left }).collect()
}

/// The neighbours side by side: each segment with the next one to its right at the same height. That can be one of
/// another band, for the text of a merged cell stands between the lines of those beside it.
fn pairs<'a>(bands: &'a [Band]) -> Vec<(&'a Segment, &'a Segment)> {
    /// Bands that share less than this part of an em are one above the other.
    const SHARED: f32 = 0.08;
    let mut pairs = Vec::new();
    for (i, band) in bands.iter().enumerate() {
        let shared = |b: &Band| band.bottom.min(b.bottom) - band.top.max(b.top) > SHARED * band.size;
        let above = bands[..i].iter().rev().take_while(|b| shared(b)).count();
        let below = bands[i + 1..].iter().take_while(|b| shared(b)).count();
        for (k, left) in band.segments.iter().enumerate() {
            // Segments stand from the left.
            let behind = |b: &'a Band| b.segments.get(b.segments.partition_point(|r| r.x0 < left.x1));
            let next = bands[i - above..=i + below]
                .iter()
                .filter_map(behind)
                .min_by(|a, b| a.x0.total_cmp(&b.x0))
                .filter(|r| band.segments.get(k + 1).is_none_or(|n| r.x0 <= n.x0));
            pairs.extend(next.map(|right| (left, right)));
        }
    }
    pairs
}

/// Makes room for texts that reach into the strip from one side, on a line with no neighbour on the other: those that
/// stand around the middle of the texts beside the strip, which the head of a group does not.
fn clear(strip: &mut Strip, pairs: &[(&Segment, &Segment)], bands: &[Band]) {
    /// How far they may be off that middle, in ems.
    const NEAR: f32 = 1.0;
    let beside = || pairs.iter().filter(|(l, r)| l.x1 <= strip.x0 && strip.x1 <= r.x0);
    let left = typical(beside().map(|(l, _)| f32::midpoint(l.x0, l.x1)));
    let right = typical(beside().map(|(_, r)| f32::midpoint(r.x0, r.x1)));
    let near = |of: Option<f32>, s: &Segment, size: f32| {
        of.is_some_and(|of| (f32::midpoint(s.x0, s.x1) - of).abs() <= NEAR * size)
    };
    for band in bands {
        for s in &band.segments {
            if s.x0 <= strip.x0 && s.x1 < strip.x1 && near(left, s, band.size) {
                strip.x0 = strip.x0.max(s.x1);
            } else if s.x1 >= strip.x1 && s.x0 > strip.x0 && near(right, s, band.size) {
                strip.x1 = strip.x1.min(s.x0);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::Settings;
    use super::super::bands::{bands, tests::drawn};
    use super::*;

    #[track_caller]
    fn check(text: &str, expected: &[(f32, f32)]) {
        let strips = separators(&bands(&drawn(text), &Settings::text()));
        assert_eq!(strips.iter().map(|s| (s.x0, s.x1)).collect::<Vec<_>>(), expected);
    }

    #[test]
    fn gaps_agree() {
        check("单位          工作目标\n赵巷镇           12\n青浦工业园区     3", &[(6.0, 7.0)]);
    }

    #[test]
    fn a_merged_name_hides_no_separator() {
        check("  地区生产总值   亿元\n税收  其中：区   家", &[(2.0, 3.0), (7.0, 8.5)]);
    }

    #[test]
    fn a_head_without_a_neighbour_keeps_its_column() {
        check("单位          目标\n       招商户数（户）\n甲镇           1", &[(2.0, 3.5)]);
    }

    #[test]
    fn a_name_between_two_rows_is_of_a_column() {
        let words = drawn("     甲镇   1\n东部\n     乙镇   2");
        let strips = separators(&bands(&words, &Settings::text()));
        assert_eq!(strips.iter().map(|s| (s.x0, s.x1)).collect::<Vec<_>>(), [(2.0, 2.5), (4.5, 6.0)]);
    }

    #[test]
    fn lines_end_at_separators() {
        // 招商户数 is over the column of 4, as the rule under 目标 tells that begins left of it.
        let text = "                目标\n单位\n        招商户数          流转面积\n甲镇                4            15";
        let at = |ends: &[f32]| {
            let strips = separators_at(&bands(&drawn(text), &Settings::text()), ends);
            strips.iter().map(|s| s.middle()).collect::<Vec<_>>()
        };
        let (without, with) = (at(&[]), at(&[3.0]));
        assert_eq!((without.len(), with.len()), (2, 2));
        assert!(without[0] > 8.0 && with[0] < 5.0, "{without:?} {with:?}");
        // An end that lies in no gap, or that more texts lie over, tells nothing.
        assert_eq!(at(&[1.0]), without);
        assert_eq!(at(&[8.5]), without);
    }

    #[test]
    fn two_lines_that_end_in_one_gap_have_no_column_between_them() {
        let bands = bands(&drawn("甲镇                    1\n乙镇                    2"), &Settings::text());
        assert_eq!(separators_at(&bands, &[3.0, 10.0]).len(), 1);
    }

    #[test]
    fn one_column_has_none() {
        check("各镇人民政府\n各街道办事处", &[]);
    }
}
