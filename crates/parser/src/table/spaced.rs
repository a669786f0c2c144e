//! Rows of texts that wrap, which no rule divides: a blank space runs through all columns between them.

use super::fill::Filled;
use super::prose::{Line, lines};
use crate::page::Glyph;

/// A row has a text in so many columns.
const FEWEST_CELLS: usize = 2;
/// No row is parted into more.
const MOST_ROWS: usize = 2_000;
/// The space between rows is wider than that between the lines of one by this many ems.
const SPACE: f32 = 0.4;
/// What stands level differs by this many ems at most.
const LEVEL: f32 = 0.5;

/// What one row holds of a cell.
struct Text {
    cell: usize,
    top: f32,
    bottom: f32,
}

/// Where the rows in some cells of one row part, if blank spaces divide them: each row begins with a text in the first
/// column and has one in another, and its texts begin level, or stand around one middle. A text in several paragraphs
/// has no name beside each of them.
pub(super) fn spaced_rows(cells: &[usize], filled: &Filled, glyphs: &[Glyph]) -> Option<Vec<f32>> {
    // One run is one line, and each row has one in the first column.
    let first = *cells.iter().find(|i| !filled.cells[**i].is_empty())?;
    if filled.cells[first].len() < 2 {
        return None;
    }
    let held: Vec<Vec<Line<'_>>> = cells.iter().map(|&i| lines(&filled.cells[i], glyphs)).collect();
    let all = || held.iter().enumerate().flat_map(|(cell, lines)| lines.iter().map(move |line| (cell, line)));
    let size = all().map(|(_, line)| line.size).fold(0.0, f32::max);
    let mut texts: Vec<Text> =
        all().map(|(cell, line)| Text { cell, top: line.bbox.top, bottom: line.bbox.bottom }).collect();
    texts.sort_by(|a, b| a.top.total_cmp(&b.top));
    let mut end = f32::NEG_INFINITY;
    let spaces: Vec<f32> = texts
        .iter()
        .map(|text| {
            let space = text.top - end;
            end = end.max(text.bottom);
            space
        })
        .collect();
    let pairs = held.iter().flat_map(|lines| lines.windows(2));
    let narrow = pairs.map(|pair| pair[1].bbox.top - pair[0].bbox.bottom).fold(f32::INFINITY, f32::min);
    let is_wide = |space: &f32| *space > narrow.max(0.0) + SPACE * size;
    let begins: Vec<usize> = (1..texts.len()).filter(|&i| is_wide(&spaces[i])).collect();
    if begins.is_empty() || begins.len() >= MOST_ROWS {
        return None;
    }
    let mut rows = Vec::with_capacity(begins.len() + 1);
    let mut rest = texts.as_slice();
    for &begin in begins.iter().rev() {
        let row;
        (rest, row) = rest.split_at(begin);
        rows.push(row);
    }
    rows.push(rest);
    rows.reverse();
    let are_even = |at: fn(f32, f32) -> f32| rows.iter().all(|row| is_even(row, at, LEVEL * size));
    let first = texts.iter().map(|text| text.cell).min()?;
    let named = rows.iter().all(|row| row.iter().any(|text| text.cell == first));
    if !named || !are_even(|top, _| top) && !are_even(f32::midpoint) {
        return None;
    }
    let bottom = |row: &[Text]| row.iter().map(|text| text.bottom).fold(f32::NEG_INFINITY, f32::max);
    Some(rows.windows(2).map(|w| f32::midpoint(bottom(w[0]), w[1][0].top)).collect())
}

/// Whether a row has texts in several cells, which begin level or stand around one middle.
fn is_even(row: &[Text], at: fn(f32, f32) -> f32, most: f32) -> bool {
    let mut cells: Vec<(usize, f32, f32)> = Vec::new();
    for text in row {
        match cells.iter_mut().find(|cell| cell.0 == text.cell) {
            Some(cell) => (cell.1, cell.2) = (cell.1.min(text.top), cell.2.max(text.bottom)),
            None => cells.push((text.cell, text.top, text.bottom)),
        }
    }
    let at = |cell: &(usize, f32, f32)| at(cell.1, cell.2);
    cells.len() >= FEWEST_CELLS && cells.iter().all(|cell| (at(cell) - at(&cells[0])).abs() <= most)
}

#[cfg(test)]
mod tests {
    use super::super::cells::cells;
    use super::super::fill::fill;
    use super::super::implied::divide_rows;
    use super::super::lattice::{lattices, tests::edges_of};
    use super::super::runs::{runs, tests::line};
    use crate::Tolerances;

    /// Two columns under a header, 0 to 60 and 60 to 160 points; the body from 20 to 120.
    #[track_caller]
    fn check(body: &[(&str, f32, f32)], expected: usize) {
        let h = [(0.0, 0.0, 160.0), (20.0, 0.0, 160.0), (120.0, 0.0, 160.0)];
        let v = [(0.0, 0.0, 120.0), (60.0, 0.0, 120.0), (160.0, 0.0, 120.0)];
        let mut lattice = lattices(&edges_of(&h, &v), &Tolerances::default()).remove(0);
        let mut glyphs = line("事项", 10.0, 14.0, 10.0);
        body.iter().for_each(|(text, x, y)| glyphs.extend(line(text, *x, *y, 10.0)));
        let runs = runs(&glyphs);
        let spans = cells(&lattice);
        let filled = fill(&lattice, &spans, &runs, &glyphs, &mut vec![false; runs.len()]);
        divide_rows(&mut lattice, &spans, &filled, &glyphs);
        assert_eq!(lattice.rows(), expected, "{body:?}");
    }

    #[test]
    fn a_space_through_all_columns_parts_rows() {
        let wrapped = [("推进河道整治", 65.0, 34.0), ("，水质达标", 65.0, 46.0)];
        let next = [("扩大绿地", 65.0, 70.0), ("面积", 65.0, 82.0)];
        let body = |names: &[(&'static str, f32, f32)]| [&wrapped[..], &next, names].concat();
        check(&body(&[("水务局", 5.0, 34.0), ("绿化市容局", 5.0, 70.0)]), 3);
        // At the middle of their rows.
        check(&body(&[("水务局", 5.0, 40.0), ("绿化市容局", 5.0, 76.0)]), 3);
        // Two paragraphs of one row.
        check(&body(&[("水务局", 5.0, 34.0)]), 2);
        check(&body(&[("水务局", 5.0, 58.0)]), 2);
    }

    #[test]
    fn lines_at_one_distance_are_one_text() {
        check(&[("水务", 5.0, 34.0), ("局", 5.0, 50.0), ("推进河道", 65.0, 34.0), ("整治", 65.0, 50.0)], 2);
    }
}
