use fenjie_model::{Annex, At, Cell, Method, Place, Severity, Table};

use super::*;

/// A notice with one table of two rows and two columns, the first cell over both rows.
fn notice() -> Notice {
    let cell = |row, col, row_span, text: &str| {
        Cell::new(row, col, text, At::Line(10 + row as u32)).over(row_span, 1)
    };
    let table = Table {
        id: "a06-t1".into(),
        ..Table::new(
            2,
            2,
            Method::Ruled,
            vec![cell(0, 0, 2, "赵巷镇"), cell(0, 1, 1, "30.30"), cell(1, 1, 1, "")],
        )
    };
    Notice {
        doc_number: Some("青府办发〔2023〕4号".into()),
        year: Some(2023),
        annexes: vec![Annex { number: Some(6), tables: vec![table], ..Annex::default() }],
        ..Notice::default()
    }
}

const HEAD: &str = "[notice]\ndoc_number = '青府办发〔2023〕4号'\nyear = 2023\n";

fn read(rest: &str) -> Corrections {
    Corrections::read("x.toml", &format!("{HEAD}{rest}")).expect("the form is right")
}

fn cell(row: usize, col: usize, printed: &str, text: &str) -> String {
    format!("[[cell]]\ntable = 'a06-t1'\nrow = {row}\ncol = {col}\nprinted = '{printed}'\ntext = '{text}'\n")
}

/// What the corrections tell, `severity[code] message`, and the texts of the cells afterwards.
fn check(corrections: &Corrections, told: &[&str], texts: [&str; 3]) {
    let mut notice = notice();
    let found: Vec<String> = corrections
        .correct(&mut notice)
        .iter()
        .map(|f| format!("{}[{}] {}", f.severity.as_str(), f.code.as_str(), f.message))
        .collect();
    assert_eq!(found, told);
    let cells: Vec<&str> = notice.annexes[0].tables[0].cells.iter().map(|cell| cell.text.as_str()).collect();
    assert_eq!(cells, texts);
}

#[test]
fn a_cell_is_put_right_where_it_prints_what_was_expected() {
    let with_reason = cell(0, 1, "30.30", "30.80") + "reason = 'a slip'\n";
    check(
        &read(&with_reason),
        &["info[corrected] 30.30 is corrected to 30.80: a slip"],
        ["赵巷镇", "30.80", ""],
    );
    check(
        &read(&cell(1, 1, "", "5")),
        &["info[corrected] a blank is corrected to 5"],
        ["赵巷镇", "30.30", "5"],
    );
    // As printed text is cleaned, so are the texts of the file.
    check(
        &read(&cell(0, 0, "赵巷 镇", "徐泾　镇")),
        &["info[corrected] 赵巷镇 is corrected to 徐泾镇"],
        ["徐泾镇", "30.30", ""],
    );
}

#[test]
fn the_cell_keeps_what_was_printed() {
    let mut notice = notice();
    let findings = read(&cell(0, 1, "30.30", "30.80")).correct(&mut notice);
    let corrected = &notice.annexes[0].tables[0].cells[1];
    assert_eq!((corrected.printed.as_deref(), corrected.text.as_str()), (Some("30.30"), "30.80"));
    let place = Place {
        annex: Some(6),
        table: Some("a06-t1".into()),
        row: Some(0),
        col: Some(1),
        at: Some(At::Line(10)),
        page: None,
    };
    assert_eq!((findings[0].printed.as_deref(), &findings[0].place), (Some("30.30"), &place));
    // Two files may not fight over a cell.
    let again = read(&cell(0, 1, "30.30", "31")).correct(&mut notice);
    assert_eq!(again[0].message, "the cell is corrected to 30.80 already");
}

#[test]
fn what_does_not_fit_any_more_is_told_and_not_applied() {
    let untouched = ["赵巷镇", "30.30", ""];
    check(
        &read(&cell(0, 1, "30.40", "30.80")),
        &["warning[correction-stale] a correction of 30.40 finds 30.30 printed and is not applied"],
        untouched,
    );
    let nowhere = "warning[correction-stale] no cell of a06-t1 begins where one is to be corrected";
    check(&read(&cell(1, 0, "赵巷镇", "徐泾镇")), &[nowhere], untouched);
    check(&read(&cell(9, 9, "1", "2")), &[nowhere], untouched);
    check(
        &read(&cell(0, 1, "30.30", "1").replace("a06", "a07")),
        &["warning[correction-stale] there is no table a07-t1 to correct"],
        untouched,
    );
}

