//! Names that are spread over the whole width of their column (分散对齐): each of their characters stands alone.

use fenjie_model::text::is_cjk;

use crate::table::aligned::Word;
use crate::table::aligned::bands::{Band, Segment};

/// Ends, and distances from character to character, that differ by less, in ems, are the same.
const SAME: f32 = 0.15;
/// A name has no more characters.
const LONGEST: usize = 10;
/// A text is in the middle of a column if it is off it by less, in ems.
const CENTRAL: f32 = 0.3;
/// So many names tell that a column's are spread.
const FEWEST: usize = 3;

/// A spread name.
#[derive(Debug, Clone, Copy)]
struct Name {
    band: usize,
    x0: f32,
    x1: f32,
    characters: usize,
}

/// Bands whose spread names are one segment each.
pub(crate) fn joined(mut bands: Vec<Band>, words: &[Word]) -> Vec<Band> {
    let em = bands.iter().map(|b| b.size).fold(0.0, f32::max);
    let near = |a: f32, b: f32| (a - b).abs() <= SAME * em;
    let mut found: Vec<Name> = Vec::new();
    for (i, band) in bands.iter().enumerate() {
        let at = &band.segments;
        let name = |(from, n): (usize, usize)| Name {
            band: i,
            x0: at[from].x0,
            x1: at[from + n - 1].x1,
            characters: n,
        };
        found.extend(evens(at, words, SAME * band.size).into_iter().map(name));
    }
    found.sort_by(|a, b| a.x0.total_cmp(&b.x0));
    let mut columns: Vec<Name> = Vec::new();
    for begun in found.chunk_by_mut(|a, b| near(a.x0, b.x0)) {
        begun.sort_by(|a, b| a.x1.total_cmp(&b.x1));
        for names in begun.chunk_by_mut(|a, b| near(a.x1, b.x1)) {
            names.sort_by_key(|name| name.band);
            columns.extend(names.first().filter(|_| is_column(names, &bands)));
        }
    }
    for band in bands.iter_mut().filter(|_| !columns.is_empty()) {
        let even = evens(&band.segments, words, SAME * band.size);
        for (at, n) in even.into_iter().rev() {
            let (x0, x1) = (band.segments[at].x0, band.segments[at + n - 1].x1);
            if columns.iter().any(|c| near(c.x0, x0) && near(c.x1, x1)) {
                let words = band.segments.splice(at..at + n, []).flat_map(|part| part.words).collect();
                band.segments.insert(at, Segment { x0, x1, words });
            }
        }
    }
    bands
}

/// Whether names with the same ends, from the top, are those of one column: of several lengths, which columns of lone
/// characters are not, or below one head and beside nothing else.
fn is_column(names: &[Name], bands: &[Band]) -> bool {
    let [first, .., last] = names else { return false };
    if names.len() < FEWEST {
        return false;
    }
    if names.iter().any(|name| name.characters != first.characters) {
        return true;
    }
    let over = |band: &Band| -> Vec<Segment> {
        band.segments.iter().filter(|s| s.x0 < first.x1 && s.x1 > first.x0).cloned().collect()
    };
    let is_central =
        |s: &Segment, em: f32| ((s.x0 + s.x1) - (first.x0 + first.x1)).abs() <= 2.0 * CENTRAL * em;
    let is_one = |band: &Band| match &over(band)[..] {
        [] => true,
        [one] => is_central(one, band.size),
        _ => false,
    };
    let is_name = |band: &usize| names.iter().any(|name| name.band == *band);
    let head = bands[..first.band].iter().rev().find(|band| !over(band).is_empty());
    head.is_some_and(is_one)
        && (first.band..last.band).filter(|band| !is_name(band)).all(|i| is_one(&bands[i]))
}

