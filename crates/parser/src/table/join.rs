//! The parts of a table on several pages become one table.
//!
//! A part goes on the table before it when nothing of the notice stands between them, and its columns are the table's
//! ([`columns`]): by its header printed again, or without one by its geometry, or by what they hold ([`alike`]). The
//! header stays once, a cell or row that the break cut is mended ([`seam`]), and every cell keeps its own place. One
//! row alone on its page is found by the columns of the table before it ([`lone`]). What a part is held against grows
//! with the table ([`growing`]), so that the cost is that of the parts.

mod again;
mod alike;
mod anew;
mod annex;
mod append;
mod between;
mod blank;
mod blank_pages;
mod columns;
mod cut;
mod fused;
mod growing;
mod lone;
mod overhang;
mod seam;

use fenjie_model::{Code, Finding, Place, Table};

use crate::wording::page_number::is_page_number;
use crate::{Block, TableBlock, TextLine};
use anew::{begins_anew, stands_below};
use append::append;
pub(super) use between::is_passed_over;
use between::{marks, repeats};
use columns::{Mapping, map_columns};
use growing::{Growing, head};

/// So many lines above a table can be printed again above its parts: its title, its measure.
const MOST_ABOVE: usize = 4;

/// Joins the parts of tables. Lines between two parts stay, before the joined table's successor, as furniture.
pub(crate) fn join(blocks: Vec<Block>) -> (Vec<Block>, Vec<Finding>) {
    let mut joiner = Joiner::default();
    for block in blocks {
        match block {
            Block::Line(line) => joiner.line(line),
            Block::Table(part) => joiner.table(part),
        }
    }
    let Joiner { out, mut findings, .. } = joiner;
    findings.extend(doubts(&out));
    (out, findings)
}

/// What was joined so far.
#[derive(Default)]
struct Joiner {
    out: Vec<Block>,
    /// The last table, and the one before it.
    last: Option<Open>,
    before: Option<Open>,
    findings: Vec<Finding>,
}

/// A table that can go on.
struct Open {
    /// Its place among the blocks.
    at: usize,
    /// The first block after its last part.
    since: usize,
    /// The texts of the lines above it.
    above: Vec<String>,
    /// Its first rows.
    head: Table,
    growing: Growing,
}

/// What became of a part.
#[expect(clippy::large_enum_variant, reason = "one lives at a time, and not for long")]
enum Joined {
    /// It goes on the table.
    Yes,
    /// It goes on the table, and the break had cut the table's header, which is whole now.
    WithHeader,
    /// It is a table of its own.
    No(TableBlock),
}

impl Joiner {
    /// Adds a line, as a row of the last table where it is one that a page break cut off.
    fn line(&mut self, line: TextLine) {
        let is_passed = |block: &Block| match block {
            Block::Line(line) => is_passed_over(line),
            Block::Table(_) => false,
        };
        if let Some(open) = &mut self.last
            && let Some(Block::Table(table)) = self.out.get(open.at)
            && let Some(row) = lone::row(table, &open.growing, &line)
            && self.out[open.since..].iter().all(is_passed)
            && let Joined::Yes = try_join(&mut self.out, open, row, &mut self.findings)
        {
            self.findings.push(lone::finding(&line));
        } else {
            self.out.push(Block::Line(line));
        }
    }

    /// Joins a part to the last table, or begins another.
    fn table(&mut self, part: TableBlock) {
        let joined = match &mut self.last {
            Some(last) => try_join(&mut self.out, last, part, &mut self.findings),
            None => Joined::No(part),
        };
        match joined {
            Joined::Yes => {}
            // Only now is it known what the header is.
            Joined::WithHeader => self.join_rebuilt(),
            Joined::No(part) => {
                let at = self.out.len();
                self.before = self.last.take();
                self.last = Some(self.open(part, at));
            }
        }
    }

    /// Joins the last table, whose header was in two pieces, to the one before it.
    fn join_rebuilt(&mut self) {
        let (Some(last), Some(before)) = (&self.last, &mut self.before) else { return };
        let at = last.at;
        let Block::Table(table) = self.out.remove(at) else { return };
        match try_join(&mut self.out, before, table, &mut self.findings) {
            Joined::No(table) => {
                let reopened = self.open(table, at);
                self.last = Some(reopened);
            }
            _ => self.last = self.before.take(),
        }
    }

