//! A document in a form that a person can compare with the page: tables as aligned text, targets one a line. A change
//! in one number is a change in two lines: the row of the table, and the target.

use std::fmt::Write;

use serde_json::Value;
use unicode_width::UnicodeWidthStr;

use super::{count, list, text};

/// An annex: its head, its tables, and the targets that they give.
pub(crate) fn annex(annex: &Value, document: &Value) -> String {
    let mut out = String::new();
    field(&mut out, "number", &annex["number"]);
    field(&mut out, "label", &annex["label"]);
    field(&mut out, "title", &annex["title"]);
    if annex["listed_title"] != annex["title"] {
        field(&mut out, "listed title", &annex["listed_title"]);
    }
    field(&mut out, "measures", &annex["measure_note"]);
    list(&annex["notes"]).for_each(|note| field(&mut out, "note", note));
    for table in list(&annex["tables"]) {
        out.push('\n');
        out.push_str(&self::table(table));
        let mut targets =
            list(&document["targets"]).filter(|target| target["table"] == table["id"]).peekable();
        if targets.peek().is_some() {
            out.push('\n');
        }
        for target in targets {
            out.push_str(&self::target(target, &document["notice"]["year"]));
            out.push('\n');
        }
    }
    out
}

/// Everything around the annexes.
pub(crate) fn notice(document: &Value) -> String {
    let mut out = String::new();
    let notice = &document["notice"];
    for key in ["issuer", "doc_number", "title", "year", "signed_on", "printed_on"] {
        field(&mut out, key, &notice[key]);
    }
    field(&mut out, "region", &named(&notice["region"]).into());
    for key in ["addressees", "copied_to", "body"] {
        let values = list(&notice[key]).map(text).collect::<Vec<_>>().join(" | ");
        field(&mut out, key, &values.into());
    }
    for listed in list(&notice["listed_annexes"]) {
        let _ = writeln!(out, "listed: {}. {}", listed["number"], text(&listed["title"]));
    }
    for unit in list(&document["units"]) {
        let codes = unit["codes"].as_object().into_iter().flatten();
        let codes: String = codes.map(|(system, code)| format!(", {system} {}", text(code))).collect();
        let full = unit["full_name"].as_str().map(|name| format!(", {name}")).unwrap_or_default();
        let _ = writeln!(out, "unit: {}, {}{full}{codes}", named(unit), text(&unit["kind"]));
    }
    let source = &document["source"];
    let _ = writeln!(out, "source: {}, pages {}", text(&source["media_type"]), source["pages"]);
    let _ = writeln!(out, "coverage: {}", source["coverage"]);
    out
}

/// All findings, one a line.
pub(crate) fn findings(document: &Value) -> String {
    let mut out = String::new();
    for finding in list(&document["findings"]) {
        let at = finding["at"].as_object().into_iter().flatten().filter(|(key, _)| *key != "bbox");
        let at: Vec<_> = at.map(|(key, value)| format!("{key} {}", plain(value))).collect();
        let _ = write!(
            out,
            "{}[{}] {}",
            text(&finding["severity"]),
            text(&finding["code"]),
            text(&finding["message"])
        );
        let _ = write!(out, " @ {}", at.join(" "));
        for key in ["printed", "help"] {
            if let Some(more) = finding[key].as_str() {
                let _ = write!(out, " | {key}: {more}");
            }
        }
        if let Some(readings) = finding["readings"].as_object() {
            let _ =
                write!(out, " | read as {}, or as {}", text(&readings["taken"]), text(&readings["other"]));
        }
        out.push('\n');
    }
    out
}

