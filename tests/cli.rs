//! The edge of the program: exit codes, streams, files, messages.

#[expect(dead_code, reason = "the tests of the pipeline need more of it")]
mod support;

use std::fs;
use std::io::{Read, Write};
use std::path::Path;
use std::process::{Child, Command, Output, Stdio};

use support::{fenjie, path};

const NOTICE: &str = "fixtures/ok/qingpu-2023.txt";
const OTHER: &str = "fixtures/ok/made-up-2024.txt";
const BLANK: &str = "fixtures/err/blank.txt";
const WITH_ERRORS: &str = "fixtures/err/annex-missing.txt";

fn run(arguments: &[&str]) -> Output {
    fenjie().args(arguments).current_dir(path("")).output().expect("the program runs")
}

fn code(output: &Output) -> i32 {
    output.status.code().expect("the program ends by itself")
}

fn stdout(output: &Output) -> String {
    String::from_utf8(output.stdout.clone()).expect("the output is UTF-8")
}

fn stderr(output: &Output) -> String {
    String::from_utf8_lossy(&output.stderr).into_owned()
}

fn piped(arguments: &[&str]) -> Child {
    let mut command: Command = fenjie();
    command
        .args(arguments)
        .current_dir(path(""))
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped());
    command.spawn().expect("the program runs")
}

#[test]
fn clean_is_0_errors_are_1_unreadable_is_2() {
    assert_eq!(code(&run(&["extract", NOTICE])), 0);
    assert_eq!(code(&run(&["check", NOTICE])), 0);
    assert_eq!(code(&run(&["extract", WITH_ERRORS])), 1);
    assert_eq!(code(&run(&["check", WITH_ERRORS])), 1);
    assert_eq!(code(&run(&["extract", BLANK])), 2);
    assert_eq!(code(&run(&["tables", BLANK])), 2);
    assert_eq!(code(&run(&["extract", "--format", "xml", NOTICE])), 2);
    assert_eq!(code(&run(&["extrac", NOTICE])), 2);
    assert_eq!(code(&run(&["--help"])), 0);
}

#[test]
fn strict_counts_warnings() {
    assert_eq!(code(&run(&["check", OTHER])), 0);
    assert_eq!(code(&run(&["check", "--strict", OTHER])), 1);
    assert_eq!(code(&run(&["extract", "--strict", OTHER])), 1);
}

#[test]
fn an_unreadable_input_is_told_in_one_line() {
    for (input, message) in [
        (BLANK, "fixtures/err/blank.txt: the input is empty; check that the download was complete"),
        ("fixtures/err/none.pdf", "fixtures/err/none.pdf: there is no such file; check the name"),
        ("fixtures/err", "fixtures/err: this is a folder; give the files in it"),
        (
            "fixtures/err/scan.pdf",
            "fixtures/err/scan.pdf: the PDF has no text: its one page is a picture; run character recognition on it \
             first (OCR), or ask the issuer for the original",
        ),
        (
            "fixtures/err/password.pdf",
            "fixtures/err/password.pdf: the PDF is encrypted and needs a password; give the password with --password",
        ),
    ] {
        for command in ["extract", "check", "tables"] {
            let output = run(&[command, input]);
            assert_eq!(stderr(&output), format!("fenjie: {message}\n"), "{command}");
            assert_eq!((code(&output), stdout(&output)), (2, String::new()), "{command} {input}");
        }
    }
}

#[test]
fn a_password_opens_what_it_locks() {
    let output = run(&["extract", "fixtures/err/password.pdf", "--password", "secret"]);
    let document: serde_json::Value = serde_json::from_slice(&output.stdout).expect("it is JSON");
    assert_eq!((code(&output), support::list(&document["annexes"]).count()), (0, 23));
    let wrong = run(&["extract", "fixtures/err/password.pdf", "--password", "guess"]);
    assert_eq!(code(&wrong), 2);
}

#[test]
fn a_batch_goes_on_after_a_bad_file() {
    let output = run(&["extract", NOTICE, BLANK, OTHER]);
    assert_eq!(code(&output), 2);
    let names: Vec<_> = stdout(&output)
        .lines()
        .map(|line| {
            serde_json::from_str::<serde_json::Value>(line).expect("a document a line")["source"]["name"]
                .clone()
        })
        .collect();
    assert_eq!(names, ["qingpu-2023.txt", "made-up-2024.txt"]);
    assert!(stderr(&output).contains("blank.txt: the input is empty"));
}

