//! The label of an annex: 附件1, 附件 2：, 附表三, 附.

use fenjie_model::text;

use super::numeral;

/// A label, and what stands behind it on its line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Label<'a> {
    /// 附件, 附表, 附录 or 附.
    pub(crate) word: &'a str,
    /// The label as printed.
    pub(crate) printed: &'a str,
    /// Its number, if it has one.
    pub(crate) number: Option<u32>,
    /// The number behind a dash: 附表1-2 is the second table of annex 1.
    pub(crate) part: Option<u32>,
    /// The title on the same line; empty where there is none.
    pub(crate) title: &'a str,
}

/// Reads a line as a label, as printed and cleaned: by the space behind the label where one is printed.
pub(crate) fn of<'a>(printed: &'a str, line: &'a str) -> Option<Label<'a>> {
    apart(printed.trim()).or_else(|| read(line))
}

/// Reads a cleaned line as a label.
///
/// Prose that starts with the same words is none: behind a number must stand nothing, a mark or a title, and a title
/// has no full stop.
pub(crate) fn read(line: &str) -> Option<Label<'_>> {
    if let Some(label) = in_brackets(line) {
        return Some(label);
    }
    let (word, rest) = word(line)?;
    let rest = rest.trim_start();
    let Some(Number { number, part, behind }) = numbered(rest) else { return unnumbered(line, word, rest) };
    let marked = behind.trim_start_matches([':', '：', '.', '．', '、']);
    let title = marked.trim_start();
    let apart = marked.len() < behind.len() || title.len() < marked.len();
    if !(title.is_empty() || apart || starts_title(title)) || !is_title(title) {
        return None;
    }
    let printed = line[..line.len() - marked.len()].trim_end();
    Some(Label { word, printed, number: Some(number), part, title })
}

/// Reads a label that brackets part from its title: 【附件1】.
fn in_brackets(line: &str) -> Option<Label<'_>> {
    let inner = line.strip_prefix(['【', '［', '[', '（', '('])?;
    let close = inner.find(['】', '］', ']', '）', ')'])?;
    let (inner, behind) = inner.split_at(close);
    let label = read(inner).filter(|label| label.title.is_empty())?;
    let title = behind.trim_start_matches(['】', '］', ']', '）', ')', ':', '：']);
    let printed = line[..line.len() - title.len()].trim_end();
    let title = title.trim_start();
    is_title(title).then_some(Label { printed, title, ..label })
}

/// Reads a label with a space and a title behind it, out of a line that is not cleaned. A single space is no sign of its
/// own: prose that speaks of 附件 1 can print one.
fn apart(line: &str) -> Option<Label<'_>> {
    let (word, rest) = word(line)?;
    let (number, part, behind) = match numbered(rest) {
        Some(Number { number, part, behind }) => (Some(number), part, behind),
        None => (None, None, rest),
    };
    let marked = behind.trim_start_matches([':', '：', '.', '．', '、']);
    let title = marked.trim();
    let gap = marked.trim_end().len() - title.len();
    let is_wide = gap > 1 && !title.contains('，');
    let is_apart = match number {
        Some(_) => is_wide || starts_title(title),
        None => super::title::is_whole(&text::clean(title)),
    };
    if gap == 0 || title.is_empty() || !is_apart || !is_title(title) {
        return None;
    }
    let printed = line[..line.len() - marked.len()].trim_end();
    Some(Label { word, printed, number, part, title })
}

/// The word that a label starts with, and what stands behind it.
fn word(line: &str) -> Option<(&'static str, &str)> {
    let word = ["附件", "附表", "附录", "附"].into_iter().find(|word| line.starts_with(word))?;
    Some((word, &line[word.len()..]))
}

/// The number of a label.
struct Number<'a> {
    number: u32,
    part: Option<u32>,
    /// What stands behind it.
    behind: &'a str,
}

