//! A text beneath the heads of several columns: the measure of all of them (`(in millions)` under 2021, 2022, 2023).

use std::ops::Range;

use crate::table::aligned::columns::align::over;
use crate::table::aligned::header::{Header, Spread};
use crate::table::aligned::piece::Piece;
use crate::table::aligned::rows::Body;

/// Such a text has no more lines than this.
const MOST_LINES: usize = 3;
/// How far off the middle it may be, in ems, where no other reading has it.
const FARTHEST: f32 = 4.0;
/// What a reading with such a text may cost more than one without.
const BELIEVED: f32 = 2.0;

/// The last lines of a header that can stand beneath several heads, and the columns of the heads right above.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Beneath {
    /// How many of the header's bands are above.
    pub(crate) bands: usize,
    heads: Range<usize>,
    pieces: Vec<usize>,
}

/// The text alone on the last lines of the first `bands` bands, if columns side by side each have a head right above.
pub(super) fn beneath(body: &Body<'_>, bands: usize) -> Option<Beneath> {
    let lone = |band: &usize| body.bands[*band].len() == 1;
    let lines = (0..bands).rev().take_while(lone).count();
    let above = bands.checked_sub(lines + 1)?;
    let heads = &body.pieces[body.bands[above].clone()];
    let heads = &heads[usize::from(heads.first().is_some_and(|p| p.own.0 == 0))..];
    let columns = heads.first()?.own.0..heads.last()?.own.1;
    let each = heads.iter().enumerate().all(|(i, p)| p.own == (columns.start + i, columns.start + i + 1));
    let pieces: Vec<usize> = (above + 1..bands).flat_map(|band| body.bands[band].clone()).collect();
    let found = (1..=MOST_LINES).contains(&lines) && each && !pieces.iter().any(|&i| body.pieces[i].value);
    found.then_some(Beneath { bands: above + 1, heads: columns, pieces })
}

impl Beneath {
    /// The columns that the text is in the middle of: those of all heads, or of a group of them. Where it `must` be of some,
    /// for no other reading has it, it can be off the middle.
    fn columns(&self, above: &Header, body: &Body<'_>, must: bool) -> Option<Range<usize>> {
        let text = || self.pieces.iter().map(|&i| &body.pieces[i]);
        let near = body.settings.centred * body.em;
        let is_of = |columns: &Range<usize>| {
            let in_middle = |p: &Piece| over(p, body.columns, columns.start, columns.end) <= near;
            // Beneath the middle one of three it can be of that head alone.
            let of_all = columns.len().is_multiple_of(2)
                || text().next().is_some_and(|p| p.text.starts_with(['(', '（']))
                || text().any(|p| p.own.1 - p.own.0 > 1 || p.is_widest(body.pieces));
            columns.len() > 1 && of_all && text().all(in_middle)
        };
        let groups = above.cells.iter().map(|cell| cell.columns.clone());
        let within = groups.filter(|g| self.heads.start <= g.start && g.end <= self.heads.end);
        let all: Vec<Range<usize>> = [self.heads.clone()].into_iter().chain(within).collect();
        let holds = |g: &&Range<usize>| {
            let near = |p: &Piece| over(p, body.columns, g.start, g.end) <= FARTHEST * body.em;
            text().all(|p| g.start <= p.own.0 && p.own.1 <= g.end && near(p))
        };
        let wide = text().any(|p| p.own.1 - p.own.0 > 1);
        let least = || all.iter().filter(holds).min_by_key(|g| g.len()).filter(|_| wide && must);
        all.iter().find(|g| is_of(g)).or_else(least).cloned()
    }

    /// The header with the text as its last row, where that is as good as the header `plain` without.
    pub(crate) fn below(self, above: Header, plain: Header, body: &Body<'_>, row: f32) -> Header {
        let price = above.price + row;
        let Some(columns) = self.columns(&above, body, plain.price.is_infinite()) else { return plain };
        if !price.is_finite() || price > plain.price + BELIEVED {
            return plain;
        }
        let rows = above.bounds.len() - 1;
        let mut read = Header { price, ..above };
        let top = body.pieces[self.pieces[0]].top;
        if let (Some(end), Some(bottom)) = (read.bounds.last_mut(), plain.bounds.last()) {
            *end = top.min(*end);
            read.bounds.push(*bottom);
        }
        // Where heads stand at the bottom of several lines, the one beside them ends above the text too.
        let ends_above = |cell: &Spread| {
            self.bands > 1 && cell.pieces.len() == 1 && body.pieces[cell.pieces[0]].band + 1 == self.bands
        };
        let is_beside =
            |cell: &Spread| cell.columns.end <= columns.start || cell.columns.start >= columns.end;
        let beside = |cell: &Spread| is_beside(cell) && !ends_above(cell);
        for cell in read.cells.iter_mut().filter(|cell| cell.rows.end == rows && beside(cell)) {
            cell.rows.end += 1;
        }
        read.cells.push(Spread { rows: rows..rows + 1, columns: columns.clone(), pieces: self.pieces });
        read
    }
}
