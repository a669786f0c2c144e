//! Which names that went may be together in one that came, and which that came were one that went: for a person to
//! decide. A merger speaks by its sums: what two units were to reach is what one is to reach now, year for year.

use std::hash::Hash;

use fenjie_model::{Evidence, HashMap, HashSet, Regrouping, Target, UnitRef};

use crate::compare;
use crate::exact::Exact;
use crate::fact::{Fact, Facts, Symbol};

/// The names of one side beyond which none is proposed: their pairs are too many to mean something.
const MOST_NAMES: usize = 24;

/// The number of sums that have to be alike, and of tables.
const SUMS: usize = 4;
const TABLES: usize = 2;

/// The share of the sums that have to be alike.
const SHARE: f64 = 0.8;

/// The likely mergers and splits of the units that went and came.
pub(crate) fn units<'a>(facts: &Facts<'a>, gone: &[Symbol], come: &[Symbol]) -> Vec<Regrouping<'a>> {
    if gone.len().max(come.len()) > MOST_NAMES {
        return Vec::new();
    }
    let (old, new) = (Side::new(&facts.old, gone), Side::new(&facts.new, come));
    let merger = |whole: Symbol, parts: [Symbol; 2], evidence| Regrouping {
        old: parts.iter().filter_map(|part| old.unit(*part)).collect(),
        new: new.unit(whole).into_iter().collect(),
        evidence,
    };
    let split = |whole: Symbol, parts: [Symbol; 2], evidence| Regrouping {
        old: old.unit(whole).into_iter().collect(),
        new: parts.iter().filter_map(|part| new.unit(*part)).collect(),
        evidence,
    };
    let mut all = best(&new, come, &old, gone, merger, |whole, part| (part, whole));
    all.extend(best(&old, gone, &new, come, split, |whole, part| (whole, part)));
    all
}

/// The best pair of parts for each whole.
fn best<'a, P: Hash + Eq>(
    wholes: &Side<'a, P>,
    whole_names: &[Symbol],
    parts: &Side<'a, P>,
    part_names: &[Symbol],
    tell: impl Fn(Symbol, [Symbol; 2], Evidence<'a>) -> Regrouping<'a>,
    in_order: impl Fn(&'a Target, &'a Target) -> (&'a Target, &'a Target),
) -> Vec<Regrouping<'a>> {
    let mut found = Vec::new();
    for &whole in whole_names {
        let mut likeliest: Option<([Symbol; 2], Evidence<'a>)> = None;
        for (i, &a) in part_names.iter().enumerate() {
            for &b in &part_names[i + 1..] {
                let evidence = evidence(wholes, whole, parts, [a, b], &in_order);
                let more = likeliest.as_ref().is_none_or(|(_, best)| evidence.alike.len() > best.alike.len());
                if more && is_likely(&evidence) {
                    likeliest = Some(([a, b], evidence));
                }
            }
        }
        found.extend(likeliest.map(|(parts, evidence)| tell(whole, parts, evidence)));
    }
    found
}

fn is_likely(evidence: &Evidence<'_>) -> bool {
    evidence.alike.len() >= SUMS
        && evidence.tables >= TABLES
        && evidence.alike.len() as f64 >= SHARE * evidence.compared as f64
}

/// Holds the whole against the sum of its parts, wherever all three have a number.
fn evidence<'a, P: Hash + Eq>(
    wholes: &Side<'a, P>,
    whole: Symbol,
    parts: &Side<'a, P>,
    [a, b]: [Symbol; 2],
    in_order: impl Fn(&'a Target, &'a Target) -> (&'a Target, &'a Target),
) -> Evidence<'a> {
    let mut evidence = Evidence::default();
    let mut tables = HashSet::default();
    let (Some(whole), Some(a), Some(b)) = (wholes.of.get(&whole), parts.of.get(&a), parts.of.get(&b)) else {
        return evidence;
    };
    for (place, target) in &whole.places {
        let (Some(first), Some(second)) = (a.places.get(place), b.places.get(place)) else { continue };
        let Some(alike) = is_sum(target, first, second) else { continue };
        evidence.compared += 1;
        if alike {
            tables.insert(target.table.as_str());
            evidence.alike.push(in_order(target, first));
        }
    }
    evidence.tables = tables.len();
    // Maps have no order of their own.
    evidence.alike.sort_by_key(|(_, new)| (new.annex, &new.table, new.row, new.col));
    evidence
}

/// Whether the whole is the parts' sum, give or take a fourth; none where that tells nothing, as where one part is so
/// small that the other alone would do.
fn is_sum(whole: &Target, a: &Target, b: &Target) -> Option<bool> {
    let number = |target: &Target| {
        let scale = compare::scale(target.measure.as_ref(), whole.measure.as_ref())?;
        Some(Exact::of(target.value.number?)?.times(scale)?.to_f64()).filter(|number| *number > 0.0)
    };
    let (whole, a, b) = (number(whole)?, number(a)?, number(b)?);
    let sum = a + b;
    (a.min(b) >= sum / 8.0).then_some((whole / sum - 1.0).abs() <= 0.25)
}

/// The numbers of some units by their place.
struct Side<'a, P> {
    of: HashMap<Symbol, Unit<'a, P>>,
}

struct Unit<'a, P> {
    named: &'a UnitRef,
    places: HashMap<P, &'a Target>,
}

impl<'a, P> Side<'a, P> {
    fn unit(&self, key: Symbol) -> Option<&'a UnitRef> {
        self.of.get(&key).map(|unit| unit.named)
    }
}

/// What two facts that can be added share.
type Place = (Option<usize>, Symbol, Vec<Symbol>, Symbol, Symbol, (Option<(u8, u8)>, i16));

impl<'a> Side<'a, Place> {
    fn new(facts: &[Fact<'a>], names: &[Symbol]) -> Self {
        let names: HashSet<&Symbol> = names.iter().collect();
        let mut of: HashMap<Symbol, Unit<'a, Place>> = HashMap::default();
        for fact in facts.iter().filter(|fact| names.contains(&fact.unit) && adds_up(fact)) {
            let Some(named) = &fact.target.unit else { continue };
            let unit = of.entry(fact.unit).or_insert_with(|| Unit { named, places: HashMap::default() });
            let when = (fact.months, fact.years_ahead);
            let place = (fact.pair, fact.indicator, fact.words.clone(), fact.stage, fact.caption, when);
            unit.places.insert(place, fact.target);
        }
        Self { of }
    }
}

/// Rates do not.
fn adds_up(fact: &Fact<'_>) -> bool {
    let measure = fact.target.measure.as_ref();
    !fact.growth && measure.is_none_or(|measure| measure.dimension.as_deref() != Some("ratio"))
}
