//! Numbers as JSON numbers with exactly the digits that they are to have.

use std::borrow::Cow;

use fenjie_model::Decimal;
use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::{Serialize, Serializer};

/// A number with the digits that were printed: `1855.0` stays `1855.0`.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Digits(pub Decimal);

impl Serialize for Digits {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        verbatim(&self.0.to_string(), serializer)
    }
}

/// Points, to a tenth.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Points(pub f32);

impl Points {
    /// In tenths of a point; 0 for what is no number.
    pub(crate) fn tenths(self) -> i64 {
        // A cast from a float saturates, and gives 0 for NaN.
        (f64::from(self.0) * 10.0).round() as i64
    }
}

impl Serialize for Points {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_f64(self.tenths() as f64 / 10.0)
    }
}

/// An exact ratio.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Ratio {
    numerator: i128,
    denominator: i128,
}

impl Ratio {
    /// The ratio in its lowest terms with a positive denominator; none where the denominator is 0.
    pub(crate) fn new((numerator, denominator): (i128, i128)) -> Option<Self> {
        let divisor = gcd(numerator.unsigned_abs(), denominator.unsigned_abs());
        let divisor = i128::try_from(divisor).ok().filter(|d| *d != 0 && denominator != 0)?;
        let sign = denominator.signum();
        Some(Self {
            numerator: (numerator / divisor).checked_mul(sign)?,
            denominator: (denominator / divisor).checked_mul(sign)?,
        })
    }

    /// The ratio as decimal digits, where it has finitely many.
    fn decimal(self) -> Option<String> {
        let (mut numerator, mut denominator, mut places) = (self.numerator, self.denominator, 0);
        while denominator != 1 {
            let factor = match denominator {
                d if d % 10 == 0 => 10,
                d if d % 2 == 0 => 2,
                d if d % 5 == 0 => 5,
                _ => return None,
            };
            denominator /= factor;
            numerator = numerator.checked_mul(10 / factor)?;
            places += 1;
        }
        Some(Decimal::try_from_i128_with_scale(numerator, places).ok()?.to_string())
    }

    /// `1/15`, where no decimal number is exact.
    pub(crate) fn inexact(self) -> Option<String> {
        (self.denominator != 1 && self.decimal().is_none())
            .then(|| format!("{}/{}", self.numerator, self.denominator))
    }

    /// The number, exact where a decimal number is, else the nearest that a double holds.
    pub(crate) fn number(self) -> String {
        self.decimal().unwrap_or_else(|| (self.numerator as f64 / self.denominator as f64).to_string())
    }
}

impl Serialize for Ratio {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self.denominator {
            1 => serializer.serialize_i128(self.numerator),
            _ => verbatim(&self.number(), serializer),
        }
    }
}

fn gcd(a: u128, b: u128) -> u128 {
    if b == 0 { a } else { gcd(b, a % b) }
}

/// Writes digits as they are.
fn verbatim<S: Serializer>(digits: &str, serializer: S) -> Result<S::Ok, S::Error> {
    digits.parse::<serde_json::Number>().map_err(serde::ser::Error::custom)?.serialize(serializer)
}

macro_rules! number_schema {
    ($($type:ty),+) => {$(
        impl JsonSchema for $type {
            fn inline_schema() -> bool {
                true
            }

            fn schema_name() -> Cow<'static, str> {
                stringify!($type).into()
            }

            fn json_schema(_: &mut SchemaGenerator) -> Schema {
                json_schema!({ "type": "number" })
            }
        }
    )+};
}

number_schema!(Digits, Points, Ratio);

#[cfg(test)]
mod tests {
    use super::*;

    fn check(value: &impl Serialize, expected: &str) {
        assert_eq!(serde_json::to_string(value).unwrap(), expected);
    }

    #[test]
    fn printed_digits_stay() {
        for digits in ["1855.0", "30.30", "-3.5", "0", "0.0238", "12345678901234567890.10"] {
            check(&Digits(digits.parse().unwrap()), digits);
        }
    }

    #[test]
    fn points_are_rounded_to_a_tenth() {
        for (points, expected) in [(72.04, "72.0"), (610.25, "610.3"), (-0.01, "0.0"), (f32::NAN, "0.0")] {
            check(&Points(points), expected);
        }
    }

    #[test]
    fn a_ratio_is_exact_in_one_of_its_forms() {
        for (ratio, number, exact) in [
            ((100_000_000, 1), "100000000", None),
            ((1, 100), "0.01", None),
            ((3, -8), "-0.375", None),
            ((2, 30), "0.06666666666666667", Some("1/15")),
        ] {
            let ratio = Ratio::new(ratio).unwrap();
            check(&ratio, number);
            assert_eq!(ratio.inexact().as_deref(), exact);
        }
        assert_eq!(Ratio::new((1, 0)), None);
        assert_eq!(Ratio::new((i128::MIN, -1)), None);
    }
}
