//! Leaders that are drawn past the rule at the end of their cell, up to the text of the next one.

use crate::page::Glyph;
use crate::table::runs::Run;

/// So many dots are a leader.
const FEWEST: usize = 3;
/// Past a rule it goes by this many ems at most: beyond are the dots that stand for a value.
const PAST: f32 = 1.0;

/// Whether a glyph of a run is of a leader that ends shortly past the rule at the right end of its cell.
pub(super) fn is_past(run: &Run, at: usize, rule: f32, glyphs: &[Glyph]) -> bool {
    let is_dot = |g: &&Glyph| g.ch == '.';
    let mut rest = glyphs[at..run.glyphs.end].iter().take_while(is_dot).peekable();
    rest.peek().is_some()
        && ends_in_leader(&glyphs[run.glyphs.start..at])
        && rest.all(|g| g.bbox.x1 <= rule + PAST * run.size)
}

/// Whether some glyphs end in the dots of a leader.
pub(super) fn ends_in_leader(glyphs: &[Glyph]) -> bool {
    glyphs.len() >= FEWEST && glyphs[glyphs.len() - FEWEST..].iter().all(|g| g.ch == '.')
}

#[cfg(test)]
mod tests {
    use super::super::super::cells::cells;
    use super::super::super::lattice::{lattices, tests::edges_of};
    use super::super::super::prose::cell_text;
    use super::super::super::runs::{runs, tests::line};
    use super::super::fill;
    use crate::Tolerances;

    /// Three cells side by side, of 40 points each.
    #[track_caller]
    fn check(texts: &[(&str, f32)], expected: [&str; 3], overflows: usize) {
        let v = [0.0, 40.0, 80.0, 120.0].map(|x| (x, 0.0, 20.0));
        let edges = edges_of(&[(0.0, 0.0, 120.0), (20.0, 0.0, 120.0)], &v);
        let lattice = &lattices(&edges, &Tolerances::default())[0];
        let glyphs: Vec<_> = texts.iter().flat_map(|(text, x)| line(text, *x, 14.0, 10.0)).collect();
        let runs = runs(&glyphs);
        let filled = fill(lattice, &cells(lattice), &runs, &glyphs, &mut vec![false; runs.len()]);
        let texts: Vec<_> = filled.cells.iter().map(|c| cell_text(c, &glyphs)).collect();
        assert_eq!(
            (texts.as_slice(), filled.overflows.len()),
            (expected.map(str::to_owned).as_slice(), overflows)
        );
    }

    #[test]
    fn a_leader_past_the_rule_is_of_its_name() {
        check(&[("Poor.....", 2.0), ("37", 48.0)], ["Poor.....", "37", ""], 0);
        // The last dot lies on the rule, and the number joins it.
        check(&[("Poor....", 3.0), ("37.0", 43.0)], ["Poor....", "37.0", ""], 0);
        check(&[("Poor....", 3.0), ("37.0", 45.0)], ["Poor....", "37.0", ""], 0);
    }

    #[test]
    fn what_is_no_leader_crosses_as_any_text() {
        check(&[("Poorest", 7.5)], ["Poorest", "", ""], 1);
        check(&[("Poore..", 7.5)], ["Poore..", "", ""], 1);
        // A leader without an end is one text.
        check(&[("Po............", 2.0)], ["Po............", "", ""], 1);
    }
}
