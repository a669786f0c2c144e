//! Values that stand side by side in one cell, as if the rules between them were missing.

use fenjie_model::HashMap;
use fenjie_model::text::is_cjk;

use super::cells::Spans;
use super::fill::Filled;
use super::header::is_datum;
use super::implied::{APART, deepest_gap};
use super::prose::{Line, lines};
use super::runs::Run;
use crate::page::{Glyph, Turn};

/// Whether two values stand side by side on a line of a cell, as if a rule between them were missing.
pub(crate) fn lacks_rules(runs: &[Run], glyphs: &[Glyph]) -> bool {
    runs.len() > 1 && lines(runs, glyphs).iter().any(|line| values(line, glyphs) > 1)
}

/// Whether the texts of a cell stand side by side in most of its lines, around a gap that runs down through them: what is
/// read line by line runs from one column into the other.
pub(crate) fn stands_in_columns(runs: &[Run], glyphs: &[Glyph]) -> bool {
    /// A gap runs down through this many lines at least.
    const FEWEST_LINES: usize = 3;
    /// The texts are so many ems apart: those of justified lines are nearer.
    const APART: f32 = 2.0;
    if runs.len() < 2 * FEWEST_LINES || runs.iter().any(|run| run.turn != Turn::Upright) {
        return false;
    }
    let lines = lines(runs, glyphs);
    let deepest = deepest_gap(&lines, APART);
    deepest >= FEWEST_LINES && 2 * deepest > lines.len()
}

/// How many values stand apart from other texts on a line.
fn values(line: &Line<'_>, glyphs: &[Glyph]) -> usize {
    texts(line, glyphs).filter(|text| is_value(text)).count()
}

/// How many lines of a cell have at least `fewest` values that stand apart, where amounts with what they count are values
/// too, and several short words in Latin script that stand below each other: Yes, No, n.a.
fn lines_of_entries(runs: &[Run], glyphs: &[Glyph], fewest: usize) -> usize {
    let lines = lines(runs, glyphs);
    let (worded, others): (Vec<&Line<'_>>, Vec<&Line<'_>>) =
        lines.iter().partition(|line| are_words(line, glyphs));
    let values = |line: &&&Line<'_>| {
        let texts = texts(line, glyphs);
        texts.filter(|text| is_value(text) || is_amount(text.trim())).count() >= fewest
    };
    let others = others.iter().filter(values).count();
    // The words of justified lines stand apart too, but each line's elsewhere.
    match gaps(&worded) + 1 >= FEWEST_WORDS {
        true => others + worded.len(),
        false => others + worded.iter().filter(values).count(),
    }
}

/// So many words side by side are no name.
const FEWEST_WORDS: usize = 3;

/// Whether several short words stand apart on a line, and nothing else.
fn are_words(line: &Line<'_>, glyphs: &[Glyph]) -> bool {
    /// Longer ones are texts, in characters.
    const LONGEST: usize = 12;
    let is_short = |text: &String| {
        let text = text.trim();
        text.chars().count() <= LONGEST && !text.contains(char::is_whitespace) && !text.contains(is_cjk)
    };
    let texts: Vec<String> = texts(line, glyphs).collect();
    texts.len() >= FEWEST_WORDS && texts.iter().all(is_short)
}

