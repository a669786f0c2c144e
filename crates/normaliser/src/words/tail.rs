//! Heads that name a thing first and then for when or at which stage it is: 固定资产投资2026年目标, 税收收入一季度.

use fenjie_model::text::is_numeral;

use super::time::{after_date, fold_time};
use super::{is_frame, is_growth, is_held_against, is_time, leans, stage_of_header, words};

/// The name of a thing and the words behind it that only frame its number, where a header is of both.
pub(crate) fn before_frame(text: &str) -> Option<(&str, &str)> {
    // A sentence names no column, and is not looked at from each of its characters on.
    const MOST: usize = 120;
    if text.len() > MOST || is_frame(text) || is_time(text) || leans(text) {
        return None;
    }
    let starts = text.char_indices().skip(2).map(|(at, _)| text.split_at(at));
    starts.filter(|(name, tail)| begins(name, tail)).find(|(name, tail)| {
        let only_frames = is_time(tail) || is_frame(tail) && !is_growth(tail);
        only_frames && !leans(tail) && names(name, tail)
    })
}

/// Whether a time or a stage of a goal begins behind a name.
fn begins(name: &str, tail: &str) -> bool {
    let last = name.chars().next_back();
    let is_date = || after_date(&fold_time(tail)).is_some();
    match tail.chars().next() {
        Some(c) if c.is_ascii_digit() => !last.is_some_and(|last| last.is_ascii_digit()) && is_date(),
        Some(c) if is_numeral(c) || c == '〇' => !last.is_some_and(is_numeral) && is_date(),
        Some('第' | '前') => is_date(),
        _ => {
            words!("上半年 下半年 全年 上年 去年 本年").begin(tail)
                || stage_of_header(tail)
                    .is_some_and(|stage| !matches!(stage, "考核目标" | "工作目标" | "自报目标"))
                    && words!("必成 期成 奋斗 力争 争取 确保 必保 挑战 冲刺 摸高 保底 底线 基本目标 基础目标")
                        .begin(tail)
        }
    }
}

/// Whether what stands before a frame is a name: no 较 of 较上年, no 完成 of 完成全年任务, no first year of a span.
fn names(name: &str, tail: &str) -> bool {
    let goes_on = words!(
        "比 较 同 与 和 及 占 为 到 至 达 自 从 近 每 各 分 按 超 第 以 于 在 前 后 内 约 截止 截至 其中"
    )
    .end(name)
        || name.ends_with(|c: char| !c.is_alphanumeric() && !matches!(c, '）' | ')' | '”'));
    !goes_on
        && !is_held_against(name, tail)
        && !is_frame(name)
        && !is_time(name)
        && !words!("十三五 十四五 十五五").begin(name.trim_start_matches(['“', '"']))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_before_frames() {
        for (text, name, tail) in [
            ("固定资产投资2025年完成", "固定资产投资", "2025年完成"),
            ("固定资产投资2026年目标", "固定资产投资", "2026年目标"),
            ("税收收入2026年确保目标", "税收收入", "2026年确保目标"),
            ("税收2026年确保", "税收", "2026年确保"),
            ("税收二〇二六年目标", "税收", "二〇二六年目标"),
            ("税收收入25年完成", "税收收入", "25年完成"),
            ("税收收入基础目标", "税收收入", "基础目标"),
            ("税收收入确保数", "税收收入", "确保数"),
            ("税收收入一季度", "税收收入", "一季度"),
            ("税收收入1-6月", "税收收入", "1-6月"),
            ("税收收入前三季度完成", "税收收入", "前三季度完成"),
            ("税收收入全年", "税收收入", "全年"),
            ("满意度2026年", "满意度", "2026年"),
            ("税收收入上年完成", "税收收入", "上年完成"),
        ] {
            assert_eq!(before_frame(text), Some((name, tail)), "{text}");
        }
        for text in [
            "税收收入",
            "2026年目标",
            "税收收入目标",
            "税收考核目标",
            "税收比2022年增长",
            "税收较上年增加",
            "占全年任务",
            "完成全年任务",
            "“十四五”2025年目标",
            "服务业1-9月增速",
            "税收2024-2026年",
            "九年级毕业生",
            "向上争取资金",
            "企业数达到2026年目标",
            "第一批",
        ] {
            assert_eq!(before_frame(text), None, "{text}");
        }
    }
}
