//! Names with spaces between their characters, among others of their kind: 彭　　村 beside 刘集村.

use fenjie_model::HashMap;
use fenjie_model::text::is_cjk;

use crate::table::aligned::Word;
use crate::table::aligned::bands::{Band, Segment, text};

/// The characters of a name stand this near, in ems.
const NEAR: f32 = 6.0;
/// Names of a column begin within so many characters of each other.
const BEGIN: i32 = 4;
/// So many other names at least end as a spaced one does.
const FEWEST: usize = 2;

/// Bands whose spaced names are one segment each: two lone characters where other lines have names that end as these do.
pub(crate) fn named(mut bands: Vec<Band>, words: &[Word]) -> Vec<Band> {
    let ends = ends(&bands, words);
    let like = |segment: &Segment, last: char| {
        let at = segment.x0.round() as i32;
        (at - BEGIN..=at + BEGIN).filter_map(|x0| ends.get(&(last, x0))).sum::<usize>()
    };
    for band in &mut bands {
        let all = std::mem::take(&mut band.segments);
        for segment in all {
            let one = band.segments.last().is_some_and(|left| {
                lone(left, words).is_some()
                    && segment.x0 - left.x1 <= NEAR * band.size
                    && lone(&segment, words).is_some_and(|last| like(left, last) >= FEWEST)
            });
            match band.segments.last_mut().filter(|_| one) {
                Some(left) => {
                    left.x1 = segment.x1;
                    left.words.extend(segment.words);
                }
                None => band.segments.push(segment),
            }
        }
    }
    bands
}

/// The character that a segment is.
fn lone(segment: &Segment, words: &[Word]) -> Option<char> {
    let &[word] = segment.words.as_slice() else { return None };
    let mut chars = words[word].text.chars();
    chars.next().filter(|c| is_cjk(*c) && chars.next().is_none())
}

/// How many texts of several characters end in each, by where they begin.
fn ends(bands: &[Band], words: &[Word]) -> HashMap<(char, i32), usize> {
    let mut ends = HashMap::default();
    for segment in bands.iter().flat_map(|b| &b.segments) {
        let text = text(words, &segment.words);
        if let Some(last) = text.chars().skip(1).last().filter(|c| is_cjk(*c)) {
            *ends.entry((last, segment.x0.round() as i32)).or_default() += 1;
        }
    }
    ends
}

#[cfg(test)]
mod tests {
    use super::super::tests::drawn;
    use super::*;
    use crate::table::aligned::Settings;
    use crate::table::aligned::bands::bands;

    /// How many texts each line has.
    #[track_caller]
    fn check(text: &str, expected: &[usize]) {
        let words = drawn(text);
        let bands = named(bands(&words, &Settings::counted()), &words);
        assert_eq!(bands.iter().map(|b| b.segments.len()).collect::<Vec<_>>(), expected);
    }

    #[test]
    fn a_name_among_others_of_its_kind_is_one_text() {
        check("何集村   774   51\n刘集村   364   33\n彭   村   193   43", &[3, 3, 3]);
    }

    #[test]
    fn lone_characters_that_others_do_not_end_in_are_columns() {
        check("等次   优   良\n甲镇   3   4\n乙镇   5   6", &[3, 3, 3]);
        check("类   村   7\n类   镇   8", &[3, 3]);
    }
}
