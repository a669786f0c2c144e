//! Which bands of a page are the lines of paragraphs: sentences over the gaps of the tables above or below.

use std::ops::Range;

use fenjie_model::text::is_cjk;

use crate::table::aligned::Word;
use crate::table::aligned::bands::Band;
use crate::table::aligned::content::is_value;

/// A line of sentences has so many words.
const LONG: usize = 10;
/// So many characters of Chinese are as long as a word.
const CHARACTERS: usize = 2;
/// The lines of narrow paragraphs may have as few, where there are so many.
pub(crate) const NARROW: (usize, usize) = (4, 4);
/// A wider gap than this, in ems, parts columns: the words of a line stand a space apart, a wide one where it is justified.
const PARTED: f32 = 1.2;
/// The spaces of a justified line differ by no more than this, in ems, and are not wider.
const JUSTIFIED: (f32, f32) = (0.3, 3.0);
/// The lines of a paragraph begin at one place, and follow each other alike, within this many ems.
const SAME: f32 = 0.3;
/// The first line of a paragraph is indented by no more than this, in ems.
const INDENT: f32 = 8.0;
/// So many bands above and below a line stand those whose gaps tell of columns.
const NEAR: usize = 40;

/// Whether a band is a line of sentences. In the columns of a table words stand farther apart, or leaders run between them.
pub(crate) fn is_line(band: &Band, words: &[Word], least: usize) -> bool {
    let own = || band.segments.iter().flat_map(|s| &s.words).map(|w| words[*w].text.as_str());
    let values = || own().filter(|word| is_value(word)).count();
    let length: usize =
        own().map(|word| (word.chars().filter(|c| is_cjk(*c)).count() / CHARACTERS).max(1)).sum();
    let leads =
        || band.segments.split_last().is_some_and(|(_, led)| led.iter().any(|s| s.ends_in_leader(words)));
    !is_parted(band, words) && length >= least && 3 * values() < length && !leads()
}

/// Whether texts of a band stand apart. The spaces of a justified line can be wide, all alike.
pub(crate) fn is_parted(band: &Band, words: &[Word]) -> bool {
    let apart = band.segments.windows(2).any(|w| w[1].x0 - w[0].x1 > PARTED * band.size);
    apart && !is_justified(band, words)
}

fn is_justified(band: &Band, words: &[Word]) -> bool {
    let own: Vec<usize> = band.segments.iter().flat_map(|s| s.words.iter().copied()).collect();
    let gaps = own.windows(2).map(|w| (words[w[1]].bbox.x0 - words[w[0]].bbox.x1) / band.size);
    let (least, most) = gaps.fold((f32::INFINITY, f32::NEG_INFINITY), |(l, m), gap| (l.min(gap), m.max(gap)));
    // Chinese is written without spaces: what stands apart in its lines are heads over columns of like width.
    let chinese = own.iter().filter(|w| words[**w].text.chars().all(is_cjk)).count();
    own.len() >= NARROW.0 && 2 * chinese < own.len() && most - least <= JUSTIFIED.0 && most <= JUSTIFIED.1
}

/// Whether most of some bands are lines of sentences.
pub(super) fn is_prose(bands: &[Band], words: &[Word]) -> bool {
    let lines = bands.iter().filter(|b| is_line(b, words, LONG)).count();
    lines > 1 && 2 * lines >= bands.len()
}

/// Marks the bands that are lines of paragraphs of two lines or more. The lines of a text in a column lie over none of the
/// gaps beside it.
pub(crate) fn mark(bands: &mut [Band], words: &[Word]) {
    let mut at = 0;
    while at < bands.len() {
        let end = end(bands, words, at);
        let is_long = end > at + 1 && is_line(&bands[at], words, LONG);
        if (is_long || end - at >= NARROW.1) && lies_over_gaps(bands, at..end, words) {
            bands[at..end].iter_mut().for_each(|band| band.apart = true);
        }
        at = end.max(at + 1);
    }
}

/// The band behind the paragraph that begins with a band.
fn end(bands: &[Band], words: &[Word], first: usize) -> usize {
    if !is_line(&bands[first], words, NARROW.0) || stands_in_columns(bands, first, words) {
        return first;
    }
    let from = |b: usize| bands[b].segments[0].x0;
    let to = |b: usize| bands[b].segments.last().map_or(0.0, |s| s.x1);
    let mut end = first + 1;
    while end < bands.len() {
        let (above, band) = (&bands[end - 1], &bands[end]);
        let same = SAME * band.size;
        let pitch = band.top - above.top;
        let follows = match end - first {
            1 => pitch < 2.0 * band.size,
            _ => (pitch - (above.top - bands[end - 2].top)).abs() <= same,
        };
        // The first line may be indented, and the last one is as short as it is.
        let indent = from(end - 1) - from(end);
        let begins = indent.abs() <= same || end == first + 1 && (0.0..INDENT * band.size).contains(&indent);
        if !follows
            || !begins
            || is_parted(band, words)
            || stands_in_columns(bands, end, words)
            || (band.size - above.size).abs() > same
        {
            break;
        }
        end += 1;
        if !is_line(band, words, NARROW.0) || to(end - 1) < to(first) - 0.25 * (to(first) - from(first)) {
            break;
        }
    }
    end
}

