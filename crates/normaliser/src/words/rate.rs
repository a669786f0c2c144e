//! The words that say that a number is a rate of growth, a share or an increase of something, and not the thing itself.

use fenjie_model::text::fold;

use super::time::after_date;
use super::{Words, without_bracket, words};

/// 增幅, 增长%, 同比增速: the number is a rate of growth, whatever the measure of the thing that grows.
pub(crate) fn is_growth(text: &str) -> bool {
    static GROWTH: &Words =
        words!("增幅 增长 增速 同比 同比增长 同比增幅 同比增速 增长率 增长速度 年均增长 比上年增长");
    let folded = fold(text);
    let bare = without_bracket(&folded).trim_end_matches(['%', '±']);
    // 全年增速, 2023年增长.
    let behind_date = after_date(bare).unwrap_or(bare);
    let compares = || words!("比上年 同比 较上年").begin(bare);
    GROWTH.have(bare)
        || GROWTH.have(behind_date)
        || compares() && (bare.contains('增') || folded.ends_with(['%', '±']))
}

/// 地区生产总值增速: a name that says itself that the growth of something is meant.
pub(crate) fn tells_growth(name: &str) -> bool {
    is_growth(name) || words!("增幅 增速 增长 增长率").end(name)
}

/// 税收占比, 投资增幅, 达标率, 合格率目标: a share or a rate, whatever it is of.
pub(crate) fn is_share(name: &str) -> bool {
    // 劳动生产率 is counted in 万元/人, 死亡率 in 人/亿元, 功率 in 千瓦.
    let folded = fold(name);
    let mut bare = without_bracket(&folded);
    while let Some(shorter) =
        ["目标", "值", "指标", "任务", "要求"].iter().find_map(|end| bare.strip_suffix(end))
    {
        bare = shorter;
    }
    words!("占比 比重 比例 率 满意度 增幅 增速").end(bare)
        && !words!("生产率 死亡率 发病率 发生率 功率 频率 倍率").end(bare)
}

/// 增收额, 净增: by how much something is to become more.
pub(super) fn is_increase(name: &str) -> bool {
    words!("增量 净增 净增量 净增加 增收 增收额 增加额 增减 增减额 增减量 增长额 增长量")
        .have(without_bracket(&fold(name)))
}
