//! Numbers that a narrow cell breaks over several lines, and those that stand whole one below the other.

use super::aligned::ends_in_leader;
use super::header::is_datum;
use super::prose::{Gaps, Line, line_text, lines};
use super::runs::Run;
use crate::page::Glyph;

/// Whether lines of numbers are one value that goes on: 271.1— over 271.6, 629. over 0, 96.3 over %.
pub(super) fn wraps(lines: &[String]) -> bool {
    let open = |line: &String| {
        line.chars().count() > 1
            && !is_leader(line)
            && !ends_in_leader(line)
            && line.ends_with(['.', '．', ',', '，', '-', '－', '—', '–', '~', '～', '/'])
    };
    let rest = |line: &String| line.starts_with(['.', '．', ',', '，', '%', '％']) && !is_leader(line);
    let is_money = |line: &String| line.starts_with(['$', '€', '£', '¥', '￥']);
    lines.windows(2).any(|w| (open(&w[0]) && !is_money(&w[1])) || rest(&w[1]))
}

/// Whether a text is dots that stand in the place of a number.
pub(super) fn is_leader(text: &str) -> bool {
    text.len() > 1 && text.bytes().all(|b| matches!(b, b'.' | b' '))
}

/// Whether lines are one number that is broken at its point, or in or at one of its groups of three digits: 79,560,675,0
/// over 83.71.
pub(super) fn breaks_number(lines: &[String]) -> bool {
    let digits =
        |line: &String| line.starts_with(|c: char| c.is_ascii_digit() || matches!(c, '-' | '.' | ','));
    let at_point = |w: &[String]| w[0].ends_with('.') || w[1].starts_with('.');
    lines.len() > 1
        && lines.iter().all(|line| is_datum(line) && digits(line))
        && is_number(&lines.concat())
        && (lines.windows(2).any(at_point) || !lines.iter().all(|line| is_grouped(line)))
}

/// Whether no digit more fits beside a line.
fn is_full(line: &Line<'_>, width: f32) -> bool {
    /// Between the text of a cell and its sides, in points, and a digit, in ems.
    const PADDING: f32 = 6.0;
    const DIGIT: f32 = 0.5;
    width - 2.0 * PADDING - line.bbox.width() < DIGIT * line.size
}

