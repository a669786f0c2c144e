//! What a title looks like, and when two titles are one.

use fenjie_model::text::fold;

/// Two titles with a smaller part of their characters in common are two.
pub(crate) const ALIKE: f64 = 0.8;

/// Whether the cleaned text ends as the title of a table or of an annex does.
pub(crate) fn ends_title(text: &str) -> bool {
    let text = without_bracket(text);
    is_whole(text) || OPEN_ENDS.iter().any(|end| text.ends_with(end))
}

/// Whether the cleaned text ends with a word that nothing of a title follows.
pub(crate) fn is_whole(text: &str) -> bool {
    let text = without_bracket(text);
    WHOLE_ENDS.iter().any(|end| text.ends_with(end))
}

/// The text without （试行） and the like at its end.
fn without_bracket(text: &str) -> &str {
    match text.rfind(['（', '(']) {
        Some(at) if at > 0 && text.ends_with(['）', ')']) => &text[..at],
        _ => text,
    }
}

const WHOLE_ENDS: &[&str] = &[
    "表",
    "清单",
    "名单",
    "目录",
    "台账",
    "方案",
    "细则",
    "办法",
    "一览",
    "责任书",
    "任务书",
    "目标书",
    "汇总",
    "明细",
];

/// Ends of titles that can also stand in the middle of one: 目标 in 目标分解表.
const OPEN_ENDS: &[&str] = &["计划", "目标", "任务", "安排", "分工", "指标", "标准", "要点"];

/// Whether the cleaned text can be the title of an annex or a table: short, no sentence, with the right end.
pub(crate) fn is_title(text: &str) -> bool {
    let length = text.chars().count();
    (4..=60).contains(&length) && !text.contains(['。', '；', '：', ':', '！', '？']) && ends_title(text)
}

/// How much of two titles is the same, from 0 to 1. Titles with other numbers or years are not alike at all.
pub(crate) fn likeness(a: &str, b: &str) -> f64 {
    let (a, b) = (fold(a), fold(b));
    // The shorter one can be no greater part of the longer one than their lengths are.
    let (short, long) = (a.len().min(b.len()), a.len().max(b.len()));
    if (short as f64) < ALIKE * 0.9 * long as f64 {
        return 0.0;
    }
    if a.chars().filter(char::is_ascii_digit).ne(b.chars().filter(char::is_ascii_digit)) {
        return 0.0;
    }
    closeness(&a, &b)
}

/// How much of two texts is the same, from 0 to 1, whatever their numbers.
pub(crate) fn closeness(a: &str, b: &str) -> f64 {
    // Titles are short; a comparison of long texts costs the product of their lengths.
    if a.len().max(b.len()) > 1000 {
        return 0.0;
    }
    strsim::normalized_levenshtein(a, b)
}

#[cfg(test)]
mod tests {
    use super::{ALIKE, ends_title, is_title, likeness};

    #[test]
    fn ends() {
        assert!(ends_title("2023年度青浦区税收收入目标分解表"));
        assert!(ends_title("重点任务清单（第一批）"));
        assert!(!ends_title("（表）外的话"));
        assert!(!is_title("表"));
        assert!(!is_title("现将计划表印发给你们。具体见表"));
    }

    #[track_caller]
    fn check(a: &str, b: &str, alike: bool) {
        assert_eq!(likeness(a, b) >= ALIKE, alike, "{a} {b}");
    }

    #[test]
    fn alike() {
        check(
            "2023年度经济和社会发展规划指导性计划目标总表",
            "2023年度经济和社会发展指导性计划目标总表",
            true,
        );
        check("2023年度（镇）目标表", "2023 年度(镇)目标表", true);
        check("2023年度税收收入目标分解表", "2024年度税收收入目标分解表", false);
        check("2023年度商品销售总额目标分解表", "2023年度农业招商目标分解表", false);
    }
}
