//! Values in words: how far a thing is to come, which place it is to take, whether it is to be.

use fenjie_model::text::{fold, is_numeral};

/// What a thing is to be, to become or to stay.
const STATES: [&str; 35] = [
    "是",
    "否",
    "有",
    "无",
    "√",
    "✓",
    "✔",
    "×",
    "✗",
    "完成",
    "基本完成",
    "全部完成",
    "全面完成",
    "未完成",
    "启动",
    "开工",
    "在建",
    "完工",
    "竣工",
    "投产",
    "投用",
    "建成",
    "通过",
    "达标",
    "不达标",
    "合格",
    "优秀",
    "良好",
    "达到",
    "持平",
    "保持",
    "稳定",
    "消除",
    "清零",
    "动态清零",
];

/// Whether the text is a value in words: 完成, √, 前三名, Ⅲ类, 不低于平均.
pub(crate) fn is_state(raw: &str) -> bool {
    let text = fold(raw);
    let text = text.trim();
    let is_compared =
        ["不低于", "不高于", "不少于", "不超过", "高于", "低于"].iter().any(|word| text.starts_with(word));
    is_compared || STATES.contains(&text) || is_place(text) || is_water_class(text) || is_as_told(text)
}

/// 达到或优于Ⅲ类, 完成市下达任务, 以市下达为准: what is to be reached, and who says it.
fn is_as_told(text: &str) -> bool {
    let reached = ["达到或优于", "优于", "达到", "稳定达到", "稳定在", "保持"]
        .iter()
        .find_map(|word| text.strip_prefix(word));
    let set = text.strip_prefix("完成").and_then(|rest| {
        let rest = rest.strip_suffix(['数', '量']).unwrap_or(rest);
        ["任务", "目标", "指标", "计划"].iter().find_map(|end| rest.strip_suffix(end))
    });
    let by = |set: &str| set.chars().all(|c| "国部省市州盟县区旗上级年度下达定的".contains(c));
    reached.is_some_and(|rest| {
        is_water_class(rest)
            || rest.starts_with(['一', '二', '三', '四', '五']) && rest.ends_with(['类', '级'])
    }) || set.is_some_and(by)
        || text.starts_with(['以', '按']) && text.ends_with("为准")
}

/// A place among others: 前三名, 前8位, 第一, 第2名, 第一方阵, 前列.
fn is_place(text: &str) -> bool {
    let Some(rest) = text.strip_prefix(['前', '第']) else { return false };
    let rest = rest.trim_start_matches(|c: char| c.is_ascii_digit() || is_numeral(c));
    rest.len() + '前'.len_utf8() < text.len()
        && matches!(rest, "" | "名" | "位" | "方阵" | "梯队" | "档" | "等次")
        || rest == "列"
}

/// GB 3838-2002 grades surface water from Ⅰ to Ⅴ.
fn is_water_class(text: &str) -> bool {
    text.trim_end_matches('类')
        .trim_start_matches('劣')
        .trim_matches(['I', 'V', 'Ⅰ', 'Ⅱ', 'Ⅲ', 'Ⅳ', 'Ⅴ'])
        .is_empty()
        && text.ends_with('类')
        && text.chars().count() > 1
}

#[cfg(test)]
mod tests {
    use super::is_state;

    #[test]
    fn words_that_state_what_is_to_be_are_values() {
        for text in [
            "√",
            "是",
            "完成",
            "前三名",
            "前8位",
            "第２名",
            "第一方阵",
            "前列",
            "不低于平均",
            "Ⅲ类",
            "劣V类",
            "达到或优于Ⅲ类",
            "完成市下达任务",
            "以市下达为准",
        ] {
            assert!(is_state(text), "{text}");
        }
        for text in [
            "新建",
            "农业",
            "第三产业",
            "前山街道",
            "A类",
            "类",
            "第",
            "前",
            "",
            "甲镇",
            "完成主体工程",
            "达到入住条件",
        ] {
            assert!(!is_state(text), "{text}");
        }
    }
}
