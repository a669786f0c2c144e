//! Words become bands: words of one height, from the left, in segments without a wide gap.

mod joins;
mod leaders;
mod signs;

use std::ops::Range;

use fenjie_model::At;

use self::joins::{Line, NEXT};
use self::signs::closes_bracket;
pub(super) use self::signs::is_dots;
use super::content::ends_in_dots;
use super::{Settings, Word};
use crate::table::rightward::as_read;

/// Words of one height. On a page several bands can belong to one row, for the lines of its cells differ in number.
#[derive(Debug, Clone, PartialEq, Default)]
pub(super) struct Band {
    /// The upper end of its words.
    pub(super) top: f32,
    /// The lower end of its words.
    pub(super) bottom: f32,
    /// The size of most of its words.
    pub(super) size: f32,
    /// From the left.
    pub(super) segments: Vec<Segment>,
    /// Whether it stands in no table, by what is around it: a line of a paragraph, or the title of the next table.
    pub(super) apart: bool,
}

/// Neighbours in a band without a wide gap.
#[derive(Debug, Clone, PartialEq, Default)]
pub(super) struct Segment {
    /// The left end.
    pub(super) x0: f32,
    /// The right end.
    pub(super) x1: f32,
    /// Indices of its words, from the left.
    pub(super) words: Vec<usize>,
}

/// The bands of a page from the top.
pub(super) fn bands(words: &[Word], settings: &Settings) -> Vec<Band> {
    let mut order: Vec<usize> = (0..words.len()).collect();
    order.sort_by(|&a, &b| words[a].bbox.centre_y().total_cmp(&words[b].bbox.centre_y()).then(a.cmp(&b)));
    let mut groups: Vec<(f32, Vec<usize>)> = Vec::new();
    for i in order {
        let y = words[i].bbox.centre_y();
        match groups.last_mut() {
            Some((at, group)) if y - *at <= settings.same_band * words[i].size.min(words[group[0]].size) => {
                group.push(i);
            }
            _ => groups.push((y, vec![i])),
        }
    }
    let mut lines: Vec<Vec<usize>> = groups.into_iter().map(|(_, group)| group).collect();
    for line in &mut lines {
        line.sort_by(|&a, &b| words[a].bbox.x0.total_cmp(&words[b].bbox.x0));
    }
    let leaders = match settings.is_of_page() {
        true => leaders::leaders(&lines, words),
        false => vec![Vec::new(); lines.len()],
    };
    lines.iter().zip(&leaders).map(|(line, leaders)| band(line, leaders, words, settings)).collect()
}

/// The band of a line, whose words are from the left, with its leaders of single dots.
fn band(group: &[usize], leaders: &[Range<usize>], words: &[Word], settings: &Settings) -> Band {
    let mut sizes: Vec<f32> = group.iter().map(|&i| words[i].size).collect();
    sizes.sort_by(f32::total_cmp);
    let size = sizes[sizes.len() / 2];
    let mut band = Band { top: f32::INFINITY, bottom: f32::NEG_INFINITY, size, ..Band::default() };
    let line = Line { group, leaders, words, em: size, settings };
    for (at, &i) in group.iter().enumerate() {
        let bbox = words[i].bbox;
        band.top = band.top.min(bbox.top);
        band.bottom = band.bottom.max(bbox.bottom);
        let is_first = band.segments.len() == 1;
        match band.segments.last_mut().filter(|segment| line.joins(at, segment, is_first)) {
            Some(segment) => {
                segment.x1 = segment.x1.max(bbox.x1);
                segment.words.push(i);
            }
            None => band.segments.push(Segment { x0: bbox.x0, x1: bbox.x1, words: vec![i] }),
        }
    }
    end_at_names(&mut band, words);
    band
}

/// A leader that runs up to its value ends wherever that begins, and tells no side of its column: its segment ends
/// with the name before it.
fn end_at_names(band: &mut Band, words: &[Word]) {
    for at in 1..band.segments.len() {
        let right = band.segments[at].x0;
        let led = &mut band.segments[at - 1];
        if right - led.x1 < NEXT * band.size && led.ends_in_leader(words) {
            let name = led.words.iter().map(|&i| &words[i]).rfind(|word| !is_dots(&word.text));
            led.x1 = name.map_or(led.x1, |word| word.bbox.x1);
        }
    }
}

impl Segment {
    /// Whether a leader runs from its text to what stands beside it.
    pub(super) fn ends_in_leader(&self, words: &[Word]) -> bool {
        let last = self.words.len().saturating_sub(leaders::FEWEST);
        let text = |i: &usize| words[*i].text.as_str();
        self.words.last().is_some_and(|i| ends_in_dots(text(i)))
            || self.words.len() >= leaders::FEWEST && self.words[last..].iter().all(|i| is_dots(text(i)))
    }
}

