//! The red head over a notice (GB/T 9704-2012, 7.2.4): the name of the organ in large type, which can take several lines.

use std::ops::Range;

use super::{Line, orgs};

/// The organ in the red head, and its lines: large type can break the line within a long name, or before 件.
pub(super) fn find(lines: &[Line]) -> Option<(String, Range<usize>)> {
    let is_head = |text: &str| red_head(text).is_some();
    let whole = lines.iter().enumerate().find_map(|(at, line)| {
        let organ = red_head(&line.text)?;
        let is_rest = at > 0 && is_broken(&lines[at - 1].text, organ);
        Some(if is_rest { (at - 1, 2) } else { (at, 1) })
    });
    let stop = lines.iter().position(|line| super::head::is_body(&line.text)).unwrap_or(lines.len());
    let is_mark = |at: usize| super::head::is_mark(&lines[at].text);
    let broken = || {
        let mut starts = (0..stop).filter(|at| !is_mark(*at));
        starts.find_map(|at| Some((at, organ_at(&lines[at..stop], is_head)?.1)))
    };
    if let Some(beside) = beside_the_word(&lines[..stop]) {
        return Some(beside);
    }
    let (at, count) = whole.or_else(broken)?;
    let text = joined(&lines[at..at + count]);
    // Of several organs the first one stands on top.
    let above = lines[..at].iter().rev().take_while(|line| orgs::is_org(&line.text)).count();
    let organ = match above {
        0 => red_head(&text)?,
        above => &lines[at - above].text,
    };
    let printed = lines[at - above].raw.text.trim();
    let first = orgs::first_apart(printed.strip_suffix("文件").unwrap_or(printed));
    Some((first.unwrap_or_else(|| organ.to_owned()), at - above..at + count))
}

/// The organ in a head of several lines that has 文件 at their side, at the middle of their height: one name that takes
/// several lines, or the names of several organs.
fn beside_the_word(lines: &[Line]) -> Option<(String, Range<usize>)> {
    let word = lines.iter().position(|line| line.text == "文件")?;
    let is_large = |line: &&Line| line.raw.size >= 0.9 * lines[word].raw.size;
    let first = word - lines[..word].iter().rev().take_while(is_large).count();
    let end = word + 1 + lines[word + 1..].iter().take_while(is_large).count();
    if first == word || end == word + 1 {
        return None;
    }
    let names: Vec<Line> = [&lines[first..word], &lines[word + 1..end]].concat();
    let whole = joined(&names);
    let organ =
        if names.iter().all(|line| orgs::is_org(&line.text)) && !is_broken(&names[0].text, &names[1].text) {
            names[0].text.clone()
        } else {
            whole
        };
    orgs::is_org(&organ).then_some((organ, first..end))
}

/// The organs in the lines of a red head behind the first.
pub(super) fn others(lines: &[Line], first: &str) -> Option<String> {
    let names = lines.iter().map(|line| line.text.trim_end_matches("文件"));
    let all = fenjie_model::text::clean(&names.collect::<Vec<_>>().join(" "));
    // 文件 may be broken too.
    let others = all.trim_end_matches("文件").strip_prefix(first)?.trim();
    (!others.is_empty()).then(|| others.to_owned())
}

/// The lines that a name stands on by itself, where it takes several.
pub(super) fn broken_name(lines: &[Line], name: &str) -> Option<Range<usize>> {
    let ends = |at: usize| (at + 2..=lines.len().min(at + NAME_LINES)).map(move |end| at..end);
    (0..lines.len()).flat_map(ends).find(|range| joined(&lines[range.clone()]) == name)
}

/// Whether a name that says its place is broken before the second line, which would be a name too: 甲县安全生产委员 over
/// 会办公室.
pub(super) fn is_broken(first: &str, second: &str) -> bool {
    let says_place = |text: &str| text.contains(['县', '市', '区', '旗', '州', '盟', '省', '镇', '乡']);
    says_place(first)
        && !says_place(second)
        && !orgs::is_org(first)
        && orgs::is_org(&format!("{first}{second}"))
}

/// Whether the names of the organs in a title break before the line with 关于.
pub(super) fn breaks_title(first: &Line, second: &Line) -> bool {
    let is_level = (first.raw.size - second.raw.size).abs() <= 0.1 * second.raw.size;
    let names = joined(&[first.clone(), second.clone()]);
    is_level && !orgs::is_org(&first.text) && names.split("关于").next().is_some_and(orgs::is_org)
}

/// Lines that a name in large type may take.
const NAME_LINES: usize = 3;

