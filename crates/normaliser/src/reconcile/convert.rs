//! A number in another measure.

use fenjie_model::{Decimal, Measure};

/// The number in another measure, exactly; none where the measures do not measure the same.
pub(super) fn convert(number: Decimal, from: &Measure, to: &Measure) -> Option<Decimal> {
    let same = from.id.is_some() && (from.id == to.id || from.dimension.as_deref() == Some("count"));
    if !same || from.dimension != to.dimension {
        return None;
    }
    let ((a, b), (c, d)) = (from.multiplier?, to.multiplier?);
    times(number, a.checked_mul(d)?, b.checked_mul(c)?)
}

/// The number times a ratio.
pub(super) fn times(number: Decimal, up: i128, down: i128) -> Option<Decimal> {
    let up = Decimal::try_from_i128_with_scale(up, 0).ok()?;
    let down = Decimal::try_from_i128_with_scale(down, 0).ok()?;
    number.checked_mul(up)?.checked_div(down).map(|number| number.normalize())
}
