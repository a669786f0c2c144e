//! Heads that only say that the whole of what stands over them is meant: 总产量 under 产量 under 粮食.

use super::bare::join;
use super::heads::only_parts;

/// Calls a total under its amount after what stands over both, innermost first: 总产量 under 产量 under 粮食 is 粮食总产量. What
/// stands under nothing more, or under another amount (总收入 under 人均收入), and what is known among the heads over it keeps
/// its name.
pub(super) fn merge(heads: &mut Vec<String>, is_known: impl Fn(&str, &[String]) -> bool) {
    let is_total = |at: &usize| {
        let [total, over, thing, ..] = &heads[*at..] else { return false };
        amount(total) == Some(over) && !only_parts(thing) && !is_known(total, &heads[at + 1..])
    };
    if let Some(at) = (0..heads.len()).find(is_total) {
        let thing = heads.drain(at + 1..at + 3).next_back();
        heads[at] = join(&thing.unwrap_or_default(), &heads[at]);
    }
}

/// What there is in all: 产量 of 总产量. 总数 and 总量 are words of their own, and 总投资 is that of a project in all its years.
fn amount(head: &str) -> Option<&str> {
    head.strip_prefix('总').filter(|amount| amount.chars().count() > 1 && *amount != "投资")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn totals_are_called_as_what_they_are_of() {
        for (heads, expected) in [
            (&["总产量", "产量", "粮食"][..], &["粮食总产量"][..]),
            (&["夏粮", "总产量", "产量", "粮食", "种植业"], &["夏粮", "粮食总产量", "种植业"]),
            (&["总比例", "大学生比例"], &["总比例", "大学生比例"]),
            (&["总产值", "产值"], &["总产值", "产值"]),
            (&["总产值", "产值", "按行业分"], &["总产值", "产值", "按行业分"]),
            (&["总收入", "人均收入", "农民"], &["总收入", "人均收入", "农民"]),
            (&["总面积", "播种产量"], &["总面积", "播种产量"]),
            (&["总投资", "项目投资"], &["总投资", "项目投资"]),
            (&["总量", "森林蓄积量"], &["总量", "森林蓄积量"]),
        ] {
            let mut found: Vec<String> = heads.iter().map(|head| (*head).to_owned()).collect();
            merge(&mut found, |_, _| false);
            assert_eq!(found, expected, "{heads:?}");
        }
        let mut known = ["总面积", "面积", "造林"].map(str::to_owned).to_vec();
        merge(&mut known, |name, around| name == "总面积" && around.len() == 2);
        assert_eq!(known, ["总面积", "面积", "造林"]);
    }
}
