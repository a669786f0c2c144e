//! A patch: what a registry is to learn, in the words in which a person decides it.
//!
//! [`super::Registry::suggest`] and the review page write patches, people edit them, and
//! [`learn`](super::learn()) carries them out.

use fenjie_model::{Region, UnitKind};
use serde::Deserialize;
use toml::Spanned;

use super::error::RegistryError;

/// What a registry is to learn of one region. A unit is named by its ID, or by a name that it bears at that time.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Patch {
    /// The region. Its name may be empty where the registry or the list of regions holds it.
    pub region: Region,
    /// In the order in which they are carried out: a unit is there before it is spoken of.
    pub lessons: Vec<Lesson>,
}

/// One thing to learn.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Lesson {
    /// A unit that the registry lacks.
    New {
        /// Its usual name.
        name: String,
        /// Its ID; out of the name's pinyin where none is given.
        id: Option<String>,
        /// What it is; by the form of its name where nothing is given.
        kind: Option<UnitKind>,
        /// Its full name.
        full_name: Option<String>,
        /// Its first year, where it is known.
        from: Option<i16>,
    },
    /// A unit goes by another name from a year on.
    Rename {
        /// Which.
        unit: String,
        /// The new name.
        name: String,
        /// Its first year; the old name's last is the one before.
        from: i16,
    },
    /// A unit has another name beside its own.
    Alias {
        /// Which.
        unit: String,
        /// The other name.
        name: String,
        /// Its first year, where it is known.
        from: Option<i16>,
        /// Its last year, where it is known.
        to: Option<i16>,
    },
    /// Units end, and others carry them on: one in a merger, several in a split.
    End {
        /// Those that end.
        units: Vec<String>,
        /// Those that carry them on.
        into: Vec<String>,
        /// The last year.
        last: i16,
    },
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    region: RegionTable,
    #[serde(default)]
    new: Vec<NewTable>,
    #[serde(default)]
    rename: Vec<RenameTable>,
    #[serde(default)]
    alias: Vec<AliasTable>,
    #[serde(default)]
    merger: Vec<MergerTable>,
    #[serde(default)]
    split: Vec<SplitTable>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RegionTable {
    id: Spanned<String>,
    #[serde(default)]
    name: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct NewTable {
    name: String,
    id: Option<String>,
    kind: Option<Spanned<String>>,
    full_name: Option<String>,
    from: Option<i16>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RenameTable {
    unit: String,
    name: String,
    from: i16,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct AliasTable {
    unit: String,
    name: String,
    from: Option<i16>,
    to: Option<i16>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct MergerTable {
    units: Vec<String>,
    into: String,
    last: i16,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct SplitTable {
    unit: String,
    into: Vec<String>,
    last: i16,
}

impl Patch {
    /// Reads a patch; `file` is for messages.
    ///
    /// # Errors
    ///
    /// What it may not say, with its line.
    pub fn read(file: &str, toml: &str) -> Result<Self, RegistryError> {
        let wrong = |byte, message: String| RegistryError::at(file, toml, byte, message);
        let read: File = toml::from_str(toml)
            .map_err(|error| wrong(error.span().map_or(0, |span| span.start), error.message().to_owned()))?;
        let code = read.region.id.get_ref();
        if !super::file::is_region_id(code) {
            return Err(wrong(
                read.region.id.span().start,
                format!("{code} is no region's code of six digits"),
            ));
        }
        let mut lessons = Vec::new();
        for NewTable { name, id, kind, full_name, from } in read.new {
            let kind = match kind {
                Some(kind) => Some(UnitKind::from_name(kind.get_ref()).ok_or_else(|| {
                    wrong(kind.span().start, format!("{} is no kind of unit", kind.get_ref()))
                })?),
                None => None,
            };
            lessons.push(Lesson::New { name, id, kind, full_name, from });
        }
        // Names follow one another in the order of their years.
        let mut renames = read.rename;
        renames.sort_by_key(|rename| rename.from);
        let renames = renames.into_iter();
        lessons.extend(renames.map(|RenameTable { unit, name, from }| Lesson::Rename { unit, name, from }));
        let aliases = read.alias.into_iter();
        lessons.extend(aliases.map(|AliasTable { unit, name, from, to }| Lesson::Alias {
            unit,
            name,
            from,
            to,
        }));
        let mergers = read.merger.into_iter();
        lessons.extend(mergers.map(|MergerTable { units, into, last }| Lesson::End {
            units,
            into: vec![into],
            last,
        }));
        let splits = read.split.into_iter();
        lessons.extend(splits.map(|SplitTable { unit, into, last }| Lesson::End {
            units: vec![unit],
            into,
            last,
        }));
        Ok(Self { region: Region { id: Some(read.region.id.into_inner()), name: read.region.name }, lessons })
    }
}
