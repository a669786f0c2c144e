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

/// Whether most lines in a box are the rows of a table.
pub(super) fn holds_rows(figure: Rect, runs: &[Run], glyphs: &[Glyph]) -> bool {
    let within =
        |run: &&Run| run.turn == Turn::Upright && figure.contains(run.bbox.centre_x(), run.bbox.centre_y());
    let height = |run: &Run| glyphs[run.glyphs.start].baseline;
    let mut own: Vec<&Run> = runs.iter().filter(within).collect();
    own.sort_by(|a, b| height(a).total_cmp(&height(b)));
    let text = |run: &Run| -> String { glyphs[run.glyphs.clone()].iter().map(|g| g.ch).collect() };
    let is_number = |run: &Run| {
        let text = text(run);
        is_datum(text.trim_matches(['$', '€', '£', '(', ')'])) && text.contains(|c: char| c.is_ascii_digit())
    };
    let is_row = |line: &[&Run]| {
        let Some(first) = line.iter().min_by(|a, b| a.bbox.x0.total_cmp(&b.bbox.x0)) else { return false };
        text(first).contains(char::is_alphabetic)
            && line.iter().filter(|run| is_number(run)).count() >= FEWEST_VALUES
    };
    let lines = own.chunk_by(|a, b| height(b) - height(a) <= LEVEL * b.size);
    let (all, rows) = lines.fold((0, 0), |(all, rows), line| (all + 1, rows + usize::from(is_row(line))));
    rows >= FEWEST_ROWS && SHARE * rows >= all
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
}
