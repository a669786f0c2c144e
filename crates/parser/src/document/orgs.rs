//! Names of organs.

/// Whether the cleaned text is the name of an organ, and nothing else.
pub(super) fn is_org(text: &str) -> bool {
    let length = text.chars().count();
    (4..=40).contains(&length)
        && !text.contains(['。', '，', '；', '：', '、', '《', '〔', '“', '|', '｜', ' ', '>'])
        && !text.contains("关于")
        && !text.contains(|c: char| c.is_ascii_digit())
        && ENDS.iter().any(|end| text.ends_with(end))
}

/// Whether the text holds the names of several organs in a row: one ends inside it, where another starts with its place.
pub(super) fn is_several(text: &str) -> bool {
    ENDS.iter().filter(|end| end.chars().count() > 1 || **end == "局").any(|end| {
        text.match_indices(end).any(|(at, _)| {
            let rest = &text[at + end.len()..];
            let place: String = text.chars().take(2).collect();
            !rest.is_empty() && rest.starts_with(&place) && is_org(rest)
        })
    })
}

const ENDS: &[&str] = &[
    "人民政府",
    "政府",
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
];

#[cfg(test)]
mod tests {
    use super::{is_org, is_several};

    #[test]
    fn several() {
        assert!(is_several("甲市财政局甲市发展和改革委员会"));
        assert!(!is_several("甲县人民政府办公室"));
    }

    #[test]
    fn names() {
        for text in ["青浦区人民政府办公室", "永春县人民政府", "汉源县农业农村局", "上海市发展和改革委员会"]
        {
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
