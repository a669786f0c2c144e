//! Lines no wider than a terminal, CJK characters being two columns wide.

use std::borrow::Cow;

use unicode_width::UnicodeWidthChar;

/// The text over as many lines as it needs: `first` before the first, `rest` before the others. Breaks at spaces and
/// beside wide characters, but never before closing punctuation.
pub(crate) fn wrapped(text: &str, first: &str, rest: &str, width: usize) -> String {
    let text = &plain(text);
    let mut out = first.to_owned();
    let mut column = columns(first);
    let mut fresh = true;
    for word in words(text) {
        if !fresh && column + columns(word.trim_end()) > width {
            out.truncate(out.trim_end().len());
            out.push('\n');
            out.push_str(rest);
            column = columns(rest);
        }
        out.push_str(word);
        column += columns(word);
        fresh = false;
    }
    out
}

/// A text with what would steer a terminal, or turn round what stands beside it, spelled out: a notice comes from
/// strangers.
pub(crate) fn plain(text: &str) -> Cow<'_, str> {
    let steers = |c: char| {
        c.is_control() && c != '\n'
            || matches!(c, '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
    };
    if !text.contains(steers) {
        return Cow::Borrowed(text);
    }
    let spelled = |c: char| if steers(c) { c.escape_unicode().to_string() } else { c.to_string() };
    Cow::Owned(text.chars().map(spelled).collect())
}

/// The pieces between which a line may break; white space stays at the end of its piece.
fn words(text: &str) -> impl Iterator<Item = &str> {
    let mut rest = text;
    std::iter::from_fn(move || {
        let mut previous = None;
        let end = rest.char_indices().find_map(|(i, c)| {
            let breaks = previous.is_some_and(|p| may_break(p, c));
            previous = Some(c);
            breaks.then_some(i)
        });
        let (word, after) = rest.split_at(end.unwrap_or(rest.len()));
        rest = after;
        (!word.is_empty()).then_some(word)
    })
}

fn may_break(before: char, after: char) -> bool {
    let wide = |c: char| c.width() == Some(2);
    before == ' ' && after != ' '
        || (wide(before) || wide(after))
            && after != ' '
            && !"，。、；：！？）】》」』〕”’".contains(after)
            && !"（【《「『〔“‘".contains(before)
}

/// The columns that a text takes.
pub(crate) fn columns(text: &str) -> usize {
    text.chars().filter_map(UnicodeWidthChar::width).sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expected: &str) {
        assert_eq!(wrapped(text, "> ", "  ", 12), expected);
    }

    #[test]
    fn lines_break_where_they_may() {
        check("", "> ");
        check("one two three", "> one two\n  three");
        check("青浦区人民政府", "> 青浦区人民\n  政府");
        check("青浦区人民，政府", "> 青浦区人\n  民，政府");
        check("incomprehensibilities go on", "> incomprehensibilities\n  go on");
    }

    #[test]
    fn what_steers_a_terminal_is_spelled_out() {
        assert_eq!(plain("甲\u{1b}[8m\u{202e}乙\t丙"), "甲\\u{1b}[8m\\u{202e}乙\\u{9}丙");
        check("\u{9b}8m", "> \\u{9b}8m");
        assert!(matches!(plain("甲镇\n30.3"), Cow::Borrowed(_)));
    }
}
