//! Rules above a total can reach over the columns of values alone. Where a name stands on the line of the values in every
//! row, and rules part most of them, the others are parted too.

use std::ops::Range;

use crate::table::aligned::piece::Piece;
use crate::table::aligned::rows::Body;

/// So many rows with values tell it, and rules part so many of their names.
const FEWEST: usize = 4;
const SHARE: (usize, usize) = (3, 4);
/// A name stands on the line of its values within this many ems: what lies over a double rule is lifted.
const LEVEL: f32 = 0.35;

/// Parts the slots of the names between rows with values. `row` tells the row of a text, of so many.
pub(super) fn part_names(
    body: &Body<'_>,
    slots: &mut [Vec<Range<usize>>],
    row: impl Fn(&Piece) -> usize,
    rows: usize,
) {
    let Some(first) = first_of_values(body) else { return };
    let mut values: Vec<Option<f32>> = vec![None; rows];
    for piece in body.pieces.iter().filter(|piece| piece.value && piece.own.0 >= first) {
        values[row(piece)].get_or_insert(piece.middle());
    }
    let mut named = vec![false; rows];
    for name in body.pieces.iter().filter(|piece| piece.own.0 < first) {
        let own = row(name);
        let is_level = |at: f32| (name.middle() - at).abs() <= LEVEL * body.em;
        named[own] |= values[own].is_some_and(is_level);
    }
    // Years head the columns, and the number of the page can stand below them.
    let (Some(top), Some(last)) = (named.iter().position(|own| *own), named.iter().rposition(|own| *own))
    else {
        return;
    };
    values[..top].fill(None);
    values[last..].iter_mut().skip(1).for_each(|own| *own = None);
    let valued = values.iter().filter(|at| at.is_some()).count();
    let is_alone = |slot: &&Range<usize>| slot.len() == 1 && values[slot.start].is_some();
    let alone = slots.first().map_or(0, |names| names.iter().filter(is_alone).count());
    let are_named = values.iter().zip(&named).all(|(at, named)| at.is_none() || *named);
    if valued < FEWEST || !are_named || SHARE.1 * alone < SHARE.0 * valued {
        return;
    }
    for names in slots.iter_mut().take(first) {
        *names = names.iter().flat_map(|slot| parts(slot, &named)).collect();
    }
}

/// The first column of values, behind the names: no other has twice as many.
fn first_of_values(body: &Body<'_>) -> Option<usize> {
    let mut values = vec![0usize; body.columns.len()];
    for piece in body.pieces.iter().filter(|piece| piece.value) {
        values[piece.own.0] += 1;
    }
    let most = values.iter().copied().max()?;
    values.iter().position(|own| 2 * own > most).filter(|first| *first > 0)
}

/// The parts of a slot between rows that are named.
fn parts(slot: &Range<usize>, named: &[bool]) -> Vec<Range<usize>> {
    let between = (slot.start + 1..slot.end).filter(|&k| named[k - 1] && named[k]);
    let mut bounds: Vec<usize> = std::iter::once(slot.start).chain(between).collect();
    bounds.push(slot.end);
    bounds.windows(2).map(|w| w[0]..w[1]).collect()
}

#[cfg(test)]
mod tests {
    use super::super::tests::{check_rows, found_rows};

    /// Rules over all columns between rows 14 points high, but for the last one, which is over the values alone.
    fn rules(rows: u8) -> Vec<(f32, f32, f32)> {
        let whole = (0..rows).map(|k| (14.0 * f32::from(k) - 2.0, 0.0, 450.0));
        let mut rules: Vec<_> = whole.filter(|(y, ..)| *y < 14.0 * f32::from(rows - 1) - 2.0).collect();
        rules.extend([
            (14.0 * f32::from(rows - 1) - 2.0, 150.0, 450.0),
            (14.0 * f32::from(rows) - 2.0, 0.0, 450.0),
        ]);
        rules
    }

    #[test]
    fn a_rule_over_the_values_alone_parts_the_total() {
        let rows = [
            ["Item", "2020", "2021"],
            ["Online", "170", "236"],
            ["Stores", "163", "227"],
            ["Sellers", "53", "80"],
            ["Subscriptions", "19", "25"],
            ["Advertising", "12", "19"],
            ["Services", "35", "45"],
            ["Other", "45", "51"],
            ["Total", "378", "514"],
        ];
        check_rows(&rows, &rules(9));
        // A merged name, whose lines stand on those of its rows.
        let merged = |rows: &[[&str; 3]]| {
            let rules: Vec<(f32, f32, f32)> = (0u8..=5)
                .map(|k| (14.0 * f32::from(k) - 2.0, if k % 2 == 0 && k > 0 { 150.0 } else { 0.0 }, 450.0))
                .collect();
            found_rows(rows, &rules).table.cells.iter().filter(|cell| cell.row_span > 1).count()
        };
        let names = ["Item", "North", "Town", "South", "Town"];
        let rows = [0, 1, 2, 3, 4].map(|row| [names[row], rows[row][1], rows[row][2]]);
        assert_eq!(merged(&rows), 2);
    }
}
