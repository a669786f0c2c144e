//! Rows that number the columns below a header: 甲 1 2 3, 栏次 1 2 3=2-1, A B C.

use fenjie_model::text::fold;

use crate::grid::Grid;
use crate::known::is_value;
use crate::words::words;

/// What columns are counted by: numbers, and the letters of those that hold names.
const LETTERS: [&str; 2] = ["甲乙丙丁戊己庚辛壬癸", "ABCDEFGHIJKLMNOPQRSTUVWXYZ"];

/// So many numbers alone count columns; fewer can be a row's own.
const FEWEST: usize = 3;

/// Whether a row numbers the columns: each that prints something prints the next number or letter, and over the names of
/// the other rows too.
pub(crate) fn numbers_columns(grid: &Grid<'_>, row: usize) -> bool {
    let mut next = [1; 1 + LETTERS.len()];
    let (mut count, mut is_told) = (0, false);
    for col in (0..grid.columns()).filter(|col| grid.prints(row, *col)) {
        let text = grid.text(row, col);
        match place(text) {
            // The first can be 2, behind a column that prints none.
            Some((kind, at)) if at == next[kind] || count == 0 && kind == 0 && at == 2 => {
                next[kind] = at + 1;
                is_told |= kind > 0;
                count += 1;
            }
            None if count == 0 && words!("栏次 栏号 列次 列号 行次 序号 项次").have(&fold(text)) => {
                is_told = true
            }
            _ => return false,
        }
    }
    // Below it begin the names, which are no such letters.
    let below = |col: usize| if row + 1 < grid.rows() { grid.text(row + 1, col) } else { "" };
    let is_name =
        |col: &usize| !below(*col).is_empty() && !is_value(below(*col)) && place(below(*col)).is_none();
    let mut names = (0..grid.columns()).filter(is_name).peekable();
    names.peek().is_some()
        && match is_told {
            true => count >= 2,
            false => count >= FEWEST && names.all(|col| grid.prints(row, col)),
        }
}

/// The number of a column and what it is of, 0 for numbers: 3, （3）, ③, 3=2-1, 丙, C.
fn place(text: &str) -> Option<(usize, usize)> {
    let text = fold(text);
    let number = text.split('=').next().unwrap_or(&text);
    let number = number.trim_start_matches('(').trim_end_matches(')').trim_end_matches('栏');
    let mut chars = number.chars();
    match (chars.next()?, chars.next()) {
        (letter @ '①'..='⑳', None) => Some((0, letter as usize - '①' as usize + 1)),
        (letter, None) if !letter.is_ascii_digit() => {
            let at = |letters: &str| letters.chars().position(|other| other == letter);
            let kind = LETTERS.iter().position(|letters| at(letters).is_some())?;
            Some((kind + 1, at(LETTERS[kind])? + 1))
        }
        _ if number.len() <= 2 => Some((0, number.parse().ok()?)),
        _ => None,
    }
}
