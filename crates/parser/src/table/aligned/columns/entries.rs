//! Entries that are written alike: dates, times, fractions, amounts with their words.
//!
//! One of them can as well be a head, or a line of a sentence. Where most texts of a column are such, each is a cell of its own,
//! as a number is.

use fenjie_model::text::{is_chinese, is_cjk};
use fenjie_model::{HashMap, HashSet};

use crate::table::aligned::content::names_years;
use crate::table::aligned::piece::Piece;
use crate::table::aligned::rows::labels::ends_in_leading_word;
use crate::table::aligned::rows::lone::signs;
use crate::table::aligned::telephone::is_telephone;

/// So many texts that are written alike are entries, if they are most of their column.
const FEWEST: usize = 3;
/// Longer ones are lines of sentences, in characters.
const LONGEST: usize = 24;
/// An entry has no more words beside its numbers.
const MOST_WORDS: usize = 2;
/// A code has no more letters.
const CODE: usize = 3;

/// Takes the entries of all columns but that of the names for values.
pub(in super::super) fn mark(pieces: &mut [Piece]) {
    let texts: Vec<(usize, &str)> =
        pieces.iter().filter(|p| is_single(p)).map(|p| (p.own.0, p.text.as_str())).collect();
    let alike = alike(&texts, form);
    let said = of_rows(pieces, &again(&texts, answer));
    let mut entries = alike.into_iter().zip(said);
    for piece in pieces.iter_mut().filter(|p| is_single(p)) {
        piece.value |= entries.next().is_some_and(|(alike, said)| alike || said);
    }
}

/// Which of the single pieces are entries of rows, where some say what their column says again: where a name stands beside
/// each of these, and a value unless they are codes (E, T), and beside what is said once among them, which is as short.
fn of_rows(pieces: &[Piece], again: &[bool]) -> Vec<bool> {
    let bands = |of: &dyn Fn(&Piece) -> bool| -> HashSet<usize> {
        pieces.iter().filter(|p| of(p)).map(|p| p.band).collect()
    };
    let (named, valued) = (bands(&|p| p.own.0 == 0), bands(&|p| p.own.0 > 0 && p.value));
    let is_code = |p: &Piece| p.text.len() <= CODE && p.text.chars().all(|c| c.is_ascii_uppercase());
    let is_of_row = |p: &Piece| named.contains(&p.band) && (valued.contains(&p.band) || is_code(p));
    let single = || pieces.iter().filter(|p| is_single(p)).zip(again);
    let mut columns: HashMap<usize, bool> = HashMap::default();
    for (piece, _) in single().filter(|(_, again)| **again) {
        *columns.entry(piece.own.0).or_insert(true) &= is_of_row(piece);
    }
    let mut begun: HashSet<usize> = HashSet::default();
    let mut found = Vec::new();
    for (piece, again) in single() {
        let column = piece.own.0;
        if *again {
            begun.insert(column);
        }
        let is_one = columns.get(&column) == Some(&true) && begun.contains(&column);
        found.push(is_one && is_of_row(piece) && answer(&piece.text).is_some());
    }
    found
}

/// Which texts, given with their columns, are entries: written alike, or words in Latin script that their column says again.
pub(in super::super) fn entries(texts: &[(usize, &str)]) -> Vec<bool> {
    let said = again(texts, answer);
    alike(texts, form).into_iter().zip(said).map(|(alike, said)| alike || said).collect()
}

/// A text that could be an answer that others of its column are too.
fn answer(text: &str) -> Option<String> {
    let is_short = text.len() <= LONGEST && words(text) <= MOST_WORDS;
    let is_word = text.starts_with(char::is_alphabetic) && !text.contains(is_cjk);
    (is_short && is_word).then(|| text.to_owned())
}

