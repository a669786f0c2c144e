//! `fenjie diff`: what changed from one notice to the next.

use fenjie_emitter::Layout;
use fenjie_model::{Changes, Extraction};

use crate::args::{ChangesFormat, Diff};
use crate::batch;
use crate::changes;
use crate::input::Input;
use crate::output::Output;
use crate::pipeline::Pipeline;
use crate::status::{Status, Tally, Trouble, say};
use crate::wrap::plain;

pub(crate) fn run(arguments: &Diff) -> Result<Status, Trouble> {
    let inputs = Input::list(&[arguments.old.clone(), arguments.new.clone()])?;
    let pipeline = Pipeline::new(&arguments.basis)?;
    let format = arguments
        .format
        .or_else(|| ChangesFormat::from_extension(arguments.output.as_ref()?.extension()?.to_str()?))
        .unwrap_or(ChangesFormat::Text);

    let mut extractions = Vec::new();
    let work = |input: &Input, bytes: Vec<u8>| pipeline.document_or_notice(input, &bytes);
    let status = batch::each(&inputs, None, work, |index, extraction: Extraction| {
        let tally = Tally::of(&extraction.findings);
        if tally.errors > 0 {
            say(&format_args!(
                "{}: {}; what it lacks shows as dropped or added",
                plain(&inputs[index].path()),
                tally.grave()
            ));
        }
        extractions.push(extraction);
        Ok(Status::Clean)
    })?;
    let [old, new] = extractions.as_slice() else { return Ok(status) };

    let changes = fenjie_diff::diff(old, new);
    let mut output = Output::open(arguments.output.as_deref())?;
    write(&changes, format, &mut output)?;
    output.finish()?;
    Ok(if changes.is_empty() { Status::Clean } else { Status::Findings })
}

fn write(changes: &Changes<'_>, format: ChangesFormat, output: &mut Output) -> Result<(), Trouble> {
    let mut data = Vec::new();
    match format {
        ChangesFormat::Text => return output.print(&changes::report(changes)),
        ChangesFormat::Json => fenjie_emitter::changes_json(changes, Layout::Readable, &mut data),
        ChangesFormat::Markdown => fenjie_emitter::changes_markdown(changes, &mut data),
        ChangesFormat::Html => fenjie_emitter::changes_html(changes, &mut data),
    }
    .expect("a vector takes all bytes");
    output.write(&data)
}
