//! A rule that strikes out all texts of a table's row, from side to side: it is no rule between two rows.

use super::{HIGHEST_CELL, LARGEST, LEVEL, MEET, MOST_STRIKES, PAPER, THICKEST, THROUGH, is_drawn};
use crate::page::{Axis, Glyph, Page, Rule};

/// A rule closes a row that it goes along by this part of it.
const ALONG: f32 = 0.8;
/// So many rules are compared with strikes on a page.
const MOST_COMPARED: usize = 1 << 22;

/// Rules at one height that go on each other.
struct Line {
    at: f32,
    from: f32,
    to: f32,
    thickness: f32,
    rules: Vec<usize>,
    /// The glyphs whose middle it goes through.
    through: Vec<usize>,
}

/// The rules that go through all texts between the rules above and below them, and these texts.
pub(super) fn struck_rows(page: &Page, by_line: &[usize]) -> Vec<(usize, Vec<usize>)> {
    let glyphs = &page.glyphs;
    let mut lines = lines(&page.rules);
    lines.iter_mut().for_each(|line| line.through = through(line, by_line, glyphs));
    let mut is_struck = vec![false; glyphs.len()];
    lines.iter().flat_map(|line| &line.through).for_each(|&i| is_struck[i] = true);
    let mut room = MOST_COMPARED;
    let mut found = Vec::new();
    for (at, line) in lines.iter().enumerate() {
        let Some(&first) = line.through.first() else { continue };
        let em = glyphs[first].size;
        let above = closing(line, lines[..at].iter().rev(), &mut room);
        let below = closing(line, lines[at + 1..].iter(), &mut room);
        let (Some(above), Some(below)) = (above, below) else { continue };
        let is_row = below.at - above.at <= HIGHEST_CELL * em
            && line.thickness <= THICKEST * em
            && within(line, above.at, below.at, by_line, glyphs).all(|&i| is_struck[i])
            && line.through.iter().any(|&i| glyphs[i].ch.is_alphanumeric())
            && walls(above, below, &page.rules, &mut room) > 1;
        if is_row {
            found.extend(line.rules.iter().map(|&rule| (rule, line.through.clone())));
        }
        if found.len() >= MOST_STRIKES {
            break;
        }
    }
    found
}

/// The horizontal rules of a page from the top, those that go on each other as one.
fn lines(rules: &[Rule]) -> Vec<Line> {
    let is_seen = |rule: &Rule| is_drawn(rule) && rule.colour.iter().any(|c| *c < PAPER);
    let is_own = |i: &usize| rules[*i].axis == Axis::Horizontal && is_seen(&rules[*i]);
    let mut own: Vec<usize> = (0..rules.len()).filter(is_own).collect();
    own.sort_by(|&a, &b| rules[a].at.total_cmp(&rules[b].at));
    let mut found: Vec<Line> = Vec::new();
    for level in own.chunk_by_mut(|&a, &b| rules[b].at - rules[a].at <= LEVEL) {
        level.sort_by(|&a, &b| rules[a].from.total_cmp(&rules[b].from));
        let first = found.len();
        for &i in level.iter() {
            let Rule { at, from, to, thickness, .. } = rules[i];
            match found[first..].last_mut() {
                Some(line) if from <= line.to + MEET => {
                    line.to = line.to.max(to);
                    line.thickness = line.thickness.max(thickness);
                    line.rules.push(i);
                }
                _ => found.push(Line { at, from, to, thickness, rules: vec![i], through: Vec::new() }),
            }
        }
    }
    found
}

/// The glyphs between two heights that stand over or under a line.
fn within<'a>(
    line: &Line,
    above: f32,
    below: f32,
    by_line: &'a [usize],
    glyphs: &[Glyph],
) -> impl Iterator<Item = &'a usize> {
    let first = by_line.partition_point(|&i| glyphs[i].baseline < above);
    let own = &by_line[first..];
    let own = &own[..own.partition_point(|&i| glyphs[i].baseline < below)];
    own.iter().filter(move |&&i| (line.from..=line.to).contains(&glyphs[i].bbox.centre_x()))
}

/// The glyphs whose middle a line goes through.
fn through(line: &Line, by_line: &[usize], glyphs: &[Glyph]) -> Vec<usize> {
    let is_through = |i: &&usize| THROUGH.contains(&((glyphs[**i].baseline - line.at) / glyphs[**i].size));
    let near = within(line, line.at, line.at + LARGEST, by_line, glyphs);
    let mut own: Vec<usize> = near.filter(is_through).copied().collect();
    own.sort_unstable();
    own
}

