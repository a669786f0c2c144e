//! Leaders whose dots are words of their own (`Oats . . . . . 12`): dots at one distance, which stand on a grid that the
//! lines of a table share.

use std::ops::Range;

use crate::table::aligned::Word;

/// So many dots are a leader, whatever stands around them.
pub(super) const FEWEST: usize = 4;
/// Fewer, but so many, are one where a leader of another line ends.
const FEWEST_BELOW: usize = 2;
/// One dot follows the other within this many ems, and within this many ems as the first two do.
const FARTHEST: f32 = 1.5;
const EVEN: f32 = 0.1;
/// Leaders end at one place within this many ems.
const LEVEL: f32 = 0.2;
/// The ends of more leaders are not looked at.
const MOST_ENDS: usize = 64;

/// The leaders of each of some lines, whose words are in order, as places in it.
pub(super) fn leaders(lines: &[Vec<usize>], words: &[Word]) -> Vec<Vec<Range<usize>>> {
    let found: Vec<Vec<Range<usize>>> = lines.iter().map(|line| runs(line, words)).collect();
    let end = |line: &[usize], run: &Range<usize>| words[line[run.end - 1]].bbox.x1;
    let mut ends: Vec<f32> = lines
        .iter()
        .zip(&found)
        .flat_map(|(line, runs)| runs.iter().filter(|run| run.len() >= FEWEST).map(move |run| end(line, run)))
        .collect();
    ends.sort_by(f32::total_cmp);
    ends.dedup_by(|a, b| *a - *b <= LEVEL);
    ends.truncate(MOST_ENDS);
    let is_leader = |line: &[usize], run: &Range<usize>| {
        let near = LEVEL * words[line[run.start]].size;
        run.len() >= FEWEST || ends.iter().any(|x| (x - end(line, run)).abs() <= near)
    };
    let of_line = |(line, runs): (&Vec<usize>, Vec<Range<usize>>)| {
        runs.into_iter().filter(|run| is_leader(line, run)).collect()
    };
    lines.iter().zip(found).map(of_line).collect()
}

/// How far the dots of a leader follow each other.
pub(super) fn pitch(leader: &Range<usize>, line: &[usize], words: &[Word]) -> f32 {
    words[line[leader.start + 1]].bbox.x0 - words[line[leader.start]].bbox.x0
}

/// The runs of dots at one distance.
fn runs(line: &[usize], words: &[Word]) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut at = 0;
    while at + 1 < line.len() {
        let by = |i: usize| words[line[i + 1]].bbox.x0 - words[line[i]].bbox.x0;
        let size = words[line[at]].size;
        let goes_on = |&i: &usize| {
            let dots = [i, i + 1].iter().all(|&i| line.get(i).is_some_and(|&word| is_dot(&words[word].text)));
            dots && by(i) <= FARTHEST * size && (by(i) - by(at)).abs() <= EVEN * size
        };
        let end = 1 + (at..line.len()).take_while(goes_on).last().map_or(at, |i| i + 1);
        if end - at >= FEWEST_BELOW {
            found.push(at..end);
        }
        at = end;
    }
    found
}

fn is_dot(text: &str) -> bool {
    matches!(text, "." | "·" | "．")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::table::aligned::Settings;
    use crate::table::aligned::bands::{bands, text};
    use fenjie_model::{At, Rect};

    /// The texts of lines of words, each with its left end in ems; so many dots behind a name stand up to a place.
    #[track_caller]
    fn check(lines: &[(&str, usize, &str)], pitch: f32, expected: &[&[&str]]) {
        let word = |line: usize, text: &str, x: f32, width: f32| Word {
            text: text.to_owned(),
            bbox: Rect::new(x, 2.0 * line as f32, x + width, 2.0 * line as f32 + 1.0),
            size: 1.0,
            spaced: false,
            at: At::Line(1),
        };
        let mut words = Vec::new();
        for (line, &(name, dots, value)) in lines.iter().enumerate() {
            words.push(word(line, name, 0.0, 0.5 * name.len() as f32));
            words.extend((1..=dots).map(|k| word(line, ".", 15.0 - pitch * k as f32, 0.25)));
            words.push(word(line, value, 16.5, 0.5 * value.len() as f32));
        }
        let found: Vec<Vec<String>> = bands(&words, &Settings::page())
            .iter()
            .map(|band| band.segments.iter().map(|s| text(&words, &s.words)).collect())
            .collect();
        assert_eq!(found, expected);
    }

    #[test]
    fn dots_at_one_distance_are_of_the_name_before_them() {
        let rows = [("Oats", 12, "12"), ("Rye-and-maize-in-all", 4, "(NA)"), ("5", 12, "8")];
        let named = [["Oats . . . . . . . . . . . .", "12"], ["Rye-and-maize-in-all . . . .", "(NA)"]];
        check(&rows[..2], 0.95, &[&named[0], &named[1]]);
        check(&rows[2..], 1.1, &[&["5 . . . . . . . . . . . .", "8"]]);
        // What follows the dots is a cell of its own, as near as it may be.
        check(&[("Oats", 10, "$")], 1.2, &[&["Oats . . . . . . . . . .", "$"]]);
    }

    #[test]
    fn dots_behind_a_leader_stand_for_a_value() {
        let dots = ". . . . . .";
        let row = format!("Oats {dots}   {dots}   12");
        let words = crate::table::aligned::bands::tests::drawn(&row);
        let band = &bands(&words, &Settings::page())[0];
        let found: Vec<String> = band.segments.iter().map(|s| text(&words, &s.words)).collect();
        assert_eq!(found, [format!("Oats {dots}").as_str(), dots, "12"]);
    }

    #[test]
    fn few_dots_are_a_leader_where_another_ends() {
        let rows = [("Oats", 12, "12"), ("Rye-and-maize-and-all-o", 2, "8")];
        let found: [&[&str]; 2] =
            [&["Oats . . . . . . . . . . . .", "12"], &["Rye-and-maize-and-all-o . .", "8"]];
        check(&rows, 1.0, &found);
        check(&rows[1..], 1.0, &[&["Rye-and-maize-and-all-o", ". .", "8"]]);
    }

    #[test]
    fn dots_far_from_each_other_stand_for_values() {
        check(&[("Oats", 4, "12")], 1.8, &[&["Oats", ".", ".", ".", ".", "12"]]);
    }
}
