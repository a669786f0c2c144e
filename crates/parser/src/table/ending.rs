//! The table that ends a page, which can go on on the next one: what a page break leaves there of it, the rest of a cell or a
//! row or two, is too little to be a table by itself.

use fenjie_model::Rect;

use super::furniture::MARGIN;
use super::join::is_passed_over;
use super::lattice::Lattice;
use crate::Block;

/// The sides of columns lie at one place on two pages within this many points.
const SLIP: f32 = 1.5;

/// The table below which nothing but furniture stands on its page.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Ending {
    /// The x of the sides of its columns, on the turned page.
    columns: Vec<f32>,
}

impl Ending {
    /// The table that ends the blocks of a page of this height, in reading order.
    pub(crate) fn of(blocks: &[(Rect, Block)], height: f32) -> Option<Self> {
        let passed = |(bbox, block): &&(Rect, Block)| match block {
            Block::Line(line) => is_passed_over(line) || bbox.bottom > (1.0 - MARGIN) * height,
            Block::Table(_) => false,
        };
        let Block::Table(last) = &blocks.iter().rev().find(|block| !passed(block))?.1 else { return None };
        let is_known = last.columns.len() > 2 && !last.columns.iter().any(|x| x.is_nan());
        is_known.then(|| Self { columns: last.columns.clone() })
    }

    /// Whether the rules of a lattice stand where its columns have their sides, the outermost where the outermost are.
    pub(crate) fn is_ruled_as(&self, lattice: &Lattice) -> bool {
        let near = |a: &f32, b: &f32| (a - b).abs() <= SLIP;
        let meet = |a: Option<&f32>, b: Option<&f32>| a.zip(b).is_some_and(|(a, b)| near(a, b));
        meet(self.columns.first(), lattice.xs.first())
            && meet(self.columns.last(), lattice.xs.last())
            && lattice.xs.iter().all(|x| self.columns.iter().any(|own| near(own, x)))
    }
}

#[cfg(test)]
mod tests {
    use super::super::lattice::{lattices, tests::edges_of};
    use super::*;
    use crate::Tolerances;

    #[test]
    fn rules_stand_at_the_sides_of_columns() {
        let ending = Ending { columns: vec![60.0, 100.0, 180.0, 240.0] };
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
