//! The findings of a notice for a person: grouped by annex, the gravest first, the accepted last, 80 columns wide.

use std::cmp::Reverse;
use std::fmt::{self, Write};

use anstyle::Style;
use fenjie_model::{At, Code, Extraction, Finding, Place, Readings};

use crate::status::{Tally, style};
use crate::wrap::{plain, wrapped};

/// The columns of the narrowest terminal in use.
const WIDTH: usize = 80;
/// So many names that are not in the registry are told together.
const SEVERAL: usize = 4;
const BOLD: Style = Style::new().bold();
const DIM: Style = Style::new().dimmed();

/// The whole report on one input.
pub(crate) fn of(path: &str, extraction: &Extraction) -> String {
    let mut report = String::new();
    // Writing to a string cannot fail.
    let _ = write(&mut report, path, extraction);
    report
}

fn write(out: &mut String, path: &str, extraction: &Extraction) -> fmt::Result {
    let annexes = &extraction.notice.annexes;
    let tables = annexes.iter().map(|annex| annex.tables.len()).sum();
    writeln!(
        out,
        "{BOLD}{}{BOLD:#}: {}, {}, {}\n",
        plain(path),
        counted(annexes.len(), "annex", "annexes"),
        counted(tables, "table", "tables"),
        counted(extraction.targets.len(), "target", "targets"),
    )?;
    let mut findings: Vec<_> = extraction.findings.iter().collect();
    // A stable sort: within a severity the findings stay ordered by place.
    findings.sort_by_key(|finding| {
        (finding.place.annex, finding.accepted, Reverse(finding.severity), is_plain_name(finding))
    });
    for group in findings.chunk_by(|a, b| a.place.annex == b.place.annex) {
        writeln!(out, "{BOLD}{}{BOLD:#}", heading(group[0].place.annex, extraction))?;
        for run in group.chunk_by(|a, b| is_plain_name(a) && is_plain_name(b) && a.code == b.code) {
            if run.len() < SEVERAL {
                run.iter().try_for_each(|finding| one(out, finding))
            } else {
                names(out, run)
            }?;
        }
        out.push('\n');
    }
    writeln!(out, "{BOLD}{}{BOLD:#}: {}", plain(path), Tally::of(&extraction.findings))
}

fn heading(number: Option<u32>, extraction: &Extraction) -> String {
    let Some(number) = number else { return "The notice as a whole".to_owned() };
    let notice = &extraction.notice;
    let found = notice.annexes.iter().find(|annex| annex.number == Some(number)).map(|annex| &annex.title);
    let listed = notice.listed.iter().find(|listed| listed.number == number).map(|listed| &listed.title);
    let title = found.or(listed).map_or("", String::as_str);
    wrapped(&format!("Annex {number} {title}"), "", "  ", WIDTH)
}

/// Whether all that a finding says is that a name is not in the registry, and nothing is known that is near it.
fn is_plain_name(finding: &Finding) -> bool {
    matches!(finding.code, Code::UnitUnknown | Code::IndicatorUnknown)
        && finding.printed.is_some()
        && finding.help.is_none()
        && !finding.accepted
}

/// The names of findings that say no more, as one: a district that the registry does not hold has dozens.
fn names(out: &mut String, findings: &[&Finding]) -> fmt::Result {
    let first = findings[0];
    let what = if first.code == Code::UnitUnknown { "units" } else { "indicators" };
    message(out, first, &format!("{} {what} are not in the registry", findings.len()))?;
    writeln!(out, "    {DIM}the first on {}{DIM:#}", place(&first.place))?;
    let names: Vec<&str> = findings.iter().filter_map(|finding| finding.printed.as_deref()).collect();
    writeln!(out, "{}", wrapped(&names.join("、"), "    │ ", "    │ ", WIDTH))
}

/// The line that says what a finding is.
fn message(out: &mut String, finding: &Finding, message: &str) -> fmt::Result {
    let (colour, mark) = if finding.accepted { (DIM, "accepted ") } else { (style(finding.severity), "") };
    let label = format!("{mark}{}[{}]", finding.severity.as_str(), finding.code.as_str());
    let first = wrapped(&format!("{label} {message}"), "  ", "    ", WIDTH);
    writeln!(out, "{}", first.replacen(&label, &format!("{colour}{label}{colour:#}"), 1))
}

