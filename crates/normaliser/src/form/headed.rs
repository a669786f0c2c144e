//! Rows that print a name and nothing beside it, over rows that do (经济发展 over 固定资产投资, 一类乡镇 over 甲镇): a text that
//! cannot show spans prints a merged section so.

use fenjie_model::UnitKind;

use super::Guess;
use crate::grid::Grid;
use crate::known::{Known, is_value};
use crate::measure::of_header;
use crate::names::{is_part, strip_part};
use crate::paths::innermost;
use crate::registry::{is_total, names_sum};
use crate::words::{Heading, heading, heads_units, words};

/// A section has no longer name.
const LONGEST: usize = 20;

/// Finds them, and says so where they could be rows without values.
pub(crate) fn headed(grid: &Grid<'_>, header_rows: usize, known: &Known<'_>) -> (Vec<usize>, Option<Guess>) {
    let none = (Vec::new(), None);
    // Beside one column of values a row without one is a row that lacks it.
    if grid.columns() <= 2 {
        return none;
    }
    let table = Table { grid, header_rows, known };
    let is_sum = |row: usize| (0..2).any(|col| is_total(grid.text(row, col)));
    let Some(first) = (header_rows..grid.rows()).find(|row| !is_sum(*row)) else { return none };
    let lone = |row: usize| table.lone(row).is_some();
    let heads: Vec<usize> = (first..grid.rows()).filter(|row| lone(*row)).collect();
    let over_rows = |row: &usize| row + 1 < grid.rows() && !lone(row + 1) && table.is_filled(row + 1);
    let begins = heads.first() == Some(&first) && heads.iter().all(over_rows);
    if !begins || !table.are_names(&heads) {
        return none;
    }
    let doubtful = heads.iter().filter_map(|row| table.lone(*row)).find(|name| !is_section(name));
    let alone = table.lone(first).filter(|_| heads.len() == 1);
    let guess = doubtful.or(alone).map(|name| {
        let message = format!("{name} stands over other rows, with nothing beside it");
        Guess::new(message, ["a section of the rows below it", "a row without values"])
    });
    (heads, guess)
}

#[derive(Clone, Copy)]
struct Table<'g, 'a> {
    grid: &'g Grid<'a>,
    header_rows: usize,
    known: &'g Known<'g>,
}

impl<'a> Table<'_, 'a> {
    /// Whether something stands at a place, be it merged from above.
    fn says(self, row: usize, col: usize) -> bool {
        !self.grid.text(row, col).is_empty()
    }

    /// The innermost header of a column.
    fn head(self, col: usize) -> &'a str {
        innermost(self.grid, self.header_rows, col)
    }

    /// The column of the names: the first, or the one behind 序号.
    fn name(self) -> usize {
        usize::from(heading(self.head(0)) == Heading::Serial)
    }

    /// The name of a row that says nothing else.
    fn lone(self, row: usize) -> Option<&'a str> {
        let name = self.name();
        let others = (0..self.grid.columns()).any(|col| col != name && self.says(row, col));
        (self.grid.prints(row, name) && !others).then(|| self.grid.text(row, name))
    }

    /// Whether a row has a name and says something beside it.
    fn is_filled(self, row: usize) -> bool {
        let name = self.name();
        self.says(row, name) && (name + 1..self.grid.columns()).any(|col| self.says(row, col))
    }

    /// Whether all of these rows have names as sections have, and none that the rows below them could have.
    fn are_names(self, heads: &[usize]) -> bool {
        let Self { grid, header_rows, known } = self;
        let name = self.name();
        let rows = (header_rows..grid.rows()).filter(|row| !heads.contains(row) && grid.prints(*row, name));
        let (mut units, mut others) = (0, 0);
        for row in rows {
            let is_unit = known.unit_kind(grid.text(row, name)).is_some();
            *if is_unit { &mut units } else { &mut others } += 1;
        }
        if heads.len() > units + others {
            return false;
        }
        let head = heading(self.head(name));
        let of_units = units > others && head != Heading::Indicator;
        let may_be_units = of_units || matches!(head, Heading::Unit | Heading::UnitOrMeasure);
        heads.iter().enumerate().all(|(at, row)| {
            let text = grid.text(*row, name);
            let is_new = || heads[..at].iter().all(|before| grid.text(*before, name) != text);
            is_name(text)
                && is_new()
                && if may_be_units { of_units && self.names_units(text) } else { self.names_things(text) }
        })
    }

    /// 一类乡镇, 县直部门, 城区片: units together.
    fn names_units(self, text: &str) -> bool {
        let ends = words!("乡镇 镇街 街镇 镇办 部门 单位 企业 学校 园区 开发区 类 组 片区 梯队 方阵 档");
        let together =
            heads_units(text) || ends.end(text) || self.known.unit_kind(text) == Some(UnitKind::Area);
        together && self.known.unit(text).id.is_none()
    }

    /// 经济发展, 民生类: neither a unit nor what is known to be counted.
    fn names_things(self, text: &str) -> bool {
        let is_unit = self.known.unit_kind(text).is_some_and(|kind| kind != UnitKind::Area);
        !is_unit && self.known.registry.indicator::<&str>(text, &[]).is_none()
    }
}

/// Whether a text names a section plainly: with its number, or a kind of units, or a field of work.
fn is_section(text: &str) -> bool {
    strip_part(text).len() < text.len()
        || heads_units(text)
        || words!(
            "乡镇 镇街 街镇 镇办 部门 类 组 片区 梯队 方阵 档 方面 领域 发展 民生 保障 工作 指标 任务 文明 稳定 生态 环境 治理 创新              改革 开放 振兴 党建 服务 经济 事业 社会 调控 协同 安全 建设 项目 工程"
        )
        .end(text)
}

/// Whether a text can be the name of a section: words alone, of which nothing is counted, and no part or sum.
fn is_name(text: &str) -> bool {
    text.chars().nth(LONGEST).is_none()
        && !text.contains(['，', '。', '；', '：', ':'])
        && !is_value(text)
        && of_header(text).is_none()
        && !is_part(text)
        && !names_sum(text)
}
