//! The words that say when.

use std::borrow::Cow;

use fenjie_model::text::{fold, is_numeral};

use super::{Words, words};

/// Folds a text, and writes the year that it prints in Chinese figures as others do: 二〇二五年完成 → 2025年完成.
pub(crate) fn fold_time(text: &str) -> Cow<'_, str> {
    let folded = fold(text);
    if years_in_han(&folded).next().is_none() {
        return folded;
    }
    let mut plain = String::with_capacity(folded.len());
    let mut from = 0;
    for (start, end, year) in years_in_han(&folded) {
        plain.push_str(&folded[from..start]);
        plain.push_str(&year);
        from = end;
    }
    plain.push_str(&folded[from..]);
    Cow::Owned(plain)
}

/// The years in Chinese figures that a text names, each with where it begins and ends.
fn years_in_han(text: &str) -> impl Iterator<Item = (usize, usize, String)> {
    text.match_indices('年').filter_map(|(at, _)| year_in_han(&text[..at]))
}

/// The year in four Chinese figures that a text ends with, with where it begins and ends.
fn year_in_han(text: &str) -> Option<(usize, usize, String)> {
    const FIGURES: &str = "〇一二三四五六七八九";
    let figure = |c: char| match c {
        '零' | '○' | 'O' | '0' => Some('0'),
        c => FIGURES.chars().position(|figure| figure == c).and_then(|at| char::from_digit(at as u32, 10)),
    };
    let start = text.char_indices().rev().nth(3)?.0;
    let year: String = text[start..].chars().map(figure).collect::<Option<_>>()?;
    // 五四三二年 is none, and 二十六年 has other figures.
    let goes_on = text[..start].ends_with(is_numeral);
    (!goes_on && (year.starts_with("19") || year.starts_with("20"))).then_some((start, text.len(), year))
}

/// Whether a text says when (12月底前, 2023-2025年, 二季度, 长期坚持) and nothing else.
pub(crate) fn is_time(text: &str) -> bool {
    static OFTEN: &Words = words!("长期 持续 常年 常态化 适时 按季度 每季度 每月");
    // Most cells are bare numbers.
    if text.bytes().all(|b| b.is_ascii_digit() || b == b'.') {
        return false;
    }
    let folded = fold_time(text);
    let after = after_date(&folded);
    OFTEN.begin(&folded) && folded.chars().count() <= 8
        || after.is_some_and(|rest| rest.chars().all(|c| "内起以完成".contains(c)))
        || is_years(&folded)
}

/// What follows the date that a text begins with: 目标 in 2023年1—6月目标.
pub(crate) fn after_date(text: &str) -> Option<&str> {
    #[rustfmt::skip]
    let is_part = |c: char| matches!(
        c,
        '0'..='9' | '年' | '月' | '日' | '度' | '份'
        | '上' | '下' | '半' | '旬' | '中' | '初' | '底' | '末' | '前' | '后' | '全' | '第' | '截' | '止' | '至' | '到'
        | '-' | '~' | '～' | '—' | '–' | '.' | '、'
    );
    // 月季 and 四季 are no times, 三年行动 and 七年级 no years.
    let after_numeral = |rest: &'_ str| -> Option<usize> {
        let behind = rest.trim_start_matches(is_numeral);
        (behind.len() < rest.len() && !behind.starts_with('年')).then_some(rest.len() - behind.len())
    };
    let after_part = |rest: &str| rest.chars().next().filter(|c| is_part(*c)).map(char::len_utf8);
    let mut rest = text;
    loop {
        let mut after = rest;
        while let Some(len) = after_numeral(after).or_else(|| after_part(after)) {
            after = &after[len..];
        }
        let quarter = after.strip_prefix("季度").or_else(|| words!("Q1 Q2 Q3 Q4").after(after));
        rest = quarter.unwrap_or(after);
        if rest.len() == after.len() {
            break;
        }
    }
    let date = &text[..text.len() - rest.len()];
    if date.is_empty() {
        return None;
    }
    (date.contains(['年', '月', '旬', '半', 'Q']) || date.contains("季度")).then_some(rest)
}

/// The five-year plans that notices of our time name.
pub(crate) static PLANS: &Words = words!("十一五 十二五 十三五 十四五 十五五");

/// The last year of the five-year plan that a text names the end of, and what follows: “十四五”末目标, 十四五规划目标.
pub(crate) fn end_of_plan(text: &str) -> Option<(i16, &str)> {
    let text = text.trim_start_matches(['到', '至']).trim_start_matches(['“', '"']);
    let (plan, rest) = text.split_at_checked("十四五".len())?;
    let year = match plan {
        "十一五" => 2010,
        "十二五" => 2015,
        "十三五" => 2020,
        "十四五" => 2025,
        "十五五" => 2030,
        _ => return None,
    };
    let rest = rest.trim_start_matches(['”', '"']);
    let end = words!("期末 末 规划期末 规划末").after(rest);
    let goal = || rest.strip_prefix("规划").unwrap_or(rest);
    let rest = end.or_else(|| Some(goal()).filter(|goal| goal.starts_with("目标")))?;
    Some((year, rest))
}

/// 2023-2025.
fn is_years(text: &str) -> bool {
    let is_year = |text: &str| text.len() == 4 && (text.starts_with("19") || text.starts_with("20"));
    text.bytes().all(|b| b.is_ascii_digit() || b == b'-')
        && text.split('-').count() == 2
        && text.split('-').all(is_year)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_end_before_what_they_are_of() {
        for (text, expected) in [
            ("2023年1—6月目标", Some("目标")),
            ("三季度进度", Some("进度")),
            ("十一月", Some("")),
            ("2024年三年行动计划", Some("三年行动计划")),
            ("初中七年级招生", None),
            ("九年级毕业生", None),
        ] {
            assert_eq!(after_date(text), expected, "{text}");
        }
    }

    #[test]
    fn years_in_chinese_figures() {
        for (text, expected) in [
            ("二〇二五年完成", "2025年完成"),
            ("税收二零二六年任务", "税收2026年任务"),
            ("二○二五年和二0二六年", "2025年和2026年"),
            ("十四五年", "十四五年"),
            ("三年行动", "三年行动"),
            ("二十五年", "二十五年"),
        ] {
            assert_eq!(fold_time(text), expected);
        }
    }

    #[test]
    fn cells_that_say_when() {
        for text in [
            "12月底前",
            "2023年6月",
            "2023-2025年",
            "2023-2025",
            "二季度",
            "全年",
            "长期坚持",
            "持续推进",
            "上半年",
        ] {
            assert!(is_time(text), "{text}");
        }
        for text in ["30.30", "5-6", "2023", "月报", "甲镇", "持平", "1-2", "月季", "四季"] {
            assert!(!is_time(text), "{text}");
        }
    }
}
