//! The registry of a run: the one that is built in, with the files of folders laid over it.

use std::fs;
use std::path::{Path, PathBuf};

use fenjie_normaliser::registry::Registry;

use crate::status::Failure;

/// The built-in registry with every folder's `*.toml` laid over it, folders as given, files by name.
pub(crate) fn load(folders: &[PathBuf]) -> Result<Registry, Failure> {
    let mut registry = Registry::builtin();
    for folder in folders {
        for file in files(folder)? {
            let name = file.display().to_string();
            let toml = fs::read_to_string(&file)
                .map_err(|error| Failure::new(format!("the registry cannot be read: {error}")).of(&name))?;
            registry = registry.with_layer(&name, &toml).map_err(|error| Failure::new(error.to_string()))?;
        }
    }
    Ok(registry)
}

fn files(folder: &Path) -> Result<Vec<PathBuf>, Failure> {
    let cannot = |error| {
        Failure::new(format!("the registry cannot be read: {error}")).of(folder.display().to_string())
    };
    let mut files = Vec::new();
    for entry in fs::read_dir(folder).map_err(cannot)? {
        let path = entry.map_err(cannot)?.path();
        if path.extension().is_some_and(|extension| extension == "toml") {
            files.push(path);
        }
    }
    if files.is_empty() {
        let failure = Failure::new("the folder holds no registry").advice("give a folder with *.toml files");
        return Err(failure.of(folder.display().to_string()));
    }
    files.sort();
    Ok(files)
}
