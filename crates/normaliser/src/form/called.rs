//! What stands under 名称, a head that does not say of what the names are.

use fenjie_model::text::fold;

use super::content::Content;
use super::hints::{is_event, is_place};
use super::roles::unclear;
use super::{Guess, Role, spans_all};
use crate::grid::Grid;
use crate::known::{Known, is_institution};
use crate::measure::of_header;
use crate::registry::is_word_for_kind;
use crate::words::{Heading, Words, heading, heads_units, is_frame, is_time, without_bracket, words};

/// Makes the column one of units where most of its names are of bodies, be they institutions, and says what is open. Rows
/// that are measured each on its own, and rows that others answer for, are of indicators.
pub(super) fn settle<'a>(
    roles: &mut [(usize, Role)],
    contents: &[Content],
    (grid, header_rows): (&Grid<'_>, usize),
    leaf: impl Fn(usize) -> &'a str,
    known: &Known<'_>,
) -> Option<(usize, Guess)> {
    let is_called = |col: usize| without_bracket(&fold(leaf(col))) == "名称";
    let at = roles.iter().position(|(col, role)| *role == Role::Indicator && is_called(*col))?;
    let others = [Role::Unit, Role::Measure, Role::Responsible];
    if roles.iter().any(|(_, role)| others.contains(role)) {
        return None;
    }
    let col = roles[at].0;
    let rows = (header_rows..grid.rows()).filter(|row| grid.prints(*row, col) && !spans_all(grid, *row));
    let names = Names::read(rows.filter(|row| !grid.is_head(*row)).map(|row| grid.text(row, col)), known);
    // 街道 and 镇 beside them are their kinds.
    let tells_kinds = |(col, role): &(usize, Role)| {
        let Content { printed, kinds, sums, .. } = contents[*col];
        *role == Role::Category && kinds > 0 && kinds + sums >= printed
    };
    let are_bodies = names.bodies > 0 && names.bodies * 3 >= names.all * 2;
    // Schools and hospitals are built, towns and firms are not.
    let can_be_works = names.institutions * 2 >= names.bodies;
    let of_works = roles.iter().any(|(col, role)| {
        let tells_of_plan =
            || plans_works(leaf(*col), *role) || contents[*col].works * 2 > contents[*col].printed;
        tells_of_works(leaf(*col)) || can_be_works && tells_of_plan()
    });
    let of_kinds = || names.counted * 2 < names.all && roles[..at].iter().any(tells_kinds);
    if !of_works && (are_bodies && names.things == 0 || of_kinds()) {
        roles[at].1 = Role::Unit;
        return None;
    }
    let is_told = |text: &str| {
        let is_value = || is_frame(text) || is_time(text) || heading(text) == Heading::Value;
        of_header(text).is_some() || !is_value() && known.unit_kind(text).is_none()
    };
    let values = || roles.iter().filter(|(_, role)| *role == Role::Value).map(|(col, _)| leaf(*col));
    let told = values().filter(|text| is_told(text)).count();
    let is_sole = roles.iter().filter(|(_, role)| matches!(role, Role::Indicator | Role::Task)).count() == 1;
    // What the columns count is counted of the rows.
    if !is_sole || names.bodies == 0 || 2 * told <= values().count() || 2 * names.counted >= names.all {
        return None;
    }
    let mut readings = ["names of indicators", "names of units"];
    if !of_works && names.bodies * 2 >= names.all {
        roles[at].1 = Role::Unit;
        readings.reverse();
    }
    Some((col, unclear(leaf(col), readings)))
}

/// 建设地点, 总投资: what is told of what is built, be it called 人民医院.
fn tells_of_works(leaf: &str) -> bool {
    is_place(leaf) || words!("建设 总投资 概算").begin(leaf)
}

/// 计划投资, 投资额, 开工时间: what is told of what is built, or of the works of a town.
fn plans_works(leaf: &str, role: Role) -> bool {
    let leaf = fold(leaf);
    let bare = without_bracket(&leaf);
    let is_day = || words!("时间 日期 年月").before(bare).is_some_and(is_event) || is_event(bare);
    words!("计划投资 年度投资 年度计划投资 本年投资 当年投资 投资额 投资规模").begin(bare)
        || role != Role::Value && is_day()
}

/// What is built or done, at the end of its name; 进校园 is what a show does.
static THINGS: &Words = words!(
    "项目 工程 路 线 渠 水库 楼 网 厂房 用房 管线 广场 停车场 书屋 建设 改造 整治 进校园 进学校 进社区 进机关 进医院 进乡村 进农村",
);

/// The names in a column, sums apart.
#[derive(Default)]
struct Names {
    all: usize,
    /// Those of units; a word for their kind (小学) is rather what is counted.
    bodies: usize,
    /// Of these those of schools, hospitals and the like.
    institutions: usize,
    /// Those of what is counted or built.
    counted: usize,
    /// Of these those of what is built or done.
    things: usize,
}

impl Names {
    fn read<'t>(names: impl Iterator<Item = &'t str>, known: &Known<'_>) -> Self {
        let mut read = Self::default();
        for name in names {
            let kind = known.unit_kind(name);
            if kind.is_some_and(|kind| !kind.is_body()) {
                continue;
            }
            let is_kind = || is_word_for_kind(name) || heads_units(name);
            let is_counted =
                || of_header(name).is_some() || known.registry.indicator::<&str>(name, &[]).is_some();
            let (is_kind, is_thing) = (is_kind(), THINGS.end(name));
            read.all += 1;
            if is_thing {
                read.things += 1;
                read.counted += 1;
            } else if kind.is_some() && !is_kind {
                read.bodies += 1;
                read.institutions += usize::from(is_institution(name));
            } else if is_kind || is_counted() {
                read.counted += 1;
            }
        }
        read
    }
}
