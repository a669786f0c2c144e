//! `fenjie units suggest`: what the registry should learn from notices, and a registry that learns it.

use std::fs;
use std::path::Path;

use fenjie_emitter::digest;
use fenjie_model::{Changes, Extraction, NameChangeKind, Region};
use fenjie_normaliser::registry::{CHOOSE, Hints, Learned, Patch, Regrouped, Rename, learn};

use crate::args::Suggest;
use crate::batch;
use crate::input::Input;
use crate::output::Output;
use crate::pipeline::Pipeline;
use crate::registry::{self, Folder};
use crate::status::{Failure, Status, Trouble, say};

pub(crate) fn run(arguments: &Suggest) -> Result<Status, Trouble> {
    let (name, patch, status) = match &arguments.patch {
        Some(file) => {
            let bytes = Input::from(file.as_path()).read().map_err(|f| f.of(file.display().to_string()))?;
            let text = String::from_utf8(bytes)
                .map_err(|_| Failure::new("the patch is not UTF-8").of(file.display().to_string()))?;
            (file.display().to_string(), text, Status::Clean)
        }
        None => {
            let (patch, status) = suggested(arguments)?;
            if status != Status::Clean {
                return Ok(status);
            }
            ("the suggestion".to_owned(), patch, status)
        }
    };
    match &arguments.write {
        None => Output::open(None)?.write(patch.as_bytes())?,
        Some(_) if patch.is_empty() => say(&"the registry knows every name already"),
        Some(folder) => {
            teach(&name, &patch, folder, arguments)?;
            let choices = patch.lines().filter(|line| line.ends_with(CHOOSE)).count();
            if choices > 0 && arguments.patch.is_none() {
                say(&format_args!(
                    "{choices} more names may be those of known units; print the suggestion, choose, and give it with --patch"
                ));
            }
        }
    }
    Ok(status)
}

/// The patch for the names in the notices that the registry, the folder to write included, does not know.
fn suggested(arguments: &Suggest) -> Result<(String, Status), Trouble> {
    let mut folders = arguments.basis.registry.clone();
    let written =
        arguments.write.iter().filter(|folder| !folders.contains(folder) && registry::is_one(folder));
    folders.extend(written.cloned().collect::<Vec<_>>());
    let pipeline = Pipeline::laid_over(&arguments.basis, &folders)?;
    let inputs: Vec<_> = arguments.previous.iter().chain(&arguments.files).cloned().collect();
    let inputs = Input::list(&inputs)?;
    let mut extractions: Vec<Extraction> = Vec::new();
    let work = |input: &Input, bytes: Vec<u8>| pipeline.extract(input.name(), &bytes);
    let status = batch::each(&inputs, None, work, |_, extraction| {
        extractions.push(extraction);
        Ok(Status::Clean)
    })?;
    if status != Status::Clean {
        return Ok((String::new(), status));
    }
    let notices = &extractions[usize::from(arguments.previous.is_some())..];
    let Some(first) = notices.first() else { return Ok((String::new(), status)) };
    if let Some(other) = notices.iter().find(|notice| notice.region != first.region) {
        let regions = [first, other].map(|n| n.region.as_ref().map_or("no region", |region| &region.name));
        let message = format!("the notices are of {} and of {}", regions[0], regions[1]);
        return Err(Failure::new(message).advice("give the notices of one region at a time").into());
    }
    let mut hints = Hints::default();
    if arguments.previous.is_some() {
        for notice in notices {
            add_hints(&mut hints, &fenjie_diff::diff(&extractions[0], notice));
        }
    }
    let names: Vec<String> = notices.iter().flat_map(registry::unknown_names).collect();
    let year = notices.iter().filter_map(|notice| notice.notice.year).min();
    let region = first.region.clone().unwrap_or(Region { id: None, name: String::new() });
    Ok((pipeline.registry().suggest(&names, &region, year, &hints), status))
}

/// What the changes from the year before make likely.
fn add_hints(hints: &mut Hints, changes: &Changes<'_>) {
    hints.last = changes.old.year;
    for regrouping in &changes.regroupings {
        let units: Option<Vec<String>> = regrouping.old.iter().map(|unit| unit.id.clone()).collect();
        let Some(units) = units else { continue };
        let into = regrouping.new.iter().map(|unit| unit.raw.clone()).collect();
        hints.regroupings.push(Regrouped { units, into, evidence: digest::sums(&regrouping.evidence) });
    }
    for change in &changes.units {
        let Some(old) = change.old.and_then(|unit| unit.id.clone()) else { continue };
        match (change.change, change.new) {
            (NameChangeKind::RenameProposed, Some(new)) => hints.renames.push(Rename {
                unit: old,
                name: new.raw.clone(),
                evidence: digest::evidence(change.evidence.as_ref()),
            }),
            (NameChangeKind::Dropped, _) => hints.gone.push(old),
            _ => {}
        }
    }
}

/// Carries the patch out on the folder's files, and tells what was done.
fn teach(name: &str, patch: &str, folder: &Path, arguments: &Suggest) -> Result<(), Trouble> {
    let patch = Patch::read(name, patch).map_err(|error| Failure::new(error.to_string()))?;
    let below: Vec<_> = arguments.basis.registry.iter().filter(|other| *other != folder).cloned().collect();
    let there = Folder::open(folder)?;
    let Learned { files, done, known } = learn(&patch, &registry::load(&below)?, &there.files)
        .map_err(|refusal| Failure::new(refusal.to_string()).of(name).advice("nothing is written"))?;
    fs::create_dir_all(folder).map_err(|error| {
        Failure::new(format!("the folder cannot be made: {error}")).of(folder.display().to_string())
    })?;
    let mut outputs = Vec::new();
    for file in &files {
        let mut output = Output::open(Some(&folder.join(&file.name)))?;
        output.write(file.text.as_bytes())?;
        outputs.push(output);
    }
    outputs.into_iter().try_for_each(Output::finish)?;
    let known = known.iter().map(|line| format!("known already: {line}\n"));
    let told: String = done.iter().map(|line| format!("{line}\n")).chain(known).collect();
    Output::open(None)?.write(told.as_bytes())
}
