//! A notice and a registry in, targets out: units, measures, indicators, values and periods.
//!
//! 1. `grid` says which cell a place of a table belongs to, `form` what its columns are and where its units stand.
//! 2. `facts` makes a target of each value: `paths` are the headers over and beside it, `headers` what they say of a
//!    whole row or column, `printed` finds its measure, `names` its indicator, with as many heads as `qualify` finds
//!    needed to tell it from others, `owner` its unit where no cell names one, `when` its period and stage; [`value`]
//!    reads what it says, and [`registry`] gives the IDs.
//! 3. `reconcile` holds against each other what the notice says twice, `years` finds the years that cannot be, and `near`
//!    the unknown names that are one character off another of the notice.

use std::collections::BTreeSet;

use fenjie_model::{Code, Finding, HashSet, Notice, Place, Region, Target, Unit};

mod bounds;
mod facts;
mod findings;
mod form;
mod grid;
mod headers;
mod known;
mod marks;
pub mod measure;
mod names;
mod near;
mod neighbours;
mod owner;
mod paths;
mod printed;
mod qualify;
mod reconcile;
pub mod registry;
mod room;
mod serials;
pub mod value;
mod when;
mod wholes;
mod words;
mod years;

use findings::Findings;
use known::Known;
use marks::Noted;
pub use reconcile::{Check, Kind, Reconciliation};
use registry::Registry;
use room::Targets;

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
///
/// ```
/// use fenjie_model::{Annex, At, Cell, Method, Notice, Table};
/// use fenjie_normaliser::{normalise, registry::Registry};
///
/// let texts = [["单位", "税收总收入（亿元）"], ["赵巷镇", "30.30"]];
/// let cell = |row: usize, col: usize| Cell::new(row, col, texts[row][col], At::Line(row as u32 + 1));
/// let cells = vec![cell(0, 0), cell(0, 1), cell(1, 0), cell(1, 1)];
/// let table = Table { header_rows: 1, ..Table::new(2, 2, Method::Ruled, cells) };
/// let annex = Annex { number: Some(6), tables: vec![table], ..Annex::default() };
/// let issuer = Some("青浦区人民政府".to_owned());
/// let notice = Notice { issuer, annexes: vec![annex], ..Notice::default() };
///
/// let read = normalise(&notice, &Registry::builtin());
/// let target = &read.targets[0];
/// assert_eq!(target.indicator.id.as_deref(), Some("tax-revenue-total"));
/// assert_eq!(target.unit.as_ref().unwrap().id.as_deref(), Some("310118/zhaoxiang"));
/// assert_eq!(target.measure.as_ref().unwrap().id.as_deref(), Some("CNY"));
/// ```
pub fn normalise(notice: &Notice, registry: &Registry) -> Normalised {
    let issued = notice.issuer.as_deref().and_then(|issuer| registry.region_of(issuer));
    let titled = if issued.is_none() { region_of_titles(notice, registry) } else { None };
    let region = issued.or_else(|| titled.clone());
    let noted = Noted::of(notice);
    let signed = notice.signed_on.map(|date| date.year());
    let known = Known { registry, region: region.as_ref(), year: notice.year, signed, noted: &noted };
    let mut findings = Findings::default();
    if let Some(Region { name, .. }) = &titled {
        let message = format!("no issuer names the region: that of the titles is taken, {name}");
        findings.push(Finding::new(Code::RegionUnknown, message, Place::default()));
    } else if region.is_none() {
        let message = match &notice.issuer {
            Some(issuer) => format!("{issuer} names no region, so no unit is known"),
            None => "neither an issuer nor a title names a region, so no unit is known".to_owned(),
        };
        findings.push(Finding::new(Code::RegionUnknown, message, Place::default()));
    }
    // Most cells are a target each, and a target is too large to be moved as their number grows.
    let cells = notice.annexes.iter().flat_map(|annex| &annex.tables).map(|table| table.cells.len()).sum();
    let mut targets = Targets::with_capacity(cells);
    for (annex, table) in notice.annexes.iter().flat_map(|annex| annex.tables.iter().map(move |t| (annex, t)))
    {
        facts::targets(annex, table, &known, &mut findings, &mut targets);
    }
    let (targets, full) = targets.finish();
    let reconciliation = reconcile::reconcile(notice, &targets, &known);
    let mut findings = findings.finish(&known);
    findings.extend(full);
    findings.extend(reconciliation.findings(&targets));
    findings.extend(years::check(notice, &targets));
    Normalised { units: units(&targets, &known), targets, findings, reconciliation, region }
}

/// The region that the titles begin with, where they name but one: a file of annexes alone has no issuer.
fn region_of_titles(notice: &Notice, registry: &Registry) -> Option<Region> {
    let titles = notice.annexes.iter().map(|annex| annex.title.as_str()).chain(notice.title.as_deref());
    let mut named = titles.filter_map(|title| registry.region_of_title(title));
    let first = named.next()?;
    named.all(|other| other.id == first.id).then_some(first)
}

/// The registry's units that the targets name, by ID.
fn units(targets: &[Target], known: &Known<'_>) -> Vec<Unit> {
    let named = targets.iter().flat_map(|target| target.unit.iter().chain(&target.responsible));
    // Every target names one, and most of them the same.
    let ids: HashSet<&str> = named.filter_map(|unit| unit.id.as_deref()).collect();
    let ids: BTreeSet<&str> = ids.into_iter().collect();
    ids.into_iter().filter_map(|id| known.registry.unit_in(id, known.year)).collect()
}
