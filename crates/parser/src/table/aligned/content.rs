//! What a text says by its form alone: a value, a note under a table, a line that is in no table.

use fenjie_model::text::is_cjk;

use crate::wording::caption::is_continuation;
use crate::wording::page_number::is_page_number;

/// Whether a cell with this text states a value: a number with or without a comparator, a measure or a note in
/// brackets (`96 以上`, `608.8（考核目标）`, `84（含续建`), or the sign for none. `2023年`, `1月` and `2019` head columns,
/// and `93%以上。` ends a sentence.
pub(crate) fn is_value(text: &str) -> bool {
    let text = text.trim();
    let amount = text.trim_start_matches(['$', '€', '£', '¥', ' ']);
    if matches!(amount, "—" | "－" | "-" | "−" | "/" | "–" | "――" | "——" | "…" | "..." | ":")
    {
        return true;
    }
    if is_scale(text) {
        return false;
    }
    let text = text
        .trim_start_matches([
            '≥', '≤', '>', '<', '＞', '＜', '-', '－', '−', '–', '—', '+', '±', '约', '~', '(',
        ])
        .trim_start_matches(['$', '€', '£', '¥', ' ']);
    let digits = text.find(|c| !is_numeral(c)).unwrap_or(text.len());
    let (number, rest) = text.split_at(digits);
    // `3.` numbers an entry, or ends a sentence.
    let is_open = number.trim_end().ends_with(['.', '．']);
    // `.72` is written without its zero.
    let whole = number.strip_prefix('.').unwrap_or(number);
    if !whole.starts_with(|c: char| c.is_numeric()) || is_year(number) || is_open {
        return false;
    }
    let rest = rest.trim_start();
    // A value is no clause of a sentence, whatever its note in brackets says.
    let stated = rest.split(['（', '(']).next().unwrap_or(rest);
    if stated.ends_with('月')
        || stated.contains(['。', '；', '，', '、'])
        || rest.ends_with(['。', '；', '，', '、'])
    {
        return false;
    }
    match rest.chars().next() {
        None => true,
        // `(1).研发投入` and `2) 费用` are numbered.
        Some(')') => !rest[1..].contains(char::is_alphabetic),
        // `2.2 to 5.8` is a range.
        Some('t') => rest.strip_prefix("to").is_some_and(|to| to.starts_with(' ') && is_value(to)),
        // `15.0±0.9 ab` is a mean, its error, and what it differs from.
        Some('±') => rest['±'.len_utf8()..].trim_start().starts_with(|c: char| c.is_ascii_digit()),
        // `90-percent` is a word, and `1-4 Family homes` a name.
        Some('-' | '–') => {
            let behind = rest.trim_start_matches(|c: char| !c.is_ascii_alphabetic());
            let is_word = rest.chars().nth(1).is_some_and(|c| c.is_ascii_alphabetic());
            let is_name = behind.starts_with(|c: char| c.is_ascii_uppercase()) && are_words(behind);
            !(is_word || is_name)
        }
        // `401(k) plans with` is one too.
        Some('(') if rest.split_once(')').is_some_and(|(_, behind)| are_words(behind)) => false,
        Some('%' | '％' | '‰' | '（' | '(' | '～' | '~' | '*' | '①'..='⑳') => true,
        Some(_) => ["以上", "及以上", "以下", "及以下", "以内", "左右", "个百分点"]
            .iter()
            .any(|s| rest.starts_with(s)),
    }
}

/// Whether a text is a number and the word for what it counts, in Latin script: `35 ppm`, `8 hours`.
pub(super) fn is_amount(text: &str) -> bool {
    text.split_once(' ').is_some_and(|(number, of)| {
        number.starts_with(|c: char| c.is_ascii_digit())
            && number.bytes().all(|b| b.is_ascii_digit() || matches!(b, b'.' | b','))
            && of.starts_with(char::is_alphabetic)
            && !of.contains(|c: char| c == ' ' || is_cjk(c))
            && !of.ends_with('.')
    })
}

