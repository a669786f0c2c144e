//! Where on a page the tables are: runs of bands whose segments stand in columns.

mod again;
mod closed;
pub(super) mod equations;
mod gaps;
mod middle;
mod noted;
mod origin;
pub(super) mod paragraphs;
pub(super) mod running;
pub(super) mod titles;
mod trimmed;
mod wrapped;

use std::ops::Range;

use super::bands::{Band, Segment, text};
use super::columns::separators;
use super::content::{is_apart, is_caption, is_value, opens_notes};
use super::ruling::{Between, Frame, Line, frames, within};
use super::{Settings, Word};
use crate::deadline::Deadline;
use crate::wording::page_number::{is_page_number, tells_page};
use again::parted;
use closed::is_closed;
use gaps::{cut_foot, gap_below, heads_more_rows};
use origin::tells_origin;
use paragraphs::is_prose;
use trimmed::trimmed;

/// How many bands further down the first full one below some heads stands at most.
const SOON: usize = 4;

/// The tables' bands with the rules among them, from the top: those within frames of rules first, then the runs of what
/// is left. When the time is up, what is between further rules is of no table.
pub(super) fn regions(
    bands: &[Band],
    lines: &[Line],
    words: &[Word],
    settings: &Settings,
    deadline: Deadline,
) -> Vec<Frame> {
    let several = |b: &Band| b.segments.len() > 1;
    let between = |own: &[Band], above: f32| {
        let next = bands.partition_point(|b| f32::midpoint(b.top, b.bottom) <= above);
        let below = bands[next..].iter().take(SOON).find(|b| several(b));
        let first = own.first().map_or(next, |first| bands.partition_point(|b| b.top < first.top));
        let last = bands[..first].iter().rev().take(SOON).find(|b| several(b));
        let is_text = || is_prose(own, words) && !wrapped::are_one_row(own);
        if deadline.passed() || own.iter().any(|b| is_foreign(b, words)) || is_text() {
            Between::Other
        } else if own.is_empty() || is_divided(own, below, words) || is_rest(own, last, below) {
            Between::Rows
        } else if own.len() == 1 {
            Between::Text
        } else if are_lines(own) {
            Between::Lines
        } else {
            Between::Other
        }
    };
    let mut found: Vec<Frame> = frames(lines, bands, deadline, between)
        .into_iter()
        .filter(|f| !separators(&bands[f.bands.clone()]).is_empty())
        .collect();
    let heads: Vec<bool> = (0..found.len()).map(|i| is_of_next(&found[i..], bands, words)).collect();
    let mut heads = heads.into_iter();
    found.retain(|_| heads.next() == Some(false));
    for i in (0..found.len()).take_while(|_| !deadline.passed()) {
        let floor = i.checked_sub(1).map_or(0, |i| found[i].bands.end);
        let ceiling = found.get(i + 1).map_or(bands.len(), |f| f.bands.start);
        let ends = rows_below(&found[i], &bands[..ceiling], words, settings);
        if let Some(ends) = ends.or_else(|| rows_beside(&bands[found[i].bands.clone()], words)) {
            found[i].widen_to(ends, lines);
        }
        found[i].bands = opened(&found[i], floor..ceiling, bands, lines, words, settings);
        found[i].bands.start += caption(&bands[found[i].bands.clone()], words);
        cut_foot(&mut found[i], bands, words);
    }
    found.retain(|f| {
        let filled = bands[f.bands.clone()].iter().filter(|b| several(b)).count();
        filled > 1 && 3 * filled >= f.bands.len() || wrapped::fill(f, bands)
    });
    let mut found: Vec<Frame> = found.into_iter().flat_map(|f| parted(f, bands, words)).collect();
    for frame in found.iter_mut().take_while(|_| !deadline.passed()) {
        if let Some(sides) = frame.sides {
            frame.lines = within(lines, &bands[frame.bands.clone()], sides);
        }
    }
    let mut runs: Vec<Frame> = Vec::new();
    let mut at = 0;
    while at < bands.len() && !deadline.passed() {
        if let Some(frame) = found.iter().find(|f| f.bands.contains(&at)) {
            at = frame.bands.end;
            continue;
        }
        let next = found.iter().map(|f| f.bands.start).filter(|s| *s > at).min().unwrap_or(bands.len());
        let end = run_end(&bands[..next], words, settings, at);
        if end > at {
            let run = trimmed(bands, lines, words, at..end, None, settings);
            runs.extend(run.map(|bands| Frame { bands, ..Frame::default() }));
        }
        at = end.max(at + 1);
    }
    found.append(&mut runs);
    found.sort_by_key(|f| f.bands.start);
    found
}

