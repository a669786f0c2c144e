//! What the columns beside a column tell of it: for when it is, and whether it is what came of their goal.

use fenjie_model::HashMap;
use fenjie_model::text::fold;

use crate::headers::Headers;
use crate::names::ColumnNames;
use crate::qualify::Bearer;
use crate::words::{is_frame, without_bracket, words};

/// Lets 上年同期 be of the months of the column before it (1-6月完成), and 合计 beside 2024年 and 2025年 be of both.
pub(crate) fn share_times(columns: &mut [Headers<'_>], values: &[usize]) {
    // The columns under the same heads, in their order.
    let mut under: HashMap<Vec<&str>, Vec<usize>> = HashMap::default();
    for &col in values {
        if let Some((_, heads)) = columns[col].path.split_last() {
            under.entry(heads.to_vec()).or_default().push(col);
        }
    }
    let under: Vec<Vec<usize>> = under.into_values().collect();
    for beside in under {
        let mut months = None;
        for &col in &beside {
            let column = &mut columns[col];
            if column.period.months.is_none() && column.path.last().is_some_and(|leaf| leaf.contains("同期"))
            {
                column.period.months = months;
            }
            months = column.period.months.or(months);
        }
        let mut years = beside.iter().filter_map(|col| columns[*col].period.year);
        let first = years.next();
        if years.any(|year| Some(year) != first) {
            for col in beside {
                columns[col].of_years |= columns[col].period.year.is_none() && sums_years(&columns[col]);
            }
        }
    }
}

/// 合计, 总任务: of all years, where the columns beside it are for one each.
fn sums_years(column: &Headers<'_>) -> bool {
    let leaf = column.path.last().map(|leaf| fold(leaf)).unwrap_or_default();
    words!("合计 总计 小计 总任务 总目标 总计划 累计").have(without_bracket(&leaf))
}

/// Gives what came of a goal (完成), what was expected of it (预计完成) and what is there at its end (年底累计) a stage of their
/// own, where they would be the same fact as the goal.
pub(crate) fn tell_results(
    columns: &mut [Headers<'_>],
    names: &[ColumnNames],
    values: &[(usize, Bearer<'_>)],
) {
    let mut alike: HashMap<_, Vec<usize>> = HashMap::default();
    for (col, bearer) in values {
        let named = &names[*col];
        let subject = named.name("", named.told.alone);
        alike.entry((bearer, named.growth, columns[*col].share, subject)).or_default().push(*col);
    }
    for class in alike.into_values().filter(|class| class.len() > 1) {
        let stages: Vec<_> = class.iter().map(|col| result(&columns[*col])).collect();
        let is_goal = stages.iter().any(Option::is_none);
        for (col, stage) in class.into_iter().zip(stages).filter(|_| is_goal) {
            columns[col].stage = columns[col].stage.or(stage);
        }
    }
}

/// What a header says that a number is, if it is no goal.
fn result(column: &Headers<'_>) -> Option<&'static str> {
    let leaf = column.path.last().filter(|leaf| is_frame(leaf))?;
    let is = |words: &crate::words::Words| words.are_in(leaf);
    if is(words!("计划 目标 任务 指标")) {
        None
    } else if is(words!("预计 预期")) {
        Some("预计")
    } else if is(words!("完成 实绩 实际 达到")) {
        Some("实绩")
    } else {
        is(words!("累计")).then_some("累计")
    }
}
