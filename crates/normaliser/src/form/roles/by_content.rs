//! What a column is where its header says nothing that is known: by what stands in it, and what the words of the header
//! hint at.

use super::{Column, unclear};
use crate::form::hints::{
    describes, is_deed, is_event, names_bodies, names_grade, names_indicators, names_its_event, names_parts,
    names_persons, names_tasks, names_things, names_years, tells_extent,
};
use crate::form::{Guess, Role};
use crate::measure::{of_header, split_header};
use crate::words::{is_share, words};

/// A role, and what had to be guessed for it.
type Told = (Role, Option<Guess>);

/// The rules in the order in which they are asked: the first that has an answer tells the role.
const RULES: &[fn(&Column<'_>) -> Option<Told>] = &[
    // What is plain whatever stands beside it.
    serial,
    years,
    bodies_beside_names,
    days,
    blank,
    measures,
    values,
    // What names the rows, before any values.
    units,
    bodies,
    things,
    tasks,
    indicators,
    unknown_names,
    // What is said of the rows besides, or asked of them.
    times,
    extent,
    some_values,
    known_indicator,
    states,
    grade,
    amounts,
    remarks,
];

/// The role of a column by what stands in it: prose that no rule knows is a remark.
pub(super) fn by_content(column: &Column<'_>) -> Told {
    RULES.iter().find_map(|rule| rule(column)).unwrap_or((Role::Aside, None))
}

fn sure(role: Role) -> Told {
    (role, None)
}

impl Column<'_> {
    fn unsure(&self, role: Role, readings: [&'static str; 2]) -> Told {
        (role, Some(unclear(self.leaf, readings)))
    }

    /// Whether less than half of its texts are long.
    fn is_short(&self) -> bool {
        self.content.long * 2 < self.content.printed
    }

    /// Whether it can be a name of rows: no values stand in it or before it.
    fn may_name(&self) -> bool {
        !self.follows(Role::Value) && !self.content.mostly(self.content.values)
    }

    /// Whether it can be the first that names what its rows are.
    fn may_name_first(&self) -> bool {
        self.may_name() && !self.is_named()
    }
}

/// 1, 2, 3 in the first column, which has no header.
fn serial(column: &Column<'_>) -> Option<Told> {
    let of_numbers = column.content.printed > 0 && column.content.numbers_only == column.content.printed;
    (column.leaf.is_empty() && column.before.is_empty() && of_numbers).then(|| sure(Role::Serial))
}

/// 2023 under 年度 is no target, and says when those beside it are for.
fn years(column: &Column<'_>) -> Option<Told> {
    let is_before_values = !column.follows(Role::Value);
    (names_years(column.leaf) && is_before_values && column.content.are_years()).then(|| sure(Role::Period))
}

/// 包村干部, or 帮扶单位 beside what names the rows: who has to do with them.
fn bodies_beside_names(column: &Column<'_>) -> Option<Told> {
    let Column { leaf, content, .. } = *column;
    let without_numbers = content.values == content.dashes;
    let are_bodies = || column.is_named() && content.values < content.printed && names_bodies(leaf);
    (without_numbers && (names_persons(leaf) || are_bodies())).then(|| sure(Role::Aside))
}

/// 2023 under 计划竣工 and 2022.3 under 建成 are days, and 2015 under 建成 may be one.
fn days(column: &Column<'_>) -> Option<Told> {
    let Column { leaf, content, .. } = *column;
    if !column.is_named() || !content.mostly(content.years) {
        return None;
    }
    if is_event(leaf) || is_deed(leaf) && content.tells_months() {
        return Some(sure(Role::Aside));
    }
    let may_be = is_deed(leaf) && content.may_be_days();
    may_be.then(|| column.unsure(Role::Aside, ["days", "values of targets"]))
}

/// What is blank below a header is to be filled in with values.
fn blank(column: &Column<'_>) -> Option<Told> {
    let role = if column.leaf.is_empty() { Role::Aside } else { Role::Value };
    (column.content.printed == 0).then(|| sure(role))
}

/// 亩 and 个 under 单位.
fn measures(column: &Column<'_>) -> Option<Told> {
    let Column { leaf, content, .. } = *column;
    let is_label = leaf.ends_with("单位");
    (is_label && content.measures > content.units && content.mostly(content.measures))
        .then(|| sure(Role::Measure))
}

/// Numbers, unless they stand in the first column among units.
fn values(column: &Column<'_>) -> Option<Told> {
    let content = column.content;
    (content.mostly(content.values) && (!column.before.is_empty() || content.units == 0))
        .then(|| sure(Role::Value))
}

/// 甲镇, 乙镇.
fn units(column: &Column<'_>) -> Option<Told> {
    (column.may_name() && column.content.mostly(column.content.units)).then(|| sure(Role::Unit))
}

/// Names that are not known below 企业.
fn bodies(column: &Column<'_>) -> Option<Told> {
    let leaf = column.leaf;
    (column.may_name_first() && names_bodies(leaf) && !names_indicators(leaf) && column.is_short())
        .then(|| sure(Role::Unit))
}

/// What stands below 作物 or 税种 behind the units.
fn things(column: &Column<'_>) -> Option<Told> {
    let is_of_unit = column.may_name() && column.follows(Role::Unit);
    (is_of_unit && names_things(column.leaf) && column.is_short()).then(|| sure(Role::Aside))
}

/// What stands at length below 整治任务.
fn tasks(column: &Column<'_>) -> Option<Told> {
    let is_long = column.content.long * 2 > column.content.printed;
    (column.may_name_first() && names_tasks(column.leaf) && is_long).then(|| sure(Role::Task))
}

/// Whatever stands below 收入项目.
fn indicators(column: &Column<'_>) -> Option<Told> {
    (column.may_name_first() && names_indicators(column.leaf)).then(|| sure(Role::Indicator))
}

/// Something has to name the rows.
fn unknown_names(column: &Column<'_>) -> Option<Told> {
    let readings = ["names of indicators", "names of units"];
    column.may_name_first().then(|| column.unsure(Role::Indicator, readings))
}

/// 6月底前 is a day by which the row is done.
fn times(column: &Column<'_>) -> Option<Told> {
    let readings = ["days", "values of targets"];
    column.content.mostly(column.content.times).then(|| match names_its_event(column.leaf) {
        true => column.unsure(Role::Aside, readings),
        false => sure(Role::Aside),
    })
}

/// 建设规模: how much there is of what the rows name, in words. 新增助餐点（个） under 服务内容 is what is counted there.
fn extent(column: &Column<'_>) -> Option<Told> {
    let is_counted = || {
        let content = column.content;
        names_parts(column.leaf) && column.may_name() && 2 * content.counted > content.printed
    };
    let is_told = column.is_named() && tells_extent(column.leaf);
    is_told.then(|| sure(if is_counted() { Role::Indicator } else { Role::Aside }))
}

/// Some values among words, or words below a header with a measure.
fn some_values(column: &Column<'_>) -> Option<Told> {
    (of_header(column.leaf).is_some() || column.content.values > 0).then(|| sure(Role::Value))
}

/// 耕地保有量 over 以市下达为准.
fn known_indicator(column: &Column<'_>) -> Option<Told> {
    let Column { leaf, content, known, .. } = *column;
    let is_indicator = || known.registry.indicator::<&str>(&split_header(leaf).0, &[]).is_some();
    let is_told = column.is_named() && column.is_short() && content.repeats + content.states > 0;
    (is_told && is_indicator()).then(|| sure(Role::Value))
}

/// 是否重点村 tells of what kind a village is, 是否建成 what is to be.
fn states(column: &Column<'_>) -> Option<Told> {
    let Column { leaf, content, .. } = *column;
    if !content.mostly(content.states) {
        return None;
    }
    let is_kind = words!("村 镇 乡 街道 社区 园区 企业 单位 学校 项目 户 区").end(leaf);
    Some(match leaf.strip_prefix("是否") {
        Some(_) if is_kind => column.unsure(Role::Aside, ["remarks", "values of targets"]),
        Some(_) => column.unsure(Role::Value, ["values of targets", "remarks"]),
        None => sure(Role::Value),
    })
}

/// 平安创建等次 is to be reached, 信用等级 may be what a firm has.
fn grade(column: &Column<'_>) -> Option<Told> {
    let readings = ["values of targets", "remarks"];
    (column.follows(Role::Unit) && names_grade(column.leaf) && column.is_short())
        .then(|| column.unsure(Role::Value, readings))
}

/// 3期120人 says how much, and so does what stands under a share.
fn amounts(column: &Column<'_>) -> Option<Told> {
    let content = column.content;
    let is_share_of_rows = || column.is_named() && is_share(column.leaf) && column.is_short();
    (content.mostly(content.amounts) || is_share_of_rows()).then(|| sure(Role::Value))
}

/// Few words below a header that does not describe the rows may be anything.
fn remarks(column: &Column<'_>) -> Option<Told> {
    let is_described = || column.is_named() && describes(column.leaf);
    (column.is_short() && !is_described())
        .then(|| column.unsure(Role::Aside, ["remarks", "values of targets"]))
}
