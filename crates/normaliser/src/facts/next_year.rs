//! 明年计划, 次年目标: the year after that of the notice, or the one that the notice is for.

use fenjie_model::{Code, Finding, Place};

use crate::headers::Headers;
use crate::known::Known;
use crate::when::{NextYear, next_year, period};
use crate::words::tells_result;

/// The data has the first of them.
const READINGS: [&str; 2] = ["the year of the notice", "the year after it"];

/// Gives the columns for a next year their year in a notice of that year, and tells which of them may be read in two ways.
///
/// 次年 is the year after one that is printed before it. 明年 is counted from the day that the notice is signed on: in a
/// notice of 2024 that is signed in 2023, or that tells what was done in 2023, it can be 2024.
pub(super) fn settle(
    columns: &mut [Headers<'_>],
    year: Option<i16>,
    known: &Known<'_>,
    place: &Place,
) -> Vec<Finding> {
    let Some(year) = year else { return Vec::new() };
    let printed: Vec<Option<i16>> = columns.iter().map(|column| period(&column.path, None).year).collect();
    let is_before = |(column, printed): (&Headers<'_>, &Option<i16>)| {
        printed.is_some_and(|printed| printed < year) && column.path.iter().any(|text| tells_result(text))
    };
    let is_counted = known.signs_in(year) && !columns.iter().zip(&printed).any(is_before);
    let mut unclear = Vec::new();
    for (col, column) in columns.iter_mut().enumerate() {
        let Some(next) = next_year(&column.path).filter(|_| printed[col].is_none() && !column.of_years)
        else {
            continue;
        };
        let before = printed[..col].iter().rev().find_map(|year| *year);
        let behind = before.filter(|_| next == NextYear::OfAnother).map(|before| before + 1);
        match behind.filter(|behind| (year..=year + 1).contains(behind)) {
            Some(behind) => column.period.year = Some(behind),
            None if is_counted && behind.is_none() => column.period.year = Some(year + 1),
            None => {
                let head = column.path.last().copied().unwrap_or_default();
                let message = format!("{head} does not tell from which year it is counted");
                let place = Place { col: Some(col), ..place.clone() };
                let finding = Finding::ambiguous(Code::RolesUnclear, message, READINGS, place);
                unclear.push(finding.printed(head));
            }
        }
    }
    unclear
}
