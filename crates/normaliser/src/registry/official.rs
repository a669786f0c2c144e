//! The official forms of a name: with its region before it, with its office behind it, or its full name without the region.
//!
//! They say only again where a unit is and that its office is meant: 青浦区夏阳街道, 区发改委, 夏阳街道办事处 and 发展和改革委员会 are
//! as sure as 夏阳街道 and 发改委. What is left out of a name otherwise (夏阳) is a guess.

use std::borrow::Cow;

use fenjie_model::{Region, UnitKind, text};

use super::{Entry, Registry};

/// The offices of units by their kinds.
const OFFICES: &[(&[UnitKind], &[&str])] = &[
    (&[UnitKind::Subdistrict], &["办事处", "办"]),
    (&[UnitKind::Town, UnitKind::Township], &["人民政府", "政府"]),
    (&[UnitKind::Park], &["管理委员会", "管委会"]),
];

/// The bodies that are named with what their region is before them: 区发改委, 县税务局.
const OF_REGION: &[UnitKind] =
    &[UnitKind::Department, UnitKind::VerticalOrgan, UnitKind::MassOrganisation, UnitKind::Park];

impl Registry {
    /// The other names that a unit of the region can be known by, where the folded name is an official form of it, each with the
    /// kinds of units that it is one of; none for all.
    pub(super) fn official<'k>(
        &self,
        key: &'k str,
        region: &Region,
    ) -> Vec<(Cow<'k, str>, &'static [UnitKind])> {
        let full = region.id.as_deref().and_then(|id| self.regions.get(id)?.full_name.as_deref());
        let [name, full] = [Some(&*region.name), full].map(|name| name.map(text::fold).unwrap_or_default());
        let kind = name.chars().next_back().map(String::from).unwrap_or_default();
        let behind =
            |prefix: &str| key.strip_prefix(prefix).filter(|rest| !prefix.is_empty() && !rest.is_empty());
        let mut found = Vec::new();
        for (bare, kinds) in [
            (Some(key), &[][..]),
            (behind(&full).or_else(|| behind(&name)), &[][..]),
            (behind(&kind), OF_REGION),
        ] {
            let Some(bare) = bare.filter(|bare| !bare.is_empty()) else { continue };
            if bare.len() < key.len() {
                found.push((Cow::Borrowed(bare), kinds));
            }
            if !full.is_empty() {
                found.push((Cow::Owned(format!("{full}{bare}")), kinds));
            }
            for (of, offices) in OFFICES.iter().filter(|_| kinds.is_empty()) {
                let unit = offices.iter().find_map(|office| bare.strip_suffix(office));
                found.extend(unit.map(|unit| (Cow::Borrowed(unit), *of)));
            }
        }
        found
    }

    /// The units of the region that bear a folded name in the year.
    pub(super) fn bearers(&self, key: &str, region: Option<&str>, year: Option<i16>) -> Vec<&Entry> {
        let bearers = self.by_name.get(key).into_iter().flatten().map(|&at| &self.units[at]);
        let is_meant = |unit: &&Entry| {
            Some(unit.region()) == region
                && unit.claims().any(|(claim, years)| years.include(year) && text::fold(claim) == key)
        };
        bearers.filter(is_meant).collect()
    }
}
