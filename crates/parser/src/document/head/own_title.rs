//! The title of the notice itself, and the organ that it names.

use fenjie_model::Date;

use super::MOST_LINES;
use super::addressees::is_addressee;
use crate::document::{Line, date, label, masthead, orgs};

/// The title and the line behind it.
pub(super) struct Title {
    pub(super) text: String,
    pub(super) end: usize,
}

/// Finds the title: the lines up to one that ends in 通知 or the like, with 关于 or between number and addressees.
pub(super) fn title(lines: &[Line], used: &mut [bool]) -> Option<Title> {
    let limit = (0..lines.len()).find(|&at| !used[at] && is_body(&lines[at].text)).unwrap_or(lines.len());
    // A line can break between the two characters.
    let is_about = |at: usize| {
        let next = lines.get(at + 1).filter(|_| at + 1 < limit && !used[at + 1]);
        lines[at].text.contains("关于")
            || lines[at].text.ends_with('关') && next.is_some_and(|next| next.text.starts_with('于'))
    };
    let about = (0..limit).find(|&at| !used[at] && is_about(at) && !lines[at].text.contains('。'));
    let first = match about {
        Some(mut at) => {
            // The organs that issue it can stand on the lines above.
            if lines[at].text.starts_with("关于") {
                while at > 0 && !used[at - 1] && orgs::is_org(orgs::of_several(&lines[at - 1].text)) {
                    at -= 1;
                }
            }
            if at > 0 && !used[at - 1] && masthead::breaks_title(&lines[at - 1], &lines[at]) {
                at -= 1;
            }
            at
        }
        None => (0..limit).find(|at| !used[*at] && ends_document(&lines[*at].text))?,
    };
    // An annex may follow at once.
    let ends = |at: &usize| {
        let text = &lines[*at].text;
        used[*at] || date_alone(text).is_some() || *at > first && label::read(text).is_some()
    };
    let stop = (first..limit).find(ends).unwrap_or(limit);
    let stop = stop.min(first + MOST_LINES);
    let last = (first..stop).rev().find(|at| ends_document(&masthead::joined(&lines[first..=*at]))).or_else(
        || (first..stop).rev().find(|at| !is_addressee(&lines[*at].text)).filter(|_| about.is_some()),
    )?;
    // A page prints the title as its heading and again over the notice: whole titles after one another are one.
    let mut printed: Vec<String> = Vec::new();
    let mut open = String::new();
    for line in &lines[first..=last] {
        open.push(' ');
        open.push_str(&line.text);
        let text = fenjie_model::text::clean(&open);
        if printed.contains(&text) {
            open.clear();
        } else if ends_document(&text) && text.contains("关于") && printed.is_empty() {
            printed.push(text);
            open.clear();
        }
    }
    let text = match printed.pop() {
        Some(whole) => fenjie_model::text::clean(&format!("{whole} {open}")),
        None => fenjie_model::text::clean(&open),
    };
    used[first..=last].fill(true);
    // The same title once more, over the number or under it.
    let mut end = last + 1;
    let mut at = end;
    while at < limit && at < end + MOST_LINES {
        let rest = (at..limit.min(at + MOST_LINES)).scan(String::new(), |joined, i| {
            joined.push(' ');
            joined.push_str(&lines[i].text);
            Some((i, fenjie_model::text::clean(joined)))
        });
        let again = rest.into_iter().find(|(_, joined)| *joined == text).map(|(i, _)| i);
        if let Some(again) = again {
            used[at..=again].fill(true);
            end = again + 1;
            break;
        }
        at += 1;
    }
    Some(Title { text, end })
}

/// Whether the text ends as the title of an official document does (the kinds of 党政机关公文处理工作条例, 8).
fn ends_document(text: &str) -> bool {
    let text = match text.rfind(['（', '(']) {
        Some(at) if at > 0 && text.ends_with(['）', ')']) => &text[..at],
        _ => text,
    };
    [
        "通知",
        "的函",
        "复函",
        "意见",
        "决定",
        "公告",
        "通告",
        "通报",
        "批复",
        "请示",
        "报告",
        "纪要",
        "方案",
        "办法",
        "计划",
        "分解表",
        "责任书",
    ]
    .iter()
    .any(|end| text.ends_with(end))
}

/// The organ at the start of a title.
pub(super) fn issuer_of(title: &str) -> Option<String> {
    let organ = title.split("关于").next()?.trim_end_matches("办公室印发").trim();
    let organ = organ.strip_suffix("印发").or_else(|| organ.strip_suffix("转发")).unwrap_or(organ);
    let organ = orgs::of_several(organ);
    let first = orgs::first_of(organ);
    orgs::is_org(first).then(|| first.to_owned())
}

/// A date in brackets on a line of its own: （2023年2月3日）.
pub(super) fn date_alone(text: &str) -> Option<Date> {
    let found = date::find(text)?;
    let is_bracketed = |c: char| matches!(c, '（' | '）' | '(' | ')' | ' ');
    (text.starts_with(['（', '('])
        && found.before.trim_matches(is_bracketed).is_empty()
        && found.after.trim_matches(is_bracketed).is_empty())
    .then_some(found.date)
}

/// A line that is prose or an address, and so no title.
pub(in crate::document) fn is_body(text: &str) -> bool {
    text.contains('。') || text.ends_with(['：', ':']) && label::read(text).is_none()
}
