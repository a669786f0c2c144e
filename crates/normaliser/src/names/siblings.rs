//! Columns under one head (煤矿 and 建筑施工 under 工矿商贸死亡人数): what that says stands in the names of all that do not say
//! themselves what they count.

use fenjie_model::{HashMap, HashSet};

use super::{ColumnNames, only_parts};
use crate::headers::Headers;
use crate::known::Known;
use crate::wholes::same_end;
use crate::words::{Words, leans, part_of_stock, words};

/// What counts something, at the end of a name that says of what.
static COUNTS: &Words = words!(
    "面积 产量 人数 户数 收入 支出 投资 资金 产值 增加值 总额 金额 里程 数 量 额 值 率 度 比例 占比 比重",
);

/// Lets the columns under a head that says what they count have it in their names, where these do not say it.
pub(crate) fn share_heads(
    names: &mut [ColumnNames],
    columns: &[Headers<'_>],
    values: &[usize],
    known: &Known<'_>,
) {
    let mut under: HashMap<Vec<String>, Vec<usize>> = HashMap::default();
    for &col in values {
        if let [_, over @ ..] = &names[col].heads[..]
            && !over.is_empty()
        {
            under.entry(over.to_vec()).or_default().push(col);
        }
    }
    let counted: HashSet<Vec<String>> = values.iter().map(|col| names[*col].heads.clone()).collect();
    for (over, cols) in under {
        if only_sorts(&over[0]) || only_parts(&over[0]) || says_when(&over[0]) {
            continue;
        }
        let leaf = |col: usize| names[col].heads[0].as_str();
        let leaves: HashSet<&str> = cols.iter().map(|col| leaf(*col)).collect();
        let is_counted = || {
            counted.contains(&over)
                || (leaves.len() > 1 || cols.iter().any(|col| is_measured_above(&columns[*col])))
                    && are_measured_alike(cols.iter().map(|col| &columns[*col]))
        };
        let shared = cols.iter().any(|col| names[*col].bare || leans(leaf(*col))) || is_counted();
        let unsaid = |col: &usize| {
            let name = leaf(*col);
            let around: Vec<&String> = over.iter().chain(&names[*col].title).collect();
            (shared || only_says_how(name))
                && !says_what(name, &over[0])
                && known.registry.indicator(name, &around).is_none()
        };
        let unsaid: Vec<usize> = cols.iter().copied().filter(unsaid).collect();
        for col in unsaid {
            names[col].bare = true;
        }
    }
}

/// 建设内容, 主要指标: a head that only says what kind of things stand under it.
fn only_sorts(head: &str) -> bool {
    words!("内容 规模 指标 情况 事项 类别 类型 分类 名称 清单").end(head)
        || words!("项目 重点项目 建设项目 实事项目 工作 重点工作 主要工作 行业 领域").have(head)
}

/// 序时进度, 三年合计: when what stands under it is, or how much of it; 新建 says which of it.
fn says_when(head: &str) -> bool {
    leans(head) && part_of_stock(head).is_none()
}

/// Whether a name says itself what it counts: 小麦面积, and 低保户 under 低保.
pub(crate) fn says_what(name: &str, over: &str) -> bool {
    let over = words!("任务 目标 计划").all().find_map(|end| over.strip_suffix(end)).unwrap_or(over);
    let counts = COUNTS.all().find_map(|word| name.strip_suffix(word)).is_some_and(|of| {
        // 完成投资 and 下降率 are of what the head says.
        of.chars().count() > 2
            || of.chars().count() == 2
                && name.chars().count() > 3
                && !words!("完成 计划 实施 新增 累计 目标 下降 降低 减少 增加 削减 任务 年度 建设 改造")
                    .have(of)
    });
    counts || words!("税 费 金 险").end(name) || name.contains(over) || same_end(name, over) > 1
}

/// 达标率, 削减量, 下降比例, 完成投资: how much, of whatever the head over it says.
fn only_says_how(name: &str) -> bool {
    let length = name.chars().count();
    words!("率 量 比例 幅度").end(name) && length <= 4 || name.starts_with("完成") && COUNTS.end(name)
}

/// Whether a head that is not the innermost prints the measure of a column.
fn is_measured_above(column: &Headers<'_>) -> bool {
    let above = column.path.split_last().map_or(&[][..], |(_, above)| above);
    let leaf = column.path.last().and_then(|leaf| crate::measure::of_header(leaf));
    leaf.is_none() && above.iter().any(|head| crate::measure::of_header(head).is_some())
}

/// Whether columns print one measure or none, but for those of rates.
fn are_measured_alike<'h, 'a: 'h>(columns: impl Iterator<Item = &'h Headers<'a>>) -> bool {
    let amounts = columns.filter(|column| !column.growth && !column.share);
    let mut measures = amounts.map(|column| column.measure.as_ref().map(|measure| measure.raw.as_str()));
    let first = measures.next();
    measures.all(|measure| Some(measure) == first)
}
