//! `fenjie extract`: notices as data.

use std::path::Path;

use fenjie_emitter::Layout;
use fenjie_model::Extraction;

use crate::args::{Extract, Format};
use crate::batch;
use crate::input::Input;
use crate::pipeline::Pipeline;
use crate::sink::Sink;
use crate::status::{Status, Tally, Trouble, say};
use crate::wrap::plain;

pub(crate) fn run(arguments: &Extract) -> Result<Status, Trouble> {
    let notices = &arguments.notices;
    let inputs = Input::list(&notices.files)?;
    let pipeline = Pipeline::new(&notices.basis)?;
    let format =
        arguments.format.or_else(|| by_extension(arguments.output.as_deref()?)).unwrap_or(Format::Json);
    let mut sink = Sink::new(arguments.output.as_deref(), format, &inputs)?;
    let layout = sink.layout();

    let work = |input: &Input, bytes: Vec<u8>| {
        let extraction = pipeline.extract(input.name(), &bytes)?;
        Ok((rendered(&extraction, format, layout), Tally::of(&extraction.findings)))
    };
    let status = batch::each(&inputs, notices.jobs, work, |index, (data, tally)| {
        sink.take(index, data)?;
        if tally.errors + tally.warnings > 0 {
            let path = inputs[index].path();
            say(&format_args!("{}: {}; `fenjie check` shows them", plain(&path), tally.grave()));
        }
        Ok(tally.status(notices.fatal()))
    })?;
    sink.finish()?;
    Ok(status)
}

fn by_extension(path: &Path) -> Option<Format> {
    Format::from_extension(path.extension()?.to_str()?)
}

/// Emit: the last of the phases.
fn rendered(extraction: &Extraction, format: Format, layout: Layout) -> Vec<u8> {
    // A notice of thirty pages takes a megabyte, which is not to be copied as it grows.
    let mut data = Vec::with_capacity(1 << 20);
    match format {
        Format::Json => fenjie_emitter::json(extraction, layout, &mut data),
        Format::Ndjson => fenjie_emitter::ndjson(extraction, &mut data),
        Format::Csv => fenjie_emitter::csv(extraction, &mut data),
        Format::Parquet => fenjie_emitter::parquet(extraction, &mut data),
    }
    .expect("a vector takes all bytes");
    data
}
