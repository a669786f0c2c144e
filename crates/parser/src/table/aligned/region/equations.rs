//! Which bands of a page are displayed equations: their numbers (`(3)`, `(2.1)`) stand far right of them.

use crate::table::aligned::Word;
use crate::table::aligned::bands::{Band, text};
use crate::table::aligned::content::is_value;

/// The number stands this far behind its equation at least, in ems.
const FAR: f32 = 2.0;

/// Marks the equations.
pub(crate) fn mark(bands: &mut [Band], words: &[Word]) {
    for band in bands {
        band.apart |= is_equation(band, words);
    }
}

/// Whether a band is an equation with its number behind it. Values and the numbers of columns (`(1)`, `(2)`, `(3)=(1)+(2)`)
/// are those of rows.
fn is_equation(band: &Band, words: &[Word]) -> bool {
    let [equation @ .., number] = band.segments.as_slice() else { return false };
    let Some(last) = equation.last() else { return false };
    let parts: Vec<String> = equation.iter().map(|s| text(words, &s.words)).collect();
    number.x0 - last.x1 >= FAR * band.size
        && is_number(&text(words, &number.words))
        && parts.iter().any(|part| part.contains(['=', '≈']))
        && !parts.iter().any(|part| is_number(part) || is_value(part))
}

/// Whether a text is the number of an equation: `(3)`, `(2.1)`, `(4a)`, `（5）`.
fn is_number(text: &str) -> bool {
    let inner = text
        .strip_prefix(['(', '（'])
        .and_then(|t| t.strip_suffix([')', '）']))
        .map(|t| t.trim_start_matches(|c: char| c.is_ascii_uppercase()));
    inner.is_some_and(|t| {
        let digits = t.trim_end_matches(|c: char| c.is_ascii_lowercase());
        (1..=6).contains(&digits.len())
            && t.len() <= digits.len() + 1
            && digits.chars().all(|c| c.is_ascii_digit() || matches!(c, '.' | '-' | '–'))
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::table::aligned::bands::tests::marked;

    #[test]
    fn equations_are_in_no_table() {
        let text = "      Y = a + bX        (1)\n   I = 100 S / S0       (2.1)\n  where S is the sum";
        assert_eq!(marked(text, mark), [0, 1]);
    }

    #[test]
    fn rows_are_no_equations() {
        // The number of a column that is a sum of others, errors below values, and a bound beside its count.
        assert!(marked("(1)    (2)    (3)=(1)+(2)    (4)", mark).is_empty());
        assert!(marked("n=12    35    (8)\nb       12    (.426)", mark).is_empty());
    }
}
