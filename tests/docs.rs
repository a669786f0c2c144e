//! What the documents show is what the program prints.

#[expect(dead_code, reason = "the tests of the pipeline need more of it")]
mod support;

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::process::Command;

use fenjie_model::Code;
use support::path;

/// The commands in the ```console blocks of a document, each with the output shown below it.
fn shown(document: &str) -> Vec<(String, String)> {
    let mut shown: Vec<(String, String)> = Vec::new();
    for block in document.split("```console\n").skip(1).filter_map(|rest| rest.split("```").next()) {
        for line in block.lines() {
            match line.strip_prefix("$ ") {
                Some(command) => shown.push((command.to_owned(), String::new())),
                None => {
                    let output = &mut shown.last_mut().expect("a block starts with a command").1;
                    output.push_str(line);
                    output.push('\n');
                }
            }
        }
    }
    shown
}

#[test]
fn shown_runs_are_real() {
    let program = Path::new(env!("CARGO_BIN_EXE_fenjie")).parent().expect("it stands in a folder");
    let search = format!("{}:{}", program.display(), std::env::var("PATH").unwrap_or_default());
    for name in ["README.md", "README.zh.md", "docs/views.md"] {
        let document = fs::read_to_string(path(name)).expect("it is there");
        let runs = shown(&document);
        assert!(!runs.is_empty(), "{name} shows no run");
        for (command, expected) in runs {
            let output = Command::new("sh")
                .args(["-c", &command])
                .current_dir(path(""))
                .env("PATH", &search)
                .output()
                .expect("a shell runs");
            assert_eq!(String::from_utf8_lossy(&output.stdout), expected, "{name}: {command}");
        }
    }
}

#[test]
fn man_pages_are_those_that_the_program_writes() {
    let folder = tempfile::tempdir().expect("there is room");
    let status = support::fenjie().arg("man").arg(folder.path()).status().expect("the program runs");
    assert!(status.success());
    let pages = |folder: &Path| {
        let pages = fs::read_dir(folder).expect("it is there").map(|page| {
            let page = page.expect("it can be listed").path();
            let text = fs::read_to_string(&page).expect("it is text");
            (page.file_name().map(ToOwned::to_owned), text)
        });
        pages.collect::<BTreeMap<_, _>>()
    };
    assert!(pages(folder.path()) == pages(&path("docs/man")), "docs/man is stale: fenjie man docs/man");
}

#[test]
fn every_finding_is_explained() {
    let page = fs::read_to_string(path("crates/README.md")).expect("it is there");
    for code in Code::ALL {
        let row =
            format!("| `{}` | {} | {} |", code.as_str(), code.severity().as_str(), code.meaning().trim());
        assert!(page.contains(&row), "crates/README.md lacks: {row}");
    }
}

#[test]
fn links_lead_somewhere() {
    for name in [
        "README.md",
        "README.zh.md",
        "crates/README.md",
        "docs/views.md",
        "fixtures/README.md",
        "CHANGELOG.md",
    ] {
        let document = fs::read_to_string(path(name)).expect("it is there");
        let folder = path(name).parent().expect("it stands in a folder").to_owned();
        for target in document.split("](").skip(1).filter_map(|rest| rest.split(')').next()) {
            let file = target.split('#').next().unwrap_or(target);
            assert!(target.starts_with("http") || folder.join(file).exists(), "{name} links to {target}");
        }
    }
}
