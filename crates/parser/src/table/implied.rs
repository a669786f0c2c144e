//! Rows and columns that no rule divides: a cell with several numbers one below the other holds several rows, and one
//! over several columns with a text in each holds several cells.

mod led;
mod parts;

use fenjie_model::text::is_cjk;

use super::aligned::ends_in_leader;
use super::broken::is_leader;
use super::cells::{Span, Spans};
use super::fill::Filled;
use super::header::is_datum;
use super::lattice::Lattice;
use super::level::level_lines;
use super::prose::{Line, lines};
use super::spaced::spaced_rows;
use crate::page::Glyph;
use led::led_rows;
use parts::{Parts, parts};

/// A row may be divided into this many at most.
const MOST_ROWS: usize = 2_000;

/// A cell must have texts in this many columns before it is divided: 合　计 over two columns is one text.
const FEWEST_TEXTS: usize = 3;
/// And so must this many rows.
const FEWEST_ROWS: usize = 2;
/// A row has so many lines at most, where it is one of several in a cell.
const WRAPPED: usize = 4;
/// So many rows without names for their parts are rows of cells with several lines.
const FEWEST_NAMELESS: usize = 3;
/// So many lines over the numbers of a cell say what they are of.
const MOST_OVER: usize = 1;
/// One line of so many in a cell may run across the end of a column.
const CROSSING: usize = 5;
/// Lines of two rows overlap by this part of their height at most.
const LEVEL: f32 = 0.2;

/// Divides the cells that hold a text in each of several columns, where the columns are ruled elsewhere in the table;
/// whether any was divided.
pub(crate) fn divide_columns(
    lattice: &mut Lattice,
    spans: &Spans,
    filled: &Filled,
    glyphs: &[Glyph],
) -> bool {
    let mut wide: Vec<Span> = Vec::new();
    let mut rows = 0;
    for (span, runs) in spans.cells.iter().zip(&filled.cells) {
        if span.col_end - span.col >= FEWEST_TEXTS && span.row_end == span.row + 1 {
            let found = lines(runs, glyphs);
            let texts: Vec<usize> =
                found.iter().map(|line| texts_in_columns(lattice, line, glyphs)).collect();
            let several = texts.iter().filter(|n| **n >= FEWEST_TEXTS).count();
            let crossing = texts.iter().filter(|n| **n == 0).count();
            // One line is a row; several are rows where some of them have texts in columns and the rest wraps.
            if several > 0 && WRAPPED * several >= texts.len() && CROSSING * crossing <= texts.len() {
                wide.push(*span);
                rows += several;
            }
        }
    }
    if rows < FEWEST_ROWS {
        return false;
    }
    for span in wide {
        lattice.divide_columns(span.row, span.col..span.col_end);
    }
    true
}

/// In how many columns a line has text, if no text reaches over a column's end; else 0.
fn texts_in_columns(lattice: &Lattice, line: &Line<'_>, glyphs: &[Glyph]) -> usize {
    let mut columns = Vec::new();
    let mut end = f32::NEG_INFINITY;
    for g in line.runs.iter().flat_map(|r| &glyphs[r.glyphs.clone()]) {
        let col = lattice.xs.partition_point(|x| *x <= g.bbox.centre_x());
        if columns.last().is_some_and(|last| *last != col) && g.bbox.x0 - end < 0.5 * g.size {
            return 0;
        }
        columns.push(col);
        end = g.bbox.x1;
    }
    columns.dedup();
    columns.len()
}

/// Texts side by side are this many ems apart.
pub(super) const APART: f32 = 1.0;

/// Whether texts stand side by side in most lines of a lattice that has no rule between columns, around a gap that runs
/// down through them: its rules are those of its rows and a frame.
pub(crate) fn lacks_all_columns(lattice: &Lattice, filled: &Filled, glyphs: &[Glyph]) -> bool {
    /// A gap runs down through this many lines at least.
    const FEWEST_LINES: usize = 3;
    if lattice.columns() > 1 {
        return false;
    }
    let lines: Vec<Line<'_>> = filled.cells.iter().flat_map(|runs| lines(runs, glyphs)).collect();
    let deepest = deepest_gap(&lines, APART);
    deepest >= FEWEST_LINES && 2 * deepest > lines.len()
}

