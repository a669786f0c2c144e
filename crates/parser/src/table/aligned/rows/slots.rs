//! Rules between the rows make slots: what lies in one column between two rules is one cell.
//!
//! Where a cell is merged downwards the rule is not drawn, so the rules tell how far each cell reaches down; the
//! columns and what a cell covers of them come from the text.

mod named;

use std::ops::Range;

use self::named::part_names;
use crate::table::aligned::columns::align::{Column, over};
use crate::table::aligned::content::{SERIALS, is_serial, is_total};
use crate::table::aligned::header::{Spread, header};
use crate::table::aligned::piece::Piece;
use crate::table::aligned::rows::Body;
use crate::table::aligned::ruling::Line;
use crate::table::aligned::tiling::tiled::undivided;
use fenjie_model::HashMap;

/// Rules part the rows where at most this part of the neighbours in the columns of values share a slot.
const TOGETHER: f32 = 0.05;
/// Texts farther from each other than this, in ems, are not of one cell.
const FARTHEST: f32 = 3.0;
/// Rules nearer than this are one, in ems: a row is higher.
const THINNEST: f32 = 0.7;

/// What is lower than this between two rules, in ems, and blank is no row.
const LOWEST_ROW: f32 = 1.2;

/// Cells as the rules between the rows bound them.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Slots {
    /// The heights at which the rows begin, and where the last one ends.
    pub(crate) bounds: Vec<f32>,
    /// The cells, with their pieces from the top.
    pub(crate) cells: Vec<Spread>,
    /// How many rows are the header's.
    pub(crate) header_rows: usize,
}

/// The slots of a table, if rules part its rows.
pub(crate) fn slots(body: &Body<'_>) -> Option<Slots> {
    let bounds = bounds(body)?;
    let rows = bounds.len() - 1;
    let top = body.heights.iter().map(|h| f32::midpoint(h.0, h.1)).fold(f32::INFINITY, f32::min);
    let is_shaded = !body.lines.iter().any(|line| line.drawn);
    // The first side of a shading below the heads can be that of the second row.
    if rows < 3 || is_shaded && (body.lacks_texts(&bounds) || body.lines.iter().all(|line| line.y > top)) {
        return None;
    }
    let mut runs: Vec<Vec<Range<usize>>> =
        body.columns.iter().map(|column| runs(column, &bounds, body.lines, body.em)).collect();
    let row = |p: &Piece| bounds.partition_point(|y| *y <= p.middle()).clamp(1, rows) - 1;
    part_names(body, &mut runs, row, rows);
    // The runs of a column follow each other.
    let run = |p: &Piece| {
        let (runs, row) = (&runs[p.own.0], row(p));
        runs.get(runs.partition_point(|r| r.end <= row)).cloned()
    };
    if !parted(body, run) {
        return None;
    }
    // The header ends at the first rule over all columns.
    let depth = (1..rows).find(|&k| runs.iter().all(|runs| runs.iter().any(|r| r.end == k)))?;
    // Where none is drawn below that, rules tell the header alone.
    if depth + 1 == rows {
        return None;
    }
    let top = body.pieces.iter().take_while(|p| row(p) < depth).count();
    let bands = body.bands.iter().take_while(|b| b.end <= top).count();
    let is_header = bands > 0 && !body.pieces[..top].iter().any(|p| p.value && p.own.0 > 0);
    let header = is_header.then(|| header(body, bands));
    let skipped = if is_header { depth } else { 0 };
    let deeper = header.as_ref().map_or(0, |h| h.bounds.len() - 1);
    let mut heights = header.as_ref().map_or(Vec::new(), |h| h.bounds[..deeper].to_vec());
    heights.extend(&bounds[skipped..]);
    let mut cells: Vec<Spread> = header.map_or(Vec::new(), |h| h.cells);
    let heads = cells.len();
    let mut own: HashMap<Range<usize>, Vec<usize>> = HashMap::default();
    for (i, p) in body.pieces.iter().enumerate() {
        own.entry(run(p)?).or_default().push(i);
    }
    for rows in rows_of(&runs, skipped) {
        let is_run = |runs: &Vec<Range<usize>>| {
            runs.binary_search_by_key(&rows.start, |r| r.start).is_ok_and(|k| runs[k] == rows)
        };
        let columns: Vec<bool> = runs.iter().map(is_run).collect();
        let own = own.get(&rows).map_or(&[][..], Vec::as_slice);
        cells.extend(across(body, &columns, own).into_iter().map(|(columns, pieces)| Spread {
            rows: rows.start - skipped + deeper..rows.end - skipped + deeper,
            columns,
            pieces,
        }));
    }
    let mut below = cells.split_off(heads);
    undivided(&mut below, &cells, deeper);
    cells.append(&mut below);
    Some(Slots { bounds: heights, cells, header_rows: deeper })
}

