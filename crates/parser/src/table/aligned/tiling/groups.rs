//! Groups of rows whose names are not in their middle: what else tells their ends in the lines of a PDF's text.
//!
//! A name in the middle of two rows is printed on the line of one of them. The first and the last group of a page can be
//! parts of groups that a break cuts. And totals over all columns that name rows part groups whatever stands in them.

use std::ops::Range;

use super::{Item, Others, Terms, Tile, tile};

/// Which cells with names on the upper or lower of their two middle lines are taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Leant {
    /// Those that leave no row without a name where others do.
    Cheaper,
    /// Those that do not cost more.
    AsCheap,
}

/// The names of a column in groups as else they would leave rows without a name.
pub(super) fn regrouped(
    tiles: Vec<Tile>,
    items: &[Item],
    edges: &[f32],
    others: &Others,
    (terms, leant): (Terms, Leant),
) -> Vec<Tile> {
    if terms.merged >= terms.blank || tiles.is_empty() {
        return tiles;
    }
    let told = between_totals(&tiles, items, others).or_else(|| equal(&tiles, items, edges));
    if let Some(told) = told {
        return told;
    }
    if leant == Leant::AsCheap || tiles.iter().any(is_blank) {
        let rows = tiles.iter().map(|t| t.rows.len()).sum::<usize>() as f32;
        let blanks = tiles.iter().filter(|t| is_blank(t)).count() as f32;
        let most = if leant == Leant::AsCheap { (terms.merged + NEAR) * rows } else { terms.blank * blanks };
        for leaning in leaning(terms) {
            let (price, leant) = tile(edges, items, others, leaning);
            if price < most && !leant.iter().any(is_blank) {
                return leant;
            }
        }
    }
    tiles
}

/// What a name costs that is off the middle of its rows.
const NEAR: f32 = 0.15;

/// Whether a cell prints nothing.
fn is_blank(tile: &Tile) -> bool {
    tile.items.is_empty()
}

/// The terms where what stands in the middle between two rows is printed on the line of the upper one, or of the lower one.
fn leaning(terms: Terms) -> [Terms; 2] {
    /// Half of the distance from row to row, in ems.
    const HALF: f32 = 1.3;
    let (half, none) = (HALF * terms.em, 0.1 * terms.em);
    /// A cell has as many rows as can be on the side where its text does not lean.
    const SIDE: f32 = 0.02;
    let terms = Terms { near: 0.0, ..terms };
    [
        Terms { above: half, below: none, up: SIDE, ..terms },
        Terms { above: none, below: half, up: -SIDE, ..terms },
    ]
}

/// The one name between two totals is that of all rows there: between totals over all columns that name rows, or up to the
/// subtotal that ends a group.
fn between_totals(tiles: &[Tile], items: &[Item], others: &Others) -> Option<Vec<Tile>> {
    let rows = tiles.last()?.rows.end;
    let over_names = |t: &&Tile| t.items.clone().any(|i| items[i].fixed.is_some());
    let totals: Vec<Range<usize>> = tiles.iter().filter(over_names).map(|t| t.rows.clone()).collect();
    let subtotals = &others.subtotals;
    let stretches: Vec<Range<usize>> = if totals.len() > 1 {
        let begins = std::iter::once(0).chain(totals.iter().map(|t| t.end));
        begins.zip(&totals).map(|(begin, total)| begin..total.start).collect()
    } else if subtotals.len() > 1 && subtotals.last() == Some(&(rows - 1)) && totals.is_empty() {
        let begins = std::iter::once(0).chain(subtotals.iter().map(|row| row + 1));
        begins.zip(subtotals).map(|(begin, row)| begin..row + 1).collect()
    } else {
        return None;
    };
    let mut found: Vec<Tile> = Vec::new();
    let mut left = tiles.iter().peekable();
    for stretch in stretches.into_iter().filter(|stretch| !stretch.is_empty()) {
        while let Some(tile) = left.next_if(|t| t.rows.end <= stretch.start) {
            found.push(tile.clone());
        }
        let mut own = Vec::new();
        while let Some(tile) = left.next_if(|t| t.rows.end <= stretch.end) {
            own.push(tile.clone());
        }
        let (first, last) = (own.first()?.rows.start, own.last()?.rows.end);
        match own.iter().filter(|t| !is_blank(t)).count() {
            0 => found.extend(own),
            1 if first == stretch.start && last == stretch.end => {
                let items = own[0].items.start..own[own.len() - 1].items.end;
                found.push(Tile { rows: stretch, items });
            }
            _ => return None,
        }
    }
    found.extend(left.cloned());
    Some(found)
}

/// Whether totals or the ends of a page tell why rows of a column of groups have no name.
pub(super) fn grouped(tiles: &[Tile], items: &[Item], edges: &[f32], others: &Others) -> bool {
    between_totals(tiles, items, others).is_some() || equal(tiles, items, edges).is_some()
}

