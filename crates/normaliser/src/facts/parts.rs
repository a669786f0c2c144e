//! Rows that are parts of one above them (其中：工业 below 固定资产投资): the whole stands in the names of those that do not say
//! themselves what they count.

use fenjie_model::UnitKind;

use super::row::Row;
use crate::known::Known;
use crate::names::{is_part, says_what, stands_over};
use crate::registry::kind_by_form;
use crate::wholes::{end_alike, same_end};
use crate::words::words;

/// The last whole above a row, and the last part of it.
#[derive(Debug, Clone, Default)]
pub(super) struct Wholes<'a> {
    /// The names of its row, with those that it stands under.
    whole: Vec<&'a str>,
    /// The part that the row before is, if it is one.
    part: Option<Part<'a>>,
}

#[derive(Debug, Clone, Copy)]
struct Part<'a> {
    name: &'a str,
    measure: &'a str,
    numbered: bool,
    /// The name of the whole, where it is told.
    told: Option<&'a str>,
}

impl<'a> Wholes<'a> {
    /// Lets a row of a part be of its whole. `names` are those of indicators in it, `how` that they only say how the numbers
    /// of the row above are meant.
    pub(super) fn name(&mut self, row: &mut Row<'a>, names: &[&'a str], how: bool, known: &Known<'_>) {
        if how {
            row.whole = self.part.and_then(|part| part.told);
            return;
        }
        let Some((text, over)) = names.split_last() else { return };
        let name = stands_over(text);
        let numbered = row.number.is_some();
        let goes_on = |part: &Part<'_>| {
            let alike =
                goes_on_alike(part.name, name) || [part.name, name].iter().all(|name| is_of_all(name));
            alike
                && name.chars().count() <= part.name.chars().count().max(2)
                && (part.measure, part.numbered) == (row.measure, numbered)
        };
        if !is_part(text) && !self.part.as_ref().is_some_and(goes_on) {
            *self = Self { whole: names.to_vec(), part: None };
            return;
        }
        let beside = self.whole.split_last().filter(|(_, heads)| heads == &over).map(|(whole, _)| whole);
        let whole = beside.or(over.last()).map(|whole| stands_over(whole));
        let is_known = || known.registry.indicator::<&str>(name, &[]).is_some();
        // What a part of 合计 is a part of, no name tells.
        let told = whole
            .filter(|whole| !whole.is_empty() && !is_sum(whole) && !says_what(name, whole) && !is_known());
        self.part = Some(Part { name, measure: row.measure, numbered, told });
        row.whole = told;
    }
}

/// 合计, 全县, 全社会: all there is of what the title says.
fn is_sum(name: &str) -> bool {
    matches!(kind_by_form(name), Some(UnitKind::Total | UnitKind::DistrictTotal))
        || words!("全社会 全部 总数 总量 总额 总任务 累计").have(name)
}

/// 秋粮 behind 夏粮, 第二产业 behind 第一产业: one character alone is in the names of too many things (水电 and 用电).
fn goes_on_alike(part: &str, name: &str) -> bool {
    let ends = words!("产 业 级 性 办 粮");
    end_alike(part, name) && (same_end(part, name) > 1 || ends.end(name))
}

/// 城镇 beside 乡村: the halves of all that live somewhere.
fn is_of_all(name: &str) -> bool {
    words!("城镇 乡村 农村 城市 男 女 男性 女性").have(name)
}
