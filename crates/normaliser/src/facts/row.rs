//! What a row says about all of its cells.

use std::cell::OnceCell;

use fenjie_model::{Code, Finding, UnitKind, UnitRef};

use super::Reader;
use super::listed::listed;
use super::measured::goes_on_over;
use super::parts::Wholes;
use crate::findings::Findings;
use crate::form::{Axis, Group, Role};
use crate::headers::Headers;
use crate::known::{Known, is_nothing, is_value};
use crate::measure::split_header;
use crate::names::{measure_of_title, names_group, says_how, stands_over, strip_part};
use crate::owner::is_body;
use crate::paths::row_path;
use crate::registry::{names_sum, sums_group};
use crate::serials::serial;
use crate::when::next_year;
use crate::words::{Heading, heading, is_attribute, is_frame, is_worth, words};

/// What a row says about all of its cells.
pub(super) struct Row<'a> {
    pub(super) names: Headers<'a>,
    /// The names in it that are of indicators.
    pub(super) indicators: Vec<&'a str>,
    /// Of what kind or of which thing its numbers are (区级, 小麦), innermost first.
    pub(super) kinds: Vec<&'a str>,
    /// The category or the section that it is in, attributes apart.
    pub(super) group: Option<&'a str>,
    /// Whether it names its category behind its unit, and so as what is counted (罚没收入 beside 张桥镇).
    pub(super) counts_category: bool,
    /// What of all that it stands under is told in the names of its indicators, innermost first.
    pub(super) under: Vec<&'a str>,
    /// The whole that it is a part of, where its own name does not say what it counts.
    pub(super) whole: Option<&'a str>,
    pub(super) unit: Option<UnitRef>,
    pub(super) measure: &'a str,
    pub(super) category: Option<&'a str>,
    pub(super) number: Option<i64>,
    pub(super) allocation: Option<String>,
    /// Those who answer for its numbers, with the columns that name them.
    pub(super) responsible: Vec<(usize, UnitRef)>,
    /// Whether it stands among units and tells of the columns (定价（元/份）).
    pub(super) of_columns: bool,
    /// Whether it only says when or how numbers are meant: those of the unit above, or of all.
    pub(super) goes_on: bool,
    /// Whether it is one of the rows below or above those of several units, of which no other has such a row.
    pub(super) of_all: bool,
    /// Whether it prints a number without a measure of its own, once that is asked.
    pub(super) prints_amount: OnceCell<bool>,
}

/// What the rows above a row name.
#[derive(Debug, Clone, Default)]
pub(super) struct Above<'a> {
    unit: Option<UnitRef>,
    indicators: Vec<&'a str>,
    wholes: Wholes<'a>,
}

impl<'a> Above<'a> {
    /// The name of the unit that a row without one has, if it only says when or how its numbers are meant.
    pub(super) fn unit_of(&self, row: &Row<'a>) -> Option<&str> {
        self.unit.as_ref().filter(|_| row.goes_on && !row.of_all).map(|unit| unit.raw.as_str())
    }

    /// Lets a row that only says how its numbers are meant (增长 below 社会消费品零售总额) be of what the row above names for the
    /// same unit.
    pub(super) fn name(&mut self, row: &mut Row<'a>, known: &Known<'_>) {
        // 上年完成 below 甲镇, or below the total, is of that.
        if row.goes_on && !row.of_all {
            row.unit = self.unit.clone();
        }
        let how = !row.indicators.is_empty() && row.indicators.iter().all(|text| says_how(text));
        if self.unit != row.unit {
            self.wholes = Wholes::default();
        }
        self.wholes.name(row, &row.indicators.clone(), how, known);
        if how && self.unit == row.unit {
            row.indicators.splice(0..0, self.indicators.iter().copied());
        } else {
            let indicators = if how { Vec::new() } else { row.indicators.clone() };
            (self.unit, self.indicators) = (row.unit.clone(), indicators);
        }
    }
}

/// A row of one group, as it is printed.
#[derive(Clone, Copy)]
pub(super) struct Line<'r, 'a> {
    pub(super) table: &'r Reader<'a>,
    pub(super) group: &'r Group,
    pub(super) row: usize,
    /// Whether it heads the rows below it.
    pub(super) is_head: bool,
    /// Whether a row like it that names no unit is of all units.
    pub(super) of_all: bool,
}

