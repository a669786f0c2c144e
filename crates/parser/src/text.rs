//! Texts to blocks: what the bytes are, their encoding, their form, then lines and tables.

mod bars;
mod block;
mod dashed;
mod drawn;
mod encoding;
mod form;
mod gaps;
mod html;
mod kinds;
pub(crate) mod layout;
mod leaves;
mod markdown;
mod merged;
mod placed;
mod records;
mod repeated;
mod rows;
mod separated;
mod shares;
mod sheets;
mod sniff;
mod stacked;

use fenjie_model::{At, Code, Coverages, Finding, MediaType, Place, text::is_space};

pub(crate) use self::sniff::{Kind, sniff};
use crate::{Block, Options, Source, TextLine};
use form::Form;

/// Reads a text in any encoding and form.
pub(crate) fn source(bytes: &[u8], options: &Options) -> (Source, Vec<Finding>) {
    let limits = &options.limits;
    let (mut text, mut findings) = encoding::decode(&bytes[..bytes.len().min(limits.text)]);
    if bytes.len() > limits.text {
        let end = text.rfind('\n').unwrap_or(text.len());
        let message =
            format!("the text has more than {} bytes: what lies behind them was not read", limits.text);
        findings.push(cut(&mut text, end, message));
    }
    if let Some(end) = end_of_lines(&text, limits.lines) {
        let message =
            format!("the text has more than {} lines: what lies behind them was not read", limits.lines);
        findings.push(cut(&mut text, end, message));
    }
    let form = form::form(&text);
    if form == Form::Layout
        && let Some(end) = end_of_words(&text, limits.cells)
    {
        let message = "the limit of cells was reached: what lies behind was not read";
        findings.push(cut(&mut text, end, message.to_owned()));
    }
    let (media_type, (blocks, more)) = match form {
        Form::Separated(by) => (MediaType::Text, separated::read(&text, by, options)),
        Form::Markdown => (MediaType::Markdown, sheets::among(&text, options, markdown::read)),
        Form::Html => (MediaType::Html, html::read(&text, options)),
        Form::Layout => (MediaType::Text, sheets::among(&text, options, layout::read)),
    };
    findings.extend(limits_once(more));
    findings.extend(stacked::findings(&blocks));
    let total = text.split('\n').filter(|line| !line.chars().all(is_space)).count();
    (Source { media_type, pages: None, blocks, of: Coverages::Lines, total, unmapped: 0 }, findings)
}

/// The lines of a text, up to the limit.
pub(crate) fn lines(bytes: &[u8], options: &Options) -> Vec<String> {
    let (text, _) = encoding::decode(&bytes[..bytes.len().min(options.limits.text)]);
    text.split('\n').map(str::to_owned).collect()
}

/// The findings, with one in place of those of the tables that the limit of cells has cut: at the first of them.
fn limits_once(mut findings: Vec<Finding>) -> Vec<Finding> {
    /// What the readers of the forms say of one table.
    const CUTS: [&str; 2] = [
        "the limit of cells was reached: what lies behind was not read",
        "the limit of cells was reached: the table's later rows were not read",
    ];
    let is_cut = |finding: &Finding| CUTS.contains(&finding.message.as_str());
    if findings.iter().filter(|finding| is_cut(finding)).nth(1).is_some() {
        let mut is_said = false;
        findings.retain(|finding| !is_cut(finding) || !std::mem::replace(&mut is_said, true));
        if let Some(first) = findings.iter_mut().find(|finding| is_cut(finding)) {
            let message =
                "the limit of cells was reached: from this table on, what lies behind it is in no cell";
            message.clone_into(&mut first.message);
        }
    }
    findings
}

/// Ends the text, and says so at its last line.
fn cut(text: &mut String, end: usize, message: String) -> Finding {
    text.truncate(end);
    let last = text.matches('\n').count() as u32 + 1;
    Finding::new(Code::LimitReached, message, Place::at(At::Line(last)))
}

/// Where the last of so many lines ends, if there are more.
fn end_of_lines(text: &str, most: usize) -> Option<usize> {
    let (end, _) = text.match_indices('\n').nth(most.checked_sub(1)?)?;
    (end + 1 < text.len()).then_some(end)
}

/// Where the last line ends before which no more than so many words stand, if there are more.
fn end_of_words(text: &str, most: usize) -> Option<usize> {
    let next = text.split_ascii_whitespace().nth(most)?;
    // Both are parts of the same text.
    let at = next.as_ptr().addr() - text.as_ptr().addr();
    Some(text[..at].rfind('\n').unwrap_or(0))
}

/// A line of text as a block, or nothing for a blank one.
fn line(text: &str, number: u32) -> Option<Block> {
    let first = text.find(|c| !is_space(c))?;
    let wide = text[..first].chars().map(|c| if c == '\u{3000}' || c == '\t' { 2 } else { 1 }).sum::<usize>();
    let line = TextLine::new(text.trim_end_matches(is_space), At::Line(number));
    Some(Block::Line(TextLine { indented: wide >= 2, ..line }))
}

/// The blocks in short, for tests: the line and its text, `#` before a heading, `~` before furniture.
#[cfg(test)]
fn outline(blocks: &[Block]) -> Vec<String> {
    blocks
        .iter()
        .map(|block| match block {
            Block::Table(block) => format!("table {}×{}", block.table.rows, block.table.columns),
            Block::Line(line) => {
                let At::Line(number) = line.at else { return String::new() };
                let mark = if line.heading {
                    "#"
                } else if line.furniture {
                    "~"
                } else {
                    ""
                };
                format!("{number} {mark}{}", line.text)
            }
        })
        .collect()
}

#[cfg(test)]
pub(crate) mod tests {
    use fenjie_model::Finding;

    use crate::{Block, Options};

    #[test]
    fn words_end_with_a_line() {
        let check =
            |most, expected| assert_eq!(super::end_of_words("a b\n c d\ne", most), expected, "{most}");
        check(5, None);
        check(4, Some(8));
        check(3, Some(3));
        check(1, Some(0));
    }

    #[test]
    fn lines_end_at_their_limit() {
        let check = |most, expected| assert_eq!(super::end_of_lines("a\n\nb\n", most), expected, "{most}");
        check(3, None);
        check(2, Some(2));
        check(1, Some(1));
    }

    /// The blocks of a text with tabs.
    pub(crate) fn tabs(text: &str) -> (Vec<Block>, Vec<Finding>) {
        super::separated::read(text, super::separated::Separator::Tab, &Options::default())
    }

    #[test]
    fn a_limit_that_many_tables_reach_is_said_once() {
        let table = "|a|b|\n|-|-|\n|1|2|\n\n";
        let limits = crate::Limits { cells: 4, ..crate::Limits::default() };
        let (_, findings) =
            super::source(table.repeat(9).as_bytes(), &Options { limits, ..Options::default() });
        let said: Vec<&str> = findings.iter().map(|finding| finding.message.as_str()).collect();
        assert_eq!(
            said,
            ["the limit of cells was reached: from this table on, what lies behind it is in no cell"]
        );
    }
}
