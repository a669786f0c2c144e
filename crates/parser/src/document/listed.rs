//! The list of annexes under the body: 附件：1. … 2. …

use fenjie_model::{At, ListedAnnex};

use super::numbered::numbered;
use super::{Line, date, label, numeral, orgs, title};

/// The list and the lines that it takes.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Listed {
    pub(super) entries: Vec<ListedAnnex>,
    pub(super) first: usize,
    /// One behind its last line.
    pub(super) end: usize,
}

/// Lines that one entry may take.
const MOST_LINES: usize = 4;

/// A line is full that ends within this many ems of the margin.
const FULL: f32 = 1.2;

/// Finds the list in the lines before the first table.
pub(super) fn find(lines: &[Line], issuer: Option<&str>) -> Option<Listed> {
    let signed = lines.iter().position(|line| date::whole(&line.text).is_some()).unwrap_or(lines.len());
    (0..lines.len()).find_map(|at| read(lines, at, signed < at, issuer))
}

/// Reads the list that starts at the line. `signed_before`: what follows the date is hardly a list.
fn read(lines: &[Line], first: usize, signed_before: bool, issuer: Option<&str>) -> Option<Listed> {
    let intro = label::read(unbullet(&lines[first].text));
    let opens = intro_text(unbullet(&lines[first].text));
    let next = lines.get(first + 1).map_or("", |line| unbullet(&line.text));

    // 附件1：…, 附件2：… with the next label on the next line: every entry has its own label.
    if let Some(own) = &intro
        && let (Some(number), false) = (own.number, own.title.is_empty())
        && label::read(next).is_some_and(|label| {
            !label.title.is_empty()
                && label.number.is_some_and(|next| follows((number, own.part), (next, label.part)))
        })
    {
        return Some(labelled(lines, first));
    }
    // 附件1：… alone before the date.
    if opens.is_none()
        && intro.as_ref().is_some_and(|own| own.number == Some(1) && !own.title.is_empty())
        && lines[first + 1..].iter().any(|line| date::whole(&line.text).is_some())
    {
        return Some(labelled(lines, first));
    }
    let text = opens?;
    if text.is_empty() {
        // 附件： on a line of its own is the list's head where entries follow, and a label otherwise.
        let follows = numbered(next).is_some_and(|(number, _)| number == 1)
            || parted(next).is_some_and(|(number, part, _)| (number, part) == (1, 1))
            || (!signed_before && title::is_title(next));
        return follows.then(|| entries(lines, first, first + 1, issuer));
    }
    let is_list = match numbered(text) {
        Some((number, _)) => number == 1,
        // What follows the date is a list where the annex itself is behind it.
        None => {
            (!signed_before
                || lines[first + 1..].iter().any(|line| line.text == text || line.label().is_some()))
                && numeral::number(text).is_none()
                && text.chars().count() <= 80
                && !text.contains('。')
        }
    };
    is_list.then(|| entries(lines, first, first, issuer))
}

/// What stands behind 附件： on its line.
fn intro_text(text: &str) -> Option<&str> {
    let word = ["附件", "附表", "附"].into_iter().find(|word| text.starts_with(word))?;
    let rest = text[word.len()..].trim_start().strip_prefix([':', '：'])?;
    Some(rest.trim())
}

