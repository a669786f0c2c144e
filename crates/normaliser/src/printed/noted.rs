//! What a note under a table says that one thing is counted in: it holds for nothing else.

use fenjie_model::Measure;

use super::Printed;
use crate::measure::{Noted, speaks_of_another, tells_rate};
use crate::words::{Amount, without_bracket, words};

/// The measure of the note about what the heads of a cell name, by the longest name; none where two differ.
pub(super) fn of_named(notes: &[Noted], printed: &Printed<'_>) -> Option<Measure> {
    let Printed { row, column, .. } = printed;
    if row.growth || column.growth {
        return None;
    }
    let told: Vec<_> = notes.iter().filter_map(|note| Some((named(note, printed)?, &note.measure))).collect();
    let longest = told.iter().map(|(length, _)| *length).max()?;
    let mut told = told.into_iter().filter(|(length, _)| *length == longest).map(|(_, measure)| measure);
    let found = told.next()?;
    let is_share = row.share || column.share;
    let is_its_own = !printed.contradicts(found) && (!is_share || tells_rate(found));
    (is_its_own && told.all(|other| other == found)).then(|| found.clone())
}

/// The length of the name that a note gives to what heads name. What stands below that may tell of nothing else: 项目 under
/// 资金.
fn named(note: &Noted, printed: &Printed<'_>) -> Option<usize> {
    let subjects = printed.subjects;
    let (at, length) = subjects.iter().enumerate().rev().find_map(|(at, head)| {
        let named = note.of.iter().filter(|of| names(of, head));
        Some((at, named.map(String::len).max()?))
    })?;
    let is_other = |text: &&str| speaks_of_another(text, &note.measure);
    (!subjects[at..].iter().any(is_other)).then_some(length)
}

/// Whether a head names a thing, or is of the kind that a general word tells. 人均GDP is not GDP.
fn names(of: &str, head: &str) -> bool {
    let is_kind = || match Amount::said(head) {
        Some(Amount::Money) => words!("资金 金额").have(of),
        Some(Amount::Area) => of == "面积",
        Some(Amount::Output | Amount::Meat) => of == "产量",
        _ => false,
    };
    let is_of_each = |before: &str| words!("均 每 单位").are_in(before) || before.ends_with('亩');
    let before = without_bracket(head).trim_end().strip_suffix(of);
    before.map_or_else(is_kind, |before| !is_of_each(before))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_note_is_about() {
        for (of, head) in [
            ("GDP", "GDP"),
            ("外资", "实际利用外资（现汇）"),
            ("资金", "补贴资金"),
            ("金额", "固定资产投资"),
            ("面积", "造林面积"),
            ("产量", "粮食总产"),
        ] {
            assert!(names(of, head), "{of} {head}");
        }
        for (of, head) in [
            ("GDP", "人均GDP"),
            ("GDP", "固定资产投资"),
            ("外资", "固定资产投资"),
            ("能源消费总量", "煤炭消费量"),
            ("面积", "大棚"),
            ("产量", "亩产量"),
            ("蔬菜", "小麦"),
            ("资金", "人均收入"),
        ] {
            assert!(!names(of, head), "{of} {head}");
        }
    }
}
