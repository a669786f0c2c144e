//! Glyphs become runs: neighbours in drawing order that stand on one baseline without a wide gap, and with nothing drawn
//! in the gaps that they have.

use std::ops::Range;

use fenjie_model::Rect;
use fenjie_model::text::is_cjk;

use crate::page::{Before, Glyph, Turn};

/// Glyphs drawn one after the other, at most a space apart.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Run {
    /// Its glyphs on the page.
    pub(crate) glyphs: Range<usize>,
    /// The box around them.
    pub(crate) bbox: Rect,
    /// The direction of writing.
    pub(crate) turn: Turn,
    /// The font size in points.
    pub(crate) size: f32,
}

/// A gap wider than this many ems ends a run; a space does not.
const WIDEST_GAP: f32 = 0.6;
/// A gap wider than this many ems can hold a glyph.
const NARROWEST_FILLED: f32 = 0.1;
/// A gap wider than this many ems is a space.
const SPACE: f32 = 0.18;
/// A space that the file writes is wider than this, in ems.
const NARROWEST_SPACE: f32 = 0.04;
/// Glyphs may overlap by this many ems (kerning, italics).
const DEEPEST_OVERLAP: f32 = 0.35;

/// Full-width glyphs of one text follow each other within this many ems; texts that touch or overlap hardly do.
pub(crate) const EVEN: f32 = 0.02;

/// The runs of a page in drawing order.
pub(crate) fn runs(glyphs: &[Glyph]) -> Vec<Run> {
    let mut runs: Vec<Run> = Vec::with_capacity(glyphs.len() / 4 + 1);
    for (i, g) in glyphs.iter().enumerate() {
        if let Some(run) = runs.last_mut()
            && follows(&glyphs[i - 1], g)
        {
            run.glyphs.end = i + 1;
            run.bbox = run.bbox.union(g.bbox);
            run.size = run.size.max(g.size);
        } else {
            runs.push(Run { glyphs: i..i + 1, bbox: g.bbox, turn: g.turn, size: g.size });
        }
    }
    parted(runs, glyphs)
}

/// Cuts runs where another is drawn in a gap of theirs: what a font lacks (quotation marks) can be drawn apart, before
/// or after the text around it.
fn parted(runs: Vec<Run>, glyphs: &[Glyph]) -> Vec<Run> {
    let gap = |i: usize| {
        let (a, b) = (&glyphs[i - 1], &glyphs[i]);
        let (from, to) = (along(a.turn, a.bbox).1, along(b.turn, b.bbox).0);
        (to - from > NARROWEST_FILLED * b.size).then_some((from, to))
    };
    let gaps: Vec<Vec<(usize, f32, f32)>> = runs
        .iter()
        .map(|run| {
            (run.glyphs.start + 1..run.glyphs.end).filter_map(|i| gap(i).map(|(a, b)| (i, a, b))).collect()
        })
        .collect();
    if gaps.iter().all(Vec::is_empty) {
        return runs;
    }
    // Baselines to the nearest point: those of one line are the same, or in neighbouring places.
    let row = |run: &Run| glyphs[run.glyphs.start].baseline.round() as i32;
    // What fills gaps can have gaps itself.
    let mut narrow: Vec<(Turn, i32, f32, f32)> = Vec::with_capacity(runs.len());
    for (run, gaps) in runs.iter().zip(&gaps) {
        let (begin, end) = along(run.turn, run.bbox);
        let starts = std::iter::once(begin).chain(gaps.iter().map(|(_, _, to)| *to));
        let ends = gaps.iter().map(|(_, from, _)| *from).chain([end]);
        let pieces = starts.zip(ends).filter(|(from, to)| to - from <= WIDEST_GAP * run.size);
        narrow.extend(pieces.map(|(from, to)| (run.turn, row(run), from, to)));
    }
    narrow.sort_by(|a, b| (a.0, a.1).cmp(&(b.0, b.1)).then(a.2.total_cmp(&b.2)));
    let is_filled = |run: &Run, from: f32, to: f32| {
        let slack = SPACE / 2.0 * run.size;
        (row(run) - 1..=row(run) + 1).any(|row| {
            let first = narrow.partition_point(|n| {
                (n.0, n.1).cmp(&(run.turn, row)).then(n.2.total_cmp(&(from - slack))).is_lt()
            });
            narrow.get(first).is_some_and(|n| (n.0, n.1) == (run.turn, row) && n.2 < to && n.3 <= to + slack)
        })
    };
    let mut out = Vec::with_capacity(runs.len());
    for (run, gaps) in runs.into_iter().zip(gaps) {
        let mut start = run.glyphs.start;
        for &(at, from, to) in &gaps {
            if is_filled(&run, from, to) {
                out.push(part(start..at, glyphs));
                start = at;
            }
        }
        out.push(if start == run.glyphs.start { run } else { part(start..run.glyphs.end, glyphs) });
    }
    out
}

