//! Tables whose rules are those of their frame, their columns and perhaps their head: all of the body is one row of
//! theirs.

use super::aligned::entry;
use super::cells::{Span, Spans};
use super::fill::Filled;
use super::lattice::Lattice;
use super::level::breaks_early;
use super::prose::{Gaps, Line, line_text, lines};
use crate::page::Glyph;

/// A row of texts that wrap has hardly so many lines in cells with room for more.
const FEWEST_LINES: usize = 3;
/// What is no more than a head and one row has no more rows than this.
const MOST_ROWS: usize = 2;

/// How the last row of a lattice of one or two rows is to be taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Body {
    /// As one row.
    Row,
    /// As one row that could be several: texts of several lines stand in several of its cells, and the first one breaks
    /// where there is room for more.
    Stacked,
    /// As several rows, to be found by their alignment: the lines of most of its cells break where there is room for
    /// more.
    Rows,
}

/// Finds it by the lines of the cells.
pub(super) fn body(lattice: &Lattice, spans: &Spans, filled: &Filled, glyphs: &[Glyph]) -> Body {
    let last = lattice.rows() - 1;
    if lattice.rows() > MOST_ROWS || lattice.columns() < 2 {
        return Body::Row;
    }
    let cells =
        spans.cells.iter().zip(&filled.cells).filter(|(span, runs)| span.row == last && !runs.is_empty());
    let cells: Vec<(&Span, Vec<Line<'_>>)> = cells.map(|(span, runs)| (span, lines(runs, glyphs))).collect();
    if cells.first().is_some_and(|(span, found)| span.col == 0 && counts(found, glyphs)) {
        return Body::Rows;
    }
    // Of each cell whether it has several lines, and whether these break early.
    let told: Vec<(bool, bool)> = cells
        .iter()
        .map(|(span, found)| {
            let width = lattice.xs[span.col_end] - lattice.xs[span.col];
            let early = |pair: &&[Line<'_>]| breaks_early(&pair[0], &pair[1], width, glyphs);
            let breaks = found.windows(2).filter(early).count();
            let stacked = found.len() >= FEWEST_LINES;
            (stacked, stacked && 2 * breaks >= found.len())
        })
        .collect();
    let stacked = told.iter().filter(|cell| cell.0).count();
    let early = told.iter().filter(|cell| cell.1).count();
    match told.first() {
        Some(_) if stacked > 1 && 2 * early > told.len() => Body::Rows,
        Some(_) if stacked > 1 && early > 0 && are_entries(&cells, glyphs) => Body::Rows,
        Some((_, true)) if stacked > 1 => Body::Stacked,
        _ => Body::Row,
    }
}

/// Whether the lines of all cells stand level, each the text of a row: in a column that is no wider than its longest name
/// hardly one breaks early. Texts that wrap go on in lower case, and end at lines of their own.
fn are_entries(cells: &[(&Span, Vec<Line<'_>>)], glyphs: &[Glyph]) -> bool {
    /// Lines are level within this many ems.
    const LEVEL: f32 = 0.2;
    let Some(((_, first), others)) = cells.split_first() else { return false };
    let level = |(a, b): (&Line<'_>, &Line<'_>)| {
        (a.bbox.centre_y() - b.bbox.centre_y()).abs() <= LEVEL * a.size.max(b.size)
    };
    let opens = |line: &Line<'_>| {
        let text = line_text(line, glyphs, Gaps::One);
        text.trim_start().starts_with(|c: char| c.is_uppercase() || c.is_ascii_digit())
    };
    others.iter().all(|(_, own)| own.len() == first.len() && own.iter().zip(first).all(level))
        && cells.iter().flat_map(|(_, own)| own).all(opens)
}

/// Whether lines below a head, or all of them, count: 1, 2, 3. Or entries do, which can have several lines: 1. Boilers,
/// 2. Kilns.
fn counts(lines: &[Line<'_>], glyphs: &[Glyph]) -> bool {
    let texts = lines.iter().map(|line| line_text(line, glyphs, Gaps::One));
    let texts: Vec<String> = texts.map(|text| text.trim().to_owned()).collect();
    let below = texts.iter().map(|text| text.parse::<usize>().ok()).skip_while(Option::is_none);
    let told: Vec<Option<usize>> = below.collect();
    let entries: Vec<usize> = texts.iter().filter_map(|text| entry(text)).collect();
    told.len() >= FEWEST_LINES && told.iter().zip(1..).all(|(number, n)| *number == Some(n))
        || entries.len() > 1 && entries.iter().zip(1..).all(|(number, n)| *number == n)
}

#[cfg(test)]
mod tests {
    use super::super::cells::cells;
    use super::super::fill::fill;
    use super::super::lattice::{lattices, tests::edges_of};
    use super::super::runs::{runs, tests::line};
    use super::*;
    use crate::Tolerances;

    /// Two columns of 60 points without a rule between rows.
    #[track_caller]
    fn check(columns: [&[&str]; 2], expected: Body) {
        let h = [(0.0, 0.0, 120.0), (100.0, 0.0, 120.0)];
        let v = [(0.0, 0.0, 100.0), (60.0, 0.0, 100.0), (120.0, 0.0, 100.0)];
        let lattice = lattices(&edges_of(&h, &v), &Tolerances::default()).remove(0);
        let mut glyphs = Vec::new();
        for (i, column) in columns.iter().enumerate() {
            for (j, text) in column.iter().enumerate() {
                glyphs.extend(line(text, 5.0 + 60.0 * i as f32, 14.0 + 14.0 * j as f32, 10.0));
            }
        }
        let runs = runs(&glyphs);
        let spans = cells(&lattice);
        let filled = fill(&lattice, &spans, &runs, &glyphs, &mut vec![false; runs.len()]);
        assert_eq!(body(&lattice, &spans, &filled, &glyphs), expected, "{columns:?}");
    }

    #[test]
    fn lines_in_a_frame_with_column_rules_are_rows() {
        check([&["乡镇", "清泉镇", "位奇镇"], &["造林", "20", "22"]], Body::Rows);
        check([&["乡镇", "清泉镇"], &["造林", "20"]], Body::Row);
        // Rows that are counted, whose texts wrap.
        check([&["序号", "1", "2", "3"], &["任务", "推进河道整治", "改造", "绿化"]], Body::Rows);
        check([&["Source", "1. Oven", "2. Fan"], &["Limit", "Keep", "Shut"]], Body::Rows);
        check([&["1. Oven", "3. Fan"], &["Keep", "Shut"]], Body::Row);
        // A column no wider than its names.
        check(
            [&["Orbit", "Swath length", "Design life", "Inclination"], &["Polar", "185 km", "5 years", "98"]],
            Body::Rows,
        );
        check(
            [&["Orbit", "Swath length", "design life", "inclination"], &["Polar", "185 km", "5 years", "98"]],
            Body::Row,
        );
        check(
            [&["Orbit", "Swath length", "Design life", "Inclination"], &["Polar", "185 km", "5 years"]],
            Body::Row,
        );
        check([&["工程"], &["推进河道整治", "，扩大绿地面", "积"]], Body::Row);
        check([&["推进河道", "整治，扩大", "绿地面积"], &["区水务局、", "区绿化市容", "局"]], Body::Row);
        check([&["河道", "绿地", "道路"], &["推进整治", "，扩大面积", "，养护路面"]], Body::Stacked);
    }
}
