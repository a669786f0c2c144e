//! The time that a target is for, as headers and titles tell it.

use fenjie_model::text::is_numeral;
use fenjie_model::{Period, UnitKind};

use crate::registry::kind_by_form;
use crate::value;
use crate::words::{
    Words, before_frame, end_of_plan, fold_time, is_frame, is_held_against, is_time, tells_goal,
    tells_result, without_bracket, words,
};

/// The period that headers name, nearest level first, in a notice of the year.
pub(crate) fn period(path: &[&str], year: Option<i16>) -> Period {
    let folded = path.iter().rev().map(|text| fold_time(text)).filter(|text| may_say_when(text));
    let told = folded.map(|text| {
        let months = months_of(&text).filter(|_| !is_called_after_month(&text));
        Period { year: year_of(&text, year), months }
    });
    told.fold(Period::default(), nearest)
}

/// Whether a folded text has a character of those that times have: hardly a name has, and each is asked.
fn may_say_when(text: &str) -> bool {
    text.contains(|c: char| c.is_ascii_digit() || matches!(c, '年' | '月' | '季' | '十'))
}

/// What the nearer headers leave open, the farther tell.
pub(crate) fn nearest(near: Period, far: Period) -> Period {
    Period { year: near.year.or(far.year), months: near.months.or(far.months) }
}

/// The period of a number that holds those before it: of a quarter or a month, all of the year up to its end.
pub(crate) fn since_january(told: Period) -> Period {
    let months = told.months.map(|(first, last)| if last - first < 3 { (1, last) } else { (first, last) });
    Period { months, ..told }
}

/// The one year that a title names; none where it names several, or a span of them (2024—2026年).
pub(crate) fn year_of_title(title: &str) -> Option<i16> {
    let folded = fold_time(title);
    let mut heads = folded.match_indices('年').map(|(at, _)| &folded[..at]);
    let (head, year) = heads.find_map(|head| Some((head, year_at_end(head)?)))?;
    let spans = head.trim_end_matches(|c: char| c.is_ascii_digit()).ends_with(|c| "-~～—–至到".contains(c));
    (!spans && !heads.any(|head| year_at_end(head).is_some())).then_some(year)
}

/// The months that a title names: 2023年上半年目标, 2023年1—9月任务. A month alone in it is likelier a date.
pub(crate) fn months_of_title(title: &str) -> Option<(u8, u8)> {
    let folded = fold_time(title);
    months_of(&folded).filter(|(first, last)| first < last)
}

/// Whether a header names a year, or the whole of it (全年, 年度目标), and so no part of one that its table is for.
pub(crate) fn names_whole_year(text: &str) -> bool {
    let folded = fold_time(text);
    words!("全年 年度 本年 上年 去年").are_in(&folded)
        || NEXT_YEAR.begin(&folded)
        || year_of(&folded, None).is_some()
}

/// The year after that of the notice, or after the one before it.
static NEXT_YEAR: &Words = words!("明年 次年 翌年 来年 下一年 下年度");

/// What a next year is counted from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum NextYear {
    /// 明年: from the day of the notice.
    OfNotice,
    /// 次年: from another year, or else from the notice's.
    OfAnother,
}

/// The next year that headers say they are of.
pub(crate) fn next_year(path: &[&str]) -> Option<NextYear> {
    let says = path.iter().rev().map(|text| fold_time(text)).find(|text| NEXT_YEAR.begin(text))?;
    Some(match words!("明年 来年").begin(&says) {
        true => NextYear::OfNotice,
        false => NextYear::OfAnother,
    })
}

fn year_of(text: &str, year: Option<i16>) -> Option<i16> {
    let is_compared = |at: usize| {
        let before = text[..at].trim_end_matches(|c: char| c.is_ascii_digit());
        is_held_against(before, &text[at..])
    };
    let named = text.match_indices('年').filter_map(|(at, _)| Some((at, year_at_end(&text[..at])?)));
    let mut named = named.filter(|(at, _)| !is_compared(*at)).map(|(_, year)| year);
    if let Some(found) = named.next() {
        return Some(found);
    }
    if let Some(found) = year.and_then(|year| year_in_two(text, year)) {
        return Some(found);
    }
    if let Some(found) = year_alone(text).or_else(|| end_of_plan(text).map(|(year, _)| year)) {
        return Some(found);
    }
    if words!("上年 去年 上一年").begin(text) {
        return year.map(|y| y - 1);
    }
    if text.strip_prefix("前年").is_some_and(|rest| rest.is_empty() || is_frame(rest)) {
        return year.map(|y| y - 2);
    }
    // 固定资产投资上年完成, and PM2.5 2026年目标, whose figures run into one another.
    before_frame(text).and_then(|(_, frame)| year_of(frame, year))
}

