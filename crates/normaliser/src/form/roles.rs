//! What each column of a table is: by the words of its header first, by what stands in it where they leave it open, and by
//! the columns beside it last.

use super::content::Content;
use super::corner::units_down;
use super::{Guess, Role};
use crate::grid::Grid;
use crate::known::Known;
use crate::measure::of_header;
use crate::paths::column_path;
use crate::words::{Heading, heading};

/// The role of each column of the first group, left to right; what was guessed goes into `guesses`.
pub(super) fn roles(
    grid: &Grid<'_>,
    header_rows: usize,
    width: usize,
    known: &Known<'_>,
    guesses: &mut Vec<Guess>,
) -> Vec<(usize, Role)> {
    let groups = grid.columns() / width.max(1);
    let contents: Vec<_> =
        (0..width).map(|col| Content::of(grid, header_rows, col, groups, width, known)).collect();
    let mut out: Vec<(usize, Role)> = Vec::with_capacity(width);
    // The roles that the columns before have, each once.
    let mut before: Vec<Role> = Vec::new();
    for (col, content) in contents.iter().enumerate() {
        let path = column_path(grid, header_rows, col);
        let leaf = path.last().copied().unwrap_or("");
        let has = |role| before.contains(&role);
        let role = match heading(leaf) {
            Heading::Serial => Role::Serial,
            Heading::Category => Role::Category,
            Heading::Measure => Role::Measure,
            Heading::Allocation => Role::Allocation,
            Heading::Responsible => Role::Responsible,
            Heading::Aside => Role::Aside,
            Heading::Unit | Heading::Indicator if content.mostly(content.values) && !out.is_empty() => {
                Role::Value
            }
            Heading::Unit => Role::Unit,
            // 工作目标 over sentences says what is to be done.
            Heading::Value if content.sentences * 2 > content.printed && content.values == 0 => Role::Task,
            Heading::Value => Role::Value,
            // Some names of indicators end as units' do (家庭农场).
            Heading::Indicator if content.units * 3 >= content.printed * 2 && content.units > 0 => Role::Unit,
            Heading::Indicator => Role::Indicator,
            Heading::UnitOrMeasure
                if content.measures > content.units || (has(Role::Indicator) && content.units == 0) =>
            {
                Role::Measure
            }
            Heading::UnitOrMeasure => Role::Unit,
            Heading::Task if content.mostly(content.values) => Role::Value,
            Heading::Task => Role::Task,
            Heading::Other if !has(Role::Unit) && units_down(grid, header_rows, col..width) => Role::Unit,
            Heading::Other if is_part_of_name(content, &out, &contents) => Role::Indicator,
            Heading::Other => by_content(leaf, content, &before, guesses),
        };
        if !before.contains(&role) {
            before.push(role);
        }
        out.push((col, role));
    }
    guesses.extend(settle(&mut out, &contents));
    out
}

/// Whether the names before are alike in several rows, and the column tells all of these apart (河流, 断面).
fn is_part_of_name(content: &Content, before: &[(usize, Role)], contents: &[Content]) -> bool {
    let names = || {
        before
            .iter()
            .filter(|(_, role)| matches!(role, Role::Unit | Role::Indicator))
            .map(|(col, _)| &contents[*col])
    };
    let tells_all = |column: &Content| column.repeats == 0 && column.printed >= content.printed;
    let is_of_names = content.values + content.times + content.long == 0 && content.printed > 1;
    is_of_names
        && content.repeats == 0
        && !before.iter().any(|(_, role)| *role == Role::Value)
        && names().next().is_some()
        && !names().any(tells_all)
}

/// The role of a column whose header says nothing that is known.
fn by_content(leaf: &str, content: &Content, before: &[Role], guesses: &mut Vec<Guess>) -> Role {
    let has = |role| before.contains(&role);
    let named = has(Role::Unit) || has(Role::Indicator) || has(Role::Task);
    if leaf.is_empty() && before.is_empty() && content.printed > 0 && content.numbers_only == content.printed
    {
        return Role::Serial;
    }
    let without_numbers = content.values == content.dashes;
    let bodies = named && content.values < content.printed && names_bodies(leaf);
    if without_numbers && (names_persons(leaf) || bodies) {
        return Role::Aside;
    }
    if content.printed == 0 {
        return if leaf.is_empty() { Role::Aside } else { Role::Value };
    }
    if content.mostly(content.values) && (named || !before.is_empty() || content.units == 0) {
        return Role::Value;
    }
    if !has(Role::Value) && !content.mostly(content.values) {
        if content.mostly(content.units) {
            return Role::Unit;
        }
        let tasks = ["任务", "工作", "内容", "事项", "措施"].iter().any(|word| leaf.contains(word));
        if !named && tasks && content.long * 2 > content.printed {
            return Role::Task;
        }
        if !named {
            let corner = leaf.is_empty() || leaf.contains(['/', '／', '＼', '\\', '、']);
            // Over names it is told of the other side; over times it is told of them.
            let of_times = ["月份", "季度", "年份", "年度", "时段"].contains(&leaf);
            if !corner && !of_times {
                guesses.push(unclear(leaf, ["names of indicators", "names of units"]));
            }
            return Role::Indicator;
        }
    }
    if content.mostly(content.times) {
        return Role::Aside;
    }
    if named && ["内容", "规模"].iter().any(|end| leaf.ends_with(end)) {
        return Role::Aside;
    }
    if of_header(leaf).is_some() || content.values > 0 {
        return Role::Value;
    }
    if content.long * 2 < content.printed {
        guesses.push(unclear(leaf, ["remarks", "values of targets"]));
    }
    Role::Aside
}

