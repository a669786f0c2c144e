//! The columns of a text whose cells are centred on the columns of a terminal: their sides, to the character.
//!
//! A text of width w in a cell from l to r begins at l + ⌊(r − l − w) / 2⌋, so where it begins and ends sums up to
//! l + r or one less. Columns as wide as their widest texts, with one gap between all of them, that have most texts so
//! in their middles are hardly there by chance. The cheapest ones are taken: a text off the middle, one across a gap
//! and a column have their prices.

pub(super) mod centred;
pub(super) mod flushed;
pub(super) mod grouped;
pub(super) mod wraps;

use std::collections::BTreeMap;

use super::Word;
use super::bands::{Band, Segment, text};
use super::columns::Strip;
use super::columns::align::{Align, Column};
use super::content::is_value;

/// Columns from the left, each from its first column of characters to the one after its last.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Grid {
    /// They do not touch.
    pub(super) columns: Vec<(i32, i32)>,
}

/// The gaps that are between columns.
const GAPS: std::ops::RangeInclusive<i32> = 1..=10;
/// No column is wider.
const WIDEST: i32 = 160;
/// More pairs of a width and a place are not looked at.
const MOST: usize = 1 << 22;
/// The price of a column.
const COLUMN: f32 = 1.0;
/// The price of each character that a column is wide: columns are no wider than their texts.
const WIDTH: f32 = 0.01;
/// The price of a column of which no text is in the middle.
const UNTOLD: f32 = 3.0;
/// The price of a column that is wider than its widest text, and that of each character by which it is.
const SLACK: (f32, f32) = (0.05, 0.005);
/// The price of a text across a gap.
const ACROSS: f32 = 0.15;
/// The same where it is asked whether texts stand in the middle of columns at all: columns that are made to fit tell nothing.
const LEAST_ACROSS: f32 = 0.06;
/// The price of a text that is in the middle of no columns.
const OFF: f32 = 0.5;
/// At most one text in so many is explained by nothing.
const ODD: usize = 12;

/// By so many characters columns can be wider than their texts tell.
const WIDER: i32 = 3;

/// Where a text or a column begins and ends.
pub(super) type Extent = (i32, i32);

/// The columns of the texts, if nearly all of them are in the middle of some.
pub(super) fn grid(bands: &[Band]) -> Option<Grid> {
    cheapest(bands, Prices { across: ACROSS, off: OFF })
}

/// Whether the texts are in the middle of columns that were not looked for so that they are.
pub(super) fn is_grid(bands: &[Band]) -> bool {
    cheapest(bands, Prices { across: LEAST_ACROSS, off: 0.0 }).is_some()
}

/// What makes columns be those that texts are in the middle of.
#[derive(Debug, Clone, Copy)]
struct Prices {
    /// A text across a gap.
    across: f32,
    /// A text that is in the middle of no columns.
    off: f32,
}

/// The cheapest columns, if nearly all texts are in the middle of some.
fn cheapest(bands: &[Band], prices: Prices) -> Option<Grid> {
    let mut counts: BTreeMap<Extent, usize> = BTreeMap::new();
    // What stands alone on its line can be a section over all columns, and tells nothing.
    for segment in bands.iter().filter(|b| b.segments.len() > 1).flat_map(|b| &b.segments) {
        *counts.entry(extent(segment.x0, segment.x1)).or_default() += 1;
    }
    let end = counts.keys().map(|e| e.1).max()?;
    let begin = counts.keys().map(|e| e.0).min()?;
    if counts.len().saturating_mul(end as usize) > MOST {
        return None;
    }
    let texts = Texts::of(&counts, end);
    let odd = |grid: &Grid| -> usize {
        counts.iter().filter(|(e, _)| grid.under(**e).is_none()).map(|(_, n)| n).sum()
    };
    let mut best: Option<(f32, usize, Grid)> = None;
    let between =
        |b: &Band| b.segments.windows(2).map(|p| extent(p[0].x1, p[1].x0)).map(|(l, r)| r - l).min();
    let narrowest = bands.iter().filter_map(between).min()?;
    for gap in GAPS.filter(|gap| *gap <= narrowest) {
        let Some((price, grid)) = texts.columns(gap, &[0, begin], prices.across) else { continue };
        if best.as_ref().is_some_and(|(least, ..)| price >= *least) {
            continue;
        }
        let odd = odd(&grid);
        let price = price + prices.off * odd as f32;
        if best.as_ref().is_none_or(|(least, ..)| price < *least) {
            best = Some((price, odd, grid));
        }
    }
    let (_, odd, grid) = best?;
    let all: usize = counts.values().sum();
    (grid.columns.len() > 1 && ODD * odd <= all).then_some(grid)
}

