//! Upright letters of seals and stamps are no text of what they lie over: the one at the top of a ring, the line under
//! its star, a word that is stamped onto a number.
//!
//! They are of a colour of their own, and stand in a ring with letters of the same colour at an angle, or lie over text
//! of another colour.

use fenjie_model::{At, Code, Finding, Place, Rect, Severity};

use super::upright::Turned;
use crate::page::{Drawing, Glyph, Page, Turn};

/// A colour differs so much between its strongest and its weakest part; grey and black do not.
const COLOURED: u8 = 80;
/// A ring is so large, in points.
const RING: std::ops::RangeInclusive<f32> = 50.0..=220.0;
/// A ring is drawn with so many curves.
const CURVES: std::ops::RangeInclusive<u32> = 4..=64;
/// So many letters of a ring stand at an angle at least.
const FEWEST: usize = 4;
/// A stamp lies over other text with this part of its box at least.
const OVER: f32 = 0.08;
/// More coloured texts than these are none of stamps.
const MOST: usize = 200;

/// Takes the letters of seals and stamps for what is written at an angle, and tells them.
pub(crate) fn seals(page: &mut Page, turned: Turned) -> Vec<Finding> {
    let texts = coloured(&page.glyphs);
    let mut findings = Vec::new();
    for own in texts {
        let glyphs = &page.glyphs[own.clone()];
        let bbox = glyphs.iter().map(|g| g.bbox).reduce(Rect::union).unwrap_or_default();
        if !in_ring(bbox, glyphs[0].colour, page) && !over_text(glyphs, &page.glyphs) {
            continue;
        }
        let message = "letters of a seal or stamp lie over other text, and are left out of it";
        let readings = ["a seal or stamp", "text of the table or line that it lies over"];
        let place = Place::at(At::Page { page: page.number, bbox: turned.back(bbox) });
        let printed: String = glyphs.iter().map(|g| g.ch).collect();
        let finding = Finding::ambiguous(Code::TableAmbiguous, message, readings, place).printed(printed);
        findings.push(Finding { severity: Severity::Warning, ..finding });
        page.glyphs[own].iter_mut().for_each(|g| g.turn = Turn::Slanted);
    }
    findings
}

/// The upright texts of a colour that is not that of most; none where there are too many.
fn coloured(glyphs: &[Glyph]) -> Vec<std::ops::Range<usize>> {
    let is_own =
        |g: &Glyph| g.turn == Turn::Upright && is_coloured(g.colour) && !g.invisible && !g.annotation;
    let own = glyphs.iter().filter(|g| is_own(g)).count();
    if own == 0 || 2 * own > glyphs.len() {
        return Vec::new();
    }
    let mut at = 0;
    let mut texts = Vec::new();
    for text in glyphs.chunk_by(|a, b| is_own(a) && is_own(b) && goes_on(a, b)) {
        if is_own(&text[0]) {
            texts.push(at..at + text.len());
        }
        at += text.len();
    }
    if texts.len() > MOST { Vec::new() } else { texts }
}

fn is_coloured([r, g, b]: [u8; 3]) -> bool {
    r.max(g).max(b) - r.min(g).min(b) >= COLOURED
}

pub(super) fn goes_on(a: &Glyph, b: &Glyph) -> bool {
    a.colour == b.colour
        && (a.baseline - b.baseline).abs() <= 0.1 * a.size
        && (b.bbox.x0 - a.bbox.x1).abs() <= a.size
}

/// Whether a text stands in a ring with others of its colour.
fn in_ring(text: Rect, colour: [u8; 3], page: &Page) -> bool {
    let is_ring = |d: &&Drawing| {
        let (width, height) = (d.bbox.width(), d.bbox.height());
        CURVES.contains(&d.segments)
            && RING.contains(&width)
            && RING.contains(&height)
            && (0.5..=2.0).contains(&(width / height))
            && d.bbox.contains(text.x0, text.top)
            && d.bbox.contains(text.x1, text.bottom)
    };
    page.drawings.iter().filter(is_ring).take(MOST).any(|ring| {
        let is_own = |g: &&Glyph| {
            g.turn == Turn::Slanted
                && g.colour == colour
                && ring.bbox.contains(g.bbox.centre_x(), g.bbox.centre_y())
        };
        page.glyphs.iter().filter(is_own).take(FEWEST).count() == FEWEST
    })
}

