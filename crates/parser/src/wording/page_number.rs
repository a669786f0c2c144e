//! Lines that number a page.

/// Whether the text is a page number: `— 1 —`, `- 1 -`, `1`, `第 1 页`, `第1页 共8页`, `第1页【8页】`, `1 / 8`.
pub(crate) fn is_page_number(text: &str) -> bool {
    let bare = bare(text);
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

/// A text without white space, and a page number in the characters of the mainland, without the brackets around the number
/// of all pages.
fn bare(text: &str) -> String {
    let bare: String = text.chars().filter(|c| !c.is_whitespace()).collect();
    if !bare.starts_with('第') {
        return bare;
    }
    let is_bracket = |c: &char| {
        matches!(
            c,
            '（' | '）' | '(' | ')' | '【' | '】' | '［' | '］' | '[' | ']' | '〔' | '〕' | '「' | '」'
        )
    };
    let Some(at) = bare.find(['页', '頁']) else { return bare };
    let (page, all) = bare.split_at(at);
    // 第1页（续） and 第（1）页 keep theirs.
    let all: String = if all.matches(['页', '頁']).nth(1).is_some() {
        all.chars().filter(|c| !is_bracket(c)).collect()
    } else {
        all.to_owned()
    };
    format!("{page}{}", all.replace('頁', "页"))
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
    if text.len() > LONGEST
        || !text.trim_end().ends_with(|c: char| c.is_ascii_digit() || "页頁）)】］]〕」".contains(c))
    {
        return false;
    }
    let number = |text: &str| text.parse::<u32>().ok();
    let chinese = || {
        let bare = bare(text).replace([',', '，'], "");
        let (page, pages) = bare.strip_prefix('第')?.strip_suffix('页')?.split_once('页')?;
        Some((number(page)?, number(pages.strip_prefix('共').unwrap_or(pages))?))
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
        let end = bare.match_indices(['页', '頁']).nth(1).map(|(at, page)| at + page.len());
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

/// Whether the line begins as those of a notice do that are printed alike on several pages: 单位：…, 附件.
pub(crate) fn belongs_to_notice(text: &str) -> bool {
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
    use super::*;

    #[test]
    fn which_page_of_how_many() {
        for text in [
            "Page 3 of 8",
            "Página 12 de 14",
            "第 3 页 共 8 页",
            "第3页，共8页",
            "第 3 頁，共 8 頁",
            "第3页【8页】",
            "第3页（共8页）",
        ] {
            assert!(tells_page(text), "{text}");
        }
        for text in ["Page 3", "3 of 8", "Page 9 of 8", "第3页", "Unit 3 of 8", "第9页【8页】", "第3页（续）"]
        {
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
        for text in [
            "— 1 —",
            "- 12 -",
            "3",
            "第 1 页",
            "第1页 共8页",
            "第1页，共8页",
            "第 1 頁，共 21 頁",
            "第2页【66页】",
            "1 / 8",
            "－４－",
        ] {
            assert!(is_page_number(text), "{text}");
        }
        for text in ["说明：按在地口径统计", "资料来源：统计局", "注：略"] {
            assert!(belongs_to_notice(text), "{text}");
        }
        for text in [
            "",
            "—",
            "附件 1",
            "2023 年 2 月 6 日",
            "表1",
            "1. 总表",
            "123456789",
            "15,903",
            "（3页）",
            "第2页（续）",
            "第2批【66人】",
        ] {
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

    #[test]
    fn page_numbers_by_their_marks() {
        for text in ["— 3 —", " —12—", "第 3 页", "- 3 -"] {
            assert!(is_marked_page_number(text), "{text}");
        }
        for text in ["3", "-3", "—", "第3季度", "— 3 — 5.2", "—   3   —"] {
            assert!(!is_marked_page_number(text), "{text}");
        }
    }
}
