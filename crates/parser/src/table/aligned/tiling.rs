//! The texts of a column become cells that tile its rows.
//!
//! A merged cell's text is printed at its middle, so the middles tell how far each cell reaches: the cells of a column
//! follow each other without gap or overlap, and each lies around its text.

mod bare;
mod groups;
mod halves;
mod items;
mod kinds;
pub(super) mod tiled;

use std::ops::Range;

use fenjie_model::HashMap;

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

/// What a tiling costs and how exact it has to be.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Terms {
    /// How far a text may stand above its cell's middle.
    pub(super) above: f32,
    /// How far a text may stand below its cell's middle.
    pub(super) below: f32,
    /// The price of each em by which a text is farther off.
    pub(super) off: f32,
    /// The price of each em by which a text is off within these bounds.
    pub(super) near: f32,
    /// The em.
    pub(super) em: f32,
    /// The price of a blank cell.
    pub(super) blank: f32,
    /// The price of each row after the first that a cell covers.
    pub(super) merged: f32,
    /// The price of each row of a cell above its text, to decide between readings that are otherwise the same.
    pub(super) up: f32,
    /// Whether cells are never lower than their texts.
    pub(super) whole: bool,
    /// The most pairs of a row and a text that are looked at for the column.
    pub(super) pairs: usize,
}

/// What the rest of the table tells of a column.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct Others {
    /// The merged cells of the other columns, by their rows: cells of neighbouring columns are rather the same or
    /// within each other than across each other.
    pub(super) merged: Vec<Range<usize>>,
    /// The rows that name a subtotal in a column to the right, ascending: each is the first or the last one of its group.
    pub(super) subtotals: Vec<usize>,
    /// The rows that name a part of the row above them (其中：) in a column to the right: a cell that groups rows hardly
    /// begins with one.
    pub(super) parts: Vec<usize>,
    /// The rows that begin below a rule, which no cell goes over, ascending.
    pub(super) closed: Vec<usize>,
    /// What the name of each row ends in, in the column to the right.
    pub(super) endings: Vec<Option<char>>,
}

impl Others {
    /// The price of a cell over these rows.
    fn price(&self, rows: &Range<usize>) -> f32 {
        let mut price = 0.0f32;
        for other in &self.merged {
            if other == rows {
                price -= ALIKE;
            } else if other.start < rows.end
                && rows.start < other.end
                && !(other.start <= rows.start && rows.end <= other.end)
                && !(rows.start <= other.start && other.end <= rows.end)
            {
                price += ACROSS;
            }
        }
        price.clamp(-4.0 * ALIKE, 4.0 * ACROSS) + self.of_groups(rows)
    }

    /// The price of rows as a group, as subtotals and parts tell groups.
    fn of_groups(&self, rows: &Range<usize>) -> f32 {
        let parted = rows.len() > 1 && self.parts.binary_search(&rows.start).is_ok();
        self.of_subtotals(rows) + if parted { FROM_PART } else { 0.0 }
    }

    /// The price of a cell whose group has no subtotal, several, or one among its rows.
    fn of_subtotals(&self, rows: &Range<usize>) -> f32 {
        if self.subtotals.len() < 2 {
            return 0.0;
        }
        let from = self.subtotals.partition_point(|r| *r < rows.start);
        match &self.subtotals[from..self.subtotals.partition_point(|r| *r < rows.end)] {
            [] => UNSUMMED,
            [row] if *row == rows.start || *row + 1 == rows.end => 0.0,
            _ => SUMMED_WITHIN,
        }
    }
}

impl Terms {
    /// The price of a text at this distance from the middle of its cell.
    fn misfit(&self, off: f32) -> f32 {
        let beyond = (-off - self.above).max(off - self.below).max(0.0);
        if beyond > 0.0 { self.off * (0.5 + beyond / self.em) } else { off.abs() / self.em * self.near }
    }
}

/// The prices of cells by their rows, each reckoned once. Few of all pairs of rows are looked at where there are many.
struct Priced<'a> {
    others: &'a Others,
    known: HashMap<(usize, usize), f32>,
}

impl Priced<'_> {
    fn of(&mut self, from: usize, to: usize) -> f32 {
        let Others { merged, subtotals, parts, .. } = self.others;
        if merged.is_empty() && subtotals.is_empty() && parts.is_empty() {
            return 0.0;
        }
        *self.known.entry((from, to)).or_insert_with(|| self.others.price(&(from..to)))
    }
}

