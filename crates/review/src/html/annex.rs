//! The tables of an annex as they were read.

use std::collections::{HashMap, HashSet};

use fenjie_model::{Annex, Cell, Severity, Table};

use super::bilingual::both;
use super::chart;
use super::years::Years;
use crate::input::Review;
use crate::markup::{Markup, html};
use crate::places;

/// The ID of an annex's section.
pub(super) fn id(annex: &Annex, index: usize) -> String {
    match annex.number {
        Some(number) => format!("annex-{number}"),
        None => format!("annex-at-{index}"),
    }
}

/// An annex with its tables.
pub(super) fn section(annex: &Annex, index: usize, review: &Review<'_>, years: &Years<'_, '_>) -> Markup {
    let id = id(annex, index);
    let label = match (&annex.label, annex.number) {
        (Some(label), _) => label.clone(),
        (None, Some(number)) => format!("附件{number}"),
        (None, None) => "附件".to_owned(),
    };
    let note = |text: &String| html!(r#"<p class="note" lang="zh-CN">{}</p>"#, text);
    let measure = annex.measure_note.as_ref().map(|measure| {
        html!(r#"<p class="note">{}<span lang="zh-CN">{}</span></p>"#, both("单位：", "measure: "), measure)
    });
    html!(
        r#"<section class="annex" id="{}" tabindex="-1" aria-labelledby="{}-title">
<h2 id="{}-title" lang="zh-CN"><span class="label">{}</span> {}</h2>
{}{}{}
</section>
"#,
        id,
        id,
        id,
        label,
        annex.title,
        measure,
        annex.tables.iter().map(|table| grid(table, review, years)).collect::<Markup>(),
        annex.notes.iter().map(note).collect::<Markup>(),
    )
}

fn grid(table: &Table, review: &Review<'_>, years: &Years<'_, '_>) -> Markup {
    let marks = Marks::of(table, review);
    let mut rows: Vec<Vec<&Cell>> = vec![Vec::new(); table.rows];
    for cell in &table.cells {
        if let Some(row) = rows.get_mut(cell.row) {
            row.push(cell);
        }
    }
    let markup = |cells: &Vec<&Cell>| {
        html!("<tr>{}</tr>\n", cells.iter().map(|cell| one(table, cell, &marks, years)).collect::<Markup>())
    };
    let caption = table.caption.as_ref().map(|caption| html!("{} ", caption));
    html!(
        r#"<div class="scroll"><table class="read" id="{}" lang="zh-CN">
<caption>{}<code>{}</code></caption>
<thead>{}</thead>
<tbody>{}</tbody>
</table></div>{}"#,
        table.id,
        caption,
        table.id,
        rows.iter().take(table.header_rows).map(markup).collect::<Markup>(),
        rows.iter().skip(table.header_rows).map(markup).collect::<Markup>(),
        chart::charts(table, review, years),
    )
}

/// What is known of the cells of a table: which are targets, and the gravest finding of each.
struct Marks {
    targets: HashSet<(usize, usize)>,
    findings: HashMap<(usize, usize), Severity>,
}

impl Marks {
    fn of(table: &Table, review: &Review<'_>) -> Self {
        let targets = review.extraction.targets.iter().filter(|target| target.table == table.id);
        let mut findings: HashMap<(usize, usize), Severity> = HashMap::new();
        for finding in &review.extraction.findings {
            if finding.place.table.as_deref() == Some(table.id.as_str())
                && let Some(at) = finding.place.row.zip(finding.place.col)
            {
                let gravest = findings.entry(at).or_insert(finding.severity);
                *gravest = finding.severity.max(*gravest);
            }
        }
        Self { targets: targets.map(|target| (target.row, target.col)).collect(), findings }
    }
}

fn one(table: &Table, cell: &Cell, marks: &Marks, years: &Years<'_, '_>) -> Markup {
    let id = places::cell(&table.id, cell.row, cell.col);
    let at = (cell.row, cell.col);
    let span = |name: &str, count: usize| (count > 1).then(|| html!(r#" {}="{}""#, name, count));
    let (tag, scope) = if cell.row < table.header_rows {
        ("th", Some(Markup::trusted(r#" scope="col""#)))
    } else {
        ("td", None)
    };
    html!(
        r#"<{} id="c-{}" class="{} {}" tabindex="-1"{}{}{}{}><span class="text">{}</span>{}</{}>"#,
        tag,
        id,
        if marks.targets.contains(&at) { "target" } else { "" },
        marks.findings.get(&at).map_or("", |severity| severity.as_str()),
        scope,
        span("rowspan", cell.row_span),
        span("colspan", cell.col_span),
        cell.printed.as_ref().map(|printed| html!(r#" data-printed="{}""#, printed)),
        cell.text,
        years.delta(&id),
        tag,
    )
}