/// The year of 25年完成 in a notice of about that year. 30年 alone is likelier how long something lasts.
fn year_in_two(text: &str, of_notice: i16) -> Option<i16> {
    text.match_indices('年').find_map(|(at, _)| {
        let before = text[..at].trim_end_matches(|c: char| c.is_ascii_digit());
        let year: i16 = text[before.len()..at].parse().ok().filter(|_| at - before.len() == 2)?;
        let year = of_notice - of_notice % 100 + year;
        let tail = &text[before.len()..];
        let tail = if tail.contains('(') { without_bracket(tail) } else { tail.trim_end_matches(')') };
        let is_told = tells_goal(tail) || tells_result(tail);
        let stands = before.is_empty() || is_told || words!("截至 截止 至 到 (").end(before);
        let is_open = before.ends_with(|c| "-~～—–.第近每满超约达比较".contains(c));
        let ahead = year - of_notice;
        let is_near = if is_told { (-6..=6).contains(&ahead) } else { (-4..=2).contains(&ahead) };
        (stands && !is_open && is_near && (is_frame(tail) || is_time(tail))).then_some(year)
    })
}

/// The year of 2024, or of 2024目标: without 年, but with nothing beside it that it could be a number of.
fn year_alone(text: &str) -> Option<i16> {
    let rest = text.trim_start_matches(|c: char| c.is_ascii_digit());
    let year = year_at_end(&text[..text.len() - rest.len()])?;
    is_frame(text).then_some(year)
}

/// The four digits at the end of a text, if they are a year.
pub(crate) fn year_at_end(text: &str) -> Option<i16> {
    let digits = &text[text.trim_end_matches(|c: char| c.is_ascii_digit()).len()..];
    (digits.len() == 4).then(|| digits.parse().ok()).flatten().filter(|year| (1900..2200).contains(year))
}

/// 八月湖街道, 三月屯镇: a unit that is called after a month. 六月份全县, 1-3月园区 and 三月完成村 tell a time.
fn is_called_after_month(text: &str) -> bool {
    use UnitKind::{Company, Park, Subdistrict, Town, Township, Village};
    let Some((month, rest)) = text.split_once('月') else { return false };
    let is_month = !month.is_empty() && month.chars().all(is_numeral);
    let goes_on = words!(
        "份 底 末 初 上旬 中旬 下旬 前 至 到 各 全 完成 新建 新增 启动 开工 竣工 建成 投产 验收 入库 工业"
    )
    .begin(rest);
    is_month
        && !goes_on
        && kind_by_form(text)
            .is_some_and(|kind| matches!(kind, Company | Park | Subdistrict | Town | Township | Village))
}

fn months_of(text: &str) -> Option<(u8, u8)> {
    let of_quarters = |(first, last): (u8, u8)| (last <= 4).then(|| (first * 3 - 2, last * 3));
    let halves = [("上半年", (1, 6)), ("下半年", (7, 12))];
    // 半年 beside 一季度, and no 每半年.
    let is_first = || words!("半年 首季").begin(behind_year(text)) && is_frame(text);
    let first = || is_first().then(|| (1, if text.contains("半年") { 6 } else { 3 }));
    let half = || halves.into_iter().find(|(word, _)| text.contains(word)).map(|(_, months)| months);
    let half = || half().or_else(first);
    let quarters = span(text, "季度").or_else(|| quarter_sign(text));
    quarters.and_then(of_quarters).or_else(half).or_else(|| span(text, "月"))
}

/// 2025年半年 → 半年.
fn behind_year(text: &str) -> &str {
    text.split_once('年').filter(|(year, _)| year_at_end(year).is_some()).map_or(text, |(_, rest)| rest)
}

/// Q3, Q3（亩）; Q1-Q3, of whose quarters the first comes first. What lists several otherwise (Q1/Q3) is left open.
fn quarter_sign(text: &str) -> Option<(u8, u8)> {
    let text = without_bracket(text);
    let (last, before) = quarter_at_end(text).filter(|_| is_frame(text))?;
    if !before.contains('Q') {
        return Some((last, last));
    }
    let (first, _) = before.strip_suffix(value::is_through).and_then(quarter_at_end)?;
    (first < last).then_some((first, last))
}

/// 2024年Q3 → 3, 2024年.
fn quarter_at_end(text: &str) -> Option<(u8, &str)> {
    let head = text.strip_suffix(['1', '2', '3', '4'])?;
    Some((text[head.len()..].parse().ok()?, head.strip_suffix('Q')?))
}

