//! Columns of numbers and shares that no rule parts, which end at two places in the cells of one. Hours and minutes, or
//! degrees and minutes, end at two places as well, and are one value.

use crate::page::Glyph;
use crate::table::cells::Spans;
use crate::table::fill::Filled;
use crate::table::lattice::Lattice;
use crate::table::pairs::{Pair, are_numbers, columns};
use crate::table::prose::{Line, lines};
use crate::table::runs::is_space;

/// Nearly all lines of the column hold two numbers: so many of ten.
const OF_TEN: usize = 8;

/// Parts the columns whose cells hold two numbers each; whether any was.
pub(super) fn part_pairs(lattice: &mut Lattice, spans: &Spans, filled: &Filled, glyphs: &[Glyph]) -> bool {
    let found: Vec<(usize, f32, usize)> = (0..lattice.columns())
        .filter_map(|col| place(col, spans, filled, glyphs).map(|(at, first)| (col, at, first)))
        .collect();
    // From the last column back, so that those before it stay where they are.
    for (col, at, first) in found.iter().rev() {
        let own = spans.cells.iter().filter(|span| (span.col, span.col_end) == (*col, col + 1));
        let rows: Vec<usize> =
            own.flat_map(|span| span.row..span.row_end).filter(|row| row >= first).collect();
        lattice.divide_column(*col, *at, &rows);
    }
    !found.is_empty()
}

/// Where two columns of numbers in one part, and the first row with both.
fn place(col: usize, spans: &Spans, filled: &Filled, glyphs: &[Glyph]) -> Option<(f32, usize)> {
    let cells = spans.cells.iter().zip(&filled.cells);
    let own: Vec<(usize, Vec<Text>)> = cells
        .filter(|(span, runs)| (span.col, span.col_end) == (col, col + 1) && !runs.is_empty())
        .map(|(span, runs)| {
            (span.row, lines(runs, glyphs).iter().map(|line| Text::of(line, glyphs)).collect())
        })
        .collect();
    let paired = || own.iter().filter_map(|(row, lines)| Some((*row, lines.first()?, pair(lines)?)));
    let pairs =
        paired().map(|(line, text, [a, b])| Pair { ends: [a.x1, b.x1], x: b.x0, size: text.size, line });
    let column = columns(pairs.collect()).into_iter().max_by_key(Vec::len)?;
    if !(0..2).any(|side| are_shares(paired().map(|(.., pair)| pair), side)) {
        return None;
    }
    let first = column.iter().map(|pair| pair.line).min()?;
    let left = column.iter().map(|pair| pair.ends[0]).reduce(f32::max)?;
    let right = column.iter().map(|pair| pair.x).reduce(f32::min)?;
    let at = f32::midpoint(left, right);
    let below = || own.iter().filter(|(row, _)| *row >= first).flat_map(|(_, lines)| lines);
    let crosses = |text: &Text| text.words.iter().any(|word| word.x0 < at && at < word.x1);
    (left < right && 10 * column.len() >= OF_TEN * below().count() && !below().any(crosses))
        .then_some((at, first))
}

/// The two numbers of a cell, if it holds nothing else.
fn pair(lines: &[Text]) -> Option<&[Word; 2]> {
    let [text] = lines else { return None };
    let pair: &[Word; 2] = text.words.as_slice().try_into().ok()?;
    are_numbers(&pair[0].text, &pair[1].text).then_some(pair)
}

/// Whether the numbers on one side are shares, and none on the other is: what has none is marked by a dash.
fn are_shares<'a>(mut pairs: impl Iterator<Item = &'a [Word; 2]>, side: usize) -> bool {
    let is_share = |word: &Word| word.text.ends_with('%');
    let is_dash = |word: &Word| !word.text.contains(|c: char| c.is_ascii_digit());
    pairs.all(|pair| (is_share(&pair[side]) || is_dash(&pair[side])) && !is_share(&pair[1 - side]))
}

/// A line of a cell.
struct Text {
    size: f32,
    words: Vec<Word>,
}

/// What stands between the spaces of a line.
struct Word {
    text: String,
    x0: f32,
    x1: f32,
}

impl Text {
    fn of(line: &Line<'_>, glyphs: &[Glyph]) -> Self {
        let mut words: Vec<Word> = Vec::new();
        for g in line.runs.iter().flat_map(|run| &glyphs[run.glyphs.clone()]) {
            match words.last_mut().filter(|word| !is_space(g.bbox.x0 - word.x1, line.size)) {
                Some(word) => {
                    word.text.push(g.ch);
                    word.x1 = word.x1.max(g.bbox.x1);
                }
                None => words.push(Word { text: g.ch.to_string(), x0: g.bbox.x0, x1: g.bbox.x1 }),
            }
        }
        Self { size: line.size, words }
    }
}

#[cfg(test)]
mod tests {
    use super::super::super::tests::draw;
    use super::super::tests::read;

    /// Names and two numbers, the second 20 points behind the first, in two ruled columns.
    #[track_caller]
    fn check(rows: &[(&str, &str)], ends: (f32, f32), expected: &str) {
        let h: Vec<_> = (0..rows.len() + 2).map(|i| (16.0 * i as f32, 0.0, 180.0)).collect();
        let v = [0.0, 60.0, 180.0].map(|x| (x, 0.0, 16.0 * (rows.len() + 1) as f32));
        let mut texts = vec![("单位", 5.0, 12.0), ("票数", 100.0, 12.0)];
        for (i, (a, b)) in rows.iter().enumerate() {
            let y = 16.0 * i as f32 + 28.0;
            let start = |text: &str, end: f32| end - 5.0 * text.len() as f32;
            texts.extend([("甲", 5.0, y), (*a, start(a, ends.0), y), (*b, start(b, ends.1), y)]);
        }
        let (table, _) = read(&h, &v, &texts);
        assert_eq!(table.as_ref().map(draw).as_deref(), Some(expected));
    }

    #[test]
    fn numbers_that_end_at_two_places_are_two_columns() {
        let rows = [("26", "86.7%"), ("4", "100.0%"), ("120", "4.5%"), ("0", "-"), ("150", "85.7%")];
        let drawn = "单位 票数 <\n甲 26 86.7%\n甲 4 100.0%\n甲 120 4.5%\n甲 0 -\n甲 150 85.7%";
        check(&rows, (110.0, 145.0), drawn);
    }

    #[test]
    fn hours_and_minutes_are_one() {
        let rows = [("7", "05"), ("7", "12"), ("7", "9"), ("10", "15"), ("11", "2"), ("12", "40")];
        let drawn = "单位 票数\n甲 7_05\n甲 7_12\n甲 7_9\n甲 10_15\n甲 11_2\n甲 12_40";
        check(&rows, (110.0, 125.0), &drawn.replace('_', " "));
    }

    #[test]
    fn the_groups_of_a_number_are_one() {
        let rows = [("26", "867"), ("4", "100"), ("120", "450"), ("3", "000"), ("150", "857")];
        let drawn = "单位 票数\n甲 26_867\n甲 4_100\n甲 120_450\n甲 3_000\n甲 150_857";
        let spaced = drawn.replace('_', " ");
        check(&rows, (110.0, 128.0), &spaced);
    }
}