#[test]
fn corrections_of_another_notice_change_nothing() {
    let mut corrections = read(&cell(0, 1, "30.30", "30.80"));
    corrections.year = Some(2024);
    check(
        &corrections,
        &[
            "warning[corrections-foreign] the corrections are of 青府办发〔2023〕4号 for 2024, and this is another notice",
        ],
        ["赵巷镇", "30.30", ""],
    );
}

fn finding(line: u32, message: &str) -> Finding {
    let place = Place { table: Some("a06-t1".into()), at: Some(At::Line(line)), ..Place::annex(Some(6)) };
    Finding::new(Code::TotalDiffers, message, place).printed(format!("on line {line}"))
}

/// Which of the findings are accepted, and what is told besides.
fn accepted(rest: &str, mut findings: Vec<Finding>) -> (Vec<bool>, Vec<(Severity, String)>) {
    let count = findings.len();
    let entry = "[[accepted]]\ncode = 'total-differs'\nannex = 6\ntable = 'a06-t1'\n";
    read(&format!("{entry}{rest}")).accept(&mut findings);
    let told = findings.split_off(count).into_iter().map(|f| (f.severity, f.message)).collect();
    (findings.iter().map(|finding| finding.accepted).collect(), told)
}

#[test]
fn a_finding_is_accepted_as_it_was() {
    assert_eq!(accepted("message = '9 apart'", vec![finding(1, "9 apart")]), (vec![true], vec![]));
    let (marks, told) = accepted("message = '9 apart'", vec![finding(1, "8 apart")]);
    assert_eq!(marks, [false]);
    let gone = "an accepted total-differs is no longer found: 9 apart";
    assert_eq!(told, [(Severity::Info, gone.to_owned())]);
    // White space says nothing, whoever types it.
    let spaced = "printed = 'on  line 1'\nmessage = '9  apart，合 计'";
    assert_eq!(accepted(spaced, vec![finding(1, "9 apart，合计")]), (vec![true], vec![]));
    // Another row is another place.
    let (marks, _) = accepted("row = 1\nmessage = '9 apart'", vec![finding(1, "9 apart")]);
    assert_eq!(marks, [false]);
}

#[test]
fn one_of_several_like_findings_is_accepted_by_its_place_alone() {
    let both = || vec![finding(1, "9 apart"), finding(2, "9 apart")];
    let (marks, told) = accepted("message = '9 apart'", both());
    assert_eq!(marks, [false, false]);
    let vague = "several findings are what was accepted: 9 apart";
    assert_eq!(told, [(Severity::Warning, vague.to_owned())]);
    assert_eq!(accepted("line = 2\nmessage = '9 apart'", both()).0, [false, true]);
    assert_eq!(accepted("printed = 'on line 1'\nmessage = '9 apart'", both()).0, [true, false]);
    // What no entry could tell apart is one.
    assert_eq!(accepted("message = '9 apart'", vec![finding(1, "9 apart"); 2]).0, [true, true]);
}

#[test]
fn files_are_refused_with_their_line() {
    let check = |toml: &str, expected: &str| {
        assert_eq!(Corrections::read("x.toml", toml).unwrap_err().to_string(), expected);
    };
    check("", "x.toml:1: missing field `notice`");
    check("[notice]\nyear = 'x'", "x.toml:2: invalid type: string \"x\", expected i16");
    let line = |rest: &str| Corrections::read("x.toml", &format!("{HEAD}{rest}")).unwrap_err().to_string();
    assert_eq!(
        line(&cell(0, 1, "1 ", "1")),
        "x.toml:9: the text is what is printed, so that nothing is corrected"
    );
    assert_eq!(
        line(&(cell(0, 1, "1", "2") + &cell(0, 1, "1", "3"))),
        "x.toml:11: this cell of a06-t1 is corrected twice"
    );
    assert_eq!(
        line("[[accepted]]\ncode = 'total-difers'\nmessage = ''"),
        "x.toml:5: total-difers is no code of a finding"
    );
    assert!(line("[[cel]]").starts_with("x.toml:4: unknown field `cel`"));
    assert!(line("[[cell]]\ntable = 'a06-t1'").starts_with("x.toml:4: missing field `row`"));
}

#[test]
fn the_documented_form_is_the_form() {
    let documented = include_str!("../README.md");
    let example = documented.split("```toml\n").nth(1).and_then(|rest| rest.split("```").next());
    let read = Corrections::read("README.md", example.expect("there is one")).expect("it is the form");
    assert_eq!((read.cells.len(), read.accepted.len()), (1, 1));
}
