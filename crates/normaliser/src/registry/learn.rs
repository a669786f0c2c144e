//! A patch carried out on a folder's files, without disturbing what else stands in them.

use std::fmt;

use fenjie_model::Region;

use super::edit::Editor;
use super::patch::{Lesson, Patch};
use super::{Registry, RegistryError, Resolution, check, division, draft, kind_by_form};

/// A registry file: its name, and its text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct File {
    /// The name without its folder (`310118.toml`).
    pub name: String,
    /// The TOML.
    pub text: String,
}

/// What a folder learned.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Learned {
    /// The files that changed or are new.
    pub files: Vec<File>,
    /// What was done, one phrase each.
    pub done: Vec<String>,
    /// What was known already, one phrase each.
    pub known: Vec<String>,
}

/// Why a folder does not learn a patch; nothing of it is carried out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Refusal(Vec<String>);

impl fmt::Display for Refusal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0.join("\n"))
    }
}

impl std::error::Error for Refusal {}

impl From<String> for Refusal {
    fn from(reason: String) -> Self {
        Self(vec![reason])
    }
}

impl From<RegistryError> for Refusal {
    fn from(error: RegistryError) -> Self {
        Self(vec![error.to_string()])
    }
}

/// Carries a patch out on the files of a folder that is laid over `base`. What is known already is left as it is, so
/// that a patch can be given twice.
///
/// # Errors
///
/// Where a file or the patch cannot be right, and for what [`check`](super::check()) would find afterwards and did not
/// find before.
pub fn learn(patch: &Patch, base: &Registry, files: &[File]) -> Result<Learned, Refusal> {
    let before = laid_over(base, files)?;
    let mut folder = Folder {
        base,
        registry: before.clone(),
        editor: Editor::open(files)?,
        region: patch.region.clone(),
        done: Vec::new(),
        known: Vec::new(),
    };
    folder.hold_region()?;
    for lesson in &patch.lessons {
        folder.learn(lesson)?;
        folder.registry = laid_over(base, &folder.editor.files())?;
    }
    let had = check(&before);
    let new: Vec<String> = check(&folder.registry)
        .into_iter()
        .filter(|problem| !had.contains(problem))
        .map(|problem| format!("{}: {}", problem.id, problem.message))
        .collect();
    if !new.is_empty() {
        return Err(Refusal(new));
    }
    let files = folder.editor.files().into_iter().filter(|file| !files.contains(file)).collect();
    Ok(Learned { files, done: folder.done, known: folder.known })
}

fn laid_over(base: &Registry, files: &[File]) -> Result<Registry, RegistryError> {
    files.iter().try_fold(base.clone(), |registry, file| registry.with_layer(&file.name, &file.text))
}

/// A folder while it learns.
struct Folder<'a> {
    base: &'a Registry,
    /// As it is by now.
    registry: Registry,
    editor: Editor,
    region: Region,
    done: Vec<String>,
    known: Vec<String>,
}

