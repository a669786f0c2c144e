//! This year beside the last.

use std::collections::HashMap;

use fenjie_model::{
    AnnexChangeKind, Changes, Decimal, NameChangeKind, Regrouping, ResponsibleChange, Target, TargetChange,
    TargetChangeKind, UnitRef,
};

use super::bilingual::both;
use crate::markup::{Markup, html};
use crate::places;

/// The changes since the notice before, by the cells of this one.
#[derive(Debug, Default)]
pub(super) struct Years<'c, 'a> {
    changes: Option<&'c Changes<'a>>,
    by_cell: HashMap<String, &'c TargetChange<'a>>,
}

impl<'c, 'a> Years<'c, 'a> {
    pub(super) fn of(changes: Option<&'c Changes<'a>>) -> Self {
        let targets = changes.map(|changes| changes.targets.as_slice()).unwrap_or_default();
        let by_cell = targets.iter().filter_map(|change| {
            let new = change.new?;
            Some((places::cell(&new.table, new.row, new.col), change))
        });
        Self { changes, by_cell: by_cell.collect() }
    }

    /// The number that a target had in the year before, in the measure of this year.
    pub(super) fn last(&self, target: &Target) -> Option<Decimal> {
        self.changes?;
        let number = target.value.number?;
        match self.by_cell.get(&places::cell(&target.table, target.row, target.col)) {
            // What is not told has not changed.
            None => Some(number),
            Some(change) if change.change == TargetChangeKind::Restated => Some(number),
            Some(change) => number.checked_sub(change.difference?),
        }
    }

