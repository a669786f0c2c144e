//! Names without what is said beside them: the measure, the year, the goal.

use crate::measure::split_header;
use crate::words::{before_frame, fold_time, is_frame, only_counts, without_bracket, words};

/// A head before a name that only adds to its end how much: 老年人体检 and 体检率 are 老年人体检率.
pub(super) fn join(head: &str, name: &str) -> String {
    let hows = words!("率 量 数 比例 占比 人数 面积").all().filter_map(|how| name.strip_suffix(how));
    let said = hows.filter(|said| said.chars().count() > 1).find(|said| head.ends_with(said));
    said.and_then(|said| head.strip_suffix(said)).unwrap_or(head).to_owned() + name
}

/// A name behind a title that ends as it begins: 工程投资 and 投资地方配套 are 工程投资地方配套.
pub(super) fn follow(title: &str, name: &str) -> String {
    let starts = title.char_indices().map(|(at, _)| &title[at..]);
    let shared = starts.filter(|end| end.chars().count() > 1).find(|end| name.starts_with(end));
    shared.map_or_else(|| join(title, name), |shared| title.to_owned() + &name[shared.len()..])
}

/// 2023年水质目标 → 水质目标, 2023年底企业数 → 企业数: the period tells the year.
pub(super) fn without_year(text: &str) -> &str {
    let behind = after_year(text);
    let name = behind.map(|rest| rest.trim_start_matches('度').trim_start());
    let name = name.map(|name| name.strip_prefix(['底', '末']).unwrap_or(name));
    let is_span =
        |name: &&str| name.starts_with(|c: char| c.is_ascii_digit() || "前以至到起-—–~～、（(".contains(c));
    name.filter(|name| !name.is_empty() && !is_span(name)).unwrap_or(text)
}

/// What follows the year that a text begins with: 税收 in 2025年税收 and 二〇二五年税收, 目标 in 25年目标.
pub(super) fn after_year(text: &str) -> Option<&str> {
    let (year, rest) = text.split_once('年')?;
    let is_year = match year.len() {
        // 25年期贷款, 30年电梯: how long, or how old.
        2 => year.bytes().all(|b| b.is_ascii_digit()) && is_frame(rest),
        4 => year.bytes().all(|b| b.is_ascii_digit()),
        _ => year.chars().count() == 4 && fold_time(&format!("{year}年")).starts_with("20"),
    };
    is_year.then_some(rest)
}

/// 目标得分 → 得分: a goal of what another column says how it was.
pub(super) fn without_leading_goal(text: &str) -> &str {
    text.strip_prefix("目标").filter(|rest| only_counts(rest) || *rest == "得分").unwrap_or(text)
}

/// A name without its measure and without the period in its last bracket.
pub(super) fn bare_name(text: &str) -> String {
    let (name, _) = split_header(text);
    let name = before_frame(&name).map_or(&*name, |(of, _)| of);
    let shorter = without_bracket(name);
    let inside = name[shorter.len()..].trim_end_matches([')', '）']);
    // 失业率（控制数） is held against what it is to be, as all are.
    let is_kind_of_goal = words!("控制数 控制目标 控制指标 预期 预期性 约束性 预期目标 计划数")
        .have(inside.trim_start_matches(['(', '（']));
    if is_kind_of_goal || inside.ends_with('月') || inside.ends_with("季度") || inside.ends_with("半年")
    {
        shorter.to_owned()
    } else {
        name.to_owned()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn years_before_names() {
        for (text, expected) in [
            ("2023年水质目标", "水质目标"),
            ("2023年度新增耕地", "新增耕地"),
            ("25年目标", "目标"),
            ("25年期贷款", "25年期贷款"),
            ("30年电梯", "30年电梯"),
            ("21年生", "21年生"),
            ("50年党龄", "50年党龄"),
            ("二〇二五年水质目标", "水质目标"),
            ("2023年底前完成", "2023年底前完成"),
            ("2023年", "2023年"),
            ("水质", "水质"),
        ] {
            assert_eq!(without_year(text), expected);
        }
    }

    #[test]
    fn what_heads_say_is_said_once() {
        for (head, name, expected) in [
            ("老年人体检", "体检率", "老年人体检率"),
            ("秸秆综合利用", "利用率", "秸秆综合利用率"),
            ("家庭医生签约", "签约率", "家庭医生签约率"),
            ("失业人员再就业", "就业困难人员", "失业人员再就业就业困难人员"),
            ("氨氮", "削减量", "氨氮削减量"),
            ("城乡居民医保参保", "参保人数", "城乡居民医保参保人数"),
            ("油菜种植", "种植面积", "油菜种植面积"),
            ("播种", "面积", "播种面积"),
        ] {
            assert_eq!(join(head, name), expected);
        }
    }

    #[test]
    fn brackets_behind_names() {
        for (text, expected) in [
            ("城镇登记失业率（控制数）", "城镇登记失业率"),
            ("新增就业人数（人）（预期）", "新增就业人数"),
            ("税收收入2026年确保目标（万元）", "税收收入"),
            ("税收收入一季度（万元）", "税收收入"),
            ("工作目标（1-11月）", "工作目标"),
            ("楼宇（平台）", "楼宇（平台）"),
        ] {
            assert_eq!(bare_name(text), expected);
        }
    }
}
