//! `fenjie units`: what the registry knows, and what it should.

use std::collections::BTreeSet;
use std::fmt::Write;

use fenjie_model::Region;
use fenjie_normaliser::registry::{Entry, Registry, Resolution};

use super::suggest;
use crate::args::{Known, Units};
use crate::output::Output;
use crate::registry;
use crate::status::{Failure, Status, Trouble, say};

pub(crate) fn run(command: &Units) -> Result<Status, Trouble> {
    match command {
        Units::List { known } => list(known),
        Units::Resolve { names, known } => resolve(names, known),
        Units::Suggest(arguments) => suggest::run(arguments),
    }
}

/// Prints the units, tab-separated: ID, name, kind, full name.
fn list(known: &Known) -> Result<Status, Trouble> {
    let registry = registry::load(&known.registry)?;
    let mut out = String::new();
    for unit in registry.units() {
        let wanted = known.region.as_deref().is_none_or(|region| unit.region() == region);
        if wanted && unit.years.include(known.year) {
            line(&mut out, unit, known.year);
        }
    }
    Output::open(None)?.write(out.as_bytes())?;
    Ok(Status::Clean)
}

/// Prints whom each name means. A name that means nobody, or several, is told on standard error.
fn resolve(names: &[String], known: &Known) -> Result<Status, Trouble> {
    let registry = registry::load(&known.registry)?;
    let regions: Vec<Region> = registry
        .regions()
        .filter(|region| known.region.as_deref().is_none_or(|wanted| region.id == wanted))
        .map(|region| Region { id: Some(region.id.clone()), name: region.name.clone() })
        .collect();
    if let (Some(code), true) = (&known.region, regions.is_empty()) {
        return Err(Failure::new(format!("the registry has no region {code}"))
            .advice("lay one over with --registry")
            .into());
    }
    let (mut out, mut status) = (String::new(), Status::Clean);
    for name in names {
        let mut found = BTreeSet::new();
        for region in &regions {
            match registry.resolve(name, Some(region), known.year) {
                Resolution::Known(unit) => drop(found.insert(&unit.id)),
                Resolution::Ambiguous(units) => found.extend(units.iter().map(|unit| &unit.id)),
                Resolution::Region | Resolution::Total | Resolution::Unknown => {}
            }
        }
        found.iter().filter_map(|id| registry.unit(id)).for_each(|unit| line(&mut out, unit, known.year));
        match found.len() {
            1 => {}
            0 => {
                status = Status::Findings;
                say(&format_args!(
                    "{name}: the registry has no unit of that name{}",
                    near(&registry, name, &regions)
                ));
            }
            n => {
                status = Status::Findings;
                say(&format_args!("{name}: {n} units bear that name; narrow it with --region or --year"));
            }
        }
    }
    Output::open(None)?.write(out.as_bytes())?;
    Ok(status)
}

fn line(out: &mut String, unit: &Entry, year: Option<i16>) {
    let full_name = unit.full_name.as_deref().unwrap_or_default();
    // Writing to a string cannot fail.
    let _ = writeln!(out, "{}\t{}\t{}\t{full_name}", unit.id, unit.name_in(year), unit.kind.as_str());
}

fn near(registry: &Registry, name: &str, regions: &[Region]) -> String {
    let near: BTreeSet<_> = regions
        .iter()
        .flat_map(|region| registry.nearest(name, Some(region)))
        .map(|(unit, _)| format!("{} ({})", unit.name, unit.id))
        .collect();
    match near.is_empty() {
        true => String::new(),
        false => format!("; near it are {}", near.into_iter().collect::<Vec<_>>().join(", ")),
    }
}
