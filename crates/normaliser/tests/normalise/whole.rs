//! Whole notices, built from their truth files, against what those say.

use std::collections::{BTreeMap, HashMap};
use std::path::Path;

use fenjie_model::{Annex, At, Cell, Decimal, Method, Notice, Table, Target, text::clean};
use fenjie_normaliser::registry::Registry;
use fenjie_normaliser::{Kind, Normalised, normalise};
use serde_json::Value as Json;

/// A truth file of `fixtures/truth`.
#[expect(clippy::disallowed_methods, reason = "a test reads its fixtures")]
fn truth(name: &str) -> Json {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("../../fixtures/truth/{name}.truth.json"));
    serde_json::from_str(&std::fs::read_to_string(path).unwrap()).unwrap()
}

fn text(json: &Json) -> String {
    clean(json.as_str().unwrap_or_default())
}

fn texts(json: &Json) -> Vec<String> {
    json.as_array().into_iter().flatten().map(text).collect()
}

fn number(json: &Json) -> usize {
    usize::try_from(json.as_u64().unwrap()).unwrap()
}

/// The pages of a table as one: the header once, then the bodies, as the parser joins them. A page that prints fewer
/// columns lacks those that the merged header of the others has more of.
fn table(id: String, json: &Json, spans_shown: bool) -> Table {
    let pages = json["pages"].as_array().unwrap();
    let rows_of = |page: &Json| page["rows"].as_array().unwrap().clone();
    let columns = pages.iter().map(|page| rows_of(page)[0].as_array().unwrap().len()).max().unwrap();
    let (mut cells, mut rows) = (Vec::new(), 0);
    for (n, page) in pages.iter().enumerate() {
        let spans: HashMap<(usize, usize), (usize, usize)> = page["spans"]
            .as_array()
            .unwrap()
            .iter()
            .map(|span| ((number(&span[0]), number(&span[1])), (number(&span[2]), number(&span[3]))))
            .collect();
        let covered = |row: usize, col: usize| {
            spans.iter().any(|(&(r, c), &(rs, cs))| {
                (r, c) != (row, col) && (r..r + rs).contains(&row) && (c..c + cs).contains(&col)
            })
        };
        let skipped = if n == 0 { 0 } else { number(&page["header_rows"]) };
        let printed = rows_of(page);
        for (row, line) in printed.iter().enumerate().skip(skipped) {
            let line = line.as_array().unwrap();
            let lacking = columns - line.len();
            for (col, cell) in line.iter().enumerate() {
                if spans_shown && covered(row, col) {
                    continue;
                }
                let (row_span, col_span) =
                    spans.get(&(row, col)).copied().filter(|_| spans_shown).unwrap_or((1, 1));
                let wider = if spans_shown && col == 2 { lacking } else { 0 };
                let at = At::Line(u32::try_from(rows + row + 1).unwrap());
                cells.push(
                    Cell::new(
                        rows + row - skipped,
                        if col > 2 { col + lacking } else { col },
                        text(cell),
                        at,
                    )
                    .over(row_span, col_span + wider),
                );
            }
        }
        rows += printed.len() - skipped;
    }
    Table {
        id,
        caption: json["caption"].as_str().map(str::to_owned),
        measure_note: json["unit_note"].as_str().map(str::to_owned),
        header_rows: number(&pages[0]["header_rows"]),
        spans_shown,
        ..Table::new(rows, columns, Method::Ruled, cells)
    }
}

fn notice(truth: &Json, spans_shown: bool) -> Notice {
    let annexes = truth["annexes"].as_array().unwrap().iter().map(|annex| {
        let number = u32::try_from(number(&annex["number"])).unwrap();
        let tables = annex["tables"].as_array().cloned().unwrap_or_else(|| vec![annex.clone()]);
        let tables = tables
            .iter()
            .zip(1..)
            .map(|(json, n)| table(format!("a{number:02}-t{n}"), json, spans_shown))
            .collect();
        Annex { number: Some(number), title: text(&annex["title"]), tables, ..Annex::default() }
    });
    Notice {
        issuer: Some(text(&truth["notice"]["issuer"])),
        year: i16::try_from(number(&truth["notice"]["year"])).ok(),
        annexes: annexes.collect(),
        ..Notice::default()
    }
}

/// Annex, row path, column path, value, unit and measure of what a truth file lists, as far as it tells them.
type Fact = (u64, Vec<String>, Vec<String>, String, Option<String>, Option<String>);

fn wanted(truth: &Json) -> Vec<Fact> {
    let records = truth["records"].as_array().unwrap().iter().map(|record| {
        let row = if record["row"].is_null() { vec![text(&record["unit"])] } else { texts(&record["row"]) };
        let told = |key: &str| record[key].as_str().filter(|text| !text.is_empty()).map(clean);
        let annex = record["annex"].as_u64().unwrap();
        (annex, row, texts(&record["column"]), text(&record["raw"]), told("unit"), told("measure_raw"))
    });
    let indicators = truth["indicators"].as_array().into_iter().flatten();
    let indicators = indicators.flat_map(|row| {
        [("总量", "total"), ("增幅", "growth")].map(|(leaf, key)| {
            (1, texts(&row["name"]), vec![leaf.to_owned()], text(&row[key]["raw"]), None, None)
        })
    });
    records.chain(indicators).collect()
}

