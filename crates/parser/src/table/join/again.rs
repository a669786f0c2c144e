//! Rows that a page prints again below the header: those that number the columns (栏次 1 2 3), and the total over all rows.

use fenjie_model::Table;
use fenjie_model::text::fold;

use super::columns::row;
use crate::table::aligned::is_grand_total;

/// How many rows below the header a part prints again; `skipped` rows of the table's head, and `repeated` ones of the
/// part, are header. A row of the part's own stays.
pub(super) fn below_header(head: &Table, skipped: usize, part: &Table, repeated: usize) -> usize {
    let most = head.rows.saturating_sub(skipped).min(part.rows.saturating_sub(repeated + 1));
    let is_again = |&i: &usize| {
        let own = repeated + i;
        row(head, skipped + i) == row(part, own) && (numbers_columns(part, own) || is_total(part, own))
    };
    (0..most).take_while(is_again).count()
}

/// Whether a row numbers the columns: one behind the other, from the first that has values on. What stands left of them
/// names the row (栏次), or is a letter or nothing.
fn numbers_columns(table: &Table, row: usize) -> bool {
    /// Fewer numbers can be values.
    const FEWEST: usize = 2;
    /// What names the row is no longer.
    const LONGEST_NAME: usize = 4;
    let texts = texts(table, row);
    let named = texts.iter().take_while(|text| number(text).is_none());
    let labels =
        named.clone().filter(|text| !text.is_empty()).all(|text| text.chars().count() <= LONGEST_NAME);
    let numbers: Option<Vec<u32>> = texts[named.count()..].iter().map(|text| number(text)).collect();
    numbers.is_some_and(|numbers| {
        labels
            && numbers.len() >= FEWEST
            && numbers[0] <= 2
            && numbers.windows(2).all(|pair| pair[1] == pair[0] + 1)
    })
}

/// The number of a column, how it comes about behind it perhaps: `3`, `（3）`, `3=1+2`.
fn number(text: &str) -> Option<u32> {
    let text = text.trim_matches(['(', ')']);
    let (number, formula) = text.split_once('=').map_or((text, None), |(number, rest)| (number, Some(rest)));
    let is_formula = |text: &str| text.contains(|c: char| c.is_ascii_digit());
    (number.len() <= 2 && formula.is_none_or(is_formula)).then(|| number.parse().ok())?
}

/// Whether a row is the total over all rows.
fn is_total(table: &Table, row: usize) -> bool {
    let texts = texts(table, row);
    texts.iter().any(|text| is_grand_total(text))
        && texts.iter().any(|text| text.contains(|c: char| c.is_ascii_digit()))
}

fn texts(table: &Table, row: usize) -> Vec<String> {
    let cells = table.cells.iter().filter(|cell| cell.row == row);
    cells.map(|cell| fold(&cell.text).into_owned()).collect()
}

#[cfg(test)]
mod tests {
    use super::super::super::tests::table;
    use super::*;

    #[track_caller]
    fn check(head: &str, part: &str, expected: usize) {
        assert_eq!(below_header(&table(head), 1, &table(part), 1), expected, "{head}\n{part}");
    }

    #[test]
    fn numbers_of_columns() {
        for numbers in ["栏次 1 2 3", "1 2 3 4", "甲 1 2 3＝2÷1", "_ 1 2 3", "（1） （2） （3） （4）"]
        {
            check(
                &format!("项 a b c\n{numbers}\n甲镇 8 9 4"),
                &format!("项 a b c\n{numbers}\n乙镇 7 2 1"),
                1,
            );
        }
        for total in ["合计", "全县合计", "总计（9个）"] {
            let first = format!("项 a b c\n栏次 1 2 3\n{total} 8 9 4");
            check(&first, &format!("{first}\n乙镇 7 2 1"), 2);
        }
    }

    #[test]
    fn rows_of_values() {
        for values in ["甲镇 5 6 7", "甲镇 1 3 2", "甲镇人民政府 1 2 3", "合计 — — —", "甲镇 1 — 3"]
        {
            check(&format!("项 a b c\n{values}\n甲镇 8 9 4"), &format!("项 a b c\n{values}\n乙镇 7 2 1"), 0);
        }
        // Other numbers than the first page has; nothing else on the page.
        check("项 a b c\n栏次 1 2 3\n甲镇 8 9 4", "项 a b c\n栏次 2 3 4\n乙镇 7 2 1", 0);
        check("项 a b c\n栏次 1 2 3\n甲镇 8 9 4", "项 a b c\n栏次 1 2 3", 0);
    }
}
