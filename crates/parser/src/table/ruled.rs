//! A lattice with its text becomes a table.

mod accept;
mod divided;
mod hanging;
mod heads;
mod outline;
mod paired;
mod report;
mod undivided;
mod unnamed;
mod unparted;
mod values;

use fenjie_model::{Code, Finding, Place, Rect};

use self::accept::is_table;
use self::divided::{Divided, divided};
use self::hanging::hang;
use self::heads::heads_rows;
use self::outline::Outline;
use self::report::{cut_off, hung, implied, report, side_by_side, stacked};
use self::unnamed::lacks_names;
use self::unparted::holds_columns;
use self::values::part_values;
use super::aligned::lacks_columns;
use super::beyond::rows_beyond;
use super::cells::{Span, Spans};
use super::ending::Ending;
use super::ends::ends;
use super::fill::Filled;
use super::header::header_rows;
use super::implied::lacks_all_columns;
use super::lattice::Lattice;
use super::one_row::{Body, body};
use super::over::heads_over;
use super::page::mapped;
use super::runs::Run;
use super::side_by_side::{holds_panels, lacks_most_rules, lacks_rules, stands_in_columns};
use super::upright::Turned;
use crate::deadline::Deadline;
use crate::page::Page;
use crate::{Limits, TableBlock};

/// The page as far as a table needs it.
pub(crate) struct Sheet<'a> {
    /// The turned page.
    pub(crate) page: &'a Page,
    /// How it was turned.
    pub(crate) turned: Turned,
    /// Its runs.
    pub(crate) runs: &'a [Run],
    /// What an input may cost.
    pub(crate) limits: &'a Limits,
    /// The table that ends the page before.
    pub(crate) before: Option<&'a Ending>,
    /// When reading it has to end.
    pub(crate) deadline: Deadline,
}

/// A table of a lattice.
pub(crate) struct Ruled {
    pub(crate) block: TableBlock,
    /// Whether most of its columns, or of its rows, have no rules between them: they are to be found by their
    /// alignment, if they can be.
    pub(crate) by_alignment: bool,
    /// Whether it holds the values alone of rows that begin left of it.
    pub(crate) unnamed: bool,
    /// Whether its rules go all the way round and between its cells, those in its head aside.
    pub(crate) closed: bool,
    /// The heights of its rows with text, on the turned page.
    pub(crate) rows: Vec<(f32, f32)>,
}

