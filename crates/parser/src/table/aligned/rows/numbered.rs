//! Rows that are numbered: what has no number goes on above.

use std::ops::Range;

use fenjie_model::text::is_chinese;

use crate::table::aligned::Settings;
use crate::table::aligned::content::{heads_section, is_serial, is_total};
use crate::table::aligned::piece::Piece;
use crate::table::aligned::rows::Body;
use crate::table::aligned::settings::Lines;

/// The price of a row without a number, where rows are numbered.
const UNNUMBERED: f32 = 1.0;
/// So many numbers at least.
const FEWEST: usize = 2;

/// So many numbers tell them on a page, and such a part of the first column's texts.
const FEWEST_KEYS: usize = 3;
const KEYS: (usize, usize) = (3, 4);

/// Which bands begin with the number of a row, if the first column counts the rows of a text from 1 on, or holds little else
/// than times, dates or numbers on a page.
pub(crate) fn numbered(pieces: &[Piece], bands: usize, settings: &Settings) -> Vec<bool> {
    if settings.is_of_page() {
        return entries(pieces, bands).unwrap_or_else(|| keyed(pieces, bands));
    }
    let numbers = || pieces.iter().filter(|p| (p.from, p.to) == (0, 1) && is_serial(&p.text));
    let counts_up = (1..).zip(numbers()).all(|(next, p)| p.text.trim().parse() == Ok(next));
    if settings.lines != Lines::Grid || !counts_up || numbers().count() < FEWEST {
        return Vec::new();
    }
    let mut found = vec![false; bands];
    numbers().for_each(|p| found[p.band] = true);
    found
}

/// Which bands of a page without Chinese begin with the entries that the first column counts (`1. Boilers`), beside other
/// texts.
fn entries(pieces: &[Piece], bands: usize) -> Option<Vec<bool>> {
    let is_entry = |pair: &&[Piece]| {
        (pair[0].from, pair[0].to) == (0, 1) && pair[0].band == pair[1].band && entry(&pair[0].text).is_some()
    };
    let found: Vec<&Piece> = pieces.windows(2).filter(is_entry).map(|pair| &pair[0]).collect();
    let counts_up = (1..).zip(&found).all(|(next, p)| entry(&p.text) == Some(next));
    if found.len() < FEWEST || !counts_up || pieces.iter().any(|p| p.text.contains(is_chinese)) {
        return None;
    }
    let mut begins = vec![false; bands];
    found.iter().for_each(|p| begins[p.band] = true);
    Some(begins)
}

/// The number of an entry that a text begins with: `3. Flares`.
pub(crate) fn entry(text: &str) -> Option<usize> {
    let (number, rest) = text.split_once(". ")?;
    let is_one = is_serial(number) && rest.trim_start().starts_with(char::is_alphabetic);
    is_one.then(|| number.parse().ok()).flatten()
}

/// Which bands of a page without Chinese begin with a number or an abbreviation in the first column, where most of its texts
/// do: the lines of a cell hardly do.
fn keyed(pieces: &[Piece], bands: usize) -> Vec<bool> {
    let names = || pieces.iter().filter(|p| (p.from, p.to) == (0, 1));
    let is_number = |p: &&Piece| p.text.starts_with(|c: char| c.is_ascii_digit()) && !is_serial(&p.text);
    let are_codes = names().filter(is_number).count() < FEWEST_KEYS;
    let keys = || names().filter(|p| if are_codes { is_code(&p.text) } else { is_number(p) });
    let count = keys().count();
    if count < FEWEST_KEYS
        || KEYS.1 * count < KEYS.0 * names().count()
        || pieces.iter().any(|p| p.text.contains(is_chinese))
    {
        return Vec::new();
    }
    let mut found = vec![false; bands];
    keys().for_each(|p| found[p.band] = true);
    found
}

/// Whether a text is the abbreviation of a name: USGS.
fn is_code(text: &str) -> bool {
    const LENGTH: std::ops::RangeInclusive<usize> = 2..=6;
    LENGTH.contains(&text.len()) && text.chars().all(|c| c.is_ascii_uppercase())
}

impl Body<'_> {
    /// The price of bands without a number and without values as a row of their own.
    pub(super) fn unnumbered(&self, bands: &Range<usize>) -> f32 {
        let own = &self.pieces[self.bands[bands.start].start..self.bands[bands.end - 1].end];
        let is_own = |text: &str| heads_section(text) || is_total(text);
        let is_row =
            self.numbered.is_empty() || own.iter().any(|p| p.from == 0 || p.value || is_own(&p.text));
        if is_row { 0.0 } else { UNNUMBERED }
    }

    /// Whether a text on the line of a row's number, which begins with that line, is parted from the one above.
    pub(super) fn begins_numbered(&self, upper: &Piece, lower: &Piece) -> bool {
        let is = |p: &Piece| self.numbered.get(p.band) == Some(&true);
        let is_entry =
            || self.pieces.get(self.bands[lower.band].start).and_then(|p| entry(&p.text)).is_some();
        is(lower)
            && (is(upper) || upper.text.ends_with(['。', '；']) || is_entry() || !self.is_full(upper, lower))
    }
}

#[cfg(test)]
mod tests {
    use super::super::slots::tests::{check, check_rows};
    use super::super::tests::of_text;

    #[test]
    fn rows_begin_with_times() {
        check_rows(
            &[
                ["Time", "Session", "Room"],
                ["8:00–8:30", "Breakfast", "Hall"],
                ["8:30–9:15", "Welcome", "Hall"],
                ["10:30–10:45", "Break", "_"],
                ["10:45–12:00", "Reporting", "204"],
                ["12:00–1:15", "Lunch", "_"],
                ["1:15–3:00", "Discussion", "201"],
            ],
            &[],
        );
    }

    #[test]
    fn what_has_no_number_goes_on_above() {
        let text = "序号                    目标任务                   实施单位   牵头部门\n1     全面完成易地扶贫搬迁后续扶持，落实产业、就业  拉市镇     县发改局\n      帮扶措施                                                 县扶贫办\n2     完成农村公路生命安全防护工程85公里            各乡镇     县交通局\n3     新建农村无害化卫生户厕2,600座                 各乡镇     县农业局";
        let rows = of_text(text, false, |body| body.cut().rows(1));
        assert_eq!(rows.iter().map(std::ops::Range::len).collect::<Vec<_>>(), [2, 1, 1]);
    }

    #[test]
    fn rows_begin_with_entries_that_count() {
        let texts = [
            ("Source", 0.0, 0.0),
            ("Limit", 200.0, 0.0),
            ("1. Existing", 0.0, 20.0),
            ("Keep the heat", 200.0, 20.0),
            ("large kilns", 0.0, 32.0),
            ("at the level", 200.0, 32.0),
            ("2. Flares of", 0.0, 44.0),
            ("Meet the rule", 200.0, 44.0),
            ("any vent", 0.0, 56.0),
            ("of section 9", 200.0, 56.0),
        ];
        let rules = [0.0, 15.0, 70.0].map(|y| (y, 0.0, 340.0));
        check(
            &texts,
            &rules,
            "Source Limit\n1. Existing large kilns Keep the heat at the level\n2. Flares of any vent Meet the rule of section 9",
        );
    }
}
