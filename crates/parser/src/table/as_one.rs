//! Two rows read as one.

use fenjie_model::Cell;
use fenjie_model::text::clean;

/// A cell and the one below it as one.
pub(crate) fn merged(above: &Cell, below: &Cell) -> Cell {
    let mut one = above.clone();
    if above.text != below.text {
        one.text = clean(&format!("{}{}", above.text, below.text));
    }
    one.row_span += below.row_span;
    one
}

/// The cells of a row, each as one with the cell above it; none where the two rows are not divided alike. The cells are
/// sorted by row.
pub(crate) fn with_row_above(cells: &[Cell], row: usize) -> Vec<Cell> {
    let of_row = |row: usize| {
        let from = cells.partition_point(|cell| cell.row < row);
        cells[from..].iter().take_while(move |cell| cell.row == row)
    };
    let Some(before) = row.checked_sub(1) else { return Vec::new() };
    let alike = |(a, b): (&Cell, &Cell)| (a.col, a.col_span, a.row_span) == (b.col, b.col_span, 1);
    let same = of_row(before).count() == of_row(row).count() && of_row(before).zip(of_row(row)).all(alike);
    if same { of_row(before).zip(of_row(row)).map(|(a, b)| merged(a, b)).collect() } else { Vec::new() }
}

#[cfg(test)]
mod tests {
    use super::super::tests::table;
    use super::with_row_above;

    #[track_caller]
    fn check(drawn: &str, row: usize, expected: &[(&str, usize)]) {
        let cells = with_row_above(&table(drawn).cells, row);
        let read: Vec<_> = cells.iter().map(|cell| (cell.text.as_str(), cell.row_span)).collect();
        assert_eq!(read, expected);
    }

    #[test]
    fn rows_that_are_divided_alike_are_one() {
        let drawn = "名 注\n甲 含上年\n_ 结转的\n乙 无";
        check(drawn, 2, &[("甲", 2), ("含上年结转的", 2)]);
        check(drawn, 0, &[]);
        check("名 <\n甲 1", 1, &[]);
    }
}
