//! Of what kind the texts of a column are, to tell in which columns the cells of a row belong that has too few.

use super::rows::Row;
use crate::table::aligned::states_in_words;
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

    /// What a text is of itself. One that states a value in words (持平) can be in a column of either.
    pub(super) fn of(text: &str) -> Self {
        match text {
            text if text.is_empty() || states_in_words(text) && !is_number(text) => Self::Any,
            text if is_number(text) => Self::Numbers,
            _ => Self::Names,
        }
    }
}

/// The kinds of so many columns, by the rows that have as many cells.
pub(super) fn kinds(rows: &[Row], columns: usize) -> Vec<Kind> {
    let mut counts = vec![(0_u32, 0_u32); columns];
    for row in rows.iter().filter(|row| row.cells.len() == columns) {
        for ((all, numbers), text) in
            counts.iter_mut().zip(&row.cells).filter(|(_, text)| Kind::of(text) != Kind::Any)
        {
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

/// A number, also with a sign or a word before it (`≥5%`, `控制在4.5%以内`), a word or two behind (`96以上`) or a remark in
/// brackets (`450（含续建20）`).
pub(super) fn is_number(text: &str) -> bool {
    /// 亿元以上
    const LONGEST_WORD: usize = 4;
    const BEFORE: [&str; 12] = [
        "不高于",
        "不低于",
        "不少于",
        "不超过",
        "控制在",
        "力争",
        "达到",
        "增长",
        "下降",
        "提高",
        "降低",
        "减少",
    ];
    let bare = BEFORE.iter().find_map(|word| text.strip_prefix(word)).unwrap_or(text);
    let signed = bare.trim_start_matches(['约', '+', '-', '－', '≥', '≤', '＞', '＜', '>', '<', ' ']);
    let rest = signed.trim_start_matches(|c: char| c.is_numeric() || ".,，．%％-~～".contains(c));
    let digits = &signed[..signed.len() - rest.len()];
    // The name of an entry: 2.东关镇.
    let is_numbered = !rest.is_empty() && digits.ends_with(['.', '．']);
    let is_remarked = rest.starts_with(['（', '(']) && rest.ends_with(['）', ')']);
    is_datum(text)
        || !digits.is_empty() && !is_numbered && (is_remarked || rest.chars().count() <= LONGEST_WORD)
}

#[cfg(test)]
mod tests {
    use super::is_number;

    #[test]
    fn numbers_and_names() {
        for text in [
            "12",
            "1,234.5",
            "—",
            "≥5%",
            "96以上",
            "213亿元以上",
            "-3.5",
            "5%～6%",
            "控制在4.5%以内",
            "450（含续建20）",
        ] {
            assert!(is_number(text), "{text}");
        }
        for text in ["甲镇", "重点", "2023年底前完成", "一、经济", "2.东关镇", "增长", ""] {
            assert!(!is_number(text), "{text}");
        }
    }
}
