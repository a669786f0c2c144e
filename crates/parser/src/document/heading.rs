//! The title under the label of an annex.

use fenjie_model::text;

use super::label::Label;
use super::{Line, caption, measure, notes, title};

/// A title, and the lines that it takes behind the label's own.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct Heading {
    pub(super) title: String,
    pub(super) lines: usize,
}

/// Lines that a title may take.
pub(super) const MOST_LINES: usize = 4;

/// Titles that are less alike than this are not the same one in other words.
const SAME_IN_OTHER_WORDS: f64 = 0.5;

/// Reads the title from the label's own line and those below it: what is nearest to the listed title, or the lines up to
/// one that ends as titles do.
pub(super) fn read(label: &Label<'_>, lines: &[Line], listed: Option<&str>) -> Heading {
    let candidates = candidates(label, lines);
    let nearest = || {
        let listed = text::fold(listed?);
        let closeness = |heading: &Heading| title::closeness(&text::fold(&heading.title), &listed);
        let best = candidates
            .iter()
            .map(closeness)
            .enumerate()
            .max_by(|a, b| a.1.total_cmp(&b.1).then(b.0.cmp(&a.0)))?;
        (best.1 >= SAME_IN_OTHER_WORDS).then_some(best.0)
    };
    let chosen = nearest()
        .or_else(|| printed_alike(label, &candidates, lines))
        .or_else(|| candidates.iter().position(|heading| title::is_whole(&heading.title)))
        .or_else(|| candidates.iter().position(|heading| title::ends_title(&heading.title)))
        .unwrap_or(0);
    let chosen = chosen + usize::from(listed.is_none() && lines_go_on(&candidates, chosen, lines));
    candidates.into_iter().nth(chosen).unwrap_or_default()
}

/// Whether the line behind the chosen ones is the end of the title in brackets: （2024—2025年）, （第一批）, （试行）.
fn lines_go_on(candidates: &[Heading], chosen: usize, lines: &[Line]) -> bool {
    let next = candidates.get(chosen + 1).and_then(|heading| lines.get(heading.lines.checked_sub(1)?));
    next.is_some_and(|line| {
        let text = line.text.as_str();
        text.starts_with(['（', '('])
            && ["年）", "年)", "度）", "度)", "批）", "批)", "行）", "行)", "稿）", "稿)"]
                .iter()
                .any(|end| text.ends_with(end))
    })
}

/// The first line, the first two, and so on, up to one that is no part of a title.
fn candidates(label: &Label<'_>, lines: &[Line]) -> Vec<Heading> {
    let mut found: Vec<Heading> = Vec::new();
    let mut joined = label.title.to_owned();
    if !joined.is_empty() {
        found.push(Heading { title: text::clean(&joined), lines: 0 });
    }
    for (line, taken) in lines.iter().take(MOST_LINES).zip(1..) {
        let is_label = line.label().is_some();
        let line = line.text.as_str();
        let is_other = line.contains('。')
            || is_label
            || measure::read(line).is_some()
            || notes::starts(line)
            || caption::is_continuation(line)
            || (!found.is_empty() && (caption::is_caption(line) || caption::is_heading(line)));
        if is_other {
            break;
        }
        joined.push(' ');
        joined.push_str(line);
        found.push(Heading { title: text::clean(&joined), lines: taken });
    }
    found
}

/// The last whole title whose lines all are printed as the first one: of one size, larger than the text or centred. A source
/// without geometry does not tell.
fn printed_alike(label: &Label<'_>, candidates: &[Heading], lines: &[Line]) -> Option<usize> {
    let first =
        lines.first().filter(|line| label.title.is_empty() && line.raw.size > 0.0 && line.raw.centred)?;
    let alike = |line: &Line| line.raw.centred && (line.raw.size - first.raw.size).abs() < 0.6;
    let count = lines.iter().take_while(|line| alike(line)).count();
    candidates.iter().rposition(|heading| heading.lines <= count && title::is_whole(&heading.title))
}

#[cfg(test)]
mod tests {
    use super::super::label;
    use super::super::tests::lines;
    use super::{Heading, read};

    #[track_caller]
    fn check(label: &str, text: &str, listed: Option<&str>, title: &str, taken: usize) {
        let label = label::read(label).expect("a label");
        assert_eq!(read(&label, &lines(text), listed), Heading { title: title.to_owned(), lines: taken });
    }

    #[test]
    fn titles_by_the_list() {
        check("附件1", "2024年招商\n目标表\n单位：亿元", Some("2024年招商目标表"), "2024年招商目标表", 2);
        check(
            "附件1 2024年甲、",
            "乙目标表\n上半年任务表",
            Some("2024年甲、乙目标表"),
            "2024年甲、乙目标表",
            1,
        );
        check(
            "附件1",
            "2024年任务\n分解表\n及分工表\n表一　甲",
            Some("2024年任务分解表及分工表"),
            "2024年任务分解表及分工表",
            3,
        );
    }

    #[test]
    fn titles_by_their_end() {
        check("附件1", "2024年招商\n目标表\n上半年", None, "2024年招商目标表", 2);
        check("附件1", "2024年招商目标表\n上半年任务表", None, "2024年招商目标表", 1);
        check("附件1", "单位：亿元", None, "", 0);
        check("附件1", "甲县任务清单\n（2024-2025年）\n甲", None, "甲县任务清单（2024-2025年）", 2);
        check("附件1", "甲", None, "甲", 1);
    }

    #[test]
    fn titles_by_their_print() {
        let mut lines = lines("2024年任务清单\n及责任分工表\n甲表");
        for (line, size) in lines.iter_mut().zip([18.0, 18.0, 12.0]) {
            (line.raw.size, line.raw.centred) = (size, true);
        }
        let label = label::read("附件1").expect("a label");
        assert_eq!(read(&label, &lines, None).title, "2024年任务清单及责任分工表");
    }
}