    /// How the target of a cell changed, beside what it says.
    pub(super) fn delta(&self, cell: &str) -> Option<Markup> {
        let change = self.by_cell.get(cell)?;
        let was = change.old.map_or("", |old| old.value.raw.as_str());
        let size = match (change.change, change.percent, change.difference) {
            (TargetChangeKind::Added, ..) => {
                return Some(html!(r#"<span class="delta added">{}</span>"#, both("新", "new")));
            }
            (TargetChangeKind::Restated, ..) => format!("= {was}"),
            // A rate is compared as a rate.
            (_, _, Some(difference)) if is_rate(change) => {
                let points = signed(difference);
                let size = both(&format!("{points}百分点"), &format!("{points} pp"));
                return Some(html!(r#"<span class="delta" title="{}">{}</span>"#, was, size));
            }
            (_, Some(percent), _) => format!("{}%", signed(percent.round_dp(1))),
            (_, None, Some(difference)) => signed(difference),
            (_, None, None) => format!("← {was}"),
        };
        Some(html!(r#"<span class="delta" title="{}">{}</span>"#, was, size))
    }
}

fn is_rate(change: &TargetChange<'_>) -> bool {
    let measure = change.new.and_then(|new| new.measure.as_ref());
    measure.is_some_and(|measure| measure.id.as_deref() == Some("%") && measure.multiplier == Some((1, 1)))
}

fn signed(number: Decimal) -> String {
    let number = number.normalize();
    if number.is_sign_negative() { format!("−{}", number.abs()) } else { format!("+{number}") }
}

/// What came, went and changed its name since the notice before.
pub(super) fn section(changes: &Changes<'_>) -> Markup {
    let before = changes.old.doc_number.as_deref().or(changes.old.title.as_deref());
    html!(
        r#"<section id="changes" aria-labelledby="changes-title">
<h2 id="changes-title">{} <span class="count" lang="zh-CN">{}</span></h2>
<ul class="changes">{}{}{}{}{}{}</ul>
</section>"#,
        both("与上年相比", "Since the year before"),
        before,
        changes.annexes.iter().filter_map(annex).collect::<Markup>(),
        changes
            .units
            .iter()
            .map(|c| name("单位", "unit", c.change, [c.old, c.new].map(|unit| unit.map(|u| u.raw.as_str()))))
            .collect::<Markup>(),
        changes.regroupings.iter().map(regrouping).collect::<Markup>(),
        changes
            .indicators
            .iter()
            .map(|c| name("指标", "indicator", c.change, [c.old, c.new].map(|i| i.map(|i| i.name.as_str()))))
            .collect::<Markup>(),
        changes.responsible.iter().map(responsible).collect::<Markup>(),
        targets(changes),
    )
}

fn regrouping(change: &Regrouping<'_>) -> Markup {
    let (old, new) = (joined(change.old.iter().copied()), joined(change.new.iter().copied()));
    let what = both("可能合并或拆分的单位：", "units perhaps merged or split: ");
    html!(r#"<li>{}<span lang="zh-CN">{} → {}</span></li>"#, what, old, new)
}

fn responsible(change: &ResponsibleChange<'_>) -> Markup {
    let row = change.new.row_path.join("/");
    let (old, new) = (joined(&change.old.responsible), joined(&change.new.responsible));
    let what = both("责任单位：", "responsible: ");
    html!(r#"<li>{}<span lang="zh-CN">{}：{} → {}</span></li>"#, what, row, old, new)
}

/// Units side by side; a dash for none.
fn joined<'u>(units: impl IntoIterator<Item = &'u UnitRef>) -> String {
    let names: Vec<&str> = units.into_iter().map(|unit| unit.raw.as_str()).collect();
    if names.is_empty() { "—".to_owned() } else { names.join("、") }
}

fn annex(change: &fenjie_model::AnnexChange<'_>) -> Option<Markup> {
    let (zh, en) = match change.change {
        AnnexChangeKind::Same => return None,
        AnnexChangeKind::Added => ("新附件", "new annex"),
        AnnexChangeKind::Dropped => ("附件不再有", "annex dropped"),
        AnnexChangeKind::Renumbered => ("附件改号", "annex renumbered"),
        AnnexChangeKind::Retitled => ("附件改题", "annex retitled"),
    };
    let numbers: Vec<String> = [change.old, change.new]
        .into_iter()
        .flatten()
        .map(|annex| annex.number.map_or_else(|| "?".to_owned(), |number| number.to_string()))
        .collect();
    let title = change.new.or(change.old).map(|annex| annex.title.as_str());
    Some(html!(r#"<li>{} {} <span lang="zh-CN">{}</span></li>"#, both(zh, en), numbers.join(" → "), title))
}

fn name(of_zh: &str, of_en: &str, change: NameChangeKind, names: [Option<&str>; 2]) -> Markup {
    let (zh, en) = match change {
        NameChangeKind::Added => ("新增", "new"),
        NameChangeKind::Dropped => ("不再有的", "dropped"),
        NameChangeKind::Renamed => ("改名的", "renamed"),
        NameChangeKind::RenameProposed => ("可能改名的", "perhaps renamed"),
    };
    let what = both(&format!("{zh}{of_zh}："), &format!("{of_en} {en}: "));
    let names: Vec<&str> = names.into_iter().flatten().collect();
    html!(r#"<li>{}<span lang="zh-CN">{}</span></li>"#, what, names.join(" → "))
}

fn targets(changes: &Changes<'_>) -> Markup {
    let count = |kind| changes.targets.iter().filter(|change| change.change == kind).count();
    let (added, dropped) = (count(TargetChangeKind::Added), count(TargetChangeKind::Dropped));
    let (changed, restated) = (count(TargetChangeKind::Changed), count(TargetChangeKind::Restated));
    let moved = changes.moved.len();
    let text = both(
        &format!(
            "目标：{changed}项改变，{added}项新增，{dropped}项不再有，{restated}项改写，{moved}项移至其他附件"
        ),
        &format!(
            "targets: {changed} changed, {added} new, {dropped} dropped, {restated} restated, {moved} moved"
        ),
    );
    html!("<li>{}</li>", text)
}
