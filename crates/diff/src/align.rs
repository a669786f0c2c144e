//! Which fact of the new notice is which of the old.
//!
//! Passes from the closest likeness to the loosest. The first pairs facts that are alike in everything; each later one
//! lets go of something that wording or layout can change, and pairs only where that leaves one fact on each side, the
//! facts already paired counted too. What no pass pairs was added or dropped.

use std::collections::hash_map::Entry;
use std::hash::Hash;

use crate::fact::{Fact, Facts, Symbol};
use fenjie_model::{HashMap, HashSet};

/// The pairs of aligned facts, from both sides.
#[derive(Debug)]
pub(crate) struct Pairs {
    /// The new fact of each old one.
    pub(crate) new_of: Vec<Option<usize>>,
    /// The old fact of each new one.
    pub(crate) old_of: Vec<Option<usize>>,
}

/// What of two facts with the same key pairs them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Choice {
    /// Their order, among those not yet paired.
    InOrder,
    /// That no other fact of either side has the key.
    Lone,
    /// That no other fact not yet paired has the key.
    LoneLeft,
}

/// What stays of a fact in every pass.
#[derive(Debug, PartialEq, Eq, Hash)]
struct Core {
    unit: Symbol,
    growth: bool,
    months: Option<(u8, u8)>,
    years_ahead: i16,
}

fn core(fact: &Fact<'_>) -> Core {
    Core { unit: fact.unit, growth: fact.growth, months: fact.months, years_ahead: fact.years_ahead }
}

fn within(fact: &Fact<'_>) -> Option<(usize, Core)> {
    Some((fact.pair?, core(fact)))
}

/// All that tells a fact from another.
type Whole = ((usize, Core), (Symbol, Symbol, Option<Symbol>, Vec<Symbol>), [Symbol; 4]);

fn whole(fact: &Fact<'_>) -> Option<Whole> {
    let what = (fact.indicator, fact.stage, fact.dimension, fact.words.clone());
    Some((within(fact)?, what, [fact.caption, fact.category, fact.parent, fact.note]))
}

/// The facts of one notice that it gives twice or more.
pub(crate) fn twice(facts: &[Fact<'_>]) -> HashSet<usize> {
    let mut first: HashMap<Whole, usize> = HashMap::default();
    let mut twice = HashSet::default();
    for (i, fact) in facts.iter().enumerate() {
        let Some(key) = whole(fact) else { continue };
        match first.entry(key) {
            Entry::Occupied(before) => twice.extend([*before.get(), i]),
            Entry::Vacant(entry) => {
                entry.insert(i);
            }
        }
    }
    twice
}

pub(crate) fn align(facts: &Facts<'_>) -> Pairs {
    let mut aligner = Aligner {
        facts,
        pairs: Pairs { new_of: vec![None; facts.old.len()], old_of: vec![None; facts.new.len()] },
    };
    let any = |_: &Fact<'_>, _: &Fact<'_>| true;
    // Alike in everything; facts that are printed twice are paired in their order.
    aligner.pass(whole, any, Choice::InOrder);
    // Another heading, section or note.
    aligner.pass(
        |f| Some((within(f)?, f.indicator, f.stage, f.dimension, f.words.clone())),
        any,
        Choice::Lone,
    );
    // A measure that one side does not tell.
    aligner.pass(
        |f| Some((within(f)?, f.indicator, f.stage, f.words.clone())),
        |a, b| a.dimension.is_none() || b.dimension.is_none(),
        Choice::Lone,
    );
    // A stage that one side does not tell.
    aligner.pass(
        |f| Some((within(f)?, f.indicator, f.dimension, f.words.clone())),
        |a, b| a.stage == Symbol::EMPTY || b.stage == Symbol::EMPTY,
        Choice::Lone,
    );
    // Other header words over an indicator that the registry knows, or headers with a level more or less.
    aligner.pass(
        |f| Some((within(f)?, f.indicator, f.stage, f.dimension)),
        |a, b| {
            a.unknown_indicator.is_none() || is_part_of(&a.words, &b.words) || is_part_of(&b.words, &a.words)
        },
        Choice::Lone,
    );
    // Headers that say the same in another number of cells: 签约项目个数, 签约项目/个数.
    aligner.pass(
        |f| {
            Some((within(f)?, f.indicator, f.stage, f.dimension, f.joined))
                .filter(|_| f.joined != Symbol::EMPTY)
        },
        any,
        Choice::Lone,
    );
    // The same headers over an indicator that one side names otherwise, as where its name is that of its annex.
    aligner.pass(
        |f| Some((within(f)?, f.stage, f.dimension, f.words.clone())),
        |a, b| a.unknown_indicator.is_some() || b.unknown_indicator.is_some(),
        Choice::Lone,
    );
    // Moved to another annex.
    aligner.pass(
        |f| {
            let words = f.unknown_indicator.map(|_| f.words.clone());
            Some((core(f), f.indicator, f.stage, f.dimension, words)).filter(|_| words_tell(f))
        },
        any,
        Choice::LoneLeft,
    );
    aligner.pairs
}

/// Whether a fact says what it is about without its annex.
fn words_tell(fact: &Fact<'_>) -> bool {
    fact.unknown_indicator.is_none()
        || (fact.indicator != Symbol::EMPTY && fact.words.contains(&fact.indicator))
}

/// Whether the words stand in the others in the same order, and there are some.
fn is_part_of(part: &[Symbol], whole: &[Symbol]) -> bool {
    let mut rest = whole.iter();
    !part.is_empty() && part.iter().all(|word| rest.any(|w| w == word))
}

struct Aligner<'f, 'a> {
    facts: &'f Facts<'a>,
    pairs: Pairs,
}

impl Aligner<'_, '_> {
    fn pass<K: Hash + Eq>(
        &mut self,
        key: impl Fn(&Fact<'_>) -> Option<K>,
        may: impl Fn(&Fact<'_>, &Fact<'_>) -> bool,
        choice: Choice,
    ) {
        let mut groups: HashMap<K, [Vec<usize>; 2]> = HashMap::default();
        for (side, (facts, paired)) in
            [(&self.facts.old, &self.pairs.new_of), (&self.facts.new, &self.pairs.old_of)]
                .into_iter()
                .enumerate()
        {
            for (i, fact) in facts.iter().enumerate() {
                if (choice == Choice::Lone || paired[i].is_none())
                    && let Some(key) = key(fact)
                {
                    groups.entry(key).or_default()[side].push(i);
                }
            }
        }
        // A fact stands in one group alone, so that the order of the groups is of no account.
        for [old, new] in groups.into_values() {
            if choice != Choice::InOrder && (old.len() != 1 || new.len() != 1) {
                continue;
            }
            for (o, n) in old.into_iter().zip(new) {
                let free = self.pairs.new_of[o].is_none() && self.pairs.old_of[n].is_none();
                if free && may(&self.facts.old[o], &self.facts.new[n]) {
                    self.pairs.new_of[o] = Some(n);
                    self.pairs.old_of[n] = Some(o);
                }
            }
        }
    }
}
