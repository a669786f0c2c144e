//! The one way to print a value.

use std::fmt::Write;

use fenjie_model::{Bound, Value, ValueKind};

/// The value in the grammar's plainest form: `≥8%（增长）`, `5～6`, `—`. Reading it gives the same value.
pub fn canonical(value: &Value) -> String {
    let mut out = String::new();
    match value.kind {
        ValueKind::Blank => return out,
        ValueKind::None => return "—".to_owned(),
        ValueKind::Text => return value.raw.clone(),
        ValueKind::Number | ValueKind::Range => {}
    }
    out.push_str(match value.bound {
        Some(Bound::AtLeast) => "≥",
        Some(Bound::AtMost) => "≤",
        Some(Bound::About) => "约",
        None => "",
    });
    let ends = [value.number, value.low, value.high];
    for (i, end) in ends.into_iter().flatten().enumerate() {
        let sign = if i == 0 { "" } else { "～" };
        let _ = write!(out, "{sign}{end}");
    }
    out.push_str(value.measure.as_deref().unwrap_or_default());
    if let Some(note) = &value.note {
        let _ = write!(out, "（{note}）");
    }
    out
}
