//! The texts of a column become cells that tile its rows.
//!
//! A merged cell's text is printed at its middle, so the middles tell how far each cell reaches: the cells of a column
//! follow each other without gap or overlap, and each lies around its text.

mod bare;
mod groups;
mod halves;
mod items;
mod kinds;
mod prices;
pub(super) mod tiled;

use std::ops::Range;

use self::prices::{Others, Priced, Terms};

/// A text of a column: lines that may belong together.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Item {
    /// The upper end.
    pub(super) top: f32,
    /// The lower end.
    pub(super) bottom: f32,
    /// The price of taking it for one cell with the item before it.
    pub(super) joint: f32,
    /// The price of putting it into another cell than the item before it.
    pub(super) cut: f32,
    /// The rows that it covers, where they are known already.
    pub(super) fixed: Option<(usize, usize)>,
    /// Its cell reaches no farther up and down than this: other columns that it covers hold other texts there.
    pub(super) within: (f32, f32),
}

/// A cell: the rows that it covers, and the items that it prints.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Tile {
    /// Its rows.
    pub(super) rows: Range<usize>,
    /// Its items, none for a blank cell.
    pub(super) items: Range<usize>,
}

/// Texts that cost more than this together are no cell.
const HOPELESS: f32 = 6.5;
/// For a text that nothing keeps from reaching up and down.
pub(super) const ANYWHERE: (f32, f32) = (f32::NEG_INFINITY, f32::INFINITY);
/// The most lines in one cell.
const MOST_LINES: usize = 24;

/// The cheapest tiling of rows by the items of one column, with its price: infinite where there is none, or where it
/// would take too long to find. `bounds` has the heights at which the rows begin, and where the last one ends.
pub(super) fn tile(bounds: &[f32], items: &[Item], others: &Others, terms: Terms) -> (f32, Vec<Tile>) {
    let rows = bounds.len().saturating_sub(1);
    if let Some(plain) = plain(bounds, items, terms) {
        return plain;
    }
    let width = items.len() + 1;
    if rows.saturating_mul(width) > terms.pairs {
        return (f32::INFINITY, Vec::new());
    }
    let best = vec![Step::NONE; (rows + 1) * width];
    Tiling { bounds, items, terms, priced: Priced::new(others), rows, width, best }.cheapest()
}

/// The tilings of the last rows of a column by its last items, from the shortest to the whole one.
struct Tiling<'a> {
    bounds: &'a [f32],
    items: &'a [Item],
    terms: Terms,
    priced: Priced<'a>,
    rows: usize,
    /// How many numbers of items a tiling can begin with, none left among them.
    width: usize,
    /// The first cell of the cheapest tiling from each row and item on, row by row.
    best: Vec<Step>,
}

/// The first cell of a tiling: what it costs with all below it, and the row and the item behind it.
#[derive(Clone, Copy)]
struct Step {
    price: f32,
    row: usize,
    item: usize,
}

impl Step {
    const NONE: Self = Self { price: f32::INFINITY, row: 0, item: 0 };
}

