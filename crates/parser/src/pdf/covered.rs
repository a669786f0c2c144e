//! Text that is painted over later, and text that cannot be seen where it stands: in the colour of the paper, without
//! any opacity, too small, or clipped away.

use std::collections::HashSet;
use std::ops::Range;

use fenjie_model::Rect;

use crate::page::{Axis, Before, Glyph, Page, Rule, RuleKind, Turn};

use super::ledger::{Ledger, Limit};
use super::path::{Sides, THIN};
use super::unshown::Unshown;

/// The page is looked at in so many strips from its top to its bottom.
const STRIPS: usize = 64;
/// Glyphs are held against so many boxes on a page.
const MOST_COMPARED: usize = 1 << 24;
/// So much of a glyph's box at each end of its line, and above and below, holds little ink.
const MARGIN: (f32, f32) = (0.2, 0.25);
/// The strips that a ground is painted in lie no farther apart than this, in points.
const STRIP: f32 = 1.0;
/// A picture that is no higher than this, in ems of the text under it, is a patch.
const PATCH: f32 = 3.0;
/// The same glyph stands in one place within so many points.
const PLACE: f32 = 2.0;

/// A box that nothing shines through.
#[derive(Debug)]
struct Cover {
    bbox: Rect,
    /// How many glyphs were on the page before it.
    before: usize,
    is_picture: bool,
}

/// What is painted on a page beside its text, and the glyphs that may not be seen.
#[derive(Debug, Default)]
pub(super) struct Painted {
    covers: Vec<Cover>,
    /// What has another colour than the paper.
    grounds: Vec<Rect>,
    /// Glyphs in the colour of the paper.
    white: Vec<usize>,
    /// Boxes of the paper's colour with a frame of it, and the rules that the frames are.
    blank: Vec<(Rect, Range<usize>)>,
    /// Glyphs that cannot be seen on any ground.
    unseen: Vec<usize>,
    /// Whether there are paints that are not known.
    pub(super) is_partial: bool,
}

impl Painted {
    /// A box is painted over so many glyphs.
    pub(super) fn cover(&mut self, sides: Sides, before: usize, is_picture: bool) {
        if before > 0 && is_thick(sides) {
            self.covers.push(Cover { bbox: rect(sides), before, is_picture });
        }
    }

    /// Something within a box has another colour than the paper.
    pub(super) fn ground(&mut self, sides: Sides) {
        self.grounds.push(rect(sides));
    }

    /// A box has the colour of the paper, and so have its sides.
    pub(super) fn blank(&mut self, sides: Sides, rules: Range<usize>) {
        if !rules.is_empty() {
            self.blank.push((rect(sides), rules));
        }
    }

    /// Of the rules of the page only so many were kept.
    pub(super) fn forget_blank(&mut self, rules: usize) {
        self.blank.retain(|(_, own)| own.end <= rules);
    }

    /// Takes the frames from a page that cannot be seen, for nothing but paper is around them, and that would be one with
    /// rules that can. Of several that meet each is a cell.
    pub(super) fn take_blank(&mut self, page: &mut Page) {
        /// Rules no farther apart than this, in points, are one.
        const NEAR: f32 = 2.0;
        let thick = |r: &&Rect| f64::from(r.width().min(r.height())) > THIN;
        let grounds: Vec<Rect> = self.grounds.iter().filter(thick).chain(&page.pictures).copied().collect();
        let blank = std::mem::take(&mut self.blank);
        let cost = blank.len() * (grounds.len() + blank.len() + page.rules.len());
        if self.is_partial || cost > MOST_COMPARED {
            return;
        }
        let meets = |a: &Rect, b: &Rect| {
            a.x0 - NEAR <= b.x1 && b.x0 - NEAR <= a.x1 && a.top - NEAR <= b.bottom && b.top - NEAR <= a.bottom
        };
        let line = |rule: &Rule| match rule.axis {
            Axis::Horizontal => Rect::new(rule.from, rule.at, rule.to, rule.at),
            Axis::Vertical => Rect::new(rule.at, rule.from, rule.at, rule.to),
        };
        let mut unseen = vec![false; page.rules.len()];
        for (at, (own, rules)) in blank.iter().enumerate() {
            let is_cell = || blank.iter().enumerate().any(|(i, (other, _))| i != at && meets(other, own));
            let adjoins = |(i, rule): (usize, &Rule)| {
                rule.kind != RuleKind::Shade && !rules.contains(&i) && meets(&line(rule), own)
            };
            if !grounds.iter().any(|ground| meets(ground, own))
                && !is_cell()
                && page.rules.iter().enumerate().any(adjoins)
            {
                unseen.get_mut(rules.clone()).into_iter().flatten().for_each(|unseen| *unseen = true);
            }
        }
        let mut unseen = unseen.into_iter();
        page.rules.retain(|_| unseen.next() != Some(true));
    }