/// How many gaps run down through lines between their texts.
fn gaps(lines: &[&Line<'_>]) -> usize {
    /// A gap is as wide as this at least, in ems.
    const NARROWEST: f32 = 0.5;
    let size = lines.iter().map(|line| line.size).fold(0.0, f32::max);
    let mut sides: Vec<(f32, f32)> =
        lines.iter().flat_map(|line| &line.runs).map(|run| (run.bbox.x0, run.bbox.x1)).collect();
    sides.sort_by(|a, b| a.0.total_cmp(&b.0));
    let mut end = f32::INFINITY;
    let mut found = 0;
    for (x0, x1) in sides {
        found += usize::from(x0 - end >= NARROWEST * size);
        end = if end.is_finite() { end.max(x1) } else { x1 };
    }
    found
}

/// Whether a value stands apart behind a name on a line: Camden  20,072.
fn names_value(line: &Line<'_>, glyphs: &[Glyph]) -> bool {
    let mut texts = texts(line, glyphs);
    let is_name = texts.next().is_some_and(|text| !is_value(&text) && text.contains(char::is_alphabetic));
    is_name && texts.next().is_some_and(|text| is_value(&text)) && texts.next().is_none()
}

/// The texts that stand apart on a line.
fn texts(line: &Line<'_>, glyphs: &[Glyph]) -> impl Iterator<Item = String> {
    let near = |a: &&Run, b: &&Run| b.bbox.x0 - a.bbox.x1 < APART * line.size;
    let characters = |runs: &[&Run]| {
        runs.iter().flat_map(|run| &glyphs[run.glyphs.clone()]).map(|glyph| glyph.ch).collect::<String>()
    };
    line.runs.chunk_by(near).map(characters)
}

fn is_value(text: &str) -> bool {
    is_datum(text.trim()) || is_range(text)
}

/// Whether a short text begins with a number and says what it counts: 82 mo., 353公斤/亩, $1.2 million. 4（流转面积1660亩） is a
/// number with its note.
fn is_amount(text: &str) -> bool {
    /// Longer ones are texts, in characters, and so are those with more words.
    const LONGEST: usize = 12;
    const MOST_WORDS: usize = 3;
    let amount = text.trim_start_matches(['$', '€', '£', '¥', '￥', '-', '−', '+', '<', '>', '≤', '≥', '.']);
    let counted = amount.trim_start_matches(|c: char| c.is_ascii_digit() || matches!(c, '.' | ','));
    // A number in brackets behind another is its error: 10.4 (0.97).
    let error = counted.strip_prefix('(').and_then(|rest| rest.strip_suffix(')'));
    counted.len() < amount.len()
        && (error.is_some_and(is_datum)
            || counted.starts_with(|c: char| !matches!(c, '、' | '（' | '(' | '）' | ')' | '．')))
        && !text.contains(['。', '，', '；', '、'])
        && text.chars().count() <= LONGEST
        && text.split_whitespace().count() <= MOST_WORDS
}

/// Whether two numbers are one value: 2.2 to 5.8.
fn is_range(text: &str) -> bool {
    text.split_once("to").is_some_and(|(from, to)| is_datum(from.trim()) && is_datum(to.trim()))
}

/// Whether most values of a lattice stand side by side in columns that hold several such lines, in one cell or in
/// several: its rules are those of its head and of groups of columns or rows, and the others are found by the alignment
/// of the text.
pub(crate) fn lacks_most_rules(spans: &Spans, filled: &Filled, glyphs: &[Glyph]) -> bool {
    /// A column with so many lines of values side by side holds columns.
    const FEWEST_LINES: usize = 3;
    // Of each column how many lines have several values, which are several runs.
    let mut several: HashMap<(usize, usize), usize> = HashMap::default();
    for (span, runs) in spans.cells.iter().zip(&filled.cells).filter(|(_, runs)| runs.len() > 1) {
        *several.entry((span.col, span.col_end)).or_default() += lines_of_entries(runs, glyphs, 2);
    }
    let stacked: usize = several.into_values().filter(|lines| *lines >= FEWEST_LINES).sum();
    stacked > 0
        && 2 * stacked > filled.cells.iter().map(|runs| lines_of_entries(runs, glyphs, 1)).sum::<usize>()
}

/// Whether each cell of a row holds lines of a name and its value, as panels with a rule between them do: Camden  20,072.
pub(crate) fn holds_panels(spans: &Spans, filled: &Filled, glyphs: &[Glyph]) -> bool {
    /// So many lines with a name and a value are rows.
    const FEWEST_LINES: usize = 3;
    let is_panel = |runs: &[Run]| {
        let lines = lines(runs, glyphs);
        let named = lines.iter().filter(|line| names_value(line, glyphs)).count();
        named >= FEWEST_LINES && 4 * named >= 3 * lines.len()
    };
    let last = spans.cells.iter().map(|span| span.row).max();
    let body = spans.cells.iter().zip(&filled.cells);
    let mut body =
        body.filter(|(span, runs)| Some(span.row) == last && !runs.is_empty()).map(|(_, runs)| runs);
    body.clone().count() > 1 && body.all(|runs| is_panel(runs))
}

#[cfg(test)]
mod tests {
    use super::super::cells::cells;
    use super::super::fill::fill;
    use super::super::lattice::{lattices, tests::edges_of};
    use super::super::runs::{runs, tests::line};
    use super::*;
    use crate::Tolerances;

    #[track_caller]
    fn check_cell(texts: &[(&str, f32)], expected: bool) {
        let glyphs: Vec<Glyph> = texts.iter().flat_map(|(text, x)| line(text, *x, 14.0, 10.0)).collect();
        assert_eq!(lacks_rules(&runs(&glyphs), &glyphs), expected, "{texts:?}");
    }

    #[test]
    fn values_side_by_side_lack_a_rule() {
        check_cell(&[("甲镇", 10.0), ("12", 50.0), ("3", 80.0)], true);
        check_cell(&[("合", 10.0), ("计", 50.0)], false);
        check_cell(&[("甲镇", 10.0), ("12", 50.0)], false);
        check_cell(&[("12", 10.0), ("345", 24.0)], false);
    }

    #[test]
    fn texts_in_columns_of_a_cell() {
        let check = |lines: usize, gap: f32, expected: bool| {
            let row = |y: f32| {
                let texts = [("八月初", 10.0), ("新生注册报到", 40.0 + gap), ("九月末", 100.0 + 2.0 * gap)];
                texts.into_iter().flat_map(|(text, x)| line(text, x, y, 10.0)).collect::<Vec<_>>()
            };
            let glyphs: Vec<Glyph> = (0..lines).flat_map(|i| row(14.0 + 14.0 * i as f32)).collect();
            assert_eq!(stands_in_columns(&runs(&glyphs), &glyphs), expected, "{lines} {gap}");
        };
        check(4, 30.0, true);
        check(4, 15.0, false);
        check(2, 30.0, false);
    }

    #[test]
    fn lines_of_values_in_few_cells_are_rows() {
        let check = |rows: usize, values: &[&str], expected: bool| {
            let h = [(0.0, 0.0, 180.0), (20.0, 0.0, 180.0), (120.0, 0.0, 180.0)];
            let v = [(0.0, 0.0, 120.0), (60.0, 0.0, 120.0), (180.0, 0.0, 120.0)];
            let lattice = lattices(&edges_of(&h, &v), &Tolerances::default()).remove(0);
            let mut glyphs = [line("单位", 10.0, 14.0, 10.0), line("目标", 100.0, 14.0, 10.0)].concat();
            for i in 0..rows {
                let y = 34.0 + 14.0 * i as f32;
                glyphs.extend(line("甲镇", 10.0, y, 10.0));
                for (j, value) in values.iter().enumerate() {
                    glyphs.extend(line(value, 70.0 + 40.0 * j as f32, y, 10.0));
                }
            }
            let runs = runs(&glyphs);
            let spans = cells(&lattice);
            let filled = fill(&lattice, &spans, &runs, &glyphs, &mut vec![false; runs.len()]);
            assert_eq!(lacks_most_rules(&spans, &filled, &glyphs), expected, "{rows} {values:?}");
        };
        check(4, &["12", "3.5", "7"], true);
        check(2, &["12", "3.5", "7"], false);
        check(4, &["12"], false);
        check(4, &["12", "另定", "按季"], false);
        check(4, &["4万", "3/亩", "7吨"], true);
        check(4, &["Yes", "No", "n.a."], true);
        check(4, &["1(2)", "3(.4)"], true);
        check(4, &["1(a)", "3(b)"], false);
        check(4, &["5次", "1、", "2、"], false);
    }

    #[test]
    fn words_of_justified_lines_are_no_entries() {
        let check = |lines: [&[(&str, f32)]; 4], expected: usize| {
            let at = lines.iter().zip(0..).flat_map(|(own, i)| own.iter().map(move |text| (text, i)));
            let glyphs: Vec<Glyph> =
                at.flat_map(|((text, x), i)| line(text, *x, 14.0 + 14.0 * i as f32, 10.0)).collect();
            assert_eq!(lines_of_entries(&runs(&glyphs), &glyphs, 2), expected, "{lines:?}");
        };
        let kinds: [(&str, f32); 3] = [("Yes", 10.0), ("No", 50.0), ("n.a.", 90.0)];
        check([&kinds; 4], 4);
        let justified: [&[(&str, f32)]; 4] = [
            &[("expect", 10.0), ("only", 55.0), ("or", 100.0)],
            &[("to", 10.0), ("behave", 35.0), ("as", 80.0), ("re", 100.0)],
            &[("lied", 10.0), ("upon", 48.0), ("by", 98.0)],
            &[("way", 10.0), ("in", 45.0), ("the", 70.0), ("a", 104.0)],
        ];
        check(justified, 0);
    }

    #[test]
    fn names_beside_their_values_are_panels() {
        let check = |rows: [&[(&str, &str)]; 2], expected: bool| {
            let h = [(0.0, 0.0, 240.0), (20.0, 0.0, 240.0), (120.0, 0.0, 240.0)];
            let v = [(0.0, 0.0, 120.0), (120.0, 0.0, 120.0), (240.0, 0.0, 120.0)];
            let lattice = lattices(&edges_of(&h, &v), &Tolerances::default()).remove(0);
            let mut glyphs = Vec::new();
            for (panel, rows) in rows.iter().enumerate() {
                let x = 120.0 * panel as f32;
                for (i, (name, value)) in rows.iter().enumerate() {
                    let y = 34.0 + 14.0 * i as f32;
                    glyphs.extend(line(name, x + 5.0, y, 10.0));
                    glyphs.extend(line(value, x + 80.0, y, 10.0));
                }
            }
            let runs = runs(&glyphs);
            let spans = cells(&lattice);
            let filled = fill(&lattice, &spans, &runs, &glyphs, &mut vec![false; runs.len()]);
            assert_eq!(holds_panels(&spans, &filled, &glyphs), expected);
        };
        let towns: &[(&str, &str)] = &[("甲镇", "12"), ("乙镇", "3"), ("丙镇", "45")];
        check([towns, towns], true);
        check([towns, &towns[..2]], false);
        check([towns, &[("12", "3"), ("4", "5"), ("6", "7")]], false);
    }
}