/// Whether the texts of a band that stand a little apart begin where those of the nearest band above or below do.
fn stands_in_columns(bands: &[Band], at: usize, words: &[Word]) -> bool {
    let band = &bands[at];
    let begins = |other: &Band| {
        let other = |x: f32| other.segments.iter().any(|s| (s.x0 - x).abs() <= SAME * band.size);
        band.segments.iter().skip(1).all(|s| other(s.x0))
    };
    let parted = |b: &&Band| is_parted(b, words);
    let above = || bands[..at].iter().rev().take(NEAR).find(parted);
    let below = || bands[at + 1..].iter().take(NEAR).find(parted);
    band.segments.len() > 1 && (above().is_some_and(begins) || below().is_some_and(begins))
}

/// Whether a line of a paragraph lies over a gap between the texts of the nearest band above or below that has one.
fn lies_over_gaps(bands: &[Band], paragraph: Range<usize>, words: &[Word]) -> bool {
    let own =
        bands[paragraph.clone()].iter().filter_map(|b| Some((b.segments.first()?.x0, b.segments.last()?.x1)));
    let (x0, x1) = own.fold((f32::INFINITY, f32::NEG_INFINITY), |(l, r), (x0, x1)| (l.min(x0), r.max(x1)));
    let parted = |b: &&Band| is_parted(b, words);
    let above = bands[..paragraph.start].iter().rev().take(NEAR).find(parted);
    let below = bands[paragraph.end..].iter().take(NEAR).find(parted);
    let gaps = above.into_iter().chain(below).flat_map(|b| b.segments.windows(2));
    gaps.into_iter().any(|pair| x0 < pair[0].x1 && pair[1].x0 < x1)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::table::aligned::Settings;
    use crate::table::aligned::bands::{
        bands,
        tests::{drawn, marked},
    };

    const LINE: &str = "the rows above hold what farms sold in each of the years";

    #[test]
    fn sentences_are_prose_and_rows_are_none() {
        let prose = |text: &str| {
            let words = drawn(text);
            is_prose(&bands(&words, &Settings::text()), &words)
        };
        assert!(prose(&format!("{LINE}\n{LINE}")));
        assert!(!prose(LINE));
        assert!(!prose(&format!("{LINE}    12\n{LINE}    13")));
        assert!(!prose("wheat 1 2 3 4 5 6 7 8 9\nmaize 1 2 3 4 5 6 7 8 9"));
    }

    #[track_caller]
    fn check(text: &str, expected: &[usize]) {
        assert_eq!(marked(text, mark), expected);
    }

    #[test]
    fn a_paragraph_between_tables() {
        let rows = "wheat      12      8\nmaize       3      4";
        check(&format!("{rows}\n{LINE}\n{LINE}\nsince then\n{rows}"), &[2, 3, 4]);
        check(&format!("{rows}\n   {LINE}\nand later\nTable 2\n{rows}"), &[2, 3]);
        check(&format!("{rows}\n{LINE}\n{rows}"), &[]);
    }

    #[test]
    fn texts_that_begin_where_those_of_the_rows_do_are_rows() {
        let rows = "wheat         what farms sold in each of the years\nmaize         what was left";
        let near = "what the ten or so rows above hold  what farms sold in each of the years";
        check(&format!("{rows}\n{near}\n{near}\n{rows}"), &[2, 3]);
        let table = "wheat                               sold in each of the years\nmaize                               left";
        check(&format!("{table}\n{near}\n{near}\n{table}"), &[]);
    }

    #[test]
    fn a_row_with_a_leader_is_no_line() {
        let rows = "wheat      12      8\nmaize       3      4";
        let total = "all that farms sold in each of the ten years ........";
        check(&format!("{rows}\n{total} 5,462\n{LINE}\n{LINE}"), &[3, 4]);
        check(&format!("{rows}\n{} 5,462\n{LINE}\n{LINE}", &total[..44]), &[2, 3, 4]);
    }

    #[test]
    fn a_paragraph_in_chinese() {
        let rows = "甲镇      12      8\n乙镇       3      4";
        let lines =
            "    报告期内各项工作稳步推进全年目标任务基本完成\n整体情况保持平稳各项指标均在合理区间运行。";
        check(&format!("{rows}\n{lines}\n{rows}"), &[2, 3]);
    }

    #[test]
    fn heads_over_columns_of_like_width_are_none() {
        let names = "纸坊街  金口街  郑店街  法泗街  安山街  湖泗街  山坡街  舒安街  豹澥街  庙山街";
        let values = "12      12      12      12      12      12      12      12      12      12";
        check(&format!("        {names}\n项目\n公路      {values}"), &[]);
    }

    #[test]
    fn the_lines_of_a_text_in_a_column_are_none() {
        check(&format!("{LINE}\n{LINE}\n{LINE} also       12      8\n{LINE}          12      8"), &[]);
    }
}
