//! What a registry should learn from a notice, as a patch for a person to decide.

use std::fmt::Write;

use fenjie_model::{Region, UnitKind};

use super::draft::{free_id, quoted};
use super::{Registry, kind_by_form};

/// The likeness from which a known name may be the unknown one's, so that a person has to choose.
const MAY_BE: f64 = 0.8;

/// What stands behind a name for which a person has to choose.
pub const CHOOSE: &str = "choose one, and take the # before its lines away";

/// What the notice of the year before makes likely, for a person to decide.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Hints {
    /// Names that came where a unit with like numbers went.
    pub renames: Vec<Rename>,
    /// The IDs of the units that are not named any more.
    pub gone: Vec<String>,
    /// Likely mergers and splits.
    pub regroupings: Vec<Regrouped>,
    /// The last year in which they were named.
    pub last: Option<i16>,
}

/// A likely rename.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rename {
    /// The ID of the unit that went.
    pub unit: String,
    /// The name that came.
    pub name: String,
    /// What speaks for it, in words.
    pub evidence: String,
}

/// A likely merger or split.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Regrouped {
    /// The IDs of those that went.
    pub units: Vec<String>,
    /// The names that came.
    pub into: Vec<String>,
    /// What speaks for it, in words.
    pub evidence: String,
}

impl Registry {
    /// A [patch](super::Patch) for the names that the registry does not know, as notices of the region and the year
    /// print them. A name that is like no other is proposed as a new unit; where a unit may have it, the ways to take it
    /// stand as remarks, and nothing is learned before a person has chosen one. Empty where every name is known.
    pub fn suggest<S: AsRef<str>>(
        &self,
        names: &[S],
        region: &Region,
        year: Option<i16>,
        hints: &Hints,
    ) -> String {
        let unknown = self.unknown(names, region, year);
        let code = region.id.as_deref().unwrap_or(super::draft::NO_CODE);
        let mut taken = self.ids();
        let (mut choices, mut new) = (String::new(), String::new());
        for name in unknown {
            let kind = kind_by_form(name).unwrap_or(UnitKind::Unknown);
            let id = free_id(code, name, kind, &taken);
            let ways = self.ways(name, kind, region, year, hints);
            let unit = format!(
                "[[new]]\nname = {}\nid = {}\nkind = {}\n",
                quoted(name),
                quoted(&id),
                quoted(kind.as_str())
            );
            let _ = match ways.is_empty() {
                true => write!(new, "\n{unit}"),
                false => {
                    write!(choices, "\n# {name}: {CHOOSE}\n{ways}# a unit of its own?\n{}", remark(&unit))
                }
            };
            taken.insert(id);
        }
        let out = choices + &self.ends(hints) + &new;
        if out.is_empty() {
            return out;
        }
        let code_unknown = match region.id {
            Some(_) => String::new(),
            None => format!("# {code} stands for the region's six digits of GB/T 2260\n"),
        };
        format!("{code_unknown}[region]\nid = {}\nname = {}\n{out}", quoted(code), quoted(&region.name))
    }

    /// The units that may bear the name, as remarks; empty where it is like no other.
    fn ways(&self, name: &str, kind: UnitKind, region: &Region, year: Option<i16>, hints: &Hints) -> String {
        let mut ways = String::new();
        let from = year.map_or_else(|| "from = YEAR\n".to_owned(), |year| format!("from = {year}\n"));
        let mut way = |what: String, verb: &str, unit: &str| {
            let (unit, name) = (quoted(unit), quoted(name));
            let lesson = format!("[[{verb}]]\nunit = {unit}\nname = {name}\n{from}");
            let _ = write!(ways, "# {what}\n{}", remark(&lesson));
        };
        let hinted: Vec<&Rename> = hints.renames.iter().filter(|hint| hint.name == name).collect();
        for hint in &hinted {
            let old = self.unit(&hint.unit).map_or("", |unit| unit.name_in(hints.last));
            way(format!("{old} under a new name? {}", hint.evidence), "rename", &hint.unit);
        }
        for (unit, likeness) in self.nearest(name, Some(region)) {
            let alike = likeness >= MAY_BE && (unit.kind == kind || kind == UnitKind::Unknown);
            if alike || hinted.iter().any(|hint| hint.unit == unit.id) {
                way(format!("another name of {}?", unit.name_in(year)), "alias", &unit.id);
            }
        }
        ways
    }

    /// How those that are not named any more may have ended.
    fn ends(&self, hints: &Hints) -> String {
        let mut out = String::new();
        let last = hints.last.map_or_else(|| "YEAR".to_owned(), |year| year.to_string());
        let list = |names: &[String]| names.iter().map(|name| quoted(name)).collect::<Vec<_>>().join(", ");
        let name =
            |id: &String| self.unit(id).map_or(id.as_str(), |unit| unit.name_in(hints.last)).to_owned();
        for hint in &hints.regroupings {
            let names: Vec<String> = hint.units.iter().map(name).collect();
            let evidence = &hint.evidence;
            let _ = writeln!(
                out,
                "\n# {} in {} from then on? {evidence}",
                names.join("、"),
                hint.into.join("、")
            );
            let lesson = match (hint.units.as_slice(), hint.into.as_slice()) {
                ([unit], into) => format!("[[split]]\nunit = {}\ninto = [{}]\n", quoted(unit), list(into)),
                (units, into) => format!("[[merger]]\nunits = [{}]\ninto = {}\n", list(units), list(into)),
            };
            out.push_str(&remark(&format!("{lesson}last = {last}\n")));
        }
        let renamed = |id: &String| hints.renames.iter().any(|hint| hint.unit == *id);
        let regrouped = |id: &String| hints.regroupings.iter().any(|hint| hint.units.contains(id));
        for id in hints.gone.iter().filter(|id| !renamed(id) && !regrouped(id)) {
            let _ = writeln!(
                out,
                "\n# {} is not named any more. If others carry it on, in a merger or a split:",
                name(id)
            );
            let id = quoted(id);
            out.push_str(&remark(&format!("[[merger]]\nunits = [{id}]\ninto = \"…\"\nlast = {last}\n")));
            out.push_str(&remark(&format!("[[split]]\nunit = {id}\ninto = [\"…\", \"…\"]\nlast = {last}\n")));
        }
        out
    }
}

/// The lines as remarks.
fn remark(toml: &str) -> String {
    toml.lines().map(|line| format!("#{line}\n")).collect()
}
