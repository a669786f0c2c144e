//! How the columns of a part lie in the table that it goes on.

use std::borrow::Cow;

use fenjie_model::Table;
use fenjie_model::text::{fold, is_cjk};

use super::super::header::is_datum;
use super::again::below_header;
use super::growing::Growing;
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
    /// How many rows of the header the part prints again.
    pub(super) repeated: usize,
    /// Whether both have the same columns.
    pub(super) exact: bool,
}

impl Mapping {
    pub(super) fn same(columns: usize, repeated: usize) -> Self {
        let starts: Vec<usize> = (0..=columns).collect();
        Self { table: starts.clone(), part: starts, columns, repeated, exact: true }
    }

    /// Whether the table's columns stay what they are.
    pub(super) fn keeps_table(&self) -> bool {
        self.table.len() == self.columns + 1
    }
}

/// The mapping, or none where the part is another table. `head` is the table's first rows.
pub(super) fn map_columns(
    table: &TableBlock,
    head: &Table,
    growing: &Growing,
    part: &TableBlock,
) -> Option<Mapping> {
    if prints_heads_again(head, &part.table) && !part.continuation {
        return None;
    }
    if let Some(mapping) = by_rows(head, &part.table) {
        return Some(mapping);
    }
    if part.table.header_rows == 0 {
        return by_geometry(table, part);
    }
    // Rows without numbers look like a header, and can be the rest of a row or tasks.
    let again = by_header(head, &part.table).or_else(|| by_texts(head, &part.table));
    again.or_else(|| {
        let body =
            part.continuation || !shares_header(head, &part.table) && !heads_numbers(growing, &part.table);
        body.then(|| by_geometry(table, part)).flatten()
    })
}

/// By the first rows that both print alike: all of the header, and what else of the header was not taken for it.
fn by_rows(head: &Table, part: &Table) -> Option<Mapping> {
    if head.columns != part.columns {
        return None;
    }
    if head.header_rows == 0 {
        let same = head.rows > 1 && part.rows > 1 && row(head, 0) == row(part, 0);
        return (same && names_columns(part)).then(|| Mapping::same(part.columns, 1));
    }
    // The titles above a header need not be printed again with it.
    let titles = titles(head);
    let is_text = |r: usize| !row(head, r).iter().any(|(.., text)| is_datum(text));
    let rows_of_text = (0..head.rows).take_while(|&r| is_text(r)).count();
    let printed = |skipped: usize| {
        let own = head.header_rows.saturating_sub(skipped);
        // The heads are below all of the titles, though the first title alone was taken for the header.
        let titled = if skipped == 0 && titles > 0 { rows_of_text } else { 0 };
        let most = own.max(part.header_rows).max(titled).min(part.rows);
        let same = (0..most).take_while(|&r| row(head, skipped + r) == row(part, r)).count();
        let least = if skipped > 0 { most.max(1) } else { own };
        let again = || same + below_header(head, skipped + same, part, same);
        (same >= least).then(|| Mapping::same(part.columns, again()))
    };
    printed(0).or_else(|| printed(Some(titles).filter(|titles| *titles > 0)?))
}

/// Whether the first row has a text for each column, and more than one that is no number, though some look like one (0-14岁).
fn names_columns(table: &Table) -> bool {
    let texts = row(table, 0);
    let names = texts.iter().filter(|(.., text)| !is_datum(text)).count();
    names > 1 && texts.iter().all(|(_, columns, _, text)| *columns == 1 && text.contains(is_cjk))
}

/// What a row prints: where its cells lie, and their texts.
pub(super) fn row(table: &Table, row: usize) -> Vec<(usize, usize, usize, Cow<'_, str>)> {
    let cells = table.cells.iter().filter(|c| c.row == row);
    cells.map(|c| (c.col, c.col_span, c.row_span, fold(&c.text))).collect()
}