/// The table of a lattice, or none where it holds no text or is no table (a frame, a chart's grid), or where it has no
/// rules between its columns, which are then found by their alignment.
pub(crate) fn table(
    lattice: &mut Lattice,
    sheet: &Sheet<'_>,
    taken: &mut [bool],
    findings: &mut Vec<Finding>,
) -> Option<Ruled> {
    let (rows, columns) = (lattice.rows(), lattice.columns());
    if rows.saturating_mul(columns) > sheet.limits.cells {
        let message =
            format!("a table of {rows} × {columns} cells exceeds the limit of {} cells", sheet.limits.cells);
        findings.push(Finding::new(Code::LimitReached, message, Place::page(sheet.page.number)));
        return None;
    }
    let glyphs = &sheet.page.glyphs;
    let mut beyond = rows_beyond(lattice, sheet, taken);
    beyond.extend(heads_over(lattice, sheet, taken));
    let Divided { spans, mut filled, taken: with_its_own, closed, before } = divided(lattice, sheet, taken)?;
    if !is_table(lattice, &spans, &filled, sheet) || lacks_all_columns(lattice, &filled, glyphs) {
        return None;
    }
    taken.copy_from_slice(&with_its_own);
    findings.extend(beyond);
    let hanging = hang(lattice, &spans, &mut filled, sheet, taken);
    let rows = before.as_ref().map_or(lattice.rows(), |before| before.ys.len() - 1);
    let outline = Outline::new(lattice, sheet, &spans);
    let mut table = outline.table(&spans, &filled);
    findings.extend(part_values(&mut table, lattice, &spans, &filled, glyphs));
    findings.extend(hanging.into_iter().map(|i| hung(&table.cells[i])));
    if let Some(before) = before {
        findings.extend(implied(&table, before.cells(lattice, &spans, &table, sheet)));
    }
    report(&spans, &filled, &table, outline.others(&spans, &filled), findings);
    let undivided = (0..filled.cells.len()).filter(|&i| lacks_rules(&filled.cells[i], glyphs));
    findings.extend(undivided.map(|i| side_by_side(&table.cells[i])));
    let columns = (0..filled.cells.len())
        .filter(|&i| stands_in_columns(&filled.cells[i], glyphs) && !lacks_rules(&filled.cells[i], glyphs));
    findings.extend(columns.map(|i| report::columns(&table.cells[i])));
    findings.extend(cut_off(lattice, &table));
    table.header_rows = header_rows(&table);
    let ends = ends(lattice, &spans, &filled, glyphs, [&outline.rows, &outline.columns]);
    let body = body(lattice, &spans, &filled, glyphs);
    if body != Body::Row {
        findings.extend(stacked(&table));
    }
    let closed = closed && spans.guessed.is_empty();
    let unnamed = !closed && lacks_names(lattice.bbox().x0, &spans, &filled, sheet, taken);
    let by_alignment = unnamed
        || lacks_columns(&table)
        || holds_columns(lattice, &spans, &filled, glyphs, rows)
        || lacks_most_rules(&spans, &filled, glyphs)
        || holds_panels(&spans, &filled, glyphs)
        || body == Body::Rows
        || heads_rows(&table, lattice, sheet, taken);
    let block = TableBlock {
        table,
        count: filled.cells.iter().flatten().map(|run| mapped(run, glyphs)).sum(),
        columns: outline.columns_at(),
        bbox: lattice.bbox(),
        continuation: false,
        ends: Box::new(ends),
    };
    Some(Ruled { block, by_alignment, unnamed, closed, rows: rows_with_text(lattice, &spans, &filled) })
}

/// The upper and lower end of each row with text in a cell of its own.
fn rows_with_text(lattice: &Lattice, spans: &Spans, filled: &Filled) -> Vec<(f32, f32)> {
    let cells = spans.cells.iter().zip(&filled.cells);
    let mut rows: Vec<(f32, f32)> = cells
        .filter(|(span, runs)| span.row_end == span.row + 1 && !runs.is_empty())
        .map(|(span, _)| (lattice.ys[span.row], lattice.ys[span.row_end]))
        .collect();
    rows.dedup();
    rows
}

/// The box of a cell.
fn box_of(span: &Span, xs: &[f32], ys: &[f32]) -> Rect {
    Rect::new(xs[span.col], ys[span.row], xs[span.col_end], ys[span.row_end])
}

#[cfg(test)]
mod tests {
    use fenjie_model::Table;

    use super::super::lattice::{lattices, tests::edges_of};
    use super::super::runs::{runs, tests::line};
    use super::super::tests::draw;
    use super::super::upright::upright;
    use super::*;
    use crate::Tolerances;

    /// Rules as `(at, from, to)`.
    type Rules<'a> = &'a [(f32, f32, f32)];

    /// The table of horizontal and vertical rules with texts at their left ends and baselines, and its findings.
    pub(super) fn read(h: Rules, v: Rules, texts: &[(&str, f32, f32)]) -> (Option<Table>, Vec<Finding>) {
        let (ruled, findings) = read_all(h, v, texts);
        (ruled.map(|ruled| ruled.block.table), findings)
    }

    pub(super) fn read_all(h: Rules, v: Rules, texts: &[(&str, f32, f32)]) -> (Option<Ruled>, Vec<Finding>) {
        let mut lattice = lattices(&edges_of(h, v), &Tolerances::default()).remove(0);
        let glyphs = texts.iter().flat_map(|(text, x, y)| line(text, *x, *y, 10.0)).collect();
        let (page, turned) =
            upright(Page { number: 2, width: 200.0, height: 200.0, glyphs, ..Page::default() });
        let runs = runs(&page.glyphs);
        let deadline = Deadline::never();
        let sheet =
            Sheet { page: &page, turned, runs: &runs, limits: &Limits::default(), before: None, deadline };
        let mut findings = Vec::new();
        let read = table(&mut lattice, &sheet, &mut vec![false; runs.len()], &mut findings);
        (read, findings)
    }

