//! The head of a notice: issuer, number, title, addressees, body, signature.

mod addressees;
mod own_title;
mod paragraphs;
mod reader;
mod signature;

use fenjie_model::{Date, Finding, ListedAnnex};

use super::{Item, Line, listed, numeral};
use crate::wording::title;
pub(super) use own_title::is_body;
use own_title::{issuer_of, title as title_of};
use reader::Reader;
pub(super) use signature::signed;

/// What stands before the annexes.
#[derive(Debug, PartialEq, Default)]
pub(super) struct Head {
    pub(super) issuer: Option<String>,
    pub(super) doc_number: Option<String>,
    /// The year in the number.
    pub(super) number_year: Option<i16>,
    pub(super) title: Option<String>,
    pub(super) addressees: Vec<String>,
    pub(super) body: Vec<String>,
    pub(super) listed: Vec<ListedAnnex>,
    pub(super) signed_on: Option<Date>,
    /// How many of the lines are the head's; the rest is the first annex's.
    pub(super) end: usize,
    /// The lines among them that a web page put around the notice.
    pub(super) around: Vec<usize>,
    /// The lines among them that are nothing known.
    pub(super) unplaced: Vec<usize>,
    pub(super) findings: Vec<Finding>,
}

/// Lines that a title or a list of addressees may take.
const MOST_LINES: usize = 8;

/// Tables that may stand in the body.
const MOST_TABLES: usize = 4;

/// Takes the lines that the head can be in, to the first table. Where neither list nor date stands before it, the table may
/// be one of the body, and then the lines go on to the next one; the tables between them come apart, with their titles.
pub(super) fn lines(items: &mut Vec<Item>) -> (Vec<Line>, Vec<Item>) {
    let ends = items.iter().enumerate().filter(|(_, item)| item.line().is_none()).map(|(at, _)| at);
    let first = ends.clone().next().unwrap_or(items.len());
    let is_whole = |end: usize| {
        let lines: Vec<Line> = items[..end].iter().filter_map(Item::line).cloned().collect();
        let list = listed::find(&lines, None);
        let before = list.as_ref().map_or(lines.len(), |list| list.first);
        let annex = lines[..before].iter().any(|line| line.label().is_some());
        let dated = || lines.iter().any(|line| signed(&line.text).is_some());
        (!annex && (list.is_some() || dated())).then_some(end)
    };
    let has_annex = starts_annex(&items[..first]);
    let end = ends
        .take(MOST_TABLES)
        .chain([items.len()])
        .filter(|_| !has_annex)
        .find_map(is_whole)
        .unwrap_or(first);
    let rest = items.split_off(end);
    // Where annexes follow, one of them could have the title of a table in the body.
    let labels = rest.iter().filter_map(Item::line).any(|line| line.label().is_some());
    let own: Vec<Line> = items.iter().filter_map(Item::line).cloned().collect();
    let is_alone = !labels && listed::find(&own, None).is_none();
    let mut lines: Vec<Line> = Vec::new();
    let mut tables = Vec::new();
    for item in std::mem::replace(items, rest) {
        let table = match item {
            Item::Line(line) => {
                lines.push(line);
                continue;
            }
            table @ Item::Table(_) => table,
        };
        let is_title = |line: &mut Line| title::is_whole(&line.text) && title::is_title(&line.text);
        if is_alone
            && lines.iter().any(is_of_body)
            && let Some(title) = lines.pop_if(is_title)
        {
            tables.push(Item::Line(title));
        }
        tables.push(table);
    }
    (lines, tables)
}

/// Whether a line is of the body, or names whom it is for: what stands below it is not the notice's own title.
fn is_of_body(line: &Line) -> bool {
    line.text.ends_with(['。', '：', ':'])
}

/// Whether a label stands behind the date, and no list of annexes: the table that follows is an annex's.
fn starts_annex(items: &[Item]) -> bool {
    let mut lines =
        items.iter().filter_map(Item::line).skip_while(|line| signed(&line.text).is_none()).skip(1);
    let is_label = |line: &Line| line.label().is_some_and(|label| label.number.is_some());
    lines.by_ref().find(|line| is_label(line)).is_some_and(|_| lines.all(|line| !is_label(line)))
}

/// Reads the head from the lines before the first table.
pub(super) fn read(lines: &[Line], is_web: bool) -> Head {
    let mut reader = Reader::new(lines);
    reader.index_entry();
    reader.red_head();
    reader.own_number();
    let title = title_of(lines, &mut reader.used);
    let titled = title.as_ref().map_or(0, |title| title.end);
    reader.organs(titled, title.as_ref().map(|title| title.text.as_str()));
    let is_by_title = reader.head.issuer.is_none();
    if let Some(title) = title {
        if is_by_title {
            reader.head.issuer = issuer_of(&title.text);
        }
        reader.head.title = Some(title.text);
    }
    reader.date_under_title(titled);
    let list = reader.list(titled);
    let list_first = list.as_ref().map(|list| list.start);
    let body = reader.addressees(titled, list_first);
    reader.head.end = list.map_or(titled, |list| list.end);
    reader.signature(body, list_first, is_by_title);
    reader.body(body);
    reader.leftover(titled, is_web);
    reader.head
}

/// What GB/T 9704-2012 puts on the first page besides (7.2.1 to 7.2.3, 7.2.6): 份号, 密级, 紧急程度, 签发人.
pub(super) fn is_mark(text: &str) -> bool {
    (text.chars().count() == 6 && text.chars().all(numeral::is_arabic))
        || text.chars().all(|c| matches!(c, '★' | '☆' | ' '))
        || ["文件", "特急", "加急", "平急", "急件", "机密", "秘密", "绝密", "内部", "签发人"]
            .iter()
            .any(|mark| text.starts_with(mark))
            && text.chars().count() <= 20
}

#[cfg(test)]
mod tests;
