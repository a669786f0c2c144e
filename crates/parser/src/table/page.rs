//! A page becomes blocks: its tables, and its other text as lines, in reading order.

mod tables;

use fenjie_model::{At, Code, Finding, Place, Rect, Severity};

use self::tables::{Placed, tables};
use super::aslant::aslant;
use super::drawings::{drawings, drawn_in};
use super::ending::Ending;
use super::overprint::once;
use super::picture::{in_cells, unread};
use super::prose::{Gaps, Line, cell_text, line_text, lines};
use super::raised::raised;
use super::ruled::Sheet;
use super::runs::{Run, runs};
use super::seal::seals;
use super::struck::struck;
use super::upright::upright;
use super::watermark::watermarks;
use crate::deadline::Deadline;
use crate::page::{Glyph, Page, Turn};
use crate::wording::page_number::{is_page_number, numbers_page, runs_with_page};
use crate::{Block, Options, Part, TextLine};

/// A page as blocks, with what became of its glyphs.
#[derive(Debug, Clone, PartialEq, Default)]
pub(crate) struct PageBlocks {
    /// Lines and tables in reading order.
    pub(crate) blocks: Vec<Block>,
    /// All glyphs, each once however often it is printed over itself.
    pub(crate) total: usize,
    /// Glyphs without a known Unicode; in the text as U+FFFD, in no block's count.
    pub(crate) unmapped: usize,
    /// What a person has to know.
    pub(crate) findings: Vec<Finding>,
    /// The table that ends the page.
    pub(crate) ending: Option<Ending>,
}

/// The blocks of a page, below another one that a table ends.
pub(crate) fn blocks(
    mut page: Page,
    before: Option<&Ending>,
    options: &Options,
    deadline: Deadline,
) -> PageBlocks {
    page.glyphs = once(page.glyphs);
    let total = page.glyphs.len();
    let unmapped = page.glyphs.iter().filter(|g| g.ch == char::REPLACEMENT_CHARACTER).count();
    let mut findings: Vec<Finding> = unread(&page).into_iter().collect();
    let (mut page, turned) = upright(page);
    findings.extend(seals(&mut page, turned));
    watermarks(&mut page);
    raised(&mut page.glyphs);
    findings.extend(aslant(&mut page, turned, &options.tolerances));
    findings.extend(struck(&mut page, turned));
    let drawn = drawings(&mut page, &options.tolerances);
    let runs = runs(&page.glyphs);
    let sheet = Sheet { page: &page, turned, runs: &runs, limits: &options.limits, before, deadline };
    let Placed { mut blocks, taken, edges } = tables(&sheet, &options.tolerances, &mut findings);
    let boxes: Vec<Rect> = blocks.iter().map(|(bbox, _)| *bbox).collect();
    findings.extend(drawn_in(&boxes, &drawn, page.number, turned));
    findings.extend(in_cells(&blocks, &page, turned));
    text_lines(&sheet, &mut blocks, &taken, &mut findings);
    blocks.sort_by(|(a, _), (b, _)| a.top.total_cmp(&b.top).then(a.x0.total_cmp(&b.x0)));
    for finding in &mut findings {
        fill_page(finding, page.number);
    }
    let ending = Ending::of(&blocks, &edges, page.height);
    PageBlocks { blocks: blocks.into_iter().map(|(_, b)| b).collect(), total, unmapped, findings, ending }
}

