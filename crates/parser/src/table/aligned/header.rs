//! The bands above the body become header rows and cells, the cheapest way.
//!
//! A header's cells tile it in both directions: a group's text is centred over its columns, the text of a cell merged
//! downwards stands in the middle of its rows. Every way to draw up to three lines between header rows is tried.

use std::ops::Range;

use super::content::is_open;
use super::piece::{Piece, over};
use super::rows::Body;
use super::settings::Lines;
use super::tiling::{ANYWHERE, Item, Others, Terms, tile};

/// A header as read.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Header {
    /// What the reading costs.
    pub(super) price: f32,
    /// The heights at which its rows begin, and where the last one ends.
    pub(super) bounds: Vec<f32>,
    /// Its cells.
    pub(super) cells: Vec<Spread>,
}

/// A cell by what it covers and prints.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Spread {
    /// Its rows.
    pub(super) rows: Range<usize>,
    /// Its columns.
    pub(super) columns: Range<usize>,
    /// The pieces that it prints, as indices into all pieces.
    pub(super) pieces: Vec<usize>,
}

/// A row of the header.
const ROW: f32 = 0.3;
/// A cell without text.
const BLANK: f32 = 0.6;
/// A line break in a head after a line that is not full: heads are often broken by hand.
const BREAK: f32 = 0.1;
/// Two heads right above each other in one column, where they could be lines of one.
const CUT: f32 = 0.2;
/// A line break in a head over several columns, where there is room.
const WIDE_BREAK: f32 = 0.5;
/// A text over all columns below others is a section, no head.
const SECTION: f32 = 5.0;
/// A group that its columns see in different rows.
const TORN: f32 = 2.0;
/// The most lines between rows that are tried together.
const MOST_BOUNDS: usize = 3;
/// The most heights at which a line may lie.
const MOST_HEIGHTS: usize = 9;
/// The most bands whose texts may be read as groups or as their columns' own heads.
const MOST_DOUBTS: usize = 3;

/// The cheapest reading of the first `bands` bands as a header.
pub(super) fn header(body: &Body<'_>, bands: usize) -> Header {
    let end = body.bands[..bands].last().map_or(0, |r| r.end);
    let pieces = &body.pieces[..end];
    let padding = body.row_gap() / 2.0;
    let top = body.heights[..bands].iter().map(|h| h.0).fold(f32::INFINITY, f32::min) - padding;
    let bottom = body.heights[..bands].iter().map(|h| h.1).fold(f32::NEG_INFINITY, f32::max) + padding;
    let heights = heights(pieces, top, bottom, body);
    let doubts = doubts(pieces, body);
    let mut best: Option<Header> = None;
    for choice in choices(doubts.len()) {
        let mut read = pieces.to_vec();
        for (d, ranges) in doubts.iter().enumerate() {
            if choice >> d & 1 == 1 {
                for &(i, from, to) in ranges {
                    (read[i].from, read[i].to) = (from, to);
                }
            }
        }
        let sections: f32 = sections(&read, body.columns.len());
        for inner in subsets(&heights) {
            let mut bounds = vec![top];
            bounds.extend(inner);
            bounds.push(bottom);
            let floor = sections + ROW * (bounds.len() - 1) as f32;
            if best.as_ref().is_some_and(|b| b.price <= floor) {
                continue;
            }
            let most = best.as_ref().map_or(f32::INFINITY, |b| b.price);
            let found = tiled(&read, bounds, floor, most, body);
            if best.as_ref().is_none_or(|b| found.price < b.price) {
                best = Some(found);
            }
        }
    }
    best.unwrap_or(Header { price: f32::INFINITY, bounds: vec![top, bottom], cells: Vec::new() })
}

/// Which bands are read as groups, as bits: none, one of them, or the upper ones.
fn choices(bands: usize) -> Vec<usize> {
    let mut choices: Vec<usize> =
        (0..=bands).map(|b| (1 << b) - 1).chain((0..bands).map(|b| 1 << b)).collect();
    choices.sort_unstable();
    choices.dedup();
    choices
}

