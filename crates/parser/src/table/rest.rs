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
use crate::{TableBlock, TextLine, Tolerances};

/// A text may stand over the side of its column by this, in ems.
const SLIP: f32 = 0.5;
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
    if within.peek().is_none() || within.any(|i| taken[i]) || !heads_page(first.at, before, sheet) {
        return None;
    }
    let found = read(sheet, (&rules, &sides), edges, tolerances, (taken, findings));
    if found.is_none() {
        findings.push(unread(At::Page { page: sheet.page.number, bbox: sheet.turned.back(bbox) }));
    }
    found
}

fn holds(bbox: Rect, run: &Run) -> bool {
    bbox.contains(run.bbox.centre_x(), run.bbox.centre_y())
}

/// Whether nothing of the text stands above a height: a page number, 续表 and what the page before has there too are none.
fn heads_page(at: f32, before: &Ending, sheet: &Sheet<'_>) -> bool {
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
