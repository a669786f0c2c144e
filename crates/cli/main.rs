//! The command line: arguments, files, threads, progress and exit codes. What a notice says is found by
//! [`pipeline`], phase by phase.

mod args;
mod batch;
mod changes;
mod commands;
mod corrections;
mod input;
mod output;
mod pipeline;
mod printed;
mod registry;
mod report;
mod sink;
mod status;
mod wrap;

use std::process::ExitCode;

use clap::Parser;
use mimalloc::MiMalloc;

use crate::args::{Arguments, Command};
use crate::status::{Status, Trouble};

// A notice is tens of thousands of short texts, which it takes and frees faster than the system's allocator.
#[global_allocator]
static ALLOCATOR: MiMalloc = MiMalloc;

fn main() -> ExitCode {
    batch::silence_panics();
    match batch::guarded(|| run(Arguments::parse().command)) {
        Ok(status) => status.into(),
        Err(Trouble::ClosedPipe) => Status::Clean.into(),
        Err(Trouble::Failure(failure)) => {
            status::say(&failure);
            Status::Unreadable.into()
        }
    }
}

fn run(command: Command) -> Result<Status, Trouble> {
    match command {
        Command::Extract(arguments) => commands::extract::run(&arguments),
        Command::Check(arguments) => commands::check::run(&arguments),
        Command::Tables(arguments) => commands::tables::run(&arguments),
        Command::Units(command) => commands::units::run(&command),
        Command::Registry(command) => commands::registry::run(&command),
        Command::Diff(arguments) => commands::diff::run(&arguments),
        Command::Review(arguments) => commands::review::run(&arguments),
        Command::Schema { of } => commands::schema::run(of),
        Command::Completions { shell } => commands::completions::run(shell),
        Command::Man { folder } => commands::man::run(&folder),
    }
}