/// Entries with their numbers, the first one perhaps behind 附件：. One without a number is the only one.
fn entries(lines: &[Line], first: usize, from: usize, issuer: Option<&str>) -> Listed {
    let mut found: Vec<ListedAnnex> = Vec::new();
    let mut taken = 0;
    let mut at = from;
    while let Some(line) = lines.get(at) {
        let text = unbullet(&line.text);
        let text = if at == first { intro_text(text).unwrap_or(text) } else { text };
        let expected = found.last().map_or(1, |entry| entry.number + 1);
        let before = found.last().map_or((0, None), |entry| (entry.number, entry.part));
        if let Some((number, part, rest)) = parted(text)
            && follows(before, (number, Some(part)))
        {
            found.push(ListedAnnex { number, part: Some(part), title: trim(rest) });
            (at, taken) = (at + 1, 1);
            continue;
        }
        match numbered(text).or_else(|| spaced(text, expected)) {
            Some((number, rest))
                if number == expected || (found.len() > 1 && number > expected && number < expected + 3) =>
            {
                found.extend(split(number, rest));
                taken = 1;
            }
            _ if found.is_empty() => {
                found.push(entry(1, text));
                taken = 1;
            }
            _ => {
                let Some(last) = found.last_mut() else { break };
                // What stands between two entries belongs to the first.
                let next = lines.get(at + 1).map_or("", |next| unbullet(&next.text));
                let is_between = numbered(next).is_some_and(|(number, _)| number == expected)
                    || parted(next).is_some_and(|(number, part, _)| {
                        follows((last.number, last.part), (number, Some(part)))
                    });
                let goes_on = taken < MOST_LINES && (is_between || continues(&last.title, lines, at, issuer));
                if !goes_on {
                    break;
                }
                last.title = trim(&fenjie_model::text::clean(&format!(
                    "{}{}{text}",
                    last.title,
                    gap(&last.title, text)
                )));
                taken += 1;
            }
        }
        at += 1;
    }
    Listed { entries: found, first, end: at }
}

/// Entries that each have a label.
fn labelled(lines: &[Line], first: usize) -> Listed {
    let mut found: Vec<ListedAnnex> = Vec::new();
    let mut at = first;
    while let Some(label) = lines.get(at).and_then(|line| label::read(unbullet(&line.text))) {
        let before = found.last().map(|entry| (entry.number, entry.part));
        match label.number {
            Some(number)
                if before.is_none_or(|before| follows(before, (number, label.part)))
                    && !label.title.is_empty() =>
            {
                found.push(ListedAnnex { part: label.part, ..entry(number, label.title) });
            }
            _ => break,
        }
        at += 1;
    }
    Listed { entries: found, first, end: at }
}

/// An entry without a part.
fn entry(number: u32, title: &str) -> ListedAnnex {
    ListedAnnex { number, part: None, title: trim(title) }
}

/// Whether the second number stands right behind the first in a list: 2 behind 1, 1-1 behind 1, 1-2 behind 1-1, 2
/// behind 1-2.
fn follows(before: (u32, Option<u32>), next: (u32, Option<u32>)) -> bool {
    let goes_on = next.0 == before.0 && next.1.is_some() && next.1 == Some(before.1.unwrap_or(0) + 1);
    goes_on || (next.0 == before.0 + 1 && next.1.is_none_or(|part| part == 1))
}

/// Whether a line without a number belongs to the entry before it.
fn continues(title: &str, lines: &[Line], at: usize, issuer: Option<&str>) -> bool {
    let text = lines[at].text.as_str();
    // The list can be a sentence, and the last title end in its full stop.
    let ends_list = |bare: &&str| !title::is_whole(title) && title::is_whole(&format!("{title}{bare}"));
    let text = text.strip_suffix('。').filter(ends_list).unwrap_or(text);
    // Above the date stands who signs, whatever the title ends with: 抚育目标值 over 甲县林业局.
    let is_signature = issuer.is_some_and(|issuer| issuer == text)
        || (!title::ends_title(text)
            && lines.get(at + 1).is_some_and(|next| date::whole(&next.text).is_some())
            && (title::ends_title(title)
                || orgs::is_org(text)
                    && !title.ends_with(['及', '和', '、', '与'])
                    && !is_full(lines, at - 1)));
    let is_other = date::find(text).is_some() || label::read(text).is_some() || text.contains(['。', '：']);
    if is_signature || is_other {
        return false;
    }
    if text.starts_with(['（', '(']) {
        return is_years(text);
    }
    let is_whole = title::is_whole(title) || (title::ends_title(title) && !title::is_whole(text));
    !is_whole || text.starts_with(['及', '和', '与', '、']) || (is_full(lines, at - 1) && !orgs::is_org(text))
}

