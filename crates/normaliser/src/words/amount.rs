//! The words that say what kind of amount a name is of, whatever the measure that is printed for it.

use fenjie_model::Measure;

use super::{without_bracket, words};
use crate::marks::unmarked;
use crate::measure::is_additive;
use crate::names::strip_part;

/// What a number counts by the last word of its name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Amount {
    /// 参保人数.
    Persons,
    /// 项目个数, 苗木株数.
    Things,
    /// 耕地面积.
    Area,
    /// 新建里程.
    Length,
    /// 装机容量.
    Power,
    /// 补贴资金.
    Money,
    /// 粮食总产量.
    Output,
    /// 肉类总产量.
    Meat,
    /// 单产: the output of an acre.
    Yield,
    /// 人均可支配收入: money of each.
    Each,
    /// 万元工业增加值用水量: what so much money takes.
    Intensity,
}

impl Amount {
    /// What a name plainly says that it counts; none for most names, and for those that only say how much (任务数, 数量).
    pub(crate) fn said(name: &str) -> Option<Self> {
        let name = without_bracket(unmarked(strip_part(name)));
        let is_money = || {
            let in_general = words!(
                "名额 限额 定额 份额 配额 差额 余额 总额 缺额 超额 任务额 计划额 目标额 指标额 低收入",
            );
            words!("额 资金 投资 收入 支出 税收 经费 补贴标准 补助标准 奖补标准 奖励标准 缴费标准 收费标准")
                .end(name)
                && !in_general.end(name)
        };
        if words!("人均 户均 亩均 每人 每户").are_in(name) {
            is_money().then_some(Self::Each)
        } else if words!("万元 单位GDP 单位地区 单位工业 单位产值 单位产品 单位增加值 单位建筑面积").begin(name)
            && words!("能耗 水耗 电耗 煤耗 物耗 用水量 用电量 用能量 取水量 排放 排放量 消耗量 碳排放强度").end(name)
        {
            Some(Self::Intensity)
        } else if words!("单产 亩产").end(name) {
            Some(Self::Yield)
        } else if words!("人数 人口").end(name) {
            Some(Self::Persons)
        } else if words!(
            "项目数量 企业数量 机构数量 主体数量 户数 个数 家数 项目数 企业数 机构数 主体数 床位数 株数 头数 台数 套数 处数 座数 期数 场数 场次 次数 件数 条数 \
             村数 村庄数 社区数 学校数 班数 班级数 小区数 合作社数 基地数 网点数",
        )
        .end(name)
        {
            Some(Self::Things)
        } else if words!("面积").end(name) {
            Some(Self::Area)
        } else if words!("长度 里程").end(name) {
            Some(Self::Length)
        } else if words!("装机容量").end(name) {
            Some(Self::Power)
        } else if words!("肉产量 肉类产量 肉类总产量").end(name) {
            Some(Self::Meat)
        } else if words!("产量 总产").end(name) {
            Some(Self::Output)
        } else {
            is_money().then_some(Self::Money)
        }
    }

    /// Whether it can be counted in a measure: 人数 in 万人, and not in 户 nor in 万元. Growth and shares are of anything.
    pub(crate) fn may_be_in(self, measure: &Measure) -> bool {
        let Some(dimension) = measure.dimension.as_deref().filter(|dimension| is_additive(dimension)) else {
            return true;
        };
        let id = measure.id.as_deref().unwrap_or_default();
        match self {
            Self::Persons => matches!(id, "{person}" | "{person-time}" | "{visit}" | "{thing}" | "1"),
            Self::Things => dimension == "count" && id != "{person}",
            Self::Area => dimension == "area",
            Self::Length => matches!(dimension, "length" | "lane_length"),
            Self::Power => dimension == "power",
            Self::Money => dimension == "currency",
            // Nobody's income is told in 亿.
            Self::Each => {
                dimension == "currency" && measure.multiplier.is_some_and(|(n, d)| n < 100_000_000 * d)
            }
            // Nor what it takes in 万立方米.
            Self::Intensity => measure.multiplier.is_some_and(|(n, d)| n < 10_000 * d),
            // 公斤 alone is that of an acre.
            Self::Yield => measure.raw.ends_with('斤') || id == "kg" && measure.multiplier == Some((1, 1)),
            Self::Meat => dimension == "mass",
            Self::Output => {
                !matches!(dimension, "currency" | "area" | "length" | "lane_length")
                    && !matches!(id, "{person}" | "{household}")
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::measure::measure;

    #[test]
    fn names_contradict_measures_of_another_kind() {
        for (name, printed) in [
            ("就业人数", "万元"),
            ("参保人口", "户"),
            ("纳税户数", "万元"),
            ("企业数", "人"),
            ("苗木株数", "亩"),
            ("耕地面积", "万元"),
            ("新建里程（一期）", "亩"),
            ("补贴资金", "人"),
            ("其中：投资额", "个"),
            ("粮食总产量", "万亩"),
            ("禽蛋产量", "万元"),
            ("粮食产量", "人"),
            ("粮食产量", "户"),
            ("项目数量", "万元"),
            ("村庄数", "亩"),
            ("补贴标准", "人"),
            ("小麦单产", "吨"),
            ("小麦单产", "亩"),
            ("光伏装机容量", "户"),
            ("肉类总产量", "头"),
            ("城镇居民人均可支配收入", "亿元"),
            ("人均缴费额", "人"),
            ("万元工业增加值用水量②", "万立方米"),
            ("单位GDP能耗", "万吨标准煤"),
        ] {
            let said = Amount::said(name);
            assert!(said.is_some_and(|said| !said.may_be_in(&measure(printed))), "{name} {printed}");
        }
    }

    #[test]
    fn names_go_with_measures_of_their_kind() {
        for (name, printed) in [
            ("参保人数", "万人"),
            ("培训人数", "人次"),
            ("就业人数", "%"),
            ("投资额", "万元"),
            ("出口额", "万美元"),
            ("万元工业增加值用水量", "立方米"),
            ("单位GDP能耗", "吨标准煤/万元"),
            ("单位用水量", "万立方米"),
            ("面积", "亩"),
            ("里程", "公里"),
            ("项目个数", "个"),
            ("企业户数", "家"),
            ("宽带装机量", "户"),
            ("任务数", "亩"),
            ("数量", "亩"),
            ("名额", "人"),
            ("税收", "万元/亩"),
            ("人数", "万棒"),
            ("低收入", "户"),
            ("木材产量", "立方米"),
            ("鲜蛋产量", "万枚"),
            ("生猪产量", "头"),
            ("亩产量", "公斤/亩"),
            ("亩产", "公斤"),
            ("亩产", "斤"),
            ("单产", "公斤/亩"),
            ("人均可支配收入", "元"),
            ("人均生产总值", "万元"),
            ("人均住房面积", "平方米"),
            ("验收标准", "个"),
            ("禽蛋产量", "万枚"),
            ("生猪产量", "头"),
            ("肉类总产量", "吨"),
        ] {
            let said = Amount::said(name);
            assert!(said.is_none_or(|said| said.may_be_in(&measure(printed))), "{name} {printed}");
        }
    }
}
