//! Character references of HTML: numbers, and the names that Chinese pages use.

use std::borrow::Cow;

/// The longest reference that is looked at, `&` and `;` included.
const LONGEST: usize = 12;

/// The text with its references decoded. One that is not known stays as it is written.
pub(super) fn decode(text: &str) -> Cow<'_, str> {
    if !text.contains('&') {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find('&') {
        out.push_str(&rest[..at]);
        rest = &rest[at..];
        let (c, length) = entity(rest).unwrap_or(('&', 1));
        out.push(c);
        rest = &rest[length..];
    }
    out.push_str(rest);
    Cow::Owned(out)
}

/// The character and the length of the reference at the start of the text.
pub(in crate::text) fn entity(text: &str) -> Option<(char, usize)> {
    let bytes = text.as_bytes();
    let digits_or_name =
        bytes.iter().skip(1).take(LONGEST).take_while(|b| b.is_ascii_alphanumeric() || **b == b'#');
    let end = 1 + digits_or_name.count();
    let closed = bytes.get(end) == Some(&b';');
    let name = &text[1..end];
    let length = end + usize::from(closed);
    if let Some(number) = name.strip_prefix('#') {
        let code = match number.strip_prefix(['x', 'X']) {
            Some(hex) => u32::from_str_radix(hex, 16).ok()?,
            None => number.parse().ok()?,
        };
        return Some((character(code), length));
    }
    let (_, c) = NAMED.iter().find(|(known, _)| *known == name)?;
    // Without a semicolon only the oldest names count, as in the standard.
    (closed || matches!(name, "nbsp" | "lt" | "gt" | "amp" | "quot" | "times" | "middot"))
        .then_some((*c, length))
}

/// The character of a number: those of Windows-1252 in the range that Unicode leaves to controls.
fn character(code: u32) -> char {
    match code {
        0x80..=0x9f => WINDOWS[(code - 0x80) as usize],
        0 => char::REPLACEMENT_CHARACTER,
        _ => char::from_u32(code).unwrap_or(char::REPLACEMENT_CHARACTER),
    }
}

const WINDOWS: [char; 32] = [
    '€', '\u{81}', '‚', 'ƒ', '„', '…', '†', '‡', 'ˆ', '‰', 'Š', '‹', 'Œ', '\u{8d}', 'Ž', '\u{8f}', '\u{90}',
    '‘', '’', '“', '”', '•', '–', '—', '˜', '™', 'š', '›', 'œ', '\u{9d}', 'ž', 'Ÿ',
];

const NAMED: &[(&str, char)] = &[
    ("nbsp", '\u{a0}'),
    ("lt", '<'),
    ("gt", '>'),
    ("amp", '&'),
    ("quot", '"'),
    ("apos", '\''),
    ("ldquo", '“'),
    ("rdquo", '”'),
    ("lsquo", '‘'),
    ("rsquo", '’'),
    ("mdash", '—'),
    ("ndash", '–'),
    ("horbar", '―'),
    ("hellip", '…'),
    ("middot", '·'),
    ("bull", '•'),
    ("emsp", '\u{2003}'),
    ("ensp", '\u{2002}'),
    ("thinsp", '\u{2009}'),
    ("zwnj", '\u{200c}'),
    ("zwj", '\u{200d}'),
    ("shy", '\u{ad}'),
    ("times", '×'),
    ("divide", '÷'),
    ("plusmn", '±'),
    ("minus", '−'),
    ("ge", '≥'),
    ("le", '≤'),
    ("ne", '≠'),
    ("asymp", '≈'),
    ("infin", '∞'),
    ("permil", '‰'),
    ("deg", '°'),
    ("sup1", '¹'),
    ("sup2", '²'),
    ("sup3", '³'),
    ("frac12", '½'),
    ("micro", 'µ'),
    ("yen", '¥'),
    ("euro", '€'),
    ("sect", '§'),
    ("para", '¶'),
    ("copy", '©'),
    ("reg", '®'),
    ("trade", '™'),
    ("laquo", '«'),
    ("raquo", '»'),
    ("lsaquo", '‹'),
    ("rsaquo", '›'),
    ("larr", '←'),
    ("uarr", '↑'),
    ("rarr", '→'),
    ("darr", '↓'),
    ("radic", '√'),
    ("sum", '∑'),
    ("alpha", 'α'),
    ("beta", 'β'),
    ("gamma", 'γ'),
    ("mu", 'μ'),
    ("Delta", 'Δ'),
    ("Omega", 'Ω'),
    ("star", '☆'),
    ("starf", '★'),
    ("check", '✓'),
    ("percnt", '%'),
    ("num", '#'),
    ("lpar", '('),
    ("rpar", ')'),
    ("lsqb", '['),
    ("rsqb", ']'),
    ("colon", ':'),
    ("semi", ';'),
    ("comma", ','),
    ("period", '.'),
    ("sol", '/'),
    ("ast", '*'),
    ("plus", '+'),
    ("equals", '='),
    ("vert", '|'),
];

#[cfg(test)]
mod tests {
    use super::decode;

    #[track_caller]
    fn check(text: &str, expected: &str) {
        assert_eq!(decode(text), expected);
    }

    #[test]
    fn references() {
        check("&lt;5&nbsp;&ge;&#12295;&#x3007;&ldquo;甲&rdquo;", "<5\u{a0}≥〇〇“甲”");
        check("&#150;&#151;", "–—");
        check("1&nbsp2", "1&nbsp2");
        check("&nbsp 2&amp", "\u{a0} 2&");
    }

    #[test]
    fn what_is_no_reference() {
        check("A&B; &unknown; & &# &#x; &ge 5 &", "A&B; &unknown; & &# &#x; &ge 5 &");
        check("&#0;&#99999999;&#xd800;", "\u{fffd}\u{fffd}\u{fffd}");
    }
}
