//! Segments that hold the texts of several columns are parted: heads side by side can stand a space apart.

use super::align::{Align, Column, over};
use crate::table::aligned::bands::{Band, Segment, text};
use crate::table::aligned::columns::Strip;
use crate::table::aligned::content::{closes, is_value, names_years};
use crate::table::aligned::piece::{Piece, pieces};
use crate::table::aligned::ruling::{Frame, Line};
use crate::table::aligned::settings::Lines;
use crate::table::aligned::{Settings, Word};
use crate::table::runs::EVEN;

/// Narrower gaps, in ems, are within words.
const NARROWEST: f32 = 0.25;
/// Texts of two columns are no farther off the alignment of theirs than this, in ems.
const OFF: f32 = 0.5;
/// How far texts side by side, as many as columns, may lie over the sides of theirs and off their alignment, in ems.
const APART: Slip = Slip { beyond: 0.1, off: 1.0 };
/// The same where they touch: each is wider than its column, and centred on it.
const TOUCHING: Slip = Slip { beyond: 0.8, off: 0.2 };

/// How far a text may be from where its column has it, in ems.
#[derive(Clone, Copy)]
struct Slip {
    beyond: f32,
    off: f32,
}

/// The bands of a page, their segments parted where a narrow gap lies over a separator, or between texts that are
/// aligned each with a column of its own. In a text the gap of one space is hardly ever one between columns.
pub(crate) fn parted(
    bands: &[Band],
    strips: &[Strip],
    frame: &Frame,
    words: &[Word],
    settings: &Settings,
) -> Vec<Band> {
    if settings.lines == Lines::Grid {
        return bands.to_vec();
    }
    let mut bands: Vec<Band> = bands.to_vec();
    let (_, columns) = pieces(&bands, strips, words, frame.sides, settings);
    let rules: Vec<&Line> = frame.partial().filter(|line| line.drawn).collect();
    for at in 0..bands.len() {
        let band = &bands[at];
        if is_phrase(band, words) && columns.len() > 3 {
            continue;
        }
        let below: Vec<&Line> = rules.iter().filter(|rule| is_right_below(rule, band)).copied().collect();
        let heads = &bands[at + 1..];
        let parts = |s: &Segment| match below.iter().any(|rule| heads_group(band, s, rule))
            || spans_heads(s, band, heads, words)
        {
            true => vec![s.clone()],
            false => by_columns(s, band.size, strips, &columns, words),
        };
        bands[at].segments = band.segments.iter().flat_map(parts).collect();
    }
    bands
}

/// Whether a rule is right below a band.
fn is_right_below(rule: &Line, band: &Band) -> bool {
    /// No farther than this, in ems.
    const BELOW: f32 = 1.0;
    (-0.3 * band.size..=BELOW * band.size).contains(&(rule.y - band.bottom))
}

/// Whether a text heads a group of columns: it stands alone, in the middle, over a rule right below it that reaches beyond
/// it.
fn heads_group(band: &Band, segment: &Segment, rule: &Line) -> bool {
    /// The rule ends this much beyond it at least, in ems.
    const BEYOND: f32 = 1.0;
    /// How far off the middle the text may be, in ems.
    const OFF: f32 = 1.0;
    let em = band.size;
    let [left, right] = [segment.x0 - rule.x0, rule.x1 - segment.x1];
    let alone = || band.segments.iter().filter(|s| s.x0 < rule.x1 && rule.x0 < s.x1).count() == 1;
    left.min(right) >= BEYOND * em && (left - right).abs() <= 2.0 * OFF * em && alone()
}

/// Whether a text of words an even space apart is in the middle over several heads right below it, none of which it is a line
/// of: those of one head have their words over one middle, or begin or end at one place.
fn spans_heads(segment: &Segment, band: &Band, below: &[Band], words: &[Word]) -> bool {
    /// A wider gap than this, in ems, is no space, and the spaces of one text differ by no more than this.
    const SPACE: (f32, f32) = (0.4, 0.05);
    /// How far off the middle the text may be, in ems, and how far its words from being a line of the heads.
    const OFF: (f32, f32) = (0.6, 0.15);
    /// The heads are in one of so many bands below it, no farther than this, in ems.
    const NEAR: (usize, f32) = (2, 1.6);
    let em = band.size;
    let gaps = || segment.words.windows(2).map(|pair| gap(&words[pair[0]], &words[pair[1]]));
    let (least, most) = gaps().fold((f32::INFINITY, f32::NEG_INFINITY), |(l, m), g| (l.min(g), m.max(g)));
    if most > SPACE.0 * em || most - least > SPACE.1 * em {
        return false;
    }
    let under = |b: &Band| -> Vec<Segment> {
        let is_under = |s: &&Segment| s.x0 < segment.x1 && segment.x0 < s.x1;
        b.segments.iter().filter(is_under).cloned().collect()
    };
    let near = below.iter().take(NEAR.0).take_while(|b| b.top - band.bottom <= NEAR.1 * em);
    let Some(heads) = near.map(under).find(|own| !own.is_empty()) else { return false };
    let ([first, .., last], names) = (heads.as_slice(), heads.iter().map(|s| text(words, &s.words))) else {
        return false;
    };
    let middle = |a: f32, b: f32| f32::midpoint(a, b);
    let is_over = (middle(segment.x0, segment.x1) - middle(first.x0, last.x1)).abs() <= OFF.0 * em;
    let parts = cut(segment, words, |a, b| {
        let centre = |w: &Word| heads.iter().take_while(|s| s.x1 < w.bbox.centre_x()).count();
        centre(a) != centre(b)
    });
    let is_line = |of: &dyn Fn(&Segment) -> f32| {
        let same = |(part, head): (&Segment, &Segment)| (of(part) - of(head)).abs() <= OFF.1 * em;
        parts.len() == heads.len() && parts.iter().zip(&heads).all(same)
    };
    is_over
        && names.into_iter().all(|name| !is_value(&name) || names_years(&name))
        && !is_line(&|s| middle(s.x0, s.x1))
        && !is_line(&|s| s.x0)
        && !is_line(&|s| s.x1)
}

