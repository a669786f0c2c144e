//! Rows of texts that no rule divides: where each cell between two rules holds as many lines, and these stand level.

use fenjie_model::text::is_cjk;

use super::fill::Filled;
use super::implied::overlap;
use super::prose::{Line, lines};
use super::runs::is_space;
use crate::page::Glyph;

/// So many cells with so many lines are not all of one height by chance.
const FEWEST_CELLS: usize = 3;
const FEWEST_LINES: usize = 3;
/// No row is parted into more.
const MOST_LINES: usize = 2_000;
/// Lines of one row overlap by this part of their height at least.
const LEVEL: f32 = 0.8;
/// Between a text and the sides of its cell, in points.
const PADDING: f32 = 6.0;

/// Where the rows in some cells of one row part, if each of the cells holds as many lines, which stand level and break
/// where there is room for more in most of them: texts that wrap are hardly all of one height. Names that are written
/// downwards, each character on a line of its own, say nothing of rows.
pub(super) fn level_lines(
    cells: &[usize],
    width: impl Fn(usize) -> f32,
    filled: &Filled,
    glyphs: &[Glyph],
) -> Option<Vec<f32>> {
    let first = lines(&filled.cells[*cells.first()?], glyphs);
    if cells.len() < FEWEST_CELLS || !(FEWEST_LINES..=MOST_LINES).contains(&first.len()) {
        return None;
    }
    let extent = |line: &Line<'_>| (line.bbox.top, line.bbox.bottom);
    let mut rows: Vec<(f32, f32)> = first.iter().map(extent).collect();
    let (mut early_ones, mut spelled) = (0, 0);
    for &i in cells {
        let found = lines(&filled.cells[i], glyphs);
        let level = |(row, line): (&(f32, f32), &Line<'_>)| overlap(*row, extent(line)) > LEVEL;
        let early = |pair: &[Line<'_>]| breaks_early(&pair[0], &pair[1], width(i), glyphs);
        if found.len() != rows.len() || !rows.iter().zip(&found).all(level) {
            return None;
        }
        let is_spelled = found.iter().all(|line| is_character(line, glyphs));
        spelled += usize::from(is_spelled);
        early_ones += usize::from(!is_spelled && found.windows(2).any(early));
        rows.iter_mut()
            .zip(&found)
            .for_each(|(row, line)| *row = (row.0.min(line.bbox.top), row.1.max(line.bbox.bottom)));
    }
    if spelled == cells.len() || 2 * early_ones < cells.len() - spelled {
        return None;
    }
    Some(rows.windows(2).map(|w| f32::midpoint(w[0].1, w[1].0)).collect())
}

/// Whether a line is one Chinese character.
fn is_character(line: &Line<'_>, glyphs: &[Glyph]) -> bool {
    let mut own =
        line.runs.iter().flat_map(|run| &glyphs[run.glyphs.clone()]).filter(|g| !g.ch.is_whitespace());
    own.next().is_some_and(|g| is_cjk(g.ch)) && own.next().is_none()
}

/// Whether the first word of a line would have had room at the end of the one above it.
pub(super) fn breaks_early(above: &Line<'_>, below: &Line<'_>, width: f32, glyphs: &[Glyph]) -> bool {
    let mut own = below.runs.iter().flat_map(|run| &glyphs[run.glyphs.clone()]);
    let Some(first) = own.next() else { return false };
    let mut end = first.bbox.x1;
    if !is_cjk(first.ch) {
        for g in own.take_while(|g| !is_cjk(g.ch)) {
            if is_space(g.bbox.x0 - end, below.size) {
                break;
            }
            end = g.bbox.x1;
        }
    }
    above.bbox.width() + end - first.bbox.x0 + 0.5 * below.size < width - 2.0 * PADDING
}

#[cfg(test)]
mod tests {
    use super::super::cells::cells;
    use super::super::fill::fill;
    use super::super::implied::divide_rows;
    use super::super::lattice::{lattices, tests::edges_of};
    use super::super::runs::{runs, tests::line};
    use crate::Tolerances;

    #[test]
    fn lines_at_one_height_in_all_columns_are_rows() {
        let check = |texts: [[&str; 3]; 3], expected: usize| {
            let h = [(0.0, 0.0, 180.0), (20.0, 0.0, 180.0), (80.0, 0.0, 180.0)];
            let v: Vec<_> = (0..4).map(|i| (60.0 * i as f32, 0.0, 80.0)).collect();
            let mut lattice = lattices(&edges_of(&h, &v), &Tolerances::default()).remove(0);
            let mut glyphs = line("单位", 10.0, 14.0, 10.0);
            for (i, column) in texts.iter().enumerate() {
                for (j, text) in column.iter().enumerate().filter(|(_, text)| !text.is_empty()) {
                    glyphs.extend(line(text, 5.0 + 60.0 * i as f32, 34.0 + 14.0 * j as f32, 10.0));
                }
            }
            let runs = runs(&glyphs);
            let spans = cells(&lattice);
            let filled = fill(&lattice, &spans, &runs, &glyphs, &mut vec![false; runs.len()]);
            divide_rows(&mut lattice, &spans, &filled, &glyphs);
            assert_eq!(lattice.rows(), expected, "{texts:?}");
        };
        check([["甲", "乙", "丙"], ["赵巷镇", "朱家角", "练塘"], ["东", "西", "南"]], 4);
        check([["甲", "乙", ""], ["赵巷镇", "朱家角", "练塘"], ["东", "西", "南"]], 2);
        // Names written downwards.
        check([["赵", "巷", "镇"], ["华", "新", "镇"], ["夏", "阳", "街"]], 2);
        // Full lines of a text that wraps.
        check(
            [
                ["推进重大", "工程建设", "任务"],
                ["赵巷镇政", "府及有关", "部门"],
                ["年底之前", "全部完成", "验收"],
            ],
            2,
        );
    }
}
