//! Where in a run of bands a table begins and ends: which lone texts above and below it are of it.

use std::ops::Range;

use fenjie_model::text::is_chinese;

use crate::table::aligned::bands::{Band, Segment, text};
use crate::table::aligned::columns::{Strip, separators};
use crate::table::aligned::content::{heads_section, is_total_alone};
use crate::table::aligned::region::middle;
use crate::table::aligned::region::noted::is_note;
use crate::table::aligned::ruling::Line;
use crate::table::aligned::settings::Rows;
use crate::table::aligned::{Settings, Word};

/// A table has at least this many bands with several segments.
const FEWEST: usize = 2;
/// A header has at most this many lone texts above its first full band.
const MOST_HEADS: usize = 8;
/// A head may reach over the right end of the values by this share of the table's width.
const BEYOND: f32 = 0.25;
/// The line before a further line of a cell is in one of so many bands above it.
const NEAREST: usize = 4;
/// A word is hardly wider than this, in ems.
const WORD: f32 = 6.0;
/// A title is wider than this share of its table.
const SHORT: f32 = 0.2;

/// The table in a run: without the titles above it, and without the text below it.
pub(super) fn trimmed(
    bands: &[Band],
    lines: &[Line],
    words: &[Word],
    run: Range<usize>,
    sides: Option<(f32, f32)>,
    settings: &Settings,
) -> Option<Range<usize>> {
    let several = |b: &usize| bands[*b].segments.len() > 1;
    if run.clone().filter(several).count() < FEWEST {
        return None;
    }
    let last = run.clone().rev().find(several)?;
    let first = run.clone().filter(several).find(|b| !is_title(&bands[*b..=last], settings))?;
    let strips = separators(&bands[first..=last]);
    let middles = [Some(page_middle(bands)).filter(|_| sides.is_none()), settings.middle];
    let (left, right) = bands[first..=last]
        .iter()
        .flat_map(|b| &b.segments)
        .fold(sides.unwrap_or((f32::INFINITY, f32::NEG_INFINITY)), |(l, r), s| (l.min(s.x0), r.max(s.x1)));
    // Heads that are merged downwards stand alone below the head of the group beside them.
    let mut begin = first;
    for b in (run.start..first).rev().take(MOST_HEADS) {
        let higher = bands[b].size > settings.larger * bands[b + 1].size;
        if higher
            || is_scale_note(&bands[run.start..=b], words, settings)
            || heads_section(&text(words, &bands[b].segments[0].words))
            || bands[b + 1].top - bands[b].bottom > settings.head_gap * bands[b].size
        {
            break;
        }
        let beside = bands[b].bottom > bands[b + 1].top
            && bands[b].segments.iter().all(|s| s.x1 <= right + BEYOND * (right - left));
        if beside
            || goes_on_below(&bands[b], &bands[b + 1], words)
            || wraps_over_first(&bands[b], &bands[b + 1], words)
            || heads_columns(&bands[b..=last], words, &strips, (left, right), sides, settings)
                && (is_over_rule(&bands[b], &bands[b + 1], lines)
                    || !is_of_page(&bands[b..=last], words, &strips, middles))
        {
            begin = b;
        } else if bands[b].segments.iter().any(|s| s.x1 > strips[0].x1) {
            break;
        } else if begin == b + 1 && bands[b].bottom > bands[b + 1].top {
            // The head of the first column, merged downwards, between two lines of the heads beside it.
            begin = b;
        }
    }
    let mut end = last + 1;
    let is_note = |end: usize| is_note(&bands[end], &bands[begin..end], words);
    // On a page the values stand between the lines of a wrapped name, and the last line of a name beside it (民生福 over 祉)
    // between those: the line above may be some bands before.
    let total = |b: &Band| b.segments.iter().any(|s| is_total_alone(&text(words, &s.words)));
    while end < run.end
        && !is_note(end)
        && (total(&bands[end])
            || goes_on(
                &bands[end],
                &bands[end.saturating_sub(NEAREST).max(begin)..end],
                &strips,
                (left, right),
                settings,
            ))
    {
        end += 1;
    }
    if end + 1 == run.end && !is_note(end) && is_section_again(&bands[begin..=end], settings) {
        end += 1;
    }
    Some(begin..end)
}