/// How many of the first bands below a rule are a caption that is left there, and its further lines.
fn caption(own: &[Band], words: &[Word]) -> usize {
    let text_of = |s: &Segment| text(words, &s.words);
    let text = |b: &Band| text_of(&b.segments[0]);
    // Its title can stand beside its number, and in what the table counts.
    let is_first = |b: &Band| {
        is_caption(&text(b))
            && !b.segments[1..].iter().any(|s| is_caption(&text_of(s)) || is_value(&text_of(s)))
    };
    if !own.first().is_some_and(is_first) {
        return 0;
    }
    let goes_on = |b: &&Band| b.segments.len() == 1 && text(b).starts_with(|c: char| c.is_ascii_lowercase());
    1 + own[1..].iter().take_while(goes_on).count()
}

/// Whether the first of some frames is between the rules above and below heads of the next one, which begins right below.
fn is_of_next(frames: &[Frame], bands: &[Band], words: &[Word]) -> bool {
    let [first, next, ..] = frames else { return false };
    let (Some((a, e)), Some((left, right))) = (first.sides, next.sides) else { return false };
    let own = &bands[first.bands.clone()];
    let valued = |b: &Band| b.segments.iter().any(|s| is_value(&text(words, &s.words)));
    let heads = own.iter().filter(|b| b.segments.len() > 1).count() < 2 || !own.iter().any(valued);
    let em = bands[next.bands.start].size;
    heads
        && next.bands.start <= first.bands.end + 1
        && left - em <= a
        && e <= right + em
        && e - a < right - left - em
}

/// Whether bands stand in columns: texts are side by side, or a space between the words of one lies over a gap of the
/// band below, for heads can stand a space apart.
fn is_divided(bands: &[Band], below: Option<&Band>, words: &[Word]) -> bool {
    /// A word may reach over the end of a gap by this, in ems.
    const SLIP: f32 = 0.1;
    let gaps = || below.iter().flat_map(|b| b.segments.windows(2)).map(|pair| (pair[0].x1, pair[1].x0));
    let apart = |band: &Band| {
        let slip = SLIP * band.size;
        band.segments.iter().flat_map(|s| s.words.windows(2)).any(|pair| {
            let (x0, x1) = (words[pair[0]].bbox.x1, words[pair[1]].bbox.x0);
            gaps().any(|(left, right)| left <= x0 + slip && x1 <= right + slip)
        })
    };
    !separators(bands).is_empty() || bands.iter().any(apart)
}

/// Whether bands are the lines of one text, near and in the middle of each other.
fn are_lines(own: &[Band]) -> bool {
    /// A head has no more lines.
    const MOST: usize = 4;
    /// They are no farther apart than this, in ems, and their middles no farther off.
    const NEAR: f32 = 0.5;
    let is_lone = |b: &Band| b.segments.len() == 1;
    let middle = |b: &Band| f32::midpoint(b.segments[0].x0, b.segments[0].x1);
    let follows = |pair: &[Band]| {
        pair[1].top - pair[0].bottom <= NEAR * pair[1].size
            && (middle(&pair[1]) - middle(&pair[0])).abs() <= NEAR * pair[1].size
    };
    own.len() <= MOST && own.iter().all(is_lone) && own.windows(2).all(follows)
}

/// Whether lines stand in one column of the rows above and below, but for the first one: what a page break leaves of a
/// cell. Notes between two tables stand at their left side.
fn is_rest(own: &[Band], above: Option<&Band>, below: Option<&Band>) -> bool {
    let segments = || own.iter().flat_map(|b| &b.segments);
    let Some(x0) = segments().map(|s| s.x0).reduce(f32::min) else { return false };
    let x1 = segments().map(|s| s.x1).fold(x0, f32::max);
    let in_column = |band: &Band| !band.segments.windows(2).any(|pair| x0 < pair[0].x1 && pair[1].x0 < x1);
    let beside = |band: &Band| band.segments.first().is_some_and(|first| first.x1 < x0);
    own.len() > 1 && above.is_some_and(in_column) && below.is_some_and(|b| in_column(b) && beside(b))
}

