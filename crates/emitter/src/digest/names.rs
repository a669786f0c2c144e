//! Units and indicators that came, went or changed their names.

use fenjie_model::{Changes, Evidence, NameChangeKind, UnitRef};

/// A name that changed; empty on the side where there is none.
#[derive(Debug)]
pub struct Name<'a> {
    /// What became of it.
    pub change: NameChangeKind,
    /// As the old notice names it.
    pub old: &'a str,
    /// As the new notice names it.
    pub new: &'a str,
    /// What speaks for a proposed rename, in words.
    pub evidence: String,
}

impl<'a> Name<'a> {
    fn new(change: NameChangeKind, names: [Option<&'a String>; 2], evidence: Option<&Evidence<'_>>) -> Self {
        let [old, new] = names.map(|name| name.map_or("", String::as_str));
        Self { change, old, new, evidence: super::evidence(evidence) }
    }
}

/// The units whose names changed.
pub fn units<'a>(changes: &Changes<'a>) -> Vec<Name<'a>> {
    let names = changes.units.iter().map(|c| {
        Name::new(c.change, [c.old, c.new].map(|unit| unit.map(|unit| &unit.raw)), c.evidence.as_ref())
    });
    names.collect()
}

/// The indicators whose names changed.
pub fn indicators<'a>(changes: &Changes<'a>) -> Vec<Name<'a>> {
    let names = changes.indicators.iter().map(|c| {
        Name::new(c.change, [c.old, c.new].map(|one| one.map(|one| &one.name)), c.evidence.as_ref())
    });
    names.collect()
}

/// Units side by side, as they are printed.
pub fn joined<'u>(units: impl IntoIterator<Item = &'u UnitRef>) -> String {
    units.into_iter().map(|unit| unit.raw.as_str()).collect::<Vec<_>>().join("、")
}
