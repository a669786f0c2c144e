//! Years that cannot be: a goal for 2109, a result of a year to come, a notice of 2024 whose title says 2032.

use std::collections::BTreeMap;

use fenjie_model::{Annex, Code, Finding, HashSet, Notice, Place, Target};

use crate::when::{year_at_end, year_of_title};
use crate::words::{fold_time, tells_goal, tells_result, words};

mod annex;
mod winter;

/// The years from a notice on that a goal may lie ahead: a notice of 2021 can set goals for 2035.
const GOAL: i16 = 15;
/// The same of a title that names no plan: a notice is for its year, and for the years of a five-year plan.
const TITLE: i16 = 5;
/// So many years beyond the columns beside it a year stands alone.
const ALONE: i16 = 5;
/// So many years at the least a slip is off: a year or two can be meant.
const OFF: i16 = 3;

/// The data follows what is printed.
const READINGS: [&str; 2] = ["the year that is printed", "another year, printed wrongly"];

/// A head that names a year.
struct Head<'a> {
    text: &'a str,
    year: i16,
    /// The first of its targets.
    target: &'a Target,
    /// 完成, 实际: what was reached.
    result: bool,
    /// 目标, 任务: what is to be reached.
    goal: bool,
}

/// Holds the years of heads and titles against the notice's and against those beside them.
pub(crate) fn check(notice: &Notice, targets: &[Target]) -> Vec<Finding> {
    let mut out = winter::check(targets);
    let Some(issued) = issued(notice) else { return out };
    out.extend(titles(notice, issued).into_iter().chain(annex::check(notice)));
    let annexes: BTreeMap<&str, &Annex> = notice
        .annexes
        .iter()
        .flat_map(|annex| annex.tables.iter().map(move |table| (table.id.as_str(), annex)))
        .collect();
    for table in targets.chunk_by(|a, b| a.table == b.table) {
        let titled = annexes.get(table[0].table.as_str()).map(|annex| annex.title.as_str());
        let across = heads(table, |target| (target.col, &target.column_path));
        let down = heads(table, |target| (target.row, &target.row_path));
        for heads in [across, down] {
            let told = heads.iter().enumerate().filter_map(|(i, head)| {
                let message = far(head, issued)
                    .or_else(|| to_come(head, &heads, issued))
                    .or_else(|| apart(i, &heads))
                    .or_else(|| before_results(head, &heads, issued))
                    .or_else(|| skipped(head, &heads, titled, issued))?;
                Some(finding(message, head))
            });
            out.extend(told);
        }
    }
    out
}

/// The year that the notice itself is of, where its number and its dates do not contradict each other.
fn issued(notice: &Notice) -> Option<i16> {
    let number = notice.doc_number.as_deref().and_then(|number| {
        let digits = number.split(|c: char| !c.is_ascii_digit());
        digits.filter(|digits| digits.len() == 4).find_map(|digits| digits.parse().ok())
    });
    let number: Option<i16> = number.filter(|year| (1980..2100).contains(year));
    let dated = notice.signed_on.or(notice.printed_on).map(|date| date.year());
    match (number, dated) {
        (Some(number), Some(dated)) => (number.abs_diff(dated) <= 1).then_some(number.max(dated)),
        (number, dated) => number.or(dated).or(notice.year),
    }
}

/// The first of the titles whose year lies too far ahead.
fn titles(notice: &Notice, issued: i16) -> Option<Finding> {
    let whole = notice.title.as_deref().map(|title| (title, None));
    let annexes = notice.annexes.iter().map(|annex| (annex.title.as_str(), annex.number));
    let (year, annex) = whole.into_iter().chain(annexes).find_map(|(title, annex)| {
        let year = year_of_title(title).filter(|year| year - issued > TITLE)?;
        (year - issued > GOAL || !is_plan(title)).then_some((year, annex))
    })?;
    let message = format!("the title names {year}, {} years after the notice", year - issued);
    Some(Finding::ambiguous(Code::RolesUnclear, message, READINGS, Place { annex, ..Place::default() }))
}

/// Whether a title is of a plan for years to come.
fn is_plan(title: &str) -> bool {
    words!("规划 远景 行动 方案 纲要 中长期 愿景 三年 五年 十年 到 至 碳达峰").are_in(title)
}

/// The heads of a table that name one year, each once, in their order.
fn heads<'a>(table: &'a [Target], side: impl Fn(&'a Target) -> (usize, &'a Vec<String>)) -> Vec<Head<'a>> {
    let mut seen = HashSet::default();
    let mut heads: BTreeMap<(usize, usize), Head<'a>> = BTreeMap::new();
    for target in table {
        let (at, path) = side(target);
        for (depth, text) in path.iter().enumerate() {
            if !seen.insert(text.as_str()) {
                continue;
            }
            let folded = fold_time(text);
            let Some(year) = one_year(&folded) else { continue };
            let (goal, result) = (tells_goal(&folded), tells_result(&folded));
            heads.insert((at, depth), Head { text, year, target, result, goal });
        }
    }
    heads.into_values().collect()
}

/// The year that a folded head names, where it names but one: 2024年目标, 截至2023年底.
fn one_year(text: &str) -> Option<i16> {
    let mut years = text.match_indices('年').filter_map(|(at, _)| year_at_end(&text[..at]));
    let year = years.next()?;
    years.next().is_none().then_some(year)
}

fn far(head: &Head<'_>, issued: i16) -> Option<String> {
    let ahead = head.year - issued;
    (ahead > GOAL).then(|| format!("the head {} names a year {ahead} years after the notice", head.text))
}

