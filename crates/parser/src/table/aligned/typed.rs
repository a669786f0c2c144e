//! Rules that are typed: lines of dashes or equals signs, and colons or bars one below the other between them.

use std::collections::BTreeSet;

use fenjie_model::Rect;

use super::Word;
use crate::page::{Axis, Rule};

/// So many dashes are a rule where no text stands level with them, within so many ems; fewer say that there is nothing.
const FEWEST_DASHES: usize = 5;
const LEVEL: f32 = 0.3;
/// And so many characters are one anywhere.
const LONG: usize = 12;
/// Marks between columns stand in so many lines at least, and in this part of those between the first and the last one.
const LINES: (usize, f32) = (5, 0.8);
/// Rules that begin at one place end within so many ems.
const ENDS: f32 = 2.0;
/// No page is drawn with more typed rules.
const MOST_RULES: usize = 500;
/// More columns of marks are not looked at.
const MOST_COLUMNS: usize = 64;
/// Marks that stand one below the other begin at one place within this many ems.
const SAME: f32 = 0.2;

/// The typed rules among the words: of each, the index of its word and the rule that it is.
pub(super) fn rules(words: &[Word]) -> Vec<(usize, Rule)> {
    let rule = |axis, at, (from, to)| Rule::hairline(axis, at, from, to);
    let texts = words.iter().filter(|word| !is_dashes(&word.text) && !is_mark(&word.text));
    let mut heights: Vec<f32> = texts.map(|word| word.bbox.centre_y()).collect();
    heights.sort_by(f32::total_cmp);
    // Beside other texts a few dashes say that there is no value, and a low line is to be filled in.
    let is_alone = |word: &Word| {
        let y = word.bbox.centre_y();
        let next = heights.partition_point(|height| *height < y - LEVEL * word.size);
        heights.get(next).is_none_or(|height| *height > y + LEVEL * word.size)
    };
    let is_long = |text: &str| text.chars().count() >= LONG && !text.contains('_');
    let is_rule = |word: &Word| is_dashes(&word.text) && (is_long(&word.text) || is_alone(word));
    let dashes = words.iter().enumerate().filter(|(_, word)| is_rule(word));
    let dashes: Vec<(usize, &Word)> = dashes.take(MOST_RULES).collect();
    // Those of one table end within a few characters.
    let end = |Word { bbox, size, .. }: &Word| {
        let is_near = |other: &Rect| {
            (other.x0 - bbox.x0).abs() <= SAME * size && (0.0..=ENDS * size).contains(&(other.x1 - bbox.x1))
        };
        dashes
            .iter()
            .map(|(_, other)| other.bbox)
            .filter(is_near)
            .map(|other| other.x1)
            .fold(bbox.x1, f32::max)
    };
    let mut found: Vec<(usize, Rule)> = dashes
        .iter()
        .map(|&(i, word)| (i, rule(Axis::Horizontal, word.bbox.centre_y(), (word.bbox.x0, end(word)))))
        .collect();
    if found.len() > 1 {
        let marks = marks(words).into_iter();
        found.extend(marks.map(|i| {
            let bbox = words[i].bbox;
            (i, rule(Axis::Vertical, bbox.centre_x(), (bbox.top, bbox.bottom)))
        }));
    }
    found
}

/// Whether the text is a rule: `--------`, `========`, `:-----:-----:`.
fn is_dashes(text: &str) -> bool {
    let dash = |c: char| matches!(c, '-' | '=' | '_' | '─' | '━');
    let mark = |c: char| matches!(c, ':' | '|' | '+' | '│');
    text.chars().filter(|c| dash(*c)).count() >= FEWEST_DASHES && text.chars().all(|c| dash(c) || mark(c))
}

/// Whether the text is a mark between columns.
fn is_mark(text: &str) -> bool {
    matches!(text, ":" | "|" | "│")
}

/// The colons and bars that stand one below the other, with no other text on their way, and those beside them.
fn marks(words: &[Word]) -> Vec<usize> {
    let mut all: Vec<usize> = (0..words.len()).filter(|&i| is_mark(&words[i].text)).collect();
    all.sort_by(|&a, &b| words[a].bbox.x0.total_cmp(&words[b].bbox.x0));
    let near = |a: &usize, b: &usize| words[*b].bbox.x0 - words[*a].bbox.x0 <= SAME * words[*a].size;
    let is_rule = |column: &&[usize]| {
        let x = words[column[0]].bbox.centre_x();
        let heights = || column.iter().map(|&i| words[i].bbox.centre_y());
        let (top, bottom) =
            heights().fold((f32::INFINITY, f32::NEG_INFINITY), |(t, b), y| (t.min(y), b.max(y)));
        let between = || words.iter().filter(|word| (top..=bottom).contains(&word.bbox.centre_y()));
        let covers = |word: &Word| {
            word.bbox.x0 < x && x < word.bbox.x1 && !is_mark(&word.text) && !is_dashes(&word.text)
        };
        let lines: BTreeSet<i32> = between().map(|word| word.bbox.centre_y() as i32).collect();
        column.len() as f32 >= LINES.1 * lines.len() as f32 && !between().any(covers)
    };
    let columns = all.chunk_by(near).filter(|column| column.len() >= LINES.0).take(MOST_COLUMNS);
    let columns: Vec<usize> = columns.filter(is_rule).flatten().copied().collect();
    let heights: BTreeSet<i32> = columns.iter().map(|&i| words[i].bbox.centre_y() as i32).collect();
    all.into_iter().filter(|&i| heights.contains(&(words[i].bbox.centre_y() as i32))).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::table::aligned::bands::tests::drawn;

    #[test]
    fn dashes_and_marks_between_columns() {
        let rows = "Alabama   :  4,021  :  137\nAlaska    :  7,975  :  116\nArizona   :  1,810  :  110\n";
        let text = format!(
            "State     :  Area   : Yield\n---------------------------\n{rows}{rows}-----------------"
        );
        let words = drawn(&text);
        let found = rules(&words);
        let across = found.iter().filter(|(_, rule)| rule.axis == Axis::Horizontal).count();
        assert_eq!((across, found.len() - across), (2, 14), "{found:?}");
        // Values that are missing, and dashes that say so.
        for text in [
            "Alabama   :      137\nAlaska    --     116\nArizona   1.5    :\nIowa      :      ---",
            "Alabama   -----  137\nAlaska    12     -----\nName      ______________",
        ] {
            assert_eq!(rules(&drawn(text)), [], "{text}");
        }
        // The heads of some columns stand beside the rule below those of others.
        let found =
            rules(&drawn("          Area planted\nState     ---------------\n          1996     1997"));
        assert_eq!(found.len(), 1);
    }
}
