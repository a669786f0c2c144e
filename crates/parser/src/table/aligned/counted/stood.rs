//! Where the texts of a PDF's text (`pdftotext -layout`) stood on their page.
//!
//! Such a text counts characters. A text begins one column after the longest of those that end before it on the page, on
//! whatever line, and over another text at the column of the character that it stood over. So the columns are in the
//! order of the places, but a full-width character takes one of them as a digit does: heads and values, which are of
//! different characters, drift from each other. Going from column to column, the widths of the characters tell the places.

use unicode_width::UnicodeWidthChar;

use crate::table::aligned::columns::align::Column;
use crate::table::aligned::piece::Piece;

/// The narrowest gap after a text, in ems.
const GAP: f32 = 0.75;
/// What a column is wide where no text is above or below it, in ems.
const BLANK: f32 = 0.25;
/// What columns are wide that no text tells of, at the most.
const COLUMN: f32 = 0.6;

/// The pieces of a table, of which the first are its heads, and its columns, in ems of a full-width character.
pub(super) fn stood(pieces: &[Piece], heads: usize, columns: &[Column]) -> (Vec<Piece>, Vec<Column>) {
    let mut placed = pieces.to_vec();
    let edges: Vec<Vec<f32>> = pieces.iter().map(|p| edges(&p.text)).collect();
    let mut order: Vec<usize> = (0..pieces.len()).collect();
    order.sort_by(|&a, &b| pieces[a].x0.total_cmp(&pieces[b].x0));
    // The pieces that the next ones may lie over, how far those before them reach, and the last column with the place of
    // what begins there.
    let mut open: Vec<usize> = Vec::new();
    let mut before = (0.0_f32, 0.0_f32);
    let mut last = (0.0_f32, 0.0_f32);
    for group in order.chunk_by(|&a, &b| pieces[a].x0 == pieces[b].x0) {
        let column = pieces[group[0]].x0;
        for &p in open.iter().filter(|&&p| pieces[p].x1 < column) {
            before = (before.0.max(pieces[p].x1), before.1.max(placed[p].x1));
        }
        open.retain(|&p| column <= pieces[p].x1);
        let place = |&p: &usize| placed[p].x0 + before_character(&edges[p], column - pieces[p].x0);
        let over = open.iter().map(place).reduce(f32::min);
        let left = |p: usize| p.checked_sub(1).filter(|&l| pieces[l].band == pieces[p].band);
        let behind = group.iter().filter_map(|&p| Some(placed[left(p)?].x1 + GAP));
        let free = before.1 + GAP + BLANK * (column - before.0 - 1.0).max(0.0);
        let told = over.unwrap_or(free.min(last.1 + COLUMN * (column - last.0)));
        last = (column, behind.fold(last.1, f32::max).max(told));
        for &p in group {
            (placed[p].x0, placed[p].x1) = (last.1, last.1 + edges[p].last().copied().unwrap_or(0.0));
        }
        open.extend(group);
    }
    let columns = of_pieces(&placed[heads..], columns);
    (placed, columns)
}

/// How wide the text is up to each of its characters, and at last the whole of it.
fn edges(text: &str) -> Vec<f32> {
    let widths = text.chars().map(|c| c.width_cjk().unwrap_or(0) as f32 / 2.0);
    std::iter::once(0.0)
        .chain(widths.scan(0.0, |at, width| {
            *at += width;
            Some(*at)
        }))
        .collect()
}

/// How wide a text is before the character in one of its columns.
fn before_character(edges: &[f32], column: f32) -> f32 {
    edges[(column as usize).min(edges.len() - 1)]
}

/// The columns as the pieces that lie in one alone tell them.
fn of_pieces(placed: &[Piece], columns: &[Column]) -> Vec<Column> {
    let ends = |c: usize| {
        let own = placed.iter().filter(|p| p.own == (c, c + 1));
        own.map(|p| (p.x0, p.x1)).reduce(|a, b| (a.0.min(b.0), a.1.max(b.1)))
    };
    let mut at = 0.0_f32;
    let ends: Vec<(f32, f32)> = (0..columns.len())
        .map(|c| {
            let (x0, x1) = ends(c).unwrap_or((at, at));
            at = at.max(x1);
            (x0, x1)
        })
        .collect();
    // A side is about in the middle between the texts.
    let between = |left: f32, right: f32| {
        let gap = (right - left).max(0.0);
        (left + gap / 4.0, left + 3.0 * gap / 4.0)
    };
    let side = |c: usize| {
        let (x0, x1) = ends[c];
        let left = c.checked_sub(1).map_or((x0, x0), |l| between(ends[l].1, x0));
        let right = ends.get(c + 1).map_or((x1, x1), |next| between(x1, next.0));
        Column { x0, x1, left, right, centre: f32::midpoint(x0, x1), ..columns[c] }
    };
    (0..columns.len()).map(side).collect()
}

#[cfg(test)]
mod tests {
    use super::super::tests::drawn;
    use super::*;
    use crate::table::aligned::Settings;
    use crate::table::aligned::bands::bands;
    use crate::table::aligned::counted;
    use crate::table::aligned::piece;

    /// Where the texts of some lines stand, in order, and the columns.
    #[track_caller]
    fn check(text: &str, pieces: &[(&str, f32, f32)], columns: &[(f32, f32)]) {
        let words = drawn(text);
        let bands = bands(&words, &Settings::counted());
        let strips = counted::strips(&bands, &words);
        let (printed, of) = piece::pieces(&bands, &strips, &words, None, &Settings::counted());
        let row = printed.iter().find(|p| p.value).map_or(0, |p| p.band);
        let heads = printed.iter().take_while(|p| p.band < row).count();
        let (placed, of) = stood(&printed, heads, &of);
        let found: Vec<_> = placed.iter().map(|p| (p.text.as_str(), p.x0, p.x1)).collect();
        assert_eq!(found, pieces);
        assert_eq!(of.iter().map(|c| (c.x0, c.x1)).collect::<Vec<_>>(), columns);
    }

    #[test]
    fn heads_come_over_their_columns() {
        check(
            "单位     工作目标\n    增加值   增幅\n甲镇  1200  8.5",
            &[
                ("单位", 0.0, 2.0),
                ("工作目标", 4.25, 8.25),
                ("增加值", 2.75, 5.75),
                ("增幅", 7.25, 9.25),
                ("甲镇", 0.0, 2.0),
                ("1200", 2.75, 4.75),
                ("8.5", 7.25, 8.75),
            ],
            &[(0.0, 2.0), (2.75, 4.75), (7.25, 8.75)],
        );
    }
}
