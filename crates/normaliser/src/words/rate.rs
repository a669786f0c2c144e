//! The words that say that a number is a rate of growth, a share or an increase of something, and not the thing itself.

use fenjie_model::text::fold;

use super::compared::after_compared;
use super::time::after_date;
use super::{Words, without_bracket, words};

/// What says that a number is a rate of growth.
static GROWTH: &Words = words!(
    "增幅 增长 增速 同比 环比 增长率 增长速度 年均增长 增长幅度 增减幅度 升降幅度 涨幅 \
     比增 增比 增长比例 增长比率 增长比 增长百分比 增长率目标 增减率 增减比例 增减比 增加比例 增率 增幅率 升幅 递增 递增率 年递增 \
     年均递增 年均递增率 年均增速 年均增幅 年均增长率 年均增长速度 年增速 年增幅 年增长 年增长率 增速目标 增幅目标",
);

/// 增幅, 增长%, 同比增速: the number is a rate of growth, whatever the measure of the thing that grows.
pub(crate) fn is_growth(text: &str) -> bool {
    let folded = fold(text);
    if !may_grow(&folded) {
        return false;
    }
    let bare = without_bracket(&folded).trim_end_matches(['%', '±']);
    // 全年增速, 2023年增长.
    let behind_date = after_date(bare).unwrap_or(bare);
    let in_per_cent = || folded.trim_end_matches(')').ends_with(['%', '±']);
    // 较上年% grows, 较上年增加 is an amount, and 较上年下降 has the other sign.
    let grows = |rest: &str| match rest {
        "" => in_per_cent(),
        rest => rest.contains('增') && (!INCREASES.have(rest) || in_per_cent()),
    };
    GROWTH.have(bare)
        // A goal of growth alone is likelier in what grows: 增长目标 under 单位：户.
        || words!("增减 增长目标 增长指标").have(bare) && in_per_cent()
        || GROWTH.have(behind_date)
        || after_compared(bare).is_some_and(grows)
}

/// Whether a folded text has a character of the words for growth and for what it is held against: few have, and each is asked.
fn may_grow(folded: &str) -> bool {
    folded.contains(['增', '比', '幅', '较'])
}

/// 较上年, 较2022年下降: what is held against another year, and no growth. Alone it does not say of what it tells.
pub(crate) fn is_change_since(text: &str) -> bool {
    after_compared(without_bracket(&fold(text))).is_some() && !is_growth(text)
}

/// 地区生产总值增速: a name that says itself that the growth of something is meant.
pub(crate) fn tells_growth(name: &str) -> bool {
    // 人口自然增长率 is a rate of its own, which can grow too.
    let tells = || is_growth(name) || words!("增幅 增速 增长 增长率 比增 增长比例 增减率").end(name);
    !name.ends_with("自然增长率") && tells()
}

/// 能耗下降率: a name that says itself that the fall of something is meant.
pub(crate) fn tells_fall(name: &str) -> bool {
    words!("下降 降低 减少 压减 降幅 下降率 降低率 下降幅度 降低幅度").end(name)
}

/// 税收占比, 投资增幅, 达标率, 合格率目标: a share or a rate, whatever it is of.
pub(crate) fn is_share(name: &str) -> bool {
    if is_of_goal(name) {
        return true;
    }
    // 劳动生产率 is counted in 万元/人, 死亡率 in 人/亿元, 功率 in 千瓦.
    let folded = fold(name);
    let bare = without_goal(without_bracket(&folded));
    // 较上年 under 亿元 can be an increase or its rate.
    let may_be_rate = |rest: &str| rest.is_empty() || rest.starts_with(['下', '降', '减', '提']);
    words!(
        "占比 比重 比例 率 系数 倍数 收入比 普职比 师生比 生师比 满意度 增幅 增速 幅度 降幅 涨幅 百分比 覆盖面 贡献度 完成进度 序时进度 时序进度 执行进度 \
         支出进度",
    )
    .end(bare)
        && !words!("生产率 死亡率 发病率 发生率 功率 频率 倍率").end(bare)
        || after_compared(bare).is_some_and(may_be_rate)
}

/// 参保率目标, 占比（%）: a part of a whole that it cannot pass; no 完成率, 到位率 or 增长率, which pass 100 % where more
/// is done than was asked for.
pub(crate) fn is_of_whole(name: &str) -> bool {
    let folded = fold(name);
    let bare = without_goal(without_bracket(&folded).trim_end_matches('%'));
    words!(
        "合格率 覆盖率 普及率 入学率 入园率 升学率 巩固率 参保率 参合率 达标率 占比 比重 利用率 整改率 清零率 办结率 处置率 处理率 \
         收集率 回收率 通过率 合规率 优良率 优秀率 良好率 满意率 满意度 知晓率 参与率 接种率 签约率 建档率 管理率 治愈率 检出率 \
         化解率 及时率 准确率 正确率 规范率 完好率 城镇化率 绿化率 机械化率 自来水率 硬化率 亮化率 标准化率 规范化率 无害化率 \
         资源化率 破案率 查处率 整治率 治理率 安装率 配备率 创建率 挂牌率 公开率 答复率 受理率 检测率 监测率 抽检率 筛查率 就业率",
    )
    .end(bare)
}

