//! From a printed name to a unit.

use fenjie_model::{Region, UnitKind, text};

use super::{Entry, Registry, form};
use crate::marks::unmarked;
use crate::names::strip_part;

/// Whom a printed name means.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Resolution<'a> {
    /// One unit of the registry.
    Known(&'a Entry),
    /// The region of the notice, which the registry does not hold as a unit (全县).
    Region,
    /// A sum, and no body (合计).
    Total,
    /// Several units bear the name in that year.
    Ambiguous(Vec<&'a Entry>),
    /// No unit of the region bears the name in that year.
    Unknown,
}

/// Names less like each other than this are not worth a person's look; 1 is the same.
const ALIKE: f64 = 0.6;

/// No more names are offered.
const OFFERED: usize = 3;

impl Registry {
    /// Whom the name means, in a notice of the region and the year. A notice of a region that is not known knows no
    /// units; a notice without a year takes a name of any year.
    pub fn resolve(&self, name: &str, region: Option<&Region>, year: Option<i16>) -> Resolution<'_> {
        let key = text::fold(unmarked(strip_part(name)));
        let id = region.and_then(|region| region.id.as_deref());
        if self.is_region(&key, region) {
            return id.and_then(|id| self.unit(id)).map_or(Resolution::Region, Resolution::Known);
        }
        if form::is_sum(&key) {
            return Resolution::Total;
        }
        let mut meant = self.bearers(&key, id, year);
        if let (true, Some(region)) = (meant.is_empty(), region) {
            let is_one = |unit: &Entry, kinds: &[UnitKind]| kinds.is_empty() || kinds.contains(&unit.kind);
            let forms = self.official(&key, region).into_iter();
            meant = forms
                .flat_map(|(name, kinds)| {
                    let bearers = self.bearers(&name, id, year).into_iter();
                    bearers.filter(move |unit| is_one(unit, kinds))
                })
                .collect();
            meant.sort_by(|a, b| a.id.cmp(&b.id));
            meant.dedup_by(|a, b| a.id == b.id);
        }
        match meant.len() {
            0 => Resolution::Unknown,
            1 => Resolution::Known(meant.remove(0)),
            _ => Resolution::Ambiguous(meant),
        }
    }

    /// The units of the region with the names nearest to one that is not known, nearest first, with how alike they
    /// are (1 is the same). For a person to choose from, never for an answer.
    pub fn nearest(&self, name: &str, region: Option<&Region>) -> Vec<(&Entry, f64)> {
        let key = text::fold(unmarked(name));
        let id = region.and_then(|region| region.id.as_deref());
        let mut alike: Vec<(&Entry, f64)> = self
            .units
            .iter()
            .filter(|unit| Some(unit.region()) == id)
            .map(|unit| {
                (
                    unit,
                    unit.all_names().map(|n| strsim::jaro_winkler(&text::fold(n), &key)).fold(0.0, f64::max),
                )
            })
            .filter(|&(_, score)| score >= ALIKE)
            .collect();
        alike.sort_by(|a, b| b.1.total_cmp(&a.1).then_with(|| a.0.id.cmp(&b.0.id)));
        alike.truncate(OFFERED);
        alike
    }

    /// Whether the name means the whole region: its own name, or 全 and what it is (全区 in a 区, not 全市).
    fn is_region(&self, key: &str, region: Option<&Region>) -> bool {
        match region {
            None => form::is_whole(key),
            Some(region) => {
                key.ends_with(|c| region.name.ends_with(c)) && key == text::fold(&region.name)
                    || form::is_whole(key)
                        && key.strip_prefix('全').is_some_and(|what| region.name.ends_with(what))
            }
        }
    }
}
