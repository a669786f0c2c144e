//! A region's bands become a table: header and body cells put together.

use std::ops::Range;

use fenjie_model::text::clean;
use fenjie_model::{At, Cell, Code, Finding, Method, Place, Rect, Table};

use super::bands::Band;
use super::columns::{Strip, separators};
use super::content::{breaks_number, heads_section, is_open, is_serial};
use super::header::{Header, Spread, header};
use super::heads::heads;
use super::part::parted;
use super::piece::{Piece, covered, pieces, typical};
use super::pitch::pitch;
use super::rows::{Body, Cuts, Parted, bounds};
use super::ruling::{Frame, Line};
use super::settings::Rows;
use super::slots::{Slots, slots};
use super::tiling::{ANYWHERE, Item, Others, Terms, Tile, tile};
use super::{Region, Settings, Word, counted};

/// A header is at most this many bands higher than the first row of values.
const FARTHEST: usize = 12;
/// Lines nearer than this part of the usual gap between rows are of one cell.
const TIGHT: f32 = 0.6;
/// A column is one of values where they are this share of its texts.
const VALUES: f32 = 0.6;
/// The price of each row of a cell above its text, to decide between readings that are otherwise the same.
const UP: f32 = 0.002;
/// The price of parting a line with an open bracket from the next.
const OPEN: f32 = 2.0;
/// The price of parting a full line from the next, in a column whose cells group rows.
const CUT: f32 = 0.3;
/// The price of taking the texts of two rows of values for lines of one cell.
const TWO_ROWS: f32 = 0.5;
/// Likewise, in a column that names most rows.
const NAMED: f32 = 3.0;
/// A column names the rows where it has a text for this share of them.
const NAMES: f32 = 0.8;
/// A line that is this much shorter than the one above is the rest of it.
const REST: f32 = 0.5;
/// The prices of blank and of merged cells in a column that could do without merged ones.
const SPARSE: (f32, f32) = (0.1, 1.0);
/// What a band of texts before the first values costs that is not the header's.
const LEFT_OUT: f32 = 1.0;
/// What each further band of a header costs where no values tell its end.
const UNTOLD: f32 = 0.7;

/// The table of a region's bands, if they are one.
pub(super) fn table(bands: &[Band], frame: &Frame, words: &[Word], settings: &Settings) -> Option<Region> {
    let strips = match settings.rows {
        Rows::Found => separators(bands),
        Rows::AtValues => counted::strips(bands, words),
    };
    if strips.is_empty() || bands.len() < 2 {
        return None;
    }
    let parted = match settings.rows {
        Rows::Found => parted(bands, &strips, frame.sides, words, settings),
        Rows::AtValues => counted::parted(bands, &strips, words),
    };
    let bands = parted.as_slice();
    let (mut pieces, columns) = pieces(bands, &strips, words, frame.sides, settings);
    for line in &frame.partial {
        head_of_group(&mut pieces, &strips, line);
    }
    let by_band = by_band(&pieces, bands.len());
    let heights: Vec<(f32, f32)> = bands.iter().map(|b| (b.top, b.bottom)).collect();
    let em = typical(bands.iter().map(|b| b.size))?;
    let rows = counted::rows(bands, words);
    let (walls, parted) = match (settings.rows, frame.parts_rows(bands)) {
        (Rows::AtValues, _) if rows.contains(&true) => (counted::walls(&rows), Parted::AtWalls),
        (_, true) => (frame.walls(bands), Parted::ByRules),
        (_, false) => (frame.walls(bands), Parted::ByText),
    };
    let body = Body {
        pieces: &pieces,
        bands: &by_band,
        heights: &heights,
        columns: &columns,
        walls: &walls,
        parted,
        lines: &frame.lines,
        em,
        line: pitch(&pieces, &by_band, em, settings),
        settings,
    };

    if let Some(Slots { bounds, cells, header_rows }) = slots(&body) {
        let mut region = compose(cells, header_rows, &bounds, &strips, &pieces, words);
        region.table.method = Method::PartlyRuled;
        return Some(region);
    }
    let cuts = body.cut();
    let head = match frame.header_end(bands).filter(|b| *b <= FARTHEST) {
        _ if parted == Parted::AtWalls => tree(&body, &rows),
        Some(bands) => Head { bands, header: Some(header(&body, bands)) },
        None => head(&body, &cuts),
    };
    let rows = cuts.rows(head.bands);
    let edges = bounds(&rows, &body);
    let skipped = head.header.as_ref().map_or(0, |h| h.bounds.len() - 1);
    let mut spreads = head.header.as_ref().map_or(Vec::new(), |h| h.cells.clone());
    let mut read = body_cells(&body, &rows, &edges);
    undivided(&mut read.cells, &spreads, skipped);
    let doubts = doubts(&read, &pieces, skipped);
    spreads.extend(read.cells.into_iter().map(|mut s| {
        s.rows = s.rows.start + skipped..s.rows.end + skipped;
        s
    }));
    let mut heights = head.header.map_or(Vec::new(), |h| h.bounds);
    match (heights.last_mut(), edges.first()) {
        (Some(last), Some(first)) => {
            *last = f32::midpoint(*last, *first);
            heights.extend(&edges[1..]);
        }
        _ => heights.extend(&edges),
    }
    let mut region = compose(spreads, skipped, &heights, &strips, &pieces, words);
    for doubt in doubts {
        let mut cells = region.table.cells.iter();
        let Some(cell) = cells.find(|c| (c.row, c.col) == (doubt.row, doubt.column)) else { continue };
        let place =
            Place { row: Some(cell.row), col: Some(cell.col), page: cell.at.page(), ..Place::at(cell.at) };
        let other = |(rows, text): (Range<usize>, String)| Cell {
            row: rows.start,
            row_span: rows.len(),
            text,
            ..cell.clone()
        };
        let others = doubt.others.into_iter().map(other).collect();
        region.findings.push(Finding::new(Code::TableAmbiguous, doubt.message, place).other_reading(others));
    }
    if !frame.full.is_empty() {
        region.table.method = Method::PartlyRuled;
    }
    Some(region)
}