/// Whether a text is several words in Latin script.
fn are_words(text: &str) -> bool {
    let is_word = |word: &str| word.chars().all(|c| c.is_ascii_alphabetic());
    text.split_whitespace().nth(1).is_some() && text.split_whitespace().all(is_word)
}

/// Whether a text states a value in words: `不超过18`, `持平`.
pub(crate) fn states_in_words(text: &str) -> bool {
    const BEFORE: [&str; 8] = ["不高于", "不低于", "不少于", "不超过", "不大于", "不小于", "增长", "下降"];
    let text = text.trim();
    matches!(text, "持平" | "零增长")
        || BEFORE.iter().any(|word| text.strip_prefix(word).is_some_and(|rest| is_value(rest.trim_start())))
}

/// Whether the text tells what the values below are counted in: `($1,000)`, `(000)`.
fn is_scale(text: &str) -> bool {
    let Some(inner) = text.strip_prefix('(').and_then(|t| t.strip_suffix(')')) else { return false };
    let digits: String = inner.chars().filter(|c| !matches!(c, '$' | '€' | '£' | ',' | ' ' | '’')).collect();
    let zeros = digits.strip_prefix('1').unwrap_or(&digits);
    zeros.len() >= 3 && zeros.bytes().all(|b| b == b'0')
}

fn is_numeral(c: char) -> bool {
    c.is_ascii_digit() || ('０'..='９').contains(&c) || matches!(c, '.' | ',' | '．' | '，' | ' ')
}

fn is_year(number: &str) -> bool {
    let number = number.trim();
    number.len() == 4
        && (number.starts_with("19") || number.starts_with("20"))
        && number.bytes().all(|b| b.is_ascii_digit())
}

/// Whether a text is a year or some years and nothing else: `2001`, `FY 1990`, `1990–91`, before the leader to its values.
pub(super) fn names_years(text: &str) -> bool {
    let bare = text.trim_end_matches(['.', '…', '·', ' ']);
    let bare = ["FY", "CY"].iter().find_map(|of| bare.strip_prefix(of)).unwrap_or(bare).trim_start();
    let (first, last) = bare.split_once(['-', '–', '—', '/']).unwrap_or((bare, "00"));
    is_year(first) && matches!(last.len(), 2 | 4) && last.bytes().all(|b| b.is_ascii_digit())
}

/// So many columns at the left can hold serial numbers.
pub(super) const SERIALS: usize = 2;

/// Whether the text is a serial number of a row.
pub(super) fn is_serial(text: &str) -> bool {
    let text = text.trim();
    (1..=3).contains(&text.len()) && text.bytes().all(|b| b.is_ascii_digit())
}

/// Whether a line with this text stands in no table: a label, the measure above a table, a page number.
pub(super) fn is_apart(text: &str) -> bool {
    let bare: String = text.chars().filter(|c| !c.is_whitespace()).collect();
    let inner = bare.trim_start_matches(['（', '(']);
    let starts = |heads: &[&str]| heads.iter().any(|h| inner.starts_with(h));
    let numeral = |c: char| c.is_ascii_digit() || "一二三四五六七八九十".contains(c);
    // `（单位：` can be broken in each of some heads: `单位：处）` is the rest of one.
    let is_measure = || starts(&["单位：", "单位:", "计量单位：", "金额单位："]) && depth(&bare) >= 0;
    let label = ["附件", "附表"].iter().any(|l| {
        inner
            .strip_prefix(l)
            .is_some_and(|r| r.is_empty() || r.starts_with(|c| numeral(c) || matches!(c, '：' | ':')))
    });
    // 表A.1 of an annex A.
    let annexed =
        |r: &str| r.starts_with(|c: char| c.is_ascii_uppercase()) && r[1..].starts_with(['.', '．', '-']);
    let caption =
        inner.strip_prefix('表').is_some_and(|r| r.starts_with(numeral) || annexed(r)) || is_caption(text);
    // A page number has its dashes or is alone on the page; a bare number may be a cell, and one with a sign too.
    let page = bare.starts_with(['—', '-', '－', '–', '第'])
        && bare.ends_with(['—', '-', '－', '–', '页'])
        && bare.chars().any(|c| c.is_numeric())
        && is_page_number(text);
    label
        || caption
        || is_continuation(text)
        || page
        || is_measure()
        || inner.starts_with("抄送")
        || bare.ends_with("印发")
}

