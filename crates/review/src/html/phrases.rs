//! Messages of findings in Chinese: templates of the English ones, each with its translation.

use super::bilingual::both;
use crate::markup::{Markup, html};

const PHRASES: &str = include_str!("../phrases.tsv");

/// Phrases stand within phrases no deeper than this.
const DEPTH: usize = 4;

/// A message in both languages, as far as it can be said in Chinese.
pub(super) fn said(message: &str) -> Markup {
    match in_chinese(message) {
        Some(chinese) => both(&chinese, message),
        None => html!(r#"<span lang="en">{}</span>"#, message),
    }
}

/// The message in Chinese; none where no template is like it.
fn in_chinese(message: &str) -> Option<String> {
    translated(message, DEPTH)
}

fn translated(message: &str, depth: usize) -> Option<String> {
    let phrases = PHRASES.lines().filter_map(|line| line.split_once('\t'));
    let like = phrases.filter_map(|phrase| Some((phrase, parts(message, phrase.0)?)));
    // Of several templates the one that says the most itself is meant.
    let ((_, translation), parts) =
        like.max_by_key(|((template, _), parts)| template.len() - 2 * parts.len())?;
    fill(translation, &parts, depth)
}

/// The translation with its places filled, each once: nothing that is printed is taken for a place.
fn fill(translation: &str, parts: &[&str], depth: usize) -> Option<String> {
    let mut filled = String::new();
    let mut rest = translation;
    while let Some((before, place)) = rest.split_once('{') {
        let (number, after) = place.split_once('}')?;
        let part = parts.get(number.parse::<usize>().ok()?.checked_sub(1)?)?;
        filled.push_str(before);
        filled.push_str(&phrase(part, depth).unwrap_or_else(|| (*part).to_owned()));
        rest = after;
    }
    Some(filled + rest)
}

/// What fills a place, where it is a phrase or a list of phrases; printed text is none.
fn phrase(part: &str, depth: usize) -> Option<String> {
    let depth = depth.checked_sub(1)?;
    let list = || part.split(", ").map(|one| translated(one, depth)).collect::<Option<Vec<_>>>();
    translated(part, depth).or_else(|| Some(list()?.join("、")))
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
        check(
            "农业招商 总量: 1660 here, 1758 in annex 11 (全区 流转面积（亩）), -98 apart",
            Some("农业招商 总量：此处为1660，附件11（全区 流转面积（亩））为1758，相差-98"),
        );
        check("the head of the notice lacks issuer, 发文字号", Some("公文首部缺发文机关、发文字号"));
        check("give the corrections of this notice", Some("请提供本文的更正文件"));
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
