//! Every way to cut the columns into trees of heads is priced, a part of the columns once; rows are drawn where a line between
//! head and heads below fits most of them.

use std::collections::BTreeMap;
use std::ops::Range;

use super::{Header, Spread, measured};
use crate::table::aligned::piece::Piece;
use crate::table::aligned::rows::Body;

/// A row of the header.
pub(super) const ROW: f32 = 0.3;
/// A leaf without text, but for the first one.
const BLANK: f32 = 0.9;
/// The corner without text.
const CORNER: f32 = 0.3;
/// The column of names without a text below a head that goes on over others: it has that head alone.
const NAMELESS: f32 = 2.0;
/// A leaf that no head groups: of two heads around one middle the one over more leaves is the likelier.
const ALONE: f32 = 0.25;
/// A head over one column alone.
const LONE: f32 = 0.6;
/// Each further column of a leaf over several.
const WIDE: f32 = 0.5;
/// A text over all columns below others is a section, no head.
const SECTION: f32 = 5.0;
/// A head over the columns of another head.
const TWICE: f32 = 2.0;
/// A text cannot stand nearer to the middle than this, in ems: half a column of characters.
pub(super) const HALF: f32 = 0.3;
/// Rows with a wider gap, in ems, are padded.
pub(super) const PADDED: f32 = 0.3;
/// The lines of one head are nearer than this, in ems.
pub(super) const CLOSE: f32 = 0.4;
/// A head over several columns that is cut out of the lines of one.
const CUT: f32 = 2.0;
/// A head of so many lines over one column is no group's above its own, where the others end within so many ems of its
/// bottom: the fewer lines, the nearer.
const HIGH: [(usize, f32); 2] = [(4, 1.0), (2, 0.3)];
/// So many columns at the left can hold names.
const NAMES: usize = 2;
/// The most lines of a head over several columns.
const MOST_LINES: usize = 4;
/// So often a text is looked at for the reading of a header: real ones take some ten thousands of looks at the most.
const MOST_LOOKS: usize = 1 << 22;

/// The cheapest reading of some bands as trees, above the `measures` of some columns.
pub(super) fn trees(body: &Body<'_>, bands: Range<usize>, measures: &[usize]) -> Header {
    let own = body.bands[bands.clone()].iter().flat_map(Clone::clone);
    let padding = body.row_gap() / 2.0;
    let top = body.heights[bands.clone()].iter().map(|h| h.0).fold(f32::INFINITY, f32::min);
    let bottom = body.heights[bands].iter().map(|h| h.1).fold(f32::NEG_INFINITY, f32::max);
    let columns = body.columns.len();
    let mut pieces: Vec<usize> = own.collect();
    pieces.sort_by(|&a, &b| body.pieces[a].top.total_cmp(&body.pieces[b].top));
    let gap = 2.0 * padding;
    let (high, low) = stands(body, &pieces, (top, bottom));
    let floors = measured::floors(body, measures, bottom);
    let mut reader = Reader {
        body,
        floors,
        pieces,
        top,
        bottom,
        gap,
        high,
        low,
        known: BTreeMap::new(),
        looks: MOST_LOOKS,
    };
    let mut read = reader.row(0, columns, None);
    if reader.looks == 0 {
        // What was looked at need not be the cheapest: the texts are said to be in no cell.
        read = Read { price: f32::INFINITY, trees: Vec::new() };
    }
    let bounds = bounds(&read.trees, body, top - padding, bottom + padding);
    let mut cells = Vec::new();
    for tree in &read.trees {
        place(tree, 0, &bounds, &mut cells);
    }
    Header { price: read.price + ROW * (bounds.len() - 1) as f32, bounds, cells }
}

