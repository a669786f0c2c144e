//! The changes between two notices for a person: by annex, the biggest first, 80 columns wide.

use std::fmt::{self, Write};

use anstyle::{AnsiColor, Style};
use fenjie_emitter::digest::{self, Group, Name};
use fenjie_model::{
    AnnexChange, AnnexChangeKind, Changes, NameChangeKind, TargetChange, TargetChangeKind, UnitRef,
};

use crate::wrap::{columns, plain, wrapped};

/// The columns of the narrowest terminal in use.
const WIDTH: usize = 80;
/// The most columns that the labels of targets take beside their values.
const LABEL: usize = 38;
const BOLD: Style = Style::new().bold();
const DIM: Style = Style::new().dimmed();

/// The whole report.
pub(crate) fn report(changes: &Changes<'_>) -> String {
    let mut report = String::new();
    // Writing to a string cannot fail.
    let _ = write(&mut report, changes);
    report
}

fn write(out: &mut String, changes: &Changes<'_>) -> fmt::Result {
    let title = format!("{} → {}", digest::notice(changes.old), digest::notice(changes.new));
    writeln!(out, "{BOLD}{}{BOLD:#}", wrapped(&title, "", "  ", WIDTH))?;
    if changes.is_empty() {
        return writeln!(out, "no change");
    }
    for (of, counts) in digest::summary(changes) {
        writeln!(out, "{}", wrapped(&counts, &format!("  {of:<12}"), "              ", WIDTH))?;
    }
    annexes(out, changes)?;
    names(out, changes)?;
    responsible(out, changes)?;
    moved(out, changes)?;
    digest::groups(changes).iter().try_for_each(|group| targets(out, group))
}

fn annexes(out: &mut String, changes: &Changes<'_>) -> fmt::Result {
    let told: Vec<_> = changes.annexes.iter().filter(|c| c.change != AnnexChangeKind::Same).collect();
    if told.is_empty() {
        return Ok(());
    }
    heading(out, "Annexes")?;
    told.iter().try_for_each(|change| annex(out, change))
}

fn annex(out: &mut String, change: &AnnexChange<'_>) -> fmt::Result {
    let mark = match change.change {
        AnnexChangeKind::Added => ADDED,
        AnnexChangeKind::Dropped => DROPPED,
        AnnexChangeKind::Retitled => CHANGED,
        AnnexChangeKind::Renumbered | AnnexChangeKind::Same => MOVED,
    };
    item(out, mark, &digest::annex(change))?;
    if let (AnnexChangeKind::Retitled, Some(old)) = (change.change, change.old) {
        writeln!(out, "{}", wrapped(&format!("was {}", old.title), "    ", "    ", WIDTH))?;
    }
    Ok(())
}

fn names(out: &mut String, all: &Changes<'_>) -> fmt::Result {
    for (of, names) in [("Units", digest::units(all)), ("Indicators", digest::indicators(all))] {
        if !names.is_empty() {
            heading(out, of)?;
        }
        for Name { change, old, new, evidence } in names {
            match change {
                NameChangeKind::Added => item(out, ADDED, new)?,
                NameChangeKind::Dropped => item(out, DROPPED, old)?,
                NameChangeKind::Renamed => item(out, CHANGED, &format!("{old} → {new}"))?,
                NameChangeKind::RenameProposed => {
                    item(out, PROPOSED, &format!("{old} → {new}, perhaps"))?;
                    if !evidence.is_empty() {
                        writeln!(out, "    {DIM}{}{DIM:#}", plain(&evidence))?;
                    }
                }
            }
        }
        if of == "Units" {
            regroupings(out, all)?;
        }
    }
    Ok(())
}

fn regroupings(out: &mut String, changes: &Changes<'_>) -> fmt::Result {
    changes.regroupings.iter().try_for_each(|regrouping| {
        item(out, PROPOSED, &format!("{}, perhaps", digest::regrouping(regrouping)))?;
        writeln!(out, "    {DIM}{}{DIM:#}", digest::sums(&regrouping.evidence))
    })
}

