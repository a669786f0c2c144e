//! The measures of a 单位 line, each with what it says that it is of.

use fenjie_model::{Measure, text};

use super::compare::comparator;
use super::header::{after_label, brackets, split};
use super::{look_up, measure};

/// A measure that a line lists.
#[derive(Debug, Clone, PartialEq)]
pub struct Noted {
    /// The measure.
    pub measure: Measure,
    /// What it is said to be of: 生猪 and 羊 of 万头（生猪、羊）.
    pub of: Vec<String>,
    /// Whether it is of nothing else: 吨 of 万吨（油菜总产单位：吨）.
    pub alone: bool,
}

/// The measures of a 单位 line or a 计量单位 cell, in order (亿元、%). Names the registry does not know have no ID.
pub fn of_note(note: &str) -> Vec<Noted> {
    let note = after_label(note.trim());
    let whole =
        if note.starts_with(['（', '(']) { note.trim_matches(['（', '）', '(', ')']) } else { note };
    if look_up(note).is_some() {
        return vec![Noted { measure: measure(note), of: Vec::new(), alone: false }];
    }
    if let Some(several) = run_together(whole) {
        return several.into_iter().map(|measure| Noted { measure, of: Vec::new(), alone: false }).collect();
    }
    let parts = split(whole).into_iter().filter(|part| comparator(&text::fold(part)).is_none());
    let (mut listed, mut exceptions) = (Vec::new(), Vec::new());
    for part in parts {
        let (name, remark) = without_remark(part);
        let exception = remark.and_then(exception);
        let of = remark.filter(|_| exception.is_none()).map(names).unwrap_or_default();
        listed.push(Noted { measure: measure(name), of, alone: false });
        exceptions.extend(exception);
    }
    listed.extend(exceptions);
    listed
}

/// 人民币万元 → 万元; 万头（生猪） → 万头, and 生猪: in which currency is no part of a measure's name. 人（户） is either.
fn without_remark(part: &str) -> (&str, Option<&str>) {
    let part = part.strip_prefix("人民币").filter(|rest| look_up(rest).is_some()).unwrap_or(part);
    let is_remark = |inner: &str| inner == "人民币" || look_up(inner).is_none();
    let bracket = brackets(part).pop().filter(|(_, inner, end)| *end == part.len() && is_remark(inner));
    let apart = bracket.map(|(open, inner, _)| (part[..open].trim_end(), inner));
    let apart = apart.filter(|(bare, _)| look_up(bare).is_some());
    apart.map_or((part, None), |(bare, inner)| (bare, Some(inner).filter(|inner| *inner != "人民币")))
}

/// 油菜总产单位：吨: another measure, and what it is of.
fn exception(remark: &str) -> Option<Noted> {
    let (of, name) = remark.split_once(['：', ':', '为'])?;
    let of = of.trim_end().strip_suffix("单位").unwrap_or(of).trim_end();
    let of = of.strip_suffix("计量").unwrap_or(of);
    (!of.is_empty() && look_up(name.trim()).is_some()).then(|| Noted {
        measure: measure(name.trim()),
        of: names(of),
        alone: true,
    })
}

fn names(remark: &str) -> Vec<String> {
    split(remark).into_iter().map(str::to_owned).collect()
}

/// 亿元%户: measures that only spaces parted, which are not kept beside these characters. A sign for per cent is no part of
/// a longer name.
fn run_together(line: &str) -> Option<Vec<Measure>> {
    let mut several = Vec::new();
    let mut rest = line;
    while !rest.is_empty() {
        let (one, after) = rest.split_at(super::prefix(rest)?);
        several.push(measure(one.trim()));
        rest = after.trim_start();
    }
    (several.len() > 1 && several.iter().any(super::is_ratio)).then_some(several)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_may_name_several() {
        let names = |note| {
            of_note(note).into_iter().map(|n| (n.measure.raw, n.measure.id.is_some())).collect::<Vec<_>>()
        };
        assert_eq!(names("亿元、%"), [("亿元".into(), true), ("%".into(), true)]);
        assert_eq!(names("单位：处、亩、公里").len(), 3);
        assert_eq!(names("万元/%"), [("万元".into(), true), ("%".into(), true)]);
        assert_eq!(names("％／万元/人"), [("％".into(), true), ("万元/人".into(), true)]);
        assert_eq!(names("万元/人"), [("万元/人".into(), true)]);
        assert_eq!(names("亿元%户"), [("亿元".into(), true), ("%".into(), true), ("户".into(), true)]);
        assert_eq!(names("畦户"), [("畦户".into(), false)]);
        for note in ["万元（人民币）", "（万元）", "人民币万元", "万元（保留两位小数）"]
        {
            assert_eq!(names(note), [("万元".into(), true)], "{note}");
        }
        assert_eq!(names("万元（人民币）、万美元"), [("万元".into(), true), ("万美元".into(), true)]);
        assert_eq!(names("亩（面积）、吨（产量）"), [("亩".into(), true), ("吨".into(), true)]);
        assert_eq!(names("人（户）"), [("人（户）".into(), false)]);
        assert_eq!(names("舢"), [("舢".into(), false)]);
        assert_eq!(names("幢（个）"), [("幢（个）".into(), true)]);
    }

    #[test]
    fn a_line_may_say_what_each_is_of() {
        let of =
            |note| of_note(note).into_iter().map(|n| (n.measure.raw, n.of.join("+"))).collect::<Vec<_>>();
        let all = |raw: &str, of: &str| (raw.to_owned(), of.to_owned());
        assert_eq!(of("万头（生猪、羊）、头（肉牛）"), [all("万头", "生猪+羊"), all("头", "肉牛")]);
        assert_eq!(
            of("万亩，万吨（油菜总产单位：吨）"),
            [all("万亩", ""), all("万吨", ""), all("吨", "油菜总产")]
        );
        assert_eq!(of("亿元（现价）、%"), [all("亿元", "现价"), all("%", "")]);
    }
}
