//! Columns under one head (煤矿 and 建筑施工 under 工矿商贸死亡人数): what that says stands in the names of all that do not say
//! themselves what they count.

use fenjie_model::{HashMap, HashSet};

use super::heads::only_parts;
use super::short::{ends_in_action, is_action};
use super::{ColumnNames, is_part};
use crate::headers::Headers;
use crate::known::Known;
use crate::wholes::same_end;
use crate::words::{Words, is_share_of, leans, part_of_stock, words};

/// What counts something, at the end of a name that says of what.
static COUNTS: &Words = words!(
    "面积 产量 人数 户数 学位 收入 支出 投资 资金 产值 增加值 总额 金额 里程 数 量 额 值 率 度 比例 占比 比重",
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
        let leaf = |col: usize| names[col].heads[0].as_str();
        let is_counted_itself = || cols.iter().any(|col| counts_head(leaf(*col), &over[0]));
        let sorts = only_sorts(&over[0]) && !counts_persons_or_things(&over[0]);
        if sorts && !is_counted_itself() || only_parts(&over[0]) || says_when(&over[0]) {
            continue;
        }
        // 死亡人数, 筛查（例）: what stands below is one kind of it or another, and no thing of its own.
        let kinds = cols.iter().all(|col| is_kind(leaf(*col)));
        let counts = kinds
            || counts_persons_or_things(&over[0])
            || cols.iter().any(|col| is_measured_above(&columns[*col]));
        let is_counted = || counts && are_measured_alike(cols.iter().map(|col| &columns[*col]));
        // 其中：退役军人 is a part of what stands before it.
        let is_part = cols.iter().any(|col| columns[*col].path.iter().any(|head| is_part(head)));
        let leaning: Vec<bool> = cols.iter().map(|col| names[*col].bare || leans(leaf(*col))).collect();
        let bare = leaning.iter().filter(|leaning| **leaning).count();
        let mostly_bare = 2 * bare > cols.len() || bare > 0 && leans(&over[0]);
        let shared = mostly_bare || is_counted() || is_part && counted.contains(&over);
        let is_done = acts_on_things(&over[0]);
        let unsaid = |col: &usize| {
            let name = leaf(*col);
            let around: Vec<&String> = over.iter().chain(&names[*col].title).collect();
            (shared
                || only_says_how(name)
                || counts_head(name, &over[0])
                || is_done && !ends_in_action(name) && !COUNTS.end(name))
                && !says_what(name, &over[0])
                && known.registry.indicator(name, &around).is_none()
        };
        let unsaid: Vec<usize> = cols.iter().copied().filter(unsaid).collect();
        for col in unsaid {
            names[col].bare = true;
        }
        share_alike(names, (&cols, &leaning), &over, known);
    }
}

/// Lets the others of the columns under a head have it in their names too where some have: none of them tells of a thing of
/// its own that is counted elsewhere by this name.
fn share_alike(
    names: &mut [ColumnNames],
    (cols, leaning): (&[usize], &[bool]),
    over: &[String],
    known: &Known<'_>,
) {
    let with_head: Vec<bool> =
        cols.iter().zip(leaning).map(|(col, leaning)| *leaning || names[*col].bare).collect();
    if !with_head.contains(&true) {
        return;
    }
    for (col, _) in cols.iter().zip(with_head).filter(|(_, with_head)| !with_head) {
        let name = &names[*col];
        let around: Vec<&String> = over.iter().chain(&name.title).collect();
        let is_own = says_what(&name.heads[0], &over[0])
            || known.registry.indicator(&name.heads[0], &around).is_some();
        names[*col].bare = !is_own;
    }
}

/// 建设内容, 主要指标, 国土绿化, 资金来源: a head that only says of what kind or field the things under it are, or who pays.
pub(super) fn only_sorts(head: &str) -> bool {
    words!(
        "内容 规模 指标 情况 事项 类别 类型 分类 名称 清单 来源 安排 构成 筹措 渠道 分配 培育 服务 发展 保障 事业 环境 设施 体系 \
         主体 工程 国土绿化 造林绿化 营造林 储备 入库 保持 建设 治理 生猪 保障性住房"
    )
    .end(head)
        || words!("项目 重点项目 建设项目 实事项目 工作 重点工作 主要工作 行业 领域").have(head)
}

