//! Where the header of a table ends, and what its cells are.

use std::ops::Range;

use crate::table::aligned::columns::align::over;
use crate::table::aligned::content::{heads_section, is_serial};
use crate::table::aligned::counted::heads::heads;
use crate::table::aligned::header::{Header, header};
use crate::table::aligned::measures::is_measure;
use crate::table::aligned::piece::Piece;
use crate::table::aligned::rows::joint::counts;
use crate::table::aligned::rows::labels::ends_in_leading_word;
use crate::table::aligned::rows::{Body, Cuts, Parted};

/// A header is at most this many bands higher than the first row of values.
pub(crate) const FARTHEST: usize = 12;
/// What a band of texts before the first values costs that is not the header's.
const LEFT_OUT: f32 = 1.0;
/// What a band of measures alone costs that is not the header's: no row is that.
const MEASURES: f32 = 20.0;
/// What each further band of a header costs where no values tell its end.
const UNTOLD: f32 = 0.7;
/// The lines of a head are nearer to each other than rows by so many ems at least.
const NEARER: f32 = 0.03;

/// The header of a table.
pub(crate) struct Head {
    /// How many bands it has.
    pub(crate) bands: usize,
    /// Its cells, if it has any.
    pub(crate) header: Option<Header>,
}

/// The header above the first line of values, and above the upper lines of wrapped cells beside it.
pub(crate) fn tree(body: &Body<'_>, rows: &[bool]) -> Head {
    let first = rows.iter().position(|r| *r).unwrap_or(0);
    let wall = body.walls.iter().position(|w| *w).unwrap_or(rows.len());
    let own = |band: usize| &body.pieces[body.bands[band].clone()];
    let below = |p: &Piece| (first + 1..wall).flat_map(own).any(|q| q.from == p.from && q.to <= p.to);
    let wraps = |band: &usize| own(*band).iter().all(below);
    let bands = first - (1..first).rev().take_while(wraps).count();
    let end = body.bands[..bands].last().map_or(0, |r| r.end);
    let heights = bands.checked_sub(1).map_or(0.0..0.0, |last| body.heights[0].0..body.heights[last].1);
    let read = heads(body.pieces, end, body.columns, heights);
    Head { bands, header: (bands > 0).then(|| read.unwrap_or_else(|| header(body, bands))) }
}

/// Where the header ends: before the first row of values, where header and body together are cheapest.
pub(crate) fn head(body: &Body<'_>, cuts: &Cuts, read: impl Fn(usize) -> Header) -> Head {
    let n = body.bands.len();
    let texts = |b: usize| &body.pieces[body.bands[b].clone()];
    let begins = |b: usize| {
        holds_values(texts(b)) && !ends_heads(body, b) && !are_ranges(body, b) && !are_in_heads(body, b)
            || b > 0 && is_section(body, texts(b))
    };
    let first = (0..n).find(|&b| begins(b));
    // Three lines with a text in every column are rows.
    let lone = body.lone();
    let rows = lone.windows(2).position(|pair| pair == [true, true]).map_or(n, |band| band + 1);
    // So is one that begins with a time, a date or a number, as most on the page do.
    let keyed =
        body.numbered.iter().position(|numbered| *numbered && body.settings.is_of_page()).unwrap_or(n);
    let last = first.unwrap_or(n - 1).min(FARTHEST).min(rows).min(keyed);
    if last == 0 {
        return Head { bands: 0, header: None };
    }
    let is_told = first.is_some() || rows < n && are_nearer(body, last);
    let untold = if is_told { 0.0 } else { UNTOLD };
    let mut best: Option<(f32, Head)> = None;
    let mut left_out = 0.0;
    for bands in (1..=last).rev() {
        // Before the first values there are heads, and sections.
        if body.exact {
            left_out = rows_of_texts(body, cuts, bands, first.unwrap_or(0));
        } else if bands < last && first.is_some() {
            let heads = |p: &Piece| body.is_section(p) || body.heads_indented(p);
            left_out += if texts(bands).iter().any(heads) { 0.0 } else { LEFT_OUT };
        }
        let measured = if first.is_some_and(|first| bands < first) && are_measures(texts(bands)) {
            MEASURES
        } else {
            0.0
        };
        // Rules that part all rows part the heads from them too.
        let unruled = match body.parted == Parted::ByRules && bands < body.walls.len() && !body.walls[bands] {
            true => body.settings.prices.unruled,
            false => 0.0,
        };
        let torn = if is_torn(texts(bands - 1), texts(bands)) { LEFT_OUT } else { 0.0 };
        let least = cuts.price[bands] + untold * bands as f32 + left_out + measured + unruled + torn;
        if best.as_ref().is_some_and(|(b, _)| least >= *b) {
            continue;
        }
        let read = read(bands);
        let price = read.price + least;
        if best.as_ref().is_none_or(|(b, _)| price < *b) {
            best = Some((price, Head { bands, header: Some(read) }));
        }
    }
    best.map_or(Head { bands: 0, header: None }, |(_, head)| head)
}

