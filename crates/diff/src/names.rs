//! The units and indicators that came, went or changed their names.
//!
//! A name that only an added or dropped annex holds comes and goes with that annex and is told there.

use fenjie_model::text::fold;
use fenjie_model::{
    AnnexChange, Evidence, HashMap, HashSet, IndicatorChange, IndicatorRef, NameChangeKind, Regrouping,
    UnitChange, UnitKind, UnitRef,
};

use crate::fact::{Fact, Facts, Symbol};
use crate::{propose, regroup, wording};

/// The changes of names.
pub(crate) struct Names<'a> {
    pub(crate) units: Vec<UnitChange<'a>>,
    pub(crate) regroupings: Vec<Regrouping<'a>>,
    pub(crate) indicators: Vec<IndicatorChange<'a>>,
}

/// Tells the changes, and gives each lone annex the names that come or go with it.
pub(crate) fn changes<'a>(facts: &Facts<'a>, annexes: &mut [AnnexChange<'a>]) -> Names<'a> {
    let lone: HashSet<usize> =
        (0..annexes.len()).filter(|i| annexes[*i].old.is_none() || annexes[*i].new.is_none()).collect();

    let units =
        Sides { old: Roll::new(&facts.old, unit_of, &lone), new: Roll::new(&facts.new, unit_of, &lone) };
    let indicators = |facts: &[Fact<'a>]| {
        let levels = levels(facts);
        Roll::new(facts, |fact| indicator_of(fact, &levels), &lone)
    };
    let indicators = Sides { old: indicators(&facts.old), new: indicators(&facts.new) };
    for (pair, name) in units.with_lone_annexes() {
        annexes[pair].units.push(name);
    }
    for (pair, name) in indicators.with_lone_annexes() {
        annexes[pair].indicators.push(name);
    }

    let unit_change = |(change, old, new, evidence)| UnitChange { change, old, new, evidence };
    let indicator_change = |(change, old, new, evidence)| IndicatorChange { change, old, new, evidence };
    let proposed = propose::units(facts, &units.gone(), &units.come());
    let mut unit_changes: Vec<_> = units.changes(proposed).into_iter().map(unit_change).collect();
    unit_changes.extend(renamed_departments(facts, &units));
    let proposed = propose::indicators(facts, &indicators.gone(), &indicators.come());
    Names {
        units: unit_changes,
        regroupings: regroup::units(facts, &units.gone(), &units.come()),
        indicators: indicators.changes(proposed).into_iter().map(indicator_change).collect(),
    }
}

/// A name as a fact gives it: its key, its printed form folded, and its reference.
type Named<'a, N> = (Symbol, String, &'a N);

fn unit_of<'a>(fact: &Fact<'a>) -> Option<Named<'a, UnitRef>> {
    let unit = fact.target.unit.as_ref()?;
    // 合计 and 其他 are rows, not bodies. The district has a name.
    let body = unit.kind.is_body() || unit.kind == UnitKind::DistrictTotal;
    body.then(|| (fact.unit, wording::unit(&fold(&unit.raw)).to_owned(), unit))
}

/// The names of indicators that have a target of their own, not of their growth alone.
fn levels<'a>(facts: &[Fact<'a>]) -> HashSet<&'a str> {
    facts.iter().filter(|fact| !fact.growth).map(|fact| fact.target.indicator.name.as_str()).collect()
}

/// The indicator, unless it is the growth in the column beside one that is told already.
fn indicator_of<'a>(fact: &Fact<'a>, levels: &HashSet<&str>) -> Option<Named<'a, IndicatorRef>> {
    let indicator = &fact.target.indicator;
    let beside = |end| indicator.name.strip_suffix(end).is_some_and(|level| levels.contains(level));
    if fact.indicator == Symbol::EMPTY || (fact.growth && ["增幅", "增速", "增长率"].into_iter().any(beside))
    {
        return None;
    }
    // Without an ID nothing says that two wordings are two names.
    let form =
        if fact.unknown_indicator.is_some() { String::new() } else { fold(&indicator.name).into_owned() };
    Some((fact.indicator, form, indicator))
}

/// One name, with all of its printed forms.
struct Entry<'a, N> {
    first: &'a N,
    forms: HashSet<String>,
    /// The lone annex that it stands in, where it stands in no paired one.
    lone_in: Option<usize>,
}

/// The names of one notice.
struct Roll<'a, N> {
    order: Vec<Symbol>,
    entries: HashMap<Symbol, Entry<'a, N>>,
}