/// 死亡人数, 死亡人数控制指标: a head that says how much there is of what stands below.
fn counts_persons_or_things(head: &str) -> bool {
    let goal = words!("控制指标 控制目标 指标 目标任务 任务 目标 计划").before(head);
    COUNTS.end(goal.unwrap_or(head))
}

/// 河道疏浚, 老旧小区改造, 重点人群筛查, 新建工会: what is done with the things below, or for whom or where, and no field that these
/// belong to (生态环境保护).
fn acts_on_things(head: &str) -> bool {
    let founds = words!("新建 新增 组建").after(head).is_some_and(|of| !of.is_empty() && !is_action(of));
    founds || words!(
        "疏浚 清淤 改造 新建 改建 扩建 维修 修缮 加固 养护 管护 拆除 修复 更新 复耕 种植 播种 养殖 排查 清查 普查 检查 巡查 筛查 体检 检测 检验 检疫 抽检 免疫 接种 购置 报废 收购 补植 \
         培训"
    )
    .end(head)
}

/// 工程数 under 农村供水工程: how many there are of what the head says.
fn counts_head(leaf: &str, head: &str) -> bool {
    leaf.strip_suffix('数').is_some_and(|of| of.chars().count() > 1 && head != of && head.ends_with(of))
}

/// 困难家庭, 宫颈癌, 煤矿: for whom, where or of what kind what the head says is.
fn is_kind(leaf: &str) -> bool {
    words!(
        "生 户 家庭 人员 人口 人群 老人 老年人 妇女 儿童 职工 民工 村 社区 癌 煤矿 矿山 中学 小学 乔木林 灌木林 公益林 商品林 季"
    )
    .end(leaf)
}

/// 序时进度, 三年合计: when what stands under it is, or how much of it; 新建 says which of it.
fn says_when(head: &str) -> bool {
    leans(head) && part_of_stock(head).is_none()
}

/// Whether a name says itself what it counts: 小麦面积, and 低保户 under 低保. 非税 is no tax, and says only what it is not.
pub(crate) fn says_what(name: &str, over: &str) -> bool {
    let over = words!("任务 目标 计划").before(over).unwrap_or(over);
    let alone = without_scope(name);
    let counts = COUNTS.before(alone).is_some_and(|of| {
        // 完成投资 and 下降率 are of what the head says.
        of.chars().count() > 2
            || of.chars().count() == 2
                && alone.chars().count() > 3
                && !words!("完成 计划 实施 新增 累计 目标 下降 降低 减少 增加 削减 任务 年度 建设 改造")
                    .have(of)
                // 应检人数: of those that are concerned.
                && !of.starts_with(['应', '已', '实', '拟'])
    });
    counts
        || words!("税 费 金 险").end(name) && name != "非税"
        || name.contains(over)
        || same_end(name, over) > 1
}

/// 达标率, 累计普及率, 削减量, 下降比例, 占GDP比重, 完成投资, 净增参保: how much, of whatever the head over it says.
fn only_says_how(name: &str) -> bool {
    let length = without_scope(name).chars().count();
    let part = words!("期末 期初 年末 净增 净新增 新增 累计 已 应 实").after(name);
    if part.is_some_and(is_action) {
        return true;
    }
    words!("率 量 比例 幅度").end(name) && length <= 4
        || is_share_of(name)
        || name.starts_with("完成") && COUNTS.end(name)
}

/// 累计普及率 → 普及率, 目标接种数 → 接种数: over how much it is told, or that it is a goal, says nothing of what.
fn without_scope(name: &str) -> &str {
    words!("累计 年末 期末 全年 年度 当年 总体 综合 平均 目标 计划").after(name).unwrap_or(name)
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