/// Whether a band has nothing but two words a space apart, which stand over one column each by chance.
fn is_phrase(band: &Band, words: &[Word]) -> bool {
    /// A wider gap than this, in ems, is no space.
    const SPACE: f32 = 0.4;
    let [Segment { words: own, .. }] = band.segments.as_slice() else { return false };
    let [a, b] = own.as_slice() else { return false };
    let is_latin = |i: &usize| words[*i].text.chars().all(|c| c.is_ascii_alphabetic());
    gap(&words[*a], &words[*b]) <= SPACE * band.size && is_latin(a) && is_latin(b)
}

fn gap(a: &Word, b: &Word) -> f32 {
    b.bbox.x0 - a.bbox.x1
}

/// A segment in parts, cut where two neighbouring words are apart.
fn cut(segment: &Segment, words: &[Word], apart: impl Fn(&Word, &Word) -> bool) -> Vec<Segment> {
    segment
        .words
        .chunk_by(|&a, &b| !apart(&words[a], &words[b]))
        .map(|own| Segment {
            x0: own.iter().map(|&i| words[i].bbox.x0).fold(f32::INFINITY, f32::min),
            x1: own.iter().map(|&i| words[i].bbox.x1).fold(f32::NEG_INFINITY, f32::max),
            words: own.to_vec(),
        })
        .collect()
}

/// A segment in one part for each column, where all of them are aligned with theirs; else as it is.
fn by_columns(
    segment: &Segment,
    em: f32,
    strips: &[Strip],
    columns: &[Column],
    words: &[Word],
) -> Vec<Segment> {
    let column = |w: &Word| {
        let centre = w.bbox.centre_x();
        columns[..columns.len() - 1]
            .iter()
            .take_while(|c| f32::midpoint(c.right.0, c.right.1) <= centre)
            .count()
    };
    let goes_on = |pair: &[Segment]| closes(&text(words, &pair[0].words), &text(words, &pair[1].words));
    // Heads that are wider than their columns touch the next one's, or lie over its ends.
    let touching = cut(segment, words, |a, b| gap(a, b).abs() > EVEN * em);
    if one_each(&touching, em, columns, TOUCHING) && !touching.windows(2).any(goes_on) {
        return touching;
    }
    let texts = cut(segment, words, |a, b| gap(a, b) > NARROWEST * em);
    if one_each(&texts, em, columns, APART) && !texts.windows(2).any(goes_on) {
        return texts;
    }
    let parts = cut(segment, words, |a, b| gap(a, b) > NARROWEST * em && column(a) != column(b));
    let aligned = |part: &Segment| {
        let c = column(&words[part.words[0]]);
        if part.words.iter().any(|&i| column(&words[i]) != c) {
            return false;
        }
        let piece = Piece {
            x0: part.x0,
            x1: part.x1,
            text: text(words, &part.words),
            value: is_value(&text(words, &part.words)),
            from: c,
            to: c + 1,
            own: (c, c + 1),
            ..Piece::default()
        };
        let off = columns[c].off(&piece).min(over(&piece, columns, c, c + 1));
        off <= OFF * em || columns[c].align == Align::Ragged
    };
    let broken = |pair: &[Segment]| {
        let over = |s: &&Strip| pair[0].x1 <= s.middle() && s.middle() <= pair[1].x0;
        let ragged = |s: &Segment| columns[column(&words[s.words[0]])].align == Align::Ragged;
        goes_on(pair) || pair.iter().any(ragged) && !strips.iter().any(|s| over(&s))
    };
    if parts.windows(2).any(broken) {
        return vec![segment.clone()];
    }
    // `94%左右` can begin at the left of a column whose numbers end at the right.
    let values = |pair: &[Segment]| {
        pair.iter().all(|s| is_value(&text(words, &s.words)))
            && strips.iter().any(|s| pair[0].x1 <= s.x1 && s.x0 <= pair[1].x0)
    };
    let apart = parts.iter().all(aligned) || parts.windows(2).all(values);
    if parts.len() > 1 && apart { parts } else { vec![segment.clone()] }
}