/// Whether the heads of all columns stand at the top, and whether they stand at the bottom of the header, one of them higher
/// than others: its lines follow each other closely, and agree in an end or in their middle.
fn stands(body: &Body<'_>, pieces: &[usize], (top, bottom): (f32, f32)) -> (bool, bool) {
    let of = |i: usize| &body.pieces[i];
    let own = |c: usize| pieces.iter().map(move |&i| of(i)).filter(move |p| p.own == (c, c + 1));
    let lines = |c: usize| {
        let lines: Vec<&Piece> = own(c).collect();
        let same = |a: f32, b: f32| (a - b).abs() < HALF * body.em;
        let follows = |w: &[&Piece]| {
            let (a, b) = (w[0], w[1]);
            b.top - a.bottom < CLOSE * body.em
                && (same(a.centre(), b.centre()) || same(a.x0, b.x0) || same(a.x1, b.x1))
        };
        if lines.windows(2).all(follows) { lines.len() } else { 0 }
    };
    // The corner can be blank, and the column beside it: the years of each name.
    let columns: Vec<usize> =
        (0..body.columns.len()).filter(|&c| c >= NAMES || own(c).next().is_some()).collect();
    let lines: Vec<usize> = columns.iter().map(|&c| lines(c)).collect();
    let (fewest, most) = lines.iter().fold((usize::MAX, 0), |(a, b), n| (a.min(*n), b.max(*n)));
    let near =
        HIGH.iter().find(|(high, _)| most >= *high && fewest < most).map_or(0.0, |(_, near)| near * body.em);
    let at = |off: &dyn Fn(&Piece) -> f32| {
        let least = |c: &usize| own(*c).map(off).fold(f32::INFINITY, f32::min);
        near > 0.0 && !body.exact && columns.iter().all(|c| least(c) <= near)
    };
    (fewest > 0 && at(&|p| p.top - top), at(&|p| bottom - p.bottom))
}

/// A head with those below it.
#[derive(Debug, Clone, PartialEq)]
struct Tree {
    /// Its columns.
    columns: Range<usize>,
    /// Its lines, as indices into all pieces.
    pieces: Vec<usize>,
    /// Between what a line under it lies, where it has heads below.
    under: Option<(f32, f32)>,
    /// The heads below.
    below: Vec<Self>,
}

/// Trees side by side, with their price.
#[derive(Debug, Clone, PartialEq)]
struct Read {
    price: f32,
    trees: Vec<Tree>,
}

/// The columns from, to, and the piece that ends the head above them.
type Part = (usize, usize, Option<usize>);

pub(super) struct Reader<'a> {
    pub(super) body: &'a Body<'a>,
    /// The pieces of the header from the top.
    pub(super) pieces: Vec<usize>,
    pub(super) top: f32,
    pub(super) bottom: f32,
    /// Where the height of each column's heads ends.
    floors: Vec<f32>,
    /// The usual gap between the texts of two rows.
    pub(super) gap: f32,
    /// Whether heads stand at the top of their height, and not at its middle.
    pub(super) high: bool,
    /// Whether they stand at the bottom.
    pub(super) low: bool,
    /// What is known of parts.
    known: BTreeMap<Part, Read>,
    /// How often a text may still be looked at.
    looks: usize,
}

