//! Texts of several lines in a cell, by what they say: a bracket is open at the end of a line, or the next one begins with a
//! small letter or a remark in brackets.

use super::aligned::ends_in_leader;
use super::implied::{is_label, is_number};
use super::prose::Line;

/// The lines of one text are no farther apart than this, in ems.
const NEAR: f32 = 0.6;

/// The heights of the texts of a cell that have several lines for certain, with its lines as they are printed.
pub(super) fn continued(lines: &[Line<'_>], texts: &[String]) -> Vec<(f32, f32)> {
    let mut found = Vec::new();
    let (mut begin, mut open) = (0, 0);
    for end in 1..=lines.len() {
        open += brackets(&texts[end - 1]);
        if end < lines.len()
            && goes_on(&texts[end - 1], open, &texts[end])
            && is_near(&lines[end - 1], &lines[end])
        {
            continue;
        }
        if end > begin + 1 {
            found.push((lines[begin].bbox.top, lines[end - 1].bbox.bottom));
        }
        (begin, open) = (end, 0);
    }
    found
}

/// How many brackets more a text opens than it closes.
fn brackets(text: &str) -> isize {
    let count = |signs: [char; 2]| text.matches(signs).count().cast_signed();
    count(['(', '（']) - count([')', '）'])
}

fn is_near(above: &Line<'_>, below: &Line<'_>) -> bool {
    below.bbox.top - above.bbox.bottom <= NEAR * below.size
}

/// Whether a line goes on with the text whose last line is above it, and which has so many brackets open.
fn goes_on(above: &str, open: isize, line: &str) -> bool {
    let is_word = line.chars().take_while(|c| c.is_ascii_lowercase()).nth(1).is_some();
    let is_whole = || is_label(above) || is_number(above) || ends_in_leader(above);
    open > 0 || (is_word || opens_remark(line)) && !is_whole()
}

/// Whether a text begins with a bracket that holds more than the mark of an entry, (a) or (ii), and no number.
fn opens_remark(text: &str) -> bool {
    const MARK: usize = 3;
    let inner = text.strip_prefix(['(', '（']).and_then(|rest| rest.split([')', '）']).next());
    inner.is_some_and(|inner| inner.chars().count() > MARK) && !is_number(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_goes_on_in_a_bracket_or_with_a_small_letter() {
        let goes_on = |above: &[&str], line: &str| {
            let open = above.iter().map(|text| brackets(text)).sum();
            goes_on(above[above.len() - 1], open, line)
        };
        assert!(goes_on(&["Free (A,AU,BH,", "CA,"], "CL,E)"));
        assert!(!goes_on(&["Free (A,AU,BH,", "CA)"], "Free (A)"));
        assert!(goes_on(&["Onions and other"], "vegetables"));
        assert!(!goes_on(&["Onions:"], "fresh"));
        assert!(!goes_on(&["Onions......"], "fresh"));
        assert!(!goes_on(&["12"], "fresh"));
        assert!(goes_on(&["Free"], "(A,AU,BH,"));
        assert!(!goes_on(&["Free"], "(1,234)"));
        // The marks of entries.
        assert!(!goes_on(&["Free"], "(b) Garlic"));
        assert!(!goes_on(&["Onions and other"], "b. Vegetables"));
    }
}