/// The name that the first lines make up, and how many: as many as belong to it, and are no such name themselves.
pub(super) fn organ_at(lines: &[Line], is_name: impl Fn(&str) -> bool) -> Option<(String, usize)> {
    let is_another = |line: &Line| is_name(&line.text) || orgs::is_org(&line.text);
    (1..=lines.len().min(NAME_LINES))
        .take_while(|count| *count == 1 || !is_another(&lines[count - 1]))
        .map(|count| (joined(&lines[..count]), count))
        .filter(|(text, _)| is_name(text))
        .last()
}

/// The lines as one text.
pub(super) fn joined(lines: &[Line]) -> String {
    let texts: Vec<&str> = lines.iter().map(|line| line.text.as_str()).collect();
    fenjie_model::text::clean(&texts.join(" "))
}

/// 青浦区人民政府办公室文件: the organ in the red head.
fn red_head(text: &str) -> Option<&str> {
    let organ = text.strip_suffix("文件")?.trim_end();
    orgs::is_org(organ).then_some(organ)
}

#[cfg(test)]
mod tests {
    use super::super::tests::lines;
    use super::*;

    #[track_caller]
    fn check(text: &str, expected: Option<(&str, Range<usize>)>) {
        let found = find(&lines(text));
        assert_eq!(found, expected.map(|(organ, at)| (organ.to_owned(), at)));
    }

    #[test]
    fn on_one_line() {
        check("甲县人民政府办公室文件\n甲政办〔2024〕1号", Some(("甲县人民政府办公室", 0..1)));
        check("甲县人民政府办公室\n甲政办〔2024〕1号", None);
    }

    #[test]
    fn over_several_lines() {
        check("特急\n秀山土家族苗族自治县人民政府文\n件", Some(("秀山土家族苗族自治县人民政府", 1..3)));
        check("秀山土家族苗族自治县人民政府\n办公室文件", Some(("秀山土家族苗族自治县人民政府办公室", 0..2)));
    }

    #[test]
    fn of_several_organs() {
        for (text, expected) in [
            ("甲县人民政府文件", None),
            ("秀山土家族苗族自治县人民政府文\n件", None),
            ("甲县财政局　甲县林业局文件", Some("甲县林业局")),
            ("甲县财政局\n文件\n甲县林业局", Some("甲县林业局")),
            ("甲县财政局\n甲县林业局\n甲县水务局文件", Some("甲县林业局甲县水务局")),
        ] {
            let lines = lines(text);
            let (first, at) = find(&lines).unwrap();
            assert_eq!(others(&lines[at], &first).as_deref(), expected, "{text}");
        }
    }

    #[test]
    fn around_the_word_at_their_side() {
        let check = |text: &str, expected: Option<(&str, Range<usize>)>| {
            let mut lines = lines(text);
            let large = lines.iter().take_while(|line| !line.text.contains('〔')).count();
            lines[..large].iter_mut().for_each(|line| line.raw.size = 30.0);
            lines[large..].iter_mut().for_each(|line| line.raw.size = 16.0);
            assert_eq!(find(&lines), expected.map(|(organ, at)| (organ.to_owned(), at)));
        };
        check("甲县招商引资工作\n文件\n领导小组\n甲招〔2024〕1号", Some(("甲县招商引资工作领导小组", 0..3)));
        check(
            "中共甲县委办公室\n文件\n甲县人民政府办公室\n甲办〔2024〕1号",
            Some(("中共甲县委办公室", 0..3)),
        );
        check("甲县人民政府办公\n文件\n室\n甲政办〔2024〕1号", Some(("甲县人民政府办公室", 0..3)));
    }

    #[test]
    fn what_the_break_leaves_can_look_like_a_name() {
        let text = "阜新蒙古族自治县安全生产委员\n会办公室文件";
        check(text, Some(("阜新蒙古族自治县安全生产委员会办公室", 0..2)));
    }

    #[test]
    fn of_two_organs_the_first_issues() {
        check("中共甲县委办公室\n甲县人民政府办公室\n文件", Some(("中共甲县委办公室", 0..3)));
    }

    #[test]
    fn of_organs_on_one_line_the_first_issues() {
        check("甲县财政局 国家税务总局甲县税务局文件", Some(("甲县财政局", 0..1)));
        check("中共甲县委　甲县人民政府文件", Some(("中共甲县委", 0..1)));
    }

    #[test]
    fn a_name_without_the_word() {
        let lines = lines("甲乙自治旗人民政\n府办公室\n甲政办〔2024〕1号");
        assert_eq!(broken_name(&lines, "甲乙自治旗人民政府办公室"), Some(0..2));
        assert_eq!(broken_name(&lines, "丙县人民政府"), None);
    }
}
