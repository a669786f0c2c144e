//! Columns that are parts of the one before them: 其中：亿元以上 behind 签约项目（个）.

use fenjie_model::Measure;

use crate::headers::Headers;
use crate::measure::of_header;
use crate::words::{without_bracket, words};

/// The whole that a column is a part of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Whole {
    /// Its column.
    pub(crate) col: usize,
    /// How many headers stand over both.
    pub(crate) level: usize,
}

/// The whole of a column, among those of its group from the first on; none where the column before has columns of its own.
pub(crate) fn whole(columns: &[Headers<'_>], first: usize, col: usize) -> Option<Whole> {
    let path = &columns[col].path;
    let level = path.iter().position(|text| is_part(text))?;
    let beside = |left: &usize| columns[*left].path.starts_with(&path[..level]);
    let mut left = (first..col).rev().take_while(beside);
    let col = left.find(|left| !columns[*left].path.get(level).is_some_and(|text| is_part(text)))?;
    (columns[col].path.len() == level + 1).then_some(Whole { col, level })
}

/// Lets the parts that print no measure have the one of their whole.
pub(crate) fn share_measures(columns: &mut [Headers<'_>], wholes: &[(usize, Whole)]) {
    for (col, Whole { col: whole, level }) in wholes {
        let measure = columns[*whole].measure.clone();
        let part = &columns[*col];
        let of_rates = part.growth || part.share || columns[*whole].growth || columns[*whole].share;
        let is_printed = part.path[*level..].iter().any(|text| of_header(text).is_some());
        // 其中：脱贫人数 is not counted in 户.
        let contradicts = |measure: &Measure| part.amount.is_some_and(|amount| !amount.may_be_in(measure));
        let measure = measure.filter(|measure| !of_rates && !is_printed && !contradicts(measure));
        if measure.is_some() {
            columns[*col].measure = measure;
        }
    }
}

/// The headers of a part with its whole among them.
pub(crate) fn with_whole<'a>(columns: &[Headers<'a>], col: usize, whole: Whole) -> Vec<&'a str> {
    let mut path = columns[col].path.clone();
    path.insert(whole.level, columns[whole.col].path[whole.level]);
    path
}

/// Whether a part's name says nothing without its whole: 亿元以上, 工业, 新建, and not 契税.
pub(crate) fn says_little(name: &str) -> bool {
    let names_it = words!("税 费 金 险 款 额 量 率 数 值").end(name);
    name.chars().count() <= 2 && !names_it || words!("以上 以下 以内 级").end(without_bracket(name))
}

fn is_part(text: &str) -> bool {
    text.trim_start().starts_with("其中")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(paths: &[&[&'static str]], measures: &[Option<&str>]) {
        let mut columns: Vec<_> = paths.iter().map(|path| Headers::read(path.to_vec(), None)).collect();
        let found = (0..columns.len()).filter_map(|col| Some((col, whole(&columns, 0, col)?)));
        let wholes: Vec<_> = found.collect();
        share_measures(&mut columns, &wholes);
        let got: Vec<_> = columns
            .iter()
            .map(|column| column.measure.as_ref().map(|measure| measure.raw.as_str()))
            .collect();
        assert_eq!(got, measures);
    }

    #[test]
    fn parts_are_measured_as_their_whole() {
        check(
            &[
                &["签约项目（个）"],
                &["其中：亿元以上"],
                &["其中：投资额"],
                &["其中：占比"],
                &["其中：外资（家）"],
            ],
            &[Some("个"), Some("个"), None, None, Some("家")],
        );
        check(
            &[&["项目", "签约（个）"], &["项目", "其中", "工业"], &["项目", "其中", "农业"], &["其中：工业"]],
            &[Some("个"), Some("个"), Some("个"), None],
        );
        check(&[&["项目（个）", "目标"], &["其中：工业"]], &[Some("个"), None]);
    }
}
