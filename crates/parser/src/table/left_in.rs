//! Texts that stand in the box of a table and in none of its cells: what was taken for a chart among its rows, or what a
//! rule or a stamp keeps from them. Its cells can be empty in their place.

use fenjie_model::{At, Code, Finding, Place, Rect};

use super::runs::Run;
use crate::page::Turn;

/// More texts than this on a page are not looked at.
const MOST: usize = 2_000;
/// A text of another line can reach over the side of a box by so many points.
const SLIP: f32 = 1.0;

/// What is to be known of tables, given by their boxes, around texts that stand in none. `at` tells the place of a box.
pub(super) fn left_in<'a>(
    tables: &[Rect],
    free: impl Iterator<Item = &'a Run>,
    at: impl Fn(Rect) -> At,
) -> Vec<Finding> {
    let area = |r: &Rect| r.width() * r.height();
    let mut left: Vec<Option<Rect>> = vec![None; tables.len()];
    for text in free.filter(|run| run.turn != Turn::Slanted).map(|run| run.bbox).take(MOST) {
        let holds = |table: &Rect| {
            (table.x0 + SLIP..=table.x1 - SLIP).contains(&text.centre_x())
                && (table.top + SLIP..=table.bottom - SLIP).contains(&text.centre_y())
        };
        let around = tables.iter().enumerate().filter(|(_, table)| holds(table));
        if let Some((table, _)) = around.min_by(|a, b| area(a.1).total_cmp(&area(b.1))) {
            left[table] = Some(left[table].map_or(text, |own| own.union(text)));
        }
    }
    let said = |bbox: Rect| {
        let message = "texts stand in the box of this table and in none of its cells";
        let readings = ["texts over or beside the table", "texts of its cells"];
        Finding::ambiguous(Code::TableAmbiguous, message, readings, Place::at(at(bbox)))
    };
    left.into_iter().flatten().map(said).collect()
}

#[cfg(test)]
mod tests {
    use super::super::runs::{runs, tests::line};
    use super::*;

    /// The boxes that are said of a table with another in a cell and these texts in neither.
    #[track_caller]
    fn check(texts: &[(&str, f32, f32)], expected: &[Rect]) {
        let tables = [Rect::new(0.0, 0.0, 200.0, 100.0), Rect::new(100.0, 50.0, 190.0, 90.0)];
        let glyphs: Vec<_> = texts.iter().flat_map(|(text, x, y)| line(text, *x, *y, 10.0)).collect();
        let runs = runs(&glyphs);
        let found = left_in(&tables, runs.iter(), |bbox| At::Page { page: 1, bbox });
        let at: Vec<Option<At>> = found.iter().map(|finding| finding.place.at).collect();
        let expected: Vec<Option<At>> =
            expected.iter().map(|bbox| Some(At::Page { page: 1, bbox: *bbox })).collect();
        assert_eq!(at, expected);
    }

    #[test]
    fn texts_in_a_table_and_in_none_of_its_cells_are_said() {
        check(&[("12", 20.0, 20.0), ("34", 50.0, 40.0)], &[Rect::new(20.0, 11.2, 60.0, 41.2)]);
        check(&[("12", 120.0, 70.0)], &[Rect::new(120.0, 61.2, 130.0, 71.2)]);
        // Above the table, and beside it.
        check(&[("12", 20.0, 3.0), ("12", 210.0, 20.0)], &[]);
    }
}
