//! The registry of a run: the one that is built in, with the files of folders laid over it.

use std::collections::BTreeSet;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use fenjie_model::Extraction;
use fenjie_normaliser::registry::{File, Registry};

use crate::status::Failure;

/// The built-in registry with every folder's `*.toml` laid over it, folders as given, files by name.
pub(crate) fn load(folders: &[PathBuf]) -> Result<Registry, Failure> {
    let mut registry = Registry::builtin();
    for path in folders {
        let folder = Folder::open(path)?;
        if folder.files.is_empty() {
            let failure =
                Failure::new("the folder holds no registry").advice("give a folder with *.toml files");
            return Err(failure.of(path.display().to_string()));
        }
        for File { name, text } in &folder.files {
            let name = path.join(name).display().to_string();
            registry = registry.with_layer(&name, text).map_err(|error| Failure::new(error.to_string()))?;
        }
    }
    Ok(registry)
}

/// Whether the folder holds a registry.
pub(crate) fn is_one(folder: &Path) -> bool {
    Folder::open(folder).is_ok_and(|folder| !folder.files.is_empty())
}

/// A folder's `*.toml` files by name; none where there is no such folder.
#[derive(Debug)]
pub(crate) struct Folder {
    pub(crate) files: Vec<File>,
}

impl Folder {
    pub(crate) fn open(folder: &Path) -> Result<Self, Failure> {
        let cannot = |path: &Path, error: io::Error| {
            Failure::new(format!("the registry cannot be read: {error}")).of(path.display().to_string())
        };
        let entries = match fs::read_dir(folder) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Self { files: Vec::new() }),
            entries => entries.map_err(|error| cannot(folder, error))?,
        };
        let mut files = Vec::new();
        for entry in entries {
            let path = entry.map_err(|error| cannot(folder, error))?.path();
            if path.extension().is_some_and(|extension| extension == "toml") {
                let text = fs::read_to_string(&path).map_err(|error| cannot(&path, error))?;
                let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
                files.push(File { name, text });
            }
        }
        files.sort_by(|a, b| a.name.cmp(&b.name));
        Ok(Self { files })
    }
}

/// The names of bodies that the registry does not know.
pub(crate) fn unknown_names(extraction: &Extraction) -> Vec<String> {
    let units = extraction.targets.iter().flat_map(|target| target.unit.iter().chain(&target.responsible));
    let unknown = units.filter(|unit| unit.id.is_none());
    let bodies = unknown.filter(|unit| unit.kind.is_body());
    bodies.map(|unit| unit.raw.clone()).collect::<BTreeSet<_>>().into_iter().collect()
}