#[test]
fn a_large_batch_keeps_its_order() {
    let folder = tempfile::tempdir().expect("there is room");
    let names: Vec<_> = (100..200).map(|n| format!("{n}.txt")).collect();
    for name in &names {
        fs::copy(path(WITH_ERRORS), folder.path().join(name)).expect("it can be copied");
    }
    let inputs: Vec<_> = names.iter().map(|name| folder.path().join(name)).collect();
    let output = fenjie().args(["extract", "--jobs", "2"]).args(&inputs).output().expect("the program runs");
    let found: Vec<_> = stdout(&output)
        .lines()
        .map(|line| serde_json::from_str::<serde_json::Value>(line).expect("a document a line"))
        .map(|document| document["source"]["name"].as_str().unwrap_or_default().to_owned())
        .collect();
    assert_eq!(found, names);
    let told: Vec<_> = stderr(&output).lines().map(str::to_owned).collect();
    assert_eq!(told.len(), names.len());
    assert!(told.iter().zip(&names).all(|(line, name)| line.contains(name)), "{told:?}");
}

#[test]
fn rows_and_lines_of_several_inputs_follow_one_another() {
    let targets = |input| stdout(&run(&["extract", "--format", "ndjson", input])).lines().count();
    let both = targets(NOTICE) + targets(OTHER);
    assert!(both > 0);
    assert_eq!(stdout(&run(&["extract", "--format", "ndjson", NOTICE, OTHER])).lines().count(), both);
    let rows = stdout(&run(&["extract", "--format", "csv", NOTICE, OTHER]));
    assert_eq!(rows.lines().count(), both + 1);
    assert_eq!(rows.matches("doc_number").count(), 1);
}

#[test]
fn standard_input_is_read() {
    let mut child = piped(&["extract", "-"]);
    let bytes = fs::read(path(NOTICE)).expect("the fixture is there");
    child.stdin.take().expect("it is piped").write_all(&bytes).expect("the program reads");
    let output = child.wait_with_output().expect("the program ends");
    let from_file = stdout(&run(&["extract", NOTICE]));
    assert_eq!(stdout(&output), from_file.replacen("\"qingpu-2023.txt\"", "\"-\"", 1));
    assert_eq!(code(&run(&["extract", "-", "-"])), 2);
}

#[test]
fn a_closed_pipe_is_no_error() {
    for arguments in [
        &["extract", NOTICE, OTHER, NOTICE, OTHER][..],
        &["check", NOTICE],
        &["tables", NOTICE],
        &["schema"],
        &["completions", "bash"],
        &["extract", "--format", "parquet", NOTICE, OTHER],
        &["units", "list"],
    ] {
        let mut child = piped(arguments);
        drop(child.stdout.take());
        let mut messages = String::new();
        child.stderr.take().expect("it is piped").read_to_string(&mut messages).expect("it is text");
        let status = child.wait().expect("the program ends");
        assert_eq!((status.code(), messages.as_str()), (Some(0), ""), "{arguments:?}");
    }
}

#[test]
fn a_file_is_written_whole_or_not_at_all() {
    let folder = tempfile::tempdir().expect("there is room");
    let file = folder.path().join("out.json");
    let name = file.to_str().expect("it is UTF-8");
    fs::write(&file, "earlier").expect("it can be written");

    assert_eq!(code(&run(&["extract", BLANK, "-o", name])), 2);
    assert_eq!(fs::read_to_string(&file).expect("it is there"), "earlier");
    assert_eq!(listing(folder.path()), ["out.json"]);

    assert_eq!(code(&run(&["extract", NOTICE, "-o", name])), 0);
    assert_eq!(fs::read_to_string(&file).expect("it is there"), stdout(&run(&["extract", NOTICE])));
    assert_eq!(listing(folder.path()), ["out.json"]);

    let missing = folder.path().join("none").join("out.json");
    let output = run(&["extract", NOTICE, "-o", missing.to_str().expect("it is UTF-8")]);
    assert_eq!(code(&output), 2);
    assert!(stderr(&output).contains("its folder does not exist"), "{}", stderr(&output));
}

#[cfg(unix)]
#[test]
fn an_earlier_file_keeps_its_permissions_and_a_link_its_target() {
    use std::os::unix::fs::{PermissionsExt, symlink};
    let folder = tempfile::tempdir().expect("there is room");
    let (file, link) = (folder.path().join("out.json"), folder.path().join("link.json"));
    fs::write(&file, "earlier").expect("it can be written");
    fs::set_permissions(&file, fs::Permissions::from_mode(0o640)).expect("they can be set");
    symlink(&file, &link).expect("it can be linked");
    assert_eq!(code(&run(&["extract", NOTICE, "-o", link.to_str().expect("it is UTF-8")])), 0);
    assert!(fs::symlink_metadata(&link).expect("it is there").is_symlink());
    assert_eq!(fs::metadata(&file).expect("it is there").permissions().mode() & 0o777, 0o640);
    assert!(fs::read_to_string(&file).expect("it is there").starts_with('{'));
}