    #[test]
    fn heads_that_no_rule_parts_leave_a_table_closed() {
        let h: Vec<_> = (0..4).map(|i| (20.0 * i as f32, 0.0, 180.0)).collect();
        let v = [(0.0, 0.0, 60.0), (60.0, 20.0, 60.0), (120.0, 20.0, 60.0), (180.0, 0.0, 60.0)];
        let texts = [("单位", 20.0, 14.0), ("目标", 80.0, 14.0), ("完成", 140.0, 14.0), ("甲镇", 10.0, 34.0)];
        let (block, findings) = read_all(&h, &v, &[&texts[..], &[("12", 70.0, 34.0)]].concat());
        let Ruled { block, by_alignment, closed, .. } = block.expect("a table");
        assert_eq!((block.table.cells.len(), by_alignment, closed), (9, false, true));
        assert_eq!(findings.len(), 1);
    }

    #[test]
    fn a_sum_and_a_panel_part_all_columns() {
        let h = [(0.0, 0.0, 180.0), (20.0, 0.0, 180.0), (80.0, 60.0, 180.0), (140.0, 0.0, 180.0)];
        let v = [0.0, 60.0, 120.0, 180.0].map(|x| (x, 0.0, 140.0));
        let mut texts = vec![("单位", 10.0, 14.0), ("去年", 80.0, 14.0), ("今年", 140.0, 14.0)];
        let rows = [
            (["甲镇", "12", "21"], 34.0),
            (["乙镇", "13", "31"], 52.0),
            (["丙镇", "14", "41"], 70.0),
            (["合计", "39", "93"], 90.0),
            (["甲镇", "5", "6"], 118.0),
            (["乙镇", "7", "8"], 134.0),
        ];
        for (row, y) in rows {
            texts.extend(row.into_iter().zip([10.0, 80.0, 140.0]).map(|(text, x)| (text, x, y)));
        }
        texts.push(("百分比", 105.0, 104.0));
        let (table, _) = read(&h, &v, &texts);
        let drawn =
            "单位 去年 今年\n甲镇 12 21\n乙镇 13 31\n丙镇 14 41\n合计 39 93\n_ 百分比 <\n甲镇 5 6\n乙镇 7 8";
        assert_eq!(table.as_ref().map(draw).as_deref(), Some(drawn));
    }

    #[test]
    fn numbers_alone_one_above_the_other_are_no_table() {
        let h = [(0.0, 0.0, 60.0), (40.0, 0.0, 60.0), (70.0, 0.0, 60.0)];
        let v = [(0.0, 0.0, 70.0), (60.0, 0.0, 70.0)];
        let is_table = |text| read(&h, &v, &[(text, 20.0, 24.0), ("23.3", 20.0, 59.0)]).0.is_some();
        assert_eq!((is_table("33.3"), is_table("目标")), (false, true));
    }

    #[test]
    fn a_divided_row_tells_its_cells_as_they_were() {
        let h = [(0.0, 0.0, 120.0), (20.0, 0.0, 120.0), (100.0, 0.0, 120.0)];
        let v = [(0.0, 0.0, 100.0), (60.0, 0.0, 100.0), (120.0, 0.0, 100.0)];
        let texts = [("单位", 10.0, 14.0), ("目标", 70.0, 14.0), ("甲镇", 10.0, 34.0), ("12", 70.0, 34.0)];
        let below = [("乙镇", 10.0, 48.0), ("3", 70.0, 48.0)];
        let (table, findings) = read(&h, &v, &[&texts[..], &below].concat());
        let table = table.expect("a table");
        assert_eq!((table.rows, table.columns), (3, 2));
        let [finding] = findings.as_slice() else { panic!("{findings:?}") };
        assert_eq!((finding.place.row, finding.place.col), (Some(1), Some(0)));
        assert_eq!(finding.place.at, Some(table.cells[2].at));
        let others: Vec<_> = finding
            .other_reading
            .iter()
            .map(|c| (c.row, c.col, c.row_span, c.col_span, c.text.as_str()))
            .collect();
        assert_eq!(others, [(1, 0, 2, 1, "甲镇乙镇"), (1, 1, 2, 1, "123")]);
    }

