//! The rule over a sum: where it is drawn over the numbers alone, the columns beside them are parted there too.

use super::aligned::ends_in_leader;
use super::cells::Spans;
use super::fill::Filled;
use super::implied::{is_label, is_number, overlap};
use super::lattice::Lattice;
use super::level::breaks_early;
use super::prose::{Gaps, Line, line_text, lines};
use crate::page::Glyph;

/// So many numbers one below the other are of as many rows.
const FEWEST_NUMBERS: usize = 3;
/// Of the lines of the cells beside them so many stand level with a number.
const LEVEL_LINES: (usize, usize) = (3, 4);
/// Lines of one row overlap by this part of their height at least.
const LEVEL: f32 = 0.5;
/// The middle of a line is this far from a rule that does not cross it, in ems.
const CLEAR: f32 = 0.25;
/// No more lines are looked at in a table, those beside several rules as often.
const MOST_LINES: usize = 1 << 13;

/// Draws the rules on that end beside cells that go on over them, if those hold rows of their own on both sides; whether
/// any was.
///
/// A cell that is merged downwards has one number beside it in each of its rows, and not a stack of them.
pub(crate) fn draw_on(lattice: &mut Lattice, spans: &Spans, filled: &Filled, glyphs: &[Glyph]) -> bool {
    // The cells that end or begin at each boundary, and those that go on over it.
    let mut at: Vec<[Vec<usize>; 2]> = vec![Default::default(); lattice.rows() + 1];
    for (i, span) in spans.cells.iter().enumerate() {
        at[span.row][0].push(i);
        at[span.row_end][0].push(i);
        at[span.row + 1..span.row_end].iter_mut().for_each(|[_, over]| over.push(i));
    }
    let mut room = MOST_LINES;
    let mut parted = Vec::new();
    for (boundary, [ending, over]) in at.iter().enumerate().filter(|(_, [_, over])| !over.is_empty()) {
        let held = |cells: &[usize]| cells.iter().map(|&i| filled.cells[i].len()).sum::<usize>();
        let Some(left) = room.checked_sub(held(ending) + held(over)) else { break };
        room = left;
        let lines_of =
            |cells: &[usize]| cells.iter().map(|&i| lines(&filled.cells[i], glyphs)).collect::<Vec<_>>();
        let (y, names) = (lattice.ys[boundary], lines_of(over));
        let width = |i: usize| lattice.xs[spans.cells[i].col_end] - lattice.xs[spans.cells[i].col];
        let names_sum = over.iter().zip(&names).any(|(&i, cell)| names_sum(cell, y, width(i), glyphs));
        // One run is one line at most.
        if !names_sum && ending.iter().all(|&i| filled.cells[i].len() < FEWEST_NUMBERS) {
            continue;
        }
        if is_over_sum(&lines_of(ending), &names, names_sum, y, glyphs) {
            parted.extend(over.iter().map(|&i| (boundary, spans.cells[i].col..spans.cells[i].col_end)));
        }
    }
    for (boundary, columns) in &parted {
        lattice.draw_level(*boundary, columns.clone());
    }
    !parted.is_empty()
}

