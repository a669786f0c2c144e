//! Underlines, strikes and highlights: rules that end with a text and lie within its line are its own, and part no rows.
//!
//! A rule is one where no other stands at its height, or where those beside it are of a row's name and its values: heads over
//! columns have one each, and so have amounts above their sums.

use super::Word;
use super::content::is_value;
use crate::page::{Axis, Rule};

/// The ends of a decoration are those of its text within this many points.
const SLIP: f32 = 2.0;
/// It lies within the line, or above or below it by no more than this, in ems.
const NEAR: f32 = 0.35;
/// It is drawn from right where its text begins, within so many points.
const EXACT: f32 = 0.5;
/// And lies no farther below the line than this, in ems.
const UNDER: f32 = 0.08;
/// What underlines a line of a text can underline the space behind it, no wider than this, in ems.
const SPACE: f32 = 0.35;
/// Words stand apart by less than this, in ems, in one text.
const APART: f32 = 1.0;
/// What a text goes on with stands no farther from the end of a rule than this, in ems.
const BESIDE: f32 = 0.5;
/// Rules nearer than this in height are level, in points.
const LEVEL: f32 = 2.0;
/// A rule is right below another within this many ems.
const BELOW: f32 = 2.0;
/// No word is higher than this many points, where the words of a line are looked for.
const TALLEST: f32 = 72.0;

/// Takes the decorations of words off the rules.
pub(super) fn remove(rules: &mut Vec<Rule>, words: &[Word]) {
    let mut by_top: Vec<&Word> = words.iter().filter(|word| word.bbox.height() <= TALLEST).collect();
    by_top.sort_by(|a, b| a.bbox.top.total_cmp(&b.bbox.top));
    let mut level: Vec<(usize, Option<Vec<&Word>>)> = Vec::new();
    for (at, rule) in rules.iter().enumerate().filter(|(_, rule)| rule.axis == Axis::Horizontal) {
        let text = text_of((rule.from, rule.to), rule.at, &by_top);
        let text = text.or_else(|| with_space((rule.from, rule.to), rule.at, &by_top, rules));
        level.push((at, text));
    }
    level.sort_by(|a, b| rules[a.0].at.total_cmp(&rules[b.0].at));
    let lengths: Vec<(f32, f32, f32)> =
        level.iter().map(|(at, _)| (rules[*at].at, rules[*at].from, rules[*at].to)).collect();
    let mut decorates = vec![false; rules.len()];
    for group in level.chunk_by(|a, b| rules[b.0].at - rules[a.0].at <= LEVEL) {
        let texts: Vec<&Vec<&Word>> = group.iter().filter_map(|(_, text)| text.as_ref()).collect();
        let is_value = |text: &&Vec<&Word>| text.iter().all(|word| is_value(&word.text));
        let values = texts.iter().copied().filter(is_value).count();
        let is_row = values > 0 && values < texts.len();
        for (at, text) in group {
            let Some(text) = text else { continue };
            let is_row = is_row && texts.len() == group.len();
            let may_be = || group.len() == 1 || is_above_rule(&rules[*at], text, &lengths);
            decorates[*at] = is_row || may_be() && !heads_several(&rules[*at], text, &by_top);
        }
    }
    let mut at = 0..;
    rules.retain(|_| at.next().is_some_and(|at| !decorates[at]));
}

/// The words of a text in whose line a rule lies, from one end to the other and no further.
fn text_of<'a>((from, to): (f32, f32), y: f32, by_top: &[&'a Word]) -> Option<Vec<&'a Word>> {
    let own = beside((from, to), y, APART, by_top);
    let (x0, x1) = (own.first()?.bbox.x0, own.last()?.bbox.x1);
    (texts(&own) == 1 && (x0 - from).abs() <= SLIP && (x1 - to).abs() <= SLIP).then_some(own)
}

/// The same, where the rule begins right with the text, right under its letters, and ends behind a space, and is no side of
/// a cell: none goes down from its ends.
fn with_space<'a>(
    (from, to): (f32, f32),
    y: f32,
    by_top: &[&'a Word],
    rules: &[Rule],
) -> Option<Vec<&'a Word>> {
    let own = beside((from, to), y, BESIDE, by_top);
    let (first, last) = (own.first()?, own.last()?);
    let ends = (-EXACT..=SPACE * last.size).contains(&(to - last.bbox.x1));
    let is_under = y <= last.bbox.bottom + UNDER * last.size;
    let is_one = texts(&own) == 1 && (first.bbox.x0 - from).abs() <= EXACT && ends && is_under;
    let meets = |rule: &Rule| {
        rule.axis == Axis::Vertical
            && [from, to].iter().any(|x| (x - rule.at).abs() <= last.size / 2.0)
            && (rule.from - SLIP..=rule.to + SLIP).contains(&y)
    };
    (is_one && !rules.iter().any(meets)).then_some(own)
}

/// The words in whose line a rule lies, or that go on from its ends by so many ems.
fn beside<'a>((from, to): (f32, f32), y: f32, apart: f32, by_top: &[&'a Word]) -> Vec<&'a Word> {
    let near = |word: &Word| NEAR * word.size;
    let mut own: Vec<&Word> = around(y - TALLEST - NEAR * TALLEST, y + NEAR * TALLEST, by_top)
        .filter(|word| word.bbox.top - near(word) <= y && y <= word.bbox.bottom + near(word))
        .filter(|word| word.bbox.x0 < to + apart * word.size && from - apart * word.size < word.bbox.x1)
        .collect();
    own.sort_by(|a, b| a.bbox.x0.total_cmp(&b.bbox.x0));
    own
}

