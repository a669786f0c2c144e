//! The label of an annex: 附件1, 附件 2：, 附表三, 附.

use super::numeral;

/// A label, and what stands behind it on its line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Label<'a> {
    /// 附件, 附表, 附录 or 附.
    pub(super) word: &'a str,
    /// The label as printed.
    pub(super) printed: &'a str,
    /// Its number, if it has one.
    pub(super) number: Option<u32>,
    /// The title on the same line; empty where there is none.
    pub(super) title: &'a str,
}

/// Reads a cleaned line as a label.
///
/// Prose that starts with the same words is none: behind a number must stand nothing, a mark or a title, and a title has no
/// full stop.
pub(super) fn read(line: &str) -> Option<Label<'_>> {
    let word = ["附件", "附表", "附录", "附"].into_iter().find(|word| line.starts_with(word))?;
    let rest = line[word.len()..].trim_start();
    let Some((number, behind)) = numbered(rest) else { return unnumbered(line, word, rest) };
    let marked = behind.trim_start_matches([':', '：', '.', '．', '、']);
    let title = marked.trim_start();
    let apart = marked.len() < behind.len() || title.len() < marked.len();
    if !(title.is_empty() || apart || starts_title(title)) || !is_title(title) {
        return None;
    }
    let printed = line[..line.len() - marked.len()].trim_end();
    Some(Label { word, printed, number: Some(number), title })
}

/// The number of a label, with a colon before it perhaps or in brackets, and what stands behind it.
fn numbered(text: &str) -> Option<(u32, &str)> {
    let text = text.trim_start_matches([':', '：']).trim_start();
    let text = text.strip_prefix('之').unwrap_or(text);
    let bracketed = text.strip_prefix(['（', '(']);
    let inner = bracketed.unwrap_or(text);
    let digits = numeral::prefix(inner);
    let number = numeral::number(digits).filter(|number| (1..1000).contains(number))?;
    let behind = &inner[digits.len()..];
    match bracketed {
        Some(_) => Some((number, behind.strip_prefix(['）', ')'])?)),
        None => Some((number, behind)),
    }
}

/// A label without a number: the word alone, or a colon and a title behind it.
fn unnumbered<'a>(line: &'a str, word: &'a str, rest: &'a str) -> Option<Label<'a>> {
    match rest.strip_prefix([':', '：']) {
        Some(title) if is_title(title.trim()) => {
            let printed = line[..line.len() - title.len()].trim_end();
            Some(Label { word, printed, number: None, title: title.trim() })
        }
        None if rest.is_empty() && word != "附" => {
            Some(Label { word, printed: line, number: None, title: "" })
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
    }

    #[test]
    fn labels_with_their_titles() {
        check("附件1 永春县计划表", "附件1", Some(1), "永春县计划表");
        check("附件1永春县2024年计划表", "附件1", Some(1), "永春县2024年计划表");
        check("附件1：2024年计划表", "附件1：", Some(1), "2024年计划表");
        check("附件：2024年计划表", "附件：", None, "2024年计划表");
        check("附表2.招商任务", "附表2.", Some(2), "招商任务");
    }

    #[test]
    fn prose() {
        for line in
            ["附件1所列指标由各镇分解落实", "附件1 所列指标由各镇分解。", "附近的村", "附则", "附件所列指标"]
        {
            assert_eq!(read(line), None, "{line}");
        }
    }
}
