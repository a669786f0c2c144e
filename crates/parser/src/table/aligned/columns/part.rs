//! Segments that hold the texts of several columns are parted: heads side by side can stand a space apart.

mod groups;

use self::groups::{at_ends, heads_group, is_over, is_right_above, is_right_below, spans_heads};
use super::align::{Align, Column, over};
use crate::table::aligned::bands::{Band, Segment, is_dots, text};
use crate::table::aligned::columns::Strip;
use crate::table::aligned::content::{closes, ends_in_dots, is_value};
use crate::table::aligned::piece::{Piece, pieces};
use crate::table::aligned::ruling::{Frame, Line};
use crate::table::aligned::settings::Lines;
use crate::table::aligned::{Settings, Word};
use crate::table::runs::EVEN;

/// Narrower gaps, in ems, are within words.
const NARROWEST: f32 = 0.25;
/// Texts of two columns are no farther off the alignment of theirs than this, in ems.
const OFF: f32 = 0.5;
/// The head of a group is in one of so many bands above those of its columns.
const NEAR_HEADS: usize = 2;
/// Two columns, or two texts, can be a space apart by chance.
const FEWEST: usize = 2;
/// Texts begin or end at one place within this many ems.
const SAME: f32 = 0.1;
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
    let rules: Vec<&Line> = frame.partial().filter(|line| line.drawn).collect();
    let texts = |bands: &[Band]| bands.iter().map(|b| b.segments.len()).sum::<usize>();
    let before = texts(&bands);
    part(&mut bands, &rules, strips, frame, words, settings, By::Side);
    if texts(&bands) > before {
        // Texts that were parted tell more of their columns.
        part(&mut bands, &rules, strips, frame, words, settings, By::Gap);
    }
    bands
}

/// What tells where a text is parted.
#[derive(Clone, Copy, PartialEq)]
enum By {
    /// The sides of columns.
    Side,
    /// These, and gaps that are no spaces.
    Gap,
}

/// The same, as the columns are known from the bands as they are.
fn part(
    bands: &mut [Band],
    rules: &[&Line],
    strips: &[Strip],
    frame: &Frame,
    words: &[Word],
    settings: &Settings,
    by: By,
) {
    let (_, columns) = pieces(bands, strips, words, frame.sides, settings);
    let mut begins: Vec<f32> = bands.iter().flat_map(|b| &b.segments).map(|s| s.x0).collect();
    begins.sort_by(f32::total_cmp);
    let known = Known { strips, columns: &columns, begins: &begins, by };
    for at in 0..bands.len() {
        let band = &bands[at];
        if is_phrase(band, words) && columns.len() > 3 {
            continue;
        }
        let below: Vec<&Line> = rules.iter().filter(|rule| is_right_below(rule, band)).copied().collect();
        let heads = &bands[at + 1..];
        let parts = |s: Segment| match below.iter().any(|rule| heads_group(band, &s, rule))
            || spans_heads(&s, band, heads, words)
        {
            true => vec![s],
            false => by_columns(&s, band.size, &known, words),
        };
        let above = &bands[at.saturating_sub(NEAR_HEADS)..at];
        let ends: Vec<f32> = rules
            .iter()
            .filter(|rule| is_right_above(rule, band) && above.iter().any(|b| is_over(b, rule)))
            .flat_map(|rule| [rule.x0, rule.x1])
            .collect();
        let at_ends = |s: &Segment| at_ends(s, &ends, band.size, strips, words);
        bands[at].segments = band.segments.iter().flat_map(at_ends).flat_map(parts).collect();
    }
}

/// What is known of the columns.
struct Known<'a> {
    /// The gaps between them.
    strips: &'a [Strip],
    /// How their texts lie.
    columns: &'a [Column],
    /// Where texts begin, ascending.
    begins: &'a [f32],
    by: By,
}

