//! What the tests of the whole share: the fixtures, and the documents that the program prints for them.

pub(crate) mod drawing;
pub(crate) mod truth;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use serde_json::Value;

/// The program under test, with an environment that says nothing.
pub(crate) fn fenjie() -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_fenjie"));
    for name in ["NO_COLOR", "CLICOLOR_FORCE", "FENJIE_PASSWORD"] {
        command.env_remove(name);
    }
    command
}

/// What is tested is what the program reads, however busy the machine is.
pub(crate) const UNHURRIED: [&str; 2] = ["--max-seconds", "600"];

/// A file of the repository.
pub(crate) fn path(relative: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(relative)
}

/// All files of a folder, by name.
pub(crate) fn files(folder: &str) -> Vec<PathBuf> {
    let mut files: Vec<_> = std::fs::read_dir(path(folder))
        .expect("the folder is there")
        .map(|entry| entry.expect("it can be listed").path())
        .filter(|path| path.is_file())
        .collect();
    files.sort();
    files
}

pub(crate) fn name(path: &Path) -> String {
    path.file_name().expect("a file has a name").to_string_lossy().into_owned()
}

/// The notice that a fixture is a form of: `qingpu-2023` for `qingpu-2023.layout.txt` and `qingpu-2023-typst.pdf`. The
/// names of all fixtures tell: it is the shortest that one of them has before its first dot.
pub(crate) fn notice_of(fixture: &str, fixtures: &[PathBuf]) -> String {
    let stem = |name: &str| name.split('.').next().unwrap_or_default().to_owned();
    let own = stem(fixture);
    fixtures
        .iter()
        .map(|other| stem(&name(other)))
        .filter(|other| own == *other || own.starts_with(&format!("{other}-")))
        .min_by_key(String::len)
        .unwrap_or(own)
}

/// What one run over many inputs printed.
pub(crate) struct Run {
    /// The documents by the name of their input.
    pub(crate) documents: BTreeMap<String, Value>,
    /// Standard error, one message a line.
    pub(crate) messages: Vec<String>,
}

/// Extracts all of the inputs in one run.
pub(crate) fn extract(inputs: &[PathBuf]) -> Run {
    let output = fenjie().arg("extract").args(UNHURRIED).args(inputs).output().expect("the program runs");
    Run { documents: documents(&output), messages: lines(&output.stderr) }
}

fn documents(output: &Output) -> BTreeMap<String, Value> {
    lines(&output.stdout)
        .iter()
        .map(|line| serde_json::from_str::<Value>(line).expect("each line is a document"))
        .map(|document| (document["source"]["name"].as_str().expect("it has a name").to_owned(), document))
        .collect()
}

pub(crate) fn lines(bytes: &[u8]) -> Vec<String> {
    String::from_utf8_lossy(bytes).lines().map(str::to_owned).collect()
}

/// The findings of a severity.
pub(crate) fn findings<'a>(document: &'a Value, severity: &'a str) -> impl Iterator<Item = &'a Value> {
    list(&document["findings"]).filter(move |finding| finding["severity"] == severity)
}

/// The elements of an array; none of what is no array.
pub(crate) fn list(value: &Value) -> impl Iterator<Item = &Value> {
    value.as_array().into_iter().flatten()
}

/// A string, empty for what is none.
pub(crate) fn text(value: &Value) -> &str {
    value.as_str().unwrap_or_default()
}

pub(crate) fn count(value: &Value) -> usize {
    value.as_u64().and_then(|n| usize::try_from(n).ok()).unwrap_or_default()
}