/// A rule under the text of a head tells the columns of its group, where it is under no other.
fn head_of_group(pieces: &mut [Piece], strips: &[Strip], line: &Line) {
    /// A rule ends within this many points of its column's text.
    const SLIP: f32 = 3.0;
    let (from, to) = covered(strips, line.x0 + SLIP, line.x1 - SLIP);
    let over = |p: &Piece| {
        let em = p.bottom - p.top;
        let gap = line.y - p.bottom;
        (-0.3 * em..1.5 * em).contains(&gap) && p.centre() >= line.x0 && p.centre() <= line.x1
    };
    let above: Vec<usize> = (0..pieces.len()).filter(|&i| over(&pieces[i])).collect();
    let Some(&last) = above.last() else { return };
    let beside = |&&i: &&usize| pieces[i].x1 < pieces[last].x0 || pieces[i].x0 > pieces[last].x1;
    if above.iter().any(|i| beside(&i)) {
        return;
    }
    for i in above {
        if from <= pieces[i].from && pieces[i].to <= to {
            (pieces[i].from, pieces[i].to) = (from, to);
            pieces[i].own = (from, to);
        }
    }
}

/// The pieces of each band, as ranges.
pub(super) fn by_band(pieces: &[Piece], bands: usize) -> Vec<Range<usize>> {
    let mut ranges = Vec::with_capacity(bands);
    let mut at = 0;
    for band in 0..bands {
        let end = at + pieces[at..].iter().take_while(|p| p.band == band).count();
        ranges.push(at..end);
        at = end;
    }
    ranges
}

struct Head {
    bands: usize,
    header: Option<Header>,
}

/// The header above the first line of values, and above the upper lines of wrapped cells beside it.
fn tree(body: &Body<'_>, rows: &[bool]) -> Head {
    let first = rows.iter().position(|r| *r).unwrap_or(0);
    let wall = body.walls.iter().position(|w| *w).unwrap_or(rows.len());
    let own = |band: usize| &body.pieces[body.bands[band].clone()];
    let below = |p: &Piece| (first + 1..wall).flat_map(own).any(|q| (q.from, q.to) == (p.from, p.to));
    let wraps = |band: &usize| own(*band).iter().all(below);
    let bands = first - (1..first).rev().take_while(wraps).count();
    let end = body.bands[..bands].last().map_or(0, |r| r.end);
    let heights = bands.checked_sub(1).map_or(0.0..0.0, |last| body.heights[0].0..body.heights[last].1);
    let read = heads(&body.pieces[..end], body.columns, heights);
    Head { bands, header: (bands > 0).then(|| read.unwrap_or_else(|| header(body, bands))) }
}