/// The ends of the rows below rules that have nothing but heads between them: the rules under the heads of groups reach over
/// theirs alone.
fn rows_below(frame: &Frame, bands: &[Band], words: &[Word], settings: &Settings) -> Option<(f32, f32)> {
    let own = &bands[frame.bands.clone()];
    let rows = &bands[frame.bands.end..run_end(bands, words, settings, frame.bands.end)];
    let last = rows.iter().rposition(|b| is_valued(b, words))?;
    if own.iter().any(|b| is_valued(b, words))
        || rows[0].top - own.last()?.bottom > gap_below(own, rows, words, settings) * rows[0].size
    {
        return None;
    }
    let texts = || rows[..=last].iter().filter(|b| b.segments.len() > 1).flat_map(|b| &b.segments);
    Some((texts().map(|s| s.x0).reduce(f32::min)?, texts().map(|s| s.x1).reduce(f32::max)?))
}

/// The ends of rows between rules: those over a total reach over the values alone. A name merged over several rows can
/// stand between their lines, left of them.
fn rows_beside(own: &[Band], words: &[Word]) -> Option<(f32, f32)> {
    let rows = || own.iter().filter(|b| is_valued(b, words)).flat_map(|b| &b.segments);
    let (x0, x1) = (rows().map(|s| s.x0).reduce(f32::min)?, rows().map(|s| s.x1).reduce(f32::max)?);
    let merged = own.iter().filter(|b| b.segments.len() == 1 && b.segments[0].x1 < x0);
    Some((merged.map(|b| b.segments[0].x0).fold(x0, f32::min), x1))
}

/// Whether values stand in a band, beside a name.
pub(super) fn is_valued(band: &Band, words: &[Word]) -> bool {
    band.segments.iter().skip(1).any(|s| is_value(&text(words, &s.words)))
}

/// Whether three rules are those above and below the heads and below the rows.
fn has_heads(frame: &Frame, bands: &[Band], words: &[Word]) -> bool {
    let [_, under, _] = frame.full.as_slice() else { return false };
    let own = &bands[frame.bands.clone()];
    let (heads, rows) = own.split_at(own.partition_point(|b| f32::midpoint(b.top, b.bottom) < *under));
    !frame.below_heads
        && !heads.is_empty()
        && rows.len() > heads.len()
        && !heads.iter().any(|b| is_valued(b, words))
}

/// The bands of a frame with those above its first rule and below its last one that go on with its rows: rules can
/// stand between rows alone, and shadings under the header or every second row.
fn opened(
    frame: &Frame,
    within: Range<usize>,
    bands: &[Band],
    lines: &[Line],
    words: &[Word],
    settings: &Settings,
) -> Range<usize> {
    /// Names stand left of those between the rules by as much, in ems, where rules reach over the values alone.
    const OUTDENT: f32 = 2.5;
    let Some((x0, x1)) = frame.sides else { return frame.bands.clone() };
    let outdent = if frame.below_heads { OUTDENT } else { 1.0 };
    // What is printed larger than the rows is a title of what follows, or a text.
    let largest = settings.larger * bands[frame.bands.clone()].iter().map(|b| b.size).fold(0.0, f32::max);
    let inside = |b: usize| {
        let em = bands[b].size;
        em <= largest
            && bands[b].segments.iter().all(|s| s.x0 >= x0 - outdent * em && s.x1 <= x1 + em)
            && !is_foreign(&bands[b], words)
    };
    let follows = |b: usize| bands[b].top - bands[b - 1].bottom <= settings.high_gap * bands[b].size;
    let several = |b: usize| bands[b].segments.len() > 1;
    let mut run = frame.bands.clone();
    let several_before = (within.start..run.start).rev().take(3).any(&several);
    if (several_before || frame.below_heads) && !has_heads(frame, bands, words) {
        let heads_more = |b: usize| heads_more_rows(&bands[..within.end], b, words);
        while run.start > within.start
            && inside(run.start - 1)
            && (follows(run.start) || heads_more(run.start))
        {
            run.start -= 1;
        }
    }
    let several_behind = (run.end..within.end).take(3).any(&several);
    let below = &bands[run.end..within.end];
    let gap = below.first().map_or(0.0, |b| b.size * gap_below(&bands[run.clone()], below, words, settings));
    let follows_heads = |b: usize| b == frame.bands.end && bands[b].top - bands[b - 1].bottom <= gap;
    if several_behind && !is_closed(frame, &bands[..within.end], words) {
        while run.end < within.end && inside(run.end) && (follows(run.end) || follows_heads(run.end)) {
            run.end += 1;
        }
    }
    if run == frame.bands {
        return run;
    }
    let found = trimmed(bands, lines, words, run, frame.sides, settings).unwrap_or(frame.bands.clone());
    found.start.min(frame.bands.start)..found.end.max(frame.bands.end)
}

