//! Rows without a measure of their own below one that has it.

use crate::measure::{is_ratio, measure, tells_rate};
use crate::words::{Amount, is_pure_number, is_share};

/// Whether the measure of one row goes on over the blank beside the name of another below it: % over 税收占比, and over no
/// 城乡收入比, which is a pure number, nor over 就业人数. The % of an index is that of the index below it, and points are of any.
pub(super) fn goes_on_over((printed, above): (&str, &str), name: &str) -> bool {
    let measure = measure(printed);
    let is_of_amount = |amount: Amount| amount.may_be_in(&measure) && !is_ratio(&measure);
    let is_of_pure = || is_pure_number(above) || measure.id.as_deref() == Some("{score}");
    (!is_pure_number(name) || is_of_pure())
        && Amount::said(name).is_none_or(is_of_amount)
        && (!is_share(name) || tells_rate(&measure))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn measures_go_on_over_rows_of_their_kind() {
        for (printed, name) in [
            ("%", "税收占比"),
            ("亩", "水田"),
            ("人", "就业人数"),
            ("万元", "补助资金"),
            ("%", "机收"),
            ("分", "满意度"),
            ("分", "满意度指数"),
            ("%", "存贷比"),
            ("%", "浓度下降比"),
        ] {
            assert!(goes_on_over((printed, "前一项"), name), "{printed} {name}");
        }
        for (printed, name) in [
            ("%", "城乡收入比"),
            ("%", "恩格尔系数"),
            ("天", "空气质量综合指数"),
            ("%", "就业人数"),
            ("亩", "就业人数"),
            ("亿元", "税收占比"),
        ] {
            assert!(!goes_on_over((printed, "前一项"), name), "{printed} {name}");
        }
        assert!(goes_on_over(("%", "居民消费价格指数"), "商品零售价格指数"));
    }
}