/// The runs of lone characters that follow each other by one distance, and by another beyond their ends: where each
/// begins, and how many there are. No two overlap by more than a character.
pub(super) fn evens(segments: &[Segment], words: &[Word], same: f32) -> Vec<(usize, usize)> {
    let is_lone = |s: &Segment| match s.words[..] {
        [word] => {
            let mut characters = words[word].text.chars();
            characters.next().is_some_and(is_cjk) && characters.next().is_none()
        }
        _ => false,
    };
    let by = |i: usize| segments[i + 1].x0 - segments[i].x0;
    let mut found = Vec::new();
    let mut at = 0;
    while at + 1 < segments.len() {
        if !is_lone(&segments[at]) || !is_lone(&segments[at + 1]) {
            at += 1;
            continue;
        }
        let mut end = at + 1;
        while end + 1 < segments.len() && is_lone(&segments[end + 1]) && (by(end) - by(at)).abs() <= same {
            end += 1;
        }
        if end - at < LONGEST {
            found.push((at, end + 1 - at));
        }
        at = end;
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::table::aligned::bands::{self, bands};
    use crate::table::aligned::settings::Settings;
    use fenjie_model::{At, Rect};

    /// The texts of lines of words, each with its left end, in characters of ten points.
    #[track_caller]
    fn check(lines: &[&[(&str, f32)]], expected: &[&[&str]]) {
        let word = |line: usize, &(text, x): &(&str, f32)| Word {
            text: text.to_owned(),
            bbox: Rect::new(
                x,
                20.0 * line as f32,
                x + 10.0 * text.chars().count() as f32,
                20.0 * line as f32 + 10.0,
            ),
            size: 10.0,
            spaced: false,
            at: At::Line(1),
        };
        let words: Vec<Word> =
            lines.iter().enumerate().flat_map(|(i, line)| line.iter().map(move |w| word(i, w))).collect();
        let found = joined(bands(&words, &Settings::page()), &words);
        let texts: Vec<Vec<String>> = found
            .iter()
            .map(|b| b.segments.iter().map(|s| bands::text(&words, &s.words).replace(' ', "")).collect())
            .collect();
        assert_eq!(texts, expected);
    }

    #[test]
    fn names_of_several_lengths_with_the_same_ends() {
        check(
            &[
                &[("河", 0.0), ("湾", 40.0), ("村", 80.0), ("亩", 150.0), ("12", 200.0)],
                &[("小", 0.0), ("计", 80.0), ("亩", 150.0), ("34", 200.0)],
                &[("石", 0.0), ("桥", 40.0), ("镇", 80.0), ("亩", 150.0), ("56", 200.0)],
                &[("红旗农场", 20.0), ("亩", 150.0), ("78", 200.0)],
            ],
            &[
                &["河湾村", "亩", "12"],
                &["小计", "亩", "34"],
                &["石桥镇", "亩", "56"],
                &["红旗农场", "亩", "78"],
            ],
        );
    }

    #[test]
    fn names_of_one_length_below_a_head() {
        let rows = [
            &[("河", 0.0), ("湾", 40.0), ("村", 80.0), ("12", 200.0)][..],
            &[("石", 0.0), ("桥", 40.0), ("镇", 80.0), ("34", 200.0)],
            &[("下", 0.0), ("坝", 40.0), ("乡", 80.0), ("56", 200.0)],
        ];
        let names: [&[&str]; 3] = [&["河湾村", "12"], &["石桥镇", "34"], &["下坝乡", "56"]];
        let head: &[(&str, f32)] = &[("乡镇", 35.0), ("目标", 195.0)];
        check(&[&[head], &rows[..]].concat(), &[&[&["乡镇", "目标"][..]], &names[..]].concat());
        // A head over the last column alone.
        let head: &[(&str, f32)] = &[("级别", 75.0), ("目标", 195.0)];
        let apart: [&[&str]; 3] =
            [&["河", "湾", "村", "12"], &["石", "桥", "镇", "34"], &["下", "坝", "乡", "56"]];
        check(&[&[head], &rows[..]].concat(), &[&[&["级别", "目标"][..]], &apart[..]].concat());
    }

    #[test]
    fn columns_of_lone_characters() {
        let rows: [&[(&str, f32)]; 3] = [
            &[("优", 0.0), ("良", 40.0), ("差", 80.0)],
            &[("有", 0.0), ("无", 40.0), ("有", 80.0)],
            &[("无", 0.0), ("有", 40.0), ("无", 80.0)],
        ];
        check(&rows, &[&["优", "良", "差"], &["有", "无", "有"], &["无", "有", "无"]]);
    }
}