/// Whether there are as many texts as columns in their reach, and each lies within the sides of its own, near its
/// middle.
fn one_each(texts: &[Segment], em: f32, columns: &[Column], slip: Slip) -> bool {
    let (Some(first), Some(last)) = (texts.first(), texts.last()) else { return false };
    let from = columns.iter().take_while(|c| c.right.1 < f32::midpoint(first.x0, first.x1)).count();
    let to = columns.iter().take_while(|c| c.left.0 <= f32::midpoint(last.x0, last.x1)).count();
    let within = |(k, s): (usize, &Segment)| {
        let (c, column) = (from + k, &columns[from + k]);
        let piece = Piece { x0: s.x0, x1: s.x1, from: c, to: c + 1, own: (c, c + 1), ..Piece::default() };
        s.x0 >= column.left.0 - slip.beyond * em
            && s.x1 <= column.right.1 + slip.beyond * em
            && column.off(&piece).min(over(&piece, columns, c, c + 1)) <= slip.off * em
    };
    texts.len() > 1 && from + texts.len() == to && texts.iter().enumerate().all(within)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::table::aligned::bands::bands;
    use crate::table::aligned::columns::separators;
    use fenjie_model::{At, Rect};

    /// Heads with their left ends above two rows of values; the heads' texts as parted.
    #[track_caller]
    fn check(heads: &[(&str, f32)], values: &[f32], expected: &[&str]) {
        check_over(&[], heads, values, expected);
    }

    /// The same, with rules at their heights, from and to an x.
    #[track_caller]
    fn check_over(rules: &[(f32, f32, f32)], heads: &[(&str, f32)], values: &[f32], expected: &[&str]) {
        let word = |text: &str, x0: f32, top: f32| {
            let bbox = Rect::new(x0, top, x0 + 10.0 * text.chars().count() as f32, top + 10.0);
            Word { text: text.to_owned(), bbox, size: 10.0, at: At::Page { page: 1, bbox } }
        };
        let mut words: Vec<Word> = heads.iter().map(|&(text, x0)| word(text, x0, 0.0)).collect();
        for row in [20.0, 40.0] {
            words.extend(values.iter().map(|&x0| word("12", x0, row)));
        }
        let settings = Settings::page();
        let all = bands(&words, &settings);
        let frame = Frame {
            sides: Some((0.0, 200.0)),
            lines: rules.iter().map(|&(y, x0, x1)| Line { y, x0, x1, drawn: true }).collect(),
            ..Frame::default()
        };
        let parted = parted(&all, &separators(&all), &frame, &words, &settings);
        let found: Vec<String> = parted[0].segments.iter().map(|s| text(&words, &s.words)).collect();
        assert_eq!(found, expected);
    }

    #[test]
    fn heads_a_space_apart() {
        check(&[("工业投资额", 0.0), ("服务业投资", 54.0)], &[15.0, 69.0], &["工业投资额", "服务业投资"]);
    }

    #[test]
    fn the_head_of_a_group_over_its_rule() {
        let heads = [("工业投资额", 20.0), ("服务业投资", 74.0)];
        check_over(&[], &heads, &[35.0, 89.0], &["工业投资额", "服务业投资"]);
        let whole = ["工业投资额 服务业投资"];
        check_over(&[(14.0, 0.0, 144.0)], &heads, &[35.0, 89.0], &whole);
        // A rule of another head, and one far below.
        check_over(&[(14.0, 60.0, 144.0)], &heads, &[35.0, 89.0], &["工业投资额", "服务业投资"]);
        check_over(&[(34.0, 0.0, 144.0)], &heads, &[35.0, 89.0], &["工业投资额", "服务业投资"]);
    }

    #[test]
    fn heads_that_break_in_their_brackets() {
        let heads = [("长度（公", 0.0), ("利用率（", 44.0)];
        check(&heads, &[10.0, 54.0], &["长度（公", "利用率（"]);
        check(&[("长度（公", 0.0), ("里）合计", 44.0)], &[10.0, 54.0], &["长度（公 里）合计"]);
    }

    #[test]
    fn heads_wider_than_their_columns() {
        // Each on the middle of its column, so that they overlap.
        let heads = [("水质达标天数", 0.0), ("空气质量优良天数", 58.0)];
        check(&heads, &[20.0, 88.0], &["水质达标天数", "空气质量优良天数"]);
        check(&heads, &[20.0, 52.0], &["水质达标天数空气质量优良天数"]);
    }

    #[test]
    fn one_head_with_a_space() {
        check(&[("２０２４", 24.0), ("年度工作", 68.0)], &[0.0, 116.0], &["２０２４ 年度工作"]);
    }
}
