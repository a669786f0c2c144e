//! What capitals tell of names in Latin script: one that is written as a sentence does not go on with a capital.

use fenjie_model::text::is_chinese;

use super::Body;
use super::labels::leads_on;
use crate::table::aligned::content::names_years;
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

    /// Whether the lower text is a name of its own because both stand beside figures of their own, in a column of names:
    /// `Sales and use tax` below `Personal income tax`.
    pub(super) fn names_own_figures(&self, upper: &Piece, lower: &Piece) -> bool {
        upper.from == 0
            && self.settings.is_of_page()
            && lower.text.starts_with(|c: char| c.is_ascii_uppercase())
            && !leads_on(&upper.text)
            && [upper, lower].iter().all(|name| self.has_figures(name))
    }

    /// Whether figures and no words stand beside a name: years are those of a name that is merged downwards.
    fn has_figures(&self, name: &Piece) -> bool {
        /// A number beside each of two lines of a name is hardly in so many columns.
        const FEWEST: usize = 3;
        let [_, figures @ ..] = &self.pieces[self.bands[name.band].clone()] else { return false };
        let has_words = |p: &Piece| p.text.contains(char::is_alphabetic) || names_years(&p.text);
        figures.iter().filter(|p| p.value).count() >= FEWEST && !figures.iter().any(has_words)
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
    use super::super::tests::of_page;
    use super::*;

    #[test]
    fn names_beside_figures_of_their_own_are_two() {
        let rows = |upper: &str, first: [&'static str; 2]| {
            let texts = format!(
                "{upper}   {}    31   42\nSales       {}    12   34\nOther tax    9    56   78",
                first[0], first[1]
            );
            of_page(&texts, 1.2, |body| {
                let names: Vec<&Piece> = body.pieces.iter().filter(|p| p.covers(0)).collect();
                body.names_own_figures(names[0], names[1])
            })
        };
        assert!(rows("Income tax", ["5", "6"]));
        assert!(!rows("Income and", ["5", "6"]));
        assert!(!rows("Income tax", [" ", " "]));
    }

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