/// The heights between texts that stand above each other.
fn heights(pieces: &[Piece], top: f32, bottom: f32, body: &Body<'_>) -> Vec<f32> {
    let mut found = Vec::new();
    for (i, upper) in pieces.iter().enumerate() {
        for c in upper.from..upper.to {
            let Some(lower) =
                pieces[i + 1..].iter().find(|p| p.covers(c) && p.top >= upper.bottom - 0.3 * body.em)
            else {
                continue;
            };
            match body.settings.lines {
                Lines::Grid => found.extend([upper.bottom, lower.top]),
                Lines::Measured => found.push(f32::midpoint(upper.bottom, lower.top)),
            }
        }
    }
    found.retain(|y| *y > top + 0.2 * body.em && *y < bottom - 0.2 * body.em);
    found.sort_by(f32::total_cmp);
    found.dedup_by(|a, b| (*a - *b).abs() < 0.15 * body.em);
    found.truncate(MOST_HEIGHTS);
    found
}

/// All choices of up to [`MOST_BOUNDS`] heights, the fewest first.
fn subsets(heights: &[f32]) -> Vec<Vec<f32>> {
    let mut all: Vec<Vec<usize>> = vec![Vec::new()];
    let mut last = 0..1;
    for _ in 0..MOST_BOUNDS {
        let begin = all.len();
        for i in last {
            let first = all[i].last().map_or(0, |l| l + 1);
            for h in first..heights.len() {
                let mut more = all[i].clone();
                more.push(h);
                all.push(more);
            }
        }
        last = begin..all.len();
    }
    all.into_iter().map(|s| s.into_iter().map(|h| heights[h]).collect()).collect()
}

/// The ranges of a piece.
type Ranges = Vec<(usize, usize, usize)>;

/// For each band whose texts may be heads of groups: its pieces with the columns that they are centred over, so that
/// they follow each other with the fewest columns left out between them.
fn doubts(pieces: &[Piece], body: &Body<'_>) -> Vec<Ranges> {
    let mut doubts = Vec::new();
    let mut begin = 0;
    while begin < pieces.len() {
        let end = begin + pieces[begin..].iter().take_while(|p| p.band == pieces[begin].band).count();
        let ranges = groups(pieces, begin..end, body);
        if ranges.iter().any(|&(i, from, to)| (from, to) != (pieces[i].from, pieces[i].to)) {
            doubts.push(ranges);
        }
        begin = end;
    }
    doubts.truncate(MOST_DOUBTS);
    doubts
}

