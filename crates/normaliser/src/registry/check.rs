//! What a registry says that cannot all be true.

use std::collections::BTreeMap;

use fenjie_model::text;

use super::{Entry, Registry, Years};

/// One thing that is wrong with a registry.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Problem {
    /// The unit or indicator that it is about.
    pub id: String,
    /// One phrase.
    pub message: String,
}

/// Looks for names that two units of a region claim in one year, members and successors that do not exist, successors
/// that end in a circle, codes of a wrong form, codes and indicators' names claimed twice, indicators with a dimension and
/// no name. In the order of the IDs.
pub fn check(registry: &Registry) -> Vec<Problem> {
    let mut problems = Vec::new();
    for unit in registry.units() {
        let mut say = |message: String| problems.push(Problem { id: unit.id.clone(), message });
        for (what, ids) in [("member", &unit.members), ("successor", &unit.successors)] {
            for id in ids {
                if registry.unit(id).is_none() {
                    say(format!("its {what} {id} does not exist"));
                }
            }
        }
        if !unit.successors.is_empty() && unit.years.to.is_none() {
            say("it has successors and no last year".to_owned());
        }
        if goes_in_circles(registry, unit) {
            say("its successors lead back to it".to_owned());
        }
        for code in &unit.codes {
            if code.system == "nbs" && !is_statistics_code(&code.code, unit.region()) {
                say(format!("its code {} has not 12 digits that begin with {}", code.code, unit.region()));
            }
        }
    }
    names_claimed_twice(registry, &mut problems);
    codes_claimed_twice(registry, &mut problems);
    problems.extend(
        registry
            .indicators
            .without_name()
            .map(|id| Problem { id: id.to_owned(), message: "its dimension is told and no name".to_owned() }),
    );
    for (name, ids) in registry.indicators.claimed_twice() {
        problems.push(Problem {
            id: ids[0].clone(),
            message: format!("{name} is also a name of {}", ids[1..].join(", ")),
        });
    }
    problems.sort();
    problems
}

fn names_claimed_twice(registry: &Registry, problems: &mut Vec<Problem>) {
    let mut claims: BTreeMap<(&str, String), Vec<(&Entry, Years)>> = BTreeMap::new();
    for unit in registry.units() {
        for (name, years) in unit.claims() {
            let before = claims.entry((unit.region(), text::fold(name).into_owned())).or_default();
            if let Some((other, _)) =
                before.iter().find(|(other, span)| other.id != unit.id && span.meet(years))
            {
                problems.push(Problem {
                    id: unit.id.clone(),
                    message: format!("{name} is also a name of {}", other.id),
                });
            }
            before.push((unit, years));
        }
    }
}

fn codes_claimed_twice(registry: &Registry, problems: &mut Vec<Problem>) {
    let mut seen = BTreeMap::new();
    for unit in registry.units() {
        for code in &unit.codes {
            if let Some(other) =
                seen.insert((&code.system, code.edition, &code.code), &unit.id).filter(|o| **o != unit.id)
            {
                problems.push(Problem {
                    id: unit.id.clone(),
                    message: format!("{} is also a code of {other}", code.code),
                });
            }
        }
    }
}

fn goes_in_circles(registry: &Registry, unit: &Entry) -> bool {
    let mut open: Vec<&str> = unit.successors.iter().map(String::as_str).collect();
    let mut seen: Vec<&str> = Vec::new();
    while let Some(id) = open.pop() {
        if id == unit.id {
            return true;
        }
        if !seen.contains(&id) {
            seen.push(id);
            open.extend(
                registry.unit(id).into_iter().flat_map(|next| next.successors.iter().map(String::as_str)),
            );
        }
    }
    false
}

fn is_statistics_code(code: &str, region: &str) -> bool {
    code.len() == 12 && code.bytes().all(|b| b.is_ascii_digit()) && code.starts_with(region)
}
