//! `fenjie diff` on whole notices: exactly the changes that the truth files imply, whatever the form of the notice.

#[path = "../crates/diff/tests/support/mod.rs"]
mod implied;

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use std::sync::LazyLock;

use fenjie_model::Extraction;
use implied::{Truth, expected, found, lacking, listed_names};
use serde_json::Value;

const OLD: &str = "fixtures/ok/qingpu-2023.txt";
const NEW: &str = "fixtures/ok/made-up-2024.txt";

fn fenjie() -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_fenjie"));
    for name in ["NO_COLOR", "CLICOLOR_FORCE", "FENJIE_PASSWORD"] {
        command.env_remove(name);
    }
    command
}

fn path(relative: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(relative)
}

fn diff(arguments: &[&str]) -> Output {
    fenjie().arg("diff").args(arguments).current_dir(path("")).output().expect("the program runs")
}

/// The form of the notice as the program extracts it, by way of its JSON.
fn extraction(fixture: &str) -> Extraction {
    let output = fenjie().arg("extract").arg(path(fixture)).output().expect("the program runs");
    fenjie_emitter::read_document(&output.stdout).expect("what is printed can be read")
}

fn truth(name: &str) -> Truth {
    Truth::read(&fs::read_to_string(path("fixtures/truth").join(name)).expect("the truth is there"))
}

/// The changes of annexes that the two truths imply by their titles, held against those that the later one lists.
fn annexes_of(old: &Truth, new: &Truth) -> Vec<String> {
    let annexes = |truth: &Truth| -> Vec<(u64, String)> {
        let all = truth.json["annexes"].as_array().expect("a truth has annexes").iter();
        let title = |annex: &Value| annex["title"].as_str().expect("it has a title").to_owned();
        all.map(|annex| (annex["number"].as_u64().expect("it has a number"), title(annex))).collect()
    };
    let without_year = |title: &str| title.trim_start_matches(|c: char| c.is_ascii_digit()).to_owned();
    let (old, later) = (annexes(old), annexes(new));
    let number = |all: &[(u64, String)], title: &str| {
        all.iter().find(|(_, other)| without_year(other) == without_year(title)).map(|(number, _)| *number)
    };
    let mut changes: Vec<String> = Vec::new();
    let mut listed: Vec<String> = Vec::new();
    for (now, title) in &later {
        changes.push(match number(&old, title) {
            Some(before) if before == *now => format!("same {before} -> {now}"),
            Some(before) => format!("renumbered {before} -> {now}"),
            None => {
                listed.push(format!("annex added: {title}"));
                format!("added 0 -> {now}")
            }
        });
    }
    let gone: Vec<u64> =
        old.iter().filter(|(_, title)| number(&later, title).is_none()).map(|(number, _)| *number).collect();
    changes.extend(gone.iter().map(|number| format!("dropped {number} -> 0")));
    changes.sort();

    let numbers: Vec<String> = gone.iter().map(u64::to_string).collect();
    listed.push(format!("annexes dropped (old numbers): {}", numbers.join(", ")));
    listed.sort();
    let told = new.json["changes"].as_array().expect("a list").iter().filter_map(Value::as_str);
    let of_annexes = |told: &&str| told.starts_with("annex added") || told.starts_with("annexes dropped");
    let mut told: Vec<&str> = told.filter(of_annexes).collect();
    told.sort_unstable();
    assert_eq!(listed, told, "the truth lists its changes of annexes");
    changes
}

static JSON: LazyLock<String> =
    LazyLock::new(|| String::from_utf8(diff(&[OLD, NEW, "--format", "json"]).stdout).expect("JSON is UTF-8"));

#[test]
fn every_form_gives_the_changes_of_the_truth() {
    let (old_truth, new_truth) = (truth("qingpu-2023.truth.json"), truth("made-up-2024.truth.json"));
    let expected = expected(&old_truth, &new_truth, &[("第六届进博会", "第五届进博会")]);
    for (old, new) in [
        (OLD, NEW),
        ("fixtures/ok/qingpu-2023.pdf", "fixtures/ok/made-up-2024.pdf"),
        ("fixtures/ok/qingpu-2023.md", "fixtures/ok/made-up-2024.html"),
        ("fixtures/ok/qingpu-2023.layout.txt", "fixtures/ok/made-up-2024-gbk.pdf"),
    ] {
        let (a, b) = (extraction(old), extraction(new));
        for (extraction, truth) in [(&a, &old_truth), (&b, &new_truth)] {
            assert_eq!(extraction.notice.year.map(i64::from), truth.json["notice"]["year"].as_i64());
        }
        let changes = fenjie_diff::diff(&a, &b);
        let found = found(&changes);
        assert_eq!(lacking(&expected, &found), [], "missing between {old} and {new}");
        assert_eq!(lacking(&found, &expected), [], "invented between {old} and {new}");
        let (units, indicators, annexes) = listed_names(&changes);
        assert_eq!(
            units,
            [
                "added  -> 示范区公司",
                "dropped 现代农业园区 -> ",
                "rename-proposed 新城公司 -> 新城集团",
                "rename-proposed 青浦工业园区 -> 青浦工业园区（集团）",
            ],
            "{old} and {new}"
        );
        assert_eq!(
            indicators,
            [
                "added  -> 单位地区生产总值能耗下降率",
                "added  -> 数字经济核心产业营业收入增幅",
                "dropped 每万人口高价值发明专利拥有量 -> ",
                "dropped 绿色食品认证率 -> ",
            ],
            "{old} and {new}"
        );
        assert_eq!(annexes, annexes_of(&old_truth, &new_truth), "{old} and {new}");
        assert_eq!((changes.regroupings.len(), changes.moved.len()), (0, 0));
    }
}