/// 2032年实际; 2032年完成 could be what is to be completed, but for the years beside it.
fn to_come(head: &Head<'_>, heads: &[Head<'_>], issued: i16) -> Option<String> {
    let last = heads.iter().map(|other| other.year).filter(|year| *year != head.year).max();
    let is_slip = match words!("实际 实绩").are_in(head.text) {
        true => head.year > issued,
        false => head.year > issued && last.is_some_and(|last| head.year - last >= OFF),
    };
    (head.result && is_slip).then(|| format!("the head {} tells of a result in a year to come", head.text))
}

/// 2032 between 2023 and 2024.
fn apart(i: usize, heads: &[Head<'_>]) -> Option<String> {
    let (before, head, after) = (heads.get(i.checked_sub(1)?)?, &heads[i], heads.get(i + 1)?);
    let (from, to) = (head.year - before.year, head.year - after.year);
    let alone = from.min(to) >= ALONE || from.max(to) <= -ALONE;
    (alone && (before.year - after.year).abs() < OFF).then(|| {
        format!(
            "the head {} names a year far from those beside it, {} and {}",
            head.text, before.year, after.year
        )
    })
}

/// 2013年目标 beside 2022年完成.
fn before_results(head: &Head<'_>, heads: &[Head<'_>], issued: i16) -> Option<String> {
    let results = heads.iter().filter(|other| other.result && other.year <= issued);
    let first = results.map(|other| other.year).min()?;
    (head.goal && first - head.year >= OFF).then(|| {
        format!("the head {} sets a goal for a year before the results beside it, {first}", head.text)
    })
}

/// 2023年完成 and 2025年任务 under a title of 2024, and nothing for that year.
fn skipped(head: &Head<'_>, heads: &[Head<'_>], titled: Option<&str>, issued: i16) -> Option<String> {
    let year =
        titled.filter(|title| !is_plan(title)).and_then(year_of_title).filter(|year| *year == issued)?;
    let is_gap = head.goal && head.year == year + 1 && !heads.iter().any(|other| other.year == year);
    let follows = heads.iter().filter(|other| other.result).map(|other| other.year).max() == Some(year - 1);
    (is_gap && follows).then(|| {
        format!("the head {} sets a goal for the year after the title's, and none does for {year}", head.text)
    })
}

fn finding(message: String, head: &Head<'_>) -> Finding {
    Finding::ambiguous(Code::RolesUnclear, message, READINGS, head.target.place()).printed(head.text)
}

#[cfg(test)]
mod tests {
    use fenjie_model::{At, IndicatorRef, Period, Table};

    use super::*;

    /// A target under a head, in the table of the first annex.
    fn target(col: usize, head: &str) -> Target {
        Target {
            annex: Some(1),
            table: "a01-t1".to_owned(),
            row: 1,
            col,
            row_path: vec!["甲镇".to_owned()],
            column_path: vec![head.to_owned()],
            indicator: IndicatorRef { id: None, name: "税收".to_owned() },
            unit: None,
            measure: None,
            value: crate::value::read("1"),
            stage: None,
            period: Period::default(),
            category: None,
            number: None,
            allocation: None,
            responsible: Vec::new(),
            at: At::Line(1),
        }
    }

    /// What a notice of 2024 with that title and those heads is told.
    #[track_caller]
    fn check_heads(title: &str, heads: &[&str], expected: &[&str]) {
        let table =
            Table { id: "a01-t1".to_owned(), ..Table::new(2, 9, fenjie_model::Method::Ruled, Vec::new()) };
        let annex =
            Annex { number: Some(1), title: title.to_owned(), tables: vec![table], ..Annex::default() };
        let notice = Notice {
            doc_number: Some("政办发〔2024〕12号".to_owned()),
            annexes: vec![annex],
            ..Notice::default()
        };
        let targets: Vec<Target> = heads.iter().enumerate().map(|(col, head)| target(col, head)).collect();
        let told: Vec<String> =
            super::check(&notice, &targets).into_iter().map(|finding| finding.message).collect();
        assert_eq!(told, expected);
    }

    #[test]
    fn years_that_cannot_be() {
        let title = "2024年税收任务分解表";
        let far = ["the head 2042年目标 names a year 18 years after the notice"];
        check_heads(title, &["2023年完成", "2042年目标"], &far);
        let to_come = ["the head 2032年实际 tells of a result in a year to come"];
        check_heads(title, &["2032年实际", "2024年目标"], &to_come);
        let apart = ["the head 2032年目标 names a year far from those beside it, 2023 and 2024"];
        check_heads(title, &["2023年目标", "2032年目标", "2024年目标"], &apart);
        let before = ["the head 2014年目标 sets a goal for a year before the results beside it, 2023"];
        check_heads(title, &["2023年完成", "2014年目标"], &before);
        let skipped =
            ["the head 2025年任务数 sets a goal for the year after the title's, and none does for 2024"];
        check_heads(title, &["2023年完成数", "2025年任务数"], &skipped);
        let titled = ["the title names 2032, 8 years after the notice"];
        check_heads("2032年税收任务分解表", &["税收"], &titled);
    }

    #[test]
    fn years_of_plans() {
        let title = "2024年税收任务分解表";
        check_heads(title, &["2023年完成", "2024年目标", "2025年目标", "2030年目标", "2035年目标"], &[]);
        check_heads(title, &["2024年完成（个）", "2025年完成（个）", "2026年完成（个）"], &[]);
        check_heads(title, &["2015年实际", "2023年实际", "2024年目标"], &[]);
        check_heads("到2035年空间规划指标表", &["2020年实际", "2025年目标", "2035年目标"], &[]);
    }
}
