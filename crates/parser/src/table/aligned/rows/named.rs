//! Names that wrap, each beside its own values: a name that would be merged over several rows has a line level with the
//! values of each, and these have no other name. What goes on in brackets is no name, and where rules close a group of rows
//! one name is of all of them.

use std::ops::Range;

use crate::table::aligned::header::Spread;
use crate::table::aligned::rows::Body;
use crate::table::aligned::rows::stand::Stand;

impl Body<'_> {
    /// The cells of some rows, in which names that would be merged over rows with a line of them each are in the row whose
    /// values they begin beside, or end beside.
    pub(crate) fn with_own_names(&self, cells: Vec<Spread>, rows: &[Range<usize>]) -> Vec<Spread> {
        if !self.settings.is_of_page() || self.stand != Stand::Middle {
            return cells;
        }
        let mut out = Vec::with_capacity(cells.len());
        for cell in cells {
            match self.names(&cell, rows) {
                Some(names) => out.extend(names),
                None => out.push(cell),
            }
        }
        out.sort_by_key(|cell| (cell.rows.start, cell.columns.start));
        out
    }

    /// The names of the rows of a cell, one for each.
    fn names(&self, cell: &Spread, rows: &[Range<usize>]) -> Option<Vec<Spread>> {
        let over = rows.get(cell.rows.clone())?;
        if cell.columns != (0..1) || over.len() < 2 || cell.pieces.len() <= over.len() || self.is_closed(over)
        {
            return None;
        }
        let valued: Vec<usize> = over.iter().map(|row| self.named(row)).collect::<Option<_>>()?;
        let bands = || cell.pieces.iter().map(|&i| self.pieces[i].band);
        let from_top = bands().min() == valued.first().copied();
        let at = |band: usize| match from_top {
            true => valued.partition_point(|row| *row <= band) - 1,
            false => valued.partition_point(|row| *row < band),
        };
        if !from_top && bands().max() != valued.last().copied() {
            return None;
        }
        let row = |k: usize| Spread {
            rows: cell.rows.start + k..cell.rows.start + k + 1,
            columns: 0..1,
            pieces: cell.pieces.iter().copied().filter(|&i| at(self.pieces[i].band) == k).collect(),
        };
        let names: Vec<Spread> = (0..over.len()).map(row).collect();
        let begins = |name: &Spread| name.pieces.first().is_some_and(|&i| begins_name(&self.pieces[i].text));
        names.iter().all(begins).then_some(names)
    }

    /// Whether rules close rows that none parts.
    fn is_closed(&self, rows: &[Range<usize>]) -> bool {
        let [first, rest @ ..] = rows else { return false };
        let end = rest.last().unwrap_or(first).end;
        self.walls[first.start]
            && self.walls.get(end).is_none_or(|wall| *wall)
            && rest.iter().all(|row| !self.walls[row.start])
    }

    /// The band of a row in which its values stand beside a line of a name, if the row holds nothing else.
    fn named(&self, row: &Range<usize>) -> Option<usize> {
        let own = |band: usize| &self.pieces[self.bands[band].clone()];
        let is_value = |band: usize| own(band).iter().all(|p| p.from == 0 || p.value);
        let mut valued = row.clone().filter(|&band| self.holds_value(band));
        let band = valued.next().filter(|&band| own(band).iter().any(|p| p.from == 0))?;
        (valued.next().is_none() && row.clone().all(is_value)).then_some(band)
    }
}

/// Whether a line can be the first one of a name.
fn begins_name(text: &str) -> bool {
    !text.starts_with(['(', '（', '[', '［', '〔', '【'])
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
