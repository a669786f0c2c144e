//! What stands on several pages beside the notice: running heads and feet.

use fenjie_model::{At, HashMap, Rect};

use crate::wording::is_whole_title;
use crate::wording::page_number::{belongs_to_notice, is_page_number};
use crate::{Block, TextLine};

/// Furniture stands in this part of a page at its top and bottom.
pub(super) const MARGIN: f32 = 0.1;
/// Running heads must stand on this many pages.
const RUNNING_PAGES: usize = 3;
/// Two pages that follow each other are enough where it is set small, and stands beyond all else in a longer file.
const TWO_PAGES: usize = 2;
/// A line is larger than another one where it is by this share.
const LARGER: f32 = 1.1;
/// A running head stands at the same height within this many points.
const RUNNING_HEIGHT: f32 = 3.0;
/// A running head has so many lines at most.
const RUNNING_LINES: usize = 3;

/// Marks running heads and feet: the first or last lines of a page, printed alike at the same height on several pages.
/// 单位：… and 附件 lines repeat too, and are no running heads.
pub(crate) fn mark_running(pages: &mut [Vec<Block>]) {
    for _ in 0..RUNNING_LINES {
        mark_outermost(pages);
    }
}

/// Marks the outermost lines of pages that are not furniture yet.
fn mark_outermost(pages: &mut [Vec<Block>]) {
    let mut seen: HashMap<(String, i32), Vec<usize>> = HashMap::default();
    let ends = |page: &[Block]| {
        let other = |b: &Block| !matches!(b, Block::Line(l) if l.furniture);
        let (first, last) = (page.iter().position(other), page.iter().rposition(other));
        [first, last.filter(|_| first != last)]
            .into_iter()
            .zip([false, true])
            .filter_map(|(i, foot)| Some((i?, foot)))
    };
    for (at, page) in pages.iter().enumerate() {
        for (i, foot) in ends(page) {
            if let Some(k) = key(&page[i], foot) {
                seen.entry(k).or_default().push(at);
            }
        }
    }
    let few = pages.len() == TWO_PAGES;
    let (sizes, margins) = (sizes(pages), margins(pages));
    // Of two pages that follow each other in a longer file it stands where nothing else of any page does.
    let is_running = |at: usize, (block, foot): (&Block, bool)| {
        let Some(key) = key(block, foot) else { return false };
        let on = |at: usize| seen.get(&key).is_some_and(|on| on.contains(&at));
        let is_pair = || at.checked_sub(1).is_some_and(on) || on(at + 1);
        match seen.get(&key).map_or(0, Vec::len) {
            TWO_PAGES if few => is_small(block, sizes),
            TWO_PAGES => is_pair() && is_small(block, sizes) && is_in_margin(block, margins),
            count => count >= RUNNING_PAGES,
        }
    };
    let running: Vec<Vec<usize>> = pages
        .iter()
        .enumerate()
        .map(|(at, page)| {
            let running = ends(page).filter(|(i, foot)| is_running(at, (&page[*i], *foot)));
            running.map(|(i, _)| i).collect()
        })
        .collect();
    for (page, running) in pages.iter_mut().zip(running) {
        for i in running {
            if let Block::Line(line) = &mut page[i] {
                line.furniture = true;
            }
        }
    }
}

/// How high and how low anything but two lines reaches on all pages.
fn margins(pages: &[Vec<Block>]) -> (f32, f32) {
    let (mut tops, mut bottoms) = ([f32::INFINITY; TWO_PAGES + 1], [f32::NEG_INFINITY; TWO_PAGES + 1]);
    for block in pages.iter().flatten() {
        let bbox = match block {
            Block::Line(line) => bbox(line).filter(|_| !line.furniture),
            Block::Table(block) => Some(block.bbox),
        };
        let Some(bbox) = bbox else { continue };
        if bbox.top < tops[TWO_PAGES] {
            tops[TWO_PAGES] = bbox.top;
            tops.sort_by(f32::total_cmp);
        }
        if bbox.bottom > bottoms[TWO_PAGES] {
            bottoms[TWO_PAGES] = bbox.bottom;
            bottoms.sort_by(|a, b| b.total_cmp(a));
        }
    }
    (tops[TWO_PAGES], bottoms[TWO_PAGES])
}

fn bbox(line: &TextLine) -> Option<Rect> {
    match line.at {
        At::Page { bbox, .. } => Some(bbox),
        At::Line(_) => None,
    }
}

/// Whether a line of two pages stands above or below all others.
fn is_in_margin(block: &Block, (top, bottom): (f32, f32)) -> bool {
    let Block::Line(line) = block else { return false };
    bbox(line).is_some_and(|bbox| bbox.bottom < top || bottom < bbox.top)
}

/// The smallest and the largest type of the lines that are not furniture yet.
fn sizes(pages: &[Vec<Block>]) -> (f32, f32) {
    let lines = pages.iter().flatten().filter_map(|block| match block {
        Block::Line(line) if !line.furniture => Some(line.size),
        _ => None,
    });
    lines.fold((f32::INFINITY, 0.0), |(least, most), size| (least.min(size), most.max(size)))
}

/// Whether no line is set smaller, and some are larger: a title that is printed over both parts of a table is not.
fn is_small(block: &Block, (least, most): (f32, f32)) -> bool {
    let Block::Line(line) = block else { return false };
    line.size <= least * LARGER && line.size * LARGER < most && !is_whole_title(&line.text)
}

