//! Parts against wholes (其中：…), and 考核目标 against 工作目标, 确保目标 against 力争目标.

use std::borrow::Cow;
use std::collections::BTreeMap;

use fenjie_model::text::fold;
use fenjie_model::{HashMap, HashSet};

use super::budget::Budget;
use super::fact::{Fact, rows, tables};
use super::{Check, Kind};
use crate::form::Axis;
use crate::words::{stage_of_header, words};

/// A figure of a part and that of its whole, by index.
pub(super) type Pair = (usize, usize);

/// The indicators of parts, each with that of its whole.
pub(super) type PartNames<'a> = HashSet<(&'a str, &'a str)>;

/// Checks both.
pub(super) fn check(
    facts: &[Fact<'_>],
    pairs: &[Pair],
    names: &PartNames<'_>,
    budget: &Budget,
) -> Vec<Check> {
    let mut out: Vec<Check> =
        pairs.iter().filter_map(|&(part, whole)| part_check(&facts[part], &facts[whole])).collect();
    out.extend(by_name(facts, names, budget));
    out.extend(stages(facts));
    out
}

/// Each figure of a 其中： row or column with the figure that it is a part of, by index: the row before it in the same
/// column, or the column before it in the same row.
pub(super) fn pairs(facts: &[Fact<'_>], budget: &Budget) -> Vec<Pair> {
    let is_part = |path: &[String]| path.last().is_some_and(|text| text.starts_with("其中"));
    let mut out = Vec::new();
    for row in tables(facts).flat_map(rows) {
        for (n, part) in row.iter().enumerate().filter(|(_, part)| is_part(&part.target.column_path)) {
            let mut before = row[..n].iter().rev().take_while(|_| budget.affords(1));
            let whole = before.find(|whole| {
                !is_part(&whole.target.column_path)
                    && whole.target.row_path == part.target.row_path
                    && same_time(part, whole)
            });
            out.extend(whole.map(|whole| (part.index, whole.index)));
        }
    }
    let is_part_row = |fact: &Fact<'_>| fact.axis != Axis::Down && is_part(&fact.target.row_path);
    for table in tables(facts).filter(|table| table.iter().any(is_part_row)) {
        let mut columns: BTreeMap<usize, Vec<&Fact<'_>>> = BTreeMap::new();
        for fact in table {
            columns.entry(fact.target.col).or_default().push(fact);
        }
        for column in columns.values() {
            for (n, part) in column.iter().enumerate().filter(|(_, part)| is_part_row(part)) {
                let mut before = column[..n].iter().rev().take_while(|_| budget.affords(1));
                let whole = before.find(|whole| {
                    !is_part(&whole.target.row_path)
                        && whole.target.row_path != part.target.row_path
                        && same_time(part, whole)
                });
                out.extend(whole.map(|whole| (part.index, whole.index)));
            }
        }
    }
    out
}

/// Which indicator is a part of which, as 其中： rows and columns anywhere in the notice say.
pub(super) fn names<'a>(facts: &'a [Fact<'_>], pairs: &[Pair]) -> PartNames<'a> {
    pairs
        .iter()
        .map(|&(part, whole)| (&*facts[part].indicator, &*facts[whole].indicator))
        .filter(|(part, whole)| part != whole)
        .collect()
}

/// The parts that the notice names in one table, wherever else both have figures in the same row.
fn by_name<'a>(facts: &'a [Fact<'a>], names: &PartNames<'_>, budget: &Budget) -> Vec<Check> {
    let mut wanted: HashMap<&str, Vec<&str>> = HashMap::default();
    for (part, whole) in names {
        wanted.entry(part).or_default().push(whole);
    }
    let mut out = Vec::new();
    // A folded table has several paths in one row.
    let paths = |row: &'a [Fact<'a>]| row.chunk_by(|a, b| a.target.row_path == b.target.row_path);
    for row in tables(facts).flat_map(rows).flat_map(paths).filter(|row| row[0].axis == Axis::Down) {
        for part in row {
            let Some(wholes) = wanted.get(&*part.indicator) else { continue };
            if !budget.affords(row.len() * wholes.len()) {
                continue;
            }
            for whole in row.iter().filter(|whole| wholes.contains(&&*whole.indicator)) {
                if same_time(part, whole) && whole.share == part.share {
                    out.extend(part_check(part, whole));
                }
            }
        }
    }
    out
}

/// Whether the two are for the same time and at the same stage: what is reached in a year is no part of its last quarter's.
fn same_time(part: &Fact<'_>, whole: &Fact<'_>) -> bool {
    whole.target.stage == part.target.stage && whole.target.period == part.target.period
}

fn part_check(part: &Fact<'_>, whole: &Fact<'_>) -> Option<Check> {
    if !part.additive || !whole.additive || part.measure() != whole.measure() || part.share != whole.share {
        return None;
    }
    Some(Check::within(Kind::Part, part, whole, [part.number()?, whole.number()?]))
}

/// What must be reached, and what is worked for beside it: the first is not larger.
const STAGES: &[(&str, &[&str])] = &[
    ("考核目标", &["工作目标"]),
    ("确保目标", HIGHER),
    ("必保目标", HIGHER),
    ("保底目标", HIGHER),
    ("底线目标", HIGHER),
    ("基本目标", HIGHER),
];
const HIGHER: &[&str] = &["力争目标", "争取目标", "奋斗目标", "挑战目标", "冲刺目标", "摸高目标"];

fn stages(facts: &[Fact<'_>]) -> Vec<Check> {
    let mut out = Vec::new();
    // Most rows stand under the same heads.
    let mut told = HashMap::default();
    let mut names_stage = |text| *told.entry(text).or_insert_with(|| stage_of_header(text).is_some());
    // Few tables have any.
    for table in tables(facts).filter(|table| table.iter().any(|fact| fact.target.stage.is_some())) {
        let staged = table.iter().filter_map(|fact| Some((fact.target.stage.as_deref()?, fact)));
        let staged: Vec<_> =
            staged.map(|(stage, fact)| (stage, but_for_stage(fact, &mut names_stage), fact)).collect();
        let worked: HashMap<_, _> = staged.iter().map(|(stage, key, fact)| ((*stage, key), *fact)).collect();
        for (sure, hoped) in STAGES {
            let of_stage = staged.iter().filter(|(stage, ..)| stage == sure);
            let checks: Vec<Check> = of_stage
                .filter(|(.., fact)| {
                    fact.additive && (*sure == "考核目标" || !is_to_fall(&fact.target.indicator.name))
                })
                .flat_map(|(_, key, fact)| {
                    let others = hoped.iter().filter_map(|stage| worked.get(&(*stage, key)));
                    others.filter_map(|other| stage_check(fact, other)).collect::<Vec<_>>()
                })
                .collect();
            // Of what is to become less, the surer is the larger: then it is so for most rows.
            let wrong = checks.iter().filter(|check| !check.agrees).count();
            if *sure == "考核目标" || checks.len() < FEW || wrong * 2 <= checks.len() {
                out.extend(checks);
            }
        }
    }
    out
}

/// Of so many figures it cannot be told whether less is better.
const FEW: usize = 3;

/// Whether an indicator is one to be kept low, of which what is sure is the larger: among others, most rows do not tell.
fn is_to_fall(name: &str) -> bool {
    words!(
        "事故 死亡 伤亡 受伤 能耗 耗能 用水量 碳排放 排放量 信访 上访 投诉 举报 案件 发案 浓度 失业 负债 债务 不良 违法 \
         火灾 发病 抛荒 欠薪 库存 控制 下降 降低 减少 污染 重复 积案 纠纷 警情 损失 成本"
    )
    .are_in(name)
}

fn stage_check(fact: &Fact<'_>, other: &Fact<'_>) -> Option<Check> {
    if fact.measure() != other.measure() {
        return None;
    }
    Some(Check::within(Kind::Stage, fact, other, [fact.number()?, other.number()?]))
}

/// What a fact shares with that of the other stage in its table: the row's names, the unit and the headers that name no
/// stage.
fn but_for_stage<'a>(
    fact: &Fact<'a>,
    names_stage: &mut impl FnMut(&'a str) -> bool,
) -> (&'a [String], &'a str, Vec<Cow<'a, str>>) {
    let column = fact.column.iter().copied().filter(|text| !names_stage(text)).map(fold);
    (&fact.target.row_path, fact.unit(), column.collect())
}
