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
                    // 各县、市、区人民政府.
                    Some(last) if mark == Some('、') && is_kind(last) && starts_with_kind(&found) => {
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

/// The kinds of places whose organs a list names together.
const KINDS: &str = "省市州盟县旗区乡镇";

/// 各乡, 各县、市: kinds of places and no name.
fn is_kind(name: &str) -> bool {
    name.strip_prefix('各').is_some_and(|kinds| kinds.chars().all(|c| c == '、' || KINDS.contains(c)))
}

/// 镇人民政府.
fn starts_with_kind(name: &str) -> bool {
    let mut chars = name.chars();
    chars.next().is_some_and(|c| KINDS.contains(c))
        && ["人民政府", "政府", "党委", "委"].iter().any(|organ| chars.as_str().starts_with(organ))
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
            ("各县、市、区人民政府，各乡、镇政府", &["各县、市、区人民政府", "各乡、镇政府"]),
            ("各镇、街道办事处", &["各镇", "街道办事处"]),
            ("区委各部门。", &["区委各部门"]),
            ("甲（乙，丙", &["甲（乙，丙"]),
            ("", &[]),
        ] {
            assert_eq!(split(list), expected, "{list}");
        }
    }
}