#[test]
fn a_folder_takes_one_file_for_each_input() {
    let folder = tempfile::tempdir().expect("there is room");
    let into = format!("{}/new/", folder.path().display());
    assert_eq!(code(&run(&["extract", NOTICE, OTHER, "--format", "csv", "-o", &into])), 0);
    assert_eq!(listing(Path::new(&into)), ["made-up-2024.csv", "qingpu-2023.csv"]);
    let output = run(&["extract", NOTICE, "fixtures/ok/qingpu-2023.md", "-o", &into]);
    assert_eq!(code(&output), 2);
    assert!(stderr(&output).contains("would both become"), "{}", stderr(&output));
}

#[test]
fn no_input_is_written_over() {
    let folder = tempfile::tempdir().expect("there is room");
    let file = folder.path().join("notice.txt");
    fs::copy(path(NOTICE), &file).expect("it can be copied");
    let name = file.to_str().expect("it is UTF-8");
    let output = run(&["extract", name, "-o", name]);
    assert_eq!(code(&output), 2);
    assert!(stderr(&output).contains("would replace this input"), "{}", stderr(&output));
    assert_eq!(fs::read(&file).expect("it is there"), fs::read(path(NOTICE)).expect("it is there"));
}

#[test]
fn the_ending_of_the_output_chooses_the_format() {
    let folder = tempfile::tempdir().expect("there is room");
    let file = folder.path().join("targets.csv");
    assert_eq!(code(&run(&["extract", NOTICE, "-o", file.to_str().expect("it is UTF-8")])), 0);
    assert!(fs::read_to_string(&file).expect("it is there").starts_with("doc_number,"));
    let file = folder.path().join("targets.parquet");
    assert_eq!(code(&run(&["extract", NOTICE, OTHER, "-o", file.to_str().expect("it is UTF-8")])), 0);
    let bytes = fs::read(&file).expect("it is there");
    assert!(bytes.starts_with(b"PAR1") && bytes.ends_with(b"PAR1"));
}

#[cfg(target_os = "linux")]
#[test]
fn names_need_not_be_unicode() {
    use std::ffi::OsStr;
    use std::os::unix::ffi::OsStrExt;
    let folder = tempfile::tempdir().expect("there is room");
    let file = folder.path().join(OsStr::from_bytes(b"notice-\xff.txt"));
    fs::copy(path(NOTICE), &file).expect("it can be copied");
    let output =
        fenjie().arg("extract").arg(&file).arg("-o").arg(folder.path()).output().expect("the program runs");
    assert_eq!(code(&output), 0, "{}", stderr(&output));
    let written =
        fs::read_to_string(folder.path().join(OsStr::from_bytes(b"notice-\xff.json"))).expect("it is there");
    assert!(written.contains("notice-\u{fffd}.txt"));
}

#[test]
fn colour_is_for_terminals_and_who_asks_for_it() {
    let escape = |output: &Output| output.stdout.contains(&0x1b);
    assert!(!escape(&run(&["check", OTHER])));
    let forced = |no_colour: &str| {
        let mut command = fenjie();
        command.args(["check", OTHER]).current_dir(path("")).env("CLICOLOR_FORCE", "1");
        if !no_colour.is_empty() {
            command.env_remove("CLICOLOR_FORCE").env("NO_COLOR", no_colour);
        }
        command.output().expect("the program runs")
    };
    assert!(escape(&forced("")));
    assert!(!escape(&forced("1")));
}

#[test]
fn a_report_fits_a_terminal_and_ends_with_its_sum() {
    use unicode_width::UnicodeWidthStr;
    let output = run(&["check", OTHER]);
    let report = stdout(&output);
    for line in report.lines().filter(|line| line.contains(' ')) {
        assert!(line.width() <= 80, "{line}");
    }
    assert!(
        report.lines().last().is_some_and(|line| line.starts_with("fixtures/ok/made-up-2024.txt: ")),
        "{report}"
    );
}

#[test]
fn tables_come_out_of_any_document() {
    let output = run(&["tables", NOTICE]);
    let document: serde_json::Value = serde_json::from_slice(&output.stdout).expect("it is JSON");
    assert!(support::list(&document["tables"]).count() >= 23);
    assert_eq!(code(&run(&["tables", "fixtures/err/letter.txt"])), 0);
}

fn listing(folder: &Path) -> Vec<String> {
    let mut names: Vec<_> = fs::read_dir(folder)
        .expect("it is there")
        .map(|entry| entry.expect("it can be listed").file_name().to_string_lossy().into_owned())
        .collect();
    names.sort();
    names
}
