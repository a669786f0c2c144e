//! The words that say which number of a thing is meant, and without the thing say nothing.

use fenjie_model::text::{fold, is_numeral};

use super::frame::{SET_BY, frames};
use super::rate::{is_change_since, is_increase, is_of_goal, is_share_of};
use super::time::{PLANS, after_date, end_of_plan};
use super::{Words, after_winter, without_bracket, words};
use crate::measure;

/// 增收额, 基数, 月度, 其他, 第一批, 较上年, 省定任务, 三年合计, “十四五”累计, 完成率, 占GDP比重: a header that does not say what it is the number of.
pub(crate) fn leans(text: &str) -> bool {
    static PARTS: &Words = words!(
        "基数 基期 基期值 基准值 基准 其他 其它 其余 进度 完成进度 月度 季度 每月 每季度 月均 季均 日均 年均 期初 期末 总任务 总目标 上限 下限 一档 二档 三档 \
         月均任务 月均计划 季均任务 序时任务 序时目标 序时计划 剩余任务 剩余任务数 剩余 追加任务 追加任务数 追加计划 追加指标 追加 \
         提前下达 提前下达任务 提前下达计划 提前下达数 前期已下达 前期下达 前期下达任务 此前已下达 已提前下达",
    );
    let folded = fold(text);
    let bare = without_bracket(&folded);
    // 基期值（2021年） is that year's.
    let is_of_year =
        || words!("基数 基期 基期值 基准值 基准").have(bare) && names_year(&folded[bare.len()..]);
    PARTS.have(bare) && !is_of_year()
        || part_of_stock(bare).is_some()
        || is_increase(text)
        || is_set_by(bare)
        || is_of_years(bare)
        || is_change_since(text)
        || is_of_goal(text)
        || is_share_of(text)
}

/// Whether a bracket holds a year and nothing else: （2021年）.
fn names_year(bracket: &str) -> bool {
    let inner = bracket.trim().trim_matches(['(', ')']);
    let year = inner.strip_suffix('年').unwrap_or(inner);
    year.len() == 4 && year.starts_with("20") && year.bytes().all(|b| b.is_ascii_digit())
}

/// The part of a stock or of those concerned that a header names, without its date: 保有量 in 2022年末保有量, 第一批, 男.
pub(crate) fn part_of_stock(text: &str) -> Option<&str> {
    static PARTS: &Words = words!(
        "新增 净新增 本年新增 当年新增 累计新增 保有量 正常保有量 存量 结转 新建 续建 改建 扩建 改扩建 首次认定 重新认定 新认定 男 女 男性 女性 个人 \
         春季 夏季 秋季 冬季 午季",
    );
    let behind_date = after_date(text).unwrap_or(text);
    if behind_date.len() < text.len()
        && let Some(season) = season(behind_date)
    {
        return Some(season);
    }
    // 新增目标 is the goal of what is new.
    let part = words!("目标任务 目标数 任务数 计划数 目标 任务 计划").before(behind_date);
    let part = part.unwrap_or(behind_date);
    if PARTS.have(part) || behind_date.len() < text.len() && is_state_of_works(part) {
        return Some(part);
    }
    // 最低保有量
    if words!("最低 最高 最大 最小").after(part).is_some_and(|of| PARTS.have(of) && of.ends_with('量'))
    {
        return Some(part);
    }
    let text =
        if part.is_empty() { text } else { text.strip_suffix(&behind_date[part.len()..]).unwrap_or(text) };
    let behind_year = text.trim_start_matches(|c: char| c.is_ascii_digit()).trim_start_matches(['年', '度']);
    let turn = behind_year.strip_prefix('第')?.trim_end_matches('次');
    let count = words!("批 周 轮 阶段 剂 针 期 茬").before(turn)?;
    let is_count = !count.is_empty() && count.chars().all(|c| c.is_ascii_digit() || is_numeral(c));
    is_count.then_some(behind_year)
}

