//! Page numbers that stand in the text as lines of their own.

use super::numeral;

/// Whether the cleaned line is a page number: — 1 —, - 1 -, 第1页, 第1页共8页, 1/8, Page 1 of 8.
pub(super) fn is_page_number(line: &str) -> bool {
    let line = line.trim();
    if line.is_empty() || line.chars().count() > 24 {
        return false;
    }
    let is_dash = |c: char| matches!(c, '-' | '—' | '–' | '－' | '―' | '─' | '·' | '•' | '~' | '～');
    let inner = line.trim_matches(|c: char| is_dash(c) || c == ' ');
    if is_number(inner) {
        return line.starts_with(is_dash) && line.ends_with(is_dash);
    }
    if let Some((page, pages)) = line.split_once('/') {
        let page = page.trim().trim_start_matches('第').trim_end_matches('页');
        let pages = pages.trim().trim_start_matches('共').trim_end_matches('页');
        return is_number(page.trim()) && is_number(pages.trim());
    }
    if let Some(rest) = line.strip_prefix("Page ") {
        return rest.split(" of ").all(|number| is_number(number.trim()));
    }
    let Some((page, rest)) = line.strip_prefix('第').and_then(|rest| rest.split_once('页')) else {
        return false;
    };
    let rest = rest.trim_start_matches(['，', ',', ' ', '/']);
    let pages = rest.strip_prefix('共').and_then(|rest| rest.strip_suffix('页'));
    is_number(page.trim()) && (rest.is_empty() || pages.is_some_and(|pages| is_number(pages.trim())))
}

/// Whether the cleaned line is drawn, not written: ————, ______, *****.
pub(super) fn is_drawn(line: &str) -> bool {
    let is_stroke = |c: char| {
        matches!(c, '-' | '—' | '–' | '－' | '─' | '━' | '_' | '＿' | '=' | '＝' | '*' | '·' | '…' | ' ')
    };
    line.chars().count() >= 3 && line.chars().all(is_stroke)
}

fn is_number(text: &str) -> bool {
    (1..=4).contains(&text.chars().count())
        && (text.chars().all(numeral::is_arabic) || numeral::number(text).is_some_and(|number| number > 0))
}

#[cfg(test)]
mod tests {
    use super::{is_drawn, is_page_number};

    #[test]
    fn drawn_lines() {
        assert!(is_drawn("————————"));
        assert!(is_drawn("* * *"));
        assert!(!is_drawn("—"));
        assert!(!is_drawn("—1—"));
    }

    #[test]
    fn page_numbers() {
        for line in [
            "— 1 —",
            "—1—",
            "- 12 -",
            "－１－",
            "第1页",
            "第1页共8页",
            "第 1 页，共 8 页",
            "1/8",
            "第1页/共8页",
            "Page 1 of 8",
            "·3·",
        ] {
            assert!(is_page_number(line), "{line}");
        }
        for line in ["12", "—", "-3.5", "-12", "2023/2024年", "第一产业", "1/8/3", "附件1"] {
            assert!(!is_page_number(line), "{line}");
        }
    }
}
