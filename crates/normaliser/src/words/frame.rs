//! The words that frame a number: when it is for, whose goal it is, and whether it is one of several or all of them.

use super::rate::is_growth;
use super::stage;
use super::time::{after_date, end_of_plan, fold_time};
use super::{Words, without_bracket, words};

/// What frames a number and holds no goal, without the year before it.
static FRAMES: &Words = words!(
    "单项 分项 其中 其他 配套 合计 小计 总计 累计值 累计 累计进度 总量 总额 绝对额 绝对值 绝对量 数量 全年合计 年度合计 \
     上年 本年 上年度 本年度 上一年 上一年度 明年 次年 翌年 来年 下一年 下一年度 上年数 本年数 年终 首季 首季度 上半年 下半年 半年 全年 同期 上年同期 去年同期 基期 基期值 基数 基准值 上年基数 \
     建议数 建议值 年内 执行数 预算执行数 预算数 年初预算 年初预算数 调整预算 调整预算数 年度预算 年度预算数 \
     增幅 增长 增速 增长幅度 增减幅度 升降幅度 同比 同比增幅 同比增长 同比增速",
);

/// The words for goals and for what came of them.
static GOALS: &Words = words!("目标 任务 计划 指标 完成 实绩 实际 预计 预期 控制 下达 分解 达到 名额");

/// Whether a folded header says that what it is over is to be reached.
pub(crate) fn tells_goal(text: &str) -> bool {
    words!("目标 任务 计划 指标 要求 力争 预期 预计 应完成 拟").are_in(text)
}

/// Whether a folded header says that what it is over was reached: 已完成, 2023年实绩.
pub(crate) fn tells_result(text: &str) -> bool {
    // 已下达 is what was asked before.
    let is_reached = words!("完成 实际 实绩 达到 执行数").are_in(text)
        || text.contains('已') && !words!("下达 分解 分配 安排").are_in(text);
    is_reached && !tells_goal(text)
}

/// Who set a goal.
pub(super) static SET_BY: &Words = words!("国定 部定 省定 市定 州定 盟定 县定 区定 旗定 自定 自加压 自报");

/// The words beside these: for when and for whom a goal is, of what kind it is. Each before what it begins with.
static BESIDE_GOALS: &Words = words!(
    "上半年 下半年 半年 年度 全年 本年 今年 上年 去年 明年 次年 翌年 来年 下一年 当年 年 月 季度 \
     工作 责任 指令性 指导性 约束性 激励性 激励 奖励 分配 承担 认领 最低 落实 安排 \
     基本 基础 要求 情况 数量 总数 总量 数 值 量 已 共 应 调整后 调整前 调整 累计 本次 本批 \
     各 全 省 市 州 盟 区 县 旗 乡 镇 街道 级 - ( ) 、",
);

/// The words that say how the numbers are meant and not what they count (工作目标, 年度目标, 2024年计划, 1—6月, 单项).
pub(crate) fn is_frame(text: &str) -> bool {
    let folded = fold_time(text);
    let bare = without_bracket(&folded).trim_end_matches(['%', '±']);
    let behind_year = bare.trim_start_matches(|c: char| c.is_ascii_digit()).trim_start_matches(['年', '度']);
    // Behind the year alone too: the 下 of 2023年下达 is no part of a date.
    frames(behind_year)
        || FRAMES.have(bare)
        || is_year_of_two(bare)
        || frames_in_time(bare)
        || is_growth(text)
        || end_of_plan(bare).is_some_and(|(_, rest)| frames(rest))
}

/// 2024/2025年度: a year that begins in one and ends in the next.
fn is_year_of_two(text: &str) -> bool {
    let is_year = |text: &str| text.len() == 4 && text.starts_with("20");
    let years =
        text.strip_suffix('度').unwrap_or(text).strip_suffix('年').and_then(|years| years.split_once('/'));
    years.is_some_and(|(first, last)| is_year(first) && is_year(last))
}

/// 1-6月目标; 分季度任务, 季度进度, 各季度累计进度: what stands over the numbers of parts of the year.
fn frames_in_time(text: &str) -> bool {
    let time = text.trim_start_matches(['分', '各', '每', '逐']);
    let is_said = |rest: &str| rest == "数" && time.len() == text.len();
    after_date(time).is_some_and(|rest| {
        frames(rest) || is_said(rest) || words!("进度 累计进度 进度安排 进度计划 安排").have(rest)
    })
}

/// Whether what stands behind a time, or behind who set a goal, only frames a number.
pub(super) fn frames(rest: &str) -> bool {
    rest.is_empty() || FRAMES.have(rest) || stage::is_stage(rest) || is_goal(rest)
}

/// Whether a text is made of the words for goals and of those beside them, and of no others: 2023年控制目标, 计划完成数,
/// 各镇（街道）任务.
pub(super) fn is_goal(text: &str) -> bool {
    let mut rest = text;
    let mut is_goal = false;
    while !rest.is_empty() {
        rest = rest.trim_start_matches(|c: char| c.is_ascii_digit());
        let goal = GOALS.after(rest);
        is_goal |= goal.is_some();
        let beside = || [SET_BY, stage::ALONE, BESIDE_GOALS].into_iter().find_map(|words| words.after(rest));
        match goal.or_else(beside) {
            Some(after) => rest = after,
            None => return false,
        }
    }
    is_goal
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn frames_name_no_indicator() {
        for text in [
            "工作目标（1-11月）",
            "二〇二五年完成",
            "25年完成",
            "本年数",
            "上一年度",
            "2024年目标",
            "单 项",
            "各镇（街道）目标",
            "增幅（%）",
            "11月",
            "2010年度任务",
            "2023年末",
            "2024年底目标",
            "2023年控制目标",
            "计划完成数",
            "1-6月目标",
            "争取目标",
            "县级下达任务数",
            "比2022年增长（%）",
            "增减幅度",
            "分季度任务",
            "分季度计划",
            "季度进度",
            "各季度累计进度",
            "分月计划",
            "调整后计划",
            "累计下达",
            "本次下达任务",
            "市定目标",
            "自加压目标",
            "2023年确保目标值",
            "“十四五”末目标",
            "十四五规划目标",
            "上年同期",
            "已完成",
            "年末达到（家）",
            "累计进度",
            "绝对额（万美元）",
            "力争",
            "必保目标",
            "2024年力争值",
            "奋斗值（亿元）",
            "摸高目标",
            "2024/2025年度（亩）",
            "责任目标",
            "目标责任（户）",
            "自报数",
            "调整计划",
            "指令性计划",
            "激励任务",
            "奖励指标",
            "分配名额",
            "认领任务",
            "2024年预算数",
            "调整预算数",
            "2011年确保完成任务",
            "任务总数",
        ] {
            assert!(is_frame(text), "{text}");
        }
        for text in [
            "税收总收入",
            "新开工项目（个）",
            "面积",
            "出让一批",
            "计划投资",
            "完成率",
            "工作量",
            "县",
            "进度",
            "完成进度",
            "预算",
            "项目预算",
            "建设任务",
            "责任面积",
            "奖励资金",
            "分配资金",
            "月均任务",
            "剩余任务",
            "总数",
            "任务总投资",
        ] {
            assert!(!is_frame(text), "{text}");
        }
    }
}
