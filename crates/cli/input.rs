//! Where notices come from.

use std::fs::File;
use std::io::{self, IsTerminal, Read};
use std::path::{Path, PathBuf};

use fenjie_parser::Limits;

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

    /// The bytes.
    ///
    /// # Errors
    ///
    /// Where there are none to be had, or more than any input may have.
    pub(crate) fn read(&self) -> Result<Vec<u8>, Failure> {
        let Limits { file, text, .. } = Limits::default();
        let most = file.max(text);
        let read = match self {
            Self::Stdin => bytes(io::stdin().lock(), most),
            Self::File(path) if path.is_dir() => {
                return Err(Failure::new("this is a folder").advice("give the files in it"));
            }
            Self::File(path) => File::open(path).and_then(|file| bytes(file, most)),
        };
        read.map_err(|error| match error.kind() {
            io::ErrorKind::FileTooLarge => {
                Failure::new(format!("the input has more than {} MiB", most >> 20))
                    .advice("divide it, or print its pages to a new PDF")
            }
            io::ErrorKind::NotFound => Failure::new("there is no such file").advice("check the name"),
            io::ErrorKind::PermissionDenied => {
                Failure::new("the file may not be read").advice("check its permissions")
            }
            _ => Failure::new(format!("the file cannot be read: {error}")),
        })
    }
}

/// All bytes of a source that has no more than so many. One that never ends is given up behind them, for it would take
/// the memory of all other inputs.
fn bytes(source: impl Read, most: usize) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    source.take(most as u64 + 1).read_to_end(&mut bytes)?;
    if bytes.len() > most { Err(io::ErrorKind::FileTooLarge.into()) } else { Ok(bytes) }
}

impl From<&Path> for Input {
    fn from(path: &Path) -> Self {
        if path == Path::new("-") { Self::Stdin } else { Self::File(path.to_owned()) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_never_ends_is_given_up() {
        assert_eq!(bytes(&b"1234"[..], 4).unwrap(), b"1234");
        assert_eq!(bytes(&b"12345"[..], 4).unwrap_err().kind(), io::ErrorKind::FileTooLarge);
        assert_eq!(bytes(io::repeat(b'y'), 1 << 20).unwrap_err().kind(), io::ErrorKind::FileTooLarge);
    }
}
