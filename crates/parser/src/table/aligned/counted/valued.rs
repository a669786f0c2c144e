//! Which lines of a PDF's text print the values of a row.

use crate::table::aligned::Word;
use crate::table::aligned::bands::{self, Band, Segment};
use crate::table::aligned::content::{heads_section, is_serial, is_value, states_in_words};

/// A row prints at least this part of the texts that most rows print.
const FULL: f32 = 0.4;
/// A row whose value is told in words has at least so many texts.
const FEWEST: usize = 3;

/// Which bands print the values of a row, or head a section of rows.
pub(crate) fn rows(bands: &[Band], words: &[Word]) -> Vec<bool> {
    let texts: Vec<Vec<String>> = bands.iter().map(|band| texts(band, words)).collect();
    let numbers: Vec<bool> = texts.iter().map(|own| holds_value(own)).collect();
    // Words alone do not tell where rows are.
    let any = numbers.contains(&true);
    let in_words = |own: &[String]| any && own.iter().skip(1).any(|t| states_in_words(t));
    let holds_value = |(own, number): (&Vec<String>, &bool)| *number || in_words(own);
    let valued = texts.iter().zip(&numbers).map(|both| if holds_value(both) { both.0.len() } else { 0 });
    let valued: Vec<usize> = valued.collect();
    let mut counts: Vec<usize> = valued.iter().copied().filter(|n| *n > 0).collect();
    counts.sort_unstable();
    let usual = counts.get(counts.len() / 2).copied().unwrap_or(0);
    let mut full: Vec<bool> = valued.iter().map(|&n| n >= 2 && n as f32 >= FULL * usual as f32).collect();
    let section = |i: usize| matches!(texts[i].as_slice(), [alone] if heads_section(alone));
    let first = full.iter().position(|full| *full).unwrap_or(bands.len());
    let places = places(bands, &texts, &full);
    // What has a text in nearly every column, one of them where the others have values, is a row that says it in words.
    for i in first..bands.len() {
        let over = || bands[i].segments.iter().skip(1).any(|s| is_over(s, &places));
        full[i] |= texts[i].len() >= FEWEST.max(usual.saturating_sub(1)) && over();
    }
    // Above the values of the first row, the upper lines of its wrapped cells can stand below the head of its section.
    let is_narrow = |i: usize| 2 * texts[i].len() <= usual;
    let wrapped = (0..first).rev().take_while(|&i| section(i) || is_narrow(i)).last().unwrap_or(first);
    let near = (0..first).rev().find(|&i| !section(i)).map_or(0, |last| last + 1);
    let begins = (wrapped.max(1)..near).find(|&i| section(i)).unwrap_or(near);
    (0..bands.len()).map(|i| full[i] || i >= begins && section(i)).collect()
}

fn texts(band: &Band, words: &[Word]) -> Vec<String> {
    band.segments.iter().map(|s| bands::text(words, &s.words)).collect()
}

/// Whether a line with these texts states a value.
fn holds_value(texts: &[String]) -> bool {
    // The serial number of a merged cell beside its name is no value.
    let serial = |i: usize| i == 1 && texts.len() > 2 && is_serial(&texts[1]) && !is_value(&texts[0]);
    (1..texts.len()).any(|i| is_value(&texts[i]) && !serial(i))
}

/// Where the values of rows stand: stretches that do not touch, from the left.
fn places(bands: &[Band], texts: &[Vec<String>], full: &[bool]) -> Vec<(f32, f32)> {
    let of_rows = bands.iter().zip(texts).zip(full).filter(|(_, full)| **full);
    let values = of_rows.flat_map(|((band, texts), _)| {
        band.segments.iter().zip(texts).skip(1).filter(|(_, text)| is_value(text)).map(|(s, _)| (s.x0, s.x1))
    });
    let mut all: Vec<(f32, f32)> = values.collect();
    all.sort_by(|a, b| a.0.total_cmp(&b.0));
    all.dedup_by(|next, last| {
        let touch = next.0 <= last.1;
        last.1 = if touch { last.1.max(next.1) } else { last.1 };
        touch
    });
    all
}

/// Whether a text stands where values do.
fn is_over(segment: &Segment, places: &[(f32, f32)]) -> bool {
    let at = places.partition_point(|place| place.1 <= segment.x0);
    places.get(at).is_some_and(|place| place.0 < segment.x1)
}

/// The bands that begin a row: halfway between the values of two.
pub(crate) fn walls(rows: &[bool]) -> Vec<bool> {
    let mut walls = vec![false; rows.len()];
    let mut last: Option<usize> = None;
    for i in (0..rows.len()).filter(|&i| rows[i]) {
        if let Some(last) = last {
            walls[(last + i + 1).div_ceil(2)] = true;
        }
        last = Some(i);
    }
    walls
}

#[cfg(test)]
mod tests {
    use super::super::tests::drawn;
    use super::*;
    use crate::table::aligned::Settings;
    use crate::table::aligned::bands::bands;

    #[track_caller]
    fn check(text: &str, expected: &[usize]) {
        let words = drawn(text);
        let found = rows(&bands(&words, &Settings::counted()), &words);
        assert_eq!((0..found.len()).filter(|&i| found[i]).collect::<Vec<_>>(), expected);
    }

    #[test]
    fn values_in_words_are_rows() {
        check(
            " 领域      指标名称     单位    目标     责任单位\n 大气     PM2.5浓度    %     不超过8    环保局\n       污染天数        天      18     环保局\n       重污染天数       天     零增长     环保局\n 水      断面达标率      %     100    水务局",
            &[1, 2, 3, 4],
        );
    }

    #[test]
    fn the_rest_of_wrapped_cells_is_no_row() {
        check(
            " 单位    目标    任务          责任单位\n 甲镇   1200   修建道路八公里，改造    交通局、\n              管网         住建局\n 乙镇   3400   植树           林业局",
            &[1, 3],
        );
    }

    #[test]
    fn wrapped_lines_below_the_head_of_the_first_section() {
        check(
            "序号   指标名称    单位    目标    力争     责任单位\n一、经济发展\n                       增长7.5%以   县统计局、\n 1   地区产值    亿元    7     上       财政局\n 2   工业产值    亿元    8     9       经信局",
            &[1, 3, 4],
        );
        // What heads the table is no section of it.
        check("一、目标\n单位   目标\n甲镇   12   3\n乙镇   34   5", &[2, 3]);
    }

    #[test]
    fn walls_lie_halfway() {
        assert_eq!(
            walls(&[false, true, true, false, true, false, false, true]),
            [false, false, true, false, true, false, true, false]
        );
    }
}
