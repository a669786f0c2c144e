//! Where the texts of a row stand: in its middle, or all at its top or at its bottom. Every way is priced, and the cheapest
//! one is taken.

use std::ops::Range;

use fenjie_model::text;

use crate::table::aligned::header::Spread;
use crate::table::aligned::piece::Piece;
use crate::table::aligned::rows::{Body, Cuts, Parted};

/// Where the texts of a row stand.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Stand {
    /// In the middle: of several rows too, where cells are merged.
    Middle,
    /// Their first lines at one height.
    Top,
    /// Their last lines at one height.
    Bottom,
}

/// So much cheaper are rows whose texts do not stand in the middle, and at most this share of the other price: Chinese
/// tables, whose cells are merged, and others.
const CHEAPER: [(f32, f32); 2] = [(1.0, 0.8), (0.5, 0.85)];

impl Body<'_> {
    /// Cuts the bands into rows, where their texts stand as is the cheapest.
    pub(crate) fn cut_as_it_stands(&mut self) -> Cuts {
        let mut best = self.cut();
        if !self.settings.is_of_page() || self.parted == Parted::AtWalls {
            return best;
        }
        let is_chinese = self.pieces.iter().any(|p| p.text.contains(text::is_chinese));
        let (less, share) = CHEAPER[usize::from(!is_chinese)];
        let most = (best.price[0] - less).min(share * best.price[0]);
        let mut stand = Stand::Middle;
        for other in [Stand::Top, Stand::Bottom] {
            self.stand = other;
            let cuts = self.cut();
            if cuts.price[0] <= most && cuts.price[0] < best.price[0] {
                (stand, best) = (other, cuts);
            }
        }
        self.stand = stand;
        best
    }

    /// How far a text that reaches from a height to another is off where it should stand in a row, in ems: above it, where
    /// that is negative.
    pub(crate) fn off(&self, (top, bottom): (f32, f32), row: (f32, f32), middle: f32) -> f32 {
        let off = match self.stand {
            Stand::Middle => f32::midpoint(top, bottom) - middle,
            Stand::Top => top - row.0,
            Stand::Bottom => bottom - row.1,
        };
        off / self.em
    }
}

/// The cells of rows whose texts stand at their top or bottom: nothing tells of cells that are merged downwards.
pub(crate) fn cells(body: &Body<'_>, rows: &[Range<usize>]) -> Vec<Spread> {
    let mut cells = Vec::new();
    for (r, bands) in rows.iter().enumerate() {
        let own = body.bands[bands.start].start..body.bands[bands.end - 1].end;
        let of = |from: usize| own.clone().filter(move |&i| body.pieces[i].from == from);
        let mut column = 0;
        while column < body.columns.len() {
            let pieces: Vec<usize> = of(column).collect();
            let to = pieces.iter().map(|&i| body.pieces[i].to).max().unwrap_or(column + 1);
            let next = (column + 1..to).find(|&c| of(c).next().is_some()).unwrap_or(to);
            if !pieces.is_empty() {
                cells.push(Spread { rows: r..r + 1, columns: column..next, pieces });
            }
            column = next;
        }
    }
    cells
}

/// The height of a row's texts together.
pub(crate) fn extent(pieces: &[Piece]) -> (f32, f32) {
    pieces.iter().fold((f32::INFINITY, f32::NEG_INFINITY), |(t, b), p| (t.min(p.top), b.max(p.bottom)))
}

#[cfg(test)]
mod tests {
    use super::super::slots::tests::check;

    #[test]
    fn rows_stand_at_their_top() {
        let texts = [
            ("Office", 0.0, 0.0),
            ("Address", 150.0, 0.0),
            ("Staff", 300.0, 0.0),
            ("Atlanta", 0.0, 20.0),
            ("574 Lake Road", 150.0, 20.0),
            ("12", 300.0, 20.0),
            ("Atlanta GA", 150.0, 32.0),
            ("Boston", 0.0, 52.0),
            ("2539 Peachtree", 150.0, 52.0),
            ("34", 300.0, 52.0),
            ("Boston MA", 150.0, 64.0),
            ("Chicago", 0.0, 84.0),
            ("3694 Lake Road", 150.0, 84.0),
            ("56", 300.0, 84.0),
            ("Chicago IL", 150.0, 96.0),
        ];
        check(
            &texts,
            &[],
            "Office Address Staff\nAtlanta 574 Lake Road Atlanta GA 12\nBoston 2539 Peachtree Boston MA 34\nChicago 3694 Lake Road Chicago IL 56",
        );
    }
}
