//! What stands on several pages beside the notice: running heads and feet.

use fenjie_model::{At, HashMap};

use crate::Block;
use crate::wording::is_whole_title;
use crate::wording::page_number::{belongs_to_notice, is_page_number};

/// Running heads must stand on this many pages.
const RUNNING_PAGES: usize = 3;
/// Of two pages, both must have it, and then it must be set small.
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
    let mut seen: HashMap<(String, i32), usize> = HashMap::default();
    let ends = |page: &[Block]| {
        let other = |b: &Block| !matches!(b, Block::Line(l) if l.furniture);
        let (first, last) = (page.iter().position(other), page.iter().rposition(other));
        [first, last.filter(|_| first != last)]
    };
    for page in pages.iter() {
        for i in ends(page).into_iter().flatten() {
            if let Some(k) = key(&page[i]) {
                *seen.entry(k).or_default() += 1;
            }
        }
    }
    let few = (pages.len() == TWO_PAGES).then(|| sizes(pages));
    let least = if few.is_some() { TWO_PAGES } else { RUNNING_PAGES };
    for page in pages.iter_mut() {
        for i in ends(page).into_iter().flatten() {
            if key(&page[i]).and_then(|k| seen.get(&k)).is_some_and(|n| *n >= least)
                && few.is_none_or(|sizes| is_small(&page[i], sizes))
                && let Block::Line(line) = &mut page[i]
            {
                line.furniture = true;
            }
        }
    }
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

/// What a running head has in common on all pages: its text without the page number in it, and its height.
fn key(block: &Block) -> Option<(String, i32)> {
    let Block::Line(line) = block else { return None };
    let At::Page { bbox, .. } = line.at else { return None };
    if line.furniture || belongs_to_notice(&line.text) {
        return None;
    }
    let text: String = unnumbered(&line.text).chars().filter(|c| !c.is_whitespace()).collect();
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
    use fenjie_model::Rect;

    use super::*;
    use crate::TextLine;

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
}
