//! The header of a table whose columns are known to the character: what is over what.
//!
//! A head over several columns is exactly in their middle, and every head in the middle of its lines, on the upper one
//! of two middle ones. For each way to cut the header's lines into rows the columns are parted into heads with others
//! below them, and such that reach down to the body; the cheapest way of all is taken.

use std::ops::Range;

use super::wraps::{has_no_room, is_widest, joint};
use crate::table::aligned::content::{bare, heads_section, is_bracketed};
use crate::table::aligned::grid::{Grid, extent};
use crate::table::aligned::header::{Header, Spread};
use crate::table::aligned::piece::Piece;
use crate::table::aligned::rows::Body;
use fenjie_model::HashMap;

/// A header has at most this many rows.
const MOST_ROWS: usize = 5;
/// Higher headers are cut into rows at fewer places.
const HIGHEST: usize = 10;
/// So many parts of columns are looked at for all ways to cut lines.
const MOST_LOOKS: usize = 1 << 20;
/// The price of a row.
const ROW: f32 = 0.3;
/// The price of a head without text, but for the first one.
const BLANK: f32 = 0.9;
/// The price of a corner without text.
const CORNER: f32 = 0.3;
/// The price of each line break where there is room: heads are broken by hand.
const BREAK: f32 = 0.2;
/// The same in a head over several columns, which has room.
const WIDE_BREAK: f32 = 0.5;
/// The same before a bracket.
const BRACKET: f32 = 0.1;
/// A line that fills its column is no rest of one that is shorter by this.
const LONGER: f32 = 2.0;
/// The price of taking a head over others (其中) for a line of one.
const GROUP: f32 = 1.0;
/// The price of a head over one head alone.
const LONE: f32 = 0.6;
/// The price of each column after the first under a head that groups no others.
const WIDE: f32 = 0.5;
/// The price of a text over all columns: it is a section, or the table's title.
const SECTION: f32 = 5.0;
/// The price of a head of rows, or of remarks, below another one: of two heads around one middle the wider one is the
/// likelier, but for these.
const NAMES: f32 = 0.2;
/// The price of a head that reaches down from the top to the body.
const ALONE: f32 = 0.02;
/// The price of a text that is not in the middle of its columns.
const ASIDE: f32 = 3.0;
/// The price of a text that is in their middle but for a space that the line break left.
const NEAR: f32 = 0.4;
/// The price of a text that is not in the middle of its lines.
const ASKEW: f32 = 1.5;
/// The price of a value among heads.
const VALUE: f32 = 3.0;

/// The cheapest reading of the first bands as a header.
pub(crate) fn header(body: &Body<'_>, grid: &Grid, bands: usize) -> Header {
    let end = body.bands[..bands].last().map_or(0, |r| r.end);
    let mut looks = MOST_LOOKS;
    let mut best: Option<(f32, Tree, Vec<usize>)> = None;
    for cuts in cuts(bands) {
        let rows = (cuts.len() - 1) as f32 * ROW;
        let mut reader = Reader { body, grid, pieces: &body.pieces[..end], cuts, known: HashMap::default() };
        let tree = reader.read(0, grid.columns.len(), 0);
        let price = tree.price + rows;
        if best.as_ref().is_none_or(|(b, ..)| price < *b) {
            best = Some((price, tree, reader.cuts));
        }
        looks = looks.saturating_sub(reader.known.len());
        if looks == 0 {
            break;
        }
    }
    let (price, tree, cuts) = best.unwrap_or_default();
    let at = |cut: usize| body.heights.get(cut).map_or_else(|| body.heights[cut - 1].1, |h| h.0);
    Header { price, bounds: cuts.into_iter().map(at).collect(), cells: tree.cells }
}

/// The ways to cut so many lines into rows: where rows begin, and where the last one ends.
fn cuts(lines: usize) -> Vec<Vec<usize>> {
    let inner = lines.saturating_sub(1).min(HIGHEST);
    let ways = (0u32..1 << inner).filter(|way| (way.count_ones() as usize) < MOST_ROWS);
    let mut ways: Vec<Vec<usize>> = ways
        .map(|way| {
            let cuts = (1..=inner).filter(|line| way & (1 << (line - 1)) != 0);
            std::iter::once(0).chain(cuts).chain([lines]).collect()
        })
        .collect();
    ways.sort_by_key(Vec::len);
    ways
}

/// Heads side by side with all that is below them.
#[derive(Debug, Clone, Default)]
struct Tree {
    price: f32,
    cells: Vec<Spread>,
}

impl Tree {
    const NONE: Self = Self { price: f32::INFINITY, cells: Vec::new() };

    fn with(&self, other: &Self) -> Self {
        let cells = if self.price + other.price < f32::INFINITY {
            self.cells.iter().chain(&other.cells).cloned().collect()
        } else {
            Vec::new()
        };
        Self { price: self.price + other.price, cells }
    }
}