/// The same of a target, with what the truth does not tell left out.
fn found(target: &Target, summary: bool, like: Option<&Fact>) -> Fact {
    let column = if summary {
        let leaf = target.column_path.last().unwrap();
        vec![if leaf.starts_with("增幅") { "增幅".to_owned() } else { leaf.clone() }]
    } else {
        target.column_path.clone()
    };
    let unit = target.unit.as_ref().map(|unit| unit.raw.clone());
    let measure = target.measure.as_ref().map(|measure| measure.raw.clone());
    (
        u64::from(target.annex.unwrap()),
        target.row_path.clone(),
        column,
        target.value.raw.clone(),
        unit.filter(|_| like.is_some_and(|fact| fact.4.is_some())),
        measure.filter(|_| like.is_some_and(|fact| fact.5.is_some())),
    )
}

fn check(name: &str) -> [Normalised; 2] {
    let truth = truth(name);
    let both = check_targets(name, &truth);
    both.iter().for_each(|normalised| check_sums(name, &truth, normalised));
    both
}

fn check_targets(name: &str, truth: &Json) -> [Normalised; 2] {
    let summary = truth["indicators"].as_array().is_some_and(|rows| !rows.is_empty());
    let wanted = wanted(truth);
    let told: HashMap<_, _> =
        wanted.iter().map(|fact| ((fact.0, fact.1.clone(), fact.2.clone()), fact)).collect();
    [true, false].map(|spans_shown| {
        let normalised = normalise(&notice(truth, spans_shown), &Registry::builtin());
        let mut left: BTreeMap<&Fact, usize> = BTreeMap::new();
        wanted.iter().for_each(|fact| *left.entry(fact).or_default() += 1);
        for target in &normalised.targets {
            let of_summary = summary && target.annex == Some(1);
            let key = found(target, of_summary, None);
            let fact = found(target, of_summary, told.get(&(key.0, key.1, key.2)).copied());
            let count = left.get_mut(&fact).unwrap_or_else(|| panic!("{name}: {fact:?} is invented"));
            *count = count.checked_sub(1).unwrap_or_else(|| panic!("{name}: {fact:?} stands twice"));
        }
        assert!(left.values().all(|count| *count == 0), "{name}: {:?}", left.iter().find(|(_, n)| **n > 0));
        normalised
    })
}

/// The totals that the truth file lists come out, with its sums.
fn check_sums(name: &str, truth: &Json, normalised: &Normalised) {
    let decimal = |json: &Json| -> Decimal { json.as_str().unwrap().parse().unwrap() };
    for sum in truth["sum_agrees"].as_array().into_iter().flatten() {
        let annex = u32::try_from(number(&sum["annex"])).unwrap();
        let row = match &sum["row"] {
            Json::String(row) => vec![row.clone()],
            rows => texts(rows),
        };
        let column = texts(&sum["column"]);
        let total = row.last().is_some_and(|row| row == "总计");
        let is_meant = |target: &Target| {
            let same_row =
                row.is_empty() || target.row_path.ends_with(&row) || (total && target.row_path.len() == 1);
            target.annex == Some(annex) && same_row && (column.is_empty() || target.column_path == column)
        };
        let checks: Vec<_> = [Kind::UnitTotal, Kind::ColumnTotal]
            .into_iter()
            .flat_map(|kind| normalised.reconciliation.of(kind))
            .filter(|check| is_meant(&normalised.targets[check.target]))
            .collect();
        let [check] = checks[..] else { panic!("{name}: {sum} is checked {} times", checks.len()) };
        let got = (check.stated, check.computed, check.agrees);
        assert_eq!(
            got,
            (decimal(&sum["total"]), decimal(&sum["sum"]), sum["agrees"] == true),
            "{name}: {sum}"
        );
    }
}

#[test]
fn the_2023_notice() {
    for normalised in check("qingpu-2023") {
        assert_eq!(normalised.targets.len(), 950);
        let count = |kind| {
            let (agree, differ): (Vec<_>, Vec<_>) =
                normalised.reconciliation.of(kind).partition(|check| check.agrees);
            (agree.len(), differ.len())
        };
        assert_eq!(count(Kind::UnitTotal), (35, 11));
        assert_eq!(count(Kind::Link), (50, 0));
        assert_eq!(count(Kind::Identity), (13, 0));
        assert_eq!(count(Kind::Part).1, 0);
        assert_eq!(count(Kind::Stage), (34, 0));
        let ids = normalised.targets.iter().flat_map(|target| target.unit.iter().chain(&target.responsible));
        assert_eq!(ids.clone().find(|unit| unit.id.is_none()), None, "every name is known");
        assert_eq!(normalised.findings.len(), 11, "{:?}", normalised.findings);
    }
}

#[test]
fn a_year_that_does_not_exist() {
    check("made-up-2024");
}

#[test]
fn other_regions() {
    for name in [
        "units-across",
        "plan-with-sections",
        "areas-with-subtotals",
        "tasks-beside-targets",
        "narrow-columns",
    ] {
        check(name);
    }
}

#[test]
fn several_tables_in_an_annex() {
    // The sums that this file lists are of figures that some of its cells no longer print.
    check_targets("two-tables-an-annex", &truth("two-tables-an-annex"));
}