    #[test]
    fn a_table_that_the_page_cuts_off() {
        let v = [(0.0, 0.0, 60.0), (60.0, 0.0, 60.0), (120.0, 0.0, 60.0)];
        let texts = [("单位", 10.0, 14.0), ("目标", 70.0, 14.0), ("甲镇", 10.0, 34.0), ("12", 70.0, 34.0)];
        let is_said = |from: f32, to: f32| {
            let h: Vec<_> = (0..4).map(|i| (20.0 * i as f32, from, to)).collect();
            let (table, findings) = read(&h, &v, &texts);
            assert!(table.is_some());
            findings.iter().any(|f| f.message == "no rule closes this table at its right end")
        };
        assert!(is_said(0.0, 123.0));
        assert!(is_said(0.0, 140.0));
        assert!(!is_said(0.0, 120.5));
        assert!(!is_said(-20.0, 140.0), "open on both sides");
    }

    #[test]
    fn the_rest_of_a_row_at_the_top_of_a_page() {
        let h = [(60.0, 0.0, 180.0), (80.0, 0.0, 180.0)];
        let v: Vec<_> = (0..4).map(|i| (60.0 * i as f32, 60.0, 80.0)).collect();
        let is_table = |texts: &[(&str, f32, f32)]| read(&h, &v, texts).0.is_some();
        assert!(is_table(&[("工程。", 65.0, 74.0)]));
        assert!(!is_table(&[("说明", 65.0, 44.0), ("工程。", 65.0, 74.0)]));
    }

    #[test]
    fn a_form_with_blank_rows_is_a_table_where_its_columns_are_named() {
        let h: Vec<_> = (0..10).map(|i| (20.0 * i as f32, 0.0, 180.0)).collect();
        let v: Vec<_> = (0..5).map(|i| (45.0 * i as f32, 0.0, 180.0)).collect();
        let size = |texts: &[(&'static str, usize, usize)]| {
            let place = |(text, row, col): &(&'static str, usize, usize)| {
                (*text, 5.0 + 45.0 * *col as f32, 14.0 + 20.0 * *row as f32)
            };
            let texts: Vec<_> = texts.iter().map(place).collect();
            read(&h, &v, &texts).0.map(|t| (t.rows, t.columns))
        };
        let heads = [("序号", 0, 0), ("单位", 0, 1), ("目标", 0, 2), ("备注", 0, 3)];
        assert_eq!(size(&heads), Some((9, 4)));
        assert_eq!(size(&[&heads[..], &[("1", 1, 0), ("甲镇", 1, 1)]].concat()), Some((9, 4)));
        // A column without a head, numbers, and what stands all over the grid.
        assert_eq!(size(&heads[..3]), None);
        assert_eq!(size(&[("1", 0, 0), ("2", 0, 1), ("3", 0, 2), ("4", 0, 3)]), None);
        assert_eq!(size(&[&heads[..], &[("图例", 5, 2)]].concat()), None);
        // Lines to sign at the end.
        assert_eq!(
            size(&[&heads[..], &[("签名", 7, 0), ("盖章", 7, 2), ("日期", 8, 2)]].concat()),
            Some((9, 4))
        );
    }

    #[test]
    fn a_grid_with_little_in_it_is_a_table_where_its_rows_are_named() {
        let h: Vec<_> = (0..6).map(|i| (20.0 * i as f32, 0.0, 180.0)).collect();
        let v: Vec<_> = (0..10).map(|i| (20.0 * i as f32, 0.0, 100.0)).collect();
        let name = |i: usize| ("其", 5.0, 14.0 + 20.0 * i as f32);
        let named: Vec<_> = (0..5).map(name).collect();
        let size = |texts: &[(&str, f32, f32)]| read(&h, &v, texts).0.map(|t| (t.rows, t.columns));
        assert_eq!(size(&named), Some((5, 9)));
        // What stands in the grid of a chart stands anywhere.
        assert_eq!(size(&[named[0], ("2", 65.0, 34.0), ("3", 105.0, 94.0)]), None);
    }
}