struct Reader<'a> {
    body: &'a Body<'a>,
    grid: &'a Grid,
    pieces: &'a [Piece],
    /// Where rows begin, and where the last one ends.
    cuts: Vec<usize>,
    /// The cheapest heads of columns from a row on.
    known: HashMap<(usize, usize, usize), Tree>,
}

impl Reader<'_> {
    /// The cheapest heads of some columns, from a row down to the body.
    fn read(&mut self, from: usize, to: usize, row: usize) -> Tree {
        if let Some(tree) = self.known.get(&(from, to, row)) {
            return tree.clone();
        }
        if self.body.deadline.passed() {
            return Tree::NONE;
        }
        let mut best = self.head(from, to, row);
        for parted in from + 1..to {
            let left = self.head(from, parted, row);
            if left.price >= best.price {
                continue;
            }
            let right = self.read(parted, to, row);
            if left.price + right.price < best.price {
                best = left.with(&right);
            }
        }
        self.known.insert((from, to, row), best.clone());
        best
    }

    /// One head over all of some columns, with those below it.
    fn head(&mut self, from: usize, to: usize, row: usize) -> Tree {
        let last = self.cuts.len() - 1;
        let mut best = self.cell(from..to, row..last).map_or(Tree::NONE, |(price, cell)| {
            let price = if cell.pieces.is_empty() {
                match (from, to - from) {
                    (0, 1) => price + CORNER,
                    (_, 1) => price + BLANK,
                    _ => f32::INFINITY,
                }
            } else {
                price + WIDE * (to - from - 1) as f32
            };
            Tree { price, cells: vec![cell] }
        });
        for below in row + 1..last {
            let Some((price, cell)) = self.cell(from..to, row..below) else { break };
            let lone = if to - from == 1 && !self.is_measured(from, below) { LONE } else { 0.0 };
            if cell.pieces.is_empty() || price + lone >= best.price {
                continue;
            }
            let head = Tree { price: price + lone, cells: vec![cell] };
            let below = self.read(from, to, below);
            if head.price + below.price < best.price {
                best = head.with(&below);
            }
        }
        best
    }

    /// Whether what a column is counted in stands on the lines from a row on.
    fn is_measured(&self, column: usize, row: usize) -> bool {
        let below = |p: &&Piece| p.band >= self.cuts[row] && p.own == (column, column + 1);
        self.pieces.iter().find(below).is_some_and(|p| p.measure)
    }

    /// The price of taking a text for the next line of a head over so many columns.
    fn line_break(&self, upper: &Piece, lower: &Piece, columns: usize) -> f32 {
        let price = joint(self.body, upper, lower);
        let in_brackets = lower.text.starts_with(['（', '(', '〔']);
        let apart = lower.measure
            || [upper, lower].iter().any(|p| p.text == "其中")
            || heads_section(&lower.text)
            || is_whole(&upper.text) && !in_brackets;
        if apart {
            GROUP
        } else if in_brackets && is_bracketed(&lower.text) {
            // Wide as it may be: it says more of the head above, and is no cell of the first row.
            price.min(BRACKET)
        } else if is_widest(self.body, lower)
            && has_no_room(self.body, lower, lower)
            && (lower.width() >= LONGER * upper.width() || lower.text.contains(['，', '、', '。']))
        {
            // That is rather a cell below than the rest of a head broken by hand.
            price
        } else if in_brackets {
            price.min(BRACKET)
        } else if columns > 1 {
            price.min(WIDE_BREAK)
        } else {
            price.min(BREAK)
        }
    }

    /// The cell over some columns and rows with its price, if the texts there are over these columns alone.
    fn cell(&self, columns: Range<usize>, rows: Range<usize>) -> Option<(f32, Spread)> {
        let lines = self.cuts[rows.start]..self.cuts[rows.end];
        let inside = |i: &usize| {
            let p = &self.pieces[*i];
            lines.contains(&p.band) && p.own.0 < columns.end && columns.start < p.own.1
        };
        let own: Vec<usize> = (0..self.pieces.len()).filter(inside).collect();
        let mut price = 0.0;
        for (k, &i) in own.iter().enumerate() {
            let p = &self.pieces[i];
            if p.own.0 < columns.start || columns.end < p.own.1 {
                return None;
            }
            let upper = k.checked_sub(1).map(|k| &self.pieces[own[k]]);
            if upper.is_some_and(|upper| p.band != upper.band + 1) {
                return None;
            }
            price += upper.map_or(0.0, |upper| self.line_break(upper, p, columns.len()));
            // A name that is written downwards begins with a lone character.
            let below = |q: &Piece| q.band == p.band + 1 && q.own == p.own && is_lone(q);
            if upper.is_some_and(|upper| !is_lone(upper)) && is_lone(p) && self.pieces.iter().any(below) {
                price += GROUP;
            }
            price += if p.value { VALUE } else { 0.0 };
            let (l, r) = (self.grid.columns[columns.start].0, self.grid.columns[columns.end - 1].1);
            let (x0, x1) = extent(p.x0, p.x1);
            price += match l + r - x0 - x1 {
                0 | 1 => 0.0,
                -1 | 2 if own.len() > 1 => NEAR,
                _ => ASIDE,
            };
        }
        if let Some(&first) = own.first() {
            let off = (lines.len() - own.len()) / 2;
            price += if self.pieces[first].band == lines.start + off { 0.0 } else { ASKEW };
            let section = heads_section(&self.pieces[first].text);
            price += if columns.len() == self.grid.columns.len() || section { SECTION } else { 0.0 };
        }
        let text = || own.iter().map(|i| self.pieces[*i].text.as_str()).collect::<String>();
        if rows.start > 0 && heads_rows(&text()) {
            price += NAMES;
        } else if rows.start == 0 && rows.end + 1 == self.cuts.len() {
            price += ALONE;
        }
        Some((price, Spread { rows, columns, pieces: own }))
    }
}

