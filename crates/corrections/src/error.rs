//! What is wrong with a file of corrections.

use std::fmt;

/// A file of corrections that cannot be read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CorrectionsError {
    /// The file as it was named.
    pub file: String,
    /// The line, from 1.
    pub line: usize,
    /// What is wrong, one phrase.
    pub message: String,
}

impl fmt::Display for CorrectionsError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}: {}", self.file, self.line, self.message)
    }
}

impl std::error::Error for CorrectionsError {}
