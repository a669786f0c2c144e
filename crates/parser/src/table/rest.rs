//! The rest of a table at the head of a page: where level rules alone part its rows, its columns are those of the table that
//! ends the page before; and where it cannot be read so, it is said.

use fenjie_model::{At, Code, Finding, Method, Place, Rect, Table};

use super::edges::{Edge, Edges};
use super::ending::{Ending, unnumbered};
use super::join::is_passed_over;
use super::lattice::lattices;
use super::prose::{Gaps, Line, line_text, lines};
use super::ruled::{Ruled, Sheet, table};
use super::runs::Run;
use crate::page::Turn;
use crate::wording::imprint::is_imprint;
use crate::{TableBlock, TextLine, Tolerances};

/// A text may stand over the side of its column by this, in ems.
const SLIP: f32 = 0.5;
/// The head of a page is this part of it.
const LOWEST: f32 = 0.25;
/// Rules nearer than this in height are one, in points.
const RULE: f32 = 2.0;
/// A row has so many texts at least, and in half of the columns.
const FEWEST: usize = 2;
/// More rows than this are no rest.
const MOST_ROWS: usize = 200;

/// The rest of the table before, and what is to be said of it; texts in other tables are `taken`, as are those of the rest
/// then.
pub(super) fn rest(
    sheet: &Sheet<'_>,
    edges: &Edges,
    tolerances: &Tolerances,
    taken: &mut [bool],
    findings: &mut Vec<Finding>,
) -> Option<TableBlock> {
    let before = sheet.before?;
    let own = edges.horizontal.iter().filter(|edge| before.is_of_it(edge));
    let rules: Vec<&Edge> = own.take(MOST_ROWS + 1).collect();
    let [first, second, ..] = rules.as_slice() else { return None };
    let sides = before.sides();
    let bbox = Rect::new(*sides.first()?, first.at, *sides.last()?, second.at);
    let mut within = (0..sheet.runs.len()).filter(|&i| holds(bbox, &sheet.runs[i])).peekable();
    if within.peek().is_none()
        || within.any(|i| taken[i])
        || !heads_page(first.at, before, sheet)
        || is_of_imprint(bbox, sheet)
    {
        return None;
    }
    let found = read(sheet, (&rules, &sides), edges, tolerances, (taken, findings));
    if found.is_none() {
        findings.push(unread(At::Page { page: sheet.page.number, bbox: sheet.turned.back(bbox) }));
    }
    found
}

/// Whether the lines in a box are those of a 版记, whose rules are as wide as the text of its page.
fn is_of_imprint(bbox: Rect, sheet: &Sheet<'_>) -> bool {
    let own = lines(sheet.runs.iter().filter(|run| holds(bbox, run)), &sheet.page.glyphs);
    own.iter().any(|line| is_imprint(&line_text(line, &sheet.page.glyphs, Gaps::Wide)))
}

fn holds(bbox: Rect, run: &Run) -> bool {
    bbox.contains(run.bbox.centre_x(), run.bbox.centre_y())
}

/// Whether a height is at the head of the page, with nothing of the text above it: a page number, 续表 and what the page before has there too are none.
fn heads_page(at: f32, before: &Ending, sheet: &Sheet<'_>) -> bool {
    if at > LOWEST * sheet.page.height {
        return false;
    }
    let above = sheet.runs.iter().filter(|run| run.turn == Turn::Upright && run.bbox.centre_y() < at);
    lines(above, &sheet.page.glyphs).iter().all(|line| {
        let text = line_text(line, &sheet.page.glyphs, Gaps::Wide);
        is_passed_over(&TextLine::new(text.as_str(), At::Line(0)))
            || before.heads.contains(&unnumbered(&text))
    })
}

