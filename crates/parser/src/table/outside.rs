//! Texts level with the rows of a ruled table, outside its rules: the names of its rows can stand there, or their values.

use fenjie_model::{At, Code, Finding, Place, Rect};

use super::runs::Run;
use crate::page::Turn;

/// Texts stand level with so many rows at least, and with this share of all.
const FEWEST: usize = 3;
const SHARE: (usize, usize) = (3, 4);
/// A text is level with a row where its middle is no farther from the row's than this part of its height.
const LEVEL: f32 = 0.2;
/// Names are no wider than this part of the table: lines of prose can be level by chance.
const WIDE: f32 = 0.5;

/// What is to be known of a table with texts beside most of the rows that hold text, given by their heights. `free` tells
/// which runs stand in no table.
pub(super) fn outside(
    table: Rect,
    rows: &[(f32, f32)],
    runs: &[Run],
    free: impl Fn(usize) -> bool,
    at: At,
) -> Option<Finding> {
    let mut beside: Vec<Rect> = runs
        .iter()
        .enumerate()
        .filter(|(i, run)| run.turn == Turn::Upright && free(*i))
        .map(|(_, run)| run.bbox)
        .filter(|text| text.x1 <= table.x0 || text.x0 >= table.x1)
        .filter(|text| text.width() <= WIDE * table.width())
        .collect();
    beside.sort_by(|a, b| a.centre_y().total_cmp(&b.centre_y()));
    let is_told = |is_beside: fn(Rect, Rect) -> bool| {
        let has_text = |row: &&(f32, f32)| {
            let (top, bottom) = **row;
            let from = beside.partition_point(|text| text.centre_y() < top);
            let to = beside.partition_point(|text| text.centre_y() < bottom);
            let mut own = beside[from..to].iter().filter(|text| is_beside(**text, table)).peekable();
            // What runs over the boundary of two rows belongs to neither.
            own.peek().is_some()
                && own.all(|text| {
                    let off = (text.centre_y() - f32::midpoint(top, bottom)).abs();
                    text.top >= top && text.bottom <= bottom && off <= LEVEL * (bottom - top)
                })
        };
        let told = rows.iter().filter(has_text).count();
        told >= FEWEST && SHARE.1 * told >= SHARE.0 * rows.len()
    };
    let is_left = |text: Rect, table: Rect| text.x1 <= table.x0;
    let is_right = |text: Rect, table: Rect| text.x0 >= table.x1;
    (is_told(is_left) || is_told(is_right)).then(|| {
        let message = "texts stand level with the rows of this table, outside its rules";
        let readings = ["texts beside the table", "cells of its rows"];
        Finding::ambiguous(Code::TableAmbiguous, message, readings, Place::at(at))
    })
}

#[cfg(test)]
mod tests {
    use super::super::runs::{runs, tests::line};
    use super::*;

    /// Whether texts at their left ends and baselines are said to stand beside four rows of 20 points.
    fn is_said(texts: &[(&str, f32, f32)]) -> bool {
        let glyphs: Vec<_> = texts.iter().flat_map(|(text, x, y)| line(text, *x, *y, 10.0)).collect();
        let rows: Vec<_> = (0..4).map(|i| (20.0 * i as f32, 20.0 * (i + 1) as f32)).collect();
        let bbox = Rect::new(100.0, 0.0, 300.0, 80.0);
        outside(bbox, &rows, &runs(&glyphs), |_| true, At::Page { page: 1, bbox }).is_some()
    }

    #[test]
    fn names_left_of_a_grid_are_said() {
        let names = |x: f32, step: f32| {
            ["甲镇", "乙镇", "丙镇"]
                .into_iter()
                .zip(0..)
                .map(move |(t, i)| (t, x, 34.0 + step * i as f32))
                .collect::<Vec<_>>()
        };
        assert!(is_said(&names(20.0, 20.0)));
        assert!(is_said(&names(320.0, 20.0)));
        // A text of other lines, and one that does not stand beside the table.
        assert!(!is_said(&names(20.0, 14.0)));
        assert!(!is_said(&names(120.0, 20.0)));
        assert!(!is_said(&names(20.0, 20.0)[..2]));
    }
}
