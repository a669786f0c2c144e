//! Changes as a person reads them: by annex, the biggest first, each in a few words.

mod label;
mod names;

use std::cmp::Ordering;
use std::collections::HashMap;

use fenjie_model::{
    AnnexChange, AnnexChangeKind, Changes, Decimal, Moved, NameChangeKind, Regrouping, Target, TargetChange,
    TargetChangeKind,
};

pub use names::{Name, indicators, joined, units};

use crate::wire::{counted_in, difference_in};

/// The changes of targets in one annex.
#[derive(Debug)]
pub struct Group<'c, 'a> {
    /// The annex; none for targets outside of any.
    pub annex: Option<&'c AnnexChange<'a>>,
    /// Changed, the biggest first, then restated, added and dropped, in the order of the notice.
    pub targets: Vec<&'c TargetChange<'a>>,
    /// How many outer header cells of their columns all targets of the new notice share, and all that are gone.
    shared: [usize; 2],
}

impl<'c, 'a> Group<'c, 'a> {
    fn new(annex: Option<&'c AnnexChange<'a>>) -> Self {
        Self { annex, targets: Vec::new(), shared: [0; 2] }
    }

    /// What a target is for: its row's headers and its column's, without those that all targets share, and its indicator
    /// where these do not tell it.
    pub fn label(&self, change: &TargetChange<'_>) -> String {
        let (target, shared) = match (change.new, change.old) {
            (Some(new), _) => (new, self.shared[0]),
            (None, Some(old)) => (old, self.shared[1]),
            (None, None) => return String::new(),
        };
        let column = target.column_path.get(shared..).unwrap_or_default();
        let (row, column) = (target.row_path.join("/"), column.join("/"));
        let indicator = if label::tells(&row, &column, target) { "" } else { target.indicator.name.as_str() };
        let parts = [row, indicator.to_owned(), column];
        parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" ")
    }

    /// Whether the annex as a whole came or went, so that its targets need not be told one by one.
    pub fn is_whole(&self) -> bool {
        self.annex.is_some_and(|annex| {
            matches!(annex.change, AnnexChangeKind::Added | AnnexChangeKind::Dropped)
                && self
                    .targets
                    .iter()
                    .all(|t| matches!(t.change, TargetChangeKind::Added | TargetChangeKind::Dropped))
        })
    }
}

/// The changes of targets by annex, in the order of [`Changes::annexes`].
pub fn groups<'c, 'a>(changes: &'c Changes<'a>) -> Vec<Group<'c, 'a>> {
    let (mut of_old, mut of_new) = (Homes::default(), Homes::default());
    for (i, change) in changes.annexes.iter().enumerate() {
        of_old.add(i, change.old);
        of_new.add(i, change.new);
    }
    let mut groups: Vec<_> = changes.annexes.iter().map(|annex| Group::new(Some(annex))).collect();
    groups.push(Group::new(None));
    let outside = groups.len() - 1;
    for change in &changes.targets {
        let home = match (change.new, change.old) {
            (Some(new), _) => of_new.find(new),
            (None, Some(old)) => of_old.find(old),
            (None, None) => None,
        };
        groups[home.unwrap_or(outside)].targets.push(change);
    }
    groups.retain(|group| !group.targets.is_empty());
    for group in &mut groups {
        // A stable sort: what is alike stays in the order of the notice.
        group.targets.sort_by(|a, b| rank(a.change).cmp(&rank(b.change)).then_with(|| by_size(a, b)));
        group.shared = [
            shared(group.targets.iter().filter_map(|change| change.new)),
            shared(
                group.targets.iter().filter(|change| change.new.is_none()).filter_map(|change| change.old),
            ),
        ];
    }
    groups
}

/// Where the tables and annexes of a notice stand in the list of annexes.
#[derive(Default)]
struct Homes<'a> {
    tables: HashMap<&'a str, usize>,
    numbers: HashMap<u32, usize>,
}

impl<'a> Homes<'a> {
    fn add(&mut self, index: usize, annex: Option<&'a fenjie_model::Annex>) {
        let Some(annex) = annex else { return };
        self.tables.extend(annex.tables.iter().map(|table| (table.id.as_str(), index)));
        self.numbers.extend(annex.number.map(|number| (number, index)));
    }

    fn find(&self, target: &Target) -> Option<usize> {
        self.tables.get(target.table.as_str()).or_else(|| self.numbers.get(&target.annex?)).copied()
    }
}

