//! An annex titled 2025年造林任务表 in a notice of 2024年目标任务: one of the two years is a slip, or the annex of another
//! notice.

use fenjie_model::text::fold;
use fenjie_model::{Annex, Code, Finding, Notice, Place};

use super::{READINGS, TITLE, is_plan, issued};
use crate::when::year_of_title;
use crate::words::words;

/// From this month on a notice can be for the year to come.
const AUTUMN: i8 = 9;

/// The annexes whose titles name a year that is not the one of the notice's title, and that nothing else names.
pub(super) fn check(notice: &Notice) -> Vec<Finding> {
    let Some(own) = notice.title.as_deref().and_then(year_of_title) else { return Vec::new() };
    let years: Vec<Option<i16>> = notice.annexes.iter().map(|annex| year_of_title(&annex.title)).collect();
    let of_notice = |at: usize| {
        let year = years[at].filter(|year| *year != own && !is_explained(*year, own, notice))?;
        let annex = &notice.annexes[at];
        // A second annex of that year says that it is meant.
        let alone = years.iter().filter(|other| **other == Some(year)).count() == 1;
        (alone && !is_of_its_time(&annex.title) && !is_named(year, annex)).then(|| {
            let message = format!("the title names {year}, and that of the notice {own}");
            let place = Place::annex(annex.number);
            Finding::ambiguous(Code::RolesUnclear, message, READINGS, place).printed(&annex.title)
        })
    };
    (0..years.len()).filter_map(of_notice).collect()
}

/// Whether the year is that of the notice's number or date, or named in its letter, or the next one at the end of a year.
/// One too far ahead is told of already.
fn is_explained(year: i16, own: i16, notice: &Notice) -> bool {
    let date = notice.signed_on.or(notice.printed_on);
    let is_next = date.is_some_and(|date| year == own + 1 && date.month() >= AUTUMN);
    let named = format!("{year}年");
    let numbered = format!("{year}");
    is_next
        || date.is_some_and(|date| date.year() == year)
        || notice.doc_number.as_deref().is_some_and(|number| fold(number).contains(&numbered))
        || notice.body.iter().any(|text| fold(text).contains(&named))
        || issued(notice).is_some_and(|issued| year - issued > TITLE)
}

/// Whether a title is of what was reached, of a season, or of a plan: these have years of their own.
fn is_of_its_time(title: &str) -> bool {
    is_plan(title)
        || words!("完成 情况 结果 实绩 执行 进度 统计 现状 排名 名单 通报 考核 评价 兑现 基数 决算 春 秋 冬 夏 季 上年 末 底")
            .are_in(title)
}

/// Whether a cell or a note of the annex names the year.
fn is_named(year: i16, annex: &Annex) -> bool {
    let named = format!("{year}年");
    let cells = annex.tables.iter().flat_map(|table| &table.cells).map(|cell| &cell.text);
    let captions = annex.tables.iter().filter_map(|table| table.caption.as_ref());
    let mut texts = cells.chain(captions).chain(&annex.notes).chain(&annex.text);
    texts.any(|text| *text != annex.title && fold(text).contains(&named))
}

#[cfg(test)]
mod tests {
    use fenjie_model::{At, Cell, Date, Method, Table};

    use super::*;

    /// What a notice of 2024 is told of annexes of these titles.
    fn told(titles: &[&str], change: impl Fn(&mut Notice)) -> Vec<String> {
        let annexes = titles.iter().zip(1..).map(|(title, number)| Annex {
            number: Some(number),
            title: (*title).to_owned(),
            ..Annex::default()
        });
        let mut notice = Notice {
            doc_number: Some("政办发〔2024〕12号".to_owned()),
            title: Some("关于下达2024年度目标任务的通知".to_owned()),
            signed_on: Date::new(2024, 2, 26).ok(),
            annexes: annexes.collect(),
            ..Notice::default()
        };
        change(&mut notice);
        check(&notice).into_iter().map(|finding| finding.message).collect()
    }

    #[test]
    fn an_annex_of_another_year() {
        let message = ["the title names 2025, and that of the notice 2024"];
        assert_eq!(told(&["2024年税收任务表", "2025年造林任务表"], |_| {}), message);
        assert_eq!(
            told(&["2023年造林任务表"], |_| {}),
            ["the title names 2023, and that of the notice 2024"]
        );
    }

    #[test]
    fn years_that_something_else_names() {
        let one = ["2025年造林任务表"];
        for titles in [
            &["2024年造林任务表"][..],
            &["2025年造林任务表", "2025年税收任务表"],
            &["2023年任务完成情况表"],
            &["2025年春季造林任务表"],
            &["2024—2026年造林任务表"],
            &["到2027年造林规划表"],
        ] {
            assert!(told(titles, |_| {}).is_empty(), "{titles:?}");
        }
        assert!(told(&one, |notice| notice.signed_on = Date::new(2024, 11, 6).ok()).is_empty());
        assert!(told(&one, |notice| notice.body = vec!["现将2025年造林任务下达。".to_owned()]).is_empty());
        assert!(told(&one, |notice| notice.title = Some("关于下达任务的通知".to_owned())).is_empty());
        let cells = vec![Cell::new(0, 0, "2025年任务", At::Line(1))];
        let table = Table::new(1, 1, Method::Ruled, cells);
        assert!(told(&one, |notice| notice.annexes[0].tables = vec![table.clone()]).is_empty());
    }
}
