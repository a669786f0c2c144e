//! Lists of organs: 各镇人民政府、街道办事处，区政府各委、办、局.

/// The names of a list, split at 、 and ，. What is one character long (各委、办、局) belongs to the name before it; nothing is
/// split inside brackets.
pub(super) fn split(list: &str) -> Vec<String> {
    let list = list.trim().trim_end_matches(['。', '：', ':', '，', '；']);
    let mut names: Vec<String> = Vec::new();
    let mut name = String::new();
    let mut depth = 0usize;
    let mut mark = None;
    for c in list.chars().chain(['，']) {
        match c {
            '（' | '(' => depth += 1,
            '）' | ')' => depth = depth.saturating_sub(1),
            '、' | '，' | ',' | '；' if depth == 0 => {
                let found = std::mem::take(&mut name);
                match names.last_mut() {
                    Some(last) if found.chars().count() == 1 && mark == Some('、') => {
                        last.push('、');
                        last.push_str(&found);
                    }
                    _ if found.is_empty() => {}
                    _ => names.push(found),
                }
                mark = Some(c);
                continue;
            }
            _ => {}
        }
        name.push(c);
    }
    // A bracket that never closes would swallow the end of the list.
    names.extend(Some(name.trim_end_matches('，').to_owned()).filter(|rest| !rest.is_empty()));
    names
}

#[cfg(test)]
mod tests {
    use super::split;

    #[test]
    fn lists() {
        for (list, expected) in [
            (
                "各镇人民政府、街道办事处，区政府各委、办、局，各有关单位：",
                &["各镇人民政府", "街道办事处", "区政府各委、办、局", "各有关单位"][..],
            ),
            ("各镇（街道、园区）人民政府，县政府各部门", &["各镇（街道、园区）人民政府", "县政府各部门"]),
            ("区委各部门。", &["区委各部门"]),
            ("甲（乙，丙", &["甲（乙，丙"]),
            ("", &[]),
        ] {
            assert_eq!(split(list), expected, "{list}");
        }
    }
}
