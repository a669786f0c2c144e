//! Numbers, with the digits that they have.

use fenjie_model::Decimal;
use serde_json::Number;

use super::{Read, cannot};

/// `1/15`.
pub(super) fn ratio(text: &str) -> Read<(i128, i128)> {
    let terms = text.split_once('/').and_then(|(n, d)| Some((n.parse().ok()?, d.parse().ok()?)));
    match terms {
        Some((n, d)) if d != 0 => Ok((n, d)),
        _ => cannot(format!("`{text}` is no ratio")),
    }
}

pub(super) fn fraction(number: Decimal) -> Read<(i128, i128)> {
    let number = number.normalize();
    match 10i128.checked_pow(number.scale()) {
        Some(denominator) => Ok((number.mantissa(), denominator)),
        None => cannot(format!("{number} has too many places")),
    }
}

/// The number with its digits; one with an exponent (1e8) without it.
pub(super) fn decimal(number: &Number) -> Read<Decimal> {
    let text = number.to_string();
    let read = if text.contains(['e', 'E']) {
        Decimal::from_scientific(&text)
    } else {
        Decimal::from_str_exact(&text)
    };
    read.or_else(|_| cannot(format!("{text} has too many digits")))
}