    /// Puts a table among the blocks, to go on from there.
    fn open(&mut self, mut block: TableBlock, at: usize) -> Open {
        let above = self.out[..at].iter().rev().map_while(|b| match b {
            Block::Line(line) => Some(line),
            Block::Table(_) => None,
        });
        let above = above.filter(|l| !l.furniture).take(MOST_ABOVE).map(|l| l.text.clone()).collect();
        let growing = Growing::new(&mut block.table);
        let head = head(&block.table);
        self.out.insert(at, Block::Table(block));
        Open { at, since: self.out.len(), above, head, growing }
    }
}

/// A table without a header on the page after another table could be the rest of it.
fn doubts(blocks: &[Block]) -> Vec<Finding> {
    let mut findings = Vec::new();
    let mut before: Option<&TableBlock> = None;
    for block in blocks {
        let Block::Table(part) = block else { continue };
        let next = before.and_then(|b| Some(part.table.pages.first()? == &(b.table.pages.last()? + 1)));
        if next == Some(true)
            && part.table.header_rows == 0
            && let Some(first) = part.table.cells.first()
        {
            let message = "this table has no header, and the page before ends with another one";
            let readings = ["a table of its own", "the rest of the table before it"];
            let place = Place { page: first.at.page(), ..Place::at(first.at) };
            findings.push(Finding::ambiguous(Code::TableAmbiguous, message, readings, place));
        }
        before = Some(part);
    }
    findings
}

/// Joins a part to the open table, where nothing between the two forbids it.
fn try_join(
    out: &mut Vec<Block>,
    open: &mut Open,
    mut part: TableBlock,
    findings: &mut Vec<Finding>,
) -> Joined {
    if annex::begins(&part.table, &open.head, &open.above) {
        return Joined::No(part);
    }
    let (until, between) = out.split_at_mut(open.since);
    let Block::Table(table) = &mut until[open.at] else { return Joined::No(part) };
    let mut lines = Vec::with_capacity(between.len());
    for block in between {
        let Block::Line(line) = block else { return Joined::No(part) };
        part.continuation |= marks(line, &open.above);
        lines.push(line);
    }
    let stands_below = stands_below(table, &part, &lines, &open.above);
    let printed = part.table.columns;
    let blank = blank_pages::lie_between(table, &part, &lines);
    let mapping = continues(table, open, &part, blank);
    if stands_below {
        findings.extend(mapping.filter(|_| lines.is_empty()).and_then(|_| anew::finding(&part)));
        return Joined::No(part);
    }
    let mapping = mapping.or_else(|| {
        let whole = blank::with_blank_columns(table, &part)
            .or_else(|| fused::with_parted_heads(table, &open.head, &open.growing, &part))?;
        let mapping = continues(table, open, &whole, blank)?;
        part = whole;
        Some(mapping)
    });
    let alike = if mapping.is_none() { alike::map(table, open, &mut part) } else { None };
    let by_kinds = alike.is_some();
    let Some(mapping) = mapping.or(alike) else {
        if lines.iter().all(|line| line.furniture || is_page_number(&line.text)) {
            findings.extend(headed(table, &part));
        }
        return Joined::No(part);
    };
    let mut hanging = Vec::new();
    for (i, line) in lines.iter().enumerate() {
        if let Some(texts) = overhang::cells_for(table, &open.growing.tail, line, &part, &mapping) {
            hanging.push((i, texts));
        } else if !(is_passed_over(line)
            || marks(line, &open.above)
            || repeats(line, &open.above, mapping.repeated > 0))
        {
            findings.extend(parted(&lines, &part, &mapping));
            return Joined::No(part);
        }
    }
    if !part.continuation && begins_anew((table.table.rows, &open.head), &part.table, mapping.repeated) {
        findings.extend(headed(table, &part));
        return Joined::No(part);
    }
    for (i, texts) in &hanging {
        table.count += lines[*i].count;
        findings.extend(texts.iter().map(|text| overhang::hang(&mut table.table, text)));
    }
    for line in lines {
        line.furniture = true;
    }
    report(table, &part, printed, &mapping, findings);
    findings.extend(blank.then(|| blank_pages::finding(&part)));
    findings.extend(by_kinds.then(|| alike::finding(&part)).flatten());
    let header_cut = append(table, open, part, &mapping, findings);
    for (i, _) in hanging.into_iter().rev() {
        out.remove(open.since + i);
    }
    open.since = out.len();
    if header_cut { Joined::WithHeader } else { Joined::Yes }
}

