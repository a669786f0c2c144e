//! Texts that are higher than their rows, as in prints of sheets whose rows have a fixed height: their lines lie on the
//! rules, or in the cells above and below. A sheet is drawn cell by cell, so the lines of a text follow each other in
//! the file.

use std::ops::Range;

use fenjie_model::Rect;

use super::cells::{Span, Spans};
use super::fill::cell_at;
use super::lattice::Lattice;
use super::runs::Run;
use crate::page::{Glyph, Turn};

/// The lines of a text follow each other by so much, in ems, and what is level is so within this many.
const PITCH: (f32, f32) = (0.95, 1.7);
const EVEN: f32 = 0.1;
/// Two steps from line to line differ by no more than this, in ems: rows can be nearly as high as lines.
const STEP: f32 = 0.04;
/// They begin, end or have their middles at one place within this many ems.
const ALIGNED: f32 = 0.3;
/// Words of a line stand no farther apart than this, in ems.
const SPACE: f32 = 1.2;
/// A rule cuts a line where this much of it lies on either side, in ems.
const CUT: f32 = 0.3;
/// Two lines that overlap by this much in height and width, in ems, are not of one text.
const CROWDED: (f32, f32) = (0.15, 0.5);
/// A text stands in the middle of its cell within this many ems, or exactly there.
const CENTRED: f32 = 0.4;
const EXACT: f32 = 0.2;
/// A text reaches beyond the sides of a table by no more than this, in ems.
const BEYOND: f32 = 4.0;
/// Cells with more runs than this are not looked into, and no text has more lines.
const MOST_RUNS: usize = 64;
const MOST_LINES: usize = 24;
/// What is above the baseline of an em.
const ASCENT: f32 = 0.88;

/// What stands across the rules between rows.
#[derive(Debug, Default)]
pub(super) struct Spilled {
    /// The cell of each run of a text that is higher than its row.
    pub(super) home: Vec<Option<usize>>,
    /// Two cells between which a line lies on the rule, and could be of either.
    pub(super) doubted: Vec<(usize, usize)>,
}

/// A line of a text in one cell or across its rules, with its em box.
#[derive(Debug, Clone)]
struct Line {
    /// Its runs, by their places among those that are looked at.
    runs: Range<usize>,
    bbox: Rect,
    size: f32,
}

struct Page<'a> {
    lattice: &'a Lattice,
    spans: &'a Spans,
    /// The runs that are looked at.
    free: &'a [usize],
    /// The runs in each cell by their middles, with their em boxes.
    held: Vec<Vec<(usize, Rect)>>,
}

/// What of some runs stands across the rules of a lattice.
pub(super) fn spilled(
    lattice: &Lattice,
    spans: &Spans,
    runs: &[Run],
    glyphs: &[Glyph],
    taken: &[bool],
) -> Spilled {
    let area = lattice.bbox();
    let is_free = |i: usize| {
        let (run, slack) = (&runs[i], BEYOND * runs[i].size);
        let (x, y) = (run.bbox.centre_x(), run.bbox.centre_y());
        !taken[i]
            && run.turn == Turn::Upright
            && !run.glyphs.clone().any(|g| glyphs[g].is_hidden())
            && (area.x0..=area.x1).contains(&x)
            && (area.top - slack..=area.bottom + slack).contains(&y)
    };
    let free: Vec<usize> = (0..runs.len()).filter(|&i| is_free(i)).collect();
    let mut page = Page { lattice, spans, free: &free, held: vec![Vec::new(); spans.cells.len()] };
    for (at, &i) in free.iter().enumerate() {
        let bbox = em_box(&runs[i], glyphs);
        if let Some(cell) = cell_at(lattice, spans, bbox.centre_x(), bbox.centre_y()) {
            page.held[cell].push((at, bbox));
        }
    }
    let mut found = Spilled { home: vec![None; runs.len()], doubted: Vec::new() };
    for text in texts(&lines(&free, runs, glyphs)) {
        page.place(text, &mut found);
    }
    found.doubted.sort_unstable();
    found.doubted.dedup();
    found
}

fn em_box(run: &Run, glyphs: &[Glyph]) -> Rect {
    let top = glyphs[run.glyphs.start].baseline - ASCENT * run.size;
    Rect { top, bottom: top + run.size, ..run.bbox }
}

/// The lines of some runs as they are drawn.
fn lines(free: &[usize], runs: &[Run], glyphs: &[Glyph]) -> Vec<Line> {
    let mut lines: Vec<Line> = Vec::with_capacity(free.len());
    for (at, &i) in free.iter().enumerate() {
        let (bbox, size) = (em_box(&runs[i], glyphs), runs[i].size);
        match lines.last_mut() {
            Some(line)
                if (line.bbox.bottom - bbox.bottom).abs() < EVEN * size
                    && (-EVEN * size..SPACE * size).contains(&(bbox.x0 - line.bbox.x1)) =>
            {
                line.runs.end = at + 1;
                line.bbox = line.bbox.union(bbox);
            }
            _ => lines.push(Line { runs: at..at + 1, bbox, size }),
        }
    }
    lines
}

