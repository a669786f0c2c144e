//! The tables of a page: those that rules draw first, then those that are aligned in what is left.

use fenjie_model::{At, Code, Finding, Place, Rect, Table};

use crate::page::{Axis, Rule, RuleKind, Turn};
use crate::table::aligned::unruled;
use crate::table::askew::askew;
use crate::table::edges::{Edges, edges};
use crate::table::figure::{Figures, figures, framed, share};
use crate::table::inset::insets;
use crate::table::lattice::{is_drawing, lattices};
use crate::table::left_in::left_in;
use crate::table::outside::outside;
use crate::table::rest::rest;
use crate::table::ruled::{Ruled, Sheet, table};
use crate::table::runs::Run;
use crate::table::signs::signs;
use crate::{Block, TableBlock, Tolerances};

/// More tables that no rules part are not compared.
const MOST_BOXES: usize = 64;
/// Tables side by side stand apart by this many points.
const APART: f32 = 6.0;

/// The tables of a page with their boxes, and which of its runs are in one, or in none for being slanted.
pub(super) struct Placed {
    pub(super) blocks: Vec<(Rect, Block)>,
    pub(super) taken: Vec<bool>,
    pub(super) edges: Edges,
}

/// The tables of a page.
pub(super) fn tables(sheet: &Sheet<'_>, tolerances: &Tolerances, findings: &mut Vec<Finding>) -> Placed {
    let Sheet { page, runs, .. } = sheet;
    let edges = edges(&page.rules, tolerances);
    if is_drawing(&edges) {
        let message = "the page has so many rules that they can be a drawing";
        let readings = ["tables as its text is aligned", "tables as its rules go"];
        let place = Place::page(page.number);
        findings.push(Finding::ambiguous(Code::TableAmbiguous, message, readings, place));
    }
    let Figures { charts, panels } = figures(page, runs, &edges, tolerances);
    findings.extend(askew(page, sheet.turned));
    findings.extend(signs(page, sheet.turned, &charts));
    let drawn = drawn(sheet, &edges, &charts, tolerances, findings);
    let Drawn { mut blocks, mut taken, closed, undivided } = drawn;
    let mut boxes: Vec<Rect> = closed.iter().map(|(bbox, _)| *bbox).collect();
    let mut apart = [charts.as_slice(), &panels].concat();
    let mut framed = framed(page, &edges, tolerances);
    framed.retain(|frame| apart.iter().all(|figure| share(*frame, *figure) == 0.0));
    let free: Vec<&Run> = runs.iter().zip(&taken).filter(|(_, taken)| !**taken).map(|(run, _)| run).collect();
    for inset in insets(&framed, &edges, &free, &page.glyphs) {
        let spoken_for = [boxes.as_slice(), &ground(inset, &page.rules)].concat();
        let found = aligned(sheet, Some(inset), &spoken_for, &charts, &mut taken, findings);
        if !found.is_empty() {
            apart.push(inset);
            boxes.push(inset);
        }
        blocks.extend(found);
    }
    for (own, others) in side_by_side(&undivided) {
        let spoken_for = [&boxes[..], &others].concat();
        blocks.extend(aligned(sheet, Some(own), &spoken_for, &charts, &mut taken, findings));
    }
    for panel in &panels {
        blocks.extend(aligned(sheet, Some(*panel), &boxes, &charts, &mut taken, findings));
    }
    blocks.extend(aligned(sheet, None, &boxes, &apart, &mut taken, findings));
    // Where no columns are found either, the rules that there are tell the most.
    for Undivided { block, taken: own, said, .. } in undivided {
        let among = |(bbox, other): &(Rect, Block)| {
            matches!(other, Block::Table(_))
                && (share(*bbox, block.bbox) > 0.0 || share(block.bbox, *bbox) > 0.0)
        };
        if !blocks.iter().any(among) {
            taken.iter_mut().zip(own).for_each(|(taken, own)| *taken |= own);
            findings.extend(said);
            blocks.push((block.bbox, Block::Table(block)));
        }
    }
    if let Some(block) = rest(sheet, &edges, tolerances, &mut taken, findings) {
        blocks.push((block.bbox, Block::Table(block)));
    }
    for (bbox, rows) in &closed {
        let at = At::Page { page: page.number, bbox: sheet.turned.back(*bbox) };
        findings.extend(outside(*bbox, rows, runs, |run| !taken[run], at));
    }
    let boxes: Vec<Rect> = blocks.iter().map(|(bbox, _)| *bbox).collect();
    let free = runs.iter().zip(&taken).filter(|(_, taken)| !**taken).map(|(run, _)| run);
    let at = |bbox| At::Page { page: page.number, bbox: sheet.turned.back(bbox) };
    findings.extend(left_in(&boxes, free, at));
    Placed { blocks, taken, edges }
}

