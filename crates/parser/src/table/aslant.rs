//! Heads that are written at an angle, and those that are turned where no rules part the columns, are laid level before
//! the text of a page is read.
//!
//! Watermarks and seals are written at an angle too: heads are several texts, written alike, that begin at one height
//! over one column each, and nothing else on the page is written so.

mod grid;
mod lay;
mod leaning;
mod open;
mod texts;

use fenjie_model::{At, Code, Finding, Place, Rect, Severity};

use self::texts::{Text, texts};
use super::cells::{Spans, cells};
use super::edges::edges;
use super::lattice::{Lattice, lattices};
use super::upright::Turned;
use crate::Tolerances;
use crate::page::{Glyph, Page, Turn};

/// More texts than these are written at an angle on a page that a watermark covers.
const MOST_TEXTS: usize = 200;

/// Lays the heads of a page that are written at an angle level, and tells what is to be known of them.
pub(super) fn aslant(page: &mut Page, turned: Turned, tolerances: &Tolerances) -> Vec<Finding> {
    if page.glyphs.iter().all(|g| matches!(g.turn, Turn::Upright | Turn::UpsideDown)) {
        return Vec::new();
    }
    let mut groups = alike(texts(&page.glyphs, |turn| turn == Turn::Slanted));
    let slanted = groups.len();
    for turn in [Turn::Clockwise, Turn::CounterClockwise] {
        groups.extend(alike(texts(&page.glyphs, |own| own == turn)));
    }
    if groups.is_empty() {
        return Vec::new();
    }
    let mut grids = grids(page, tolerances);
    let usual = usual_size(&page.glyphs);
    let mut findings = Vec::new();
    for (i, group) in groups.iter().enumerate() {
        if group.iter().any(|text| text.size > LARGE * usual) || are_one(group, &page.glyphs) {
            continue;
        }
        if i < slanted
            && let Some(own) = leaning::leaning(group, &grids, &page.rules)
        {
            own.set_upright(page);
            grids = self::grids(page, tolerances);
            continue;
        }
        if i < slanted
            && let Some(sides) = leaning::upright_sides(group, &grids)
        {
            page.rules.extend(sides);
            grids = self::grids(page, tolerances);
        }
        let said = match grid::heads(group, &grids, i >= slanted) {
            // What is turned by a right angle is read in cells as it stands.
            grid::Heads::Cells(own) => {
                if i < slanted {
                    own.iter().for_each(|(cell, lines)| lay::lay_in(&mut page.glyphs, lines, *cell));
                }
                None
            }
            grid::Heads::Open(cells) => match open::columns_below(group, page) {
                open::Columns::Below(places) if places.are_in(group, &cells) => {
                    places.lay(group, &mut page.glyphs);
                    None
                }
                _ => Some(LOST),
            },
            grid::Heads::Unsure => (i < slanted).then_some(LOST),
            grid::Heads::Elsewhere => match open::columns(group, &grids, page) {
                open::Columns::Below(places) => {
                    places.lay(group, &mut page.glyphs);
                    Some(READ)
                }
                open::Columns::Unsure => (i < slanted).then_some(LOST),
                open::Columns::None => None,
            },
        };
        findings.extend(said.map(|said| finding(group, page, turned, said)));
    }
    findings
}

fn grids(page: &Page, tolerances: &Tolerances) -> Vec<Grid> {
    lattices(&edges(&page.rules, tolerances), tolerances).into_iter().map(Grid::new).collect()
}

/// Text of a watermark is so many times as large as that of the page.
const LARGE: f32 = 1.6;

/// What is said, and its readings.
type Said = (&'static str, [&'static str; 2], Severity);
const READ: Said = (
    "texts that are turned stand over columns that no rules part",
    ["the heads of these columns", "no part of the table"],
    Severity::Info,
);
const LOST: Said = (
    "text at an angle stands in the head of a table, and is not read into it",
    ["no part of the table", "heads of its columns"],
    Severity::Error,
);

fn finding(group: &[Text], page: &Page, turned: Turned, (message, readings, severity): Said) -> Finding {
    let bbox = group.iter().map(|text| text.bbox).reduce(Rect::union).unwrap_or_default();
    let place = Place::at(At::Page { page: page.number, bbox: turned.back(bbox) });
    let words: Vec<String> = group.iter().map(|text| words(text, &page.glyphs)).collect();
    let finding = Finding::ambiguous(Code::TableAmbiguous, message, readings, place);
    Finding { severity, ..finding.printed(words.join(" / ")) }
}

fn words(text: &Text, glyphs: &[Glyph]) -> String {
    glyphs[text.glyphs.clone()].iter().map(|g| g.ch).collect()
}

