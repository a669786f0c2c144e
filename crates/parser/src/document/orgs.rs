//! Names of organs.

use fenjie_model::text;

use super::numeral;

/// Whether the cleaned text is the name of an organ, and nothing else.
pub(super) fn is_org(text: &str) -> bool {
    let length = text.chars().count();
    (4..=40).contains(&length)
        && !text.contains(['。', '，', '；', '：', '、', '《', '〔', '“', '|', '｜', ' ', '>'])
        && !text.contains("关于")
        && !text.contains(|c: char| c.is_ascii_digit())
        && ENDS.iter().any(|end| text.ends_with(end))
}

/// Whether the text holds the names of several organs in a row.
pub(super) fn is_several(text: &str) -> bool {
    first_of(text).len() < text.len()
}

/// The first of several organs whose names stand in a row: it ends where another starts with its place, or with a space;
/// the whole text where it holds one.
pub(super) fn first_of(text: &str) -> &str {
    if let Some((first, _)) = text.split_once([' ', '、'])
        && is_org(first)
    {
        return first;
    }
    let place: String = text.trim_start_matches(PARTY).chars().take(2).collect();
    let starts = text.match_indices(&place).map(|(at, _)| at).filter(|at| !place.is_empty() && *at > 0);
    let split = starts
        .map(|at| text[..at].trim_end_matches(PARTY).len())
        .find(|at| is_org(&text[..*at]) && is_org(&text[*at..]) && ends_whole(&text[..*at]));
    split.map_or(text, |at| &text[..at])
}

/// The organ that several are named after: 市发展和改革局等5部门.
pub(super) fn of_several(text: &str) -> &str {
    let counted = |rest: &str| {
        let number = rest.trim_end_matches(['个', '家']);
        !number.is_empty() && numeral::number(number).is_some()
    };
    ["部门", "单位", "机关"]
        .iter()
        .filter_map(|kind| text.strip_suffix(kind)?.rsplit_once('等'))
        .find(|(_, rest)| counted(rest))
        .map_or(text, |(first, _)| first)
}

/// The first of several organs that the line prints apart: cleaning takes out the gap between them.
pub(super) fn first_apart(printed: &str) -> Option<String> {
    let mut names = printed.split_whitespace();
    let first = text::clean(names.next()?);
    let others: Vec<String> = names.map(text::clean).collect();
    (!others.is_empty() && is_org(&first) && others.iter().all(|name| is_org(name))).then_some(first)
}

/// A name as titles shorten it: 区政府办 of 区人民政府办公室, 县委 of 县委员会.
pub(super) fn short(name: &str) -> String {
    name.replace("人民政府", "政府").replace("委员会", "委").replace("办公室", "办").replace("办公厅", "办")
}

/// What stands before the place in the name of a party organ.
const PARTY: &str = "中共";

/// Whether the text ends as an organ does whose name nothing goes on (中共甲县委 goes on).
fn ends_whole(text: &str) -> bool {
    ENDS.iter().any(|end| (end.chars().count() > 1 || *end == "局") && text.ends_with(end))
        || ["省委", "市委", "州委", "盟委", "县委", "区委", "旗委"].iter().any(|end| text.ends_with(end))
}

const ENDS: &[&str] = &[
    "人民政府",
    "政府",
    "公署",
    "办公室",
    "办公厅",
    "局",
    "委员会",
    "委",
    "厅",
    "部",
    "处",
    "院",
    "中心",
    "小组",
    "指挥部",
    "管委会",
    "公司",
    "集团",
    "会",
    "站",
    "办",
    "社",
    "专班",
];

#[cfg(test)]
mod tests {
    use super::{first_apart, first_of, is_org, is_several, of_several};

    #[test]
    fn several() {
        assert!(is_several("甲市财政局甲市发展和改革委员会"));
        assert!(!is_several("甲县人民政府办公室"));
        assert_eq!(first_of("中共甲县委办公室甲县人民政府办公室"), "中共甲县委办公室");
        assert_eq!(first_of("甲县财政局 甲县林业局"), "甲县财政局");
        assert_eq!(first_of("中共甲县县委甲县人民政府"), "中共甲县县委");
        assert_eq!(of_several("甲市仁和区发展和改革局等5部门"), "甲市仁和区发展和改革局");
        assert_eq!(of_several("甲市发展和改革局等部门"), "甲市发展和改革局等部门");
        assert_eq!(first_of("中共甲县委员会"), "中共甲县委员会");
        assert_eq!(first_apart("甲县财政局　国家税务总局甲县税务局").as_deref(), Some("甲县财政局"));
        assert_eq!(first_apart("甲 县 人 民 政 府"), None);
    }

    #[test]
    fn names() {
        for text in [
            "青浦区人民政府办公室",
            "永春县人民政府",
            "汉源县农业农村局",
            "上海市发展和改革委员会",
            "甲盟行政公署",
        ] {
            assert!(is_org(text), "{text}");
        }
        for text in [
            "青浦区人民政府办公室文件",
            "关于成立领导小组",
            "各镇人民政府、街道办事处",
            "局",
            "现发给区政府办公室。",
        ] {
            assert!(!is_org(text), "{text}");
        }
    }
}