/// 人均收入, 亩均税收, 达标率: an average, a rate or a mark, which does not add up, whatever it is measured in.
pub(crate) fn is_mean(name: &str) -> bool {
    let folded = fold(name);
    let bare = without_bracket(&folded).trim_end_matches('%');
    words!("率 比重 占比 比例 指数 排名 得分 满意度 均价 单产 天数").end(bare)
        || words!("人均 户均 亩均 平均 单位 每万 每百 每千").begin(bare)
        || words!("人均 平均").are_in(bare)
}

/// 达标率目标值 → 达标率.
fn without_goal(name: &str) -> &str {
    let mut bare = name;
    while let Some(shorter) =
        ["目标", "值", "指标", "任务", "要求"].iter().find_map(|end| bare.strip_suffix(end))
    {
        bare = shorter;
    }
    bare
}

/// 占年计划%, 完成率: which part of a goal is reached.
pub(crate) fn is_of_goal(name: &str) -> bool {
    let folded = fold(name);
    let bare = without_bracket(&folded).trim_end_matches('%');
    let of = bare.strip_prefix('占').and_then(|of| words!("目标 任务 计划").before(of));
    of.is_some_and(|of| of.chars().count() <= 2)
        || words!("完成率 完成比例 完成进度 序时进度 时序进度").have(bare)
}

/// 占GDP比重, 占财政收入比例, 占比: what part of something it is, and not of what number that is told.
pub(crate) fn is_share_of(name: &str) -> bool {
    let folded = fold(name);
    let bare = without_bracket(&folded);
    bare.strip_prefix('占').is_some_and(|of| words!("比重 比例 比率 比 %").end(of))
}

/// 城乡收入比, 恩格尔系数, 空气质量综合指数: a number that no measure need be printed for.
pub(crate) fn is_pure_number(name: &str) -> bool {
    words!("系数 指数 收入比 性别比").end(without_bracket(&fold(name)))
}

/// By how much something is to become more.
static INCREASES: &Words = words!(
    "增量 净增 净增量 净增加 增加 增收 增收额 增加额 增减 增减额 增减量 增长额 增长量 增加数 增长数 净增数 净增额 净增户数 净增家数"
);

/// 增收额, 净增: by how much something is to become more.
pub(crate) fn is_increase(name: &str) -> bool {
    let folded = fold(name);
    let bare = without_bracket(&folded);
    bare != "增加" && INCREASES.have(bare) && !is_growth(name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_word_for_growth_is_looked_for() {
        let against = ["同比", "环比", "相较于上年增长", "比上年增长", "较上年%", "与2020年相比%"];
        for word in GROWTH.all().chain(against) {
            assert!(may_grow(word), "{word}");
        }
    }

    #[test]
    fn growth_is_told_by_words() {
        for text in [
            "增幅（%）",
            "2023年增长",
            "比上年增长",
            "比2022年增长（%）",
            "同比增长%",
            "较上年%",
            "较上年（±%）",
            "与2020年相比（%）",
            "增减幅度",
            "较上年增减（%）",
            "增减%",
            "比增（%）",
            "增比",
            "增长比例（%）",
            "增长比率",
            "增长百分比",
            "增长目标（%）",
            "增减率（%）",
            "增减比例",
            "增加比例",
            "升幅（%）",
            "递增率",
            "年均递增（%）",
            "年均增速",
            "年均增幅",
            "年均增长率（%）",
            "年增长率",
            "2024年比增",
            "同比增减（%）",
            "同比增长率",
            "同比增长幅度",
            "环比增长",
            "环比增速",
            "比去年同期增长",
            "比上年比增",
            "同比比增（%）",
            "较上年同期增长幅度",
        ] {
            assert!(is_growth(text), "{text}");
        }
        for text in [
            "较上年",
            "较上年增减",
            "较2022年增量（万元）",
            "较上年下降（%）",
            "降幅",
            "税收",
            "比例",
            "增加（亩）",
            "增减数",
            "增减",
            "比增长",
            "增长点",
            "增长目标",
            "增长指标（户）",
            "占比",
            "增长极",
            "新增比例",
        ] {
            assert!(!is_growth(text), "{text}");
        }
    }

    #[test]
    fn what_is_no_amount_is_a_share() {
        for text in [
            "税收占比",
            "达标率目标",
            "完成进度",
            "序时进度",
            "完成百分比",
            "覆盖面",
            "较上年",
            "升降幅度",
            "占年计划%",
        ] {
            assert!(is_share(text), "{text}");
        }
        for text in ["税收", "劳动生产率", "季度进度", "形象进度", "较上年增量", "增减"]
        {
            assert!(!is_share(text), "{text}");
        }
    }
}
