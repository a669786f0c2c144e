//! What a column of numbers is whose header calls it a remark: its last word can be what is counted.

use fenjie_model::Measure;

use super::{Column, unclear};
use crate::form::hints::is_duration;
use crate::form::{Guess, Role};
use crate::measure::split_header;
use crate::words::{is_worth, without_bracket, words};

/// The role of a column that its header alone would give another, where numbers stand below a measure. None where what it
/// holds is no such thing.
///
/// 参与单位（家） and 措施（条） count, and what has a bound (责任权重（≥28%）) is to be reached. Whether 完成时限（天） and 租赁期限（年）
/// are goals is open. Bare 权重（%） and 分值（分） say what reaching a goal is worth.
pub(super) fn of_numbers(column: &Column<'_>, role: Role) -> Option<(Role, Option<Guess>)> {
    let Column { leaf, content, .. } = *column;
    let (name, measure) = split_header(leaf);
    let measure = measure.filter(|measure| measure.id.is_some() && !name.is_empty())?;
    let are_numbers = content.values > content.dashes
        && content.mostly(content.values)
        && content.times == 0
        && !content.mostly(content.years);
    if !column.is_named() || !are_numbers || is_worth(leaf) || is_called_by_number(without_bracket(&name)) {
        return None;
    }
    let is_count = role != Role::Category
        && measure.dimension.as_deref() == Some("count")
        && !names_no_work(without_bracket(&name));
    let is_told = is_count || measure.bound.is_some() || is_of_days(&name, &measure);
    let readings = match role {
        Role::Category => ["categories of rows", "values of targets"],
        _ => ["remarks", "values of targets"],
    };
    Some(if is_told { (Role::Value, None) } else { (role, Some(unclear(leaf, readings))) })
}

/// 楼栋编号（栋）, 东经（度）: numbers that tell which thing or where it is.
fn is_called_by_number(name: &str) -> bool {
    words!("编号 编码 代码 代号 序号 文号 桩号 账号 经度 纬度 东经 北纬").end(name)
}

/// 联系领导（位）, 驻点地点（处）: who and where, be it counted. It may be a goal how many.
fn names_no_work(name: &str) -> bool {
    words!("领导 负责人 责任人 联系人 位置 地点 地址 期限 年限").end(name)
}

/// 办理时限（天）, 办理期限（工作日）: how long something may take, and not by when it is to be done nor for how long something holds
/// (租赁期限, 公示期限).
fn is_of_days(name: &str, measure: &Measure) -> bool {
    let is_short = || words!("天 日 工作日 个工作日 小时 分钟").have(&measure.raw);
    let period =
        || words!("办理期限 办结期限 审批期限 处理期限 处置期限 受理期限").end(without_bracket(name));
    measure.dimension.as_deref() == Some("time") && (is_duration(name) || is_short() && period())
}