impl Tiling<'_> {
    /// The cheapest tiling of all rows by all items, with its price.
    fn cheapest(mut self) -> (f32, Vec<Tile>) {
        self.best[self.rows * self.width + self.items.len()].price = 0.0;
        for row in (0..self.rows).rev() {
            let closed = &self.priced.others.closed;
            let lowest_end =
                closed.get(closed.partition_point(|c| *c <= row)).map_or(self.rows, |c| (*c).min(self.rows));
            for item in (0..self.width).rev() {
                self.best[row * self.width + item] = self.first(row, item, lowest_end);
            }
        }
        self.tiles()
    }

    /// The first cell of the cheapest tiling from a row and an item on. It ends before the next rule.
    fn first(&mut self, row: usize, item: usize, lowest_end: usize) -> Step {
        let mut found = Step::NONE;
        // A group that the page cuts rather has its name before the break than behind it.
        let after = if item == self.items.len() && item > 0 { 0.5 * self.terms.up } else { 0.0 };
        self.consider(&mut found, self.terms.blank + after, row + 1, item);
        let mut joints = 0.0;
        for end in item + 1..=self.items.len().min(item + MOST_LINES) {
            if end > item + 1 {
                joints += self.items[end - 1].joint;
                if joints > HOPELESS || self.is_parted(&self.items[end - 2], &self.items[end - 1]) {
                    break;
                }
            }
            if let Some((from, to)) = self.items[item].fixed {
                if from == row && end == item + 1 && to > row && to <= lowest_end {
                    self.consider(&mut found, 0.0, to, end);
                }
                break;
            }
            if self.items[end - 1].fixed.is_some() {
                break;
            }
            let cut = self.items.get(end).map_or(0.0, |next| next.cut);
            self.around(&mut found, row, item..end, joints + cut, lowest_end);
        }
        found
    }

    /// Looks at the cells around some items that begin at a row; `own` is what it costs to have these in one.
    fn around(&mut self, found: &mut Step, row: usize, items: Range<usize>, own: f32, lowest_end: usize) {
        let Self { bounds, terms, .. } = *self;
        let texts = &self.items[items.clone()];
        let (top, bottom) = (texts[0].top, texts[texts.len() - 1].bottom);
        let middle = f32::midpoint(top, bottom);
        let (highest, lowest) = texts
            .iter()
            .fold((f32::NEG_INFINITY, f32::INFINITY), |(a, b), it| (a.max(it.within.0), b.min(it.within.1)));
        // Only ends that put the middle of the cell near the text are worth a look, or the nearest one.
        let near = 2.0 * (middle - terms.below - 2.0 * terms.em) - bounds[row];
        let first = bounds.partition_point(|b| *b < near).clamp(row + 1, lowest_end);
        let rows_above = bounds.partition_point(|b| *b <= top + 0.1 * terms.em);
        for end in first..=lowest_end {
            if end > row + 1 && (bounds[end - 1] >= lowest || bounds[row + 1] <= highest) {
                continue;
            }
            if terms.whole && bottom - top > bounds[end] - bounds[row] + 0.1 * terms.em {
                continue;
            }
            let cell = f32::midpoint(bounds[row], bounds[end]);
            let merged = terms.merged * (end - row - 1) as f32;
            // Of two readings a cell rather reaches down from its text than up.
            let above = terms.up * rows_above.min(end).saturating_sub(row + 1) as f32;
            let beside = if end - row > 1 { self.priced.of(row, end) } else { 0.0 };
            self.consider(found, own + merged + above + beside + terms.misfit(middle - cell), end, items.end);
            // Farther down the text is only more off, once it stands above the cell's middle.
            if cell - middle > terms.above + 2.0 * terms.em {
                break;
            }
        }
    }

    /// Takes a cell that ends before a row and an item, where it is cheaper with the tiling from there on.
    fn consider(&self, found: &mut Step, own: f32, row: usize, item: usize) {
        let price = own + self.best[row * self.width + item].price;
        if price < found.price {
            *found = Step { price, row, item };
        }
    }

    /// Whether a rule parts two items.
    fn is_parted(&self, upper: &Item, lower: &Item) -> bool {
        let height = |item: &Item| f32::midpoint(item.top, item.bottom);
        let closed = &self.priced.others.closed;
        let at = |c: usize| self.bounds[c.min(self.rows)];
        let below = closed.partition_point(|&c| at(c) <= height(upper));
        closed.get(below).is_some_and(|&c| at(c) < height(lower))
    }

    /// The cells of the cheapest tiling, one below the other.
    fn tiles(&self) -> (f32, Vec<Tile>) {
        let mut tiles = Vec::new();
        let (mut row, mut item) = (0, 0);
        let price = self.best[0].price;
        while row < self.rows && price.is_finite() {
            let next = self.best[row * self.width + item];
            tiles.push(Tile { rows: row..next.row, items: item..next.item });
            (row, item) = (next.row, next.item);
        }
        (price, tiles)
    }
}

