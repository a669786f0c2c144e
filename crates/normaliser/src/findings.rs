//! Findings of the normaliser: one for each unknown name, however often it stands.

use fenjie_model::{Code, Finding, HashMap, HashSet, Place, Severity};

use crate::known::Known;
use crate::near::near;
use crate::printed::Missing;

/// The nearest known names are looked for so many times at the most; a notice has a few unknown ones.
const MOST_SOUGHT: usize = 10_000;

/// Collects findings; names are told once, with their first place and their count.
#[derive(Debug, Default)]
pub(crate) struct Findings {
    list: Vec<Finding>,
    names: Vec<Unknown>,
    by_name: HashMap<(Code, String), usize>,
    without_measure: HashSet<String>,
    ambiguous: HashSet<String>,
}

#[derive(Debug)]
struct Unknown {
    code: Code,
    name: String,
    place: Place,
    count: usize,
    /// The tables that a unit stands in.
    tables: HashSet<String>,
}

impl Findings {
    /// Adds a finding.
    pub(crate) fn push(&mut self, finding: Finding) {
        self.list.push(finding);
    }

    /// Adds findings.
    pub(crate) fn extend(&mut self, findings: impl IntoIterator<Item = Finding>) {
        self.list.extend(findings);
    }

    /// Counts a unit that the registry does not know.
    pub(crate) fn unknown_unit(&mut self, name: &str, place: Place) {
        self.count(Code::UnitUnknown, name, place);
    }

    /// Tells once of a name that several units bear.
    pub(crate) fn ambiguous_unit(&mut self, name: &str, ids: &[&str], place: Place) {
        if self.ambiguous.insert(name.to_owned()) {
            let message = format!("{} units bear the name {name}", ids.len());
            let readings = ["a unit without an ID".to_owned(), format!("one of {}", ids.join("、"))];
            let finding = Finding::ambiguous(Code::UnitAmbiguous, message, readings, place);
            self.list.push(finding.printed(name));
        }
    }

    /// Counts an indicator that the registry does not know.
    pub(crate) fn unknown_indicator(&mut self, name: &str, place: Place) {
        self.count(Code::IndicatorUnknown, name, place);
    }

    /// Counts a measure that the registry does not know.
    pub(crate) fn unknown_measure(&mut self, name: &str, place: Place) {
        self.count(Code::MeasureUnknown, name, place);
    }

    /// Tells once for each row or column that no measure holds for it.
    pub(crate) fn missing_measure(&mut self, missing: Missing, header: &str, place: Place) {
        let key = format!("{}/{header}", place.table.as_deref().unwrap_or(""));
        if !self.without_measure.insert(key) {
            return;
        }
        let message = match missing {
            Missing::Nowhere => format!("no measure is printed for {header}"),
            Missing::Undecided => {
                format!("the 单位 line names several measures, and {header} does not tell which")
            }
            Missing::OfFirstTable => {
                format!("no measure is printed for {header} but over the first table of the annex")
            }
            Missing::OfOthersAlone => return,
            Missing::OfAnotherKind => {
                format!("the table's measure counts another kind of thing than {header}")
            }
        };
        let severity = match missing {
            Missing::Nowhere => Code::MeasureMissing.severity(),
            _ => Severity::Warning,
        };
        self.list.push(Finding::new(Code::MeasureMissing, message, place).severity(severity));
    }

    fn count(&mut self, code: Code, name: &str, place: Place) {
        let at = *self.by_name.entry((code, name.to_owned())).or_insert_with(|| {
            let (place, tables) = (place.clone(), HashSet::default());
            self.names.push(Unknown { code, name: name.to_owned(), place, count: 0, tables });
            self.names.len() - 1
        });
        let unknown = &mut self.names[at];
        unknown.count += 1;
        if code == Code::UnitUnknown
            && let Some(table) = place.table
            && !unknown.tables.contains(&table)
        {
            unknown.tables.insert(table);
        }
    }

    /// All findings, the unknown names with the nearest known ones.
    pub(crate) fn finish(mut self, known: &Known<'_>) -> Vec<Finding> {
        let mut sought = 0;
        let mut slips = self.slips();
        for (i, Unknown { code, name, place, count, .. }) in self.names.into_iter().enumerate() {
            let what = match code {
                Code::UnitUnknown => "unit",
                Code::IndicatorUnknown => "indicator",
                _ => "measure",
            };
            let times = if count == 1 { "once".to_owned() } else { format!("{count} times") };
            let slip = slips.remove(&i);
            let message = match &slip {
                Some((near, place)) => {
                    format!("{what} {name} is not in the registry, named {times}, and {place} names {near}")
                }
                None => format!("{what} {name} is not in the registry, named {times}"),
            };
            let mut finding = Finding::new(code, message, place).printed(&name);
            let nearest = if code == Code::UnitUnknown && sought < MOST_SOUGHT {
                sought += 1;
                known.nearest(&name)
            } else {
                Vec::new()
            };
            if !nearest.is_empty() {
                finding = finding.help(format!("nearest known names: {}", nearest.join("、")));
            } else if slip.is_some() {
                finding = finding.help("see whether the two are one unit");
            }
            self.list.push(finding);
        }
        self.list
    }
    /// The unknown units that are one character off another of the notice: that one, and its place in words.
    fn slips(&self) -> HashMap<usize, (String, String)> {
        let units: Vec<usize> =
            (0..self.names.len()).filter(|&i| self.names[i].code == Code::UnitUnknown).collect();
        let named: Vec<_> =
            units.iter().map(|&i| (self.names[i].name.as_str(), &self.names[i].tables)).collect();
        let near = near(&named).into_iter().enumerate();
        near.filter_map(|(at, other)| {
            let other = &self.names[units[other?]];
            let table = other.place.table.as_deref().unwrap_or_default();
            let place = other.place.annex.map_or_else(|| format!("table {table}"), |n| format!("annex {n}"));
            Some((units[at], (other.name.clone(), place)))
        })
        .collect()
    }
}