/// The texts that are written alike, group by group; none of too many.
fn alike(texts: Vec<Text>) -> Vec<Vec<Text>> {
    let mut groups: Vec<Vec<Text>> = Vec::new();
    if texts.len() > MOST_TEXTS {
        return groups;
    }
    for text in texts {
        match groups.iter_mut().find(|group| group[0].is_alike(&text)) {
            Some(group) => group.push(text),
            None => groups.push(vec![text]),
        }
    }
    groups
}

/// Whether several texts all say the same, as those of a watermark do.
fn are_one(group: &[Text], glyphs: &[Glyph]) -> bool {
    let first = words(&group[0], glyphs);
    group.len() > 1 && group[1..].iter().all(|text| words(text, glyphs) == first)
}

/// The size of the middle one of the upright glyphs.
fn usual_size(glyphs: &[Glyph]) -> f32 {
    let mut sizes: Vec<f32> = glyphs.iter().filter(|g| g.turn == Turn::Upright).map(|g| g.size).collect();
    let middle = sizes.len() / 2;
    match sizes.is_empty() {
        true => 0.0,
        false => *sizes.select_nth_unstable_by(middle, f32::total_cmp).1,
    }
}

/// A lattice with its cells.
struct Grid {
    lattice: Lattice,
    spans: Spans,
}

impl Grid {
    fn new(lattice: Lattice) -> Self {
        let spans = cells(&lattice);
        Self { lattice, spans }
    }

    /// The cell that a point lies in.
    fn cell(&self, (x, y): (f32, f32)) -> Option<usize> {
        let Lattice { xs, ys, .. } = &self.lattice;
        let within = |list: &[f32], at: f32| {
            let after = list.partition_point(|&edge| edge <= at);
            (after > 0 && after < list.len()).then(|| after - 1)
        };
        let (col, row) = (within(xs, x)?, within(ys, y)?);
        self.spans.owner[row * self.lattice.columns() + col]
    }

    fn bbox(&self, cell: usize) -> Rect {
        let (span, Lattice { xs, ys, .. }) = (&self.spans.cells[cell], &self.lattice);
        Rect::new(xs[span.col], ys[span.row], xs[span.col_end], ys[span.row_end])
    }
}

#[cfg(test)]
mod tests {
    use fenjie_model::Finding;

    use super::texts::tests::at_angle;
    use crate::deadline::Deadline;
    use crate::page::{Axis, Glyph, Page, Rule, Turn};
    use crate::table::page::blocks;
    use crate::table::runs::tests::line;
    use crate::table::tests::draw;
    use crate::{Block, Options};

    const HEADS: [&str; 3] = ["总收入", "工业产值", "零售额"];

    /// Four columns of 50 points from 100 on, and five rows of 20 from 200 on.
    fn body() -> Vec<Glyph> {
        let cell = |row: usize, col: usize| {
            let text = if col == 0 {
                format!("{}镇", ["甲", "乙", "丙", "丁", "戊"][row])
            } else {
                format!("{}.{col}", 11 + row)
            };
            line(&text, 110.0 + 50.0 * col as f32, 214.0 + 20.0 * row as f32, 10.0)
        };
        (0..20).flat_map(|i| cell(i / 4, i % 4)).collect()
    }

    /// The rules of the body, and of a head above it.
    fn grid(head: f32) -> Vec<Rule> {
        let level = (0..6).map(|i| Rule::hairline(Axis::Horizontal, 200.0 + 20.0 * i as f32, 100.0, 300.0));
        let upright = (0..5).map(|i| Rule::hairline(Axis::Vertical, 100.0 + 50.0 * i as f32, head, 300.0));
        level
            .chain(upright)
            .chain((head < 200.0).then(|| Rule::hairline(Axis::Horizontal, head, 100.0, 300.0)))
            .collect()
    }

    /// Heads that begin over their columns.
    fn heads(texts: [&str; 3], degrees: f32, turn: Turn) -> Vec<Vec<Glyph>> {
        let own = |(i, text): (usize, &str)| at_angle(text, (175.0 + 50.0 * i as f32, 195.0), degrees, turn);
        [line("单位", 110.0, 190.0, 10.0)].into_iter().chain(texts.into_iter().enumerate().map(own)).collect()
    }

    /// The first row of the table, and what is said of text that is turned.
    fn read(texts: &[Vec<Glyph>], rules: Vec<Rule>) -> (String, Vec<Finding>) {
        let glyphs = [texts.concat(), body()].concat();
        let page = Page { number: 1, width: 600.0, height: 800.0, glyphs, rules, ..Page::default() };
        let read = blocks(page, None, &Options::default(), Deadline::never());
        let tables = read.blocks.iter().filter_map(|b| match b {
            Block::Table(t) => Some(draw(&t.table).lines().next().unwrap_or_default().to_owned()),
            Block::Line(_) => None,
        });
        let said = |f: &Finding| f.message.contains("turned") || f.message.contains("angle");
        (tables.collect::<Vec<_>>().join(" | "), read.findings.into_iter().filter(said).collect())
    }