/// Whether the last word of a head leads to the line below it (Status as of, over June 2009).
fn is_torn(head: &[Piece], below: &[Piece]) -> bool {
    let goes_on = |p: &Piece| below.iter().any(|q| q.own == p.own && !q.value);
    head.iter().any(|p| ends_in_leading_word(&p.text) && goes_on(p))
}

/// Whether the first bands follow each other more closely than the rows below them do: they are lines of heads.
fn are_nearer(body: &Body<'_>, bands: usize) -> bool {
    let step = |band: usize| match body.heights.get(band) {
        Some(own) => own.0 - body.heights[band - 1].0,
        None => 0.0,
    };
    let rows = step(bands).min(step(bands + 1)) - body.settings.same * body.em;
    bands > 1 && (1..bands).all(|band| step(band) < rows)
}

/// Whether the first bands are rows and no heads: a name stands beside values in most columns of several.
pub(crate) fn are_rows(body: &Body<'_>, bands: usize) -> bool {
    const FEWEST: usize = 2;
    let is_row = |own: &&Range<usize>| {
        let own = &body.pieces[(*own).clone()];
        let values = own.iter().filter(|p| p.from > 0 && p.value).count();
        2 * values >= body.columns.len() && own.iter().any(|p| p.from == 0 && !p.value)
    };
    body.bands[..bands].iter().filter(is_row).count() >= FEWEST
}

/// What the rows before the first values cost that are not the header's, but for sections.
fn rows_of_texts(body: &Body<'_>, cuts: &Cuts, from: usize, first: usize) -> f32 {
    let section = |row: &Range<usize>| {
        row.len() == 1 && body.pieces[body.bands[row.start].clone()].iter().any(|p| body.is_section(p))
    };
    let rows = cuts.rows(from).into_iter().take_while(|row| row.end <= first);
    let counts = |row: &Range<usize>| {
        let own = row.clone().flat_map(|band| &body.pieces[body.bands[band].clone()]);
        own.into_iter().any(|p| p.from > 0 && (holds_number(&p.text) || is_measure(&p.text)))
    };
    rows.filter(|row| !section(row) && !counts(row)).count() as f32 * LEFT_OUT
}

/// Whether a text that is no value tells a number, as no head does: `达到275`.
fn holds_number(text: &str) -> bool {
    text.contains(|c: char| c.is_ascii_digit()) && !text.contains(['年', '月'])
}

/// Whether a band shows that the body has begun: a value to the right of the first column, or a serial number in it.
fn holds_values(pieces: &[Piece]) -> bool {
    let is_value = |p: &Piece| p.from > 0 && (p.value || is_counted(&p.text));
    pieces.iter().any(|p| is_value(p) || (p.from == 0 && p.to == 1 && is_serial(&p.text)))
}

/// Whether all texts of a band end in what columns are counted in: 亿元, ±%, 新增学位（个）.
fn are_measures(pieces: &[Piece]) -> bool {
    let ends = |text: &str| text.trim_end().ends_with(['）', ')']) && !text.contains(char::is_numeric);
    let is_one = |p: &Piece| is_measure(&p.text) || ends(&p.text);
    pieces.len() > 1 && pieces.iter().all(is_one)
}

