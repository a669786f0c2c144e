//! Exact arithmetic on printed numbers.

use fenjie_model::Decimal;

/// The most decimal places of a quotient that has no end.
const PLACES: u32 = 10;

/// An exact ratio with a positive denominator.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Exact {
    numerator: i128,
    denominator: i128,
}

impl Exact {
    /// One.
    pub(crate) const ONE: Self = Self { numerator: 1, denominator: 1 };

    /// In lowest terms; none where the denominator is 0 or the terms are too large.
    pub(crate) fn new(numerator: i128, denominator: i128) -> Option<Self> {
        let divisor = gcd(numerator.unsigned_abs(), denominator.unsigned_abs());
        let divisor =
            i128::try_from(divisor).ok().filter(|_| denominator != 0)?.checked_mul(denominator.signum())?;
        Some(Self {
            numerator: numerator.checked_div(divisor)?,
            denominator: denominator.checked_div(divisor)?,
        })
    }

    /// The number as printed.
    pub(crate) fn of(number: Decimal) -> Option<Self> {
        Self::new(number.mantissa(), 10i128.checked_pow(number.scale())?)
    }

    /// As near as a float comes to it.
    pub(crate) fn to_f64(self) -> f64 {
        self.numerator as f64 / self.denominator as f64
    }

    pub(crate) fn is_zero(self) -> bool {
        self.numerator == 0
    }

    pub(crate) fn abs(self) -> Option<Self> {
        Some(Self { numerator: self.numerator.checked_abs()?, ..self })
    }

    pub(crate) fn times(self, other: Self) -> Option<Self> {
        // Crosswise in lowest terms first, so that large scales do not overflow needlessly.
        let a = Self::new(self.numerator, other.denominator)?;
        let b = Self::new(other.numerator, self.denominator)?;
        Self::new(a.numerator.checked_mul(b.numerator)?, a.denominator.checked_mul(b.denominator)?)
    }

    pub(crate) fn over(self, other: Self) -> Option<Self> {
        self.times(Self::new(other.denominator, other.numerator)?)
    }

    pub(crate) fn less(self, other: Self) -> Option<Self> {
        let left = self.numerator.checked_mul(other.denominator)?;
        let right = other.numerator.checked_mul(self.denominator)?;
        Self::new(left.checked_sub(right)?, self.denominator.checked_mul(other.denominator)?)
    }

    /// Whether it lies between a half and two.
    pub(crate) fn is_within_twofold(self) -> bool {
        let doubled = |n: i128| n.checked_mul(2);
        doubled(self.numerator).is_some_and(|n| n >= self.denominator)
            && doubled(self.denominator).is_some_and(|d| self.numerator <= d)
    }

    /// As a decimal without needless zeros: exact where it ends, else to ten places.
    pub(crate) fn decimal(self) -> Option<Decimal> {
        let (mut rest, mut twos, mut fives) = (self.denominator, 0u32, 0u32);
        while rest % 2 == 0 {
            (rest, twos) = (rest / 2, twos + 1);
        }
        while rest % 5 == 0 {
            (rest, fives) = (rest / 5, fives + 1);
        }
        self.rounded(if rest == 1 { twos.max(fives) } else { PLACES })
    }

    /// As a decimal of at most so many places, half to even, without needless zeros.
    pub(crate) fn rounded(self, places: u32) -> Option<Decimal> {
        let scaled = self.times(Self::new(10i128.checked_pow(places)?, 1)?)?;
        let (mut whole, rest) = (
            scaled.numerator.div_euclid(scaled.denominator),
            scaled.numerator.rem_euclid(scaled.denominator),
        );
        let twice = rest.checked_mul(2)?;
        if twice > scaled.denominator || (twice == scaled.denominator && whole % 2 != 0) {
            whole = whole.checked_add(1)?;
        }
        Some(Decimal::try_from_i128_with_scale(whole, places).ok()?.normalize())
    }
}

fn gcd(a: u128, b: u128) -> u128 {
    if b == 0 { a.max(1) } else { gcd(b, a % b) }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn exact(text: &str) -> Exact {
        Exact::of(text.parse().unwrap()).unwrap()
    }

    #[test]
    fn a_quotient_is_exact_where_it_ends() {
        for (a, b, expected) in [
            ("1855.0", "10000", "0.1855"),
            ("1", "15", "0.0666666667"),
            ("-3", "8", "-0.375"),
            ("0.00", "7", "0"),
        ] {
            assert_eq!(exact(a).over(exact(b)).unwrap().decimal().unwrap().to_string(), expected);
        }
        assert_eq!(exact("1").over(exact("0")), None);
    }

    #[test]
    fn a_difference_has_no_needless_zeros() {
        for (a, b, expected) in [("52.00", "43.58", "8.42"), ("18.70", "17.20", "1.5"), ("5", "5.0", "0")] {
            assert_eq!(exact(a).less(exact(b)).unwrap().decimal().unwrap().to_string(), expected);
        }
    }

    #[test]
    fn a_half_is_rounded_to_the_even_digit() {
        for (number, expected) in [("0.25", "0.2"), ("0.35", "0.4"), ("-0.25", "-0.2"), ("0.26", "0.3")] {
            assert_eq!(exact(number).rounded(1).unwrap().to_string(), expected);
        }
    }

    #[test]
    fn what_is_too_large_is_none() {
        let huge = Exact::new(i128::MAX, 1).unwrap();
        assert_eq!(huge.times(exact("2")), None);
        assert_eq!(huge.less(exact("-1")), None);
        assert_eq!(huge.decimal(), None);
    }
}
