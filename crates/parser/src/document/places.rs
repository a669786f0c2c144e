//! Findings of the reading get the annex and table that they lie in, and the row and column that their cell has there.

use fenjie_model::{Annex, At, Cell, Finding, HashMap, Rect, Table};

/// Fills annex, table, row and column of the findings that have a place in the input alone.
pub(super) fn fill(annexes: &[Annex], findings: &mut [Finding]) {
    let tables =
        || annexes.iter().flat_map(|annex| annex.tables.iter().map(move |table| (annex.number, table)));
    let mut by_line: Vec<_> =
        tables().filter_map(|(annex, table)| Some((lines(table)?, annex, table))).collect();
    by_line.sort_by_key(|((first, _), ..)| *first);
    let parts = tables().flat_map(|(annex, table)| table.parts.iter().map(move |part| (*part, annex, table)));
    let mut by_page: Vec<_> = parts.collect();
    by_page.sort_by_key(|((page, _), ..)| *page);

    let cells = cells(annexes);
    for Finding { place, other_reading, .. } in findings {
        if place.table.is_some() || place.annex.is_some() {
            continue;
        }
        let holder = match place.at {
            Some(At::Line(line)) => {
                let behind = by_line.partition_point(|((first, _), ..)| *first <= line);
                by_line[..behind]
                    .last()
                    .filter(|((_, last), ..)| line <= *last)
                    .map(|(_, annex, table)| (annex, *table))
            }
            Some(At::Page { page, bbox }) => {
                let from = by_page.partition_point(|((on, _), ..)| *on < page);
                let on_page = by_page[from..].iter().take_while(|((on, _), ..)| *on == page);
                let mut holding = on_page.filter(|((_, part), ..)| covers(*part, bbox));
                holding.next().map(|(_, annex, table)| (annex, *table))
            }
            None => None,
        };
        if let Some((annex, table)) = holder {
            place.annex = *annex;
            place.table = Some(table.id.clone());
            if let Some(at @ At::Page { .. }) = place.at {
                let cell = cells.get(&key(at)).map(|cell| (cell.row, cell.col));
                let was = place.row.zip(place.col).or(cell);
                (place.row, place.col) = cell.unzip();
                move_all(other_reading, was, cell, table);
            }
            if let Some(At::Line(line)) = place.at {
                let row = row_at(table, line, place.col);
                if let Some((was, is)) = place.row.zip(row) {
                    move_all(other_reading, Some((was, 0)), Some((is, 0)), table);
                }
                place.row = row.or(place.row);
            }
        }
    }
}

/// The row of a line's first cell, or of the one in that column that has a text.
fn row_at(table: &Table, line: u32, col: Option<usize>) -> Option<usize> {
    let is_at = |cell: &&Cell| line_of(cell) == Some(line);
    let cell = match col {
        None => {
            let first = table.cells.partition_point(|cell| line_of(cell).is_some_and(|of| of < line));
            table.cells.get(first).filter(is_at)
        }
        Some(col) => table.cells.iter().filter(is_at).find(|cell| cell.col == col && !cell.text.is_empty()),
    };
    cell.map(|cell| cell.row)
}

/// The cells by their place on a page: that is theirs alone, whatever table their part was joined to.
fn cells(annexes: &[Annex]) -> HashMap<(u32, [u32; 4]), &Cell> {
    let tables = annexes.iter().flat_map(|annex| &annex.tables);
    tables.flat_map(|table| &table.cells).map(|cell| (key(cell.at), cell)).collect()
}

fn key(at: At) -> (u32, [u32; 4]) {
    match at {
        At::Page { page, bbox } => (page, [bbox.x0, bbox.top, bbox.x1, bbox.bottom].map(f32::to_bits)),
        At::Line(line) => (line, [0; 4]),
    }
}

/// Moves the cells of another reading from the rows and columns of a part into those of its table; takes them out where
/// they would not lie in it.
fn move_all(cells: &mut Vec<Cell>, from: Option<(usize, usize)>, to: Option<(usize, usize)>, table: &Table) {
    let moved = from.zip(to).is_some_and(|(from, to)| {
        cells.iter_mut().all(|cell| {
            let row = (cell.row + to.0).checked_sub(from.0).filter(|row| row + cell.row_span <= table.rows);
            let col =
                (cell.col + to.1).checked_sub(from.1).filter(|col| col + cell.col_span <= table.columns);
            (cell.row, cell.col) = (row.unwrap_or(0), col.unwrap_or(0));
            row.is_some() && col.is_some()
        })
    });
    if !moved {
        cells.clear();
    }
}

