//! Rows that head the rows below them with a number of their own kind: 一、交通（2个） over 1, 2, 3.

use fenjie_model::text::{fold, is_numeral};

use super::{Group, Role};
use crate::grid::Grid;
use crate::registry::names_sum;

/// How a row is counted, the highest first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Count {
    /// 一、
    Han,
    /// （一）
    InBrackets,
    /// 1, 1.1, or not at all.
    Otherwise,
}

/// For each row of the table whether it heads others of the group: it is counted higher than they are.
pub(crate) fn heads(grid: &Grid<'_>, header_rows: usize, group: &Group) -> Vec<bool> {
    let is_label = |role: &Role| matches!(role, Role::Serial | Role::Unit | Role::Indicator);
    let labels: Vec<usize> =
        group.columns.iter().filter(|(_, role)| is_label(role)).map(|(col, _)| *col).collect();
    let count = |row| {
        let first = labels.iter().find(|col| grid.prints(row, **col))?;
        let text = grid.text(row, *first);
        (!names_sum(text)).then(|| count(text))
    };
    let counts: Vec<_> =
        (0..grid.rows()).map(|row| (row >= header_rows).then(|| count(row)).flatten()).collect();
    let lowest = counts.iter().flatten().max().copied();
    counts.into_iter().map(|count| count.is_some() && count < lowest).collect()
}

/// Whether a text begins as a heading does: 一、经济增长, （二）民生.
pub(crate) fn is_heading(text: &str) -> bool {
    let folded = fold(text);
    after_han(folded.trim_start_matches('(')).is_some_and(|rest| rest.starts_with(MARKS))
}

/// Whether both are numbers of one kind in Chinese: 一 and 二.
pub(super) fn is_alike(number: &str, other: &str) -> bool {
    count(number) == count(other) && count(number) != Count::Otherwise
}

/// Whether a number is of a higher kind than another: 一 than （一） and 1.
pub(super) fn is_over(number: &str, other: &str) -> bool {
    /// More characters than a number has, with its marks.
    const LONGEST: usize = 8;
    let is_of_number = |c: char| is_numeral(c) || c.is_ascii_digit() || "().、（）．".contains(c);
    let is_number = |text: &str| {
        !text.is_empty() && text.chars().nth(LONGEST).is_none() && text.chars().all(is_of_number)
    };
    is_number(number) && is_number(other) && count(number) < count(other)
}

fn count(text: &str) -> Count {
    let folded = fold(text);
    let (bare, kind) = match folded.strip_prefix('(') {
        Some(bare) => (bare, Count::InBrackets),
        None => (&*folded, Count::Han),
    };
    let counts = after_han(bare).is_some_and(|rest| rest.is_empty() || rest.starts_with(MARKS));
    if counts { kind } else { Count::Otherwise }
}

/// What stands between a number and what it counts.
const MARKS: [char; 5] = ['、', '.', '．', ')', '，'];

/// What follows the number that the text begins with.
fn after_han(text: &str) -> Option<&str> {
    let rest = text.trim_start_matches(is_numeral);
    (rest.len() < text.len()).then_some(rest)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_of_three_kinds() {
        for (text, expected) in [
            ("一", Count::Han),
            ("十二、民生", Count::Han),
            ("（一）工业", Count::InBrackets),
            ("(二)", Count::InBrackets),
            ("1", Count::Otherwise),
            ("1.1", Count::Otherwise),
            ("一产增加值", Count::Otherwise),
            ("其中：工业", Count::Otherwise),
        ] {
            assert_eq!(count(text), expected, "{text}");
        }
    }
}