/// The texts of some lines: those that follow each other evenly, and are aligned.
fn texts(lines: &[Line]) -> impl Iterator<Item = &[Line]> {
    let mut rest = lines;
    std::iter::from_fn(move || {
        let end = (1..rest.len()).find(|end| !goes_on(&rest[..*end], &rest[*end])).unwrap_or(rest.len());
        let text = rest.split_off(..end);
        text.filter(|text| !text.is_empty())
    })
}

/// Whether a line goes on with a text.
fn goes_on(text: &[Line], line: &Line) -> bool {
    let Some(last) = text.last() else { return false };
    let em = line.size;
    let by = |above: &Line, below: &Line| (below.bbox.top - above.bbox.top) / em;
    let is_even = match text {
        [.., before, last] => (by(before, last) - by(last, line)).abs() <= STEP,
        _ => true,
    };
    let ends = [
        (last.bbox.x0, line.bbox.x0),
        (last.bbox.x1, line.bbox.x1),
        (last.bbox.centre_x(), line.bbox.centre_x()),
    ];
    (last.size - em).abs() < EVEN * em
        && (PITCH.0..=PITCH.1).contains(&by(last, line))
        && is_even
        && ends.iter().any(|(a, b)| (a - b).abs() <= ALIGNED * em)
}

impl Page<'_> {
    /// Places a text whose lines lie in several cells in the one that it stands in the middle of, or says that it could
    /// be of either of two.
    fn place(&self, text: &[Line], found: &mut Spilled) {
        let [first, .., last] = text else {
            let cut = text.first().and_then(|line| self.cut(line)).filter(|cells| {
                let [line] = text else { return false };
                self.own(line).is_some_and(|own| self.holds_other(own, text, |_| true)) && cells.0 != cells.1
            });
            found.doubted.extend(cut);
            return;
        };
        let (em, middle) = (first.size, f32::midpoint(first.bbox.top, last.bbox.bottom));
        let own: Vec<Option<usize>> = text.iter().map(|line| self.own(line)).collect();
        let Some(home) = cell_at(self.lattice, self.spans, first.bbox.centre_x(), middle) else { return };
        if text.len() > MOST_LINES {
            return;
        }
        let mut stand = || {
            text.iter()
                .flat_map(|line| &self.free[line.runs.clone()])
                .for_each(|run| found.home[*run] = Some(home))
        };
        if own.iter().all(|cell| *cell == Some(home)) {
            // A run's own box can have its middle on the other side of the rule.
            if text.iter().any(|line| self.reaches(line)) {
                stand();
            }
            return;
        }
        let bbox = self.bbox(&self.spans.cells[home]);
        let off = (middle - bbox.centre_y()).abs() / em;
        let within = text.iter().all(|line| (bbox.x0..=bbox.x1).contains(&line.bbox.centre_x()));
        let is_spilt = |line: &Line| {
            let Some(cell) = self.own(line) else { return true };
            let crowds = |other: Rect| {
                let height = line.bbox.bottom.min(other.bottom) - line.bbox.top.max(other.top);
                let width = line.bbox.x1.min(other.x1) - line.bbox.x0.max(other.x0);
                height > CROWDED.0 * em && width > CROWDED.1 * em
            };
            let is_cut = || self.cut(line).is_some();
            self.holds_other(cell, text, crowds)
                || is_cut() && self.holds_other(cell, text, |_| true)
                || is_cut() && text.len() == 2 && off <= EXACT
        };
        let is_beside =
            |line: &Line| self.own(line).is_some_and(|cell| self.holds_other(cell, text, |_| true));
        let beyond = || text.iter().zip(&own).filter(|(_, cell)| **cell != Some(home)).map(|(line, _)| line);
        if within
            && off <= CENTRED
            && beyond().all(|line| is_spilt(line) || is_beside(line))
            && beyond().any(is_spilt)
        {
            stand();
            return;
        }
        let cut = text.iter().filter_map(|line| self.cut(line));
        found.doubted.extend(cut.filter(|(above, below)| above != below));
    }

    /// The cell that the middle of a line is in.
    fn own(&self, line: &Line) -> Option<usize> {
        cell_at(self.lattice, self.spans, line.bbox.centre_x(), line.bbox.centre_y())
    }

    fn bbox(&self, span: &Span) -> Rect {
        let (xs, ys) = (&self.lattice.xs, &self.lattice.ys);
        Rect::new(xs[span.col], ys[span.row], xs[span.col_end], ys[span.row_end])
    }

    /// Whether a rule between two rows, or above or below all, goes through a line.
    fn reaches(&self, line: &Line) -> bool {
        let at = |y: f32| cell_at(self.lattice, self.spans, line.bbox.centre_x(), y);
        at(line.bbox.top + EVEN * line.size) != at(line.bbox.bottom - EVEN * line.size)
            || self.own(line).is_none()
    }

    /// The cells above and below the rule that cuts a line.
    fn cut(&self, line: &Line) -> Option<(usize, usize)> {
        let at = |y: f32| cell_at(self.lattice, self.spans, line.bbox.centre_x(), y);
        let (above, below) = (at(line.bbox.top + CUT * line.size), at(line.bbox.bottom - CUT * line.size));
        let either = above.or(below)?;
        (above != below).then(|| (above.unwrap_or(either), below.unwrap_or(either)))
    }

    /// Whether a cell holds a run of another text that is so.
    fn holds_other(&self, cell: usize, text: &[Line], is: impl Fn(Rect) -> bool) -> bool {
        let own = |run: &usize| text.iter().any(|line| line.runs.contains(run));
        let held = &self.held[cell];
        held.len() <= MOST_RUNS && held.iter().any(|(run, bbox)| !own(run) && is(*bbox))
    }
}