/// Whether the values of a band are the last lines of heads (Rate per 1,000): all stand below lines of texts, nearer than the
/// rows below are to each other, or as near where others go on with small letters, beside texts over columns of values.
fn ends_heads(body: &Body<'_>, band: usize) -> bool {
    let own = |band: usize| &body.pieces[body.bands[band].clone()];
    // A name in the middle of their height stands between the lines of the others.
    let is_of_values = |band: &usize| own(*band).iter().any(|p| p.from > 0);
    let above = (0..band).rev().take(2).find(is_of_values).filter(|_| body.settings.is_of_page());
    let (Some(above), Some(tops)) = (above, body.heights.get(band..band + 3)) else { return false };
    let [head, line, row, next] = [body.heights[above].0, tops[0].0, tops[1].0, tops[2].0];
    let with = |band: usize, p: &Piece| own(band).iter().find(|q| q.own == p.own);
    let by = line - head - (row - line).min(next - row);
    let goes_on =
        |p: &Piece| p.text.starts_with(|c: char| c.is_ascii_lowercase()) && with(above, p).is_some();
    let follows =
        by < -NEARER * body.em || by < NEARER * body.em && own(band).iter().any(|p| p.from > 0 && goes_on(p));
    if !follows || body.walls[band] {
        return false;
    }
    let is_over_values = |p: &Piece| [1, 2].iter().all(|by| with(band + by, p).is_some_and(|q| q.value));
    let (values, texts): (Vec<&Piece>, Vec<&Piece>) = own(band).iter().partition(|p| p.value);
    // A row can hold a word among its values: None, (D), Exempt.
    values.len() <= texts.iter().filter(|p| p.from > 0).count()
        && !own(above).iter().any(|p| p.value)
        && values.iter().all(|p| with(above, p).is_some() && is_over_values(p))
        && texts.iter().any(|p| p.from > 0 && is_over_values(p))
}

/// Whether the values of a band are those of ranges that heads say in two lines (`$15,000 to` over `$24,999`), with no name
/// beside them, as rows have.
fn are_ranges(body: &Body<'_>, band: usize) -> bool {
    /// So many such heads tell it.
    const FEWEST: usize = 2;
    let own = |band: usize| body.bands.get(band).map_or(&[][..], |own| &body.pieces[own.clone()]);
    let goes_on = |upper: usize| {
        let below = |p: &&Piece| own(upper + 1).iter().any(|q| q.own == p.own && q.value);
        let opens = |p: &&Piece| {
            p.text.starts_with(|c: char| c.is_ascii_digit() || c == '$') && ends_in_leading_word(&p.text)
        };
        own(upper).iter().filter(opens).filter(below).count() >= FEWEST
    };
    let is_unnamed = |band: usize| own(band).iter().all(|p| p.from > 0);
    let with = |p: &Piece| own(band + 1).iter().find(|q| q.own == p.own);
    let mut values = own(band).iter().filter(|p| p.value).peekable();
    if is_unnamed(band) && values.peek().is_some() && values.all(|p| with(p).is_some_and(|q| counts(p, q))) {
        return body.settings.is_of_page();
    }
    let upper = if goes_on(band) { Some(band) } else { band.checked_sub(1).filter(|upper| goes_on(*upper)) };
    upper.is_some_and(|upper| is_unnamed(upper) && is_unnamed(upper + 1)) && body.settings.is_of_page()
}

/// Whether all values of a band stand among the lines of heads (rate per, 100,000, aircraft), with no name beside them: a text
/// is right above each, and one in small letters right below.
fn are_in_heads(body: &Body<'_>, band: usize) -> bool {
    let own = |band: usize| body.bands.get(band).map_or(&[][..], |own| &body.pieces[own.clone()]);
    let with = |band: usize, p: &Piece| own(band).iter().find(|q| q.own == p.own && !q.value);
    let is_among = |p: &Piece| {
        let below = with(band + 1, p);
        band.checked_sub(1).is_some_and(|above| with(above, p).is_some())
            && below.is_some_and(|q| q.text.starts_with(|c: char| c.is_ascii_lowercase()))
    };
    body.settings.is_of_page()
        && own(band).iter().all(|p| p.from > 0)
        && own(band).iter().filter(|p| p.value).all(is_among)
}

/// Whether a band heads a section of rows, at the left or in the middle of all columns.
fn is_section(body: &Body<'_>, pieces: &[Piece]) -> bool {
    let [alone] = pieces else { return false };
    if alone.panel {
        return true;
    }
    let off = over(alone, body.columns, 0, body.columns.len());
    heads_section(&alone.text) && (alone.from == 0 || off <= body.settings.centred * body.em)
}

