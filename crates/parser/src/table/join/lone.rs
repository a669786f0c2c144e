//! One row that a page break leaves of a table: alone at the top of its page it is no table, but a line whose texts
//! stand in the columns of the one before.

use fenjie_model::{Cell, Code, Finding, Method, Place, Rect, Table};

use super::super::header::is_datum;
use super::growing::Growing;
use crate::{Ends, Part, TableBlock, TextLine};

/// A text may stand over the sides of its column by this, in ems.
const SLIP: f32 = 0.5;
/// And over the outer sides of the table, which are those of its widest texts on the page before.
const BEYOND: f32 = 2.0;
/// A row has so many texts at least.
const FEWEST: usize = 3;

/// The row of the table that a line is, by its columns: numbers stand where the table has some, and texts elsewhere.
pub(super) fn row(table: &TableBlock, growing: &Growing, line: &TextLine) -> Option<TableBlock> {
    let page =
        line.at.page().filter(|page| table.table.pages.last().is_some_and(|last| *page == last + 1))?;
    let columns = table.table.columns;
    let is_known = table.columns.len() == columns + 1 && !table.columns.iter().any(|x| x.is_nan());
    if line.furniture || !is_known || line.parts.len() < FEWEST || 2 * line.parts.len() < columns {
        return None;
    }
    let of: Vec<usize> =
        line.parts.iter().map(|part| column(&table.columns, part, line.size)).collect::<Option<_>>()?;
    let numbers = || of.iter().zip(&line.parts).filter(|(column, _)| growing.is_numeric(**column));
    if !of.windows(2).all(|pair| pair[0] < pair[1])
        || !numbers().all(|(_, part)| is_datum(&part.text))
        || numbers().next().is_none()
    {
        return None;
    }
    let mut cells: Vec<Cell> =
        (0..columns).map(|column| Cell::new(0, column, String::new(), line.at)).collect();
    for (column, part) in of.into_iter().zip(&line.parts) {
        cells[column] = Cell::new(0, column, part.text.clone(), part.at);
    }
    let row = Table {
        pages: vec![page],
        parts: vec![(page, Rect::default())],
        ..Table::new(1, columns, Method::Aligned, cells)
    };
    Some(TableBlock {
        table: row,
        count: line.count,
        columns: table.columns.clone(),
        bbox: Rect::default(),
        continuation: false,
        ends: Box::new(Ends::default()),
    })
}

/// The column that a text stands in.
fn column(sides: &[f32], part: &Part, em: f32) -> Option<usize> {
    let centre = f32::midpoint(part.x0, part.x1);
    let last = sides.len() - 2;
    let column = sides.partition_point(|x| *x <= centre).saturating_sub(1).min(last);
    let slip = |outer: bool| em * if outer { BEYOND } else { SLIP };
    let stands =
        part.x0 >= sides[column] - slip(column == 0) && part.x1 <= sides[column + 1] + slip(column == last);
    stands.then_some(column)
}

/// What is to be said of it.
pub(super) fn finding(line: &TextLine) -> Finding {
    let message = "this line stands in the columns of the table on the page before";
    let readings = ["its last row", "text outside of the table"];
    let place = Place { page: line.at.page(), ..Place::at(line.at) };
    Finding::ambiguous(Code::TableAmbiguous, message, readings, place).printed(line.text.trim())
}

#[cfg(test)]
mod tests {
    use fenjie_model::At;

    use super::super::super::tests::{draw, table};
    use super::*;

    /// The row that texts at some places, each 10 points wide, are of a table with columns of 40 points.
    fn read(parts: &[(&str, f32)], page: u32) -> Option<String> {
        let mut known = table("单位 目标 完成 备注\n甲镇 12 9 _\n乙镇 3 1 续\n丙镇 8 5 _");
        known.pages = vec![1];
        known.header_rows = 1;
        let growing = Growing::new(&mut known);
        let columns = (0..=known.columns).map(|c| 40.0 * c as f32).collect();
        let table = TableBlock {
            table: known,
            count: 0,
            columns,
            bbox: Rect::default(),
            continuation: false,
            ends: Box::default(),
        };
        let at = At::Page { page, bbox: Rect::default() };
        let part = |&(text, x0): &(&str, f32)| Part { text: text.to_owned(), x0, x1: x0 + 10.0, at };
        let parts = parts.iter().map(part).collect();
        let line = TextLine { size: 10.0, parts, ..TextLine::new("", at) };
        row(&table, &growing, &line).map(|row| draw(&row.table))
    }

    #[test]
    fn a_row_stands_in_the_columns_of_the_page_before() {
        let row = [("合计", 10.0), ("23", 60.0), ("15", 100.0)];
        assert_eq!(read(&row, 2).as_deref(), Some("合计 23 15 _"));
        assert_eq!(read(&row, 3), None);
        assert_eq!(read(&row[..2], 2), None);
        // Across a side, two in one column, and words in the place of numbers.
        assert_eq!(read(&[row[0], ("23", 76.0), row[2]], 2), None);
        assert_eq!(read(&[row[0], ("23", 45.0), ("15", 65.0)], 2), None);
        assert_eq!(read(&[row[0], ("镇长", 60.0), row[2]], 2), None);
    }
}
