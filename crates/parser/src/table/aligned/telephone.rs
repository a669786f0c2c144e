//! Telephone numbers: they state no value, and several can stand one below the other in a cell.

/// Whether a text is a telephone number: `781-663-0130`, `(202) 512-6000`, `0578-2091234`.
pub(super) fn is_telephone(text: &str) -> bool {
    let text = text.trim();
    let bare = text.strip_prefix('(').unwrap_or(text);
    let groups: Vec<&str> = bare.split([' ', ')', '-', '–', '.']).filter(|group| !group.is_empty()).collect();
    let are_digits = groups.iter().all(|group| group.bytes().all(|b| b.is_ascii_digit()));
    let lengths: Vec<usize> = groups.iter().map(|group| group.len()).collect();
    let is_dialled =
        matches!(lengths.as_slice(), [3, 3, 4] | [1, 3, 3, 4]) && text.contains(['-', '–', ')', '.']);
    // An area code begins with 0.
    let has_area = matches!(lengths.as_slice(), [3 | 4, 7 | 8]) && groups[0].starts_with('0');
    are_digits && (is_dialled || has_area)
}

#[cfg(test)]
mod tests {
    use super::super::rows::slots::tests::check;
    use super::*;

    /// Names, addresses and telephone numbers, so many lines of each in a row.
    #[track_caller]
    fn check_rows(lines: usize) {
        let names = ["Boston", "Philadelphia", "Atlanta"];
        let addresses = [
            ["380 Trapelo Road", "900 Market Street", "5780 Jonesboro Road"],
            ["Waltham", "PA 19107", "Morrow"],
        ];
        let numbers = [
            ["781-663-0130", "215-606-0100", "770-968-2100"],
            ["781-663-0154", "215-606-0111", "770-968-2547"],
        ];
        let mut texts = vec![("Facility", 0.0, 0.0), ("Address", 170.0, 0.0), ("Contact", 420.0, 0.0)];
        let mut expected = "Facility Address Contact".to_owned();
        for (k, name) in names.into_iter().enumerate() {
            let top = 20.0 + 34.0 * k as f32;
            texts.push((name, 0.0, top));
            for line in 0..lines {
                let top = top + 12.0 * line as f32;
                texts.extend([(addresses[line][k], 170.0, top), (numbers[line][k], 420.0, top)]);
            }
            let of = |column: [[&'static str; 3]; 2]| {
                column[..lines].iter().map(|line| line[k]).collect::<Vec<_>>().join(" ")
            };
            expected += &format!("\n{name} {} {}", of(addresses), of(numbers));
        }
        check(&texts, &[], &expected);
    }

    #[test]
    fn two_telephone_numbers_are_of_one_cell() {
        check_rows(2);
    }

    #[test]
    fn a_telephone_number_in_each_row_is_below_the_heads() {
        check_rows(1);
    }

    #[test]
    fn telephone_numbers_are_told_by_their_groups() {
        for text in ["781-663-0130", "(202) 512-6000", "1-800-555.0199", "0578-2091234", "(010)66551234"] {
            assert!(is_telephone(text), "{text}");
        }
        for text in ["1 234 567", "123 456 7890", "8.7–10.2", "2023-0012345", "703.10.20", "781-663-013a"] {
            assert!(!is_telephone(text), "{text}");
        }
    }
}