/// 开工 in 3月底前开工, 开工数: how far works are by then, or how many are so far.
pub(crate) fn is_state_of_works(text: &str) -> bool {
    let bare = without_bracket(text);
    words!("开工 开工建设 新开工 完工 竣工 建成 基本建成 主体完工 投产 投用 交付 交付使用 入住")
        .have(bare.strip_suffix('数').unwrap_or(bare))
}

/// 冬 in 2024年冬.
fn season(text: &str) -> Option<&'static str> {
    let name = text.strip_suffix('季').unwrap_or(text);
    ["春季", "夏季", "秋季", "冬季"].into_iter().find(|season| season.strip_suffix('季') == Some(name))
}

/// 面积, 户数, 总投资: how much, and not of what.
pub(crate) fn only_counts(text: &str) -> bool {
    static AMOUNTS: &Words = words!(
        "户数 人数 个数 家数 处数 座数 套数 件数 次数 场次 期数 项目数 总数 总人数 现有数 新增数 新增量 增量 面积 总面积 \
         投资 投资额 总投资 计划投资 资金 金额 规模 里程 总里程 长度 产量 总产量 单产 产值 降低率",
    );
    let folded = fold(text);
    let bare = without_bracket(&folded);
    // 任务面积 is the 面积 that is to be.
    let bare = words!("任务 计划 目标").after(bare).filter(|rest| AMOUNTS.have(rest)).unwrap_or(bare);
    // 宗数, 起数: the word for one of them and no other thing.
    let of = bare.strip_suffix('数').filter(|of| of.chars().count() == 1).and_then(measure::look_up);
    AMOUNTS.have(bare) || of.is_some_and(|of| of.dimension == "count")
}

/// 省定任务, 自加压任务: a task beside another of the same thing, by who set it. A goal by who set it is a stage.
fn is_set_by(text: &str) -> bool {
    SET_BY.after(text).is_some_and(|rest| frames(rest) && !rest.starts_with("目标"))
}

/// 三年合计, 2021-2023年, “十四五”期间, 2024年10月-2025年2月: of more years than the one that the others are for, and nothing else.
fn is_of_years(text: &str) -> bool {
    let is_mean = |rest: &str| words!("平均 平均值 均值").have(rest);
    let is_all = |rest: &str| words!("总任务 总目标 总任务数 总计划 总数 总规模").have(rest);
    if let Some(rest) = after_winter(text) {
        return frames(rest);
    }
    if let Some(rest) = after_plan(text) {
        let rest = words!("期间 时期 以来 规划").after(rest).unwrap_or(rest);
        return frames(rest) || is_all(rest);
    }
    if let Some(rest) = words!("两年 二年 三年 四年 五年 2年 3年 4年 5年").after(text) {
        return !rest.is_empty() && frames(rest) || is_all(rest);
    }
    // 近三年平均, 前两年累计: those up to this one.
    if let Some(rest) = after_recent_years(text) {
        return frames(rest) || is_mean(rest) || is_all(rest);
    }
    after_years(text).is_some_and(|rest| frames(rest) || is_mean(rest) || is_all(rest))
}

/// Whether the number under a header is of several years, whatever it names: “十四五”累计下降目标, 2021-2023年累计下降,
/// 年均增长.
pub(crate) fn spans_years(text: &str) -> bool {
    let adds_up = |rest: &str| words!("累计 期间 时期 以来").begin(rest);
    is_of_years(text)
        || words!("年均增长 年均增速 年均增幅 年均递增 年均下降 年均降低 年均提高").are_in(text)
        || after_winter(text).is_some()
        || after_plan(text).or_else(|| after_years(text)).is_some_and(adds_up)
        || after_recent_years(text).is_some_and(|rest| adds_up(rest) || words!("平均 年均 均").begin(rest))
}

/// 累计目标（2021—2023年）: whether a bracket at the end of a header says of which years together its number is.
pub(crate) fn ends_in_years(text: &str) -> bool {
    let folded = fold(text);
    let bracket = folded[without_bracket(&folded).len()..].trim().trim_matches(['(', ')']);
    after_years(bracket).is_some_and(str::is_empty)
}