/// Where the header ends: before the first row of values, where header and body together are cheapest.
fn head(body: &Body<'_>, cuts: &Cuts) -> Head {
    let n = body.bands.len();
    let first = (0..n).find(|&b| holds_values(&body.pieces[body.bands[b].clone()]));
    let last = first.unwrap_or(n - 1).min(FARTHEST);
    if last == 0 {
        return Head { bands: 0, header: None };
    }
    let untold = if first.is_none() { UNTOLD } else { 0.0 };
    let mut best: Option<(f32, Head)> = None;
    let mut left_out = 0.0;
    for bands in (1..=last).rev() {
        // Before the first values there are heads, and sections.
        if bands < last && first.is_some() {
            let texts = &body.pieces[body.bands[bands].clone()];
            left_out += if texts.iter().any(|p| heads_section(&p.text)) { 0.0 } else { LEFT_OUT };
        }
        let least = cuts.price[bands] + untold * bands as f32 + left_out;
        if best.as_ref().is_some_and(|(b, _)| least >= *b) {
            continue;
        }
        let read = header(body, bands);
        let price = read.price + least;
        if best.as_ref().is_none_or(|(b, _)| price < *b) {
            best = Some((price, Head { bands, header: Some(read) }));
        }
    }
    best.map_or(Head { bands: 0, header: None }, |(_, head)| head)
}

/// Whether a band shows that the body has begun: a value to the right of the first column, or a serial number in it.
fn holds_values(pieces: &[Piece]) -> bool {
    pieces.iter().any(|p| (p.from > 0 && p.value) || (p.from == 0 && p.to == 1 && is_serial(&p.text)))
}

/// The cells of the body, row 0 its first.
///
/// Some middles can be tiled in two ways. The cells that both ways have are certain; they tell the columns beside them
/// which way is the likelier one.
fn body_cells(body: &Body<'_>, rows: &[Range<usize>], edges: &[f32]) -> Reading {
    let mut certain: Vec<Spread> = Vec::new();
    for _ in 0..2 {
        let down = tiled(body, rows, edges, &certain, UP);
        if down.iter().all(|s| s.rows.len() < 2) {
            return Reading { cells: down, others: Vec::new() };
        }
        let up = tiled(body, rows, edges, &certain, -UP);
        certain =
            down.into_iter().filter(|s| s.rows.len() > 1 && !s.pieces.is_empty() && up.contains(s)).collect();
    }
    let cells = tiled(body, rows, edges, &certain, UP);
    let others = tiled(body, rows, edges, &certain, -UP)
        .into_iter()
        .filter(|s| !s.pieces.is_empty() && !cells.contains(s))
        .collect();
    Reading { cells, others }
}

/// The cells of a body, and those that another reading of the same middles has instead.
struct Reading {
    cells: Vec<Spread>,
    others: Vec<Spread>,
}

/// A column with two readings.
struct Doubt {
    /// The first of its texts, and the rows that it was given and could have.
    message: String,
    /// The row of the table that this text was given first.
    row: usize,
    column: usize,
    /// The rows that its texts could have instead.
    others: Vec<(Range<usize>, String)>,
}

/// What is to be said of each column with two readings.
fn doubts(read: &Reading, pieces: &[Piece], header_rows: usize) -> Vec<Doubt> {
    let mut doubts: Vec<Doubt> = Vec::new();
    for other in &read.others {
        let column = other.columns.start;
        let rows = header_rows + other.rows.start..header_rows + other.rows.end;
        let text = clean(&pieces[other.pieces[0]].text);
        if let Some(doubt) = doubts.iter_mut().find(|d| d.column == column) {
            doubt.others.push((rows, joined(other, pieces)));
            continue;
        }
        let Some(taken) = read.cells.iter().find(|s| s.pieces.first() == other.pieces.first()) else {
            continue;
        };
        let message = format!(
            "the middle of {text} fits {} as well as {}, the first was taken; so do others of its column",
            so_many(taken.rows.len()),
            so_many(other.rows.len())
        );
        let row = header_rows + taken.rows.start;
        doubts.push(Doubt { message, row, column, others: vec![(rows, joined(other, pieces))] });
    }
    doubts
}