/// Whether lines can be one number that breaks wherever its cell is full (33620 over 0).
pub(super) fn fills_lines(lines: &[Line<'_>], texts: &[String], width: f32) -> bool {
    let [full @ .., _] = lines else { return false };
    let [.., above, below] = texts else { return false };
    // The point of 98.98 takes less room than a digit (20970 over it).
    let ([.., last_full], Some(last)) = (full, lines.last()) else { return false };
    let has_point = !above.contains('.') && below.contains('.');
    let is_shorter = below.len() < above.len()
        || has_point && last.bbox.width() < last_full.bbox.width() + 0.05 * last.size;
    full.iter().all(|line| is_full(line, width)) && is_shorter && is_number(&texts.concat())
}

/// Whether lines are one number that breaks in its decimals (10,996,737.0 over 4), for its cell is full.
pub(super) fn lacks_room(lines: &[Line<'_>], texts: &[String], width: f32) -> bool {
    let ([first, .., _], [above, .., below]) = (lines, texts) else { return false };
    is_full(first, width)
        && above.contains('.')
        && below.bytes().all(|b| b.is_ascii_digit())
        && below.len() < above.len()
        && is_number(&texts.concat())
}

/// Whether a text is one number: it has one point at most, and commas between groups of three digits alone.
pub(super) fn is_number(text: &str) -> bool {
    is_datum(text) && text.matches('.').count() <= 1 && is_grouped(text)
}

/// Whether the commas of a number part groups of three digits, if it has any.
fn is_grouped(number: &str) -> bool {
    let whole = number.split('.').next().unwrap_or(number);
    let mut groups = whole.trim_start_matches(['-', '－', '+']).split(',');
    let first = groups.next().map_or(0, str::len);
    let mut rest = groups.peekable();
    rest.peek().is_none() || (1..=3).contains(&first) && rest.all(|group| group.len() == 3)
}

/// What the lines of a cell are that are numbers, each by itself.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Stack {
    /// One number that breaks where no number ends (98. over 7, 33620 over 00), for its cell is too narrow.
    Broken,
    /// Values one below the other: they are none together, or the cell has room for more of it.
    Several(Vec<String>),
    /// One number that its full cell breaks, or values one below the other.
    Either(Vec<String>),
}

/// What the lines of a cell are, if each is a number, or one with the unit that all of them have (8500万元 over 2500万元).
pub(super) fn stack(runs: &[Run], width: f32, glyphs: &[Glyph]) -> Option<Stack> {
    if runs.len() < 2 {
        return None;
    }
    let found = lines(runs, glyphs);
    let texts: Vec<String> =
        found.iter().map(|line| line_text(line, glyphs, Gaps::One).trim().to_owned()).collect();
    if texts.len() < 2 {
        return None;
    }
    if has_one_unit(&texts) {
        return Some(Stack::Several(texts));
    }
    let is_value = |text: &String| is_datum(text) && text.contains(|c: char| c.is_ascii_digit());
    if !texts.iter().all(is_value) {
        return None;
    }
    if wraps(&texts) || breaks_number(&texts) || lacks_room(&found, &texts, width) {
        return Some(Stack::Broken);
    }
    if !fills_lines(&found, &texts, width) {
        return Some(Stack::Several(texts));
    }
    Some(if begins_no_number(&texts) { Stack::Broken } else { Stack::Either(texts) })
}

/// Whether a line below the first is what no number begins with (0, 075), or the first is one of a code: 0716859.
fn begins_no_number(texts: &[String]) -> bool {
    let has_zero = |text: &String| text.starts_with('0') && !text.starts_with("0.");
    texts[1..].iter().any(has_zero) || has_zero(&texts[0]) && texts[0].len() > 1
}

/// Whether each text is a number and the same unit.
fn has_one_unit(texts: &[String]) -> bool {
    let unit = |text: &String| {
        let number = text.trim_start_matches(|c: char| c.is_ascii_digit() || matches!(c, '.' | ','));
        let is_unit =
            !number.is_empty() && number.len() < text.len() && number.chars().all(char::is_alphabetic);
        is_unit.then(|| number.to_owned())
    };
    let first = unit(&texts[0]);
    first.is_some() && texts[1..].iter().all(|text| unit(text) == first)
}

#[cfg(test)]
mod tests {
    use super::super::runs::{runs, tests::line};
    use super::{Stack, breaks_number, stack, wraps};

    #[test]
    fn numbers_that_are_whole_are_no_broken_one() {
        let breaks =
            |lines: &[&str]| breaks_number(&lines.iter().map(|l| (*l).to_owned()).collect::<Vec<_>>());
        for broken in [&["3,706,330,00", "0.00"][..], &["616,8", "11,88", "1.87"], &["20,692.", "48"]] {
            assert!(breaks(broken), "{broken:?}");
        }
        for whole in [&["1,234", "5,678"][..], &["12", "345.6"], &["1,23"]] {
            assert!(!breaks(whole), "{whole:?}");
        }
    }

    #[test]
    fn dots_in_the_place_of_a_number_do_not_go_on() {
        let goes_on = |lines: [&str; 2]| wraps(&lines.map(str::to_owned));
        assert!(goes_on(["629.", "0"]) && goes_on(["96", ".3"]));
        assert!(!goes_on(["......", "12"]) && !goes_on(["12", "......"]));
    }

    #[test]
    fn values_one_below_the_other_are_no_number() {
        let read = |texts: [&str; 2], width: f32| {
            let glyphs = [line(texts[0], 10.0, 14.0, 10.0), line(texts[1], 10.0, 28.0, 10.0)].concat();
            stack(&runs(&glyphs), width, &glyphs)
        };
        let several = |texts: [&str; 2]| Some(Stack::Several(texts.map(str::to_owned).to_vec()));
        let either = |texts: [&str; 2]| Some(Stack::Either(texts.map(str::to_owned).to_vec()));
        for texts in
            [["12", "34"], ["1,234", "567"], ["20970", "98.98"], ["12000", "3000"], ["8500万元", "2500万元"]]
        {
            assert_eq!(read(texts, 60.0), several(texts));
        }
        for texts in [["20970", "98.98"], ["12000", "3000"], ["33620", "5"]] {
            assert_eq!(read(texts, 38.0), either(texts));
        }
        for texts in [["33620", "0"], ["33620", "075"], ["07168", "225"], ["629.", "0"]] {
            assert_eq!(read(texts, 38.0), Some(Stack::Broken));
        }
        for texts in [["12", "（约）"], ["8500万元", "以上"], ["1月", "2日"], ["12000", "万元"]] {
            assert_eq!(read(texts, 60.0), None);
        }
        assert_eq!(read(["96.3", "%"], 60.0), None);
    }
}