impl Body<'_> {
    /// Whether some column of texts has fewer than others, and none in one of the stripes between `bounds`: its cells can be
    /// merged, which the shadings of rows reach over.
    fn lacks_texts(&self, bounds: &[f32]) -> bool {
        let texts = |c: usize| self.pieces.iter().filter(move |p| p.own == (c, c + 1));
        let rows = (0..self.columns.len()).map(|c| texts(c).count()).max().unwrap_or(0);
        let is_blank =
            |c: usize, stripe: &[f32]| !texts(c).any(|p| stripe[0] < p.middle() && p.middle() <= stripe[1]);
        let lacks = |c: usize| texts(c).count() < rows && bounds.windows(2).any(|stripe| is_blank(c, stripe));
        (0..self.columns.len()).any(|c| lacks(c) && !texts(c).any(|p| p.value))
    }
}

/// Whether two digits are of one number, in a column too narrow for it.
fn is_broken_serial(above: &Piece, below: &Piece, em: f32) -> bool {
    let is_digit = |p: &Piece| p.text.len() == 1 && is_serial(&p.text);
    is_digit(above) && is_digit(below) && below.top - above.bottom < 0.5 * em
}

/// The different rows of slots from a row on.
fn rows_of(runs: &[Vec<Range<usize>>], from: usize) -> Vec<Range<usize>> {
    let mut all: Vec<(usize, usize)> =
        runs.iter().flatten().filter(|r| r.start >= from).map(|r| (r.start, r.end)).collect();
    all.sort_unstable();
    all.dedup();
    all.into_iter().map(|(start, end)| start..end).collect()
}

/// The cells of slots that lie over the same rows: the columns and the pieces of each.
///
/// A text that lies over several slots has them all. One off the alignment of its column has the blank ones beside it
/// that it is centred over.
fn across(body: &Body<'_>, columns: &[bool], own: &[usize]) -> Vec<(Range<usize>, Vec<usize>)> {
    let of = |i: usize| &body.pieces[i];
    let mut cells: Vec<(Range<usize>, Vec<usize>)> = Vec::new();
    let mut c = 0;
    while c < columns.len() {
        if !columns[c] {
            c += 1;
            continue;
        }
        let pieces: Vec<usize> = own.iter().copied().filter(|&i| of(i).own.0 == c).collect();
        let reach = pieces.iter().map(|&i| of(i).own.1).max().unwrap_or(c + 1);
        let others = own.iter().map(|&i| of(i).own.0).filter(|&o| o > c).min().unwrap_or(columns.len());
        let to = (c + 1..reach.min(others)).take_while(|&k| columns[k]).last().map_or(c + 1, |k| k + 1);
        cells.push((c..to, pieces));
        c = to;
    }
    let mut at = 0;
    while at < cells.len() {
        let (first, last) = widened(body, &cells, at);
        if first < at || at < last {
            let pieces = std::mem::take(&mut cells[at].1);
            cells[first] = (cells[first].0.start..cells[last].0.end, pieces);
            cells.drain(first + 1..=last);
        }
        at = first + 1;
    }
    cells
}

/// The first and the last of the blank cells around a text that it is centred over, itself included.
fn widened(body: &Body<'_>, cells: &[(Range<usize>, Vec<usize>)], at: usize) -> (usize, usize) {
    let (columns, own) = &cells[at];
    let Some(&widest) =
        own.iter().max_by(|&&a, &&b| body.pieces[a].width().total_cmp(&body.pieces[b].width()))
    else {
        return (at, at);
    };
    let piece = &body.pieces[widest];
    let blank = |k: usize, beside: usize| {
        let (left, right) = (k.min(beside), k.max(beside));
        cells[k].1.is_empty() && cells[left].0.end == cells[right].0.start
    };
    let first = (0..at).rev().take_while(|&k| blank(k, k + 1)).last().unwrap_or(at);
    let last = (at + 1..cells.len()).take_while(|&k| blank(k, k - 1)).last().unwrap_or(at);
    let reach = |a: usize, b: usize| over(piece, body.columns, cells[a].0.start, cells[b].0.end);
    let near = body.settings.centred * body.em;
    let whole = cells[first].0.start == 0 && cells[last].0.end == body.columns.len();
    if whole && body.is_section(piece) {
        // A panel knows its columns: those of the values are not that of the names.
        return if piece.panel && columns.len() > 1 { (at, at) } else { (first, last) };
    }
    // A unit of all values can stand in the middle of one of their columns.
    let is_of_values = (piece.from, piece.to) == (1, body.columns.len()) && own.len() == 1 && !piece.value;
    if whole && is_of_values && cells[first].0 == (0..1) && at > first {
        return (first + 1, last);
    }
    let nearest = (at.max(1)..=last).min_by(|&a, &b| reach(0, a).total_cmp(&reach(0, b)));
    if first == 0
        && cells[0].0.start == 0
        && is_total(&piece.text)
        && let Some(to) = nearest.filter(|&to| reach(0, to) <= near)
    {
        return (0, to);
    }
    let off = if columns.len() == 1 { body.columns[columns.start].off(piece) } else { reach(at, at) };
    if off <= body.settings.aligned * body.em || piece.value {
        return (at, at);
    }
    let mut best = (off - 0.5 * body.em, at, at);
    for a in first..=at {
        for b in at..=last {
            let off = reach(a, b);
            if off <= near && off < best.0 {
                best = (off, a, b);
            }
        }
    }
    (best.1, best.2)
}

