//! Which name that went may be which that came: for a person to decide.
//!
//! A unit speaks by its numbers: the new name stands in the rows and columns of the old, with the like numbers, over
//! several tables; where its name is the old one's of another rank (沙河乡, 沙河镇), a few will do. An indicator speaks by
//! its name as well: 第五届 becomes 第六届.

use std::collections::BTreeMap;
use std::hash::Hash;

use fenjie_model::text::fold;
use fenjie_model::{Evidence, HashMap, HashSet, Target};

use crate::compare;
use crate::exact::Exact;
use crate::fact::{Fact, Facts, Symbol};
use crate::wording;

/// A likely rename.
#[derive(Debug)]
pub(crate) struct Proposal<'a> {
    pub(crate) old: Symbol,
    pub(crate) new: Symbol,
    pub(crate) evidence: Evidence<'a>,
}

/// What a pair of names needs to be proposed.
struct Demand {
    /// The share of the facts of either that both have.
    common: f64,
    /// The share of the numbers of both that are alike.
    alike: f64,
    /// The number of alike numbers.
    numbers: usize,
    /// The number of tables with alike numbers.
    tables: usize,
}

/// Where only the numbers speak.
const BY_NUMBERS: Demand = Demand { common: 0.6, alike: 0.8, numbers: 4, tables: 2 };
/// Where the names are alike too.
const WITH_LIKE_NAMES: Demand = Demand { common: 0.4, alike: 0.5, numbers: 2, tables: 2 };
/// Where the new name is the old of another rank, or longer, and that of no other.
const WITH_NAMES_OF_ONE: Demand = Demand { common: 0.4, alike: 0.5, numbers: 1, tables: 1 };
/// The same of indicators: one stands in one table, or in a few.
const INDICATOR_WITH_LIKE_NAMES: Demand = Demand { common: 0.4, alike: 0.5, numbers: 2, tables: 1 };

/// The likeness from which two names are alike.
const LIKE_NAMES: f64 = 0.4;

/// The likeness of two candidates below which neither is proposed over the other.
const CLEAR_LEAD: f64 = 0.1;

/// The pairs of names beyond which none is proposed: where so many go and come, two notices are not of the same things.
const MOST_PAIRS: usize = 1 << 18;

/// The units that went and came with the like numbers.
pub(crate) fn units<'a>(facts: &Facts<'a>, gone: &[Symbol], come: &[Symbol]) -> Vec<Proposal<'a>> {
    let place = |f: &Fact<'_>| {
        (
            f.unit,
            (
                f.pair,
                f.indicator,
                f.words.clone(),
                f.growth,
                f.stage,
                f.caption,
                f.note,
                (f.months, f.years_ahead),
            ),
        )
    };
    let name = |f: &Fact<'a>| f.target.unit.as_ref().map_or("", |unit| unit.raw.as_str());
    let old = Places::new(&facts.old, place, name);
    let new = Places::new(&facts.new, place, name);
    let of_one = names_of_one(gone, come, &old.names, &new.names);
    propose(gone, come, |o, n| {
        let match_ = Match::of(&old, &new, o, n)?;
        if of_one.contains(&(o, n)) {
            return match_.meets(&WITH_NAMES_OF_ONE).then_some(match_);
        }
        let alike = wording::likeness(old.names.get(&o)?, new.names.get(&n)?) >= LIKE_NAMES
            || within(old.names.get(&o)?, new.names.get(&n)?);
        match_.meets(if alike { &WITH_LIKE_NAMES } else { &BY_NUMBERS }).then_some(match_)
    })
}

