//! The running head of a page: its first line, in two or three texts from end to end of the rule right below it, or the lines
//! of a title with a date and a page beside them. Above a table that goes on at the top of the page they would be rows.

use fenjie_model::text::is_chinese;

use crate::table::aligned::Word;
use crate::table::aligned::bands::{Band, Segment, text};
use crate::table::aligned::content::names_years;
use crate::table::aligned::ruling::Line;

/// Ends agree within so many ems.
const SAME: f32 = 0.4;
/// The rule stands no farther below than this, in ems.
const BELOW: f32 = 0.8;
/// A running head has so many texts at most.
const MOST_TEXTS: usize = 3;
/// The first of so many bands below tell how many columns the table has.
const BANDS: usize = 4;

/// So many Chinese characters are more than a head.
const PHRASE: usize = 5;

/// Marks the running head.
pub(crate) fn mark(bands: &mut [Band], lines: &[Line], words: &[Word]) {
    let title = title_lines(bands, words);
    bands[..title].iter_mut().for_each(|band| band.apart = true);
    mark_over_rule(bands, lines, words);
}

/// How many of the first lines are a title of several lines, its last one alone, in the middle of what is printed: texts stand
/// at both ends of the first one, and a date, a page or another number is among those beside it.
fn title_lines(bands: &[Band], words: &[Word]) -> usize {
    /// A title has so many lines at most, and the rows below so many texts at least.
    const LINES: usize = 4;
    const COLUMNS: usize = 5;
    /// It ends where the rows do within so many ems.
    const ENDS: f32 = 4.0;
    let Some([left, middle, right]) = bands.first().map(|head| head.segments.as_slice()) else { return 0 };
    let same = |a: f32, b: f32| (a - b).abs() <= SAME * bands[0].size;
    let centre = f32::midpoint(middle.x0, middle.x1);
    let ends = bands.iter().flat_map(|band| &band.segments);
    let (x0, x1) = ends.fold((left.x0, right.x1), |(l, r), s| (l.min(s.x0), r.max(s.x1)));
    let near = ENDS * bands[0].size;
    let is_centred = |segment: &&Segment| same(f32::midpoint(segment.x0, segment.x1), centre);
    let is_of_title = |band: &&Band| band.segments.len() <= 3 && band.segments.iter().any(|s| is_centred(&s));
    let own = bands.iter().take(LINES).take_while(is_of_title).count();
    let last = bands[..own].iter().rposition(|band| band.segments.len() == 1);
    let beside = |band: &Band| {
        let texts = band.segments.iter().filter(|s| !is_centred(s)).map(|s| text(words, &s.words));
        texts.into_iter().any(|text| text.contains(|c: char| c.is_ascii_digit()) && !names_years(&text))
    };
    let is_head =
        left.x0 <= x0 + near && right.x1 >= x1 - near && same(centre, f32::midpoint(left.x0, right.x1));
    let is_of_less = bands[own..].iter().take(BANDS).any(|band| band.segments.len() >= COLUMNS);
    match last {
        Some(last) if last > 0 && is_head && is_of_less && bands[..last].iter().any(beside) => last + 1,
        _ => 0,
    }
}

/// Marks the line over a rule.
fn mark_over_rule(bands: &mut [Band], lines: &[Line], words: &[Word]) {
    let ([head, below @ ..], Some(rule)) = (&*bands, lines.first()) else { return };
    let em = head.size;
    let texts = head.segments.len();
    let (Some(first), Some(last)) = (head.segments.first(), head.segments.last()) else { return };
    let is_right_below = (head.bottom - SAME * em..=head.bottom + BELOW * em).contains(&rule.y)
        && below.first().is_some_and(|next| rule.y <= next.top + SAME * em);
    let from_end_to_end = (first.x0 - rule.x0).abs() <= SAME * em && (last.x1 - rule.x1).abs() <= SAME * em;
    // Heads are no fewer than the columns, and where they are, they are words.
    let is_of_less = below.iter().take(BANDS).any(|band| band.segments.len() > texts);
    let is_phrase = |segment: &Segment| {
        let text = text(words, &segment.words);
        text.contains(' ') || text.chars().filter(|c| is_chinese(*c)).count() >= PHRASE
    };
    let says_more = || head.segments.iter().any(is_phrase);
    if (2..=MOST_TEXTS).contains(&texts) && is_right_below && from_end_to_end && is_of_less && says_more() {
        bands[0].apart = true;
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::table::aligned::Settings;
    use crate::table::aligned::bands::{bands, tests::drawn};

    /// Whether the first line of a text is a running head over a rule between two ends.
    fn is_head(text: &str, ends: (f32, f32)) -> bool {
        let words = drawn(text);
        let mut bands = bands(&words, &Settings::text());
        let y = bands[0].bottom;
        mark(&mut bands, &[Line { y, x0: ends.0, x1: ends.1, drawn: true }], &words);
        bands[0].apart
    }

    #[test]
    fn a_title_with_a_date_beside_it() {
        let rows = "12345 Adair     Main Street   Tulsa   OK   74115\n67890 Boone     High Street   Ada     OK   73159";
        let lines = |head: &str| {
            let words = drawn(&format!("{head}\n{rows}"));
            title_lines(&bands(&words, &Settings::text()), &words)
        };
        let head = "MAY 2014       LIST OF LICENSES         ABLM27\n                BY COMMISSIONS\n";
        assert_eq!(lines(head), 2);
        assert_eq!(lines(&head.replace("MAY 2014", "NAME    ").replace("M27", "M  ")), 0);
        // No line alone, off the middle, and ends that are not those of the rows.
        assert_eq!(lines(&head.replace("                BY COMMISSIONS\n", "")), 0);
        assert_eq!(lines(&head.replace("                BY", "         BY")), 0);
        assert_eq!(lines(&head.replace("         ABLM27", "    ABLM27")), 0);
    }

    #[test]
    fn a_line_from_end_to_end_of_its_rule() {
        let rows = "Buildings    2,531    6,624    811\nVehicles     6,136      973    514";
        let head = format!("Ridge Mining            Annual 2020\n{rows}");
        assert!(is_head(&head, (0.0, 17.5)));
        // The rule is longer, a text alone, heads of each column, and of some.
        assert!(!is_head(&head, (0.0, 25.0)));
        assert!(!is_head(&format!("Ridge Mining and its Annual Report\n{rows}"), (0.0, 17.0)));
        assert!(!is_head(&format!("Item          2019     2020  Total\n{rows}"), (0.0, 17.0)));
        assert!(!is_head(&format!("Item                         Total\n{rows}"), (0.0, 17.0)));
    }
}
