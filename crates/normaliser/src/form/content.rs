//! What stands in the columns of a table, in counts.

use fenjie_model::{HashSet, UnitKind, ValueKind};

use super::spans_all;
use crate::grid::Grid;
use crate::known::{Known, is_institution};
use crate::measure::split_header;
use crate::value::{self, is_amounts, is_state};
use crate::words::{Words, heads_units, is_time, words};

/// What stands in a column below the header.
#[derive(Debug, Default)]
pub(super) struct Content {
    pub(super) printed: usize,
    pub(super) values: usize,
    /// Of the values those that say what is to be done (新增80处以上).
    pub(super) deeds: usize,
    /// Of the values those that say that there is nothing.
    pub(super) dashes: usize,
    pub(super) numbers_only: usize,
    pub(super) units: usize,
    /// Schools, hospitals, works: they can have the row, be built in it or be counted there, as what stands over them tells.
    pub(super) institutions: usize,
    /// Of the units those over others (合计).
    pub(super) sums: usize,
    /// Units that are groups of others (东部片区).
    pub(super) areas: usize,
    /// Units that are parts of a region and no bodies of it.
    pub(super) places: usize,
    /// Units that are no parts of a region, nor firms, nor sums: 应急局.
    pub(super) offices: usize,
    /// Words for kinds of units (乡镇街道, 县属国企).
    pub(super) kinds: usize,
    /// Groups of units by number (第一组).
    pub(super) teams: usize,
    pub(super) measures: usize,
    /// Names with the measure that what they name is counted in (新增助餐点（个）).
    pub(super) counted: usize,
    /// What is done with works (新建, 续建).
    pub(super) works: usize,
    /// Values in words (完成, 前三名).
    pub(super) states: usize,
    /// Marks that say that it is so (√).
    pub(super) marks: usize,
    /// Several amounts of things (3期120人).
    pub(super) amounts: usize,
    pub(super) times: usize,
    /// Numbers that are a year and nothing else (2023).
    pub(super) years_alone: usize,
    /// Numbers that are a year, or a year and a month (1996, 2022.3).
    pub(super) years: usize,
    /// The first and the last of the years that are nothing else.
    first_year: Option<u16>,
    last_year: Option<u16>,
    pub(super) long: usize,
    pub(super) sentences: usize,
    /// What stands there more than once.
    pub(super) repeats: usize,
}

impl Content {
    /// What stands in a column of a group and its sisters in the other groups.
    pub(super) fn of(
        grid: &Grid<'_>,
        header_rows: usize,
        col: usize,
        groups: usize,
        width: usize,
        known: &Known<'_>,
    ) -> Self {
        let mut content = Self::default();
        let mut seen = HashSet::with_capacity_and_hasher(grid.rows(), Default::default());
        for n in 0..groups {
            for row in header_rows..grid.rows() {
                let col = col + n * width;
                if !grid.prints(row, col) || spans_all(grid, row) || grid.is_head(row) {
                    continue;
                }
                let text = grid.text(row, col);
                let is_long = text.chars().count() > 12;
                content.printed += 1;
                content.repeats += usize::from(!seen.insert(text));
                content.numbers_only += usize::from(text.chars().all(char::is_numeric));
                content.long += usize::from(is_long);
                content.sentences += usize::from(is_long && text.contains(['，', '。', '；']));
                content.times += usize::from(is_time(text));
                content.years += usize::from(is_year(text));
                if let Some(year) = text.parse().ok().filter(|_| text.len() == 4 && is_year(text)) {
                    content.years_alone += 1;
                    content.first_year = Some(content.first_year.map_or(year, |first| first.min(year)));
                    content.last_year = content.last_year.max(Some(year));
                }
                // A value is no name.
                let kind = value::kind(text);
                if !matches!(kind, ValueKind::Text | ValueKind::Blank) {
                    content.values += 1;
                    content.dashes += usize::from(kind == ValueKind::None);
                    content.deeds += usize::from(DEEDS.begin(text));
                    continue;
                }
                content.states += usize::from(is_state(text));
                content.marks += usize::from(words!("√ ✓ ✔ ○ ● ◎ ★ ☆ ▲ △ ■").have(text));
                content.works += usize::from(WORKS.have(text));
                content.amounts += usize::from(is_amounts(text));
                let kind = known.unit_kind(text);
                match kind {
                    Some(_) if is_institution(text) => content.institutions += 1,
                    Some(_) => content.units += 1,
                    None => {}
                }
                content.sums += usize::from(kind.is_some_and(UnitKind::is_sum));
                content.areas += usize::from(kind == Some(UnitKind::Area));
                content.places += usize::from(kind.is_some_and(is_place));
                let is_office =
                    |kind: UnitKind| !is_place(kind) && kind != UnitKind::Company && kind.is_body();
                content.offices += usize::from(kind.is_some_and(is_office));
                content.kinds += usize::from(names_kind(text));
                content.teams += usize::from(text.ends_with('组'));
                content.measures += usize::from(known.is_measure(text));
                content.counted += usize::from(is_counted(text));
            }
        }
        content
    }

