//! Every fixture through the whole program.
//!
//! A case is one file: in `fixtures/ok` where no error finding comes out, in `fixtures/err` where one does or the input
//! cannot be read at all. The first form of a notice gives snapshots under `snapshots/NOTICE/`, one for each annex, one
//! for the notice and one for the findings; every form with a truth file is held against that.

mod support;

use std::collections::BTreeSet;
use std::path::PathBuf;
use std::sync::LazyLock;

use serde_json::Value;

use support::truth::{Spans, differences};
use support::{UNHURRIED, drawing, extract, fenjie, files, findings, list, name, notice_of, path, text};

static OK: LazyLock<Vec<PathBuf>> = LazyLock::new(|| files("fixtures/ok"));
static ERR: LazyLock<Vec<PathBuf>> = LazyLock::new(|| files("fixtures/err"));
static RUN: LazyLock<support::Run> = LazyLock::new(|| extract(&[OK.as_slice(), ERR.as_slice()].concat()));

/// Where a fixture's snapshots are, and where none are taken since another form of its notice has them.
fn snapshots_of(fixture: &str, all: &[PathBuf]) -> Option<String> {
    let notice = notice_of(fixture, all);
    let forms = all.iter().map(|path| name(path)).filter(|other| notice_of(other, all) == notice);
    // A PDF shows most; after it the shortest name.
    let first =
        forms.min_by_key(|form| (!form.starts_with(&format!("{notice}.pdf")), form.len(), form.clone()));
    (first.as_deref() == Some(fixture)).then_some(notice)
}

#[test]
fn snapshots() {
    insta::glob!("../fixtures", "{ok,err}/*.*", |path| {
        let fixture = name(path);
        let all = if path.parent().is_some_and(|folder| folder.ends_with("ok")) { &OK } else { &ERR };
        let Some(folder) = snapshots_of(&fixture, all) else { return };
        let mut settings = insta::Settings::new();
        settings.set_snapshot_path(support::path("snapshots").join(folder));
        settings.set_prepend_module_to_snapshot(false);
        settings.set_omit_expression(true);
        settings.bind(|| take(&fixture));
    });
}

fn take(fixture: &str) {
    let Some(document) = RUN.documents.get(fixture) else {
        let message =
            RUN.messages.iter().find(|message| message.contains(fixture)).expect("a message names it");
        let start = message.find(fixture).unwrap_or_default();
        insta::assert_snapshot!("message", &message[start..]);
        return;
    };
    insta::assert_snapshot!("notice", drawing::notice(document));
    insta::assert_snapshot!("findings", drawing::findings(document));
    for (n, annex) in list(&document["annexes"]).enumerate() {
        let number =
            annex["number"].as_u64().map_or_else(|| format!("x{n}"), |number| format!("{number:02}"));
        insta::assert_snapshot!(format!("annex-{number}"), drawing::annex(annex, document));
    }
}

