//! `fenjie units suggest` and `fenjie registry`: a registry that grows from notices, by what a person accepted.

#[expect(dead_code, reason = "the tests of the pipeline need more of it")]
mod support;

use std::fs;
use std::path::Path;
use std::process::Output;

use serde_json::Value;
use support::{fenjie, findings, list, path};

const OLD: &str = "fixtures/ok/qingpu-2023.pdf";
const NEW: &str = "fixtures/ok/made-up-2024.pdf";

fn run(arguments: &[&str]) -> Output {
    fenjie().args(arguments).current_dir(path("")).output().expect("the program runs")
}

fn stdout(output: &Output) -> String {
    String::from_utf8(output.stdout.clone()).expect("the output is UTF-8")
}

fn utf8(path: &Path) -> &str {
    path.to_str().expect("it is UTF-8")
}

/// How many units of the notice nobody knows.
fn unknown(notice: &str, registry: &str) -> usize {
    let output = run(&["extract", notice, "--registry", registry]);
    let document: Value = serde_json::from_slice(&output.stdout).expect("it is JSON");
    findings(&document, "warning").filter(|finding| finding["code"] == "unit-unknown").count()
}

/// The patch with its proposed renames accepted: their lines without the # before them.
fn accepted(patch: &str) -> String {
    let mut accepting = false;
    let lines = patch.lines().map(|line| {
        accepting = line == "#[[rename]]" || (accepting && line.starts_with('#') && !line.starts_with("# "));
        accepting = accepting && !(line.starts_with("#[[") && line != "#[[rename]]");
        if accepting { &line[1..] } else { line }
    });
    lines.map(|line| format!("{line}\n")).collect()
}

#[test]
fn next_years_names_are_learned_and_the_old_notice_gives_what_it_gave() {
    let folder = tempfile::tempdir().expect("there is room");
    let (patch, registry) = (folder.path().join("2024.toml"), folder.path().join("registry"));
    let suggested = stdout(&run(&["units", "suggest", NEW, "--previous", OLD]));
    assert_eq!(suggested.matches("#[[rename]]").count(), 2, "{suggested}");
    fs::write(&patch, accepted(&suggested)).expect("it can be written");

    let teach = ["units", "suggest", "--patch", utf8(&patch), "--write", utf8(&registry)];
    let taught = run(&teach);
    let told = stdout(&taught);
    assert_eq!(taught.status.code(), Some(0), "{}", String::from_utf8_lossy(&taught.stderr));
    assert!(told.contains("rename 310118/xincheng-company 新城公司 → 新城集团 from 2024\n"), "{told}");
    assert_eq!(unknown(NEW, utf8(&registry)), 0);
    assert_eq!(run(&["registry", "check", utf8(&registry)]).status.code(), Some(0));
    for notice in [OLD, "fixtures/ok/qingpu-2023.txt"] {
        let (before, after) =
            (run(&["extract", notice]), run(&["extract", notice, "--registry", utf8(&registry)]));
        assert!(before.stdout == after.stdout, "{notice} gives something else");
    }
    let changes = run(&["diff", OLD, NEW, "--registry", utf8(&registry), "--format", "json"]);
    let changes: Value = serde_json::from_slice(&changes.stdout).expect("it is JSON");
    assert_eq!(list(&changes["units"]).filter(|unit| unit["change"] == "renamed").count(), 2);

    let before = fs::read_to_string(registry.join("310118.toml")).expect("it is there");
    assert!(stdout(&run(&teach)).lines().all(|line| line.starts_with("known already: ")));
    assert_eq!(fs::read_to_string(registry.join("310118.toml")).expect("it is there"), before);
}

#[test]
fn what_cannot_be_true_is_not_written() {
    let folder = tempfile::tempdir().expect("there is room");
    let (patch, registry) = (folder.path().join("patch.toml"), folder.path().join("registry"));
    for (wrong, message) in [
        ("[[alias]]\nunit = '赵巷镇'\nname = '徐泾镇'\n", "徐泾镇 is also a name of 310118/zhaoxiang"),
        ("[[alias]]\nunit = '赵巷'\nname = '甲'\n", "赵巷 means no one unit of 青浦区"),
        ("[[alias]]\nunit = '赵巷镇'\n", "patch.toml:3: missing field `name`"),
    ] {
        fs::write(&patch, format!("[region]\nid = '310118'\n{wrong}")).expect("it can be written");
        let output = run(&["units", "suggest", "--patch", utf8(&patch), "--write", utf8(&registry)]);
        let told = String::from_utf8_lossy(&output.stderr).into_owned();
        assert_eq!(output.status.code(), Some(2), "{told}");
        assert!(told.contains(message), "{told}");
        assert!(!registry.exists(), "{wrong}");
    }
    assert_eq!(run(&["units", "suggest"]).status.code(), Some(2));
    assert_eq!(run(&["units", "suggest", NEW, "--patch", utf8(&patch)]).status.code(), Some(2));
}

#[test]
fn a_drafted_registry_knows_every_unit_of_its_notices() {
    for (code, notice) in [
        ("370124", "fixtures/ok/units-across.pdf"),
        ("350525", "fixtures/ok/plan-with-sections.pdf"),
        ("340422", "fixtures/ok/areas-with-subtotals.html"),
    ] {
        let folder = tempfile::tempdir().expect("there is room");
        let drafted = run(&["registry", "new", "--region", code, notice]);
        assert!(drafted.stderr.is_empty(), "{}", String::from_utf8_lossy(&drafted.stderr));
        fs::write(folder.path().join("drafted.toml"), &drafted.stdout).expect("it can be written");
        let registry = utf8(folder.path());
        assert!(stdout(&drafted).contains(&format!("code = \"{code}000000\"")), "{}", stdout(&drafted));
        assert_eq!(run(&["registry", "check", registry]).status.code(), Some(0));
        assert_eq!(unknown(notice, registry), 0, "{notice}");
    }
}

#[test]
fn a_list_gives_towns_their_codes() {
    let folder = tempfile::tempdir().expect("there is room");
    let towns = folder.path().join("streets.csv");
    let list = "code,name,areaCode\n370124001,\"榆山街道\",370124\n370124104,\"孔村镇\",370124\n";
    fs::write(&towns, list).expect("it can be written");
    let draft = |code: &str, list: &Path| {
        let notice = "fixtures/ok/units-across.txt";
        run(&["registry", "new", "--region", code, "--towns", utf8(list), "--edition", "2023", notice])
    };
    let drafted = draft("370124", &towns);
    let toml = stdout(&drafted);
    for code in ["370124001000", "370124104000"] {
        assert!(
            toml.contains(&format!("codes = [{{ system = \"nbs\", edition = 2023, code = \"{code}\" }}]")),
            "{toml}"
        );
    }
    fs::write(folder.path().join("drafted.toml"), toml).expect("it can be written");
    assert_eq!(run(&["registry", "check", utf8(folder.path())]).status.code(), Some(0));
    // A list of another region, and none at all.
    assert_eq!(draft("370125", &towns).status.code(), Some(2));
    assert_eq!(draft("370124", &folder.path().join("none.csv")).status.code(), Some(2));
}
