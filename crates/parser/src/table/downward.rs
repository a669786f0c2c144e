//! Text written downwards, as in narrow headers: full-width characters stand upright one below the other, what is
//! half-width between them lies on its side, and its columns follow each other from the right.

use super::runs::{Run, along, is_space};
use crate::page::{Glyph, Turn};

/// Glyphs stand in one column where their middles are at most this many ems apart.
const ONE_COLUMN: f32 = 0.5;
/// Characters of one column follow each other within this many ems, those of two are further apart: lines of text across
/// are set wider than that.
const TIGHT: f32 = 1.08;
/// Upright characters alone are read downwards where a column has so many: two below two can be read either way.
const FEWEST: usize = 3;

/// The text of a cell that is written downwards, column by column; none where it is not.
pub(super) fn columns(runs: &[&Run], glyphs: &[Glyph]) -> Option<Vec<String>> {
    let mixed = runs.iter().any(|run| run.turn != runs[0].turn);
    if !mixed && (runs.len() < FEWEST || runs[0].turn != Turn::Upright) {
        return None;
    }
    let mut own: Vec<&Glyph> = runs.iter().flat_map(|run| &glyphs[run.glyphs.clone()]).collect();
    let is_downward = |g: &&Glyph| match g.turn {
        Turn::Clockwise => true,
        Turn::Upright => g.bbox.width() > 0.9 * g.size,
        _ => false,
    };
    if !own.iter().all(is_downward) {
        return None;
    }
    let size = own.iter().fold(0.0, |size: f32, g| size.max(g.size));
    let middle = |g: &Glyph| (g.bbox.x0 + g.bbox.x1) / 2.0;
    own.sort_by(|a, b| middle(b).total_cmp(&middle(a)));
    let mut found: Vec<Vec<&Glyph>> = Vec::new();
    for g in own {
        match found.last_mut() {
            Some(column) if middle(column[0]) - middle(g) <= ONE_COLUMN * size => column.push(g),
            _ => found.push(vec![g]),
        }
    }
    for column in &mut found {
        column.sort_by(|a, b| a.bbox.top.total_cmp(&b.bbox.top));
    }
    (mixed || is_set_downwards(&found, size)).then(|| found.iter().map(|column| text(column, size)).collect())
}

/// Whether upright characters stand nearer to those above and below them than to those beside them.
fn is_set_downwards(columns: &[Vec<&Glyph>], size: f32) -> bool {
    let pitches = columns.iter().flat_map(|column| column.windows(2)).map(|g| g[1].bbox.top - g[0].bbox.top);
    columns.len() > 1
        && columns.iter().any(|column| column.len() >= FEWEST)
        && pitches.into_iter().all(|pitch| pitch <= TIGHT * size)
        && columns.windows(2).all(|pair| pair[0][0].bbox.x0 - pair[1][0].bbox.x0 > TIGHT * size)
}

fn text(column: &[&Glyph], size: f32) -> String {
    let mut text = String::new();
    let mut end: Option<f32> = None;
    for g in column {
        let (from, to) = along(Turn::Clockwise, g.bbox);
        if end.is_some_and(|end| is_space(from - end, size)) {
            text.push(' ');
        }
        text.push(g.ch);
        end = Some(to);
    }
    text
}

#[cfg(test)]
mod tests {
    use fenjie_model::Rect;

    use super::super::runs::{runs, tests::line};
    use super::*;

    /// Columns from the left, each character below the one before; what is half-width lies on its side.
    fn down(columns: &[&str], across: f32, pitch: f32) -> Vec<Glyph> {
        let mut out = Vec::new();
        for (column, x) in columns.iter().zip([10.0, 10.0 + across]) {
            let mut top = 50.0;
            for ch in column.chars() {
                let height = if ch.is_ascii() { 5.0 } else { pitch };
                let mut g = line(&ch.to_string(), x, top + 8.8, 10.0).remove(0);
                if ch.is_ascii() {
                    let bbox = Rect::new(x - 1.2, top, x + 8.8, top + 5.0);
                    g = Glyph { turn: Turn::Clockwise, baseline: x, bbox, ..g };
                }
                out.push(g);
                top += height;
            }
        }
        out
    }

    #[track_caller]
    fn check(glyphs: &[Glyph], expected: Option<&[&str]>) {
        let runs = runs(glyphs);
        let found = columns(&runs.iter().collect::<Vec<_>>(), glyphs);
        assert_eq!(found, expected.map(|texts| texts.iter().map(|t| (*t).to_owned()).collect()));
    }

    #[test]
    fn half_width_text_lies_on_its_side() {
        check(&down(&["2020年"], 0.0, 10.0), Some(&["2020年"]));
        check(&down(&["PM10浓度", "目标"], 14.0, 10.0), Some(&["目标", "PM10浓度"]));
    }

    #[test]
    fn columns_follow_from_the_right() {
        check(&down(&["保人数", "新增参"], 13.0, 10.0), Some(&["新增参", "保人数"]));
        // Lines of text across are set wider than their characters.
        check(&down(&["保人数", "新增参"], 13.0, 13.0), None);
        check(&down(&["保人数", "新增参"], 10.0, 10.0), None);
        check(&down(&["合计"], 0.0, 10.0), None);
    }

    #[test]
    fn text_across_is_none() {
        check(&line("全区2020年", 10.0, 50.0, 10.0), None);
    }
}
