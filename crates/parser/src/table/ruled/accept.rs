//! Whether a filled lattice is a table: frames, charts and forms have rules too.

use super::Sheet;
use crate::table::cells::Spans;
use crate::table::fill::Filled;
use crate::table::furniture::MARGIN;
use crate::table::lattice::Lattice;
use crate::table::runs::Run;

/// A ruled table has text in this part of its cells at least.
const LEAST_FILLED: f32 = 0.2;

/// Whether a filled lattice is a table: charts and forms have grids too, with little in them.
pub(super) fn is_table(lattice: &Lattice, spans: &Spans, filled: &Filled, sheet: &Sheet<'_>) -> bool {
    let mut by_row = vec![0usize; lattice.rows()];
    for (span, _) in spans.cells.iter().zip(&filled.cells).filter(|(_, runs)| !runs.is_empty()) {
        by_row[span.row] += 1;
    }
    let filled_cells: usize = by_row.iter().sum();
    // What a page break cut is open above or below alone, and can hold the rest of one cell.
    let cut = lattice.open_ends.contains(&true) && lattice.open_sides == [false; 2];
    if is_ending(lattice, sheet) {
        filled_cells > 0
    } else if cut && lattice.columns() >= 3 {
        let is_rest = lattice.rows() == 1 && is_outermost(lattice, sheet);
        let least = if is_rest { 0.0 } else { LEAST_FILLED * spans.cells.len() as f32 };
        filled_cells >= 1 && filled_cells as f32 >= least
    } else if lattice.open {
        by_row.iter().filter(|n| **n >= 2).count() >= 2
    } else if filled_cells == 1 && lattice.rows() == 1 && lattice.columns() >= 3 {
        // Or a writer closes the rest of a row that a page break cut, at the top of the next page.
        sheet.page.number > 1 && !sheet.runs.iter().any(|run| is_above(run, lattice, sheet))
    } else {
        filled_cells >= 2
            && (lattice.columns() > 1 || has_words(filled, sheet))
            && (filled_cells as f32 >= LEAST_FILLED * spans.cells.len() as f32
                || names_rows(lattice, spans, filled)
                || names_columns(lattice, spans, filled, sheet))
    }
}

/// Whether a lattice at the head of a page stands in the columns of the table that ends the page before.
fn is_ending(lattice: &Lattice, sheet: &Sheet<'_>) -> bool {
    sheet.before.is_some_and(|before| before.is_ruled_as(lattice))
        && !sheet.runs.iter().any(|run| is_above(run, lattice, sheet))
}

/// Whether some text is more than a number: the numbers in the parts of a bar, one above the other, are no table.
fn has_words(filled: &Filled, sheet: &Sheet<'_>) -> bool {
    filled.cells.iter().any(|runs| says_words(runs, sheet))
}

fn says_words(runs: &[Run], sheet: &Sheet<'_>) -> bool {
    runs.iter().any(|run| sheet.page.glyphs[run.glyphs.clone()].iter().any(|glyph| glyph.ch.is_alphabetic()))
}

/// Whether texts stand one below the other in the first column of most rows: those of a chart stand beside its grid.
fn names_rows(lattice: &Lattice, spans: &Spans, filled: &Filled) -> bool {
    let first = spans.cells.iter().zip(&filled.cells).filter(|(span, _)| span.col == 0);
    let (named, rows) = first.fold((0, 0), |(named, rows), (span, runs)| {
        let tall = span.row_end - span.row;
        (named + if runs.is_empty() { 0 } else { tall }, rows + tall)
    });
    lattice.columns() >= 3 && rows >= 3 && 3 * named >= 2 * rows
}

/// Whether one of the first rows has words in every column, as the heads of a form have whose rows are still blank: what they
/// hold stands right below the heads, but for their names, and a form that is closed all round ends with lines to sign. What
/// a chart says stands beside its grid, or all over it.
fn names_columns(lattice: &Lattice, spans: &Spans, filled: &Filled, sheet: &Sheet<'_>) -> bool {
    /// A row of heads has so many texts at least.
    const FEWEST: usize = 3;
    /// A title and a measure can stand above it.
    const MOST_ABOVE: usize = 2;
    /// So many rows are to be signed.
    const MOST_BELOW: usize = 2;
    let cells = || spans.cells.iter().zip(&filled.cells);
    let is_head = |row: usize| {
        let own = || cells().filter(|(span, _)| span.row == row);
        own().count() >= FEWEST
            && own().map(|(span, _)| span.col_end - span.col).sum::<usize>() == lattice.columns()
            && own().all(|(_, runs)| says_words(runs, sheet))
    };
    let mut holds = vec![false; lattice.rows()];
    for (span, _) in cells().filter(|(span, runs)| span.col > 0 && !runs.is_empty()) {
        holds[span.row..span.row_end].fill(true);
    }
    let Some(head) = (0..=MOST_ABOVE).find(|row| is_head(*row)) else { return false };
    let signed = if lattice.open { 0 } else { MOST_BELOW };
    let rows = &holds[head..(lattice.rows() - signed.min(lattice.rows())).max(head + 1)];
    rows.windows(2).all(|pair| pair[0] || !pair[1])
}

/// Whether no text but furniture in the margins stands beyond the side on which a page break leaves the lattice open.
fn is_outermost(lattice: &Lattice, sheet: &Sheet<'_>) -> bool {
    let (bbox, height) = (lattice.bbox(), sheet.page.height);
    let beyond = |run: &Run| match lattice.open_ends {
        [true, _] => is_above(run, lattice, sheet),
        [_, true] => run.bbox.centre_y() > bbox.bottom && run.bbox.bottom < (1.0 - MARGIN) * height,
        _ => false,
    };
    !sheet.runs.iter().any(beyond)
}

/// Whether a text above the lattice is none of the furniture in the margin.
fn is_above(run: &Run, lattice: &Lattice, sheet: &Sheet<'_>) -> bool {
    run.bbox.centre_y() < lattice.bbox().top && run.bbox.top > MARGIN * sheet.page.height
}
