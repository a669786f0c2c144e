//! Labels of groups: texts alone on their lines, beside blank cells, that say what the rows below are of (`Coverage` over
//! `Private industry`). Where rows are as near as the lines of a cell, a short one looks like the first line of a long name.

use std::ops::Range;

use fenjie_model::HashMap;
use fenjie_model::text::is_chinese;

use super::Body;
use super::capitals::in_capitals;
use crate::table::aligned::Settings;
use crate::table::aligned::content::{ends_in_leader, first_unit, is_open};
use crate::table::aligned::piece::Piece;

/// Words after which a name in Latin script goes on.
const LEADING: [&str; 23] = [
    "a", "an", "and", "as", "at", "between", "by", "during", "for", "from", "in", "into", "not", "of", "on",
    "or", "per", "than", "the", "through", "to", "under", "with",
];
/// So many labels in capitals tell that a short one is no name that goes on (NASA).
const FEWEST_CAPITALS: usize = 2;
/// A word that could have stood beside a label leaves so many ems free.
const FREE: f32 = 2.0;

/// So many equal distances from row to row tell what it is.
const FEWEST_ROWS: usize = 2;
/// Rows are as far from each other that differ by no more ems.
const EVEN: f32 = 0.05;
/// The lines of a name are hardly farther from each other than this, in ems.
const LINE: f32 = 1.3;
/// A word of so many letters is small but in names and titles.
const LONG: usize = 4;

/// For each band whether it is the label of a group, in Latin script: it ends in a colon, it is in capitals as others are, a
/// group of another label begins with the same two rows, the first word below it could have stood beside it, or it is as far
/// from the row below it as rows are from each other, and that begins a text of its own.
pub(crate) fn labels(pieces: &[Piece], bands: &[Range<usize>], em: f32, settings: &Settings) -> Vec<bool> {
    let mut found = vec![false; bands.len()];
    if !settings.is_of_page() || pieces.iter().any(|p| p.text.contains(is_chinese)) {
        return found;
    }
    // A row can be named by its year.
    let valued = |band: usize| {
        let own = &pieces[bands.get(band)?.clone()];
        own.first().filter(|name| name.from == 0 && own[1..].iter().any(|p| p.value))
    };
    let row = |band: usize| valued(band).filter(|name| !name.value);
    let could_be = |band: usize| {
        let [alone] = &pieces[bands[band].clone()] else { return None };
        let name = valued(band + 1).filter(|name| name.text.starts_with(is_initial))?;
        let is_one = alone.from == 0 && !alone.value && alone.text != name.text && is_whole(&alone.text);
        is_one.then_some((band, alone, name))
    };
    let likely: Vec<(usize, &Piece, &Piece)> = (0..bands.len()).filter_map(could_be).collect();
    let begins =
        |band: usize, name: &Piece| Some([name, valued(band + 2)?].map(|name| without_leader(&name.text)));
    let mut groups: HashMap<[String; 2], usize> = HashMap::default();
    for group in likely.iter().filter_map(|(band, _, name)| begins(*band, name)) {
        *groups.entry(group).or_default() += 1;
    }
    let stands_out = |label: &Piece, name: &Piece| in_capitals(&label.text) && !in_capitals(&name.text);
    let capitals = likely.iter().filter(|(_, label, name)| stands_out(label, name)).count();
    let free = free(pieces);
    let tops: Vec<f32> = (0..bands.len())
        .filter_map(|band| row(band + 1).zip(row(band)))
        .map(|(lower, upper)| lower.top - upper.top)
        .collect();
    let row_pitch = row_pitch(tops, em);
    for (band, label, name) in likely {
        let is_alike = || begins(band, name).is_some_and(|group| groups[&group] > 1);
        let fits =
            |x: f32, upper: &Piece, lower: &Piece| upper.x1 + (first_unit(&lower.text) + FREE) * em < x;
        // It could as well end the name above it, where it had no room beside that.
        let above = band.checked_sub(1).and_then(row);
        let has_room =
            || free.is_some_and(|x| fits(x, label, name) && above.is_none_or(|p| fits(x, p, label)));
        let is_row = || {
            let Some(by) = row_pitch else { return false };
            let ends = |name: &Piece| {
                label.top - name.top >= by - settings.same * em
                    && (ends_in_leader(&name.text)
                        || free.is_some_and(|x| fits(x, name, label))
                        || begins_anew(&name.text, &label.text))
            };
            (name.top - label.top - by).abs() <= settings.same * em
                && begins_anew(&label.text, &name.text)
                && above.is_none_or(ends)
        };
        // A name can go on with a number.
        let is_named = name.text.starts_with(|c: char| c.is_ascii_uppercase());
        found[band] = label.text.ends_with(':')
            || is_alike()
            || is_named && (capitals >= FEWEST_CAPITALS && stands_out(label, name) || has_room() || is_row());
    }
    found
}

