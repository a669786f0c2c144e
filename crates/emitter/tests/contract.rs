//! One small extraction in every form of the contract.

use fenjie_emitter::{Layout, ParquetBinder};
use fenjie_model::{
    Annex, At, Bound, Cell, Code, Coverage, Coverages, Extraction, Finding, IndicatorRef, ListedAnnex,
    Measure, MediaType, Method, Notice, Period, Place, Rect, Region, Source, Table, Target, Unit, UnitKind,
    UnitRef, Value, ValueKind,
};
use parquet::file::reader::{FileReader, SerializedFileReader};
use parquet::record::Field;

fn sample() -> Extraction {
    let at = At::Page { page: 7, bbox: Rect::new(72.0, 610.24, 180.36, 655.0) };
    let table = Table {
        id: "a02-t1".into(),
        pages: vec![7],
        parts: vec![(7, Rect::new(72.0, 610.2, 523.0, 700.0))],
        header_rows: 1,
        ..Table::new(2, 2, Method::Ruled, vec![Cell::new(1, 1, "1855.0", at)])
    };
    let target = Target {
        annex: Some(2),
        table: "a02-t1".into(),
        row: 1,
        col: 1,
        row_path: vec!["赵巷镇".into()],
        column_path: vec!["工业总产值".into(), "工作目标".into()],
        indicator: IndicatorRef { id: None, name: "工业总产值".into() },
        unit: Some(UnitRef {
            id: Some("310118/zhaoxiang".into()),
            name: "赵巷镇".into(),
            raw: "赵巷镇".into(),
            kind: UnitKind::Town,
        }),
        measure: Some(Measure {
            id: Some("CNY".into()),
            multiplier: Some((100_000_000, 1)),
            dimension: Some("currency".into()),
            raw: "亿元".into(),
            bound: None,
        }),
        value: Value {
            raw: "1,855.0以上".into(),
            kind: ValueKind::Number,
            number: Some("1855.0".parse().unwrap()),
            low: None,
            high: None,
            bound: Some(Bound::AtLeast),
            note: None,
            measure: None,
        },
        stage: Some("工作目标".into()),
        period: Period { year: Some(2023), months: Some((1, 11)) },
        category: None,
        number: None,
        allocation: None,
        responsible: Vec::new(),
        at,
    };
    Extraction {
        name: "notice.pdf".into(),
        sha256: "00".repeat(32),
        notice: Notice {
            issuer: Some("青浦区人民政府办公室".into()),
            doc_number: Some("青府办发〔2023〕4号".into()),
            year: Some(2023),
            signed_on: "2023-02-06".parse().ok(),
            addressees: vec!["各镇人民政府".into()],
            listed: vec![ListedAnnex { number: 2, part: None, title: "目标分解表".into() }],
            annexes: vec![Annex {
                number: Some(2),
                title: "目标分解表".into(),
                tables: vec![table],
                ..Annex::default()
            }],
            source: Source {
                media_type: MediaType::Pdf,
                pages: Some(7),
                coverage: Coverage { of: Coverages::Glyphs, total: 6, tables: 6, ..Coverage::default() },
            },
            ..Notice::default()
        },
        region: Some(Region { id: Some("310118".into()), name: "青浦区".into() }),
        targets: vec![target],
        units: vec![Unit {
            id: "310118/zhaoxiang".into(),
            name: "赵巷镇".into(),
            kind: UnitKind::Town,
            full_name: None,
            codes: vec![("nbs".into(), "310118105000".into())],
            members: Vec::new(),
        }],
        findings: vec![
            Finding::new(
                Code::TotalDiffers,
                "the total is 1855.0, its parts add up to 1855.1",
                Place {
                    annex: Some(2),
                    table: Some("a02-t1".into()),
                    row: Some(1),
                    col: Some(1),
                    at: Some(at),
                    page: None,
                },
            )
            .printed("1855.0"),
        ],
    }
}

fn written(write: impl FnOnce(&mut Vec<u8>) -> std::io::Result<()>) -> String {
    let mut out = Vec::new();
    write(&mut out).unwrap();
    String::from_utf8(out).unwrap()
}