/// Rows as they are counted.
fn so_many(rows: usize) -> String {
    if rows == 1 { "1 row".to_owned() } else { format!("{rows} rows") }
}

fn tiled(body: &Body<'_>, rows: &[Range<usize>], edges: &[f32], certain: &[Spread], up: f32) -> Vec<Spread> {
    let begin = rows.first().map_or(body.pieces.len(), |r| body.bands[r.start].start);
    // The cell that a piece over several columns was put into, told by the first of them.
    let mut home: Vec<Option<usize>> = vec![None; body.pieces.len()];
    let mut cells: Vec<Spread> = Vec::new();
    for c in 0..body.columns.len() {
        let own: Vec<usize> = (begin..body.pieces.len()).filter(|&i| body.pieces[i].covers(c)).collect();
        let elsewhere = |s: &&Spread| !s.columns.contains(&c);
        let others = Others(certain.iter().filter(elsewhere).map(|s| s.rows.clone()).collect());
        let terms = Terms { up, ..terms(body, c, &own) };
        let (mut items, mut of) = items(body, &own, &home, &cells, &[]);
        let (mut price, mut tiles) = tile(edges, &items, &others, terms);
        if body.parted == Parted::AtWalls
            && terms.merged < terms.blank
            && !is_exact(edges, &items, &tiles, body.em)
        {
            let sparse = Terms { blank: SPARSE.0, merged: SPARSE.1, ..terms };
            let (other, single) = tile(edges, &items, &others, sparse);
            let on_rows = single.iter().all(|t| t.rows.len() == 1) && tiles.iter().all(|t| t.items.len() < 2);
            if on_rows && other.is_finite() {
                (price, tiles) = (other, single);
            }
        }
        let single =
            |t: &Tile| of[t.items.start].iter().all(|&i| body.pieces[i].to - body.pieces[i].from == 1);
        if c > 0 && groups(tiles.iter().filter(|t| !t.items.is_empty() && single(t))) {
            let beside: Vec<(f32, f32)> = cells
                .iter()
                .filter(|s| s.columns.contains(&(c - 1)) && s.rows.len() > 1)
                .map(|s| (edges[s.rows.start], edges[s.rows.end]))
                .collect();
            (items, of) = self::items(body, &own, &home, &cells, &beside);
            (price, tiles) = tile(edges, &items, &others, terms);
        }
        if settled(&tiles, &items, edges, terms) {
            tiles = each_alone(&items, edges);
        }
        if !price.is_finite() {
            cells.extend(as_printed(body, rows, c, &own));
            continue;
        }
        for t in tiles {
            let printed: Vec<usize> = of[t.items.clone()].concat();
            match printed.first() {
                None => cells.push(Spread { rows: t.rows, columns: c..c + 1, pieces: printed }),
                Some(&first) if body.pieces[first].from == c => {
                    let to = printed.iter().map(|&i| body.pieces[i].to).max().unwrap_or(c + 1);
                    for &i in &printed {
                        home[i] = Some(cells.len());
                    }
                    cells.push(Spread { rows: t.rows, columns: c..to, pieces: printed });
                }
                Some(_) => {}
            }
        }
    }
    cells
}

/// Whether cells fill a column, each text in the middle of its own: chance hardly does that.
fn is_exact(edges: &[f32], items: &[Item], tiles: &[Tile], em: f32) -> bool {
    /// How far a text may be off the middle, in ems.
    const OFF: f32 = 0.3;
    tiles.iter().all(|t| {
        let texts = &items[t.items.clone()];
        let (Some(first), Some(last)) = (texts.first(), texts.last()) else { return false };
        let middle = f32::midpoint(edges[t.rows.start], edges[t.rows.end]);
        (f32::midpoint(first.top, last.bottom) - middle).abs() <= OFF * em
    })
}

