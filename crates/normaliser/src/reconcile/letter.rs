//! The letter against the annexes: 2024年全县造林任务为500亩, and 300 in the 合计 of its annex.

use fenjie_model::text::fold;
use fenjie_model::{Decimal, HashMap, Measure, Notice};

use super::budget::Budget;
use super::convert::convert;
use super::fact::Fact;
use super::growth::half;
use super::links::is_whole;
use super::{Check, Kind};
use crate::form::Axis;
use crate::measure;
use crate::when::year_at_end;
use crate::words::words;

/// Figures of the letter that are looked at.
const MOST: usize = 200;

/// A figure that the letter states for the whole region.
struct Stated<'a> {
    /// What is counted: 造林.
    name: &'a str,
    year: Option<i16>,
    number: Decimal,
    measure: Measure,
}

/// Holds each figure that the letter states for the whole region against the one total of the annexes that it names.
pub(super) fn check(notice: &Notice, facts: &[Fact<'_>], budget: &Budget) -> Vec<Check> {
    let paragraphs: Vec<_> = notice.body.iter().map(|paragraph| fold(paragraph)).collect();
    let clauses = paragraphs.iter().flat_map(|text| text.split(['。', ';', '；', ',', '，', ':', '：']));
    let stated: Vec<Stated<'_>> = clauses.filter_map(figure).take(MOST).collect();
    if stated.is_empty() {
        return Vec::new();
    }
    let mut named: HashMap<String, Vec<&Fact<'_>>> = HashMap::default();
    for fact in facts.iter().filter(|fact| fact.axis == Axis::Region || is_whole(fact)) {
        let name = fold(&fact.target.indicator.name);
        named.entry(name_in(&name).to_owned()).or_default().push(fact);
    }
    let mut out = Vec::new();
    for stated in &stated {
        let facts = named.get(stated.name).filter(|facts| budget.affords(facts.len()));
        out.extend(facts.and_then(|facts| hold(stated, facts)));
    }
    out
}

/// The figure of a clause, where it is one and exact, and the clause says that it is of all: 全县造林任务为500亩.
fn figure(clause: &str) -> Option<Stated<'_>> {
    let region = words!("全县 全市 全区 全旗 全州 全镇 全乡 全街道");
    let at = clause.find(region.found_in(clause)?)?;
    let behind = &clause[at + "全县".len()..];
    if words!("其中 累计 实际 完成了 已 去年 上年 同比 每 平均 至少 不低于 不少于 超过 约 力争 新增加")
        .are_in(clause)
    {
        return None;
    }
    let digits = behind.find(|c: char| c.is_ascii_digit())?;
    let (before, rest) = behind.split_at(digits);
    let end = rest.find(|c: char| !c.is_ascii_digit() && c != '.').unwrap_or(rest.len());
    let number = rest[..end].parse().ok()?;
    let length = measure::prefix(&rest[end..])?;
    let (printed, after) = rest[end..].split_at(length);
    // 500亩以上 is a bound, and 500亩和300亩 are two.
    if !after.is_empty() || before.contains(|c: char| "(（《“".contains(c)) {
        return None;
    }
    let year = clause[..at].match_indices('年').find_map(|(at, _)| year_at_end(&clause[..at]));
    let name = name_in(before);
    Some(Stated { name, year, number, measure: measure::measure(printed) })
}

/// The name among the words around it: 造林 in 计划完成造林任务共.
fn name_in(text: &str) -> &str {
    let mut name = text;
    while let Some(shorter) =
        words!("为 是 共 达到 达 到 计 共计 合计 总计 任务 任务数 目标 计划 指标 下达 安排").before(name)
    {
        name = shorter;
    }
    while let Some(shorter) =
        words!("计划 完成 实施 开展 安排 下达 今年 本年 年度 的 要 应 将 共 拟").after(name)
    {
        name = shorter;
    }
    name
}

/// The figure against the one total of that name; none where several are, or where one agrees.
fn hold(stated: &Stated<'_>, facts: &[&Fact<'_>]) -> Option<Check> {
    let of_year = |fact: &&&Fact<'_>| stated.year.is_none() || fact.target.period.year == stated.year;
    let in_measure =
        |fact: &Fact<'_>, number| convert(number, &stated.measure, fact.target.measure.as_ref()?);
    let facts: Vec<_> = facts
        .iter()
        .filter(of_year)
        .filter_map(|fact| {
            Some((
                *fact,
                fact.number()?,
                in_measure(fact, stated.number)?,
                in_measure(fact, half(stated.number)?)?,
            ))
        })
        .collect();
    let [(fact, there, here, slack)] = facts[..] else { return None };
    let (target, agrees) = (fact.index, (there - here).abs() <= slack);
    Some(Check { kind: Kind::Letter, target, other: None, stated: there, computed: here, terms: 1, agrees })
}
