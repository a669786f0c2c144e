//! Runs become text: sorted into lines, and joined with a space where a gap stands for one.

use fenjie_model::Rect;

use super::downward;
use super::rightward::as_read;
use super::runs::{Run, across, along, is_parted, is_space};
use crate::page::{Before, Glyph, Turn};

/// Baselines nearer than this many ems are one line (footnote marks are raised by less).
const ONE_LINE: f32 = 0.5;

/// A line of text: its runs from the left.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Line<'a> {
    /// The runs in reading order.
    pub(crate) runs: Vec<&'a Run>,
    /// The box around them.
    pub(crate) bbox: Rect,
    /// The largest font size in points.
    pub(crate) size: f32,
    /// The baseline, growing from line to line.
    at: f32,
}

/// The lines of some runs, in reading order. Runs that are turned otherwise than most are left out.
pub(crate) fn lines<'a>(runs: impl IntoIterator<Item = &'a Run>, glyphs: &[Glyph]) -> Vec<Line<'a>> {
    let mut runs: Vec<&Run> = runs.into_iter().collect();
    let turn = prevailing(&runs);
    runs.retain(|r| r.turn == turn);
    let at = |r: &Run| across(turn, glyphs[r.glyphs.start].baseline);
    // Most cells hold one.
    if let [run] = runs[..] {
        return vec![Line { runs, bbox: run.bbox, size: run.size, at: at(run) }];
    }
    runs.sort_by(|a, b| at(a).total_cmp(&at(b)));
    let mut lines: Vec<Line<'a>> = Vec::new();
    for run in runs {
        let at = at(run);
        match lines.last_mut() {
            Some(line) if at - line.at <= ONE_LINE * line.size.max(run.size) => {
                // The line lies where its largest glyphs stand.
                if run.size > line.size {
                    line.at = at;
                }
                line.size = line.size.max(run.size);
                line.bbox = line.bbox.union(run.bbox);
                line.runs.push(run);
            }
            _ => lines.push(Line { runs: vec![run], bbox: run.bbox, size: run.size, at }),
        }
    }
    for line in &mut lines {
        line.runs.sort_by(|a, b| along(turn, a.bbox).0.total_cmp(&along(turn, b.bbox).0));
    }
    lines
}

fn prevailing(runs: &[&Run]) -> Turn {
    if let [first, rest @ ..] = runs
        && rest.iter().all(|r| r.turn == first.turn)
    {
        return first.turn;
    }
    let count = |t| runs.iter().filter(|r| r.turn == t).map(|r| r.glyphs.len()).sum::<usize>();
    [Turn::Upright, Turn::Clockwise, Turn::CounterClockwise, Turn::UpsideDown, Turn::Slanted]
        .into_iter()
        .rev()
        .max_by_key(|t| count(*t))
        .unwrap_or_default()
}

/// The text of a line, with a space for each gap: one, or as many as the gap is half-ems wide.
pub(crate) fn line_text(line: &Line<'_>, glyphs: &[Glyph], gaps: Gaps) -> String {
    let length: usize = line.runs.iter().map(|run| run.glyphs.len()).sum();
    let mut text = String::with_capacity(length * '全'.len_utf8());
    let mut last: Option<&Glyph> = None;
    let mut before: Option<&Glyph> = None;
    let is_letterspaced = is_letterspaced(line, glyphs);
    for g in line.runs.iter().flat_map(|run| &glyphs[run.glyphs.clone()]) {
        if let Some(last) = last
            && let gap = along(g.turn, g.bbox).0 - along(last.turn, last.bbox).1
            && !is_letterspaced
            && is_parted(before, last, g, gap, line.size)
        {
            let n = match gaps {
                Gaps::One => 1,
                Gaps::Wide => ((gap / (line.size / 2.0)).round() as usize).clamp(1, 200),
            };
            text.extend(std::iter::repeat_n(' ', n));
        }
        text.push(g.ch);
        (before, last) = (last, Some(g));
    }
    as_read(text)
}

/// Whether a line is one number whose digits are set apart, all by as much: one string holds them, without a space.
fn is_letterspaced(line: &Line<'_>, glyphs: &[Glyph]) -> bool {
    /// So many digits show that they are set so.
    const FEWEST: usize = 3;
    /// The gaps differ by this many ems at most.
    const EVEN: f32 = 0.04;
    let [run] = line.runs[..] else { return false };
    let own = &glyphs[run.glyphs.clone()];
    let is_digit = |g: &Glyph| g.ch.is_ascii_digit() || matches!(g.ch, '.' | ',');
    if own.len() < FEWEST || !own.iter().all(is_digit) || own[1..].iter().any(|g| g.before != Before::Glyph) {
        return false;
    }
    let gaps = own.windows(2).map(|w| along(w[1].turn, w[1].bbox).0 - along(w[0].turn, w[0].bbox).1);
    let (least, most) = gaps.fold((f32::INFINITY, 0.0), |(a, b): (f32, f32), gap| (a.min(gap), b.max(gap)));
    is_space(least, line.size) && most - least <= EVEN * line.size
}

/// How wide gaps are kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Gaps {
    /// One space.
    One,
    /// A space for each half em, so that columns stay apart.
    Wide,
}

/// The text of a cell: its lines, the breaks taken out.
pub(crate) fn cell_text<'a>(runs: impl IntoIterator<Item = &'a Run>, glyphs: &[Glyph]) -> String {
    let mut rest: Vec<&Run> = runs.into_iter().collect();
    let mut text = String::new();
    if let Some(columns) = downward::columns(&rest, glyphs) {
        columns.iter().for_each(|column| push_line(&mut text, column));
        rest.clear();
    }
    // What is turned otherwise than most comes last.
    while !rest.is_empty() {
        let turn = prevailing(&rest);
        for line in lines(rest.iter().copied(), glyphs) {
            push_line(&mut text, &line_text(&line, glyphs, Gaps::One));
        }
        rest.retain(|run| run.turn != turn);
    }
    fenjie_model::text::clean(&text)
}