/// Whether the last of some bands heads rows of the next page: it stands alone as one among the rows does, as near.
fn is_section_again(bands: &[Band], settings: &Settings) -> bool {
    let [rows @ .., last] = bands else { return false };
    let [text] = last.segments.as_slice() else { return false };
    let same = settings.same * last.size;
    rows.windows(3).any(|w| {
        let [above, band, below] = w else { return false };
        let [own] = band.segments.as_slice() else { return false };
        let is_among = above.segments.len() > 1 && below.segments.len() > 1;
        let off = (own.x0 - text.x0).abs().min((own.x0 + own.x1 - text.x0 - text.x1).abs() / 2.0);
        let gap = rows.last().map_or(f32::INFINITY, |above| last.top - above.bottom);
        is_among && off <= same && gap <= band.top - above.bottom + same
    })
}

/// Whether the last of some bands says for the table below in what it counts, as a 单位 line does: (in thousands), right below
/// no head that it could go on.
fn is_scale_note(bands: &[Band], words: &[Word], settings: &Settings) -> bool {
    let [above @ .., band] = bands else { return false };
    let [note] = band.segments.as_slice() else { return false };
    let text = text(words, &note.words).to_lowercase();
    let inner = text.strip_prefix(['(', '[']).and_then(|text| text.strip_suffix([')', ']']));
    let is_head = |above: &Band| {
        let near = band.top - above.bottom <= settings.head_gap * band.size;
        near && above.segments.iter().any(|s| s.x0 < note.x1 && note.x0 < s.x1)
    };
    let mut begins = inner.unwrap_or_default().split_whitespace();
    let counts = matches!(
        (begins.next(), begins.next()),
        (Some("in"), Some(_))
            | (Some("dollars" | "amounts" | "figures" | "numbers"), Some("in"))
            | (Some("thousands" | "millions" | "billions"), Some("of"))
    );
    counts && !above.last().is_some_and(is_head)
}

/// Whether the first of some bands is a title with a date or a number beside it: larger than what is below, and across the
/// columns that stand there.
fn is_title(bands: &[Band], settings: &Settings) -> bool {
    let [title, rest @ ..] = bands else { return false };
    let Some(next) = rest.iter().find(|b| b.segments.len() > 1) else { return false };
    let across = |strip: &Strip| title.segments.iter().any(|s| s.x0 < strip.x0 && s.x1 > strip.x1);
    title.size > settings.larger * next.size && separators(rest).iter().filter(|s| across(s)).count() > 1
}

/// The middle of all that is printed.
fn page_middle(bands: &[Band]) -> f32 {
    let segments = || bands.iter().flat_map(|b| &b.segments);
    let left = segments().map(|s| s.x0).fold(f32::INFINITY, f32::min);
    f32::midpoint(left, segments().map(|s| s.x1).fold(left, f32::max))
}

/// Whether a rule stands between a text and the heads below it: it is the head of a group of these.
fn is_over_rule(band: &Band, below: &Band, lines: &[Line]) -> bool {
    let middle = |b: &Band| f32::midpoint(b.top, b.bottom);
    let (from, to) = (middle(band), middle(below));
    let first = lines.partition_point(|line| line.y <= from);
    let is_below = |line: &Line| band.segments.iter().any(|s| line.x0 < s.x1 && s.x0 < line.x1);
    lines[first..].iter().take_while(|line| line.y < to).any(is_below)
}

