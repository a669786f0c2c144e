//! What the script needs to know, as JSON in the page.

use fenjie_model::{At, Extraction, Finding, Target};
use serde_json::{Map, Value, json};

use crate::input::Review;
use crate::places;

/// The JSON, safe to stand in a `script` element: no `<` is in it.
pub(crate) fn island(review: &Review<'_>) -> String {
    let Extraction { notice, sha256, name, region, findings, targets, .. } = review.extraction;
    let facts: Map<String, Value> = targets
        .iter()
        .map(|target| (places::cell(&target.table, target.row, target.col), fact(target)))
        .collect();
    let value = json!({
        "name": name,
        "sha256": sha256,
        "doc_number": notice.doc_number,
        "year": notice.year,
        "region": region.as_ref().map(|region| json!({"id": region.id, "name": region.name})),
        "findings": findings.iter().map(finding).collect::<Vec<_>>(),
        "targets": facts,
        "suggestions": review.suggestions.iter().map(|s| json!({
            "name": s.name, "kind": s.kind.as_str(),
        })).collect::<Vec<_>>(),
        "known": review.known.iter().map(|unit| json!({
            "id": unit.id, "name": unit.name,
        })).collect::<Vec<_>>(),
    });
    value.to_string().replace('<', "\\u003c")
}

fn finding(finding: &Finding) -> Value {
    let place = &finding.place;
    let bbox = match place.at {
        Some(At::Page { bbox, .. }) => Some([bbox.x0, bbox.top, bbox.x1, bbox.bottom]),
        _ => None,
    };
    json!({
        "severity": finding.severity.as_str(),
        "code": finding.code.as_str(),
        "message": finding.message,
        "accepted": finding.accepted,
        "printed": finding.printed,
        "annex": place.annex,
        "table": place.table,
        "row": place.row,
        "col": place.col,
        "page": places::page_of(place),
        "line": places::line_of(place),
        "bbox": bbox,
    })
}

/// What a cell was read as.
fn fact(target: &Target) -> Value {
    let value = &target.value;
    let number = |number: Option<fenjie_model::Decimal>| number.map(|n| n.to_string());
    json!({
        "indicator": target.indicator.name,
        "indicator_id": target.indicator.id,
        "unit": target.unit.as_ref().map(|unit| unit.raw.as_str()),
        "unit_id": target.unit.as_ref().and_then(|unit| unit.id.as_deref()),
        "measure": target.measure.as_ref().map(|measure| measure.raw.as_str()),
        "kind": value.kind.as_str(),
        "number": number(value.number),
        "low": number(value.low),
        "high": number(value.high),
        "bound": value.bound.map(fenjie_model::Bound::as_str),
        "note": value.note,
        "stage": target.stage,
        "year": target.period.year,
        "months": target.period.months.map(|(from, to)| [from, to]),
        "responsible": target.responsible.iter().map(|unit| unit.raw.as_str()).collect::<Vec<_>>(),
    })
}
