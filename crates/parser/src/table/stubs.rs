//! Rules that are too short to divide a cell.

use super::cells::Spans;
use super::fill::Filled;
use super::lattice::Lattice;
use crate::page::Glyph;

/// Drops the heights at which no cell begins or ends. Whether there was any.
pub(crate) fn drop_stubs(lattice: &mut Lattice, spans: &Spans, _: &Filled, _: &[Glyph]) -> bool {
    let mut divides = vec![false; lattice.rows() + 1];
    // The table's own ends.
    (divides[0], divides[lattice.rows()]) = (true, true);
    for span in &spans.cells {
        divides[span.row] = true;
        divides[span.row_end] = true;
    }
    let has_stubs = divides.contains(&false);
    if has_stubs {
        lattice.keep_levels(&divides);
    }
    has_stubs
}

#[cfg(test)]
mod tests {
    use super::super::cells::cells;
    use super::super::fill::fill;
    use super::super::lattice::{lattices, tests::edges_of};
    use super::*;
    use crate::Tolerances;

    #[test]
    fn a_rule_that_divides_no_cell_is_no_boundary() {
        let dropped = |from: f32| {
            let h = [(0.0, 0.0, 120.0), (20.0, 0.0, 120.0), (50.0, from, 120.0), (100.0, 0.0, 120.0)];
            let v = [(0.0, 0.0, 100.0), (60.0, 0.0, 100.0), (120.0, 0.0, 100.0)];
            let mut lattice = lattices(&edges_of(&h, &v), &Tolerances::default()).remove(0);
            let spans = cells(&lattice);
            let filled = fill(&lattice, &spans, &[], &[], &mut []);
            let found = drop_stubs(&mut lattice, &spans, &filled, &[]);
            let ends: Vec<_> = cells(&lattice).cells.iter().map(|span| (span.row, span.row_end)).collect();
            (found, lattice.rows(), ends)
        };
        assert_eq!(dropped(90.0), (true, 2, vec![(0, 1), (0, 1), (1, 2), (1, 2)]));
        assert_eq!(dropped(60.0), (false, 3, vec![(0, 1), (0, 1), (1, 3), (1, 2), (2, 3)]));
    }
}
