//! `--corrections`: what a person decided reaches the targets, the sums and the exit status.

#[expect(dead_code, reason = "the tests of the pipeline need more of it")]
mod support;

use std::fs;
use std::path::PathBuf;
use std::process::Output;

use serde_json::Value;
use support::{fenjie, findings, list, path};

/// Its one error is a missing annex, and one of its sums differs.
const NOTICE: &str = "fixtures/err/annex-missing.txt";

const DECIDED: &str = r#"
[notice]
doc_number = "青府办发〔2023〕4号"
year = 2023

[[cell]]
table = "a01-t1"
row = 2
col = 1
printed = "1855.0"
text = "1864.5"
reason = "the sum of the units"

[[accepted]]
code = "annex-missing"
annex = 2
message = "annex 2 is listed but not there"
"#;

struct Case {
    _folder: tempfile::TempDir,
    file: PathBuf,
}

impl Case {
    fn new(toml: &str) -> Self {
        let folder = tempfile::tempdir().expect("there is room");
        let file = folder.path().join("decided.toml");
        fs::write(&file, toml).expect("it can be written");
        Self { _folder: folder, file }
    }

    fn run(&self, command: &str, more: &[&str]) -> Output {
        let mut run = fenjie();
        run.args([command, NOTICE, "--corrections"]).arg(&self.file).args(more).current_dir(path(""));
        run.output().expect("the program runs")
    }

    fn document(&self) -> Value {
        serde_json::from_slice(&self.run("extract", &[]).stdout).expect("it is JSON")
    }
}

fn codes(document: &Value, severity: &str) -> Vec<String> {
    findings(document, severity).map(|f| f["code"].as_str().unwrap_or_default().to_owned()).collect()
}

#[test]
fn a_corrected_cell_reaches_targets_and_sums() {
    let document = Case::new(DECIDED).document();
    assert_eq!(codes(&document, "info"), ["corrected"], "the sum agrees now");
    let found = findings(&document, "info").next().expect("there is one");
    assert_eq!(found["message"], "1855.0 is corrected to 1864.5: the sum of the units");
    assert_eq!(found["printed"], "1855.0");
    assert_eq!(
        found["at"],
        serde_json::json!({"annex": 1, "table": "a01-t1", "row": 2, "col": 1, "line": 28})
    );
    let cell = list(&document["annexes"][0]["tables"][0]["cells"])
        .find(|cell| cell["row"] == 2 && cell["col"] == 1)
        .expect("it is there");
    assert_eq!((&cell["text"], &cell["printed"]), (&"1864.5".into(), &"1855.0".into()));
    let target = list(&document["targets"]).find(|t| t["row"] == 2 && t["col"] == 1).expect("it is there");
    assert_eq!(target["value"]["number"].to_string(), "1864.5");
}

#[test]
fn an_accepted_finding_stays_and_counts_no_more() {
    let case = Case::new(DECIDED);
    let document = case.document();
    let missing = findings(&document, "error").next().expect("it stays");
    assert_eq!((&missing["code"], &missing["accepted"]), (&"annex-missing".into(), &true.into()));
    assert_eq!(case.run("extract", &["--strict"]).status.code(), Some(0));
    let report = case.run("check", &["--strict"]);
    assert_eq!(report.status.code(), Some(0));
    let report = String::from_utf8(report.stdout).expect("it is UTF-8");
    assert!(report.contains("  accepted error[annex-missing] annex 2 is listed but not there\n"), "{report}");
    assert!(report.ends_with("annex-missing.txt: 1 note, 1 accepted\n"), "{report}");
}

#[test]
fn corrections_that_do_not_fit_are_told() {
    let stale = Case::new(&DECIDED.replace("1855.0", "1855.5"));
    assert_eq!(codes(&stale.document(), "warning"), ["correction-stale"]);
    assert_eq!(stale.run("extract", &[]).status.code(), Some(0));
    assert_eq!(stale.run("extract", &["--strict"]).status.code(), Some(1));
    let foreign = Case::new(&DECIDED.replace("〔2023〕4号", "〔2023〕5号"));
    let document = foreign.document();
    assert_eq!(codes(&document, "warning"), ["corrections-foreign"]);
    assert_eq!(codes(&document, "error"), ["annex-missing"]);
    assert_eq!(codes(&document, "info"), ["total-differs"], "nothing of them is applied");
    assert_eq!(foreign.run("extract", &[]).status.code(), Some(1));
}

#[test]
fn each_notice_takes_the_corrections_that_are_for_it() {
    let other = Case::new("[notice]\ndoc_number = 'x'\nyear = 2020\n");
    let case = Case::new(DECIDED);
    let output = case.run("extract", &["--corrections", other.file.to_str().expect("it is UTF-8")]);
    let document: Value = serde_json::from_slice(&output.stdout).expect("it is JSON");
    assert_eq!(codes(&document, "warning"), Vec::<String>::new());
    assert_eq!(codes(&document, "info"), ["corrected"]);
}

#[test]
fn a_bad_file_is_an_error_with_its_line() {
    let case = Case::new(&DECIDED.replace("row = 2", "row = -2"));
    for command in ["extract", "check"] {
        let output = case.run(command, &[]);
        let message = String::from_utf8_lossy(&output.stderr).into_owned();
        assert_eq!((output.status.code(), output.stdout.is_empty()), (Some(2), true), "{message}");
        assert!(message.contains("decided.toml:8: "), "{message}");
    }
}

#[test]
fn the_document_follows_the_schema_and_is_read_back() {
    let schema: Value =
        serde_json::from_str(&fs::read_to_string(path("docs/schema.json")).expect("it is there"))
            .expect("it is JSON");
    let output = Case::new(DECIDED).run("extract", &[]);
    let document = serde_json::from_slice(&output.stdout).expect("it is JSON");
    assert!(jsonschema::is_valid(&schema, &document));
    let read = fenjie_emitter::read_document(&output.stdout).expect("it is a document");
    let mut again = Vec::new();
    fenjie_emitter::json(&read, fenjie_emitter::Layout::Readable, &mut again).expect("a vector takes all");
    assert_eq!(String::from_utf8_lossy(&again), String::from_utf8_lossy(&output.stdout));
}
