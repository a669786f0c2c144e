//! Rows whose names end in leaders, which no rule divides: a leader closes the line of a row, and each row has a text at its
//! height in every other column that is filled.

use super::{MOST_ROWS, overlap};
use crate::page::Glyph;
use crate::table::aligned::ends_in_leader;
use crate::table::fill::Filled;
use crate::table::prose::{Gaps, Line, line_text, lines};

/// Lines of one row overlap by this part of their height at least.
const LEVEL: f32 = 0.8;

/// The upper and the lower end of a line.
type Extent = (f32, f32);

/// Where the rows in some cells of one row part, if leaders end their names: beside the first line of each name every other
/// cell has one too, or beside the last line of each. What else a cell holds are the further lines of its texts.
pub(super) fn led_rows(cells: &[usize], filled: &Filled, glyphs: &[Glyph]) -> Option<Vec<f32>> {
    let mut held = cells.iter().map(|&i| &filled.cells[i]).filter(|runs| !runs.is_empty());
    // One run is one line.
    let first = held.next().filter(|runs| runs.len() > 1)?;
    let names = names(&lines(first, glyphs), glyphs);
    if !(2..=MOST_ROWS).contains(&names.len()) {
        return None;
    }
    let extent = |line: &Line<'_>| (line.bbox.top, line.bbox.bottom);
    let others: Vec<Vec<Extent>> =
        held.map(|runs| lines(runs, glyphs).iter().map(extent).collect()).collect();
    let are_beside = |of: fn(&[Extent; 2]) -> Extent| {
        let beside =
            |name: &[Extent; 2], own: &[Extent]| own.iter().any(|line| overlap(*line, of(name)) > LEVEL);
        !others.is_empty() && others.iter().all(|own| names.iter().all(|name| beside(name, own)))
    };
    let ends: Vec<f32> = if are_beside(|[first, _]| *first) {
        names[1..].iter().map(|[first, _]| first.0).collect()
    } else if are_beside(|[_, last]| *last) {
        names[..names.len() - 1].iter().map(|[_, last]| last.1).collect()
    } else {
        return None;
    };
    let all = || others.iter().flatten().chain(names.iter().flatten());
    Some(ends.into_iter().map(|end| between(end, all())).collect())
}

/// The first and the last line of each name: it goes on until a leader ends it.
fn names(lines: &[Line<'_>], glyphs: &[Glyph]) -> Vec<[Extent; 2]> {
    let is_led = |line: &Line<'_>| ends_in_leader(line_text(line, glyphs, Gaps::One).trim());
    let extent = |line: &Line<'_>| (line.bbox.top, line.bbox.bottom);
    let mut names: Vec<[Extent; 2]> = Vec::new();
    let mut goes_on = false;
    for line in lines {
        match names.last_mut().filter(|_| goes_on) {
            Some(name) => name[1] = extent(line),
            None => names.push([extent(line); 2]),
        }
        goes_on = !is_led(line);
    }
    names
}

/// The middle between the lines that stand above a height and those below it.
fn between<'a>(at: f32, lines: impl Iterator<Item = &'a Extent>) -> f32 {
    let middle = |line: &Extent| f32::midpoint(line.0, line.1);
    let (above, below) = lines.fold((f32::NEG_INFINITY, f32::INFINITY), |(above, below), line| {
        if middle(line) < at { (above.max(line.1), below) } else { (above, below.min(line.0)) }
    });
    f32::midpoint(above, below)
}

#[cfg(test)]
mod tests {
    use super::super::super::cells::cells;
    use super::super::super::fill::fill;
    use super::super::super::lattice::{lattices, tests::edges_of};
    use super::super::super::runs::{runs, tests::line};
    use super::super::divide_rows;
    use crate::Tolerances;
    use crate::page::Glyph;

    /// Three columns of 100 points under a header; lines of the body at their columns, 14 points apart.
    #[track_caller]
    fn check(body: [&[(&str, usize)]; 3], rows: usize) {
        let h = [(0.0, 0.0, 300.0), (20.0, 0.0, 300.0), (100.0, 0.0, 300.0)];
        let v: Vec<_> = (0..4).map(|i| (100.0 * i as f32, 0.0, 100.0)).collect();
        let mut lattice = lattices(&edges_of(&h, &v), &Tolerances::default()).remove(0);
        let mut glyphs: Vec<Glyph> = ["Action", "Labor", "Cost"]
            .iter()
            .enumerate()
            .flat_map(|(i, head)| line(head, 5.0 + 100.0 * i as f32, 14.0, 10.0))
            .collect();
        for (i, column) in body.iter().enumerate() {
            for (text, at) in *column {
                glyphs.extend(line(text, 5.0 + 100.0 * i as f32, 34.0 + 14.0 * *at as f32, 10.0));
            }
        }
        let runs = runs(&glyphs);
        let spans = cells(&lattice);
        let filled = fill(&lattice, &spans, &runs, &glyphs, &mut vec![false; runs.len()]);
        divide_rows(&mut lattice, &spans, &filled, &glyphs);
        assert_eq!(lattice.rows(), rows, "{body:?}");
    }

    #[test]
    fn a_leader_ends_the_name_of_a_row() {
        let labor: &[_] = &[("79 hours at", 0), ("Up to $6", 1), ("40 hours at", 2), ("$3", 3)];
        let cost: &[_] = &[("Up to $3", 0), ("None", 2)];
        check([&[("Wiring.....", 0), ("Test.....", 2)], labor, cost], 3);
        // Texts level with the last lines of the names.
        let last: &[_] = &[("79 hours", 1), ("40 hours", 2)];
        check([&[("Wiring and", 0), ("a change.....", 1), ("Test.....", 2)], last, last], 3);
        // Nothing tells where the second one begins.
        check([&[("Wiring", 0), ("Test", 2)], labor, cost], 2);
        // No text in the last column stands beside it.
        check([&[("Wiring.....", 0), ("Test.....", 2)], labor, &[("Up to $3", 0), ("more", 1)]], 2);
    }
}
