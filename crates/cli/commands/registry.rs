//! `fenjie registry`: registries that people make.

use std::collections::BTreeSet;
use std::fmt::Write;
use std::path::PathBuf;
use std::slice;

use fenjie_model::{Extraction, Region};
use fenjie_normaliser::registry::{Registry, check, listed_region};

use super::units::unknown_names;
use crate::args::{Notices, RegistryCommand};
use crate::batch;
use crate::input::Input;
use crate::output::Output;
use crate::pipeline::Pipeline;
use crate::registry;
use crate::status::{Failure, Status, Trouble, say};

pub(crate) fn run(command: &RegistryCommand) -> Result<Status, Trouble> {
    match command {
        RegistryCommand::Check { folder } => problems(folder),
        RegistryCommand::New { region, name, notices } => draft(region, name.as_deref(), notices),
    }
}

/// Prints what cannot all be true, a line each.
fn problems(folder: &PathBuf) -> Result<Status, Trouble> {
    let problems = check(&registry::load(slice::from_ref(folder))?);
    let mut out = String::new();
    for problem in &problems {
        // Writing to a string cannot fail.
        let _ = writeln!(out, "{}: {}", problem.id, problem.message);
    }
    Output::open(None)?.write(out.as_bytes())?;
    Ok(if problems.is_empty() { Status::Clean } else { Status::Findings })
}

/// Prints a registry for a region, out of the names in its notices.
fn draft(code: &str, name: Option<&str>, notices: &Notices) -> Result<Status, Trouble> {
    let inputs = Input::list(&notices.files)?;
    let pipeline = Pipeline::new(&notices.basis)?;
    let work = |input: &Input, bytes: Vec<u8>| pipeline.extract(input.name(), &bytes);
    let listed = listed_region(code).map(|region| region.name);
    let (mut names, mut region) = (BTreeSet::new(), name.map(str::to_owned).or(listed));
    let status = batch::each(&inputs, notices.jobs, work, |_, extraction: Extraction| {
        let found = extraction.region.as_ref();
        if let Some(other) = found.filter(|found| found.id.as_ref().is_some_and(|id| id != code)) {
            say(&format_args!(
                "{}: this is a notice of {}, not of {code}; it is left out",
                extraction.name, other.name
            ));
            return Ok(Status::Findings);
        }
        names.extend(unknown_names(&extraction));
        if let Some(found) = extraction.region {
            region.get_or_insert(found.name);
        }
        Ok(Status::Clean)
    })?;
    let Some(name) = region else {
        return Err(Failure::new("no notice tells the region's name").advice("give it with --name").into());
    };
    let region = Region { id: Some(code.to_owned()), name };
    let names: Vec<_> = names.into_iter().collect();
    Output::open(None)?.write(Registry::default().draft(&region, &names).as_bytes())?;
    Ok(status)
}
