//! The lines between two parts of a table that part nothing: page numbers, 续表, what is printed again from above the
//! table.

use crate::TextLine;
use crate::wording::caption::{is_continuation, is_continued};
use crate::wording::page_number::{is_page_number, tells_page};

/// Whether a line parts nothing whatever stands above the table: a page number, （转下页）.
pub(in crate::table) fn is_passed_over(line: &TextLine) -> bool {
    line.furniture || is_page_number(&line.text) || is_continued(&line.text) || is_continuation(&line.text)
}

/// Whether the line is printed again from above the table: its 单位 line, or `with_header` its title, or its measure in
/// other words.
pub(super) fn repeats(line: &TextLine, above: &[String], with_header: bool) -> bool {
    let text = squeezed(without_page(&line.text));
    // Nobody can tell whether glyphs that are not known repeat others.
    if text.contains(char::REPLACEMENT_CHARACTER) {
        return false;
    }
    let same_measure = || {
        let measure = measure(&line.text);
        measure.is_some() && above.iter().any(|line| self::measure(line) == measure)
    };
    (with_header || text.contains("单位")) && above.iter().any(|line| squeezed(without_page(line)) == text)
        || with_header && same_measure()
}

/// The measure that a line names, if it says nothing else but its page: 亿元 of 计量单位：亿元.
fn measure(text: &str) -> Option<String> {
    let text = without_page(text.trim());
    let (before, named) = text.split_at(measure_at(text)?);
    let (_, measure) = named.split_once(['：', ':'])?;
    let measure = squeezed(measure.trim().trim_end_matches(['）', ')']));
    (matches!(before, "" | "（" | "(") && !measure.is_empty()).then_some(measure)
}

/// 单位：元　第2页 → 单位：元.
fn without_page(text: &str) -> &str {
    let is_page = |page: &str| {
        let number = page.strip_prefix('第').and_then(|rest| rest.trim_end().strip_suffix('页'));
        tells_page(page) || number.is_some_and(|number| number.trim().parse::<u16>().is_ok())
    };
    let at = text.rfind('第').filter(|at| is_page(&text[*at..]));
    at.map_or(text, |at| text[..at].trim_end())
}

/// A text as two are compared.
fn squeezed(text: &str) -> String {
    fenjie_model::text::fold(text).into_owned()
}

/// Whether the line says that the table goes on, with its number, its measure and the same in English on the line too:
/// `续表　单位：万元`, `2-7 续表 Continued`. Another measure than that above the table makes it another one.
pub(super) fn marks(line: &TextLine, above: &[String]) -> bool {
    let text = line.text.trim();
    let (text, measure) = text.split_at(measure_at(text).unwrap_or(text.len()));
    let measure = squeezed(measure.trim_end_matches(['）', ')']));
    let is_own = measure.is_empty()
        || above.iter().any(|line| squeezed(line).contains(&measure))
        || !above.iter().any(|line| measure_at(line).is_some());
    let text = text.trim_end_matches(['（', '(', ' ', '\u{3000}']);
    is_own && (says_continued(text) || titles_again(text, above))
}

/// 续表1 主要技术指标, below 主要技术指标.
fn titles_again(text: &str, above: &[String]) -> bool {
    let is_number = |c: char| c.is_ascii_digit() || c.is_whitespace() || "-－.．".contains(c);
    let rest = text.strip_prefix("续表").unwrap_or_default().trim_start_matches(is_number);
    let title = squeezed(rest);
    !title.is_empty() && above.iter().any(|line| squeezed(line).ends_with(&title))
}

/// Where a line begins to name its measure, which is the last that it says.
fn measure_at(text: &str) -> Option<usize> {
    const WORDS: [&str; 6] = ["单位", "计量单位", "金额单位", "货币单位", "Unit", "unit"];
    let is_apart = |at: usize| {
        text[..at]
            .chars()
            .next_back()
            .is_none_or(|c| c.is_whitespace() || matches!(c, '（' | '(' | '）' | ')'))
    };
    let begins = |word: &&str| {
        let mut found = text.match_indices(*word).filter(|(at, _)| is_apart(*at));
        found.find_map(|(at, word)| {
            text[at + word.len()..].trim_start().starts_with(['：', ':']).then_some(at)
        })
    };
    WORDS.iter().filter_map(begins).min()
}