/// What a running head has in common on all pages: its text without the page number in it, and its height. A foot that
/// numbers its page is one whatever it names: 编制单位：统计局　第1页.
fn key(block: &Block, foot: bool) -> Option<(String, i32)> {
    let Block::Line(line) = block else { return None };
    let At::Page { bbox, .. } = line.at else { return None };
    let bare = unnumbered(&line.text);
    let numbers_page = foot && bare != line.text.trim();
    if line.furniture || belongs_to_notice(&line.text) && !numbers_page {
        return None;
    }
    let text: String = bare.chars().filter(|c| !c.is_whitespace()).collect();
    (!text.is_empty()).then(|| (text, (bbox.top / RUNNING_HEIGHT).round() as i32))
}

/// A line without the page number that stands apart at its end or beginning: `年度报告    12 / 240`, `网址   1/31`.
fn unnumbered(text: &str) -> &str {
    let text = text.trim();
    let apart = |rest: &str, number: &str| !rest.is_empty() && is_page_number(number);
    match (text.rsplit_once("  "), text.split_once("  ")) {
        (Some((rest, number)), _) if apart(rest, number) => rest,
        (_, Some((number, rest))) if apart(rest, number) => rest,
        _ => text,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A page of lines at their heights.
    fn page(number: u32, lines: &[(&str, f32)]) -> Vec<Block> {
        let line = |(text, top): &(&str, f32)| {
            let at = At::Page { page: number, bbox: Rect::new(50.0, *top, 500.0, *top + 10.0) };
            Block::Line(TextLine { size: 10.0, ..TextLine::new(*text, at) })
        };
        lines.iter().map(line).collect()
    }

    #[test]
    fn running_heads_of_two_lines_and_with_numbers() {
        let feet = ["年度报告    1 / 3", "年度报告    2 / 3", "年度报告    3 / 3"];
        let mut pages: Vec<Vec<Block>> = (1..=3)
            .zip(feet)
            .map(|(n, foot)| {
                page(
                    n,
                    &[
                        ("某某公司", 20.0),
                        ("2023年", 32.0),
                        (["甲", "乙", "丙"][n as usize - 1], 60.0),
                        (foot, 800.0),
                    ],
                )
            })
            .collect();
        mark_running(&mut pages);
        for page in &pages {
            let furniture: Vec<bool> =
                page.iter().map(|b| matches!(b, Block::Line(l) if l.furniture)).collect();
            assert_eq!(furniture, [true, true, false, true]);
        }
    }

    #[test]
    fn a_foot_that_numbers_its_page_names_who_made_it() {
        let marked = |top: f32, text: &str| {
            let mut pages: Vec<_> = (1..=3)
                .map(|n| {
                    let line = (&*text.replace('#', &n.to_string()), top);
                    let own = (["甲", "乙", "丙"][n as usize - 1], 400.0);
                    let mut lines = [line, own];
                    lines.sort_by(|a, b| a.1.total_cmp(&b.1));
                    page(n, &lines)
                })
                .collect();
            mark_running(&mut pages);
            pages.iter().flatten().filter(|b| matches!(b, Block::Line(l) if l.furniture)).count()
        };
        assert_eq!(marked(800.0, "编制单位：统计局  第#页"), 3);
        // What stands above the table is its measure, and a foot without a number can be a note.
        assert_eq!(marked(50.0, "单位：亿元  第#页"), 0);
        assert_eq!(marked(800.0, "编制单位：统计局"), 0);
    }

    #[test]
    fn a_running_head_of_two_pages() {
        let furniture = |large: f32, head: &str| {
            let mut pages = [page(1, &[(head, 40.0), ("甲", 90.0)]), page(2, &[(head, 40.2), ("乙", 90.0)])];
            for block in pages.iter_mut().flatten() {
                if let Block::Line(line) = block
                    && line.text != head
                {
                    line.size = large;
                }
            }
            mark_running(&mut pages);
            pages.iter().flatten().map(|b| matches!(b, Block::Line(l) if l.furniture)).collect::<Vec<_>>()
        };
        assert_eq!(furniture(16.0, "内部资料　注意保存"), [true, false, true, false]);
        assert_eq!(furniture(10.0, "内部资料　注意保存"), [false; 4]);
        assert_eq!(furniture(8.0, "内部资料　注意保存"), [false; 4]);
        assert_eq!(furniture(16.0, "2024年目标分解表"), [false; 4]);
    }

    #[test]
    fn a_running_head_of_two_pages_of_several() {
        let furniture = |heights: [f32; 2], first: f32| {
            let head = "某政办发〔2020〕21号附件";
            let mut pages = [
                page(1, &[("通知", first), ("正文", 120.0)]),
                page(2, &[(head, heights[0]), ("甲", 90.0)]),
                page(3, &[(head, heights[1]), ("乙", 90.0)]),
            ];
            for block in pages.iter_mut().flatten() {
                if let Block::Line(line) = block
                    && line.text != head
                {
                    line.size = 16.0;
                }
            }
            mark_running(&mut pages);
            pages.iter().flatten().filter(|b| matches!(b, Block::Line(l) if l.furniture)).count()
        };
        assert_eq!(furniture([40.0, 40.0], 90.0), 2);
        // Where other pages begin, and at another height.
        assert_eq!(furniture([40.0, 40.0], 45.0), 0);
        assert_eq!(furniture([40.0, 60.0], 90.0), 0);
    }
}
