//! Rows of a table that no rule is drawn around: heads right above its first rule, values right below its last one. They
//! have a text in each column of values.

use fenjie_model::{At, Code, Finding, Place, Rect};

use super::aligned::is_value;
use super::lattice::Lattice;
use super::ruled::Sheet;
use super::runs::Run;
use crate::page::Turn;

/// A text stands beyond the rule by so many ems at most.
const BEYOND: f32 = 1.0;
/// Words of one text stand nearer than this, in ems.
const APART: f32 = 1.0;
/// More runs than this are no row.
const MOST_RUNS: usize = 200;
/// So many columns of values at least.
const FEWEST_COLUMNS: usize = 2;
/// So many rows at least tell that a column holds values.
const FEWEST_ROWS: usize = 2;

/// Where a text stands beyond a table.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Side {
    Above,
    Below,
}

impl Side {
    /// The height of a box at this side.
    pub(super) fn end(self, bbox: Rect) -> f32 {
        match self {
            Self::Above => bbox.top,
            Self::Below => bbox.bottom,
        }
    }
}

/// A text beyond a table.
pub(super) struct Text {
    pub(super) bbox: Rect,
    pub(super) size: f32,
    text: String,
}

/// Gives the lattice a row for the heads above it where its first row states values already, and one for values below it.
pub(super) fn rows_beyond(lattice: &mut Lattice, sheet: &Sheet<'_>, taken: &[bool]) -> Vec<Finding> {
    if lattice.open {
        return Vec::new();
    }
    // Of several rows it is not known where they end: they can be another table.
    let beyond = |side: Side| {
        let row = Row::of(lattice, texts_beyond(lattice, side.end(lattice.bbox()), sheet, taken, side))?;
        let next = texts_beyond(lattice, side.end(row.bbox), sheet, taken, side);
        Row::of(lattice, next).is_none().then_some(row)
    };
    let (above, below) = (beyond(Side::Above), beyond(Side::Below));
    if above.is_none() && below.is_none() {
        return Vec::new();
    }
    let starts = starts(lattice, sheet, taken);
    let valued: Vec<usize> = (0..starts.len()).filter(|&col| starts[col].is_some()).collect();
    if valued.len() < FEWEST_COLUMNS {
        return Vec::new();
    }
    let lacks_heads = starts.iter().flatten().all(|start| *start == Start::Value);
    let heads = above.filter(|row| {
        lacks_heads && !row.labels() && valued.iter().all(|&col| row.value(col) == Some(false))
    });
    let values = below.filter(|row| valued.iter().all(|&col| row.value(col) == Some(true)));
    let said = |row: &Row, message: &'static str, readings: [&'static str; 2]| {
        let place = Place::at(At::Page { page: sheet.page.number, bbox: sheet.turned.back(row.bbox) });
        Finding::ambiguous(Code::TableAmbiguous, message, readings, place)
    };
    let mut findings = Vec::new();
    if let Some(row) = &values {
        lattice.add_row_below(row.bbox.bottom);
        let message = "values stand in the columns of this table, below its last rule";
        findings.push(said(row, message, ["a row of this table", "text below the table"]));
    }
    if let Some(row) = &heads {
        let walls: Vec<usize> = (0..=lattice.columns()).collect();
        lattice.add_row_above(row.bbox.top, &walls);
        let message = "texts stand over the columns of this table, above its first rule";
        findings.push(said(row, message, ["heads of these columns", "text above the table"]));
    }
    findings
}

/// Texts of one line beyond a table, each in another column, from the left.
struct Row {
    bbox: Rect,
    texts: Vec<(usize, String)>,
}

impl Row {
    /// The row of some texts, if each stands in a column of its own.
    fn of(lattice: &Lattice, texts: Vec<Text>) -> Option<Self> {
        let bbox = texts.iter().map(|text| text.bbox).reduce(Rect::union)?;
        let placed = texts.into_iter().map(|text| Some((column(lattice, text.bbox)?, text.text)));
        let texts: Vec<(usize, String)> = placed.collect::<Option<_>>()?;
        let is_apart = texts.windows(2).all(|pair| pair[0].0 < pair[1].0);
        (texts.len() >= FEWEST_COLUMNS && is_apart).then_some(Self { bbox, texts })
    }