/// Whether a text says in Chinese or in English, or in both, that a table goes on, behind its number perhaps.
fn says_continued(text: &str) -> bool {
    let (text, in_english) = match before_continued(text) {
        Some(before) => (before, true),
        None => (text, false),
    };
    let rest = behind_number(text);
    if in_english && rest.is_empty() {
        return true;
    }
    // Behind an English title only what sets the word apart from it tells a mark from a sentence.
    let is_apart = in_english && text.ends_with(['（', '(', '—', '–', '-', ',', '，']);
    is_apart || is_continuation(text) || is_continuation(rest)
}

/// What stands before `Continued`, `(cont'd)` or `Continued 2` at the end of a text.
fn before_continued(text: &str) -> Option<&str> {
    const WORDS: [&str; 4] = ["continued", "cont.", "cont'd", "cont’d"];
    let is_outer = |c: char| c.is_whitespace() || c.is_ascii_digit() || matches!(c, ')' | '）');
    let text = text.trim_end_matches(is_outer);
    let lower = text.to_ascii_lowercase();
    let word = WORDS.iter().find(|word| lower.ends_with(*word))?;
    let before = &text[..text.len() - word.len()];
    (!before.ends_with(char::is_alphabetic)).then(|| before.trim_end())
}

/// What stands behind the number of a table: `表2-7`, `2-7`, `Table 3.1`.
fn behind_number(text: &str) -> &str {
    let word = ["附表", "表", "Table", "TABLE"].iter().find_map(|word| text.strip_prefix(word));
    let is_number =
        |c: char| c.is_ascii_digit() || c.is_whitespace() || "一二三四五六七八九十-－–—.．、(（".contains(c);
    word.unwrap_or(text).trim_start_matches(is_number)
}

#[cfg(test)]
mod tests {
    use fenjie_model::At;

    use super::*;

    #[track_caller]
    fn check(text: &str, above: &[&str], expected: bool) {
        let above: Vec<String> = above.iter().map(|line| (*line).to_owned()).collect();
        assert_eq!(marks(&TextLine::new(text, At::Line(1)), &above), expected, "{text}");
    }

    #[test]
    fn marks_with_more_on_their_line() {
        for text in [
            "续表",
            "续表    单位：万元",
            "表2-7 续表　　（单位: 万元）",
            "2-7 续表 Continued",
            "续表 Continued",
            "2-7  Continued",
            "2-7 续表1   Continued 1",
            "表2-7 户数（续）    单位：万元",
            "Table 3.1 (Continued)",
            "TABLE 3. Income by region—Continued",
            "Income by region (cont'd)",
            "续表  计量单位：万元  Unit: 10 000 yuan",
            "续表 A.1",
        ] {
            check(text, &[], true);
        }
        for text in [
            "2-7 户数",
            "单位：万元",
            "2-7",
            "The tables are continued",
            "discontinued",
            "续建项目  单位：万元",
            "工作要继续",
        ] {
            check(text, &[], false);
        }
    }

    #[test]
    fn a_measure_beside_the_number_of_its_page_is_printed_again() {
        for (text, expected) in [
            ("单位：元  第2页", "单位：元"),
            ("单位：元　第 12 页", "单位：元"),
            ("单位：元  第2页 共3页", "单位：元"),
            ("单位：元（第2批）", "单位：元（第2批）"),
        ] {
            assert_eq!(without_page(text), expected);
        }
    }

    #[test]
    fn a_measure_is_printed_again_in_other_words() {
        for text in ["计量单位：亿元", "（金额单位：亿元）", "单位: 亿元    第 2 页 共 4 页"]
        {
            assert_eq!(measure(text), measure("单位：亿元"), "{text}");
        }
        for text in ["单位：万元", "填报单位：亿元", "单位：亿元、个", "表2  单位：亿元", "单位："]
        {
            assert_ne!(measure(text), measure("单位：亿元"), "{text}");
        }
        assert_eq!((measure("填报单位：统计局"), measure("单位：")), (None, None));
    }

    #[test]
    fn a_mark_with_the_title_above_is_one() {
        check("续表1 主要技术指标", &["表1 主要技术指标"], true);
        check("续表2 二季度指标", &["表1 一季度指标"], false);
    }

    #[test]
    fn a_mark_with_another_measure_is_none() {
        check("续表    单位：万元", &["2-7 户数", "单位：万元"], true);
        check("续表    单位：万元", &["2-7 户数    单位：万元"], true);
        check("续表    （单位：万元）", &["2-7 户数    单位：万元"], true);
        check("续表    单位：吨", &["2-7 户数    单位：万元"], false);
        check("续表    单位：吨", &["2-7 户数", "填报单位：统计局"], true);
    }
}
