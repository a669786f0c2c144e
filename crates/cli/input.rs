//! Where notices come from.

use std::fs;
use std::io::{self, IsTerminal, Read};
use std::path::{Path, PathBuf};

use crate::status::Failure;

/// One input.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Input {
    Stdin,
    File(PathBuf),
}

impl Input {
    /// The inputs of the arguments, `-` for standard input.
    ///
    /// # Errors
    ///
    /// Where standard input is asked for twice, or is a terminal.
    pub(crate) fn list(files: &[PathBuf]) -> Result<Vec<Self>, Failure> {
        let inputs: Vec<_> = files.iter().map(|file| Self::from(file.as_path())).collect();
        match inputs.iter().filter(|input| **input == Self::Stdin).count() {
            0 => {}
            1 if io::stdin().is_terminal() => {
                return Err(Failure::new("no input").advice("give files, or pipe a notice in"));
            }
            1 => {}
            _ => return Err(Failure::new("standard input is given twice").advice("give - once")),
        }
        Ok(inputs)
    }

    /// The name in the output and in messages, without its folder.
    pub(crate) fn name(&self) -> String {
        match self {
            Self::Stdin => "-".to_owned(),
            Self::File(path) => path.file_name().unwrap_or(path.as_os_str()).to_string_lossy().into_owned(),
        }
    }

    /// The name for messages, as it was given.
    pub(crate) fn path(&self) -> String {
        match self {
            Self::Stdin => "standard input".to_owned(),
            Self::File(path) => path.display().to_string(),
        }
    }

    pub(crate) fn read(&self) -> Result<Vec<u8>, Failure> {
        let read = match self {
            Self::Stdin => {
                let mut bytes = Vec::new();
                io::stdin().lock().read_to_end(&mut bytes).map(|_| bytes)
            }
            Self::File(path) if path.is_dir() => {
                return Err(Failure::new("this is a folder").advice("give the files in it"));
            }
            Self::File(path) => fs::read(path),
        };
        read.map_err(|error| match error.kind() {
            io::ErrorKind::NotFound => Failure::new("there is no such file").advice("check the name"),
            io::ErrorKind::PermissionDenied => {
                Failure::new("the file may not be read").advice("check its permissions")
            }
            _ => Failure::new(format!("the file cannot be read: {error}")),
        })
    }
}

impl From<&Path> for Input {
    fn from(path: &Path) -> Self {
        if path == Path::new("-") { Self::Stdin } else { Self::File(path.to_owned()) }
    }
}
