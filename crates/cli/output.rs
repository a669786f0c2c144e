//! Where data goes: standard output, or files that are written whole or not at all.

use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use tempfile::NamedTempFile;

use crate::status::{Failure, Trouble};

/// A sink for one stream of data.
#[derive(Debug)]
pub(crate) enum Output {
    Stdout(io::Stdout),
    /// A pipe or device, which cannot be replaced.
    Device(PathBuf, fs::File),
    /// A file that takes its place when it is complete.
    File(PathBuf, NamedTempFile),
}

impl Output {
    /// Standard output for none and `-`, else the file of that name.
    pub(crate) fn open(path: Option<&Path>) -> Result<Self, Failure> {
        let Some(path) = path.filter(|path| *path != Path::new("-")) else {
            return Ok(Self::Stdout(io::stdout()));
        };
        if fs::metadata(path).is_ok_and(|there| !there.is_file()) {
            let device =
                fs::OpenOptions::new().write(true).open(path).map_err(|error| cannot(path, &error))?;
            return Ok(Self::Device(path.to_owned(), device));
        }
        // The target of a symbolic link is replaced, not the link.
        let path = fs::canonicalize(path).unwrap_or_else(|_| path.to_owned());
        let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
        let file = builder(&path).tempfile_in(folder).map_err(|error| cannot(&path, &error))?;
        Ok(Self::File(path, file))
    }

    pub(crate) fn write(&mut self, bytes: &[u8]) -> Result<(), Trouble> {
        match self {
            Self::Stdout(stdout) => {
                let mut stdout = stdout.lock();
                Ok(stdout.write_all(bytes).and_then(|()| stdout.flush())?)
            }
            Self::Device(path, device) => {
                Ok(device.write_all(bytes).map_err(|error| cannot(path, &error))?)
            }
            Self::File(path, file) => Ok(file.write_all(bytes).map_err(|error| cannot(path, &error))?),
        }
    }

    /// Writes text for a person: coloured on a terminal that wants it.
    pub(crate) fn print(&mut self, text: &str) -> Result<(), Trouble> {
        match anstream::AutoStream::choice(&io::stdout()) {
            anstream::ColorChoice::Never => {
                self.write(anstream::adapter::strip_str(text).to_string().as_bytes())
            }
            _ => self.write(text.as_bytes()),
        }
    }

    /// Puts a file into its place.
    pub(crate) fn finish(self) -> Result<(), Failure> {
        match self {
            Self::Stdout(_) | Self::Device(..) => Ok(()),
            Self::File(path, file) => {
                file.persist(&path).map(drop).map_err(|error| cannot(&path, &error.error))
            }
        }
    }
}

/// A temporary file with the permissions that the file in its place has, or that a new file gets.
#[cfg(unix)]
fn builder(path: &Path) -> tempfile::Builder<'static, 'static> {
    use std::os::unix::fs::PermissionsExt;
    let permissions = match fs::metadata(path) {
        Ok(there) => there.permissions(),
        Err(_) => fs::Permissions::from_mode(0o666),
    };
    let mut builder = tempfile::Builder::new();
    builder.prefix(".fenjie-").permissions(permissions);
    builder
}

#[cfg(not(unix))]
fn builder(_: &Path) -> tempfile::Builder<'static, 'static> {
    let mut builder = tempfile::Builder::new();
    builder.prefix(".fenjie-");
    builder
}

fn cannot(path: &Path, error: &io::Error) -> Failure {
    let advice = match error.kind() {
        io::ErrorKind::NotFound => "its folder does not exist; make it first".to_owned(),
        _ => error.to_string(),
    };
    Failure::new(format!("the output cannot be written: {advice}")).of(path.display().to_string())
}
