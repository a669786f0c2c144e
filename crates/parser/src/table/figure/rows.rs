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
/// So many rows go on beside it, with so many numbers there.
const FEWEST_CROSSED: usize = 3;
const FEWEST_BESIDE: usize = 2;

/// Whether most lines in a box are the rows of a table, by what they hold or by what they are a part of: a stamp or a
/// watermark can be drawn over some of them.
pub(super) fn holds_rows(figure: Rect, runs: &[Run], glyphs: &[Glyph]) -> bool {
    let height = |run: &Run| glyphs[run.glyphs.start].baseline;
    let is_in = |run: &Run| figure.contains(run.bbox.centre_x(), run.bbox.centre_y());
    let is_level =
        |run: &&Run| run.turn == Turn::Upright && (figure.top..=figure.bottom).contains(&run.bbox.centre_y());
    let mut level: Vec<&Run> = runs.iter().filter(is_level).collect();
    level.sort_by(|a, b| height(a).total_cmp(&height(b)));
    let are_rows = |texts: &[&Run], near: f32, fewest: usize, is_row: &dyn Fn(&[&Run]) -> bool| {
        let lines = texts.chunk_by(|a, b| height(b) - height(a) <= near * b.size);
        let own = lines.filter(|line| line.iter().any(|run| is_in(run)));
        let (all, rows) = own.fold((0, 0), |(all, rows), line| (all + 1, rows + usize::from(is_row(line))));
        rows >= fewest && SHARE * rows >= all
    };
    let within: Vec<&Run> = level.iter().copied().filter(|run| is_in(run)).collect();
    let goes_on = |line: &[&Run]| {
        let outside = line.iter().filter(|run| !is_in(run) && is_number(run, glyphs));
        outside.count() >= FEWEST_BESIDE && is_row(line, glyphs)
    };
    are_rows(&within, LEVEL, FEWEST_ROWS, &|line| is_row(line, glyphs))
        || are_rows(&level, EXACT, FEWEST_CROSSED, &goes_on)
}

/// Whether texts on one line are a name and several numbers; the name can stand behind them.
fn is_row(line: &[&Run], glyphs: &[Glyph]) -> bool {
    let is_name = |run: &&Run| text(run, glyphs).contains(char::is_alphabetic);
    let first = line.iter().min_by(|a, b| a.bbox.x0.total_cmp(&b.bbox.x0));
    let last = line.iter().max_by(|a, b| a.bbox.x1.total_cmp(&b.bbox.x1));
    [first, last].into_iter().flatten().any(is_name)
        && line.iter().filter(|run| is_number(run, glyphs)).count() >= FEWEST_VALUES
}

fn is_number(run: &Run, glyphs: &[Glyph]) -> bool {
    let text = text(run, glyphs);
    is_datum(text.trim_matches(['$', '€', '£', '(', ')'])) && text.contains(|c: char| c.is_ascii_digit())
}

fn text(run: &Run, glyphs: &[Glyph]) -> String {
    glyphs[run.glyphs.clone()].iter().map(|glyph| glyph.ch).collect()
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

    #[test]
    fn a_name_beside_a_bar_and_the_numbers_in_it_are_no_row() {
        let mut glyphs = Vec::new();
        for i in 0..4 {
            let y = 20.0 + 14.0 * i as f32;
            glyphs.extend(line("Ada", 10.0, y, 10.0));
            for c in 0..4 {
                glyphs.extend(line("12", 100.0 + 40.0 * c as f32, y, 10.0));
            }
        }
        assert!(!holds_rows(Rect::new(80.0, 0.0, 300.0, 200.0), &runs(&glyphs), &glyphs));
        assert!(holds_rows(Rect::new(170.0, 0.0, 300.0, 200.0), &runs(&glyphs), &glyphs));
    }
}
