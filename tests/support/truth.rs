//! A document against the truth about its notice, which was made by hand from the text.
//!
//! A truth file holds the notice's head, for each annex the rows of its tables as printed with their merged cells, and
//! the facts: `records` of the breakdown tables, `indicators` of the summary table in annex 1.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::{Value, json};

use super::{count, list, text};

/// Whether the input shows how far merged cells reach.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Spans {
    Shown,
    NotShown,
}

/// Everything in which the document differs from the truth.
pub(crate) fn differences(truth: &Value, document: &Value, spans: Spans) -> Vec<String> {
    let mut out = Differences(Vec::new());
    head(&mut out, &truth["notice"], &document["notice"]);
    annexes(&mut out, truth, document, spans);
    targets(&mut out, truth, document);
    out.0
}

struct Differences(Vec<String>);

impl Differences {
    fn hold(&mut self, place: &str, want: &Value, got: &Value) {
        if want != got {
            self.0.push(format!("{place}: want {want}, got {got}"));
        }
    }
}

fn head(out: &mut Differences, truth: &Value, notice: &Value) {
    for (key, name) in [
        ("issuer", "issuer"),
        ("doc_number", "doc_number"),
        ("title", "title"),
        ("year", "year"),
        ("signed_on", "signed"),
        ("printed_on", "printed"),
    ] {
        out.hold(key, &cleaned(&truth[name]), &cleaned(&notice[key]));
    }
}

fn annexes(out: &mut Differences, truth: &Value, document: &Value, spans: Spans) {
    let found: BTreeMap<_, _> =
        list(&document["annexes"]).map(|annex| (annex["number"].as_u64(), annex)).collect();
    out.hold("annexes", &json!(list(&truth["annexes"]).count()), &json!(list(&document["annexes"]).count()));
    for annex in list(&truth["annexes"]) {
        let number = annex["number"].as_u64();
        let place = format!("annex {}", annex["number"]);
        let Some(got) = found.get(&number) else {
            out.0.push(format!("{place} is missing"));
            continue;
        };
        for key in ["title", "listed_title"] {
            out.hold(&format!("{place} {key}"), &cleaned(&annex[key]), &cleaned(&got[key]));
        }
        out.hold(&format!("{place} notes"), &notes(&annex["notes"]), &notes(&got["notes"]));
        let wanted = if annex["tables"].is_array() { list(&annex["tables"]).collect() } else { vec![annex] };
        let tables: Vec<_> = list(&got["tables"]).collect();
        out.hold(&format!("{place} tables"), &json!(wanted.len()), &json!(tables.len()));
        for (n, (want, got)) in wanted.iter().zip(tables).enumerate() {
            cells(out, &format!("{place} table {}", n + 1), want, got, spans);
        }
    }
}

/// Notes, however they are cut into strings, with or without the leading 注：.
fn notes(notes: &Value) -> Value {
    list(notes)
        .map(|note| clean(text(note)).replace("注：", "").replace("注:", ""))
        .collect::<String>()
        .into()
}

fn cells(out: &mut Differences, place: &str, want: &Value, got: &Value, spans: Spans) {
    let pages: Vec<_> = list(&want["pages"]).collect();
    let (want, mut again) = match pages.as_slice() {
        [page] if spans == Spans::Shown => (merged(page), BTreeSet::new()),
        pages => joined(pages),
    };
    let whole = pages.len() == 1 && spans == Spans::Shown;
    let mut found = BTreeMap::new();
    for cell in list(&got["cells"]) {
        let text = clean(text(&cell["text"]));
        let reach = if whole { (count(&cell["row_span"]), count(&cell["col_span"])) } else { (1, 1) };
        if whole || !text.is_empty() {
            found.insert((count(&cell["row"]), count(&cell["col"])), (reach, text));
        }
    }
    // What is printed again after a page break is a cell of its own, or one with the cell above.
    again.retain(|at| !found.contains_key(at));
    for at in want.keys().chain(found.keys()).collect::<BTreeSet<_>>() {
        if !again.contains(at) && want.get(at) != found.get(at) {
            out.0.push(format!("{place} cell {at:?}: want {:?}, got {:?}", want.get(at), found.get(at)));
        }
    }
}

type Cells = BTreeMap<(usize, usize), ((usize, usize), String)>;

/// The cells of a page with their spans, empty ones included.
fn merged(page: &Value) -> Cells {
    let mut reach = BTreeMap::new();
    let mut covered = BTreeSet::new();
    for span in list(&page["spans"]) {
        let [row, col, rows, cols] = [0, 1, 2, 3].map(|i| count(&span[i]));
        reach.insert((row, col), (rows, cols));
        covered.extend((row..row + rows).flat_map(|r| (col..col + cols).map(move |c| (r, c))));
    }
    let mut cells = Cells::new();
    for (r, row) in list(&page["rows"]).enumerate() {
        for (c, cell) in list(row).enumerate() {
            if let Some(reach) = reach.get(&(r, c)) {
                cells.insert((r, c), (*reach, clean(text(cell))));
            } else if !covered.contains(&(r, c)) {
                cells.insert((r, c), ((1, 1), clean(text(cell))));
            }
        }
    }
    cells
}