/// Whether the lone text of the first of some bands is a title in Latin script in the middle of the page, as the head of some
/// columns stands by chance alone.
fn is_of_page(bands: &[Band], words: &[Word], strips: &[Strip], middles: [Option<f32>; 2]) -> bool {
    /// Middles are the same within this many ems.
    const SAME: f32 = 0.12;
    let band = &bands[0];
    let [print, paper] = middles;
    let is_title = |s: &Segment| {
        let centre = f32::midpoint(s.x0, s.x1);
        let is_at = |middle: f32| (centre - middle).abs() <= SAME * band.size;
        // The column in the middle of the paper can have a head of several lines.
        let across = || strips.iter().any(|strip| s.x0 < strip.x0 && strip.x1 < s.x1);
        (print.is_some_and(is_at) || paper.is_some_and(|middle| is_at(middle) && across()))
            && !text(words, &s.words).contains(is_chinese)
    };
    band.segments.first().is_some_and(is_title) && !middle::heads_some(bands, strips, words)
}

/// Whether a lone text goes on among the heads right below it, as no title does: in brackets (预算收入 over （万元）), or in
/// another character of a narrow column (序 over 号).
fn goes_on_below(band: &Band, below: &Band, words: &[Word]) -> bool {
    /// Centres are the same within this many ems.
    const SAME: f32 = 0.3;
    let [head] = band.segments.as_slice() else { return false };
    let is_one = |text: &str| text.chars().count() == 1;
    let character = is_one(&text(words, &head.words));
    let is_below = |s: &Segment| {
        let off = f32::midpoint(s.x0, s.x1) - f32::midpoint(head.x0, head.x1);
        let text = text(words, &s.words);
        off.abs() <= SAME * band.size && (text.starts_with(['（', '(']) || character && is_one(&text))
    };
    below.segments.len() > 1 && below.segments.iter().any(is_below)
}

/// Whether a lone text is the upper line of the head of the first column: close over it and in the middle of the same, or
/// unfinished (Town or, over village). A title over the first column begins with it.
fn wraps_over_first(band: &Band, below: &Band, words: &[Word]) -> bool {
    /// The lines of one head are nearer than this, in ems.
    const CLOSE: f32 = 0.4;
    /// Middles and ends are the same within this many ems.
    const SAME: f32 = 0.3;
    let ([upper], [lower, next, ..]) = (band.segments.as_slice(), below.segments.as_slice()) else {
        return false;
    };
    let same = |a: f32, b: f32| (a - b).abs() <= SAME * band.size;
    let is_middle = same(upper.x0 + upper.x1, lower.x0 + lower.x1) && !same(upper.x0, lower.x0);
    let is_open = || {
        let text = text(words, &upper.words);
        let goes_on = matches!(text.rsplit(' ').next(), Some("or" | "and" | "of" | "per" | "in" | "by"));
        same(upper.x0, lower.x0) && (goes_on || text.ends_with([',', '/', '&']))
    };
    let is_near = below.top - band.bottom <= CLOSE * band.size && upper.x1 < next.x0;
    is_near && (is_middle || is_open())
}

/// Whether the lone text of the first of some bands is a head over some of the columns below: beside the first one, which a
/// title over the table is not.
fn heads_columns(
    bands: &[Band],
    words: &[Word],
    strips: &[Strip],
    (left, right): (f32, f32),
    sides: Option<(f32, f32)>,
    settings: &Settings,
) -> bool {
    let band = &bands[0];
    let Some(text) = band.segments.first() else { return false };
    let centre = f32::midpoint(text.x0, text.x1);
    // A title is centred over the whole table too, and not as short. Rules tell the middle of the table better.
    let (from, to) = sides.unwrap_or((left, right));
    let whole = (centre - f32::midpoint(from, to)).abs() <= settings.aligned * band.size
        && (sides.is_some() || text.x1 - text.x0 > SHORT * (right - left));
    text.x0 >= strips[0].x0
        && text.x1 <= right + BEYOND * (right - left)
        && (!whole || middle::heads_some(bands, strips, words))
        && (sides.is_some() || !middle::is_over_none(bands, strips))
}