/// Whether the text is a number and what it counts: 8名, 1.8万人.
fn is_counted(text: &str) -> bool {
    let measure = text.trim_start_matches(|c: char| c.is_ascii_digit() || matches!(c, '.' | ','));
    measure.len() < text.len() && is_measure(measure.trim_start())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::table::aligned::rows::slots;
    use crate::table::aligned::rows::tests::{of_page, of_text};

    /// How many bands of a drawn text are its header's.
    #[track_caller]
    fn check(text: &str, expected: usize) {
        let found = of_text(text, false, |body| {
            head(body, &body.cut(), |bands| header(body, bands)).bands.to_string()
        });
        assert_eq!(found, expected.to_string());
    }

    #[test]
    fn a_number_and_what_it_counts_begin_the_body() {
        check("类别   内容     目标值\n党建   发展党员 8 名\n平安   调解     98%", 1);
    }

    #[test]
    fn a_number_among_the_lines_of_heads() {
        let rows = "Adams     12      8\nBrown     21      9";
        let bands = |heads: &str| {
            let read = |body: &Body<'_>| head(body, &body.cut(), |bands| header(body, bands)).bands;
            of_page(&format!("{heads}\n{rows}"), 1.2, read)
        };
        assert_eq!(
            bands(
                "         Rate   Total\n          per     of\n        100,000   all\nCounty  farms   farms"
            ),
            4
        );
        // A row without a name.
        assert!(bands("County   Rate   Total\n           31      7") < 2);
    }

    #[test]
    fn three_lines_with_a_text_in_every_column_are_rows() {
        let lines = "Owner:     Tennessee Valley\nLocation:  Soddy Daisy\nReactor:   Pressurized\nCapacity:  Two units\nLicense:   September\nDocket:    Open";
        let read = |body: &Body<'_>| head(body, &body.cut(), |bands| header(body, bands)).bands;
        assert_eq!(of_page(lines, 1.3, read), 1);
    }

    #[test]
    fn the_first_rule_can_stand_over_the_total() {
        let rows = [
            ["Object", "2006", "2007"],
            ["Services", "1,037.2", "6,235.4"],
            ["Supplies", "8,959.7", "5,269.6"],
            ["Equipment", "3,966.4", "1,836.0"],
            ["Total", "13,963.3", "13,341.0"],
        ];
        slots::tests::check_rows(&rows, &[(55.0, 0.0, 390.0)]);
    }

    #[test]
    fn rules_that_part_all_rows_part_the_heads_from_them() {
        let lines = ["Project Planned Total", "item start cost", "Award Held Open", "Survey Open Done"];
        let more = ["Meetings Held Held", "Draft Done Open", "Printing Open Held"];
        let mut texts = Vec::new();
        for (row, line) in lines.iter().chain(&more).enumerate() {
            let top = if row < 2 { 12.0 * row as f32 } else { 15.0 * row as f32 - 3.0 };
            let columns = [60.0, 210.0, 360.0].into_iter();
            let placed = line.split(' ').zip(columns);
            texts.extend(placed.map(|(text, x)| (text, x - 5.0 * text.len() as f32, top)));
        }
        let rules: Vec<(f32, f32, f32)> =
            [-3.0, 24.0, 39.0, 54.0, 69.0, 84.0, 99.0].iter().map(|y| (*y, 0.0, 420.0)).collect();
        let heads = "Project item Planned start Total cost";
        let rows = lines[2..].iter().chain(&more).copied().collect::<Vec<_>>().join("\n");
        slots::tests::check(&texts, &rules, &format!("{heads}\n{rows}"));
    }

    #[test]
    fn lines_nearer_than_the_rows_below_them_are_heads() {
        let check = |pitch: f32, heads: &str| {
            let lines = ["_ Planned Total", "Item Start Cost", "Award Held Open", "Survey Open Done"];
            let more = ["Meetings Held Held", "Draft Done Open", "Printing Open Held"];
            let mut texts = Vec::new();
            for (row, line) in lines.iter().chain(&more).enumerate() {
                let top = if row < 2 { pitch * row as f32 } else { pitch + 15.0 * (row - 1) as f32 };
                let placed = line.split(' ').zip([60.0, 210.0, 360.0]).filter(|(text, _)| *text != "_");
                texts.extend(placed.map(|(text, x)| (text, x - 5.0 * text.len() as f32, top)));
            }
            let rows = lines[2..].iter().chain(&more).copied().collect::<Vec<_>>().join("\n");
            slots::tests::check(&texts, &[], &format!("{heads}\n{rows}"));
        };
        check(12.0, "Item Planned Start Total Cost");
    }

    #[test]
    fn numbers_can_be_the_last_lines_of_heads() {
        let check = |lines: [&str; 3], pitch: f32, heads: &str| {
            let more = ["Refunds 84 26 513", "Services 3 1 7", "Printing 12 9 64"];
            let mut texts = Vec::new();
            for (row, line) in lines.iter().chain(&more).enumerate() {
                let top = if row < 2 { pitch * row as f32 } else { pitch + 15.0 * (row - 1) as f32 };
                let placed = line.split(' ').zip([0.0, 150.0, 270.0, 400.0]).filter(|(text, _)| *text != "_");
                texts.extend(placed.map(|(text, x)| (text, x, top)));
            }
            slots::tests::check(&texts, &[], &format!("{heads}\n{}\n{}", lines[2], more.join("\n")));
        };
        let heads = ["_ Gross Average Rate-per", "Category receipts cost 1,000", "Travel 425 198 517"];
        check(heads, 12.0, "Category Gross receipts Average cost Rate-per 1,000");
        // As far from the heads as the rows below it, it is a row.
        let row = ["Category Gross Average Rate-per", "Energy receipts cost 1,000", "Travel 425 198 517"];
        check(row, 15.0, &row[..2].join("\n"));
        // So it is where it has values alone, or most of its texts are.
        for first in ["Energy 12 14 1,000", "Energy None 14 1,000"] {
            let row = ["Category Gross Average Rate-per", first, "Travel 425 198 517"];
            check(row, 12.0, &row[..2].join("\n"));
        }
    }

    #[test]
    fn a_section_in_the_middle_begins_the_body() {
        check(
            "序号    任务    单位    时限\n        一、项目建设\n1       修路    交通    12月\n2       架桥    交通    9月",
            1,
        );
    }

    #[test]
    fn a_leading_word_goes_on_in_the_next_line_of_the_head() {
        let piece =
            |text: &str, c: usize| Piece { own: (c, c + 1), text: text.to_owned(), ..Piece::default() };
        let below = [piece("Title", 0), piece("June 2009", 1)];
        assert!(is_torn(&[piece("Status as of", 1)], &below));
        assert!(!is_torn(&[piece("Status", 1)], &below));
        assert!(!is_torn(&[piece("Status as of", 2)], &below));
    }

    #[test]
    fn a_range_and_what_it_counts_are_lines_of_a_head() {
        let check = |lines: [[&str; 4]; 2], unit: Option<&str>, heads: &str| {
            let rows = [
                ["Total", "25.7", "5.3", "27.9"],
                ["Male", "14.8", "28.1", "26.3"],
                ["Female", "27.8", "36.5", "30.0"],
            ];
            let mut texts: Vec<(&str, f32, f32)> = unit.map(|unit| (unit, 275.0, 24.0)).into_iter().collect();
            for (at, line) in (0u8..).zip(lines.iter().chain(&rows)) {
                let top = if at < 2 { 12.0 * f32::from(at) } else { 12.0 + 14.0 * f32::from(at) };
                let placed = line.iter().zip([0.0, 200.0, 320.0, 440.0]).filter(|(text, _)| **text != "_");
                texts.extend(placed.map(|(text, x)| {
                    (*text, if x > 0.0 { x + 60.0 - 10.0 * text.chars().count() as f32 } else { x }, top)
                }));
            }
            let rows = rows.map(|row| row.join(" ")).join("\n");
            slots::tests::check(&texts, &[], &format!("{heads}\n{rows}"));
        };
        let ages = [["_", "_", "Under", "18–64"], ["Group", "All", "years", "years"]];
        check(ages, None, "Group All Under years 18–64 years");
        check(
            ages,
            Some("Percent of the group"),
            "Group All Under years 18–64 years\n_ Percent of the group < <",
        );
        // Beside a name it is a value.
        let row = [["Group", "All", "Under", "Over"], ["Young", "12", "7", "18–64"]];
        check(row, None, "Group All Under Over\nYoung 12 7 18–64");
    }
}
