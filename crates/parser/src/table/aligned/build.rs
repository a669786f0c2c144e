//! A region's bands become a table: header and body cells put together.

use std::ops::Range;

use fenjie_model::Method;

use super::bands::Band;
use super::columns::beyond::beyond;
use super::columns::part::parted;
use super::columns::repeated;
use super::columns::{Strip, separators_at};
use super::compose::compose;
use super::doubt::{broken_heads, crowded_heads, doubts, no_groups, other_end};
use super::grid::{Grid, grid};
use super::grid::{centred::on_grid, flushed::flushed, grouped, wraps};
use super::header::head::{FARTHEST, Head, are_rows, head, tree};
use super::header::header;
use super::panel;
use super::piece::{Piece, covered, pieces, typical};
use super::rows::bounds::bounds as row_bounds;
use super::rows::indents::are_flush;
use super::rows::labels::labels;
use super::rows::numbered::numbered;
use super::rows::pitch::pitch;
use super::rows::slots::{Slots, slots};
use super::rows::stand::{self, Stand};
use super::rows::{Body, Parted};

use super::ruling::{Frame, Line, stripes};
use super::settings::{Lines, Rows};
use super::tiling::tiled::{Reading, body_cells, undivided};
use super::{Bounds, Region, Settings, Unread, Word, counted};

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
    let grid = match settings.lines {
        Lines::Grid => above
            .filter(|above| above.goes_on(bands, words))
            .cloned()
            .or_else(|| grid(bands).filter(|grid| !grid.is_missed(bands, words))),
        Lines::Measured => None,
    };
    let flushed = match (settings.lines, settings.rows, &grid) {
        (Lines::Grid, Rows::Found, None) => flushed(bands, words),
        _ => None,
    };
    let strips = match (grid.as_ref().or(flushed.as_ref().map(|(grid, _)| grid)), settings.rows) {
        (Some(grid), _) => grid.strips(),
        (None, Rows::Found) => {
            let mut strips = separators_at(bands, &frame.ends());
            let right = strips.last().map_or(f32::INFINITY, |s| s.x1);
            strips.extend(beyond(bands, words).filter(|s| s.x0 > right));
            strips
        }
        (None, Rows::AtValues) => counted::strips(bands, words),
    };
    if strips.is_empty() || bands.len() < 2 {
        return Ok(None);
    }
    let parted = match settings.rows {
        Rows::Found => parted(bands, &strips, frame, words, settings),
        Rows::AtValues => counted::parted(bands, &strips, words),
    };
    let bands = parted.as_slice();
    let (mut pieces, columns) = match &grid {
        Some(grid) => on_grid(bands, grid, words, settings),
        None => pieces(bands, &strips, words, frame.sides, settings),
    };
    if let Some((grid, first)) = &flushed {
        grid.lay(&mut pieces, *first);
    }
    for line in frame.partial().take_while(|_| !bounds.deadline.passed()) {
        head_of_group(&mut pieces, &strips, line, &frame.lines);
    }
    let Some(em) = typical(bands.iter().map(|b| b.size)) else { return Ok(None) };
    if settings.is_of_page() {
        repeated::group(&mut pieces);
        panel::join(&mut pieces, &columns, words, em, settings.aligned * em);
    }
    let by_band = by_band(&pieces, bands.len());
    let heights: Vec<(f32, f32)> = bands.iter().map(|b| (b.top, b.bottom)).collect();
    let rows = counted::rows(bands, words);
    let (mut walls, parted) = match (settings.rows, frame.parts_rows(bands)) {
        (Rows::AtValues, _) if rows.contains(&true) => (counted::walls(&rows), Parted::AtWalls),
        (_, true) => (frame.walls(bands), Parted::ByRules),
        (_, false) => (frame.walls(bands), Parted::ByText),
    };
    let mut closed = frame.closed(bands);
    for panel in pieces.iter().filter(|p| p.panel) {
        for band in (panel.band.max(1)..bands.len()).take(2) {
            walls[band] = true;
            closed[band].get_or_insert(f32::midpoint(bands[band - 1].bottom, bands[band].top));
        }
    }
    let lines = stripes::lines(frame, bands, words);
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
        lines: &lines,
        em,
        line: pitch(&pieces, &by_band, em, settings),
        exact: grid.is_some(),
        numbered: &numbered,
        labels: &labels,
        flush: are_flush(&pieces, em),
        stand: Stand::Middle,
        valued: FEW * by_band.iter().filter(|own| pieces[(*own).clone()].iter().any(|p| p.value)).count()
            >= bands.len(),
        settings,
        deadline: bounds.deadline,
    };

    if let Some(Slots { bounds, cells, header_rows }) = slots(&body) {
        let mut region = compose(cells, header_rows, &bounds, &strips, &pieces, words);
        region.table.method = Method::PartlyRuled;
        return Ok(Some(region));
    }
    let cuts = if body.exact { wraps::cuts(&body) } else { body.cut_as_it_stands() };
    if bounds.deadline.passed() {
        return Err(Unread::Late);
    }
    let head = match frame.header_end(bands).filter(|b| *b <= FARTHEST) {
        _ if parted == Parted::AtWalls => tree(&body, &rows),
        // The first rule can stand over the total.
        Some(bands) if !are_rows(&body, bands) => Head { bands, header: Some(header(&body, bands)) },
        _ => head(&body, &cuts, |bands| match (&grid, &flushed) {
            (Some(grid), _) => grouped::header(&body, grid, bands),
            (None, Some((grid, first))) if bands <= *first => grouped::header(&body, grid, bands),
            _ => header(&body, bands),
        }),
    };
    let rows = cuts.rows(head.bands);
    if rows.len().saturating_mul(columns.len()) > bounds.cells {
        return Err(Unread::TooLarge { rows: rows.len(), columns: columns.len() });
    }
    let in_groups = head.header.as_ref().is_none_or(|header| header.price.is_finite());
    let strained = head.header.as_ref().is_some_and(|header| header.price > STRAINED)
        || cuts.price[head.bands] > STRAINED_ROW * rows.len() as f32;
    let edges = row_bounds(&rows, &body);
    let skipped = head.header.as_ref().map_or(0, |h| h.bounds.len() - 1);
    let heads = head.header.as_ref().map_or(Vec::new(), |h| h.cells.clone());
    let mut spreads = heads.clone();
    let mut read = match body.stand {
        Stand::Middle => body_cells(&body, &rows, &edges),
        Stand::Top | Stand::Bottom => Reading { cells: stand::cells(&body, &rows), others: Vec::new() },
    };
    if bounds.deadline.passed() {
        return Err(Unread::Late);
    }
    undivided(&mut read.cells, &spreads, skipped);
    let edges = read.without_bare_rows(edges, columns.len(), |row| walls[rows[row].start]);
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
    region.centred = grid.is_some() && !strained;
    region.stands = body.stand != Stand::Middle;
    region.findings.extend(doubts.into_iter().filter_map(|doubt| doubt.finding(&region.table)));
    if !in_groups {
        region.findings.extend(no_groups(&region.table));
    }
    if settings.rows == Rows::AtValues {
        region.findings.extend(crowded_heads(&body, &heads, skipped, &region.table));
    }
    if body.exact {
        region.findings.extend(broken_heads(&body, &heads, &region.table));
        region.findings.extend(cuts.doubtful(head.bands).and_then(|doubt| {
            let row = rows.iter().position(|row| row.start == doubt.0.start)?;
            other_end(&body, doubt, skipped + row, &region.table)
        }));
    }
    if frame.sides.is_some() {
        region.table.method = Method::PartlyRuled;
    }
    region.grid = grid;
    Ok(Some(region))
}

/// A rule under the text of a head tells the columns of its group, where no other stands over it, up to the next rule.
fn head_of_group(pieces: &mut [Piece], strips: &[Strip], line: &Line, lines: &[Line]) {
    /// A rule ends within this many points of its column's text.
    const SLIP: f32 = 3.0;
    let (from, to) = covered(strips, line.x0 + SLIP, line.x1 - SLIP);
    let higher =
        lines.iter().filter(|other| other.y < line.y - SLIP && other.x0 < line.x1 && other.x1 > line.x0);
    let ceiling = higher.map(|other| other.y).reduce(f32::max);
    let over = |p: &Piece| {
        let em = p.bottom - p.top;
        let gap = line.y - p.bottom;
        let is_within = ceiling.map_or(gap < 1.5 * em, |y| p.middle() > y);
        gap >= -0.3 * em && is_within && p.centre() >= line.x0 && p.centre() <= line.x1
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
            pieces[i].grouped = true;
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