fn rank(change: TargetChangeKind) -> u8 {
    match change {
        TargetChangeKind::Changed => 0,
        TargetChangeKind::Restated => 1,
        TargetChangeKind::Added => 2,
        TargetChangeKind::Dropped => 3,
    }
}

/// The bigger first: by percent, rates by percentage points; what has no size last.
fn by_size(a: &TargetChange<'_>, b: &TargetChange<'_>) -> Ordering {
    let size = |change: &TargetChange<'_>| match change.change {
        TargetChangeKind::Changed if is_rate(change) => change.difference.map(|d| d.abs()),
        TargetChangeKind::Changed => change.percent.map(|p| p.abs()),
        _ => None,
    };
    size(b).cmp(&size(a))
}

fn is_rate(change: &TargetChange<'_>) -> bool {
    change.new.and_then(difference_in) == Some("百分点")
}

/// How many outer header cells the columns share; the innermost is never one.
fn shared<'a>(mut targets: impl Iterator<Item = &'a Target>) -> usize {
    let Some(first) = targets.next() else { return 0 };
    targets.fold(first.column_path.len().saturating_sub(1), |shared, target| {
        let same = first.column_path.iter().zip(&target.column_path).take_while(|(a, b)| a == b).count();
        shared.min(same).min(target.column_path.len().saturating_sub(1))
    })
}

/// What it said and what it says, with the measure: `17.2 → 18.7 亿元`.
pub fn values(change: &TargetChange<'_>) -> String {
    let raw = |target: &Target| match target.value.raw.as_str() {
        "" => "(blank)".to_owned(),
        raw => raw.to_owned(),
    };
    let with_measure = |target: &Target| match measure(target) {
        Some(measure) => format!("{} {measure}", raw(target)),
        None => raw(target),
    };
    match (change.old, change.new) {
        (Some(old), Some(new)) if scales_differ(old, new) => {
            format!("{} → {}", with_measure(old), with_measure(new))
        }
        (Some(old), Some(new)) => format!("{} → {}", raw(old), with_measure(new)),
        (Some(one), None) | (None, Some(one)) => with_measure(one),
        (None, None) => String::new(),
    }
}

fn scales_differ(old: &Target, new: &Target) -> bool {
    counted_in(old) != counted_in(new)
}

/// The measure to print behind a value: for numbers, where it is not printed with them.
fn measure(target: &Target) -> Option<&str> {
    let measure = counted_in(target)?;
    let counts = target.value.number.or(target.value.low).is_some();
    (counts && !target.value.raw.contains(measure)).then_some(measure)
}

/// How big the change is: `+8.7%`, or `+1 百分点` for a rate; empty where it has no size. Where only ≥ or ≤ came, went or
/// changed, it says so, and so it does where a fact came or went that the notice gives twice.
pub fn size(change: &TargetChange<'_>) -> String {
    match (change.change, change.difference, change.percent) {
        _ if change.twice => "duplicate".to_owned(),
        (_, Some(difference), _) if difference.is_zero() && bounds_differ(change) => "other bound".to_owned(),
        (TargetChangeKind::Changed, Some(difference), _) if is_rate(change) => {
            format!("{} 百分点", signed(difference))
        }
        (TargetChangeKind::Changed, _, Some(percent)) => format!("{}%", signed(percent.round_dp(1))),
        (TargetChangeKind::Changed, Some(difference), None) => signed(difference),
        _ => String::new(),
    }
}

/// Whether ≥, ≤ or 左右 came, went or changed, be it in the cell or in its header.
fn bounds_differ(change: &TargetChange<'_>) -> bool {
    let bound = |target: &Target| target.value.bound.or(target.measure.as_ref().and_then(|m| m.bound));
    change.old.map(bound) != change.new.map(bound)
}

fn signed(number: Decimal) -> String {
    let number = number.normalize();
    if number.is_sign_negative() { format!("−{}", number.abs()) } else { format!("+{number}") }
}

/// `3 added, 2 dropped`: how many there are of each kind, in the order of the kinds.
pub fn tally<K: PartialEq + Copy>(
    all: &[K],
    of: impl Iterator<Item = K>,
    name: impl Fn(K) -> &'static str,
) -> String {
    let found: Vec<K> = of.collect();
    let counts = all.iter().filter_map(|kind| {
        let count = found.iter().filter(|k| *k == kind).count();
        (count > 0).then(|| format!("{count} {}", name(*kind)))
    });
    let tally = counts.collect::<Vec<_>>().join(", ");
    if tally.is_empty() { "no change".to_owned() } else { tally }
}