/// What the rules of a page draw.
struct Drawn {
    /// The tables with their boxes.
    blocks: Vec<(Rect, Block)>,
    /// Which runs are in one of them, or slanted.
    taken: Vec<bool>,
    /// The boxes of those whose rules go all the way round and between their cells, and the heights of their rows.
    closed: Vec<(Rect, Vec<(f32, f32)>)>,
    /// The tables that are to be found by their alignment, if they can be.
    undivided: Vec<Undivided>,
}

/// A table that no rules part.
struct Undivided {
    block: TableBlock,
    /// Whether its rows begin left of it.
    unnamed: bool,
    /// Which runs are taken with it.
    taken: Vec<bool>,
    /// What a person has to know of it.
    said: Vec<Finding>,
}

/// The tables that rules draw.
fn drawn(
    sheet: &Sheet<'_>,
    edges: &Edges,
    figures: &[Rect],
    tolerances: &Tolerances,
    findings: &mut Vec<Finding>,
) -> Drawn {
    let mut taken: Vec<bool> = sheet.runs.iter().map(|r| r.turn == Turn::Slanted).collect();
    let (mut blocks, mut closed, mut undivided) = (Vec::new(), Vec::new(), Vec::new());
    let in_figure = |bbox: Rect| figures.iter().any(|f| share(bbox, *f) > 0.6);
    let mut found = lattices(edges, tolerances);
    // A table in a cell of another takes its text first.
    found.sort_by(|a, b| area(a.bbox()).total_cmp(&area(b.bbox())));
    for lattice in &mut found {
        let (free, said) = (taken.clone(), findings.len());
        match table(lattice, sheet, &mut taken, findings) {
            // What no rules part is found by its alignment.
            Some(Ruled { block, by_alignment: true, unnamed, .. }) => {
                let taken = std::mem::replace(&mut taken, free);
                undivided.push(Undivided { block, unnamed, taken, said: findings.split_off(said) });
            }
            // The gridlines of a chart, or the rules of a table that words are drawn in.
            Some(Ruled { block, closed: false, .. }) if in_figure(lattice.bbox()) => {
                if is_filled(&block.table) {
                    findings.push(charted(&block, ["a table", "a chart, and text in it"]));
                    blocks.push((lattice.bbox(), Block::Table(block)));
                } else {
                    taken = free;
                    findings.truncate(said);
                    findings.push(charted(&block, ["a chart, and text in it", "a table"]));
                }
            }
            Some(Ruled { block, closed: is_closed, rows, .. }) => {
                closed.extend(is_closed.then(|| (lattice.bbox(), rows)));
                blocks.push((lattice.bbox(), Block::Table(block)));
            }
            None => {}
        }
    }
    Drawn { blocks, taken, closed, undivided }
}

/// The boxes of tables that no rules part and that stand side by side, each with those of the others: the rules of each tell
/// where it ends.
fn side_by_side(undivided: &[Undivided]) -> Vec<(Rect, Vec<Rect>)> {
    let whole = undivided.iter().filter(|own| !own.unnamed);
    let boxes: Vec<Rect> = whole.take(MOST_BOXES).map(|own| own.block.bbox).collect();
    let others = |own: usize| {
        let others = boxes.iter().enumerate().filter(|(other, _)| *other != own);
        others.map(|(_, bbox)| *bbox).collect::<Vec<_>>()
    };
    (0..boxes.len())
        .map(|own| (boxes[own], others(own)))
        .filter(|(own, others)| others.iter().any(|other| are_beside(*own, *other)))
        .collect()
}

/// Whether two boxes stand apart side by side, the lower one at the height of the other for the most part.
fn are_beside(a: Rect, b: Rect) -> bool {
    let level = a.bottom.min(b.bottom) - a.top.max(b.top);
    a.x0.max(b.x0) - a.x1.min(b.x1) >= APART && 2.0 * level > a.height().min(b.height())
}

/// Where the sides of a shading end at those of a box: they are of its ground, and part no rows.
fn ground(bbox: Rect, rules: &[Rule]) -> Vec<Rect> {
    /// They lie at the same place within this many points.
    const SAME: f32 = 0.5;
    let same = |a: f32, b: f32| (a - b).abs() <= SAME;
    let side = |rule: &Rule| match rule.axis {
        Axis::Horizontal => {
            (Rect::new(rule.from, rule.at, rule.to, rule.at), bbox.x0, bbox.x1, [bbox.top, bbox.bottom])
        }
        Axis::Vertical => {
            (Rect::new(rule.at, rule.from, rule.at, rule.to), bbox.top, bbox.bottom, [bbox.x0, bbox.x1])
        }
    };
    let shaded = rules.iter().filter(|rule| rule.kind == RuleKind::Shade);
    let own = shaded.filter_map(|rule| {
        let (place, from, to, ends) = side(rule);
        (same(rule.from, from) && same(rule.to, to) && ends.iter().any(|end| same(*end, rule.at)))
            .then_some(place)
    });
    own.collect()
}