/// Puts the lines of what stands in no table among the blocks.
fn text_lines(
    sheet: &Sheet<'_>,
    blocks: &mut Vec<(Rect, Block)>,
    taken: &[bool],
    findings: &mut Vec<Finding>,
) {
    let Sheet { page, turned, runs, .. } = sheet;
    let rest =
        |turn: Turn| runs.iter().zip(taken).filter(move |(r, t)| !**t && r.turn == turn).map(|(r, _)| r);
    let on_page = |bbox: Rect| At::Page { page: page.number, bbox: turned.back(bbox) };
    let margins = margins(page, blocks);
    for turn in [Turn::Upright, Turn::Clockwise, Turn::CounterClockwise, Turn::UpsideDown] {
        for line in lines(rest(turn), &page.glyphs) {
            let text = line_text(&line, &page.glyphs, Gaps::Wide);
            let edge = line.bbox.top > 0.85 * page.height || line.bbox.bottom < 0.1 * page.height;
            let furniture = edge && (numbers_page(&text) || runs_with_page(&text))
                || turn != Turn::Upright && is_page_number(&text);
            let at = on_page(line.bbox);
            findings.extend(hidden(&line, &page.glyphs, at, &text));
            let own = TextLine {
                furniture,
                parts: parts(&line, &page.glyphs, on_page),
                ..text_line(text, at, &line, &page.glyphs, margins)
            };
            blocks.push((line.bbox, Block::Line(own)));
        }
    }
    let slanted: Vec<&Run> = runs.iter().filter(|r| r.turn == Turn::Slanted).collect();
    if !slanted.is_empty() {
        blocks.push((Rect::default(), Block::Line(watermark(&slanted, page, *turned))));
    }
}

/// The texts of an upright line that stand apart, if there are several.
fn parts(line: &Line<'_>, glyphs: &[Glyph], at: impl Fn(Rect) -> At) -> Vec<Part> {
    /// By this much, in ems: the gap between two columns can be narrow.
    const APART: f32 = 0.75;
    let runs: Vec<Run> = line.runs.iter().map(|run| (*run).clone()).collect();
    let apart = |a: &Run, b: &Run| a.turn == Turn::Upright && b.bbox.x0 - a.bbox.x1 >= APART * line.size;
    let parts: Vec<&[Run]> = runs.chunk_by(|a, b| !apart(a, b)).collect();
    if parts.len() < 2 {
        return Vec::new();
    }
    let part = |own: &[Run]| {
        let bbox = own.iter().map(|run| run.bbox).reduce(Rect::union).unwrap_or_default();
        Part { text: cell_text(own, glyphs), x0: bbox.x0, x1: bbox.x1, at: at(bbox) }
    };
    parts.into_iter().map(part).collect()
}

/// What is to be known of a line that the clipping path hides in part.
fn hidden(line: &Line<'_>, glyphs: &[Glyph], at: At, text: &str) -> Option<Finding> {
    let mut own = line.runs.iter().flat_map(|run| &glyphs[run.glyphs.clone()]);
    own.any(Glyph::is_hidden).then(|| {
        let finding = Finding::new(Code::CellOverflow, "a part of this line is hidden", Place::at(at));
        Finding { severity: Severity::Warning, ..finding.printed(text.trim()) }
    })
}

fn fill_page(finding: &mut Finding, page: u32) {
    if finding.place.page.is_none() {
        finding.place.page = Some(page);
    }
}

/// The left and right ends of a page's text and tables.
fn margins(page: &Page, placed: &[(Rect, Block)]) -> (f32, f32) {
    let upright = page.glyphs.iter().filter(|g| g.turn == Turn::Upright).map(|g| g.bbox);
    let (left, right) = upright
        .chain(placed.iter().map(|(r, _)| *r))
        .fold((f32::INFINITY, f32::NEG_INFINITY), |(l, r), b| (l.min(b.x0), r.max(b.x1)));
    // The text of a short page does not reach its margins: they lie opposite to each other.
    if left > right {
        return (0.0, page.width);
    }
    let margin = left.min(page.width - right).max(0.0);
    (margin, page.width - margin)
}

