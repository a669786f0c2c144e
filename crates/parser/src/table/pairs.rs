//! Numbers side by side that end at two places, line after line: the shorter of two columns leave a gap that the longer
//! ones do not.
//!
//! ```text
//!   26  86.67%
//!    4 100.00%
//!  120  84.51%
//! ```

/// So many lines tell it.
const FEWEST: usize = 5;
/// Numbers end at one place within this many ems.
pub(crate) const SAME: f32 = 0.12;
/// The gaps differ by this many ems at least: by a digit. The groups of one number stand all as far apart.
const DIFFER: f32 = 0.35;

/// Two numbers side by side.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Pair {
    /// Where the two end.
    pub(crate) ends: [f32; 2],
    /// Where the second one begins.
    pub(crate) x: f32,
    /// Their font size in points.
    pub(crate) size: f32,
    /// The line that they stand on.
    pub(crate) line: usize,
}

/// The pairs that are of two columns each. One text at a place has the same gap in all lines.
pub(crate) fn columns(mut pairs: Vec<Pair>) -> Vec<Vec<Pair>> {
    let mut found = Vec::new();
    pairs.sort_by(|a, b| a.ends[0].total_cmp(&b.ends[0]).then(a.line.cmp(&b.line)));
    for level in pairs.chunk_by_mut(|a, b| b.ends[0] - a.ends[0] <= SAME * a.size) {
        level.sort_by(|a, b| a.ends[1].total_cmp(&b.ends[1]).then(a.line.cmp(&b.line)));
        let columns = level.chunk_by(|a, b| b.ends[1] - a.ends[1] <= SAME * a.size);
        found.extend(columns.filter(|column| differ(column)).map(<[Pair]>::to_vec));
    }
    found
}

/// Whether enough pairs have gaps of different widths.
fn differ(pairs: &[Pair]) -> bool {
    let gaps = pairs.iter().map(|pair| (pair.x - pair.ends[0]) / pair.size);
    let (least, most) = gaps.fold((f32::INFINITY, f32::NEG_INFINITY), |(l, m), gap| (l.min(gap), m.max(gap)));
    pairs.len() >= FEWEST && most - least >= DIFFER
}

/// Whether two texts are numbers, or a number and what stands in the place of one.
pub(crate) fn are_numbers(first: &str, second: &str) -> bool {
    is_number(first) && (is_number(second) || matches!(second, "-" | "–" | "—" | "−"))
}

/// Whether a text is a number, of a hundred perhaps.
fn is_number(text: &str) -> bool {
    let number = text.strip_suffix('%').unwrap_or(text);
    number.starts_with(|c: char| c.is_ascii_digit())
        && number.bytes().all(|b| b.is_ascii_digit() || matches!(b, b'.' | b','))
        && !number.ends_with(['.', ','])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_a_pair_of_numbers() {
        for (first, second, expected) in [
            ("26", "86.67%", true),
            ("0", "-", true),
            ("1,234", "5", true),
            ("-", "5", false),
            ("26", "(86)", false),
            ("3.", "14", false),
            ("A4", "7", false),
        ] {
            assert_eq!(are_numbers(first, second), expected, "{first} {second}");
        }
    }
}