impl Known<'_> {
    /// Whether several texts begin at a place.
    fn begins_at(&self, x: f32, em: f32) -> bool {
        /// So many tell it.
        const FEWEST: usize = 2;
        let first = self.begins.partition_point(|begin| *begin < x - SAME * em);
        self.begins[first..].iter().take_while(|begin| **begin <= x + SAME * em).count() >= FEWEST
    }
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
fn by_columns(segment: &Segment, em: f32, known: &Known<'_>, words: &[Word]) -> Vec<Segment> {
    let Known { strips, columns, by, .. } = *known;
    let sides = sides(segment, em, columns, words);
    let column = |w: &Word| sides.iter().take_while(|side| **side <= w.bbox.centre_x()).count();
    let goes_on = |pair: &[Segment]| closes(&text(words, &pair[0].words), &text(words, &pair[1].words));
    // Heads that are wider than their columns touch the next one's, or lie over its ends.
    let touching = cut(segment, words, |a, b| gap(a, b).abs() > EVEN * em);
    let is_first = by == By::Side;
    if is_first && one_each(&touching, em, columns, TOUCHING) && !touching.windows(2).any(goes_on) {
        return touching;
    }
    let texts = cut(segment, words, |a, b| gap(a, b) > NARROWEST * em);
    if is_first && one_each(&texts, em, columns, APART) && !texts.windows(2).any(goes_on) {
        return texts;
    }
    let parts = cut(segment, words, |a, b| gap(a, b) > NARROWEST * em && column(a) != column(b));
    let wide = wide_gap(segment, em, words);
    // Of words alone each could as well go on the other.
    let has_amount = parts.iter().any(|s| text(words, &s.words).starts_with(|c: char| c.is_ascii_digit()));
    let is_apart = |k: usize| {
        let beside = &parts[k.saturating_sub(1)..(k + 2).min(parts.len())];
        has_amount && columns.len() > FEWEST && beside.windows(2).all(|pair| pair[1].x0 - pair[0].x1 >= wide)
    };
    let aligned = |(k, part): (usize, &Segment)| {
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
        // Between gaps that are no spaces it may begin where others do, or name the row.
        let begins = (c, columns[c].align) == (0, Align::Left) || known.begins_at(part.x0, em);
        off <= OFF * em || columns[c].align == Align::Ragged || begins && is_apart(k)
    };
    let broken = |pair: &[Segment]| {
        let over = |s: &&Strip| pair[0].x1 <= s.middle() && s.middle() <= pair[1].x0;
        let ragged = |s: &Segment| columns[column(&words[s.words[0]])].align == Align::Ragged;
        goes_on(pair) || pair.iter().any(ragged) && !strips.iter().any(|s| over(&s))
    };
    let are_apart = is_first || (0..parts.len()).all(is_apart);
    if !are_apart || parts.windows(2).any(broken) {
        return vec![segment.clone()];
    }
    // `94%左右` can begin at the left of a column whose numbers end at the right.
    let values = |pair: &[Segment]| {
        pair.iter().all(|s| is_value(&text(words, &s.words)))
            && strips.iter().any(|s| pair[0].x1 <= s.x1 && s.x0 <= pair[1].x0)
    };
    let apart = parts.iter().enumerate().all(aligned) || parts.windows(2).all(values);
    if parts.len() > 1 && apart { parts } else { vec![segment.clone()] }
}

/// Where a text is parted at the sides of columns but the last one: in its widest gap that such a side can lie in, if it is
/// no space, else in the middle of where that lies.
fn sides(segment: &Segment, em: f32, columns: &[Column], words: &[Word]) -> Vec<f32> {
    let wide = wide_gap(segment, em, words);
    let ends = || segment.words.windows(2).map(|pair| (words[pair[0]].bbox.x1, words[pair[1]].bbox.x0));
    let side = |column: &Column| {
        let (from, to) = column.right;
        let in_reach = ends().filter(|(x0, x1)| x1 - x0 >= wide && *x0 < to && from < *x1);
        let widest = in_reach.max_by(|a, b| (a.1 - a.0).total_cmp(&(b.1 - b.0)));
        let (from, to) = widest.unwrap_or((from, to));
        f32::midpoint(from, to)
    };
    columns[..columns.len() - 1].iter().map(side).collect()
}

/// How wide a gap between the words of a text is at least that is no space, in points. Where a leader runs nothing tells it.
fn wide_gap(segment: &Segment, em: f32, words: &[Word]) -> f32 {
    /// As wide as this in ems, and so many times the narrowest one.
    const WIDE: f32 = 0.4;
    const WIDER: f32 = 1.5;
    let is_led = |text: &str| is_dots(text) || ends_in_dots(text);
    if segment.words.iter().any(|&word| is_led(&words[word].text)) {
        return f32::INFINITY;
    }
    let gaps = segment.words.windows(2).map(|pair| gap(&words[pair[0]], &words[pair[1]]));
    let narrowest = gaps.filter(|gap| *gap > 0.0).fold(f32::INFINITY, f32::min);
    (WIDER * narrowest).max(WIDE * em)
}

