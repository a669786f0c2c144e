//! Changes as a page of its own: no script, nothing from elsewhere; light and dark, on the screen and on paper.

use std::fmt;
use std::io::{self, Write};

use fenjie_model::{AnnexChangeKind, Changes, NameChangeKind, TargetChange, TargetChangeKind};

use crate::digest::{self, Group, Name};

const STYLE: &str = include_str!("html/changes.css");

/// Writes what changed between two notices as an HTML page.
///
/// # Errors
///
/// What `out` reports.
pub fn changes(changes: &Changes<'_>, mut out: impl Write) -> io::Result<()> {
    let out = &mut out;
    let (old, new) = (digest::notice(changes.old), digest::notice(changes.new));
    let title = Text(&format!("{old} → {new}")).to_string();
    write!(
        out,
        "<!doctype html>\n<html lang=\"zh-Hans\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
         <title>{title}</title>\n<style>\n{STYLE}</style>\n</head>\n<body>\n<header>\n<h1>{title}</h1>\n"
    )?;
    for (notice, of) in [(changes.old, "old"), (changes.new, "new")] {
        if let Some(title) = &notice.title {
            writeln!(out, "<p><span lang=\"en\">{of}</span> {}</p>", Text(title))?;
        }
    }
    writeln!(out, "<dl lang=\"en\">")?;
    for (of, counts) in digest::summary(changes) {
        writeln!(out, "<div><dt>{of}</dt><dd>{counts}</dd></div>")?;
    }
    writeln!(out, "</dl>\n</header>\n<main>")?;
    annexes(changes, out)?;
    names(changes, out)?;
    responsible(changes, out)?;
    moved(changes, out)?;
    targets(changes, out)?;
    writeln!(out, "</main>\n</body>\n</html>")
}

/// Begins a section with a table of these columns.
fn open(heading: &str, columns: &[&str], out: &mut impl Write) -> io::Result<()> {
    write!(out, "<section>\n<h2>{}</h2>\n<table>\n<thead lang=\"en\"><tr>", Text(heading))?;
    columns.iter().try_for_each(|column| {
        let class = if *column == "difference" { " class=\"size\"" } else { "" };
        write!(out, "<th scope=\"col\"{class}>{column}</th>")
    })?;
    writeln!(out, "</tr></thead>\n<tbody>")
}

const CLOSE: &str = "</tbody>\n</table>\n</section>";

/// The cell that says of what kind the change of a row is, in these words.
fn kind(class: &str, words: &str) -> String {
    format!("<td class=\"kind {class}\" lang=\"en\">{words}</td>")
}

fn annexes(changes: &Changes<'_>, out: &mut impl Write) -> io::Result<()> {
    let told: Vec<_> = changes.annexes.iter().filter(|c| c.change != AnnexChangeKind::Same).collect();
    if told.is_empty() {
        return Ok(());
    }
    open("附件", &["change", "old", "new"], out)?;
    for change in told {
        let annex = |annex: Option<&fenjie_model::Annex>| {
            let number = |n: u32| format!("附件{n} ");
            annex
                .map(|a| format!("{}{}", a.number.map(number).unwrap_or_default(), a.title))
                .unwrap_or_default()
        };
        let (old, new) = (annex(change.old), annex(change.new));
        writeln!(
            out,
            "<tr>{}<td>{}</td><td>{}</td></tr>",
            kind(change.change.as_str(), change.change.as_str()),
            Text(&old),
            Text(&new)
        )?;
    }
    writeln!(out, "{CLOSE}")
}

fn names(all: &Changes<'_>, out: &mut impl Write) -> io::Result<()> {
    for (heading, names) in [(UNITS, digest::units(all)), ("指标", digest::indicators(all))] {
        if names.is_empty() {
            continue;
        }
        open(heading, &["change", "old", "new", "evidence"], out)?;
        for Name { change, old, new, evidence } in names {
            let kind = kind(change.as_str(), digest::in_words(change));
            let (old, new) = (Text(old), Text(new));
            writeln!(out, "<tr>{kind}<td>{old}</td><td>{new}</td><td lang=\"en\">{evidence}</td></tr>")?;
        }
        if heading == UNITS {
            regroupings(all, out)?;
        }
        writeln!(out, "{CLOSE}")?;
    }
    Ok(())
}