/// Where a text begins and ends in columns of characters, which are half an em wide.
pub(super) fn extent(x0: f32, x1: f32) -> Extent {
    let half_ems = |x: f32| (2.0 * x).round() as i32;
    (half_ems(x0), half_ems(x1))
}

impl Grid {
    /// Whether a table with these columns goes on with some rows, on the next page: they begin with a row of values, and
    /// each text is exactly in the middle of a column. Columns that are blank there are not seen without those above.
    pub(super) fn goes_on(&self, bands: &[Band], words: &[Word]) -> bool {
        let texts = || bands.iter().flat_map(|band| &band.segments).map(|s| extent(s.x0, s.x1));
        let value = |s: &Segment| is_value(&text(words, &s.words));
        let in_one = |e: Extent| self.under(e).is_some_and(|(from, to)| to - from == 1);
        let own = |column: &Extent| texts().any(|e| column.0 <= e.0 && e.1 <= column.1);
        bands.first().is_some_and(|band| band.segments.iter().skip(1).any(value))
            && texts().all(in_one)
            && self.columns.first().is_some_and(own)
            && 2 * self.columns.iter().filter(|column| own(column)).count() > self.columns.len()
    }

    /// Whether several values of one row are in the middle of no column: those of narrower values that end together can be in
    /// the middle of some, by the half of a character that a middle is rounded by.
    pub(super) fn is_missed(&self, bands: &[Band], words: &[Word]) -> bool {
        /// Fewer values tell nothing.
        const FEWEST: usize = 2;
        /// They are more than one in so many.
        const SHARE: usize = 3;
        let missed = |band: &Band| {
            let values = band.segments.iter().skip(1).filter(|s| is_value(&text(words, &s.words)));
            let (off, all) = values.fold((0, 0), |(off, all), s| {
                let in_one = self.under(extent(s.x0, s.x1)).is_some_and(|(from, to)| to - from == 1);
                (off + usize::from(!in_one), all + 1)
            });
            off >= FEWEST && SHARE * off > all
        };
        bands.iter().any(missed)
    }

    /// The gaps between the columns.
    pub(super) fn strips(&self) -> Vec<Strip> {
        self.columns.windows(2).map(|pair| Strip { x0: ems(pair[0].1), x1: ems(pair[1].0) }).collect()
    }

    /// The columns as texts show them.
    pub(super) fn columns(&self) -> Vec<Column> {
        let column = |&(l, r): &Extent| {
            let (x0, x1) = (ems(l), ems(r));
            let centre = f32::midpoint(x0, x1);
            Column { x0, x1, left: (x0, x0), right: (x1, x1), centre, align: Align::Centre, head: None }
        };
        self.columns.iter().map(column).collect()
    }

    /// The fewest columns that a text is in the middle of.
    pub(super) fn under(&self, text: Extent) -> Option<(usize, usize)> {
        let (from, to) = self.over(text);
        // The farther to the left they begin the farther to the right they end.
        let (sum, ends) = (text.0 + text.1, self.columns.get(to - 1..)?);
        (0..=from)
            .rev()
            .map(|from| (from, to + ends.partition_point(|end| end.1 < sum - self.columns[from].0)))
            .take_while(|&(_, to)| to <= self.columns.len())
            .find(|&(from, to)| self.is_under(text, from, to))
    }

    /// Whether a text is in the middle of some columns.
    pub(super) fn is_under(&self, text: Extent, from: usize, to: usize) -> bool {
        let (l, r) = (self.columns[from].0, self.columns[to - 1].1);
        l <= text.0 && text.1 <= r && (0..=1).contains(&(l + r - text.0 - text.1))
    }