/// What became of a name, for a person.
pub fn in_words(change: NameChangeKind) -> &'static str {
    match change {
        NameChangeKind::RenameProposed => "perhaps renamed",
        change => change.as_str(),
    }
}

/// The counts of all kinds of changes, by what they are of.
pub fn summary(changes: &Changes<'_>) -> Vec<(&'static str, String)> {
    let names = |kinds: &mut dyn Iterator<Item = NameChangeKind>| tally(NameChangeKind::ALL, kinds, in_words);
    let annexes = changes.annexes.iter().map(|c| c.change).filter(|kind| *kind != AnnexChangeKind::Same);
    let responsible = match changes.responsible.len() {
        0 => "no change".to_owned(),
        1 => "1 row changed".to_owned(),
        count => format!("{count} rows changed"),
    };
    let mut summary = vec![
        ("annexes", tally(AnnexChangeKind::ALL, annexes, AnnexChangeKind::as_str)),
        ("units", names(&mut changes.units.iter().map(|c| c.change))),
        ("indicators", names(&mut changes.indicators.iter().map(|c| c.change))),
        ("responsible", responsible),
        (
            "targets",
            tally(TargetChangeKind::ALL, changes.targets.iter().map(|c| c.change), TargetChangeKind::as_str),
        ),
    ];
    match changes.moved.len() {
        0 => {}
        1 => summary.push(("moved", "1 target to another annex".to_owned())),
        count => summary.push(("moved", format!("{count} targets to other annexes"))),
    }
    summary
}

/// What a target is for: its row's headers and its column's.
pub fn path(target: &Target) -> String {
    let parts = [target.row_path.join("/"), target.column_path.join("/")];
    parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" ")
}

/// Who may be whose parts: `东镇、西镇 → 中心镇`.
pub fn regrouping(regrouping: &Regrouping<'_>) -> String {
    let [old, new] = [&regrouping.old, &regrouping.new].map(|units| joined(units.iter().copied()));
    format!("{old} → {new}")
}

/// `9 of 10 sums are alike, in 5 tables`.
pub fn sums(evidence: &fenjie_model::Evidence<'_>) -> String {
    alike("sums", evidence)
}

/// From which annex to which a target moved: `附件3 → 附件5`.
pub fn move_of(moved: &Moved<'_>) -> String {
    let annex = |target: &Target| target.annex.map_or_else(|| "附件?".to_owned(), |n| format!("附件{n}"));
    format!("{} → {}", annex(moved.old), annex(moved.new))
}

/// How a notice is called: by its number and year, as far as they are known.
pub fn notice(notice: &fenjie_model::Notice) -> String {
    match (&notice.doc_number, notice.year, &notice.title) {
        (Some(number), ..) => number.clone(),
        (None, _, Some(title)) => title.clone(),
        (None, Some(year), None) => format!("the notice for {year}"),
        (None, None, None) => "a notice".to_owned(),
    }
}

/// How an annex is called: `附件6（12）2024年度…`, the old number in brackets where it was another.
pub fn annex(change: &AnnexChange<'_>) -> String {
    let latest = change.new.or(change.old);
    let number = |annex: &fenjie_model::Annex| annex.number.map_or_else(|| "?".to_owned(), |n| n.to_string());
    let title = latest.map_or("", |annex| annex.title.as_str());
    match (change.old, change.new) {
        (Some(old), Some(new)) if old.number != new.number => {
            format!("附件{}（原{}）{title}", number(new), number(old))
        }
        _ => format!("附件{} {title}", latest.map(number).unwrap_or_default()),
    }
}

/// `29 of 31 numbers are alike, in 11 tables`; empty where there is no evidence.
pub fn evidence(evidence: Option<&fenjie_model::Evidence<'_>>) -> String {
    match evidence {
        Some(evidence) if evidence.compared > 0 => alike("numbers", evidence),
        _ => String::new(),
    }
}

fn alike(what: &str, evidence: &fenjie_model::Evidence<'_>) -> String {
    let tables = if evidence.tables == 1 { "table" } else { "tables" };
    let (alike, compared) = (evidence.alike.len(), evidence.compared);
    format!("{alike} of {compared} {what} are alike, in {} {tables}", evidence.tables)
}

#[cfg(test)]
mod tests;
