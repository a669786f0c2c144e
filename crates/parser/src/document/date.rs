//! Dates as notices print them: 2023年2月6日, 二〇二三年二月六日, 2023-02-06.

use fenjie_model::Date;

use super::numeral;

/// A date in a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Found<'a> {
    pub(super) date: Date,
    /// What stands before it.
    pub(super) before: &'a str,
    /// What stands behind it.
    pub(super) after: &'a str,
}

/// The first date in a cleaned text.
pub(super) fn find(text: &str) -> Option<Found<'_>> {
    let starts = text.char_indices().filter(|(_, c)| numeral::digit(*c).is_some());
    for (at, _) in starts {
        if let Some((date, length)) = at_start(&text[at..]) {
            return Some(Found { date, before: &text[..at], after: &text[at + length..] });
        }
    }
    None
}

/// The date that is the whole of a cleaned text.
pub(super) fn whole(text: &str) -> Option<Date> {
    let (date, length) = at_start(text)?;
    (length == text.len()).then_some(date)
}

/// The date at the start of the text and its length.
fn at_start(text: &str) -> Option<(Date, usize)> {
    let (year, rest) = part(text, &["年", "-", ".", "/", "．", "－"])?;
    if !(1900..2200).contains(&year.value) {
        return None;
    }
    let (month, rest) = part(rest, if year.mark == "年" { &["月"] } else { &["-", ".", "/", "．", "－"] })?;
    let day = if year.mark == "年" {
        let (day, after) = part(rest, &["日", "号"])?;
        return Some((civil(year.value, month.value, day.value)?, text.len() - after.len()));
    } else {
        numeral::prefix(rest.trim_start())
    };
    let after = &rest.trim_start()[day.len()..];
    let written = day.chars().all(numeral::is_arabic).then(|| numeral::number(day))??;
    Some((civil(year.value, month.value, written)?, text.len() - after.len()))
}

struct Part<'a> {
    value: u32,
    mark: &'a str,
}

/// A number with the mark behind it; a space may stand on either side of the number.
fn part<'a>(text: &'a str, marks: &[&'a str]) -> Option<(Part<'a>, &'a str)> {
    let text = text.trim_start();
    let digits = numeral::prefix(text);
    let value = numeral::number(digits)?;
    let rest = text[digits.len()..].trim_start();
    let mark = marks.iter().find(|mark| rest.starts_with(**mark))?;
    Some((Part { value, mark }, &rest[mark.len()..]))
}

fn civil(year: u32, month: u32, day: u32) -> Option<Date> {
    Date::new(year.try_into().ok()?, month.try_into().ok()?, day.try_into().ok()?).ok()
}

#[cfg(test)]
mod tests {
    use super::{find, whole};

    #[test]
    fn whole_dates() {
        for (text, expected) in [
            ("2023年2月6日", "2023-02-06"),
            ("2023 年 2 月 6 日", "2023-02-06"),
            ("２０２３年１２月３１日", "2023-12-31"),
            ("二〇二三年二月六日", "2023-02-06"),
            ("二○一○年三月五日", "2010-03-05"),
            ("二ＯＯ九年十一月三十日", "2009-11-30"),
            ("二○二一年十月二十八日", "2021-10-28"),
            ("2023-02-06", "2023-02-06"),
            ("2023.2.6", "2023-02-06"),
            ("2023. 2. 6", "2023-02-06"),
        ] {
            assert_eq!(whole(text).map(|date| date.to_string()).as_deref(), Some(expected), "{text}");
        }
        for text in ["2023年2月", "2023年13月1日", "2023年2月30日", "6日", "5.10.3", "于2023年2月6日"]
        {
            assert_eq!(whole(text), None, "{text}");
        }
    }

    #[test]
    fn dates_in_a_line() {
        let found = find("青浦区人民政府办公室2023年2月8日印发").unwrap();
        assert_eq!((found.before, found.after), ("青浦区人民政府办公室", "印发"));
        assert_eq!(find("第2023号"), None);
    }
}
