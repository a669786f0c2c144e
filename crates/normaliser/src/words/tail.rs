//! Heads that name a thing first and then for when or at which stage it is: 固定资产投资2026年目标, 税收收入一季度.

use fenjie_model::text::is_numeral;

use super::time::{PLANS, after_date, fold_time};
use super::{
    is_frame, is_growth, is_held_against, is_time, leans, stage_of_header, tells_goal, tells_result,
    without_bracket, words,
};

/// The name of a thing and the words behind it that only frame its number, where a header is of both.
pub(crate) fn before_frame(text: &str) -> Option<(&str, &str)> {
    // A sentence names no column, and is not looked at from each of its characters on.
    const MOST: usize = 120;
    if text.len() > MOST || !may_frame(text) || is_frame(text) || is_time(text) || leans(text) {
        return None;
    }
    let starts = text.char_indices().skip(2).map(|(at, _)| (text[..at].trim_end(), &text[at..]));
    starts.filter(|(name, tail)| begins(name, tail)).find(|(name, tail)| {
        let only_frames = is_time(tail) || is_frame(tail) && !is_growth(tail);
        only_frames && !leans(tail) && names(name, tail)
    })
}

/// Whether a character of a text can begin a time or a stage behind a name: hardly a header has one, and each is asked.
fn may_frame(text: &str) -> bool {
    let tells_time = text.contains(['年', '月', '季']);
    text.chars().skip(2).any(|c| match c {
        '第' | '前' | '〇' | '上' | '下' | '全' | '去' | '本' => tells_time,
        '必' | '期' | '奋' | '力' | '争' | '确' | '挑' | '冲' | '摸' | '保' | '底' | '基' => true,
        c => (c.is_ascii_digit() || is_numeral(c)) && tells_time,
    })
}

/// Whether a time or a stage of a goal begins behind a name.
fn begins(name: &str, tail: &str) -> bool {
    let last = name.chars().next_back();
    let is_date = || after_date(&fold_time(tail)).is_some();
    match tail.chars().next() {
        Some(c) if c.is_ascii_digit() => begins_with_date(name, tail) && is_date(),
        Some(c) if is_numeral(c) || c == '〇' => !last.is_some_and(is_numeral) && is_date(),
        Some('第' | '前') => is_date(),
        _ => {
            words!("上半年 下半年 全年 上年 去年 本年").begin(tail)
                || words!("必成 期成 奋斗 力争 争取 确保 必保 挑战 冲刺 摸高 保底 底线 基本目标 基础目标")
                    .begin(tail)
                    && stage_of_header(tail)
                        .is_some_and(|stage| !matches!(stage, "考核目标" | "工作目标" | "自报目标"))
                    && !is_done(name, tail)
        }
    }
}

/// Whether the figures that a tail begins with are those of a year, a quarter or a month. PM2.5 and G318 end with figures of
/// their own, 延包30年 says how long, and 违建2020年前 which of them.
fn begins_with_date(name: &str, tail: &str) -> bool {
    let rest = tail.trim_start_matches(|c: char| c.is_ascii_digit());
    let figures = &tail[..tail.len() - rest.len()];
    let before = name.trim_end_matches(|c: char| c.is_ascii_digit() || c == '.');
    let is_parted = before.len() == name.len();
    let ends_in_code = before.ends_with(|c: char| c.is_ascii_alphabetic());
    match (figures.len(), rest.strip_prefix('年')) {
        (4, Some(behind)) => {
            let turn = behind.trim_start_matches(['度', '底', '末', '以', '之']);
            ("1900".."2200").contains(&figures)
                && (is_parted || ends_in_code)
                && !turn.starts_with(['前', '后'])
        }
        (2, Some(_)) => {
            let folded = fold_time(tail);
            let is_told = tells_goal(&folded) || tells_result(&folded) || stage_of_header(&folded).is_some();
            is_parted && !ends_in_code && is_told
        }
        (1 | 2 | 4, None) => is_parted && !rest.starts_with(|c: char| c == '.' || c.is_whitespace()),
        _ => false,
    }
}

/// 向上争取, 耕地底线, 生态保底: what is done or kept, and no stage of a goal, where no word for a goal follows; 资金争取目标 is
/// the goal of what is done.
fn is_done(name: &str, tail: &str) -> bool {
    let is_sought = || tail.starts_with("争取") && words!("资金 项目 向上 上级 政策 专项 债券").end(name);
    // 耕地保有量底线 is a stage of the 量.
    let counts = words!("量 面积 率 税收收入 财政收入 预算收入 产值 增加值").end(name);
    words!("争取 底线 保底").have(without_bracket(&fold_time(tail))) && !counts || is_sought()
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
        && !PLANS.begin(name.trim_start_matches(['“', '"']))
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
            ("税收收入上年末", "税收收入", "上年末"),
            ("GDP2025年完成", "GDP", "2025年完成"),
            ("PM2.52026年目标", "PM2.5", "2026年目标"),
            ("PM102026年", "PM10", "2026年"),
            ("PM10 2026年目标", "PM10", "2026年目标"),
            ("国道G3182026年", "国道G318", "2026年"),
            ("税收收入争取目标", "税收收入", "争取目标"),
            ("税收收入保底数", "税收收入", "保底数"),
            ("税收收入26年确保", "税收收入", "26年确保"),
            ("耕地保有量底线", "耕地保有量", "底线"),
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
            "向上争取",
            "项目争取（个）",
            "资金争取目标",
            "耕地底线",
            "安全底线（条）",
            "基本保底",
            "延包30年",
            "光荣在党50年（人）",
            "批而未供土地2020年前（亩）",
            "违建2018年底前",
            "违建2018年以前",
            "PM2.51-6月",
            "CO210年",
            "耕地52026年目标",
        ] {
            assert_eq!(before_frame(text), None, "{text}");
        }
    }
}
