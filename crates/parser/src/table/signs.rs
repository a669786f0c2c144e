//! Signs that are drawn and not written: circles in the rows and columns of a table, which say yes, no or partly.

use fenjie_model::{At, Code, Finding, Place, Rect, Severity};

use super::upright::Turned;
use crate::page::{Glyph, Page, Turn};

/// A sign is so high and so wide, in points.
const SIZE: (f32, f32) = (3.0, 14.0);
/// Signs that stand one below the other, or level, are no farther apart, in points.
const SAME: f32 = 1.5;
/// So many stand in a column, and so many columns and rows hold them.
const FEWEST: usize = 3;
const FEWEST_COLUMNS: usize = 2;
/// Columns stand so many points apart: what is nearer is one picture.
const APART: f32 = 15.0;
/// Before the text of a list a sign stands within so many ems.
const BEFORE: f32 = 3.0;
/// The head of a column stands above its first sign within so many points.
const HEAD: f32 = 60.0;
/// A text is level with a sign within so many ems.
const LEVEL: f32 = 0.5;
/// A page with more of them is a drawing.
const MOST: usize = 1_000;

/// What is to be known of signs that are drawn in the cells of a table, or where its cells are.
pub(super) fn signs(page: &Page, turned: Turned, figures: &[Rect]) -> Option<Finding> {
    let is_sign = |b: &Rect| {
        let (short, long) = (b.width().min(b.height()), b.width().max(b.height()));
        short >= SIZE.0 && long <= SIZE.1 && long <= 1.25 * short
    };
    let is_free = |b: &Rect| !figures.iter().any(|figure| figure.contains(b.centre_x(), b.centre_y()));
    let drawn = page.drawings.iter().filter(|drawing| drawing.segments > 1).map(|drawing| drawing.bbox);
    let mut signs: Vec<Rect> = drawn.filter(is_sign).filter(is_free).take(MOST + 1).collect();
    if signs.len() < FEWEST_COLUMNS * FEWEST || signs.len() > MOST {
        return None;
    }
    signs.retain(|sign| is_in_row(*sign, &page.glyphs));
    let columns = groups(&signs, |b| b.centre_x());
    let columns: Vec<Vec<Rect>> =
        columns.into_iter().filter(|own| own.len() >= FEWEST && is_headed(own, &page.glyphs)).collect();
    if columns.windows(2).any(|w| w[1][0].centre_x() - w[0][0].centre_x() < APART) {
        return None;
    }
    let own: Vec<Rect> = columns.iter().flatten().copied().collect();
    let rows = groups(&own, |b| b.centre_y());
    let rows = rows.iter().filter(|own| own.len() >= FEWEST_COLUMNS).count();
    if columns.len() < FEWEST_COLUMNS || rows < FEWEST {
        return None;
    }
    let bbox = own.into_iter().reduce(Rect::union)?;
    let message = "signs are drawn where the cells of a table are, and are not read";
    let place = Place::at(At::Page { page: page.number, bbox: turned.back(bbox) });
    let finding = Finding::ambiguous(Code::TableAmbiguous, message, ["no text", "what cells say"], place);
    Some(Finding { severity: Severity::Error, ..finding })
}

/// Whether the name of a row stands before a sign, and no text of a list right behind it.
fn is_in_row(sign: Rect, glyphs: &[Glyph]) -> bool {
    let is_level = |g: &&Glyph| {
        g.turn == Turn::Upright
            && !g.invisible
            && (g.bbox.centre_y() - sign.centre_y()).abs() <= LEVEL * g.size
    };
    let is_behind = |g: &Glyph| (0.0..=BEFORE * g.size).contains(&(g.bbox.x0 - sign.x1));
    let mut level = glyphs.iter().filter(is_level);
    let mut is_named = false;
    level.all(|g| {
        is_named |= g.bbox.x1 <= sign.x0;
        !is_behind(g)
    }) && is_named
}

/// Whether a text stands above a column of signs: none stands above the holes of a binding.
fn is_headed(column: &[Rect], glyphs: &[Glyph]) -> bool {
    let Some(first) = column.iter().min_by(|a, b| a.top.total_cmp(&b.top)) else { return false };
    let above = first.top - HEAD..first.top;
    glyphs
        .iter()
        .filter(|g| g.turn == Turn::Upright && !g.invisible)
        .any(|g| above.contains(&g.bbox.centre_y()) && g.bbox.x0 <= first.x1 && first.x0 <= g.bbox.x1)
}

/// The boxes by where their middles are.
fn groups(boxes: &[Rect], at: impl Fn(&Rect) -> f32) -> Vec<Vec<Rect>> {
    let mut boxes = boxes.to_vec();
    boxes.sort_by(|a, b| at(a).total_cmp(&at(b)));
    boxes.chunk_by(|a, b| at(b) - at(a) <= SAME).map(<[Rect]>::to_vec).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::page::Drawing;
    use crate::table::runs::tests::line;
    use crate::table::upright::upright;

    #[test]
    fn circles_in_rows_and_columns_are_said() {
        let read = |columns: usize, text: Option<f32>, figures: &[Rect], head: &str, pitch: f32| {
            let mut page = Page { number: 1, width: 400.0, height: 400.0, ..Page::default() };
            let heads = (0..columns).flat_map(|col| line(head, 100.0 + pitch * col as f32, 80.0, 10.0));
            page.glyphs.extend(heads);
            for row in 0..4 {
                let y = 100.0 + 16.0 * row as f32;
                page.glyphs.extend(line("东站", 20.0, y + 4.0, 10.0));
                for col in 0..columns {
                    let x = 100.0 + pitch * col as f32;
                    let bbox = Rect::new(x, y - 4.0, x + 8.0, y + 4.0);
                    page.drawings.push(Drawing { bbox, segments: 4 });
                    page.glyphs.extend(text.into_iter().flat_map(|by| line("名", x + by, y + 4.0, 10.0)));
                }
            }
            let (page, turned) = upright(page);
            signs(&page, turned, figures).is_some()
        };
        let said = |columns, text, figures: &[Rect]| read(columns, text, figures, "门诊", 60.0);
        assert!(said(3, None, &[]));
        // One column of bullets, two lists side by side, the marks of a chart.
        assert!(!said(1, None, &[]));
        assert!(!said(2, Some(14.0), &[]));
        assert!(!said(3, None, &[Rect::new(0.0, 0.0, 400.0, 400.0)]));
        // The holes of a binding, and the pieces of one picture.
        assert!(!read(3, None, &[], "", 60.0));
        assert!(!read(3, None, &[], "门诊", 9.0));
    }
}
