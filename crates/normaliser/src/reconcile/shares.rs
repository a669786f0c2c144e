//! A share of a whole is 100 % at the most: 参保率 985 % is a slip of the decimal point.

use fenjie_model::text::fold;
use fenjie_model::{Decimal, Target};

use super::fact::Fact;
use super::{Check, Kind};
use crate::words::{is_of_whole, words};

/// Holds each share against 100 %.
pub(super) fn check(facts: &[Fact<'_>]) -> Vec<Check> {
    facts.iter().filter_map(share).collect()
}

fn share(fact: &Fact<'_>) -> Option<Check> {
    let target = fact.target;
    let measure = target.measure.as_ref()?;
    if fact.growth || measure.id.as_deref() != Some("%") || measure.multiplier != Some((1, 1)) {
        return None;
    }
    let stated = target.value.number.or(target.value.high)?;
    let computed = Decimal::ONE_HUNDRED;
    // What is within bounds is the rule: the names are looked at for the others alone.
    (stated > computed && names_part(target)).then_some(Check {
        kind: Kind::Share,
        target: fact.index,
        other: None,
        stated,
        computed,
        terms: 1,
        agrees: false,
    })
}

/// Whether the indicator is a part of a whole that it cannot pass.
fn names_part(target: &Target) -> bool {
    let heads = [target.column_path.last(), target.row_path.last()];
    let mut names = heads.into_iter().flatten().map(String::as_str).chain([target.indicator.name.as_str()]);
    let around = target.column_path.iter().chain(&target.row_path);
    names.any(is_of_whole) && !around.chain([&target.indicator.name]).any(|name| may_pass(name))
}

/// Shares that are of another thing than a whole of theirs: 毛入学率, 拨备覆盖率, 移动电话普及率, 占GDP比重.
fn may_pass(name: &str) -> bool {
    words!("毛入 拨备 流动性 电话 宽带 生产总值 GDP 余额 债务 产能 增长 增幅 增速 提高 提升 下降 同比")
        .are_in(&fold(name))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_share_cannot_pass_its_whole_and_a_rate_of_what_is_done_can() {
        for name in ["参保率", "上年参保率", "参保率目标", "隐患整改率（%）", "序时进度占比", "群众满意度%"]
        {
            assert!(is_of_whole(name), "{name}");
        }
        for name in ["完成率", "增长率", "到位率", "产销率", "自给率", "税收收入", "负债率"]
        {
            assert!(!is_of_whole(name), "{name}");
        }
        for name in ["高中阶段毛入学率", "拨备覆盖率", "移动电话普及率", "进出口总额占GDP比重"]
        {
            assert!(may_pass(name), "{name}");
        }
    }
}