/// The first and the last of what is counted: 11月, 1-11月, 1月至11月, 前三季度, 一、二季度. What is reached at the end of
/// one (6月底, 二季度末, 截至9月) holds all before it.
fn span(text: &str, what: &str) -> Option<(u8, u8)> {
    let at = text.rfind(what)?;
    let (last, mut before) = number_at_end(&text[..at])?;
    if before.ends_with('前') {
        return Some((1, last));
    }
    if let Some((year, head)) = last_year(before)
        && let Some((first, start)) =
            head.strip_suffix(value::is_through).and_then(|head| number_at_end(head.strip_suffix(what)?))
    {
        // 2024年3月-2024年5月; no period goes over the end of a year.
        let is_same = year.is_some() && year == year_of(start, None);
        return (is_same && first <= last).then_some((first, last));
    }
    if let Some(head) = before.strip_suffix(value::is_through)
        && let Some((first, _)) = number_at_end(head.strip_suffix(what).unwrap_or(head))
    {
        return (first <= last).then_some((first, last));
    }
    let ends = |behind: &str| behind.starts_with(['末', '底']) || is_day_before(behind);
    if words!("截至 截止 到 至").end(without_year(before)) || ends(&text[at + what.len()..]) {
        return Some((1, last));
    }
    // One by one; 一、三季度 is a third quarter with an item's number before it.
    let mut first = last;
    while let Some((number, head)) = before.strip_suffix('、').and_then(number_at_end)
        && number + 1 == first
    {
        (first, before) = (number, head);
    }
    Some((first, last))
}

/// The year at the end of a text, none where that is the next one (次年), and what stands before it.
fn last_year(text: &str) -> Option<(Option<i16>, &str)> {
    if let Some(head) = NEXT_YEAR.before(text).or_else(|| text.strip_suffix("第二年")) {
        return Some((None, head));
    }
    let head = text.strip_suffix('年')?;
    Some((Some(year_at_end(head)?), head.trim_end_matches(|c: char| c.is_ascii_digit())))
}

/// 截至2024年 → 截至.
fn without_year(text: &str) -> &str {
    text.strip_suffix('年').map_or(text, |head| head.trim_end_matches(|c: char| c.is_ascii_digit()))
}

/// 30日前: a day of the month, up to which something holds.
fn is_day_before(text: &str) -> bool {
    let rest = text.trim_start_matches(|c: char| c.is_ascii_digit());
    rest.len() < text.len() && words!("日前 日止 日底").begin(rest)
}