    #[test]
    fn heads_at_an_angle_stand_over_the_columns_that_they_begin_over() {
        for degrees in [15.0, 45.0, 80.0] {
            let own = heads(HEADS, degrees, Turn::Slanted);
            // In cells, in cells that lean with them, and where no rules are.
            for (head, said) in [(140.0, 0), (200.0, 0), (f32::NAN, 1)] {
                let rules = if head.is_nan() { Vec::new() } else { grid(head) };
                let (row, findings) = read(&own, rules);
                assert_eq!(
                    (row.as_str(), findings.len()),
                    ("单位 总收入 工业产值 零售额", said),
                    "{degrees} {head}"
                );
            }
        }
        let (row, findings) = read(&heads(HEADS, 90.0, Turn::CounterClockwise), Vec::new());
        assert_eq!((row.as_str(), findings.len()), ("单位 总收入 工业产值 零售额", 1));
    }

    #[test]
    fn heads_in_leaning_cells_stand_over_the_columns_that_their_cells_lean_from() {
        // The cells lean by 60 points over a height of as many, and their texts stand in the middle of them.
        let own =
            |(i, text): (usize, &str)| at_angle(text, (195.0 + 50.0 * i as f32, 175.0), 45.0, Turn::Slanted);
        let texts: Vec<Vec<Glyph>> = [line("单位", 110.0, 190.0, 10.0)]
            .into_iter()
            .chain(HEADS.into_iter().enumerate().map(own))
            .collect();
        let closed = |from: f32| {
            let closing = Rule::hairline(Axis::Horizontal, 140.0, from, 360.0);
            read(&texts, [grid(200.0), vec![closing]].concat())
        };
        assert_eq!(closed(160.0).0, "单位 总收入 工业产值 零售额");
        // A rule of another length closes no leaning cells.
        assert!(!closed(20.0).0.contains("总收入"));
    }

    #[test]
    fn turned_heads_stand_over_columns_that_no_rule_parts_below_them() {
        let own = heads(HEADS, 90.0, Turn::CounterClockwise);
        let head = |bottom: &[f32]| {
            let upright =
                (0..5).map(|i| Rule::hairline(Axis::Vertical, 100.0 + 50.0 * i as f32, 140.0, 200.0));
            let level = [140.0, 200.0].iter().chain(bottom);
            let level = level.map(|at| Rule::hairline(Axis::Horizontal, *at, 100.0, 300.0));
            upright.chain(level).collect::<Vec<_>>()
        };
        assert_eq!(read(&own, head(&[])).0, "单位 总收入 工业产值 零售额");
        let sides = [100.0, 300.0].map(|x| Rule::hairline(Axis::Vertical, x, 200.0, 300.0));
        assert_eq!(read(&own, [head(&[300.0]), sides.to_vec()].concat()).0, "单位 总收入 工业产值 零售额");
    }

    #[test]
    fn what_is_written_all_over_a_page_is_no_head() {
        let own = heads(HEADS, 45.0, Turn::Slanted);
        let elsewhere = at_angle("张三", (400.0, 500.0), 45.0, Turn::Slanted);
        let in_body = at_angle("张三", (165.0, 250.0), 45.0, Turn::Slanted);
        let large = |texts: &[Vec<Glyph>]| {
            let glyph = |g: &Glyph| if g.turn == Turn::Slanted { Glyph { size: 20.0, ..*g } } else { *g };
            texts.iter().map(|text| text.iter().map(glyph).collect()).collect::<Vec<Vec<Glyph>>>()
        };
        let pages = [
            heads(["内部资料"; 3], 45.0, Turn::Slanted),
            [&own[..], &[elsewhere]].concat(),
            [&own[..], &[in_body]].concat(),
            large(&own),
        ];
        for (i, page) in pages.iter().enumerate() {
            for rules in [grid(140.0), grid(200.0), Vec::new()] {
                let (row, findings) = read(page, rules);
                assert!(
                    !row.contains('总') && !row.contains('内') && findings.is_empty(),
                    "{i} {row} {findings:?}"
                );
            }
        }
    }

    #[test]
    fn a_text_in_a_head_that_is_not_read_is_said() {
        let one = &heads(["万元", "", ""], 45.0, Turn::Slanted)[..2];
        let (_, findings) = read(one, grid(140.0));
        let [finding] = findings.as_slice() else { panic!("{findings:?}") };
        assert_eq!(finding.printed.as_deref(), Some("万元"));
    }
}