    /// The same where institutions are whose the rows are.
    pub(super) fn with_institutions(self) -> Self {
        Self { units: self.units + self.institutions, institutions: 0, ..self }
    }

    /// Whether units are what the column names, whatever its header calls them.
    pub(super) fn names_units(&self) -> bool {
        self.units > 0 && self.units * 3 >= self.printed * 2
    }

    /// Whether nothing but years is printed, each with or without 年.
    pub(super) fn are_years(&self) -> bool {
        self.printed > 0 && self.years_alone + self.times == self.printed
    }

    /// Whether years are printed with their months (2022.3).
    pub(super) fn tells_months(&self) -> bool {
        self.years > self.years_alone
    }

    /// Whether all numbers are years, and of days that lie together: 1980 beside 2015 is likelier so many.
    pub(super) fn may_be_days(&self) -> bool {
        /// Years of one plan or of one generation of works lie within so many.
        const TOGETHER: u16 = 10;
        /// No notice tells of a day before this year.
        const EARLIEST: u16 = 2000;
        let all = self.values == self.dashes + self.years;
        let near = |(first, last)| first >= EARLIEST && last - first <= TOGETHER;
        all && self.first_year.zip(self.last_year).is_some_and(near)
    }

    /// Whether nothing but marks is printed, and dashes where there are none.
    pub(super) fn are_marks(&self) -> bool {
        self.marks > 0 && self.marks + self.dashes == self.printed
    }

    /// Whether the part is half of what is printed, or more.
    pub(super) fn mostly(&self, part: usize) -> bool {
        self.printed > 0 && part * 2 >= self.printed
    }
}

/// 乡镇街道, 开发区、园区, 县属国企, 城区街道: what units of a kind are called.
fn names_kind(text: &str) -> bool {
    let parts = || text.split(['、', '和', '及', '与']).map(str::trim);
    let is_kind = |part: &str| {
        let where_it_is = words!("城区 主城区 中心城区 城市 县城 城关 农村 山区 各").after(part);
        heads_units(part) || where_it_is.is_some_and(heads_units)
    };
    parts().all(is_kind)
}

/// 新增助餐点（个）.
fn is_counted(text: &str) -> bool {
    matches!(split_header(text), (name, Some(measure)) if !name.is_empty() && measure.id.is_some())
}

/// What is done with works, of which 性质 tells.
static WORKS: &Words =
    words!("新建 续建 改建 扩建 改扩建 新扩建 迁建 重建 拆建 改造 新开工 结转 竣工 在建 拟建 储备 前期");

/// What is done with what is counted, in front of its number.
static DEEDS: &Words = words!("新增 新建 续建 建成 开工 竣工 培育 引进 创建 完成 实现 建设 改造");

/// 1996, 2022.3, 2022/12.
fn is_year(text: &str) -> bool {
    let (year, month) = text.split_once(['.', '/', '-', '．']).unwrap_or((text, "1"));
    let is_year = year.len() == 4 && (year.starts_with("19") || year.starts_with("20"));
    is_year
        && year.bytes().all(|b| b.is_ascii_digit())
        && month.parse::<u8>().is_ok_and(|month| (1..=12).contains(&month))
}

/// Whether a unit is a part of a region: 镇, 园区, and not 局 or 公司.
pub(crate) fn is_place(kind: UnitKind) -> bool {
    use UnitKind::{Area, Composite, District, Park, Subdistrict, Town, Township, Village};
    matches!(kind, Area | Composite | District | Park | Subdistrict | Town | Township | Village)
}
