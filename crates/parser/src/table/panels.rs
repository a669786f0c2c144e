//! Panels: a line between rows that no rule divides, centred over the columns of numbers, says what those below it are of
//! (`PERCENT DISTRIBUTION`). The rules between the columns go on beside it or through it.

use super::cells::Spans;
use super::fill::Filled;
use super::implied::{bands, is_number, overlap};
use super::lattice::Lattice;
use super::prose::{Gaps, Line, line_text, lines};
use crate::page::Glyph;

/// A panel is over so many columns at least.
const FEWEST_COLUMNS: usize = 2;
/// And over so many lines with several numbers, or between them.
const FEWEST_ROWS: usize = 2;
/// No row with more lines is looked at.
const MOST_LINES: usize = 4_000;
/// The middle of a panel is this near to that of its columns, in ems.
const CENTRED: f32 = 1.0;
/// Words of one text are nearer, in ems.
const WORDS: f32 = 1.2;
/// Lines of one height overlap by this part of it at least.
const LEVEL: f32 = 0.5;

/// A panel in a row of a lattice.
struct Panel {
    row: usize,
    /// Where the rows around it end and begin.
    extent: (f32, f32),
    columns: std::ops::Range<usize>,
}

/// Makes rows of the panels, over all of their columns; whether there are any.
pub(crate) fn part_panels(lattice: &mut Lattice, spans: &Spans, filled: &Filled, glyphs: &[Glyph]) -> bool {
    // A first row holds heads.
    let found: Vec<Panel> =
        (1..lattice.rows()).flat_map(|row| panels_of(lattice, row, spans, filled, glyphs)).collect();
    // From the last one up, so that the numbers of the rows above stay.
    for panel in found.iter().rev() {
        let (top, bottom) = (lattice.ys[panel.row], lattice.ys[panel.row + 1]);
        let cuts: Vec<f32> =
            [panel.extent.0, panel.extent.1].into_iter().filter(|y| top < *y && *y < bottom).collect();
        let own = panel.row + usize::from(panel.extent.0 > top);
        lattice.divide_row(panel.row, &cuts, &vec![true; lattice.columns()]);
        lattice.open_columns(own, panel.columns.clone());
    }
    !found.is_empty()
}

/// The panels of a row whose cells no other row shares.
fn panels_of(lattice: &Lattice, row: usize, spans: &Spans, filled: &Filled, glyphs: &[Glyph]) -> Vec<Panel> {
    // The cells are sorted by their rows.
    let first = spans.cells.partition_point(|span| span.row < row);
    let own = spans.cells[first..].iter().take_while(|span| span.row == row);
    let is_whole = own.clone().map(|span| span.col_end - span.col).sum::<usize>() == lattice.columns()
        && own.clone().all(|span| span.row_end == row + 1);
    let cells = first..first + own.count();
    let held = cells.clone().map(|i| filled.cells[i].len()).sum::<usize>();
    if !is_whole || cells.len() <= FEWEST_COLUMNS || held > MOST_LINES {
        return Vec::new();
    }
    let all: Vec<Line<'_>> = cells.flat_map(|i| lines(&filled.cells[i], glyphs)).collect();
    let extent = |line: &Line<'_>| (line.bbox.top, line.bbox.bottom);
    let rows = bands(all.iter().map(extent).collect());
    // The panel stands apart from the rows that it is over.
    if rows.len() <= FEWEST_ROWS {
        return Vec::new();
    }
    let mut by_row: Vec<Vec<&Line<'_>>> = vec![Vec::new(); rows.len()];
    for line in &all {
        let at = rows.partition_point(|band| band.1 <= line.bbox.centre_y());
        let level = by_row.get_mut(at).filter(|_| overlap(rows[at], extent(line)) > LEVEL);
        // Lines that stand on no common height are those of wrapped cells.
        let Some(level) = level else { return Vec::new() };
        level.push(line);
    }
    let text = |line: &&&Line<'_>| line_text(line, glyphs, Gaps::One).trim().to_owned();
    let numbers = |level: &Vec<&Line<'_>>| level.iter().filter(|line| is_number(&text(line))).count();
    let counted: Vec<bool> = by_row.iter().map(|level| numbers(level) > 1).collect();
    if counted.iter().filter(|is| **is).count() < FEWEST_ROWS {
        return Vec::new();
    }
    let mut found = Vec::new();
    for at in (0..rows.len()).filter(|&at| counted.get(at + 1) == Some(&true)) {
        let Some(columns) = over(&mut by_row[at], lattice, glyphs) else { continue };
        let above =
            at.checked_sub(1).map_or(lattice.ys[row], |above| f32::midpoint(rows[above].1, rows[at].0));
        let below = f32::midpoint(rows[at].1, rows[at + 1].0);
        found.push(Panel { row, extent: (above, below), columns });
    }
    found
}

