//! `fenjie check`: what a person has to know about notices.

use fenjie_model::Extraction;

use crate::args::Check;
use crate::batch;
use crate::input::Input;
use crate::output::Output;
use crate::pipeline::Pipeline;
use crate::report;
use crate::status::{Status, Tally, Trouble};

pub(crate) fn run(arguments: &Check) -> Result<Status, Trouble> {
    let notices = &arguments.notices;
    let inputs = Input::list(&notices.files)?;
    let pipeline = Pipeline::new(&notices.basis)?;
    let work = |input: &Input, bytes: Vec<u8>| pipeline.extract(input.name(), &bytes);
    let mut between = "";
    batch::each(&inputs, notices.jobs, work, |index, extraction: Extraction| {
        let report = format!("{between}{}", report::of(&inputs[index].path(), &extraction));
        between = "\n";
        Output::open(None)?.print(&report)?;
        Ok(Tally::of(&extraction.findings).status(notices.fatal()))
    })
}
