//! What capitals tell of names in Latin script: one that is written as a sentence does not go on with a capital.

use fenjie_model::text::is_chinese;

use super::Body;
use crate::table::aligned::piece::Piece;

/// Words of fewer letters are small in titles too (of, and, the).
const SHORT: usize = 4;

impl Body<'_> {
    /// Whether the lower text begins the name of another row: `Asthma and bronchitis` below `Emergency department`. Below
    /// `Alcohol and Drug Abuse` or `Loans to the`, a capital can go on. Nor does what is in capitals throughout go on in
    /// small letters: `Civilian labor force` below `BLACK AND OTHER RACES`.
    pub(super) fn begins_name(&self, upper: &Piece, lower: &Piece) -> bool {
        let is_of_names = self.valued && self.settings.is_of_page() && upper.from == 0;
        is_of_names
            && lower.text.starts_with(|c: char| c.is_ascii_uppercase())
            && (is_sentence(&upper.text) || stands_out(&upper.text) && !stands_out(&lower.text))
            && (self.holds_value(lower.band) || self.holds_value(upper.band))
    }
}

/// Whether a text is written with a capital at its beginning alone, and does not end in the middle of what it says.
fn is_sentence(text: &str) -> bool {
    let words = || text.split_whitespace();
    let is_small = |word: &&str| word.starts_with(|c: char| c.is_ascii_lowercase());
    let is_long = |word: &&str| word.chars().filter(|c| c.is_alphabetic()).count() >= SHORT;
    let ends = words()
        .next_back()
        .is_some_and(|last| is_long(&last) && !last.ends_with([',', '-', '–', '/', '&', '(']));
    text.starts_with(|c: char| c.is_ascii_uppercase())
        && !text.contains(is_chinese)
        && ends
        && words().filter(is_long).skip(1).any(|word| is_small(&word))
        && words().filter(is_long).skip(1).all(|word| is_small(&word))
}

/// Whether a text is in capitals throughout, and longer than what is short for a name (NASA).
fn stands_out(text: &str) -> bool {
    in_capitals(text) && text.chars().filter(|c| c.is_alphabetic()).count() > 2 * SHORT
}

/// Whether a text is in capitals throughout, but for a letter or a few.
pub(super) fn in_capitals(text: &str) -> bool {
    let mut letters = text.chars().filter(|c| c.is_alphabetic());
    letters.clone().count() >= SHORT && letters.all(|c| c.is_ascii_uppercase())
}

#[cfg(test)]
mod tests {
    use super::super::slots::tests::check_rows;
    use super::*;

    #[test]
    fn a_capital_below_a_sentence_begins_a_row() {
        check_rows(
            &[
                ["Place", "Men", "Women"],
                ["Emergency room", "_", "_"],
                ["Asthma attacks", "12.5", "3.1"],
                ["Influenza", "4.8", "13.6"],
                ["Inpatient rooms", "_", "_"],
                ["Asthma attacks", "6.2", "7.7"],
                ["Influenza", "8.3", "21.5"],
            ],
            &[],
        );
    }

    #[test]
    fn capitals_do_not_go_on_in_small_letters() {
        check_rows(
            &[
                ["Race", "1990", "2000"],
                ["WHITE PERSONS", "_", "_"],
                ["Civilian labor", "12.5", "3.1"],
                ["Employed", "4.8", "13.6"],
                ["BLACK AND OTHER", "_", "_"],
                ["Civilian labor", "6.2", "7.7"],
                ["Employed", "8.3", "21.5"],
            ],
            &[],
        );
    }

    #[test]
    fn a_sentence_has_one_capital_and_an_end() {
        for text in ["Emergency department", "Pneumonia, all types and causes"] {
            assert!(is_sentence(text), "{text}");
        }
        for text in [
            "Alcohol, Drug Abuse",
            "Loans to the",
            "Contributions to governments of",
            "Inpatient",
            "of which loans",
            "Aid to families, ",
        ] {
            assert!(!is_sentence(text), "{text}");
        }
    }
}