/// The tiling of a column without merged cells, where that is plain: each text in the middle of a row of its own, and
/// all rows filled, or blank cells cheaper than merged ones.
fn plain(bounds: &[f32], items: &[Item], terms: Terms) -> Option<(f32, Vec<Tile>)> {
    let rows = bounds.len().saturating_sub(1);
    if items.len() != rows && terms.merged <= terms.blank {
        return None;
    }
    let mut tiles = Vec::with_capacity(rows);
    let mut price = 0.0;
    let mut next = 0;
    for r in 0..rows {
        let item = items.get(next).filter(|it| f32::midpoint(it.top, it.bottom) < bounds[r + 1]);
        match item {
            None => {
                price += terms.blank;
                tiles.push(Tile { rows: r..r + 1, items: next..next });
            }
            Some(it) => {
                let off = f32::midpoint(it.top, it.bottom) - f32::midpoint(bounds[r], bounds[r + 1]);
                let lower = terms.whole && it.bottom - it.top > bounds[r + 1] - bounds[r] + 0.1 * terms.em;
                if lower || it.fixed.is_some() || it.cut > 0.0 || off < -terms.above || off > terms.below {
                    return None;
                }
                tiles.push(Tile { rows: r..r + 1, items: next..next + 1 });
                next += 1;
            }
        }
    }
    (next == items.len()).then_some((price, tiles))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_column_without_end_is_not_tiled() {
        let bounds: Vec<f32> = (0..=2000).map(|row| row as f32).collect();
        let item = |row: f32| Item {
            top: row,
            bottom: row + 1.0,
            joint: 1.0,
            cut: 1.0,
            fixed: None,
            within: ANYWHERE,
        };
        let items: Vec<Item> = bounds[..2000].iter().map(|row| item(*row)).collect();
        assert_eq!(tile(&bounds, &items, &Others::default(), TEXT), (f32::INFINITY, Vec::new()));
    }

    /// Those of the lines of a text.
    pub(super) const TEXT: Terms = Terms {
        above: 0.55,
        below: 0.05,
        off: 4.0,
        near: 0.0,
        em: 1.0,
        blank: 0.35,
        merged: 0.05,
        up: 0.002,
        whole: false,
        pairs: 1 << 19,
    };

    /// Texts of one line each, that stand at these heights.
    fn texts(lines: &[f32]) -> Vec<Item> {
        let text =
            |&y: &f32| Item { top: y, bottom: y + 1.0, joint: 3.0, cut: 0.0, fixed: None, within: ANYWHERE };
        lines.iter().map(text).collect()
    }

    /// Items are the lines at which texts are printed; tiles are (first row, rows, texts).
    #[track_caller]
    fn check(bounds: &[f32], lines: &[f32], terms: Terms, expected: &[(usize, usize, usize)]) {
        let (_, tiles) = tile(bounds, &texts(lines), &Others::default(), terms);
        let found: Vec<_> = tiles.iter().map(|t| (t.rows.start, t.rows.len(), t.items.len())).collect();
        assert_eq!(found, expected);
    }

    #[test]
    fn a_text_in_the_middle_of_three_rows() {
        check(&[0.0, 1.0, 2.0, 3.0], &[1.0], TEXT, &[(0, 3, 1)]);
    }

    #[test]
    fn cells_follow_each_other() {
        check(
            &[0.0, 1.0, 2.0, 3.0, 4.0, 5.0, 6.0],
            &[0.0, 2.0, 4.0],
            TEXT,
            &[(0, 2, 1), (2, 2, 1), (4, 2, 1)],
        );
    }

    #[test]
    fn where_sizes_differ_the_exact_middle_counts() {
        let exact = Terms { near: 0.01, up: 0.0, ..TEXT };
        check(&[0.0, 1.0, 2.0, 3.0, 4.0], &[0.0, 2.0], exact, &[(0, 1, 1), (1, 3, 1)]);
    }

    #[test]
    fn the_name_of_a_cut_group_is_before_the_cut() {
        let bounds: Vec<f32> = (0..=14).map(|row| row as f32).collect();
        let exact = Terms { above: 0.05, near: 0.01, ..TEXT };
        check(&bounds, &[3.0, 9.5], exact, &[(0, 1, 0), (1, 5, 1), (6, 8, 1)]);
        // The other reading.
        check(&bounds, &[3.0, 9.5], Terms { up: -exact.up, ..exact }, &[(0, 7, 1), (7, 6, 1), (13, 1, 0)]);
    }

    #[test]
    fn cells_do_not_cross_those_beside_them() {
        let items = texts(&[0.0, 2.0]);
        let (_, tiles) = tile(
            &[0.0, 1.0, 2.0, 3.0, 4.0],
            &items,
            &Others { merged: vec![1..4, 1..4], ..Others::default() },
            TEXT,
        );
        assert_eq!(tiles, [Tile { rows: 0..1, items: 0..1 }, Tile { rows: 1..4, items: 1..2 }]);
    }

    #[test]
    fn no_cell_goes_over_a_rule() {
        let tiles = |closed: Vec<usize>| {
            let others = Others { closed, ..Others::default() };
            let (_, tiles) = tile(&[0.0, 1.0, 2.0, 3.0], &texts(&[1.0]), &others, TEXT);
            tiles.into_iter().map(|t| t.rows).collect::<Vec<_>>()
        };
        assert_eq!(tiles(Vec::new()), vec![0..3; 1]);
        assert_eq!(tiles(vec![2]), [0..1, 1..2, 2..3]);
    }

    #[test]
    fn no_text_goes_over_a_rule() {
        let line =
            |top: f32| Item { top, bottom: top + 1.0, joint: 0.0, cut: 0.0, fixed: None, within: ANYWHERE };
        let items = [line(0.1), line(1.2), line(2.3)];
        let tiles = |closed: Vec<usize>| {
            let others = Others { closed, ..Others::default() };
            let terms = Terms { blank: 0.0, above: 0.1, below: 0.1, ..TEXT };
            let (_, tiles) = tile(&[0.0, 1.1, 2.3, 3.5], &items, &others, terms);
            tiles.into_iter().map(|t| t.items.len()).collect::<Vec<_>>()
        };
        assert_eq!(tiles(Vec::new()), [0, 3, 0]);
        assert_eq!(tiles(vec![1, 2]), [1, 1, 1]);
    }

    #[test]
    fn each_group_has_its_subtotal_first_or_last() {
        let items = texts(&[1.0, 3.0]);
        let tiles = |subtotals: Vec<usize>| {
            let (_, tiles) = tile(
                &[0.0, 1.0, 2.0, 3.0, 4.0, 5.0],
                &items,
                &Others { subtotals, ..Others::default() },
                TEXT,
            );
            tiles.into_iter().map(|t| t.rows).collect::<Vec<_>>()
        };
        assert_eq!(tiles(Vec::new()), [0..3, 3..5]);
        assert_eq!(tiles(vec![2, 4]), [0..3, 3..5]);
        assert_eq!(tiles(vec![1, 4]), [0..1, 1..3, 3..5]);
        assert_eq!(tiles(vec![0, 2]), [0..1, 1..2, 2..5]);
    }

    #[test]
    fn no_group_begins_with_a_part_of_the_row_above() {
        let tiles = |parts: Vec<usize>| {
            let others = Others { parts, ..Others::default() };
            let (_, tiles) = tile(&[0.0, 1.0, 3.0, 4.0, 5.0, 6.0], &texts(&[0.0, 3.0]), &others, TEXT);
            tiles.into_iter().map(|t| (t.rows, t.items.len())).collect::<Vec<_>>()
        };
        assert_eq!(tiles(Vec::new()), [(0..1, 1), (1..5, 1)]);
        assert_eq!(tiles(vec![1, 3]), [(0..1, 1), (1..2, 0), (2..4, 1), (4..5, 0)]);
    }

    #[test]
    fn no_cell_is_lower_than_its_text() {
        let items = [Item { top: 0.0, bottom: 2.0, joint: 0.0, cut: 0.0, fixed: None, within: ANYWHERE }];
        let rows = |whole: bool| {
            let (_, tiles) =
                tile(&[0.0, 1.0, 2.0], &items, &Others::default(), Terms { whole, merged: 9.0, ..TEXT });
            tiles.into_iter().map(|t| t.rows.len()).collect::<Vec<_>>()
        };
        assert_eq!(rows(true), [2]);
        assert_eq!(rows(false), [1, 1]);
    }

    #[test]
    fn a_text_between_two_lines_of_a_higher_row() {
        check(&[0.0, 2.0, 3.0, 4.0], &[1.0], TEXT, &[(0, 3, 1)]);
    }

    #[test]
    fn a_column_of_values_is_not_merged() {
        let values = Terms { blank: 0.1, merged: 1.0, ..TEXT };
        check(&[0.0, 1.0, 2.0, 3.0], &[1.0], values, &[(0, 1, 0), (1, 1, 1), (2, 1, 0)]);
    }

    #[test]
    fn what_is_fixed_stays() {
        let items = [
            Item { top: 0.0, bottom: 1.0, joint: 0.0, cut: 0.0, fixed: Some((0, 1)), within: ANYWHERE },
            Item { top: 2.0, bottom: 3.0, joint: 3.0, cut: 0.0, fixed: None, within: ANYWHERE },
        ];
        let (_, tiles) = tile(&[0.0, 1.0, 2.0, 3.0, 4.0], &items, &Others::default(), TEXT);
        assert_eq!(tiles, [Tile { rows: 0..1, items: 0..1 }, Tile { rows: 1..4, items: 1..2 }]);
    }
}
