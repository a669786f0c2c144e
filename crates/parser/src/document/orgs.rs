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
    use super::is_org;

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
