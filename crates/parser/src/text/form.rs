//! Which of the four text forms a text has.

use super::markdown;

/// How a text prints its tables.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Form {
    /// Cells between tabs, a row a line.
    Tabs,
    /// Cells between bars, a row a line, under the header a row of dashes.
    Markdown,
    /// `<table>`, `<tr>`, `<td>`.
    Html,
    /// Cells under one another, as a terminal shows them.
    Layout,
}

/// Tells the form by what the text has most lines of.
pub(crate) fn form(text: &str) -> Form {
    if is_html(text) {
        return Form::Html;
    }
    if text.lines().any(markdown::is_delimiter) {
        return Form::Markdown;
    }
    let tabbed = text.lines().filter(|line| line.trim_matches(['\t', ' ']).contains('\t')).count();
    if tabbed >= 2 {
        return Form::Tabs;
    }
    if text.lines().any(|line| line.starts_with('#') || line.starts_with("**")) {
        return Form::Markdown;
    }
    Form::Layout
}

/// Tags that only HTML has; a `<br>` alone also stands in Markdown.
fn is_html(text: &str) -> bool {
    let bytes = text.as_bytes();
    let tags = ["!doctype html", "html", "body", "table", "tr", "td", "p", "div", "head"];
    let mut seen = 0;
    for (at, _) in text.match_indices('<') {
        let rest = &bytes[at + 1..];
        let opens = tags.iter().any(|tag| {
            rest.get(..tag.len()).is_some_and(|name| name.eq_ignore_ascii_case(tag.as_bytes()))
                && rest.get(tag.len()).is_some_and(|end| matches!(end, b'>' | b' ' | b'/' | b'\n' | b'\t'))
        });
        if opens {
            seen += 1;
            if seen == 2 {
                return true;
            }
        }
    }
    false
}

#[cfg(test)]
mod tests {
    use super::{Form, form};

    #[track_caller]
    fn check(text: &str, expected: Form) {
        assert_eq!(form(text), expected);
    }

    #[test]
    fn each_form() {
        check("附件 1\n\n单位\t目标\n赵巷镇\t12\n", Form::Tabs);
        check("附件 1\n\n| 单位 | 目标 |\n| --- | ---: |\n| 赵巷镇 | 12 |\n", Form::Markdown);
        check("<!DOCTYPE html>\n<html><body></body></html>", Form::Html);
        check("<TABLE border=1><TR><TD>单位</TABLE>", Form::Html);
        check("附件 1\n\n单位        目标\n赵巷镇      12\n", Form::Layout);
    }

    #[test]
    fn neither_a_comparison_nor_a_line_break_is_html() {
        check("| 单位 | <br>目标 |\n|---|---|\n| a<b | 5<10 |", Form::Markdown);
        check("单位\t增幅<p\n赵巷镇\t<5\n", Form::Tabs);
    }

    #[test]
    fn a_notice_without_tables() {
        check("# 关于印发方案的通知\n\n各镇：\n", Form::Markdown);
        check("关于印发方案的通知\n\n各镇：\n", Form::Layout);
    }
}
