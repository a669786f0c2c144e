//! `fenjie completions`.

use clap::CommandFactory;
use clap_complete::Shell;

use crate::args::Arguments;
use crate::output::Output;
use crate::status::{Status, Trouble};

pub(crate) fn run(shell: Shell) -> Result<Status, Trouble> {
    let mut script = Vec::new();
    clap_complete::generate(shell, &mut Arguments::command(), "fenjie", &mut script);
    Output::open(None)?.write(&script)?;
    Ok(Status::Clean)
}