/// The number of a label, with a colon before it perhaps or in brackets, and what stands behind it.
fn numbered(text: &str) -> Option<Number<'_>> {
    let text = text.trim_start_matches([':', '：']).trim_start();
    let text = text.strip_prefix('之').unwrap_or(text);
    let bracketed = text.strip_prefix(['（', '(']);
    let inner = bracketed.unwrap_or(text);
    let run = digits(inner);
    if let Some((number, behind)) = alone(inner).filter(|_| run.is_empty() && bracketed.is_none()) {
        return Some(Number { number, part: None, behind });
    }
    let number = numeral::number(run).filter(|number| (1..1000).contains(number))?;
    let behind = &inner[run.len()..];
    if bracketed.is_some() {
        return Some(Number { number, part: None, behind: behind.strip_prefix(['）', ')'])? });
    }
    if let Some(rest) = behind.strip_prefix(['-', '－', '—', '–', '‐', '‑']) {
        let run = digits(rest);
        if let Some(part) = numeral::number(run).filter(|part| *part < 100 && !run.is_empty()) {
            return Some(Number { number, part: Some(part), behind: &rest[run.len()..] });
        }
    }
    Some(Number { number, part: None, behind })
}

/// A number of one character, and what stands behind it. A letter can be the start of a title.
fn alone(text: &str) -> Option<(u32, &str)> {
    let c = text.chars().next()?;
    let behind = &text[c.len_utf8()..];
    let is_apart = behind.is_empty() || behind.starts_with([' ', ':', '：', '.', '．', '、']);
    let is_letter = matches!(c, 'A'..='Z' | 'Ａ'..='Ｚ');
    numeral::sign(c).filter(|_| is_apart || !is_letter).map(|number| (number, behind))
}

/// The digits of a label's number: a title can start with others right behind them (附件12024年, 附件一三台县).
fn digits(text: &str) -> &str {
    let run = numeral::prefix(text);
    let arabic = run.find(|c| !numeral::is_arabic(c)).unwrap_or(run.len());
    if arabic > 0 {
        let run = &run[..arabic];
        let has_year = text[arabic..].starts_with(['年', '-', '—', '－', '–', '~', '～', '至']);
        let year = run.char_indices().rev().nth(3).map(|(at, _)| at).filter(|at| {
            has_year && numeral::number(&run[*at..]).is_some_and(|year| (1949..2200).contains(&year))
        });
        return &run[..year.unwrap_or(run.len())];
    }
    // 三, 十, 十三, 二十, 二十三.
    let is_ten = |c: char| matches!(c, '十' | '廿' | '卅');
    let is_one = |c: char| !is_ten(c) && !numeral::is_arabic(c);
    let lead = usize::from(run.starts_with(is_one));
    let ten = run.chars().nth(lead).is_some_and(is_ten);
    let last = ten && run.chars().nth(lead + 1).is_some_and(is_one);
    let length = lead + usize::from(ten) + usize::from(last);
    let end = run.char_indices().nth(length).map_or(run.len(), |(at, _)| at);
    &run[..end]
}

/// A label without a number: the word alone, or a colon or a year and a title behind it.
fn unnumbered<'a>(line: &'a str, word: &'a str, rest: &'a str) -> Option<Label<'a>> {
    let label = |printed: &'a str, title: &'a str| Label { word, printed, number: None, part: None, title };
    match rest.strip_prefix([':', '：']) {
        Some(title) if is_title(title.trim()) => {
            Some(label(line[..line.len() - title.len()].trim_end(), title.trim()))
        }
        None if rest.is_empty() => Some(label(line, "")),
        None if starts_title(rest) && rest.starts_with(numeral::is_arabic) && is_title(rest) => {
            Some(label(&line[..word.len()], rest))
        }
        _ => None,
    }
}

/// Cleaning takes out the space between a label and its title; then only the start of a title tells it.
fn starts_title(text: &str) -> bool {
    let year: String = text.chars().take(4).filter(|c| numeral::is_arabic(*c)).collect();
    year.chars().count() == 4 || text.starts_with(['《', '“']) || super::title::ends_title(text)
}

