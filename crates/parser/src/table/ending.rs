//! The table that ends a page, which can go on on the next one: what a page break leaves there of it, the rest of a cell or a
//! row or two, is too little to be a table by itself.

use fenjie_model::Rect;

use super::edges::{Edge, Edges};
use super::furniture::MARGIN;
use super::join::is_passed_over;
use super::lattice::Lattice;
use crate::{Block, TableBlock};

/// The sides of columns lie at one place on two pages within this many points.
const SLIP: f32 = 1.5;
/// The rules of a table stand around the box of its text within this many points.
const AROUND: f32 = 15.0;

/// The table below which nothing but furniture stands on its page.
#[derive(Debug, Clone, PartialEq, Default)]
pub(crate) struct Ending {
    /// The x of the sides of its columns, on the turned page.
    pub(super) columns: Vec<f32>,
    /// How far to the left and to the right each inner one could lie, where alignment tells it.
    pub(super) gaps: Vec<(f32, f32)>,
    /// The ends of the rules over its whole width, where no rule parts its columns.
    pub(super) level: Option<(f32, f32)>,
    /// Whether such rules part all of its rows.
    pub(super) parts_rows: bool,
    /// The heights of the rules beside it.
    pub(super) others: Vec<f32>,
    /// The lines in the margin above it, without their numbers.
    pub(super) heads: Vec<String>,
}

impl Ending {
    /// The table that ends the blocks of a page of this height, in reading order.
    pub(crate) fn of(blocks: &[(Rect, Block)], edges: &Edges, height: f32) -> Option<Self> {
        let passed = |(bbox, block): &&(Rect, Block)| match block {
            Block::Line(line) => is_passed_over(line) || bbox.bottom > (1.0 - MARGIN) * height,
            Block::Table(_) => false,
        };
        let Block::Table(last) = &blocks.iter().rev().find(|block| !passed(block))?.1 else { return None };
        let is_known = last.columns.len() > 2 && !last.columns.iter().any(|x| x.is_nan());
        let heads = blocks.iter().map_while(|(bbox, block)| match block {
            Block::Line(line) if bbox.top <= MARGIN * height => Some(unnumbered(&line.text)),
            _ => None,
        });
        is_known.then(|| Self { heads: heads.collect(), ..Self::by_rules(last, edges) })
    }

    fn by_rules(last: &TableBlock, edges: &Edges) -> Self {
        let bbox = last.bbox;
        let beside = |at: f32| (bbox.top - AROUND..=bbox.bottom + AROUND).contains(&at);
        let is_within = |edge: &&Edge| {
            (bbox.x0..bbox.x1).contains(&edge.at) && edge.from < bbox.bottom && edge.to > bbox.top
        };
        let spans = |edge: &&Edge| edge.from <= bbox.x0 + SLIP && edge.to >= bbox.x1 - SLIP;
        let (own, others): (Vec<&Edge>, Vec<&Edge>) = edges.horizontal.iter().partition(|e| beside(e.at));
        let level = own.iter().rev().find(|edge| spans(edge)).map(|edge| (edge.from, edge.to));
        let parted = edges.vertical.iter().any(|edge| is_within(&edge));
        let level = level.filter(|_| !parted);
        let rules = own.iter().filter(|edge| level.is_some_and(|level| reaches(edge, level))).count();
        Self {
            columns: last.columns.clone(),
            gaps: last.ends.gaps.clone(),
            level,
            parts_rows: rules >= last.table.rows,
            others: others.iter().map(|edge| edge.at).collect(),
            heads: Vec::new(),
        }
    }

    /// Whether the rules of a lattice stand where its columns have their sides, the outermost where the outermost are.
    pub(crate) fn is_ruled_as(&self, lattice: &Lattice) -> bool {
        let near = |a: &f32, b: &f32| (a - b).abs() <= SLIP;
        let meet = |a: Option<&f32>, b: Option<&f32>| a.zip(b).is_some_and(|(a, b)| near(a, b));
        let sides = self.sides();
        meet(sides.first(), lattice.xs.first())
            && meet(sides.last(), lattice.xs.last())
            && lattice.xs.iter().all(|x| sides.iter().any(|own| near(own, x)))
    }

    /// The sides of its columns, the outermost at the ends of the rules over its whole width.
    pub(super) fn sides(&self) -> Vec<f32> {
        let mut sides = self.columns.clone();
        if let (Some((from, to)), [first, .., last]) = (self.level, sides.as_mut_slice()) {
            (*first, *last) = (from, to);
        }
        sides
    }

