//! A line of numbers below the heads, one for each column: (1), (2), (3). Where no rule parts it from the heads it is a
//! row of its own all the same.

use super::cells::Spans;
use super::fill::Filled;
use super::lattice::Lattice;
use super::prose::{Gaps, Line, line_text, lines};
use crate::page::Glyph;

/// More rows than these are no heads.
const MOST_ROWS: usize = 6;
/// So many columns in turn are numbered at least.
const FEWEST: usize = 3;
/// The lines of heads and of numbers overlap by this part of their height at most.
const LEVEL: f32 = 0.2;

/// Divides the rows whose cells end with the numbers of their columns; whether any was divided.
pub(crate) fn divide_numbers(
    lattice: &mut Lattice,
    spans: &Spans,
    filled: &Filled,
    glyphs: &[Glyph],
) -> bool {
    let mut found: Vec<(usize, f32)> = Vec::new();
    for row in 0..lattice.rows().min(MOST_ROWS) {
        let begin = spans.cells.partition_point(|span| span.row <= row);
        let mut cells: Vec<usize> = (0..begin).filter(|&i| spans.cells[i].row_end == row + 1).collect();
        cells.sort_by_key(|&i| spans.cells[i].col);
        let held: Vec<Vec<Line<'_>>> = cells.iter().map(|&i| lines(&filled.cells[i], glyphs)).collect();
        found.extend(cut(&held, glyphs).map(|y| (row, y)));
    }
    // From the last row up, so that the numbers of the rows above stay.
    for (row, y) in found.iter().rev() {
        let columns = vec![true; lattice.columns()];
        lattice.divide_row(*row, &[*y], &columns);
    }
    !found.is_empty()
}

/// Where the numbers of columns part from the heads above, if the lines of some cells from the left end with numbers. The
/// column of names may have none.
fn cut(cells: &[Vec<Line<'_>>], glyphs: &[Glyph]) -> Option<f32> {
    let last = |cell: &Vec<Line<'_>>| Some(line_text(cell.last()?, glyphs, Gaps::One).trim().to_owned());
    let first = cells.first()?;
    let is_first = last(first).is_some_and(|text| number(&text).is_some());
    let numbered = if is_first { cells } else { &cells[1..] };
    let texts: Vec<String> = numbered.iter().map(last).collect::<Option<_>>()?;
    let numbers: Vec<u32> = texts.iter().map(|text| number(text)).collect::<Option<_>>()?;
    let in_turn =
        numbers.len() >= FEWEST && numbers[0] <= 2 && numbers.windows(2).all(|pair| pair[1] == pair[0] + 1);
    let above = |cell: &Vec<Line<'_>>| -> String {
        let heads = &cell[..cell.len() - 1];
        heads.iter().map(|line| line_text(line, glyphs, Gaps::One)).collect()
    };
    let heads: Vec<String> = numbered.iter().map(above).collect();
    // Phase 1, Phase 2, Phase 3 are heads of two lines.
    let differ = heads.windows(2).any(|pair| pair[0] != pair[1]);
    if !in_turn || !differ || heads.iter().any(String::is_empty) {
        return None;
    }
    let own = || numbered.iter().filter_map(|cell| cell.last());
    let top = own().map(|line| line.bbox.top).reduce(f32::min)?;
    let slip = LEVEL * own().map(|line| line.bbox.height()).reduce(f32::max)?;
    let heads = numbered.iter().flat_map(|cell| &cell[..cell.len() - 1]);
    let names = if is_first { &[][..] } else { first.as_slice() };
    let bottom = heads.chain(names).map(|line| line.bbox.bottom).reduce(f32::max)?;
    (bottom <= top + slip).then_some(f32::midpoint(bottom, top))
}

/// The number of a column: (1), (a). Without a bracket it can be a day of a calendar, or the number of a room.
fn number(text: &str) -> Option<u32> {
    let inner = text.strip_prefix(['(', '[', '（']).and_then(|text| text.strip_suffix([')', ']', '）']));
    match inner?.as_bytes() {
        [letter @ b'a'..=b'z'] => Some(u32::from(letter - b'a') + 1),
        digits @ [_] | digits @ [_, _] => std::str::from_utf8(digits).ok()?.parse().ok(),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::super::cells::cells;
    use super::super::fill::fill;
    use super::super::lattice::{lattices, tests::edges_of};
    use super::super::runs::{runs, tests::line};
    use super::*;
    use crate::Tolerances;

    /// How many rows a head of four columns is, over a row of values; the columns are 60 points wide, texts stand at their
    /// baselines.
    #[track_caller]
    fn check(heads: &[&[(&str, f32)]; 4], expected: usize) {
        let h = [(0.0, 0.0, 240.0), (40.0, 0.0, 240.0), (60.0, 0.0, 240.0)];
        let v: Vec<_> = (0u8..=4).map(|i| (60.0 * f32::from(i), 0.0, 60.0)).collect();
        let mut lattice = lattices(&edges_of(&h, &v), &Tolerances::default()).remove(0);
        let mut glyphs: Vec<Glyph> = Vec::new();
        for (x, head) in [5.0, 65.0, 125.0, 185.0].into_iter().zip(heads) {
            glyphs.extend(head.iter().flat_map(|(text, y)| line(text, x, *y, 10.0)));
            glyphs.extend(line("88", x, 54.0, 10.0));
        }
        let runs = runs(&glyphs);
        let spans = cells(&lattice);
        let filled = fill(&lattice, &spans, &runs, &glyphs, &mut vec![false; runs.len()]);
        divide_numbers(&mut lattice, &spans, &filled, &glyphs);
        assert_eq!(lattice.rows() - 1, expected);
    }

    #[test]
    fn numbers_below_heads_are_a_row() {
        let name = [("Size", 20.0)];
        let heads = |texts: [&'static str; 3], numbers: [&'static str; 3]| {
            [0, 1, 2].map(|i| [(texts[i], 20.0), (numbers[i], 34.0)])
        };
        let check_heads = |texts, numbers, expected| {
            let [a, b, c] = heads(texts, numbers);
            check(&[&name, &a, &b, &c], expected);
        };
        check_heads(["Filed", "Wages", "Tax"], ["(1)", "(2)", "(3)"], 2);
        check_heads(["Filed", "Wages", "Tax"], ["(b)", "(c)", "(d)"], 2);
        check_heads(["Filed", "Wages", "Tax"], ["(1)", "(2)", "(5)"], 1);
        check_heads(["Filed", "Wages", "Tax"], ["(7)", "(8)", "(9)"], 1);
        // They are days.
        check_heads(["Board", "Hearing", "Vote"], ["1", "2", "3"], 1);
        // The numbers are of the heads.
        check_heads(["Phase", "Phase", "Phase"], ["(1)", "(2)", "(3)"], 1);
    }

    #[test]
    fn a_name_beside_heads_and_numbers_is_no_row() {
        let [a, b, c] = ["(1)", "(2)", "(3)"].map(|number| [("Tax", 20.0), (number, 34.0)]);
        check(&[&[("Size", 34.0)], &a, &b, &c], 1);
    }
}