/// Whether a lone text below a table's last full band is a further line of a cell: within one column, right below.
fn goes_on(
    band: &Band,
    above: &[Band],
    strips: &[Strip],
    (left, right): (f32, f32),
    settings: &Settings,
) -> bool {
    let Some(text) = band.segments.first() else { return false };
    let column = strips.iter().take_while(|s| s.middle() <= text.x0).count();
    let from = column.checked_sub(1).map_or(left, |c| strips[c].x0);
    let em = band.size;
    let most = match settings.rows {
        Rows::Found => 0.8,
        Rows::AtValues => settings.pitch - 1.0,
    };
    let near = |b: &&Band| band.top - b.bottom < most * em;
    let texts = || above.iter().filter(near).flat_map(|b| &b.segments);
    let continued = texts().any(|s| s.x0 < text.x1 && text.x0 < s.x1);
    // The line above can be shorter by a word that had no room there.
    let begins = || settings.is_of_page() && texts().any(|s| (s.x0 - text.x0).abs() <= settings.same * em);
    let to = strips.get(column).map_or_else(|| right + if begins() { WORD * em } else { 0.0 }, |s| s.x1);
    text.x0 >= from && text.x1 <= to && continued
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::table::aligned::bands::{bands, tests::drawn};
    use crate::table::aligned::region::{regions, tests::check};

    #[test]
    fn a_table_below_its_measure() {
        check("       单位：亿元\n单 位    目标\n全 区     12\n甲镇       3\n\n— 1 —", &[(1, 4)]);
    }

    #[test]
    fn the_last_lines_of_a_cell_can_be_its_longest() {
        let rows = "Risk        Action\nDelay       Phase it\nErrors      Run twice and\n            reconcile at the\n            end";
        let ends = |text: &str| {
            let words = drawn(text);
            let bands = bands(&words, &Settings::page());
            trimmed(&bands, &[], &words, 0..bands.len(), None, &Settings::page())
        };
        assert_eq!(ends(rows), Some(0..5));
        assert_eq!(ends(&rows.replace("            reconcile", "               reconcile")), Some(0..3));
    }

    #[test]
    fn a_group_above_the_heads() {
        check("         工作目标\n单 位  总量    增幅\n全 区   12      8", &[(0, 3)]);
    }

    #[test]
    fn a_note_in_what_the_table_counts_is_no_head() {
        let rows = "Receivables    23,136         8,394\nAdvances        1,254         7,573\nTotal          24,390        15,967";
        check(
            &format!("                         (in thousands)\n                2001           2000\n{rows}"),
            &[(1, 5)],
        );
        check(
            &format!(
                "                           Net sales\n                         (in thousands)\n                2001           2000\n{rows}"
            ),
            &[(0, 6)],
        );
    }

    #[test]
    fn a_title_in_the_middle_of_the_page_is_no_head() {
        let heads = "Grade        Step 1   Step 2   Total";
        let rows = "1             2,814    6,818   9,966\n2             4,700    2,387   2,389";
        let below = |title: &str| {
            format!("Each licensee submits the report within 45 days.\n\n{title}\n{heads}\n{rows}")
        };
        check(&below("                 Rates by grade"), &[(2, 5)]);
        check(&below("              Rates by grade"), &[(1, 5)]);
    }

    #[test]
    fn a_title_in_the_middle_of_the_paper_is_no_head() {
        let text = "                 Rates by grade\nGrade        Step 1   Step 2   Total\n1             2,814    6,818   9,966\n2             4,700    2,387   2,389";
        let words = drawn(text);
        let bands = bands(&words, &Settings::text());
        let title = bands[0].segments[0].clone();
        let middle = Some(f32::midpoint(title.x0, title.x1));
        let first = |middle: Option<f32>, lines: &[Line]| {
            let settings = Settings { middle, ..Settings::text() };
            trimmed(&bands, lines, &words, 0..bands.len(), None, &settings).map(|found| found.start)
        };
        let under = Line { y: f32::midpoint(bands[0].bottom, bands[1].top), x0: 6.0, x1: 17.0, drawn: true };
        assert_eq!(first(middle, &[]), Some(1));
        assert_eq!(first(None, &[]), Some(0));
        // Over a rule it is the head of a group.
        assert_eq!(first(middle, &[under]), Some(0));
    }

    #[test]
    fn a_head_goes_on_in_brackets() {
        let rows = " 甲镇       12         8\n 乙镇        3         4\n 丙镇        6         8";
        check(&format!("         预算收入\n 单位    （万元）    增幅\n{rows}"), &[(0, 5)]);
        check(&format!("         预算收入\n 单位      总量      增幅\n{rows}"), &[(1, 5)]);
        check(&format!("  序\n  号      总量      增幅\n{rows}"), &[(0, 5)]);
    }

    #[test]
    fn the_head_of_the_first_column_may_wrap() {
        let rows = "Adams          332      155\nBrown          667       50\nClark          841      549";
        check(&format!(" Town or\n village       Acres    Owned\n{rows}"), &[(0, 5)]);
        check(&format!(" County seat\n   village     Acres    Owned\n{rows}"), &[(0, 5)]);
        check(&format!("Farms\nvillage        Acres    Owned\n{rows}"), &[(1, 5)]);
    }

    #[test]
    fn a_section_whose_rows_are_on_the_next_page() {
        let rows = "序号  村    目标\n官渡乡\n1    高桥村   12\n2    富林村    3";
        check(&format!("{rows}\n计东镇"), &[(0, 5)]);
        check(&format!("{rows}\n  计东镇各村的目标"), &[(0, 4)]);
        check(&format!("{rows}\n计东镇\n— 3 —"), &[(0, 5)]);
        check(&format!("{rows}\n计东镇\n  各村自报"), &[(0, 4)]);
    }

    #[test]
    fn a_wrapped_last_row() {
        check("单位            目标\n青发集团（含     12\n  园区）\n注：快报数", &[(0, 3)]);
    }

    #[test]
    fn the_last_line_of_a_name_below_those_of_the_name_beside_it() {
        let lines = "      指标        单位  目标\n      新增学位    个    270\n\n\n民生福\n      城乡居民参保\n  祉\n                  ％    98\n          率";
        let mut words = drawn(lines);
        words
            .iter_mut()
            .for_each(|w| (w.bbox.top, w.bbox.bottom) = (0.45 * w.bbox.top, 0.45 * w.bbox.top + 1.0));
        let bands = bands(&words, &Settings::page());
        assert_eq!(
            trimmed(&bands, &[], &words, 0..bands.len(), None, &Settings::page()),
            Some(0..bands.len())
        );
    }

    #[test]
    fn a_total_without_values_is_a_row() {
        check("单位   目标\n甲镇     12\n乙镇      3\n 合 计\n注：快报数", &[(0, 4)]);
    }

    #[test]
    fn a_larger_title_beside_a_number_is_no_row() {
        let text = "各县登记的人数与户数   共  305\n甲   1  乙   2  丙   3\n丁   4  戊   5  己   6\n庚   7  辛   8  壬   9";
        let mut words = drawn(text);
        let top = words[0].bbox.top;
        let title = words.iter().filter(|w| w.bbox.top <= top).count();
        let begin = |words: &[Word]| {
            let bands = bands(words, &Settings::text());
            regions(&bands, &[], words, &Settings::text(), crate::deadline::Deadline::never())
                .first()
                .map(|f| f.bands.start)
        };
        assert_eq!(begin(&words), Some(0));
        words[..title].iter_mut().for_each(|w| w.size = 1.3);
        assert_eq!(begin(&words), Some(1));
    }
}