/// The texts of a column as items, with the pieces of each. Full lines are hardly parted within `beside`, the merged
/// cells of the column to the left.
fn items(
    body: &Body<'_>,
    own: &[usize],
    home: &[Option<usize>],
    cells: &[Spread],
    beside: &[(f32, f32)],
) -> (Vec<Item>, Vec<Vec<usize>>) {
    let gap = body.row_gap();
    let holds_value = |band: usize| body.pieces[body.bands[band].clone()].iter().any(|p| p.value);
    let rows = (0..body.bands.len()).filter(|&b| holds_value(b)).count();
    let on_rows = own.iter().filter(|&&i| holds_value(body.pieces[i].band)).count();
    let named = on_rows as f32 >= NAMES * rows as f32;
    let c_gap = |above: &Piece, below: &Piece| below.top - above.bottom;
    let mut items: Vec<Item> = Vec::new();
    let mut of: Vec<Vec<usize>> = Vec::new();
    for (k, &i) in own.iter().enumerate() {
        let piece = &body.pieces[i];
        let (top, bottom) = (piece.top, piece.bottom);
        if let Some(cell) = home[i] {
            if k > 0 && home[own[k - 1]] == Some(cell) {
                continue;
            }
            let rows = &cells[cell].rows;
            items.push(Item {
                top,
                bottom,
                joint: 0.0,
                cut: 0.0,
                fixed: Some((rows.start, rows.end)),
                within: ANYWHERE,
            });
        } else {
            let (joint, cut) = match k.checked_sub(1).map(|k| &body.pieces[own[k]]) {
                None => (0.0, 0.0),
                Some(above) => {
                    let mut joint = body.joint(above, piece);
                    let rows = holds_value(above.band) && holds_value(piece.band);
                    if body.parted == Parted::AtWalls && rows && above.band != piece.band {
                        joint += if named { NAMED } else { TWO_ROWS };
                    }
                    if joint == 0.0 && !rows && c_gap(above, piece) < TIGHT * gap {
                        items.push(Item {
                            top,
                            bottom,
                            joint,
                            cut: OPEN,
                            fixed: None,
                            within: within(body, i),
                        });
                        of.push(vec![i]);
                        continue;
                    }
                    let rest = body.parted == Parted::AtWalls
                        && !named
                        && piece.width() <= REST * above.width()
                        && joint <= TWO_ROWS;
                    let within =
                        rest || beside.iter().any(|(t, b)| *t <= above.middle() && piece.middle() <= *b);
                    let full = if within && piece.to - piece.from == 1 { CUT } else { 0.0 };
                    (
                        joint,
                        if joint > 0.0 {
                            0.0
                        } else if is_open(&above.text) {
                            OPEN
                        } else {
                            full
                        },
                    )
                }
            };
            items.push(Item { top, bottom, joint, cut, fixed: None, within: within(body, i) });
        }
        of.push(vec![i]);
    }
    (items, of)
}

/// How far up and down a text over several columns may reach: to the next texts of any of them.
fn within(body: &Body<'_>, i: usize) -> (f32, f32) {
    let piece = &body.pieces[i];
    if piece.to - piece.from == 1 {
        return ANYWHERE;
    }
    let other = |p: &&Piece| p.meets(piece) && (p.from, p.to) != (piece.from, piece.to);
    let above = body.pieces[..i].iter().rev().find(other).map_or(ANYWHERE.0, |p| p.bottom);
    let below = body.pieces[i + 1..].iter().find(other).map_or(ANYWHERE.1, |p| p.top);
    (above, below)
}

/// Whether a column has blank cells, and all of its texts in the middle of a row: the texts are cells of one row then,
/// for columns whose cells are merged downwards have no blank ones.
fn settled(tiles: &[Tile], items: &[Item], edges: &[f32], terms: Terms) -> bool {
    let blank = tiles.iter().any(|t| t.items.is_empty());
    let merged = tiles.iter().any(|t| t.rows.len() > 1);
    let in_row = |item: &Item| {
        let middle = f32::midpoint(item.top, item.bottom);
        let row = edges.partition_point(|y| *y <= middle);
        row > 0 && row < edges.len() && {
            let off = middle - f32::midpoint(edges[row - 1], edges[row]);
            item.fixed.is_none() && off >= -terms.above && off <= terms.below
        }
    };
    let rows: Vec<usize> = items
        .iter()
        .map(|item| edges.partition_point(|y| *y <= f32::midpoint(item.top, item.bottom)))
        .collect();
    blank && merged && items.iter().all(in_row) && rows.windows(2).all(|w| w[0] < w[1])
}