/// A table that begins a page with the header of the one before it could be the rest of that, whatever stands below it,
/// and so could one that 续表 stands over, whatever stands between.
fn parted(lines: &[&mut TextLine], part: &TableBlock, mapping: &Mapping) -> Option<Finding> {
    let first = part.table.cells.first()?;
    let begins_page = !lines.iter().any(|line| !line.furniture && line.at.page() == first.at.page());
    let message = "text stands between this table and the one before it, whose header it prints again";
    let readings = ["a table of its own", "the rest of the table before it"];
    let place = Place { page: first.at.page(), ..Place::at(first.at) };
    (mapping.repeated > 0 && first.at.page().is_some() && (begins_page || part.continuation))
        .then(|| Finding::ambiguous(Code::TableAmbiguous, message, readings, place))
}

/// A table with a header that begins a page in the columns in which another ends the page before could be the rest of it.
fn headed(table: &TableBlock, part: &TableBlock) -> Option<Finding> {
    let (last, next) = (table.table.pages.last()?, part.table.pages.first()?);
    let first = part.table.cells.first()?;
    let goes_on = *next == last + 1 && part.table.header_rows > 0 && columns::lie_alike(table, part);
    let message = "this table has a header of its own, and the page before ends with one in the same columns";
    let readings = ["a table of its own", "the rest of the table before it"];
    let place = Place { page: first.at.page(), ..Place::at(first.at) };
    goes_on.then(|| Finding::ambiguous(Code::TableAmbiguous, message, readings, place))
}

/// How the columns of `part` lie in `table`, if it goes on: on the next page, or on the same one or behind blank ones if
/// it prints the header again (a web page that shows the pages of a notice one below the other).
fn continues(table: &TableBlock, open: &Open, part: &TableBlock, blank: bool) -> Option<Mapping> {
    let is_next = match (table.table.pages.last(), part.table.pages.first()) {
        (Some(a), Some(b)) if *b == a + 1 => true,
        (Some(a), Some(b)) if a == b || blank => false,
        (None, None) => true,
        _ => return None,
    };
    map_columns(table, &open.head, &open.growing, part).filter(|m| m.repeated > 0 || is_next)
}

fn report(
    table: &TableBlock,
    part: &TableBlock,
    printed: usize,
    mapping: &Mapping,
    findings: &mut Vec<Finding>,
) {
    let of = table.table.columns;
    let message = match (mapping.exact, printed == part.table.columns) {
        (true, true) => return,
        (true, false) => {
            format!("this part prints {printed} columns where the table has {of}; the others are blank")
        }
        (false, _) => {
            format!(
                "this part prints {printed} columns where the table has {of}; they were joined by their header"
            )
        }
    };
    let place =
        part.table.cells.first().map_or(Place::default(), |c| Place { page: c.at.page(), ..Place::at(c.at) });
    findings.push(Finding::new(Code::TableJoined, message, place));
}

#[cfg(test)]
pub(super) mod tests {
    use fenjie_model::{At, Rect};

    use super::super::header::header_rows;
    use super::super::tests::{draw, table};
    use super::*;

    pub(in super::super) fn part(rows: &str, page: u32) -> Block {
        let mut table = table(rows);
        table.pages = vec![page];
        table.header_rows = header_rows(&table);
        for cell in &mut table.cells {
            cell.at = At::Page { page, bbox: Rect::default() };
        }
        let columns = (0..=table.columns).map(|c| 40.0 * c as f32).collect();
        Block::Table(TableBlock {
            table,
            count: 0,
            columns,
            bbox: Rect::default(),
            continuation: false,
            ends: Box::default(),
        })
    }

    fn line(text: &str) -> Block {
        Block::Line(TextLine::new(text, At::Line(1)))
    }

    /// The tables that come out, drawn.
    pub(super) fn joined(blocks: Vec<Block>) -> Vec<String> {
        let (blocks, _) = join(blocks);
        let drawn = blocks.iter().filter_map(|b| match b {
            Block::Table(t) => Some(draw(&t.table)),
            Block::Line(_) => None,
        });
        drawn.collect()
    }

    #[track_caller]
    fn check(blocks: Vec<Block>, expected: &[&str]) {
        assert_eq!(joined(blocks), expected);
    }

    #[test]
    fn a_repeated_header_stays_once() {
        let blocks =
            vec![part("单位 目标\n甲镇 1", 1), line("— 1 —"), line("续表"), part("单位 目标\n乙镇 2", 2)];
        check(blocks, &["单位 目标\n甲镇 1\n乙镇 2"]);
        for [above, below] in [["（转下页）", "（接上页）"], ["（续下页）", "2023年目标分解表（续1）"]]
        {
            let parts = [part("单位 目标\n甲镇 1", 1), part("单位 目标\n乙镇 2", 2)];
            let [first, second] = parts;
            check(vec![first, line(above), line(below), second], &["单位 目标\n甲镇 1\n乙镇 2"]);
        }
        // Whatever else its line has.
        for mark in ["续表    单位：万元", "2-7 续表 Continued"] {
            let [first, second] = [part("单位 目标\n甲镇 1", 1), part("单位 目标\n乙镇 2", 2)];
            check(vec![first, line(mark), second], &["单位 目标\n甲镇 1\n乙镇 2"]);
        }
    }