#[test]
fn changes_follow_the_published_schema() {
    let published = fs::read_to_string(path("docs/changes.schema.json")).expect("the schema is published");
    let printed = fenjie().args(["schema", "changes"]).output().expect("the program runs");
    assert_eq!(
        published,
        String::from_utf8_lossy(&printed.stdout),
        "docs/changes.schema.json is stale: fenjie schema changes > docs/changes.schema.json"
    );
    let schema: Value = serde_json::from_str(&published).expect("a schema is JSON");
    jsonschema::draft202012::meta::validate(&schema).expect("it is a JSON Schema");
    let validator = jsonschema::validator_for(&schema).expect("it can be compiled");
    let changes: Value = serde_json::from_str(&JSON).expect("it is JSON");
    let errors: Vec<_> = validator.iter_errors(&changes).map(|error| error.to_string()).collect();
    assert!(errors.is_empty(), "{errors:#?}");
    assert_eq!(changes["new"]["doc_number"], "青府办发〔2024〕19号");
}

#[test]
fn the_exit_status_is_that_of_diff() {
    for (arguments, expected) in [
        (&[OLD, OLD][..], 0),
        (&[OLD, NEW], 1),
        (&[OLD, "fixtures/err/scan.pdf"], 2),
        (&[OLD, "fixtures/none.txt"], 2),
        (&[OLD], 2),
        (&[OLD, NEW, "--format", "odt"], 2),
    ] {
        let output = diff(arguments);
        assert_eq!(output.status.code(), Some(expected), "{arguments:?}");
        if expected == 2 {
            assert!(output.stdout.is_empty() && !output.stderr.is_empty(), "{arguments:?}");
        }
    }
}

#[test]
fn two_forms_of_one_notice_are_no_change() {
    for (text, pdf) in [
        (OLD, "fixtures/ok/qingpu-2023.pdf"),
        ("fixtures/ok/units-across.txt", "fixtures/ok/units-across.pdf"),
        ("fixtures/ok/areas-with-subtotals.html", "fixtures/ok/areas-with-subtotals.pdf"),
        ("fixtures/ok/plan-with-sections.layout.txt", "fixtures/ok/plan-with-sections.pdf"),
    ] {
        let output = diff(&[text, pdf]);
        assert_eq!(output.status.code(), Some(0), "{}", String::from_utf8_lossy(&output.stdout));
    }
}

#[test]
fn json_and_notices_can_be_mixed_and_say_the_same() {
    let folder = tempfile::tempdir().expect("there is room");
    let old = folder.path().join("old.json");
    let extracted = fenjie().arg("extract").arg(path(OLD)).output().expect("the program runs");
    fs::write(&old, extracted.stdout).expect("it can be written");
    let old = old.to_str().expect("it is UTF-8");
    let mixed = diff(&[old, NEW, "--format", "json"]);
    assert_eq!(String::from_utf8_lossy(&mixed.stdout), JSON.as_str());
}

#[test]
fn the_report_fits_the_narrowest_terminal() {
    use unicode_width::UnicodeWidthStr;
    let report = String::from_utf8(diff(&[OLD, NEW]).stdout).expect("it is UTF-8");
    assert!(report.starts_with("青府办发〔2023〕4号 → 青府办发〔2024〕19号\n"), "{report}");
    let wide: Vec<_> = report.lines().filter(|line| line.width() > 80).collect();
    assert!(wide.is_empty(), "{wide:#?}");
    assert!(!report.contains('\u{1b}'), "colours belong on terminals");
    let folder = tempfile::tempdir().expect("there is room");
    // As with those of notices, the case of an ending says nothing.
    let page = folder.path().join("changes.MD");
    assert_eq!(diff(&[OLD, NEW, "-o", page.to_str().expect("it is UTF-8")]).status.code(), Some(1));
    let page = fs::read_to_string(page).expect("it is written");
    assert!(page.starts_with("# 青府办发〔2023〕4号 → 青府办发〔2024〕19号\n"), "{page}");
    assert!(page.contains("| changed | 赵巷镇 税收总收入/考核目标 |"), "{page}");
}

#[test]
fn the_page_needs_nothing_else_and_escapes_what_is_printed() {
    let page = String::from_utf8(diff(&[OLD, NEW, "--format", "html"]).stdout).expect("it is UTF-8");
    assert!(page.starts_with("<!doctype html>"), "{page}");
    assert!(!page.contains("<script") && !page.contains("://") && !page.contains("url("), "{page}");
    assert!(page.contains("<th scope=\"row\">赵巷镇 税收总收入/考核目标</th>"), "{page}");
    assert!(page.contains("<td>青浦工业园区</td><td>青浦工业园区（集团）</td>"), "{page}");
    // What is opened is closed.
    for tag in ["section", "table", "tbody", "tr", "td", "th", "dl", "main", "header"] {
        let opened = page.matches(&format!("<{tag}>")).count() + page.matches(&format!("<{tag} ")).count();
        assert_eq!(opened, page.matches(&format!("</{tag}>")).count(), "{tag}");
    }
    let folder = tempfile::tempdir().expect("there is room");
    let notice = fs::read_to_string(path(OLD)).expect("it is there").replace("文旅公司", "文旅<b>&公司");
    let file = folder.path().join("markup.txt");
    fs::write(&file, notice).expect("it can be written");
    let page =
        String::from_utf8(diff(&[OLD, file.to_str().expect("it is UTF-8"), "--format", "html"]).stdout);
    let page = page.expect("it is UTF-8");
    assert!(page.contains("文旅&lt;b&gt;&amp;公司") && !page.contains("<b>"), "{page}");
}