/// The pairs of names of which each is the other of another rank, or longer, where there is no choice: of 开发区东区 and
/// 开发区西区 neither is the one that 开发区 became.
fn names_of_one(
    gone: &[Symbol],
    come: &[Symbol],
    old: &HashMap<Symbol, &str>,
    new: &HashMap<Symbol, &str>,
) -> HashSet<(Symbol, Symbol)> {
    if gone.len().saturating_mul(come.len()) > MOST_PAIRS {
        return HashSet::default();
    }
    let named = |names: &[Symbol], of: &HashMap<Symbol, &str>| -> Vec<(Symbol, String)> {
        names.iter().filter_map(|key| Some((*key, fold(of.get(key)?).into_owned()))).collect()
    };
    let (gone, come) = (named(gone, old), named(come, new));
    let mut pairs = Vec::new();
    for (o, old) in &gone {
        pairs.extend(come.iter().filter(|(_, new)| wording::is_renamed(old, new)).map(|(n, _)| (*o, *n)));
    }
    let (mut of_old, mut of_new) = (HashMap::<Symbol, usize>::default(), HashMap::<Symbol, usize>::default());
    for (old, new) in &pairs {
        *of_old.entry(*old).or_default() += 1;
        *of_new.entry(*new).or_default() += 1;
    }
    pairs.into_iter().filter(|(old, new)| of_old[old] == 1 && of_new[new] == 1).collect()
}

/// The indicators that went and came under a name that differs in its numerals, or under a like name with the like
/// numbers.
pub(crate) fn indicators<'a>(facts: &Facts<'a>, gone: &[Symbol], come: &[Symbol]) -> Vec<Proposal<'a>> {
    let place = |f: &Fact<'_>| {
        (
            f.indicator,
            (f.pair, f.unit, f.growth, f.stage, f.caption, f.note, (f.months, f.years_ahead), f.dimension),
        )
    };
    let name = |f: &Fact<'a>| f.target.indicator.name.as_str();
    let old = Places::new(&facts.old, place, name);
    let new = Places::new(&facts.new, place, name);
    propose(gone, come, |o, n| {
        let (old_name, new_name) = (old.names.get(&o)?, new.names.get(&n)?);
        let match_ = Match::of(&old, &new, o, n)?;
        let but_numerals = wording::without_numerals(old_name) == wording::without_numerals(new_name);
        let alike = wording::likeness(old_name, new_name) >= LIKE_NAMES;
        (but_numerals || (alike && match_.meets(&INDICATOR_WITH_LIKE_NAMES))).then_some(match_)
    })
}

/// Whether a name is the other with something before or behind it (青浦工业园区, 青浦工业园区（集团）).
fn within(a: &str, b: &str) -> bool {
    let (short, long) = if a.len() < b.len() { (a, b) } else { (b, a) };
    short.chars().count() >= 2 && long.contains(short)
}

/// Takes the likest pair first; a pair that another of the same name comes close to is left to the person.
fn propose<'a>(
    gone: &[Symbol],
    come: &[Symbol],
    judge: impl Fn(Symbol, Symbol) -> Option<Match<'a>>,
) -> Vec<Proposal<'a>> {
    if gone.len().saturating_mul(come.len()) > MOST_PAIRS {
        return Vec::new();
    }
    let mut candidates: Vec<(f64, Symbol, Symbol, Match<'a>)> = Vec::new();
    for &old in gone {
        for &new in come {
            candidates.extend(judge(old, new).map(|m| (m.score(), old, new, m)));
        }
    }
    candidates.sort_by(|a, b| b.0.total_cmp(&a.0).then((a.1, a.2).cmp(&(b.1, b.2))));
    let rivals: Vec<(f64, Symbol, Symbol)> = candidates.iter().map(|(s, o, n, _)| (*s, *o, *n)).collect();
    let mut taken = HashSet::default();
    let mut proposals = Vec::new();
    for (score, old, new, match_) in candidates {
        if taken.contains(&(0, old)) || taken.contains(&(1, new)) {
            continue;
        }
        taken.extend([(0, old), (1, new)]);
        let close = rivals.iter().any(|(s, o, n)| ((*o == old) != (*n == new)) && *s > score - CLEAR_LEAD);
        if !close {
            proposals.push(Proposal { old, new, evidence: match_.evidence });
        }
    }
    proposals
}

