//! Pictures that have no text over them and take up much of a page, or stand in cells that are otherwise empty: what they
//! show, perhaps a table or the text of the cells, is not read.

use fenjie_model::{At, Cell, Code, Finding, Place, Rect};

use super::upright::Turned;
use crate::Block;
use crate::page::Page;

/// The page is looked at in so many tiles across and down: they are smaller than a line of text.
const TILES: usize = 128;
/// A smaller part of a page is a seal or an emblem.
const LEAST: f32 = 0.1;
/// From this part on it is the page itself that is a picture, where it has no more glyphs than these.
const WHOLE: (f32, usize) = (0.5, 100);
/// A picture of a whole page may have so many glyphs over it, a page number and a running head, and still be one that
/// was not read; a page printed over a background has more.
const STAMPED: f32 = 30.0;
/// Pictures looked at.
const LOOKED_AT: usize = 4096;
/// A picture in a cell may lie over its rules by so many points.
const OVER: f32 = 2.0;

/// What has to be said of a page's pictures. A page without any glyph is the reader's to tell.
pub(crate) fn unread(page: &Page) -> Option<Finding> {
    if page.pictures.is_empty() || page.glyphs.is_empty() || page.width <= 0.0 || page.height <= 0.0 {
        return None;
    }
    let areas = Areas::of(page);
    let unread: Vec<bool> = areas.all.iter().map(Area::is_unread).collect();
    let tiles: usize =
        areas.all.iter().zip(&unread).filter(|(_, unread)| **unread).map(|(a, _)| a.tiles).sum();
    let part = share(tiles);
    if part < LEAST {
        return None;
    }
    let is_unread = |picture: &&Rect| areas.at(picture).is_some_and(|area| unread[area]);
    let bbox = page.pictures.iter().filter(is_unread).copied().reduce(Rect::union)?;
    let place = Place::at(At::Page { page: page.number, bbox });
    let percent = (100.0 * part).round();
    Some(if part < WHOLE.0 || page.glyphs.len() > WHOLE.1 {
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

/// The part of a page that so many tiles are.
fn share(tiles: usize) -> f32 {
    tiles as f32 / (TILES * TILES) as f32
}

/// What the pictures of a page cover: those that touch are one area.
struct Areas {
    /// The size of a tile.
    tile: (f32, f32),
    /// The area of each tile, counted from 1; 0 where no picture is.
    of: Vec<usize>,
    all: Vec<Area>,
}

#[derive(Default)]
struct Area {
    tiles: usize,
    /// Glyphs over it.
    over: usize,
}

impl Area {
    fn is_unread(&self) -> bool {
        self.over as f32 <= STAMPED * share(self.tiles)
    }
}

impl Areas {
    fn of(page: &Page) -> Self {
        let tile = (page.width / TILES as f32, page.height / TILES as f32);
        // The tiles whose middles it covers.
        let range = |from: f32, to: f32, tile: f32| {
            (from / tile).round() as usize..(to / tile).round().min(TILES as f32) as usize
        };
        let mut covered = vec![false; TILES * TILES];
        for picture in page.pictures.iter().take(LOOKED_AT) {
            let across = range(picture.x0, picture.x1, tile.0);
            for row in range(picture.top, picture.bottom, tile.1) {
                let own =
                    covered.get_mut(row * TILES + across.start..row * TILES + across.end.max(across.start));
                own.into_iter().flatten().for_each(|tile| *tile = true);
            }
        }
        let mut areas = Self { tile, of: vec![0; TILES * TILES], all: Vec::new() };
        for at in 0..covered.len() {
            if covered[at] && areas.of[at] == 0 {
                areas.spread(&covered, at);
            }
        }
        for glyph in &page.glyphs {
            if let Some(area) = areas.at(&glyph.bbox) {
                areas.all[area].over += 1;
            }
        }
        areas
    }

    /// Makes one area of a tile and all that hang together with it.
    fn spread(&mut self, covered: &[bool], from: usize) {
        let number = self.all.len() + 1;
        let mut area = Area::default();
        let mut open = vec![from];
        self.of[from] = number;
        while let Some(at) = open.pop() {
            area.tiles += 1;
            let (row, col) = (at / TILES, at % TILES);
            let beside = [
                (row > 0).then(|| at - TILES),
                (row + 1 < TILES).then(|| at + TILES),
                (col > 0).then(|| at - 1),
                (col + 1 < TILES).then(|| at + 1),
            ];
            for next in beside.into_iter().flatten() {
                if covered[next] && self.of[next] == 0 {
                    self.of[next] = number;
                    open.push(next);
                }
            }
        }
        self.all.push(area);
    }

    /// The area that the middle of a box lies in, as far as the box is on the page.
    fn at(&self, bbox: &Rect) -> Option<usize> {
        let middle = |from: f32, to: f32, tile: f32| {
            let end = tile * TILES as f32;
            let at = f32::midpoint(from.clamp(0.0, end), to.clamp(0.0, end)) / tile;
            (at as usize).min(TILES - 1)
        };
        let (col, row) = (middle(bbox.x0, bbox.x1, self.tile.0), middle(bbox.top, bbox.bottom, self.tile.1));
        self.of[row * TILES + col].checked_sub(1)
    }
}

/// What has to be said of pictures in cells that are otherwise empty, for each table of a page.
pub(super) fn in_cells(blocks: &[(Rect, Block)], page: &Page, turned: Turned) -> Vec<Finding> {
    let mut pictures: Vec<Rect> = page.pictures.iter().take(LOOKED_AT).map(|own| turned.back(*own)).collect();
    pictures.retain(|own| own.centre_y().is_finite());
    pictures.sort_by(|a, b| a.centre_y().total_cmp(&b.centre_y()));
    let holds = |cell: Rect| {
        let fits = |own: &Rect| {
            own.x0 >= cell.x0 - OVER
                && own.x1 <= cell.x1 + OVER
                && own.top >= cell.top - OVER
                && own.bottom <= cell.bottom + OVER
        };
        let from = pictures.partition_point(|own| own.centre_y() < cell.top);
        pictures[from..].iter().take_while(|own| own.centre_y() <= cell.bottom).any(fits)
    };
    let is_picture =
        |cell: &&Cell| matches!(cell.at, At::Page { bbox, .. } if cell.text.is_empty() && holds(bbox));
    let mut findings = Vec::new();
    for (_, block) in blocks {
        let Block::Table(block) = block else { continue };
        let mut cells = block.table.cells.iter().filter(is_picture);
        let Some(first) = cells.next() else { continue };
        let message = match cells.count() {
            0 => "a cell without text holds a picture, and what it shows was not read".to_owned(),
            more => format!(
                "{} cells of this table without text hold pictures, and what they show was not read",
                more + 1
            ),
        };
        let help = "look whether the pictures show text";
        findings.push(Finding::new(Code::PictureUnread, message, Place::at(first.at)).help(help));
    }
    findings
}

#[cfg(test)]
mod tests {
    use super::super::join::tests::part;
    use super::super::upright::upright;
    use super::*;
    use crate::table::runs::tests::line;

    fn page(pictures: &[Rect], text: &str) -> Page {
        let (width, height) = (600.0, 800.0);
        let glyphs = line(text, 20.0, 400.0, 10.0);
        Page { number: 1, width, height, glyphs, pictures: pictures.to_vec(), ..Page::default() }
    }

    #[track_caller]
    fn check(picture: Rect, text: &str, expected: Option<Code>) {
        assert_eq!(unread(&page(&[picture], text)).map(|finding| finding.code), expected);
    }

    #[test]
    fn a_scan_with_a_page_number_is_a_page_without_text() {
        check(Rect::new(0.0, 0.0, 600.0, 800.0), "－12－", Some(Code::PageWithoutText));
    }

    #[test]
    fn a_picture_beside_text_is_said() {
        check(Rect::new(50.0, 450.0, 550.0, 700.0), "附件3", Some(Code::PictureUnread));
        // Text of the page stands close above it, and a background elsewhere has text over it.
        let text = "青浦区人民政府办公室".repeat(5);
        check(Rect::new(10.0, 410.0, 590.0, 700.0), &text, Some(Code::PictureUnread));
        let background = Rect::new(0.0, 385.0, 600.0, 405.0);
        let said = unread(&page(&[background, Rect::new(10.0, 500.0, 590.0, 700.0)], &text));
        let at = said.and_then(|said| said.place.at);
        assert!(matches!(at, Some(At::Page { bbox, .. }) if bbox.top == 500.0));
    }

    #[test]
    fn a_page_with_text_beside_a_large_picture_is_none_without_text() {
        check(Rect::new(0.0, 0.0, 600.0, 380.0), &"青浦".repeat(60), Some(Code::PictureUnread));
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

    #[test]
    fn pictures_in_cells_without_text_are_said() {
        let mut block = part("_ 量\n甲 _", 1);
        if let Block::Table(block) = &mut block {
            for cell in &mut block.table.cells {
                let (x, y) = (100.0 * cell.col as f32, 20.0 * cell.row as f32);
                cell.at = At::Page { page: 1, bbox: Rect::new(x, y, x + 100.0, y + 20.0) };
            }
        }
        let said = |pictures: &[Rect]| {
            let (page, turned) = upright(page(pictures, "甲"));
            let said = in_cells(&[(Rect::default(), block.clone())], &page, turned);
            said.into_iter().map(|finding| finding.message).collect::<Vec<_>>()
        };
        let in_cell = |x: f32, y: f32| Rect::new(x + 10.0, y + 5.0, x + 40.0, y + 12.0);
        let one = "a cell without text holds a picture, and what it shows was not read";
        assert_eq!(said(&[in_cell(0.0, 0.0)]), [one]);
        let two = "2 cells of this table without text hold pictures, and what they show was not read";
        assert_eq!(said(&[in_cell(0.0, 0.0), in_cell(40.0, 0.0), in_cell(100.0, 20.0)]), [two]);
        // Beside text, and a background of the table.
        assert!(said(&[in_cell(100.0, 0.0), Rect::new(0.0, 0.0, 200.0, 40.0)]).is_empty());
    }
}