/// The best ranges of one band's texts as heads of groups.
fn groups(pieces: &[Piece], band: Range<usize>, body: &Body<'_>) -> Ranges {
    /// The price of a column left out between two groups.
    const LEFT_OUT: f32 = 0.5;
    /// What each column is worth: of two ranges around one middle, the wider one is the group's.
    const COVERED: f32 = 0.1;
    /// The price of one column for a text above others: the choice without groups has it so.
    const NARROW: f32 = 1.0;
    // A group covers columns with heads below it, or without any head; none with a text at its own height.
    let mut below = vec![true; body.columns.len()];
    for p in pieces {
        below[p.from..p.to].fill(false);
    }
    for p in &pieces[band.end..] {
        below[p.from..p.to].fill(true);
    }
    let (top, bottom) = (pieces[band.start].top, pieces[band.start].bottom);
    for p in pieces.iter().filter(|p| p.bottom.min(bottom) - p.top.max(top) > 0.1 * body.em) {
        if p.band != pieces[band.start].band {
            below[p.from..p.to].fill(false);
        }
    }
    // The best ranges so far by the column after the last one: price and ranges.
    let mut best: Vec<(usize, f32, Ranges)> = vec![(0, 0.0, Vec::new())];
    for i in band.clone() {
        let piece = &pieces[i];
        let mut next: Vec<(usize, f32, Ranges)> = Vec::new();
        let mut own = vec![(piece.from, piece.to)];
        let first = piece.from - below[..piece.from].iter().rev().take_while(|b| **b).count();
        let last = piece.to + below[piece.to..].iter().take_while(|b| **b).count();
        for from in first..=piece.from {
            for to in piece.to..=last {
                let wider = to - from > piece.to - piece.from && to - from < body.columns.len();
                if wider && over(piece, body.columns, from, to) <= body.settings.centred * body.em {
                    own.push((from, to));
                }
            }
        }
        let heads = pieces[band.end..].iter().any(|p| p.meets(piece));
        for (from, to) in own {
            let narrow = if heads && to - from == 1 { NARROW } else { 0.0 };
            let off = 0.3 * over(piece, body.columns, from, to).min(body.em) / body.em;
            let price = narrow + off - COVERED * (to - from) as f32;
            let choice = best
                .iter()
                .filter(|(end, ..)| *end <= from)
                .map(|(end, before, ranges)| {
                    let skipped = if ranges.is_empty() { 0 } else { from - end };
                    (before + price + LEFT_OUT * skipped as f32, ranges)
                })
                .min_by(|a, b| a.0.total_cmp(&b.0));
            if let Some((price, ranges)) = choice {
                let mut ranges = ranges.clone();
                ranges.push((i, from, to));
                next.push((to, price, ranges));
            }
        }
        if next.is_empty() {
            return Vec::new();
        }
        best = next;
    }
    best.into_iter().min_by(|a, b| a.1.total_cmp(&b.1)).map_or(Vec::new(), |b| b.2)
}

fn sections(pieces: &[Piece], columns: usize) -> f32 {
    let whole = |p: &&Piece| p.to - p.from == columns && columns > 1;
    SECTION * pieces.iter().filter(whole).count() as f32
}

fn tiled(pieces: &[Piece], bounds: Vec<f32>, floor: f32, most: f32, body: &Body<'_>) -> Header {
    let settings = body.settings;
    let terms = Terms {
        above: settings.above * body.em,
        below: settings.below * body.em,
        off: 4.0,
        near: body.near(),
        em: body.em,
        blank: BLANK,
        merged: 0.02,
        up: 0.0,
    };
    let mut price = floor;
    let mut cells: Vec<Spread> = Vec::new();
    let mut seen: Vec<Option<Range<usize>>> = vec![None; pieces.len()];
    for c in 0..body.columns.len() {
        if price >= most {
            return Header { price: f32::INFINITY, bounds, cells };
        }
        let own: Vec<usize> = (0..pieces.len()).filter(|&i| pieces[i].covers(c)).collect();
        let items: Vec<Item> = own
            .iter()
            .enumerate()
            .map(|(k, &i)| {
                let joint = if k == 0 { f32::INFINITY } else { joint(&pieces[own[k - 1]], &pieces[i], body) };
                let cut = if joint <= BREAK { CUT } else { 0.0 };
                Item {
                    top: pieces[i].top,
                    bottom: pieces[i].bottom,
                    joint,
                    cut,
                    fixed: None,
                    within: ANYWHERE,
                }
            })
            .collect();
        let (own_price, tiles) = tile(&bounds, &items, &Others::default(), terms);
        price += own_price;
        for t in tiles {
            let printed: Vec<usize> = own[t.items.clone()].to_vec();
            match printed.first() {
                None => cells.push(Spread { rows: t.rows, columns: c..c + 1, pieces: printed }),
                Some(&first) if pieces[first].from == c => {
                    for &i in &printed {
                        seen[i] = Some(t.rows.clone());
                    }
                    cells.push(Spread { rows: t.rows, columns: c..pieces[first].to, pieces: printed });
                }
                Some(&first) => {
                    if seen[first].as_ref() != Some(&t.rows) {
                        price += TORN;
                    }
                }
            }
        }
    }
    Header { price, bounds, cells }
}

