//! Lines that begin with a number and its mark.

use super::numeral;

/// A number with its mark, and what stands behind it: `1.`, `1．`, `1、`, `（1）`, `1)`, `一、`, `A.`, `①`.
pub(crate) fn numbered(text: &str) -> Option<(u32, &str)> {
    if let Some(c) = text.chars().next()
        && let Some(number) = numeral::sign(c)
    {
        let rest = &text[c.len_utf8()..];
        let behind = rest.strip_prefix(['.', '．', '、']);
        return behind.or(('①'..='⑳').contains(&c).then_some(rest)).map(|rest| (number, rest.trim_start()));
    }
    let bracketed = text.strip_prefix(['（', '(']);
    let inner = bracketed.unwrap_or(text);
    let digits = numeral::prefix(inner);
    let number = numeral::number(digits).filter(|number| (1..1000).contains(number))?;
    let rest = inner[digits.len()..].trim_start();
    let behind = match bracketed {
        Some(_) => rest.strip_prefix(['）', ')'])?,
        None => rest.strip_prefix(['.', '．', '、', ')', '）', '﹒', '·', ':', '：'])?,
    };
    // 1.5 is a value.
    let is_value = rest.starts_with('.')
        && digits.len() <= 2
        && behind.len() <= 2
        && behind.chars().all(|c| c.is_ascii_digit());
    (!is_value).then(|| (number, behind.trim_start()))
}

#[cfg(test)]
mod tests {
    use super::numbered;

    #[test]
    fn forms_of_numbers() {
        for text in [
            "1. 甲",
            "1．甲",
            "1、 甲",
            "１.甲",
            "（1）甲",
            "(1) 甲",
            "①甲",
            "一、甲",
            "1)甲",
            "A.甲",
            "Ⅰ、甲",
        ] {
            assert_eq!(numbered(text), Some((1, "甲")), "{text}");
        }
        assert_eq!(numbered("2023年度"), None);
        assert_eq!(numbered("1.5"), None);
        assert_eq!(numbered("A区目标"), None);
        assert_eq!(numbered("1.2023年度表"), Some((1, "2023年度表")));
    }
}
