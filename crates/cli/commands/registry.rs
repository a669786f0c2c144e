//! `fenjie registry`: registries that people make.

use std::collections::BTreeSet;
use std::fmt::Write;
use std::path::{Path, PathBuf};
use std::{fs, slice};

use fenjie_model::{Extraction, Region};
use fenjie_normaliser::registry::{Registry, Towns, check, listed_region};

use crate::args::{Notices, RegistryCommand};
use crate::batch;
use crate::input::Input;
use crate::output::Output;
use crate::pipeline::Pipeline;
use crate::registry;
use crate::status::{Failure, Status, Trouble, say};
use crate::wrap::plain;

pub(crate) fn run(command: &RegistryCommand) -> Result<Status, Trouble> {
    match command {
        RegistryCommand::Check { folder } => problems(folder),
        RegistryCommand::New { region, name, towns, edition, notices } => {
            let towns = towns.as_ref().map(|file| list(file, region, *edition)).transpose()?;
            draft(region, name.as_deref(), &towns.unwrap_or_default(), notices)
        }
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

/// Reads the towns of a region from a list.
fn list(file: &Path, region: &str, edition: Option<i16>) -> Result<Towns, Failure> {
    let name = file.display().to_string();
    let list = fs::read_to_string(file)
        .map_err(|error| Failure::new(format!("the list of towns cannot be read: {error}")).of(&name))?;
    let towns = Towns::read(&list, region, edition);
    if towns.is_empty() {
        return Err(Failure::new(format!("the list has no town of {region}"))
            .of(&name)
            .advice("a line is a code of 9 or 12 digits and a name, separated by a comma or a tab"));
    }
    Ok(towns)
}

/// Prints a registry for a region, out of the names in its notices.
fn draft(code: &str, name: Option<&str>, towns: &Towns, notices: &Notices) -> Result<Status, Trouble> {
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
                plain(&extraction.name),
                other.name
            ));
            return Ok(Status::Findings);
        }
        names.extend(registry::unknown_names(&extraction));
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
    Output::open(None)?.write(Registry::default().draft(&region, &names, towns).as_bytes())?;
    Ok(status)
}
