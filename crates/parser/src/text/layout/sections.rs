//! What is read at a time: a page between the lines that are in no table.

use super::flush::{self, Flush};
use super::widths::{Widths, segments};
use crate::document::{is_whole_title, label_title};

/// Some lines.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Section<'a, 'b> {
    /// Lines that are in no table.
    Text(&'a [(u32, &'b str)]),
    /// A table with a row a line.
    Rows(Flush),
    /// Lines that may hold tables.
    Tables(&'a [(u32, &'b str)]),
}

/// A title has at most this many lines.
const TITLE: usize = 4;

/// The sections of all lines. What is laid out for a terminal is one, but for tables with a row a line: blank lines tell
/// where its tables end.
pub(super) fn sections<'a, 'b>(lines: &'a [(u32, &'b str)], widths: Widths) -> Vec<Section<'a, 'b>> {
    let mut sections = Vec::new();
    let mut begin = 0;
    if widths == Widths::Terminal {
        for table in flush::tables(lines) {
            sections.push(Section::Tables(&lines[begin..table.lines.start]));
            begin = table.lines.end;
            sections.push(Section::Rows(table));
        }
        sections.push(Section::Tables(&lines[begin..]));
        return sections;
    }
    let mut at = 0;
    while at < lines.len() {
        let above = at.checked_sub(1).map_or("", |i| lines[i].1);
        let feed = lines[at].1.starts_with('\u{c}');
        let end = at + outside(&lines[at..], at == begin || feed || is_blank(above));
        if (end > at || feed) && at > begin {
            sections.push(Section::Tables(&lines[begin..at]));
            begin = at;
        }
        if end > at {
            sections.push(Section::Text(&lines[at..end]));
            begin = end;
        }
        at = end.max(at + 1);
    }
    if begin < lines.len() {
        sections.push(Section::Tables(&lines[begin..]));
    }
    sections
}

/// How many lines from the first one on are in no table, as their words tell: a label, a caption, or a title with nothing
/// right above it.
fn outside(lines: &[(u32, &str)], apart: bool) -> usize {
    let alone = |text: &str| segments(text, Widths::Counted).len() == 1;
    let Some((_, first)) = lines.first() else { return 0 };
    if is_blank(first) {
        return 0;
    }
    let (mut title, labelled) = match label_title(first) {
        Some(title) => (title, 1),
        None if !apart || !alone(first) => return 0,
        None => (String::new(), 0),
    };
    if title.is_empty() && labelled > 0 || is_whole_title(&title) {
        return labelled;
    }
    for (i, (_, text)) in lines.iter().enumerate().take(TITLE).skip(labelled) {
        if !alone(text) || (i > 0 && text.starts_with('\u{c}')) {
            break;
        }
        title.push_str(text.trim());
        if is_whole_title(&title) {
            return i + 1;
        }
    }
    labelled
}

/// Whether the line prints nothing.
pub(super) fn is_blank(text: &str) -> bool {
    text.chars().all(|c| c.is_whitespace() || c.is_control())
}
