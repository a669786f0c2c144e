//! Numbers as notices print them: digits, full-width digits, Chinese numerals.

/// The value of a digit in any of its forms.
pub(crate) fn digit(c: char) -> Option<u32> {
    Some(match c {
        '0'..='9' => c as u32 - '0' as u32,
        '０'..='９' => c as u32 - '０' as u32,
        // What is typed for 〇: a white circle, letters of both widths, a Greek and a Cyrillic letter.
        '〇' | '零' | '○' | '◯' | 'Ｏ' | 'O' | 'o' | 'ｏ' | 'Ο' | 'О' => 0,
        '一' | '壹' => 1,
        '二' | '贰' => 2,
        '三' | '叁' => 3,
        '四' => 4,
        '五' => 5,
        '六' => 6,
        '七' => 7,
        '八' => 8,
        '九' => 9,
        _ => return None,
    })
}

/// Whether the character is an Arabic digit of either width.
pub(crate) fn is_arabic(c: char) -> bool {
    c.is_ascii_digit() || ('０'..='９').contains(&c)
}

/// Reads a whole number: `12`, `１２`, `十二`, `二十`, `廿三`, `二〇二三`. Nothing where anything else stands there.
pub(crate) fn number(text: &str) -> Option<u32> {
    let mut chars = text.chars().peekable();
    chars.peek()?;
    if text.chars().count() > 4 {
        return None;
    }
    if !text.contains(['十', '廿', '卅']) {
        return chars.try_fold(0, |value, c| Some(value * 10 + digit(c)?));
    }
    let tens = match chars.next()? {
        '十' => 1,
        '廿' => 2,
        '卅' => 3,
        c => {
            (chars.next()? == '十').then_some(())?;
            digit(c)?
        }
    };
    let ones = match chars.next() {
        Some(c) => digit(c)?,
        None => 0,
    };
    chars.next().is_none().then_some(tens * 10 + ones)
}

/// The value of a character that counts alone: `①`, `Ⅰ`, `A`.
pub(crate) fn sign(c: char) -> Option<u32> {
    let first = match c {
        '①'..='⑳' => '①',
        'Ⅰ'..='Ⅻ' => 'Ⅰ',
        'A'..='Z' => 'A',
        'Ａ'..='Ｚ' => 'Ａ',
        _ => return None,
    };
    Some(c as u32 - first as u32 + 1)
}

/// More characters than any number has that is read: what is longer is none, and is not read to its end.
const LONGEST: usize = 16;

/// The characters from the start of the text that can stand in a number, no more than the longest may have.
pub(crate) fn prefix(text: &str) -> &str {
    let is_part = |c| digit(c).is_some() || matches!(c, '十' | '廿' | '卅');
    let end = text.chars().take(LONGEST).take_while(|c| is_part(*c)).map(char::len_utf8).sum();
    &text[..end]
}

#[cfg(test)]
mod tests {
    use super::number;

    #[test]
    fn numbers() {
        for (text, value) in [
            ("12", 12),
            ("１２", 12),
            ("十", 10),
            ("十二", 12),
            ("二十", 20),
            ("二十三", 23),
            ("廿三", 23),
            ("三一", 31),
            ("二〇二三", 2023),
            ("二○一○", 2010),
            ("二ＯＯ九", 2009),
        ] {
            assert_eq!(number(text), Some(value), "{text}");
        }
        for text in ["", "二百", "十十", "1年", "12345"] {
            assert_eq!(number(text), None, "{text}");
        }
    }
}