/// The number from 1 to 12 that a text ends with, and what stands before it and its 第.
fn number_at_end(text: &str) -> Option<(u8, &str)> {
    const HAN: [&str; 12] = ["一", "二", "三", "四", "五", "六", "七", "八", "九", "十", "十一", "十二"];
    let digits = text.trim_end_matches(|c: char| c.is_ascii_digit());
    let head = text.trim_end_matches(is_numeral);
    let (number, head) = if digits.len() < text.len() {
        (text[digits.len()..].parse().ok()?, digits)
    } else {
        ((1..).zip(HAN).find(|(_, han)| *han == &text[head.len()..])?.0, head)
    };
    (1..=12).contains(&number).then_some((number, head.strip_suffix('第').unwrap_or(head)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(column_path: &[&str], year: i16, months: Option<(u8, u8)>) {
        let notice = Period { year: Some(2023), months: None };
        assert_eq!(
            nearest(period(column_path, notice.year), notice),
            Period { year: Some(year), months },
            "{column_path:?}"
        );
    }

    #[test]
    fn headers_name_periods() {
        check(&["工作目标（1-11月）"], 2023, Some((1, 11)));
        check(&["固定资产投资", "一季度"], 2023, Some((1, 3)));
        check(&["下半年目标", "造林面积（亩）"], 2023, Some((7, 12)));
        check(&["2024年目标", "货物贸易总额（亿元）"], 2024, None);
        check(&["上年实绩"], 2022, None);
        check(&["上一年度"], 2022, None);
        check(&["本年数"], 2023, None);
        for two in [
            "22年完成",
            "22年度",
            "截至22年底",
            "22年1-12月完成",
            "税收22年完成",
            "二〇二二年实绩",
            "税收（22年）",
            "22年完成（户）",
            "税收22年完成（万元）",
        ] {
            check(&[two], 2022, two.contains("1-12").then_some((1, 12)));
        }
        for none in [
            "30年",
            "10年目标",
            "近22年完成",
            "比22年增长",
            "二十二年",
            "使用22年",
            "20-22年目标",
            "第22年目标",
        ] {
            check(&[none], 2023, None);
        }
        check(&["29年目标"], 2029, None);
        for last in
            ["税收上年完成", "税收收入上年（万元）", "税收去年实绩", "税收上年同期", "PM2.52022年完成"]
        {
            check(&[last], 2022, None);
        }
        for none in
            ["税收较上年增加", "延包30年", "光荣在党50年", "25年期贷款", "30年以上小区（个）", "30年目标"]
        {
            check(&[none], 2023, None);
        }
        check(&["半年"], 2023, Some((1, 6)));
        check(&["首季"], 2023, Some((1, 3)));
        check(&["每半年"], 2023, None);
        check(&["12月"], 2023, Some((12, 12)));
        check(&["前三季度"], 2023, Some((1, 9)));
        check(&["5G基站（个）"], 2023, None);
        check(&["2025"], 2025, None);
        check(&["2025目标（万元）", "一季度"], 2025, Some((1, 3)));
        check(&["2000户以上"], 2023, None);
        check(&["2000"], 2000, None);
        check(&["5000"], 2023, None);
        check(&["2024-2025"], 2023, None);
        check(&["三年行动2024年目标"], 2024, None);
        for compared in ["比2022年增长（%）", "较2022年末增量", "与2020年相比", "税收比2022年增长"]
        {
            check(&[compared], 2023, None);
        }
        check(&["2024年税收与2022年相比"], 2024, None);
        for span in ["一至三季度", "1-3季度", "1—3季度", "前三季度", "前3季度", "第一至第三季度", "1月到9月"]
        {
            check(&[span], 2023, Some((1, 9)));
        }
        check(&["一、二季度"], 2023, Some((1, 6)));
        for end in [
            "6月末",
            "6月底前",
            "6月30日前",
            "二季度末",
            "截至6月底",
            "截至6月",
            "截至2023年6月",
            "2023年到6月",
            "到二季度",
            "1月至6月底",
        ] {
            check(&[end], 2023, Some((1, 6)));
        }
        check(&["7月至9月底"], 2023, Some((7, 9)));
        for winter in
            ["2023年10月-2024年2月", "2023年10月至2024年2月", "2023年11月—2024年3月", "10月-次年2月"]
        {
            check(&[winter], 2023, None);
        }
        check(&["2024年3月-2024年5月"], 2024, Some((3, 5)));
        check(&["2024年3月至2024年5月"], 2024, Some((3, 5)));
        check(&["2024年Q2"], 2024, Some((4, 6)));
        check(&["2023年底"], 2023, None);
        check(&["三、四季度目标"], 2023, Some((7, 12)));
        check(&["第三季度"], 2023, Some((7, 9)));
        check(&["分季度目标"], 2023, None);
        check(&["“十四五”末目标"], 2025, None);
        check(&["十五五规划目标"], 2030, None);
        check(&["十四五期间"], 2023, None);
        check(&["上年同期"], 2022, None);
        for next in ["明年计划", "次年目标（亩）", "次年", "下一年度任务", "翌年3月底前完成"]
        {
            let months = next.contains('3').then_some((1, 3));
            // Which year that is, the heads beside it and the day of the notice tell.
            check(&[next], 2023, months);
            assert!(next_year(&["甲镇", next]).is_some(), "{next}");
        }
        for none in ["较明年增长", "精神文明年度目标", "培训人次年度任务"] {
            check(&[none], 2023, None);
            assert_eq!(next_year(&[none]), None);
        }
        check(&["Q3（亩）"], 2023, Some((7, 9)));
        check(&["2023年Q3（亩）"], 2023, Some((7, 9)));
        check(&["Q235（吨）"], 2023, None);
        check(&["Q1-Q3（亿元）"], 2023, Some((1, 9)));
        check(&["Q1~Q2"], 2023, Some((1, 6)));
        check(&["Q2-Q3"], 2023, Some((4, 9)));
        check(&["Q1-Q4"], 2023, Some((1, 12)));
        check(&["Q1/Q3"], 2023, None);
    }

    #[test]
    fn titles_name_a_year() {
        for (title, expected) in [
            ("甲市2024年义务植树分月计划", Some(2024)),
            ("2024年度目标表", Some(2024)),
            ("2024—2026年造林任务表", None),
            ("2023年完成情况及2024年目标表", None),
            ("三年行动目标表", None),
        ] {
            assert_eq!(year_of_title(title), expected, "{title}");
        }
    }

    #[test]
    fn titles_name_months() {
        for (title, expected) in [
            ("2023年1—9月目标分解表", Some((1, 9))),
            ("2023年上半年任务表", Some((1, 6))),
            ("2023年第四季度攻坚任务", Some((10, 12))),
            ("2023年分季度任务表", None),
            ("关于2023年3月会议的任务表", None),
        ] {
            assert_eq!(months_of_title(title), expected, "{title}");
        }
    }
}
