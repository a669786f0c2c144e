//! Numbers and paths as SVG, short.

use std::fmt::Write;

use hayro_interpret::kurbo::{Affine, BezPath, PathEl, Point};

/// Appends a number with at most so many decimals and no needless character. What is not finite is 0.
pub(super) fn number(out: &mut String, value: f64, decimals: usize) {
    let value = if value.is_finite() { value.clamp(-1e7, 1e7) } else { 0.0 };
    let start = out.len();
    // Writing to a string cannot fail.
    let _ = write!(out, "{value:.decimals$}");
    if decimals > 0 {
        let kept = out[start..].trim_end_matches('0').trim_end_matches('.').len();
        out.truncate(start + kept);
    }
    if matches!(&out[start..], "-0" | "") {
        out.truncate(start);
        out.push('0');
    }
}

/// Appends numbers parted by spaces.
pub(super) fn numbers(out: &mut String, values: &[f64], decimals: usize) {
    for (i, value) in values.iter().enumerate() {
        if i > 0 {
            out.push(' ');
        }
        number(out, *value, decimals);
    }
}

/// Appends a path in absolute commands.
pub(super) fn path(out: &mut String, path: &BezPath, decimals: usize) {
    let mut command = |letter: char, points: &[Point]| {
        out.push(letter);
        for (i, point) in points.iter().enumerate() {
            if i > 0 {
                out.push(' ');
            }
            numbers(out, &[point.x, point.y], decimals);
        }
    };
    for element in path.elements() {
        match *element {
            PathEl::MoveTo(p) => command('M', &[p]),
            PathEl::LineTo(p) => command('L', &[p]),
            PathEl::QuadTo(a, b) => command('Q', &[a, b]),
            PathEl::CurveTo(a, b, c) => command('C', &[a, b, c]),
            PathEl::ClosePath => command('Z', &[]),
        }
    }
}

/// Appends ` name="matrix(…)"`; nothing for the identity.
pub(super) fn transform(out: &mut String, name: &str, transform: Affine) {
    if transform == Affine::IDENTITY {
        return;
    }
    let [a, b, c, d, e, f] = transform.as_coeffs();
    let _ = write!(out, " {name}=\"matrix(");
    numbers(out, &[a, b, c, d], 6);
    out.push(' ');
    numbers(out, &[e, f], 3);
    out.push_str(")\"");
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_short() {
        let check = |value: f64, decimals, expected: &str| {
            let mut out = String::new();
            number(&mut out, value, decimals);
            assert_eq!(out, expected);
        };
        check(12.0, 2, "12");
        check(100.0, 0, "100");
        check(-0.001, 2, "0");
        check(1.256, 2, "1.26");
        check(f64::NAN, 2, "0");
        check(f64::INFINITY, 2, "0");
        check(1e300, 0, "10000000");
    }
}
