//! Pictures that take up much of a page and have no text over them: what they show, perhaps a table, is not read.

use fenjie_model::{At, Code, Finding, Place, Rect};

use crate::page::Page;

/// The page is looked at in so many tiles across and down.
const TILES: usize = 16;
/// A smaller part of a page is a seal or an emblem.
const LEAST: f32 = 0.1;
/// From this part on it is the page itself that is a picture.
const WHOLE: f32 = 0.5;
/// A picture of a whole page may have so many glyphs over it, a page number and a running head, and still be one that
/// was not read; a page printed over a background has more.
const STAMPED: f32 = 30.0;
/// Pictures looked at; letters drawn as pictures are none of tables.
const LOOKED_AT: usize = 4096;

/// What has to be said of a page's pictures. A page without any glyph is the reader's to tell.
pub(crate) fn unread(page: &Page) -> Option<Finding> {
    if page.pictures.is_empty() || page.glyphs.is_empty() || page.width <= 0.0 || page.height <= 0.0 {
        return None;
    }
    let (wide, high) = (page.width / TILES as f32, page.height / TILES as f32);
    let mut covered = [[false; TILES]; TILES];
    for picture in page.pictures.iter().take(LOOKED_AT) {
        // The tiles whose middles it covers.
        let range = |from: f32, to: f32, tile: f32| {
            (from / tile).round() as usize..(to / tile).round().min(TILES as f32) as usize
        };
        for row in covered.get_mut(range(picture.top, picture.bottom, high)).into_iter().flatten() {
            row.get_mut(range(picture.x0, picture.x1, wide))
                .into_iter()
                .flatten()
                .for_each(|tile| *tile = true);
        }
    }
    let part = covered.as_flattened().iter().filter(|&&tile| tile).count() as f32 / (TILES * TILES) as f32;
    let over = page.glyphs.iter().filter(|glyph| {
        let (x, y) = (glyph.bbox.centre_x() / wide, glyph.bbox.centre_y() / high);
        covered.get(y as usize).and_then(|row| row.get(x as usize)).is_some_and(|&tile| tile)
    });
    if part < LEAST || over.count() as f32 > STAMPED * part {
        return None;
    }
    let bbox = page.pictures.iter().copied().reduce(Rect::union)?;
    let place = Place::at(At::Page { page: page.number, bbox });
    let percent = (100.0 * part).round();
    Some(if part < WHOLE {
        let message =
            format!("a picture takes up {percent} % of page {}, and what it shows was not read", page.number);
        Finding::new(Code::PictureUnread, message, place).help("look whether it shows a table or a title")
    } else {
        let message =
            format!("page {} has hardly any text: a picture takes up {percent} % of it", page.number);
        Finding::new(Code::PageWithoutText, message, place)
            .help("run character recognition on it first (OCR), or ask the issuer for the original")
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::table::runs::tests::line;

    fn check(picture: Rect, text: &str, expected: Option<Code>) {
        let (width, height) = (600.0, 800.0);
        let glyphs = line(text, 20.0, 400.0, 10.0);
        let page = Page { number: 1, width, height, glyphs, pictures: vec![picture], ..Page::default() };
        assert_eq!(unread(&page).map(|finding| finding.code), expected);
    }

    #[test]
    fn a_scan_with_a_page_number_is_a_page_without_text() {
        check(Rect::new(0.0, 0.0, 600.0, 800.0), "－12－", Some(Code::PageWithoutText));
    }

    #[test]
    fn a_picture_beside_text_is_said() {
        check(Rect::new(50.0, 450.0, 550.0, 700.0), "附件3", Some(Code::PictureUnread));
    }

    #[test]
    fn seals_and_backgrounds_are_passed_by() {
        check(Rect::new(350.0, 600.0, 470.0, 720.0), "青浦区人民政府办公室", None);
        check(Rect::new(0.0, 0.0, 600.0, 800.0), &"青浦区".repeat(15), None);
    }

    #[test]
    fn boxes_beyond_the_page_do_no_harm() {
        check(Rect::new(-1e30, f32::NEG_INFINITY, 1e30, f32::INFINITY), "一", Some(Code::PageWithoutText));
        check(Rect::new(700.0, 900.0, 800.0, 1000.0), "一", None);
    }
}