/// The table between the rules, as far as its texts stand in the columns of the one before.
fn read(
    sheet: &Sheet<'_>,
    (rules, sides): (&[&Edge], &[f32]),
    edges: &Edges,
    tolerances: &Tolerances,
    (taken, findings): (&mut [bool], &mut Vec<Finding>),
) -> Option<TableBlock> {
    let before = sheet.before.filter(|before| before.level.is_some())?;
    let rows =
        rules.windows(2).map(|pair| Rect::new(sides[0], pair[0].at, sides[sides.len() - 1], pair[1].at));
    let rows: Vec<Rect> = rows.take_while(|row| is_row(*row, before, edges, sheet, taken)).collect();
    let bottom = rows.last()?.bottom;
    let filled = |row: &Rect| {
        let columns = sides.windows(2).map(|side| Rect::new(side[0], row.top, side[1], row.bottom));
        columns.filter(|column| sheet.runs.iter().any(|run| holds(*column, run))).count()
    };
    // The rest of one cell alone is as well a text in a frame.
    if rows.iter().map(filled).max()? < FEWEST.max(sides.len() / 2) {
        return None;
    }
    let level = rules.iter().take(rows.len() + 1).map(|edge| **edge).collect();
    let upright = sides.iter().map(|at| Edge { at: *at, from: rows[0].top, to: bottom }).collect();
    let mut lattice = lattices(&Edges { horizontal: level, vertical: upright }, tolerances).pop()?;
    let Ruled { mut block, .. } = table(&mut lattice, sheet, taken, findings)?;
    block.table.method = Method::PartlyRuled;
    block.columns.clone_from(&before.columns);
    block.ends.gaps.clone_from(&before.gaps);
    findings.push(in_columns_before(&block));
    Some(block)
}

/// Whether texts stand between two rules, each in a column, and nothing else is drawn there; they are one row where rules
/// do not part all rows of the table.
fn is_row(row: Rect, before: &Ending, edges: &Edges, sheet: &Sheet<'_>, taken: &[bool]) -> bool {
    let own = || sheet.runs.iter().zip(taken).filter(|(run, _)| holds(row, run));
    let crossed =
        |edge: &Edge| (row.x0..row.x1).contains(&edge.at) && edge.from < row.bottom && edge.to > row.top;
    let parted = |edge: &Edge| {
        (row.top + RULE..row.bottom - RULE).contains(&edge.at) && edge.from < row.x1 && edge.to > row.x0
    };
    let is_free = !edges.vertical.iter().any(crossed) && !edges.horizontal.iter().any(parted);
    let stands =
        |(run, taken): (&Run, &bool)| !taken && run.turn == Turn::Upright && is_in_column(run, before);
    is_free
        && own().next().is_some()
        && own().all(stands)
        && (before.parts_rows || is_one(row, before, sheet))
}

/// Whether a text stands in one column, as far as that could reach.
fn is_in_column(run: &Run, before: &Ending) -> bool {
    let sides = before.sides();
    let last = sides.len() - 2;
    let column = sides.partition_point(|x| *x <= run.bbox.centre_x()).saturating_sub(1).min(last);
    let gap = |side: usize| side.checked_sub(1).and_then(|gap| before.gaps.get(gap)).copied();
    let left = gap(column).filter(|_| column > 0).map_or(sides[column], |gap| gap.0);
    let right = gap(column + 1).filter(|_| column < last).map_or(sides[column + 1], |gap| gap.1);
    run.bbox.x0 >= left - SLIP * run.size && run.bbox.x1 <= right + SLIP * run.size
}

