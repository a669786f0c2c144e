//! Who a unit was in a year: its name, its legal entity, its members, and who carries it on.

use super::{Entity, Entry, Registry};

/// A unit in one year.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct History<'a> {
    /// The unit.
    pub unit: &'a Entry,
    /// Its short name in the year; none before its first year and after its last.
    pub name: Option<&'a str>,
    /// The legal entity behind it in the year, where one is known. Entities without years are left out.
    pub entity: Option<&'a Entity>,
    /// The units that share its row in the year: the members of a composite, or the unit alone. Members that have
    /// been merged or split are replaced by those who carry them on.
    pub members: Vec<&'a Entry>,
    /// The units that carry it on in the year: the unit alone while it lasts, then its successors and theirs. Empty
    /// before its first year, and where nobody carries it on.
    pub carried_on_by: Vec<&'a Entry>,
}

impl Registry {
    /// Who the unit was in the year: renames, legal entities, composites, mergers and splits, answered in one place.
    /// A composite counts its members, and a merger its successor, so that no unit is counted twice over the years.
    pub fn history(&self, id: &str, year: i16) -> Option<History<'_>> {
        let unit = self.unit(id)?;
        let lives = unit.years.include(Some(year));
        let entity = unit.entities.iter().rev().find(|entity| {
            let years = entity.years();
            (years.from.is_some() || years.to.is_some()) && years.include(Some(year))
        });
        let mut members = Vec::new();
        for member in if unit.members.is_empty() { std::slice::from_ref(&unit.id) } else { &unit.members } {
            self.carry_on(member, year, &mut Vec::new(), &mut members);
        }
        let mut carried_on_by = Vec::new();
        self.carry_on(id, year, &mut Vec::new(), &mut carried_on_by);
        Some(History {
            unit,
            name: lives.then(|| unit.name_in(Some(year))),
            entity: entity.filter(|_| lives),
            members,
            carried_on_by,
        })
    }

    /// Adds those who carry the unit on in the year. `seen` ends circles, which [`check`](super::check()) reports.
    fn carry_on<'a>(&'a self, id: &str, year: i16, seen: &mut Vec<&'a str>, found: &mut Vec<&'a Entry>) {
        let Some(unit) = self.unit(id) else { return };
        if seen.contains(&unit.id.as_str()) {
            return;
        }
        seen.push(&unit.id);
        if unit.years.include(Some(year)) {
            if !found.iter().any(|known| known.id == unit.id) {
                found.push(unit);
            }
        } else if unit.years.to.is_some_and(|to| to < year) {
            for successor in &unit.successors {
                self.carry_on(successor, year, seen, found);
            }
        }
    }
}
