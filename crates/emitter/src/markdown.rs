//! Changes as Markdown, for a page or a pull request.

use std::io::{self, Write};

use fenjie_model::{AnnexChangeKind, Changes, NameChangeKind, TargetChangeKind, UnitRef};

use crate::digest::{self, Name};

/// Writes what changed between two notices as GitHub-flavoured Markdown.
///
/// # Errors
///
/// What `out` reports.
pub fn changes(changes: &Changes<'_>, mut out: impl Write) -> io::Result<()> {
    let out = &mut out;
    let (old, new) = (digest::notice(changes.old), digest::notice(changes.new));
    writeln!(out, "# {} → {}\n", text(&old), text(&new))?;
    for (of, counts) in digest::summary(changes) {
        writeln!(out, "- {of}: {counts}")?;
    }
    annexes(changes, out)?;
    names("Units", &digest::units(changes), out)?;
    regroupings(changes, out)?;
    names("Indicators", &digest::indicators(changes), out)?;
    responsible(changes, out)?;
    moved(changes, out)?;
    targets(changes, out)
}

fn annexes(changes: &Changes<'_>, out: &mut impl Write) -> io::Result<()> {
    let told: Vec<_> = changes.annexes.iter().filter(|c| c.change != AnnexChangeKind::Same).collect();
    if told.is_empty() {
        return Ok(());
    }
    writeln!(out, "\n## Annexes\n\n| | Old | New | Title |\n| --- | ---: | ---: | --- |")?;
    for change in told {
        let number = |annex: Option<&fenjie_model::Annex>| {
            annex.map(|a| a.number.map_or_else(|| "?".to_owned(), |n| n.to_string())).unwrap_or_default()
        };
        let title = change.new.or(change.old).map_or("", |annex| annex.title.as_str());
        let (old, new) = (number(change.old), number(change.new));
        writeln!(out, "| {} | {old} | {new} | {} |", change.change.as_str(), text(title))?;
    }
    Ok(())
}

fn names(heading: &str, changes: &[Name<'_>], out: &mut impl Write) -> io::Result<()> {
    if changes.is_empty() {
        return Ok(());
    }
    writeln!(out, "\n## {heading}\n")?;
    for name in changes {
        let (old, new) = (text(name.old), text(name.new));
        match name.change {
            NameChangeKind::Added => writeln!(out, "- added: {new}")?,
            NameChangeKind::Dropped => writeln!(out, "- dropped: {old}")?,
            NameChangeKind::Renamed => writeln!(out, "- renamed: {old} → {new}")?,
            NameChangeKind::RenameProposed if name.evidence.is_empty() => {
                writeln!(out, "- perhaps renamed: {old} → {new}")?;
            }
            NameChangeKind::RenameProposed => {
                writeln!(out, "- perhaps renamed: {old} → {new} ({})", name.evidence)?;
            }
        }
    }
    Ok(())
}

fn regroupings(changes: &Changes<'_>, out: &mut impl Write) -> io::Result<()> {
    changes.regroupings.iter().try_for_each(|regrouping| {
        let (names, sums) = (digest::regrouping(regrouping), digest::sums(&regrouping.evidence));
        writeln!(out, "- perhaps merged or split: {} ({sums})", text(&names))
    })
}

fn responsible(changes: &Changes<'_>, out: &mut impl Write) -> io::Result<()> {
    if changes.responsible.is_empty() {
        return Ok(());
    }
    writeln!(out, "\n## Responsible\n\n| Row | Old | New |\n| --- | --- | --- |")?;
    let joined = |units: &[UnitRef]| text(&digest::joined(units));
    for change in &changes.responsible {
        let row = change.new.row_path.join("/");
        let (old, new) = (joined(&change.old.responsible), joined(&change.new.responsible));
        writeln!(out, "| {} | {old} | {new} |", text(&row))?;
    }
    Ok(())
}

fn moved(changes: &Changes<'_>, out: &mut impl Write) -> io::Result<()> {
    if changes.moved.is_empty() {
        return Ok(());
    }
    writeln!(out, "\n## Moved\n\n| Target | Annex |\n| --- | --- |")?;
    changes.moved.iter().try_for_each(|moved| {
        writeln!(out, "| {} | {} |", text(&digest::path(moved.new)), digest::move_of(moved))
    })
}

fn targets(changes: &Changes<'_>, out: &mut impl Write) -> io::Result<()> {
    if !changes.targets.is_empty() {
        writeln!(out, "\n## Targets")?;
    }
    for group in digest::groups(changes) {
        let heading = group.annex.map_or_else(|| "Outside of the annexes".to_owned(), digest::annex);
        writeln!(out, "\n### {}\n", text(&heading))?;
        if group.is_whole() {
            let kinds = group.targets.iter().map(|t| t.change);
            let counts = digest::tally(TargetChangeKind::ALL, kinds, TargetChangeKind::as_str);
            writeln!(out, "The whole annex: {counts}.")?;
            continue;
        }
        writeln!(out, "| | Target | Value | Change |\n| --- | --- | --- | ---: |")?;
        for change in &group.targets {
            let label = group.label(change);
            let (values, size) = (digest::values(change), digest::size(change));
            writeln!(out, "| {} | {} | {} | {size} |", change.change.as_str(), text(&label), text(&values))?;
        }
    }
    Ok(())
}

/// Printed text, with what Markdown would take for markup escaped.
fn text(printed: &str) -> String {
    let mut out = String::with_capacity(printed.len());
    for c in printed.chars() {
        if matches!(c, '\\' | '|' | '*' | '_' | '`' | '[' | ']' | '<' | '>' | '#' | '~' | '&' | '$') {
            out.push('\\');
        }
        out.push(if c.is_control() { ' ' } else { c });
    }
    out
}
