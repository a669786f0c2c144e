//! How printed text becomes a string: the contract's rules for white space and look-alikes.

use std::borrow::Cow;
use std::cell::LazyCell;

/// Whether white space next to the character is layout, not text: CJK ideographs, kana, full-width forms, and the
/// punctuation that Chinese shares with Latin (“”‘’—…·).
pub fn is_cjk(c: char) -> bool {
    is_chinese(c) || matches!(c, '“' | '”' | '‘' | '’' | '—' | '…' | '·')
}

/// Whether the character tells that a text is Chinese: of those around which white space is layout, all but the
/// punctuation that Latin has too.
pub fn is_chinese(c: char) -> bool {
    matches!(c,
        '\u{2e80}'..='\u{303f}' | '\u{3040}'..='\u{30ff}' | '\u{3400}'..='\u{4dbf}' | '\u{4e00}'..='\u{9fff}'
        | '\u{f900}'..='\u{faff}' | '\u{ff00}'..='\u{ffef}' | '\u{20000}'..='\u{3ffff}')
}

/// White space in the widest sense, with the characters of no width that carry no text.
pub fn is_space(c: char) -> bool {
    c.is_whitespace() || matches!(c, '\u{200b}' | '\u{feff}' | '\u{ad}' | '\u{0}')
}

/// Whether the character is a digit of a number in Chinese from 一 to 十.
pub fn is_numeral(c: char) -> bool {
    matches!(c, '一' | '二' | '三' | '四' | '五' | '六' | '七' | '八' | '九' | '十')
}

/// Folds the look-alikes that stand for other characters: hyphens to `-`, radicals and what shares a glyph to the common
/// ideographs.
///
/// Nothing else: NFKC would fold the full-width digits and brackets that were printed.
pub fn fold_lookalike(c: char) -> char {
    match c {
        '\u{2010}' | '\u{2011}' => '-',
        '\u{a0}' => ' ',
        '\u{2e80}'..='\u{2fdf}' => radicals::ideograph(c),
        // Fonts have one glyph for both, and a file names it by the one that comes first in Unicode.
        '㬵' => '胶',
        _ => c,
    }
}

/// The printed text as the contract wants it: look-alikes folded, white space next to a CJK character taken out, all
/// other runs of white space one space. In a text of Latin letters the punctuation that Chinese shares with it is Latin.
pub fn clean(text: &str) -> String {
    let is_latin =
        LazyCell::new(|| text.contains(|c: char| c.is_ascii_alphabetic()) && !text.contains(is_chinese));
    let is_cjk = |c: char| is_cjk(c) && !*is_latin;
    let mut out = String::with_capacity(text.len());
    let mut gap = false;
    let mut last = None::<char>;
    for c in text.chars().map(fold_lookalike) {
        if is_space(c) {
            gap = true;
            continue;
        }
        if let Some(l) = last
            && gap
            && !is_cjk(l)
            && !is_cjk(c)
        {
            out.push(' ');
        }
        gap = false;
        out.push(c);
        last = Some(c);
    }
    out
}

/// The key under which two printings of one name are the same: no white space, brackets and full-width ASCII narrow.
pub fn fold(text: &str) -> Cow<'_, str> {
    // Names are folded more often than anything else is done with them, and most are their own key.
    let mut same = own_key_length(text);
    if same == text.len() {
        return Cow::Borrowed(text);
    }
    let mut key = String::with_capacity(text.len());
    let mut rest = text;
    loop {
        key.push_str(&rest[..same]);
        let mut others = rest[same..].chars();
        let Some(other) = others.next() else { return Cow::Owned(key) };
        let other = fold_lookalike(other);
        if !is_space(other) {
            key.push(match other {
                '〔' | '［' | '【' | '﹝' | '｛' | '[' | '{' => '(',
                '〕' | '］' | '】' | '﹞' | '｝' | ']' | '}' => ')',
                '\u{ff01}'..='\u{ff5e}' => char::from_u32(other as u32 - 0xfee0).unwrap_or(other),
                other => other,
            });
        }
        rest = others.as_str();
        same = own_key_length(rest);
    }
}

/// The length of the characters at the beginning that [`fold`] leaves alone, as far as their first byte tells: nearly all
/// of them do.
fn own_key_length(text: &str) -> usize {
    /// The length of the characters that begin with each byte; 0 where one of them is not left alone.
    const LENGTHS: [u8; 256] = {
        let mut lengths = [0; 256];
        let mut byte = 0;
        while byte < 256 {
            lengths[byte] = match byte as u8 {
                b'!'..=b'Z' | b'a'..=b'z' => 1,
                // U+4000 to U+9FFF.
                0xe4..=0xe9 => 3,
                _ => 0,
            };
            byte += 1;
        }
        lengths
    };
    let mut at = 0;
    while let Some(byte) = text.as_bytes().get(at) {
        match LENGTHS[usize::from(*byte)] {
            0 => break,
            length => at += usize::from(length),
        }
    }
    at
}

mod radicals;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spaces_around_punctuation_are_those_of_its_script() {
        for (printed, read) in [
            ("Parents’ education", "Parents’ education"),
            ("so-called “low” rates", "so-called “low” rates"),
            ("重大 “十四五” 项目", "重大“十四五”项目"),
            ("1 — 6", "1—6"),
            ("A 类 — B 类", "A类—B类"),
        ] {
            assert_eq!(clean(printed), read);
        }
    }

    #[test]
    fn a_glyph_of_two_characters_is_the_common_one() {
        assert_eq!((clean("㬵州市"), fold("㬵州市")), ("胶州市".to_owned(), Cow::from("胶州市")));
    }
}
