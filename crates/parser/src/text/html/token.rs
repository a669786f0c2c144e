//! HTML to tags and text, by the rules of the HTML standard (13.2.5) as far as a notice needs them.
//!
//! One pass, no recursion, and never an error: whatever is no tag is text.

use std::borrow::Cow;

use super::entity::decode;

/// A piece of a page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Token<'a> {
    /// `<td rowspan="2">`, its name as written.
    Start {
        /// The name.
        name: &'a str,
        /// What stands between the name and the closing bracket.
        attributes: &'a str,
    },
    /// `</td>`, its name as written.
    End(&'a str),
    /// Text with its entities decoded.
    Text(Cow<'a, str>),
}

/// The tokens of a page with their lines. Comments, declarations and the content of scripts and the like are
/// left out.
pub(super) struct Tokens<'a> {
    rest: &'a str,
    line: u32,
}

impl<'a> Tokens<'a> {
    pub(super) fn new(page: &'a str, first: u32) -> Self {
        Self { rest: page, line: first }
    }

    fn take(&mut self, length: usize) -> &'a str {
        let (taken, rest) = self.rest.split_at(length);
        self.line += taken.bytes().filter(|b| *b == b'\n').count() as u32;
        self.rest = rest;
        taken
    }

    /// Skips to the end tag of an element whose content is no text of the page.
    fn skip_raw(&mut self, name: &str) {
        let end = self
            .rest
            .match_indices("</")
            .find(|(at, _)| starts_with_name(&self.rest[at + 2..], name))
            .map_or(self.rest.len(), |(at, _)| at);
        self.take(end);
    }
}

impl<'a> Iterator for Tokens<'a> {
    type Item = (Token<'a>, u32);

    fn next(&mut self) -> Option<Self::Item> {
        loop {
            if self.rest.is_empty() {
                return None;
            }
            let line = self.line;
            let text = text_length(self.rest);
            if text > 0 {
                return Some((Token::Text(decode(self.take(text))), line));
            }
            if self.rest.starts_with("<!--") {
                let end = self.rest[4..].find("-->").map_or(self.rest.len(), |at| at + 7);
                self.take(end);
                continue;
            }
            let Some(length) = tag_length(self.rest) else {
                return Some((Token::Text(decode(self.take(self.rest.len()))), line));
            };
            let tag = self.take(length);
            let inner = tag.trim_start_matches('<').trim_end_matches('>');
            if inner.starts_with(['!', '?']) {
                continue;
            }
            if let Some(name) = inner.strip_prefix('/') {
                return Some((Token::End(name_of(name)), line));
            }
            let name = name_of(inner);
            if RAW.iter().any(|raw| raw.eq_ignore_ascii_case(name)) {
                self.skip_raw(name);
            }
            return Some((Token::Start { name, attributes: &inner[name.len()..] }, line));
        }
    }
}

/// Elements whose content is no text of the page.
const RAW: &[&str] = &["script", "style", "title", "textarea", "iframe", "noscript", "template", "xmp"];

/// The value of an attribute, not yet decoded.
pub(super) fn attribute<'a>(attributes: &'a str, wanted: &str) -> Option<&'a str> {
    let mut rest = attributes;
    loop {
        rest = rest.trim_start_matches(|c: char| c.is_whitespace() || c == '/');
        let end = rest.find(|c: char| c.is_whitespace() || matches!(c, '=' | '/')).unwrap_or(rest.len());
        let name = &rest[..end];
        rest = rest[end..].trim_start();
        let mut value = "";
        if let Some(after) = rest.strip_prefix('=') {
            let after = after.trim_start();
            let quote = after.chars().next().filter(|c| matches!(c, '"' | '\''));
            (value, rest) = match quote {
                Some(quote) => after[1..].split_once(quote).unwrap_or((&after[1..], "")),
                None => after.split_at(after.find(char::is_whitespace).unwrap_or(after.len())),
            };
        } else if name.is_empty() {
            return None;
        }
        if name.eq_ignore_ascii_case(wanted) {
            return Some(value);
        }
    }
}

