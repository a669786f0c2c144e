//! Which of the forms of texts a text has.

use super::separated::{self, Separator};
use super::{html, markdown};

/// How a text prints its tables.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Form {
    /// Cells between tabs or commas, a row a line.
    Separated(Separator),
    /// Cells between bars or in drawn lines, or HTML tables in a text.
    Markdown,
    /// `<table>`, `<tr>`, `<td>`.
    Html,
    /// Cells under one another, as a terminal shows them.
    Layout,
}

/// Tells the form by what the text has most lines of.
pub(crate) fn form(text: &str) -> Form {
    let lines: Vec<&str> = text.split('\n').collect();
    if is_html(text) {
        return if holds_html(&lines) { Form::Markdown } else { Form::Html };
    }
    if (0..lines.len()).any(|at| markdown::begins_table(&lines, at)) {
        return Form::Markdown;
    }
    let tabbed = lines.iter().filter(|line| line.trim_matches(['\t', ' ']).contains('\t')).count();
    if tabbed >= 2 {
        return Form::Separated(Separator::Tab);
    }
    if separated::is_sheet(&lines) {
        return Form::Separated(Separator::Comma);
    }
    if lines.iter().any(|line| line.starts_with('#') || line.starts_with("**")) {
        return Form::Markdown;
    }
    Form::Layout
}

/// Whether HTML stands in a text that is Markdown: among headings of its, or as tables alone.
fn holds_html(lines: &[&str]) -> bool {
    let first = lines.iter().find(|line| !line.trim().is_empty()).map_or("", |line| line.trim_start());
    let page = ["<!", "<html", "<head"].iter().any(|tag| {
        first.get(..tag.len()).is_some_and(|start| start.eq_ignore_ascii_case(tag))
            && html::tables(first) == 0
    });
    if !page && lines.iter().any(|line| line.starts_with('#')) {
        return true;
    }
    let mut text = false;
    let mut at = 0;
    while at < lines.len() {
        let height = html::height(&lines[at..]);
        if height == Some(1) && html::tables(lines[at]) == 0 || height.is_none() && lines[at].contains("</") {
            return false;
        }
        text |= height.is_none() && !lines[at].trim().is_empty();
        at += height.unwrap_or(1);
    }
    text
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
    use super::{Form, Separator, form};

    #[track_caller]
    fn check(text: &str, expected: Form) {
        assert_eq!(form(text), expected);
    }

    #[test]
    fn each_form() {
        check("附件 1\n\n单位\t目标\n赵巷镇\t12\n", Form::Separated(Separator::Tab));
        check("附件 1\n\n| 单位 | 目标 |\n| --- | ---: |\n| 赵巷镇 | 12 |\n", Form::Markdown);
        check("<!DOCTYPE html>\n<html><body></body></html>", Form::Html);
        check("<TABLE border=1><TR><TD>单位</TABLE>", Form::Html);
        check("附件 1\n\n单位        目标\n赵巷镇      12\n", Form::Layout);
    }

    #[test]
    fn tables_of_html_in_markdown() {
        check("附件 1\n\n<table>\n<tr><td>单位</td></tr>\n</table>\n\n注：无", Form::Markdown);
        check("<html><body><table><tr><td>单位</td></tr></table></body></html>\n\n注：无", Form::Markdown);
        check("# 附件 1\n<div align=center>标题</div>\n<table><tr><td>单位</table>", Form::Markdown);
        check("<html>\n<body>\n<table><tr><td>单位</table>\n# 注\n", Form::Html);
        check("附件 1<br>\n<p>标题</p>\n<table><tr><td>单位</table>", Form::Html);
    }

    #[test]
    fn drawn_tables_and_sheets() {
        check("附件 1\n┌──┬──┐\n│单位│目标│\n└──┴──┘", Form::Markdown);
        check("附件 1\n单位   目标\n-----  ----\n甲镇     12", Form::Markdown);
        check("单位,目标\n甲镇,12\n", Form::Separated(Separator::Comma));
    }

    #[test]
    fn neither_a_comparison_nor_a_line_break_is_html() {
        check("| 单位 | <br>目标 |\n|---|---|\n| a<b | 5<10 |", Form::Markdown);
        check("单位\t增幅<p\n赵巷镇\t<5\n", Form::Separated(Separator::Tab));
    }

    #[test]
    fn a_notice_without_tables() {
        check("# 关于印发方案的通知\n\n各镇：\n", Form::Markdown);
        check("关于印发方案的通知\n\n各镇：\n", Form::Layout);
    }
}
