//! A part without a header whose columns are of other widths than the table's, for each page was laid out by itself: what
//! the columns hold tells that it goes on.

use crate::table::aligned::is_grand_total;
use fenjie_model::{Code, Finding, Place};

use super::Open;
use super::columns::Mapping;
use super::growing::Growing;
use crate::TableBlock;

/// The mapping, where the part begins on the page after the table, has as many columns and no header, and has names and
/// numbers where the table has them. A table that ends with its total is complete.
pub(super) fn map(table: &TableBlock, open: &Open, part: &mut TableBlock) -> Option<Mapping> {
    let follows = *part.table.pages.first()? == table.table.pages.last()? + 1;
    let columns = table.table.columns;
    let is_headless = table.table.header_rows > 0 && part.table.header_rows == 0;
    if !(follows && is_headless && part.table.columns == columns) || ends_with_total(table, &open.growing) {
        return None;
    }
    let own = Growing::new(&mut part.table);
    let is_name = |of: &Growing, c: usize| {
        !of.is_numeric(c) && of.columns[c].filled == of.rows && of.columns[c].data == 0
    };
    let alike = |c: usize| {
        let numeric = open.growing.is_numeric(c);
        // What holds neither in every row tells nothing, and nothing against it.
        numeric == own.is_numeric(c) && (numeric || is_name(&open.growing, c) == is_name(&own, c))
    };
    let is_both =
        (0..columns).any(|c| open.growing.is_numeric(c)) && (0..columns).any(|c| is_name(&open.growing, c));
    (is_both && (0..columns).all(alike)).then(|| Mapping::same(columns, 0))
}

fn ends_with_total(table: &TableBlock, growing: &Growing) -> bool {
    let last = growing.tail.iter().filter_map(|i| table.table.cells.get(*i));
    last.map(|cell| cell.text.as_str()).any(is_grand_total)
}

/// Says that only what the columns hold tells it.
pub(super) fn finding(part: &TableBlock) -> Option<Finding> {
    let first = part.table.cells.first()?;
    let message = "this part has no header and columns of other widths; it was joined by what they hold";
    let readings = ["the rest of the table before it", "a table of its own"];
    let place = Place { page: first.at.page(), ..Place::at(first.at) };
    Some(Finding::ambiguous(Code::TableAmbiguous, message, readings, place))
}

#[cfg(test)]
mod tests {
    use super::super::join;
    use super::super::tests::part;
    use crate::Block;

    /// How many tables there are, and how much is said, where the second has its columns elsewhere.
    fn joined(first: &str, second: &str) -> (usize, usize) {
        let mut second = part(second, 2);
        if let Block::Table(block) = &mut second {
            let last = block.table.columns;
            block.columns = (0..=last).map(|c| if c == 1 { 60.0 } else { 30.0 * c as f32 }).collect();
            block.columns[last] = 60.0 + 10.0 * last as f32;
        }
        let (blocks, findings) = join(vec![part(first, 1), second]);
        (blocks.len(), findings.len())
    }

    #[test]
    fn names_and_numbers_in_columns_of_other_widths() {
        let table = "单位 投资 户数\n甲 1 2\n乙 3 4";
        assert_eq!(joined(table, "丙 5 6\n丁 7 8"), (1, 1));
        assert_eq!(joined(table, "5 丙 6\n7 丁 8"), (2, 1));
        for total in ["合计", "全县合计"] {
            assert_eq!(joined(&format!("{table}\n{total} 4 6"), "丙 5 6\n丁 7 8"), (2, 1), "{total}");
        }
    }
}
