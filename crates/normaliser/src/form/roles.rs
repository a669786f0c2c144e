//! What each column of a table is: by the words of its header first, by what stands in it where they leave it open, and by
//! the columns beside it last.

use fenjie_model::text::fold;

use super::apart::{Rows, apart};
use super::content::Content;
use super::corner::units_down;
use super::{Guess, Role};
use crate::grid::Grid;
use crate::known::Known;
use crate::measure::of_header;
use crate::paths::column_path;
use crate::words::{Heading, heading};

/// The columns of the first group, left to right.
#[derive(Debug)]
pub(super) struct Columns {
    pub(super) roles: Vec<(usize, Role)>,
    /// Those that tell apart rows whose names are alike.
    pub(super) apart: Vec<usize>,
    pub(super) guesses: Vec<Guess>,
}

/// What each column of the first group is.
pub(super) fn columns(grid: &Grid<'_>, header_rows: usize, width: usize, known: &Known<'_>) -> Columns {
    let groups = grid.columns() / width.max(1);
    let contents: Vec<_> =
        (0..width).map(|col| Content::of(grid, header_rows, col, groups, width, known)).collect();
    let mut out: Vec<(usize, Role)> = Vec::with_capacity(width);
    // The roles that the columns before have, each once.
    let mut before: Vec<Role> = Vec::new();
    let mut guesses = Vec::new();
    for (col, content) in contents.iter().enumerate() {
        let path = column_path(grid, header_rows, col);
        let leaf = path.last().copied().unwrap_or("");
        let has = |role| before.contains(&role);
        let mut guess = None;
        let mut role = match heading(leaf) {
            Heading::Serial => Role::Serial,
            Heading::Category => Role::Category,
            Heading::Measure => Role::Measure,
            Heading::Allocation => Role::Allocation,
            Heading::Responsible => Role::Responsible,
            // 平均等候时间 is a number, 完成时间 a date.
            Heading::Aside if is_duration(leaf) && content.mostly(content.values) && content.times == 0 => {
                Role::Value
            }
            Heading::Aside => Role::Aside,
            Heading::Unit | Heading::Indicator if content.mostly(content.values) && !out.is_empty() => {
                Role::Value
            }
            Heading::Unit => Role::Unit,
            // 工作目标 over sentences says what is to be done.
            Heading::Value if content.sentences * 2 > content.printed && content.values == 0 => Role::Task,
            Heading::Value => Role::Value,
            // Some names of indicators end as units' do (家庭农场).
            Heading::Indicator | Heading::Task if content.names_units() => Role::Unit,
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
            Heading::Other => by_content(leaf, content, &before, &mut guess),
        };
        // Where a thing is does not tell whom its row is for.
        if role == Role::Unit && is_location(leaf) {
            if has(Role::Unit) {
                role = Role::Aside;
            } else if has(Role::Indicator) {
                guess = Some(unclear(leaf, ["names of units", "places of what the rows name"]));
            }
        }
        guesses.extend(guess.map(|guess| (col, guess)));
        if !before.contains(&role) {
            before.push(role);
        }
        out.push((col, role));
    }
    let rows = Rows::new(grid, header_rows, groups, &out);
    let settled = settle(&mut out, &contents, &rows);
    let mut apart = apart(&rows, &out, &contents);
    // What tells all rows of a name apart is no remark; what tells some apart may be one.
    guesses.retain(|(col, _)| !apart.columns.contains(col));
    if apart.all {
        // What is done there (建设内容) is what the row counts.
        let is_task = |col: &usize| out[*col].1 == Role::Task;
        let tasks: Vec<usize> = apart.columns.extract_if(.., |col| is_task(col)).collect();
        tasks.into_iter().for_each(|col| out[col].1 = Role::Indicator);
    } else {
        guesses.extend(apart.columns.drain(..).map(|col| {
            let path = column_path(grid, header_rows, col);
            (col, unclear(path.last().copied().unwrap_or(""), ["remarks", "names of rows"]))
        }));
    }
    let guesses = guesses.into_iter().map(|(_, guess)| guess).chain(settled).collect();
    Columns { roles: out, apart: apart.columns, guesses }
}

