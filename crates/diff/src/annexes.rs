//! Which annex of the new notice is which of the old.

use fenjie_model::{Annex, AnnexChange, AnnexChangeKind, Extraction, HashMap, HashSet, Target};

use crate::fact::{Fact, Facts, Symbol};
use crate::{propose, wording};

/// The share of targets that two annexes have in common from which they are one under another title.
const SAME_TARGETS: f64 = 0.5;

/// The likeness of two titles from which annexes with the same units are one.
const LIKE_TITLES: f64 = 0.7;

/// The likeness of two titles from which annexes with the same units and the like numbers are one: an annex named after
/// its one indicator is reworded together with it.
const AKIN_TITLES: f64 = 0.4;

/// The number and the share of numbers that are alike then.
const NUMBERS: usize = 4;
const LIKE_NUMBERS: f64 = 0.8;

/// Pairs the annexes, in the order of the new notice, and tells every fact its pair.
pub(crate) fn pair<'a>(
    old: &'a Extraction,
    new: &'a Extraction,
    facts: &mut Facts<'a>,
) -> Vec<AnnexChange<'a>> {
    let mut old_of = by_title(&old.notice.annexes, &new.notice.annexes);
    by_content(old, new, facts, &mut old_of);

    let mut changes = Vec::new();
    let mut pair_of_old = vec![None; old.notice.annexes.len()];
    for (annex, o) in new.notice.annexes.iter().zip(&old_of) {
        if let Some(o) = *o {
            pair_of_old[o] = Some(changes.len());
        }
        changes.push(change(o.map(|o| &old.notice.annexes[o]), Some(annex)));
    }
    for (annex, pair) in old.notice.annexes.iter().zip(&mut pair_of_old) {
        if pair.is_none() {
            *pair = Some(changes.len());
            changes.push(change(Some(annex), None));
        }
    }
    // Facts outside of any annex are held against each other as if one annex held them.
    let outside = changes.len();
    for fact in &mut facts.old {
        fact.pair = fact.annex.map_or(Some(outside), |annex| pair_of_old[annex]);
    }
    for fact in &mut facts.new {
        fact.pair = Some(fact.annex.unwrap_or(outside));
    }
    changes
}

fn change<'a>(old: Option<&'a Annex>, new: Option<&'a Annex>) -> AnnexChange<'a> {
    let change = match (old, new) {
        (None, _) => AnnexChangeKind::Added,
        (_, None) => AnnexChangeKind::Dropped,
        (Some(old), Some(new)) if title(old) != title(new) => AnnexChangeKind::Retitled,
        (Some(old), Some(new)) if old.number != new.number => AnnexChangeKind::Renumbered,
        _ => AnnexChangeKind::Same,
    };
    AnnexChange { change, old, new, units: Vec::new(), indicators: Vec::new() }
}

fn title(annex: &Annex) -> String {
    let printed = Some(annex.title.as_str()).filter(|title| !title.is_empty());
    wording::title(printed.or(annex.listed_title.as_deref()).unwrap_or_default())
}

/// The old annex of each new one by its title without the year, several of one title in their order.
fn by_title(old: &[Annex], new: &[Annex]) -> Vec<Option<usize>> {
    let mut titled: HashMap<String, Vec<usize>> = HashMap::default();
    for (i, annex) in old.iter().enumerate().rev() {
        titled.entry(title(annex)).or_default().push(i);
    }
    new.iter().map(|annex| titled.get_mut(&title(annex)).and_then(Vec::pop)).collect()
}

/// Pairs what is left by the targets and by the likeness of the titles, the likest first.
fn by_content(old: &Extraction, new: &Extraction, facts: &Facts<'_>, old_of: &mut [Option<usize>]) {
    let taken: HashSet<usize> = old_of.iter().flatten().copied().collect();
    let region = |extraction: &Extraction| extraction.region.as_ref().map(|r| r.name.clone());
    let (old_region, new_region) = (region(old), region(new));
    let (old_about, new_about) = (About::of(&facts.old), About::of(&facts.new));
    let nothing = About::default();
    let mut candidates = Vec::new();
    for (n, new_annex) in new.notice.annexes.iter().enumerate().filter(|(n, _)| old_of[*n].is_none()) {
        let new_title = title(new_annex);
        for (o, old_annex) in old.notice.annexes.iter().enumerate().filter(|(o, _)| !taken.contains(o)) {
            let old_title = title(old_annex);
            let titles = wording::likeness(
                wording::title_core(&old_title, old_region.as_deref()),
                wording::title_core(&new_title, new_region.as_deref()),
            );
            let (a, b) = (old_about.get(&o).unwrap_or(&nothing), new_about.get(&n).unwrap_or(&nothing));
            let targets = share(&a.targets, &b.targets);
            let units_alike =
                (a.units.is_empty() && b.units.is_empty()) || share(&a.units, &b.units) >= SAME_TARGETS;
            let like_titles = titles >= LIKE_TITLES || (titles >= AKIN_TITLES && a.has_the_numbers_of(b));
            if targets >= SAME_TARGETS || (like_titles && units_alike) {
                candidates.push((titles + targets, n, o));
            }
        }
    }
    candidates.sort_by(|a, b| b.0.total_cmp(&a.0).then((a.1, a.2).cmp(&(b.1, b.2))));
    let mut taken = taken;
    for (_, n, o) in candidates {
        if old_of[n].is_none() && taken.insert(o) {
            old_of[n] = Some(o);
        }
    }
}

/// What the targets of an annex are about.
#[derive(Debug, Default)]
struct About<'f> {
    targets: HashSet<(Symbol, Symbol, bool, &'f [Symbol])>,
    units: HashSet<Symbol>,
    /// The targets of each unit, in order.
    of_unit: HashMap<Symbol, Vec<&'f Target>>,
}

impl<'f> About<'f> {
    fn of(facts: &'f [Fact<'_>]) -> HashMap<usize, Self> {
        let mut all: HashMap<usize, Self> = HashMap::default();
        for fact in facts {
            let Some(annex) = fact.annex else { continue };
            let about = all.entry(annex).or_default();
            about.targets.insert((fact.unit, fact.indicator, fact.growth, &fact.words));
            about.units.insert(fact.unit);
            about.of_unit.entry(fact.unit).or_default().push(fact.target);
        }
        all
    }

    /// Whether most of the numbers of the units that have as many targets in both are alike.
    fn has_the_numbers_of(&self, other: &Self) -> bool {
        let both = self.of_unit.iter().filter_map(|(unit, own)| Some((own, other.of_unit.get(unit)?)));
        let told: Vec<bool> = both
            .filter(|(own, others)| own.len() == others.len())
            .flat_map(|(own, others)| own.iter().zip(others))
            .filter_map(|(own, other)| propose::alike(own, other))
            .collect();
        let alike = told.iter().filter(|alike| **alike).count();
        alike >= NUMBERS && alike as f64 >= LIKE_NUMBERS * told.len() as f64
    }
}

/// The share of the larger set that is in both; 0 where both are empty.
fn share<T: Eq + std::hash::Hash>(a: &HashSet<T>, b: &HashSet<T>) -> f64 {
    a.intersection(b).count() as f64 / a.len().max(b.len()).max(1) as f64
}