/// Whether a band stands in no table, by what it says.
fn is_foreign(band: &Band, words: &[Word]) -> bool {
    /// What is around a page number is no farther from it than this, in ems: a row can have dashes around a value.
    const SPREAD: f32 = 4.0;
    if band.apart {
        return true;
    }
    let opening = text(words, &band.segments[0].words);
    let line = || {
        let own: Vec<usize> = band.segments.iter().flat_map(|s| s.words.iter().copied()).collect();
        let is_near = |pair: &[Segment]| pair[1].x0 - pair[0].x1 <= SPREAD * band.size;
        Some(text(words, &own)).filter(|line| band.segments.windows(2).all(is_near) || !is_page_number(line))
    };
    let origin = || {
        let texts: Vec<String> = band.segments.iter().map(|s| text(words, &s.words)).collect();
        tells_origin(&texts)
    };
    opens_notes(&opening)
        || is_apart(&opening)
        || is_filled_in(band, words)
        || band.segments.len() > 1 && origin()
        || band.segments.iter().any(|s| tells_page(&text(words, &s.words)))
        || band.segments.len() > 1 && line().is_some_and(|line| is_apart(&line) || tells_page(&line))
}

/// Whether all texts of a band are names before blank lines that are to be filled in: `Signature ______`.
fn is_filled_in(band: &Band, words: &[Word]) -> bool {
    let is_blank = |s: &Segment| {
        let text = text(words, &s.words);
        text.ends_with("___") && text.contains(char::is_alphabetic)
    };
    band.segments.len() > 1 && band.segments.iter().all(is_blank)
}

/// Where a run of bands without a high gap, a paragraph, a label or notes ends.
fn run_end(bands: &[Band], words: &[Word], settings: &Settings, from: usize) -> usize {
    let mut end = from;
    while end < bands.len() {
        let band = &bands[end];
        let parted = end > from && band.top - bands[end - 1].bottom > settings.high_gap * band.size;
        if parted && !heads_more_rows(&bands[from..], end - from, words) || is_foreign(band, words) {
            return end;
        }
        end += 1;
    }
    end
}

#[cfg(test)]
pub(super) mod tests {
    use super::super::bands::{bands, tests::drawn};
    use super::*;

    /// The first band of each frame and the one behind its last.
    pub(in super::super) fn extents(frames: &[Frame]) -> Vec<(usize, usize)> {
        frames.iter().map(|f| (f.bands.start, f.bands.end)).collect()
    }

    #[track_caller]
    pub(in super::super) fn check(text: &str, expected: &[(usize, usize)]) {
        let words = drawn(text);
        let bands = bands(&words, &Settings::text());
        assert_eq!(extents(&regions(&bands, &[], &words, &Settings::text(), Deadline::never())), expected);
    }

    #[test]
    fn the_rules_around_heads_are_of_the_table_below() {
        let text = "        2022   2023\nWheat     12      8\nMaize      3      4\nRice       5      6";
        let words = drawn(text);
        let bands = bands(&words, &Settings::text());
        let frame = |bands, sides| Frame { bands, sides: Some(sides), ..Frame::default() };
        let next = |first| is_of_next(&[first, frame(1..4, (0.0, 10.0))], &bands, &words);
        assert!(next(frame(0..1, (4.0, 10.0))));
        assert!(!next(frame(0..1, (0.0, 10.0))));
        let rows = frame(1..3, (4.0, 10.0));
        assert!(!is_of_next(&[rows, frame(3..4, (0.0, 10.0))], &bands, &words));
    }

    #[test]
    fn rules_under_heads_alone_make_no_table_of_their_own() {
        let text = "          2022  2023\n          tons  tons\nWheat       12     8\nMaize        3     4";
        let words = drawn(text);
        let bands = bands(&words, &Settings::text());
        let rule = |y| Line { y, x0: 5.0, x1: 10.0, drawn: true };
        let found = regions(&bands, &[rule(2.0), rule(3.0)], &words, &Settings::text(), Deadline::never());
        assert_eq!(extents(&found), [(0, 4)]);
        assert_eq!(found[0].sides, Some((0.0, 10.0)));
    }