fn one(out: &mut String, finding: &Finding) -> fmt::Result {
    message(out, finding, &finding.message)?;
    let place = place(&finding.place);
    if !place.is_empty() {
        writeln!(out, "    {DIM}{place}{DIM:#}")?;
    }
    if let Some(printed) = &finding.printed {
        writeln!(out, "{}", wrapped(printed, "    │ ", "    │ ", WIDTH))?;
    }
    if let Some(Readings { taken, other }) = &finding.readings {
        for (label, reading) in [("read as", taken), ("or as", other)] {
            writeln!(out, "{}", wrapped(&format!("{label}: {reading}"), "    ", "      ", WIDTH))?;
        }
    }
    if let Some(help) = finding.help.as_ref().filter(|_| !finding.accepted) {
        writeln!(out, "{}", wrapped(&format!("help: {help}"), "    ", "          ", WIDTH))?;
    }
    Ok(())
}

/// The place in words; rows and columns count from 1, as a person counts them.
fn place(place: &Place) -> String {
    let mut parts = Vec::new();
    match place.at {
        Some(At::Page { page, bbox }) => {
            parts.push(format!("page {page} at {:.0}, {:.0} pt", bbox.x0, bbox.top));
        }
        Some(At::Line(line)) => parts.push(format!("line {line}")),
        None => parts.extend(place.page.map(|page| format!("page {page}"))),
    }
    parts.extend(place.table.as_ref().map(|table| format!("table {table}")));
    parts.extend(place.row.map(|row| format!("row {}", row + 1)));
    parts.extend(place.col.map(|col| format!("column {}", col + 1)));
    parts.join(", ")
}

fn counted(count: usize, one: &str, many: &str) -> String {
    format!("{count} {}", if count == 1 { one } else { many })
}

#[cfg(test)]
mod tests {
    use fenjie_model::{Annex, Notice, Rect};

    use super::*;

    #[test]
    fn the_gravest_of_an_annex_comes_first_with_its_place_and_text() {
        let at = At::Page { page: 7, bbox: Rect::new(72.4, 610.2, 180.4, 655.0) };
        let place = Place {
            annex: Some(2),
            table: Some("a02-t1".into()),
            row: Some(2),
            col: Some(0),
            at: Some(at),
            page: None,
        };
        let extraction = Extraction {
            notice: Notice {
                annexes: vec![Annex { number: Some(2), title: "目标分解表".into(), ..Annex::default() }],
                ..Notice::default()
            },
            findings: vec![
                Finding::new(Code::AnnexMissing, "annex 3 is listed and missing", Place::default()),
                Finding::new(Code::TotalDiffers, "a total differs", Place::annex(Some(2))),
                Finding::ambiguous(
                    Code::TableAmbiguous,
                    "nothing tells",
                    ["one row", "two rows"],
                    Place::annex(Some(2)),
                ),
                Finding::new(Code::UnitUnknown, "the registry does not know the unit", place)
                    .printed("赵港镇")
                    .help("did you mean 赵巷镇"),
            ],
            ..Extraction::default()
        };
        let report = anstream::adapter::strip_str(&of("a/notice.pdf", &extraction)).to_string();
        assert_eq!(
            report,
            "\
a/notice.pdf: 1 annex, 0 tables, 0 targets

The notice as a whole
  error[annex-missing] annex 3 is listed and missing

Annex 2 目标分解表
  warning[table-ambiguous] nothing tells
    read as: one row
    or as: two rows
  warning[unit-unknown] the registry does not know the unit
    page 7 at 72, 610 pt, table a02-t1, row 3, column 1
    │ 赵港镇
    help: did you mean 赵巷镇
  info[total-differs] a total differs

a/notice.pdf: 1 error, 2 warnings, 1 note
"
        );
    }

    #[test]
    fn names_that_are_not_known_are_told_together() {
        let unknown = |(line, name): (u32, &str)| {
            let place = Place { at: Some(At::Line(line)), ..Place::annex(Some(1)) };
            let message = format!("unit {name} is not in the registry, named once");
            Finding::new(Code::UnitUnknown, message, place).printed(name)
        };
        let mut findings: Vec<Finding> =
            (1..).zip(["甲镇", "乙镇", "丙镇", "丁镇", "赵港镇"]).map(unknown).collect();
        findings[4] = findings[4].clone().help("nearest known names: 赵巷镇");
        let extraction = Extraction { findings, ..Extraction::default() };
        let report = anstream::adapter::strip_str(&of("notice.pdf", &extraction)).to_string();
        assert_eq!(
            report,
            "\
notice.pdf: 0 annexes, 0 tables, 0 targets

Annex 1\x20
  warning[unit-unknown] unit 赵港镇 is not in the registry, named once
    line 5
    │ 赵港镇
    help: nearest known names: 赵巷镇
  warning[unit-unknown] 4 units are not in the registry
    the first on line 1
    │ 甲镇、乙镇、丙镇、丁镇

notice.pdf: 5 warnings
"
        );
    }
}