/// The heights of the rules that lie over or under a text, with the ends of the table.
fn bounds(body: &Body<'_>) -> Option<Vec<f32>> {
    let top = body.heights.iter().map(|h| h.0).reduce(f32::min)?;
    let bottom = body.heights.iter().map(|h| h.1).reduce(f32::max)?;
    let mut found: Vec<f32> = body
        .lines
        .iter()
        .filter(|l| body.columns.iter().any(|c| l.covers(c)))
        .map(|l| l.y)
        .filter(|y| *y > top - body.em && *y < bottom + body.em)
        .collect();
    found.sort_by(f32::total_cmp);
    if found.first().is_none_or(|y| *y > top + 0.5 * body.em) {
        found.insert(0, top - body.row_gap() / 2.0);
    }
    if found.last().is_none_or(|y| *y < bottom - 0.5 * body.em) {
        found.push(bottom + body.row_gap() / 2.0);
    }
    found.dedup_by(|b, a| *b - *a < THINNEST * body.em);
    let mut middles: Vec<f32> = body.pieces.iter().map(Piece::middle).collect();
    middles.sort_by(f32::total_cmp);
    let is_blank = |top: f32, bottom: f32| {
        let next = middles.partition_point(|y| *y <= top);
        bottom - top < LOWEST_ROW * body.em && middles.get(next).is_none_or(|y| *y > bottom)
    };
    // The lines of a cell can be shaded apart from the rest of it.
    found.dedup_by(|b, a| {
        let blank = is_blank(*a, *b);
        if blank {
            *a = *b;
        }
        blank
    });
    Some(found)
}

/// The rows of each slot of a column.
fn runs(column: &Column, bounds: &[f32], lines: &[Line], em: f32) -> Vec<Range<usize>> {
    let rows = bounds.len() - 1;
    let mut walls: Vec<f32> = lines.iter().filter(|l| l.covers(column)).map(|l| l.y).collect();
    walls.sort_by(f32::total_cmp);
    let wall = |k: usize| {
        let next = walls.partition_point(|y| *y <= bounds[k] - THINNEST * em);
        walls.get(next).is_some_and(|y| *y < bounds[k] + THINNEST * em)
    };
    let mut runs = Vec::new();
    let mut from = 0;
    for k in 1..=rows {
        if k == rows || wall(k) {
            runs.push(from..k);
            from = k;
        }
    }
    runs
}

/// Whether the texts that are rows of their own, the values, stand in slots of their own.
fn parted(body: &Body<'_>, run: impl Fn(&Piece) -> Option<Range<usize>>) -> bool {
    let (mut pairs, mut together) = (0usize, 0usize);
    for c in 0..body.columns.len() {
        let own = |p: &&Piece| p.own == (c, c + 1);
        let values = body.pieces.iter().filter(own).filter(|p| p.value).count() > 1;
        let mut above: Option<&Piece> = None;
        for p in body.pieces.iter().filter(own).filter(|p| !values || p.value) {
            if let Some(above) = above.replace(p)
                && (values || p.top - above.bottom > 1.2 * body.em)
                && !(c < SERIALS && is_broken_serial(above, p, body.em))
            {
                pairs += 1;
                let shared = run(above) == run(p);
                // Rows that their shading tells apart leave no rules in a column of merged cells.
                if shared && !values && p.top - above.bottom > FARTHEST * body.em {
                    return false;
                }
                together += usize::from(shared);
            }
        }
    }
    pairs > 0 && together as f32 <= TOGETHER * pairs as f32
}

#[cfg(test)]
pub(crate) mod tests;