/// Which texts are of one form with most of their column, where none below them goes on: `3:00 p.m.` over `to`.
fn alike(texts: &[(usize, &str)], form: impl Fn(&str) -> Option<String>) -> Vec<bool> {
    let (all, forms, count) = counted(texts, form);
    let is_entry = |(&(column, _), form): (&(usize, &str), Option<String>)| {
        let count = form.and_then(|form| count.get(&(column, form)).copied()).unwrap_or_default();
        column > 0 && count >= FEWEST && 2 * count > all[&column]
    };
    let mut found: Vec<bool> = texts.iter().zip(forms).map(is_entry).collect();
    let (mut begun, mut gone_on): (HashSet<usize>, HashSet<usize>) = Default::default();
    for (&(column, text), is_entry) in texts.iter().zip(&found) {
        if *is_entry {
            begun.insert(column);
        } else if begun.contains(&column) && text.starts_with(|c: char| c.is_ascii_lowercase())
            || text.starts_with(|c: char| c.is_ascii_digit()) && ends_in_leading_word(text)
        {
            gone_on.insert(column);
        }
    }
    found.iter_mut().zip(texts).for_each(|(found, (column, _))| *found &= !gone_on.contains(column));
    found
}

/// Which texts have a form that others of their column have too, as most of it do.
fn again(texts: &[(usize, &str)], form: impl Fn(&str) -> Option<String>) -> Vec<bool> {
    let (all, forms, count) = counted(texts, form);
    let is_again = |(&(column, _), form): (&(usize, &str), Option<String>)| {
        column > 0 && form.is_some_and(|form| count.get(&(column, form)).is_some_and(|count| *count > 1))
    };
    let found: Vec<bool> = texts.iter().zip(forms).map(is_again).collect();
    let mut own: HashMap<usize, usize> = HashMap::default();
    for (column, _) in texts.iter().zip(&found).filter(|(_, found)| **found).map(|(text, _)| text) {
        *own.entry(*column).or_default() += 1;
    }
    let are_most =
        |column: usize| own.get(&column).is_some_and(|count| *count >= FEWEST && 2 * count > all[&column]);
    texts.iter().zip(found).map(|((column, _), found)| found && are_most(*column)).collect()
}

/// How many texts there are in each column, their forms, and how many of each.
type Counted = (HashMap<usize, usize>, Vec<Option<String>>, HashMap<(usize, String), usize>);

fn counted(texts: &[(usize, &str)], form: impl Fn(&str) -> Option<String>) -> Counted {
    let mut all: HashMap<usize, usize> = HashMap::default();
    let mut count: HashMap<(usize, String), usize> = HashMap::default();
    let forms: Vec<Option<String>> = texts.iter().map(|(_, text)| form(text)).collect();
    for ((column, _), form) in texts.iter().zip(&forms) {
        *all.entry(*column).or_default() += 1;
        if let Some(form) = form {
            *count.entry((*column, form.clone())).or_default() += 1;
        }
    }
    (all, forms, count)
}

fn is_single(piece: &Piece) -> bool {
    piece.own.1 == piece.own.0 + 1
}

/// How many words with letters a text has.
fn words(text: &str) -> usize {
    text.split_whitespace().filter(|word| word.contains(char::is_alphabetic)).count()
}

