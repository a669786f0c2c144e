//! A notice and a registry in, targets out: units, measures, indicators, values and periods.

use fenjie_model::{Finding, Notice, Region, Target, Unit};

mod facts;
mod findings;
mod form;
mod grid;
mod known;
pub mod measure;
mod names;
mod paths;
mod printed;
mod reconcile;
pub mod registry;
pub mod value;
mod when;
mod words;

pub use reconcile::{Check, Kind, Reconciliation};
use registry::Registry;

/// What a notice says, in terms of a registry.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Normalised {
    /// The region that the issuer governs.
    pub region: Option<Region>,
    /// The facts, in the order of their annexes, tables, rows and columns.
    pub targets: Vec<Target>,
    /// The registry's units that the targets name, by ID.
    pub units: Vec<Unit>,
    /// What a person has to know.
    pub findings: Vec<Finding>,
    /// What was held against each other, agreeing or not.
    pub reconciliation: Reconciliation,
}

/// Reads the targets out of a notice's tables, and holds what the notice says twice against each other.
pub fn normalise(notice: &Notice, registry: &Registry) -> Normalised {
    let region = None;
    let known = known::Known { registry, region: region.as_ref(), year: notice.year };
    let mut findings = findings::Findings::default();
    let mut targets = Vec::new();
    for annex in &notice.annexes {
        for table in &annex.tables {
            targets.extend(facts::targets(annex, table, &known, &mut findings));
        }
    }
    let reconciliation = reconcile::reconcile(&targets, &known);
    let mut findings = findings.finish(&known);
    findings.extend(reconciliation.findings(&targets));
    Normalised { targets, findings, reconciliation, region, units: Vec::new() }
}