/// Whether a line is one character.
fn is_lone(piece: &Piece) -> bool {
    piece.text.chars().nth(1).is_none()
}

/// Whether a line of a head says all of it: what stands below it is rather the first row's.
fn is_whole(text: &str) -> bool {
    // Asked for every line break of every reading: nothing is put together for it.
    let last = || text.chars().rev().filter(|c| !c.is_whitespace());
    let ends = |end: &&str| end.chars().rev().eq(last().take(end.chars().count()));
    ["名称", "计量单位", "责任单位", "牵头单位"].iter().any(ends)
}

/// Whether a head is one of what names rows, or of remarks.
fn heads_rows(text: &str) -> bool {
    ["单位", "序号", "编号", "备注", "乡镇", "名称", "片区", "责任单位", "牵头单位"]
        .contains(&bare(text).as_str())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::table::aligned::bands::{bands, tests::drawn};
    use crate::table::aligned::header::tests::draw_header;
    use crate::table::aligned::rows::tests::of_text;
    use crate::table::aligned::{Settings, grid::grid};

    /// The header that the first lines of a text are, as drawn.
    #[track_caller]
    fn check(text: &str, lines: usize, expected: &str) {
        let grid = grid(&bands(&drawn(text), &Settings::text())).expect("columns");
        let found = of_text(text, true, |body| draw_header(&header(body, &grid, lines), body.pieces));
        assert_eq!(found, expected);
    }

    const ROWS: &str =
        "   赵巷镇       17.2       8.0\n青浦工业园区   1195.0     10.9\n   全 区       1855.0   10.0以上";

    #[test]
    fn a_head_over_two_is_in_their_middle() {
        check(
            &["    单位          工作目标\n                累计    增幅（%）\n", ROWS].concat(),
            2,
            "单位 工作目标 <\n^ 累计 增幅（%）",
        );
    }

    #[test]
    fn a_bracket_below_a_head_is_of_it() {
        check(
            &["    单位        累计      增幅\n                          （%）\n", ROWS].concat(),
            2,
            "单位 累计 增幅（%）",
        );
    }

    #[test]
    fn brackets_below_shorter_heads_are_no_line_of_the_first_row() {
        check(
            "   镇办      一季度     上半年       全年\n            （1-3月）  （1-6月）  （1-12月）\n  罗村镇       11         88         8.7\n  寨里镇       88         62         3.9\n  岭子镇       65         68         3.9",
            2,
            "镇办 一季度（1-3月） 上半年（1-6月） 全年（1-12月）",
        );
    }

    #[test]
    fn a_name_that_is_written_downwards_is_below_a_line_of_several_characters() {
        check(
            &["                        工作目标\n    单位        累计       庭\n                           院\n", ROWS].concat(),
            3,
            "单位 累计 工作目标\n^ ^ 庭院",
        );
    }

    #[test]
    fn two_heads_with_room_over_the_same_columns() {
        check(
            &[
                "                  工作目标\n    单位          工业经济\n                累计    增幅（%）\n",
                ROWS,
            ]
            .concat(),
            3,
            "单位 工作目标 <\n^ 工业经济 <\n^ 累计 增幅（%）",
        );
    }

    #[test]
    fn a_whole_head_does_not_go_on() {
        let text = "  单位名称    庭院绿化\n   万年镇\n  虢王苏木      66.8\n   千灯镇       56.1";
        check(text, 1, "单位名称 庭院绿化");
        check(text, 2, "单位名称 庭院绿化\n万年镇 ^");
    }

    #[test]
    fn ways_to_cut_lines() {
        assert_eq!(cuts(1), [[0, 1]]);
        assert_eq!(cuts(2), [vec![0, 2], vec![0, 1, 2]]);
        assert_eq!(cuts(40).iter().map(Vec::len).max(), Some(MOST_ROWS + 1));
    }
}
