//! A region's bands become a table: header and body cells put together.

mod layout;
mod walls;

use std::ops::Range;

use fenjie_model::{Finding, Method, Table};

use self::layout::Layout;
use self::walls::{Walls, walls};
use super::bands::Band;
use super::columns::repeated;
use super::compose::compose;
use super::counted;
use super::doubt::{broken_heads, crowded_heads, doubts, lines_or_rows, no_groups, other_end};
use super::grid::{Grid, wraps};
use super::header::Header;
use super::header::head::{FARTHEST, Head, are_rows, head, tree};
use super::panel;
use super::piece::{Piece, typical};
use super::rows::bounds::bounds as row_bounds;
use super::rows::indents::are_flush;
use super::rows::labels::labels;
use super::rows::numbered::numbered;
use super::rows::pitch::pitch;
use super::rows::slots::{Slots, slots};
use super::rows::stand::{self, Stand};
use super::rows::{Body, Cuts, Parted};
use super::ruling::{Frame, Line, stripes};
use super::settings::Rows;
use super::tiling::tiled::{Reading, body_cells, undivided};
use super::{Bounds, Region, Settings, Unread, Word};

/// A header at a higher price has texts that are in the middle of nothing, or breaks that nothing asks for.
const STRAINED: f32 = 3.0;
/// Likewise for each row.
const STRAINED_ROW: f32 = 1.5;
/// Values stand in one band of so many at least, where they stand in many.
const FEW: usize = 3;

/// The table of a region's bands, if they are one. It can go on with that of the region above, whose columns are `above`
/// where they are known to the character.
///
/// # Errors
///
/// Where the bounds do not allow it.
pub(super) fn table(
    bands: &[Band],
    frame: &Frame,
    words: &[Word],
    above: Option<&Grid>,
    settings: &Settings,
    bounds: Bounds,
) -> Result<Option<Region>, Unread> {
    let layout = Layout::of(bands, frame, words, above, settings);
    if layout.strips.is_empty() || bands.len() < 2 {
        return Ok(None);
    }
    let parted = layout.parted(bands, frame, words, settings);
    let bands = parted.as_slice();
    let (mut pieces, columns) = layout.pieces(bands, frame, words, settings, bounds.deadline);
    let Some(em) = typical(bands.iter().map(|b| b.size)) else { return Ok(None) };
    if settings.is_of_page() {
        repeated::group(&mut pieces);
        panel::join(&mut pieces, &columns, words, frame.sides, em, settings.aligned * em);
    }
    let by_band = by_band(&pieces, bands.len());
    let heights: Vec<(f32, f32)> = bands.iter().map(|b| (b.top, b.bottom)).collect();
    let valued = counted::rows(bands, words);
    let Walls { walls, closed, parted } = walls(frame, bands, &pieces, &valued, settings);
    let stripes = stripes::lines(frame, bands, words);
    let numbered = numbered(&pieces, bands.len(), settings);
    let labels = labels(&pieces, &by_band, em, settings);
    let mut body = Body {
        pieces: &pieces,
        bands: &by_band,
        heights: &heights,
        columns: &columns,
        walls: &walls,
        closed: &closed,
        parted,
        lines: &stripes,
        em,
        line: pitch(&pieces, &by_band, em, settings),
        exact: layout.grid.is_some(),
        numbered: &numbered,
        labels: &labels,
        flush: are_flush(&pieces, em),
        stand: Stand::Middle,
        valued: FEW * by_band.iter().filter(|own| pieces[(*own).clone()].iter().any(|p| p.value)).count()
            >= bands.len(),
        settings,
        deadline: bounds.deadline,
    };

    let listed = body.listed();
    let ruled: Vec<Line> = stripes.iter().chain(listed.iter().flat_map(|l| &l.lines)).copied().collect();
    body.lines = &ruled;
    let labelled: Vec<Line> = ruled.iter().copied().chain(body.below_labels()).collect();
    let mut found = slots(&body);
    if found.is_some() && labelled.len() > ruled.len() {
        body.lines = &labelled;
        found = slots(&body).or(found);
    }
    if let Some(Slots { bounds, cells, header_rows }) = found {
        let mut region = compose(cells, header_rows, &bounds, &layout.strips, &pieces, words);
        region.table.method = Method::PartlyRuled;
        region.findings.extend(listed.and_then(|listed| lines_or_rows(&body, &listed, &region.table)));
        return Ok(Some(region));
    }
    body.lines = &stripes;
    let cuts = if body.exact { wraps::cuts(&body) } else { body.cut_as_it_stands() };
    if bounds.deadline.passed() {
        return Err(Unread::Late);
    }
    let head = match frame.header_end(bands).filter(|b| *b <= FARTHEST) {
        _ if parted == Parted::AtWalls => tree(&body, &valued),
        // The first rule can stand over the total.
        Some(bands) if !are_rows(&body, bands) => {
            Head { bands, header: Some(super::header::header(&body, bands)) }
        }
        _ => head(&body, &cuts, |bands| layout.header(&body, bands)),
    };
    let mut region = put_together(&body, &cuts, head, &layout, words, bounds)?;
    if frame.sides.is_some() {
        region.table.method = Method::PartlyRuled;
    }
    region.grid = layout.grid;
    Ok(Some(region))
}

