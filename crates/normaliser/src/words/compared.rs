//! The words that say what a number is held against.

use super::time::after_date;
use super::words;

/// What follows the words that compare: 增长 in 比上年增长 and in 较2022年末增长, nothing in 与2020年相比. None where nothing is
/// compared.
pub(crate) fn after_compared(text: &str) -> Option<&str> {
    if let Some(rest) = words!("同比 环比").after(text) {
        return Some(rest);
    }
    let (against, is_open) = match words!("相较于 比 较").after(text) {
        Some(against) => (against, false),
        None => (words!("与 和 同").after(text)?, true),
    };
    let behind = words!("去年 基期 基准年 同期").after(against).or_else(|| after_date(against))?;
    let behind = behind.strip_prefix("同期").unwrap_or(behind);
    words!("相比 比").after(behind).or((!is_open).then_some(behind))
}

/// Whether what stands before and after a year tells that another is held against it: the 2022年 of 税收比2022年增长.
pub(crate) fn is_held_against(before: &str, after: &str) -> bool {
    words!("比 较 相较于").end(before) || words!("与 和 同").end(before) && after.contains('比')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_follows_a_comparison() {
        for (text, expected) in [
            ("比2022年增长", Some("增长")),
            ("较2022年末增量", Some("增量")),
            ("较上年", Some("")),
            ("比去年同期增加", Some("增加")),
            ("与2020年相比", Some("")),
            ("同2020年比增长", Some("增长")),
            ("同比增速", Some("增速")),
            ("与2020年", None),
            ("比例", None),
            ("比重", None),
            ("较大规模", None),
            ("同步推进", None),
        ] {
            assert_eq!(after_compared(text), expected, "{text}");
        }
    }
}
