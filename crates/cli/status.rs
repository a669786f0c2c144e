//! How a run ends, and what it says about it.

use std::fmt;
use std::io::{self, Write};
use std::process::ExitCode;

use anstyle::{AnsiColor, Style};
use fenjie_model::{Finding, Severity};
use fenjie_parser::Unreadable;

use crate::wrap::plain;

/// How a run ends; the gravest of several counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Status {
    /// Nothing to say.
    Clean,
    /// A finding that a program must not overlook.
    Findings,
    /// An input that cannot be read, or wrong use.
    Unreadable,
}

impl From<Status> for ExitCode {
    fn from(status: Status) -> Self {
        Self::from(status as u8)
    }
}

/// Why a run or an input came to an end: what it is, and what to do.
#[derive(Debug)]
pub(crate) struct Failure {
    /// The input or output, where there is one.
    pub(crate) name: Option<String>,
    what: String,
    advice: Option<String>,
}

impl Failure {
    pub(crate) fn new(what: impl Into<String>) -> Self {
        Self { name: None, what: what.into(), advice: None }
    }

    #[must_use]
    pub(crate) fn advice(mut self, advice: impl Into<String>) -> Self {
        self.advice = Some(advice.into());
        self
    }

    #[must_use]
    pub(crate) fn of(mut self, name: impl Into<String>) -> Self {
        self.name = Some(name.into());
        self
    }
}

impl From<Unreadable> for Failure {
    fn from(error: Unreadable) -> Self {
        Self::new(error.to_string()).advice(error.advice())
    }
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(name) = &self.name {
            write!(f, "{}: ", plain(name))?;
        }
        f.write_str(&plain(&self.what))?;
        self.advice.iter().try_for_each(|advice| write!(f, "; {advice}"))
    }
}

/// Why a command ends early.
#[derive(Debug)]
pub(crate) enum Trouble {
    /// Whoever read the output has enough.
    ClosedPipe,
    /// Anything else.
    Failure(Failure),
}

impl From<Failure> for Trouble {
    fn from(failure: Failure) -> Self {
        Self::Failure(failure)
    }
}

/// Errors of writing to standard output.
impl From<io::Error> for Trouble {
    fn from(error: io::Error) -> Self {
        match error.kind() {
            io::ErrorKind::BrokenPipe => Self::ClosedPipe,
            _ => Failure::new(format!("standard output cannot be written: {error}")).into(),
        }
    }
}

/// Says a line on standard error. That nobody hears it is no reason to stop.
pub(crate) fn say(what: &impl fmt::Display) {
    let bold = Style::new().bold();
    let _ = writeln!(anstream::stderr(), "{bold}fenjie:{bold:#} {what}");
}

/// How many findings of each severity there are, those that a person accepted apart.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Tally {
    pub(crate) errors: usize,
    pub(crate) warnings: usize,
    pub(crate) infos: usize,
    pub(crate) accepted: usize,
}

impl Tally {
    pub(crate) fn of(findings: &[Finding]) -> Self {
        let open = || findings.iter().filter(|finding| !finding.accepted);
        let count = |severity| open().filter(|finding| finding.severity == severity).count();
        Self {
            accepted: findings.len() - open().count(),
            errors: count(Severity::Error),
            warnings: count(Severity::Warning),
            infos: count(Severity::Info),
        }
    }

    /// What a program must not overlook.
    pub(crate) fn grave(self) -> Self {
        Self { infos: 0, accepted: 0, ..self }
    }

    /// The status of an input with these findings, where `fatal` is the least severity that counts.
    pub(crate) fn status(self, fatal: Severity) -> Status {
        let fatal = match fatal {
            Severity::Error => self.errors,
            Severity::Warning => self.errors + self.warnings,
            Severity::Info => self.errors + self.warnings + self.infos,
        };
        if fatal > 0 { Status::Findings } else { Status::Clean }
    }
}

/// `2 errors, 1 warning`, coloured; what there is none of is left out.
impl fmt::Display for Tally {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut separator = "";
        for (severity, count, name) in [
            (Severity::Error, self.errors, "error"),
            (Severity::Warning, self.warnings, "warning"),
            (Severity::Info, self.infos, "note"),
        ] {
            if count > 0 {
                let (style, plural) = (style(severity), if count == 1 { "" } else { "s" });
                write!(f, "{separator}{style}{count} {name}{plural}{style:#}")?;
                separator = ", ";
            }
        }
        if separator.is_empty() {
            f.write_str("clean")?;
        }
        if self.accepted > 0 { write!(f, ", {} accepted", self.accepted) } else { Ok(()) }
    }
}

/// The colour of a severity.
pub(crate) fn style(severity: Severity) -> Style {
    let colour = match severity {
        Severity::Error => AnsiColor::Red,
        Severity::Warning => AnsiColor::Yellow,
        Severity::Info => AnsiColor::Cyan,
    };
    colour.on_default().bold()
}