/// The heading under which units stand.
const UNITS: &str = "单位";

fn regroupings(changes: &Changes<'_>, out: &mut impl Write) -> io::Result<()> {
    for regrouping in &changes.regroupings {
        let kind = kind(NameChangeKind::RenameProposed.as_str(), "perhaps regrouped");
        let [old, new] =
            [&regrouping.old, &regrouping.new].map(|units| digest::joined(units.iter().copied()));
        let sums = digest::sums(&regrouping.evidence);
        let (old, new) = (Text(&old), Text(&new));
        writeln!(out, "<tr>{kind}<td>{old}</td><td>{new}</td><td lang=\"en\">{sums}</td></tr>")?;
    }
    Ok(())
}

fn responsible(changes: &Changes<'_>, out: &mut impl Write) -> io::Result<()> {
    if changes.responsible.is_empty() {
        return Ok(());
    }
    open("责任单位", &["row", "old", "new"], out)?;
    for change in &changes.responsible {
        let row = change.new.row_path.join("/");
        let (old, new) = (digest::joined(&change.old.responsible), digest::joined(&change.new.responsible));
        writeln!(out, "<tr><td>{}</td><td>{}</td><td>{}</td></tr>", Text(&row), Text(&old), Text(&new))?;
    }
    writeln!(out, "{CLOSE}")
}

fn moved(changes: &Changes<'_>, out: &mut impl Write) -> io::Result<()> {
    if changes.moved.is_empty() {
        return Ok(());
    }
    open("移至其他附件", &["target", "annex"], out)?;
    for moved in &changes.moved {
        let (path, annexes) = (digest::path(moved.new), digest::move_of(moved));
        writeln!(out, "<tr><td>{}</td><td>{}</td></tr>", Text(&path), Text(&annexes))?;
    }
    writeln!(out, "{CLOSE}")
}

fn targets(changes: &Changes<'_>, out: &mut impl Write) -> io::Result<()> {
    for group in digest::groups(changes) {
        let heading = group.annex.map_or_else(|| "附件之外".to_owned(), digest::annex);
        if group.is_whole() {
            let kinds = group.targets.iter().map(|t| t.change);
            let counts = digest::tally(TargetChangeKind::ALL, kinds, TargetChangeKind::as_str);
            writeln!(
                out,
                "<section>\n<h2>{}</h2>\n<p lang=\"en\">The whole annex: {counts}.</p>\n</section>",
                Text(&heading)
            )?;
            continue;
        }
        open(&heading, &["change", "target", "value", "difference"], out)?;
        group.targets.iter().try_for_each(|change| target(&group, change, out))?;
        writeln!(out, "{CLOSE}")?;
    }
    Ok(())
}

fn target(group: &Group<'_, '_>, change: &TargetChange<'_>, out: &mut impl Write) -> io::Result<()> {
    let (label, values, size) = (group.label(change), digest::values(change), digest::size(change));
    writeln!(
        out,
        "<tr>{}<th scope=\"row\">{}</th><td class=\"value\">{}</td><td class=\"size\">{}</td></tr>",
        kind(change.change.as_str(), change.change.as_str()),
        Text(&label),
        Text(&values),
        Text(&size)
    )
}

/// Printed text, with what HTML would take for markup escaped.
struct Text<'a>(&'a str);

impl fmt::Display for Text<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        use fmt::Write;
        self.0.chars().try_for_each(|c| match c {
            '&' => f.write_str("&amp;"),
            '<' => f.write_str("&lt;"),
            '>' => f.write_str("&gt;"),
            '"' => f.write_str("&quot;"),
            c if c.is_control() => f.write_char(' '),
            c => f.write_char(c),
        })
    }
}
