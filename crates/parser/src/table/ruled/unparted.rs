//! Columns that no rule parts: gaps between heads that run down through the lines below them.

use fenjie_model::text::is_cjk;

use crate::page::Glyph;
use crate::table::cells::Spans;
use crate::table::fill::Filled;
use crate::table::implied::APART;
use crate::table::lattice::Lattice;
use crate::table::prose::{Line, lines};
use crate::table::runs::Run;

/// A gap runs down through so many lines below the heads at least.
const FEWEST_LINES: usize = 3;
/// What is left of it between all texts is so wide at least, in ems.
const NARROWEST: f32 = 0.5;
/// And so wide, where rules part all other columns: 6月 and 11日 in one cell stand less apart.
const WIDE: f32 = 1.5;
/// A column that other rules do not part has so many rows at least, with texts on both sides in this part of them.
const FEWEST_ROWS: usize = 5;
const NEARLY_ALL: f32 = 0.75;
/// Heads and one row of a lattice.
const ONE_ROW: usize = 2;

/// Whether columns stand side by side between two rules, with a head each: gaps between heads run down through all lines
/// below them. Where rules part the rows too, there are as many such gaps as rules between columns at least, of which
/// there are `rows` with their heads.
pub(super) fn holds_columns(
    lattice: &Lattice,
    spans: &Spans,
    filled: &Filled,
    glyphs: &[Glyph],
    rows: usize,
) -> bool {
    let gaps: usize =
        (0..lattice.columns()).map(|col| gaps(col, NARROWEST, lattice, spans, filled, glyphs).len()).sum();
    let parted = lattice.columns();
    // A head of two words can stand over cells of two names.
    gaps > 0 && parted > 1 && (2 * gaps + 1 >= parted && rows <= ONE_ROW || gaps + 1 >= parted)
}

/// Parts the columns that no rule parts, where rules part most columns and all rows; whether any was.
///
/// The gap between two heads has to run down through all rows, with texts on both sides in nearly all of them.
pub(super) fn part_columns(lattice: &mut Lattice, spans: &Spans, filled: &Filled, glyphs: &[Glyph]) -> bool {
    if lattice.rows() < FEWEST_ROWS || holds_columns(lattice, spans, filled, glyphs, lattice.rows()) {
        return false;
    }
    let found: Vec<(usize, f32)> = (0..lattice.columns())
        .filter_map(|col| match gaps(col, WIDE, lattice, spans, filled, glyphs)[..] {
            [(at, sides)]
                if sides >= NEARLY_ALL
                    && are_rows(col, spans, filled, glyphs)
                    && differ(col, at, spans, filled, glyphs) =>
            {
                Some((col, at))
            }
            _ => None,
        })
        .collect();
    // From the last column back, so that those before it stay where they are.
    for (col, at) in found.iter().rev() {
        let rows = spans.cells.iter().filter(|span| (span.col, span.col_end) == (*col, col + 1));
        let rows: Vec<usize> = rows.flat_map(|span| span.row..span.row_end).collect();
        lattice.divide_column(*col, *at, &rows);
    }
    !found.is_empty()
}

/// Whether the texts right of a place in a column say different things, their numbers aside: 11日 behind 6月, 万元 behind a
/// number and % are of the value at the left.
fn differ(col: usize, at: f32, spans: &Spans, filled: &Filled, glyphs: &[Glyph]) -> bool {
    let body = spans.cells.iter().zip(&filled.cells);
    let body = body.filter(|(span, _)| span.row > 0 && (span.col, span.col_end) == (col, col + 1));
    let mut texts: Vec<String> = body
        .map(|(_, runs)| {
            let right =
                runs.iter().filter(|run| run.bbox.x0 >= at).flat_map(|run| &glyphs[run.glyphs.clone()]);
            right.map(|g| g.ch).filter(|c| !c.is_numeric()).collect::<String>()
        })
        .filter(|text| !text.is_empty())
        .collect();
    let all = texts.len();
    texts.sort_unstable();
    let most = texts.chunk_by(|a, b| a == b).map(<[String]>::len).max().unwrap_or(0);
    all >= FEWEST_ROWS && 2 * most <= all
}