    #[test]
    fn what_a_mark_says_goes_on_and_text_parts_is_told() {
        let said = |mark: &str| {
            let between = [mark, "单位：万元"].map(|text| {
                let at = At::Page { page: 2, bbox: Rect::default() };
                Block::Line(TextLine::new(text, at))
            });
            let [mark, measure] = between;
            join(vec![part("单位 目标\n甲镇 1", 1), mark, measure, part("单位 目标\n乙镇 2", 2)]).1.len()
        };
        assert_eq!((said("目标分解表（续1）"), said("就业目标分解表")), (1, 0));
    }

    #[test]
    fn a_part_without_a_header_goes_on() {
        check(
            vec![part("单位 目标\n甲镇 1", 1), part("乙镇 2\n丙镇 3", 2)],
            &["单位 目标\n甲镇 1\n乙镇 2\n丙镇 3"],
        );
    }

    #[test]
    fn a_header_is_repeated_without_the_title_over_it() {
        check(
            vec![part("招商目标表 < <\n单位 合同 实到\n甲镇 1 2", 1), part("单位 合同 实到\n乙镇 3 4", 2)],
            &["招商目标表 < <\n单位 合同 实到\n甲镇 1 2\n乙镇 3 4"],
        );
    }

    #[test]
    fn a_title_between_keeps_tables_apart() {
        let blocks = vec![part("单位 目标\n甲镇 1", 1), line("附件 2"), part("单位 目标\n乙镇 2", 2)];
        check(blocks, &["单位 目标\n甲镇 1", "单位 目标\n乙镇 2"]);
    }

    #[test]
    fn another_header_is_another_table() {
        let blocks = vec![part("单位 目标\n甲镇 1", 1), part("单位 任务\n乙镇 2", 2)];
        check(blocks, &["单位 目标\n甲镇 1", "单位 任务\n乙镇 2"]);
    }

    #[test]
    fn a_page_with_one_column_fewer() {
        let blocks = vec![part("类 名称 < 量\n甲 a b 1\n^ c < 2", 1), part("类 名称 量\n乙 d 3", 2)];
        check(blocks, &["类 名称 < 量\n甲 a b 1\n^ c < 2\n乙 d < 3"]);
    }

    #[test]
    fn a_merged_cell_that_the_break_cut() {
        let blocks = vec![part("类 名 量\n甲 a 1\n^ b 2", 1), part("类 名 量\n_ c 3\n^ d 4", 2)];
        check(blocks, &["类 名 量\n甲 a 1\n^ b 2\n^ c 3\n^ d 4"]);
    }

    #[test]
    fn a_header_that_the_break_cut() {
        let mut first = part("单位 目标", 1);
        let Block::Table(t) = &mut first else { return };
        t.columns = vec![0.0, 40.0, 120.0];
        check(vec![first, part("_ 甲 乙\n甲镇 1 2", 2)], &["单位 目标 <\n^ 甲 乙\n甲镇 1 2"]);
    }

    #[test]
    fn a_blank_right_below_a_header_at_the_break() {
        check(
            vec![part("项目 股本 <\n^ 普通 优先", 1), part("期初 5 _\n期末 6 1", 2)],
            &["项目 股本 <\n^ 普通 优先\n期初 5 _\n期末 6 1"],
        );
    }

    #[test]
    fn a_last_line_below_the_table_belongs_to_the_cell_that_the_break_cut() {
        let on_page = |mut block: Block, bbox: Rect| {
            match &mut block {
                Block::Line(line) => (line.at, line.size) = (At::Page { page: 1, bbox }, 10.0),
                Block::Table(block) => {
                    for cell in &mut block.table.cells {
                        let x = 40.0 * cell.col as f32;
                        let own = Rect::new(x, bbox.top, x + 40.0, bbox.bottom);
                        cell.at = At::Page { page: cell.at.page().unwrap_or(1), bbox: own };
                    }
                }
            }
            block
        };
        let below = |text: &str, top: f32| {
            let first =
                on_page(part("类 名 责任\n财税金 甲 财政局、税务", 1), Rect::new(0.0, 0.0, 120.0, 50.0));
            let text = on_page(line(text), Rect::new(10.0, top, 110.0, top + 10.0));
            vec![first, text, part("类 名 责任\n_ 乙 金融办\n^ 丙 ^", 2)]
        };
        check(
            below("融      局、", 49.0),
            &["类 名 责任\n财税金融 甲 财政局、税务局、金融办\n^ 乙 ^\n^ 丙 ^"],
        );
        // Further down it is anybody's, and the two tables may be one.
        let far = below("融      局、", 70.0);
        check(far.clone(), &["类 名 责任\n财税金 甲 财政局、税务", "类 名 责任\n_ 乙 金融办\n^ 丙 ^"]);
        let findings = join(far).1;
        assert_eq!(findings.iter().map(|f| f.code).collect::<Vec<_>>(), [Code::TableAmbiguous]);
    }

