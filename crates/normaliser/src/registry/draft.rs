//! TOML for a person to complete: units that a notice names and the registry does not know.

use std::collections::BTreeSet;
use std::fmt::Write;

use fenjie_model::{Region, UnitKind, text};
use pinyin::ToPinyin;

use super::{Registry, Resolution, form, kind_by_form};

/// The region of IDs in a draft for a region whose code is not known.
const NO_CODE: &str = "000000";

impl Registry {
    /// A registry file for the names that it does not know, as a notice of the region and the year prints them: what
    /// is known of each by its form, an ID out of its pinyin, and the known names nearest to it. The same names give
    /// the same file in whatever order they come; an ID that is taken is not given again.
    ///
    /// For a region that the registry does not know the file holds the region too, as [`Registry::draft`] does. The IDs
    /// hold from the day on which a person has read the file and kept it.
    pub fn suggest<S: AsRef<str>>(&self, names: &[S], region: &Region, year: Option<i16>) -> String {
        match region.id {
            Some(_) => self.unknown_units(names, region, year),
            None => self.draft(region, names),
        }
    }

    fn unknown_units<S: AsRef<str>>(&self, names: &[S], region: &Region, year: Option<i16>) -> String {
        let unknown: BTreeSet<&str> = names
            .iter()
            .map(AsRef::as_ref)
            .filter(|name| !text::fold(name).is_empty())
            .filter(|name| self.resolve(name, Some(region), year) == Resolution::Unknown)
            .collect();
        let code = region.id.as_deref().unwrap_or(NO_CODE);
        let mut taken: BTreeSet<String> = self.units().iter().map(|unit| unit.id.clone()).collect();
        let mut seen = BTreeSet::new();
        let mut out = String::new();
        for name in unknown {
            if !seen.insert(text::fold(name)) {
                continue;
            }
            let kind = kind_by_form(name).unwrap_or(UnitKind::Unknown);
            let id = free_id(code, name, kind, &mut taken);
            let near: Vec<String> = self
                .nearest(name, Some(region))
                .iter()
                .map(|(unit, _)| format!("{} ({})", unit.name, unit.id))
                .collect();
            if !near.is_empty() {
                let _ = writeln!(out, "# near: {}", near.join(", "));
            }
            let _ = writeln!(out, "[[unit]]\nid = {}\nname = {}", quoted(&id), quoted(name));
            let _ = writeln!(out, "kind = {}\n", quoted(kind.as_str()));
        }
        out
    }

    /// A whole registry file for a region: the region, itself as a unit, and the names found in its notices.
    pub fn draft<S: AsRef<str>>(&self, region: &Region, names: &[S]) -> String {
        let code = region.id.as_deref().unwrap_or(NO_CODE);
        let mut out = String::new();
        if region.id.is_none() {
            let _ = writeln!(out, "# {NO_CODE} stands for the region's six digits of GB/T 2260");
        }
        let _ = writeln!(out, "[[region]]\nid = {}\nname = {}\n", quoted(code), quoted(&region.name));
        let _ = writeln!(out, "[[unit]]\nid = {}\nname = {}", quoted(code), quoted(&region.name));
        let _ = writeln!(out, "kind = {}\n", quoted(UnitKind::DistrictTotal.as_str()));
        out + &self.unknown_units(names, region, None)
    }
}

/// An ID that nobody has: the pinyin of the name, without 镇, 街道 and the like unless that is needed to tell it from
/// another.
fn free_id(code: &str, name: &str, kind: UnitKind, taken: &mut BTreeSet<String>) -> String {
    let folded = text::fold(name);
    let stem = form::stem(&folded, kind);
    let candidates =
        [slug(stem), slug(&folded)].into_iter().chain((2..).map(|n| format!("{}-{n}", slug(&folded))));
    for slug in candidates {
        let id = format!("{code}/{slug}");
        if taken.insert(id.clone()) {
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
fn quoted(text: &str) -> String {
    toml::Value::String(text.to_owned()).to_string()
}
