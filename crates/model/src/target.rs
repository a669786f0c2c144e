//! A target: this indicator, for this unit, is to reach this value.

use crate::{At, Decimal, Place, UnitKind};

/// One fact of a table.
#[derive(Debug, Clone, PartialEq)]
pub struct Target {
    /// The annex by its number.
    pub annex: Option<u32>,
    /// The table by its ID.
    pub table: String,
    /// The row of its cell in the table.
    pub row: usize,
    /// The column of its cell in the table.
    pub col: usize,
    /// The header cells of its row as printed, outermost first.
    pub row_path: Vec<String>,
    /// The header cells of its column as printed, outermost first, without the unit column.
    pub column_path: Vec<String>,
    /// What is measured.
    pub indicator: IndicatorRef,
    /// Whom it is for; none where a table of indicators belongs to no known region.
    pub unit: Option<UnitRef>,
    /// In what it is measured.
    pub measure: Option<Measure>,
    /// What the cell says.
    pub value: Value,
    /// 考核目标, 工作目标, where the header or the value says so; 实绩, 预计 or 累计 for what else stands beside a goal.
    pub stage: Option<String>,
    /// The time that it is for.
    pub period: Period,
    /// 分类, or the section row above.
    pub category: Option<String>,
    /// 序号.
    pub number: Option<i64>,
    /// 分解下达情况.
    pub allocation: Option<String>,
    /// 责任单位, 牵头单位.
    pub responsible: Vec<UnitRef>,
    /// The place of its cell.
    pub at: At,
}

impl Target {
    /// Where it stands.
    pub fn place(&self) -> Place {
        Place {
            annex: self.annex,
            table: Some(self.table.clone()),
            row: Some(self.row),
            col: Some(self.col),
            at: Some(self.at),
            page: None,
        }
    }
}

/// An indicator as a target names it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct IndicatorRef {
    /// The registry's ID, or none where it does not know the name.
    pub id: Option<String>,
    /// The registry's name, or the printed one.
    pub name: String,
}

/// A unit as a target names it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UnitRef {
    /// The registry's ID, or none.
    pub id: Option<String>,
    /// The registry's name, or the printed one.
    pub name: String,
    /// The name as printed.
    pub raw: String,
    /// What it is, as far as the registry or the form of its name tells.
    pub kind: UnitKind,
}

/// What a number counts.
#[derive(Debug, Clone, PartialEq)]
pub struct Measure {
    /// ISO 4217 or UCUM, or none where the registry does not know the printed measure.
    pub id: Option<String>,
    /// What one printed unit is in `id`s: a power of ten, or an exact ratio.
    pub multiplier: Option<(i128, i128)>,
    /// What is measured: currency, area, count, ratio …
    pub dimension: Option<String>,
    /// As printed.
    pub raw: String,
    /// A comparator in the header holds for the whole column.
    pub bound: Option<Bound>,
}

/// What a cell says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Value {
    /// As printed.
    pub raw: String,
    /// How it is to be taken.
    pub kind: ValueKind,
    /// The number, with the digits that were printed.
    pub number: Option<Decimal>,
    /// The lower end of a range.
    pub low: Option<Decimal>,
    /// The upper end of a range.
    pub high: Option<Decimal>,
    /// 以上, ≤, 左右 …; that of the header where no measure is printed that could bear it.
    pub bound: Option<Bound>,
    /// What is printed beside the number (考核目标, 含续建22, ①).
    pub note: Option<String>,
    /// A measure printed in the cell itself (213亿元以上).
    pub measure: Option<String>,
}

/// How a value is to be taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ValueKind {
    /// One number.
    Number,
    /// From one number to another.
    Range,
    /// The cell says that there is none.
    None,
    /// The cell says nothing.
    Blank,
    /// Words.
    Text,
}

impl ValueKind {
    /// The name in the output.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Number => "number",
            Self::Range => "range",
            Self::None => "none",
            Self::Blank => "blank",
            Self::Text => "text",
        }
    }
}

/// Which side of the number is meant.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Bound {
    /// 以上, ≥, 不低于.
    AtLeast,
    /// 以下, ≤, 不高于, 以内.
    AtMost,
    /// 左右, 约.
    About,
}

impl Bound {
    /// The name in the output.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::AtLeast => "at_least",
            Self::AtMost => "at_most",
            Self::About => "about",
        }
    }
}

/// The time that a target is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Period {
    /// The year.
    pub year: Option<i16>,
    /// The first and last month, where it is a part of the year.
    pub months: Option<(u8, u8)>,
}
