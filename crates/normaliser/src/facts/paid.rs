//! What a column counts beside the money for it, in a table that has its title from the money: 任务（户） beside 补助资金（万元） in
//! 农村危房改造补助资金分配表.

use std::borrow::Cow;

use fenjie_model::Measure;
use fenjie_model::text::is_numeral;

use crate::measure::{is_additive, split_header};
use crate::names::Subject;
use crate::registry::is_total;
use crate::words::words;

/// The subject of a number that counts no money, where its name has money from the title alone. What is paid for takes the money's
/// place, or where the title does not say that the head as printed.
pub(super) fn of_count(
    subject: impl Fn() -> Subject,
    title: Option<&str>,
    heads: &[&str],
    measure: Option<&Measure>,
) -> Option<Subject> {
    let title = title?;
    let paid_for = without_money(title)?;
    let subject = subject();
    let names_title = subject.name.contains(title) && !heads.iter().any(|head| head.contains(title));
    if !names_title || !counts(measure, heads) {
        return None;
    }
    let named = |name: &Cow<'_, str>| !name.is_empty() && !is_total(name);
    let leaf = heads.iter().rev().map(|head| split_header(head).0).find(named)?;
    let name = if paid_for.is_empty() { leaf.into_owned() } else { subject.name.replace(title, paid_for) };
    let around = subject.around.into_iter().filter(|around| around != title).collect();
    Some(Subject { name, around, ..subject })
}

/// Whether a column counts something else than money: by its measure, or without one by its head.
fn counts(measure: Option<&Measure>, heads: &[&str]) -> bool {
    let Some(measure) = measure else {
        let counting = words!("任务 任务数 目标任务 任务量 数量 户数 人数 台数 个数 名额");
        return heads.iter().any(|head| counting.have(head));
    };
    measure.dimension.as_deref().is_some_and(|dimension| is_additive(dimension) && dimension != "currency")
}

/// 农机购置补贴资金 → 农机购置, 农村危房改造任务和补助资金 → 农村危房改造; nothing where there is no money at the end.
fn without_money(title: &str) -> Option<&str> {
    let done = words!("安排 测算 分配 下达 拨付 使用");
    let mut bare = done.before(title).unwrap_or(title);
    let whole = bare.len();
    let money = words!("资金 经费 补贴 补助 奖补 奖励 专项");
    while let Some(shorter) = money.before(bare) {
        bare = shorter;
    }
    if bare.len() == whole {
        return None;
    }
    bare = without_batch(bare);
    bare = bare.trim_end_matches(['和', '及', '与', '暨', '、']);
    bare = ["任务", "计划"].iter().find_map(|end| bare.strip_suffix(end)).unwrap_or(bare);
    // Who pays is not what is paid for.
    Some(bare).map(|bare| {
        if words!("中央 省级 市级 县级 财政 中央财政 省级财政 市级财政").have(bare) {
            ""
        } else {
            bare
        }
    })
}

/// 农村危房改造第二批 → 农村危房改造
fn without_batch(text: &str) -> &str {
    let before = || text.strip_suffix('批')?.trim_end_matches(is_numeral).strip_suffix('第');
    before().unwrap_or(text)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::measure::measure;

    /// The name of a number under the heads and in the measure, where the title's money is not it.
    #[track_caller]
    fn check(title: &str, name: &str, heads: &[&str], printed: Option<&str>, expected: Option<&str>) {
        let subject = Subject { name: name.to_owned(), around: Vec::new(), growth: false, fall: false };
        let found = of_count(|| subject.clone(), Some(title), heads, printed.map(measure).as_ref());
        assert_eq!(found.map(|subject| subject.name).as_deref(), expected, "{title} {heads:?}");
    }

    #[test]
    fn a_count_is_not_named_after_the_money_for_it() {
        let title = "农村危房改造补助资金";
        check(title, title, &["任务（户）"], Some("户"), Some("农村危房改造"));
        check(title, title, &["任务数"], None, Some("农村危房改造"));
        check(title, &format!("{title}户数"), &["户数"], Some("户"), Some("农村危房改造户数"));
        check("农机购置补贴资金", "农机购置补贴资金", &["任务数（台）"], Some("台"), Some("农机购置"));
        check("危房改造任务和补助资金", "危房改造任务和补助资金", &["任务数"], None, Some("危房改造"));
        check("残疾人培训经费", "残疾人培训经费", &["任务（人）"], Some("人"), Some("残疾人培训"));
        check("中央财政补助资金", "中央财政补助资金", &["任务（户）"], Some("户"), Some("任务"));
        check("造林补助", "造林补助", &["计划（亩）"], Some("亩"), Some("造林"));
        check("残疾人培训经费安排", "残疾人培训经费安排", &["任务（人）"], Some("人"), Some("残疾人培训"));
        check(title, title, &["任务数", "合计"], None, Some("农村危房改造"));
        check("造林第二批补助资金", "造林第二批补助资金", &["任务（亩）"], Some("亩"), Some("造林"));
    }

    #[test]
    fn money_keeps_its_name() {
        let title = "农村危房改造补助资金";
        check(title, title, &["2024年（万元）"], Some("万元"), None);
        check(title, title, &["占比（%）"], Some("%"), None);
        check(title, title, &["下达数"], None, None);
        check(title, "补助面积", &["补助面积（亩）"], Some("亩"), None);
        check(title, title, &["农村危房改造补助资金（户）"], Some("户"), None);
        check("农村危房改造", "农村危房改造", &["任务（户）"], Some("户"), None);
        check("工作安排", "工作安排", &["任务（户）"], Some("户"), None);
    }
}