/// （2024—2025年）: what a title ends in.
fn is_years(text: &str) -> bool {
    let inner = text.trim_matches(['（', '(', '）', ')']);
    inner.ends_with(['年', '度']) && numeral::prefix(inner).chars().count() == 4
}

/// Whether the line reaches to where the lines of its page end, so that its text can go on below.
fn is_full(lines: &[Line], at: usize) -> bool {
    let right = |line: &Line| match line.raw.at {
        At::Page { page, bbox } => Some((page, bbox.x1)),
        At::Line(_) => None,
    };
    right(&lines[at]).is_some_and(|(page, x1)| {
        let others = lines.iter().filter_map(right).filter(|(other, _)| *other == page);
        let margin = others.map(|(_, x1)| x1).fold(f32::MIN, f32::max);
        x1 > margin - FULL * lines[at].raw.size
    })
}

/// A line may be cut between Latin words.
fn gap(before: &str, after: &str) -> &'static str {
    let latin = before.ends_with(|c: char| c.is_ascii_alphanumeric())
        && after.starts_with(|c: char| c.is_ascii_alphanumeric());
    if latin { " " } else { "" }
}

/// Entries that stand on one line: 1.甲表；2.乙表.
fn split(number: u32, text: &str) -> Vec<ListedAnnex> {
    let mut found = Vec::new();
    let mut rest = text;
    let mut current = number;
    'entries: loop {
        for (at, c) in rest.char_indices().filter(|(_, c)| matches!(c, '；' | ';' | ' ' | '　')) {
            let behind = rest[at + c.len_utf8()..].trim_start();
            if let Some((next, title)) = numbered(behind)
                && next == current + 1
            {
                found.push(entry(current, &rest[..at]));
                (current, rest) = (next, title);
                continue 'entries;
            }
        }
        found.push(entry(current, rest));
        return found;
    }
}

fn trim(title: &str) -> String {
    title.trim().trim_end_matches(['；', ';', '。', '，']).trim_end().to_owned()
}

/// `- ` or `• ` before the text, as converters write it.
fn unbullet(text: &str) -> &str {
    let rest = text.trim_start_matches(['-', '•', '·', '*']);
    if rest.len() < text.len() { rest.trim_start() } else { text }
}

/// The expected number with nothing but space behind it: `1 2024年任务表`.
fn spaced(text: &str, expected: u32) -> Option<(u32, &str)> {
    let digits = numeral::prefix(text);
    let title = text[digits.len()..].strip_prefix(' ')?;
    (numeral::number(digits)? == expected && title::ends_title(title)).then_some((expected, title))
}

/// The number of a part of an annex, and what stands behind it: `1-1.`, `1-2 `.
fn parted(text: &str) -> Option<(u32, u32, &str)> {
    let digits = |text: &str| text.find(|c| !numeral::is_arabic(c)).unwrap_or(text.len());
    let (number, rest) = text.split_at(digits(text));
    let rest = rest.strip_prefix(['-', '－', '—', '–', '‐', '‑'])?;
    let (part, rest) = rest.split_at(digits(rest));
    let title = rest.trim_start_matches(['.', '．', '、', ')', '）', ':', '：']).trim_start();
    let (number, part) = (numeral::number(number)?, numeral::number(part)?);
    let is_number = (1..1000).contains(&number) && (1..100).contains(&part);
    (is_number && !title.is_empty() && !title.starts_with(['年', '月', '日']))
        .then_some((number, part, title))
}

#[cfg(test)]
mod tests {
    use super::super::tests::lines;
    use super::{ListedAnnex, find};

    #[track_caller]
    fn check(text: &str, expected: &[&str], end: usize) {
        let lines = lines(text);
        let listed = find(&lines, Some("青浦区人民政府办公室")).expect("a list");
        let drawn: Vec<String> =
            listed.entries.iter().map(|entry| format!("{} {}", number(entry), entry.title)).collect();
        assert_eq!(drawn, expected);
        assert_eq!(listed.end, end);
    }