fn is_title(text: &str) -> bool {
    text.chars().count() <= 80 && !text.contains(['。', '；', '！']) && !text.ends_with(['，', '：', ':'])
}

#[cfg(test)]
mod tests {
    use fenjie_model::text::clean;

    use super::read;

    #[track_caller]
    fn check(line: &str, printed: &str, number: Option<u32>, title: &str) {
        let label = read(line).unwrap_or_else(|| panic!("no label in {line}"));
        assert_eq!((label.printed, label.number, label.title), (printed, number, title));
    }

    #[test]
    fn labels() {
        check("附件1", "附件1", Some(1), "");
        check("附件：1", "附件：1", Some(1), "");
        check("附件1：", "附件1：", Some(1), "");
        check("附件１２", "附件１２", Some(12), "");
        check("附件一", "附件一", Some(1), "");
        check("附件二十三", "附件二十三", Some(23), "");
        check("附表1", "附表1", Some(1), "");
        check("附1", "附1", Some(1), "");
        check("附件", "附件", None, "");
        check("附件（一）", "附件（一）", Some(1), "");
        check("附件之二", "附件之二", Some(2), "");
        check("附件：", "附件：", None, "");
        check("附表", "附表", None, "");
        check("附件Ⅱ", "附件Ⅱ", Some(2), "");
        check("附件②", "附件②", Some(2), "");
        check("附件B", "附件B", Some(2), "");
        check("【附件1】", "【附件1】", Some(1), "");
        check("（附件一）", "（附件一）", Some(1), "");
    }

    #[test]
    fn labels_with_their_titles() {
        check("附件1 永春县计划表", "附件1", Some(1), "永春县计划表");
        check("附件1永春县2024年计划表", "附件1", Some(1), "永春县2024年计划表");
        check("附件1：2024年计划表", "附件1：", Some(1), "2024年计划表");
        check("附件：2024年计划表", "附件：", None, "2024年计划表");
        check("附表2.招商任务", "附表2.", Some(2), "招商任务");
        check("附件B 招商任务", "附件B", Some(2), "招商任务");
        check("附件Ⅱ招商任务表", "附件Ⅱ", Some(2), "招商任务表");
        check("【附件1】招商任务表", "【附件1】", Some(1), "招商任务表");
    }

    #[test]
    fn numbers_that_a_title_follows() {
        check("附件12024年计划表", "附件1", Some(1), "2024年计划表");
        check("附件2024年计划表", "附件", None, "2024年计划表");
        check("附件2024-2025年计划表", "附件", None, "2024-2025年计划表");
        check("附件一三台县计划表", "附件一", Some(1), "三台县计划表");
        check("附表二2024年计划表", "附表二", Some(2), "2024年计划表");
        check("附件十二计划表", "附件十二", Some(12), "计划表");
        let part = |line| read(line).map(|label| (label.number, label.part));
        assert_eq!(part("附表1-2"), Some((Some(1), Some(2))));
        assert_eq!(part("附表1-2 招商目标"), Some((Some(1), Some(2))));
        assert_eq!(part("附件1"), Some((Some(1), None)));
    }

    #[test]
    fn space_behind_a_label() {
        let of =
            |text: &str| super::of(text, &clean(text)).map(|label| (label.number, label.title.to_owned()));
        assert_eq!(of("附件十　三台县计划表"), Some((Some(10), "三台县计划表".to_owned())));
        assert_eq!(of("附件　　甲县计划表"), Some((None, "甲县计划表".to_owned())));
        assert_eq!(of("附件1　　甲县国民经济和"), Some((Some(1), "甲县国民经济和".to_owned())));
        assert_eq!(of("附件1 所列指标由各镇分解落"), None);
        assert_eq!(of("附件 所列指标"), None);
    }

    #[test]
    fn prose() {
        for line in [
            "附件1所列指标由各镇分解落实",
            "附件1 所列指标由各镇分解。",
            "附近的村",
            "附则",
            "附件所列指标",
            "附件A类指标",
            "（附件1所列指标）",
        ] {
            assert_eq!(read(line), None, "{line}");
        }
    }
}