/// The run of some glyphs.
fn part(range: Range<usize>, glyphs: &[Glyph]) -> Run {
    let own = &glyphs[range.clone()];
    let bbox = own.iter().skip(1).fold(own[0].bbox, |bbox, g| bbox.union(g.bbox));
    let size = own.iter().fold(0.0, |size: f32, g| size.max(g.size));
    Run { glyphs: range, bbox, turn: own[0].turn, size }
}

fn follows(a: &Glyph, b: &Glyph) -> bool {
    let em = a.size.max(b.size);
    if a.turn != b.turn || (a.baseline - b.baseline).abs() > 0.1 * em || a.annotation != b.annotation {
        return false;
    }
    // Nothing is shown again of a text once its end is hidden, nor of a line that is hidden as a whole.
    let ([from, level], [to, next]) = (beyond(a), beyond(b));
    if (from > 0.0 && to <= 0.0) || (to < 0.0 && from >= 0.0) || (level == 0.0) != (next == 0.0) {
        return false;
    }
    let (a, b) = (along(a.turn, a.bbox), along(b.turn, b.bbox));
    let gap = b.0 - a.1;
    (-DEEPEST_OVERLAP * em..=WIDEST_GAP * em).contains(&gap)
}

/// How far a glyph is hidden along its line, and across it.
fn beyond(glyph: &Glyph) -> [f32; 2] {
    let [x, y] = glyph.beyond;
    match glyph.turn {
        Turn::Upright | Turn::Slanted => [x, y],
        Turn::UpsideDown => [-x, y],
        Turn::Clockwise => [y, x],
        Turn::CounterClockwise => [-y, x],
    }
}

/// Whether a gap of this width stands for a space.
pub(crate) fn is_space(gap: f32, em: f32) -> bool {
    gap > SPACE * em
}

/// Whether two glyphs that follow each other in a line, with a gap of this width, are of two words.
pub(crate) fn is_parted(before: Option<&Glyph>, a: &Glyph, b: &Glyph, gap: f32, em: f32) -> bool {
    is_space(gap, em) || is_written_space(before, a, b, gap, em)
}

/// Whether the file writes a space between two glyphs and means one, however narrow: beside a letter, or behind the mark
/// that ends a word, whose last letter is the glyph before them. Digits are set apart so within a number.
pub(crate) fn is_written_space(before: Option<&Glyph>, a: &Glyph, b: &Glyph, gap: f32, em: f32) -> bool {
    let is_letter = |c: char| c.is_alphabetic() && !is_cjk(c);
    let is_spaced = |c: char| c.is_ascii_graphic() || is_letter(c);
    let is_ended =
        || matches!(a.ch, '.' | ',' | ':' | ';' | ')') && before.is_some_and(|before| is_letter(before.ch));
    b.before == Before::Space
        && gap > NARROWEST_SPACE * em
        && is_spaced(a.ch)
        && is_spaced(b.ch)
        && (is_letter(a.ch) || is_letter(b.ch) || is_ended())
}

/// Where a box begins and ends along its line.
pub(crate) fn along(turn: Turn, r: Rect) -> (f32, f32) {
    match turn {
        Turn::Upright | Turn::Slanted => (r.x0, r.x1),
        Turn::Clockwise => (r.top, r.bottom),
        Turn::UpsideDown => (-r.x1, -r.x0),
        Turn::CounterClockwise => (-r.bottom, -r.top),
    }
}