/// How a text that could be an entry is written: its words, each as signs with one for a number and one for letters. A number
/// with a point behind it counts an entry, and what ends in a comma goes on.
fn form(text: &str) -> Option<String> {
    let text = text.trim();
    let could_be = text.len() <= LONGEST
        && text.contains(|c: char| c.is_ascii_digit())
        && !text.ends_with([',', ';', ':', '-', '–', '—', '/', '('])
        && !ends_in_leading_word(text)
        && !text.contains(is_chinese)
        && !is_telephone(text);
    // A year is no other number: it heads those.
    let form = || match names_years(text) {
        true => "year".to_owned(),
        false => {
            let words: Vec<String> =
                text.trim_end_matches('.').split_whitespace().map(|word| signs(word).collect()).collect();
            words.join(" ")
        }
    };
    let is_one = |form: &String| {
        let is_count = form == "0" && text.ends_with('.');
        !is_count && words(text) <= MOST_WORDS
    };
    could_be.then(form).filter(is_one)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Which texts of the second column are values.
    #[track_caller]
    fn check(texts: &[&str], expected: &[&str]) {
        let piece = |text: &&str| Piece { own: (1, 2), text: (*text).to_owned(), ..Piece::default() };
        let mut pieces: Vec<Piece> = texts.iter().map(piece).collect();
        mark(&mut pieces);
        let values: Vec<&str> = pieces.iter().filter(|p| p.value).map(|p| p.text.as_str()).collect();
        assert_eq!(values, expected);
    }

    #[test]
    fn texts_that_are_written_alike_are_entries() {
        for entries in [
            ["10/27/2008", "1/5/2009", "12/13/2008"],
            ["9:30 a.m.", "10:00 a.m.", "1:15 p.m."],
            ["January 5", "March 12", "May 30"],
            ["82 mo.", "7 mo.", "120 mo."],
            ["1/2", "3/8", "11/16"],
            ["2001", "2002", "2004"],
        ] {
            check(&[&["Planned", "start"], &entries[..]].concat(), &entries);
            check(&[&["Planned", "start", "of work"], &entries[..]].concat(), &[]);
        }
    }

    #[test]
    fn words_that_are_said_again_beside_names_are_entries() {
        let check = |valued: usize, named: &[usize], expected: &[&str]| {
            let texts = ["Party", "Whig", "Tory", "Green", "Whig", "Tory", "Whig"];
            let piece = |(band, text): (usize, &&str)| Piece {
                own: (1, 2),
                band,
                text: (*text).to_owned(),
                ..Piece::default()
            };
            let name = |band: &usize| Piece {
                own: (0, 1),
                band: *band,
                text: format!("Name {band}"),
                ..Piece::default()
            };
            let value = |band: usize| Piece { own: (2, 3), band, value: true, ..Piece::default() };
            let texts = texts.iter().enumerate().map(piece);
            let mut pieces: Vec<Piece> =
                texts.chain(named.iter().map(name)).chain((1..valued).map(value)).collect();
            mark(&mut pieces);
            let is_entry = |p: &&Piece| p.value && p.own.0 == 1;
            let entries: Vec<&str> = pieces.iter().filter(is_entry).map(|p| p.text.as_str()).collect();
            assert_eq!(entries, expected);
        };
        check(7, &[0, 1, 2, 3, 4, 5, 6], &["Whig", "Tory", "Green", "Whig", "Tory", "Whig"]);
        // The second line of an entry has no name beside it, or no value.
        check(7, &[0, 1, 3, 4, 6], &[]);
        check(5, &[0, 1, 2, 3, 4, 5, 6], &[]);
    }

    #[test]
    fn a_range_that_goes_on_below_is_no_entry() {
        check(&["9:00 a.m.", "to", "5:00 p.m.", "8:00 a.m.", "to", "1:00 p.m.", "7:00 p.m."], &[]);
    }

    #[test]
    fn telephones_and_lines_of_sentences_are_none() {
        for texts in [
            &["1.", "2.", "3."][..],
            &["November 5,", "May 12,", "June 3,"],
            &["781-663-0130", "215-606-0100", "770-968-2100"],
            &["2009", "29.8", "6.2"],
            &["43 ppm to", "4 ppm", "12 ppm", "7 ppm"],
            &[
                "341 Main Street",
                "4th Floor",
                "Quincy, Ill. 61808",
                "84 Main Street",
                "3rd Floor",
                "Quincy, Ill. 61748",
            ],
            &["in the 12 months before", "by the 30 days that are", "of the 45 sites left"],
        ] {
            check(texts, &[]);
        }
    }
}
