//! Page numbers among the rows of a table: on a page that lies on its side, the number stands beside the table.

use super::sections::is_blank;
use crate::table::aligned::Word;
use crate::wording::page_number::is_marked_page_number;

/// Takes page numbers out of the words of some lines, with the blank lines around them: what is below follows what is
/// above.
pub(super) fn close(lines: &[(u32, &str)], words: &mut Vec<Word>) {
    if !lines.iter().any(|(_, text)| is_marked_page_number(text)) {
        return;
    }
    let is_bare = |text: &str| is_blank(text) || is_marked_page_number(text);
    // How many lines are taken out above each line, or nothing for one of them.
    let mut above = vec![None; lines.len()];
    let mut taken = 0;
    let mut at = 0;
    for run in lines.chunk_by(|a, b| is_bare(a.1) == is_bare(b.1)) {
        if run.iter().any(|(_, text)| is_marked_page_number(text)) {
            taken += run.len();
        } else {
            above[at..at + run.len()].fill(Some(taken as f32));
        }
        at += run.len();
    }
    let first = lines[0].0 as f32;
    words.retain_mut(|word| {
        let Some(by) = above[(word.bbox.top - first) as usize] else { return false };
        word.bbox.top -= by;
        word.bbox.bottom -= by;
        true
    });
}

#[cfg(test)]
mod tests {
    use super::super::widths::Widths;
    use super::super::words::words;
    use super::close;

    /// The words of lines, and on which line each is to be read.
    #[track_caller]
    fn check(text: &str, expected: &[(&str, f32)]) {
        let lines: Vec<(u32, &str)> = (5..).zip(text.split('\n')).collect();
        let mut words = words(&lines, Widths::Counted);
        close(&lines, &mut words);
        let found: Vec<(&str, f32)> = words.iter().map(|w| (w.text.as_str(), w.bbox.top)).collect();
        assert_eq!(found, expected);
    }

    #[test]
    fn rows_around_a_page_number_follow_each_other() {
        check("甲镇  1\n— 4 —\n\n\n乙镇  2", &[("甲镇", 5.0), ("1", 5.0), ("乙镇", 6.0), ("2", 6.0)]);
    }

    #[test]
    fn neither_a_value_nor_a_blank_line_alone_is_taken_out() {
        check("甲镇\n\n-3\n乙镇", &[("甲镇", 5.0), ("-3", 7.0), ("乙镇", 8.0)]);
    }
}