    /// Whether a text says itself what it is of: 填报单位：甲镇.
    fn labels(&self) -> bool {
        self.texts.iter().any(|(_, text)| text.contains([':', '：']))
    }

    /// Whether the text in a column states a value, if there is one.
    fn value(&self, col: usize) -> Option<bool> {
        self.texts.iter().find(|(own, _)| *own == col).map(|(_, text)| is_value(text))
    }
}

/// What the first row of a column of values holds.
#[derive(Debug, Clone, Copy, PartialEq)]
enum Start {
    Value,
    Other,
}

/// For each column how it starts, if most of its texts state values.
fn starts(lattice: &Lattice, sheet: &Sheet<'_>, taken: &[bool]) -> Vec<Option<Start>> {
    let bbox = lattice.bbox();
    let mut texts = vec![String::new(); lattice.rows() * lattice.columns()];
    for (run, _) in sheet.runs.iter().zip(taken).filter(|(_, taken)| !**taken) {
        if bbox.contains(run.bbox.centre_x(), run.bbox.centre_y()) {
            let row = lattice.ys.partition_point(|y| *y <= run.bbox.centre_y()).saturating_sub(1);
            let col = lattice.xs.partition_point(|x| *x <= run.bbox.centre_x()).saturating_sub(1);
            if let Some(text) = texts.get_mut(row * lattice.columns() + col) {
                text.extend(sheet.page.glyphs[run.glyphs.clone()].iter().map(|glyph| glyph.ch));
            }
        }
    }
    let of = |col: usize| {
        let own = || texts.iter().skip(col).step_by(lattice.columns()).filter(|text| !text.trim().is_empty());
        let values = own().filter(|text| is_value(text)).count();
        let start = if is_value(&texts[col]) { Start::Value } else { Start::Other };
        (values >= FEWEST_ROWS && 2 * values > own().count()).then_some(start)
    };
    (0..lattice.columns()).map(of).collect()
}

/// The column that a text stands in, with none of its rules through it.
fn column(lattice: &Lattice, text: Rect) -> Option<usize> {
    let col = lattice.xs.partition_point(|x| *x <= text.x0).checked_sub(1)?;
    lattice.xs.get(col + 1).is_some_and(|right| text.x1 <= *right).then_some(col)
}

/// The texts on the line right above or below a height, where a lattice is, from the left; none where they do not stand
/// level.
pub(super) fn texts_beyond(
    lattice: &Lattice,
    height: f32,
    sheet: &Sheet<'_>,
    taken: &[bool],
    side: Side,
) -> Vec<Text> {
    let bbox = lattice.bbox();
    let is_beyond = |run: &Run| {
        let is_next = match side {
            Side::Above => run.bbox.centre_y() < height && height - run.bbox.bottom <= BEYOND * run.size,
            Side::Below => run.bbox.centre_y() > height && run.bbox.top - height <= BEYOND * run.size,
        };
        run.turn == Turn::Upright && is_next && (bbox.x0..bbox.x1).contains(&run.bbox.centre_x())
    };
    let free = sheet.runs.iter().zip(taken).filter(|(run, taken)| !**taken && is_beyond(run));
    let mut runs: Vec<&Run> = free.map(|(run, _)| run).take(MOST_RUNS).collect();
    runs.sort_by(|a, b| a.bbox.x0.total_cmp(&b.bbox.x0));
    let level = |a: &Run, b: &Run| (a.bbox.centre_y() - b.bbox.centre_y()).abs() <= 0.3 * b.size;
    if !runs.windows(2).all(|pair| level(pair[0], pair[1])) {
        return Vec::new();
    }
    let near = |a: &&Run, b: &&Run| b.bbox.x0 - a.bbox.x1 < APART * b.size;
    let text = |own: &[&Run]| {
        let bbox = own.iter().map(|run| run.bbox).reduce(Rect::union)?;
        let glyphs = own.iter().flat_map(|run| &sheet.page.glyphs[run.glyphs.clone()]);
        Some(Text { bbox, size: own[0].size, text: glyphs.map(|glyph| glyph.ch).collect() })
    };
    runs.chunk_by(near).filter_map(text).collect()
}

