//! What two aligned targets say, held against each other exactly.

use fenjie_model::{Bound, Decimal, Measure, Target, TargetChange, TargetChangeKind, ValueKind};

use crate::exact::Exact;

/// The places of a percentage.
const PERCENT_PLACES: u32 = 6;

/// What changed from the old target to the new; none where they say the same in the same words.
pub(crate) fn compare<'a>(old: &'a Target, new: &'a Target) -> Option<TargetChange<'a>> {
    let change = |change, difference, percent| {
        Some(TargetChange { change, old: Some(old), new: Some(new), difference, percent, twice: false })
    };
    let worded_alike = old.value.raw == new.value.raw;
    let scale = scale(old.measure.as_ref(), new.measure.as_ref());
    // Two measures without a conversion say different things, whatever their digits.
    let unmeasured = old.measure.is_none() || new.measure.is_none();
    let sides_alike = bound(old) == bound(new);
    let same =
        |same_meaning: bool, difference, percent| match (same_meaning && !opposed(old, new), worded_alike) {
            (true, true) if sides_alike && scale == Some(Exact::ONE) => None,
            (true, _) => change(TargetChangeKind::Restated, difference, percent),
            (false, _) => change(TargetChangeKind::Changed, difference, percent),
        };
    match (old.value.kind, new.value.kind) {
        (ValueKind::Number, ValueKind::Number) => {
            let (a, b) = (old.value.number, new.value.number);
            let Some(scale) = scale else { return same(a == b && unmeasured, None, None) };
            let converted = |number: Option<Decimal>| Exact::of(number?)?.times(scale);
            let (from, to) = (converted(a), b.and_then(Exact::of));
            let difference = from.zip(to).and_then(|(from, to)| to.less(from));
            let percent = difference.zip(from).and_then(|(difference, from)| percent(difference, from));
            same(
                difference.map_or(a == b && scale == Exact::ONE, Exact::is_zero),
                difference.and_then(Exact::decimal),
                percent,
            )
        }
        (ValueKind::Range, ValueKind::Range) => {
            let end = |from: Option<Decimal>, to: Option<Decimal>| match scale {
                Some(scale) => {
                    from.and_then(Exact::of).and_then(|n| n.times(scale)) == to.and_then(Exact::of)
                }
                None => from == to && unmeasured,
            };
            same(end(old.value.low, new.value.low) && end(old.value.high, new.value.high), None, None)
        }
        (ValueKind::Text, ValueKind::Text) if worded_alike => None,
        (ValueKind::Blank, ValueKind::Blank) => None,
        (ValueKind::None, ValueKind::None) if worded_alike => None,
        (ValueKind::None, ValueKind::None) => change(TargetChangeKind::Restated, None, None),
        _ => change(TargetChangeKind::Changed, None, None),
    }
}

/// What one of the old measure is in the new; none where no exact conversion is known.
///
/// Money of two currencies is never converted; what is counted in two words (家, 户) is.
pub(crate) fn scale(old: Option<&Measure>, new: Option<&Measure>) -> Option<Exact> {
    let (old, new) = match (old, new) {
        (None, None) => return Some(Exact::ONE),
        (Some(old), Some(new)) => (old, new),
        _ => return None,
    };
    if old.raw == new.raw && old.id == new.id {
        return Some(Exact::ONE);
    }
    let counted = |measure: &Measure| measure.dimension.as_deref() == Some("count");
    let same_base = old.id.is_some() && old.id == new.id;
    if !(same_base || (counted(old) && counted(new))) {
        return None;
    }
    let multiplier = |measure: &Measure| measure.multiplier.and_then(|(n, d)| Exact::new(n, d));
    multiplier(old)?.over(multiplier(new)?)
}

fn percent(difference: Exact, from: Exact) -> Option<Decimal> {
    difference.over(from.abs()?)?.times(Exact::new(100, 1)?)?.rounded(PERCENT_PLACES)
}

/// The side of the number that is meant, by the cell or by its header.
fn bound(target: &Target) -> Option<Bound> {
    target.value.bound.or(target.measure.as_ref().and_then(|measure| measure.bound))
}

/// Whether one is a floor and the other a ceiling.
fn opposed(old: &Target, new: &Target) -> bool {
    matches!(
        (bound(old), bound(new)),
        (Some(Bound::AtLeast), Some(Bound::AtMost)) | (Some(Bound::AtMost), Some(Bound::AtLeast))
    )
}
