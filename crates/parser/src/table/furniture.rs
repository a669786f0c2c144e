//! What stands on a page beside the notice: page numbers and running heads.

use fenjie_model::{At, HashMap};

use crate::Block;

/// Whether the text is a page number: `— 1 —`, `- 1 -`, `1`, `第 1 页`, `第1页 共8页`, `1 / 8`.
pub(crate) fn is_page_number(text: &str) -> bool {
    let bare: String = text.chars().filter(|c| !c.is_whitespace()).collect();
    let inner = bare.trim_matches(|c| matches!(c, '—' | '－' | '-' | '–' | '―' | '─' | '·' | '•'));
    if inner.is_empty() || inner.chars().count() > 12 {
        return false;
    }
    let mut digits = 0;
    for c in inner.chars() {
        match c {
            '0'..='9' | '０'..='９' => digits += 1,
            '第' | '页' | '共' | '/' | '／' => {}
            ',' | '，' if inner.contains('页') => {}
            _ => return false,
        }
    }
    (1..=8).contains(&digits)
}

/// Whether a line at the edge of a page numbers it: as [`is_page_number`], in English (`Page 1 of 8`), or after its
/// volume and chapter (`1-20`, `1-1-20`), which elsewhere are ranges.
pub(crate) fn numbers_page(line: &str) -> bool {
    let bare: String = line.chars().filter(|c| !c.is_whitespace()).collect();
    let bare = bare.to_ascii_lowercase().replacen("of", "/", 1);
    let bare = bare.strip_prefix("page").unwrap_or(&bare);
    let parts: Vec<&str> = bare.split('-').collect();
    // A date has a year.
    let number = |part: &&str| (1..=3).contains(&part.len()) && part.bytes().all(|b| b.is_ascii_digit());
    is_page_number(bare) || (2..=3).contains(&parts.len()) && parts.iter().all(number)
}

/// Whether the text says which page of how many this is: `Page 3 of 8`, `Página 12 de 14`, `第3页 共8页`.
pub(crate) fn tells_page(text: &str) -> bool {
    const PAGE: [&str; 7] = ["page", "página", "pagina", "pág.", "pag.", "seite", "p."];
    const OF: [&str; 7] = ["of", "de", "von", "sur", "di", "van", "/"];
    const LONGEST: usize = 32;
    if text.len() > LONGEST || !text.trim_end().ends_with(|c: char| c.is_ascii_digit() || c == '页') {
        return false;
    }
    let number = |text: &str| text.parse::<u32>().ok();
    let chinese = || {
        let bare: String = text.chars().filter(|c| !c.is_whitespace() && !matches!(c, ',' | '，')).collect();
        let (page, pages) = bare.strip_prefix('第')?.strip_suffix('页')?.split_once("页共")?;
        Some((number(page)?, number(pages)?))
    };
    let lower = text.to_lowercase();
    let words: Vec<&str> = lower.split_whitespace().collect();
    let told = match words.as_slice() {
        [page, n, of, pages] if PAGE.contains(page) && OF.contains(of) => number(n).zip(number(pages)),
        _ => chinese(),
    };
    told.is_some_and(|(page, pages)| (1..=pages).contains(&page))
}

/// Whether a line says at its end or beginning which page of how many this is, beside what it repeats on all of them:
/// `某县人民政府办公室　第2页　共4页`.
pub(crate) fn runs_with_page(line: &str) -> bool {
    const LONGEST: usize = 40;
    let bare: String = line.chars().filter(|c| !c.is_whitespace()).collect();
    let ends = bare.rfind('第').is_some_and(|at| tells_page(&bare[at..]));
    let begins = || {
        let end = bare.match_indices('页').nth(1).map(|(at, page)| at + page.len());
        end.is_some_and(|end| tells_page(&bare[..end]))
    };
    bare.chars().count() <= LONGEST && !belongs_to_notice(&bare) && (ends || begins())
}

/// Whether the text is a page number by its marks, and so no row of values: `— 1 —`, `第 1 页`. Dashes that are values
/// stand farther from it.
pub(crate) fn is_marked_page_number(text: &str) -> bool {
    let text = text.trim();
    let is_dash = |c: char| matches!(c, '—' | '－' | '-' | '–' | '―' | '─');
    let apart =
        text.chars().collect::<Vec<_>>().windows(2).any(|pair| pair.iter().all(|c| c.is_whitespace()));
    is_page_number(text)
        && !apart
        && (text.starts_with('第') || text.starts_with(is_dash) && text.ends_with(is_dash))
}

