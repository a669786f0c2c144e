//! What a column of numbers is whose header calls it a remark: its last word can be what is counted.

use super::{Column, unclear};
use crate::form::hints::{is_deed, is_duration, is_event};
use crate::form::{Guess, Role};
use crate::measure::split_header;
use crate::words::{is_worth, without_bracket, words};

/// The role of a column that its header alone would give another, where numbers stand below a measure. None where what it
/// holds is no such thing.
///
/// 参与单位（家） and 措施（条） count, and what has a bound (责任权重（≥28%）) is to be reached. Whether 完成时限（天） is a goal is
/// open. Bare 权重（%） and 分值（分） say what reaching a goal is worth.
pub(super) fn of_numbers(column: &Column<'_>, role: Role) -> Option<(Role, Option<Guess>)> {
    let Column { leaf, content, .. } = *column;
    let (name, measure) = split_header(leaf);
    let measure = measure.filter(|measure| measure.id.is_some() && !name.is_empty())?;
    let are_numbers = content.values > content.dashes
        && content.mostly(content.values)
        && content.times == 0
        && !content.mostly(content.years);
    if !column.is_named() || !are_numbers || is_worth(leaf) || words!("经度 纬度 东经 北纬").have(&name)
    {
        return None;
    }
    let is_count = role != Role::Category && measure.dimension.as_deref() == Some("count");
    let is_told = is_count || measure.bound.is_some() || is_of_days(&name, measure.dimension.as_deref());
    let readings = match role {
        Role::Category => ["categories of rows", "values of targets"],
        _ => ["remarks", "values of targets"],
    };
    Some(if is_told { (Role::Value, None) } else { (role, Some(unclear(leaf, readings))) })
}

/// 办理期限（天）: how long something may take, and not by when it is to be done.
fn is_of_days(name: &str, dimension: Option<&str>) -> bool {
    let period = || words!("期限 年限").before(without_bracket(name));
    dimension == Some("time")
        && (is_duration(name) || period().is_some_and(|of| !is_event(of) && !is_deed(of)))
}