/// The nearest line that goes along most of one and through no text.
fn closing<'a>(line: &Line, others: impl Iterator<Item = &'a Line>, room: &mut usize) -> Option<&'a Line> {
    for other in others {
        *room = room.checked_sub(1)?;
        let shared = line.to.min(other.to) - line.from.max(other.from);
        if other.through.is_empty() && shared >= ALONG * (line.to - line.from) {
            return Some(other);
        }
    }
    None
}

/// How many rules stand from the upper to the lower end of a row, at its sides or between its cells.
fn walls(above: &Line, below: &Line, rules: &[Rule], room: &mut usize) -> usize {
    let Some(left) = room.checked_sub(rules.len()) else { return 0 };
    *room = left;
    let (from, to) = (above.from.max(below.from) - MEET, above.to.min(below.to) + MEET);
    let is_wall = |rule: &&Rule| {
        rule.axis == Axis::Vertical
            && is_drawn(rule)
            && rule.from <= above.at + MEET
            && below.at - MEET <= rule.to
            && (from..=to).contains(&rule.at)
    };
    let mut at: Vec<f32> = rules.iter().filter(is_wall).map(|rule| rule.at).collect();
    at.sort_by(f32::total_cmp);
    at.dedup_by(|a, b| *a - *b <= MEET);
    at.len()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::table::runs::tests::line;

    /// The texts that a rule strikes out in a table of two columns and three rows, 20 points high, with a text in each
    /// cell of the first and the last row and those given by their left ends and baselines.
    #[track_caller]
    fn check(strikes: &[(f32, f32, f32)], texts: &[(&str, f32, f32)], expected: &str) {
        let others = [("甲镇", 10.0, 14.0), ("12", 70.0, 14.0), ("丙镇", 10.0, 54.0), ("34", 70.0, 54.0)];
        let all = others.iter().chain(texts);
        let glyphs: Vec<Glyph> = all.flat_map(|(text, x, y)| line(text, *x, *y, 10.0)).collect();
        let across = |at| Rule::hairline(Axis::Horizontal, at, 0.0, 120.0);
        let mut rules: Vec<Rule> = [0.0, 20.0, 40.0, 60.0].map(across).to_vec();
        rules.extend([0.0, 60.0, 120.0].map(|at| Rule::hairline(Axis::Vertical, at, 0.0, 60.0)));
        rules.extend(strikes.iter().map(|&(at, x0, x1)| Rule::hairline(Axis::Horizontal, at, x0, x1)));
        let page = Page { number: 1, width: 200.0, height: 200.0, glyphs, rules, ..Page::default() };
        let mut by_line: Vec<usize> = (0..page.glyphs.len()).collect();
        by_line.sort_by(|&a, &b| page.glyphs[a].baseline.total_cmp(&page.glyphs[b].baseline));
        let mut own: Vec<usize> = struck_rows(&page, &by_line).into_iter().flat_map(|(_, own)| own).collect();
        own.sort_unstable();
        own.dedup();
        assert_eq!(own.iter().map(|&i| page.glyphs[i].ch).collect::<String>(), expected);
    }

    const ROW: [(&str, f32, f32); 2] = [("乙镇", 10.0, 34.0), ("860", 70.0, 34.0)];

    #[test]
    fn one_rule_strikes_a_row_out() {
        // From side to side, beyond them, within them, twice, and cell by cell.
        for strikes in [
            &[(30.5, 0.0, 120.0)][..],
            &[(30.5, -10.0, 130.0)],
            &[(30.5, 5.0, 115.0)],
            &[(29.8, 0.0, 120.0), (31.2, 0.0, 120.0)],
            &[(30.5, 0.0, 60.0), (30.5, 60.0, 120.0)],
        ] {
            check(strikes, &ROW, "乙镇860");
        }
        check(&[(30.5, 60.0, 120.0)], &ROW, "860");
    }

    #[test]
    fn a_rule_between_rows_strikes_nothing_out() {
        // It goes through a merged cell's name, beside which the rows have texts of their own.
        let merged = [("乙镇", 10.0, 34.0), ("860", 70.0, 29.0), ("750", 70.0, 39.0)];
        check(&[(30.5, 0.0, 120.0)], &merged, "");
        // Below the text, over it, and where there is none.
        check(&[(36.0, 0.0, 120.0)], &ROW, "");
        check(&[(25.0, 0.0, 120.0)], &ROW, "");
        check(&[(30.5, 0.0, 120.0)], &[], "");
        // All texts lie on rules.
        let shifted = [("甲镇", 10.0, 23.5), ("12", 70.0, 43.5)];
        check(&[], &shifted, "");
    }
}
