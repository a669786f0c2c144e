//! Heads over the units across the top that say in a bracket which or how many these are: 乡镇（场）, 各乡镇（个）, 责任单位（家）.

use fenjie_model::{HashMap, HashSet};

use crate::form::{Axis, Form, Role};
use crate::headers::Headers;
use crate::known::Known;
use crate::measure::of_header;
use crate::qualify::named_across;
use crate::words::{Heading, heading, names_places};

/// Takes what counts units for no measure of the numbers below it. Where two such heads stand over one unit (企业（家）, 项目（个）
/// over 甲镇), each says what is counted there.
pub(super) fn settle(columns: &mut [Headers<'_>], form: &Form, known: &Known<'_>) {
    if form.axis != Axis::Across {
        return;
    }
    let values: Vec<usize> = form.groups.iter().flat_map(|group| group.of(Role::Value)).collect();
    let measured = form.groups.iter().any(|group| group.of(Role::Measure).next().is_some());
    let mut heads: HashMap<&str, HashSet<&str>> = HashMap::default();
    for &col in &values {
        let path = &columns[col].path;
        let Some(unit) = named_across(path, known) else { continue };
        let over = path.iter().take_while(|text| **text != unit).filter(|text| is_count(text));
        heads.entry(unit).or_default().extend(over.copied());
    }
    if heads.values().any(|heads| heads.len() > 1) {
        return;
    }
    let counts = |text: &str| is_count(text) && counts_units(text, measured);
    let heads: HashSet<&str> = heads.into_values().flatten().filter(|text| counts(text)).collect();
    let of_values =
        values.into_iter().filter(|col| columns[*col].path.iter().any(|text| heads.contains(text)));
    for col in of_values.collect::<Vec<_>>() {
        columns[col].set_measure_without(&heads);
    }
}

fn is_count(head: &str) -> bool {
    of_header(head).is_some_and(|measure| measure.dimension.as_deref() == Some("count"))
}

/// Whether a head names the units below it and nothing that they have: where each row has a measure of its own, 企业（家） does.
fn counts_units(head: &str, measured: bool) -> bool {
    match heading(head) {
        Heading::Responsible | Heading::UnitOrMeasure => true,
        Heading::Unit => measured || names_places(head),
        _ => false,
    }
}
