//! Names that wrap, each beside its own values: a name that would be merged over several rows has a line level with the
//! values of each, and these have no other name.

use std::ops::Range;

use crate::table::aligned::header::Spread;
use crate::table::aligned::rows::stand::Stand;
use crate::table::aligned::rows::{Body, Cuts};

impl Body<'_> {
    /// The same rows, whose texts stand at their top or bottom, whichever is cheaper, if names were merged over rows that
    /// have each a line of them.
    pub(crate) fn with_own_names(&self, cells: &[Spread], rows: &[Range<usize>]) -> Option<(Self, Cuts)> {
        if !self.settings.is_of_page() || self.stand != Stand::Middle {
            return None;
        }
        let own = |row: &Range<usize>| row.clone().flat_map(|band| self.bands[band].clone());
        let is_named = |row: &Range<usize>| {
            let first = |band: usize| self.bands[band].clone().any(|i| self.pieces[i].from == 0);
            row.clone().any(|band| first(band) && self.holds_value(band))
                && own(row).all(|i| self.pieces[i].from == 0 || self.pieces[i].value)
        };
        let is_merged = |cell: &Spread| {
            let over = rows.get(cell.rows.clone()).unwrap_or_default();
            cell.columns == (0..1) && over.len() > 1 && cell.pieces.len() > 1 && over.iter().all(is_named)
        };
        if !cells.iter().any(is_merged) {
            return None;
        }
        let read = [Stand::Top, Stand::Bottom].map(|stand| {
            let body = Self { stand, ..*self };
            let cuts = body.cut();
            (body, cuts)
        });
        read.into_iter().min_by(|(_, a), (_, b)| a.price[0].total_cmp(&b.price[0]))
    }
}

#[cfg(test)]
mod tests {
    use super::super::slots::tests::check;

    #[test]
    fn names_that_wrap_stand_beside_their_values() {
        let row = |name: [&'static str; 2], value: [&'static str; 2], y: f32| {
            let first = [(name[0], 0.0, y), (value[0], 260.0, y), (value[1], 320.0, y)];
            first
                .into_iter()
                .chain((!name[1].is_empty()).then_some((name[1], 0.0, y + 12.0)))
                .collect::<Vec<_>>()
        };
        let texts = [
            vec![("Secretary", 0.0, -24.0), ("Votes", 250.0, -24.0), ("Share", 310.0, -24.0)],
            row(["Kris Kobach, Piper Rep", "(REP)"], ["63", "84%"], 0.0),
            row(["Jean Schodorf, Wichita", "Democratic"], ["12", "16%"], 24.0),
            row(["or write-in:", ""], ["0", "0%"], 48.0),
        ]
        .concat();
        check(
            &texts,
            &[],
            "Secretary Votes Share\nKris Kobach, Piper Rep (REP) 63 84%\nJean Schodorf, Wichita Democratic 12 16%\nor write-in: 0 0%",
        );
    }
}