/// The printed texts of a table over several pages, the header once; and where a later page prints a text again.
fn joined(pages: &[&Value]) -> (Cells, BTreeSet<(usize, usize)>) {
    let (mut cells, mut again) = (Cells::new(), BTreeSet::new());
    let mut last = BTreeMap::new();
    let mut r = 0;
    for (p, page) in pages.iter().enumerate() {
        let header = if p == 0 { 0 } else { count(&page["header_rows"]) };
        for (i, row) in list(&page["rows"]).skip(header).enumerate() {
            for (c, cell) in list(row).enumerate() {
                let cell = clean(text(cell));
                if cell.is_empty() {
                    continue;
                }
                if p > 0 && i == 0 && last.get(&c) == Some(&cell) {
                    again.insert((r, c));
                }
                last.insert(c, cell.clone());
                cells.insert((r, c), ((1, 1), cell));
            }
            r += 1;
        }
    }
    (cells, again)
}

/// What is known of each target, by its annex, row and column; the same place can stand in two tables.
type Facts = BTreeMap<String, Vec<Value>>;

fn targets(out: &mut Differences, truth: &Value, document: &Value) {
    let summary = list(&truth["indicators"]).next().is_some();
    let in_summary = |target: &Value| summary && target["annex"] == 1;
    let (mut want, mut got) = (Facts::new(), Facts::new());
    for record in list(&truth["records"]) {
        let row = if record["row"].is_null() { json!([record["unit"]]) } else { record["row"].clone() };
        let place = format!("annex {} {} × {}", record["annex"], path(&row), path(&record["column"]));
        want.entry(place).or_default().push(json!({
            "value": value(record),
            "unit": cleaned(&record["unit"]),
            "measure": record.get("measure_raw").map(cleaned),
        }));
    }
    for indicator in list(&truth["indicators"]) {
        for key in ["total", "growth"] {
            let place = format!("annex 1 {} × {key}", path(&indicator["name"]));
            want.entry(place).or_default().push(json!({
                "value": value(&indicator[key]),
                "category": indicator["category"],
                "number": indicator["number"],
                "measure": cleaned(&indicator["unit"]),
                "allocation": indicator["allocation"],
                "responsible": indicator["responsible"],
            }));
        }
    }
    for target in list(&document["targets"]) {
        let measure = cleaned(&target["measure"]["raw"]);
        let column = path(&target["column_path"]);
        let row = path(&target["row_path"]);
        if in_summary(target) {
            let leaf = list(&target["column_path"]).last().map_or("", text);
            let key = if leaf.starts_with("增幅") { "growth" } else { "total" };
            let responsible: Vec<_> =
                list(&target["responsible"]).map(|unit| cleaned(&unit["raw"])).collect();
            got.entry(format!("annex 1 {row} × {key}")).or_default().push(json!({
                "value": value(&target["value"]),
                "category": target["category"],
                "number": target["number"],
                "measure": measure,
                "allocation": target["allocation"],
                "responsible": responsible,
            }));
        } else {
            got.entry(format!("annex {} {row} × {column}", target["annex"])).or_default().push(json!({
                "value": value(&target["value"]),
                "unit": cleaned(&target["unit"]["raw"]),
                "measure": measure,
            }));
        }
    }
    for place in want.keys().chain(got.keys()).collect::<BTreeSet<_>>() {
        let (want, got) =
            (want.get(place).map_or(&[][..], Vec::as_slice), got.get(place).map_or(&[][..], Vec::as_slice));
        if want.len() != got.len() {
            out.0.push(format!("{place}: want {want:?}, got {got:?}"));
            continue;
        }
        for (want, got) in want.iter().zip(got) {
            for (key, want) in want.as_object().into_iter().flatten() {
                // A truth that does not know the measure or the unit asks for none.
                if !(want.is_null() && (key == "measure" || key == "unit")) {
                    out.hold(&format!("{place} {key}"), want, &got[key]);
                }
            }
        }
    }
}

/// What a value says and its printed form, both sides of the comparison in one shape.
fn value(value: &Value) -> Value {
    let raw = clean(text(&value["raw"]));
    let kind = if raw.is_empty() && value["kind"] == "none" { "blank" } else { text(&value["kind"]) };
    let (low, high) = match value["numbers"].as_array() {
        Some(numbers) => (&numbers[0], &numbers[1]),
        None => (&value["low"], &value["high"]),
    };
    let note = clean(text(&value["note"]));
    json!({
        "raw": raw, "kind": kind, "number": digits(&value["number"]), "low": digits(low), "high": digits(high),
        "bound": value["bound"], "note": note,
    })
}

/// A number, or a string of one, without zeros at its end.
fn digits(value: &Value) -> Value {
    let text = match value {
        Value::Null => return Value::Null,
        Value::String(text) => text.clone(),
        other => other.to_string(),
    };
    match text.contains('.') {
        true => text.trim_end_matches('0').trim_end_matches('.').into(),
        false => text.into(),
    }
}

fn path(parts: &Value) -> String {
    list(parts).map(|part| clean(text(part))).collect::<Vec<_>>().join(" > ")
}

fn cleaned(value: &Value) -> Value {
    value.as_str().map_or_else(|| value.clone(), |text| clean(text).into())
}

/// White space beside CJK characters taken out, other runs made one space.
fn clean(text: &str) -> String {
    fenjie_model::text::clean(text)
}