/// The cells of a column of which each is in a row of its own.
fn each_alone(items: &[Item], edges: &[f32]) -> Vec<Tile> {
    let mut next = 0;
    (0..edges.len() - 1)
        .map(|r| {
            let from = next;
            let inside = |item: &&Item| f32::midpoint(item.top, item.bottom) < edges[r + 1];
            next += items[from..].iter().take_while(inside).count();
            Tile { rows: r..r + 1, items: from..next }
        })
        .collect()
}

/// Joins the texts of columns that the header does not divide with the blank cells at their right.
pub(super) fn undivided(cells: &mut Vec<Spread>, header: &[Spread], end: usize) {
    let wide = header.iter().filter(|h| h.rows.end == end && h.columns.len() > 1 && h.columns.len() < 4);
    for columns in wide.map(|h| h.columns.clone()) {
        for c in columns.start + 1..columns.end {
            let mut at = 0;
            while at < cells.len() {
                let blank = cells[at].columns.start == c && cells[at].pieces.is_empty();
                let rows = cells[at].rows.clone();
                let whole = |s: &&mut Spread| {
                    s.columns.end == c
                        && s.columns.start >= columns.start
                        && s.rows == rows
                        && !s.pieces.is_empty()
                };
                let to = cells[at].columns.end;
                match cells.iter_mut().find(whole).filter(|_| blank && to <= columns.end) {
                    Some(left) => {
                        left.columns.end = to;
                        cells.remove(at);
                    }
                    None => at += 1,
                }
            }
        }
    }
}

/// Whether the cells of a column group rows: most of its texts reach over several.
fn groups<'a>(texts: impl Iterator<Item = &'a Tile>) -> bool {
    let (mut all, mut merged) = (0, 0);
    for t in texts {
        all += 1;
        merged += usize::from(t.rows.len() > 1);
    }
    2 * merged > all
}

/// Each piece of a column in the row of its band, where the column cannot be tiled.
fn as_printed(body: &Body<'_>, rows: &[Range<usize>], column: usize, own: &[usize]) -> Vec<Spread> {
    rows.iter()
        .enumerate()
        .map(|(r, bands)| Spread {
            rows: r..r + 1,
            columns: column..column + 1,
            pieces: own
                .iter()
                .copied()
                .filter(|&i| bands.contains(&body.pieces[i].band) && body.pieces[i].from == column)
                .collect(),
        })
        .collect()
}

/// What a tiling of this column costs: values are hardly ever merged, names are.
fn terms(body: &Body<'_>, column: usize, own: &[usize]) -> Terms {
    let single: Vec<&Piece> = own.iter().map(|&i| &body.pieces[i]).filter(|p| p.to - p.from == 1).collect();
    let values = match column < 2 && counts_up(&single) {
        true => 0,
        false => single.iter().filter(|p| p.value).count(),
    };
    let of_values = values as f32 >= VALUES * single.len() as f32 && values > 0;
    let (blank, merged) = if of_values { (0.1, 1.0) } else { (0.35, 0.05) };
    let settings = body.settings;
    Terms {
        above: settings.above * body.em,
        below: settings.below * body.em,
        off: 4.0,
        near: body.near(),
        em: body.em,
        blank,
        merged,
        up: UP,
    }
}

/// Whether most of a column's texts are serial numbers, each one more than the one before.
fn counts_up(column: &[&Piece]) -> bool {
    let serials: Vec<u32> =
        column.iter().filter(|p| is_serial(&p.text)).filter_map(|p| p.text.trim().parse().ok()).collect();
    let steps = serials.windows(2).filter(|w| w[0] + 1 == w[1]).count();
    2 * serials.len() >= column.len() && 2 * steps + 1 >= serials.len()
}