/// A row of an annex of which the source leaves two readings.
struct Doubted {
    fixture: &'static str,
    annex: u64,
    /// In truth the cell is here.
    cell: (u64, &'static str),
    /// What is at one of two places can be at the other.
    places: [[&'static str; 2]; 2],
}

/// A town's name is printed at the middle of its villages, rounded to a line, and two ways of dividing them fit all the
/// middles: its first village may be the last one of the town before.
const DOUBTED: &[Doubted] = &[Doubted {
    fixture: "narrow-columns.layout.txt",
    annex: 2,
    cell: (85, "富泉镇"),
    places: [["cell (85, 1)", "cell (86, 1)"], ["唐家镇 > 平冲村", "富泉镇 > 平冲村"]],
}];

impl Doubted {
    /// Without the differences that come of the reading that is not true. There are none of those but where a finding has
    /// the one that is.
    fn told(&self, differences: &[String], document: &Value) -> Vec<String> {
        let (row, text) = self.cell;
        let has_cell =
            |finding: &Value| list(&finding["other_reading"]).any(|c| c["row"] == row && c["text"] == text);
        let said = findings(document, "warning")
            .any(|f| f["code"] == "table-ambiguous" && f["at"]["annex"] == self.annex && has_cell(f));
        let left = differences.iter().filter(|line| {
            let mirrored = self.mirrored(line);
            !said || mirrored.is_none_or(|mirrored| !differences.contains(&mirrored))
        });
        left.cloned().collect()
    }

    /// The difference at the other place that a difference at one implies: what lacks there is too much here.
    fn mirrored(&self, line: &str) -> Option<String> {
        let (place, told) = line.split_once(": want ")?;
        let (want, got) = told.split_once(", got ")?;
        let place = place.strip_prefix(&format!("annex {} ", self.annex))?;
        let other = self.places.iter().flat_map(|[a, b]| [(a, b), (b, a)]);
        let place = other.filter(|(a, _)| place.contains(*a)).map(|(a, b)| place.replace(a, b)).next()?;
        Some(format!("annex {} {place}: want {got}, got {want}", self.annex))
    }
}

#[test]
fn every_form_tells_the_truth() {
    let mut wrong = Vec::new();
    for fixture in OK.iter().map(|path| name(path)) {
        let Ok(truth) =
            std::fs::read(path(&format!("fixtures/truth/{}.truth.json", notice_of(&fixture, &OK))))
        else {
            continue;
        };
        let truth: Value = serde_json::from_slice(&truth).expect("a truth file is JSON");
        let document = RUN.documents.get(&fixture).unwrap_or_else(|| panic!("{fixture} cannot be read"));
        // Tabs, Markdown and aligned text do not show how far merged cells reach.
        let spans = if fixture.ends_with(".txt") || fixture.ends_with(".md") {
            Spans::NotShown
        } else {
            Spans::Shown
        };
        let mut differences = differences(&truth, document, spans);
        for doubted in DOUBTED.iter().filter(|doubted| doubted.fixture == fixture) {
            differences = doubted.told(&differences, document);
        }
        wrong.extend(differences.into_iter().map(|line| format!("{fixture}: {line}")));
    }
    assert!(wrong.is_empty(), "{} differences:\n{}", wrong.len(), wrong[..wrong.len().min(60)].join("\n"));
}

#[test]
fn the_folder_tells_what_comes_out() {
    for fixture in OK.iter().map(|path| name(path)) {
        let document = RUN.documents.get(&fixture).unwrap_or_else(|| panic!("{fixture} cannot be read"));
        let errors: Vec<_> = findings(document, "error").collect();
        assert!(errors.is_empty(), "{fixture}: {errors:#?}");
    }
    for fixture in ERR.iter().map(|path| name(path)) {
        match RUN.documents.get(&fixture) {
            Some(document) => {
                assert!(findings(document, "error").count() > 0, "{fixture} has no error finding")
            }
            None => assert!(
                RUN.messages.iter().any(|message| message.contains(&fixture)),
                "{fixture} has no message"
            ),
        }
    }
}

#[test]
fn what_can_be_read_in_two_ways_says_both() {
    let codes = ["table-ambiguous", "roles-unclear", "unit-ambiguous"];
    let mut told = 0;
    for (fixture, document) in &RUN.documents {
        for finding in list(&document["findings"]).filter(|finding| codes.contains(&text(&finding["code"]))) {
            let reading = |key: &str| finding["readings"][key].as_str().unwrap_or_default();
            assert!(!reading("taken").is_empty() && !reading("other").is_empty(), "{fixture}: {finding}");
            assert_ne!(reading("taken"), reading("other"), "{fixture}");
            told += 1;
        }
    }
    assert!(told > 20, "{told} such findings are told");
}

#[test]
fn documents_follow_the_published_schema() {
    let published = std::fs::read_to_string(path("docs/schema.json")).expect("the schema is published");
    let printed = fenjie().arg("schema").output().expect("the program runs");
    let is_fresh = published.as_bytes() == printed.stdout;
    assert!(is_fresh, "docs/schema.json is stale: fenjie schema > docs/schema.json");
    let schema: Value = serde_json::from_str(&published).expect("a schema is JSON");
    jsonschema::draft202012::meta::validate(&schema).expect("it is a JSON Schema");
    let validator = jsonschema::validator_for(&schema).expect("it can be compiled");
    for (fixture, document) in &RUN.documents {
        let errors: Vec<_> = validator
            .iter_errors(document)
            .map(|error| format!("{}: {error}", error.instance_path()))
            .collect();
        assert!(errors.is_empty(), "{fixture}: {errors:#?}");
        assert_eq!(unknown_keys(document, &schema["properties"], &schema), Vec::<String>::new(), "{fixture}");
    }
}

/// Keys of an object that its schema does not name; the schema allows them for later versions.
fn unknown_keys(value: &Value, properties: &Value, schema: &Value) -> Vec<String> {
    let mut unknown = Vec::new();
    for (key, value) in value.as_object().into_iter().flatten() {
        let Some(property) = properties.get(key) else {
            unknown.push(key.clone());
            continue;
        };
        let definition = [&property["items"], property, &property["anyOf"][0]]
            .into_iter()
            .find_map(|place| place["$ref"].as_str()?.strip_prefix("#/$defs/"));
        let Some(definition) = definition else { continue };
        let inner = &schema["$defs"][definition]["properties"];
        let values = if value.is_array() { list(value).collect() } else { vec![value] };
        unknown.extend(
            values.into_iter().filter(|_| inner.is_object()).flat_map(|v| unknown_keys(v, inner, schema)),
        );
    }
    unknown
}

#[test]
fn everything_is_counted_once() {
    for (fixture, document) in &RUN.documents {
        let coverage = document["source"]["coverage"].as_object().expect("it is an object");
        let whole =
            ["glyphs", "lines"].into_iter().find_map(|key| coverage.get(key)?.as_u64()).expect("a whole");
        let parts: u64 = ["tables", "text", "furniture", "unmapped", "unaccounted"]
            .iter()
            .map(|key| coverage[*key].as_u64().expect("a count"))
            .sum();
        assert_eq!(whole, parts, "{fixture}: {coverage:?}");
        assert!(whole > 0, "{fixture} has nothing");
    }
}

#[test]
fn cells_tile_their_table_and_targets_stand_in_them() {
    for (fixture, document) in &RUN.documents {
        let tables: Vec<_> = list(&document["annexes"]).flat_map(|annex| list(&annex["tables"])).collect();
        let ids: BTreeSet<_> = tables.iter().map(|table| text(&table["id"])).collect();
        assert_eq!(ids.len(), tables.len(), "{fixture}: table IDs are not unique");
        for table in &tables {
            let (rows, columns) = (support::count(&table["rows"]), support::count(&table["columns"]));
            let mut taken = BTreeSet::new();
            for cell in list(&table["cells"]) {
                let [row, col, down, across] =
                    ["row", "col", "row_span", "col_span"].map(|key| support::count(&cell[key]));
                assert!(
                    row + down <= rows && col + across <= columns,
                    "{fixture} {}: {cell} lies outside",
                    table["id"]
                );
                for place in (row..row + down).flat_map(|r| (col..col + across).map(move |c| (r, c))) {
                    assert!(taken.insert(place), "{fixture} {}: two cells at {place:?}", table["id"]);
                }
            }
        }
        for target in list(&document["targets"]) {
            let table =
                tables.iter().find(|table| table["id"] == target["table"]).expect("a target names its table");
            let mut cells = list(&table["cells"]);
            let covers = |cell: &&Value| {
                let covers = |at: &str, span: &str| {
                    let (at, first) = (support::count(&target[at]), support::count(&cell[at]));
                    first <= at && at < first + support::count(&cell[span])
                };
                covers("row", "row_span") && covers("col", "col_span")
            };
            let cell = cells.find(covers).unwrap_or_else(|| panic!("{fixture}: no cell holds {target}"));
            assert_eq!(cell["text"], target["value"]["raw"], "{fixture}: {target}");
        }
    }
}

#[test]
fn every_string_is_clean() {
    fn strings<'a>(value: &'a Value, out: &mut Vec<&'a str>) {
        match value {
            Value::String(text) => out.push(text),
            Value::Array(values) => values.iter().for_each(|value| strings(value, out)),
            Value::Object(values) => values.values().for_each(|value| strings(value, out)),
            _ => {}
        }
    }
    for (fixture, document) in &RUN.documents {
        let mut found = Vec::new();
        strings(&document["notice"], &mut found);
        strings(&document["annexes"], &mut found);
        for text in found {
            assert_eq!(text, fenjie_model::text::clean(text), "{fixture}");
        }
    }
}

#[test]
fn neither_threads_nor_order_change_a_byte() {
    let inputs: Vec<_> = OK.iter().filter(|path| !name(path).ends_with("pdf")).collect();
    let run = |jobs: &str, inputs: &[&PathBuf]| {
        let output = fenjie()
            .args(["extract", "--jobs", jobs])
            .args(UNHURRIED)
            .args(inputs)
            .output()
            .expect("the program runs");
        support::lines(&output.stdout)
    };
    let straight = run("1", &inputs);
    let mut backwards = run("4", &inputs.iter().rev().copied().collect::<Vec<_>>());
    backwards.reverse();
    assert_eq!(straight.len(), inputs.len());
    assert!(straight == backwards, "the documents differ");
}