/// The length of the text before the next thing that looks like a tag.
fn text_length(rest: &str) -> usize {
    let bytes = rest.as_bytes();
    let mut from = 0;
    while let Some(at) = rest[from..].find('<').map(|at| at + from) {
        if bytes.get(at + 1).is_some_and(|b| b.is_ascii_alphabetic() || matches!(b, b'/' | b'!' | b'?')) {
            return at;
        }
        from = at + 1;
    }
    rest.len()
}

/// The length of a tag to its closing bracket; one inside quotes is no end unless the quotes never close. Nothing where
/// no bracket follows: then the rest of the page is text.
fn tag_length(rest: &str) -> Option<usize> {
    let mut quote = None;
    let mut before = b' ';
    for (i, b) in rest.bytes().enumerate() {
        match quote {
            Some(q) if b == q => quote = None,
            Some(_) => {}
            None if matches!(b, b'"' | b'\'') && before == b'=' => quote = Some(b),
            None if b == b'>' => return Some(i + 1),
            None => {}
        }
        if !b.is_ascii_whitespace() {
            before = b;
        }
    }
    rest.find('>').map(|at| at + 1)
}

fn name_of(tag: &str) -> &str {
    let end = tag.find(|c: char| c.is_whitespace() || matches!(c, '/' | '>')).unwrap_or(tag.len());
    &tag[..end]
}

fn starts_with_name(text: &str, name: &str) -> bool {
    text.get(..name.len()).is_some_and(|start| start.eq_ignore_ascii_case(name))
        && text[name.len()..].starts_with(|c: char| c.is_whitespace() || matches!(c, '/' | '>'))
}

#[cfg(test)]
mod tests {
    use super::{Token, Tokens, attribute};

    #[track_caller]
    fn check(page: &str, expected: &[&str]) {
        let drawn: Vec<String> = Tokens::new(page, 1)
            .map(|(token, line)| match token {
                Token::Start { name, .. } => format!("{line} <{name}>"),
                Token::End(name) => format!("{line} </{name}>"),
                Token::Text(text) => format!("{line} {text}"),
            })
            .collect();
        assert_eq!(drawn, expected);
    }

    #[test]
    fn tags_text_and_lines() {
        check("<p>a\n<b>b</b></p>", &["1 <p>", "1 a\n", "2 <b>", "2 b", "2 </b>", "2 </p>"]);
        check("5<10 &amp; 3 < 4", &["1 5<10 & 3 < 4"]);
        check("<td title=\"a>b\">c", &["1 <td>", "1 c"]);
    }

    #[test]
    fn what_is_no_text_of_the_page() {
        check("<!DOCTYPE html><!-- <p>x\n-->a<?xml?>", &["2 a"]);
        check("<script>if (a<b) '</p>'\n</SCRIPT >b", &["1 <script>", "2 </SCRIPT>", "2 b"]);
        check("<title>x</titles></title>", &["1 <title>", "1 </title>"]);
        check("<style>never closed", &["1 <style>"]);
    }

    #[test]
    fn broken_tags() {
        check("<td a=\"never closed>b\nc", &["1 <td>", "1 b\nc"]);
        check("a<b\n<c", &["1 a", "1 <b\n<c"]);
        check("a<!-- b", &["1 a"]);
    }

    #[test]
    fn attributes() {
        let attributes = " rowspan=\"2\" COLSPAN = 3 nowrap align='center'/";
        assert_eq!(attribute(attributes, "rowspan"), Some("2"));
        assert_eq!(attribute(attributes, "colspan"), Some("3"));
        assert_eq!(attribute(attributes, "nowrap"), Some(""));
        assert_eq!(attribute(attributes, "align"), Some("center"));
        assert_eq!(attribute(attributes, "span"), None);
        assert_eq!(attribute("= = ==", "a"), None);
    }
}