/// The columns that the only text of a height is centred over: those of the numbers, or all; none where there is more
/// than one text, or a number.
fn over(level: &mut [&Line<'_>], lattice: &Lattice, glyphs: &[Glyph]) -> Option<std::ops::Range<usize>> {
    level.sort_by(|a, b| a.bbox.x0.total_cmp(&b.bbox.x0));
    let (first, last) = (level.first()?, level.last()?);
    let is_one = level.windows(2).all(|w| w[1].bbox.x0 - w[0].bbox.x1 < WORDS * first.size);
    let texts = || level.iter().map(|line| line_text(line, glyphs, Gaps::One));
    let is_of_words =
        texts().any(|text| text.contains(char::is_alphabetic)) && !texts().any(|text| is_number(text.trim()));
    if !is_one || !is_of_words {
        return None;
    }
    let middle = f32::midpoint(first.bbox.x0, last.bbox.x1);
    let columns = lattice.columns();
    let is_over = |from: &usize| {
        let centre = f32::midpoint(lattice.xs[*from], lattice.xs[columns]);
        first.bbox.x0 >= lattice.xs[*from] - first.size && (middle - centre).abs() <= CENTRED * first.size
    };
    [1, 0].into_iter().find(is_over).map(|from| from..columns)
}

#[cfg(test)]
mod tests {
    use super::super::cells::cells;
    use super::super::fill::fill;
    use super::super::lattice::{lattices, tests::edges_of};
    use super::super::runs::{runs, tests::line};
    use super::*;
    use crate::Tolerances;

    /// Columns of names and numbers, 60 points wide, under heads; rows and a panel 14 points apart.
    #[track_caller]
    fn check(panel: (&str, f32), expected: &[(usize, std::ops::Range<usize>)]) {
        let h = [(0.0, 0.0, 180.0), (20.0, 0.0, 180.0), (100.0, 0.0, 180.0)];
        let v = [0.0, 60.0, 120.0, 180.0].map(|x| (x, 0.0, 100.0));
        let mut lattice = lattices(&edges_of(&h, &v), &Tolerances::default()).remove(0);
        let mut glyphs = line("年份", 10.0, 14.0, 10.0);
        for (row, y) in [(1, 34.0), (3, 62.0), (4, 76.0)] {
            glyphs.extend(line(&format!("甲{row}"), 10.0, y, 10.0));
            glyphs.extend(line(&format!("{row}2"), 70.0, y, 10.0));
            glyphs.extend(line(&format!("{row}3"), 130.0, y, 10.0));
        }
        glyphs.extend(line(panel.0, panel.1, 48.0, 10.0));
        let runs = runs(&glyphs);
        let spans = cells(&lattice);
        let filled = fill(&lattice, &spans, &runs, &glyphs, &mut vec![false; runs.len()]);
        let found = part_panels(&mut lattice, &spans, &filled, &glyphs);
        assert_eq!(found, !expected.is_empty());
        let wide = cells(&lattice).cells.into_iter().filter(|span| span.col_end > span.col + 1);
        assert_eq!(wide.map(|span| (span.row, span.col..span.col_end)).collect::<Vec<_>>(), expected);
    }

    #[test]
    fn a_text_in_the_middle_of_the_numbers_is_a_row() {
        check(("百分比", 105.0), &[(2, 1..3)]);
        check(("全部单位", 70.0), &[(2, 0..3)]);
        // At the left it is a name, and a number is one of its column.
        check(("百分比", 10.0), &[]);
        check(("111", 112.0), &[]);
    }
}