/// Whether several texts stand right below a rule under one: the head of a group.
fn heads_several(rule: &Rule, text: &[&Word], by_top: &[&Word]) -> bool {
    let em = text.iter().map(|word| word.size).fold(0.0, f32::max);
    let bottom = text.iter().map(|word| word.bbox.bottom).fold(f32::NEG_INFINITY, f32::max);
    let mut below: Vec<&Word> = around(bottom - NEAR * em, bottom + em, by_top)
        .filter(|word| {
            rule.from < word.bbox.x1 && word.bbox.x0 < rule.to && word.bbox.top > rule.at - NEAR * em
        })
        .collect();
    below.sort_by(|a, b| a.bbox.x0.total_cmp(&b.bbox.x0));
    texts(&below) > 1
}

/// Whether a longer rule goes on beyond both ends of one right below it: that is the one that ends the heads.
fn is_above_rule(rule: &Rule, text: &[&Word], from_top: &[(f32, f32, f32)]) -> bool {
    let em = text.iter().map(|word| word.size).fold(0.0, f32::max);
    let first = from_top.partition_point(|(y, ..)| *y <= rule.at + LEVEL);
    let below = from_top[first..].iter().take_while(|(y, ..)| *y <= rule.at + BELOW * em);
    below.into_iter().any(|(_, from, to)| *from < rule.from - em && rule.to + em < *to)
}

/// The words that begin between two heights.
fn around<'a>(top: f32, bottom: f32, by_top: &[&'a Word]) -> impl Iterator<Item = &'a Word> {
    let first = by_top.partition_point(|word| word.bbox.top < top);
    by_top[first..].iter().take_while(move |word| word.bbox.top <= bottom).copied()
}

/// How many texts words side by side make, from the left.
fn texts(words: &[&Word]) -> usize {
    words.chunk_by(|a, b| b.bbox.x0 - a.bbox.x1 < APART * a.size).count()
}

#[cfg(test)]
mod tests {
    use fenjie_model::{At, Rect};

    use super::*;

    /// Words 10 points high, from the top: their left ends and heights, 10 points a character.
    fn words(texts: &[(&str, f32, f32)]) -> Vec<Word> {
        let word = |(text, x, y): &(&str, f32, f32)| Word {
            text: (*text).to_owned(),
            bbox: Rect::new(*x, *y, x + 10.0 * text.chars().count() as f32, y + 10.0),
            size: 10.0,
            spaced: false,
            at: At::Line(1),
        };
        texts.iter().map(word).collect()
    }

    /// How many of some rules, at a height from one end to the other, stay.
    #[track_caller]
    fn check(texts: &[(&str, f32, f32)], rules: &[(f32, f32, f32)], expected: usize) {
        let rule = |(at, from, to): &(f32, f32, f32)| Rule::hairline(Axis::Horizontal, *at, *from, *to);
        let mut rules: Vec<Rule> = rules.iter().map(rule).collect();
        remove(&mut rules, &words(texts));
        assert_eq!(rules.len(), expected, "{texts:?}");
    }

    const ROW: [(&str, f32, f32); 3] =
        [("赵巷镇", 50.0, 100.0), ("12.5", 150.0, 100.0), ("8.1", 250.0, 100.0)];

    #[test]
    fn what_ends_with_a_text_is_its_own() {
        // An underline, a strike and the sides of a highlight; a rule that goes on, and one further below.
        check(&ROW, &[(111.0, 50.0, 80.0)], 0);
        check(&ROW, &[(105.0, 50.0, 80.0)], 0);
        check(&ROW, &[(98.0, 50.0, 80.0), (112.0, 50.0, 80.0)], 0);
        check(&ROW, &[(111.0, 50.0, 120.0)], 1);
        check(&ROW, &[(118.0, 50.0, 80.0)], 1);
        // The space behind it is underlined too, right before the next column.
        let near = [ROW[0], ("10-K", 89.5, 100.0)];
        check(&near, &[(110.0, 50.0, 83.0)], 0);
        check(&near, &[(110.0, 50.0, 88.0)], 1);
        // But the side of a cell lies further below.
        check(&near, &[(112.0, 50.0, 83.0)], 1);
    }

    #[test]
    fn a_rule_under_a_name_and_its_values_is_one_of_a_row() {
        check(&ROW, &[(111.0, 50.0, 80.0), (111.0, 150.0, 190.0), (111.0, 250.0, 280.0)], 0);
        // Those under the values alone stand over a sum.
        check(&ROW, &[(111.0, 150.0, 190.0), (111.0, 250.0, 280.0)], 2);
    }

    #[test]
    fn heads_have_rules_of_their_own() {
        let heads =
            [("上年", 150.0, 100.0), ("本年", 250.0, 100.0), ("12.5", 150.0, 120.0), ("8.1", 250.0, 120.0)];
        let rules = [(111.0, 150.0, 170.0), (111.0, 250.0, 270.0)];
        check(&heads, &rules, 2);
        // But where one over the whole table ends them.
        check(&heads, &[rules[0], rules[1], (115.0, 50.0, 300.0)], 1);
    }

    #[test]
    fn a_rule_under_the_head_of_a_group_is_none() {
        let group = [("工作目标完成", 150.0, 100.0), ("上年", 140.0, 115.0), ("本年", 190.0, 115.0)];
        check(&group, &[(111.0, 150.0, 210.0)], 1);
        check(&group[..1], &[(111.0, 150.0, 210.0)], 0);
    }
}
