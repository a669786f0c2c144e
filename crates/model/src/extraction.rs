//! All that one notice gave.

use crate::{Finding, Notice, Target, Unit};

/// A notice, what it says, and what a person has to know about it.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Extraction {
    /// The input's name, without its folder.
    pub name: String,
    /// The SHA-256 of the input, in hexadecimal.
    pub sha256: String,
    /// As printed.
    pub notice: Notice,
    /// The region that the issuer governs.
    pub region: Option<Region>,
    /// The facts, in the order of their annexes, tables, rows and columns.
    pub targets: Vec<Target>,
    /// The registry's units that the targets name, by ID.
    pub units: Vec<Unit>,
    /// By place, then by code.
    pub findings: Vec<Finding>,
}

/// A region of mainland China.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Region {
    /// The six digits of GB/T 2260, where known.
    pub id: Option<String>,
    /// Its name (青浦区).
    pub name: String,
}
