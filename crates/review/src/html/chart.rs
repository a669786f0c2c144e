//! Bars of each unit's target, last year's beside it.

use std::collections::BTreeMap;

use fenjie_model::{Decimal, Table, Target, UnitKind};

use super::bilingual::both;
use super::years::Years;
use crate::input::Review;
use crate::markup::{Markup, html};

/// No more series of a table are drawn.
const SERIES: usize = 6;
/// No more units of a series are drawn.
const BARS: usize = 60;
/// Fewer units need no picture.
const FEWEST: usize = 3;

/// Widths and heights in the units of the picture.
const LABEL: f64 = 150.0;
const ROOM: f64 = 300.0;
const VALUE: f64 = 90.0;
const ROW: f64 = 22.0;

/// One unit's bar.
struct Bar<'t> {
    unit: &'t str,
    number: Decimal,
    last: Option<Decimal>,
}

/// The charts of a table, folded together; none for a table without figures of units.
pub(super) fn charts(table: &Table, review: &Review<'_>, years: &Years<'_, '_>) -> Option<Markup> {
    let mut series: BTreeMap<(usize, String), Vec<Bar<'_>>> = BTreeMap::new();
    for target in review.extraction.targets.iter().filter(|target| target.table == table.id) {
        let Some((unit, number)) = target.unit.as_ref().zip(target.value.number) else { continue };
        if matches!(unit.kind, UnitKind::Total | UnitKind::DistrictTotal) {
            continue;
        }
        let first = series.keys().find(|(_, name)| *name == title(target)).map(|(first, _)| *first);
        let key = (first.unwrap_or(series.len()), title(target));
        series.entry(key).or_default().push(Bar { unit: &unit.raw, number, last: years.last(target) });
    }
    let drawn: Markup = series
        .iter()
        .filter(|(_, bars)| bars.len() >= FEWEST)
        .take(SERIES)
        .map(|((_, title), bars)| chart(title, &bars[..bars.len().min(BARS)]))
        .collect();
    (drawn != Markup::default()).then(|| {
        let compared = series.values().flatten().any(|bar| bar.last.is_some());
        let legend = compared.then(|| {
            let legend = both("浅色为上年", "the pale bars are the year before");
            html!(r#" <span class="hint">{}</span>"#, legend)
        });
        html!(
            r#"<details class="charts"><summary>{}{}</summary>{}</details>"#,
            both("图", "Chart"),
            legend,
            drawn
        )
    })
}

/// What a series is of: its indicator, stage, months and measure.
fn title(target: &Target) -> String {
    let months = target.period.months.map(|(from, to)| format!("{from}–{to}月"));
    let parts = [
        Some(target.indicator.name.clone()),
        target.stage.clone(),
        months,
        target.measure.as_ref().map(|measure| format!("（{}）", measure.raw)),
    ];
    parts.into_iter().flatten().collect::<Vec<_>>().join(" ")
}

fn chart(title: &str, bars: &[Bar<'_>]) -> Markup {
    let value = |number: Decimal| number.to_string().parse::<f64>().unwrap_or(0.0);
    let all = || bars.iter().flat_map(|bar| [Some(bar.number), bar.last]).flatten().map(value);
    let (least, most) = (all().fold(0.0, f64::min), all().fold(0.0, f64::max));
    let scale = if most > least { ROOM / (most - least) } else { 0.0 };
    let zero = LABEL - least * scale;
    let rows = bars.iter().enumerate().map(|(i, bar)| {
        let top = i as f64 * ROW;
        let rect = |number: Decimal, y: f64, height: f64, class: &str| {
            let length = value(number) * scale;
            html!(
                r#"<rect class="{}" x="{}" y="{}" width="{}" height="{}"/>"#,
                class,
                tenth(zero + length.min(0.0)),
                tenth(y),
                tenth(length.abs().max(0.5)),
                tenth(height),
            )
        };
        html!(
            r#"<text x="{}" y="{}" text-anchor="end">{}</text>{}{}<text x="{}" y="{}">{}</text>"#,
            tenth(LABEL - 6.0),
            tenth(top + 15.0),
            bar.unit,
            rect(bar.number, top + 3.0, if bar.last.is_some() { 10.0 } else { 15.0 }, "bar"),
            bar.last.map(|last| rect(last, top + 13.0, 5.0, "bar last")),
            tenth(zero + value(bar.number).max(bar.last.map_or(0.0, value)).max(0.0) * scale + 6.0),
            tenth(top + 15.0),
            bar.number.to_string(),
        )
    });
    html!(
        r#"<figure class="chart"><figcaption lang="zh-CN">{}</figcaption>
<svg viewBox="0 0 {} {}" role="img" aria-label="{}" lang="zh-CN">{}</svg></figure>"#,
        title,
        tenth(LABEL + ROOM + VALUE),
        tenth(bars.len() as f64 * ROW),
        title,
        rows.collect::<Markup>(),
    )
}

fn tenth(value: f64) -> String {
    format!("{value:.1}")
}
