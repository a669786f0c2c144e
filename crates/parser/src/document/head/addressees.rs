//! Whom the notice addresses.

use super::MOST_LINES;
use crate::document::{Line, date, doc_number, label, notes};

/// The lines of the addressees, the last one ends in a colon.
pub(super) fn addressees(lines: &[Line], from: usize, limit: usize) -> (usize, usize) {
    let end = (from..limit.min(from + MOST_LINES))
        .take_while(|at| !lines[*at].text.contains('。'))
        .find(|at| is_addressee(&lines[*at].text));
    match end {
        Some(end) => {
            // Dates and sources that a page prints under the title are not addressed.
            let first = (from..=end)
                .rev()
                .take_while(|at| *at == end || is_names(&lines[*at].text))
                .last()
                .unwrap_or(end);
            (first, end + 1)
        }
        None => (from, from),
    }
}

/// Whether the text ends as a list of addressees does, and is no sentence that something follows.
pub(super) fn is_addressee(text: &str) -> bool {
    text.ends_with(['：', ':'])
        && !["如下", "现将", "现就", "通知", "根据", "按照"].iter().any(|word| text.contains(word))
        && !notes::starts(text)
        && label::read(text).is_none()
}

fn is_names(text: &str) -> bool {
    !text.contains(['：', ':', '。', '|']) && date::find(text).is_none() && doc_number::find(text).is_none()
}
