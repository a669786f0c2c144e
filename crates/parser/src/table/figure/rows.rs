//! Whether what looks like a chart holds the rows of a table: a name and several numbers behind it, line after line. What is
//! printed in a chart are the numbers of its axes, one in a line or all in one, and what they are of.

use fenjie_model::Rect;

use crate::page::{Glyph, Turn};
use crate::table::header::is_datum;
use crate::table::runs::Run;

/// So many lines are rows, and as large a part of all.
const FEWEST_ROWS: usize = 6;
const SHARE: usize = 2;
/// A row has so many numbers at least.
const FEWEST_VALUES: usize = 4;
/// The texts of one line differ in height by this at most, in ems.
const LEVEL: f32 = 0.3;
/// Those of a row that goes on beside a drawing stand on one line; labels of a chart stand anywhere.
const EXACT: f32 = 0.02;

/// Whether most lines in a box are the rows of a table, by what they hold or by what they are a part of: a stamp or a
/// watermark can be drawn over the middle of them.
pub(super) fn holds_rows(figure: Rect, runs: &[Run], glyphs: &[Glyph]) -> bool {
    let upright = |run: &&Run| run.turn == Turn::Upright;
    let height = |run: &Run| glyphs[run.glyphs.start].baseline;
    let is_in = |run: &Run| figure.contains(run.bbox.centre_x(), run.bbox.centre_y());
    let level = |run: &&Run| (figure.top..=figure.bottom).contains(&run.bbox.centre_y());
    let mut own: Vec<&Run> = runs.iter().filter(upright).filter(level).collect();
    own.sort_by(|a, b| height(a).total_cmp(&height(b)));
    let lines = |own: &[&Run], near: f32| {
        let lines = own.chunk_by(move |a, b| height(b) - height(a) <= near * b.size);
        let rows = |line: &[&Run]| usize::from(is_row(line, glyphs));
        lines
            .filter(|line| line.iter().any(|run| is_in(run)))
            .fold((0, 0), |(all, own), line| (all + 1, own + rows(line)))
    };
    let within: Vec<&Run> = own.iter().copied().filter(|run| is_in(run)).collect();
    let are_rows = |(all, rows): (usize, usize)| rows >= FEWEST_ROWS && SHARE * rows >= all;
    are_rows(lines(&within, LEVEL)) || are_rows(lines(&own, EXACT))
}

/// Whether texts on one line are a name and several numbers; the name can stand behind them.
fn is_row(line: &[&Run], glyphs: &[Glyph]) -> bool {
    let text = |run: &Run| -> String { glyphs[run.glyphs.clone()].iter().map(|g| g.ch).collect() };
    let is_number = |run: &Run| {
        let text = text(run);
        is_datum(text.trim_matches(['$', '€', '£', '(', ')'])) && text.contains(|c: char| c.is_ascii_digit())
    };
    let is_name = |run: &&Run| text(run).contains(char::is_alphabetic);
    let first = line.iter().min_by(|a, b| a.bbox.x0.total_cmp(&b.bbox.x0));
    let last = line.iter().max_by(|a, b| a.bbox.x1.total_cmp(&b.bbox.x1));
    [first, last].into_iter().flatten().any(is_name)
        && line.iter().filter(|run| is_number(run)).count() >= FEWEST_VALUES
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::table::runs::{runs, tests::line};

    #[test]
    fn a_name_and_its_numbers_line_after_line() {
        let holds = |names: &[&str], values: usize| {
            let mut glyphs = Vec::new();
            for (i, name) in names.iter().enumerate() {
                let y = 20.0 + 14.0 * i as f32;
                glyphs.extend(line(name, 10.0, y, 10.0));
                for c in 0..values {
                    glyphs.extend(line("12", 100.0 + 40.0 * c as f32, y, 10.0));
                }
            }
            holds_rows(Rect::new(0.0, 0.0, 400.0, 200.0), &runs(&glyphs), &glyphs)
        };
        let names = ["Ada", "Bow", "Cob", "Dan", "Eve", "Fay"];
        assert!(holds(&names, 4));
        assert!(!holds(&names, 3) && !holds(&names[..5], 4));
        // The axes of charts side by side.
        assert!(!holds(&["50", "40", "30", "20", "10", "0"], 4));
    }

    #[test]
    fn rows_go_on_beside_what_is_drawn_over_them() {
        let holds = |off: f32| {
            let mut glyphs = Vec::new();
            for i in 0..7 {
                let y = 20.0 + 14.0 * i as f32;
                for c in 0..4 {
                    glyphs.extend(line("12", 10.0 + 40.0 * c as f32, y, 10.0));
                }
                glyphs.extend(line("66%", 180.0, y + off, 10.0));
                glyphs.extend(line("Ada", 240.0, y, 10.0));
            }
            holds_rows(Rect::new(170.0, 0.0, 220.0, 200.0), &runs(&glyphs), &glyphs)
        };
        assert!(holds(0.0));
        // The labels of a chart between a table and its notes.
        assert!(!holds(3.0));
    }
}