/// Whether a text lies over others of another colour. A number that is too wide for its cell does so too.
fn over_text(own: &[Glyph], glyphs: &[Glyph]) -> bool {
    if !own.iter().any(|g| g.ch.is_alphabetic()) || own.len() < 2 {
        return false;
    }
    let size = |r: Rect| r.width().max(0.0) * r.height().max(0.0);
    let shared = |a: Rect, b: Rect| {
        let both = Rect {
            x0: a.x0.max(b.x0),
            top: a.top.max(b.top),
            x1: a.x1.min(b.x1),
            bottom: a.bottom.min(b.bottom),
        };
        if both.x1 > both.x0 && both.bottom > both.top { size(both) } else { 0.0 }
    };
    let bbox = own.iter().map(|g| g.bbox).reduce(Rect::union).unwrap_or_default();
    // Lines stand close: what is drawn fills the middle of its box.
    let slim = |r: Rect| Rect { top: r.top + 0.25 * r.height(), bottom: r.bottom - 0.15 * r.height(), ..r };
    let others = glyphs.iter().filter(|g| {
        g.turn == Turn::Upright && g.colour != own[0].colour && !g.invisible && shared(g.bbox, bbox) > 0.0
    });
    let over: f32 = others.map(|g| own.iter().map(|o| shared(slim(o.bbox), slim(g.bbox))).sum::<f32>()).sum();
    over >= OVER * size(slim(bbox))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::table::runs::tests::line;
    use crate::table::upright::upright;

    const RED: [u8; 3] = [230, 20, 20];

    fn red(glyphs: Vec<Glyph>, turn: Turn) -> Vec<Glyph> {
        glyphs.into_iter().map(|g| Glyph { colour: RED, turn, ..g }).collect()
    }

    /// What is said of a text over a number in black, where a ring of red letters stands or does not.
    #[track_caller]
    fn check(own: Vec<Glyph>, ring: bool, expected: Option<&str>) {
        let number = line("387.8", 110.0, 100.0, 10.0);
        let around = red(line("县人民政府", 80.0, 130.0, 10.0), Turn::Slanted);
        let black = line("上年完成数和本年的目标数及增长百分比", 50.0, 300.0, 10.0);
        let around = if ring { around } else { Vec::new() };
        let drawings = vec![Drawing { bbox: Rect::new(60.0, 60.0, 170.0, 170.0), segments: 4 }];
        let glyphs = [number, black, around, own].concat();
        let page = Page { number: 1, width: 600.0, height: 800.0, glyphs, drawings, ..Page::default() };
        let (mut page, turned) = upright(page);
        let said = seals(&mut page, turned);
        assert_eq!(said.first().and_then(|f| f.printed.as_deref()), expected);
        let upright = page.glyphs.iter().filter(|g| g.turn == Turn::Upright && g.colour == RED).count();
        assert_eq!(upright == 0, expected.is_some());
    }

    #[test]
    fn letters_of_seals_and_stamps_are_no_text() {
        check(red(line("人", 95.0, 100.0, 10.0), Turn::Upright), true, Some("人"));
        check(red(line("财务专用章", 80.0, 101.0, 10.0), Turn::Upright), false, Some("财务专用章"));
    }

    #[test]
    fn coloured_text_stays() {
        // Beside a number without a ring, below it, a number that is too wide, and what stands outside of the ring.
        check(red(line("人", 95.0, 100.0, 10.0), Turn::Upright), false, None);
        check(red(line("财务专用章", 80.0, 112.0, 10.0), Turn::Upright), false, None);
        check(red(line("-12345.67", 80.0, 100.0, 10.0), Turn::Upright), false, None);
        check(red(line("备注", 180.0, 100.0, 10.0), Turn::Upright), true, None);
    }
}
