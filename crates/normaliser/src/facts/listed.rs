//! The names in a cell that lists who answers for a row.

use crate::known::is_nothing;
use crate::registry::kind_by_form;
use crate::words::{Heading, heading, words};

/// The names of those who answer. Where labels part a list (牵头单位：A；责任单位：B；配合单位：C), those of them that only help are
/// left out.
pub(super) fn listed(cell: &str) -> Vec<&str> {
    let mut answers = true;
    let parts = parted(cell, |rest| words!("； ;").after(rest).map(|after| rest.len() - after.len()));
    let labelled: Vec<_> = parts.iter().map(|part| labelled(part)).collect();
    if labelled.iter().all(|(label, _)| label.is_none()) {
        return names(cell);
    }
    let told = labelled.into_iter().filter(|(label, _)| {
        answers = label.map_or(answers, |label| label == Heading::Responsible);
        answers
    });
    told.flat_map(|(_, list)| names(list)).collect()
}

/// A part of a cell without the label that it begins with, and what the label calls it.
fn labelled(part: &str) -> (Option<Heading>, &str) {
    // 牵头：甲局 is 牵头单位：甲局.
    let of_bodies =
        |label: &str| if label.chars().count() == 2 { format!("{label}单位") } else { label.to_owned() };
    let label = part.split_once(['：', ':']).map(|(label, list)| (heading(&of_bodies(label)), list.trim()));
    match label {
        Some((label @ (Heading::Responsible | Heading::Aside), list)) => (Some(label), list),
        _ => (None, part),
    }
}

/// The names of a list, parted by 、 outside brackets (各县（市、区）人民政府、市发改委), and by other signs where each part is
/// the name of a body (县林业局；县水利局).
fn names(names: &str) -> Vec<&str> {
    let by_comma = parted(names, |rest| rest.starts_with('、').then_some('、'.len_utf8()));
    let named = by_comma.into_iter().filter(|name| !is_nothing(name)).flat_map(|name| {
        let signs =
            |rest: &str| words!("； ; ， , ／ / 及").all().find(|sign| rest.starts_with(sign)).map(str::len);
        let parts: Vec<&str> = parted(name, signs).into_iter().flat_map(run_together).collect();
        if parts.iter().all(|part| is_body(part)) { parts } else { vec![name] }
    });
    named.collect()
}

/// The parts between the signs outside brackets, each trimmed; `sign` gives the length in bytes of the one that the rest
/// begins with.
fn parted(text: &str, sign: impl Fn(&str) -> Option<usize>) -> Vec<&str> {
    let mut parts = Vec::new();
    let (mut depth, mut from, mut until) = (0_usize, 0, 0);
    for (at, c) in text.char_indices() {
        match c {
            '（' | '(' => depth += 1,
            '）' | ')' => depth = depth.saturating_sub(1),
            _ => {}
        }
        if at >= until
            && depth == 0
            && let Some(length) = sign(&text[at..])
        {
            parts.push(text[from..at].trim());
            from = at + length;
            until = from;
        }
    }
    parts.push(text[from..].trim());
    parts
}

/// 县林业局县水利局: bodies of one region that the lines of a cell, or a space, parted in print.
fn run_together(names: &str) -> Vec<&str> {
    /// More characters than the bodies of one cell that stand so have together.
    const LONGEST: usize = 200;
    let Some(region) = names.chars().next().filter(|c| "省市州盟县区旗".contains(*c)) else {
        return vec![names];
    };
    if names.chars().nth(LONGEST).is_some() {
        return vec![names];
    }
    // 市场 is no body of a 市.
    let begins = |rest: &str| {
        rest.starts_with(region) && !words!("市场 区域 县域 市政 市容 省级 市级 州级 县级 区级").begin(rest)
    };
    let places = names.char_indices().skip(1).map(|(at, _)| at).filter(|at| begins(&names[*at..]));
    let (mut parts, mut from) = (Vec::new(), 0);
    for at in places.filter(|at| is_body(&names[..*at])) {
        parts.push(&names[from..at]);
        from = at;
    }
    parts.push(&names[from..]);
    // The same twice is of two rows that were read as one.
    let distinct = parts.iter().enumerate().all(|(i, part)| !parts[..i].contains(part));
    if distinct && parts.iter().all(|part| is_body(part)) { parts } else { vec![names] }
}

/// Whether a part of a list is the name of a body, or says which bodies (各镇).
fn is_body(name: &str) -> bool {
    let name = name.strip_suffix('等').unwrap_or(name);
    let is_label = name.contains(['：', ':']);
    let all = name.strip_prefix(['各', '相', '有']).is_some_and(|rest| heading(rest) == Heading::Unit);
    !is_label && (all || kind_by_form(name).is_some())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(names: &str, expected: &[&str]) {
        assert_eq!(listed(names), expected);
    }

    #[test]
    fn lists_are_parted_between_bodies() {
        check("县林业局；县水利局", &["县林业局", "县水利局"]);
        check("县林业局，县发改局等", &["县林业局", "县发改局等"]);
        check("县林业局（县森防办、县公安局）及各镇", &["县林业局（县森防办、县公安局）", "各镇"]);
        check("县林业局/各乡镇、县发改局", &["县林业局", "各乡镇", "县发改局"]);
        check("县林业局县水利局县发改局", &["县林业局", "县水利局", "县发改局"]);
        check("—", &[]);
    }

    #[test]
    fn labels_tell_who_answers_and_who_helps() {
        check("牵头：县林业局；配合：县水利局", &["县林业局"]);
        check("牵头单位：县发改局；责任单位：县住建局、县交通局", &["县发改局", "县住建局", "县交通局"]);
        check("责任单位：县发改局；县住建局；配合单位：各镇；县水利局", &["县发改局", "县住建局"]);
        check("县发改局：张三", &["县发改局：张三"]);
    }

    #[test]
    fn other_signs_are_of_the_name() {
        for name in [
            "县市场监管局",
            "市市场监督管理局",
            "县政府办公室",
            "水土保持及移民局",
            "县人大及其常委会",
            "张三，李四",
            "县林业局稽查大队",
        ] {
            check(name, &[name]);
        }
    }
}
