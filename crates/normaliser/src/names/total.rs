//! Heads that only say that the whole of what stands over them is meant: 总产量 under 产量, 总比例 under 大学生比例.

use super::bare::join;
use super::heads::only_parts;

/// Lets the head over a total have its place, innermost first: 总面积 under 种植面积 is that, and 总产量 under 产量 the 总产量 of what
/// stands over both. What is known among the heads over it keeps its name.
pub(super) fn merge(heads: &mut Vec<String>, is_known: impl Fn(&str, &[String]) -> bool) {
    let mut at = 0;
    while let Some(over) = heads.get(at + 1) {
        match amount(&heads[at]).filter(|_| !is_known(&heads[at], &heads[at + 1..])) {
            Some(amount) if over == amount => {
                heads.remove(at + 1);
                if heads.get(at + 1).is_some_and(|thing| !only_parts(thing)) {
                    let thing = heads.remove(at + 1);
                    heads[at] = join(&thing, &heads[at]);
                }
            }
            Some(amount) if over.ends_with(amount) => {
                heads.remove(at);
            }
            _ => {}
        }
        at += 1;
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
            (&["总比例", "大学生比例"], &["大学生比例"]),
            (&["总面积", "面积"], &["总面积"]),
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