    fn number(entry: &ListedAnnex) -> String {
        entry.part.map_or_else(|| entry.number.to_string(), |part| format!("{}-{part}", entry.number))
    }

    #[test]
    fn lists() {
        check("附件：1. 甲表\n2. 乙表\n2023年2月6日", &["1 甲表", "2 乙表"], 2);
        check("- 附表：1．甲表\n2．乙表；\n\n附表1", &["1 甲表", "2 乙表"], 2);
        check("附：\n1、甲表\n2、乙表\n青浦区人民政府办公室\n2023年2月6日", &["1 甲表", "2 乙表"], 3);
        check("附件：1.甲表\n2.抚育目标值\n甲县林业局\n2023年2月6日", &["1 甲表", "2 抚育目标值"], 2);
        check("附件：1.甲表\n2.抚育目标值\n甲县林业局\n2023年2月6日", &["1 甲表", "2 抚育目标值"], 2);
        check("附件：1.甲表；2.乙表；3.丙表\n", &["1 甲表", "2 乙表", "3 丙表"], 1);
        check("附：1、甲任务表；2、乙任务\n表。\n2023年2月6日", &["1 甲任务表", "2 乙任务表"], 2);
        check("附：1、甲任务表；2、乙任务表\n请报表。\n2023年2月6日", &["1 甲任务表", "2 乙任务表"], 1);
        check("附件1：甲表\n附件2：乙表\n2023年2月6日", &["1 甲表", "2 乙表"], 2);
        check("附件：1 2024年甲表\n2 2024年乙表\n2023年2月6日", &["1 2024年甲表", "2 2024年乙表"], 2);
        check("附件：2024年任务分解表\n2023年2月6日", &["1 2024年任务分解表"], 1);
        check("附件：\n2024年任务分解表\n2023年2月6日", &["1 2024年任务分解表"], 2);
        check("附件1：甲表\n甲县人民政府\n2023年2月6日\n甲表", &["1 甲表"], 1);
        check("2023年2月6日\n附件：甲表\n附件\n甲表", &["1 甲表"], 2);
        check("2023年2月6日\n附件1：甲表\n附件2：乙表\n附件1\n甲表", &["1 甲表", "2 乙表"], 3);
    }

    #[test]
    fn parts_of_annexes() {
        let signed = "青浦区人民政府办公室\n2023年2月6日";
        check(&format!("附件：1-1. 甲表\n1-2. 乙表\n{signed}"), &["1-1 甲表", "1-2 乙表"], 2);
        check(
            &format!("附件1-1：甲表\n附件1-2：乙表\n附件2：丙表\n{signed}"),
            &["1-1 甲表", "1-2 乙表", "2 丙表"],
            3,
        );
        check(
            &format!("附件：1. 甲方案\n1-1 2024年乙\n目标表\n1-2 2024年丙表\n2. 丁表\n{signed}"),
            &["1 甲方案", "1-1 2024年乙目标表", "1-2 2024年丙表", "2 丁表"],
            5,
        );
        check(
            &format!("附件：1. 甲目标\n1-3月进度表\n2. 丁表\n{signed}"),
            &["1 甲目标1-3月进度表", "2 丁表"],
            3,
        );
    }

    #[test]
    fn entries_over_several_lines() {
        check(
            "附件：1. 甲、\n乙表\n2. 丙目标\n3. 丁办结率、\n归集率目标\n分解表\n青浦区人民政府办公室",
            &["1 甲、乙表", "2 丙目标", "3 丁办结率、归集率目标分解表"],
            6,
        );
    }

    #[test]
    fn labels_are_no_list() {
        for text in [
            "2023年2月6日\n附件：1 甲表\n表一",
            "附件1\n甲表",
            "附件：1\n甲表",
            "2023年2月6日\n附件：甲表\n",
            "附件1：甲表\n单位：亿元",
        ] {
            assert_eq!(find(&lines(text), None), None, "{text}");
        }
    }
}