/// The lines of a text that a table takes: a head beside a higher one stands below its first line.
fn lines(table: &Table) -> Option<(u32, u32)> {
    let lines = || table.cells.iter().filter_map(line_of);
    lines().min().zip(lines().max())
}

fn line_of(cell: &Cell) -> Option<u32> {
    match cell.at {
        At::Line(line) => Some(line),
        At::Page { .. } => None,
    }
}

/// Whether the middle of the inner box lies in the outer one.
fn covers(outer: Rect, inner: Rect) -> bool {
    let (x, y) = ((inner.x0 + inner.x1) / 2.0, (inner.top + inner.bottom) / 2.0);
    (outer.x0..=outer.x1).contains(&x) && (outer.top..=outer.bottom).contains(&y)
}

#[cfg(test)]
mod tests {
    use fenjie_model::{Annex, At, Code, Finding, Place, Rect};

    use super::fill;
    use crate::table::tests::table;

    #[track_caller]
    fn check(at: At, table: Option<&str>, row: Option<usize>) {
        let mut annex = Annex { number: Some(2), ..Annex::default() };
        for (lines, id) in [([3, 4], "a02-t1"), ([8, 9], "a02-t2")] {
            let mut found = self::table("a b\n1 2");
            found.id = id.to_owned();
            for cell in &mut found.cells {
                cell.at = At::Line(lines[cell.row]);
            }
            found.parts = vec![(lines[0], Rect::new(0.0, 0.0, 100.0, 100.0))];
            annex.tables.push(found);
        }
        let mut findings = [Finding::new(Code::TableAmbiguous, "", Place::at(at))];
        fill(&[annex], &mut findings);
        let place = &findings[0].place;
        assert_eq!((place.table.as_deref(), place.row), (table, row));
        assert_eq!(place.annex, table.map(|_| 2));
    }

    #[test]
    fn by_line() {
        check(At::Line(2), None, None);
        check(At::Line(3), Some("a02-t1"), Some(0));
        check(At::Line(9), Some("a02-t2"), Some(1));
        check(At::Line(5), None, None);
    }

    #[test]
    fn the_other_reading_of_a_text_moves_with_its_line() {
        // The part that the finding is of was joined to a table with as many rows above.
        let mut annex = Annex { number: Some(1), ..Annex::default() };
        let mut joined = self::table("a b\n1 2\n3 4\n5 6");
        for cell in &mut joined.cells {
            cell.at = At::Line(cell.row as u32 + 10);
        }
        let other = vec![joined.cells[2].clone().over(2, 1)];
        annex.tables.push(joined);
        let place = Place { row: Some(2), ..Place::at(At::Line(13)) };
        let mut findings = [Finding::new(Code::TableAmbiguous, "", place).other_reading(other)];
        fill(&[annex], &mut findings);
        let [finding] = findings;
        assert_eq!(finding.place.row, Some(3));
        assert_eq!((finding.other_reading[0].row, finding.other_reading[0].row_span), (2, 2));
    }

    #[test]
    fn a_head_can_stand_above_the_first_cell() {
        let mut table = self::table("a b\n1 2");
        for (cell, line) in table.cells.iter_mut().zip([4, 3, 5, 5]) {
            cell.at = At::Line(line);
        }
        let annex = Annex { number: Some(1), tables: vec![table], ..Annex::default() };
        let mut findings = [Finding::new(Code::TableAmbiguous, "", Place::at(At::Line(3)))];
        fill(&[annex], &mut findings);
        assert_eq!(findings[0].place.annex, Some(1));
    }

    #[test]
    fn by_page() {
        check(At::Page { page: 8, bbox: Rect::new(10.0, 10.0, 20.0, 20.0) }, Some("a02-t2"), None);
        check(At::Page { page: 8, bbox: Rect::new(200.0, 10.0, 220.0, 20.0) }, None, None);
    }
}