#[cfg(test)]
mod tests {
    use super::super::lattice::{lattices, tests::edges_of};
    use super::super::ruled::{Sheet, table};
    use super::super::runs::{runs, tests::line};
    use super::super::tests::draw;
    use super::super::upright::upright;
    use crate::deadline::Deadline;
    use crate::page::Page;
    use crate::{Limits, Tolerances};

    const BODY: &str = "甲镇 12 21\n乙镇 13 31\n丙镇 14 41";

    /// The table of a grid that holds three names with two values each, with texts at their left ends on the line above
    /// it and the lines below it, and how many doubts there are of it.
    fn read(first: &str, above: &[(&str, f32)], below: &[&[(&str, f32)]]) -> (String, usize) {
        let rows: Vec<Vec<&str>> = [first]
            .into_iter()
            .chain(BODY.lines())
            .filter(|row| !row.is_empty())
            .map(|row| row.split(' ').collect())
            .collect();
        let bottom = 30.0 + 20.0 * rows.len() as f32;
        let h: Vec<_> = (0..=rows.len()).map(|i| (30.0 + 20.0 * i as f32, 0.0, 180.0)).collect();
        let v: Vec<_> = (0..4).map(|i| (60.0 * i as f32, 30.0, bottom)).collect();
        let mut lattice = lattices(&edges_of(&h, &v), &Tolerances::default()).remove(0);
        let at = |texts: &[(&str, f32)], y: f32| {
            texts.iter().flat_map(|(text, x)| line(text, *x, y, 10.0)).collect::<Vec<_>>()
        };
        let below = below.iter().zip(1..).flat_map(|(texts, i)| at(texts, bottom + 14.0 * i as f32));
        let mut glyphs: Vec<_> = at(above, 26.0).into_iter().chain(below).collect();
        for (r, row) in rows.iter().enumerate() {
            for (c, text) in row.iter().enumerate() {
                glyphs.extend(line(text, 5.0 + 60.0 * c as f32, 44.0 + 20.0 * r as f32, 10.0));
            }
        }
        let (page, turned) =
            upright(Page { number: 1, width: 300.0, height: 300.0, glyphs, ..Page::default() });
        let runs = runs(&page.glyphs);
        let deadline = Deadline::never();
        let sheet =
            Sheet { page: &page, turned, runs: &runs, limits: &Limits::default(), before: None, deadline };
        let mut findings = Vec::new();
        let read = table(&mut lattice, &sheet, &mut vec![false; runs.len()], &mut findings).expect("a table");
        (draw(&read.block.table), findings.len())
    }

    #[test]
    fn heads_that_no_rule_is_drawn_around() {
        let heads = [("单位", 5.0), ("去年", 65.0), ("2023年", 125.0)];
        assert_eq!(read("", &heads, &[]), (format!("单位 去年 2023年\n{BODY}"), 1));
        assert_eq!(read("", &heads[1..], &[]), (format!("_ 去年 2023年\n{BODY}"), 1));
        // There are heads, a column has none, a rule goes through one, and a row of values.
        let named = "单位 计划 完成";
        assert_eq!(read(named, &heads, &[]), (format!("{named}\n{BODY}"), 0));
        assert_eq!(read("", &heads[..2], &[]), (BODY.to_owned(), 0));
        assert_eq!(read("", &[heads[0], heads[1], ("单位：万元", 110.0)], &[]), (BODY.to_owned(), 0));
        assert_eq!(read("", &[heads[0], heads[1], ("17", 125.0)], &[]), (BODY.to_owned(), 0));
        assert_eq!(read("", &[heads[0], heads[1], ("页：三", 125.0)], &[]), (BODY.to_owned(), 0));
    }

    #[test]
    fn values_that_no_rule_is_drawn_around() {
        let total = [("合计", 5.0), ("39", 65.0), ("93", 125.0)];
        assert_eq!(read("", &[], &[&total]), (format!("{BODY}\n合计 39 93"), 1));
        // Who filled it in, the number of the page, and rows of another table.
        let signed = [("填表人", 5.0), ("张三", 65.0), ("李四", 125.0)];
        for below in [&[&signed[..]][..], &[&[("12", 85.0)]], &[&total, &total]] {
            assert_eq!(read("", &[], below), (BODY.to_owned(), 0));
        }
    }
}