#[cfg(test)]
mod tests {
    use super::super::cells::cells;
    use super::super::fill::fill;
    use super::super::lattice::{lattices, tests::edges_of};
    use super::super::prose::cell_text;
    use super::super::runs::{runs, tests::line};
    use crate::Tolerances;

    /// Three rows 12 points high from 0 on, 60 points wide, and the texts of each at the left end and baseline; how
    /// many lines are in doubt.
    #[track_caller]
    fn check(texts: &[(&str, f32, f32)], expected: [&str; 3], doubted: usize) {
        let h = [0.0, 12.0, 24.0, 36.0].map(|y| (y, 0.0, 60.0));
        let edges = edges_of(&h, &[(0.0, 0.0, 36.0), (60.0, 0.0, 36.0)]);
        let lattice = &lattices(&edges, &Tolerances::default())[0];
        let glyphs: Vec<_> = texts.iter().flat_map(|(text, x, y)| line(text, *x, *y, 8.0)).collect();
        let runs = runs(&glyphs);
        let filled = fill(lattice, &cells(lattice), &runs, &glyphs, &mut vec![false; runs.len()]);
        let read: Vec<_> = filled.cells.iter().map(|c| cell_text(c, &glyphs)).collect();
        assert_eq!(read, expected);
        assert_eq!(filled.doubted.len(), doubted);
    }

    #[test]
    fn two_lines_in_a_row_as_high_as_one() {
        check(
            &[("社会消费品", 2.0, 15.2), ("目标", 2.0, 26.8), ("公共预算", 2.0, 33.0), ("指标", 2.0, 9.0)],
            ["指标", "社会消费品目标", "公共预算"],
            0,
        );
        // In every row.
        check(
            &[
                ("甲一二三", 2.0, 3.4),
                ("四", 2.0, 14.8),
                ("乙一二三", 2.0, 15.4),
                ("五", 2.0, 26.8),
                ("丙一二三", 2.0, 27.4),
                ("六", 2.0, 38.8),
            ],
            ["甲一二三四", "乙一二三五", "丙一二三六"],
            0,
        );
    }

    #[test]
    fn three_lines_of_a_head_above_and_below_its_row() {
        check(
            &[
                ("建筑", 2.0, -3.4),
                ("面积", 2.0, 9.0),
                ("）", 2.0, 21.4),
                ("12", 40.0, 21.0),
                ("3", 40.0, 33.0),
            ],
            ["建筑面积）", "12", "3"],
            0,
        );
    }

    #[test]
    fn lines_of_a_column_each_in_its_row() {
        check(&[("甲镇", 2.0, 9.0), ("乙镇", 2.0, 21.0), ("丙镇", 2.0, 33.0)], ["甲镇", "乙镇", "丙镇"], 0);
        // All somewhat low.
        check(&[("甲镇", 2.0, 11.5), ("乙镇", 2.0, 23.5), ("丙镇", 2.0, 35.5)], ["甲镇", "乙镇", "丙镇"], 0);
    }

    #[test]
    fn a_line_on_a_rule_beside_others_is_said() {
        check(
            &[("公共预算", 2.0, 33.0), ("社会消费", 2.0, 27.3), ("指标", 2.0, 9.0), ("目标", 2.0, 18.0)],
            ["指标", "目标", "社会消费公共预算"],
            1,
        );
    }
}