/// Whether a line captions a table or a figure: `Table 2. Employment`, `Exhibit B-1:`, `FIGURE 3—`, `Table: 5`.
pub(super) fn is_caption(text: &str) -> bool {
    let Some((label, rest)) = text.trim_start().split_once(' ') else { return false };
    let number = rest.split([' ', '.', ':', '—']).next().unwrap_or_default();
    let named = ["table", "exhibit", "figure", "chart", "box"]
        .contains(&label.trim_end_matches(':').to_lowercase().as_str());
    let lettered = number.len() == 1 && rest[1..].starts_with(['.', ':', '—']);
    named
        && label.starts_with(|c: char| c.is_ascii_uppercase())
        && (number.contains(|c: char| c.is_ascii_digit()) || lettered)
        && number.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '-' | '–'))
}

/// Whether a line with this text opens the notes under a table.
pub(super) fn opens_notes(text: &str) -> bool {
    let bare: String = text.chars().filter(|c| !c.is_whitespace()).take(8).collect();
    let marked = ["注：", "注:", "备注：", "备注:", "说明：", "说明:", "注1", "注１"];
    let marks = ['*', '＊', '※', '★', '☆', '△', '▲', '#', '＃', '†'];
    let (line, is_circled) = (text.trim(), |c| ('①'..='⑳').contains(&c));
    let explains = ["为", "表示", "指", "系"].iter().any(|word| line.contains(word));
    // A list in a cell can be numbered so.
    let limits = ["不含", "含", "不包括", "包括", "指", "系", "为"];
    let defines =
        limits.iter().any(|word| line.trim_start_matches(is_circled).trim_start().starts_with(word));
    if line.ends_with('。')
        && (line.starts_with(marks) && explains || line.starts_with(is_circled) && defines)
    {
        return true;
    }
    let named = ["note", "notes", "source", "sources", "来源", "资料来源", "数据来源"];
    marked.iter().any(|h| bare.starts_with(h))
        || bare.split_once([':', '：']).is_some_and(|(head, _)| named.contains(&head.to_lowercase().as_str()))
}

/// Whether the text heads a section over the whole width: 一、经济增长, （二）民生.
pub(super) fn heads_section(text: &str) -> bool {
    let inner = text.trim_start_matches(['（', '(', '第']);
    let rest = inner.trim_start_matches(|c| "一二三四五六七八九十".contains(c));
    rest.len() < inner.len() && rest.starts_with(['、', '）', ')', '部'])
}

/// Whether the text heads a column of remarks, which few rows have.
pub(crate) fn heads_remarks(text: &str) -> bool {
    ["备注", "说明", "附注"].contains(&bare(text).as_str())
}

/// Whether the text names a total.
pub(crate) fn is_total(text: &str) -> bool {
    uncounted(&bare(text)).ends_with("小计") || is_grand_total(text)
}

/// Whether the text names a total of all rows in two characters: no line of a longer name is that, as 小计 can be.
pub(super) fn is_total_alone(text: &str) -> bool {
    is_grand_total(text) && bare(text).chars().count() == 2
}

/// Whether the text names a total of all rows, not of a group.
pub(crate) fn is_grand_total(text: &str) -> bool {
    let bare = bare(text);
    let name = uncounted(&bare);
    ["合计", "总计", "共计"].iter().any(|t| name.ends_with(t))
}