/// Whether what stands between two rules is one row: the first text of it is one line, beside which all others stand.
fn is_one(row: Rect, before: &Ending, sheet: &Sheet<'_>) -> bool {
    let sides = before.sides();
    let texts = sides.windows(2).map(|side| {
        let column = Rect::new(side[0], row.top, side[1], row.bottom);
        lines(sheet.runs.iter().filter(|run| holds(column, run)), &sheet.page.glyphs)
    });
    let texts: Vec<_> = texts.filter(|texts| !texts.is_empty()).collect();
    let Some([first]) = texts.first().map(Vec::as_slice) else { return false };
    let middle = first.bbox.centre_y();
    let ends = |text: &[Line<'_>]| text.first().zip(text.last()).map(|(a, b)| (a.bbox.top, b.bbox.bottom));
    texts.iter().filter_map(|text| ends(text)).all(|(top, bottom)| (top..=bottom).contains(&middle))
}

/// What is to be said of a table that was read so.
fn in_columns_before(block: &TableBlock) -> Finding {
    let message =
        "the columns of this table are those of the one on the page before: no rules stand between them";
    let readings = ["its rest", "a table of its own, or text"];
    Finding::ambiguous(Code::TableAmbiguous, message, readings, place(&block.table))
}

/// What is to be said of what could not be read.
fn unread(at: At) -> Finding {
    let message =
        "text between rules at the head of this page can be the rest of the table on the page before";
    let readings = ["text outside of the table", "the rest of the table before it"];
    Finding::ambiguous(Code::TableAmbiguous, message, readings, Place { page: at.page(), ..Place::at(at) })
}

fn place(table: &Table) -> Place {
    let at = table.parts.first().map(|(page, bbox)| At::Page { page: *page, bbox: *bbox });
    at.map_or(Place::default(), |at| Place { page: at.page(), ..Place::at(at) })
}

#[cfg(test)]
mod tests {
    use super::super::page::blocks;
    use super::super::runs::tests::line;
    use super::super::tests::draw;
    use super::*;
    use crate::deadline::Deadline;
    use crate::page::{Axis, Page, Rule};
    use crate::{Block, Options};

    /// A number, a task and a unit, between rules from 50 to 310.
    fn ending() -> Ending {
        Ending {
            columns: vec![60.0, 100.0, 200.0, 300.0],
            gaps: vec![(90.0, 105.0), (190.0, 210.0)],
            level: Some((50.0, 310.0)),
            parts_rows: true,
            ..Ending::default()
        }
    }

    /// The tables of a page below, with rules at some heights and texts at their left ends and baselines, and whether a
    /// rest is said.
    fn read(before: &Ending, rules: &[f32], texts: &[(&str, f32, f32)]) -> (Vec<String>, bool) {
        let level = |at: &f32| Rule::hairline(Axis::Horizontal, *at, 50.0, 310.0);
        let page = Page {
            number: 2,
            width: 400.0,
            height: 600.0,
            glyphs: texts.iter().flat_map(|(text, x, y)| line(text, *x, *y, 10.0)).collect(),
            rules: rules.iter().map(level).collect(),
            ..Page::default()
        };
        let read = blocks(page, Some(before), &Options::default(), Deadline::never());
        let said = read.findings.iter().any(|finding| finding.message.starts_with("text between rules"));
        let tables = read.blocks.iter().filter_map(|block| match block {
            Block::Table(block) => Some(draw(&block.table)),
            Block::Line(_) => None,
        });
        (tables.collect(), said)
    }

    const ROW: [(&str, f32, f32); 3] =
        [("12", 62.0, 74.0), ("推进绿化", 106.0, 74.0), ("区水务局", 212.0, 74.0)];

    #[test]
    fn rows_between_level_rules_stand_in_the_columns_before() {
        assert_eq!(read(&ending(), &[60.0, 80.0], &ROW), (vec!["12 推进绿化 区水务局".to_owned()], false));
        // The rest of a cell above a row, and 续表.
        let rest =
            [&[("续表", 60.0, 55.0), ("完成。", 106.0, 74.0)], &ROW.map(|(t, x, y)| (t, x, y + 20.0))[..]]
                .concat();
        let drawn = "_ 完成。 _\n12 推进绿化 区水务局";
        assert_eq!(read(&ending(), &[60.0, 80.0, 100.0], &rest), (vec![drawn.to_owned()], false));
    }

    #[test]
    fn what_stands_otherwise_is_said() {
        let nothing = (Vec::new(), true);
        // A text over several columns, and one in a frame.
        assert_eq!(read(&ending(), &[60.0, 80.0], &[("本表由各镇和街道填报", 62.0, 74.0)]), nothing);
        assert_eq!(read(&ending(), &[60.0, 80.0], &[("说明", 106.0, 74.0)]), nothing);
        // Two rows, where rules do not part the rows of the table.
        let two = [&ROW[..], &[("13", 62.0, 88.0)]].concat();
        let three_lines = Ending { parts_rows: false, ..ending() };
        assert_eq!(read(&three_lines, &[60.0, 94.0], &two), nothing);
        assert_eq!(read(&three_lines, &[60.0, 80.0], &ROW).0.len(), 1);
    }

    #[test]
    fn other_rules_are_none_of_the_table() {
        let nothing = (Vec::new(), false);
        // Text above, the rule of a running head, a 版记, and the foot of a page.
        let below = [&[("关于任务的说明", 62.0, 50.0)], &ROW[..]].concat();
        assert_eq!(read(&ending(), &[60.0, 80.0], &below), nothing);
        assert_eq!(read(&Ending { others: vec![60.0], ..ending() }, &[60.0, 80.0], &ROW), nothing);
        assert_eq!(read(&ending(), &[60.0, 80.0], &[("抄送：县委各部门。", 62.0, 74.0)]), nothing);
        let low = ROW.map(|(text, x, y)| (text, x, y + 300.0));
        assert_eq!(read(&ending(), &[360.0, 380.0], &low), nothing);
    }
}
