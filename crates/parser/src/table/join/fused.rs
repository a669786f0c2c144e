//! A part that prints nothing in a column of names: in a text laid out in columns its head stands so near to the one
//! beside it that both are read as one (序号 乡镇 over 45). The heads of the table before tell them apart.

use fenjie_model::text::fold;
use fenjie_model::{Cell, Table};

use super::growing::Growing;
use crate::TableBlock;

/// Tables with more columns are not looked at.
const MOST_COLUMNS: usize = 64;

/// The part with a column for each of the table's, where its heads are those of the table, some of them one text, and the
/// texts below such a head are of the kind of one of its columns alone.
pub(super) fn with_parted_heads(
    table: &TableBlock,
    head: &Table,
    growing: &Growing,
    part: &TableBlock,
) -> Option<TableBlock> {
    let (all, own) = (head.columns, part.table.columns);
    let depth = part.table.header_rows;
    if depth == 0 || depth != head.header_rows || own >= all || all > MOST_COLUMNS {
        return None;
    }
    let starts = starts(&lowest(head), &lowest(&part.table))?;
    let mut body = part.table.clone();
    let held = Growing::new(&mut body);
    let mut found = part.clone();
    found.table.cells.clear();
    // The column of the table that has the texts of each of the part's.
    let mut homes = Vec::with_capacity(own);
    for column in 0..own {
        let of = starts[column]..starts[column + 1];
        let numeric = held.columns[column].data == held.columns[column].filled;
        let mut fitting = of.clone().filter(|c| growing.is_numeric(*c) == numeric);
        homes.push(match (of.len(), fitting.next(), fitting.next()) {
            (1, ..) => of.start,
            (_, Some(home), None) => home,
            _ => return None,
        });
    }
    let grid = head.grid();
    for cell in &part.table.cells {
        let (from, to) = (starts[cell.col], starts[cell.col + cell.col_span]);
        if cell.col_span > 1 || to == from + 1 {
            found.table.cells.push(Cell { col: from, col_span: to - from, ..cell.clone() });
            continue;
        }
        let own = |c: usize, text: &str| Cell { col: c, text: text.to_owned(), ..cell.clone() };
        if cell.row < depth {
            found.table.cells.extend((from..to).map(|c| own(c, grid.text(depth - 1, c))));
            continue;
        }
        found.table.cells.push(own(homes[cell.col], &cell.text));
        // What is blank in all rows goes on from the page before.
        if cell.row == depth {
            let blanks = (from..to).filter(|c| *c != homes[cell.col]);
            found
                .table
                .cells
                .extend(blanks.map(|c| Cell { row_span: part.table.rows - depth, ..own(c, "") }));
        }
    }
    found.table.cells.sort_by_key(|cell| (cell.row, cell.col));
    found.table.columns = all;
    found.columns = if part.columns.is_empty() { Vec::new() } else { table.columns.clone() };
    *found.ends = crate::Ends::default();
    Some(found)
}

/// The heads right above the rows.
fn lowest(table: &Table) -> Vec<String> {
    let grid = table.grid();
    (0..table.columns).map(|c| fold(grid.text(table.header_rows - 1, c)).into_owned()).collect()
}

/// The first of the columns whose heads, one behind the other, are each head of the part, and the number of columns.
fn starts(heads: &[String], of_part: &[String]) -> Option<Vec<usize>> {
    let mut starts = vec![0];
    let mut at = 0;
    for head in of_part {
        let mut rest = head.as_str();
        while !rest.is_empty() {
            rest = rest.strip_prefix(heads.get(at).filter(|head| !head.is_empty())?.as_str())?;
            at += 1;
        }
        if starts.last() == Some(&at) {
            return None;
        }
        starts.push(at);
    }
    (at == heads.len()).then_some(starts)
}

#[cfg(test)]
mod tests {
    use super::super::tests::{joined, part};
    use crate::Block;

    #[track_caller]
    fn check(first: &str, second: &str, expected: &[&str]) {
        let blocks = [first, second].map(|rows| {
            let mut block = part(rows, 1);
            if let Block::Table(block) = &mut block {
                block.columns.clear();
                block.table.pages.clear();
            }
            block
        });
        assert_eq!(joined(blocks.to_vec()), expected);
    }

    #[test]
    fn heads_that_are_read_as_one() {
        let table = "序号 乡镇 村名 户\n1 甲镇 东村 3\n2 乙镇 西村 4\n3 丙镇 南村 5";
        check(
            table,
            "序号乡镇 村名 户\n4 北村 6\n5 中村 7",
            &["序号 乡镇 村名 户\n1 甲镇 东村 3\n2 乙镇 西村 4\n3 丙镇 南村 5\n4 ^ 北村 6\n5 ^ 中村 7"],
        );
        // Nobody can tell which of the two columns of names it is.
        let other = "序号 乡镇村名 户\n4 北村 6";
        check(table, other, &[table, other]);
    }
}
