//! What each column of a table is: by the words of its header first, by what stands in it where they leave it open, and by
//! the columns beside it last.

mod by_content;
mod numbers;

use fenjie_model::UnitKind;

use self::by_content::by_content;
use self::numbers::of_numbers;
use super::apart::{Rows, apart};
use super::content::Content;
use super::corner::{Below, below_units, units_down};
use super::hints::{
    is_duration, is_end_or_size, is_helped, is_location, is_place, is_progress, is_standard, names_area,
    names_bodies, names_grade, names_kinds, names_parts, names_persons, names_things,
};
use super::settle::{inner_units, settle};
use super::{Guess, Role, called};
use crate::grid::Grid;
use crate::known::{Known, is_institution};
use crate::measure::split_header;
use crate::paths::column_path;
use crate::words::{
    Heading, heading, is_attribute, is_frame, is_team, is_time, names_places, without_bracket, words,
};

/// The columns of the first group, left to right.
#[derive(Debug)]
pub(super) struct Columns {
    pub(super) roles: Vec<(usize, Role)>,
    /// Those that tell apart rows whose names are alike.
    pub(super) apart: Vec<usize>,
    /// Those of them that say of what kind or of which thing the numbers of a row are.
    pub(super) kinds: Vec<usize>,
    /// Whether these name things.
    pub(super) things: bool,
    /// Whether some of the units are known as such.
    pub(super) bodies: bool,
    pub(super) guesses: Vec<Guess>,
}

