//! The year that a notice's targets are for.

use fenjie_model::{Annex, ListedAnnex};

use super::numeral;

/// From the title, else from the titles of the annexes, else from the number. Of several years in the title the one
/// that the annexes name most often, or the last.
pub(super) fn of(
    title: Option<&str>,
    listed: &[ListedAnnex],
    annexes: &[Annex],
    number: Option<i16>,
) -> Option<i16> {
    let titles = listed
        .iter()
        .map(|entry| entry.title.as_str())
        .chain(annexes.iter().map(|annex| annex.title.as_str()));
    let named: Vec<i16> = titles.flat_map(years).collect();
    let most = |candidates: &[i16]| {
        candidates
            .iter()
            .copied()
            .max_by_key(|year| (named.iter().filter(|other| *other == year).count(), *year))
    };
    most(&title.map(years).unwrap_or_default()).or_else(|| most(&named)).or(number)
}

/// The years in a text: four digits before 年. A span (2024—2026年) names none of its years.
fn years(text: &str) -> Vec<i16> {
    text.match_indices('年')
        .filter_map(|(at, _)| {
            let before = text[..at].trim_end_matches('度').trim_end();
            let start = before.char_indices().rev().nth(3)?.0;
            let year = numeral::number(&before[start..])?;
            let spans = before[..start].trim_end().ends_with(THROUGH)
                || text[at + '年'.len_utf8()..].trim_start().starts_with(THROUGH);
            ((1949..2200).contains(&year) && !spans).then_some(year as i16)
        })
        .collect()
}

/// What stands between the ends of a span.
const THROUGH: [char; 7] = ['-', '—', '–', '－', '～', '~', '至'];

#[cfg(test)]
mod tests {
    use super::of;
    use fenjie_model::ListedAnnex;

    #[track_caller]
    fn check(title: &str, listed: &str, number: Option<i16>, expected: Option<i16>) {
        let listed = [ListedAnnex { number: 1, part: None, title: listed.to_owned() }];
        assert_eq!(of(Some(title), &listed, &[], number), expected);
    }

    #[test]
    fn years() {
        check("关于下达2024年计划的通知", "2023年甲表", Some(2022), Some(2024));
        check("关于下达二〇二四年计划的通知", "甲表", None, Some(2024));
        check("关于下达计划的通知", "2023年甲表", Some(2022), Some(2023));
        check("关于下达计划的通知", "甲表", Some(2022), Some(2022));
        check("关于2023年执行情况与2024年计划的通知", "2024年甲表", None, Some(2024));
        check("关于三年行动的通知", "甲表", None, None);
        check("关于下达2024—2026年任务的通知", "甲表", Some(2024), Some(2024));
        check("关于下达2024年至2026年任务的通知", "2025年甲表", Some(2024), Some(2025));
    }
}