impl<'a> Line<'_, 'a> {
    /// Reads it in a section; none where it tells nothing.
    pub(super) fn read(self, section: Option<&'a str>, findings: &mut Findings) -> Option<Row<'a>> {
        let Self { table: Reader { grid, form, known, period, .. }, group, row, .. } = self;
        // The last row of a folded table can lack a group.
        if form.groups.len() > 1 && !group.columns.iter().any(|(col, _)| grid.prints(row, *col)) {
            return None;
        }
        let name_columns = self.names();
        let path = row_path(grid, row, &name_columns);
        // 一、赵巷镇 over its rows.
        let of_section =
            section.map(strip_part).filter(|name| form.axis == Axis::Region && is_body(name, known));
        let section = section.filter(|_| of_section.is_none());
        // What a row tells of the columns stands where a unit or an indicator would, and is none.
        let told = match form.axis {
            Axis::Down => self.named_unit().map(|col| self.text(col)),
            Axis::Across | Axis::Region => path.last().copied(),
        };
        let told = told.filter(|text| form.axis != Axis::Down || known.unit_kind(text).is_none());
        // What the columns are worth (权重, 分值), and who answers for them, is no goal of a unit.
        let states =
            || group.of(Role::Value).any(|col| is_value(self.text(col)) && !is_nothing(self.text(col)));
        let is_of_unit = |text: &&str| form.axis == Axis::Down && is_worth(text);
        if told.is_some_and(|text| is_of_unit(&text) || !states() && describes_columns(text)) {
            return None;
        }
        // 增长（%） and 定价（元） among units have none.
        let of_columns =
            told.filter(|text| form.axis == Axis::Down && group.bodies && tells_of_columns(text, known));
        let unit = match form.axis {
            Axis::Down if of_columns.is_some_and(is_frame) && self.of_all => {
                let region = known.region_unit();
                let names = region.as_ref().map_or("the region", |region| &*region.name);
                // 2025年全县完成 says whose it is.
                let is_said = told.is_some_and(|text| {
                    words!("全省 全市 全州 全盟 全县 全区 全旗").are_in(text) || text.contains(names)
                });
                findings.extend(self.without_name(Some(names)).filter(|_| !is_said));
                region
            }
            Axis::Down if of_columns.is_some() => None,
            Axis::Down => Some(self.unit(findings)?),
            Axis::Across => None,
            Axis::Region if path.is_empty() && !group.of(Role::Value).any(|col| grid.prints(row, col)) => {
                return None;
            }
            Axis::Region => match of_section {
                Some(name) => Some(self.table.unit(name, row, 0, findings)),
                None => self.table.unit_of_all(row, findings),
            },
        };
        let total = unit.as_ref().filter(|_| form.axis == Axis::Down);
        let total = total.filter(|unit| matches!(unit.kind, UnitKind::Total | UnitKind::DistrictTotal));
        // What stands above the blank beside a sum is not said of it, but for the category that it is the sum of.
        let is_sum = total.is_some() || self.sum().is_some();
        let is_said = |col: &usize| !((is_sum || self.is_head) && self.is_from_above(*col));
        let said = |role| group.of(role).filter(is_said);
        // A total over all sections is of none of them.
        let is_whole = total.is_some_and(|unit| unit.kind == UnitKind::DistrictTotal);
        let section = section.filter(|_| !is_whole && !self.is_over_all());
        // 属性 says what kind of goal it is, where nothing says what it belongs to.
        let belongs = self.category(&name_columns, false).or(section);
        let category = belongs.or_else(|| self.category(&name_columns, true));
        // A sum of rows that are all measured alike is so too.
        let is_one = |col: &usize| form.axis == Axis::Down && self.table.measures.is_one(*col);
        let mut measures = group.of(Role::Measure).filter(|col| is_said(col) || is_one(col));
        let measure = measures.find(|col| !is_nothing(self.text(*col)));
        // Nor has a row that prints none that of another kind above it.
        let name = path.last().map_or("", |name| strip_part(name));
        let above = |col| {
            let path = grid.cell(row, col).map(|cell| row_path(grid, cell.row, &name_columns));
            path.and_then(|path| path.last().map(|name| strip_part(name))).unwrap_or_default()
        };
        let measure = measure
            .filter(|col| !self.is_from_above(*col) || goes_on_over((self.text(*col), above(*col)), name));
        let mut names = Headers::read(path, period.year);
        let next = period.year.filter(|year| self.table.known.signs_in(*year)).map(|year| year + 1);
        names.period.year = names.period.year.or(next.filter(|_| next_year(&names.path).is_some()));
        // What a thing is measured in goes on over the row of its growth, and is not said of it.
        let measure = measure.filter(|col| !names.growth || grid.prints(row, *col));
        // A number that is merged over a total is not the total's.
        let mut numbers = said(Role::Serial).filter(|col| !is_sum || grid.prints(row, *col));
        let number = numbers.find(|col| !self.text(*col).is_empty());
        let allocation = said(Role::Allocation).map(|col| self.text(col)).find(|text| !text.is_empty());
        let responsible = said(Role::Responsible)
            .flat_map(|col| listed(self.text(col)).into_iter().map(move |name| (col, name)))
            .filter(|(_, name)| !names_sum(name))
            .map(|(col, name)| (col, self.table.unit(name, row, col, findings)))
            .collect();
        let unmarked = |name| self.table.known.noted.name(name);
        Some(Row {
            names,
            indicators: self
                .indicator_names(&name_columns)
                .into_iter()
                .chain(of_columns)
                .map(unmarked)
                .collect(),
            kinds: self.kinds(),
            group: belongs,
            counts_category: self.counts_category(&name_columns),
            under: Vec::new(),
            whole: None,
            // 一、工业投资（万元）
            measure: measure
                .map(|col| self.text(col))
                .or_else(|| belongs.and_then(measure_of_title))
                .unwrap_or_default(),
            category,
            number: number.and_then(|col| serial(self.text(col))),
            allocation: allocation.map(str::to_owned),
            responsible,
            unit,
            of_columns: of_columns.is_some(),
            goes_on: of_columns.is_some_and(is_frame),
            of_all: self.of_all,
            prints_amount: OnceCell::new(),
        })
    }

    fn text(self, col: usize) -> &'a str {
        self.table.grid.text(self.row, col)
    }

    /// Whether the place is blank, and was given to the cell above it.
    fn is_from_above(self, col: usize) -> bool {
        self.table.grid.cell(self.row, col).is_some_and(|cell| cell.row + cell.row_span <= self.row)
    }

    /// The columns of a role; what stands above the blanks of a head is not said of it.
    fn columns(self, role: Role) -> impl Iterator<Item = usize> {
        self.group.of(role).filter(move |col| !(self.is_head && self.is_from_above(*col)))
    }

    /// Whether a category stands behind the unit that is its row's, and is no name of it.
    fn counts_category(self, names: &[usize]) -> bool {
        let unit = self.group.of(Role::Unit).last();
        let mut categories = self.group.of(Role::Category).filter(|col| !names.contains(col));
        unit.is_some_and(|unit| categories.any(|col| col > unit))
    }

    /// What it says in the columns that tell of what kind its numbers are.
    fn kinds(self) -> Vec<&'a str> {
        let texts = self.group.kinds.iter().rev().map(|col| self.text(*col));
        let names = texts.filter(|text| !is_nothing(text) && !says_how(text) && !names_sum(text));
        names.map(stands_over).collect()
    }

    /// The name of a sum in it.
    fn sum(self) -> Option<&'a str> {
        let mut names = self.group.names(self.table.form.axis).into_iter().map(|col| self.text(col));
        names.find(|name| names_sum(name))
    }

    /// Whether it is a total over all rows.
    fn is_over_all(self) -> bool {
        self.sum().is_some_and(|sum| !sums_group(sum))
    }

    /// The columns of its names.
    fn names(self) -> Vec<usize> {
        let mut names = self.group.names(self.table.form.axis);
        // A total over all, or what heads the rows below it, is of nothing that a blank beside it goes on from.
        if self.is_head || self.table.is_ruled() && self.is_over_all() {
            names.retain(|col| !self.is_from_above(*col));
        }
        names
    }

    /// Those of them that name indicators: a category among them is one of units.
    fn indicators(self, names: &[usize]) -> Vec<usize> {
        let is_of_units =
            |role| role == Role::Unit || role == Role::Category && self.table.form.axis == Axis::Down;
        let columns = self.group.columns.iter();
        let named = columns.filter(|(col, role)| names.contains(col) && !is_of_units(*role));
        named.map(|(col, _)| *col).filter(|col| !self.group.apart.contains(col)).collect()
    }

    /// What they say; a dash names nothing.
    fn indicator_names(self, names: &[usize]) -> Vec<&'a str> {
        let mut names = row_path(self.table.grid, self.row, &self.indicators(names));
        names.retain(|name| !is_nothing(name));
        names
    }

    /// The column of the innermost unit that the row names.
    fn named_unit(self) -> Option<usize> {
        self.columns(Role::Unit).filter(|&col| !self.text(col).is_empty()).last()
    }

    /// The unit that the row names, its innermost.
    fn unit(self, findings: &mut Findings) -> Option<UnitRef> {
        let named = self.named_unit();
        let Some(col) = named.filter(|&col| !is_nothing(self.text(col))) else {
            findings.extend(self.without_name(None));
            return None;
        };
        if self.table.table.spans_shown && self.is_from_above(col) {
            findings.extend(self.without_name(Some(self.text(col))));
        }
        // 一、乡镇 over its towns is their sum.
        if self.is_head && names_group(self.text(col)) {
            let name = self.text(col).to_owned();
            return Some(UnitRef { id: None, raw: name.clone(), name, kind: UnitKind::Total });
        }
        Some(self.table.unit(self.text(col), self.row, col, findings))
    }

    /// Says that a row of numbers names no unit, and which one above was taken for it.
    pub(super) fn without_name(self, taken: Option<&str>) -> Option<Finding> {
        let is_number = |text: &str| is_value(text) && !is_nothing(text);
        let mut numbers = self.group.of(Role::Value).filter(|&col| is_number(self.text(col)));
        let first = numbers.find_map(|col| self.table.grid.cell(self.row, col))?;
        let none = "targets of a unit without a name".to_owned();
        let readings = match taken {
            Some(region) if self.of_all => [format!("targets of {region}"), none],
            Some(above) => [format!("targets of {above}, above it"), none],
            None => ["a row without targets".to_owned(), none],
        };
        let place = self.table.place(first);
        let finding = Finding::ambiguous(Code::RolesUnclear, "the row names no unit", readings, place);
        Some(finding.printed(&first.text))
    }

    /// What its columns of categories say, those of attributes or the others.
    fn category(self, names: &[usize], attribute: bool) -> Option<&'a str> {
        let grid = self.table.grid;
        // A name that reaches over the column of another role is no more than a name.
        let of_names = || self.group.of(Role::Unit).chain(self.group.of(Role::Indicator));
        let is_of_name = |col| {
            let owner = grid.owner(self.row, col);
            owner.is_some() && of_names().any(|name| grid.owner(self.row, name) == owner)
        };
        if self.group.of(Role::Category).any(is_of_name) {
            return None;
        }
        let is_meant =
            |col: &usize| self.table.columns[*col].path.iter().any(|text| is_attribute(text)) == attribute;
        // What stands above the blank beside a total over all is not said of it, if it is no name.
        let is_said = |col: &usize| names.contains(col) || !(self.is_over_all() && self.is_from_above(*col));
        let said = self.columns(Role::Category).filter(is_meant).filter(is_said);
        said.map(|col| self.text(col)).find(|text| !text.is_empty())
    }
}

/// Whether a row of this name describes the columns: 责任单位, 完成时限, 备注.
fn describes_columns(name: &str) -> bool {
    // 组织部门 is a department.
    matches!(heading(name), Heading::Responsible | Heading::Aside) && !name.trim_start().starts_with("组织")
}

/// Whether what stands among units says what the columns tell, and is none: 上年完成, 增长（%）, 定价（元/份）.
fn tells_of_columns(text: &str, known: &Known<'_>) -> bool {
    let (name, measure) = split_header(text);
    let is_told = heading(text) == Heading::Value
        || is_frame(text)
        || measure.is_some_and(|measure| measure.id.is_some());
    is_told && known.unit_kind(&name).is_none()
}