/// The tables whose rows or columns have no rules between them, beside those that are closed, and their boxes; those in a
/// box alone, if there is one.
fn aligned(
    sheet: &Sheet<'_>,
    within: Option<Rect>,
    closed: &[Rect],
    figures: &[Rect],
    taken: &mut [bool],
    findings: &mut Vec<Finding>,
) -> Vec<(Rect, Block)> {
    // What a chart says stands in no table.
    let holds = |b: &Rect, r: &Run| b.contains(r.bbox.centre_x(), r.bbox.centre_y());
    let is_out = |r: &Run| figures.iter().any(|f| holds(f, r)) || within.is_some_and(|own| !holds(&own, r));
    let mut used: Vec<bool> = sheet.runs.iter().zip(&*taken).map(|(r, t)| *t || is_out(r)).collect();
    let before = used.clone();
    let found = unruled(sheet, closed, &mut used, findings);
    for (run, taken) in taken.iter_mut().enumerate() {
        *taken |= used[run] && !before[run];
    }
    found.into_iter().map(|(bbox, block)| (bbox, Block::Table(block))).collect()
}

/// Whether text stands in most of a table: the lines of a chart have little between them.
fn is_filled(table: &Table) -> bool {
    const LEAST: f32 = 0.6;
    let texts = table.cells.iter().filter(|cell| !cell.text.is_empty());
    let filled: usize = texts.map(|cell| cell.row_span * cell.col_span).sum();
    table.rows > 2 && table.columns > 2 && filled as f32 >= LEAST * (table.rows * table.columns) as f32
}

/// What is to be known of a chart whose lines could be those of a table, or the other way round.
fn charted(block: &TableBlock, readings: [&str; 2]) -> Finding {
    let message = "rules that can be a table's stand among those of a chart";
    let at = block.table.parts.first().map(|(page, bbox)| At::Page { page: *page, bbox: *bbox });
    let place = at.map_or(Place::default(), Place::at);
    Finding::ambiguous(Code::TableAmbiguous, message, readings, place)
}

fn area(r: Rect) -> f32 {
    r.width() * r.height()
}

#[cfg(test)]
mod tests {
    use fenjie_model::Rect;

    use super::{are_beside, ground, is_filled};
    use crate::page::{Axis, Rule, RuleKind};
    use crate::table::tests::table;

    #[test]
    fn gridlines_have_little_between_them() {
        assert!(is_filled(&table("类 2022 2023\n高中 1 —\n小学 3 _")));
        assert!(!is_filled(&table("_ 图例 _\n_ _ _\n_ 5 _")));
        assert!(!is_filled(&table("甲 乙\n丙 丁")));
    }

    #[test]
    fn the_sides_of_a_shading_are_of_the_ground() {
        let bbox = Rect::new(50.0, 100.0, 290.0, 200.0);
        let level =
            |at: f32, kind: RuleKind| Rule { kind, ..Rule::hairline(Axis::Horizontal, at, 50.0, 290.0) };
        let rules = [
            level(100.0, RuleKind::Shade),
            level(100.0, RuleKind::Stroke),
            level(150.0, RuleKind::Shade),
            Rule { kind: RuleKind::Shade, ..Rule::hairline(Axis::Vertical, 290.0, 100.0, 200.0) },
        ];
        let found = [Rect::new(50.0, 100.0, 290.0, 100.0), Rect::new(290.0, 100.0, 290.0, 200.0)];
        assert_eq!(ground(bbox, &rules), found);
    }

    #[test]
    fn boxes_stand_side_by_side() {
        let left = Rect::new(50.0, 100.0, 290.0, 200.0);
        assert!(are_beside(left, Rect::new(310.0, 100.0, 550.0, 180.0)));
        assert!(are_beside(Rect::new(310.0, 130.0, 550.0, 400.0), left));
        // One below the other, two halves of one, and one within the other.
        assert!(!are_beside(left, Rect::new(310.0, 180.0, 550.0, 300.0)));
        assert!(!are_beside(left, Rect::new(292.0, 100.0, 550.0, 200.0)));
        assert!(!are_beside(left, Rect::new(100.0, 120.0, 200.0, 150.0)));
    }
}
