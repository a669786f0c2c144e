//! The corrections of a run: each notice takes those that are for it.

use std::fs;
use std::path::PathBuf;

use fenjie_corrections::Corrections;
use fenjie_model::{Finding, Notice};

use crate::status::Failure;

/// The corrections that were given, in the order given.
#[derive(Debug)]
pub(crate) struct Given(Vec<Corrections>);

impl Given {
    pub(crate) fn load(files: &[PathBuf]) -> Result<Self, Failure> {
        let load = |file: &PathBuf| {
            let name = file.display().to_string();
            let toml = fs::read_to_string(file).map_err(|error| {
                Failure::new(format!("the corrections cannot be read: {error}")).of(&name)
            })?;
            Corrections::read(&name, &toml).map_err(|error| Failure::new(error.to_string()))
        };
        files.iter().map(load).collect::<Result<_, _>>().map(Self)
    }

    /// Puts the notice's cells right. Where no corrections are for it, each tells that it is for another.
    pub(crate) fn correct(&self, notice: &mut Notice) -> Vec<Finding> {
        let fitting = self.fitting(notice);
        let all = if fitting.is_empty() { self.0.iter().collect() } else { fitting };
        all.into_iter().flat_map(|corrections| corrections.correct(notice)).collect()
    }

    /// Marks the notice's findings that a person has looked at.
    pub(crate) fn accept(&self, notice: &Notice, findings: &mut Vec<Finding>) {
        self.fitting(notice).into_iter().for_each(|corrections| corrections.accept(findings));
    }

    fn fitting(&self, notice: &Notice) -> Vec<&Corrections> {
        self.0.iter().filter(|corrections| corrections.are_for(notice)).collect()
    }
}