/// What each column of the first group is.
pub(super) fn columns(grid: &Grid<'_>, header_rows: usize, width: usize, known: &Known<'_>) -> Columns {
    let groups = grid.columns() / width.max(1);
    let path = |col| column_path(grid, header_rows, col);
    let measures = header_rows > 1 && names_measures(grid, header_rows - 1);
    // The 计量单位 below 镇 is said of the row that it heads.
    let leaf = |col| {
        let path = path(col);
        let label = |text: &&str| measures && heading(text) != Heading::Other && path.len() > 1;
        let skipped = usize::from(path.last().is_some_and(label));
        path.iter().rev().nth(skipped).copied().unwrap_or("")
    };
    let content = |col| {
        let content = Content::of(grid, header_rows, col, groups, width, known);
        // 项目学校, 乡镇卫生院, 医疗机构.
        let head = without_bracket(leaf(col));
        let heads_them = is_institution(head) || words!("机构 单位 企业").end(head);
        if heads_them { content.with_institutions() } else { content }
    };
    let contents: Vec<_> = (0..width).map(content).collect();
    let mut roles: Vec<(usize, Role)> = Vec::with_capacity(width);
    // The roles that the columns before have, each once.
    let mut before: Vec<Role> = Vec::new();
    let mut guesses = Vec::new();
    let marked = || (0..width).filter(|col| contents[*col].are_marks()).map(leaf);
    let is_area = |leaf| known.unit_kind(leaf) == Some(UnitKind::Area);
    let marks_places = marked().any(is_area) && marked().all(|leaf| is_area(leaf) || names_places(leaf));
    for (col, content) in contents.iter().enumerate() {
        let column = Column { leaf: leaf(col), content, before: &before, marks_places, known };
        let heading = heading(column.leaf);
        let heading = match heading {
            // A 工作组 beside 城关镇 is who helps it.
            Heading::Unit if is_team(column.leaf) && column.is_named() => Heading::Other,
            Heading::Other if !column.follows(Role::Unit) && units_down(grid, header_rows, col..width) => {
                Heading::Unit
            }
            Heading::Unit | Heading::UnitOrMeasure
                if content.units == content.sums
                    && content.measures == 0
                    && !column.is_named()
                    && !column.follows(Role::Value) =>
            {
                match below_units(grid, header_rows, col..width, known) {
                    Below::Units => heading,
                    Below::Indicators => Heading::Indicator,
                    Below::RatherIndicators(guess) => {
                        guesses.push((col, guess));
                        Heading::Indicator
                    }
                }
            }
            heading => heading,
        };
        let (role, guess) = column.where_it_is(column.role(heading));
        guesses.extend(guess.map(|guess| (col, guess)));
        if !before.contains(&role) {
            before.push(role);
        }
        roles.push((col, role));
    }
    // Beside 补助金额 and 满意度 what 送餐（份） is counted in is not the measure of all.
    let mut values = roles.iter().filter(|(_, role)| *role == Role::Value);
    if !values.all(|(col, _)| is_frame(leaf(*col)) || is_time(leaf(*col))) {
        let parts =
            roles.iter_mut().filter(|(col, role)| *role == Role::Indicator && names_parts(leaf(*col)));
        parts.for_each(|(_, role)| *role = Role::Aside);
    }
    guesses.extend(called::settle(&mut roles, &contents, (grid, header_rows), leaf, known));
    // Where nothing else names the rows, the towns of 建设地点 are whom they are for.
    // Those of a 类别, and who is to do it, name the rows before the places do.
    let is_named = roles.iter().any(|(col, role)| match role {
        Role::Unit | Role::Indicator | Role::Task | Role::Category | Role::Responsible => true,
        Role::Aside => names_things(leaf(*col)) || names_kinds(leaf(*col)) || is_attribute(leaf(*col)),
        _ => false,
    });
    let is_of_towns = |(col, role): &&mut (usize, Role)| {
        *role == Role::Aside && is_place(leaf(*col)) && contents[*col].names_units()
    };
    if !is_named && let Some(place) = roles.iter_mut().find(is_of_towns) {
        place.1 = Role::Unit;
    }
    if let Some((teams, members)) = members(&roles, &contents, leaf) {
        roles[teams].1 = Role::Category;
        roles[members].1 = Role::Unit;
        guesses.retain(|(col, _)| *col != teams);
    }
    let mut rows = Rows::new(grid, header_rows, groups, &roles);
    if let Some(col) = grade_of_rows(&roles, &contents, &rows, |col| names_grade(leaf(col))) {
        roles[col].1 = Role::Aside;
        rows = Rows::new(grid, header_rows, groups, &roles);
    }
    let settled = settle(&mut roles, &contents, &rows);
    inner_units(&mut roles, &contents, &rows);
    let mut apart = apart(&rows, &roles, &contents);
    // What tells all rows of a name apart is no remark; what tells some apart may be one.
    guesses.retain(|(col, _)| !apart.columns.contains(col));
    if apart.all {
        // What is done there (建设内容, 服务内容) is what the row counts.
        let is_task = |col: &mut usize| match roles[*col].1 {
            Role::Task => true,
            role => role == Role::Aside && names_parts(leaf(*col)),
        };
        let tasks: Vec<usize> = apart.columns.extract_if(.., is_task).collect();
        tasks.into_iter().for_each(|col| roles[col].1 = Role::Indicator);
    } else {
        let some = apart.columns.drain(..);
        guesses.extend(some.map(|col| (col, unclear(leaf(col), ["remarks", "names of rows"]))));
    }
    let alike = (guesses.is_empty() && apart.hardly).then(|| {
        let message = "most rows have the name of another, and nothing tells them apart";
        Guess::new(message, ["several values of one unit", "values of what is not read"])
    });
    let guesses = guesses.into_iter().map(|(_, guess)| guess).chain(settled).chain(alike).collect();
    let is_thing = |col: &usize| names_things(leaf(*col));
    let things: Vec<usize> = things(&roles, &contents, is_thing);
    let mut kinds: Vec<usize> =
        apart.columns.iter().copied().filter(|col| says_which(leaf(*col), &contents[*col])).collect();
    for col in &things {
        [&mut apart.columns, &mut kinds].into_iter().for_each(|names| {
            if !names.contains(col) {
                names.push(*col);
                names.sort_unstable();
            }
        });
    }
    let has_bodies = |content: &Content| content.units + content.institutions > content.sums;
    let bodies = roles.iter().any(|(col, role)| *role == Role::Unit && has_bodies(&contents[*col]));
    Columns { roles, apart: apart.columns, kinds, things: !things.is_empty(), bodies, guesses }
}

/// The columns of teams (第一组, 电子信息招商组) and of the bodies that are in them (成员单位, 主体单位): each of these has rows of its
/// own, where nothing else names units. Who helps a team (帮扶单位) is not in it.
fn members<'a>(
    roles: &[(usize, Role)],
    contents: &[Content],
    leaf: impl Fn(usize) -> &'a str,
) -> Option<(usize, usize)> {
    if roles.iter().any(|(_, role)| matches!(role, Role::Unit | Role::Responsible)) {
        return None;
    }
    let are_teams = |content: &Content| content.teams > 0 && content.teams + content.sums >= content.printed;
    let names = roles.iter().take_while(|(_, role)| *role != Role::Value);
    let is_of_teams = |(col, role): &&(usize, Role)| {
        matches!(role, Role::Indicator | Role::Category) && are_teams(&contents[*col])
    };
    let teams = names.clone().find(is_of_teams)?.0;
    let Content { printed, repeats, sums, .. } = contents[teams];
    let is_of_members = |(col, role): &&(usize, Role)| {
        let bodies = &contents[*col];
        *role == Role::Aside
            && *col > teams
            && names_bodies(leaf(*col))
            && !is_helped(leaf(*col))
            && bodies.names_units()
            && bodies.printed - bodies.sums > printed - repeats - sums
    };
    Some((teams, names.clone().find(is_of_members)?.0))
}