    #[test]
    fn heads_of_groups_have_several_lines() {
        let are_lines = |text: &str| are_lines(&bands(&drawn(text), &Settings::text()));
        assert!(are_lines(" Percent\nchange in\n  2009"));
        assert!(!are_lines("Percent\n             change"));
        assert!(!are_lines("Percent\n\n\nchange"));
        assert!(!are_lines("Percent   2009\n    change"));
    }

    #[test]
    fn a_caption_below_the_first_rule_is_no_head() {
        let text = "Table 5. Inmates\nby sex\n           Inmates\n          1998  1999\nMale        12     8\nFemale       3     4";
        let words = drawn(text);
        let bands = bands(&words, &Settings::text());
        let rule = |(y, x0)| Line { y, x0, x1: 10.0, drawn: true };
        let rules = [(0.0, 0.0), (3.0, 5.0), (4.0, 0.0), (6.0, 0.0)].map(rule);
        let found = regions(&bands, &rules, &words, &Settings::text(), Deadline::never());
        assert_eq!(extents(&found), [(2, 6)]);
        assert_eq!(caption(&bands[2..], &words), 0);
    }

    #[test]
    fn a_larger_title_is_no_row() {
        let text = "State      2022  2023\nIowa         12     8\nOhio          3     4\nShort names\n\
                    CPI  Consumer prices\nGDP  Domestic product";
        let words = drawn(text);
        let mut bands = bands(&words, &Settings::page());
        let rules = [0.0, 1.0, 3.0].map(|y| Line { y, x0: 0.0, x1: 10.5, drawn: true });
        let first = |bands: &[Band]| {
            extents(&regions(bands, &rules, &words, &Settings::page(), Deadline::never()))[0]
        };
        assert_eq!(first(&bands), (0, 6));
        bands[3].size *= 1.5;
        assert_eq!(first(&bands), (0, 3));
    }

    #[test]
    fn a_merged_name_stands_left_of_its_rows() {
        let text = "      棉花单产   145\n农业\n      节水面积    12";
        let words = drawn(text);
        assert_eq!(rows_beside(&bands(&words, &Settings::text()), &words), Some((0.0, 10.0)));
    }

    #[test]
    fn the_rest_of_a_cell_below_a_page_break() {
        let rest = |lines: &str| {
            let text =
                format!("序号  名称        内容        投资\n{lines}\n1     甲          建设        30");
            let words = drawn(&text);
            let bands = bands(&words, &Settings::text());
            let (first, last) = (bands.first(), bands.last());
            is_rest(&bands[1..bands.len() - 1], first, last)
        };
        assert!(rest("                  改造管网\n                  十公里"));
        // A note stands at the left, and a paragraph over columns; one line can be a section.
        assert!(!rest("注：\n同上"));
        assert!(!rest("            本表的投资额均为概算数\n            以批复为准"));
        assert!(!rest("                  改造管网"));
    }

    #[test]
    fn blanks_to_be_filled_in_end_a_table() {
        let rows = "Cash      12      8\nGrants     3      4\nSum       15     12";
        check(&format!("{rows}\nSignature ______   Title ______"), &[(0, 3)]);
        check(&format!("{rows}\nOther    ______    ______"), &[(0, 4)]);
    }

    #[test]
    fn a_row_of_dashes_is_no_page_number() {
        let foreign = |text: &str| {
            let words = drawn(text);
            is_foreign(&bands(&words, &Settings::text())[0], &words)
        };
        assert!(foreign("—  3  —"));
        assert!(!foreign("—            316            —"));
        assert!(foreign("汉源县农业农村局            2021年2月27日印发"));
        assert!(foreign("ANEXO I-A-1            Página 12 de 14"));
    }

    #[test]
    fn prose_is_no_table() {
        check(
            "各镇人民政府，各街道办事处：\n    经区政府同意，现印发。\n\n    附件：1. 目标\n          2. 任务",
            &[],
        );
    }

    #[test]
    fn two_tables() {
        check("甲   1\n乙   2\n\n甲   1\n乙   2", &[(0, 2), (2, 4)]);
    }
}
