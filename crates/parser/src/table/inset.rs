//! Boxes beside prose that hold rows of their own: sidebars, shaded panels, and what stands between a rule above and one
//! below it. What such a box holds is read by itself.
//!
//! A box can also be drawn around a part of a table: then its rows are level with the texts beside it.

use fenjie_model::Rect;
use fenjie_model::text::is_cjk;

use super::edges::{Edge, Edges};
use super::figure::share;
use super::header::is_datum;
use super::prose::{Gaps, Line, line_text, lines};
use super::runs::Run;
use crate::page::{Glyph, Turn};

/// More boxes than this are not looked at, and no more rules.
const MOST_BOXES: usize = 64;
const MOST_RULES: usize = 400;
/// The rules above and below have their ends in common within this many points, and are as far apart at least.
const SAME: f32 = 2.0;
const LOWEST: f32 = 30.0;
/// Texts stand apart by this many ems.
const APART: f32 = 1.0;
/// So many lines of a box have texts that stand apart, and one of so many.
const FEWEST_ROWS: usize = 3;
const SHARE: usize = 3;
/// So many lines of sentences stand beside it, and so many of all that do.
const FEWEST_LINES: usize = 3;
const MOSTLY: f32 = 0.7;
/// A line of sentences has so many words, and so many characters of Chinese are as long as one.
const WORDS: usize = 4;
const CHARACTERS: usize = 2;
/// The texts of one row are level within this many ems.
const LEVEL: f32 = 0.15;
/// No text reaches farther over the side of a box, in points.
const SLIP: f32 = 2.0;
/// Heads stand above a rule by no more than this, in ems.
const ABOVE: f32 = 1.5;

/// Those of some boxes, and of those between rules, that hold rows and stand beside prose, the larger first; `free` are the
/// runs that are in no table.
pub(super) fn insets(boxes: &[Rect], edges: &Edges, free: &[&Run], glyphs: &[Glyph]) -> Vec<Rect> {
    let mut found: Vec<Rect> =
        boxes.iter().filter(|b| b.height() >= LOWEST).take(MOST_BOXES).copied().collect();
    found.extend(between_rules(&edges.horizontal, free));
    found.sort_by(|a, b| (b.width() * b.height()).total_cmp(&(a.width() * a.height())));
    let mut insets: Vec<Rect> = Vec::new();
    for bbox in found {
        let is_apart = insets.iter().all(|own| share(bbox, *own) == 0.0);
        if is_apart && !is_ruled_over(bbox, &edges.horizontal) && is_inset(bbox, free, glyphs) {
            insets.push(bbox);
        }
    }
    insets
}

/// Whether a rule runs over a box and goes on beside it, as those between the rows of a table around it do.
fn is_ruled_over(bbox: Rect, rules: &[Edge]) -> bool {
    /// It goes on by so many points at least, and lies no farther above or below the box.
    const BEYOND: f32 = 12.0;
    let is_level = |e: &&Edge| (bbox.top - BEYOND..=bbox.bottom + BEYOND).contains(&e.at);
    let spans = |e: &Edge| e.from <= bbox.x0 + SAME && bbox.x1 - SAME <= e.to;
    let goes_on = |e: &Edge| bbox.x0 - e.from >= BEYOND || e.to - bbox.x1 >= BEYOND;
    rules.iter().take(MOST_RULES).filter(is_level).any(|e| spans(e) && goes_on(e))
}

/// The boxes between the first and the last of the rules of one width, where no heads stand above the first.
fn between_rules(rules: &[Edge], free: &[&Run]) -> Vec<Rect> {
    let mut stacks: Vec<Rect> = Vec::new();
    for rule in rules.iter().take(MOST_RULES) {
        let same = |s: &Rect| (s.x0 - rule.from).abs() <= SAME && (s.x1 - rule.to).abs() <= SAME;
        match stacks.iter().position(same) {
            Some(stack) => stacks[stack].bottom = rule.at,
            None => stacks.push(Rect::new(rule.from, rule.at, rule.to, rule.at)),
        }
    }
    let is_over = |s: &Rect, r: &&&Run| {
        let y = r.bbox.centre_y();
        y < s.top && s.top - y <= ABOVE * r.size && s.x0 <= r.bbox.centre_x() && r.bbox.centre_x() <= s.x1
    };
    stacks.retain(|s| s.height() >= LOWEST);
    stacks.truncate(MOST_BOXES);
    stacks.retain(|s| free.iter().filter(|r| is_over(s, r)).count() < 2);
    stacks
}

/// Whether a box holds rows that are not level with the lines of prose beside it.
fn is_inset(bbox: Rect, free: &[&Run], glyphs: &[Glyph]) -> bool {
    let level = |r: &&&Run| r.turn == Turn::Upright && (bbox.top..=bbox.bottom).contains(&r.bbox.centre_y());
    let (mut own, mut sides) = (Vec::new(), [Vec::new(), Vec::new()]);
    for run in free.iter().filter(level).copied() {
        match run.bbox {
            b if b.x1 <= bbox.x0 + SLIP => sides[0].push(run),
            b if b.x0 >= bbox.x1 - SLIP => sides[1].push(run),
            b if b.x0 >= bbox.x0 - SLIP && b.x1 <= bbox.x1 + SLIP => own.push(run),
            _ => return false,
        }
    }
    if own.len() < 2 * FEWEST_ROWS {
        return false;
    }
    let own = lines(own, glyphs);
    let rows: Vec<&Line<'_>> = own.iter().filter(|line| parts(line) > 1).collect();
    rows.len() >= FEWEST_ROWS && SHARE * rows.len() >= own.len() && {
        let sides = sides.map(|side| lines(side, glyphs));
        sides.iter().any(|side| is_prose_aside(side, glyphs))
            && sides.iter().all(|side| side.is_empty() || !are_level(&rows, side, glyphs))
    }
}

