//! Pages set in three columns of prose, as wide as each other: a gutter parts the first from the others.
//!
//! The texts in the columns of a table hardly fill as many lines in a row in all of them, and its columns are not of one width.

use super::{Gutter, LINES, MOST_TRIED, NARROWEST, SAME, is_crossed, prose};
use crate::table::aligned::Word;
use crate::table::aligned::bands::{Band, Segment};
use crate::table::aligned::piece::typical;
use crate::table::aligned::ruling::Line;

/// Columns begin at equal steps within this many ems.
const EVEN: f32 = 0.5;

/// The gutter right of the first of three columns.
pub(super) fn gutter(bands: &[Band], words: &[Word], rules: &[Line]) -> Option<Gutter> {
    let em = typical(bands.iter().map(|b| b.size))?;
    let mut begins: Vec<f32> = bands.iter().flat_map(|b| &b.segments).map(|s| s.x0).collect();
    begins.sort_by(f32::total_cmp);
    let mut groups: Vec<&[f32]> =
        begins.chunk_by(|a, b| b - a <= SAME * em).filter(|group| group.len() >= LINES.0).collect();
    groups.sort_by_key(|group| std::cmp::Reverse(group.len()));
    groups.truncate(MOST_TRIED);
    let places: Vec<f32> = groups.iter().map(|group| group[0]).collect();
    let follows =
        |a: f32, b: f32| places.iter().copied().find(|c| b > a && (c - b - (b - a)).abs() <= EVEN * em);
    let pairs = places.iter().flat_map(|a| places.iter().map(move |b| (*a, *b)));
    pairs
        .filter_map(|(a, b)| Some([a, b, follows(a, b)?]))
        .find_map(|begins| right_of_first(begins, bands, words, rules, em))
}

/// The same, if three columns begin at some places and have nothing beside them.
fn right_of_first(
    [a, b, c]: [f32; 3],
    bands: &[Band],
    words: &[Word],
    rules: &[Line],
    em: f32,
) -> Option<Gutter> {
    let is_over = |s: &Segment, x: f32| s.x1 > x - NARROWEST * em && s.x0 < x - SAME * em;
    let is_free = |band: &&Band| {
        let outer = |s: &Segment| s.x0 < a - SAME * em || s.x1 > 2.0 * c - b;
        !band.segments.iter().any(|s| is_over(s, b) || is_over(s, c) || outer(s))
    };
    let runs = bands.chunk_by(|above, below| is_free(&above) == is_free(&below));
    runs.filter(|run| run.first().is_some_and(|band| is_free(&band))).find_map(|run| {
        let columns = [
            prose(run, words, |s| s.x0 < b - SAME * em, em, f32::INFINITY),
            prose(run, words, |s| s.x0 >= b - SAME * em && s.x0 < c - SAME * em, em, f32::INFINITY),
            prose(run, words, |s| s.x0 >= c - SAME * em, em, f32::INFINITY),
        ];
        let gutter = Gutter {
            x: b - NARROWEST * em / 2.0,
            top: columns.iter().map(|column| column.top).fold(f32::INFINITY, f32::min),
            bottom: columns.iter().map(|column| column.bottom).fold(f32::NEG_INFINITY, f32::max),
        };
        let are_three = columns.iter().all(|column| column.lines >= LINES.0)
            && runs_on(run, words)
            && !rules.iter().any(|rule| is_crossed(rule, gutter, b));
        are_three.then(|| gutter.reaching(run))
    })
}

/// Whether most texts go on with sentences: they begin in small letters, where the cells of a table begin anew.
fn runs_on(run: &[Band], words: &[Word]) -> bool {
    let texts = || run.iter().flat_map(|band| &band.segments).filter_map(|s| s.words.first());
    let small =
        texts().filter(|word| words[**word].text.starts_with(|c: char| c.is_ascii_lowercase())).count();
    2 * small >= texts().count()
}

#[cfg(test)]
mod tests {
    use super::super::tests::column;
    use super::*;

    #[track_caller]
    fn check(text: &str, expected: Option<usize>) {
        assert_eq!(column(text, gutter), expected, "{text}");
    }

    const LINE: &str = "the farms sold more in all";

    #[test]
    fn a_table_in_one_of_three_columns() {
        let row = |a: &str, b: &str, c: &str| format!("{a:32}{b:32}{c}\n");
        let prose = row(LINE, LINE, LINE);
        let table = row("Oats       12      8", LINE, LINE);
        check(&format!("{}{}", table.repeat(4), prose.repeat(9)), Some(31));
        // Too few lines, and columns of a table, which are not of one width.
        check(&prose.repeat(5), None);
        let uneven = format!("{LINE:32}{LINE:40}{LINE}\n");
        check(&uneven.repeat(12), None);
        let names = row("Oats", LINE, LINE);
        check(&names.repeat(12), None);
    }
}
