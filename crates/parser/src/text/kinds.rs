//! Of what kind the texts of a column are, to tell in which columns the cells of a row belong that has too few.

use super::rows::Row;
use crate::table::header::is_datum;

/// What a column holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    Numbers,
    Names,
    /// Both, or nothing.
    Any,
}

/// Rows of tables with more columns stay where they are: each is tried at every place.
pub(super) const MOST_COLUMNS: usize = 256;

/// A column is of a kind where at least this share of its texts are.
const SHARE: f32 = 0.75;

impl Kind {
    /// Whether a text can stand in such a column.
    pub(super) fn takes(self, text: Self) -> bool {
        text == Self::Any || self == Self::Any || self == text
    }

    /// What a text is of itself.
    pub(super) fn of(text: &str) -> Self {
        match text {
            "" => Self::Any,
            text if is_number(text) => Self::Numbers,
            _ => Self::Names,
        }
    }
}

/// The kinds of so many columns, by the rows that have as many cells.
pub(super) fn kinds(rows: &[Row], columns: usize) -> Vec<Kind> {
    let mut counts = vec![(0_u32, 0_u32); columns];
    for row in rows.iter().filter(|row| row.cells.len() == columns) {
        for ((all, numbers), text) in counts.iter_mut().zip(&row.cells).filter(|(_, text)| !text.is_empty()) {
            *all += 1;
            *numbers += u32::from(is_number(text));
        }
    }
    let kind = |(all, numbers): (u32, u32)| {
        let least = SHARE * all as f32;
        match all {
            0 => Kind::Any,
            _ if numbers as f32 >= least => Kind::Numbers,
            _ if (all - numbers) as f32 >= least => Kind::Names,
            _ => Kind::Any,
        }
    };
    counts.into_iter().map(kind).collect()
}

/// A number, also with a sign before it or a word or two behind (`≥5%`, `96以上`).
pub(super) fn is_number(text: &str) -> bool {
    /// 亿元以上
    const LONGEST_WORD: usize = 4;
    let signed = text.trim_start_matches(['约', '+', '-', '－', '≥', '≤', '＞', '＜', '>', '<', ' ']);
    let rest = signed.trim_start_matches(|c: char| c.is_numeric() || ".,，．%％-~～".contains(c));
    is_datum(text) || rest.len() < signed.len() && rest.chars().count() <= LONGEST_WORD
}

#[cfg(test)]
mod tests {
    use super::is_number;

    #[test]
    fn numbers_and_names() {
        for text in ["12", "1,234.5", "—", "≥5%", "96以上", "213亿元以上", "-3.5", "5%～6%"] {
            assert!(is_number(text), "{text}");
        }
        for text in ["甲镇", "重点", "2023年底前完成", "一、经济", ""] {
            assert!(!is_number(text), "{text}");
        }
    }
}
