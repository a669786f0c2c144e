//! What stands on a page beside the notice: page numbers and running heads.

use std::collections::HashMap;

use fenjie_model::At;

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
            '第' | '页' | '共' | '/' | '／' | ',' | '，' => {}
            _ => return false,
        }
    }
    (1..=8).contains(&digits)
}

/// Whether the text says that the table below goes on: 续表, （续）, 续表1, (续上页), continued.
pub(crate) fn is_continuation(text: &str) -> bool {
    let bare: String = text.chars().filter(|c| !c.is_whitespace()).collect();
    let bare = bare.trim_matches(|c| matches!(c, '（' | '）' | '(' | ')' | '：' | ':' | '【' | '】'));
    let rest = bare.strip_prefix('续').or_else(|| bare.strip_prefix("接"));
    rest.is_some_and(|r| {
        r.trim_start_matches(['表', '上', '页', '前'])
            .chars()
            .all(|c| c.is_ascii_digit() || "一二三四五六七八九十-—附件".contains(c))
    }) || bare.ends_with("（续")
        || bare.ends_with("(续")
        || bare.ends_with("续表")
        || bare.eq_ignore_ascii_case("continued")
}

/// Running heads must stand on this many pages.
const RUNNING_PAGES: usize = 3;
/// A running head stands at the same height within this many points.
const RUNNING_HEIGHT: f32 = 3.0;

/// Marks running heads and feet: the first or last line of a page, printed alike at the same height on several pages.
/// 单位：… and 附件 lines repeat too, and are no running heads.
pub(crate) fn mark_running(pages: &mut [Vec<Block>]) {
    let mut seen: HashMap<(String, i32), usize> = HashMap::new();
    let key = |block: &Block| match block {
        Block::Line(l) if !l.furniture && !belongs_to_notice(&l.text) => match l.at {
            At::Page { bbox, .. } => {
                let text: String = l.text.chars().filter(|c| !c.is_whitespace()).collect();
                (!text.is_empty()).then(|| (text, (bbox.top / RUNNING_HEIGHT).round() as i32))
            }
            At::Line(_) => None,
        },
        _ => None,
    };
    let ends = |page: &[Block]| {
        let lines: Vec<usize> =
            (0..page.len()).filter(|&i| !matches!(&page[i], Block::Line(l) if l.furniture)).collect();
        [lines.first().copied(), lines.last().copied().filter(|_| lines.len() > 1)]
    };
    for page in pages.iter() {
        for i in ends(page).into_iter().flatten() {
            if let Some(k) = key(&page[i]) {
                *seen.entry(k).or_default() += 1;
            }
        }
    }
    for page in pages.iter_mut() {
        for i in ends(page).into_iter().flatten() {
            if key(&page[i]).and_then(|k| seen.get(&k)).is_some_and(|n| *n >= RUNNING_PAGES)
                && let Block::Line(line) = &mut page[i]
            {
                line.furniture = true;
            }
        }
    }
}

fn belongs_to_notice(text: &str) -> bool {
    let text = text.trim();
    ["附", "单位", "计量单位", "（单位", "(单位", "注", "续", "表"].iter().any(|p| text.starts_with(p))
        || text.contains("单位：")
        || text.contains("单位:")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn page_numbers() {
        for text in ["— 1 —", "- 12 -", "3", "第 1 页", "第1页 共8页", "1 / 8", "－４－"] {
            assert!(is_page_number(text), "{text}");
        }
        for text in ["", "—", "附件 1", "2023 年 2 月 6 日", "表1", "1. 总表", "123456789"] {
            assert!(!is_page_number(text), "{text}");
        }
    }

    #[test]
    fn continuation_marks() {
        for text in ["续表", "（续表）", "续表 1", "续上表", "附件1（续）", "(续)", "continued"]
        {
            assert!(is_continuation(text), "{text}");
        }
        for text in ["续建项目", "附件 1", "手续办理表", "接续转移"] {
            assert!(!is_continuation(text), "{text}");
        }
    }
}