/// A table: what a merged cell covers is drawn as ← and ↑, a cell that goes on after a page break with … before it.
fn table(table: &Value) -> String {
    let (rows, columns) = (count(&table["rows"]), count(&table["columns"]));
    let mut grid = vec![vec![String::from("?"); columns]; rows];
    for cell in list(&table["cells"]) {
        let (row, col) = (count(&cell["row"]), count(&cell["col"]));
        let (down, across) = (count(&cell["row_span"]), count(&cell["col_span"]));
        for (r, places) in grid.iter_mut().enumerate().skip(row).take(down) {
            for (c, place) in places.iter_mut().enumerate().skip(col).take(across) {
                *place = if c > col {
                    "←".to_owned()
                } else if r > row {
                    "↑".to_owned()
                } else {
                    let again = if cell["continues"] == true { "…" } else { "" };
                    format!("{again}{}", text(&cell["text"]))
                };
            }
        }
    }
    // Widths in steps, so that a number that grows by a digit leaves the other rows as they are.
    let widths: Vec<_> = (0..columns)
        .map(|c| grid.iter().map(|row| row[c].width()).max().unwrap_or_default().next_multiple_of(4))
        .collect();
    let mut out = format!("{}: {}", text(&table["id"]), text(&table["method"]));
    for key in ["caption", "measure_note"] {
        if let Some(more) = table[key].as_str() {
            let _ = write!(out, ", {key} {more}");
        }
    }
    let pages: Vec<_> = list(&table["pages"]).map(ToString::to_string).collect();
    let _ = writeln!(
        out,
        "{}",
        if pages.is_empty() { String::new() } else { format!(", pages {}", pages.join(" ")) }
    );
    for (r, row) in grid.iter().enumerate() {
        if r > 0 && r == count(&table["header_rows"]) {
            let line: Vec<_> = widths.iter().map(|width| "─".repeat(width + 2)).collect();
            let _ = writeln!(out, "├{}┤", line.join("┼"));
        }
        let cells: Vec<_> = row
            .iter()
            .zip(&widths)
            .map(|(cell, width)| format!(" {cell}{} ", " ".repeat(width - cell.width())))
            .collect();
        let _ = writeln!(out, "│{}│", cells.join("│"));
    }
    out
}

/// A target: row and column as printed, then what they mean.
fn target(target: &Value, year: &Value) -> String {
    let path = |key: &str| list(&target[key]).map(text).collect::<Vec<_>>().join(" > ");
    let value = &target["value"];
    let mut out = format!("{} × {}: {}", path("row_path"), path("column_path"), quoted(&value["raw"]));
    let _ = write!(out, " = {}", text(&value["kind"]));
    for key in ["number", "low", "high", "bound", "note"] {
        if !value[key].is_null() {
            let name = if key == "number" { String::new() } else { format!("{key} ") };
            let _ = write!(out, " {name}{}", plain(&value[key]));
        }
    }
    let measure = &target["measure"];
    if !measure.is_null() {
        let factor =
            measure["multiplier_ratio"].as_str().map_or_else(|| plain(&measure["multiplier"]), str::to_owned);
        let _ = write!(out, "; {} = {} {}", text(&measure["raw"]), factor, plain(&measure["id"]));
        if let Some(bound) = measure["bound"].as_str() {
            let _ = write!(out, " {bound}");
        }
    }
    let _ = write!(out, "; unit {}; indicator {}", named(&target["unit"]), named(&target["indicator"]));
    let period = &target["period"];
    if period["year"] != *year || !period["months"].is_null() {
        let _ = write!(out, "; period {} {}", period["year"], period["months"]);
    }
    for key in ["stage", "category", "number", "allocation"] {
        if !target[key].is_null() {
            let _ = write!(out, "; {key} {}", plain(&target[key]));
        }
    }
    let responsible: Vec<_> = list(&target["responsible"]).map(named).collect();
    if !responsible.is_empty() {
        let _ = write!(out, "; responsible {}", responsible.join(", "));
    }
    out
}

fn named(value: &Value) -> String {
    if value.is_null() {
        "none".to_owned()
    } else {
        format!("{} ({})", text(&value["name"]), plain(&value["id"]))
    }
}

fn quoted(value: &Value) -> String {
    format!("“{}”", text(value))
}

fn plain(value: &Value) -> String {
    match value {
        Value::Null => "?".to_owned(),
        Value::String(text) => text.clone(),
        other => other.to_string(),
    }
}

fn field(out: &mut String, name: &str, value: &Value) {
    let _ = writeln!(out, "{name}: {}", plain(value));
}