    /// Whether a text is in the middle of some columns, which can be wider than their texts tell.
    pub(super) fn is_about_under(&self, text: Extent, from: usize, to: usize) -> bool {
        let (l, r) = (self.columns[from].0, self.columns[to - 1].1);
        (l + r - text.0 - text.1).abs() <= WIDER
    }

    /// The columns that a text lies over, or the two around the gap that it lies over.
    pub(super) fn over(&self, text: Extent) -> (usize, usize) {
        let from = self.columns.partition_point(|c| c.1 <= text.0);
        let to = self.columns.partition_point(|c| c.0 < text.1);
        let last = self.columns.len();
        if from < to { (from, to) } else { (from.saturating_sub(1).min(last - 1), (from + 1).min(last)) }
    }
}

fn ems(at: i32) -> f32 {
    at as f32 / 2.0
}

/// What is known of the texts.
struct Texts {
    /// By where they end, ascending: where they begin, where they end, how many.
    all: Vec<(i32, i32, usize)>,
    /// By the sum of both ends: where they begin, ascending, and how many begin there or farther right.
    sums: BTreeMap<i32, Vec<(i32, usize)>>,
    /// How many begin before each place.
    begun: Vec<usize>,
    /// How many end at each place or before it.
    ended: Vec<usize>,
    /// Where the last one ends.
    end: i32,
}

impl Texts {
    fn of(counts: &BTreeMap<Extent, usize>, end: i32) -> Self {
        let mut all: Vec<(i32, i32, usize)> = counts.iter().map(|(e, n)| (e.0, e.1, *n)).collect();
        all.sort_by_key(|t| (t.1, t.0));
        let mut sums: BTreeMap<i32, Vec<(i32, usize)>> = BTreeMap::new();
        let (mut begun, mut ended) = (vec![0; end as usize + 2], vec![0; end as usize + 2]);
        for &(x0, x1, n) in &all {
            sums.entry(x0 + x1).or_default().push((x0, n));
            begun[x0 as usize + 1] += n;
            ended[x1 as usize] += n;
        }
        for i in 1..begun.len() {
            begun[i] += begun[i - 1];
            ended[i] += ended[i - 1];
        }
        for of in sums.values_mut() {
            of.sort_unstable();
            let mut behind = 0;
            for (_, n) in of.iter_mut().rev() {
                behind += *n;
                *n = behind;
            }
        }
        Self { all, sums, begun, ended, end }
    }

    /// How many texts in the middle of a column begin at its left side or behind, and where the first of them does.
    fn centred(&self, left: i32, right: i32) -> (usize, Option<i32>) {
        let of = |sum: i32| {
            let known = self.sums.get(&sum).map_or(&[][..], Vec::as_slice);
            known.get(known.partition_point(|t| t.0 < left)).copied()
        };
        // A text begins a little left of the middle where it cannot begin in it.
        let (exact, before) = (of(left + right), of(left + right - 1));
        let count = exact.map_or(0, |t| t.1) + before.map_or(0, |t| t.1);
        let slack = |t: Option<(i32, usize)>, sum: i32| t.map(|t| right - left - (sum - 2 * t.0));
        let exact = slack(exact, left + right);
        (count, [exact, slack(before, left + right - 1)].into_iter().flatten().min())
    }

    /// How many texts reach into a gap.
    fn across(&self, from: i32, to: i32) -> usize {
        let at = |known: &[usize], x: i32| known[(x.max(0) as usize).min(known.len() - 1)];
        at(&self.begun, to) - at(&self.ended, from)
    }

