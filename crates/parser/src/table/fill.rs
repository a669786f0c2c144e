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
/// A space of a full-width font, in ems.
const WIDE_SPACE: f32 = 1.2;
/// Text reaches its rule when it ends within this many ems of it.
const AT_RULE: f32 = 0.35;

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
    let mut crossing = Vec::new();
    for (i, run) in runs.iter().enumerate() {
        if taken[i] || !bbox.contains(run.bbox.centre_x(), run.bbox.centre_y()) {
            continue;
        }
        let parts = parts(lattice, spans, run, glyphs);
        match parts.as_slice() {
            [(None, _)] => {}
            [(Some(cell), _)] => {
                filled.cells[*cell].push(run.clone());
                taken[i] = true;
            }
            _ => crossing.push((i, parts)),
        }
    }
    // What else a cell holds tells whether a part of a run is its own: those that cross come last.
    for (i, parts) in crossing {
        let before = (i > 0 && leads(&runs[i - 1], &runs[i], glyphs)).then(|| {
            let last = glyphs[runs[i - 1].glyphs.end - 1].bbox;
            cell_at(lattice, spans, last.centre_x(), last.centre_y())
        });
        let cell = owner(&parts, before.flatten());
        taken[i] =
            cell.is_some_and(|cell| place_crossing(lattice, &runs[i], parts, cell, glyphs, &mut filled));
    }
    filled
}

/// A part of a run, with the cell that it is in.
type Part = (Option<usize>, Run);

/// A run, cut where its glyphs are in another cell.
fn parts(lattice: &Lattice, spans: &Spans, run: &Run, glyphs: &[Glyph]) -> Vec<Part> {
    let mut parts: Vec<Part> = Vec::new();
    for k in run.glyphs.clone() {
        let bbox = glyphs[k].bbox;
        let cell = cell_at(lattice, spans, bbox.centre_x(), bbox.centre_y());
        match parts.last_mut() {
            Some((c, part)) if *c == cell => {
                part.glyphs.end = k + 1;
                part.bbox = part.bbox.union(bbox);
            }
            _ => parts.push((cell, Run { glyphs: k..k + 1, bbox, ..run.clone() })),
        }
    }
    parts
}

/// Whether the second run goes on the first at most a wide space later.
fn leads(a: &Run, b: &Run, glyphs: &[Glyph]) -> bool {
    let level = (glyphs[a.glyphs.start].baseline - glyphs[b.glyphs.start].baseline).abs() < 0.1 * b.size;
    a.turn == b.turn && level && (0.0..=WIDE_SPACE * b.size).contains(&(b.bbox.x0 - a.bbox.x1))
}

/// The cell that a run in several cells would belong to as a whole: the one that the run before it ends in, or the one
/// that holds most of it.
fn owner(parts: &[Part], before: Option<usize>) -> Option<usize> {
    let most = || parts.iter().rev().filter(|(c, _)| c.is_some()).max_by_key(|(_, p)| p.glyphs.len());
    before.filter(|b| parts.iter().any(|(c, _)| *c == Some(*b))).or_else(|| most().and_then(|(c, _)| *c))
}

/// Places a run whose glyphs are in several cells.
fn place_crossing(
    lattice: &Lattice,
    run: &Run,
    parts: Vec<Part>,
    cell: usize,
    glyphs: &[Glyph],
    filled: &mut Filled,
) -> bool {
    if parts.windows(2).any(|w| crosses(lattice, run, cell, &w[0], &w[1], glyphs, filled)) {
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

/// Whether two neighbouring parts are one text that runs across the rule, and not the texts of two cells.
fn crosses(
    lattice: &Lattice,
    run: &Run,
    cell: usize,
    a: &Part,
    b: &Part,
    glyphs: &[Glyph],
    filled: &Filled,
) -> bool {
    let (left, right) = (glyphs[a.1.glyphs.end - 1].bbox, glyphs[b.1.glyphs.start].bbox);
    let on_rule = |g: fenjie_model::Rect| {
        let slack = STRADDLE * g.width();
        lattice.xs.iter().any(|&x| g.x0 + slack < x && x < g.x1 - slack)
    };
    if on_rule(left) || on_rule(right) {
        return true;
    }
    // Without a glyph on the rule the texts of two neighbours meet there, unless a small rest hangs over.
    let rest = if a.0 == Some(cell) { b } else { a };
    if rest.1.glyphs.len() * 4 > run.glyphs.len() {
        return false;
    }
    let reaches = lattice.xs.iter().any(|&x| {
        let within = |at: f32| (at - x).abs() <= AT_RULE * run.size;
        within(left.x1) && (within(right.x0) || right.x0 <= x)
    });
    !is_space(right.x0 - left.x1, run.size)
        || (reaches && rest.0.is_some_and(|c| !filled.cells[c].is_empty()))
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