/// The column of grades (等级) in front of the numbers that tells the rows of a unit apart, which nothing else does: it says
/// of which grade what is counted is, and is nothing to be reached.
fn grade_of_rows(
    roles: &[(usize, Role)],
    contents: &[Content],
    rows: &Rows<'_>,
    names_grade: impl Fn(usize) -> bool,
) -> Option<usize> {
    let mut values = roles.iter().filter(|(_, role)| *role == Role::Value).map(|(col, _)| *col);
    let grade = values.next().filter(|col| names_grade(*col) && contents[*col].values == 0)?;
    values.next().filter(|col| contents[*col].mostly(contents[*col].values))?;
    let in_front = roles.iter().take_while(|(col, _)| *col < grade);
    let mut told: Vec<usize> = in_front
        .filter(|(_, role)| matches!(role, Role::Unit | Role::Indicator | Role::Category | Role::Period))
        .map(|(col, _)| *col)
        .collect();
    let are_alike = !told.is_empty() && !rows.are_told_apart(&told);
    told.push(grade);
    (are_alike && rows.are_told_apart(&told)).then_some(grade)
}

/// The columns of things (作物, 税种) behind those of units and before the values: each row is of one of them.
fn things(roles: &[(usize, Role)], contents: &[Content], is_thing: impl Fn(&usize) -> bool) -> Vec<usize> {
    let behind = roles.iter().skip_while(|(_, role)| *role != Role::Unit);
    let before = behind.take_while(|(_, role)| *role != Role::Value);
    let named = before.filter(|(_, role)| *role == Role::Aside).map(|(col, _)| *col);
    named.filter(|col| contents[*col].printed > 0 && is_thing(col)).collect()
}

/// Whether the texts that tell rows of one name apart are said of what these count: they are kinds (区级, 新建), which come
/// again for other units, and neither persons, bodies, documents nor remarks.
fn says_which(leaf: &str, content: &Content) -> bool {
    let is_remark = heading(leaf) == Heading::Aside && !names_kinds(leaf) && !leaf.ends_with("性质");
    let is_of_rows = is_remark
        || is_attribute(leaf)
        || names_persons(leaf)
        || names_bodies(leaf)
        || heading(leaf) == Heading::Responsible
        || words!("情况 进展 状态 进度 优先级 姓名").end(leaf);
    !is_of_rows && content.repeats > 0 && 3 * content.repeats >= content.printed && !content.names_units()
}

/// Whether a row of the header says in what the columns are measured: 计量单位, and beside it nothing but measures.
fn names_measures(grid: &Grid<'_>, row: usize) -> bool {
    let mut printed = (0..grid.columns()).filter(|&col| grid.prints(row, col)).map(|col| grid.text(row, col));
    let is_label = |text| matches!(heading(text), Heading::Measure | Heading::UnitOrMeasure);
    let is_measure = |text| matches!(split_header(text), (name, Some(_)) if name.is_empty());
    printed.next().is_some_and(is_label) && printed.clone().next().is_some() && printed.all(is_measure)
}

/// A column behind others.
struct Column<'a> {
    /// Its innermost header.
    leaf: &'a str,
    content: &'a Content,
    /// The roles of the columns before it.
    before: &'a [Role],
    /// Whether all columns of marks are of kinds of places.
    marks_places: bool,
    known: &'a Known<'a>,
}

