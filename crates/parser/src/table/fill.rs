//! Glyphs go into the cells of a lattice.

mod leaders;

use fenjie_model::Rect;

use super::cells::Spans;
use super::lattice::Lattice;
use super::runs::{EVEN, Run, is_space};
use super::spill::spilled;
use crate::page::{Before, Glyph, Turn};

/// The runs of each cell, and of what is in no cell.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Filled {
    /// The runs of each cell, in drawing order.
    pub(crate) cells: Vec<Vec<Run>>,
    /// The cells whose text runs across their rules, and whether another cell's text is in the way.
    pub(crate) overflows: Vec<Overflow>,
    /// The cells that are too small for their text, and hide a part of it.
    pub(crate) hiding: Vec<usize>,
    /// Cells above and below a rule that a text lies on, which could be of either.
    pub(crate) doubted: Vec<(usize, usize)>,
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
/// Glyphs of one text overlap by this many ems at most.
const PITCH: f32 = 0.15;
/// Glyphs of one word follow each other within this many ems.
const CLOSE: f32 = 0.08;
/// A text stands on the middle of its cell within this many ems.
const CENTRED: f32 = 0.1;
/// A space of a full-width font, in ems.
const WIDE_SPACE: f32 = 1.2;

/// Puts the runs that lie in the lattice into its cells; `taken` marks the runs that were put somewhere.
///
/// A glyph belongs to the cell that its middle is in; where the cell is too small for its text and the rest is hidden, to
/// the one in which the glyph would be seen. A run that a rule goes through without a gap (a bracket that did
/// not fit) belongs as a whole to the cell that holds most of it.
pub(crate) fn fill(
    lattice: &Lattice,
    spans: &Spans,
    runs: &[Run],
    glyphs: &[Glyph],
    taken: &mut [bool],
) -> Filled {
    let bbox = lattice.bbox();
    let spilled = spilled(lattice, spans, runs, glyphs, taken);
    let mut filled = Filled {
        cells: vec![Vec::new(); spans.cells.len()],
        overflows: Vec::new(),
        hiding: Vec::new(),
        doubted: spilled.doubted,
    };
    let mut crossing = Vec::new();
    for (i, run) in runs.iter().enumerate() {
        if taken[i] {
            continue;
        }
        match hidden_in(lattice, spans, run, glyphs) {
            Some(Some(cell)) => {
                filled.hiding.push(cell);
                filled.cells[cell].push(run.clone());
                taken[i] = true;
                continue;
            }
            // What is hidden outside of the table is none of it, though it lies there.
            Some(None) => continue,
            None => {}
        }
        if let Some(cell) = spilled.home[i] {
            let into = cell_at(lattice, spans, run.bbox.centre_x(), run.bbox.centre_y());
            filled.overflows.extend(into.filter(|into| *into != cell).map(|into| Overflow { cell, into }));
            filled.cells[cell].push(run.clone());
            taken[i] = true;
            continue;
        }
        if !bbox.contains(run.bbox.centre_x(), run.bbox.centre_y()) {
            continue;
        }
        let corners = [(run.bbox.x0, run.bbox.top), (run.bbox.x1, run.bbox.bottom)];
        let [first, last] = corners.map(|(x, y)| cell_at(lattice, spans, x, y));
        if let Some(cell) = first
            && first == last
        {
            filled.cells[cell].push(run.clone());
            taken[i] = true;
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
    filled.hiding.sort_unstable();
    filled.hiding.dedup();
    // What else a cell holds tells whether a part of a run is its own: those that cross come last.
    for (i, parts) in crossing {
        if let Some(texts) = centred(lattice, spans, &runs[i], glyphs) {
            for (cell, text) in texts {
                let reached = parts.iter().filter_map(|(c, _)| *c).filter(|c| *c != cell);
                let edges =
                    [text.bbox.x0, text.bbox.x1].map(|x| cell_at(lattice, spans, x, text.bbox.centre_y()));
                let into = reached.clone().find(|c| edges.contains(&Some(*c)));
                filled.overflows.extend(into.map(|into| Overflow { cell, into }));
                filled.cells[cell].push(text);
            }
            taken[i] = true;
            continue;
        }
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

/// The cell, if any, of a run that is hidden in part or as a whole, for its cell is too small: the one in which it is
/// seen, or would be. None where nothing is hidden, or it is not the whole run that is of one cell.
fn hidden_in(lattice: &Lattice, spans: &Spans, run: &Run, glyphs: &[Glyph]) -> Option<Option<usize>> {
    let own = &glyphs[run.glyphs.clone()];
    if !own.first()?.is_hidden() && !own.last()?.is_hidden() {
        return None;
    }
    let seat = |g: &Glyph| (g.bbox.centre_x() - g.beyond[0], g.bbox.centre_y() - g.beyond[1]);
    let mut cells = own.iter().map(|g| {
        let (x, y) = seat(g);
        cell_at(lattice, spans, x, y)
    });
    let first = cells.next()?;
    cells.all(|cell| cell == first).then_some(first)
}

/// A part of a run, with the cell that it is in.
type Part = (Option<usize>, Run);

/// A run, cut where its glyphs are in another cell.
fn parts(lattice: &Lattice, spans: &Spans, run: &Run, glyphs: &[Glyph]) -> Vec<Part> {
    let mut parts: Vec<Part> = Vec::new();
    for k in run.glyphs.clone() {
        let (bbox, ink) = (glyphs[k].bbox, ink(&glyphs[k]));
        let led = parts.last().and_then(|(cell, _)| *cell);
        let led = led.filter(|&cell| leaders::is_past(run, k, lattice.xs[spans.cells[cell].col_end], glyphs));
        let cell = led.or_else(|| cell_at(lattice, spans, ink.centre_x(), ink.centre_y()));
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

/// The texts of a run that meet or overlap because each is wider than the cell whose middle it stands on, with their
/// cells; none where any of them is not centred, or two are in one cell.
fn centred(lattice: &Lattice, spans: &Spans, run: &Run, glyphs: &[Glyph]) -> Option<Vec<(usize, Run)>> {
    let mut texts: Vec<Run> = Vec::new();
    for k in run.glyphs.clone() {
        let bbox = glyphs[k].bbox;
        match texts.last_mut() {
            Some(text) if (bbox.x0 - glyphs[k - 1].bbox.x1).abs() <= EVEN * run.size => {
                text.glyphs.end = k + 1;
                text.bbox = text.bbox.union(bbox);
            }
            _ => texts.push(Run { glyphs: k..k + 1, bbox, ..run.clone() }),
        }
    }
    let mut found: Vec<(usize, Run)> = Vec::with_capacity(texts.len());
    for text in texts {
        let cell = cell_at(lattice, spans, text.bbox.centre_x(), text.bbox.centre_y())?;
        let span = &spans.cells[cell];
        let middle = f32::midpoint(lattice.xs[span.col], lattice.xs[span.col_end]);
        let is_own = found.last().is_none_or(|(last, _)| *last != cell);
        if !is_own || (text.bbox.centre_x() - middle).abs() > CENTRED * run.size {
            return None;
        }
        found.push((cell, text));
    }
    (found.len() > 1).then_some(found)
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
    if parts.windows(2).any(|w| crosses(lattice, run, cell, &w[0], &w[1], glyphs)) {
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
fn crosses(lattice: &Lattice, run: &Run, cell: usize, a: &Part, b: &Part, glyphs: &[Glyph]) -> bool {
    let (left, right) = (ink(&glyphs[a.1.glyphs.end - 1]), ink(&glyphs[b.1.glyphs.start]));
    let on_rule = |g: Rect| {
        let slack = STRADDLE * g.width();
        lattice.xs.iter().any(|&x| g.x0 + slack < x && x < g.x1 - slack)
    };
    let is_led = leaders::ends_in_leader(&glyphs[a.1.glyphs.clone()]) && glyphs[b.1.glyphs.start].ch != '.';
    if is_led && !on_rule(right) {
        return false;
    }
    // A bracket or stop at the end of a line may hang over.
    if (on_rule(left) && !closes(&glyphs[a.1.glyphs.end - 1])) || on_rule(right) {
        return true;
    }
    // One string that goes on without a gap is one text.
    let (last, next) = (&glyphs[a.1.glyphs.end - 1], &glyphs[b.1.glyphs.start]);
    let is_close = (next.bbox.x0 - last.bbox.x1).abs() <= CLOSE * run.size;
    // Fields of a fixed width fill their cells from rule to rule.
    let at_rule = |x: f32| lattice.xs.iter().any(|rule| (rule - x).abs() <= CLOSE * run.size);
    let fills = at_rule(next.bbox.x0) && at_rule(run.bbox.x1);
    if next.before == Before::Glyph && is_close && !fills {
        return true;
    }
    // Without a glyph on the rule the texts of two neighbours meet there, unless a small rest hangs over.
    let rest = if a.0 == Some(cell) { b } else { a };
    if rest.1.glyphs.len() * 4 > run.glyphs.len() {
        return false;
    }
    // Text that goes on has the pitch of its glyphs, or has it cut by the empty half of a bracket.
    let (full, bare) =
        (glyphs[b.1.glyphs.start].bbox.x0 - glyphs[a.1.glyphs.end - 1].bbox.x1, right.x0 - left.x1);
    !is_space(bare, run.size) && (full > -PITCH * run.size || bare < 0.5 * PITCH * run.size)
}

/// The box of a glyph without the empty half of a full-width bracket or stop, which a writer can let hang over.
fn ink(glyph: &Glyph) -> Rect {
    let bbox = glyph.bbox;
    if bbox.width() <= 0.8 * glyph.size || glyph.turn != Turn::Upright {
        return bbox;
    }
    match glyph.ch {
        _ if closes(glyph) => Rect { x1: bbox.centre_x(), ..bbox },
        '（' | '【' | '《' | '〈' | '「' | '『' | '〔' => Rect { x0: bbox.centre_x(), ..bbox },
        _ => bbox,
    }
}

/// Whether the glyph is a bracket or stop that stands at the left of a full width.
fn closes(glyph: &Glyph) -> bool {
    matches!(glyph.ch, '）' | '】' | '》' | '〉' | '」' | '』' | '〕' | '，' | '。' | '、' | '；' | '：')
}

/// The cell at a place.
pub(super) fn cell_at(lattice: &Lattice, spans: &Spans, x: f32, y: f32) -> Option<usize> {
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
    fn what_a_cell_hides_is_its_own() {
        let mut glyphs = line("甲乙丙丁戊", 4.0, 14.0, 10.0);
        glyphs[4].beyond = [11.0, 0.0];
        glyphs.extend(line("1", 60.0, 14.0, 10.0));
        let mut below = line("己", 5.0, 26.0, 10.0);
        below[0].beyond = [0.0, 5.0];
        check(&[glyphs, below].concat(), ["甲乙丙丁戊己", "1"], 0);
        // A note below the table.
        let mut note = line("注", 5.0, 14.0, 10.0);
        note[0].beyond = [0.0, -20.0];
        check(&[note, line("1", 60.0, 14.0, 10.0)].concat(), ["", "1"], 0);
    }

    #[test]
    fn each_in_its_cell() {
        let mut glyphs = line("全区", 5.0, 14.0, 10.0);
        glyphs.extend(line("12.5", 50.0, 14.0, 10.0));
        check(&glyphs, ["全区", "12.5"], 0);
    }

    #[test]
    fn a_bracket_that_did_not_fit() {
        check(&line("608（考核）", 4.0, 14.0, 8.0), ["608（考核）", ""], 1);
        // Only its empty half lies over the rule.
        check(&line("608（考核）", 1.0, 14.0, 8.0), ["608（考核）", ""], 0);
    }

    /// Each is wider than its cell, so that they overlap.
    #[test]
    fn wide_texts_that_are_centred_in_their_cells() {
        let mut glyphs = line("甲乙丙丁", -1.0, 14.0, 10.5);
        glyphs.extend(line("戊己庚辛", 39.0, 14.0, 10.5));
        check(&glyphs, ["甲乙丙丁", "戊己庚辛"], 2);
    }

    /// A writer that sets ） half as wide leaves its box over the rule.
    #[test]
    fn a_bracket_whose_empty_half_hangs_over() {
        let mut glyphs = line("镇乡街）", 2.5, 14.0, 10.0);
        glyphs.extend(line("戊", 43.0, 14.0, 10.0));
        check(&glyphs, ["镇乡街）", "戊"], 0);
    }

    #[test]
    fn a_bracket_that_hangs_over() {
        let mut glyphs = line("甲乙（丙）", 0.0, 14.0, 9.0);
        glyphs.extend(line("戊己庚", 47.0, 14.0, 10.0));
        check(&glyphs, ["甲乙（丙）", "戊己庚"], 0);
    }

    #[test]
    fn one_string_over_a_rule_is_not_cut() {
        let string = |text: &str| {
            let mut glyphs = line(text, 20.0, 14.0, 10.0);
            glyphs[1..].iter_mut().for_each(|g| g.before = Before::Glyph);
            glyphs
        };
        check(&string("道路改建"), ["道路改建", ""], 1);
        check(&string("roadwo"), ["roadwo", ""], 1);
        // Two cells in one string, with a space between them.
        check(&string("abc 12"), ["abc", "12"], 0);
        // Two strings.
        check(&line("道路改建", 20.0, 14.0, 10.0), ["道路", "改建"], 0);
    }

    #[test]
    fn neighbours_that_meet_at_the_rule() {
        let mut glyphs = line("甲乙丙丁", 0.0, 14.0, 10.0);
        glyphs.extend(line("戊己", 40.0, 14.0, 10.0));
        check(&glyphs, ["甲乙丙丁", "戊己"], 0);
    }
}