#[test]
fn the_document() {
    let json = written(|out| fenjie_emitter::json(&sample(), Layout::Readable, out));
    let expected = r#"{
  "schema_version": "1.0",
  "source": {
    "name": "notice.pdf",
    "sha256": "0000000000000000000000000000000000000000000000000000000000000000",
    "media_type": "application/pdf",
    "pages": 7,
    "coverage": {"glyphs": 6, "tables": 6, "text": 0, "furniture": 0, "unmapped": 0, "unaccounted": 0}
  },
  "notice": {
    "issuer": "青浦区人民政府办公室",
    "doc_number": "青府办发〔2023〕4号",
    "title": null,
    "year": 2023,
    "region": {"id": "310118", "name": "青浦区"},
    "signed_on": "2023-02-06",
    "printed_on": null,
    "addressees": ["各镇人民政府"],
    "copied_to": [],
    "listed_annexes": [
      {"number": 2, "title": "目标分解表"}
    ],
    "body": []
  },
  "annexes": [
    {
      "number": 2,
      "label": null,
      "title": "目标分解表",
      "listed_title": null,
      "measure_note": null,
      "notes": [],
      "text": [],
      "tables": [
        {
          "id": "a02-t1",
          "pages": [7],
          "header_rows": 1,
          "rows": 2,
          "columns": 2,
          "method": "ruled",
          "caption": null,
          "measure_note": null,
          "parts": [{"page": 7, "bbox": [72.0, 610.2, 523.0, 700.0]}],
          "cells": [
            {"row": 1, "col": 1, "row_span": 1, "col_span": 1, "text": "1855.0", "at": {"page": 7, "bbox": [72.0, 610.2, 180.4, 655.0]}}
          ]
        }
      ]
    }
  ],
  "targets": [
    {"annex": 2, "table": "a02-t1", "row": 1, "col": 1, "row_path": ["赵巷镇"], "column_path": ["工业总产值", "工作目标"], "indicator": {"id": null, "name": "工业总产值"}, "unit": {"id": "310118/zhaoxiang", "name": "赵巷镇", "raw": "赵巷镇", "kind": "town"}, "measure": {"id": "CNY", "multiplier": 100000000, "raw": "亿元", "dimension": "currency"}, "value": {"raw": "1,855.0以上", "kind": "number", "number": 1855.0, "low": null, "high": null, "bound": "at_least", "note": null}, "stage": "工作目标", "period": {"year": 2023, "months": [1, 11]}, "category": null, "number": null, "allocation": null, "responsible": [], "at": {"page": 7, "bbox": [72.0, 610.2, 180.4, 655.0]}}
  ],
  "units": [
    {"id": "310118/zhaoxiang", "name": "赵巷镇", "kind": "town", "full_name": null, "codes": {"nbs": "310118105000"}, "members": []}
  ],
  "findings": [
    {"severity": "info", "code": "total-differs", "message": "the total is 1855.0, its parts add up to 1855.1", "at": {"annex": 2, "table": "a02-t1", "row": 1, "col": 1, "page": 7, "bbox": [72.0, 610.2, 180.4, 655.0]}, "printed": "1855.0"}
  ]
}
"#;
    assert_eq!(json, expected);
}