impl Column<'_> {
    /// Its role, and what had to be guessed.
    fn role(&self, heading: Heading) -> (Role, Option<Guess>) {
        let Self { leaf, content, before, .. } = *self;
        let role = match heading {
            Heading::Serial => Role::Serial,
            // 性质 over 约束性 says of what kind a goal is, over 续建 what is done.
            Heading::Category if is_attribute(leaf) && content.mostly(content.works) => Role::Aside,
            Heading::Category => Role::Category,
            // In a corner 指标 and 单位 name the columns and the rows.
            Heading::Measure if before.is_empty() && content.measures == 0 && content.names_units() => {
                Role::Unit
            }
            Heading::Measure => Role::Measure,
            Heading::Allocation => Role::Allocation,
            Heading::Responsible => Role::Responsible,
            // 平均等候时间 is a number, 完成时间 a date.
            Heading::Aside
                if (is_duration(leaf) || is_progress(leaf) || is_standard(leaf) || is_end_or_size(leaf))
                    && content.mostly(content.values)
                    && content.times == 0
                    && !content.mostly(content.years) =>
            {
                Role::Value
            }
            // 任务类型 before 责任乡镇 says what is done there, 工程类型 behind a name is a remark on it.
            Heading::Aside if names_kinds(leaf) && !self.is_named() => Role::Category,
            Heading::Aside => Role::Aside,
            // √ under 县 beside 市辖区 says that it is so there.
            Heading::Unit | Heading::Indicator
                if (content.mostly(content.values) || self.marks_places && content.are_marks())
                    && !before.is_empty() =>
            {
                Role::Value
            }
            Heading::Unit | Heading::Indicator if self.is_measured() => Role::Value,
            Heading::Unit => Role::Unit,
            // 工作目标 over sentences says what is to be done.
            Heading::Value if self.holds_tasks() => Role::Task,
            Heading::Value => Role::Value,
            // Some names of indicators end as units' do (家庭农场).
            Heading::Indicator | Heading::Task if content.names_units() => Role::Unit,
            Heading::Indicator => Role::Indicator,
            Heading::UnitOrMeasure if content.measures > content.units => Role::Measure,
            Heading::UnitOrMeasure if self.follows(Role::Indicator) && content.units == 0 => Role::Measure,
            Heading::UnitOrMeasure => Role::Unit,
            Heading::Task if content.mostly(content.values) && !self.holds_tasks() => Role::Value,
            Heading::Task => Role::Task,
            Heading::Other => return by_content(self),
        };
        match role {
            Role::Aside | Role::Responsible | Role::Category => {
                of_numbers(self, role).unwrap_or((role, None))
            }
            role => (role, None),
        }
    }

    /// Where a thing is (所在镇), or where one that has the row helps (包联村), does not tell whom its row is for, nor does a
    /// 片区 behind the values of a town.
    fn where_it_is(&self, (role, guess): (Role, Option<Guess>)) -> (Role, Option<Guess>) {
        let follows_unit = self.follows(Role::Unit);
        if role != Role::Unit {
            (role, guess)
        } else if follows_unit && self.follows(Role::Value) && names_area(self.leaf) {
            (Role::Category, guess)
        } else if follows_unit && is_helped(self.leaf) {
            (Role::Aside, guess)
        } else if !is_location(self.leaf) {
            (role, guess)
        } else if self.follows(Role::Unit) {
            (Role::Aside, guess)
        } else if self.follows(Role::Indicator) {
            let readings = ["names of units", "places of what the rows name"];
            (role, Some(unclear(self.leaf, readings)))
        } else {
            (role, guess)
        }
    }

    /// Whether it counts what the columns before it name: 项目（个） beside 乡镇, over 按计划 and 14.
    fn is_measured(&self) -> bool {
        let named = self.follows(Role::Unit) || self.follows(Role::Indicator);
        named
            && self.content.values > self.content.dashes
            && matches!(split_header(self.leaf), (name, Some(measure)) if !name.is_empty() && measure.id.is_some())
    }

    /// Whether it says in sentences what is to be done, be it that some are short enough to read as values (新增80处以上).
    fn holds_tasks(&self) -> bool {
        let Content { printed, sentences, values, deeds, .. } = *self.content;
        sentences * 2 > printed && values == 0 || sentences > 0 && sentences * 2 >= printed && values == deeds
    }

    /// Whether a column before it names what its rows are.
    fn is_named(&self) -> bool {
        [Role::Unit, Role::Indicator, Role::Task].into_iter().any(|role| self.follows(role))
    }

    /// Whether a column before it has the role.
    fn follows(&self, role: Role) -> bool {
        self.before.contains(&role)
    }
}

/// A header that does not tell what its column holds.
pub(super) fn unclear(leaf: &str, readings: [&'static str; 2]) -> Guess {
    Guess::new(format!("the header {leaf} does not tell what its column holds"), readings)
}