/// Whether the lines beside a box are those of sentences.
fn is_prose_aside(aside: &[Line<'_>], glyphs: &[Glyph]) -> bool {
    let sentences = aside.iter().filter(|line| is_sentence(line, glyphs)).count();
    sentences >= FEWEST_LINES && sentences as f32 >= MOSTLY * aside.len() as f32
}

/// Whether most rows are level with lines beside them.
fn are_level(rows: &[&Line<'_>], aside: &[Line<'_>], glyphs: &[Glyph]) -> bool {
    let baseline = |line: &Line<'_>| line.runs.first().map_or(0.0, |run| glyphs[run.glyphs.start].baseline);
    let is_level = |row: &&&Line<'_>| {
        aside.iter().any(|line| (baseline(line) - baseline(row)).abs() <= LEVEL * row.size)
    };
    2 * rows.iter().filter(is_level).count() > rows.len()
}

/// How many texts stand apart on a line.
fn parts(line: &Line<'_>) -> usize {
    line.runs.chunk_by(|a, b| b.bbox.x0 - a.bbox.x1 < APART * line.size).count()
}

/// Whether each text on a line has as many words as a part of a sentence, few of them numbers.
fn is_sentence(line: &Line<'_>, glyphs: &[Glyph]) -> bool {
    let text = line_text(line, glyphs, Gaps::One);
    let length = |word: &str| (word.chars().filter(|c| is_cjk(*c)).count() / CHARACTERS).max(1);
    let words: usize = text.split_whitespace().map(length).sum();
    let values = text.split_whitespace().filter(|word| is_datum(word)).count();
    words >= WORDS * parts(line) && 3 * values < words
}

#[cfg(test)]
mod tests {
    use super::super::runs::{runs, tests::line};
    use super::*;

    const PROSE: &str = "of the rates as told at right";

    /// The insets of a page with lines of a text at the left, so far apart, and rows 12 points apart at the right.
    fn find(aside: &str, pitch: f32, rows: usize, boxes: &[Rect], rules: &[Edge]) -> Vec<Rect> {
        let mut glyphs: Vec<Glyph> =
            (0u8..10).flat_map(|i| line(aside, 20.0, 20.0 + pitch * f32::from(i), 10.0)).collect();
        for row in (0u8..).take(rows) {
            let y = 34.0 + 12.0 * f32::from(row);
            glyphs.extend([line("Ada", 210.0, y, 8.0), line("12", 280.0, y, 8.0)].concat());
        }
        let runs = runs(&glyphs);
        let edges = Edges { horizontal: rules.to_vec(), vertical: Vec::new() };
        insets(boxes, &edges, &runs.iter().collect::<Vec<_>>(), &glyphs)
    }

    const BOX: Rect = Rect { x0: 200.0, top: 20.0, x1: 300.0, bottom: 110.0 };

    #[test]
    fn a_box_with_rows_beside_prose() {
        assert_eq!(find(PROSE, 14.5, 5, &[BOX], &[]), [BOX]);
        assert_eq!(find(PROSE, 14.5, 2, &[BOX], &[]), []);
        // Names of rows, and those of its own rows.
        assert_eq!(find("Mills", 14.5, 5, &[BOX], &[]), []);
        assert_eq!(find(PROSE, 12.0, 5, &[Rect { top: 21.0, ..BOX }], &[]).len(), 1);
        let level = |offset: f32| {
            let mut glyphs = Vec::new();
            for row in 0u8..6 {
                let y = 34.0 + 12.0 * f32::from(row);
                glyphs.extend(line(PROSE, 20.0, y + offset, 10.0));
                glyphs.extend([line("13", 210.0, y, 10.0), line("12", 280.0, y, 10.0)].concat());
            }
            let runs = runs(&glyphs);
            is_inset(BOX, &runs.iter().collect::<Vec<_>>(), &glyphs)
        };
        assert_eq!((level(4.0), level(0.0)), (true, false));
    }

    #[test]
    fn no_text_crosses_the_sides_of_a_box() {
        let crossed = Rect { x0: 100.0, ..BOX };
        assert_eq!(find(PROSE, 14.5, 5, &[crossed], &[]), []);
    }

    #[test]
    fn the_rules_of_a_table_run_over_its_shadings() {
        let rule = |from: f32| Edge { at: 58.0, from, to: 300.0 };
        assert_eq!(find(PROSE, 14.5, 5, &[BOX], &[rule(20.0)]), []);
        assert_eq!(find(PROSE, 14.5, 5, &[BOX], &[rule(200.0)]), [BOX]);
    }

    #[test]
    fn rows_between_two_rules_beside_prose() {
        let rule = |at: f32| Edge { at, from: 200.0, to: 300.0 };
        assert_eq!(find(PROSE, 14.5, 5, &[], &[rule(20.0), rule(110.0)]), [BOX]);
        // The first rule stands below the heads, and the only one.
        assert_eq!(find(PROSE, 14.5, 5, &[], &[rule(40.0), rule(110.0)]), []);
        assert_eq!(find(PROSE, 14.5, 5, &[], &[rule(20.0)]), []);
    }
}
