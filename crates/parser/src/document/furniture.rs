//! Lines that are no part of a notice: page numbers that stand in the text, and lines that are drawn.

use super::{numeral, page_number};

/// Whether the cleaned line is a page number with its marks (— 1 —, 第1页), runs with one on all pages, or is drawn
/// (————). A number alone can be a value that fell out of its table, and stays.
pub(super) fn is_furniture(line: &str) -> bool {
    (page_number::is_page_number(line) && !line.chars().all(numeral::is_arabic))
        || page_number::runs_with_page(line)
        || is_drawn(line)
}

fn is_drawn(line: &str) -> bool {
    let is_stroke = |c: char| {
        matches!(c, '-' | '—' | '–' | '－' | '─' | '━' | '_' | '＿' | '=' | '＝' | '*' | '·' | '…' | ' ')
    };
    line.chars().count() >= 3 && line.chars().all(is_stroke)
}

#[cfg(test)]
mod tests {
    use super::is_furniture;

    #[test]
    fn page_numbers_and_drawn_lines() {
        for line in [
            "— 1 —",
            "—1—",
            "- 12 -",
            "－１－",
            "第1页",
            "第1页共8页",
            "第1页，共8页",
            "1/8",
            "某县人民政府办公室第2页共4页",
            "————————",
            "* * *",
        ] {
            assert!(is_furniture(line), "{line}");
        }
        for line in ["12", "１２", "—", "2023/2024年", "第一产业", "附件1", "-3.5"] {
            assert!(!is_furniture(line), "{line}");
        }
    }
}