fn compose(
    spreads: Vec<Spread>,
    header_rows: usize,
    heights: &[f32],
    strips: &[Strip],
    pieces: &[Piece],
    words: &[Word],
) -> Region {
    let rows = heights.len() - 1;
    let count = strips.len() + 1;
    let left = pieces.iter().map(|p| p.x0).fold(f32::INFINITY, f32::min);
    let right = pieces.iter().map(|p| p.x1).fold(f32::NEG_INFINITY, f32::max);
    let mut columns = vec![left];
    columns.extend(strips.iter().map(|s| s.middle()));
    columns.push(right);
    let place = |s: &Spread| -> At {
        let bbox = Rect::new(
            columns[s.columns.start],
            heights[s.rows.start],
            columns[s.columns.end],
            heights[s.rows.end],
        );
        let first = s.pieces.iter().flat_map(|&i| &pieces[i].words).next();
        // A blank cell of a text stands on the line of its row's first words.
        let nearest = || {
            let at = |i: &usize| (words[*i].bbox.centre_y() - bbox.centre_y()).abs();
            pieces.iter().flat_map(|p| &p.words).min_by(|a, b| at(a).total_cmp(&at(b)))
        };
        match first.or_else(nearest).map(|&i| words[i].at) {
            Some(At::Page { page, .. }) => At::Page { page, bbox },
            Some(line @ At::Line(_)) => line,
            None => At::Line(1),
        }
    };
    let mut taken = vec![false; rows * count];
    let mut printed = vec![false; pieces.len()];
    let mut cells = Vec::new();
    for spread in &spreads {
        let covered = |r: usize| spread.columns.clone().map(move |c| r * count + c);
        if spread.rows.clone().flat_map(covered).any(|i| taken[i]) {
            continue;
        }
        for i in spread.rows.clone().flat_map(|r| spread.columns.clone().map(move |c| r * count + c)) {
            taken[i] = true;
        }
        for &i in &spread.pieces {
            printed[i] = true;
        }
        cells.push(Cell {
            row: spread.rows.start,
            col: spread.columns.start,
            row_span: spread.rows.len(),
            col_span: spread.columns.len(),
            text: joined(spread, pieces),
            at: place(spread),
            printed: None,
            continues: false,
        });
    }
    for i in (0..taken.len()).filter(|&i| !taken[i]) {
        let spread =
            Spread { rows: i / count..i / count + 1, columns: i % count..i % count + 1, pieces: Vec::new() };
        let at = place(&spread);
        cells.push(Cell {
            row: i / count,
            col: i % count,
            row_span: 1,
            col_span: 1,
            text: String::new(),
            at,
            printed: None,
            continues: false,
        });
    }
    cells.sort_by_key(|c| (c.row, c.col));
    let bbox = Rect::new(left, heights[0], right, heights[rows]);
    let (pages, parts) = match cells.first().and_then(|c| c.at.page()) {
        Some(page) => (vec![page], vec![(page, bbox)]),
        None => (Vec::new(), Vec::new()),
    };
    let mut used: Vec<usize> = pieces.iter().flat_map(|p| p.words.iter().copied()).collect();
    used.sort_unstable();
    let table = Table {
        id: String::new(),
        caption: None,
        measure_note: None,
        pages,
        parts,
        header_rows,
        rows,
        columns: count,
        method: Method::Aligned,
        spans_shown: true,
        cells,
    };
    let lost = (0..pieces.len()).filter(|&i| !printed[i]);
    let findings =
        lost.filter_map(|i| Some(in_no_cell(&pieces[i], words.get(*pieces[i].words.first()?)?.at)));
    Region { table, bbox, columns, used, findings: findings.collect() }
}

/// What is to be said of a text that the reading left out.
fn in_no_cell(piece: &Piece, at: At) -> Finding {
    let message =
        format!("{} lies across the cells of its table, and is in none of them", clean(&piece.text));
    Finding::new(Code::Unaccounted, message, Place { page: at.page(), ..Place::at(at) })
}

/// The text of a cell: its lines with the breaks taken out.
fn joined(spread: &Spread, pieces: &[Piece]) -> String {
    let mut text = String::new();
    for &i in &spread.pieces {
        let line = &pieces[i].text;
        if let (Some(before), Some(after)) = (text.chars().next_back(), line.chars().next())
            && !breaks_number(before, after)
        {
            text.push(' ');
        }
        text.push_str(line);
    }
    clean(&text)
}