/// Texts that cost more than this together are no cell.
const HOPELESS: f32 = 6.5;
/// The price of a cell across a merged cell of another column.
const ACROSS: f32 = 0.04;
/// The price of a group without a subtotal where others have one.
const UNSUMMED: f32 = 0.2;
/// The price of a subtotal between the first and the last row of its group.
const SUMMED_WITHIN: f32 = 0.5;
/// The price of a merged cell whose first row is a part of the row above it.
const FROM_PART: f32 = 2.0;
/// What a cell over the same rows as a merged cell of another column is worth.
const ALIKE: f32 = 0.01;
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
    // best[r][i]: the cheapest tiling of the rows from r on by the items from i on, and its first tile's ends.
    let mut best = vec![(f32::INFINITY, 0usize, 0usize); (rows + 1) * width];
    best[rows * width + items.len()].0 = 0.0;
    let mut priced = Priced { others, known: HashMap::default() };
    let height = |item: &Item| f32::midpoint(item.top, item.bottom);
    let is_parted = |upper: &Item, lower: &Item| {
        let below = others.closed.partition_point(|&c| bounds[c.min(rows)] <= height(upper));
        others.closed.get(below).is_some_and(|&c| bounds[c.min(rows)] < height(lower))
    };
    for r in (0..rows).rev() {
        let lowest_end =
            others.closed.get(others.closed.partition_point(|c| *c <= r)).map_or(rows, |c| (*c).min(rows));
        for i in (0..width).rev() {
            let mut found = (f32::INFINITY, 0, 0);
            let mut consider = |own: f32, row: usize, item: usize, best: &[(f32, usize, usize)]| {
                let price = own + best[row * width + item].0;
                if price < found.0 {
                    found = (price, row, item);
                }
            };
            consider(terms.blank, r + 1, i, &best);
            let mut joints = 0.0;
            for j in i + 1..=items.len().min(i + MOST_LINES) {
                if j > i + 1 {
                    joints += items[j - 1].joint;
                    if joints > HOPELESS || is_parted(&items[j - 2], &items[j - 1]) {
                        break;
                    }
                }
                if let Some((from, to)) = items[i].fixed {
                    if from == r && j == i + 1 && to > r && to <= lowest_end {
                        consider(0.0, to, j, &best);
                    }
                    break;
                }
                if items[j - 1].fixed.is_some() {
                    break;
                }
                let cut = items.get(j).map_or(0.0, |next| next.cut);
                let (top, bottom) = (items[i].top, items[j - 1].bottom);
                let middle = f32::midpoint(top, bottom);
                let (highest, lowest) =
                    items[i..j].iter().fold((f32::NEG_INFINITY, f32::INFINITY), |(a, b), it| {
                        (a.max(it.within.0), b.min(it.within.1))
                    });
                // Only ends that put the middle of the cell near the text are worth a look, or the nearest one.
                let near = 2.0 * (middle - terms.below - 2.0 * terms.em) - bounds[r];
                let first = bounds.partition_point(|b| *b < near).clamp(r + 1, lowest_end);
                let rows_above = bounds.partition_point(|b| *b <= top + 0.1 * terms.em);
                for end in first..=lowest_end {
                    if end > r + 1 && (bounds[end - 1] >= lowest || bounds[r + 1] <= highest) {
                        continue;
                    }
                    if terms.whole && bottom - top > bounds[end] - bounds[r] + 0.1 * terms.em {
                        continue;
                    }
                    let cell = f32::midpoint(bounds[r], bounds[end]);
                    let merged = terms.merged * (end - r - 1) as f32;
                    // Of two readings a cell rather reaches down from its text than up.
                    let above = terms.up * rows_above.min(end).saturating_sub(r + 1) as f32;
                    let beside = if end - r > 1 { priced.of(r, end) } else { 0.0 };
                    consider(
                        joints + cut + merged + above + beside + terms.misfit(middle - cell),
                        end,
                        j,
                        &best,
                    );
                    // Farther down the text is only more off, once it stands above the cell's middle.
                    if cell - middle > terms.above + 2.0 * terms.em {
                        break;
                    }
                }
            }
            best[r * width + i] = found;
        }
    }
    let mut tiles = Vec::new();
    let (mut r, mut i) = (0, 0);
    let price = best[0].0;
    while r < rows && price.is_finite() {
        let (_, row, item) = best[r * width + i];
        tiles.push(Tile { rows: r..row, items: i..item });
        (r, i) = (row, item);
    }
    (price, tiles)
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
