//! What the columns beside a column tell of it: for when it is, and whether it is what came of their goal.

use fenjie_model::HashMap;
use fenjie_model::text::fold;

use crate::headers::Headers;
use crate::names::ColumnNames;
use crate::qualify::Bearer;
use crate::words::{
    before_frame, is_frame, is_growth, is_of_goal, is_time, setting, tells_result, without_bracket, words,
};

/// Lets 上年同期 and 占年计划 be of the months of the column before them (1-6月完成), and 合计 beside 2024年 and 2025年 be of both.
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
        let mut before = None;
        for &col in &beside {
            let Headers { path, period, .. } = &mut columns[col];
            if path.last().is_some_and(|leaf| is_of_time_before(leaf)) {
                period.months = period.months.or(before);
            }
            before = period.months;
        }
        share_years(columns, &beside);
        if are_of_years(beside.iter().map(|col| &columns[*col])) {
            for col in beside {
                columns[col].of_years |= columns[col].period.year.is_none() && sums_years(&columns[col]);
            }
        }
    }
}

/// Lets 增长% behind 2025年 be of 2025 where another stands behind 2026年.
fn share_years(columns: &mut [Headers<'_>], beside: &[usize]) {
    let is_rate = |col: usize| {
        let leaf = columns[col].path.last();
        leaf.is_some_and(|leaf| is_growth(leaf)) && columns[col].period.year.is_none()
    };
    let is_year = |col: usize| {
        let leaf = columns[col].path.last();
        !columns[col].growth && leaf.is_some_and(|leaf| is_frame(leaf) || is_time(leaf))
    };
    let pairs = beside.windows(2).map(|pair| (pair[0], pair[1]));
    let rates: Vec<_> = pairs.filter(|(of, col)| is_rate(*col) && !is_rate(*of) && is_year(*of)).collect();
    if are_of_years(rates.iter().map(|(of, _)| &columns[*of])) || is_last_year_alone(columns, &rates) {
        for (of, col) in rates {
            columns[col].period.year = columns[of].period.year;
        }
    }
}

/// 上年完成 beside 任务, which names no year.
fn is_last_year_alone(columns: &[Headers<'_>], rates: &[(usize, usize)]) -> bool {
    let years = || rates.iter().map(|(of, _)| columns[*of].period.year);
    years().any(|year| year.is_some()) && years().any(|year| year.is_none())
}

/// 上年同期, 同比增长, 占年计划: of the time of what stands before it.
fn is_of_time_before(leaf: &str) -> bool {
    leaf.contains("同期") || leaf.contains("同比") || is_of_goal(leaf)
}

/// Lets a row that sums others be of all years, where these are for one each.
pub(crate) fn sum_years<'h, 'a: 'h>(rows: impl Iterator<Item = &'h mut Headers<'a>>) {
    let rows: Vec<_> = rows.collect();
    if are_of_years(rows.iter().map(|row| &**row)) {
        for row in rows {
            row.of_years |= row.period.year.is_none() && row.path.len() == 1 && sums_years(row);
        }
    }
}

/// Whether they name several years.
fn are_of_years<'h, 'a: 'h>(headers: impl Iterator<Item = &'h Headers<'a>>) -> bool {
    let mut years = headers.filter_map(|headers| headers.period.year);
    let first = years.next();
    years.any(|year| Some(year) != first)
}

/// 合计, 总任务: of all years, where the columns beside it are for one each.
fn sums_years(headers: &Headers<'_>) -> bool {
    let leaf = headers.path.last().map(|leaf| fold(leaf)).unwrap_or_default();
    words!("合计 总计 小计 总任务 总目标 总计划 累计").have(without_bracket(&leaf))
}

/// Gives what came of a goal (完成), what was expected of it (预计完成), what is there at its end (年底累计) and how it was set
/// (调整计划) a stage of their own, where they would be the same fact as the goal.
pub(crate) fn tell_results(
    columns: &mut [Headers<'_>],
    names: &[ColumnNames],
    values: &[(usize, Bearer<'_>)],
) {
    let mut alike: HashMap<_, Vec<usize>> = HashMap::default();
    for (col, bearer) in values {
        let named = &names[*col];
        let subject = named.own_name(named.told.alone);
        alike.entry((bearer, named.growth, columns[*col].share, subject)).or_default().push(*col);
    }
    for class in alike.into_values().filter(|class| class.len() > 1) {
        let stage = |col: &usize| frame(&columns[*col]).and_then(stage_of_result);
        let stages: Vec<_> = class.iter().map(stage).collect();
        let is_goal = stages.iter().any(Option::is_none);
        for (col, stage) in class.into_iter().zip(stages).filter(|_| is_goal) {
            let set = || frame(&columns[col]).and_then(setting);
            columns[col].stage = columns[col].stage.or(stage).or_else(set);
        }
    }
}

/// What the innermost header of a column says of its numbers, without the name before that (税收2026年完成).
fn frame<'a>(column: &Headers<'a>) -> Option<&'a str> {
    let leaf = *column.path.last()?;
    Some(before_frame(leaf).map_or(leaf, |(_, frame)| frame))
}

/// The stage of what a header says that a number is, if it is no goal.
pub(crate) fn stage_of_result(header: &str) -> Option<&'static str> {
    if !is_frame(header) {
        None
    } else if tells_result(header) {
        Some("实绩")
    } else if words!("计划 目标 任务 指标").are_in(header) {
        None
    } else if words!("预计 预期").are_in(header) {
        Some("预计")
    } else {
        header.contains("累计").then_some("累计")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(heads: &[&'static str], years: &[Option<i16>]) {
        let read = |head: &&'static str| Headers::read(vec![*head], Some(2026));
        let mut columns: Vec<_> = heads.iter().map(read).collect();
        share_times(&mut columns, &(0..heads.len()).collect::<Vec<_>>());
        let told: Vec<_> = columns.iter().map(|column| column.period.year).collect();
        assert_eq!(told, years, "{heads:?}");
    }

    #[test]
    fn rates_behind_years_are_of_them() {
        let years = [Some(2025), Some(2025), Some(2026), Some(2026)];
        check(&["2025年", "增长%", "2026年", "增长%"], &years);
        check(&["上年完成", "增长%", "任务", "增长%"], &[Some(2025), Some(2025), None, None]);
        check(&["2025年", "2026年", "增长%"], &[Some(2025), Some(2026), None]);
        check(&["2026年目标", "2025年完成", "增长%"], &[Some(2026), Some(2025), None]);
        check(&["税收", "增长%", "投资", "增长%"], &[None; 4]);
    }
}
