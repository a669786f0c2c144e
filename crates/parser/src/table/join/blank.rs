//! Where alignment alone tells columns, a page that prints nothing in one of them shows one fewer.

use fenjie_model::{At, Cell, Grid, Rect};

use crate::TableBlock;

/// Tables with more columns are not looked at.
const MOST_COLUMNS: usize = 64;

/// The part with a blank column for each of the table's in which it prints nothing. None where the gaps between its
/// columns do not lie in those of the table, or do so in several ways, and where it has a header of its own.
pub(super) fn with_blank_columns(table: &TableBlock, part: &TableBlock) -> Option<TableBlock> {
    let (all, own) = (table.table.columns, part.table.columns);
    let are_told = table.ends.gaps.len() + 1 == all && part.ends.gaps.len() + 1 == own;
    if !are_told || own < 2 || own >= all || all > MOST_COLUMNS || part.table.header_rows > 0 {
        return None;
    }
    let sides = (*part.columns.first()?, *part.columns.last()?);
    let places = only_places(&table.ends.gaps, &part.ends.gaps, sides)?;
    let bounds = bounds(&table.ends.gaps, sides);
    let mut found = part.clone();
    for cell in &mut found.table.cells {
        let last = places[cell.col + cell.col_span - 1];
        cell.col = places[cell.col];
        cell.col_span = last + 1 - cell.col;
    }
    let grid = part.table.grid();
    let blank: Vec<usize> = (0..all).filter(|c| !places.contains(c)).collect();
    for row in 0..part.table.rows {
        let At::Page { page, bbox } = lowest_of(&grid, row, own)?.at else { return None };
        for &col in &blank {
            // A cell that lies over both columns beside the blank one lies over it too.
            let right = places.partition_point(|place| *place < col);
            if (1..own).contains(&right) && grid.cell(row, right - 1) == grid.cell(row, right) {
                continue;
            }
            let bbox = Rect::new(bounds[col], bbox.top, bounds[col + 1], bbox.bottom);
            found.table.cells.push(Cell::new(row, col, "", At::Page { page, bbox }));
        }
    }
    found.table.cells.sort_by_key(|cell| (cell.row, cell.col));
    found.table.columns = all;
    found.columns = bounds;
    found.ends.gaps = table.ends.gaps.clone();
    for known in [
        &mut found.ends.open_above,
        &mut found.ends.open_below,
        &mut found.ends.full,
        &mut found.ends.no_room,
    ] {
        known.clear();
    }
    found.ends.raised.clear();
    Some(found)
}

/// The lowest cell of a row, which tells its height.
fn lowest_of<'a>(grid: &Grid<'a>, row: usize, columns: usize) -> Option<&'a Cell> {
    (0..columns).filter_map(|col| grid.cell(row, col)).min_by_key(|cell| cell.row_span)
}

/// The boundaries of columns: the middles of the gaps between them, and the sides.
fn bounds(gaps: &[(f32, f32)], (left, right): (f32, f32)) -> Vec<f32> {
    let inner = gaps.iter().map(|gap| f32::midpoint(gap.0, gap.1));
    let outer = gaps.last().map_or(right, |gap| gap.1.max(right));
    [left].into_iter().chain(inner).chain([outer]).collect()
}

/// The column of the table that each column of the part is, where that is certain. The gap between two columns of the
/// part lies in both gaps of the table at its sides, and no text of the part in a gap beside its outer columns.
fn only_places(table: &[(f32, f32)], part: &[(f32, f32)], sides: (f32, f32)) -> Option<Vec<usize>> {
    let (all, own) = (table.len() + 1, part.len() + 1);
    let meet = |a: (f32, f32), b: (f32, f32)| a.0.max(b.0) <= a.1.min(b.1);
    let begins = |c: usize| c == 0 || sides.0 >= table[c - 1].0;
    let ends = |c: usize| c + 1 == all || sides.1 <= table[c].1;
    // The ways to place the columns from each on, the first of them at some column of the table; and the next one's
    // place.
    let mut ways = vec![vec![0u32; all]; own];
    let mut next = vec![vec![0usize; all]; own];
    for j in (0..own).rev() {
        for c in 0..all {
            if j + 1 == own {
                ways[j][c] = u32::from(ends(c));
                continue;
            }
            let fits = |d: usize| meet(part[j], table[c]) && meet(part[j], table[d - 1]);
            for d in (c + 1..all).filter(|d| fits(*d)) {
                if ways[j + 1][d] > 0 {
                    next[j][c] = d;
                }
                ways[j][c] = ways[j][c].saturating_add(ways[j + 1][d]);
            }
        }
    }
    let firsts: Vec<usize> = (0..all).filter(|c| begins(*c) && ways[0][*c] > 0).collect();
    let &[first] = firsts.as_slice() else { return None };
    if ways[0][first] > 1 {
        return None;
    }
    let mut places = vec![first];
    for next in &next[..own - 1] {
        places.push(next[places[places.len() - 1]]);
    }
    Some(places)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_part_gets_its_blank_columns() {
        let block = |rows: &str, gaps: &[(f32, f32)], columns: &[f32]| {
            let mut table = crate::table::tests::table(rows);
            for cell in &mut table.cells {
                let top = 10.0 * cell.row as f32;
                cell.at = At::Page { page: 1, bbox: Rect::new(0.0, top, 5.0, top + 10.0) };
            }
            let ends = Box::new(crate::Ends { gaps: gaps.to_vec(), ..crate::Ends::default() });
            let (columns, bbox) = (columns.to_vec(), Rect::default());
            TableBlock { table, count: 0, columns, bbox, continuation: false, ends }
        };
        let gaps = [(20.0, 40.0), (60.0, 80.0), (100.0, 120.0)];
        let table = block("号 名 量 注\n1 甲 2 增", &gaps, &[0.0, 30.0, 70.0, 110.0, 150.0]);
        let mut part = block("2 乙\n丙县 <", &[(25.0, 75.0)], &[0.0, 50.0, 95.0]);
        part.table.header_rows = 0;
        let found = with_blank_columns(&table, &part).expect("it lies in the table's gaps");
        let cells: Vec<_> =
            found.table.cells.iter().map(|c| (c.row, c.col, c.col_span, c.text.as_str())).collect();
        assert_eq!(
            cells,
            [(0, 0, 1, "2"), (0, 1, 1, ""), (0, 2, 1, "乙"), (0, 3, 1, ""), (1, 0, 3, "丙县"), (1, 3, 1, "")]
        );
    }

    #[test]
    fn the_places_of_columns() {
        let table = [(20.0, 40.0), (60.0, 80.0), (100.0, 120.0)];
        let check = |part: &[(f32, f32)], sides: (f32, f32), expected: Option<&[usize]>| {
            assert_eq!(only_places(&table, part, sides).as_deref(), expected);
        };
        // The last column, one within and the first one are blank.
        check(&[(25.0, 45.0), (55.0, 80.0)], (0.0, 95.0), Some(&[0, 1, 2]));
        check(&[(25.0, 45.0), (55.0, 130.0)], (0.0, 150.0), Some(&[0, 1, 3]));
        check(&[(65.0, 75.0), (90.0, 110.0)], (45.0, 150.0), Some(&[1, 2, 3]));
        // A text stands across a boundary of the table.
        check(&[(25.0, 45.0), (85.0, 95.0)], (0.0, 150.0), None);
    }
}