/// A text without the number of what it sums up, in brackets at its end: 总计（9个）.
fn uncounted(text: &str) -> &str {
    let inner = text.strip_suffix(['）', ')']).and_then(|t| t.rsplit_once(['（', '(']));
    let counted = inner.filter(|(_, inner)| inner.starts_with(|c: char| c.is_ascii_digit()));
    counted.map_or(text, |(before, _)| before)
}

/// A text without its spaces.
pub(super) fn bare(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace()).collect()
}

/// Whether the text goes on: an opening bracket in it is not closed, or it ends between two members of a list or the two
/// ends of a range, or before the value that it compares with or what it sums up (2= over 3+4).
pub(super) fn is_open(text: &str) -> bool {
    let text = text.trim_end();
    let range = text
        .strip_suffix(['-', '~', '～', '–'])
        .is_some_and(|before| before.trim_end().ends_with(|c| is_numeral(c) || c == '%'));
    let compares =
        ["不高于", "不低于", "不少于", "不超过", "力争", "达到"].iter().any(|word| text.ends_with(word));
    leaves_bracket(text) || text.ends_with(['、', '，', '=']) || range || compares
}

/// Whether all of the text stands in brackets: （1-3月）, （万元）.
pub(super) fn is_bracketed(text: &str) -> bool {
    let text = text.trim();
    text.starts_with(['（', '(', '〔'])
        && text.ends_with(['）', ')', '〕'])
        && text.chars().filter(|c| matches!(c, '（' | '(' | '〔')).count() == 1
}

/// Whether the text names a part of what the row above it names: 其中：工业投资.
pub(super) fn names_part(text: &str) -> bool {
    text.trim_start().starts_with("其中")
}

/// Whether dots lead from a name to the values beside it: it ends there.
pub(crate) fn ends_in_leader(text: &str) -> bool {
    ends_in_dots(text) && text.contains(|c: char| !c.is_whitespace() && !is_dot(c))
}

/// Whether the text ends in the dots of a leader, or is nothing else.
pub(super) fn ends_in_dots(text: &str) -> bool {
    /// So many dots are no point, nor those of words left out.
    const FEWEST: usize = 4;
    let name = text.trim_end_matches(|c: char| c.is_whitespace() || is_dot(c));
    let dots = text[name.len()..].chars().map(|c| if c == '…' { 3 } else { usize::from(is_dot(c)) });
    dots.sum::<usize>() >= FEWEST
}

fn is_dot(c: char) -> bool {
    matches!(c, '.' | '．' | '·' | '…')
}

/// Whether a text closes the bracket that the one before it opens. Heads side by side can break in their brackets:
/// `河道治理长度（公` beside `秸秆利用率（`.
pub(super) fn closes(before: &str, text: &str) -> bool {
    let bracket = text.chars().find(|c| "（(）)".contains(*c));
    leaves_bracket(before) && matches!(bracket, Some('）' | ')'))
}

/// Whether an opening bracket of the text is not closed.
pub(super) fn leaves_bracket(text: &str) -> bool {
    depth(text) > 0
}

/// How many brackets more a text opens than it closes.
fn depth(text: &str) -> i32 {
    let count = |brackets: [char; 2]| text.chars().filter(|c| brackets.contains(c)).count() as i32;
    count(['（', '(']) - count(['）', ')'])
}

