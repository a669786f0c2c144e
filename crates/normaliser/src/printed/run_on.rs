//! 投资万元 in a table that names no measure otherwise: where another is printed, 税收亿元 is how much those pay who are counted.

use fenjie_model::{HashMap, Measure};

use crate::headers::Headers;
use crate::measure::{is_ratio, run_on};
use crate::words::{is_frame, words};

/// The measures right behind the names over columns, by column. What is told of firms or projects can be a threshold for
/// them, and so can 税收亿元 beside 税收千万元.
pub(super) fn run_on_heads(headers: &[Headers<'_>], subject: Option<&str>) -> HashMap<usize, Measure> {
    let counts = |text: &str| {
        words!("企业 公司 楼宇 大厦 项目 村 户数 大户 农户 养殖户 种植户 园区 集群 平台").are_in(text)
    };
    let texts = || headers.iter().flat_map(|column| column.path.iter().copied());
    let is_measured =
        |column: &Headers<'_>| column.measure.as_ref().is_some_and(|measure| !is_ratio(measure));
    if headers.iter().any(is_measured) || subject.into_iter().chain(texts()).any(counts) {
        return HashMap::default();
    }
    let found = headers.iter().enumerate().filter_map(|(col, column)| {
        let (leaf, over) = column.path.split_last()?;
        let (name, measure) = run_on(leaf).filter(|_| over.iter().all(|text| is_frame(text)))?;
        let is_power = |text: &str| text != *leaf && text.starts_with(name) && text.contains('元');
        (!texts().any(is_power)).then_some((col, measure))
    });
    found.collect()
}
