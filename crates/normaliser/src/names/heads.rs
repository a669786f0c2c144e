//! What the heads of columns and the names of rows say: a thing that is counted, or only when, how or whose it is.

use crate::known::{Known, is_department};
use crate::measure::split_header;
use crate::registry::is_total;
use crate::words::{
    Heading, heading, is_change_since, is_frame, is_growth, is_time, only_counts, without_bracket, words,
};

use super::part::strip_part;

/// The name that a row has for its indicators, the innermost of what it names.
pub(crate) fn names_row<'a>(row: &[&'a str]) -> Option<&'a str> {
    let names = |text: &&str| {
        let name = strip_part(text);
        !is_total(name) && !says_how(name)
    };
    row.iter().rev().copied().find(names)
}

/// What a head of rows is called in the names of their indicators: 一、民生（20分） → 民生.
pub(crate) fn stands_over(head: &str) -> &str {
    without_bracket(strip_part(head))
}

/// Whether a row is named after a kind of units and no one of them: 一、乡镇, （二）县直部门.
pub(crate) fn names_group(text: &str) -> bool {
    let name = strip_part(text);
    let kind = words!("省直 市直 州直 县直 区直 旗直").after(name).unwrap_or(name);
    heading(kind) == Heading::Unit
}

/// Whether a row's name says when or how its numbers are meant and not what they count (2023年目标, 增长, 一季度).
pub(crate) fn says_how(text: &str) -> bool {
    let text = strip_part(text);
    // What grows is a frame, and most names are none.
    is_time(text) || is_frame(text) && (is_growth(text) || !is_total(text) && text != "其他")
}

/// The innermost header that is more than a measure (农业产值 over （亿元）).
pub(crate) fn leaf<'a>(path: &[&'a str]) -> Option<&'a str> {
    path.iter().rev().copied().find(|text| !split_header(text).0.is_empty())
}

/// The innermost header that is more than a measure and says more than when or how (增幅 over 确保).
pub(crate) fn telling<'a>(path: &[&'a str]) -> Option<&'a str> {
    let tells = |text: &&str| !is_frame(text) && !is_time(text) || is_growth(strip_part(text));
    path.iter().rev().copied().filter(|text| !split_header(text).0.is_empty()).find(tells)
}

/// The header that says that its columns tell by how much something changed (较上年增减 over 面积 and 比例).
pub(super) fn change_over<'a>(path: &[&'a str]) -> Option<&'a str> {
    let (leaf, over) = path.split_last()?;
    let changes = |text: &&str| is_growth(text) || is_change_since(text);
    over.iter().rev().copied().find(changes).filter(|_| only_counts(leaf) || is_rate(leaf))
}

/// 比例 under 较上年增减: a rate of growth.
pub(crate) fn is_rate_of_change(path: &[&str]) -> bool {
    change_over(path).is_some() && path.last().is_some_and(|leaf| is_rate(leaf))
}

/// 比例: of what, the heads say.
fn is_rate(text: &str) -> bool {
    words!("比例 比率 幅度 百分比 %").have(without_bracket(text))
}

/// Whether a header tells whose share is meant (经委), or is nothing but a unit across the top (榆山街道, 合计).
pub(crate) fn names_bearer(text: &str, known: &Known<'_>) -> bool {
    use fenjie_model::UnitKind::{DistrictTotal, Subdistrict, Total, Town, Township};
    // 新建工会 is what is done.
    let is_founded = words!("新建 新增 组建").begin(text);
    !is_founded
        && known.unit_kind(text).is_some_and(|kind| {
            is_department(text, kind) || matches!(kind, DistrictTotal | Total | Town | Township | Subdistrict)
        })
}

/// 分级次, 按税种分: by what the heads below it part what the head over it names.
pub(super) fn parts_by(text: &str) -> bool {
    let of = strip_part(text).strip_prefix('分');
    only_parts(text)
        || of.is_some_and(|of| {
            words!("级次 税种 行业 产业 区域 地区 品种 类型 类别 渠道 层级 来源 性质 领域 项目").have(of)
        })
}

/// 按采伐类型分: by what the heads below it part their number.
pub(super) fn only_parts(text: &str) -> bool {
    strip_part(text).starts_with('按') && words!("分 分类 划分 分解").end(without_bracket(text))
}