/// 包村干部, 链长: who answers for the row.
fn names_persons(leaf: &str) -> bool {
    ["干部", "人员", "链长", "河长", "湖长", "林长", "田长", "组长", "书记", "联络员"]
        .iter()
        .any(|end| leaf.ends_with(end))
}

/// 链主企业, 帮扶单位: who has to do with the row.
fn names_bodies(leaf: &str) -> bool {
    ["企业", "公司", "机构", "单位", "部门", "主体", "名单"].iter().any(|end| leaf.ends_with(end))
}

/// A header that does not tell what its column holds.
fn unclear(leaf: &str, readings: [&'static str; 2]) -> Guess {
    Guess::new(format!("the header {leaf} does not tell what its column holds"), readings)
}

/// What a table lacks, another of its columns may stand for.
fn settle(columns: &mut [(usize, Role)], contents: &[Content]) -> Option<Guess> {
    let has = |columns: &[(usize, Role)], role| columns.iter().any(|(_, r)| *r == role);
    if let Some(at) = responsible_units(columns, contents) {
        columns[at].1 = Role::Unit;
        return None;
    }
    if has(columns, Role::Unit) || has(columns, Role::Indicator) {
        return None;
    }
    // What the rows are told apart by names them where nothing else does (救助类别).
    let category = columns.iter().position(|(_, role)| *role == Role::Category);
    if let Some(at) = category.filter(|_| !has(columns, Role::Task)) {
        columns[at].1 = Role::Indicator;
        return None;
    }
    // Tasks with numbers beside them are indicators in other words; tasks without give no targets.
    let numbers = columns
        .iter()
        .any(|(col, role)| *role == Role::Value && contents[*col].mostly(contents[*col].values));
    let mut long = false;
    let tasks = has(columns, Role::Task);
    for (col, role) in columns.iter_mut() {
        match role {
            Role::Task if numbers => {
                long |= contents[*col].mostly(contents[*col].long);
                *role = Role::Indicator;
            }
            Role::Value if !numbers => *role = Role::Aside,
            _ => {}
        }
    }
    match (numbers, tasks) {
        (true, true) if long => {
            Some(Guess::new("numbers stand beside tasks", ["names of indicators", "tasks without targets"]))
        }
        (true, false) => {
            let readings = ["values of what their headers name", "values of rows whose names are missing"];
            Some(Guess::new("no column names what the values are of", readings))
        }
        _ => None,
    }
}

/// The column of 责任单位 whose units the rows are broken down to: no other names them, and it stands before what the rows
/// tell of them, be it values or the names of indicators.
fn responsible_units(columns: &[(usize, Role)], contents: &[Content]) -> Option<usize> {
    let is_of_units =
        |(col, role): &(usize, Role)| *role == Role::Unit && contents[*col].areas * 2 < contents[*col].units;
    let tells_apart = |(col, role): &(usize, Role)| *role == Role::Category && contents[*col].repeats == 0;
    if columns.iter().any(|column| is_of_units(column) || column.1 == Role::Task) {
        return None;
    }
    let first = |roles: &[Role]| columns.iter().position(|(_, role)| roles.contains(role));
    let responsible = first(&[Role::Responsible])?;
    // A category of its own for each row is what the row is of.
    let sole = contents[columns[responsible].0].printed;
    if columns.iter().any(|column| tells_apart(column) && contents[column.0].printed >= sole) {
        return None;
    }
    let is_before = |at: Option<usize>| at.is_none_or(|at| responsible < at);
    let is_alone = first(&[Role::Indicator]).is_none();
    (is_before(first(&[Role::Indicator])) && (is_alone || is_before(first(&[Role::Value]))))
        .then_some(responsible)
}
