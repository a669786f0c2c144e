//! What is read at a time: a page between the lines that are in no table.

use fenjie_model::text::is_space;

use super::flush::{self, Flush};
use super::widths::{Widths, segments};
use crate::wording::page_number::is_marked_page_number;
use crate::wording::{is_whole_title, label_title};

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
    let mut list = List::default();
    while at < lines.len() {
        let above = at.checked_sub(1).map_or("", |i| lines[i].1);
        let feed = lines[at].1.starts_with('\u{c}') || begins_again(&lines[begin..=at]);
        let apart = at == begin || feed || is_blank(above);
        let end = at + outside(lines.split_at(at), apart, &mut list);
        if (end > at || feed) && at > begin {
            sections.push(Section::Tables(&lines[begin..at]));
            begin = at;
        }
        if end > at {
            sections.push(Section::Text(&lines[at..end]));
            begin = end;
        }
        let next = end.max(at + 1);
        lines[at..next].iter().for_each(|(_, text)| list.add(text));
        at = next;
    }
    if begin < lines.len() {
        sections.push(Section::Tables(&lines[begin..]));
    }
    sections
}

/// Whether the last line repeats the first of some below the number of a page: its heads, on the next page.
fn begins_again(lines: &[(u32, &str)]) -> bool {
    /// More blank lines do not stand below a page number.
    const BLANKS: usize = 8;
    /// The heads stand within so many first lines.
    const HIGHEST: usize = 40;
    let Some((&(_, last), above)) = lines.split_last() else { return false };
    let number = above.iter().rev().take(BLANKS).find(|(_, text)| !is_blank(text));
    let several = |text: &str| segments(text, Widths::Counted).len() > 1;
    if !number.is_some_and(|(_, text)| is_marked_page_number(text)) || !several(last) {
        return false;
    }
    let first = above.iter().take(HIGHEST).find(|(_, text)| several(text));
    let said = |text: &str| text.chars().filter(|c| !is_space(*c)).collect::<String>();
    first.is_some_and(|(_, text)| said(text) == said(last))
}

/// Lines that were read, and those below them.
type Lines<'a, 'b> = (&'a [(u32, &'b str)], &'a [(u32, &'b str)]);

/// How many lines from the first one on are in no table, as their words tell: a label, a caption, or a title with nothing
/// right above it.
fn outside((above, lines): Lines<'_, '_>, apart: bool, list: &mut List) -> usize {
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
    let mut listed = labelled;
    for (i, (_, text)) in lines.iter().enumerate().take(TITLE).skip(labelled) {
        if !alone(text) || (i > 0 && text.starts_with('\u{c}')) {
            break;
        }
        title.push_str(text.trim());
        if is_whole_title(&title) {
            return i + 1;
        }
        if (labelled > 0 || is_below_label(above)) && list.holds(&title) {
            listed = i + 1;
        }
    }
    listed
}

/// Whether the last line is a label alone, but for a few blank ones.
fn is_below_label(lines: &[(u32, &str)]) -> bool {
    const BLANKS: usize = 8;
    let last = lines.iter().rev().take(BLANKS).find(|(_, text)| !is_blank(text));
    last.and_then(|(_, text)| label_title(text)).is_some_and(|title| title.is_empty())
}

/// What the first pages print, where the list of annexes is: a title that stands there is whole.
#[derive(Debug, Default)]
struct List {
    text: String,
    looks: usize,
}

impl List {
    /// The list stands within so many bytes.
    const LENGTH: usize = 1 << 14;
    /// So often it is looked at.
    const MOST_LOOKS: usize = 1 << 10;
    /// Shorter titles may stand anywhere, in characters.
    const SHORTEST: usize = 6;

    fn add(&mut self, line: &str) {
        if self.text.len() < Self::LENGTH {
            self.text.extend(line.chars().filter(|c| !is_space(*c)).take(Self::LENGTH));
        }
    }

    fn holds(&mut self, title: &str) -> bool {
        self.looks += 1;
        let title: String = title.chars().filter(|c| !is_space(*c)).collect();
        self.looks <= Self::MOST_LOOKS
            && title.chars().count() >= Self::SHORTEST
            && self.text.contains(&title)
    }
}

/// Whether the line prints nothing.
pub(super) fn is_blank(text: &str) -> bool {
    text.chars().all(|c| c.is_whitespace() || c.is_control())
}

#[cfg(test)]
mod tests {
    use super::*;

    /// How many first lines are in no table, below a list of annexes and one more line.
    #[track_caller]
    fn check(list: &str, above: &str, text: &str, expected: usize) {
        let lines: Vec<(u32, &str)> = (2..).zip(text.split('\n')).collect();
        let mut known = List::default();
        list.lines().for_each(|line| known.add(line));
        assert_eq!(outside((&[(1, above)], &lines), true, &mut known), expected);
    }

    #[test]
    fn a_title_that_the_list_prints_is_whole() {
        let list = "  附件：1.2024 年全县国民经济和社会发展主要预期\n目标";
        let title = "   2024 年全县国民经济和社会发展\n      主要预期目标\n类别   指标";
        check(list, "附件 1", title, 2);
        check("", "附件 1", title, 0);
        // Without a label it may be a head that a caption names.
        check(list, "", title, 0);
        check(list, "", &format!("附件 1：{}", title.trim_start()), 2);
    }

    #[test]
    fn heads_below_a_page_number_begin_again() {
        let check = |text: &str, expected: bool| {
            let lines: Vec<(u32, &str)> = (1..).zip(text.split('\n')).collect();
            assert_eq!(begins_again(&lines), expected, "{text}");
        };
        check("单位   面积\n甲镇   12\n   —1—\n单位      面积", true);
        check("单位   面积\n甲镇   12\n单位      面积", false);
        check("单位   面积\n甲镇   12\n   —1—\n乙镇      12", false);
    }

    #[test]
    fn a_label_alone_is_right_above() {
        let check = |text: &str, expected: bool| {
            let lines: Vec<(u32, &str)> = (1..).zip(text.split('\n')).collect();
            assert_eq!(is_below_label(&lines), expected, "{text}");
        };
        check("附件 1\n\n", true);
        check("附件 1：目标", false);
        check("甲镇   12", false);
    }
}