    /// The next glyph of the page is in the colour of the paper.
    pub(super) fn white(&mut self, glyph: usize) {
        self.white.push(glyph);
    }

    /// The next glyph of the page cannot be seen.
    pub(super) fn unseen(&mut self, glyph: usize) {
        self.unseen.push(glyph);
    }

    /// Takes the glyphs from a page that are not seen on it. Where they are most of its text they are another layer of what
    /// is seen, and stay, marked.
    pub(super) fn hide(mut self, page: &mut Page, unshown: &mut Unshown, ledger: &mut Ledger) {
        if self.covers.is_empty() && self.white.is_empty() && self.unseen.is_empty() {
            return;
        }
        let mut left = MOST_COMPARED;
        if !self.is_partial {
            let white = std::mem::take(&mut self.white);
            self.unseen.extend(white.into_iter().filter(|&i| is_on_paper(page, i, &self.grounds, &mut left)));
        }
        let mut fates = vec![Fate::Seen; page.glyphs.len()];
        for &i in &self.unseen {
            fates[i] = Fate::Unseen;
        }
        if !self.covers.is_empty() {
            mark_covered(&self.covers, page, &mut fates, &mut left);
        }
        keep_cut_words(page, &mut fates);
        if left == 0 {
            ledger.limit(Limit::Covers, Some(page.number));
        }
        let shown = page.glyphs.iter().filter(|g| !g.invisible).count();
        for fate in [Fate::Unseen, Fate::Covered, Fate::Pictured] {
            let own: Vec<usize> = (0..fates.len()).filter(|&i| fates[i] == fate).collect();
            let stay = match fate {
                Fate::Pictured => true,
                // Where it is written anew the page has as much again.
                Fate::Covered => 4 * own.len() > 3 * shown,
                _ => 2 * own.len() > shown,
            };
            if stay {
                for &i in &own {
                    page.glyphs[i].invisible = true;
                    unshown.invisible.add(page.number, page.glyphs[i].bbox);
                    fates[i] = Fate::Seen;
                }
            }
        }
        let again: HashSet<(char, i32, i32)> = page
            .glyphs
            .iter()
            .zip(&fates)
            .filter(|(_, f)| **f == Fate::Seen)
            .map(|(g, _)| place(g))
            .collect();
        // What is drawn again in its place is of a page that is painted band by band.
        for (glyph, fate) in page.glyphs.iter().zip(&mut fates) {
            match fate {
                Fate::Unseen => unshown.unseen.add(page.number, glyph),
                Fate::Covered if is_among(glyph, &again) => *fate = Fate::Seen,
                Fate::Covered => unshown.covered.add(page.number, glyph),
                _ => {}
            }
        }
        let mut fates = fates.into_iter();
        page.glyphs.retain(|_| fates.next() == Some(Fate::Seen));
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Fate {
    Seen,
    Unseen,
    /// Under a box, or a patch with other text on it.
    Covered,
    /// Under a picture: it can be the picture's own.
    Pictured,
}

/// Whether nothing but paper is behind a glyph.
fn is_on_paper(page: &Page, glyph: usize, grounds: &[Rect], left: &mut usize) -> bool {
    let cost = grounds.len() + page.pictures.len() + glyph;
    if cost > *left {
        *left = 0;
        return false;
    }
    *left -= cost;
    let own = page.glyphs[glyph].bbox;
    let (x, y) = (own.centre_x(), own.centre_y());
    // A ground can be painted in strips that hardly meet.
    let holds = |r: &Rect| {
        (r.x0 - STRIP..=r.x1 + STRIP).contains(&x) && (r.top - STRIP..=r.bottom + STRIP).contains(&y)
    };
    !grounds.iter().chain(&page.pictures).any(holds)
        && !page.glyphs[..glyph].iter().any(|g| is_shape(g.ch) && holds(&g.bbox))
}

/// Whether a glyph is a disk or a square, on which others stand.
fn is_shape(ch: char) -> bool {
    matches!(ch, '\u{2580}'..='\u{25ff}' | '\u{2b00}'..='\u{2bff}' | '\u{e000}'..='\u{f8ff}' | char::REPLACEMENT_CHARACTER)
}

/// Marks the glyphs that a cover lies over.
fn mark_covered(covers: &[Cover], page: &Page, fates: &mut [Fate], left: &mut usize) {
    let strip = |y: f32| ((y / page.height.max(1.0) * STRIPS as f32) as usize).min(STRIPS - 1);
    let mut over: Vec<Option<bool>> = vec![None; covers.len()];
    let mut strips: Vec<Vec<usize>> = vec![Vec::new(); STRIPS];
    for (i, cover) in covers.iter().enumerate() {
        strips[strip(cover.bbox.top)..=strip(cover.bbox.bottom)].iter_mut().for_each(|s| s.push(i));
    }
    for (i, glyph) in page.glyphs.iter().enumerate() {
        let core = core(glyph.bbox);
        for &at in strips[strip(core.centre_y())].iter().rev().take_while(|&&at| covers[at].before > i) {
            let cover = &covers[at];
            if *left == 0 {
                return;
            }
            *left -= 1;
            // Watermarks are no text of the page anyway, and shades are drawn over them.
            let is_own = !glyph.invisible && glyph.turn != Turn::Slanted && fates[i] != Fate::Unseen;
            if !is_own || !holds(cover.bbox, core) {
                continue;
            }
            // A patch of a line or two with a text on it; what is larger is a scan, and what lies under it likely its own.
            let is_patch = cover.bbox.height() <= PATCH * glyph.size;
            let is_covered = !cover.is_picture
                || is_patch
                    && *over[at].get_or_insert_with(|| {
                        let after = &page.glyphs[cover.before.min(page.glyphs.len())..];
                        *left = left.saturating_sub(after.len());
                        let is_text = |g: &Glyph| !g.invisible && g.turn != Turn::Slanted;
                        after.iter().any(|g| is_text(g) && holds(cover.bbox, self::core(g.bbox)))
                    });
            fates[i] = if is_covered { Fate::Covered } else { Fate::Pictured };
            if is_covered {
                break;
            }
        }
    }
}

/// A word that a box covers in part alone is cut by the cell that is painted beside its own, and stays with what follows it in
/// its string.
fn keep_cut_words(page: &Page, fates: &mut [Fate]) {
    let mut at = 0;
    for string in page.glyphs.chunk_by(|a, b| b.before != Before::Start && a.turn == b.turn) {
        let mut is_cut = false;
        for word in string.chunk_by(|_, b| b.before == Before::Glyph) {
            let own = &mut fates[at..at + word.len()];
            is_cut |= own.contains(&Fate::Seen) && own.contains(&Fate::Covered);
            if is_cut {
                own.iter_mut().filter(|fate| **fate == Fate::Covered).for_each(|fate| *fate = Fate::Seen);
            }
            at += word.len();
        }
    }
}

/// The part of a glyph's box that holds its ink.
fn core(bbox: Rect) -> Rect {
    let (x, y) = (MARGIN.0 * bbox.width(), MARGIN.1 * bbox.height());
    Rect { x0: bbox.x0 + x, top: bbox.top + y, x1: bbox.x1 - x, bottom: bbox.bottom - y }
}

fn holds(outer: Rect, inner: Rect) -> bool {
    outer.x0 <= inner.x0 && inner.x1 <= outer.x1 && outer.top <= inner.top && inner.bottom <= outer.bottom
}

fn place(glyph: &Glyph) -> (char, i32, i32) {
    (glyph.ch, (glyph.bbox.x0 / PLACE).floor() as i32, (glyph.bbox.top / PLACE).floor() as i32)
}

fn is_among(glyph: &Glyph, places: &HashSet<(char, i32, i32)>) -> bool {
    let (ch, x, y) = place(glyph);
    (x - 1..=x + 1).any(|x| (y - 1..=y + 1).any(|y| places.contains(&(ch, x, y))))
}

/// Whether a box is too high and too wide for a rule.
pub(super) fn is_thick([x0, y0, x1, y1]: Sides) -> bool {
    x1 - x0 > THIN && y1 - y0 > THIN
}

fn rect([x0, y0, x1, y1]: Sides) -> Rect {
    Rect::new(x0 as f32, y0 as f32, x1 as f32, y1 as f32)
}
