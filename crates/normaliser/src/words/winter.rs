//! Times that go over the end of a year: 2024年10月-2025年2月, 10月至次年3月, 今冬明春. No period says them.

use fenjie_model::text::fold;

use super::{without_bracket, words};

/// What follows a time that goes over the end of a year, where a folded text begins with one.
pub(crate) fn after_winter(text: &str) -> Option<&str> {
    after_months(text).or_else(|| after_seasons(text))
}

/// Whether a head names such a time, at its beginning or in its last bracket: 秋冬季（2024年10月-2025年3月）.
pub(crate) fn goes_over_year(head: &str) -> bool {
    let head = fold(head);
    // Hardly a head has one of the two, and each is asked.
    if !head.contains(['月', '冬']) {
        return false;
    }
    let bracket = head[without_bracket(&head).len()..].trim().trim_matches(['(', ')']);
    after_winter(&head).is_some() || after_winter(bracket).is_some_and(str::is_empty)
}

/// Behind 2024年10月-2025年2月, 11月至次年3月 and 11月-3月.
fn after_months(text: &str) -> Option<&str> {
    let (year, rest) = after_year(text);
    let (first, rest) = after_month(rest)?;
    let rest = words!("—— 至 到 - ~ ～ — –").after(rest)?;
    let (is_next, rest) = match words!("次年 翌年 明年 来年 第二年 下一年").after(rest) {
        Some(rest) => (true, rest),
        None => {
            let (other, rest) = after_year(rest);
            (other.is_some() && other != year, rest)
        }
    };
    let (last, rest) = after_month(rest)?;
    (is_next || last < first).then_some(rest)
}

/// The year that a text begins with, and what follows it.
fn after_year(text: &str) -> (Option<&str>, &str) {
    let year = text.split_at_checked(4).filter(|(year, _)| year.bytes().all(|b| b.is_ascii_digit()));
    let told = year.and_then(|(year, rest)| Some((year, rest.strip_prefix('年')?)));
    told.map_or((None, text), |(year, rest)| (Some(year), rest))
}

/// The month that a text begins with, its day left out, and what follows it.
fn after_month(text: &str) -> Option<(u8, &str)> {
    let (month, rest) = after_number(text)?;
    let rest = rest.strip_prefix('月')?;
    let day = after_number(rest).and_then(|(_, rest)| rest.strip_prefix('日'));
    let rest =
        day.unwrap_or_else(|| rest.trim_start_matches(['份', '初', '底', '末', '上', '中', '下', '旬']));
    Some((month, rest))
}

fn after_number(text: &str) -> Option<(u8, &str)> {
    let rest = text.trim_start_matches(|c: char| c.is_ascii_digit());
    Some((text[..text.len() - rest.len()].parse().ok()?, rest))
}

/// Behind 今冬明春, 2024年冬2025年春 and 2024冬至2025春.
fn after_seasons(text: &str) -> Option<&str> {
    let rest = after_season(text, '冬')?;
    after_season(words!("至 到 - ~ ～ — – 、").after(rest).unwrap_or(rest), '春')
}

/// What follows a season of a year that a text begins with: 明春, 2025年春季.
fn after_season(text: &str, season: char) -> Option<&str> {
    let behind = text.trim_start_matches(|c: char| c.is_ascii_digit());
    let behind = behind.strip_prefix('年').unwrap_or(behind);
    let behind = words!("今 去 明 次年 翌年").after(behind).unwrap_or(behind);
    let rest = behind.strip_prefix(season)?;
    Some(rest.strip_prefix('季').unwrap_or(rest))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_go_over_the_end_of_a_year() {
        for (text, expected) in [
            ("2024年10月-2025年2月", Some("")),
            ("2024年10月至2025年2月任务", Some("任务")),
            ("2024年11月15日至2025年3月底目标", Some("目标")),
            ("10月-次年2月", Some("")),
            ("11月至3月", Some("")),
            ("今冬明春造林", Some("造林")),
            ("2024冬2025春", Some("")),
            ("2024年冬至2025年春", Some("")),
            ("冬春", Some("")),
            ("2024年3月-2024年5月", None),
            ("2024年3月-5月", None),
            ("10月-12月", None),
            ("2024年冬", None),
            ("2024年10月底前", None),
            ("春季", None),
        ] {
            assert_eq!(after_winter(text), expected, "{text}");
        }
    }

    #[test]
    fn heads_of_such_times() {
        for (head, expected) in [
            ("秋冬季（2024年10月-2025年3月）", true),
            ("秋冬季任务（10月至次年3月）", true),
            ("2024年10月-2025年3月（亩）", true),
            ("秋冬季（2024年10月-12月）", false),
            ("造林（2024年10月-2025年3月完成）", false),
            ("秋冬季", false),
        ] {
            assert_eq!(goes_over_year(head), expected, "{head}");
        }
    }
}