/// Adds a line to those of a cell before it: with a space where the break stands at one.
pub(crate) fn push_line(text: &mut String, line: &str) {
    if let (Some(a), Some(b)) = (text.chars().next_back(), line.chars().next())
        && (!stands_inside(a, b) || ends_before_number(text, line))
    {
        text.push(' ');
    }
    text.push_str(line);
}

/// Whether a text begins with what no text begins with: the end of a clause or a bracket of the line before.
pub(crate) fn is_rest(text: &str) -> bool {
    text.starts_with(['，', '、', '。', '；', '：', '）', ')', '”', '》'])
}

/// Whether a line break between the two characters stands inside a number, a range (`（1-` `11 月）`) or a bracket,
/// and not at a space.
fn stands_inside(a: char, b: char) -> bool {
    let joins = |c: char| matches!(c, '-' | '.' | ',' | '~' | '–');
    (a.is_ascii_digit() && (b.is_ascii_digit() || joins(b)))
        || (joins(a) && b.is_ascii_digit())
        || matches!(a, '(' | '[' | '/' | '≤' | '≥' | '<' | '>' | '±')
        || matches!(b, ')' | ']' | '%' | '/' | '.' | ',' | ';' | ':')
}

/// Whether the point or comma at the end of a text is that of a word, and the comma that before a year, and none within a
/// number: `Act, sec.` before 404, `May 27,` before 2008.
fn ends_before_number(text: &str, line: &str) -> bool {
    /// A number has no group of so many digits.
    const YEAR: usize = 4;
    let mut last = text.chars().rev();
    let is_mark = last.next().is_some_and(|c| matches!(c, '.' | ','));
    let of_word = is_mark && last.next().is_some_and(|c| c.is_ascii_lowercase());
    of_word || text.ends_with(',') && line.chars().take_while(char::is_ascii_digit).count() == YEAR
}

#[cfg(test)]
mod tests {
    use super::super::runs::{runs, tests::line};
    use super::*;

    #[track_caller]
    fn check(glyphs: &[Glyph], expected: &str) {
        assert_eq!(cell_text(&runs(glyphs), glyphs), expected);
    }

    #[test]
    fn a_mark_within_a_number_stands_at_no_space() {
        for (text, line, expected) in [
            ("Act, sec.", "404", "Act, sec. 404"),
            ("May 27,", "2008", "May 27, 2008"),
            ("1,", "234", "1,234"),
            ("3.", "14", "3.14"),
        ] {
            let mut text = text.to_owned();
            push_line(&mut text, line);
            assert_eq!(text, expected);
        }
    }

    #[test]
    fn spaces_beside_han_characters_are_layout() {
        check(&line("全 区", 10.0, 50.0, 10.0), "全区");
        check(&line("III 类", 10.0, 50.0, 10.0), "III类");
    }

    #[test]
    fn digits_that_are_set_apart_are_one_number() {
        let set = |by: &[f32], before: Before| {
            let mut glyphs = line("20779", 10.0, 50.0, 10.0);
            for (g, by) in glyphs.iter_mut().zip(by).skip(1) {
                (g.bbox.x0, g.bbox.x1, g.before) = (g.bbox.x0 + by, g.bbox.x1 + by, before);
            }
            cell_text(&runs(&glyphs), &glyphs)
        };
        let even = [0.0, 2.5, 5.0, 7.5, 10.0];
        assert_eq!(set(&even, Before::Glyph), "20779");
        assert_eq!(set(&even, Before::Space), "2 0 7 7 9");
        assert_eq!(set(&even, Before::Start), "2 0 7 7 9");
        assert_eq!(set(&[0.0, 0.0, 3.0, 3.0, 3.0], Before::Glyph), "20 779");
    }

    #[test]
    fn spaces_between_words_stay() {
        check(&line("to air", 10.0, 50.0, 10.0), "to air");
    }

    #[test]
    fn a_wrapped_name_is_one() {
        let mut glyphs = line("邮政业营业收入（1-", 10.0, 50.0, 10.0);
        glyphs.extend(line("11 月）", 30.0, 62.0, 10.0));
        check(&glyphs, "邮政业营业收入（1-11月）");
    }

    #[test]
    fn a_break_stands_for_a_space_between_words_alone() {
        for (lines, expected) in [
            (["Total", "revenue"], "Total revenue"),
            (["GDP(", "%)"], "GDP(%)"),
            (["1,", "855"], "1,855"),
            (["≤", "96"], "≤96"),
        ] {
            let mut text = String::new();
            lines.iter().for_each(|line| push_line(&mut text, line));
            assert_eq!(text, expected);
        }
    }

    #[test]
    fn drawing_order_does_not_matter() {
        let mut glyphs = line("乡", 10.0, 62.0, 10.0);
        glyphs.extend(line("镇", 10.0, 50.0, 10.0));
        check(&glyphs, "镇乡");
    }

    #[test]
    fn text_turned_otherwise_comes_last() {
        let mut glyphs = line("ab", 10.0, 50.0, 10.0);
        glyphs.iter_mut().for_each(|g| g.turn = Turn::UpsideDown);
        glyphs.extend(line("镇目标", 10.0, 80.0, 10.0));
        check(&glyphs, "镇目标ba");
    }

    #[test]
    fn a_raised_mark_is_on_its_line() {
        let mut glyphs = line("85", 10.0, 50.0, 10.0);
        glyphs.extend(line("①", 20.0, 46.5, 6.0));
        check(&glyphs, "85①");
    }
}