/// Whether there are as many texts as columns in their reach, and each lies within the sides of its own, near its
/// middle, or all begin or end where the texts of theirs do.
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
    let level = |end: fn(&Segment) -> f32, side: fn(&Column) -> f32| {
        let is_level = |(k, s): (usize, &Segment)| (end(s) - side(&columns[from + k])).abs() <= SAME * em;
        texts.len() > FEWEST && texts.iter().enumerate().all(is_level)
    };
    texts.len() > 1
        && from + texts.len() == to
        && (texts.iter().enumerate().all(within) || level(|s| s.x1, |c| c.x1) || level(|s| s.x0, |c| c.x0))
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
        let row: Vec<(&str, f32)> = values.iter().map(|&x0| ("12", x0)).collect();
        check_rows(rules, &[heads, &row, &row], expected);
    }

    /// The texts of the first of some rows as parted.
    #[track_caller]
    fn check_rows(rules: &[(f32, f32, f32)], rows: &[&[(&str, f32)]], expected: &[&str]) {
        assert_eq!(parted_rows(rules, rows)[0], expected);
    }

    /// The texts of all of them.
    fn parted_rows(rules: &[(f32, f32, f32)], rows: &[&[(&str, f32)]]) -> Vec<Vec<String>> {
        let word = |text: &str, x0: f32, top: f32| {
            let bbox = Rect::new(x0, top, x0 + 10.0 * text.chars().count() as f32, top + 10.0);
            Word { text: text.to_owned(), bbox, size: 10.0, spaced: false, at: At::Page { page: 1, bbox } }
        };
        let tops = (0u8..).map(|row| 20.0 * f32::from(row));
        let words: Vec<Word> = (rows.iter().zip(tops))
            .flat_map(|(row, top)| row.iter().map(move |&(text, x0)| word(text, x0, top)))
            .collect();
        let settings = Settings::page();
        let all = bands(&words, &settings);
        let frame = Frame {
            sides: Some((0.0, 200.0)),
            lines: rules.iter().map(|&(y, x0, x1)| Line { y, x0, x1, drawn: true }).collect(),
            ..Frame::default()
        };
        let parted = parted(&all, &separators(&all), &frame, &words, &settings);
        let texts = |b: &Band| b.segments.iter().map(|s| text(&words, &s.words)).collect();
        parted.iter().map(texts).collect()
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
    fn a_gap_that_is_no_space_parts_a_name_from_its_value() {
        // The values of the first column tell nothing of its left side.
        let below = |name: &'static str, last: &'static str| {
            [(name, 0.0), ("12", 200.0), (last, 290.0 - 10.0 * last.len() as f32)]
        };
        let row = [("Whites", 0.0), ("single", 62.6), ("racings", 125.2), ("12", 200.0), ("12", 270.0)];
        let rows = [&row[..], &below("Ann", "5"), &below("Barbara", "123"), &below("Eve", "12")];
        check_rows(&[], &rows, &["Whites single racings", "12", "12"]);
    }

    #[test]
    fn texts_that_begin_where_others_do() {
        let line = |x: f32| [("12345", 200.0), ("Not", x), ("any", x + 32.6)];
        check(&line(255.0), &[0.0, 200.0, 255.0], &["12345", "Not any"]);
        check(&line(257.0), &[0.0, 200.0, 255.0], &["12345 Not any"]);
    }

    #[test]
    fn heads_that_end_where_their_values_do() {
        let heads = |last: f32| [("Filled", 60.0), ("Vaca", 125.0), ("Rate", last)];
        check(&heads(170.0), &[0.0, 100.0, 145.0, 190.0], &["Filled", "Vaca", "Rate"]);
        check(&heads(172.0), &[0.0, 100.0, 145.0, 190.0], &["Filled Vaca Rate"]);
    }

    #[test]
    fn a_rule_over_a_group_ends_between_two_heads() {
        let heads = [("FY", 70.0), ("10", 93.0), ("Amount", 117.0)];
        let texts = |rule: (f32, f32, f32), group: (&str, f32)| {
            let row = [("12", 0.0), ("12", 60.0), ("12", 120.0)];
            parted_rows(&[rule], &[&[group], &heads, &row, &row])[1].clone()
        };
        let (parts, whole) = (["FY 10", "Amount"], ["FY 10 Amount"]);
        assert_eq!(texts((18.0, 116.0, 200.0), ("Change", 128.0)), parts);
        // It ends in the midst of a head, is far above, or underlines a text.
        assert_eq!(texts((18.0, 130.0, 200.0), ("Change", 135.0)), whole);
        assert_eq!(texts((4.0, 116.0, 200.0), ("Change", 128.0)), whole);
        assert_eq!(texts((18.0, 116.0, 200.0), ("Changing", 118.0)), whole);
    }

    #[test]
    fn one_head_with_a_space() {
        check(&[("２０２４", 24.0), ("年度工作", 68.0)], &[0.0, 116.0], &["２０２４ 年度工作"]);
    }
}