impl<'a, N> Roll<'a, N> {
    fn new(
        facts: &[Fact<'a>],
        name: impl Fn(&Fact<'a>) -> Option<Named<'a, N>>,
        lone: &HashSet<usize>,
    ) -> Self {
        let mut roll = Self { order: Vec::new(), entries: HashMap::default() };
        for fact in facts {
            let Some((key, form, first)) = name(fact) else { continue };
            let lone_in = fact.pair.filter(|pair| lone.contains(pair));
            let entry = roll.entries.entry(key).or_insert_with(|| {
                roll.order.push(key);
                Entry { first, forms: HashSet::default(), lone_in }
            });
            if lone_in.is_none() {
                entry.lone_in = None;
            }
            entry.forms.insert(form);
        }
        roll
    }

    /// The names that the other roll lacks, in order.
    fn without<'s>(&'s self, other: &'s Self) -> impl Iterator<Item = (Symbol, &'s Entry<'a, N>)> {
        let lacking = self.order.iter().filter(|key| !other.entries.contains_key(key));
        lacking.map(|key| (*key, &self.entries[key]))
    }
}

/// The names of both notices.
struct Sides<'a, N> {
    old: Roll<'a, N>,
    new: Roll<'a, N>,
}

/// A change of a name before it is one of a unit or an indicator.
type Change<'a, N> = (NameChangeKind, Option<&'a N>, Option<&'a N>, Option<Evidence<'a>>);

impl<'a, N> Sides<'a, N> {
    fn gone(&self) -> Vec<Symbol> {
        self.old.without(&self.new).filter(|(_, e)| e.lone_in.is_none()).map(|(key, _)| key).collect()
    }

    fn come(&self) -> Vec<Symbol> {
        self.new.without(&self.old).filter(|(_, e)| e.lone_in.is_none()).map(|(key, _)| key).collect()
    }

    fn with_lone_annexes(&self) -> Vec<(usize, &'a N)> {
        let both = self.old.without(&self.new).chain(self.new.without(&self.old));
        both.filter_map(|(_, entry)| Some((entry.lone_in?, entry.first))).collect()
    }

    /// The changes in the order of the new notice, then of the old.
    fn changes(&self, proposed: Vec<propose::Proposal<'a>>) -> Vec<Change<'a, N>> {
        let gone = self.gone();
        let mut proposals: HashMap<Symbol, propose::Proposal<'a>> =
            proposed.into_iter().map(|proposal| (proposal.new, proposal)).collect();
        let claimed: HashSet<Symbol> = proposals.values().map(|proposal| proposal.old).collect();
        let come: HashSet<Symbol> = self.come().into_iter().collect();
        let mut changes = Vec::new();
        for key in &self.new.order {
            let new = &self.new.entries[key];
            match (self.old.entries.get(key), proposals.remove(key)) {
                (Some(old), _) if old.forms.is_disjoint(&new.forms) => {
                    changes.push((NameChangeKind::Renamed, Some(old.first), Some(new.first), None));
                }
                (None, Some(proposal)) => {
                    let old = self.old.entries.get(&proposal.old).map(|old| old.first);
                    changes.push((
                        NameChangeKind::RenameProposed,
                        old,
                        Some(new.first),
                        Some(proposal.evidence),
                    ));
                }
                (None, None) if come.contains(key) => {
                    changes.push((NameChangeKind::Added, None, Some(new.first), None));
                }
                _ => {}
            }
        }
        for key in gone.iter().filter(|key| !claimed.contains(key)) {
            changes.push((NameChangeKind::Dropped, Some(self.old.entries[key].first), None, None));
        }
        changes
    }
}

/// The departments that the registry knows under the name of either year, where no row of targets is theirs.
fn renamed_departments<'a>(facts: &Facts<'a>, units: &Sides<'a, UnitRef>) -> Vec<UnitChange<'a>> {
    let roll = |facts: &[Fact<'a>]| {
        let mut roll = Roll { order: Vec::new(), entries: HashMap::default() };
        for fact in facts {
            for (key, unit) in fact.responsible.iter().zip(&fact.target.responsible) {
                let entry = roll.entries.entry(*key).or_insert_with(|| {
                    roll.order.push(*key);
                    Entry { first: unit, forms: HashSet::default(), lone_in: None }
                });
                entry.forms.insert(fold(&unit.raw).into_owned());
            }
        }
        roll
    };
    let (old, new) = (roll(&facts.old), roll(&facts.new));
    let elsewhere = |key: &Symbol| units.old.entries.contains_key(key) && units.new.entries.contains_key(key);
    let both = new.order.iter().filter(|key| !elsewhere(key)).filter_map(|key| {
        let (old, new) = (old.entries.get(key)?, &new.entries[key]);
        old.forms.is_disjoint(&new.forms).then_some((old.first, new.first))
    });
    both.map(|(old, new)| UnitChange {
        change: NameChangeKind::Renamed,
        old: Some(old),
        new: Some(new),
        evidence: None,
    })
    .collect()
}