/// A name without the dots that lead to its values.
fn without_leader(name: &str) -> String {
    name.trim_end_matches(['.', '…', ' ']).to_owned()
}

/// Whether a name of a row can begin so: with a capital, or with a year.
fn is_initial(c: char) -> bool {
    c.is_ascii_uppercase() || c.is_ascii_digit()
}

/// Whether a text could be whole.
fn is_whole(text: &str) -> bool {
    !text.starts_with(|c: char| c.is_ascii_lowercase()) && !ends_in_leader(text) && !leads_on(text)
}

/// Whether a text in Latin script goes on below it.
pub(in super::super) fn leads_on(text: &str) -> bool {
    is_open(text) || ends_in_leading_word(text) || text.ends_with([',', ';', '-', '–', '—', '/', '&', '('])
}

/// Whether the last word of a text leads to the next: 43 ppm to.
pub(in super::super) fn ends_in_leading_word(text: &str) -> bool {
    text.split_whitespace().next_back().is_some_and(|last| LEADING.contains(&last))
}

/// How far rows of one line are from each other, whose distances are these, where the lines of a name would be nearer.
fn row_pitch(mut distances: Vec<f32>, em: f32) -> Option<f32> {
    distances.sort_by(f32::total_cmp);
    let least = *distances.get(FEWEST_ROWS - 1)?;
    let is_even = least - distances[0] <= EVEN * em;
    (is_even && least >= LINE * em).then_some(least)
}

/// Whether a text in Latin script hardly goes on with the one below it: it is whole, and its words are small but for names,
/// and so are those of the other one, which begins with a capital.
fn begins_anew(upper: &str, lower: &str) -> bool {
    let small = |text: &str| {
        let word = |word: &str| word.trim_start_matches(['(', '"', '“']).chars().next();
        let long = text.split_whitespace().skip(1).filter(|word| word.len() >= LONG);
        let firsts: Vec<char> = long.filter_map(word).filter(|c| c.is_alphabetic()).collect();
        (firsts.iter().any(|c| c.is_lowercase()), firsts.is_empty())
    };
    let ((upper_small, _), (lower_small, lower_bare)) = (small(upper), small(lower));
    is_whole(upper)
        && upper_small
        && lower.starts_with(|c: char| c.is_ascii_uppercase())
        && (lower_small || lower_bare)
}

/// How far names can reach to the right: to the next column, but for as much as the other columns stand apart.
fn free(pieces: &[Piece]) -> Option<f32> {
    let columns = pieces.iter().map(|p| p.to).max()?;
    let mut ends = vec![(f32::INFINITY, f32::NEG_INFINITY); columns];
    for p in pieces.iter().filter(|p| p.to == p.from + 1) {
        let (x0, x1) = &mut ends[p.from];
        (*x0, *x1) = (x0.min(p.x0), x1.max(p.x1));
    }
    let apart = ends.windows(2).skip(1).map(|pair| pair[1].0 - pair[0].1).reduce(f32::max)?;
    (apart.is_finite()).then(|| ends[1].0 - apart.max(0.0))
}

