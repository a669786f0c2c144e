//! Columns that a single space parts: values with the names of the next group right behind them, as folded tables have them.

use super::valued::rows;
use crate::table::aligned::Word;
use crate::table::aligned::bands::Band;
use crate::table::aligned::columns::Strip;
use crate::table::aligned::content::is_value;
use crate::table::aligned::measures::is_measure;
use fenjie_model::text::is_cjk;

/// So many rows at least have a value and a name with one space between them.
const FEWEST: usize = 3;

/// The strips between values and the names right behind them, where most rows have both at one place, and no other strip.
pub(super) fn glued(bands: &[Band], words: &[Word], strips: &[Strip]) -> Vec<Strip> {
    let rows = rows(bands, words);
    let count = rows.iter().filter(|row| **row).count();
    let own = bands.iter().zip(&rows).filter(|(_, row)| **row).flat_map(|(band, _)| &band.segments);
    let pairs = own.flat_map(|s| s.words.windows(2)).map(|pair| (&words[pair[0]], &words[pair[1]]));
    let parted = |gap: &Strip| strips.iter().any(|s| gap.x0 <= s.x1 && s.x0 <= gap.x1);
    let mut gaps: Vec<Strip> = pairs
        .filter(|(value, name)| is_value(&value.text) && is_name(&name.text))
        .filter(|(value, name)| !is_value(&[&value.text, " ", &name.text].concat()))
        .map(|(value, name)| Strip { x0: value.bbox.x1, x1: name.bbox.x0 })
        .filter(|gap| !parted(gap))
        .collect();
    gaps.sort_by(|a, b| a.x1.total_cmp(&b.x1));
    let mut found: Vec<(Strip, usize)> = Vec::new();
    for gap in gaps {
        match found.last_mut() {
            Some((strip, n)) if gap.x0 < strip.x1 => (strip.x0, *n) = (strip.x0.max(gap.x0), *n + 1),
            _ => found.push((gap, 1)),
        }
    }
    found.into_iter().filter(|(_, n)| *n >= FEWEST && 2 * n > count).map(|(strip, _)| strip).collect()
}

/// Whether a text names something, and is not what a number before it counts.
fn is_name(text: &str) -> bool {
    text.chars().filter(|c| is_cjk(*c)).nth(1).is_some() && text.starts_with(is_cjk) && !is_measure(text)
}

#[cfg(test)]
mod tests {
    use super::super::tests::drawn;
    use super::*;
    use crate::table::aligned::Settings;
    use crate::table::aligned::bands::bands;

    #[track_caller]
    fn check(text: &str, expected: &[(f32, f32)]) {
        let words = drawn(text);
        let found = glued(&bands(&words, &Settings::counted()), &words, &[]);
        assert_eq!(found.iter().map(|s| (s.x0, s.x1)).collect::<Vec<_>>(), expected);
    }

    #[test]
    fn names_right_behind_values_are_columns() {
        check(
            "罗城街道    278 罗平镇    36\n素龙街道    255 船步镇    67\n太平镇      33 围底镇   243",
            &[(11.0, 12.0)],
        );
    }

    #[test]
    fn what_a_number_counts_is_none() {
        check("甲镇    278 万吨    36\n乙镇    255 万吨    67\n丙镇     33 万吨   243", &[]);
        check("甲镇    78 以上    36\n乙镇    55 以上    67\n丙镇    33 以上   243", &[]);
        check("甲镇    278 罗平镇    36\n乙镇    255    67\n丙镇     33   243", &[]);
    }
}
