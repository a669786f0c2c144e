//! Glyphs go into the cells of a lattice.

use super::cells::Spans;
use super::lattice::Lattice;
use super::runs::{Run, is_space};
use crate::page::Glyph;

/// The runs of each cell, and of what is in no cell.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Filled {
    /// The runs of each cell, in drawing order.
    pub(crate) cells: Vec<Vec<Run>>,
    /// The cells whose text runs across their rules, and whether another cell's text is in the way.
    pub(crate) overflows: Vec<Overflow>,
}

/// Text that runs across the rules of its cell.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Overflow {
    /// The cell that it was given to.
    pub(crate) cell: usize,
    /// The cell that it reaches into.
    pub(crate) into: usize,
}

/// A glyph straddles a rule when more than this part of its width lies on either side.
const STRADDLE: f32 = 0.2;

/// Puts the runs that lie in the lattice into its cells; `taken` marks the runs that were put somewhere.
///
/// A glyph belongs to the cell that its middle is in. A run that a rule goes through without a gap (a bracket that did
/// not fit) belongs as a whole to the cell that holds most of it.
pub(crate) fn fill(
    lattice: &Lattice,
    spans: &Spans,
    runs: &[Run],
    glyphs: &[Glyph],
    taken: &mut [bool],
) -> Filled {
    let bbox = lattice.bbox();
    let mut filled = Filled { cells: vec![Vec::new(); spans.cells.len()], overflows: Vec::new() };
    for (i, run) in runs.iter().enumerate() {
        if taken[i] || !bbox.contains(run.bbox.centre_x(), run.bbox.centre_y()) {
            continue;
        }
        let cell_of = |g: &Glyph| cell_at(lattice, spans, g.bbox.centre_x(), g.bbox.centre_y());
        let first = cell_of(&glyphs[run.glyphs.start]);
        if glyphs[run.glyphs.clone()].iter().all(|g| cell_of(g) == first) {
            if let Some(cell) = first {
                filled.cells[cell].push(run.clone());
                taken[i] = true;
            }
            continue;
        }
        taken[i] = place_crossing(lattice, run, glyphs, cell_of, &mut filled);
    }
    filled
}

/// Places a run whose glyphs are in several cells; whether any of it was placed.
fn place_crossing(
    lattice: &Lattice,
    run: &Run,
    glyphs: &[Glyph],
    cell_of: impl Fn(&Glyph) -> Option<usize>,
    filled: &mut Filled,
) -> bool {
    let mut parts: Vec<(Option<usize>, Run)> = Vec::new();
    for k in run.glyphs.clone() {
        let cell = cell_of(&glyphs[k]);
        match parts.last_mut() {
            Some((c, part)) if *c == cell => {
                part.glyphs.end = k + 1;
                part.bbox = part.bbox.union(glyphs[k].bbox);
            }
            _ => parts.push((cell, Run { glyphs: k..k + 1, bbox: glyphs[k].bbox, ..run.clone() })),
        }
    }
    let most = parts.iter().filter(|(c, _)| c.is_some()).max_by_key(|(_, p)| p.glyphs.len());
    let Some(cell) = most.and_then(|(c, _)| *c) else { return false };
    let of = |part: &Run| part.glyphs.len();
    let rest = of(run) - parts.iter().filter(|(c, _)| *c == Some(cell)).map(|(_, p)| of(p)).sum::<usize>();
    let crosses = parts.windows(2).any(|w| {
        let (a, b) = (&glyphs[w[0].1.glyphs.end - 1], &glyphs[w[1].1.glyphs.start]);
        let on_rule = |g: &Glyph| {
            let slack = STRADDLE * g.bbox.width();
            lattice.xs.iter().any(|&x| g.bbox.x0 + slack < x && x < g.bbox.x1 - slack)
        };
        // Without a glyph on the rule the texts of two neighbours meet there, unless a small rest hangs over.
        on_rule(a) || on_rule(b) || (!is_space(b.bbox.x0 - a.bbox.x1, run.size) && rest * 4 <= of(run))
    });
    if crosses {
        for into in parts.iter().filter_map(|(c, _)| *c).filter(|c| *c != cell) {
            filled.overflows.push(Overflow { cell, into });
        }
        filled.cells[cell].push(run.clone());
    } else {
        for (c, part) in parts {
            // What lies outside goes with the cell that the run is in, so that nothing is lost.
            filled.cells[c.unwrap_or(cell)].push(part);
        }
    }
    true
}

fn cell_at(lattice: &Lattice, spans: &Spans, x: f32, y: f32) -> Option<usize> {
    let col = interval(&lattice.xs, x)?;
    let row = interval(&lattice.ys, y)?;
    spans.owner[row * lattice.columns() + col]
}

fn interval(list: &[f32], at: f32) -> Option<usize> {
    let i = list.partition_point(|p| *p <= at);
    (i > 0 && i < list.len()).then(|| i - 1)
}

#[cfg(test)]
mod tests {
    use super::super::cells::cells;
    use super::super::lattice::{lattices, tests::edges_of};
    use super::super::prose::cell_text;
    use super::super::runs::{runs, tests::line};
    use super::*;
    use crate::Tolerances;

    /// Two cells side by side, 0 to 40 and 40 to 80 points.
    #[track_caller]
    fn check(glyphs: &[Glyph], expected: [&str; 2], overflows: usize) {
        let edges = edges_of(
            &[(0.0, 0.0, 80.0), (20.0, 0.0, 80.0)],
            &[(0.0, 0.0, 20.0), (40.0, 0.0, 20.0), (80.0, 0.0, 20.0)],
        );
        let lattice = &lattices(&edges, &Tolerances::default())[0];
        let runs = runs(glyphs);
        let filled = fill(lattice, &cells(lattice), &runs, glyphs, &mut vec![false; runs.len()]);
        let texts: Vec<_> = filled.cells.iter().map(|c| cell_text(c, glyphs)).collect();
        assert_eq!(texts, expected);
        assert_eq!(filled.overflows.len(), overflows);
    }

    #[test]
    fn each_in_its_cell() {
        let mut glyphs = line("全区", 5.0, 14.0, 10.0);
        glyphs.extend(line("12.5", 50.0, 14.0, 10.0));
        check(&glyphs, ["全区", "12.5"], 0);
    }

    #[test]
    fn a_bracket_that_did_not_fit() {
        check(&line("608（考核）", -1.0 + 2.0, 14.0, 8.0), ["608（考核）", ""], 1);
    }

    #[test]
    fn neighbours_that_meet_at_the_rule() {
        let mut glyphs = line("甲乙丙丁", 0.0, 14.0, 10.0);
        glyphs.extend(line("戊己", 40.0, 14.0, 10.0));
        check(&glyphs, ["甲乙丙丁", "戊己"], 0);
    }
}