impl Folder<'_> {
    fn code(&self) -> &str {
        self.region.id.as_deref().unwrap_or(draft::NO_CODE)
    }

    /// Makes sure that the registry holds the region, by the patch's name or that of the list.
    fn hold_region(&mut self) -> Result<(), Refusal> {
        let code = self.code().to_owned();
        if code == draft::NO_CODE {
            return Err(
                format!("{code} stands for the region's six digits of GB/T 2260; fill them in").into()
            );
        }
        let held = self.registry.regions.get(&code).map(|region| region.name.clone());
        let known = held.clone().or_else(|| division::by_code(&code).map(|listed| listed.name.to_owned()));
        match known {
            Some(known) if self.region.name.is_empty() => self.region.name = known,
            Some(known) if self.region.name != known => {
                return Err(format!("{code} is {known}, not {}", self.region.name).into());
            }
            None if self.region.name.is_empty() => {
                return Err(format!("the patch does not name the region {code}").into());
            }
            _ => {}
        }
        if held.is_none() {
            self.editor.append(&code, &draft::region(&self.region))?;
            self.done.push(format!("new region {code} {}", self.region.name));
            self.registry = laid_over(self.base, &self.editor.files())?;
        }
        Ok(())
    }

    fn learn(&mut self, lesson: &Lesson) -> Result<(), Refusal> {
        match lesson {
            Lesson::New { name, id, kind, full_name, from } => {
                if let Some(known) = self.meant(name, *from)
                    && id.as_ref().is_none_or(|id| *id == known)
                {
                    self.known.push(format!("{name} is {known}"));
                    return Ok(());
                }
                let kind = kind.or_else(|| kind_by_form(name)).unwrap_or(fenjie_model::UnitKind::Unknown);
                let id = id.clone().unwrap_or_else(|| self.registry.free_id(self.code(), name, kind));
                if self.registry.unit(&id).is_some() {
                    return Err(format!(
                        "{id} is the ID of another unit than {name}; give {name} one of its own"
                    )
                    .into());
                }
                let code = self.code().to_owned();
                self.editor.append(&code, &draft::unit(&id, name, kind, full_name.as_deref(), *from))?;
                self.done.push(format!("new {id} {name}"));
            }
            Lesson::Rename { unit, name, from } => {
                let id = self.unit(unit, Some(from.saturating_sub(1)))?;
                let Some(entry) = self.registry.unit(&id) else { return Ok(()) };
                let old = entry.name_in(Some(from.saturating_sub(1))).to_owned();
                if entry.name_in(Some(*from)) == name {
                    self.known.push(format!("{id} is {name} from {from}"));
                    return Ok(());
                }
                if let Some(to) = entry.years.to.filter(|to| to < from) {
                    return Err(format!("{id} ends in {to}, and has no name from {from} on").into());
                }
                let mut later = entry.names.iter().filter(|other| other.name != *name);
                if let Some(later) = later.find(|other| other.from.is_some_and(|year| year >= *from)) {
                    let message =
                        format!("{id} is also {} from {from} or later; edit its names by hand", later.name);
                    return Err(message.into());
                }
                let mut unit = self.editor.unit(entry)?;
                unit.rename(&old, name, *from);
                self.done.push(format!("rename {id} {old} → {name} from {from}"));
            }
            Lesson::Alias { unit, name, from, to } => {
                let id = self.unit(unit, *from)?;
                if self.meant(name, *from).as_ref() == Some(&id) {
                    self.known.push(format!("{name} is {id}"));
                    return Ok(());
                }
                let Some(entry) = self.registry.unit(&id) else { return Ok(()) };
                self.editor.unit(entry)?.add_name(name, *from, *to);
                let since = from.map_or_else(String::new, |from| format!(" from {from}"));
                self.done.push(format!("alias {id} {name}{since}"));
            }
            Lesson::End { units, into, last } => {
                let next = Some(last.saturating_add(1));
                let successors: Vec<String> =
                    into.iter().map(|name| self.unit(name, next)).collect::<Result<_, _>>()?;
                for unit in units {
                    let id = self.unit(unit, Some(*last))?;
                    self.end(&id, &successors, *last)?;
                    self.registry = laid_over(self.base, &self.editor.files())?;
                }
            }
        }
        Ok(())
    }

    /// Ends a unit; one that is its own successor goes on.
    fn end(&mut self, id: &str, successors: &[String], last: i16) -> Result<(), Refusal> {
        let Some(entry) = self.registry.unit(id) else { return Ok(()) };
        match entry.years.to {
            _ if successors.iter().any(|successor| successor == id) => {
                self.known.push(format!("{id} goes on"));
                return Ok(());
            }
            Some(to) if to == last && successors.iter().all(|s| entry.successors.contains(s)) => {
                self.known.push(format!("{id} ends in {last}"));
                return Ok(());
            }
            Some(to) if to != last => {
                return Err(format!("{id} ends in {to} already, not in {last}").into());
            }
            _ => {}
        }
        if let Some((name, from)) =
            entry.names.iter().find_map(|n| Some((&n.name, n.from.filter(|from| *from > last)?)))
        {
            return Err(format!("{id} is {name} from {from} on, and cannot end in {last}").into());
        }
        let new: Vec<&str> =
            successors.iter().filter(|s| !entry.successors.contains(s)).map(String::as_str).collect();
        self.editor.unit(entry)?.end(last, &new);
        self.done.push(format!("end {id} in {last}, carried on by {}", successors.join(", ")));
        Ok(())
    }

    /// The ID of a unit that a patch speaks of, by its ID or by its name in that year or any.
    fn unit(&self, named: &str, year: Option<i16>) -> Result<String, Refusal> {
        if self.registry.unit(named).is_some() {
            return Ok(named.to_owned());
        }
        let found = self.meant(named, year).or_else(|| self.meant(named, None));
        found.ok_or_else(|| format!("{named} means no one unit of {}", self.region.name).into())
    }

    fn meant(&self, name: &str, year: Option<i16>) -> Option<String> {
        match self.registry.resolve(name, Some(&self.region), year) {
            Resolution::Known(unit) => Some(unit.id.clone()),
            _ => None,
        }
    }
}