/// How wide the first part of a text is that cannot be broken, in ems.
pub(super) fn first_unit(text: &str) -> f32 {
    let mut chars = text.trim_start().chars();
    match chars.next() {
        None => 0.0,
        Some(c) if is_cjk(c) => 1.0,
        Some(_) => {
            0.5 * (1 + chars.take_while(|c| !c.is_whitespace() && !is_cjk(*c) && *c != '-').count()) as f32
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn leaders() {
        for text in ["Total . . . . .", "Arson.......", "财政收入……"] {
            assert!(ends_in_leader(text), "{text}");
        }
        for text in ["No.", "and so on...", "一、综合…", "1.5", "......"] {
            assert!(!ends_in_leader(text), "{text}");
        }
    }

    #[test]
    fn values() {
        for text in [
            "30.30",
            "1,855.0",
            "１２．５",
            "≥96",
            "96 以上",
            "5%左右",
            "608.8（考核目标）",
            "87%～97%",
            "—",
            "/",
            "-3.5",
            "84（含续建10",
            "2.2 to 5.8",
            "(8.5)%",
            "−1.446**",
            "($1,250)",
            ".72**",
            "-.03",
            "15.0±0.90c",
            "8.1 ± 0.3 ab",
        ] {
            assert!(is_value(text), "{text}");
        }
        for text in [
            "2023年",
            "1月",
            "1-6月",
            "93%以上。",
            "0%，一般隐患整改率",
            "2019",
            "工作目标",
            "（%）",
            "3.",
            "(1).研发投入情况",
            "2) Costs",
            "2023 年工作目标",
            "",
            "11 月）",
            "亿元",
            "($1,000)",
            "(000)",
            ". . . 12",
            "....",
            "8±",
        ] {
            assert!(!is_value(text), "{text}");
        }
    }

    #[test]
    fn lines_apart() {
        for text in [
            "附件 1",
            "附件1　2024 年计划表",
            "附表：3",
            "表2 下半年任务",
            "单位：亿元",
            "（单位：户）",
            "— 1 —",
            "汉源县农业农村局   2021 年 2 月 27 日印发",
            "Table 2. Employment by industry",
            "TABLE B–80.—Federal receipts",
            "Exhibit 9",
            "Table A. Imports",
            "续表 A.1",
            "续表（二）",
            "表 A.1 产品分类",
        ] {
            assert!(is_apart(text), "{text}");
        }
        for text in [
            "单 位",
            "1",
            "附件清单目录",
            "—",
            "单位：处）",
            "–90",
            "Table of contents",
            "Table A is",
            "table 2",
        ] {
            assert!(!is_apart(text), "{text}");
        }
    }

    #[test]
    fn a_sign_before_a_dash_and_a_number_in_a_word() {
        assert!(is_value("$ -") && is_value("8.7–10.2") && is_value("50-"));
        assert!(!is_value("90-percent"));
        assert!(!is_value("1-4 Family homes") && !is_value("401(k) plans with"));
        assert!(is_value("1-4 percent") && is_value("401(k)") && is_value("12 (est.) tons"));
    }

    #[test]
    fn amounts() {
        assert!(["35 ppm", "8 hours", "1,200 km", "12 µg/m3"].into_iter().all(is_amount));
        assert!(["35", "ppm", "8 hours of", "3 家", "8 Feb."].into_iter().all(|t| !is_amount(t)));
    }

    #[test]
    fn brackets() {
        for text in ["（1-3月）", "(%)"] {
            assert!(is_bracketed(text), "{text}");
        }
        for text in ["产值（万元）", "（一）党建（20分）", "（含续建", "11"] {
            assert!(!is_bracketed(text), "{text}");
        }
    }

    #[test]
    fn open_ends() {
        for text in ["（1-11", "经委、", "11-", "10%～", "不高于"] {
            assert!(is_open(text), "{text}");
        }
        for text in ["—", "-", "$ -", "商务委", "（1-11月）"] {
            assert!(!is_open(text), "{text}");
        }
    }

    #[test]
    fn notes() {
        assert!(opens_notes("注：机动指标不计入"));
        assert!(opens_notes("*为暂定数。"));
        assert!(!opens_notes("注册资本"));
        assert!(!opens_notes("*约束性指标"));
        assert!(opens_notes("②不含房地产。"));
        assert!(!opens_notes("②建成养老服务站5家。"));
    }
}
