//! What a word of a line is by its signs: dots, a currency, an amount, a bracket.

use fenjie_model::text::is_cjk;

use crate::table::aligned::Word;
use crate::table::aligned::content::ends_in_dots;

/// Whether a word is of a leader: dots, or one of them.
pub(in crate::table::aligned) fn is_dots(text: &str) -> bool {
    text == "." || is_leader(text)
}

/// Whether the text is a row of dots alone.
pub(super) fn is_leader(text: &str) -> bool {
    ends_in_dots(text) && text.chars().all(|c| matches!(c, '.' | '…' | '·'))
}

/// Whether the text is the sign of a currency alone.
pub(super) fn is_sign(text: &str) -> bool {
    matches!(text, "$" | "€" | "£" | "¥" | "￥" | "＄")
}

/// Whether the text is what a currency's sign can stand before.
pub(super) fn is_amount(text: &str) -> bool {
    text.starts_with(|c: char| c.is_ascii_digit() || matches!(c, '(' | '-' | '–' | '—' | '.'))
}

/// Whether a word closes the bracket that the one before it opens before a number, and does nothing else.
pub(super) fn closes_bracket(before: &Word, word: &Word) -> bool {
    let number = before.text.trim_start_matches(['$', '€', '£', '¥', '-']);
    matches!(word.text.as_str(), ")" | "）" | ")%" | "%)")
        && number.strip_prefix(['(', '（']).is_some_and(|n| is_amount(n) && !n.ends_with([')', '）']))
}

/// Whether the text is one character of Chinese.
pub(super) fn is_character(text: &str) -> bool {
    let mut chars = text.chars();
    chars.next().is_some_and(is_cjk) && chars.next().is_none()
}
