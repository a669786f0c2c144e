//! What is known of units, indicators and regions, and the answers to what a notice asks of it.
//!
//! The registry is data: `data/*.toml` is compiled in, and further files are laid over it
//! ([`Registry::with_layer`]). A name is matched exactly after folding, within the region and the year of the notice.
//! What is merely similar is offered to a person ([`Registry::nearest`]) and never used.

use std::collections::BTreeMap;

use fenjie_model::{HashMap, Region, UnitKind, UnitRef};

mod check;
mod division;
mod draft;
mod edit;
mod entry;
mod error;
mod file;
mod form;
mod history;
mod indicator;
mod learn;
mod official;
mod patch;
mod place;
mod resolve;
mod suggest;
mod towns;

pub use check::{Problem, check};
pub use draft::listed_region;
pub use entry::{Code, Entity, Entry, Evidence, Name, RegionEntry, Years};
pub use error::RegistryError;
pub(crate) use form::{is_total, is_word_for_kind, names_sum};
pub use form::{kind_by_form, sums_group};
pub use history::History;
pub(crate) use indicator::GROWTH;
pub use indicator::Indicator;
pub use learn::{File, Learned, Refusal, learn};
pub use patch::{Lesson, Patch};
pub use resolve::Resolution;
pub use suggest::{CHOOSE, Hints, Regrouped, Rename};
pub use towns::Towns;

/// Units, regions and indicators, by ID and by name.
#[derive(Debug, Clone, Default)]
pub struct Registry {
    regions: BTreeMap<String, RegionEntry>,
    /// In the order of the files.
    units: Vec<Entry>,
    by_id: HashMap<String, usize>,
    /// Folded names, each with the places in `units` of those who bear it.
    by_name: HashMap<String, Vec<usize>>,
    indicators: indicator::Indicators,
}

impl Registry {
    /// The registry that is compiled in.
    ///
    /// # Panics
    ///
    /// Never: a test reads the compiled-in files.
    pub fn builtin() -> Self {
        let files = [
            ("data/310118.toml", include_str!("../data/310118.toml")),
            ("data/indicators.toml", include_str!("../data/indicators.toml")),
        ];
        let mut registry = Self::default();
        for (name, toml) in files {
            registry.lay(file::read(name, toml).expect("a test reads the compiled-in files"));
        }
        registry.index();
        registry
    }

    /// The registry with a file laid over it. An entry under a known ID replaces what it states again (name, kind,
    /// full name …) and adds to the lists of names, codes, entities, members and successors; all else is new.
    ///
    /// # Errors
    ///
    /// What the file may not say, with its line.
    pub fn with_layer(mut self, file: &str, toml: &str) -> Result<Self, RegistryError> {
        self.lay(file::read(file, toml)?);
        self.index();
        Ok(self)
    }

    fn lay(&mut self, layer: file::Layer) {
        for region in layer.regions {
            self.regions.insert(region.id.clone(), region);
        }
        for unit in layer.units {
            match self.by_id.get(&unit.id) {
                Some(&known) => self.units[known].overlay(unit),
                None => {
                    self.by_id.insert(unit.id.clone(), self.units.len());
                    self.units.push(unit);
                }
            }
        }
        self.indicators.extend(layer.indicators, layer.within, layer.dimensions);
    }

    /// Finds the names of the units anew.
    fn index(&mut self) {
        self.by_name.clear();
        for (at, unit) in self.units.iter().enumerate() {
            for name in unit.all_names() {
                let bearers = self.by_name.entry(fenjie_model::text::fold(name).into_owned()).or_default();
                if bearers.last() != Some(&at) {
                    bearers.push(at);
                }
            }
        }
    }

    /// All units in the order of the files.
    pub fn units(&self) -> &[Entry] {
        &self.units
    }

    /// All regions by their codes.
    pub fn regions(&self) -> impl Iterator<Item = &RegionEntry> {
        self.regions.values()
    }

    /// ID and name of every indicator.
    pub fn indicators(&self) -> impl Iterator<Item = (&str, &str)> {
        self.indicators.all()
    }

    /// The unit of that ID.
    pub fn unit(&self, id: &str) -> Option<&Entry> {
        self.by_id.get(id).map(|&at| &self.units[at])
    }

    /// The unit of that ID as an extraction carries it, under its name in the year. A region is one even where the
    /// registry holds nothing of it.
    pub fn unit_in(&self, id: &str, year: Option<i16>) -> Option<fenjie_model::Unit> {
        let known = self.unit(id).map(|unit| unit.in_year(year));
        known.or_else(|| division::by_code(id).map(division::Division::unit))
    }

    /// The unit of a printed name as a target carries it. The ID is there only for a name that one unit of the region
    /// bears in the year, and for the region itself (全区).
    pub fn unit_ref(&self, raw: &str, region: Option<&Region>, year: Option<i16>) -> UnitRef {
        let unknown = |kind| UnitRef { id: None, name: raw.to_owned(), raw: raw.to_owned(), kind };
        match self.resolve(raw, region, year) {
            Resolution::Known(unit) => UnitRef {
                id: Some(unit.id.clone()),
                name: unit.name_in(year).to_owned(),
                raw: raw.to_owned(),
                kind: unit.kind,
            },
            Resolution::Region => UnitRef {
                id: region.and_then(|region| region.id.clone()),
                name: region.map_or(raw, |region| &region.name).to_owned(),
                ..unknown(UnitKind::DistrictTotal)
            },
            Resolution::Total => unknown(UnitKind::Total),
            Resolution::Ambiguous(_) | Resolution::Unknown => {
                unknown(kind_by_form(raw).unwrap_or(UnitKind::Unknown))
            }
        }
    }

    /// The indicator of a name, `around` it the names that it stands under, innermost first (headers, then the subject
    /// of the annex's title). A name of a rate of growth (工业增加值增速) is the growth of what it is the rate of.
    pub fn indicator<S: AsRef<str>>(&self, name: &str, around: &[S]) -> Option<Indicator> {
        let around: Vec<&str> = around.iter().map(AsRef::as_ref).collect();
        self.indicators.find(name, &around)
    }

    /// Of what the indicator of that ID is an amount (currency, area, count …), where that is one thing.
    pub fn dimension(&self, id: &str) -> Option<&str> {
        self.indicators.dimension(id)
    }
}

#[cfg(test)]
mod any;
#[cfg(test)]
mod learning;
#[cfg(test)]
mod tests;