/// Whether the part prints the heads of the table again, below a title or a label of its own: it is another table of the
/// same form, for another month or place.
fn prints_heads_again(head: &Table, part: &Table) -> bool {
    /// A row of heads has so many texts at least.
    const FEWEST_HEADS: usize = 3;
    /// So many rows are above it.
    const MOST_ABOVE: usize = 4;
    let titles = titles(head);
    let heads = row(head, titles);
    let texts = heads.iter().filter(|(.., text)| !text.is_empty() && !is_datum(text)).count();
    if head.columns != part.columns || texts < FEWEST_HEADS {
        return false;
    }
    let Some(above) = (0..=MOST_ABOVE).find(|own| row(part, *own) == heads) else { return false };
    above > titles || (0..above).any(|own| row(part, own) != row(head, titles - above + own))
}

/// How many rows of titles stand above the heads, each with one text.
fn titles(head: &Table) -> usize {
    let is_title = |r: &usize| {
        let cells = row(head, *r);
        cells.iter().all(|(.., rows, _)| *rows == 1)
            && cells.iter().filter(|(.., text)| !text.is_empty()).count() == 1
    };
    (0..head.rows).take_while(is_title).count()
}

/// By the header that both print: the columns under one header path are one group, and the groups follow each other in
/// both. A page can print fewer columns in a group than another (a name column that is divided on one page alone).
fn by_header(table: &Table, part: &Table) -> Option<Mapping> {
    let (a, b) = (groups(table), groups(part));
    if a.len() != b.len() || a.iter().zip(&b).any(|(a, b)| a.0 != b.0) {
        return None;
    }
    let exact = a.iter().zip(&b).all(|(a, b)| a.1 == b.1);
    let again = if exact { below_header(table, table.header_rows, part, part.header_rows) } else { 0 };
    let repeated = part.header_rows + again;
    let mut mapping = Mapping { table: Vec::new(), part: Vec::new(), columns: 0, repeated, exact };
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

/// By the texts of the headers, where both print the same ones: that of one page was read otherwise than that of
/// the other, for it stands a little otherwise. No column may be another one by the head right above its rows.
fn by_texts(head: &Table, part: &Table) -> Option<Mapping> {
    let characters = |table: &Table| {
        let own = table.cells.iter().filter(|c| c.row < table.header_rows);
        let mut all: Vec<char> = own.flat_map(|c| c.text.chars()).filter(|c| !c.is_whitespace()).collect();
        all.sort_unstable();
        all
    };
    fn lowest(table: &Table) -> Vec<Cow<'_, str>> {
        let (grid, rows) = (table.grid(), table.header_rows);
        (0..table.columns).map(|c| fold(grid.text(rows.saturating_sub(1), c))).collect()
    }
    let (a, b) = (lowest(head), lowest(part));
    let is_same = head.columns == part.columns
        && characters(head) == characters(part)
        && a.iter().zip(&b).all(|(a_own, b_own)| a_own == b_own || !a.contains(b_own));
    let again = || part.header_rows + below_header(head, head.header_rows, part, part.header_rows);
    is_same.then(|| Mapping::same(head.columns, again()))
}