/// Where a line lies among the lines of its text: grows from line to line.
pub(crate) fn across(turn: Turn, baseline: f32) -> f32 {
    match turn {
        Turn::Upright | Turn::Slanted | Turn::CounterClockwise => baseline,
        Turn::Clockwise | Turn::UpsideDown => -baseline,
    }
}

#[cfg(test)]
pub(crate) mod tests {
    use super::*;

    /// Glyphs of full width on one line, from the left.
    pub(crate) fn line(text: &str, x: f32, baseline: f32, size: f32) -> Vec<Glyph> {
        let mut x = x;
        let mut glyphs = Vec::new();
        for ch in text.chars() {
            let width = if ch.is_ascii() { size / 2.0 } else { size };
            if ch != ' ' {
                glyphs.push(Glyph {
                    ch,
                    bbox: Rect::new(x, baseline - 0.88 * size, x + width, baseline + 0.12 * size),
                    baseline,
                    size,
                    font: 0,
                    turn: Turn::Upright,
                    colour: [0; 3],
                    invisible: false,
                    annotation: false,
                    beyond: [0.0; 2],
                    before: Before::Start,
                });
            }
            x += width;
        }
        glyphs
    }

    #[track_caller]
    fn check(glyphs: &[Glyph], expected: &[&str]) {
        let found: Vec<String> =
            runs(glyphs).iter().map(|r| glyphs[r.glyphs.clone()].iter().map(|g| g.ch).collect()).collect();
        assert_eq!(found, expected);
    }

    #[test]
    fn a_wide_gap_ends_a_run() {
        check(&line("全  区 1855.0", 10.0, 100.0, 10.0), &["全", "区1855.0"]);
    }

    #[test]
    fn a_run_ends_where_another_fills_its_gap() {
        let text = line("培育 专精 企业", 10.0, 100.0, 10.0);
        check(&text, &["培育专精企业"]);
        let marks = [line("\"", 30.0, 100.0, 10.0), line("\"", 55.0, 100.0, 10.0)].concat();
        check(&[&marks[..], &text[..]].concat(), &["\"", "\"", "培育", "专精", "企业"]);
        // Each in the gaps of the other.
        let (a, b) = (line("M .", 30.0, 100.0, 10.0), line("2 5", 35.0, 100.0, 10.0));
        check(&[a, b].concat(), &["M", ".", "2", "5"]);
        // What stands on another line fills no gap.
        let below = line("1", 30.0, 112.0, 10.0);
        check(&[below, text].concat(), &["1", "培育专精企业"]);
    }

    #[test]
    fn a_written_space_parts_words_however_narrow() {
        let check = |text: &str, by: f32, before: Before, expected: bool| {
            let mut glyphs = line(text, 10.0, 100.0, 10.0);
            let [first @ .., a, b] = glyphs.as_mut_slice() else { panic!("{text}") };
            b.before = before;
            assert_eq!(is_parted(first.last(), a, b, by, 10.0), expected, "{text} {by} {before:?}");
        };
        check("to", 1.0, Before::Space, true);
        check("t2", 0.6, Before::Space, true);
        check("to", 1.0, Before::Glyph, false);
        check("to", 1.0, Before::Start, false);
        check("to", 2.0, Before::Glyph, true);
        check("to", 0.0, Before::Space, false);
        check("12", 1.0, Before::Space, false);
        check("张三", 1.0, Before::Space, false);
        check("ıM", 1.0, Before::Space, true);
        check("ул", 1.0, Before::Space, true);
        // `No. 5`, and a number in groups.
        check("o.5", 1.0, Before::Space, true);
        check("1.5", 1.0, Before::Space, false);
        check("o.5", 1.0, Before::Glyph, false);
    }

    #[test]
    fn a_hidden_end_ends_a_run() {
        let mut glyphs = line("甲乙丙1", 10.0, 100.0, 10.0);
        glyphs[2].beyond = [8.0, 0.0];
        check(&glyphs, &["甲乙丙", "1"]);
        glyphs[3].beyond = [9.0, 0.0];
        check(&glyphs, &["甲乙丙1"]);
    }

    #[test]
    fn a_new_baseline_ends_a_run() {
        let mut glyphs = line("甲乙", 10.0, 100.0, 10.0);
        glyphs.extend(line("丙", 30.0, 112.0, 10.0));
        check(&glyphs, &["甲乙", "丙"]);
    }
}
