//! The last lines of a cell that no rule closes below: a page break cut the cell, and they stand under the table.
//!
//! They are of one cell, whose name they end: numbers and what begins as a note or a signature does are no rest of it.

use super::Sheet;
use crate::page::Turn;
use crate::table::cells::Spans;
use crate::table::fill::Filled;
use crate::table::lattice::Lattice;
use crate::table::prose::{Gaps, Line, line_text, lines};
use crate::table::runs::Run;

/// A line goes on the one above it where it stands this near below it, in ems.
const NEAR: f32 = 0.6;
/// Letters of one text differ by this part of their size at most.
const ONE_SIZE: f32 = 0.05;
/// A cell goes on over no more lines, and of no more runs.
const MOST_LINES: usize = 40;
const MOST_RUNS: usize = 1000;
/// So often is a text looked for below a cell.
const MOST_COMPARED: usize = 1 << 22;

/// Gives the one cell that is open below and has lines that go on right below it these lines, and tells which it is: none
/// where other text stands beside these lines.
pub(super) fn hang(
    lattice: &Lattice,
    spans: &Spans,
    filled: &mut Filled,
    sheet: &Sheet<'_>,
    taken: &mut [bool],
) -> Option<usize> {
    let (rows, bottom) = (lattice.rows(), lattice.bbox().bottom);
    let is_open = |col: usize| lattice.open_ends[1] || !lattice.wall_above(col, rows);
    let last = |i: &usize| {
        let span = &spans.cells[*i];
        span.row_end == rows && !filled.cells[*i].is_empty() && (span.col..span.col_end).all(is_open)
    };
    let open: Vec<usize> = (0..spans.cells.len()).filter(last).collect();
    if open.is_empty() {
        return None;
    }
    let free = |i: &usize| {
        let run = &sheet.runs[*i];
        !taken[*i] && run.turn == Turn::Upright && run.bbox.centre_y() >= bottom
    };
    let below: Vec<usize> = (0..sheet.runs.len()).filter(free).collect();
    if open.len().saturating_mul(below.len()) > MOST_COMPARED {
        return None;
    }
    let mut hanging = open.into_iter().filter_map(|cell| {
        let span = &spans.cells[cell];
        let (from, to) = (lattice.xs[span.col], lattice.xs[span.col_end]);
        let is_within = |i: &&usize| from <= sheet.runs[**i].bbox.x0 && sheet.runs[**i].bbox.x1 <= to;
        let within: Vec<usize> = below.iter().filter(is_within).copied().collect();
        let own = rest(&filled.cells[cell], &within, sheet);
        (!own.is_empty()).then_some((cell, own))
    });
    let (cell, own) = hanging.next().filter(|(_, own)| ends_name(own, sheet))?;
    let end = own.iter().map(|&i| sheet.runs[i].bbox.bottom).fold(bottom, f32::max);
    let is_beside = |i: &usize| sheet.runs[*i].bbox.centre_y() < end && own.binary_search(i).is_err();
    if hanging.next().is_some() || below.iter().any(is_beside) {
        return None;
    }
    drop(hanging);
    filled.cells[cell].extend(own.iter().map(|&i| sheet.runs[i].clone()));
    own.iter().for_each(|&i| taken[i] = true);
    Some(cell)
}

/// Whether lines can be the end of a name: letters without a number, and not the beginning of what stands below tables.
fn ends_name(own: &[usize], sheet: &Sheet<'_>) -> bool {
    const BELOW: [&str; 14] = [
        "注", "备注", "说明", "附", "来源", "数据", "资料", "制表", "填表", "审核", "负责", "联系", "单位",
        "续",
    ];
    let lines = lines(own.iter().map(|&i| &sheet.runs[i]), &sheet.page.glyphs);
    let text: String = lines.iter().map(|line| line_text(line, &sheet.page.glyphs, Gaps::One)).collect();
    let text = text.trim_start_matches(['（', '(']);
    !text.contains(|c: char| c.is_numeric() || matches!(c, '：' | ':'))
        && !BELOW.iter().any(|word| text.starts_with(word))
}

/// The runs of the lines that go on the last line of a cell, in their order.
fn rest(cell: &[Run], below: &[usize], sheet: &Sheet<'_>) -> Vec<usize> {
    let glyphs = &sheet.page.glyphs;
    let held = lines(cell, glyphs);
    let Some(mut last) = held.last() else { return Vec::new() };
    let found = lines(below.iter().map(|&i| &sheet.runs[i]), glyphs);
    let goes_on = |a: &Line<'_>, b: &Line<'_>| {
        b.bbox.top - a.bbox.bottom <= NEAR * a.size && (a.size - b.size).abs() <= ONE_SIZE * a.size
    };
    let mut own: Vec<&Run> = Vec::new();
    for line in found.iter().take(MOST_LINES) {
        if !goes_on(last, line) {
            break;
        }
        own.extend(&line.runs);
        last = line;
    }
    if own.len() > MOST_RUNS {
        return Vec::new();
    }
    below
        .iter()
        .copied()
        .filter(|&i| own.iter().any(|run| std::ptr::eq(*run, &raw const sheet.runs[i])))
        .collect()
}

#[cfg(test)]
mod tests {
    use crate::table::ruled::tests::read;

    /// The texts of the last row of a table whose sides go 14 points on below its last rule, with others below it.
    #[track_caller]
    fn check(is_closed: bool, below: &[(&str, f32, f32)], expected: &[&str], told: usize) {
        let mut h = vec![(0.0, 0.0, 180.0), (20.0, 0.0, 180.0), (40.0, 0.0, 180.0)];
        h.extend(is_closed.then_some((54.0, 0.0, 180.0)));
        let v = [0.0, 30.0, 100.0, 180.0].map(|at| (at, 0.0, 54.0));
        let mut texts = vec![("类别", 5.0, 14.0), ("单位", 40.0, 14.0), ("目标", 110.0, 14.0)];
        texts.extend([("农业", 5.0, 34.0), ("甲镇", 40.0, 34.0), ("12", 110.0, 34.0)]);
        texts.extend([("高质", 5.0, 52.0), ("乙镇", 40.0, 52.0), ("34", 110.0, 52.0)]);
        texts.extend(below);
        let (table, findings) = read(&h, &v, &texts);
        let table = table.expect("a table");
        let last: Vec<&str> = table.cells.iter().filter(|c| c.row == 2).map(|c| c.text.as_str()).collect();
        let said = findings.iter().filter(|f| f.message.starts_with("text stands right below")).count();
        assert_eq!((last.as_slice(), said), (expected, told));
    }

    #[test]
    fn the_rest_of_a_cell_stands_below_the_table() {
        let rest = [("量发", 5.0, 66.0), ("展", 5.0, 80.0)];
        check(false, &rest, &["高质量发展", "乙镇", "34"], 1);
        let apart = ["高质", "乙镇", "34"];
        for note in ["注：甲乙", "（续）", "- 3 -", "56", "附件2"] {
            check(false, &[(note, 32.0, 66.0)], &apart, 0);
        }
        // A closed cell, text farther below, in a line that goes on, and in other letters' row.
        check(true, &rest, &apart, 0);
        check(false, &[("注：", 5.0, 76.0)], &apart, 0);
        check(false, &[("注：甲乙丙", 5.0, 66.0)], &apart, 0);
        check(false, &[("丙镇", 5.0, 66.0), ("丁镇甲乙丙丁", 60.0, 66.0)], &apart, 0);
    }
}