/// Groups of one height whose names stand in their middle, where the first and the last of them may be cut by the ends of
/// the page, if names are so far from each other.
fn equal(tiles: &[Tile], items: &[Item], edges: &[f32]) -> Option<Vec<Tile>> {
    let row =
        |item: &Item| edges.partition_point(|y| *y <= f32::midpoint(item.top, item.bottom)).checked_sub(1);
    let named: Vec<usize> = items.iter().map(row).collect::<Option<_>>()?;
    let rows = edges.len().checked_sub(1)?;
    if named.len() < FEWEST || !tiles.iter().any(is_blank) || items.iter().any(|i| i.fixed.is_some()) {
        return None;
    }
    let apart: Vec<usize> = named.windows(2).map(|w| w[1] - w[0]).collect();
    let (first, last) = (apart[0], apart[apart.len() - 1]);
    let height = first.max(last);
    // The middle of two rows tells nothing.
    if height < 3 || apart[1..apart.len() - 1].iter().any(|d| *d != height) || named.last() >= Some(&rows) {
        return None;
    }
    let cut = |above: usize| Cut::of(&named, height, above, rows);
    let best = [(height - 1) / 2, height / 2].into_iter().filter_map(cut).min_by_key(|cut| cut.odd)?;
    // Names on the first rows of their groups leave what is below them blank.
    if cut(0).is_some_and(|on_top| on_top.odd <= best.odd) {
        return None;
    }
    let mut found: Vec<Tile> =
        (0..best.groups[0].start).map(|r| Tile { rows: r..r + 1, items: 0..0 }).collect();
    let end = best.groups.last()?.end;
    found.extend(best.groups.into_iter().enumerate().map(|(i, rows)| Tile { rows, items: i..i + 1 }));
    found.extend((end..rows).map(|r| Tile { rows: r..r + 1, items: items.len()..items.len() }));
    Some(found)
}

/// So many names tell the height of groups.
const FEWEST: usize = 3;

/// Rows cut into groups of one height.
struct Cut {
    groups: Vec<Range<usize>>,
    /// How much is odd at the ends: a group that is cut there, or rows without a name.
    odd: usize,
}

impl Cut {
    /// Groups with so many rows above their names, but for the first and the last one.
    fn of(named: &[usize], height: usize, above: usize, rows: usize) -> Option<Self> {
        let inner = &named[1..named.len() - 1];
        let (begin, end) = (inner[0].checked_sub(above)?, inner[inner.len() - 1] + height - above);
        if begin == 0 || end >= rows {
            return None;
        }
        let first = begin.saturating_sub(height)..begin;
        let last = end..rows.min(end + height);
        if !first.contains(&named[0]) || !last.contains(&named[named.len() - 1]) {
            return None;
        }
        let odd = 2 * usize::from(first.len() < height)
            + usize::from(first.start > 0)
            + usize::from(last.len() < height)
            + usize::from(last.end < rows);
        let inner = inner.iter().map(|name| name - above..name - above + height);
        let groups = std::iter::once(first).chain(inner).chain([last]).collect();
        Some(Self { groups, odd })
    }
}

#[cfg(test)]
mod tests {
    use super::super::ANYWHERE;
    use super::super::tests::TEXT;
    use super::*;

    const COUNTED: Terms = Terms { above: 0.6, below: 0.6, near: 0.1, ..TEXT };

    /// The groups of rows, two lines high each, with names on some of them.
    #[track_caller]
    fn check(rows: usize, names: &[usize], others: &Others, expected: &[Range<usize>]) {
        let edges: Vec<f32> = (0..=rows).map(|row| 2.0 * row as f32).collect();
        let item = |&row: &usize| {
            let top = 2.0 * row as f32 + 0.5;
            Item { top, bottom: top + 1.0, joint: 3.0, cut: 0.0, fixed: None, within: ANYWHERE }
        };
        let items: Vec<Item> = names.iter().map(item).collect();
        let (_, tiles) = tile(&edges, &items, others, COUNTED);
        let found = regrouped(tiles, &items, &edges, others, (COUNTED, Leant::Cheaper));
        assert_eq!(found.into_iter().map(|t| t.rows).collect::<Vec<_>>(), expected);
    }

    #[test]
    fn the_last_group_is_cut_by_the_end_of_the_page() {
        check(11, &[1, 4, 7, 10], &Others::default(), &[0..3, 3..6, 6..9, 9..11]);
        // The rest of a group of the page before.
        check(10, &[2, 5, 8], &Others::default(), &[0..1, 1..4, 4..7, 7..10]);
    }

    #[test]
    fn a_name_in_the_middle_of_two_rows_is_on_the_line_of_the_upper_one() {
        check(7, &[0, 2, 4, 5], &Others::default(), &[0..2, 2..4, 4..5, 5..7]);
    }

    #[test]
    fn a_group_ends_with_its_subtotal() {
        let others = Others { subtotals: vec![0, 3], ..Others::default() };
        check(4, &[2], &others, &[0..1, 1..4]);
    }
}
