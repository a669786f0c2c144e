//! `fenjie review`: a page for each notice, on which a person compares and decides.

use std::collections::BTreeSet;

use fenjie_model::{Changes, Extraction, NameChangeKind, Region, UnitKind};
use fenjie_normaliser::registry::{Registry, kind_by_form};
use fenjie_parser::Unreadable;
use fenjie_review::{KnownUnit, Regrouped, Suggestion};

use crate::args::Review;
use crate::batch;
use crate::input::Input;
use crate::pipeline::{self, Pipeline};
use crate::printed;
use crate::sink::Sink;
use crate::status::{Failure, Status, Tally, Trouble, say};

pub(crate) fn run(arguments: &Review) -> Result<Status, Trouble> {
    let notices = &arguments.notices;
    let inputs = Input::list(&notices.files)?;
    let pipeline = Pipeline::new(&notices.basis)?;
    let previous = match &arguments.previous {
        Some(path) => {
            let input = Input::from(path.as_path());
            let read = input.read().and_then(|bytes| pipeline.document_or_notice(&input, &bytes));
            Some(read.map_err(|failure| failure.of(input.path()))?)
        }
        None => None,
    };
    let mut sink = Sink::each(&arguments.output, "html", &inputs)?;
    let work = |input: &Input, bytes: Vec<u8>| {
        let (extraction, unreadable) = match pipeline.read(input.name(), &bytes) {
            Ok(extraction) => (extraction, None),
            // The pictures of a scan are there to be looked at.
            Err(scan @ Unreadable::NoText { .. }) => {
                (pipeline::without_text(input.name(), &bytes, &scan), Some(Failure::from(scan)))
            }
            Err(unreadable) => return Err(unreadable.into()),
        };
        let previous = previous.as_ref().filter(|_| unreadable.is_none());
        let page = page(&pipeline, &extraction, previous, bytes)?;
        Ok((page, Tally::of(&extraction.findings), unreadable))
    };
    let status = batch::each(&inputs, notices.jobs, work, |index, (page, tally, unreadable)| {
        sink.take(index, page.into_bytes())?;
        Ok(match unreadable {
            Some(failure) => {
                say(&failure.of(inputs[index].path()));
                Status::Unreadable
            }
            None => tally.status(notices.fatal()),
        })
    })?;
    sink.finish()?;
    Ok(status)
}

fn page(
    pipeline: &Pipeline,
    extraction: &Extraction,
    previous: Option<&Extraction>,
    bytes: Vec<u8>,
) -> Result<String, Failure> {
    let changes = previous.map(|previous| fenjie_diff::diff(previous, extraction));
    let region = extraction.region.as_ref();
    Ok(fenjie_review::page(&fenjie_review::Review {
        extraction,
        printed: printed::of(bytes, extraction.notice.source.media_type, pipeline.options())?,
        changes: changes.as_ref(),
        suggestions: suggestions(extraction, pipeline.registry(), changes.as_ref()),
        known: known(pipeline.registry(), region, extraction.notice.year),
    }))
}

/// What each unknown name could be.
fn suggestions(
    extraction: &Extraction,
    registry: &Registry,
    changes: Option<&Changes<'_>>,
) -> Vec<Suggestion> {
    let suggestion = |name: String| {
        let near = registry.nearest(&name, extraction.region.as_ref());
        Suggestion {
            kind: kind_by_form(&name).unwrap_or(UnitKind::Unknown),
            near: near.into_iter().map(|(unit, _)| unit.id.clone()).collect(),
            renamed: changes.and_then(|changes| renamed(&name, changes)),
            regrouped: changes.and_then(|changes| regrouped(&name, changes)),
            name,
        }
    };
    crate::registry::unknown_names(extraction).into_iter().map(suggestion).collect()
}

/// The unit that went where the name came with like numbers, and what speaks for a rename.
fn renamed(name: &str, changes: &Changes<'_>) -> Option<(String, String)> {
    let proposed = changes.units.iter().filter(|change| change.change == NameChangeKind::RenameProposed);
    let change = proposed.into_iter().find(|change| change.new.is_some_and(|new| new.raw == name))?;
    Some((change.old?.id.clone()?, fenjie_emitter::digest::evidence(change.evidence.as_ref())))
}

/// The units that the name may carry on, and what speaks for it.
fn regrouped(name: &str, changes: &Changes<'_>) -> Option<Regrouped> {
    let mut with_name =
        changes.regroupings.iter().filter(|change| change.new.iter().any(|new| new.raw == name));
    let change = with_name.next()?;
    let units = change.old.iter().map(|unit| unit.id.clone()).collect::<Option<Vec<_>>>()?;
    Some(Regrouped { units, evidence: fenjie_emitter::digest::sums(&change.evidence) })
}

/// The units of the region by their names.
fn known(registry: &Registry, region: Option<&Region>, year: Option<i16>) -> Vec<KnownUnit> {
    let Some(region) = region.and_then(|region| region.id.as_deref()) else { return Vec::new() };
    let units = registry.units().iter().filter(|unit| unit.region() == region);
    let named: BTreeSet<(&str, &str)> = units.map(|unit| (unit.name_in(year), unit.id.as_str())).collect();
    named.into_iter().map(|(name, id)| KnownUnit { id: id.to_owned(), name: name.to_owned() }).collect()
}
