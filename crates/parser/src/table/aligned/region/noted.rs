//! Notes right below a table: a lone text there says what a mark in the table means, or is a sentence.

use fenjie_model::text::is_chinese;

use crate::table::aligned::Word;
use crate::table::aligned::bands::{Band, text};

/// A sentence has so many words at least: fewer are a name with a word cut short (Acme Holding Co.).
const FEWEST_WORDS: usize = 5;

/// Whether a lone text in Latin script below some rows is a note on them: `* Through June 30`, `- - - Data not available`, or a
/// sentence below texts that are none.
pub(super) fn is_note(band: &Band, rows: &[Band], words: &[Word]) -> bool {
    let [note] = band.segments.as_slice() else { return false };
    let note = text(words, &note.words);
    if note.contains(is_chinese) {
        return false;
    }
    let are_sentences = || rows.iter().flat_map(|b| &b.segments).any(|s| ends(&text(words, &s.words)));
    explains_mark(&note) || is_sentence(&note) && !are_sentences()
}

/// Whether a text begins with a mark that stands beside a value or in its place, and says what it means.
fn explains_mark(text: &str) -> bool {
    let is_mark = |c: char| matches!(c, '*' | '†' | '‡' | '§');
    let marked = text.trim_start_matches(is_mark);
    let dashed = text.trim_start_matches(['-', '–', '—', ' ']);
    let dashes = text[..text.len() - dashed.len()].chars().filter(|c| *c != ' ').count();
    let begins = |rest: &str| rest.trim_start().starts_with(|c: char| c.is_ascii_uppercase());
    marked.len() < text.len() && begins(marked) || dashes > 1 && begins(dashed)
}

/// Whether a text is a whole sentence.
fn is_sentence(text: &str) -> bool {
    text.starts_with(|c: char| c.is_ascii_uppercase())
        && ends(text)
        && text.split_whitespace().count() >= FEWEST_WORDS
}

/// Whether a text ends as a sentence does, and not in a leader.
fn ends(text: &str) -> bool {
    let mut last = text.chars().rev();
    last.next() == Some('.') && last.next().is_some_and(|c| c.is_ascii_lowercase() || c == ')')
}

#[cfg(test)]
mod tests {
    use crate::table::aligned::region::tests::check;

    const ROWS: &str = "Causes            Number     Rate\nHeart disease      891.6     66.4\nMotor accidents    869.0    668.2\n";

    #[test]
    fn a_mark_below_the_rows_is_explained() {
        for note in ["* In June", "** In June", "†In June", "- - - No data", "--- No data"] {
            check(&format!("{ROWS}{note}"), &[(0, 3)]);
        }
        for rest in ["- in June", "on roads", "(all ages)", "In June"] {
            check(&format!("{ROWS}{rest}"), &[(0, 4)]);
        }
    }

    #[test]
    fn a_note_below_sections_is_none() {
        let rows = ROWS.replacen('\n', "\nOf all ages\n", 1);
        check(&format!("{rows}Of some ages"), &[(0, 5)]);
        check(&format!("{rows}* In June"), &[(0, 4)]);
    }

    #[test]
    fn a_sentence_below_names_is_none() {
        check(&format!("{ROWS}It is a sum up"), &[(0, 4)]);
        check(&format!("{ROWS}It is a sum up."), &[(0, 3)]);
        let rows = ROWS.replace("Motor accidents ", "Motor accident. ");
        check(&format!("{rows}It is a sum up."), &[(0, 4)]);
    }
}
