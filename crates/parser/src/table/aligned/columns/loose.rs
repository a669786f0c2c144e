//! Names of two or three characters with wide spaces between them (姓　　名, 合　　计), over or under texts that no space
//! divides there: they are one text.

use super::spread::evens;
use crate::table::aligned::Word;
use crate::table::aligned::bands::{Band, Segment};

/// Bands above and below that are looked at.
const NEAR: usize = 40;
/// So many texts tell that no column begins within the name.
const FEWEST: usize = 3;
/// Distances from character to character that differ by less, in ems, are the same.
const SAME: f32 = 0.15;
/// The texts begin at one place, or have their middles where the name has, within so many ems.
const OFF: f32 = 0.5;
/// The characters of a name stand no farther apart, in ems.
const WIDEST: f32 = 4.0;
/// A text reaches into the space by this much, in ems.
const INTO: f32 = 0.3;

/// Bands whose names with wide spaces are one segment each.
pub(crate) fn joined(mut bands: Vec<Band>, words: &[Word]) -> Vec<Band> {
    for i in 0..bands.len() {
        let em = bands[i].size;
        for (at, n) in evens(&bands[i].segments, words, SAME * em).into_iter().rev() {
            let name = bands[i].segments[at..at + n].to_vec();
            let is_wide = name.windows(2).any(|pair| pair[1].x0 - pair[0].x1 > WIDEST * em);
            let (above, below) = (bands[..i].iter().rev().take(NEAR), bands[i + 1..].iter().take(NEAR));
            if is_wide || !(is_one(below, &name, em) || is_one(above, &name, em)) {
                continue;
            }
            let (x0, x1) = (name[0].x0, name[n - 1].x1);
            let words = name.into_iter().flat_map(|part| part.words).collect();
            bands[i].segments.splice(at..at + n, [Segment { x0, x1, words }]);
        }
    }
    bands
}

/// Whether the texts of a column, from the name on, lie over its spaces, and some over the whole of them.
fn is_one<'a>(column: impl Iterator<Item = &'a Band>, name: &[Segment], em: f32) -> bool {
    let [first, .., last] = name else { return false };
    let central = |s: &Segment| ((s.x0 + s.x1) - (first.x0 + last.x1)).abs() <= 2.0 * OFF * em;
    let reaches =
        |s: &Segment, by: f32| name.windows(2).all(|pair| s.x0 < pair[1].x0 - by && pair[0].x1 + by < s.x1);
    let crosses = |s: &Segment| {
        let slip = INTO * em;
        name.windows(2).all(|pair| s.x0 <= pair[0].x1 + slip && pair[1].x0 <= s.x1 + slip)
    };
    let (mut found, mut crossing, mut left) = (0, false, None);
    for band in column {
        let mut over = band.segments.iter().filter(|s| s.x0 < last.x1 && s.x1 > first.x0);
        let Some(text) = over.next() else { continue };
        let begins = (text.x0 - *left.get_or_insert(text.x0)).abs() <= OFF * em;
        if over.next().is_some() || !reaches(text, INTO * em) || !(begins || central(text)) {
            break;
        }
        found += 1;
        crossing |= crosses(text);
    }
    found >= FEWEST && crossing
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::table::aligned::bands::{bands, text};
    use crate::table::aligned::settings::Settings;
    use fenjie_model::{At, Rect};

    /// The texts of lines of words, each with its left end, in characters of ten points.
    #[track_caller]
    fn check(lines: &[&[(&str, f32)]], expected: &[&[&str]]) {
        let word = |line: usize, &(text, x): &(&str, f32)| {
            let (top, width) = (20.0 * line as f32, 10.0 * text.chars().count() as f32);
            let bbox = Rect::new(x, top, x + width, top + 10.0);
            Word { text: text.to_owned(), bbox, size: 10.0, spaced: false, at: At::Line(1) }
        };
        let words: Vec<Word> =
            lines.iter().enumerate().flat_map(|(i, line)| line.iter().map(move |w| word(i, w))).collect();
        let found = joined(bands(&words, &Settings::page()), &words);
        let texts: Vec<Vec<String>> = found
            .iter()
            .map(|b| b.segments.iter().map(|s| text(&words, &s.words).replace(' ', "")).collect())
            .collect();
        assert_eq!(texts, expected);
    }

    #[test]
    fn a_head_wider_than_its_names() {
        let left: [&[(&str, f32)]; 3] = [
            &[("王", 0.0), ("芳", 20.0), ("12", 100.0)],
            &[("李建军", 0.0), ("34", 100.0)],
            &[("欧阳晓东", 0.0), ("56", 100.0)],
        ];
        let names = |x: f32| {
            [
                vec![("王", x + 5.0), ("芳", x + 25.0), ("12", 100.0)],
                vec![("李建军", x + 5.0), ("34", 100.0)],
                vec![("欧阳晓东", x), ("56", 100.0)],
            ]
        };
        let read: [&[&str]; 3] = [&["王芳", "12"], &["李建军", "34"], &["欧阳晓东", "56"]];
        let head: &[(&str, f32)] = &[("姓", 0.0), ("名", 30.0), ("金额", 95.0)];
        let total: &[(&str, f32)] = &[("合", 0.0), ("计", 30.0), ("99", 100.0)];
        let rows = names(0.0);
        let rows = rows.iter().map(Vec::as_slice);
        let lines: Vec<_> = [head].into_iter().chain(rows).chain([total]).collect();
        let expected = [&[&["姓名", "金额"][..]], &read[..], &[&["合计", "99"]]].concat();
        check(&lines, &expected);
        // They begin left of it.
        let wide: &[(&str, f32)] = &[("姓", 10.0), ("名", 40.0), ("金额", 95.0)];
        check(&[&[wide], &left[..]].concat(), &[&[&["姓名", "金额"][..]], &read[..]].concat());
        // They stand aside of it.
        let rows = names(20.0);
        let lines: Vec<_> = [head].into_iter().chain(rows.iter().map(Vec::as_slice)).collect();
        check(&lines, &[&[&["姓", "名", "金额"][..]], &read[..]].concat());
    }

    #[test]
    fn heads_of_columns() {
        let lines: [&[(&str, f32)]; 4] = [
            &[("男", 0.0), ("女", 30.0)],
            &[("12", 0.0), ("10", 30.0)],
            &[("8", 0.0), ("9", 30.0)],
            &[("7", 0.0), ("6", 30.0)],
        ];
        check(&lines, &[&["男", "女"], &["12", "10"], &["8", "9"], &["7", "6"]]);
        // One of them has values, the other none.
        let lines: [&[(&str, f32)]; 4] =
            [&[("男", 0.0), ("女", 30.0)], &[("12", 0.0)], &[("8", 0.0)], &[("7", 0.0)]];
        check(&lines, &[&["男", "女"], &["12"], &["8"], &["7"]]);
    }
}