/// The header paths of a table's columns from left to right, with the number of neighbours that share each.
fn groups(table: &Table) -> Vec<(Vec<Cow<'_, str>>, usize)> {
    let grid = table.grid();
    let mut groups: Vec<(Vec<Cow<'_, str>>, usize)> = Vec::new();
    for col in 0..table.columns {
        let mut path: Vec<Cow<'_, str>> = Vec::new();
        for row in 0..table.header_rows {
            let text = fold(grid.text(row, col));
            if path.last() != Some(&text) {
                path.push(text);
            }
        }
        // Without spans a merged cell goes on as empty cells: those belong to the group at their left.
        let blank = path.iter().all(|text| text.is_empty());
        match groups.last_mut() {
            Some((last, n)) if *last == path || blank => *n += 1,
            _ => groups.push((path, 1)),
        }
    }
    groups
}

/// Whether the part's first row prints any of the table's header: then it is a header too, of another table. A title
/// over all columns can stand above it. A text that the next row has too (`顺丰 | 指 | 顺丰控股`) is that of all rows.
fn shares_header(head: &Table, part: &Table) -> bool {
    let (a, b) = (head.grid(), part.grid());
    let first = usize::from(part.rows > 1 && is_title(part));
    (0..head.columns.min(part.columns)).any(|c| {
        let text = fold(b.text(first, c));
        let is_repeated = first + 1 < part.rows && fold(b.text(first + 1, c)) == text;
        !text.is_empty() && !is_repeated && (0..head.header_rows).any(|r| fold(a.text(r, c)) == text)
    })
}

fn is_title(part: &Table) -> bool {
    part.cells.first().is_some_and(|c| c.col_span == part.columns && !c.text.is_empty())
}

/// Whether words stand at the top of every column that holds numbers in the table: the part has a header of its own,
/// other than the table's.
fn heads_numbers(growing: &Growing, part: &Table) -> bool {
    if growing.columns.len() != part.columns {
        return false;
    }
    let grid = part.grid();
    let row = usize::from(part.rows > 1 && is_title(part));
    let mut numeric = (0..part.columns).filter(|&c| growing.is_numeric(c)).peekable();
    numeric.peek().is_some() && numeric.all(|c| is_word(grid.text(row, c)))
}

/// Whether a text names something, with no number in it but a date's.
fn is_word(text: &str) -> bool {
    let dated = text.ends_with(['年', '月', '日', '期', '度', '末', '初', '额', '数']);
    !text.is_empty() && (dated || !text.chars().any(|c| c.is_ascii_digit())) && !is_datum(text)
}

/// Column boundaries may differ between two pages by this part of the table's width.
const SAME_PLACE: f32 = 0.012;

/// The boundaries of a table's columns as parts of its width.
fn shares(block: &TableBlock) -> Option<Vec<f32>> {
    let (first, last) = (block.columns.first()?, block.columns.last()?);
    let width = last - first;
    (width > 0.0).then(|| block.columns.iter().map(|x| (x - first) / width).collect())
}

/// By where the columns stand: the boundaries of both are laid over each other. Where neither has all of the other's,
/// most must be common. Without geometry, by their number.
fn by_geometry(table: &TableBlock, part: &TableBlock) -> Option<Mapping> {
    let same = table.table.columns == part.table.columns;
    let (Some(a), Some(b)) = (shares(table), shares(part)) else {
        return (same && part.columns.is_empty()).then(|| Mapping::same(part.table.columns, 0));
    };
    if same {
        // A boundary that the last part did not print is not known.
        let near = |(a, b): (&f32, &f32)| a.is_nan() || b.is_nan() || (a - b).abs() <= 3.0 * SAME_PLACE;
        if a.len() == b.len() && a.iter().zip(&b).all(near) {
            return Some(Mapping::same(part.table.columns, 0));
        }
        if !meet(&table.ends.gaps, &part.ends.gaps).is_empty() {
            return Some(Mapping::same(part.table.columns, 0));
        }
    }
    let width_a = table.columns.last()? - table.columns.first()?;
    let width_b = part.columns.last()? - part.columns.first()?;
    if (width_a - width_b).abs() > 0.02 * width_a.max(width_b) {
        return None;
    }
    let identity = |list: &[f32]| (0..list.len()).collect::<Vec<usize>>();
    let (table_starts, part_starts, columns) = if let Some(starts) = places(&b, &a) {
        (identity(&a), starts, a.len() - 1)
    } else if let Some(starts) = places(&a, &b) {
        (starts, identity(&b), b.len() - 1)
    } else {
        let all = laid_over(&a, &b).filter(|_| part.table.header_rows == 0 || part.continuation)?;
        (places(&a, &all)?, places(&b, &all)?, all.len() - 1)
    };
    Some(Mapping { table: table_starts, part: part_starts, columns, repeated: 0, exact: false })
}

/// Whether two tables reach from side to side alike, and the inner boundaries of the one are all among the other's.
pub(super) fn lie_alike(table: &TableBlock, part: &TableBlock) -> bool {
    let (Some(a), Some(b)) = (shares(table), shares(part)) else { return false };
    let ends = |block: &TableBlock| block.columns.first().copied().zip(block.columns.last().copied());
    let (Some((left, right)), Some((x0, x1))) = (ends(table), ends(part)) else { return false };
    let slip = 0.02 * (right - left);
    (left - x0).abs() <= slip
        && (right - x1).abs() <= slip
        && (places(&a, &b).is_some() || places(&b, &a).is_some())
}

/// What is common to the gaps between the columns of a table and of a part that alignment tells; empty where the texts of
/// one stand across a boundary of the other.
pub(super) fn meet(table: &[(f32, f32)], part: &[(f32, f32)]) -> Vec<(f32, f32)> {
    let both = table.iter().zip(part).map(|(a, b)| (a.0.max(b.0), a.1.min(b.1)));
    let is_same = table.len() == part.len() && both.clone().all(|(left, right)| left <= right);
    if is_same { both.collect() } else { Vec::new() }
}

/// Where the boundaries of the one stand among those of the other, if all do.
fn places(few: &[f32], many: &[f32]) -> Option<Vec<usize>> {
    let starts: Option<Vec<usize>> =
        few.iter().map(|x| many.iter().position(|y| (x - y).abs() <= SAME_PLACE)).collect();
    starts.filter(|s| s.windows(2).all(|w| w[0] < w[1]))
}

/// The boundaries of both, where most of the inner ones are common.
fn laid_over(a: &[f32], b: &[f32]) -> Option<Vec<f32>> {
    let mut all: Vec<f32> = a.iter().chain(b).copied().collect();
    if all.iter().any(|x| x.is_nan()) {
        return None;
    }
    all.sort_by(f32::total_cmp);
    all.dedup_by(|x, last| *x - *last <= SAME_PLACE);
    // The two ends are common to all tables of one width.
    let common = (a.len() + b.len()).checked_sub(all.len() + 2)?;
    (common >= 2 && 3 * common >= 2 * (a.len().min(b.len()) - 2)).then_some(all)
}

#[cfg(test)]
mod tests {
    use fenjie_model::Rect;

    use super::super::super::header::header_rows;
    use super::super::super::tests::table;
    use super::super::growing::head;
    use super::*;

    fn block(rows: &str, columns: &[f32]) -> TableBlock {
        let mut table = table(rows);
        table.header_rows = header_rows(&table);
        TableBlock {
            table,
            count: 0,
            columns: columns.to_vec(),
            bbox: Rect::default(),
            continuation: false,
            ends: Box::default(),
        }
    }

    /// The joined columns of the table's and of the part's, and the repeated rows.
    type Found = (Vec<usize>, Vec<usize>, usize);

    #[track_caller]
    fn check(table: (&str, &[f32]), part: (&str, &[f32]), expected: Option<Found>) {
        let (mut table, part) = (block(table.0, table.1), block(part.0, part.1));
        let growing = Growing::new(&mut table.table);
        let mapping = map_columns(&table, &head(&table.table), &growing, &part);
        assert_eq!(mapping.map(|m| (m.table, m.part, m.repeated)), expected);
    }

    const THREE: &[f32] = &[0.0, 40.0, 70.0, 100.0];

    #[test]
    fn a_header_of_text_alone_is_found_again() {
        let table = ("项目 说明 备注\n甲 a b\n乙 c d", THREE);
        check(table, ("项目 说明 备注\n丙 e f", THREE), Some((vec![0, 1, 2, 3], vec![0, 1, 2, 3], 1)));
    }

    #[test]
    fn heads_that_look_like_numbers_are_found_again() {
        let whole = vec![0, 1, 2, 3];
        let table = ("地区 总户数 0-14岁\n甲 8 4\n乙 7 3", THREE);
        check(table, ("地区 总户数 0-14岁\n丙 5 6", THREE), Some((whole.clone(), whole, 1)));
    }

    #[test]
    fn the_numbers_of_the_columns_are_found_again() {
        let whole = vec![0, 1, 2, 3];
        let table = ("项目 本期 上期\n栏次 1 2\n甲 8 4\n乙 7 3", THREE);
        check(table, ("项目 本期 上期\n栏次 1 2\n丙 5 6", THREE), Some((whole.clone(), whole, 2)));
    }

    #[test]
    fn titles_and_heads_are_found_again() {
        let whole = vec![0, 1, 2, 3];
        let table = ("附件2 < <\n任务表 < <\n项目 目标 <\n^ 本期 上期\n甲 8 4\n乙 7 3", THREE);
        let part = ("附件2 < <\n任务表 < <\n项目 目标 <\n^ 本期 上期\n丙 5 6", THREE);
        check(table, part, Some((whole.clone(), whole, 4)));
        // Of another annex, or below a label of its own.
        let table = ("附件2 < <\n任务表 < <\n项目 本期 上期\n甲 8 4\n乙 7 3", THREE);
        check(table, ("附件2 < <\n项目表 < <\n项目 本期 上期\n丙 5 6", THREE), None);
        let table = ("项目 本期 上期\n甲 8 4\n乙 7 3", THREE);
        check(table, ("附件2 单位：万元 <\n项目 本期 上期\n丙 5 6", THREE), None);
    }

    #[test]
    fn another_header_is_another_table() {
        let table = ("项目 期末 期初\n甲 1 2\n乙 3 4", THREE);
        check(table, ("名称 本期 上期\n丙 5 6", THREE), None);
        check(table, ("合并利润表 < <\n项目 本期 上期\n丙 5 6", THREE), None);
        check(table, ("丙 不适用 6\n丁 7 8", THREE), Some((vec![0, 1, 2, 3], vec![0, 1, 2, 3], 0)));
    }

    #[test]
    fn the_same_heads_below_another_title_are_another_table() {
        let table = ("九月 < <\n州 枪 其他\n甲 1 2\n乙 3 4", THREE);
        check(table, ("八月 < <\n州 枪 其他\n甲 5 6\n乙 7 8", THREE), None);
        check(table, ("九月 < <\n州 枪 其他\n丙 5 6", THREE), Some((vec![0, 1, 2, 3], vec![0, 1, 2, 3], 2)));
    }

    #[test]
    fn a_text_of_all_rows_is_no_header() {
        let table = ("甲方 指 某公司\n乙方 指 另一公司\n控股 指 持有", THREE);
        let whole = vec![0, 1, 2, 3];
        check(table, ("丙方 指 第三公司\n丁方 指 第四公司", THREE), Some((whole.clone(), whole, 0)));
        check(table, ("丙方 指 第三公司\n丁方 为 第四公司", THREE), None);
    }

    #[test]
    fn a_page_that_prints_fewer_columns() {
        let table = ("号 名 量\n1 甲 2\n2 乙 4", THREE);
        check(table, ("3 4\n5 6", &[0.0, 40.0, 100.0]), Some((vec![0, 1, 2, 3], vec![0, 1, 3], 0)));
    }

    #[test]
    fn gaps_between_texts_that_alignment_tells() {
        let gaps = |of: &[(f32, f32)], left: f32, right: f32| {
            let middles = of.iter().map(|gap| f32::midpoint(gap.0, gap.1));
            let mut block = block("甲 1 2\n乙 3 4", &[]);
            block.columns = [left].into_iter().chain(middles).chain([right]).collect();
            block.table.header_rows = 0;
            block.ends.gaps = of.to_vec();
            block
        };
        let table = gaps(&[(40.0, 90.0), (120.0, 140.0)], 0.0, 200.0);
        let part = |of: &[(f32, f32)]| by_geometry(&table, &gaps(of, 0.0, 160.0)).is_some();
        assert!(part(&[(30.0, 45.0), (110.0, 150.0)]));
        assert!(!part(&[(10.0, 35.0), (110.0, 150.0)]));
    }

    #[test]
    fn each_page_divides_what_the_other_does_not() {
        let one: &[f32] = &[0.0, 20.0, 40.0, 60.0, 80.0, 100.0];
        let other: &[f32] = &[0.0, 20.0, 60.0, 80.0, 90.0, 100.0];
        let table = ("号 名 < 量 率\n1 甲 乙 2 3\n2 丙 丁 4 5", one);
        check(
            table,
            ("3 6 8 7 9\n4 5 1 3 2", other),
            Some((vec![0, 1, 2, 3, 4, 6], vec![0, 1, 3, 4, 5, 6], 0)),
        );
    }

    #[test]
    fn a_header_that_was_read_otherwise_is_the_same() {
        let table = "单位 工作目标 <\n^ 总量（户） 增幅\n甲 1 2\n乙 3 4";
        let again = "单位 工作目标 <\n^ 总量 增幅\n^ （户） ^\n丙 5 6";
        for at in [&[], THREE] {
            check((table, at), (again, at), Some((vec![0, 1, 2, 3], vec![0, 1, 2, 3], 3)));
        }
        // Columns in another order are others.
        let permuted = "单位 工作目标 <\n^ 增幅 总量（户）\n丙 5 6";
        check((table, &[]), (permuted, &[]), None);
    }
}
