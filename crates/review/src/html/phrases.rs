//! Messages of findings in Chinese: templates of the English ones, each with its translation.

const PHRASES: &str = include_str!("../phrases.tsv");

/// The message in Chinese; none where no template is like it.
pub(super) fn in_chinese(message: &str) -> Option<String> {
    PHRASES.lines().filter_map(|line| line.split_once('\t')).find_map(|(template, translation)| {
        let parts = parts(message, template)?;
        let fill = |text: String, (i, part): (usize, &&str)| text.replace(&format!("{{{}}}", i + 1), part);
        Some(parts.iter().enumerate().fold(translation.to_owned(), fill))
    })
}

/// What stands in the places of the template.
fn parts<'m>(message: &'m str, template: &str) -> Option<Vec<&'m str>> {
    let mut literals = template.split("{}");
    let mut rest = message.strip_prefix(literals.next()?)?;
    let mut literals = literals.peekable();
    let mut parts = Vec::new();
    while let Some(literal) = literals.next() {
        let part = match literals.peek() {
            None => rest.strip_suffix(literal)?,
            Some(_) => &rest[..rest.find(literal)?],
        };
        parts.push(part);
        rest = &rest[part.len() + literal.len()..];
    }
    rest.is_empty().then_some(parts)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn messages_are_told_in_chinese() {
        let check = |message: &str, expected: Option<&str>| {
            assert_eq!(in_chinese(message).as_deref(), expected, "{message}");
        };
        check(
            "unit 新城集团 is not in the registry, named 13 times",
            Some("名录没有单位“新城集团”，出现13次"),
        );
        check("unit 新城集团 is not in the registry, named once", Some("名录没有单位“新城集团”，出现一次"));
        check(
            "全区 目标值: 2290.6 stated, 2223.9 is the sum of its 12 units, 66.7 apart",
            Some("全区 目标值：所印为2290.6，12个单位之和为2223.9，相差66.7"),
        );
        check("annex 2 is listed but not there", Some("目录列有附件2，正文没有"));
        check("something else", None);
    }

    #[test]
    fn every_place_is_filled() {
        for line in PHRASES.lines() {
            let (template, translation) = line.split_once('\t').expect("a tab");
            let places = template.matches("{}").count();
            assert_eq!(translation.matches('{').count(), places, "{line}");
            assert!((1..=places).all(|i| translation.contains(&format!("{{{i}}}"))), "{line}");
        }
    }
}