/// Through how many lines a gap runs down between their texts, which are so many ems apart.
pub(super) fn deepest_gap(lines: &[Line<'_>], apart: f32) -> usize {
    let gaps = lines.iter().flat_map(|line| {
        let ends = line.runs.windows(2).map(|pair| (pair[0].bbox.x1, pair[1].bbox.x0));
        ends.filter(|(from, to)| to - from >= apart * line.size)
    });
    let mut ends: Vec<(f32, isize)> = gaps.flat_map(|(from, to)| [(from, 1), (to, -1)]).collect();
    ends.sort_by(|a, b| a.0.total_cmp(&b.0).then(a.1.cmp(&b.1)));
    let depths = ends.iter().scan(0usize, |depth, (_, step)| {
        *depth = depth.saturating_add_signed(*step);
        Some(*depth)
    });
    depths.max().unwrap_or(0)
}

/// Divides the rows that hold several, by the lines of the columns with numbers; whether any was divided.
///
/// Only where a cell holds nothing but numbers, each on a line of its own: a name or a note that wraps is one row.
pub(crate) fn divide_rows(lattice: &mut Lattice, spans: &Spans, filled: &Filled, glyphs: &[Glyph]) -> bool {
    let mut found: Vec<(usize, Vec<usize>, Parts)> = Vec::new();
    for row in 0..lattice.rows() {
        // The cells are sorted by their rows.
        let first = spans.cells.partition_point(|span| span.row < row);
        let begin = spans.cells[first..].iter().take_while(|span| span.row == row);
        let ends = |span: &Span| span.row_end == row + 1;
        let cells: Vec<usize> = (first..).zip(begin).filter(|(_, span)| ends(span)).map(|(i, _)| i).collect();
        let width = |i: usize| lattice.xs[spans.cells[i].col_end] - lattice.xs[spans.cells[i].col];
        let level = || (row > 0).then(|| level_lines(&cells, width, filled, glyphs)).flatten();
        let spaced = || (row > 0).then(|| spaced_rows(&cells, filled, glyphs)).flatten();
        let led = || led_rows(&cells, filled, glyphs);
        let parts = parts(&cells, width, filled, glyphs)
            .or_else(|| level().or_else(spaced).or_else(led).map(|cuts| Parts { cuts, named: true }));
        found.extend(parts.map(|parts| (row, cells, parts)));
    }
    // Where hardly a row has names for its parts, a cell has several lines in each.
    let nameless = found.iter().filter(|(.., parts)| !parts.named).count();
    if nameless >= FEWEST_NAMELESS && 2 * nameless > lattice.rows() {
        found.retain(|(.., parts)| parts.named);
    }
    // From the last row up, so that the numbers of the rows above stay.
    for (row, cells, parts) in found.iter().rev() {
        let mut columns = vec![false; lattice.columns()];
        for &i in cells {
            columns[spans.cells[i].col..spans.cells[i].col_end].fill(true);
        }
        lattice.divide_row(*row, &parts.cuts, &columns);
    }
    !found.is_empty()
}

/// Whether a text in Latin script begins as a name does, and ends as one can.
fn begins_name(text: &str) -> bool {
    text.starts_with(|c: char| c.is_ascii_uppercase())
        && !text.contains(is_cjk)
        && !text.ends_with([',', '-', '–', '/', '&'])
}

/// Whether a text says what the rows below it are of, before a leader too.
pub(super) fn is_label(text: &str) -> bool {
    text.trim_end_matches(['.', ' ']).ends_with(':')
}

/// Whether a text is a number, money too, or stands in the place of one, before a leader too.
pub(super) fn is_number(text: &str) -> bool {
    let text = if ends_in_leader(text) { text.trim_end_matches(['.', '…', '·', ' ']) } else { text };
    let amount = text.trim_start_matches(['$', '€', '£', '¥', '￥']);
    is_datum(text) || is_sign(text) || amount.len() < text.len() && is_datum(amount.trim_start())
}

/// Whether a text stands in the place of a number: `(D)`, `(**)`, `(1,234)`, `NA`, `--`, `......`.
fn is_sign(text: &str) -> bool {
    /// So many letters or asterisks in brackets say why there is none.
    const LETTERS: usize = 2;
    let inner = text.strip_prefix('(').and_then(|t| t.strip_suffix(')'));
    let is_one_of =
        |t: &str, of: fn(&u8) -> bool| (1..=LETTERS).contains(&t.len()) && t.as_bytes().iter().all(of);
    let letters = |t: &str| is_one_of(t, u8::is_ascii_uppercase) || is_one_of(t, |b| *b == b'*');
    is_leader(text)
        || matches!(text, "--" | "---" | "NA" | "n.a.")
        || inner.is_some_and(|inner| letters(inner) || is_datum(inner))
}

/// The part of the smaller of two extents that lies in the other.
pub(super) fn overlap(a: (f32, f32), b: (f32, f32)) -> f32 {
    (a.1.min(b.1) - a.0.max(b.0)) / (a.1 - a.0).min(b.1 - b.0).max(f32::EPSILON)
}

/// The extents that overlap by more than half are one band.
pub(super) fn bands(mut extents: Vec<(f32, f32)>) -> Vec<(f32, f32)> {
    extents.sort_by(|a, b| a.0.total_cmp(&b.0));
    let mut bands: Vec<(f32, f32)> = Vec::new();
    for (top, bottom) in extents {
        match bands.last_mut() {
            Some(b) if b.1 - top > 0.5 * (bottom - top).min(b.1 - b.0) => b.1 = b.1.max(bottom),
            _ => bands.push((top, bottom)),
        }
    }
    bands
}

#[cfg(test)]
mod tests;