/// What follows a five-year plan that is no time of its end.
fn after_plan(text: &str) -> Option<&str> {
    if end_of_plan(text).is_some() {
        return None;
    }
    let plan = text.trim_start_matches(['“', '"']);
    PLANS.after(plan).map(|rest| rest.trim_start_matches(['”', '"']))
}

/// What follows 近三年 or 前两年: so many years together, and not the one of that number.
fn after_recent_years(text: &str) -> Option<&str> {
    let rest = words!("近 前 最近 过去 此前 上").after(text)?;
    words!("两年 二年 三年 四年 五年 几年 2年 3年 4年 5年").after(rest)
}

/// What follows a span of years: 2021-2023年, 2024年度—2025年度. 2023-2024年度 is one year.
fn after_years(text: &str) -> Option<&str> {
    let is_year = |year: &str| year.starts_with("20") && year.bytes().all(|b| b.is_ascii_digit());
    let year = |text: &'_ str| text.get(..4).filter(|year| is_year(year)).map(|_| 4);
    let rest = &text[year(text)?..];
    let named = rest.strip_prefix('年').map(|rest| rest.strip_prefix('度').unwrap_or(rest));
    let rest = named.unwrap_or(rest).strip_prefix(|c| "-~～—–至到".contains(c))?;
    let rest = rest[year(rest)?..].trim_start_matches('年');
    Some(rest.strip_prefix('度').filter(|_| named.is_some()).unwrap_or(rest))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_says_nothing_without_its_head() {
        for text in [
            "增收额",
            "基数",
            "其他",
            "月度",
            "进度（%）",
            "自加压任务",
            "省定任务",
            "三年合计",
            "2021-2023年",
            "2021—2023年目标",
            "“十四五”期间",
            "“十四五”累计",
            "较上年",
            "新增（家）",
            "2022年末保有量",
            "正常保有量",
            "第一批",
            "2023年第2批次",
            "第一周",
            "第二阶段",
            "男",
            "较2022年增量（万元）",
            "较2020年下降（%）",
            "2022-2024年平均",
            "下限",
            "第一批任务（户）",
            "月均任务",
            "2024年10月-2025年2月",
            "10月至次年3月任务",
            "今冬明春",
            "2024年冬（亩）",
            "冬季任务",
            "午季",
            "2024年度—2025年度",
            "序时任务",
            "剩余任务",
            "提前下达",
            "最低保有量（万头）",
            "3月底前开工",
            "年底前建成（套）",
            "“十四五”总任务",
        ] {
            assert!(leans(text), "{text}");
        }
        for text in [
            "2022年基数",
            "基期值（2021年）",
            "基数（2020）",
            "省定目标",
            "其他税种",
            "形象进度",
            "年度",
            "目标",
            "规定",
            "三年级",
            "2023年",
            "比2022年增长（%）",
            "新增耕地",
            "批",
            "与2020年相比（%）",
            "十四五规划编制",
            "2023-2024年度",
            "今冬明春造林",
            "“十四五”累计下降目标",
            "冬季作物",
            "最低工资",
            "开工",
            "3月底前开工项目",
            "“十四五”重大项目",
        ] {
            assert!(!leans(text), "{text}");
        }
    }

    #[test]
    fn what_is_of_several_years() {
        for text in [
            "“十四五”累计下降目标",
            "2021-2023年累计下降",
            "今冬明春造林",
            "三年合计",
            "近三年平均",
            "近3年平均产量",
            "前两年累计",
            "近五年完成",
            "前三年总数",
        ] {
            assert!(spans_years(text), "{text}");
        }
        for text in [
            "“十四五”末目标",
            "2024年冬",
            "2023-2024年度",
            "2024年累计",
            "十四五规划编制",
            "近三年新增企业",
            "三年级",
            "前年完成",
        ] {
            assert!(!spans_years(text), "{text}");
        }
    }
}
