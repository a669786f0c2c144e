//! How the columns of a part lie in the table that it goes on.

use fenjie_model::Table;
use fenjie_model::text::fold;

use crate::TableBlock;

/// Where each column of the table and of the part lies in the joined table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Mapping {
    /// The first joined column of each of the table's columns, and the number of columns.
    pub(super) table: Vec<usize>,
    /// Likewise for the part.
    pub(super) part: Vec<usize>,
    /// The number of joined columns.
    pub(super) columns: usize,
    /// Whether the part prints the header again.
    pub(super) header_repeated: bool,
    /// Whether both have the same columns.
    pub(super) exact: bool,
}

impl Mapping {
    fn same(columns: usize, header_repeated: bool) -> Self {
        let starts: Vec<usize> = (0..=columns).collect();
        Self { table: starts.clone(), part: starts, columns, header_repeated, exact: true }
    }
}

/// The mapping, or none where the part is another table.
pub(super) fn map_columns(table: &TableBlock, part: &TableBlock) -> Option<Mapping> {
    if part.table.header_rows > 0 {
        // Rows without numbers look like a header, and can be the rest of a row or tasks.
        by_header(&table.table, &part.table).or_else(|| {
            let body = part.continuation || !shares_header(&table.table, &part.table);
            body.then(|| by_geometry(table, part)).flatten()
        })
    } else {
        by_geometry(table, part)
    }
}

/// By the header that both print: the columns under one header path are one group, and the groups follow each other in
/// both. A page can print fewer columns in a group than another (a name column that is divided on one page alone).
fn by_header(table: &Table, part: &Table) -> Option<Mapping> {
    let (a, b) = (groups(table), groups(part));
    if a.len() != b.len() || a.iter().zip(&b).any(|(a, b)| a.0 != b.0) {
        return None;
    }
    let exact = a.iter().zip(&b).all(|(a, b)| a.1 == b.1);
    let mut mapping =
        Mapping { table: Vec::new(), part: Vec::new(), columns: 0, header_repeated: true, exact };
    for (a, b) in a.iter().zip(&b) {
        let width = a.1.max(b.1);
        // The last column of the narrower side takes what is left of the group.
        mapping.table.extend((0..a.1).map(|i| mapping.columns + i));
        mapping.part.extend((0..b.1).map(|i| mapping.columns + i));
        mapping.columns += width;
    }
    mapping.table.push(mapping.columns);
    mapping.part.push(mapping.columns);
    Some(mapping)
}

/// The header paths of a table's columns from left to right, with the number of neighbours that share each.
fn groups(table: &Table) -> Vec<(Vec<String>, usize)> {
    let grid = table.grid();
    let mut groups: Vec<(Vec<String>, usize)> = Vec::new();
    for col in 0..table.columns {
        let mut path: Vec<String> = Vec::new();
        for row in 0..table.header_rows {
            let text = fold(grid.text(row, col));
            if path.last() != Some(&text) {
                path.push(text);
            }
        }
        // Without spans a merged cell goes on as empty cells: those belong to the group at their left.
        let blank = path.iter().all(String::is_empty);
        match groups.last_mut() {
            Some((last, n)) if *last == path || blank => *n += 1,
            _ => groups.push((path, 1)),
        }
    }
    groups
}

/// Whether the part's first row prints any of the table's header: then it is a header too, of another table.
fn shares_header(table: &Table, part: &Table) -> bool {
    let (a, b) = (table.grid(), part.grid());
    (0..table.columns.min(part.columns)).any(|c| {
        let text = fold(b.text(0, c));
        !text.is_empty() && (0..table.header_rows).any(|r| fold(a.text(r, c)) == text)
    })
}

/// Column boundaries may differ between two pages by this part of the table's width.
const SAME_PLACE: f32 = 0.012;

/// The boundaries of a table's columns as parts of its width.
fn shares(block: &TableBlock) -> Option<Vec<f32>> {
    let (first, last) = (block.columns.first()?, block.columns.last()?);
    let width = last - first;
    (width > 0.0).then(|| block.columns.iter().map(|x| (x - first) / width).collect())
}

/// By where the columns stand: each boundary of the side with fewer columns is one of the other side. Without geometry,
/// by their number.
fn by_geometry(table: &TableBlock, part: &TableBlock) -> Option<Mapping> {
    let same = table.table.columns == part.table.columns;
    let (Some(a), Some(b)) = (shares(table), shares(part)) else {
        return (same && part.columns.is_empty()).then(|| Mapping::same(part.table.columns, false));
    };
    if same {
        // A boundary that the last part did not print is not known.
        let near = |(a, b): (&f32, &f32)| a.is_nan() || b.is_nan() || (a - b).abs() <= 3.0 * SAME_PLACE;
        let alike = a.len() == b.len() && a.iter().zip(&b).all(near);
        return alike.then(|| Mapping::same(part.table.columns, false));
    }
    let width_a = table.columns.last()? - table.columns.first()?;
    let width_b = part.columns.last()? - part.columns.first()?;
    if (width_a - width_b).abs() > 0.02 * width_a.max(width_b) {
        return None;
    }
    let (few, many) = if a.len() < b.len() { (&a, &b) } else { (&b, &a) };
    let starts: Option<Vec<usize>> =
        few.iter().map(|x| many.iter().position(|y| (x - y).abs() <= SAME_PLACE)).collect();
    let (starts, columns) = (starts?, many.len() - 1);
    if starts.windows(2).any(|w| w[0] >= w[1]) {
        return None;
    }
    let identity: Vec<usize> = (0..=columns).collect();
    let (table, part) = if a.len() < b.len() { (starts, identity) } else { (identity, starts) };
    Some(Mapping { table, part, columns, header_repeated: false, exact: false })
}
