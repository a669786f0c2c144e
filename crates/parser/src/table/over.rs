//! Heads over groups of columns, right above the first rule of a table: no rule is drawn around them.

use fenjie_model::{At, Code, Finding, Place, Rect};

use super::beyond::{Side, Text, texts_beyond};
use super::lattice::Lattice;
use super::ruled::Sheet;

/// A head stands at the middle of its group within this many ems.
const SET: f32 = 0.6;
/// So many heads at least, each over as many columns, behind so many columns of names at most.
const FEWEST_HEADS: usize = 2;
const FEWEST_COLUMNS: usize = 2;
const MOST_NAMES: usize = 3;

/// Gives the lattice a row for the heads above it, if each of these stands in the middle over as many of its columns as the
/// others do, and together they do over all columns but those of names.
pub(super) fn heads_over(lattice: &mut Lattice, sheet: &Sheet<'_>, taken: &[bool]) -> Option<Finding> {
    let texts = texts_beyond(lattice, lattice.bbox().top, sheet, taken, Side::Above);
    if texts.len() < FEWEST_HEADS || lattice.rows() < 2 {
        return None;
    }
    let columns = lattice.columns();
    let of_names = |names: &usize| {
        let others = columns.saturating_sub(*names);
        let each = others / texts.len();
        let is_over = |(k, text): (usize, &Text)| {
            let from = names + k * each;
            let (x0, x1) = (lattice.xs[from], lattice.xs[from + each]);
            let off = f32::midpoint(x0, x1) - f32::midpoint(text.bbox.x0, text.bbox.x1);
            x0 <= text.bbox.x0 && text.bbox.x1 <= x1 && off.abs() <= SET * text.size
        };
        each >= FEWEST_COLUMNS && others.is_multiple_of(texts.len()) && texts.iter().enumerate().all(is_over)
    };
    let names = (1..=MOST_NAMES).find(of_names)?;
    let each = (columns - names) / texts.len();
    let bbox = texts.iter().map(|text| text.bbox).reduce(Rect::union)?;
    let walls: Vec<usize> = [0].into_iter().chain((names..=columns).step_by(each)).collect();
    lattice.add_row_above(bbox.top, &walls);
    let message = "texts stand over groups of columns, above the rules of this table";
    let place = Place::at(At::Page { page: sheet.page.number, bbox: sheet.turned.back(bbox) });
    Some(Finding::ambiguous(
        Code::TableAmbiguous,
        message,
        ["heads of these columns", "text above the table"],
        place,
    ))
}

#[cfg(test)]
mod tests {
    use super::super::lattice::{lattices, tests::edges_of};
    use super::super::ruled::{Sheet, table};
    use super::super::runs::{runs, tests::line};
    use super::super::tests::draw;
    use super::super::upright::upright;
    use crate::deadline::Deadline;
    use crate::page::Page;
    use crate::{Limits, Tolerances};

    /// A name and four columns of 40 points from a height of 30, below texts at their left ends and a height of 26.
    #[track_caller]
    fn check(above: &[(&str, f32)], expected: &str) {
        let h: Vec<_> = (0..4).map(|i| (30.0 + 20.0 * i as f32, 0.0, 200.0)).collect();
        let v: Vec<_> = (0..6).map(|i| (40.0 * i as f32, 30.0, 90.0)).collect();
        let mut lattice = lattices(&edges_of(&h, &v), &Tolerances::default()).remove(0);
        let rows =
            [["Of", "M", "P", "M", "P"], ["Cod", "12", "31", "77", "24"], ["Eel", "65", "99", "13", "45"]];
        let mut glyphs: Vec<_> = above.iter().flat_map(|(text, x)| line(text, *x, 26.0, 10.0)).collect();
        for (r, row) in rows.iter().enumerate() {
            for (c, text) in row.iter().enumerate() {
                glyphs.extend(line(text, 5.0 + 40.0 * c as f32, 44.0 + 20.0 * r as f32, 10.0));
            }
        }
        let (page, turned) =
            upright(Page { number: 1, width: 300.0, height: 300.0, glyphs, ..Page::default() });
        let runs = runs(&page.glyphs);
        let sheet = Sheet {
            page: &page,
            turned,
            runs: &runs,
            limits: &Limits::default(),
            before: None,
            deadline: Deadline::never(),
        };
        let mut findings = Vec::new();
        let read = table(&mut lattice, &sheet, &mut vec![false; runs.len()], &mut findings).expect("a table");
        let body = "Of M P M P\nCod 12 31 77 24\nEel 65 99 13 45";
        let expected = if expected.is_empty() { body.to_owned() } else { format!("{expected}\n{body}") };
        assert_eq!(draw(&read.block.table), expected, "{above:?}");
        let said = findings.iter().any(|finding| finding.message.starts_with("texts stand over groups"));
        assert_eq!(said, expected.len() > body.len());
    }

    #[test]
    fn heads_in_the_middle_of_groups_are_a_row() {
        let width = line("2001", 0.0, 0.0, 10.0).last().map_or(0.0, |g| g.bbox.x1);
        let at = |middle: f32| middle - width / 2.0;
        check(&[("2001", at(80.0)), ("2002", at(160.0))], "_ 2001 < 2002 <");
        // One is off the middle, or missing, and a title.
        check(&[("2001", at(80.0)), ("2002", at(180.0))], "");
        check(&[("2001", at(80.0))], "");
        check(&[("Fish", 0.0), ("2001", at(80.0)), ("2002", at(160.0))], "");
    }
}