impl Body<'_> {
    /// Whether a text is the label of a group.
    pub(super) fn is_group_label(&self, piece: &Piece) -> bool {
        self.labels.get(piece.band) == Some(&true)
    }

    /// Whether a text stands alone left of a row that is whole, with room for the name of that: it says what the rows below
    /// are of.
    pub(super) fn is_label(&self, alone: &Piece) -> bool {
        let Some(below) = self.bands.get(alone.band + 1).filter(|_| self.settings.is_of_page()) else {
            return false;
        };
        let row = &self.pieces[below.clone()];
        let is_whole = row.iter().filter(|p| p.value).count() > 1 && row.len() + 1 >= self.columns.len();
        let name = row.first().filter(|name| name.from == 0 && !name.value);
        self.is_group_label(alone)
            || alone.from == 0
                && !alone.value
                && is_whole
                && name.is_some_and(|name| !self.is_full(alone, name))
    }
}

#[cfg(test)]
mod tests {
    use super::super::slots::tests::check;
    use super::*;

    /// Rows 12 points apart: names at the left, and two values beside those that begin with a space, from `x` on.
    #[track_caller]
    fn check_groups(names: &[&str], x: f32, expected: &str) {
        let mut texts = vec![("1990", x, 0.0), ("2000", x + 60.0, 0.0)];
        for (row, name) in (1u8..).zip(names) {
            let top = 12.0 * f32::from(row);
            texts.push((name.trim_start(), 0.0, top));
            if name.starts_with(' ') {
                texts.extend([("64.8", x, top), ("36.1", x + 60.0, top)]);
            }
        }
        check(&texts, &[], expected);
    }

    #[test]
    fn labels_over_like_groups_are_rows() {
        let rows = [" Industry work", " State work"];
        let of = |label: &str| format!("{label} _ _\nIndustry work 64.8 36.1\nState work 64.8 36.1");
        let names = [&["Coverage"], &rows[..], &["Take-up"], &rows].concat();
        check_groups(&names, 160.0, &format!("_ 1990 2000\n{}\n{}", of("Coverage"), of("Take-up")));
    }

    #[test]
    fn labels_over_rows_of_the_same_years() {
        let rows = [" 1995", " 2000"];
        let names = [&["Coverage"], &rows[..], &["Take-up"], &rows].concat();
        let of = |label: &str| format!("{label} _ _\n1995 64.8 36.1\n2000 64.8 36.1");
        check_groups(&names, 90.0, &format!("_ 1990 2000\n{}\n{}", of("Coverage"), of("Take-up")));
        // A rule below each year parts the label from the first one no less.
        let row = |name: &str, top: f32| {
            let values = ["64.8", "36.1"].map(|value| (value.to_owned(), top));
            (name.to_owned(), values, top)
        };
        let mut texts = vec![("1990".to_owned(), 90.0, 0.0), ("2000".to_owned(), 150.0, 0.0)];
        for (k, name) in (1u8..).zip(&names) {
            let (name, values, top) = row(name, 12.0 * f32::from(k));
            if name.starts_with(' ') {
                texts.extend(values.into_iter().zip([90.0, 150.0]).map(|((text, top), x)| (text, x, top)));
            }
            texts.push((name.trim_start().to_owned(), 0.0, top));
        }
        let texts: Vec<(&str, f32, f32)> =
            texts.iter().map(|(text, x, top)| (text.as_str(), *x, *top)).collect();
        let rules = [-2.0, 11.0, 35.0, 47.0, 71.0, 83.0].map(|y| (y, 0.0, 190.0));
        check(&texts, &rules, &format!("_ 1990 2000\n{}\n{}", of("Coverage"), of("Take-up")));
    }

    #[test]
    fn a_label_does_not_go_on_the_row_above_it() {
        let names = ["Cover", " Own", " All", "Take", " Own", " All"];
        let rows = "Own 64.8 36.1\nAll 64.8 36.1";
        check_groups(&names, 80.0, &format!("_ 1990 2000\nCover _ _\n{rows}\nTake _ _\n{rows}"));
    }

    #[test]
    fn a_label_ends_in_a_colon() {
        check_groups(
            &["Cover:", " Industry workers", " State workers"],
            180.0,
            "_ 1990 2000\nCover: _ _\nIndustry workers 64.8 36.1\nState workers 64.8 36.1",
        );
    }