fn responsible(out: &mut String, changes: &Changes<'_>) -> fmt::Result {
    if changes.responsible.is_empty() {
        return Ok(());
    }
    heading(out, "Responsible")?;
    let joined = |units: &[UnitRef]| match units {
        [] => "(nobody)".to_owned(),
        units => digest::joined(units),
    };
    for change in &changes.responsible {
        let (old, new) = (joined(&change.old.responsible), joined(&change.new.responsible));
        item(out, CHANGED, &format!("{}: {old} → {new}", change.new.row_path.join("/")))?;
    }
    Ok(())
}

fn moved(out: &mut String, changes: &Changes<'_>) -> fmt::Result {
    if !changes.moved.is_empty() {
        heading(out, "Moved")?;
    }
    changes.moved.iter().try_for_each(|moved| {
        item(out, MOVED, &format!("{}: {}", digest::path(moved.new), digest::move_of(moved)))
    })
}

fn targets(out: &mut String, group: &Group<'_, '_>) -> fmt::Result {
    let title = group.annex.map_or_else(|| "Outside of the annexes".to_owned(), digest::annex);
    heading(out, &title)?;
    if group.is_whole() {
        let kinds = group.targets.iter().map(|target| target.change);
        let counts = digest::tally(TargetChangeKind::ALL, kinds, TargetChangeKind::as_str);
        return writeln!(out, "  the whole annex: {counts}");
    }
    let labels = group.targets.iter().map(|change| plain(&group.label(change)).into_owned());
    let labels: Vec<_> = labels.collect();
    let widest = labels.iter().map(|label| columns(label)).filter(|width| *width <= LABEL).max().unwrap_or(0);
    group.targets.iter().zip(&labels).try_for_each(|(change, label)| target(out, change, label, widest))
}

/// One line, where its parts fit: the label, what it said and says, how big the change is.
fn target(out: &mut String, change: &TargetChange<'_>, label: &str, label_width: usize) -> fmt::Result {
    let (mark, style) = match change.change {
        TargetChangeKind::Added => ADDED,
        TargetChangeKind::Dropped => DROPPED,
        TargetChangeKind::Changed => CHANGED,
        TargetChangeKind::Restated => RESTATED,
    };
    write!(out, "{style}{mark}{style:#}")?;
    let indent = " ".repeat(4 + label_width + 2);
    if columns(label) <= label_width {
        write!(out, " {label}{}", " ".repeat(label_width + 2 - columns(label)))?;
    } else {
        write!(out, "{}\n{indent}", wrapped(label, " ", "      ", WIDTH - 3))?;
    }
    let values = digest::values(change);
    let (values, size) = (plain(&values), digest::size(change));
    let room = WIDTH - indent.len();
    if columns(&values) + columns(&size) + 2 <= room {
        let gap = " ".repeat(if size.is_empty() { 0 } else { room - columns(&values) - columns(&size) });
        writeln!(out, "{values}{gap}{BOLD}{size}{BOLD:#}")
    } else {
        let values = wrapped(&values, &indent, &indent, WIDTH);
        writeln!(out, "{}", values.trim_start())?;
        if size.is_empty() {
            return Ok(());
        }
        writeln!(out, "{}{BOLD}{size}{BOLD:#}", " ".repeat(WIDTH.saturating_sub(columns(&size))))
    }
}

/// The mark of a line and its colour.
type Mark = (&'static str, Style);

const ADDED: Mark = ("  +", AnsiColor::Green.on_default());
const DROPPED: Mark = ("  −", AnsiColor::Red.on_default());
const CHANGED: Mark = ("  ~", AnsiColor::Yellow.on_default());
const RESTATED: Mark = ("  =", AnsiColor::Cyan.on_default());
const MOVED: Mark = ("  →", AnsiColor::Cyan.on_default());
const PROPOSED: Mark = ("  ?", AnsiColor::Magenta.on_default());

fn item(out: &mut String, (mark, style): Mark, text: &str) -> fmt::Result {
    writeln!(out, "{style}{mark}{style:#}{}", wrapped(text, " ", "      ", WIDTH - 3))
}

fn heading(out: &mut String, text: &str) -> fmt::Result {
    writeln!(out, "\n{BOLD}{}{BOLD:#}", wrapped(text, "", "  ", WIDTH))
}
