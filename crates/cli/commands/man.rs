//! `fenjie man`.

use std::fs;
use std::path::Path;

use clap::{Command, CommandFactory};
use clap_mangen::Man;

use crate::args::Arguments;
use crate::output::Output;
use crate::status::{Failure, Status, Trouble};

pub(crate) fn run(folder: &Path) -> Result<Status, Trouble> {
    fs::create_dir_all(folder).map_err(|error| {
        Failure::new(format!("the folder cannot be made: {error}")).of(folder.display().to_string())
    })?;
    let mut whole = Arguments::command().disable_help_subcommand(true);
    whole.build();
    write(whole, folder)?;
    Ok(Status::Clean)
}

/// Writes the pages of a command and of all below it, each named after the whole command: `fenjie-units-list.1`.
fn write(command: Command, folder: &Path) -> Result<(), Trouble> {
    for below in command.get_subcommands() {
        write(below.clone(), folder)?;
    }
    let page = Man::new(command);
    let mut text = Vec::new();
    page.render(&mut text).expect("a vector takes all bytes");
    let mut output = Output::open(Some(&folder.join(page.get_filename())))?;
    output.write(&text)?;
    Ok(output.finish()?)
}