/// Whether the cells that end at a height stack numbers, and the lines of those that go on over it stand beside these,
/// above it or below.
fn is_over_sum(
    ending: &[Vec<Line<'_>>],
    over: &[Vec<Line<'_>>],
    names_sum: bool,
    y: f32,
    glyphs: &[Glyph],
) -> bool {
    let is_of_number = |line: &&Line<'_>| is_number(line_text(line, glyphs, Gaps::One).trim());
    let is_stack =
        |cell: &Vec<Line<'_>>| cell.len() >= FEWEST_NUMBERS && cell.iter().all(|line| is_of_number(&line));
    let has_words = |line: &Line<'_>| line_text(line, glyphs, Gaps::One).contains(char::is_alphabetic);
    let names_rows = |cell: &Vec<Line<'_>>| !cell.is_empty() && cell.iter().all(has_words);
    // Between the lines of a chart numbers stand at its bars.
    if !(names_sum || ending.iter().any(is_stack)) || !over.iter().any(names_rows) {
        return false;
    }
    let extent = |line: &Line<'_>| (line.bbox.top, line.bbox.bottom);
    let numbers: Vec<(f32, f32)> = ending.iter().flatten().filter(is_of_number).map(extent).collect();
    let is_level = |line: &&Line<'_>| numbers.iter().any(|number| overlap(*number, extent(line)) > LEVEL);
    let from = numbers.iter().map(|number| number.0).fold(y, f32::min);
    let to = numbers.iter().map(|number| number.1).fold(y, f32::max);
    // What rows are of has no number beside it.
    let is_label = |line: &Line<'_>| is_label(&line_text(line, glyphs, Gaps::One));
    let within = |line: &&Line<'_>| line.bbox.bottom > from && line.bbox.top < to;
    let all = over.iter().flatten().filter(within).filter(|line| is_level(line) || !is_label(line));
    let is_cut = |line: &Line<'_>| (line.bbox.centre_y() - y).abs() < CLEAR * line.size;
    let (level, printed) = (all.clone().filter(is_level).count(), all.clone().count());
    printed > 0 && !all.clone().any(is_cut) && LEVEL_LINES.1 * level >= LEVEL_LINES.0 * printed
}

/// Whether a line right below a height names a sum in Latin script, and the one above it is no other part of that name:
/// it has room for more, or a leader.
fn names_sum(cell: &[Line<'_>], y: f32, width: f32, glyphs: &[Glyph]) -> bool {
    let below = cell.partition_point(|line| line.bbox.centre_y() < y);
    let [.., above] = &cell[..below] else { return false };
    let sum = cell.get(below).filter(|sum| line_text(sum, glyphs, Gaps::One).trim().starts_with("Total"));
    let is_led = || ends_in_leader(&line_text(above, glyphs, Gaps::One));
    sum.is_some_and(|sum| is_led() || breaks_early(above, sum, width, glyphs))
}

#[cfg(test)]
mod tests {
    use super::super::cells::cells;
    use super::super::fill::fill;
    use super::super::lattice::{lattices, tests::edges_of};
    use super::super::runs::{runs, tests::line};
    use super::*;
    use crate::Tolerances;

    /// A column of names and one of numbers, 14 points from line to line from 20 on, with a rule over the numbers alone.
    #[track_caller]
    fn check(names: &[(&str, f32)], numbers: &[&str], rule: f32, expected: bool) {
        let h = [(0.0, 0.0, 120.0), (rule, 60.0, 120.0), (130.0, 0.0, 120.0)];
        let v = [(0.0, 0.0, 130.0), (60.0, 0.0, 130.0), (120.0, 0.0, 130.0)];
        let mut lattice = lattices(&edges_of(&h, &v), &Tolerances::default()).remove(0);
        let mut glyphs = Vec::new();
        for (name, y) in names {
            glyphs.extend(line(name, 10.0, *y, 10.0));
        }
        for (number, y) in numbers.iter().zip([34.0, 48.0, 62.0, 76.0, 90.0, 104.0]) {
            glyphs.extend(line(number, 70.0, y, 10.0));
        }
        let runs = runs(&glyphs);
        let spans = cells(&lattice);
        let filled = fill(&lattice, &spans, &runs, &glyphs, &mut vec![false; runs.len()]);
        assert_eq!(draw_on(&mut lattice, &spans, &filled, &glyphs), expected);
    }

    #[test]
    fn the_rule_over_a_sum_parts_the_names_too() {
        let names = [("甲镇", 34.0), ("乙镇", 48.0), ("丙镇", 62.0), ("合计", 76.0)];
        check(&names, &["1", "2", "3", "6"], 65.0, true);
    }

    #[test]
    fn a_name_merged_over_rows_is_one() {
        check(&[("城镇", 41.0), ("建设", 55.0)], &["1", "2", "3", "6"], 65.0, false);
        check(&[("甲镇", 34.0), ("乙镇", 62.0)], &["1", "", "3"], 50.0, false);
    }

    #[test]
    fn a_sum_of_few_names_itself() {
        check(&[("Fee", 34.0), ("Total", 48.0)], &["1", "1"], 37.0, true);
        check(&[("Fees....", 34.0), ("Total", 48.0)], &["1", "1"], 37.0, true);
        check(&[("Fee", 34.0), ("Tax", 48.0)], &["1", "1"], 37.0, false);
        // One name in two lines.
        check(&[("Grand", 34.0), ("Total", 48.0)], &["1", "1"], 37.0, false);
    }

    #[test]
    fn what_rows_are_of_has_no_number_beside_it() {
        let names = |label: &'static str| {
            let rows = [("甲镇", 34.0), ("乙镇", 48.0), ("合计", 62.0), ("丙镇", 104.0)];
            [&rows[..], &[(label, 76.0), (label, 90.0)]].concat()
        };
        check(&names("类:"), &["1", "2", "3", "", "", "4"], 37.0, true);
        check(&names("类"), &["1", "2", "3", "", "", "4"], 37.0, false);
    }
}
