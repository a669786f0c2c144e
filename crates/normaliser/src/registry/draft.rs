//! TOML for a person to complete: the units of a region that has no registry yet.

use std::collections::BTreeSet;
use std::fmt::Write;

use fenjie_model::{Region, UnitKind, text};
use pinyin::ToPinyin;

use super::{Registry, Resolution, Towns, division, form, kind_by_form};

/// The region of IDs in a draft for a region whose code is not known.
pub(super) const NO_CODE: &str = "000000";

impl Registry {
    /// A whole registry file for a region: the region, itself as a unit, and the names found in its notices: what is
    /// known of each by its form, an ID out of its pinyin, and the code that a list of towns has for it. The same names
    /// give the same file in whatever order they come. The IDs hold from the day on which a person has read the file and
    /// kept it.
    pub fn draft<S: AsRef<str>>(&self, region: &Region, names: &[S], towns: &Towns) -> String {
        let code = region.id.as_deref().unwrap_or(NO_CODE);
        let mut out = String::new();
        if region.id.is_none() {
            let _ = writeln!(out, "# {NO_CODE} stands for the region's six digits of GB/T 2260");
        }
        out.push_str(&self::region(region));
        let mut taken = self.ids();
        for name in self.unknown(names, region, None) {
            let kind = kind_by_form(name).unwrap_or(UnitKind::Unknown);
            let id = free_id(code, name, kind, &taken);
            out.push('\n');
            out.push_str(&unit(&id, name, kind, None, None));
            if let Some(code) = towns.code(name) {
                out.push_str(&codes(code, towns.edition()));
            }
            taken.insert(id);
        }
        out
    }

    /// The names that mean no unit of the region in the year, each once.
    pub(super) fn unknown<'n, S: AsRef<str>>(
        &self,
        names: &'n [S],
        region: &Region,
        year: Option<i16>,
    ) -> Vec<&'n str> {
        let names: BTreeSet<&str> = names.iter().map(AsRef::as_ref).collect();
        let mut seen = BTreeSet::new();
        names
            .into_iter()
            .filter(|name| self.resolve(name, Some(region), year) == Resolution::Unknown)
            .filter(|name| !text::fold(name).is_empty() && seen.insert(text::fold(name)))
            .collect()
    }

    /// An ID for the name that nobody has.
    pub(super) fn free_id(&self, code: &str, name: &str, kind: UnitKind) -> String {
        free_id(code, name, kind, &self.ids())
    }

    /// The IDs that are taken.
    pub(super) fn ids(&self) -> BTreeSet<String> {
        self.units().iter().map(|unit| unit.id.clone()).collect()
    }
}

/// The region of a code: its name, where the list of regions holds it.
pub fn listed_region(code: &str) -> Option<Region> {
    division::by_code(code)
        .map(|found| Region { id: Some(found.code.to_owned()), name: found.name.to_owned() })
}

/// The tables of a region, and of itself as a unit.
pub(super) fn region(region: &Region) -> String {
    let code = region.id.as_deref().unwrap_or(NO_CODE);
    let listed = division::by_code(code);
    let full_name =
        listed.map(|found| format!("full_name = {}\n", quoted(&found.full_name()))).unwrap_or_default();
    let mut out =
        format!("[[region]]\nid = {}\nname = {}\n{full_name}\n", quoted(code), quoted(&region.name));
    out.push_str(&unit(code, &region.name, UnitKind::DistrictTotal, None, None));
    if listed.is_some() {
        let _ = write!(
            out,
            "{full_name}evidence = \"official\"\n{}",
            codes(&format!("{code}000000"), Some(2023))
        );
    }
    out
}

/// The line of a unit's code of the statistics bureau.
fn codes(code: &str, edition: Option<i16>) -> String {
    let edition = edition.map(|year| format!("edition = {year}, ")).unwrap_or_default();
    format!("codes = [{{ system = \"nbs\", {edition}code = {} }}]\n", quoted(code))
}

/// The table of a unit.
pub(super) fn unit(
    id: &str,
    name: &str,
    kind: UnitKind,
    full_name: Option<&str>,
    from: Option<i16>,
) -> String {
    let mut out =
        format!("[[unit]]\nid = {}\nname = {}\nkind = {}\n", quoted(id), quoted(name), quoted(kind.as_str()));
    if let Some(full_name) = full_name {
        let _ = writeln!(out, "full_name = {}", quoted(full_name));
    }
    if let Some(from) = from {
        let _ = writeln!(out, "from = {from}");
    }
    out
}

/// An ID that nobody has: the pinyin of the name, without 镇, 街道 and the like unless that is needed to tell it from
/// another.
pub(super) fn free_id(code: &str, name: &str, kind: UnitKind, taken: &BTreeSet<String>) -> String {
    let folded = text::fold(name);
    let stem = form::stem(&folded, kind);
    let candidates =
        [slug(stem), slug(&folded)].into_iter().chain((2..).map(|n| format!("{}-{n}", slug(&folded))));
    for slug in candidates {
        let id = format!("{code}/{slug}");
        if !taken.contains(&id) {
            return id;
        }
    }
    unreachable!("the candidates do not end")
}

/// The pinyin of a name in small letters without tones. Brackets part words; a character without pinyin is its number.
fn slug(name: &str) -> String {
    let mut out = String::new();
    for c in name.chars() {
        match c.to_pinyin() {
            Some(syllable) => out.push_str(&syllable.plain().replace('ü', "v")),
            None if c.is_ascii_alphanumeric() => out.push(c.to_ascii_lowercase()),
            None if c.is_ascii() || text::is_space(c) => out.push('-'),
            None => {
                let _ = write!(out, "u{:x}", c as u32);
            }
        }
    }
    let parts: Vec<&str> = out.split('-').filter(|part| !part.is_empty()).collect();
    if parts.is_empty() { "unit".to_owned() } else { parts.join("-") }
}

/// A TOML basic string.
pub(super) fn quoted(text: &str) -> String {
    toml::Value::String(text.to_owned()).to_string()
}
