//! What is printed around a cell that can name its measure, and what that says.

use fenjie_model::{Bound, Measure, Value};

use crate::headers::Headers;
use crate::measure::{self, Noted, is_paid_in_whole, is_ratio, speaks_of_another, tells_rate};
use crate::registry::is_total;
use crate::value::{self, Change};
use crate::words::{Amount, is_frame, only_counts, words};

/// What is printed around a cell that can name its measure.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Printed<'a> {
    /// Its column.
    pub(crate) col: usize,
    /// The names of its row.
    pub(crate) row: &'a Headers<'a>,
    /// Whether the row stands among units and tells of the columns: 定价（元/份） over towns in 份.
    pub(crate) is_of_columns: bool,
    /// What of these and of its headers names no unit: in 石桥镇 is no bridge to be counted.
    pub(crate) subjects: &'a [&'a str],
    /// The headers of its column.
    pub(crate) column: &'a Headers<'a>,
    /// What the 计量单位 column says in its row; empty where there is none.
    pub(crate) beside: &'a str,
    /// Printed in the cell itself.
    pub(crate) value: Option<&'a str>,
}

impl Printed<'_> {
    /// The change that a value is of. 增长6% under 增幅（%） is told by the head, 下降0.2个百分点 under 失业率（%） is not.
    pub(crate) fn change(&self, value: &Value) -> Option<Change> {
        let of_ratio = || near(self).is_some_and(|measure| is_ratio(&measure));
        value::change(value).filter(|_| !matches!(value.measure.as_deref(), Some("%" | "％")) || !of_ratio())
    }

    /// Whether what is printed around the cell says that it is counted in %, and not of what it is a share.
    pub(crate) fn is_in_per_cent(&self) -> bool {
        !self.is_of_rates() && near(self).is_some_and(|measure| measure.id.as_deref() == Some("%"))
    }

    /// Whether the cell prints a % where money is counted, for the year: 5% in a row of 亿元.
    pub(crate) fn is_rate_of_money(&self) -> bool {
        let of_money = |measure: Measure| measure.dimension.as_deref() == Some("currency");
        let is_sign = self.value.is_some_and(|own| measure::measure(own).id.as_deref() == Some("%"));
        is_sign
            && !self.is_of_rates()
            && self.column.period.months.is_none()
            && near(self).is_some_and(of_money)
    }

    fn is_of_rates(&self) -> bool {
        [self.column, self.row].iter().any(|headers| headers.growth || headers.share)
    }

    /// The comparator after a name around the cell; that of a row is not of a rate of it.
    pub(crate) fn bound(&self) -> Option<Bound> {
        let Self { column, row, .. } = self;
        column.bound.or(row.bound.filter(|_| !column.growth && !column.share))
    }

    /// Whether what the cell counts is plainly none of what the table's measure does: 就业人数 under 单位：万元.
    pub(super) fn contradicts(&self, of_table: &Measure) -> bool {
        let said = || self.subjects.iter().rev().find_map(|text| Amount::said(text));
        self.column.amount.or_else(said).is_some_and(|amount| !amount.may_be_in(of_table))
    }

    /// Whether neither the row nor the heads name what is counted.
    pub(super) fn names_nothing(&self) -> bool {
        self.subjects.iter().all(|text| is_frame(text) || only_counts(text) || is_total(text))
    }

    /// Whether the heads only say that something is counted, beside others that name what the measure is of: 任务数 beside 资金,
    /// under 资金：万元.
    pub(super) fn counts_another(&self, one: &Noted) -> bool {
        let path = &self.column.path;
        let is_said = self.column.amount.is_some_and(|amount| amount.may_be_in(&one.measure));
        let says_little = || path.iter().all(|text| is_frame(text) || only_counts(text));
        !is_said && !path.iter().any(|text| one.is_of(text)) && says_little()
    }

    /// Whether a measure that is said to be of something can be that of the column: the heads name it, only frame the column, or
    /// speak of nothing else. Money is of what is paid and of those who pay alone: no 受益, 新开工项目 nor 补助标准.
    pub(super) fn may_be_of(&self, one: &Noted) -> bool {
        let path = &self.column.path;
        if path.iter().any(|text| one.is_of(text)) {
            return true;
        }
        let is_money = one.measure.dimension.as_deref() == Some("currency");
        let says_nothing = |text: &str| is_frame(text) || is_total(text);
        path.iter().all(|text| {
            says_nothing(text)
                || if is_money { is_paid_in_whole(text) } else { !speaks_of_another(text, &one.measure) }
        })
    }

    /// Whether the column is called 增长%, under heads that only frame it, beside a 计量单位 column.
    pub(super) fn is_named_with_sign(&self) -> bool {
        let Self { column, beside, .. } = self;
        let is_said =
            |text: &str| text.trim_end().ends_with(['）', ')']) && measure::of_header(text).is_some();
        let names_no_other = || column.path.iter().all(|text| is_frame(text) && !is_said(text));
        column.growth && column.measure.is_some() && !beside.is_empty() && names_no_other()
    }
}

/// The measure that the headers of a cell or the 计量单位 column beside it print.
pub(super) fn near(printed: &Printed<'_>) -> Option<Measure> {
    let Printed { row, column, beside, .. } = printed;
    let [is_of_rates, is_rate] = [column, row].map(|headers| headers.growth || headers.share);
    let beside = Some(*beside).filter(|beside| !beside.is_empty()).map(measure::measure);
    // What a row is measured in is not the measure of a column that tells its growth or a share of it.
    let beside = beside.filter(|beside| !is_of_rates || tells_rate(beside));
    // Nor of one that counts another kind of thing: 投资额 beside 造林 in 亩.
    let beside = beside.filter(|beside| column.amount.is_none_or(|amount| amount.may_be_in(beside)));
    // The measure of a column is of what grows, where a row is its growth.
    let of_column = column.measure.as_ref().filter(|found| is_of_rates || !is_rate || tells_rate(found));
    // What only looks like a measure is likelier a name where another measure is printed beside it.
    let is_told = |found: &&Measure| found.id.is_some() && !measure::is_thing(&found.raw);
    let own = row.measure.as_ref().filter(|_| printed.is_of_columns);
    // 45 名 beside 全省排名 are not persons, but the place is printed as 名.
    let rank = row.measure.as_ref().filter(|found| measure::is_rank(found) && of_column.is_none());
    if let Some((rank, beside)) = rank.zip(beside.as_ref().filter(|beside| counts_places(&beside.raw))) {
        return Some(Measure { raw: beside.raw.clone(), ..rank.clone() });
    }
    let of_headers =
        own.or(of_column).or(row.measure.as_ref()).filter(|found| is_told(found) || beside.is_none());
    of_headers.cloned().or(beside)
}

/// 名, 位: what a place among others is counted in.
fn counts_places(measure: &str) -> bool {
    words!("名 位 名次 位次 排名 排位").have(measure.trim())
}
