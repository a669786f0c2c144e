//! Which width the printer of a text gave to a full-width character.
//!
//! Every gap between two cells of a line lies over a border of columns, and with the right width the gaps of many lines
//! lie over the same few borders. With the wrong one they drift with the characters before them.

use super::sections;
use super::words::{is_one, words};
use crate::table::aligned::is_centred;

/// How many columns characters take.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Widths {
    /// Full-width characters take two, as in a terminal.
    Terminal,
    /// Every character takes one, as in the output of `pdftotext -layout`.
    Counted,
}

/// The widths with which fewer borders explain all gaps. Where both do, form feeds tell that a PDF's text was printed.
pub(super) fn widths(lines: &[(u32, &str)]) -> Widths {
    if are_centred(lines) {
        return Widths::Terminal;
    }
    let (terminal, counted) = (borders(lines, Widths::Terminal), borders(lines, Widths::Counted));
    let feeds = lines.iter().any(|(_, text)| text.contains('\u{c}'));
    if counted < terminal || (counted == terminal && feeds) { Widths::Counted } else { Widths::Terminal }
}

/// Whether the texts of most tables are exactly in the middle of the columns of a terminal: chance hardly does that.
fn are_centred(lines: &[(u32, &str)]) -> bool {
    /// Fewer lines tell nothing.
    const FEWEST: usize = 3;
    /// So many tell it for all.
    const ENOUGH: usize = 2_000;
    let several = |line: &&(u32, &str)| segments(line.1, Widths::Terminal).len() > 1;
    let (mut centred, mut all) = (0, 0);
    for block in lines.chunk_by(|a, b| !sections::is_blank(a.1) && !sections::is_blank(b.1)) {
        let rows: Vec<(u32, &str)> = block.iter().filter(several).copied().collect();
        if all > ENOUGH {
            break;
        }
        if rows.len() >= FEWEST {
            all += rows.len();
            centred += if is_centred(&words(&rows, Widths::Terminal)) { rows.len() } else { 0 };
        }
    }
    2 * centred > all
}

/// How many borders the gaps of all blocks of lines need.
fn borders(lines: &[(u32, &str)], widths: Widths) -> usize {
    let mut count = 0;
    let mut gaps: Vec<(usize, usize)> = Vec::new();
    for (_, text) in lines {
        if sections::is_blank(text) || text.starts_with('\u{c}') {
            count += stabs(&mut gaps);
        }
        let segments = segments(text, widths);
        gaps.extend(segments.windows(2).map(|pair| (pair[0].1, pair[1].0)));
    }
    count + stabs(&mut gaps)
}

/// The fewest points that every gap holds one of. Takes the gaps away.
fn stabs(gaps: &mut Vec<(usize, usize)>) -> usize {
    gaps.sort_unstable_by_key(|gap| gap.1);
    let mut last = None;
    let mut count = 0;
    for (from, to) in gaps.drain(..) {
        if last.is_none_or(|at| at < from) {
            last = Some(to - 1);
            count += 1;
        }
    }
    count
}

/// The runs of a line without two spaces side by side: from the first column to the one after the last.
pub(super) fn segments(text: &str, widths: Widths) -> Vec<(usize, usize)> {
    let mut segments: Vec<(usize, usize)> = Vec::new();
    let mut column = 0;
    for (at, ch) in text.char_indices() {
        let from = column;
        column += if ch == '\t' { 8 - column % 8 } else { widths.of(ch) };
        if ch.is_whitespace() || ch.is_control() {
            continue;
        }
        match segments.last_mut() {
            Some(last) if from - last.1 < 2 || is_one(&text[..at], ch, widths) => last.1 = column,
            _ => segments.push((from, column)),
        }
    }
    segments
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, expected: Widths) {
        let lines: Vec<(u32, &str)> = (1..).zip(text.split('\n')).collect();
        assert_eq!(widths(&lines), expected);
    }

    #[test]
    fn a_terminal_gives_two_columns() {
        check(
            "单位                    目标  增幅\n赵巷镇                    12     8\n青发集团（含市西软件园）   5     7",
            Widths::Terminal,
        );
    }

    #[test]
    fn a_printed_page_counts_characters() {
        check(
            "单位            目标  增幅\n赵巷镇          12  8\n青发集团（含市西软件园）  5   7",
            Widths::Counted,
        );
    }

    #[test]
    fn where_both_fit_a_form_feed_tells() {
        check("甲镇   1\n乙镇   2", Widths::Terminal);
        check("甲镇   1\n乙镇   2\n\u{c}", Widths::Counted);
    }

    #[test]
    fn columns_that_are_made_to_fit_tell_nothing() {
        let rows = " 18           云冲村    103    210    0.73     94\n 19           玉林村    46     183    1.03     99\n 20           金坡村    119    57     0.73     89\n 21           云井村    51     121    1.01     90";
        let lines: Vec<(u32, &str)> = (1..).zip(rows.split('\n')).collect();
        assert!(!are_centred(&lines));
    }
}