/// The line of a text, as it stands between the margins of the page.
fn text_line(text: String, at: At, line: &Line<'_>, glyphs: &[Glyph], (left, right): (f32, f32)) -> TextLine {
    let (before, after) = (line.bbox.x0 - left, right - line.bbox.x1);
    let em = line.size;
    TextLine {
        size: em,
        centred: (before - after).abs() <= 2.0 * em && before > 1.5 * em && after > 1.5 * em,
        indented: before > 1.5 * em,
        count: line.runs.iter().map(|r| mapped(r, glyphs)).sum(),
        ..TextLine::new(text, at)
    }
}

/// The glyphs of a run whose Unicode is known.
pub(crate) fn mapped(run: &Run, glyphs: &[Glyph]) -> usize {
    glyphs[run.glyphs.clone()].iter().filter(|g| g.ch != char::REPLACEMENT_CHARACTER).count()
}

/// Slanted text is a watermark: one line of furniture for all of it.
fn watermark(runs: &[&Run], page: &Page, turned: super::upright::Turned) -> TextLine {
    let text: String = runs.iter().flat_map(|r| page.glyphs[r.glyphs.clone()].iter().map(|g| g.ch)).collect();
    let bbox = runs.iter().map(|r| r.bbox).reduce(Rect::union).unwrap_or_default();
    TextLine {
        size: runs[0].size,
        furniture: true,
        count: runs.iter().map(|r| mapped(r, &page.glyphs)).sum(),
        ..TextLine::new(text, At::Page { page: page.number, bbox: turned.back(bbox) })
    }
}

#[cfg(test)]
mod tests {
    use fenjie_model::At;

    use super::super::prose::lines;
    use super::super::runs::{runs, tests::line};
    use super::{blocks, hidden};
    use crate::deadline::Deadline;
    use crate::page::{Glyph, Page};
    use crate::{Block, Options};

    /// The blocks of a page with these glyphs and no rules.
    fn read(glyphs: &[Vec<Glyph>]) -> Vec<Block> {
        let page =
            Page { number: 1, width: 600.0, height: 800.0, glyphs: glyphs.concat(), ..Page::default() };
        blocks(page, None, &Options::default(), Deadline::never()).blocks
    }

    /// One line with the text, and whether it is furniture.
    #[track_caller]
    fn check(glyphs: &[Vec<Glyph>], text: &str, furniture: bool) {
        let found = read(glyphs);
        let [Block::Line(line)] = found.as_slice() else { panic!("{found:?}") };
        assert_eq!((line.text.as_str(), line.furniture), (text, furniture));
    }

    #[test]
    fn raised_digits_are_marks() {
        check(&[line("目标12", 50.0, 400.0, 10.0), line("1", 80.0, 396.5, 6.0)], "目标12¹", false);
    }

    #[test]
    fn what_runs_with_a_page_number_at_the_edge_is_furniture() {
        let foot = "某县政府第2页共4页";
        check(&[line(foot, 50.0, 780.0, 10.0)], foot, true);
        check(&[line(foot, 50.0, 400.0, 10.0)], foot, false);
    }

    #[test]
    fn large_figures_with_what_they_are_below_them_are_no_table() {
        let is_table = |size: f32| {
            let said = [(50.0, "940", "处理案件"), (200.0, "812", "开放窗口"), (350.0, "570", "减免税费")];
            let of = |(x, figure, said)| [line(figure, x, 400.0, size), line(said, x, 415.0, 10.0)];
            read(&said.into_iter().flat_map(of).collect::<Vec<_>>())
                .iter()
                .any(|b| matches!(b, Block::Table(_)))
        };
        assert_eq!((is_table(20.0), is_table(11.0)), (false, true));
    }

    #[test]
    fn a_line_that_is_hidden_in_part() {
        let said = |beyond: f32| {
            let mut glyphs = line("注：快报数", 10.0, 50.0, 10.0);
            glyphs[4].beyond = [beyond, 0.0];
            let runs = runs(&glyphs);
            lines(&runs, &glyphs).iter().any(|line| hidden(line, &glyphs, At::Line(1), "").is_some())
        };
        assert_eq!((said(0.0), said(6.0)), (false, true));
    }
}