/// Whether most cells of a column hold one line each.
fn are_rows(col: usize, spans: &Spans, filled: &Filled, glyphs: &[Glyph]) -> bool {
    let cells = spans.cells.iter().zip(&filled.cells);
    let own = cells.filter(|(span, runs)| (span.col, span.col_end) == (col, col + 1) && !runs.is_empty());
    let (one, all) = own.fold((0, 0), |(one, all), (span, runs)| {
        let is_one = span.row_end == span.row + 1 && lines(runs, glyphs).len() == 1;
        (one + usize::from(is_one), all + 1)
    });
    all >= FEWEST_ROWS && 3 * all <= 4 * one
}

/// The middles of the gaps between heads that run down through a column, and in which part of its lines texts stand on
/// both sides.
fn gaps(
    col: usize,
    narrowest: f32,
    lattice: &Lattice,
    spans: &Spans,
    filled: &Filled,
    glyphs: &[Glyph],
) -> Vec<(f32, f32)> {
    let (left, right) = (lattice.xs[col], lattice.xs[col + 1]);
    let within = |run: &&Run| (left..right).contains(&run.bbox.centre_x());
    let cells = || spans.cells.iter().zip(&filled.cells);
    let head = cells().filter(|(span, _)| span.row == 0 && span.col <= col && col < span.col_end);
    let mut heads = lines(head.flat_map(|(_, runs)| runs).filter(within), glyphs);
    let body = cells().filter(|(span, _)| span.row > 0 && (span.col, span.col_end) == (col, col + 1));
    let mut below: Vec<Line<'_>> = body.flat_map(|(_, runs)| lines(runs, glyphs)).collect();
    if lattice.rows() == 1 && !heads.is_empty() {
        below = heads.split_off(1);
    }
    if below.len() < FEWEST_LINES {
        return Vec::new();
    }
    let apart = |line: &Line<'_>| {
        // The characters of a head can be spaced.
        let pairs = line.runs.windows(2).filter(|pair| !pair.iter().all(|run| is_character(&[run], glyphs)));
        let ends = pairs.map(|pair| (pair[0].bbox.x1, pair[1].bbox.x0));
        ends.filter(|(from, to)| to - from >= APART * line.size).collect::<Vec<_>>()
    };
    heads.iter().flat_map(apart).filter_map(|gap| runs_down(gap, narrowest, &below, glyphs)).collect()
}