/// The table of a head and the rows below it, as the bands were cut.
fn put_together(
    body: &Body<'_>,
    cuts: &Cuts,
    head: Head,
    layout: &Layout,
    words: &[Word],
    bounds: Bounds,
) -> Result<Region, Unread> {
    let columns = body.columns.len();
    let rows = cuts.rows(head.bands);
    if rows.len().saturating_mul(columns) > bounds.cells {
        return Err(Unread::TooLarge { rows: rows.len(), columns });
    }
    let edges = row_bounds(&rows, body);
    let mut read = match body.stand {
        Stand::Middle => body_cells(body, &rows, &edges),
        Stand::Top | Stand::Bottom => Reading { cells: stand::cells(body, &rows), others: Vec::new() },
    };
    read.cells = body.with_own_names(read.cells, &rows);
    if bounds.deadline.passed() {
        return Err(Unread::Late);
    }
    let price = head.header.as_ref().map_or(0.0, |header| header.price);
    let strained = price > STRAINED || cuts.price[head.bands] > STRAINED_ROW * rows.len() as f32;
    let header = head.header.unwrap_or_default();
    let skipped = header.rows();
    undivided(&mut read.cells, &header.cells, skipped);
    let edges = read.without_bare_rows(edges, columns, |row| body.walls[rows[row].start]);
    let doubts = doubts(&read, body.pieces, skipped);
    let below = read.cells.into_iter().map(|mut spread| {
        spread.rows = spread.rows.start + skipped..spread.rows.end + skipped;
        spread
    });
    let spreads = header.cells.iter().cloned().chain(below).collect();
    let heights = heights(&header.bounds, &edges);
    let mut region = compose(spreads, skipped, &heights, &layout.strips, body.pieces, words);
    region.centred = layout.grid.is_some() && !strained;
    region.stands = body.stand != Stand::Middle;
    region.findings.extend(doubts.into_iter().filter_map(|doubt| doubt.finding(&region.table)));
    region.findings.extend(uncertain(body, cuts, (head.bands, &header), &rows, &region.table));
    Ok(region)
}

/// The heights at which the rows of head and body begin, and where the last one ends: one lies between the two.
fn heights(head: &[f32], body: &[f32]) -> Vec<f32> {
    let mut heights = head.to_vec();
    match (heights.last_mut(), body.first()) {
        (Some(last), Some(first)) => {
            *last = f32::midpoint(*last, *first);
            heights.extend(&body[1..]);
        }
        _ => heights.extend(body),
    }
    heights
}

/// What is to be said of the head, which has so many bands, and of the rows below it.
fn uncertain(
    body: &Body<'_>,
    cuts: &Cuts,
    (bands, header): (usize, &Header),
    rows: &[Range<usize>],
    table: &Table,
) -> Vec<Finding> {
    let mut findings = Vec::new();
    if !header.price.is_finite() {
        findings.extend(no_groups(table));
    }
    if body.settings.rows == Rows::AtValues {
        findings.extend(crowded_heads(body, &header.cells, header.rows(), table));
    }
    if body.exact {
        findings.extend(broken_heads(body, &header.cells, table));
        findings.extend(cuts.doubtful(bands).and_then(|doubt| {
            let row = rows.iter().position(|row| row.start == doubt.0.start)?;
            other_end(body, doubt, header.rows() + row, table)
        }));
    }
    findings
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
