//! Names over several rows in text whose lines are rows: they stand in the first row of theirs, or in the middle.

use std::collections::BTreeMap;
use std::ops::Range;

/// More ways to part the rows are not looked at.
const MOST: usize = 64;

/// Where the rows of each name begin if each is printed in the middle of its rows, on the upper one of two middle ones: the
/// most even way to part them. `rows` says of each row whether it prints a name. None where they cannot be parted so.
pub(super) fn begins(rows: &[bool]) -> Option<Vec<usize>> {
    let names: Vec<usize> = (0..rows.len()).filter(|row| rows[*row]).collect();
    // For each name where its rows can begin: how uneven those above then are, and where those of the name before it begin.
    let mut ways: Vec<BTreeMap<usize, (usize, usize)>> = vec![BTreeMap::from([(0, (0, 0))])];
    for (i, &name) in names.iter().enumerate() {
        let limit = names.get(i + 1).copied().unwrap_or(rows.len());
        let is_last = i + 1 == names.len();
        let mut next = BTreeMap::new();
        for (&begin, &(uneven, _)) in ways[i].range(..=name) {
            let end = 2 * name + 1 - begin;
            for end in [end, end + 1].into_iter().filter(|end| *end == limit || !is_last && *end < limit) {
                let way = (uneven + (end - begin).pow(2), begin);
                next.entry(end)
                    .and_modify(|known: &mut (usize, usize)| *known = way.min(*known))
                    .or_insert(way);
            }
        }
        if next.len() > MOST {
            return None;
        }
        ways.push(next);
    }
    let mut begins = Vec::with_capacity(names.len());
    let mut end = rows.len();
    for ways in ways.iter().skip(1).rev() {
        end = ways.get(&end)?.1;
        begins.push(end);
    }
    begins.reverse();
    Some(begins).filter(|begins| !begins.is_empty())
}

/// The rows between those that name a total, which no other name is over.
pub(super) fn parts(totals: &[bool]) -> Vec<Range<usize>> {
    let mut parts = Vec::new();
    let mut begin = 0;
    for (row, _) in totals.iter().enumerate().filter(|(_, total)| **total).chain([(totals.len(), &true)]) {
        if begin < row {
            parts.push(begin..row);
        }
        begin = row + 1;
    }
    parts
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(rows: &str, expected: Option<&[usize]>) {
        let rows: Vec<bool> = rows.chars().map(|c| c == 'x').collect();
        assert_eq!(begins(&rows).as_deref(), expected);
    }

    #[test]
    fn names_in_the_middle_of_their_rows() {
        check(".x..x.x.", Some(&[0, 3, 6]));
        check("x..x.x.", Some(&[0, 2, 5]));
        check("x.x.xx", Some(&[0, 2, 4, 5]));
        check("xxx", Some(&[0, 1, 2]));
        check("x....", None);
        check("...", None);
        check("", None);
    }

    #[test]
    fn totals_part_rows() {
        assert_eq!(parts(&[true, false, false, true, true, false]), [1..3, 5..6]);
        assert!(parts(&[]).is_empty());
    }
}
