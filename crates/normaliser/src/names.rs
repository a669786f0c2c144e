//! What a target counts, by name: out of the headers, or where they only frame it, out of the annex's title.

use crate::value::Change;
use crate::words::{Words, words};

mod bare;
mod column;
mod each;
mod heads;
mod part;
mod short;
mod siblings;
mod stem;
mod title;
mod total;

pub(crate) use column::{ColumnNames, Kinds, Told};
pub(crate) use each::without_kinds;
pub(crate) use heads::{
    is_rate_of_change, names_bearer, names_group, names_row, says_how, stands_over, telling,
};
pub(crate) use part::{is_part, strip_part, without_part};
pub(crate) use siblings::{says_what, share_heads};
pub(crate) use stem::share_stems;
pub(crate) use title::{measure_of_title, title_subject, without_number};

/// The name of what is counted, with the names that it stands under, innermost first.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Subject {
    /// The innermost name, without 其中： and without the bracket of its measure.
    pub(crate) name: String,
    /// The names around it, innermost first, the title's subject last.
    pub(crate) around: Vec<String>,
    /// Whether its rate of growth is meant and not the thing itself.
    pub(crate) growth: bool,
    /// Whether it is by how much the thing falls.
    pub(crate) fall: bool,
}

impl Subject {
    /// The subject of a value that says that it is of a change. What is counted in money changes where it is in %.
    pub(crate) fn changed(self, change: Option<Change>, in_per_cent: bool) -> Self {
        static MONEY: &Words =
            words!("生产总值 产值 增加值 零售总额 投资 收入 进出口总额 出口额 进口额 销售额 营业额");
        let grows = change == Some(Change::Growth) || in_per_cent && MONEY.end(&self.name);
        Self { growth: self.growth || grows, fall: change == Some(Change::Fall), ..self }
    }
}