    #[test]
    fn labels_in_capitals_are_rows() {
        check_groups(
            &["COVER", " Industry work", " State work", "TAKE-UP", " Local work", " State work"],
            160.0,
            "_ 1990 2000\nCOVER _ _\nIndustry work 64.8 36.1\nState work 64.8 36.1\nTAKE-UP _ _\nLocal work 64.8 36.1\nState work 64.8 36.1",
        );
    }

    #[test]
    fn a_label_has_room_for_what_is_below_it() {
        let names = ["Coverage", " Industry work", " State work"];
        let expected = "_ 1990 2000\nCoverage _ _\nIndustry work 64.8 36.1\nState work 64.8 36.1";
        check_groups(&names, 260.0, expected);
    }

    #[test]
    fn a_label_as_far_from_a_row_as_rows_are_is_one() {
        let is_label = |label: &str, name: &str, pitch: f32| {
            let piece = |band: usize, column: usize, text: &str, x0: f32| Piece {
                band,
                from: column,
                to: column + 1,
                top: pitch * band as f32,
                x0,
                x1: x0 + 10.0 * text.len() as f32,
                text: text.to_owned(),
                value: column > 0,
                ..Piece::default()
            };
            let row = |band: usize, name: &str| {
                [piece(band, 0, name, 0.0), piece(band, 1, "12", 200.0), piece(band, 2, "3", 240.0)]
            };
            let pieces = [
                &row(0, "Number")[..],
                &row(1, "Total"),
                &[piece(2, 0, label, 0.0)],
                &row(3, name),
                &row(4, "Margin"),
            ];
            labels(&pieces.concat(), &[0..3, 3..6, 6..7, 7..10, 10..13], 10.0, &Settings::page())[2]
        };
        assert!(is_label("Ratios per annum", "Yield on assets", 14.5));
        // As near as lines, titles, and what goes on.
        assert!(!is_label("Ratios per annum", "Yield on assets", 12.0));
        assert!(!is_label("Office of Surface", "Mining Reform", 14.5));
        assert!(!is_label("Board of those and", "Their heads", 14.5));
    }

    #[test]
    fn texts_that_begin_anew() {
        let pairs = [
            ("Race and Hispanic or Latino origin", "White alone"),
            ("Performance ratios (annualized, %)", "Yield on earning assets"),
            ("Persons 16 years old and over", "Employed"),
        ];
        for (upper, lower) in pairs {
            assert!(begins_anew(upper, lower), "{upper} {lower}");
        }
        let pairs = [
            ("Nonalcoholic beverages and beverage", "materials"),
            ("Federal Insurance Contributions", "Act taxes"),
            ("Percent of adults living in", "New York"),
            ("Supplementary payments under", "Medicare"),
            ("Percent of adults who lived there", "New York City"),
        ];
        for (upper, lower) in pairs {
            assert!(!begins_anew(upper, lower), "{upper} {lower}");
        }
    }

    #[test]
    fn the_last_line_of_the_name_above_is_no_label() {
        let is_label = |above: f32| {
            let piece = |band: usize, column: usize, text: &str, x0: f32, x1: f32| {
                let text = text.to_owned();
                Piece {
                    band,
                    from: column,
                    to: column + 1,
                    x0,
                    x1,
                    text,
                    value: column > 0,
                    ..Piece::default()
                }
            };
            let row = |band: usize, name: &str, x1: f32| {
                let name = piece(band, 0, name, 0.0, x1);
                [name, piece(band, 1, "12", 300.0, 340.0), piece(band, 2, "3", 400.0, 440.0)]
            };
            let label = [piece(1, 0, "Country", 0.0, 70.0)];
            let pieces = [&row(0, "Work", above)[..], &label, &row(2, "State", 50.0)].concat();
            labels(&pieces, &[0..3, 3..4, 4..7], 10.0, &Settings::page())[1]
        };
        assert!(is_label(100.0));
        assert!(!is_label(200.0));
    }

    #[test]
    fn what_goes_on_is_no_label() {
        for text in ["Coverage", "Take-up:", "By sex", "Farm income"] {
            assert!(is_whole(text), "{text}");
        }
        for text in ["of income", "Grants to", "Loans and", "Income,", "Sales (", "Board of the"] {
            assert!(!is_whole(text), "{text}");
        }
    }
}