/// The text of some words of one line, a space where a gap stands for one.
pub(super) fn text(words: &[Word], of: &[usize]) -> String {
    /// A wider gap, in ems, is a space.
    const SPACE: f32 = 0.18;
    let mut out = String::new();
    let mut before: Option<&Word> = None;
    for &i in of {
        let word = &words[i];
        let is_apart = |before: &Word| {
            (word.spaced || word.bbox.x0 - before.bbox.x1 > SPACE * word.size)
                && !closes_bracket(before, word)
        };
        if before.is_some_and(is_apart) {
            out.push(' ');
        }
        out.push_str(&word.text);
        before = Some(word);
    }
    // The characters of a text file are in the order in which they are read.
    let drawn = of.first().is_some_and(|&i| matches!(words[i].at, At::Page { .. }));
    if drawn { as_read(out) } else { out }
}

#[cfg(test)]
pub(super) mod tests {
    use fenjie_model::Rect;

    use super::*;
    use crate::text::layout::{Widths, words::words};

    /// The words of a text drawn in a test.
    pub(crate) fn drawn(text: &str) -> Vec<Word> {
        let lines: Vec<(u32, &str)> = (1..).zip(text.lines()).collect();
        words(&lines, Widths::Terminal)
    }

    /// Which lines of a drawn text are marked as in no table.
    pub(crate) fn marked(text: &str, mark: fn(&mut [Band], &[Word])) -> Vec<usize> {
        let words = drawn(text);
        let mut bands = bands(&words, &Settings::text());
        mark(&mut bands, &words);
        (0..bands.len()).filter(|b| bands[*b].apart).collect()
    }

    #[track_caller]
    fn check(text: &str, expected: &[&[&str]]) {
        let all = drawn(text);
        let found: Vec<Vec<String>> = bands(&all, &Settings::text())
            .iter()
            .map(|b| b.segments.iter().map(|s| super::text(&all, &s.words)).collect())
            .collect();
        assert_eq!(found, expected);
    }

    #[test]
    fn one_space_stays_within_a_segment() {
        check("全 区   1855.0  —\n赵巷镇  17.2", &[&["全 区", "1855.0", "—"], &["赵巷镇", "17.2"]]);
    }

    #[test]
    fn a_sign_stands_with_its_amount() {
        check("Revenue  $      5,051  $  —  9%", &[&["Revenue", "$ 5,051", "$ —", "9%"]]);
        check("--  $      3,854", &[&["--", "$ 3,854"]]);
        check("2,547 $      65", &[&["2,547", "$ 65"]]);
        check("Unit  $      Price", &[&["Unit", "$", "Price"]]);
    }

    #[test]
    fn leaders_are_of_their_names() {
        check(
            "Oats  ......  12 Rye and maize  ......  8",
            &[&["Oats ......", "12", "Rye and maize ......", "8"]],
        );
        check("12  ......  8", &[&["12", "......", "8"]]);
    }

    #[test]
    fn a_leader_that_runs_up_to_its_value_ends_with_its_name() {
        let words = drawn("Oats ........ 12\nRye ......  1,234");
        let ends: Vec<f32> =
            bands(&words, &Settings::page()).iter().map(|band| band.segments[0].x1).collect();
        // Behind the second one stands a gap.
        assert_eq!(ends, [6.5, 5.0]);
        let near = drawn("Oats ........12");
        assert_eq!(bands(&near, &Settings::page())[0].segments.len(), 1);
    }

    #[test]
    fn what_follows_a_leader_is_a_text_of_its_own() {
        let texts = |line: &str| {
            let words = drawn(line);
            let band = &bands(&words, &Settings::page())[0];
            band.segments.iter().map(|s| super::text(&words, &s.words)).collect::<Vec<_>>()
        };
        assert_eq!(texts("Culvert pipe ...... each"), ["Culvert pipe ......", "each"]);
        assert_eq!(texts("Culvert pipe ... each"), ["Culvert pipe ... each"]);
    }

    #[test]
    fn a_bracket_closes_behind_its_number() {
        check("Loss   (755   )   (3.1  )%", &[&["Loss", "(755)", "(3.1)%"]]);
        check("Loss   (755)   )", &[&["Loss", "(755)", ")"]]);
    }

    #[test]
    fn a_raised_mark_is_in_its_band() {
        let word = |text: &str, x0: f32, top: f32, size: f32| Word {
            text: text.to_owned(),
            bbox: Rect::new(x0, top, x0 + size, top + size),
            size,
            spaced: false,
            at: At::Line(1),
        };
        let all = [word("8", 0.0, 10.0, 10.0), word("①", 10.0, 10.5, 6.0)];
        assert_eq!(bands(&all, &Settings::page()).len(), 1);
    }
}
