//! What is wrong with a registry file.

use std::fmt;

/// A registry file that cannot be read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RegistryError {
    /// The file as it was named.
    pub file: String,
    /// The line, from 1.
    pub line: usize,
    /// What is wrong, one phrase.
    pub message: String,
}

impl RegistryError {
    /// An error at a byte of a file's text.
    pub(super) fn at(file: &str, text: &str, byte: usize, message: impl Into<String>) -> Self {
        let line = text.bytes().take(byte).filter(|&b| b == b'\n').count() + 1;
        Self { file: file.to_owned(), line, message: message.into() }
    }
}

impl fmt::Display for RegistryError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}: {}", self.file, self.line, self.message)
    }
}

impl std::error::Error for RegistryError {}