/// The middle of the part of a gap that is free in all lines, and in which part of these texts stand on both sides of it,
/// if in most of them. The characters of a name can be spaced: they are no two texts.
fn runs_down(
    (from, to): (f32, f32),
    narrowest: f32,
    below: &[Line<'_>],
    glyphs: &[Glyph],
) -> Option<(f32, f32)> {
    let size = below.iter().map(|line| line.size).fold(0.0, f32::max);
    let mut texts: Vec<(f32, f32)> =
        below.iter().flat_map(|line| &line.runs).map(|run| (run.bbox.x0, run.bbox.x1)).collect();
    texts.sort_by(|a, b| a.0.total_cmp(&b.0));
    let mut end = from;
    let mut free: Option<f32> = None;
    for (x0, x1) in texts.into_iter().chain([(to, to)]) {
        if x0.min(to) - end >= narrowest * size {
            free.get_or_insert(f32::midpoint(end, x0.min(to)));
        }
        end = end.max(x1);
    }
    let at = free?;
    let sides = below.iter().filter(|line| stands_beside(at, line, glyphs)).count();
    let part = sides as f32 / below.len() as f32;
    (sides >= FEWEST_LINES && 2 * sides >= below.len()).then_some((at, part))
}

/// Whether texts stand on both sides of a place in a line, of which one has several characters.
fn stands_beside(at: f32, line: &Line<'_>, glyphs: &[Glyph]) -> bool {
    let (left, right): (Vec<&Run>, Vec<&Run>) = line.runs.iter().partition(|run| run.bbox.x1 <= at);
    let is_spaced = is_character(&left, glyphs) && is_character(&right, glyphs);
    !left.is_empty() && !right.is_empty() && !is_spaced
}

/// Whether runs are one Chinese character.
fn is_character(runs: &[&Run], glyphs: &[Glyph]) -> bool {
    let mut own = runs.iter().flat_map(|run| &glyphs[run.glyphs.clone()]);
    own.next().is_some_and(|g| is_cjk(g.ch)) && own.next().is_none()
}

#[cfg(test)]
mod tests {
    use super::super::tests::read_all;

    /// A column of names and one with two texts in each line, at 70 and `second` points, under a rule below their heads and
    /// rules between the rows perhaps; whether they are to be read by their alignment.
    #[track_caller]
    fn check(heads: &[(&str, f32)], rows: &[[&str; 2]], second: f32, parted: bool, expected: bool) {
        let bottom = 22.0 + 14.0 * rows.len() as f32;
        let mut h = vec![(0.0, 0.0, 180.0), (20.0, 0.0, 180.0), (bottom, 0.0, 180.0)];
        if parted {
            h.extend((1..rows.len()).map(|row| (20.0 + 14.0 * row as f32, 0.0, 180.0)));
        }
        let v = [0.0, 60.0, 180.0].map(|x| (x, 0.0, bottom));
        let mut texts: Vec<_> = heads.iter().map(|(text, x)| (*text, *x, 14.0)).collect();
        for (row, own) in rows.iter().enumerate() {
            let y = 32.0 + 14.0 * row as f32;
            texts.extend([("County", 5.0, y), (own[0], 70.0, y), (own[1], second, y)]);
        }
        texts.retain(|(text, ..)| !text.is_empty());
        let (ruled, _) = read_all(&h, &v, &texts);
        assert_eq!(ruled.map(|ruled| ruled.by_alignment), Some(expected), "{heads:?} {rows:?}");
    }

    #[test]
    fn a_column_that_one_rule_lacks_is_parted() {
        let check = |heads: [&str; 2], units: [&str; 6], expected: usize| {
            let h: Vec<_> = (0..8).map(|i| (20.0 * i as f32, 0.0, 300.0)).collect();
            let v = [0.0, 40.0, 160.0, 220.0, 260.0, 300.0].map(|x| (x, 0.0, 140.0));
            let mut texts = vec![(heads[0], 45.0, 14.0), (heads[1], 125.0, 14.0), ("目标", 165.0, 14.0)];
            texts.extend([("类别", 5.0, 14.0), ("单位", 225.0, 14.0), ("备注", 265.0, 14.0)]);
            for (row, unit) in units.into_iter().enumerate() {
                let y = 34.0 + 20.0 * row as f32;
                texts.extend([("工业产值", 45.0, y), (unit, 125.0, y), ("12", 165.0, y), ("甲镇", 225.0, y)]);
            }
            texts.retain(|(text, ..)| !text.is_empty());
            let (ruled, findings) = read_all(&h, &v, &texts);
            let columns = ruled.filter(|ruled| !ruled.by_alignment).map(|ruled| ruled.block.table.columns);
            assert_eq!((columns, findings.len()), (Some(expected), expected - 5), "{heads:?} {units:?}");
        };
        check(["指标名称", "计量"], ["亿元", "人", "亿元", "%", "个", "万元"], 6);
        // Heads that do not part, the characters of one, and rows of which some have no second text.
        check(["指标名称", ""], ["亿元", "人", "亿元", "%", "个", "万元"], 5);
        check(["指", "标"], ["亿元", "人", "亿元", "%", "个", "万元"], 5);
        check(["指标名称", "计量"], ["亿元", "人", "亿元", "", "", ""], 5);
    }

    #[test]
    fn gaps_between_heads_that_run_down_part_columns() {
        let heads = [("Place", 5.0), ("Kind", 70.0), ("Cost", 130.0)];
        let rows = [["Overlay", "$5"], ["Bridge", "May"], ["Culvert", "(4)"], ["Overlay", "7"]];
        check(&heads, &rows, 130.0, false, true);
        check(&heads, &rows, 130.0, true, true);
        // The characters of one head.
        let spaced = [("Place", 5.0), ("成", 80.0), ("员", 130.0)];
        check(&spaced, &rows, 130.0, true, false);
        // One head over all of them.
        check(&[("Place", 5.0), ("Kind and cost", 70.0)], &rows, 130.0, true, false);
        // A text that lies across the gap.
        let across = [rows[0], rows[1], ["Culvert, no cost", ""], rows[3]];
        check(&heads, &across, 130.0, true, false);
        // Few lines have two texts.
        check(&heads, &[rows[0], rows[1], ["Bridge", ""], ["Bridge", ""]], 130.0, true, false);
        // Names whose two characters are spaced, below a head that is.
        let names = [["张", "三"], ["李", "四"], ["王", "五"], ["赵", "六"]];
        check(&[("单位", 5.0), ("姓", 70.0), ("名", 100.0)], &names, 100.0, true, false);
    }
}