/// The targets of each name by their place, and the places that any name has.
struct Places<'a, P> {
    of: HashMap<Symbol, BTreeMap<usize, (P, &'a Target)>>,
    all: HashSet<P>,
    names: HashMap<Symbol, &'a str>,
}

impl<'a, P: Hash + Eq + Clone> Places<'a, P> {
    fn new(
        facts: &[Fact<'a>],
        place: impl Fn(&Fact<'a>) -> (Symbol, P),
        name: impl Fn(&Fact<'a>) -> &'a str,
    ) -> Self {
        let mut places = Self { of: HashMap::default(), all: HashSet::default(), names: HashMap::default() };
        for (i, fact) in facts.iter().enumerate() {
            let (key, place) = place(fact);
            places.names.entry(key).or_insert_with(|| name(fact));
            places.of.entry(key).or_default().insert(i, (place.clone(), fact.target));
            places.all.insert(place);
        }
        places
    }
}

/// How two names stand to each other.
struct Match<'a> {
    /// The number of places that either has and that stand in both notices.
    either: usize,
    /// The number of places that both have.
    both: usize,
    evidence: Evidence<'a>,
}

impl<'a> Match<'a> {
    fn of<P: Hash + Eq>(old: &Places<'a, P>, new: &Places<'a, P>, o: Symbol, n: Symbol) -> Option<Self> {
        let (a, b) = (old.of.get(&o)?, new.of.get(&n)?);
        let there: HashMap<&P, &'a Target> = b.values().map(|(place, target)| (place, *target)).collect();
        let comparable = |place: &P| old.all.contains(place) && new.all.contains(place);
        let mut m = Self { either: 0, both: 0, evidence: Evidence::default() };
        let mut tables = HashSet::default();
        for (place, target) in a.values().filter(|(place, _)| comparable(place)) {
            m.either += 1;
            let Some(other) = there.get(place) else { continue };
            m.both += 1;
            match alike(target, other) {
                None => {}
                Some(false) => m.evidence.compared += 1,
                Some(true) => {
                    m.evidence.compared += 1;
                    m.evidence.alike.push((*target, *other));
                    tables.insert(other.table.as_str());
                }
            }
        }
        m.either += b.values().filter(|(place, _)| comparable(place)).count().saturating_sub(m.both);
        m.evidence.tables = tables.len();
        (m.both > 0).then_some(m)
    }

    fn common(&self) -> f64 {
        self.both as f64 / self.either.max(1) as f64
    }

    fn score(&self) -> f64 {
        self.common() * (1.0 + self.evidence.alike.len() as f64) / (1.0 + self.evidence.compared as f64)
    }

    fn meets(&self, demand: &Demand) -> bool {
        let (compared, alike) = (self.evidence.compared, self.evidence.alike.len());
        self.common() >= demand.common
            && alike >= demand.numbers
            && alike as f64 >= demand.alike * compared as f64
            && self.evidence.tables >= demand.tables
    }
}

/// Whether neither number is more than twice the other; none where they tell nothing: where one side has none, or for
/// rates, which are much the same for all.
pub(crate) fn alike(old: &Target, new: &Target) -> Option<bool> {
    let rate =
        |target: &Target| target.measure.as_ref().is_some_and(|m| m.dimension.as_deref() == Some("ratio"));
    if rate(old) || rate(new) {
        return None;
    }
    let scale = compare::scale(old.measure.as_ref(), new.measure.as_ref())?;
    let (a, b) = (Exact::of(old.value.number?)?.times(scale)?, Exact::of(new.value.number?)?);
    if a.is_zero() || b.is_zero() {
        return Some(a.is_zero() && b.is_zero());
    }
    Some(b.over(a)?.is_within_twofold())
}