    /// Whether a level rule is as wide as the table, and none that stands at this height on the page before too, beside it.
    pub(super) fn is_of_it(&self, edge: &Edge) -> bool {
        let sides = self.sides();
        let width = sides.first().copied().zip(sides.last().copied());
        width.is_some_and(|width| reaches(edge, width))
            && !self.others.iter().any(|other| (edge.at - other).abs() <= SLIP)
    }
}

/// A running head without the numbers and spaces in it.
pub(super) fn unnumbered(text: &str) -> String {
    text.chars().filter(|c| !c.is_ascii_digit() && !c.is_whitespace()).collect()
}

/// Whether a level rule reaches from one place to another.
fn reaches(edge: &Edge, (from, to): (f32, f32)) -> bool {
    (edge.from - from).abs() <= SLIP && (edge.to - to).abs() <= SLIP
}

#[cfg(test)]
mod tests {
    use super::super::lattice::{lattices, tests::edges_of};
    use super::super::page::blocks;
    use super::super::runs::tests::line;
    use super::*;
    use crate::deadline::Deadline;
    use crate::page::{Axis, Page, Rule};
    use crate::{Options, Tolerances};

    /// Whether what rules leave of a row at the head of a page is a table, below one whose columns have these sides.
    fn is_read(columns: &[f32], texts: &[(&str, f32, f32)]) -> bool {
        let upright = [60.0, 120.0, 360.0].map(|x| Rule::hairline(Axis::Vertical, x, 50.0, 100.0));
        let page = Page {
            number: 2,
            width: 400.0,
            height: 600.0,
            glyphs: texts.iter().flat_map(|(text, x, y)| line(text, *x, *y, 10.0)).collect(),
            rules: [&upright[..], &[Rule::hairline(Axis::Horizontal, 100.0, 60.0, 360.0)]].concat(),
            ..Page::default()
        };
        let before = Ending { columns: columns.to_vec(), ..Ending::default() };
        let read = blocks(page, Some(&before), &Options::default(), Deadline::never()).blocks;
        read.iter().any(|block| matches!(block, Block::Table(_)))
    }

    #[test]
    fn the_rest_of_a_cell_is_read_in_the_columns_before() {
        let (columns, rest) = ([60.0, 120.0, 360.0], ("确保完成全年目标。", 125.0, 64.0));
        assert!(is_read(&columns, &[rest]));
        assert!(is_read(&[60.0, 120.0, 240.0, 360.0], &[rest]));
        // Other columns, and nothing in it.
        assert!(!is_read(&[60.0, 150.0, 360.0], &[rest]));
        assert!(!is_read(&columns, &[]));
    }

    #[test]
    fn nothing_but_furniture_stands_below_the_table_that_ends_a_page() {
        let table = |top: f32| match super::super::join::tests::part("甲 乙\n丙 1", 1) {
            Block::Table(block) => (Rect::new(0.0, top, 80.0, top + 40.0), Block::Table(block)),
            Block::Line(line) => (Rect::default(), Block::Line(line)),
        };
        let text = |text: &str, top: f32| {
            let bbox = Rect::new(0.0, top, 80.0, top + 10.0);
            (bbox, Block::Line(crate::TextLine::new(text, fenjie_model::At::Page { page: 1, bbox })))
        };
        let ends = |below: Option<(Rect, Block)>| {
            let blocks: Vec<_> = [table(100.0)].into_iter().chain(below).collect();
            Ending::of(&blocks, &Edges::default(), 600.0).is_some()
        };
        assert!(ends(None) && ends(Some(text("— 1 —", 400.0))) && ends(Some(text("某县统计局", 580.0))));
        assert!(!ends(Some(text("注：含续建", 400.0))));
    }

    #[test]
    fn rules_stand_at_the_sides_of_columns() {
        let ending = Ending { columns: vec![60.0, 100.0, 180.0, 240.0], ..Ending::default() };
        let is_ruled = |upright: &[f32]| {
            let (first, last) = (upright[0], upright[upright.len() - 1]);
            let upright: Vec<_> = upright.iter().map(|x| (*x, 0.0, 20.0)).collect();
            let level = [(0.0, first, last), (20.0, first, last)];
            ending.is_ruled_as(&lattices(&edges_of(&level, &upright), &Tolerances::default())[0])
        };
        assert!(is_ruled(&[60.0, 100.0, 180.0, 240.0]));
        // Cells over several columns.
        assert!(is_ruled(&[60.5, 180.5, 239.5]));
        // Narrower, and columns of its own.
        assert!(!is_ruled(&[60.0, 100.0, 180.0]));
        assert!(!is_ruled(&[60.0, 120.0, 240.0]));
    }
}
