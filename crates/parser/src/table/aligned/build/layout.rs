//! What tells the columns of a region, and the texts in them.

use crate::deadline::Deadline;
use crate::table::aligned::Word;
use crate::table::aligned::bands::Band;
use crate::table::aligned::columns::align::Column;
use crate::table::aligned::columns::beyond::beyond;
use crate::table::aligned::columns::part::parted;
use crate::table::aligned::columns::{Strip, separators_at};
use crate::table::aligned::counted;
use crate::table::aligned::grid::{Grid, centred::on_grid, flushed::flushed, grid, grouped};
use crate::table::aligned::header::{Header, header};
use crate::table::aligned::piece::{Piece, covered, pieces};
use crate::table::aligned::rows::Body;
use crate::table::aligned::ruling::{Frame, Line};
use crate::table::aligned::settings::{Lines, Rows, Settings};

/// What tells the columns of a region.
pub(super) struct Layout {
    /// The columns in whose middle all texts stand, where they are known to the character.
    pub(super) grid: Option<Grid>,
    /// Those at whose left sides all texts begin, below so many bands of heads.
    flushed: Option<(Grid, usize)>,
    /// The gaps between the columns.
    pub(super) strips: Vec<Strip>,
}

impl Layout {
    /// Of some bands, which can go on with the columns of the region above.
    pub(super) fn of(
        bands: &[Band],
        frame: &Frame,
        words: &[Word],
        above: Option<&Grid>,
        settings: &Settings,
    ) -> Self {
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
        Self { grid, flushed, strips }
    }

    /// The bands with their texts parted where columns are.
    pub(super) fn parted(
        &self,
        bands: &[Band],
        frame: &Frame,
        words: &[Word],
        settings: &Settings,
    ) -> Vec<Band> {
        match settings.rows {
            Rows::Found => parted(bands, &self.strips, frame, words, settings),
            Rows::AtValues => counted::parted(bands, &self.strips, words),
        }
    }

    /// The texts of all bands in the columns that they cover, and the columns.
    pub(super) fn pieces(
        &self,
        bands: &[Band],
        frame: &Frame,
        words: &[Word],
        settings: &Settings,
        deadline: Deadline,
    ) -> (Vec<Piece>, Vec<Column>) {
        let (mut pieces, columns) = match &self.grid {
            Some(grid) => on_grid(bands, grid, words, settings),
            None => pieces(bands, &self.strips, words, frame.sides, settings),
        };
        if let Some((grid, first)) = &self.flushed {
            grid.lay(&mut pieces, *first);
        }
        for line in frame.partial().take_while(|_| !deadline.passed()) {
            head_of_group(&mut pieces, &self.strips, line, &frame.lines);
        }
        (pieces, columns)
    }

    /// The header of so many bands.
    pub(super) fn header(&self, body: &Body<'_>, bands: usize) -> Header {
        match (&self.grid, &self.flushed) {
            (Some(grid), _) => grouped::header(body, grid, bands),
            (None, Some((grid, first))) if bands <= *first => grouped::header(body, grid, bands),
            _ => header(body, bands),
        }
    }
}

/// A rule under the text of a head tells the columns of its group, where no other stands over it, up to the next rule.
fn head_of_group(pieces: &mut Vec<Piece>, strips: &[Strip], line: &Line, lines: &[Line]) {
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
    let above = joined(pieces, above, line);
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

/// The same texts, those of one line in the middle of a rule made one where no more than a space parts them.
fn joined(pieces: &mut Vec<Piece>, above: Vec<usize>, line: &Line) -> Vec<usize> {
    /// A space, and how far off the middle the text may be, in ems.
    const SPACE: f32 = 0.5;
    const OFF: f32 = 0.5;
    let mut left = Vec::new();
    for own in above.chunk_by(|a, b| b - a == 1 && pieces[*a].band == pieces[*b].band) {
        left.push((own[0], own.len()));
    }
    let mut gone = 0;
    left.into_iter()
        .flat_map(|(first, count)| {
            let first = first - gone;
            let own = &pieces[first..first + count];
            let (begin, end) = (&own[0], &own[count - 1]);
            let em = begin.bottom - begin.top;
            let is_one = own.windows(2).all(|pair| pair[1].x0 - pair[0].x1 <= SPACE * em)
                && (begin.x0 + end.x1 - line.x0 - line.x1).abs() <= 2.0 * OFF * em;
            if count == 1 || !is_one {
                return first..first + count;
            }
            let mut whole = Piece { x1: end.x1, to: end.to, own: (begin.own.0, end.own.1), ..begin.clone() };
            for piece in &own[1..] {
                whole.text = format!("{} {}", whole.text, piece.text);
                whole.words.extend(&piece.words);
                whole.top = whole.top.min(piece.top);
                whole.bottom = whole.bottom.max(piece.bottom);
            }
            pieces.splice(first..first + count, [whole]);
            gone += count - 1;
            first..first + 1
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_in_the_middle_of_one_rule_are_one_text() {
        let piece = |text: &str, x0: f32, x1: f32| {
            let (bottom, to, own) = (10.0, 3, (1, 3));
            Piece { x0, x1, bottom, from: 1, to, own, text: text.to_owned(), ..Piece::default() }
        };
        let check = |annual: f32, expected: &[&str]| {
            let mut pieces = vec![piece("Average", 190.0, 260.0), piece("annual", annual, annual + 60.0)];
            let line = Line { y: 26.0, x0: 190.0, x1: 325.0, drawn: true };
            let found = joined(&mut pieces, vec![0, 1], &line);
            assert_eq!(pieces.iter().map(|p| p.text.as_str()).collect::<Vec<_>>(), expected);
            assert_eq!(found, (0..pieces.len()).collect::<Vec<_>>());
        };
        check(264.0, &["Average annual"]);
        // Two heads are farther apart.
        check(270.0, &["Average", "annual"]);
    }
}
