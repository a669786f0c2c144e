//! What changed from one notice to the next.
//!
//! - every target becomes a [`fact`]: what it is about, without the words that change from year to year;
//! - the [`annexes`] of the two notices are paired by their titles, then by what stands in them;
//! - the facts are [aligned](align), from the closest likeness to the loosest, each only where it leaves no choice;
//! - what two aligned facts say is [compared](compare), exactly, in the new measure;
//! - [names] that came, went or changed are told apart, and a likely rename is [proposed](propose), never assumed, and so
//!   is a likely merger or split ([regroup]).
//!
//! Pure: two extractions in, their changes out, in an order that depends on nothing else.

mod align;
mod annexes;
mod compare;
mod exact;
mod fact;
mod names;
mod propose;
mod regroup;
mod wording;

use fenjie_model::{Changes, Extraction, HashSet, Moved, ResponsibleChange, TargetChange, TargetChangeKind};

use fact::{Fact, Facts};

/// What changed from the old notice to the new.
pub fn diff<'a>(old: &'a Extraction, new: &'a Extraction) -> Changes<'a> {
    let mut facts = Facts::of(old, new);
    let mut annexes = annexes::pair(old, new, &mut facts);
    let pairs = align::align(&facts);
    let targets = targets(&facts, &pairs);
    let responsible = responsible(&facts, &pairs);
    let moved = moved(&facts, &pairs);
    let names = names::changes(&facts, &mut annexes);
    Changes {
        old: &old.notice,
        new: &new.notice,
        annexes,
        units: names.units,
        regroupings: names.regroupings,
        indicators: names.indicators,
        responsible,
        moved,
        targets,
    }
}

/// The facts that differ: those of the new notice in its order, then those that are gone.
fn targets<'a>(facts: &Facts<'a>, pairs: &align::Pairs) -> Vec<TargetChange<'a>> {
    let lone =
        |change, old, new, twice| TargetChange { change, old, new, difference: None, percent: None, twice };
    let (twice_in_old, twice_in_new) = (align::twice(&facts.old), align::twice(&facts.new));
    let mut changes = Vec::new();
    for (i, new) in facts.new.iter().enumerate() {
        match pairs.old_of[i] {
            Some(o) => changes.extend(compare::compare(facts.old[o].target, new.target)),
            None => {
                changes.push(lone(
                    TargetChangeKind::Added,
                    None,
                    Some(new.target),
                    twice_in_new.contains(&i),
                ));
            }
        }
    }
    let gone = facts.old.iter().enumerate().filter(|(o, _)| pairs.new_of[*o].is_none());
    changes.extend(
        gone.map(|(o, old)| {
            lone(TargetChangeKind::Dropped, Some(old.target), None, twice_in_old.contains(&o))
        }),
    );
    changes
}

/// The aligned facts whose annexes are not a pair, in the order of the new notice.
fn moved<'a>(facts: &Facts<'a>, pairs: &align::Pairs) -> Vec<Moved<'a>> {
    let aligned = facts.new.iter().zip(&pairs.old_of).filter_map(|(new, o)| Some((&facts.old[(*o)?], new)));
    aligned
        .filter(|(old, new)| old.pair != new.pair)
        .map(|(old, new)| Moved { old: old.target, new: new.target })
        .collect()
}

/// The rows of aligned facts whose responsible departments differ, each once.
fn responsible<'a>(facts: &Facts<'a>, pairs: &align::Pairs) -> Vec<ResponsibleChange<'a>> {
    let mut rows = HashSet::default();
    let mut changes = Vec::new();
    for (i, new) in facts.new.iter().enumerate() {
        let Some(old) = pairs.old_of[i].map(|o| &facts.old[o]) else { continue };
        if departments(old) != departments(new)
            && rows.insert((&old.target.table, old.target.row, &new.target.table, new.target.row))
        {
            changes.push(ResponsibleChange { old: old.target, new: new.target });
        }
    }
    changes
}

fn departments(fact: &Fact<'_>) -> Vec<fact::Symbol> {
    let mut all = fact.responsible.clone();
    all.sort_unstable();
    all.dedup();
    all
}