/// Whether the text says that the table below goes on: 续表, （续）, 续表1, 续表 A.1, (续上页), continued.
pub(crate) fn is_continuation(text: &str) -> bool {
    let bare: String = text.chars().filter(|c| !c.is_whitespace()).collect();
    let bare = bare.trim_matches(|c| matches!(c, '（' | '）' | '(' | ')' | '：' | ':' | '【' | '】'));
    let is_number = |c: char| {
        c.is_ascii_digit() || c.is_ascii_uppercase() || "一二三四五六七八九十-—.．（(附件".contains(c)
    };
    let is_mark = |text: &str| {
        let rest = text.strip_prefix('续').or_else(|| text.strip_prefix('接'));
        rest.is_some_and(|r| r.trim_start_matches(['表', '上', '页', '前']).chars().all(is_number))
    };
    // 目标分解表（续1）, 目标分解表（续表二）.
    let behind_title = bare.rsplit_once(['（', '(']).map(|(_, mark)| mark);
    is_mark(bare)
        || behind_title.is_some_and(is_mark)
        || bare.ends_with("续表")
        // 表A.1 续
        || bare.strip_prefix('表').and_then(|rest| rest.strip_suffix('续')).is_some_and(|n| n.chars().all(is_number))
        || bare.eq_ignore_ascii_case("continued")
}

/// Whether the text says that the table above goes on: 续下页, （转下页）, 未完待续.
pub(crate) fn is_continued(text: &str) -> bool {
    let text = text.trim_matches(['（', '）', '(', ')', ' ', '\u{3000}']);
    ["转下页", "续下页", "接下页", "下转", "未完待续"].iter().any(|start| text.starts_with(start))
        && text.chars().count() <= 10
}

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
    line.size <= least * LARGER && line.size * LARGER < most && !crate::document::is_whole_title(&line.text)
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

fn belongs_to_notice(text: &str) -> bool {
    let text = text.trim();
    const STARTS: &[&str] = &[
        "附",
        "单位",
        "计量单位",
        "（单位",
        "(单位",
        "注",
        "备注",
        "说明",
        "填表",
        "资料来源",
        "数据来源",
        "续",
        "表",
    ];
    STARTS.iter().any(|p| text.starts_with(p)) || text.contains("单位：") || text.contains("单位:")
}

#[cfg(test)]
mod tests {
    use fenjie_model::Rect;

    use super::*;
    use crate::TextLine;

    #[test]
    fn which_page_of_how_many() {
        for text in ["Page 3 of 8", "Página 12 de 14", "第 3 页 共 8 页", "第3页，共8页"] {
            assert!(tells_page(text), "{text}");
        }
        for text in ["Page 3", "3 of 8", "Page 9 of 8", "第3页", "Unit 3 of 8"] {
            assert!(!tells_page(text), "{text}");
        }
    }

    #[test]
    fn what_runs_with_the_page() {
        for text in ["某县人民政府办公室　第2页　共4页", "第 2 页，共 4 页    某县政府", "第2页共4页"]
        {
            assert!(runs_with_page(text), "{text}");
        }
        for text in ["附件1 第2页 共4页", "某县人民政府办公室", "见文件第2页", "全文共4页", "第5页共4页"]
        {
            assert!(!runs_with_page(text), "{text}");
        }
    }

    #[test]
    fn page_numbers() {
        for text in ["— 1 —", "- 12 -", "3", "第 1 页", "第1页 共8页", "第1页，共8页", "1 / 8", "－４－"]
        {
            assert!(is_page_number(text), "{text}");
        }
        for text in ["说明：按在地口径统计", "资料来源：统计局", "注：略"] {
            assert!(belongs_to_notice(text), "{text}");
        }
        for text in ["", "—", "附件 1", "2023 年 2 月 6 日", "表1", "1. 总表", "123456789", "15,903"]
        {
            assert!(!is_page_number(text), "{text}");
        }
    }

    #[test]
    fn page_numbers_at_the_edge() {
        for text in ["— 1 —", "1-20", "1-1-20", "Page 3 of 12", "3 of 12", "PAGE 7"] {
            assert!(numbers_page(text), "{text}");
        }
        for text in ["2023-02-06", "of", "Page of contents", "1-1-1-1", "-"] {
            assert!(!numbers_page(text), "{text}");
        }
    }

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

    #[test]
    fn page_numbers_by_their_marks() {
        for text in ["— 3 —", " —12—", "第 3 页", "- 3 -"] {
            assert!(super::is_marked_page_number(text), "{text}");
        }
        for text in ["3", "-3", "—", "第3季度", "— 3 — 5.2", "—   3   —"] {
            assert!(!super::is_marked_page_number(text), "{text}");
        }
    }

    #[test]
    fn continuation_marks() {
        for text in [
            "续表",
            "（续表）",
            "续表 1",
            "续上表",
            "附件1（续）",
            "(续)",
            "continued",
            "（接上页）",
            "续表 A.1",
            "续表（二）",
            "表 3.2 续",
            "目标分解表（续1）",
            "目标分解表（续 二）",
            "目标分解表(续表1)",
            "目标分解表（续表一）",
        ] {
            assert!(is_continuation(text), "{text}");
        }
        for text in ["（转下页）", " (续下页) ", "下转第5页", "（未完待续）"] {
            assert!(is_continued(text) && !is_continuation(text), "{text}");
        }
        assert!(!is_continued("下转移支付资金的各项目标如下"));
        for text in [
            "续建项目",
            "续（建）",
            "表1 手续",
            "附件 1",
            "手续办理表",
            "接续转移",
            "目标分解表（续建）",
            "目标分解表（二）",
        ] {
            assert!(!is_continuation(text), "{text}");
        }
    }
}
