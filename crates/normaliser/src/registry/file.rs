//! A registry file: TOML, checked on the way in.

use std::collections::BTreeMap;

use fenjie_model::UnitKind;
use serde::Deserialize;
use toml::Spanned;

use super::entry::{Code, Entity, Entry, Evidence, Name, RegionEntry, Years};
use super::error::RegistryError;
use crate::measure;

/// What one file adds.
#[derive(Debug, Default)]
pub(super) struct Layer {
    pub regions: Vec<RegionEntry>,
    pub units: Vec<Entry>,
    /// ID to names, the registry's own first.
    pub indicators: Named,
    /// Context to ID to names; the first holds everywhere, the others only in that context.
    pub within: BTreeMap<String, Named>,
    /// ID of an indicator, and of what it is an amount.
    pub dimensions: Vec<(String, String)>,
}

/// ID to names.
pub(super) type Named = BTreeMap<String, Vec<String>>;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    #[serde(default, rename = "region")]
    regions: Vec<RegionTable>,
    #[serde(default, rename = "unit")]
    units: Vec<UnitTable>,
    #[serde(default)]
    indicators: BTreeMap<Spanned<String>, Vec<String>>,
    #[serde(default)]
    within: BTreeMap<String, BTreeMap<Spanned<String>, Vec<String>>>,
    #[serde(default)]
    dimensions: BTreeMap<Spanned<String>, Vec<String>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RegionTable {
    id: Spanned<String>,
    name: String,
    full_name: Option<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct UnitTable {
    id: Spanned<String>,
    name: Spanned<String>,
    kind: Spanned<String>,
    #[serde(default)]
    names: Vec<Name>,
    full_name: Option<String>,
    #[serde(default)]
    evidence: Evidence,
    from: Option<i16>,
    to: Option<i16>,
    #[serde(default)]
    codes: Vec<Code>,
    #[serde(default)]
    entities: Vec<Entity>,
    #[serde(default)]
    members: Vec<String>,
    #[serde(default)]
    successors: Vec<String>,
    note: Option<String>,
}

/// Reads a file.
pub(super) fn read(file: &str, text: &str) -> Result<Layer, RegistryError> {
    let wrong = |byte, message: String| RegistryError::at(file, text, byte, message);
    let read: File = toml::from_str(text)
        .map_err(|error| wrong(error.span().map_or(0, |span| span.start), error.message().to_owned()))?;
    let mut layer = Layer::default();
    for region in read.regions {
        let id = region.id.get_ref();
        if !is_region_id(id) {
            return Err(wrong(region.id.span().start, format!("{id} is no region's code of six digits")));
        }
        layer.regions.push(RegionEntry { id: id.clone(), name: region.name, full_name: region.full_name });
    }
    for unit in read.units {
        layer.units.push(unit.entry().map_err(|(byte, message)| wrong(byte, message))?);
    }
    let named = |named: BTreeMap<Spanned<String>, Vec<String>>| {
        let mut checked = Named::new();
        for (id, names) in named {
            let byte = id.span().start;
            let id = id.into_inner();
            if !is_slug(&id) {
                return Err(wrong(byte, format!("{id} is no ID: small letters, digits and hyphens")));
            }
            if names.is_empty() {
                return Err(wrong(byte, format!("{id} has no name")));
            }
            checked.insert(id, names);
        }
        Ok(checked)
    };
    layer.indicators = named(read.indicators)?;
    for (context, indicators) in read.within {
        layer.within.insert(context, named(indicators)?);
    }
    for (dimension, ids) in read.dimensions {
        let name = dimension.get_ref();
        if !measure::is_dimension(name) {
            return Err(wrong(dimension.span().start, format!("{name} is no dimension of a measure")));
        }
        layer.dimensions.extend(ids.into_iter().map(|id| (id, name.clone())));
    }
    Ok(layer)
}

impl UnitTable {
    /// The entry, or what is wrong with it and at which byte.
    fn entry(self) -> Result<Entry, (usize, String)> {
        let (id, name, kind) = (self.id.get_ref(), self.name.get_ref(), self.kind.get_ref());
        if !is_unit_id(id) {
            let message =
                format!("{id} is no unit's ID: a region's code, a slash, small letters, digits and hyphens");
            return Err((self.id.span().start, message));
        }
        if fenjie_model::text::fold(name).is_empty() {
            return Err((self.name.span().start, format!("{id} has no name")));
        }
        let kind = UnitKind::from_name(kind)
            .ok_or_else(|| (self.kind.span().start, format!("{kind} is no kind of unit")))?;
        let names = self.names.iter().map(|name| name.years());
        let entities = self.entities.iter().map(|entity| entity.years());
        let mut spans = std::iter::once(Years { from: self.from, to: self.to }).chain(names).chain(entities);
        if spans.any(|years| matches!((years.from, years.to), (Some(from), Some(to)) if from > to)) {
            return Err((self.id.span().start, format!("{id} has years that end before they begin")));
        }
        Ok(Entry {
            years: Years { from: self.from, to: self.to },
            id: self.id.into_inner(),
            name: self.name.into_inner(),
            names: self.names,
            kind,
            full_name: self.full_name,
            evidence: self.evidence,
            codes: self.codes,
            entities: self.entities,
            members: self.members,
            successors: self.successors,
            note: self.note,
        })
    }
}

pub(super) fn is_region_id(id: &str) -> bool {
    id.len() == 6 && id.bytes().all(|b| b.is_ascii_digit())
}

fn is_unit_id(id: &str) -> bool {
    match id.split_once('/') {
        Some((region, slug)) => is_region_id(region) && is_slug(slug),
        None => is_region_id(id),
    }
}

fn is_slug(slug: &str) -> bool {
    !slug.is_empty()
        && !slug.starts_with('-')
        && !slug.ends_with('-')
        && slug.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-')
}