/// The role of a column whose header says nothing that is known.
fn by_content(leaf: &str, content: &Content, before: &[Role], guess: &mut Option<Guess>) -> Role {
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
            // 收入项目, 控制指标: what is told of, by name.
            let of_indicators = ["指标", "项目"].iter().any(|end| leaf.ends_with(end));
            if !corner && !of_times && !of_indicators {
                *guess = Some(unclear(leaf, ["names of indicators", "names of units"]));
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
    if content.mostly(content.states) {
        // 是否重点村 tells of what kind a village is, 是否建成 what is to be.
        if leaf.starts_with("是否") {
            *guess = Some(unclear(leaf, ["values of targets", "remarks"]));
        }
        return Role::Value;
    }
    if content.long * 2 < content.printed && !(named && describes(leaf)) {
        *guess = Some(unclear(leaf, ["remarks", "values of targets"]));
    }
    Role::Aside
}

/// 平均等候时间, 办理时限: a time that is a number of minutes or days, or when something is to be done.
fn is_duration(leaf: &str) -> bool {
    let leaf = fold(leaf);
    let bare = leaf.split('(').next().unwrap_or(&leaf);
    ["时间", "时限", "时长"].iter().any(|end| bare.ends_with(end))
}

/// 所在镇办, 属地: where the things of the rows are.
fn is_location(leaf: &str) -> bool {
    let leaf = fold(leaf);
    ["所在", "所属", "属地"].iter().any(|word| leaf.starts_with(word)) || leaf.ends_with("属地")
}

/// 所属行业, 亩均评价: what the things of the rows belong to, or how they are graded.
fn describes(leaf: &str) -> bool {
    leaf.starts_with("所属") || ["评价", "评级"].iter().any(|end| leaf.ends_with(end))
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
fn settle(columns: &mut [(usize, Role)], contents: &[Content], rows: &Rows<'_>) -> Option<Guess> {
    let has = |columns: &[(usize, Role)], role| columns.iter().any(|(_, r)| *r == role);
    if let Some(at) = categories_of_units(columns, contents) {
        columns[at].1 = Role::Unit;
        return None;
    }
    if let Some((at, guess)) = responsible_units(columns, contents, rows) {
        columns[at].1 = Role::Unit;
        return guess;
    }
    if has(columns, Role::Unit) || has(columns, Role::Indicator) {
        return None;
    }
    // What the rows are told apart by names them where nothing else does: 救助类别, or times in front of the values.
    let category = columns.iter().position(|(_, role)| *role == Role::Category);
    let in_front = columns.iter().take_while(|(_, role)| *role != Role::Value);
    let is_of_times =
        |(col, role): &(usize, Role)| *role == Role::Aside && contents[*col].mostly(contents[*col].times);
    let times = in_front.clone().position(is_of_times);
    if let Some(at) = category.or(times).filter(|_| !has(columns, Role::Task)) {
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

/// The column of 板块, 组别 or the like whose texts are units, where no other column names them.
fn categories_of_units(columns: &[(usize, Role)], contents: &[Content]) -> Option<usize> {
    let named = columns.iter().any(|(_, role)| *role == Role::Indicator);
    // Beside other names, what only ends as units' names do (产业园区) is of what kind these are.
    let is_of_units = |content: &Content| {
        content.names_units()
            && content.areas * 2 < content.units
            && (!named || content.places > 0 && content.units == content.printed)
    };
    let first =
        columns.iter().position(|(col, role)| *role == Role::Category && is_of_units(&contents[*col]));
    first.filter(|_| columns.iter().all(|(_, role)| *role != Role::Unit))
}

/// The column of 责任单位 whose units the rows are broken down to: no other names them, and it stands before what the rows
/// tell of them, be it values or the names of indicators. In front of names departments answer for what is named (责任单位,
/// 指标名称), unless the names are the same for each of them.
fn responsible_units(
    columns: &[(usize, Role)],
    contents: &[Content],
    rows: &Rows<'_>,
) -> Option<(usize, Option<Guess>)> {
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
    let Some(indicator) = first(&[Role::Indicator]) else {
        return Some((responsible, None));
    };
    if indicator < responsible || first(&[Role::Value]).is_some_and(|value| value < responsible) {
        return None;
    }
    let names = columns.iter().filter(|(_, role)| *role == Role::Indicator).map(|(col, _)| *col);
    if !rows.are_told_apart(&names.collect::<Vec<_>>()) {
        return Some((responsible, None));
    }
    // Places have the rows, if they do not answer for what is done there.
    let places = contents[columns[responsible].0].places;
    let readings = ["units", "who answers for what the rows name"];
    let guess = || Guess::new("places stand under 责任单位, in front of names", readings);
    (places > 0 && places * 2 >= sole).then(|| (responsible, Some(guess())))
}