/// The price of taking two texts of a column for lines of one head.
fn joint(upper: &Piece, lower: &Piece, body: &Body<'_>) -> f32 {
    let same = upper.from == lower.from && upper.to == lower.to;
    if !same || lower.top - upper.top > body.settings.pitch * body.em {
        return body.settings.prices.two_texts;
    }
    if is_open(&upper.text) || body.joint(upper, lower) == 0.0 {
        0.0
    } else if upper.to - upper.from > 1 {
        WIDE_BREAK
    } else {
        BREAK
    }
}

#[cfg(test)]
mod tests {
    use super::super::bands::{bands, tests::drawn};
    use super::super::columns::separators;
    use super::super::piece::pieces;
    use super::super::{Settings, build::by_band};
    use super::*;

    /// The header of a drawn text, of which the last line is the body: cells as (row, rows, column, columns, text).
    #[track_caller]
    fn check(text: &str, expected: &[(usize, usize, usize, usize, &str)]) {
        let settings = Settings::text();
        let words = drawn(text);
        let bands = bands(&words, &settings);
        let (pieces, columns) = pieces(&bands, &separators(&bands), &words, &settings);
        let ranges = by_band(&pieces, bands.len());
        let heights: Vec<(f32, f32)> = bands.iter().map(|b| (b.top, b.bottom)).collect();
        let body = Body {
            pieces: &pieces,
            bands: &ranges,
            heights: &heights,
            columns: &columns,
            walls: &vec![false; bands.len()],
            parted: super::super::rows::Parted::ByText,
            em: 1.0,
            settings: &settings,
        };
        let header = header(&body, bands.len() - 1);
        let mut found: Vec<(usize, usize, usize, usize, String)> = header
            .cells
            .iter()
            .map(|s| {
                let text = s.pieces.iter().map(|&i| pieces[i].text.as_str()).collect();
                (s.rows.start, s.rows.len(), s.columns.start, s.columns.len(), text)
            })
            .collect();
        found.sort();
        let expected: Vec<_> = expected.iter().map(|e| (e.0, e.1, e.2, e.3, e.4.to_owned())).collect();
        assert_eq!(found, expected);
    }

    #[test]
    fn one_row() {
        check("单位  目标\n甲镇   12", &[(0, 1, 0, 1, "单位"), (0, 1, 1, 1, "目标")]);
    }

    #[test]
    fn a_group_beside_a_merged_head() {
        check(
            "单位      工作目标\n      累计值  增幅（%）\n甲镇   12.0      8",
            &[
                (0, 1, 1, 2, "工作目标"),
                (0, 2, 0, 1, "单位"),
                (1, 1, 1, 1, "累计值"),
                (1, 1, 2, 1, "增幅（%）"),
            ],
        );
    }

    #[test]
    fn a_group_centred_over_the_middle_one_of_three() {
        check(
            "单位          目标\n      开工量  竣工量  交房量\n甲镇   15.8    9.41    15.2",
            &[
                (0, 1, 1, 3, "目标"),
                (0, 2, 0, 1, "单位"),
                (1, 1, 1, 1, "开工量"),
                (1, 1, 2, 1, "竣工量"),
                (1, 1, 3, 1, "交房量"),
            ],
        );
    }

    #[test]
    fn vertical_heads() {
        check(
            "           种植业\n序  乡  水      大\n号  镇  稻      豆\n        面      面\n        积      积\n1   甲  109     213",
            &[
                (0, 1, 2, 2, "种植业"),
                (0, 2, 0, 1, "序号"),
                (0, 2, 1, 1, "乡镇"),
                (1, 1, 2, 1, "水稻面积"),
                (1, 1, 3, 1, "大豆面积"),
            ],
        );
    }
}