impl Reader<'_> {
    /// The cheapest trees of some columns, below the head that ends with a piece.
    fn row(&mut self, from: usize, to: usize, above: Option<usize>) -> Read {
        if let Some(read) = self.known.get(&(from, to, above)) {
            return read.clone();
        }
        // From the right, so that what follows is known.
        let mut best: Vec<(f32, usize, Option<Tree>)> = vec![(f32::INFINITY, to, None); to - from];
        for a in (from..to).rev() {
            for e in a + 1..=to {
                let rest = if e == to { 0.0 } else { best[e - from].0 };
                if rest >= best[a - from].0 {
                    continue;
                }
                let (price, tree) = self.tree(a, e, above, e - a == to - from);
                if price + rest < best[a - from].0 {
                    best[a - from] = (price + rest, e, tree);
                }
            }
        }
        let mut read = Read { price: best[0].0, trees: Vec::new() };
        let mut at = from;
        while at < to && read.price.is_finite() {
            let (_, next, tree) = &best[at - from];
            read.trees.extend(tree.clone());
            at = *next;
        }
        self.known.insert((from, to, above), read.clone());
        read
    }

    /// The cheapest tree over exactly these columns.
    fn tree(&mut self, from: usize, to: usize, above: Option<usize>, whole: bool) -> (f32, Option<Tree>) {
        self.looks = self.looks.saturating_sub(self.pieces.len());
        if self.looks == 0 {
            return (f32::INFINITY, None);
        }
        let all = &self.body.pieces;
        let start = above.map_or(f32::NEG_INFINITY, |i| all[i].middle());
        let mut own: Vec<usize> = Vec::new();
        for &i in &self.pieces {
            let (a, e) = all[i].own;
            if all[i].middle() <= start || e <= from || to <= a {
                continue;
            }
            if a < from || to < e {
                return (f32::INFINITY, None);
            }
            own.push(i);
        }
        let columns = from..to;
        let leaf = |price: f32, pieces: Vec<usize>| {
            let tree = Tree { columns: from..to, pieces, under: None, below: Vec::new() };
            (price, Some(tree))
        };
        if own.is_empty() {
            return match to - from {
                1 if from == 0 && above.is_none() => leaf(CORNER, own),
                1 if from == 0 => leaf(NAMELESS, own),
                1 => leaf(BLANK, own),
                _ => (f32::INFINITY, None),
            };
        }
        let stacked =
            own.windows(2).take_while(|w| all[w[1]].top >= all[w[0]].bottom - 0.3 * self.body.em).count();
        let mut best = (f32::INFINITY, None);
        if stacked + 1 == own.len() {
            let floor = self.floors[columns.clone()].iter().copied().fold(f32::INFINITY, f32::min);
            let wide = WIDE * (to - from - 1) as f32 + if above.is_none() { ALONE } else { 0.0 };
            let price = self.lines(&own)
                + wide
                + self.off(&own, &columns)
                + self.upright(&own, above, (floor, floor));
            best = leaf(price + self.across(&own, &columns, above), own.clone());
        }
        for k in 1..=own.len().saturating_sub(1).min(stacked + 1).min(MOST_LINES) {
            let last = own[k - 1];
            let free = own[k..].iter().all(|&i| all[i].top >= all[last].bottom - 0.3 * self.body.em);
            if !free {
                continue;
            }
            let measured = all[own[k]].measure;
            let lone = if to - from == 1 && !measured { LONE } else { 0.0 };
            let section = if to - from == self.body.columns.len() { SECTION } else { 0.0 };
            let twice = if whole && above.is_some() { TWICE } else { 0.0 };
            let next = own[k..].iter().map(|&i| all[i].top).fold(f32::INFINITY, f32::min);
            let under = (all[last].bottom.min(next), next.max(all[last].bottom));
            let head = lone
                + section
                + twice
                + self.lines(&own[..k])
                + if self.low && !measured && self.is_cut(&own, k) || self.is_torn(&own, k, &columns) {
                    CUT
                } else {
                    0.0
                }
                + self.off(&own[..k], &columns)
                + self.beyond(&own[..k], &columns)
                + self.upright(&own[..k], above, (under.0, under.1 - self.gap / 2.0))
                + self.uncovered(under, &columns);
            if head >= best.0 {
                continue;
            }
            let below = self.row(from, to, Some(last));
            if head + below.price < best.0 {
                let tree = Tree {
                    columns: from..to,
                    pieces: own[..k].to_vec(),
                    under: Some(under),
                    below: below.trees,
                };
                best = (head + below.price, Some(tree));
            }
        }
        best
    }
}

/// The heights at which rows begin, and where the last one ends: the fewest that part each head from those below.
fn bounds(trees: &[Tree], body: &Body<'_>, top: f32, bottom: f32) -> Vec<f32> {
    let mut under = Vec::new();
    let mut open: Vec<&Tree> = trees.iter().collect();
    while let Some(tree) = open.pop() {
        under.extend(tree.under);
        open.extend(&tree.below);
    }
    under.sort_by(|a, b| a.1.total_cmp(&b.1).then(a.0.total_cmp(&b.0)));
    let mut shared: Vec<(f32, f32)> = Vec::new();
    for (lo, hi) in under {
        match shared.last_mut() {
            Some(last) if lo <= last.1 => last.0 = last.0.max(lo),
            _ => shared.push((lo, hi)),
        }
    }
    let mut bounds = vec![top];
    bounds.extend(shared.into_iter().map(|(lo, hi)| {
        let rule = body.lines.iter().map(|l| l.y).find(|y| (lo..=hi).contains(y));
        rule.unwrap_or(f32::midpoint(lo, hi))
    }));
    bounds.push(bottom);
    bounds
}

/// The cells of a tree from a row on.
fn place(tree: &Tree, row: usize, bounds: &[f32], cells: &mut Vec<Spread>) {
    let rows = bounds.len() - 1;
    let end = match tree.under {
        Some((lo, hi)) => (row + 1..rows).find(|&k| (lo..=hi).contains(&bounds[k])).unwrap_or(row + 1),
        None => rows,
    };
    cells.push(Spread { rows: row..end, columns: tree.columns.clone(), pieces: tree.pieces.clone() });
    for below in &tree.below {
        place(below, end, bounds, cells);
    }
}