#[test]
fn a_target_a_line() {
    let mut two = sample();
    two.targets.push(two.targets[0].clone());
    let lines = written(|out| fenjie_emitter::ndjson(&two, out));
    let start = r#"{"doc_number": "青府办发〔2023〕4号", "year": 2023, "source": "notice.pdf", "annex": 2, "table": "a02-t1", "#;
    assert_eq!(
        lines.lines().filter(|line| line.starts_with(start) && line.contains(r#""number": 1855.0,"#)).count(),
        2
    );
    assert_eq!(lines.lines().count(), 2);
}

#[test]
fn a_target_a_row() {
    let rows = written(|out| {
        fenjie_emitter::csv_header(&mut *out)?;
        fenjie_emitter::csv(&sample(), &mut *out)?;
        fenjie_emitter::csv(&sample(), out)
    });
    let mut reader = csv::Reader::from_reader(rows.as_bytes());
    let names = reader.headers().unwrap().clone();
    let records: Vec<_> = reader.records().collect::<Result<_, _>>().unwrap();
    assert_eq!(records.len(), 2);
    assert_eq!(records[0], records[1]);
    let field = |name: &str| &records[0][names.iter().position(|n| n == name).unwrap()];
    for (name, expected) in [
        ("doc_number", "青府办发〔2023〕4号"),
        ("column_path", "工业总产值 > 工作目标"),
        ("unit_id", "310118/zhaoxiang"),
        ("multiplier", "100000000"),
        ("raw", "1,855.0以上"),
        ("number", "1855.0"),
        ("low", ""),
        ("last_month", "11"),
        ("bottom", "655.0"),
        ("line", ""),
    ] {
        assert_eq!(field(name), expected, "{name}");
    }
}

/// Parquet in the words of CSV: its rows, numbers as a double prints them, null as nothing.
fn rows_of_parquet(file: Vec<u8>) -> Vec<Vec<(String, String)>> {
    let reader = SerializedFileReader::new(bytes::Bytes::from(file)).unwrap();
    let rows = reader.get_row_iter(None).unwrap().map(|row| {
        let row = row.unwrap();
        let fields = row.get_column_iter().map(|(name, field)| {
            let text = match field {
                Field::Null => String::new(),
                Field::Str(text) => text.clone(),
                other => other.to_string(),
            };
            (name.clone(), text)
        });
        fields.collect()
    });
    rows.collect()
}

#[test]
fn parquet_has_the_rows_of_csv() {
    let mut other = sample();
    other.targets[0].value.raw = String::new();
    other.targets[0].value.number = None;
    other.targets[0].at = At::Line(3);
    let none = Extraction { targets: Vec::new(), ..sample() };
    let mut binder = ParquetBinder::new().unwrap();
    let mut bound = Vec::new();
    for extraction in [&sample(), &none, &other] {
        let mut file = Vec::new();
        fenjie_emitter::parquet(extraction, &mut file).unwrap();
        bound.extend(binder.add(file).unwrap());
    }
    bound.extend(binder.finish().unwrap());

    let csv = written(|out| {
        fenjie_emitter::csv_header(&mut *out)?;
        fenjie_emitter::csv(&sample(), &mut *out)?;
        fenjie_emitter::csv(&other, out)
    });
    let mut reader = csv::Reader::from_reader(csv.as_bytes());
    let names = reader.headers().unwrap().clone();
    let as_double = |text: &str| text.parse::<f64>().map_or_else(|_| text.to_owned(), |n| n.to_string());
    let alike = |row: csv::StringRecord| {
        names
            .iter()
            .zip(row.iter())
            .map(|(name, text)| (name.to_owned(), as_double(text)))
            .collect::<Vec<_>>()
    };
    let rows = rows_of_parquet(bound)
        .into_iter()
        .map(|row| row.into_iter().map(|(name, text)| (name, as_double(&text))).collect::<Vec<_>>());
    assert!(rows.eq(reader.records().map(|row| alike(row.unwrap()))), "{csv}");
}

#[test]
fn what_is_no_parquet_is_not_bound() {
    assert!(ParquetBinder::new().unwrap().add(b"PAR1".to_vec()).is_err());
}

#[test]
fn the_tables_of_any_document() {
    let sample = sample();
    let json = written(|out| {
        let tables: Vec<_> = sample.notice.annexes[0].tables.iter().collect();
        fenjie_emitter::tables(&tables, &[], Layout::OneLine, out)
    });
    assert!(
        json.starts_with(r#"{"tables": [{"page": 7, "bbox": [72.0, 610.2, 523.0, 700.0], "rows": 2, "#),
        "{json}"
    );
}

#[test]
fn the_schema_names_every_key() {
    let schema: serde_json::Value = serde_json::from_str(&fenjie_emitter::schema()).unwrap();
    assert_eq!(schema["$schema"], "https://json-schema.org/draft/2020-12/schema");
    let cell = schema["$defs"]["Cell"].as_object().unwrap();
    assert_eq!(cell["required"], serde_json::json!(["row", "col", "row_span", "col_span", "text", "at"]));
    assert!(cell["properties"].get("continues").is_some());
}

#[test]
fn a_document_is_read_back_as_it_was() {
    let mut sample = sample();
    sample.targets.push(Target {
        measure: Some(Measure {
            id: Some("har".into()),
            multiplier: Some((1, 15)),
            dimension: Some("area".into()),
            raw: "亩".into(),
            bound: Some(Bound::AtLeast),
        }),
        at: At::Line(3),
        ..sample.targets[0].clone()
    });
    // What is written is to a tenth of a point.
    let rounded = written(|out| fenjie_emitter::json(&sample, Layout::Readable, out));
    let back = fenjie_emitter::read_document(rounded.as_bytes()).unwrap();
    assert_eq!(back.targets[1], sample.targets[1]);
    assert_eq!(back.targets[0].value, sample.targets[0].value);
    assert_eq!(back.notice.listed, sample.notice.listed);
    assert_eq!(back.units, sample.units);
    assert_eq!(written(|out| fenjie_emitter::json(&back, Layout::Readable, out)), rounded);
}

#[test]
fn what_is_no_document_is_told() {
    let json = written(|out| fenjie_emitter::json(&sample(), Layout::OneLine, out));
    let check = |text: &str, expected: &str| {
        let error = fenjie_emitter::read_document(text.as_bytes()).unwrap_err().to_string();
        assert!(error.contains(expected), "{error}");
    };
    check("", "no document that `fenjie extract` prints");
    check("{}", "missing field `schema_version`");
    check(&format!("{json}{json}"), "trailing characters");
    check(&json.replace(r#""schema_version": "1.0""#, r#""schema_version": "2.0""#), "version 2.0");
    check(&json.replace("2023-02-06", "2023-02-30"), "`2023-02-30` is no date");
    check(
        &json.replace(r#""row": 1, "col": 1, "row_span": 1"#, r#""row": 2, "col": 1, "row_span": 1"#),
        "outside of table",
    );
    check(&json.replace(r#""rows": 2,"#, r#""rows": 2000000,"#), "too many rows or columns");
    check(&json.replace(r#""header_rows": 1,"#, r#""header_rows": 3,"#), "more header rows than rows");
    check(&json.replace(r#""kind": "number""#, r#""kind": "guess""#), "`guess` is no known name");
    check(&json.replace("1855.0,", "1e99,"), "too many digits");
}
