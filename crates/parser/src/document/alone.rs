//! A file that holds annexes alone, as websites carry them beside the notice.

use super::annexes::{is_head_of_table, joins};
use super::{Line, doc_number, head, listed, masthead, orgs, title};

/// Whether the lines before the first table are an annex's, with no head of a notice over them: a label begins them, or a
/// title is all that they are.
pub(super) fn is_alone(lines: &[Line]) -> bool {
    let Some(first) = lines.first() else { return false };
    if masthead::find(lines).is_some() || lines.iter().any(is_of_head) {
        return false;
    }
    match first.label() {
        // Two labels in a row are a list.
        Some(_) => lines.iter().filter(|line| line.label().is_some()).count() == 1 && !starts_list(lines),
        None => joins(lines)
            .iter()
            .any(|(joined, taken)| title::is_title(joined) && is_head_of_table(&lines[*taken..])),
    }
}

/// Whether a notice has such a line before its annexes: a number, an organ, a date, a title that says what is issued.
fn is_of_head(line: &Line) -> bool {
    let text = line.text.as_str();
    doc_number::find(text).is_some()
        || orgs::is_org(text)
        || head::signed(text).is_some()
        || text.contains("关于")
}

/// Whether the first line is the first of several entries of a list.
fn starts_list(lines: &[Line]) -> bool {
    listed::find(lines, None).is_some_and(|list| list.first == 0 && list.entries.len() > 1)
}
