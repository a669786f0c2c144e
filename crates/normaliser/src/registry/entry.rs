//! What the registry holds.

use fenjie_model::{Unit, UnitKind};
use serde::Deserialize;

/// A region of GB/T 2260.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RegionEntry {
    /// Six digits.
    pub id: String,
    /// 青浦区.
    pub name: String,
    /// With the regions above it: 上海市青浦区.
    pub full_name: Option<String>,
}

/// A unit, over all the years of its life.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// `310118/zhaoxiang`, or the region's code for the region itself. Never changes.
    pub id: String,
    /// The usual short name, in use in [`Entry::years`] unless one of `names` is.
    pub name: String,
    /// Other short names, with their years.
    pub names: Vec<Name>,
    /// What it is.
    pub kind: UnitKind,
    /// The full name, as far as `evidence` goes.
    pub full_name: Option<String>,
    /// How the full name is known.
    pub evidence: Evidence,
    /// The years of its life.
    pub years: Years,
    /// Codes of other systems.
    pub codes: Vec<Code>,
    /// The legal entities behind it, oldest first.
    pub entities: Vec<Entity>,
    /// The IDs of the units that share its row.
    pub members: Vec<String>,
    /// The IDs of the units that carry it on after its last year: one for a merger, several for a split.
    pub successors: Vec<String>,
    /// For people.
    pub note: Option<String>,
}

/// A name with its years.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Name {
    /// As printed.
    pub name: String,
    /// The first year in use, where known.
    pub from: Option<i16>,
    /// The last year in use, where known.
    pub to: Option<i16>,
}

/// A code of another system.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Code {
    /// `nbs`: the statistics bureau's codes of 12 digits; `uscc`: 统一社会信用代码.
    pub system: String,
    /// The year of the list that it stands in.
    pub edition: Option<i16>,
    /// The code.
    pub code: String,
}

/// A legal entity behind a name.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Entity {
    /// Its registered name.
    pub name: String,
    /// The first year under that name, where known.
    pub from: Option<i16>,
    /// The last year under that name, where known.
    pub to: Option<i16>,
    /// How it is known.
    #[serde(default)]
    pub evidence: Evidence,
    /// For people.
    pub note: Option<String>,
}

/// How a fact is known.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Evidence {
    /// On an official page.
    Official,
    /// On another page.
    Secondary,
    /// Made by the rule by which such bodies are named, and not seen.
    Constructed,
    /// Not at all.
    #[default]
    None,
}

impl Evidence {
    /// The name in the registry.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Official => "official",
            Self::Secondary => "secondary",
            Self::Constructed => "constructed",
            Self::None => "none",
        }
    }
}

/// A span of years, both ends included; an end that is not known is open.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Years {
    /// The first year.
    pub from: Option<i16>,
    /// The last year.
    pub to: Option<i16>,
}

impl Years {
    /// Whether the year is one of them; a year that is not known may be.
    pub fn include(self, year: Option<i16>) -> bool {
        year.is_none_or(|y| self.from.is_none_or(|from| from <= y) && self.to.is_none_or(|to| y <= to))
    }

    /// Whether a year could be one of both.
    pub fn meet(self, other: Self) -> bool {
        let before = |a: Self, b: Self| matches!((a.to, b.from), (Some(to), Some(from)) if to < from);
        !before(self, other) && !before(other, self)
    }
}

impl Name {
    /// The years in which it is in use.
    pub fn years(&self) -> Years {
        Years { from: self.from, to: self.to }
    }
}

impl Entity {
    /// The years under that name.
    pub fn years(&self) -> Years {
        Years { from: self.from, to: self.to }
    }
}

impl Entry {
    /// The region's code.
    pub fn region(&self) -> &str {
        self.id.split('/').next().unwrap_or_default()
    }

    /// Every name that it ever went by, the full name and the legal entities' included.
    pub fn all_names(&self) -> impl Iterator<Item = &str> {
        self.claims().map(|(name, _)| name)
    }

    /// Every name with the years in which it means this unit.
    pub fn claims(&self) -> impl Iterator<Item = (&str, Years)> {
        let names = self.names.iter().map(|name| (name.name.as_str(), name.years()));
        let full = self.full_name.iter().map(|name| (name.as_str(), self.years));
        let entities = self.entities.iter().map(|entity| (entity.name.as_str(), entity.years()));
        std::iter::once((self.name.as_str(), self.usual_years())).chain(names).chain(full).chain(entities)
    }

    /// The usual name in the year.
    pub fn name_in(&self, year: Option<i16>) -> &str {
        year.and_then(|_| self.names.iter().find(|name| name.is_dated() && name.years().include(year)))
            .filter(|_| !self.usual_years().include(year))
            .map_or(&self.name, |name| &name.name)
    }

    /// The years in which the usual name is in use: those of its entry among `names`, or the unit's own.
    fn usual_years(&self) -> Years {
        self.names.iter().find(|name| name.name == self.name).map_or(self.years, Name::years)
    }

    /// The unit as an extraction carries it.
    pub(super) fn in_year(&self, year: Option<i16>) -> Unit {
        Unit {
            id: self.id.clone(),
            name: self.name_in(year).to_owned(),
            kind: self.kind,
            full_name: self.full_name.clone(),
            codes: self.codes.iter().map(|code| (code.system.clone(), code.code.clone())).collect(),
            members: self.members.clone(),
        }
    }

    /// Lays a later entry under the same ID over this one.
    pub(super) fn overlay(&mut self, layer: Self) {
        self.name = layer.name;
        self.kind = layer.kind;
        self.years =
            Years { from: layer.years.from.or(self.years.from), to: layer.years.to.or(self.years.to) };
        if layer.full_name.is_some() {
            self.full_name = layer.full_name;
            self.evidence = layer.evidence;
        }
        self.note = layer.note.or(self.note.take());
        add(&mut self.names, layer.names);
        add(&mut self.codes, layer.codes);
        add(&mut self.entities, layer.entities);
        add(&mut self.members, layer.members);
        add(&mut self.successors, layer.successors);
    }
}

impl Name {
    fn is_dated(&self) -> bool {
        self.from.is_some() || self.to.is_some()
    }
}

fn add<T: PartialEq>(list: &mut Vec<T>, more: Vec<T>) {
    for item in more {
        if !list.contains(&item) {
            list.push(item);
        }
    }
}