    #[test]
    fn a_header_of_its_own_in_the_same_columns_is_doubted() {
        let at = |rows: &str, page: u32, columns: [f32; 3]| {
            let mut block = part(rows, page);
            if let Block::Table(table) = &mut block {
                table.columns = columns.to_vec();
            }
            block
        };
        let doubted = |columns: [f32; 3]| {
            let first = at("信息 本年制发\n规章 1\n文件 8", 1, [0.0, 40.0, 120.0]);
            join(vec![first, line("— 1 —"), at("信息 本年处理\n许可 4\n处罚 3", 2, columns)]).1.len()
        };
        assert_eq!((doubted([0.0, 40.0, 120.0]), doubted([0.0, 40.0, 90.0])), (1, 0));
    }

    #[test]
    fn a_row_that_the_break_cut() {
        let blocks =
            vec![part("号 名 量 位\n1 a 1 元\n2 营业收入（1- 5 元", 1), part("_ 11月） _ _\n3 c 3 元", 2)];
        check(blocks, &["号 名 量 位\n1 a 1 元\n2 营业收入（1-11月） 5 元\n3 c 3 元"]);
        // A name in 计 is no total, which has no number.
        let rows = "号 名 局\n1 甲 财政局\n2 乙 财政局\n3";
        for (name, whole) in
            [("项目审计", "项目审计和整改 财政局、税务局"), ("全区", "全区 财政局、\n_ 和整改 税务局")]
        {
            let blocks = vec![part(&format!("{rows} {name} 财政局、"), 1), part("_ 和整改 税务局", 2)];
            check(blocks, &[&*format!("{rows} {whole}")]);
        }
    }

    #[test]
    fn a_head_that_stands_again_below_on_its_page_begins_another_table() {
        let at = |rows: &str, page: u32, [x, top]: [f32; 2]| {
            let mut block = part(rows, page);
            if let Block::Table(block) = &mut block {
                block.table.parts = vec![(page, Rect::new(x, top, x + 100.0, top + 50.0))];
            }
            block
        };
        let first = at("单位 目标\n甲镇 1", 1, [50.0, 700.0]);
        let rest = |place| at("单位 目标\n乙镇 2\n丙镇 3", 2, place);
        let (own, two) = ("单位 目标\n乙镇 2\n丙镇 3", "单位 目标\n甲镇 1\n乙镇 2\n丙镇 3");
        check(vec![first.clone(), rest([50.0, 50.0]), rest([50.0, 110.0])], &[two, own]);
        // Beside it, and behind the number of a page that is shown above another.
        let all = format!("{two}\n乙镇 2\n丙镇 3");
        check(vec![first.clone(), rest([50.0, 50.0]), rest([200.0, 50.0])], &[&all]);
        let again =
            |between: &str| vec![first.clone(), rest([50.0, 50.0]), line(between), rest([50.0, 110.0])];
        check(again("— 1 —"), &[&all]);
        // Behind what is printed again from above the table, and behind the title of another.
        let titled = |between: &str| {
            let above = [line("各镇目标"), line("单位：万元")].into_iter();
            above.chain(again(between)).collect::<Vec<_>>()
        };
        check(titled("各镇目标"), &[&all]);
        check(titled("单位：万元"), &[&all]);
        check(titled("各县目标"), &[two, own]);
        // Nothing but the head tells the two apart.
        let said = |blocks| join(blocks).1.iter().filter(|f| f.code == Code::TableAmbiguous).count();
        let bare = vec![first.clone(), rest([50.0, 50.0]), rest([50.0, 110.0])];
        assert_eq!((said(bare), said(titled("各县目标")), said(titled("各镇目标"))), (1, 0, 0));
    }

    #[test]
    fn pages_between_keep_tables_apart() {
        let blocks = vec![part("单位 目标\n甲镇 1", 1), part("单位 目标\n乙镇 2", 3)];
        check(blocks, &["单位 目标\n甲镇 1", "单位 目标\n乙镇 2"]);
    }
}