    /// The cheapest columns with one gap between them, the first of which begins at one of some places.
    fn columns(&self, gap: i32, begins: &[i32], across: f32) -> Option<(f32, Grid)> {
        // For each left side the cheapest columns from there on, and the right side of the first.
        let mut best: Vec<(f32, i32)> = vec![(f32::INFINITY, 0); self.end as usize + 1];
        for left in (0..=self.end).rev() {
            let mut within = 0;
            let mut next = self.all.partition_point(|t| t.1 <= left);
            let mut found = (f32::INFINITY, 0);
            for right in left + 1..=left + WIDEST {
                // Texts are in order of their ends.
                while let Some(&(x0, _, n)) = self.all.get(next).filter(|t| t.1 <= right) {
                    within += if x0 >= left { n } else { 0 };
                    next += 1;
                }
                let (count, slack) = self.centred(left, right);
                let loose = match slack {
                    None => UNTOLD,
                    Some(0) => 0.0,
                    Some(slack) => SLACK.0 + SLACK.1 * slack as f32,
                };
                // A text without a width can be in the middle of what it is not within.
                let off = within.saturating_sub(count);
                let mut price = COLUMN + loose + WIDTH * (right - left) as f32 + off as f32;
                if right < self.end {
                    let rest = best.get((right + gap) as usize).map_or(f32::INFINITY, |b| b.0);
                    price += across * self.across(right, right + gap) as f32 + rest;
                }
                if price < found.0 {
                    found = (price, right);
                }
                // A column does not reach much farther than all texts.
                if right >= self.end + gap {
                    break;
                }
            }
            best[left as usize] = found;
        }
        let begin =
            begins.iter().copied().min_by(|a, b| best[*a as usize].0.total_cmp(&best[*b as usize].0))?;
        let price = best[begin as usize].0;
        let mut columns = Vec::new();
        let mut left = begin;
        while price.is_finite() && left <= self.end {
            let right = best[left as usize].1;
            columns.push((left, right));
            left = right + gap;
            if right >= self.end {
                break;
            }
        }
        price.is_finite().then_some((price, Grid { columns }))
    }
}

#[cfg(test)]
mod tests {
    use super::super::Settings;
    use super::super::bands::{bands, tests::drawn};
    use super::*;

    #[track_caller]
    fn check(text: &str, expected: Option<&[Extent]>) {
        let found = grid(&bands(&drawn(text), &Settings::text()));
        assert_eq!(found.as_ref().map(|g| g.columns.as_slice()), expected);
    }

    /// Columns of 12, 6 and 8 characters, the group's head in the middle of the second and third.
    const CENTRED: &str = "    单位          工作目标\n                累计    增幅（%）\n   赵巷镇       17.2       8.0\n青浦工业园区   1195.0     10.9\n   全 区       1855.0   10.0以上";

    #[test]
    fn columns_that_texts_are_in_the_middle_of() {
        check(CENTRED, Some(&[(0, 12), (15, 21), (24, 33)]));
    }

    #[test]
    fn texts_that_begin_together_are_not() {
        check(
            "单位          目标    备注\n赵巷镇        17.2    重点项目\n青浦工业园区  1195.0  —\n全区          8       无",
            None,
        );
    }

    #[test]
    fn a_text_without_a_width_is_priced() {
        let texts = Texts::of(&BTreeMap::from([((0, 0), 1), ((4, 4), 2), ((6, 9), 1)]), 9);
        let (_, grid) = texts.columns(1, &[0], 1.0).unwrap();
        assert_eq!(grid.columns.last().unwrap().1, 9);
    }

    #[test]
    fn a_table_goes_on_where_its_columns_are_blank() {
        let grid = Grid { columns: vec![(0, 6), (8, 14), (16, 22)] };
        let goes_on = |text: &str| {
            let words = drawn(text);
            grid.goes_on(&bands(&words, &Settings::text()), &words)
        };
        assert!(goes_on("赵巷镇   12.5\n 徐泾    8.0"));
        // Off the middle, of another table, of one column alone.
        assert!(!goes_on("赵巷镇    12.5\n 徐泾    8.0"));
        assert!(!goes_on(" 单位     目标\n赵巷镇   12.5"));
        assert!(!goes_on("         12.5\n         8.0"));
    }

    #[test]
    fn a_text_is_under_the_fewest_columns() {
        let grid = Grid { columns: vec![(0, 6), (8, 14), (16, 22)] };
        assert_eq!(grid.under((9, 13)), Some((1, 2)));
        assert_eq!(grid.under((13, 17)), Some((1, 3)));
        assert_eq!(grid.under((2, 20)), Some((0, 3)));
        assert_eq!(grid.under((16, 19)), None);
        assert!(grid.is_under((9, 13), 0, 3));
    }
}
